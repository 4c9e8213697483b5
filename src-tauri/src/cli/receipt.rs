//! `jangbu receipt …` and `jangbu shop …`: the counter without a window.

use clap::{Args, Subcommand, ValueEnum};
use domain::{CancelReason, DocumentKey, Purpose, ReceiptForm, ShopForm, Taxation};
use office::{CancelPress, HistoryFilter, IssuePress, OfficeError, SearchBox};
use serde_json::json;
use store::{Content, DocumentAct, Shelved};

use super::answer::{Answer, word};
use crate::contract::shop::ShopForm as ShopAnswer;
use crate::shell::Shell;
use crate::view;

/// What can be done with receipts.
#[derive(Subcommand)]
pub enum ReceiptCommand {
    /// Issue one; exits 0 only when approved.
    Issue(IssueArgs),
    /// Cancel one, wholly or in part; exits 0 only when approved.
    Cancel(CancelArgs),
    /// Find past ones, newest first.
    List(ListArgs),
    /// Print an approved one again.
    Print(KeyArgs),
    /// Ask the NTS again about an unknown one, or send a held one now.
    Settle(KeyArgs),
}

/// What can be done with the shop.
#[derive(Subcommand)]
pub enum ShopCommand {
    /// Show the shop.
    Show,
    /// Save the practice shop (행복문구).
    Practice,
    /// Save the shop.
    Set(ShopArgs),
}

/// A receipt as typed.
#[derive(Args)]
pub struct IssueArgs {
    /// Total received: 12000, 12,000원, 1만2천.
    #[arg(long, allow_hyphen_values = true)]
    amount: String,
    /// Customer's number; without it the receipt is self-issued (자진발급).
    #[arg(long, default_value = "")]
    number: String,
    /// Purpose; without it the kind of number decides.
    #[arg(long, value_enum)]
    purpose: Option<PurposeWord>,
    /// Service charge within the amount (봉사료).
    #[arg(long, default_value = "")]
    service: String,
    /// Exempt from VAT (면세).
    #[arg(long)]
    exempt: bool,
    /// Item (품목).
    #[arg(long, default_value = "")]
    item: String,
    /// Memo for the shop; never printed.
    #[arg(long, default_value = "")]
    memo: String,
    /// Issue although an equal receipt was issued within three minutes.
    #[arg(long)]
    again: bool,
    /// A name of your own for this press: the same name never issues twice.
    #[arg(long, value_name = "ID")]
    press: Option<String>,
    /// Write the slip as PDF.
    #[arg(long)]
    print: bool,
    /// Answer as one JSON object.
    #[arg(long)]
    json: bool,
}

/// A cancel as typed.
#[derive(Args)]
pub struct CancelArgs {
    /// Key of the receipt.
    key: String,
    /// Part of the total; without it everything that remains.
    #[arg(long)]
    amount: Option<String>,
    /// Why.
    #[arg(long, value_enum, default_value_t = ReasonWord::Cancelled)]
    reason: ReasonWord,
    /// A name of your own for this press: the same name never cancels twice.
    #[arg(long, value_name = "ID")]
    press: Option<String>,
    /// Write the cancel slip as PDF.
    #[arg(long)]
    print: bool,
    /// Answer as one JSON object.
    #[arg(long)]
    json: bool,
}

/// A search as typed.
#[derive(Args)]
pub struct ListArgs {
    /// As in the history's box: last four digits, amount or range (12000±500, 1만~3만), day (11/3, 지난주 화), approval number,
    /// beginning of a key, part of an item or memo or its initials.
    #[arg(default_value = "")]
    text: String,
    /// Rows.
    #[arg(long, default_value_t = 50)]
    limit: u32,
    /// Answer as one JSON object.
    #[arg(long)]
    json: bool,
}

/// One document.
#[derive(Args)]
pub struct KeyArgs {
    /// Its key.
    key: String,
    /// Answer as one JSON object.
    #[arg(long)]
    json: bool,
}

/// The shop as typed.
#[derive(Args)]
pub struct ShopArgs {
    #[arg(long)]
    number: String,
    #[arg(long)]
    name: String,
    #[arg(long)]
    owner: String,
    #[arg(long)]
    address: String,
    #[arg(long, default_value = "")]
    phone: String,
    #[arg(long, default_value = "")]
    business_type: String,
    #[arg(long, default_value = "")]
    business_item: String,
}

/// Purpose on the command line.
#[derive(Clone, Copy, ValueEnum)]
pub enum PurposeWord {
    /// 소득공제
    Income,
    /// 지출증빙
    Expense,
}

/// Cancel reason on the command line.
#[derive(Clone, Copy, ValueEnum)]
pub enum ReasonWord {
    /// 거래취소
    Cancelled,
    /// 오류발급취소
    Error,
    /// 기타
    Other,
}

impl ReceiptCommand {
    /// Whether the answer is wanted as JSON.
    #[must_use]
    pub const fn wants_json(&self) -> bool {
        match self {
            Self::Issue(args) => args.json,
            Self::Cancel(args) => args.json,
            Self::List(args) => args.json,
            Self::Print(args) | Self::Settle(args) => args.json,
        }
    }

    /// Does it.
    pub async fn run(self, shell: &Shell, press_id: String) -> Answer {
        let done = match self {
            Self::Issue(args) => issue(shell, args, press_id).await,
            Self::Cancel(args) => cancel(shell, args, press_id).await,
            Self::List(args) => list(shell, &args),
            Self::Print(args) => print(shell, &args),
            Self::Settle(args) => settle(shell, &args.key).await,
        };
        done.unwrap_or_else(Answer::error)
    }
}

impl ShopCommand {
    /// Does it.
    pub fn run(self, shell: &Shell) -> Answer {
        let saved = match self {
            Self::Show => shell.office.shop().map(|shop| shop.as_ref().map(ShopForm::from)),
            Self::Practice => save(shell, &ShopForm::practice()),
            Self::Set(args) => save(shell, &args.into()),
        };
        match saved {
            Ok(Some(form)) => {
                let text = format!("{} · {} · {}", form.name, form.number, form.owner);
                Answer { text, json: json!({ "shop": ShopAnswer::from(form) }), ok: true }
            }
            Ok(None) => Answer::error(OfficeError::NoShop),
            Err(error) => Answer::error(error),
        }
    }
}

fn save(shell: &Shell, form: &ShopForm) -> Result<Option<ShopForm>, OfficeError> {
    let shop = shell.office.save_shop(form)?;
    Ok(Some(ShopForm::from(&shop)))
}

async fn issue(shell: &Shell, args: IssueArgs, press_id: String) -> Result<Answer, OfficeError> {
    let (allow_similar, print) = (args.again, args.print);
    let press_id = args.press.clone().unwrap_or(press_id);
    press_issue(shell, IssuePress { form: args.into(), press_id, allow_similar, print }).await
}

async fn cancel(shell: &Shell, args: CancelArgs, press_id: String) -> Result<Answer, OfficeError> {
    let press = CancelPress {
        key: key(&args.key)?,
        amount: args.amount,
        reason: args.reason.into(),
        press_id: args.press.unwrap_or(press_id),
        print: args.print,
    };
    press_cancel(shell, press).await
}

/// Issues, and answers with what became of it.
pub(super) async fn press_issue(shell: &Shell, press: IssuePress) -> Result<Answer, OfficeError> {
    let key = shell.office.issue_receipt(press).await?;
    finished(shell, &key).await
}

/// Cancels, and answers with what became of it.
pub(super) async fn press_cancel(shell: &Shell, press: CancelPress) -> Result<Answer, OfficeError> {
    let key = shell.office.cancel_receipt(press).await?;
    finished(shell, &key).await
}

fn list(shell: &Shell, args: &ListArgs) -> Result<Answer, OfficeError> {
    let asked = SearchBox {
        text: args.text.clone(),
        month: None,
        filter: HistoryFilter::All,
        after: None,
        limit: args.limit,
    };
    let found = shell.office.search(&asked)?;
    let text = match found.rows.as_slice() {
        [] => "찾은 것이 없어요".to_owned(),
        rows => rows.iter().map(line).collect::<Vec<_>>().join("\n"),
    };
    Ok(Answer { text, json: json!(view::history::page(&found)), ok: true })
}

/// A document in one line; a cancel takes its amount back.
fn line(shelved: &Shelved) -> String {
    let (document, state) = (&shelved.document, &shelved.standing.state);
    let sign = if matches!(document.act, DocumentAct::Cancel { .. }) { "-" } else { "" };
    let number = match &document.content {
        Content::Receipt(sale) => sale.number.masked(),
        Content::Invoice(invoice) => invoice.buyer().id().masked(),
    };
    format!(
        "{}  {}  {}  {:>12}원  {}  {}",
        document.traded_at.format("%Y-%m-%d %H:%M:%S"),
        document.key,
        number,
        format!("{sign}{}", document.total()),
        state.approval().map_or("-", |approval| approval.number.as_str()),
        word(state),
    )
}

fn print(shell: &Shell, args: &KeyArgs) -> Result<Answer, OfficeError> {
    let key = key(&args.key)?;
    let sheet = shell.office.print_document(&key)?;
    Ok(Answer::document(&shell.office.shelved(&key)?, Some(&sheet.target)))
}

/// Asks about a document, or sends it, now.
pub(super) async fn settle(shell: &Shell, text: &str) -> Result<Answer, OfficeError> {
    let key = key(text)?;
    shell.office.settle(&key).await?;
    finished(shell, &key).await
}

/// What became of a document, with its paper if the press wanted one that has not come out yet. Unlike the counter a
/// command line has time: it waits for an answer that is still on its way.
async fn finished(shell: &Shell, key: &DocumentKey) -> Result<Answer, OfficeError> {
    shell.office.wait_for_answer(key).await;
    let sheet = shell.office.print_if_owed(key)?;
    Ok(Answer::document(&shell.office.shelved(key)?, sheet.as_ref().map(|sheet| sheet.target.as_str())))
}

/// The key of a document as typed.
pub(super) fn key(text: &str) -> Result<DocumentKey, OfficeError> {
    DocumentKey::parse(text).map_err(|_| OfficeError::NotFound(text.chars().take(24).collect()))
}

impl From<IssueArgs> for ReceiptForm {
    fn from(args: IssueArgs) -> Self {
        Self {
            amount: args.amount,
            service: args.service,
            number: args.number,
            purpose: args.purpose.map(Into::into),
            taxation: if args.exempt { Taxation::Exempt } else { Taxation::Taxable },
            item: args.item,
            memo: args.memo,
        }
    }
}

impl From<ShopArgs> for ShopForm {
    fn from(args: ShopArgs) -> Self {
        let ShopArgs { number, name, owner, address, phone, business_type, business_item } = args;
        Self { number, name, owner, address, phone, business_type, business_item }
    }
}

impl From<PurposeWord> for Purpose {
    fn from(word: PurposeWord) -> Self {
        match word {
            PurposeWord::Income => Self::IncomeDeduction,
            PurposeWord::Expense => Self::ExpenseProof,
        }
    }
}

impl From<ReasonWord> for CancelReason {
    fn from(word: ReasonWord) -> Self {
        match word {
            ReasonWord::Cancelled => Self::TransactionCancelled,
            ReasonWord::Error => Self::IssuedInError,
            ReasonWord::Other => Self::Other,
        }
    }
}
