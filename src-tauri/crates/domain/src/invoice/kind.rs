//! What kind of invoice it is, and whether it was paid.

use serde::{Deserialize, Serialize};

/// Taxable, zero-rated or exempt. One invoice has one kind; a mixed basket makes several invoices (domain.md §2.13).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InvoiceKind {
    /// 세금계산서 with VAT of 10 %.
    #[default]
    Taxable,
    /// 영세율세금계산서: VAT is nothing.
    ZeroRated,
    /// 계산서: outside of VAT.
    Exempt,
}

impl InvoiceKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Taxable, Self::ZeroRated, Self::Exempt];

    /// The stable name, equal to the serde name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Taxable => "taxable",
            Self::ZeroRated => "zero_rated",
            Self::Exempt => "exempt",
        }
    }

    /// Reads the stable name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }

    /// The NTS's word.
    #[must_use]
    pub const fn wire(self) -> &'static str {
        match self {
            Self::Taxable => "과세",
            Self::ZeroRated => "영세",
            Self::Exempt => "면세",
        }
    }

    /// Reads the NTS's word.
    #[must_use]
    pub fn from_wire(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.wire() == word)
    }

    /// The four digits of the KEC standard (종류): `0101`, `0102`, `0301`, and `02..`, `04..` for amended ones
    /// (domain.md §2.6).
    #[must_use]
    pub const fn type_code(self, amended: bool) -> &'static str {
        match (self, amended) {
            (Self::Taxable, false) => "0101",
            (Self::ZeroRated, false) => "0102",
            (Self::Exempt, false) => "0301",
            (Self::Taxable, true) => "0201",
            (Self::ZeroRated, true) => "0202",
            (Self::Exempt, true) => "0401",
        }
    }

    /// What stands at the head of the paper.
    #[must_use]
    pub const fn title(self, amended: bool) -> &'static str {
        match (self, amended) {
            (Self::Taxable, false) => "전자세금계산서",
            (Self::ZeroRated, false) => "영세율전자세금계산서",
            (Self::Exempt, false) => "전자계산서",
            (Self::Taxable, true) => "수정전자세금계산서",
            (Self::ZeroRated, true) => "수정영세율전자세금계산서",
            (Self::Exempt, true) => "수정전자계산서",
        }
    }

    /// Whether VAT is charged.
    #[must_use]
    pub const fn bears_vat(self) -> bool {
        matches!(self, Self::Taxable)
    }
}

/// Whether the money was received (영수) or is asked for (청구).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Billing {
    /// 영수: received.
    Paid,
    /// 청구: to be paid.
    #[default]
    Charge,
}

impl Billing {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Paid, Self::Charge];

    /// The stable name, equal to the serde name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Paid => "paid",
            Self::Charge => "charge",
        }
    }

    /// Reads the stable name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|billing| billing.as_str() == name)
    }

    /// The NTS's word.
    #[must_use]
    pub const fn wire(self) -> &'static str {
        match self {
            Self::Paid => "영수",
            Self::Charge => "청구",
        }
    }

    /// Reads the NTS's word.
    #[must_use]
    pub fn from_wire(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|billing| billing.wire() == word)
    }

    /// The code of the KEC standard (PurposeCode).
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Paid => "01",
            Self::Charge => "02",
        }
    }
}
