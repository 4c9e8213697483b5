//! The bodies this route writes, and reading a frozen one back. Field names and their order are the contract's.
//!
//! Frozen bodies are strings, not values: the book keeps them and a resend must carry the same bytes, also after an upgrade of
//! this program has changed what it would write today.

use chrono::NaiveDateTime;
use domain::{
    Amounts, ApprovalNumber, BusinessNumber, Cancellation, CashReceipt, ConsumerNumber, DocumentKey,
    NumberKind, Purpose, Taxation, Won,
};
use serde::{Deserialize, Serialize};

use crate::compare::Expected;
use crate::route::{Act, FrozenRequest};
use crate::said::{date_text, parse_date};
use crate::stored::OriginalReference;

const TIME: &str = "%H%M%S";

/// The body of `POST /api/v1/cashReceipt/issue`.
pub(super) fn issue_body(
    key: &DocumentKey,
    shop: &BusinessNumber,
    receipt: &CashReceipt,
) -> serde_json::Result<String> {
    let moment = Moment::of(receipt.traded_at());
    serde_json::to_string(&IssueBody {
        document_key: key.as_str(),
        business_number: shop.digits(),
        transaction_date: moment.date,
        transaction_time: moment.time,
        amounts: AmountFields::of(receipt.amounts()),
        taxation: receipt.taxation().wire(),
        consumer: ConsumerField::of(receipt.number()),
        receipt_purpose: receipt.purpose().wire(),
        item_name: receipt.item().map(|item| item.as_str()),
    })
}

/// The body of `POST /api/v1/cashReceipt/cancel`.
pub(super) fn cancel_body(
    key: &DocumentKey,
    shop: &BusinessNumber,
    cancel: &Cancellation,
) -> serde_json::Result<String> {
    let moment = Moment::of(cancel.traded_at());
    serde_json::to_string(&CancelBody {
        document_key: key.as_str(),
        business_number: shop.digits(),
        original_approval_number: cancel.original().approval.as_str(),
        original_transaction_date: date_text(cancel.original().trade_date),
        cancel_reason: cancel.reason().code(),
        amounts: AmountFields::of(cancel.amounts()),
        transaction_date: moment.date,
        transaction_time: moment.time,
    })
}

/// The body of `POST /api/v1/auth/token`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct TokenBody<'a> {
    pub(super) business_number: &'a str,
    pub(super) certificate_serial: &'a str,
    pub(super) timestamp: &'a str,
    pub(super) signature: &'a str,
}

/// Reads back what a frozen body says; `None` when it is not one of ours.
pub(crate) fn read_frozen(request: &FrozenRequest) -> Option<Expected> {
    let body: FrozenBody = serde_json::from_str(&request.body).ok()?;
    let original = match request.act {
        Act::Issue => None,
        Act::Invoice => return None,
        Act::Cancel => Some(OriginalReference {
            approval: ApprovalNumber::parse(&body.original_approval_number?).ok()?,
            trade_date: parse_date(&body.original_transaction_date?)?,
        }),
    };
    Some(Expected {
        act: request.act,
        amounts: body.amounts.parse()?,
        purpose: body.receipt_purpose.as_deref().and_then(Purpose::from_wire),
        taxation: body.taxation.as_deref().and_then(Taxation::from_wire),
        trade_date: parse_date(&body.transaction_date)?,
        number: body
            .consumer_phone
            .or(body.consumer_card)
            .or(body.consumer_business_number)
            .or(body.consumer_rrn),
        original,
    })
}

/// The four amounts under the contract's names.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct AmountFields {
    transaction_amount: i64,
    supply_amount: i64,
    tax_amount: i64,
    service_amount: i64,
}

impl AmountFields {
    fn of(amounts: &Amounts) -> Self {
        Self {
            transaction_amount: amounts.total().get(),
            supply_amount: amounts.supply().get(),
            tax_amount: amounts.vat().get(),
            service_amount: amounts.service().get(),
        }
    }

    /// The amounts, when they are in range and agree with each other.
    pub(super) fn parse(&self) -> Option<Amounts> {
        let won = |value| Won::new(value).ok();
        Amounts::from_parts(
            won(self.supply_amount)?,
            won(self.tax_amount)?,
            won(self.service_amount)?,
            won(self.transaction_amount)?,
        )
        .ok()
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct IssueBody<'a> {
    document_key: &'a str,
    business_number: &'a str,
    transaction_date: String,
    transaction_time: String,
    #[serde(flatten)]
    amounts: AmountFields,
    taxation: &'a str,
    #[serde(flatten)]
    consumer: ConsumerField<'a>,
    receipt_purpose: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    item_name: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct CancelBody<'a> {
    document_key: &'a str,
    business_number: &'a str,
    original_approval_number: &'a str,
    original_transaction_date: String,
    cancel_reason: &'a str,
    #[serde(flatten)]
    amounts: AmountFields,
    transaction_date: String,
    transaction_time: String,
}

/// Exactly one of the four fields.
#[derive(Serialize)]
enum ConsumerField<'a> {
    #[serde(rename = "consumerPhone")]
    Phone(&'a str),
    #[serde(rename = "consumerCard")]
    Card(&'a str),
    #[serde(rename = "consumerBusinessNumber")]
    BusinessNumber(&'a str),
    #[serde(rename = "consumerRrn")]
    Rrn(&'a str),
}

impl<'a> ConsumerField<'a> {
    fn of(number: &'a ConsumerNumber) -> Self {
        let digits = number.digits();
        match number.kind() {
            NumberKind::Phone | NumberKind::SelfIssue => Self::Phone(digits),
            NumberKind::Card | NumberKind::CashReceiptCard | NumberKind::MobileCard => Self::Card(digits),
            NumberKind::BusinessNumber => Self::BusinessNumber(digits),
            NumberKind::Rrn => Self::Rrn(digits),
        }
    }
}

struct Moment {
    date: String,
    time: String,
}

impl Moment {
    fn of(at: NaiveDateTime) -> Self {
        Self { date: date_text(at.date()), time: at.format(TIME).to_string() }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct FrozenBody {
    transaction_date: String,
    #[serde(flatten)]
    amounts: AmountFields,
    taxation: Option<String>,
    receipt_purpose: Option<String>,
    consumer_phone: Option<String>,
    consumer_card: Option<String>,
    consumer_business_number: Option<String>,
    consumer_rrn: Option<String>,
    original_approval_number: Option<String>,
    original_transaction_date: Option<String>,
}
