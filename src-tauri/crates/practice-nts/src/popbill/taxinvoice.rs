//! From the bytes of a tax invoice to a draft for the ledger (providers.md §4.2): every check that needs nothing but the
//! request, the member and the time. Only 정발행, the invoice that its supplier issues, is played here.

use chrono::{Datelike, NaiveDate};
use serde_json::{Map, Value};

use super::{Identity, Paper, PopbillRefusal, Scope};
use crate::business_status::BusinessStatus;
use crate::ledger::Amounts;
use crate::request::is_business_number;

mod lines;
mod parties;

use parties::Buyer;

const NOT_MEMBER: PopbillRefusal = PopbillRefusal::new(-11_001_000, "공급자가 연동회원과 다릅니다.");
const BAD_KEY: i64 = -11_001_035;
const FUTURE: PopbillRefusal = PopbillRefusal::new(-11_002_009, "작성일자가 미래입니다.");
const TOO_LATE: PopbillRefusal =
    PopbillRefusal::new(-11_002_014, "발행 기한이 지났습니다. 지연발행을 선택해 주세요.");
const NEGATIVE_ONLY: PopbillRefusal =
    PopbillRefusal::new(-11_001_010, "이 수정사유의 금액은 음수여야 합니다.");
const NO_ORIGINAL_NUMBER: PopbillRefusal = PopbillRefusal::new(-11_004_011, "당초 승인번호가 없습니다.");
const BAD_ORIGINAL_NUMBER: PopbillRefusal =
    PopbillRefusal::new(-11_004_010, "당초 승인번호가 올바르지 않습니다.");
const BAD_REASON: PopbillRefusal = PopbillRefusal::new(-11_001_054, "수정사유코드가 올바르지 않습니다.");

/// What does not stay in the ledger as it came.
const NOT_KEPT: [&str; 5] =
    ["forceIssue", "writeSpecification", "dealInvoiceMgtKey", "emailSubject", "invoiceeCorpNum"];

/// The buyer's phones that a text may go to.
const PHONES: [&str; 2] = ["invoiceeHP1", "invoiceeHP2"];

/// Why an invoice amends another (`modifyCode`, providers.md §4.5).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ModifyCode {
    /// 1: an entry was wrong.
    Correction,
    /// 2: the supply value changed.
    Change,
    /// 3: goods came back.
    Return,
    /// 4: the contract was dissolved.
    Dissolution,
    /// 5: a local letter of credit was opened afterwards.
    LetterOfCredit,
    /// 6: issued twice by mistake.
    Duplicate,
}

impl ModifyCode {
    fn parse(text: &str) -> Result<Self, PopbillRefusal> {
        match text {
            "1" => Ok(Self::Correction),
            "2" => Ok(Self::Change),
            "3" => Ok(Self::Return),
            "4" => Ok(Self::Dissolution),
            "5" => Ok(Self::LetterOfCredit),
            "6" => Ok(Self::Duplicate),
            _ => Err(BAD_REASON),
        }
    }

    /// Whether its sheet takes away and never adds.
    const fn only_takes(self) -> bool {
        matches!(self, Self::Return | Self::Dissolution | Self::Duplicate)
    }

    /// Whether its sheet carries the original's 작성일자, so that no deadline of its own runs.
    pub(crate) const fn has_the_originals_date(self) -> bool {
        matches!(self, Self::Correction | Self::LetterOfCredit | Self::Duplicate)
    }
}

/// What an amendment names.
#[derive(Clone)]
pub(crate) struct Amendment {
    pub(crate) code: ModifyCode,
    /// The approval number of the original, 24 characters.
    pub(crate) original: String,
}

/// An invoice that passed every check a request can be put to alone.
#[derive(Clone)]
pub(crate) struct TaxinvoiceDraft {
    pub(crate) mgt_key: String,
    /// 작성일자, `yyyyMMdd`.
    pub(crate) write_date: String,
    /// The service charge is zero.
    pub(crate) amounts: Amounts,
    pub(crate) amends: Option<Amendment>,
    pub(crate) buyer: Identity,
    pub(crate) paper: Map<String, Value>,
}

impl TaxinvoiceDraft {
    /// Reads one invoice.
    pub(crate) fn read(paper: &Paper, force: bool, scope: Scope<'_>) -> Result<Self, PopbillRefusal> {
        if paper.text("issueType") != "정발행" {
            return Err(PopbillRefusal::NOT_PLAYED);
        }
        let mgt_key = paper.key("invoicerMgtKey", BAD_KEY)?;
        let taxed = match &*paper.text("taxType") {
            "과세" => true,
            "영세" | "면세" => false,
            _ => return Err(PopbillRefusal::UNREADABLE),
        };
        if !matches!(&*paper.text("purposeType"), "영수" | "청구" | "없음") {
            return Err(PopbillRefusal::UNREADABLE);
        }
        parties::refuse_incomplete(paper)?;
        refuse_stranger(paper, scope)?;
        let amounts = lines::amounts(paper, taxed)?;
        lines::refuse_disagreeing(paper, taxed, &amounts)?;
        let (day, write_date) = write_date(paper)?;
        let amends = amendment(paper, &amounts)?;
        if day > scope.now.date_naive() {
            return Err(FUTURE);
        }
        let deadline_runs = amends.as_ref().is_none_or(|amends| !amends.code.has_the_originals_date());
        if deadline_runs && !force && is_late(day, scope.now.date_naive()) {
            return Err(TOO_LATE);
        }
        let buyer = Buyer::read(paper)?;
        paper.refuse_emoji()?;
        let identity = buyer.identity(scope.vault, failure(&buyer, &write_date));
        let mut kept = paper.kept_without(&NOT_KEPT);
        Paper::mask_phones(&mut kept, &PHONES);
        kept.insert("invoiceeCorpNum".to_owned(), Value::from(buyer.shown()));
        Ok(Self { mgt_key, write_date, amounts, amends, buyer: identity, paper: kept })
    }
}

fn refuse_stranger(paper: &Paper, scope: Scope<'_>) -> Result<(), PopbillRefusal> {
    let invoicer = paper.text("invoicerCorpNum").replace('-', "");
    if !is_business_number(&invoicer) {
        return Err(PopbillRefusal::new(-11_001_014, "공급자 사업자번호가 올바르지 않습니다."));
    }
    if invoicer == scope.corp_num { Ok(()) } else { Err(NOT_MEMBER) }
}

fn write_date(paper: &Paper) -> Result<(NaiveDate, String), PopbillRefusal> {
    let text = paper.text("writeDate");
    let digits = text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit());
    let day = digits.then(|| NaiveDate::parse_from_str(&text, "%Y%m%d").ok()).flatten();
    Ok((day.ok_or(PopbillRefusal::UNREADABLE)?, text.into_owned()))
}

/// An amendment names its reason and its original; the original alone is as good as nothing.
fn amendment(paper: &Paper, amounts: &Amounts) -> Result<Option<Amendment>, PopbillRefusal> {
    let (code, original) = (paper.text("modifyCode"), paper.text("orgNTSConfirmNum"));
    if code.is_empty() {
        return Ok(None);
    }
    let code = ModifyCode::parse(&code)?;
    if original.is_empty() {
        return Err(NO_ORIGINAL_NUMBER);
    }
    if original.len() != 24 || !original.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Err(BAD_ORIGINAL_NUMBER);
    }
    if code.only_takes() && amounts.transaction_amount > 0 {
        return Err(NEGATIVE_ONLY);
    }
    Ok(Some(Amendment { code, original: original.into_owned() }))
}

/// Whether the tenth of the month after the 작성일자 is over (domain.md §2.3).
fn is_late(written: NaiveDate, today: NaiveDate) -> bool {
    let (year, month) =
        if written.month() == 12 { (written.year() + 1, 1) } else { (written.year(), written.month() + 1) };
    NaiveDate::from_ymd_opt(year, month, 10).is_some_and(|deadline| today > deadline)
}

/// What the NTS will say to a buyer that is not on its register, or was closed by then.
fn failure(buyer: &Buyer<'_>, write_date: &str) -> Option<&'static str> {
    let status = BusinessStatus::of(buyer.business_number()?);
    match (status.valid, status.trades_on(write_date)) {
        (false, _) => Some("ERR002"),
        (true, false) => Some("ERR009"),
        (true, true) => None,
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::is_late;

    #[test]
    fn an_invoice_is_in_time_until_the_tenth_of_the_next_month() {
        let day = |month, day| NaiveDate::from_ymd_opt(2026, month, day).unwrap();
        assert!(!is_late(day(10, 31), day(11, 10)) && is_late(day(10, 31), day(11, 11)));
        let (december, january) = (day(12, 1), NaiveDate::from_ymd_opt(2027, 1, 10).unwrap());
        assert!(!is_late(december, january) && is_late(december, january.succ_opt().unwrap()));
    }
}
