//! Why an invoice is amended: the nine cases of the decree and the six codes of the NTS (domain.md §2.8, 령 70①).

use serde::{Deserialize, Serialize};

/// The nine legal reasons, in the order of domain.md §2.8.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AmendReason {
    /// Goods came back (환입).
    Returned,
    /// The contract was cancelled and nothing was supplied (계약의 해제).
    ContractCancelled,
    /// The price rose or fell after the supply (공급가액 변동).
    PriceChanged,
    /// A letter of credit was opened afterwards (내국신용장 사후 개설).
    LetterOfCredit,
    /// A mandatory item was wrong by mistake (필요적 기재사항 착오).
    Mistake,
    /// A mandatory item was wrong, not by mistake (착오 외).
    NotMistake,
    /// The same sale was invoiced twice (이중발급).
    IssuedTwice,
    /// The sale bears no tax invoice at all (발급대상 아님).
    NotTaxable,
    /// The wrong rate: zero for ten per cent or the reverse (세율 착오).
    WrongRate,
}

/// The code the NTS takes (수정사유).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum AmendCode {
    /// 기재사항의 착오·정정 등.
    #[serde(rename = "01")]
    C01,
    /// 공급가액 변동.
    #[serde(rename = "02")]
    C02,
    /// 환입.
    #[serde(rename = "03")]
    C03,
    /// 계약의 해제.
    #[serde(rename = "04")]
    C04,
    /// 내국신용장 사후 개설.
    #[serde(rename = "05")]
    C05,
    /// 착오에 의한 이중발급 등.
    #[serde(rename = "06")]
    C06,
}

impl AmendReason {
    /// Every reason, rows 1–9.
    pub const ALL: [Self; 9] = [
        Self::Returned,
        Self::ContractCancelled,
        Self::PriceChanged,
        Self::LetterOfCredit,
        Self::Mistake,
        Self::NotMistake,
        Self::IssuedTwice,
        Self::NotTaxable,
        Self::WrongRate,
    ];

    /// The stable name, equal to the serde name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Returned => "returned",
            Self::ContractCancelled => "contract_cancelled",
            Self::PriceChanged => "price_changed",
            Self::LetterOfCredit => "letter_of_credit",
            Self::Mistake => "mistake",
            Self::NotMistake => "not_mistake",
            Self::IssuedTwice => "issued_twice",
            Self::NotTaxable => "not_taxable",
            Self::WrongRate => "wrong_rate",
        }
    }

    /// Reads the stable name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.as_str() == name)
    }

    /// The code the NTS takes for it.
    #[must_use]
    pub const fn code(self) -> AmendCode {
        match self {
            Self::Mistake | Self::NotMistake | Self::WrongRate => AmendCode::C01,
            Self::PriceChanged => AmendCode::C02,
            Self::Returned => AmendCode::C03,
            Self::ContractCancelled => AmendCode::C04,
            Self::LetterOfCredit => AmendCode::C05,
            Self::IssuedTwice | Self::NotTaxable => AmendCode::C06,
        }
    }

    /// Whether it takes two documents: the original taken back whole, and what it should have been.
    #[must_use]
    pub const fn makes_two(self) -> bool {
        matches!(self, Self::LetterOfCredit | Self::Mistake | Self::NotMistake | Self::WrongRate)
    }

    /// Whether the amendment is dated by its cause; otherwise by the original.
    #[must_use]
    pub const fn is_dated_by_cause(self) -> bool {
        matches!(self, Self::Returned | Self::ContractCancelled | Self::PriceChanged)
    }
}

impl AmendCode {
    /// Every code.
    pub const ALL: [Self; 6] = [Self::C01, Self::C02, Self::C03, Self::C04, Self::C05, Self::C06];

    /// `"01"` … `"06"`, equal to the serde name.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::C01 => "01",
            Self::C02 => "02",
            Self::C03 => "03",
            Self::C04 => "04",
            Self::C05 => "05",
            Self::C06 => "06",
        }
    }

    /// Reads the code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.code() == code)
    }

    /// The text on paper (수정사유, domain.md §2.15).
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::C01 => "기재사항의 착오·정정 등",
            Self::C02 => "공급가액 변동",
            Self::C03 => "환입",
            Self::C04 => "계약의 해제",
            Self::C05 => "내국신용장 사후 개설",
            Self::C06 => "착오에 의한 이중발급 등",
        }
    }
}
