//! What a certificate may be used for, from its policy (domain.md §5.2).

/// The kind of a joint certificate.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Usage {
    /// For any use by a business (범용 사업자).
    Business,
    /// For any use by a person (범용 개인).
    Person,
    /// For banks and insurers, of a business (은행·보험용 사업자).
    BankBusiness,
    /// For banks and insurers, of a person (은행·보험용 개인).
    BankPerson,
    /// For tax invoices and nothing else (전자세금용).
    TaxInvoice,
    /// A policy that is not on our list, with its object identifier; none when the certificate names none.
    Other(Option<String>),
}

/// Whether a certificate may sign tax invoices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Suitability {
    /// It may.
    Suitable,
    /// It may not.
    Unsuitable,
    /// Only its issuer or the service knows: certificates for one service have policies of their own.
    Unknown,
}

impl Usage {
    /// The kind by the policy's object identifier.
    pub(crate) fn of_policy(policy: String) -> Self {
        match policy.as_str() {
            "1.2.410.200005.1.1.5" // yessign
            | "1.2.410.200004.5.2.1.1" // KICA
            | "1.2.410.200004.5.1.1.7" // KOSCOM
            | "1.2.410.200004.5.4.1.2" // CrossCert
            | "1.2.410.200012.1.1.3" // TradeSign
            | "1.2.410.200004.5.3.1.2" => Self::Business, // NCASign
            "1.2.410.200005.1.1.1"
            | "1.2.410.200004.5.2.1.2"
            | "1.2.410.200004.5.1.1.5"
            | "1.2.410.200004.5.4.1.1"
            | "1.2.410.200012.1.1.1"
            | "1.2.410.200004.5.3.1.9" => Self::Person, // the same issuers
            "1.2.410.200005.1.1.2" => Self::BankBusiness,
            "1.2.410.200005.1.1.4" => Self::BankPerson,
            "1.2.410.200005.1.1.6.8" => Self::TaxInvoice,
            _ => Self::Other(Some(policy)),
        }
    }

    /// Whether it may sign tax invoices.
    #[must_use]
    pub const fn suitability(&self) -> Suitability {
        match self {
            Self::Business | Self::TaxInvoice => Suitability::Suitable,
            Self::Person | Self::BankBusiness | Self::BankPerson => Suitability::Unsuitable,
            Self::Other(_) => Suitability::Unknown,
        }
    }

    /// Stable name.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Business => "business",
            Self::Person => "person",
            Self::BankBusiness => "bank_business",
            Self::BankPerson => "bank_person",
            Self::TaxInvoice => "tax_invoice",
            Self::Other(_) => "other",
        }
    }

    /// The trade's word for it.
    #[must_use]
    pub const fn korean(&self) -> &'static str {
        match self {
            Self::Business => "사업자 범용",
            Self::Person => "개인 범용",
            Self::BankBusiness => "사업자 은행·보험용",
            Self::BankPerson => "개인 은행·보험용",
            Self::TaxInvoice => "전자세금용",
            Self::Other(_) => "용도 확인 안 됨",
        }
    }
}
