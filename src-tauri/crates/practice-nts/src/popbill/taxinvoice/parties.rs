//! Supplier and buyer of an invoice. No type here has `Debug`.

use std::borrow::Cow;

use crate::popbill::{Identity, Paper, PopbillRefusal, Vault};
use crate::request::{is_business_number, is_rrn};

const BAD_BUYER: PopbillRefusal =
    PopbillRefusal::new(-11_001_021, "공급받는자 사업자번호가 올바르지 않습니다.");
const BAD_RESIDENT: PopbillRefusal =
    PopbillRefusal::new(-11_001_108, "공급받는자 주민등록번호가 올바르지 않습니다.");
const NO_PASSPORT: PopbillRefusal =
    PopbillRefusal::new(-11_001_007, "외국인은 비고에 여권번호나 등록번호를 적어야 합니다.");
/// The number that stands for every foreigner.
const FOREIGNER: &str = "9999999999999";

const LIMITS: [(&str, usize, i64); 12] = [
    ("invoicerCorpName", 200, -11_001_082),
    ("invoicerCEOName", 100, -11_001_083),
    ("invoicerAddr", 300, -11_001_084),
    ("invoicerBizType", 100, -11_001_085),
    ("invoicerBizClass", 100, -11_001_086),
    ("invoiceeCorpName", 200, -11_001_087),
    ("invoiceeCEOName", 100, -11_001_088),
    ("invoiceeAddr", 300, -11_001_089),
    ("invoiceeBizType", 100, -11_001_090),
    ("invoiceeBizClass", 100, -11_001_091),
    ("invoiceeEmail1", 100, -11_001_092),
    ("remark1", 150, -11_001_093),
];

/// Names that must be there on both sides.
const NEEDED: [&str; 4] = ["invoicerCorpName", "invoicerCEOName", "invoiceeCorpName", "invoiceeCEOName"];

/// Who the invoice is for.
pub(super) enum Buyer<'a> {
    Business(String),
    Person(Cow<'a, str>),
    Foreigner,
}

/// Refuses an invoice that lacks a name, or has one that is too long. The codes of the limits are this server's guess
/// within the range that the provider gives them.
pub(super) fn refuse_incomplete(paper: &Paper) -> Result<(), PopbillRefusal> {
    if NEEDED.iter().any(|name| paper.text(name).is_empty()) {
        return Err(PopbillRefusal::UNREADABLE);
    }
    paper.refuse_long(&LIMITS)
}

impl<'a> Buyer<'a> {
    pub(super) fn read(paper: &'a Paper) -> Result<Self, PopbillRefusal> {
        let number = paper.text("invoiceeCorpNum");
        match &*paper.text("invoiceeType") {
            "사업자" => {
                let number = number.replace('-', "");
                if is_business_number(&number) { Ok(Self::Business(number)) } else { Err(BAD_BUYER) }
            }
            "개인" if is_rrn(&number) => Ok(Self::Person(number)),
            "개인" => Err(BAD_RESIDENT),
            "외국인" if number != FOREIGNER => Err(BAD_BUYER),
            "외국인" if paper.text("remark1").is_empty() => Err(NO_PASSPORT),
            "외국인" => Ok(Self::Foreigner),
            _ => Err(PopbillRefusal::UNREADABLE),
        }
    }

    pub(super) fn business_number(&self) -> Option<&str> {
        match self {
            Self::Business(number) => Some(number),
            Self::Person(_) | Self::Foreigner => None,
        }
    }

    /// The number as the ledger and every answer show it: a person's with its birthday only.
    pub(super) fn shown(&self) -> String {
        match self {
            Self::Business(number) => number.clone(),
            Self::Person(number) => format!("{}*******", number.get(..6).unwrap_or_default()),
            Self::Foreigner => FOREIGNER.to_owned(),
        }
    }

    pub(super) fn identity(&self, vault: &Vault, failure: Option<&'static str>) -> Identity {
        let digest = match self {
            Self::Business(number) => vault.digest(number),
            Self::Person(number) => vault.digest(number),
            Self::Foreigner => vault.digest(FOREIGNER),
        };
        Identity { masked: self.shown(), digest, sealed: String::new(), failure }
    }
}
