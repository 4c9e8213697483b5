//! `jangbu sale …`: sales that are issued later, and the end of the day (하루 마감), without a window.

use clap::{Args, Subcommand, ValueEnum};
use domain::{Period, Taxation};
use office::{OfficeError, SaleForm, SaleOutcome, SalePress, SaleTarget};
use serde_json::{Value, json};
use store::{Paid, PartnerId, SaleId};

use super::answer::Answer;
use super::sentences;
use crate::shell::Shell;
use crate::ui_error::Fault;
use crate::view;

/// What can be done with sales.
#[derive(Subcommand)]
pub enum SaleCommand {
    /// Keep a sale to be issued later (나중에 발급).
    Add(AddArgs),
    /// Show what waits for the end of the day.
    List(ListArgs),
    /// Issue one, or put it into a second document with a reason.
    Issue(IssueArgs),
    /// It needs no document.
    Drop(DropArgs),
    /// The end of the day (하루 마감): a receipt for every open cash sale; with --month the invoices of that month as well.
    Close(CloseArgs),
}

/// A sale as typed.
#[derive(Args)]
pub struct AddArgs {
    /// Total with VAT in it: 12000, 12,000원, 1만2천.
    #[arg(long, allow_hyphen_values = true)]
    amount: String,
    /// Customer's number; without it the receipt is self-issued (자진발급).
    #[arg(long, default_value = "")]
    number: String,
    /// Sold on credit (외상) to this partner, by row number or business number.
    #[arg(long, value_name = "PARTNER")]
    credit: Option<String>,
    /// Exempt from VAT (면세).
    #[arg(long)]
    exempt: bool,
    /// Item (품목).
    #[arg(long, default_value = "")]
    item: String,
    /// Day of the sale; without it now.
    #[arg(long, default_value = "")]
    on: String,
    /// A name of your own for this press: the same name never keeps twice.
    #[arg(long, value_name = "ID")]
    press: Option<String>,
    /// Answer as one JSON object.
    #[arg(long)]
    json: bool,
}

/// How to answer.
#[derive(Args)]
pub struct ListArgs {
    /// Answer as one JSON object.
    #[arg(long)]
    json: bool,
}

/// Which sale, and as what.
#[derive(Args)]
pub struct IssueArgs {
    /// Its number.
    id: i64,
    /// As what.
    #[arg(long = "as", value_enum, default_value_t = TargetWord::Receipt)]
    target: TargetWord,
    /// Why it is issued although it stands in another document.
    #[arg(long = "override", value_name = "WHY")]
    override_why: Option<String>,
    /// Answer as one JSON object.
    #[arg(long)]
    json: bool,
}

/// Which sale, and why.
#[derive(Args)]
pub struct DropArgs {
    /// Its number.
    id: i64,
    /// Why it needs no document.
    #[arg(long)]
    why: String,
    /// Answer as one JSON object.
    #[arg(long)]
    json: bool,
}

/// What to close.
#[derive(Args)]
pub struct CloseArgs {
    /// The month whose invoices are issued as well: 2026-11.
    #[arg(long)]
    month: Option<String>,
    /// Answer as one JSON object.
    #[arg(long)]
    json: bool,
}

/// A document by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TargetWord {
    /// 현금영수증
    Receipt,
    /// 세금계산서
    Invoice,
}

impl SaleCommand {
    /// Whether the answer is for a program.
    #[must_use]
    pub const fn wants_json(&self) -> bool {
        match self {
            Self::Add(args) => args.json,
            Self::List(args) => args.json,
            Self::Issue(args) => args.json,
            Self::Drop(args) => args.json,
            Self::Close(args) => args.json,
        }
    }

    /// Whether something is sent.
    #[must_use]
    pub const fn needs_line(&self) -> bool {
        matches!(self, Self::Issue(_) | Self::Close(_))
    }

    /// Does it.
    pub async fn run(self, shell: &Shell, press_id: String) -> Answer {
        match self {
            Self::Add(args) => add(shell, args, press_id),
            Self::List(_) => list(shell),
            Self::Issue(args) => issue(shell, args).await,
            Self::Drop(args) => drop_one(shell, &args),
            Self::Close(args) => close(shell, args.month.as_deref()).await,
        }
        .unwrap_or_else(Answer::error)
    }
}

fn add(shell: &Shell, args: AddArgs, press_id: String) -> Result<Answer, OfficeError> {
    let partner = args.credit.as_deref().map(|named| partner(shell, named)).transpose()?;
    let form = SaleForm {
        amount: args.amount,
        taxation: if args.exempt { Taxation::Exempt } else { Taxation::Taxable },
        item: args.item,
        number: args.number,
        purpose: None,
        paid: if partner.is_some() { Paid::Credit } else { Paid::Cash },
        partner,
        sold_on: args.on,
    };
    let kept = shell.office.keep_sale(&form, &args.press.unwrap_or(press_id))?;
    let text = format!("적어 뒀어요. 아직 발급하지 않았어요 · {}원 · {}", kept.parts.amount, kept.id.get());
    Ok(Answer { text, json: json!({ "sale": view::sale::kept(&kept) }), ok: true })
}

/// A partner by row number or by its own number.
fn partner(shell: &Shell, named: &str) -> Result<PartnerId, OfficeError> {
    let by_row = named.parse().ok().filter(|_| named.len() < 10).map(PartnerId::of);
    match by_row {
        Some(id) => Ok(id),
        None => {
            let found = shell.office.find_partners(named)?;
            found.first().map(|partner| partner.id).ok_or_else(|| OfficeError::NotFound("partner".into()))
        }
    }
}

fn list(shell: &Shell) -> Result<Answer, OfficeError> {
    let day = shell.office.day_end()?;
    let cash = day.cash.iter().map(|open| {
        let due =
            open.duty.map(|duty| format!(" · 의무발행 {}까지", duty.deadline.until)).unwrap_or_default();
        let parts = &open.sale.parts;
        format!("{} · {} · {}원{due}", open.sale.id.get(), parts.sold_at.date(), parts.amount)
    });
    let monthly = day.monthly.iter().map(|bill| {
        let (name, count) = (&bill.partner.card.name, bill.sales.len());
        format!("{name} · {} · {count}건 · {}원 · {}까지", bill.month, bill.total_won, bill.until)
    });
    let lines: Vec<String> = cash.chain(monthly).collect();
    let text = if lines.is_empty() {
        "발급을 기다리는 거래가 없어요".to_owned()
    } else {
        lines.join("\n")
    };
    let json = json!({ "day_end": view::sale::day_end(&day, shell.office.today_date()) });
    Ok(Answer { text, json, ok: true })
}

async fn issue(shell: &Shell, args: IssueArgs) -> Result<Answer, OfficeError> {
    let target = match args.target {
        TargetWord::Receipt => SaleTarget::Receipt,
        TargetWord::Invoice => SaleTarget::Invoice,
    };
    let press = SalePress { sale: SaleId::of(args.id), target, override_why: args.override_why };
    let outcome = shell.office.issue_sale(&press).await?;
    ended(shell, &outcome).await
}

fn drop_one(shell: &Shell, args: &DropArgs) -> Result<Answer, OfficeError> {
    shell.office.drop_sale(SaleId::of(args.id), &args.why)?;
    Ok(Answer {
        text: "발급하지 않는 거래로 적었어요".into(), json: json!({ "dropped": args.id }), ok: true
    })
}

async fn close(shell: &Shell, month: Option<&str>) -> Result<Answer, OfficeError> {
    let month = month.map(|text| Period::parse(text).ok_or_else(|| OfficeError::NotFound(text.into())));
    let month = month.transpose()?;
    let mut outcomes = Vec::new();
    shell.office.issue_open_receipts(|_, outcome| outcomes.push(outcome.clone())).await?;
    if let Some(month) = month {
        for bill in shell.office.day_end()?.monthly.into_iter().filter(|bill| bill.month == month) {
            outcomes.push(shell.office.issue_monthly(bill.partner.id, month, bill.taxation).await?);
        }
    }
    let mut answers = Vec::new();
    for outcome in &outcomes {
        answers.push(ended(shell, outcome).await?);
    }
    let lines: Vec<&str> = answers.iter().map(|answer| answer.text.as_str()).collect();
    let text = if lines.is_empty() {
        "발급을 기다리는 거래가 없어요".to_owned()
    } else {
        lines.join("\n")
    };
    let all: Vec<&Value> = answers.iter().map(|answer| &answer.json).collect();
    Ok(Answer { text, json: json!({ "issued": all }), ok: answers.iter().all(|answer| answer.ok) })
}

/// Unlike the window a command line has time: it waits for the answer.
async fn ended(shell: &Shell, outcome: &SaleOutcome) -> Result<Answer, OfficeError> {
    match outcome {
        SaleOutcome::Issued(key) => {
            shell.office.wait_for_answer(key).await;
            Ok(Answer::document(&shell.office.shelved(key)?, None))
        }
        SaleOutcome::Stopped(faults) => {
            let faults: Vec<Fault> = faults.iter().map(Fault::from).collect();
            let text = sentences::order_stop("faults", &faults);
            Ok(Answer { text, json: json!({ "faults": faults }), ok: false })
        }
    }
}
