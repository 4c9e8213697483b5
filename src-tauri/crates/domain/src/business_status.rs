//! What the NTS says of a business (사업자 상태, domain.md §3.6), and what that means for an invoice to it (domain.md §2.10).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::fault::FaultCode;
use crate::invoice::InvoiceKind;

/// A business as the NTS knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct BusinessStatus {
    /// Whether it works.
    pub state: BusinessState,
    /// How it is taxed; none where the NTS does not say.
    pub tax_type: Option<TaxType>,
}

/// Whether a business works.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum BusinessState {
    /// 계속사업자.
    Continuing,
    /// 휴업자.
    Suspended,
    /// 폐업자.
    Closed {
        /// The closing date (폐업일), when the NTS says it.
        on: Option<NaiveDate>,
    },
    /// The NTS knows no such number (미등록).
    NotRegistered,
}

/// How a business is taxed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaxType {
    /// 01 일반과세자.
    General,
    /// 02 간이과세자, who may only issue receipts.
    Simplified,
    /// 03 과세특례자.
    SpecialTaxation,
    /// 04 면세사업자.
    Exempt,
    /// 05 수익사업을 영위하지 않는 비영리법인, 국가기관 등.
    NonProfit,
    /// 06 고유번호가 부여된 단체.
    Body,
    /// 07 간이과세자(세금계산서 발급사업자).
    SimplifiedIssuing,
}

/// What a status means for an invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "effect", content = "why", rename_all = "snake_case")]
pub enum StatusEffect {
    /// Nothing stands against it.
    Fine,
    /// It may be issued; the person should know.
    Warn(StatusWarning),
    /// It may not be issued to this number.
    Stop(StatusStop),
}

/// What a person should know of the buyer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StatusWarning {
    /// The business is suspended (휴업).
    Suspended,
    /// It is closed, but the supply was before (폐업일 이전 공급).
    ClosedLater,
    /// A simplified taxpayer (간이), who deducts 0.5 % of the total only.
    Simplified,
    /// An exempt business or a body, which cannot deduct the VAT.
    NoDeduction,
}

/// Why an invoice may not be issued to the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StatusStop {
    /// The business was closed by that day: issue to the owner's resident number instead.
    Closed,
    /// The NTS knows no such business: check the number, or issue to a resident number.
    NotRegistered,
}

impl BusinessState {
    /// The stable name, equal to the serde name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Continuing => "continuing",
            Self::Suspended => "suspended",
            Self::Closed { .. } => "closed",
            Self::NotRegistered => "not_registered",
        }
    }

    /// The NTS's code: `01`, `02`, `03`; blank when not registered.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Continuing => "01",
            Self::Suspended => "02",
            Self::Closed { .. } => "03",
            Self::NotRegistered => "",
        }
    }

    /// The NTS's word.
    #[must_use]
    pub const fn wire(self) -> &'static str {
        match self {
            Self::Continuing => "계속사업자",
            Self::Suspended => "휴업자",
            Self::Closed { .. } => "폐업자",
            Self::NotRegistered => "미등록",
        }
    }

    /// Reads the NTS's word, or its code. `closed_on` counts for a closed one only.
    #[must_use]
    pub fn from_wire(word: &str, closed_on: Option<NaiveDate>) -> Option<Self> {
        [Self::Continuing, Self::Suspended, Self::Closed { on: closed_on }, Self::NotRegistered]
            .into_iter()
            .find(|state| state.wire() == word || state.code() == word)
    }
}

impl TaxType {
    /// Every type, in the order of the codes.
    pub const ALL: [Self; 7] = [
        Self::General,
        Self::Simplified,
        Self::SpecialTaxation,
        Self::Exempt,
        Self::NonProfit,
        Self::Body,
        Self::SimplifiedIssuing,
    ];

    /// The stable name, equal to the serde name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::General => "general",
            Self::Simplified => "simplified",
            Self::SpecialTaxation => "special_taxation",
            Self::Exempt => "exempt",
            Self::NonProfit => "non_profit",
            Self::Body => "body",
            Self::SimplifiedIssuing => "simplified_issuing",
        }
    }

    /// Reads the stable name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tax_type| tax_type.as_str() == name)
    }

    /// The NTS's code (tax_type_cd).
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::General => "01",
            Self::Simplified => "02",
            Self::SpecialTaxation => "03",
            Self::Exempt => "04",
            Self::NonProfit => "05",
            Self::Body => "06",
            Self::SimplifiedIssuing => "07",
        }
    }

    /// The NTS's words, as far as they are known.
    #[must_use]
    pub const fn wire(self) -> &'static str {
        match self {
            Self::General => "일반과세자",
            Self::Simplified => "간이과세자",
            Self::SpecialTaxation => "과세특례자",
            Self::Exempt => "면세사업자",
            Self::NonProfit => "수익사업을 영위하지 않는 비영리법인이거나 고유번호가 부여된 단체,국가기관 등",
            Self::Body => "고유번호가 부여된 단체",
            Self::SimplifiedIssuing => "간이과세자(세금계산서 발급사업자)",
        }
    }

    /// Reads the NTS's words or code. Its tables conflict for 03–06 (domain.md §3.6), so words go first and unknown ones are none.
    #[must_use]
    pub fn from_wire(text: &str) -> Option<Self> {
        let squeezed = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        Self::ALL
            .into_iter()
            .find(|known| known.code() == text || squeezed(known.wire()) == squeezed(text))
            .or(match text {
                words if words.starts_with("부가가치세 일반과세자") => Some(Self::General),
                words if squeezed(words).starts_with("부가가치세간이과세자(세금계산서") => {
                    Some(Self::SimplifiedIssuing)
                }
                words if words.starts_with("부가가치세 간이과세자") => Some(Self::Simplified),
                words if words.starts_with("부가가치세 면세사업자") => Some(Self::Exempt),
                _ => None,
            })
    }
}

impl BusinessStatus {
    /// What this status of the **buyer** means for an invoice of `kind` dated `written_on` (domain.md §2.10).
    #[must_use]
    pub fn effect_on_issue(&self, written_on: NaiveDate, kind: InvoiceKind) -> StatusEffect {
        match self.state {
            BusinessState::NotRegistered => StatusEffect::Stop(StatusStop::NotRegistered),
            BusinessState::Closed { on: Some(on) } if written_on <= on => {
                StatusEffect::Warn(StatusWarning::ClosedLater)
            }
            BusinessState::Closed { .. } => StatusEffect::Stop(StatusStop::Closed),
            BusinessState::Suspended => StatusEffect::Warn(StatusWarning::Suspended),
            BusinessState::Continuing => self.tax_effect(kind),
        }
    }

    /// Only VAT that was charged can be deducted.
    const fn tax_effect(&self, kind: InvoiceKind) -> StatusEffect {
        match (kind, self.tax_type) {
            (InvoiceKind::Taxable, Some(TaxType::Simplified | TaxType::SimplifiedIssuing)) => {
                StatusEffect::Warn(StatusWarning::Simplified)
            }
            (InvoiceKind::Taxable, Some(TaxType::Exempt | TaxType::NonProfit | TaxType::Body)) => {
                StatusEffect::Warn(StatusWarning::NoDeduction)
            }
            _ => StatusEffect::Fine,
        }
    }

    /// Whether a business of this status may itself issue an invoice of `kind` (domain.md §2.10, §2.11).
    #[must_use]
    pub const fn may_issue(&self, kind: InvoiceKind) -> bool {
        match self.tax_type {
            Some(TaxType::Exempt | TaxType::Simplified) => matches!(kind, InvoiceKind::Exempt),
            _ => true,
        }
    }
}

impl StatusWarning {
    /// The stable name, equal to the serde name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Suspended => "suspended",
            Self::ClosedLater => "closed_later",
            Self::Simplified => "simplified",
            Self::NoDeduction => "no_deduction",
        }
    }
}

impl StatusStop {
    /// The stable name, equal to the serde name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Closed => "closed",
            Self::NotRegistered => "not_registered",
        }
    }

    /// The fault it is on the buyer's number.
    #[must_use]
    pub const fn fault(self) -> FaultCode {
        match self {
            Self::Closed => FaultCode::BuyerClosed,
            Self::NotRegistered => FaultCode::BuyerNotRegistered,
        }
    }
}
