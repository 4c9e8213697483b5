//! From the bytes of a cash receipt to a draft for the ledger (providers.md §3.2): every check that needs nothing but
//! the request, the member and the time.

use chrono::{DateTime, FixedOffset};
use serde_json::{Map, Value};

use super::identity::{Identity, Vault};
use super::{Paper, PopbillRefusal};
use crate::ledger::Amounts;

const MOST_WON: i64 = 999_999_999;

/// What stays in the ledger of a request besides the columns. The customer's number is not among it.
const KEPT: [&str; 20] = [
    "tradeType",
    "tradeUsage",
    "tradeOpt",
    "taxationType",
    "franchiseCorpNum",
    "franchiseTaxRegID",
    "franchiseCorpName",
    "franchiseCEOName",
    "franchiseAddr",
    "franchiseTEL",
    "customerName",
    "itemName",
    "orderNumber",
    "email",
    "hp",
    "smssendYN",
    "faxsendYN",
    "cancelType",
    "memo",
    "emailSubject",
];

const LIMITS: [(&str, usize, i64); 8] = [
    ("franchiseCorpName", 200, -14_001_047),
    ("franchiseCEOName", 100, -14_001_048),
    ("franchiseAddr", 400, -14_001_049),
    ("customerName", 70, -14_001_050),
    ("itemName", 70, -14_001_051),
    ("orderNumber", 200, -14_001_052),
    ("email", 100, -14_001_053),
    ("franchiseTEL", 20, -14_001_076),
];

/// Who asks, when, and with what its numbers are sealed.
#[derive(Clone, Copy)]
pub(crate) struct Scope<'a> {
    pub(crate) corp_num: &'a str,
    pub(crate) now: DateTime<FixedOffset>,
    pub(crate) vault: &'a Vault,
}

/// A receipt, or the cancellation of one written out in full, that passed every check a request can be put to alone.
#[derive(Clone)]
pub(crate) struct CashbillDraft {
    pub(crate) mgt_key: String,
    /// `yyyyMMddHHmmss`.
    pub(crate) traded_at: String,
    pub(crate) amounts: Amounts,
    pub(crate) identity: Identity,
    /// Only for a cancellation (취소거래).
    pub(crate) original: Option<OriginalCashbill>,
    pub(crate) paper: Map<String, Value>,
}

/// The receipt that a cancellation names.
#[derive(Clone)]
pub(crate) struct OriginalCashbill {
    pub(crate) number: String,
    /// `yyyyMMdd`.
    pub(crate) date: String,
}

/// A cancellation that takes everything from its original but the amounts (RevokeRegistIssue).
#[derive(Clone)]
pub(crate) struct RevokeDraft {
    pub(crate) mgt_key: String,
    pub(crate) traded_at: String,
    pub(crate) original: OriginalCashbill,
    /// None for the whole.
    pub(crate) amounts: Option<Amounts>,
    /// `cancelType`, `memo` and the like, which replace the original's.
    pub(crate) own: Map<String, Value>,
}

impl CashbillDraft {
    /// Reads one receipt or cancellation.
    pub(crate) fn read(paper: &Paper, scope: Scope<'_>) -> Result<Self, PopbillRefusal> {
        let mgt_key = paper.cashbill_key()?;
        refuse_stranger(paper, scope)?;
        let cancels = match &*paper.text("tradeType") {
            "승인거래" => false,
            "취소거래" => true,
            _ => return Err(PopbillRefusal::new(-14_001_017, "거래구분이 없습니다.")),
        };
        let for_income = match &*paper.text("tradeUsage") {
            "소득공제용" => true,
            "지출증빙용" => false,
            _ => return Err(PopbillRefusal::new(-14_001_018, "거래유형이 없습니다.")),
        };
        if !matches!(&*paper.text("tradeOpt"), "" | "일반" | "도서공연" | "대중교통") {
            return Err(PopbillRefusal::UNREADABLE);
        }
        let amounts = amounts(paper)?;
        refuse_taxed_exempt(paper, &amounts)?;
        let identity = scope.vault.identity(&paper.text("identityNum"), for_income)?;
        paper.refuse_long(&LIMITS)?;
        paper.refuse_emoji()?;
        let traded_at = paper.traded_at(scope.now)?;
        let original = if cancels { Some(OriginalCashbill::read(paper)?) } else { None };
        let mut kept = paper.kept(&KEPT);
        Paper::mask_phones(&mut kept, &["hp"]);
        kept.entry("tradeOpt").or_insert_with(|| Value::from("일반"));
        if cancels {
            kept.insert("cancelType".to_owned(), Value::from(cancel_type(paper)?));
        }
        Ok(Self { mgt_key, traded_at, amounts, identity, original, paper: kept })
    }
}

impl RevokeDraft {
    /// Reads `REVOKEISSUE`.
    pub(crate) fn read(paper: &Paper, now: DateTime<FixedOffset>) -> Result<Self, PopbillRefusal> {
        let mgt_key = paper.cashbill_key()?;
        let original = OriginalCashbill::read(paper)?;
        let amounts = if paper.says_yes("isPartCancel") { Some(amounts(paper)?) } else { None };
        paper.refuse_emoji()?;
        let mut own = paper.kept(&["memo", "emailSubject", "smssendYN"]);
        own.insert("cancelType".to_owned(), Value::from(cancel_type(paper)?));
        own.insert("tradeType".to_owned(), Value::from("취소거래"));
        Ok(Self { mgt_key, traded_at: paper.traded_at(now)?, original, amounts, own })
    }
}

impl OriginalCashbill {
    fn read(paper: &Paper) -> Result<Self, PopbillRefusal> {
        let (date, number) = (paper.text("orgTradeDate"), paper.text("orgConfirmNum"));
        if date.is_empty() {
            return Err(PopbillRefusal::new(-14_001_056, "당초 거래일자가 없습니다."));
        }
        if number.is_empty() {
            return Err(PopbillRefusal::new(-14_001_057, "당초 승인번호가 없습니다."));
        }
        if date.len() != 8 || !date.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(PopbillRefusal::new(-14_001_077, "당초 거래일자의 형식이 올바르지 않습니다."));
        }
        if number.len() != 9 {
            return Err(PopbillRefusal::new(-14_001_068, "당초 승인번호가 올바르지 않습니다."));
        }
        Ok(Self { number: number.into_owned(), date: date.into_owned() })
    }
}

fn refuse_stranger(paper: &Paper, scope: Scope<'_>) -> Result<(), PopbillRefusal> {
    let franchise = paper.text("franchiseCorpNum").replace('-', "");
    if franchise.is_empty() {
        return Err(PopbillRefusal::new(-14_001_001, "가맹점 사업자번호가 없습니다."));
    }
    if franchise.len() != 10 {
        return Err(PopbillRefusal::new(-14_001_002, "가맹점 사업자번호가 올바르지 않습니다."));
    }
    if franchise != scope.corp_num {
        return Err(PopbillRefusal::new(-14_001_025, "가맹점이 연동회원과 다릅니다."));
    }
    Ok(())
}

fn amounts(paper: &Paper) -> Result<Amounts, PopbillRefusal> {
    let amounts = Amounts {
        service_amount: paper.won("serviceFee", -14_001_008, -14_001_009)?,
        supply_amount: paper.won("supplyCost", -14_001_010, -14_001_011)?,
        tax_amount: paper.won("tax", -14_001_012, -14_001_013)?,
        transaction_amount: paper.won("totalAmount", -14_001_014, -14_001_015)?,
    };
    let parts = [amounts.service_amount, amounts.supply_amount, amounts.tax_amount];
    let sum = parts.into_iter().try_fold(0_i64, i64::checked_add);
    if amounts.transaction_amount > MOST_WON {
        return Err(PopbillRefusal::new(-14_001_043, "거래금액이 999,999,999원을 넘습니다."));
    }
    if sum != Some(amounts.transaction_amount) {
        return Err(PopbillRefusal::new(-14_001_031, "거래금액이 합계와 다릅니다."));
    }
    if amounts.tax_amount > amounts.supply_amount {
        return Err(PopbillRefusal::new(-14_001_090, "부가세가 공급가액보다 큽니다."));
    }
    Ok(amounts)
}

fn refuse_taxed_exempt(paper: &Paper, amounts: &Amounts) -> Result<(), PopbillRefusal> {
    match &*paper.text("taxationType") {
        "과세" => Ok(()),
        "비과세" if amounts.tax_amount == 0 => Ok(()),
        "비과세" => Err(PopbillRefusal::new(-14_001_045, "비과세 거래에 부가세가 있습니다.")),
        _ => Err(PopbillRefusal::new(-14_001_034, "과세형태가 없습니다.")),
    }
}

fn cancel_type(paper: &Paper) -> Result<i64, PopbillRefusal> {
    match &*paper.text("cancelType") {
        "" | "1" => Ok(1),
        "2" => Ok(2),
        "3" => Ok(3),
        _ => Err(PopbillRefusal::new(-14_001_058, "취소사유가 올바르지 않습니다.")),
    }
}
