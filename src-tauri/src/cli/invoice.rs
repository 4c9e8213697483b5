//! `jangbu invoice …`: tax invoices without a window. An order of another program becomes a document once, however often it
//! is handed in.

use std::fs;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand, ValueEnum};
use domain::{AmendForm, DocumentKey};
use office::{AmendPress, InvoicePaper, OfficeError, Order, OrderOutcome};
use serde::de::DeserializeOwned;
use serde_json::json;

use super::answer::Answer;
use super::receipt::key;
use super::sentences;
use crate::shell::Shell;
use crate::ui_error::Fault;
use crate::view;

/// What can be done with invoices.
#[derive(Subcommand)]
pub enum InvoiceCommand {
    /// Make an order an invoice or a receipt: verify the buyer, issue, mail. Exits 0 when it is issued or needs neither.
    Issue(OrderArgs),
    /// Show one.
    Show(InvoiceKeyArgs),
    /// Hand an issued one over to the NTS now (전송).
    Transmit(InvoiceKeyArgs),
    /// Print one of its papers.
    Print(PaperArgs),
    /// Amend one (수정세금계산서); exits 0 when the first document is issued.
    Amend(AmendArgs),
}

/// An order to issue.
#[derive(Args)]
pub struct OrderArgs {
    /// The order as JSON; see assets/samples/order.json.
    #[arg(long, value_name = "FILE")]
    order: PathBuf,
    /// Answer as one JSON object.
    #[arg(long)]
    json: bool,
}

/// Which invoice.
#[derive(Args)]
pub struct InvoiceKeyArgs {
    /// Its key, such as T261122-01-000042.
    key: String,
    /// Answer as one JSON object.
    #[arg(long)]
    json: bool,
}

/// Which paper of which invoice.
#[derive(Args)]
pub struct PaperArgs {
    /// Its key.
    key: String,
    /// Which paper.
    #[arg(long, value_enum, default_value_t = PaperWord::Buyer)]
    paper: PaperWord,
    /// Answer as one JSON object.
    #[arg(long)]
    json: bool,
}

/// An amendment as another program writes it.
#[derive(Args)]
pub struct AmendArgs {
    /// Key of the invoice to amend.
    key: String,
    /// The amendment as JSON.
    #[arg(long, value_name = "FILE")]
    form: PathBuf,
    /// A name of your own for this press: the same name never amends twice.
    #[arg(long, value_name = "ID")]
    press: Option<String>,
    /// Do not mail it to the buyer.
    #[arg(long)]
    no_mail: bool,
    /// Answer as one JSON object.
    #[arg(long)]
    json: bool,
}

/// A paper by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PaperWord {
    /// 공급자 보관용
    Supplier,
    /// 공급받는자 보관용
    Buyer,
    /// 별지 제14호서식
    Form14,
}

impl InvoiceCommand {
    /// Whether the answer is for a program.
    #[must_use]
    pub const fn wants_json(&self) -> bool {
        match self {
            Self::Issue(args) => args.json,
            Self::Show(args) | Self::Transmit(args) => args.json,
            Self::Print(args) => args.json,
            Self::Amend(args) => args.json,
        }
    }

    /// Whether something is sent.
    #[must_use]
    pub const fn needs_line(&self) -> bool {
        match self {
            Self::Issue(_) | Self::Transmit(_) | Self::Amend(_) => true,
            Self::Show(_) | Self::Print(_) => false,
        }
    }

    /// Does it.
    pub async fn run(self, shell: &Shell, press_id: String) -> Answer {
        match self {
            Self::Issue(args) => issue(shell, &args.order).await,
            Self::Show(args) => show(shell, &args.key).unwrap_or_else(Answer::error),
            Self::Transmit(args) => transmit(shell, &args.key).await.unwrap_or_else(Answer::error),
            Self::Print(args) => print(shell, &args).unwrap_or_else(Answer::error),
            Self::Amend(args) => amend(shell, args, press_id).await,
        }
    }
}

async fn issue(shell: &Shell, file: &Path) -> Answer {
    let order: Order = match read_json(file) {
        Ok(order) => order,
        Err(answer) => return answer,
    };
    match shell.office.issue_order(&order).await {
        Ok(outcome) => ordered(shell, &order, outcome).await.unwrap_or_else(Answer::error),
        Err(error) => Answer::error(error),
    }
}

async fn ordered(shell: &Shell, order: &Order, outcome: OrderOutcome) -> Result<Answer, OfficeError> {
    let number = &order.order_no;
    Ok(match outcome {
        OrderOutcome::Issued(key) => {
            let answer = finished(shell, &key).await?;
            Answer { json: json!({ "outcome": "issued", "document": answer.json.get("document") }), ..answer }
        }
        OrderOutcome::Refused(key) => {
            let answer = finished(shell, &key).await?;
            Answer {
                json: json!({ "outcome": "refused", "document": answer.json.get("document") }),
                ..answer
            }
        }
        OrderOutcome::Skipped(reason) => Answer {
            text: format!("주문 {number}: 사업자번호도 고객 번호도 없어 발급하지 않았어요"),
            json: json!({ "outcome": "skipped", "reason": reason }),
            ok: true,
        },
        OrderOutcome::Stopped { reason, faults } => {
            let faults: Vec<Fault> = faults.iter().map(Fault::from).collect();
            Answer {
                text: format!(
                    "주문 {number}: {} 확인할 일에 올려 두었어요",
                    sentences::order_stop(reason, &faults)
                ),
                json: json!({ "outcome": "stopped", "reason": reason, "faults": faults }),
                ok: false,
            }
        }
    })
}

fn show(shell: &Shell, text: &str) -> Result<Answer, OfficeError> {
    let detail = shell.office.invoice_detail(&key(text)?)?;
    let answer = Answer::document(&detail.document.shelved, None);
    Ok(Answer { json: json!({ "invoice": view::invoice::detail(&detail) }), ok: true, ..answer })
}

async fn transmit(shell: &Shell, text: &str) -> Result<Answer, OfficeError> {
    let key = key(text)?;
    shell.office.transmit(&key).await?;
    let shelved = shell.office.shelved(&key)?;
    let ok = shelved.standing.sent_at.is_some();
    Ok(Answer { ok, ..Answer::document(&shelved, None) })
}

fn print(shell: &Shell, args: &PaperArgs) -> Result<Answer, OfficeError> {
    let key = key(&args.key)?;
    let sheet = shell.office.print_invoice(&key, args.paper.into())?;
    Ok(Answer::document(&shell.office.shelved(&key)?, Some(&sheet.target)))
}

async fn amend(shell: &Shell, args: AmendArgs, press_id: String) -> Answer {
    let form: AmendForm = match read_json(&args.form) {
        Ok(form) => form,
        Err(answer) => return answer,
    };
    let press_id = args.press.unwrap_or(press_id);
    let amended = async {
        let press = AmendPress { key: key(&args.key)?, form, press_id, mail: !args.no_mail };
        let first = shell.office.issue_amendment(press).await?;
        let answer = finished(shell, &first).await?;
        let second = shell.office.pair_of(&first)?;
        let Some(second) = second.map(|second| second.document.key) else { return Ok(answer) };
        let other = finished(shell, &second).await?;
        let json = json!({ "document": answer.json.get("document"), "second": other.json.get("document") });
        Ok(Answer { text: format!("{}\n{}", answer.text, other.text), json, ok: answer.ok && other.ok })
    };
    amended.await.unwrap_or_else(Answer::error)
}

/// What became of a document. Unlike the window a command line has time: it waits for the answer, and for its mail.
async fn finished(shell: &Shell, key: &DocumentKey) -> Result<Answer, OfficeError> {
    shell.office.wait_for_answer(key).await;
    shell.office.deliver_mail().await?;
    Ok(Answer::document(&shell.office.shelved(key)?, None))
}

pub(super) fn read_json<T: DeserializeOwned>(file: &Path) -> Result<T, Answer> {
    let unreadable = |cause: String| Answer {
        text: format!("{}을(를) 읽지 못했어요. 아무것도 발급하지 않았어요. ({cause})", file.display()),
        json: json!({ "error": { "code": "unreadable_file", "detail": cause } }),
        ok: false,
    };
    let text = fs::read(file).map_err(|error| unreadable(error.to_string()))?;
    serde_json::from_slice(&text).map_err(|error| unreadable(error.to_string()))
}

impl From<PaperWord> for InvoicePaper {
    fn from(word: PaperWord) -> Self {
        match word {
            PaperWord::Supplier => Self::Supplier,
            PaperWord::Buyer => Self::Buyer,
            PaperWord::Form14 => Self::Form14,
        }
    }
}
