//! The customer's text about a cash receipt: short enough for one short message (SMS) with a shop's usual name.

use chrono::NaiveDate;
use domain::Won;

use super::World;

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReceiptDeal {
    /// Issued (승인거래).
    Issued,
    /// Taken back, wholly or in part (취소거래).
    Cancelled,
}

/// What the text says about a receipt. An approval number means something only together with its date.
#[derive(Debug, Clone)]
pub struct ReceiptFacts<'a> {
    /// Which book it stands in.
    pub world: World,
    /// What was done.
    pub deal: ReceiptDeal,
    /// The shop's name (상호).
    pub shop_name: &'a str,
    /// What it is over, or what was taken back; positive.
    pub total: Won,
    /// The purpose in words: `소득공제`, `지출증빙`.
    pub purpose: &'a str,
    /// Approval number (승인번호).
    pub approval_number: &'a str,
    /// Its date.
    pub traded_on: NaiveDate,
    /// The customer's number, masked as on a slip; never whole, whoever reads the phone.
    pub number_masked: &'a str,
}

/// A text and the subject it has if it becomes a long one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextWords {
    /// One line.
    pub subject: String,
    /// A few lines.
    pub text: String,
}

/// The customer's text about a receipt.
#[must_use]
pub fn receipt_text(facts: &ReceiptFacts<'_>) -> TextWords {
    let mark = match facts.world {
        World::Real => "",
        World::Practice => "[연습] ",
    };
    let what = match facts.deal {
        ReceiptDeal::Issued => "현금영수증",
        ReceiptDeal::Cancelled => "현금영수증 취소",
    };
    let subject = format!("{mark}[{}] {what}", facts.shop_name);
    let text = format!(
        "{subject}\n{}원 {}\n승인번호 {}\n{}\n{}",
        facts.total, facts.purpose, facts.approval_number, facts.traded_on, facts.number_masked
    );
    TextWords { subject, text }
}
