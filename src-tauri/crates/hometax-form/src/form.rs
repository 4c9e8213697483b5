//! Which of Hometax's workbooks it is.

use domain::InvoiceKind;

use crate::bytes::Counting;

/// A workbook that Hometax takes documents from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FormKind {
    /// 세금계산서등록양식(일반): taxable and zero-rated invoices.
    TaxInvoices,
    /// 계산서등록양식(일반): exempt invoices.
    ExemptInvoices,
    /// 현금영수증 일괄발급 양식.
    Receipts,
}

impl FormKind {
    /// Every form.
    pub const ALL: [Self; 3] = [Self::TaxInvoices, Self::ExemptInvoices, Self::Receipts];

    /// Stable name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::TaxInvoices => "tax_invoices",
            Self::ExemptInvoices => "exempt_invoices",
            Self::Receipts => "receipts",
        }
    }

    /// What Hometax calls it.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::TaxInvoices => "세금계산서등록양식(일반)",
            Self::ExemptInvoices => "계산서등록양식(일반)",
            Self::Receipts => "현금영수증 일괄발급 양식",
        }
    }

    /// The form that an invoice of this kind goes into.
    #[must_use]
    pub const fn of_invoice(kind: InvoiceKind) -> Self {
        match kind {
            InvoiceKind::Taxable | InvoiceKind::ZeroRated => Self::TaxInvoices,
            InvoiceKind::Exempt => Self::ExemptInvoices,
        }
    }

    /// How many documents one file takes (domain.md §6.5, §6.6).
    #[must_use]
    pub const fn max_rows(self) -> usize {
        match self {
            Self::TaxInvoices | Self::ExemptInvoices => 100,
            Self::Receipts => 1_000,
        }
    }

    /// How it counts the bytes of a text.
    #[must_use]
    pub const fn counting(self) -> Counting {
        match self {
            Self::TaxInvoices | Self::ExemptInvoices => Counting::TwoPerHangul,
            Self::Receipts => Counting::Utf8,
        }
    }
}
