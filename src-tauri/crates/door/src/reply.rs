//! What is answered: a status and a JSON body, the same over HTTP and on the command line. A refusal is
//! `{ code, message, faults: [{ path, code }] }` with stable codes.

use domain::Fault;
use office::OfficeError;
use serde::Serialize;
use serde_json::{Value, json};
use store::BookError;

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// HTTP status.
    pub status: u16,
    /// The body.
    pub body: Value,
}

/// Where something is wrong, and what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct PathFault {
    /// As in the body that came: `items[0].unit_price`; empty for the whole of it.
    pub path: String,
    /// Stable name.
    pub code: String,
}

impl PathFault {
    /// A fault of the document in the order's own words.
    pub(crate) fn of(fault: &Fault) -> Self {
        let field = fault.field.as_str();
        let path = match (field, fault.line) {
            ("written_on", _) => "ordered_on".to_owned(),
            ("invoice_kind", _) => "kind".to_owned(),
            ("number", _) => "customer_number".to_owned(),
            ("lines", _) => "items".to_owned(),
            ("supply" | "vat", None) => "total".to_owned(),
            ("buyer_number", _) => "buyer.business_number".to_owned(),
            (_, Some(line)) => format!("items[{line}].{}", item_field(field)),
            (_, None) => match field.strip_prefix("buyer_") {
                Some(of_buyer) => format!("buyer.{of_buyer}"),
                None => field.to_owned(),
            },
        };
        Self { path, code: fault.code.as_str().to_owned() }
    }
}

impl Reply {
    /// An answer that is no refusal.
    pub(crate) const fn of(status: u16, body: Value) -> Self {
        Self { status, body }
    }

    /// A refusal without faults.
    pub(crate) fn refusal(status: u16, code: &str, message: &str) -> Self {
        Self::faulty(status, (code, message), &[])
    }

    /// A refusal because of what came.
    pub(crate) fn faulty(status: u16, (code, message): (&str, &str), faults: &[PathFault]) -> Self {
        Self { status, body: json!({ "code": code, "message": message, "faults": faults }) }
    }

    /// Whether the answer says that something is issued or needs nothing more.
    #[must_use]
    pub const fn is_settled(&self) -> bool {
        matches!(self.status, 200 | 201)
    }

    /// The sentence of a refusal, if it is one.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.body.get("message").and_then(Value::as_str)
    }
}

impl From<&OfficeError> for Reply {
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "of the office's errors a caller can meet only those told here"
    )]
    fn from(error: &OfficeError) -> Self {
        match error {
            OfficeError::FieldFaults(faults) => {
                let faults: Vec<PathFault> = faults
                    .iter()
                    .map(|fault| PathFault { path: fault.field.into(), code: fault.code.into() })
                    .collect();
                Self::faulty(422, ("faults", "고칠 곳이 있어요. 아무것도 발급하지 않았어요."), &faults)
            }
            OfficeError::Faults(faults) => {
                let faults: Vec<PathFault> = faults.iter().map(PathFault::of).collect();
                Self::faulty(422, ("faults", "고칠 곳이 있어요. 아무것도 발급하지 않았어요."), &faults)
            }
            OfficeError::SimilarReceipt(_) | OfficeError::TwinUnknown(_) | OfficeError::SimilarInvoice(_) => {
                Self::refusal(
                    409,
                    "similar",
                    "같은 것을 방금 발급했어요. 아무것도 보내지 않았어요. 장부에서 확인하세요.",
                )
            }
            OfficeError::NotFound(_) => Self::refusal(404, "not_found", "그런 문서나 주문이 없어요."),
            OfficeError::NoShop => Self::refusal(
                409,
                "no_shop",
                "장부에 가게 정보를 먼저 입력해 주세요. 아무것도 발급하지 않았어요.",
            ),
            OfficeError::PressReused(_) => Self::refusal(
                409,
                "order_changed",
                "같은 주문번호로 다른 내용을 이미 발급했어요. 아무것도 보내지 않았어요.",
            ),
            OfficeError::RouteClosed(_) => Self::refusal(
                503,
                "route_closed",
                "국세청 연결이 닫혀 있어 아무것도 보내지 않았어요. 잠시 뒤에 같은 주문을 다시 보내세요.",
            ),
            OfficeError::AnswerNotBooked { .. } => Self::refusal(
                503,
                "answer_not_booked",
                "발급됐을 수 있지만 장부에 적지 못했어요. 같은 주문번호로 다시 보내도 두 장이 되지 않아요.",
            ),
            OfficeError::Book(BookError::Busy { .. }) => Self::refusal(
                503,
                "book_busy",
                "다른 프로그램이 장부를 쓰고 있어요. 잠시 뒤에 같은 주문을 다시 보내세요.",
            ),
            OfficeError::Book(_) => {
                Self::refusal(503, "book", "장부를 읽거나 쓰지 못했어요. 장부 프로그램을 확인해 주세요.")
            }
            error => {
                tracing::error!(%error, "a call could not be carried out");
                Self::refusal(
                    500,
                    "internal",
                    "처리하지 못했어요. 같은 주문번호로 다시 보내도 두 장이 되지 않아요.",
                )
            }
        }
    }
}

fn item_field(field: &str) -> &str {
    match field.strip_prefix("line_").unwrap_or(field) {
        "item" => "name",
        field => field,
    }
}
