//! The buyer's mail: what was issued, by whom, over how much, and where the original is.

use std::fmt::Write;

use chrono::NaiveDate;
use domain::Won;

use super::MailWords;
use super::html::Page;

const PRACTICE: &str = "연습으로 보낸 메일이에요. 국세청에 실제로 발급된 계산서가 아니에요.";

/// Which book the invoice stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum World {
    /// Issued at the NTS.
    Real,
    /// Issued at the practice NTS; the mail says so in its subject and first of all.
    Practice,
}

/// What the mail says about an invoice. The texts are the invoice's own.
#[derive(Debug, Clone)]
pub struct InvoiceFacts<'a> {
    /// Which book it stands in.
    pub world: World,
    /// What the paper is called: `전자세금계산서`, `수정전자세금계산서`, `전자계산서` …
    pub title: &'a str,
    /// The supplier's name (상호).
    pub supplier_name: &'a str,
    /// The supplier's business number, with hyphens.
    pub supplier_number: &'a str,
    /// The buyer's name (상호 or 성명).
    pub buyer_name: &'a str,
    /// Date of writing (작성일자).
    pub written_on: NaiveDate,
    /// The first item, and how many more: `복사용지 외 1건`.
    pub item_summary: &'a str,
    /// Supply value (공급가액); below zero for a reduction.
    pub supply: Won,
    /// VAT (세액); `None` where the paper has no such column (계산서).
    pub vat: Option<Won>,
    /// Total (합계금액).
    pub total: Won,
    /// Approval number (승인번호), 24 characters.
    pub approval_number: &'a str,
    /// What it changes.
    pub amends: Option<AmendmentFacts<'a>>,
}

/// What an amended invoice says about its original.
#[derive(Debug, Clone)]
pub struct AmendmentFacts<'a> {
    /// The legal reason in words: `환입`.
    pub reason: &'a str,
    /// The original's approval number (당초 승인번호).
    pub original_number: &'a str,
}

/// The buyer's mail about an issued invoice. The PDF is attached by the caller.
#[must_use]
pub fn invoice_mail(facts: &InvoiceFacts<'_>) -> MailWords {
    let heading = format!("{}에서 {}를 발급했어요.", facts.supplier_name, facts.title);
    let (rows, notes, banner) = (rows(facts), notes(facts), banner(facts.world));
    let html = Page { banner, heading: &heading, rows: &rows, notes: &notes }.render();
    MailWords { subject: subject(facts), text: plain(banner, &heading, &rows, &notes), html }
}

fn subject(facts: &InvoiceFacts<'_>) -> String {
    let mark = match facts.world {
        World::Real => "",
        World::Practice => "[연습] ",
    };
    format!(
        "{mark}[{}] {}가 발급됐어요 · {} · {}원",
        facts.supplier_name, facts.title, facts.written_on, facts.total
    )
}

fn banner(world: World) -> Option<&'static str> {
    match world {
        World::Real => None,
        World::Practice => Some(PRACTICE),
    }
}

fn rows(facts: &InvoiceFacts<'_>) -> Vec<(&'static str, String)> {
    let won = |amount: Won| format!("{amount}원");
    let mut rows = vec![
        ("공급자", format!("{} ({})", facts.supplier_name, facts.supplier_number)),
        ("공급받는 자", facts.buyer_name.to_owned()),
        ("작성일자", facts.written_on.to_string()),
        ("품목", facts.item_summary.to_owned()),
        ("공급가액", won(facts.supply)),
    ];
    rows.extend(facts.vat.map(|vat| ("세액", won(vat))));
    rows.push(("합계금액", won(facts.total)));
    rows.push(("승인번호", facts.approval_number.to_owned()));
    if let Some(amends) = &facts.amends {
        rows.push(("수정 사유", amends.reason.to_owned()));
        rows.push(("당초 승인번호", amends.original_number.to_owned()));
    }
    rows
}

fn notes(facts: &InvoiceFacts<'_>) -> Vec<String> {
    let copy = "인쇄해서 볼 수 있는 PDF를 첨부했어요.";
    let original = match facts.world {
        World::Real => "원본은 국세청에 있어요. 홈택스(hometax.go.kr)에서 승인번호로 확인할 수 있어요.",
        World::Practice => "연습이라서 홈택스에서는 찾을 수 없고, 따로 하실 일도 없어요.",
    };
    let amended = "앞서 발급한 계산서를 고치는 수정분이에요. 당초 승인번호의 계산서와 함께 보관해 주세요.";
    let amended = facts.amends.as_ref().map(|_| amended);
    let ask = "궁금한 점이 있으면 이 메일에 답장해 주세요.";
    amended.into_iter().chain([copy, original, ask]).map(str::to_owned).collect()
}

fn plain(banner: Option<&str>, heading: &str, rows: &[(&'static str, String)], notes: &[String]) -> String {
    let mut text = String::new();
    if let Some(banner) = banner {
        let _ = writeln!(text, "{banner}\n");
    }
    let _ = writeln!(text, "{heading}\n");
    for (label, value) in rows {
        let _ = writeln!(text, "{label}: {value}");
    }
    text.push('\n');
    for note in notes {
        let _ = writeln!(text, "{note}");
    }
    text
}
