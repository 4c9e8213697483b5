//! The fields of all forms.

use serde::{Deserialize, Serialize};

/// Writes each field once: its variant, its place in `ALL`, its stable name, and its path where that is another.
macro_rules! fields {
    ($($(#[doc = $doc:literal])+ $field:ident = $name:literal at $path:literal,)+) => {
        /// The field of a form a fault belongs to.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum Field {
            $($(#[doc = $doc])+ #[serde(rename = $name)] $field,)+
        }

        impl Field {
            /// Every field, for tables and tests.
            pub const ALL: [Self; [$($name),+].len()] = [$(Self::$field),+];

            /// The stable name, equal to the serde name.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$field => $name,)+
                }
            }

            /// Where in the form: `buyer.number`, `payment.cash`, `written_on`; of a line the part after `lines[n].`, such as
            /// `quantity`.
            #[must_use]
            pub const fn path(self) -> &'static str {
                match self {
                    $(Self::$field => $path,)+
                }
            }
        }
    };
}

fields! {
    /// Total of a sale (거래금액).
    Amount = "amount" at "amount",
    /// Service charge (봉사료).
    Service = "service" at "service",
    /// The customer's number (신분확인번호).
    Number = "number" at "number",
    /// Purpose (소득공제 or 지출증빙).
    Purpose = "purpose" at "purpose",
    /// Item name (품명).
    Item = "item" at "item",
    /// Memo (비고).
    Memo = "memo" at "memo",
    /// Trade date (거래일).
    Date = "date" at "date",
    /// Amount to cancel (취소금액).
    CancelAmount = "cancel_amount" at "cancel_amount",
    /// Reason of a cancel (취소사유).
    CancelReason = "cancel_reason" at "cancel_reason",
    /// The shop's business number (사업자등록번호).
    ShopNumber = "shop_number" at "shop_number",
    /// The shop's name (상호).
    ShopName = "shop_name" at "shop_name",
    /// Its representative (대표자).
    ShopOwner = "shop_owner" at "shop_owner",
    /// Its address (사업장 주소).
    ShopAddress = "shop_address" at "shop_address",
    /// Its phone (전화).
    ShopPhone = "shop_phone" at "shop_phone",
    /// Its business type (업태).
    ShopBusinessType = "shop_business_type" at "shop_business_type",
    /// Its business item (종목).
    ShopBusinessItem = "shop_business_item" at "shop_business_item",
    /// Kind of an invoice (과세, 영세, 면세).
    InvoiceKind = "invoice_kind" at "kind",
    /// Date of writing (작성일자).
    WrittenOn = "written_on" at "written_on",
    /// Paid or charged (영수, 청구).
    Billing = "billing" at "billing",
    /// The buyer's number (등록번호).
    BuyerNumber = "buyer_number" at "buyer.number",
    /// Its name (상호).
    BuyerName = "buyer_name" at "buyer.name",
    /// Its representative (성명).
    BuyerOwner = "buyer_owner" at "buyer.owner",
    /// Its address (사업장 주소).
    BuyerAddress = "buyer_address" at "buyer.address",
    /// Its place of business (종사업장번호).
    BuyerBranch = "buyer_branch" at "buyer.branch",
    /// Its business type (업태).
    BuyerBusinessType = "buyer_business_type" at "buyer.business_type",
    /// Its business item (종목).
    BuyerBusinessItem = "buyer_business_item" at "buyer.business_item",
    /// Its first e-mail.
    BuyerEmail = "buyer_email" at "buyer.email",
    /// Its second e-mail.
    BuyerEmail2 = "buyer_email2" at "buyer.email2",
    /// The lines as a whole.
    Lines = "lines" at "lines",
    /// Day of supply of a line (월·일).
    LineDate = "line_date" at "date",
    /// Item of a line (품목).
    LineItem = "line_item" at "item",
    /// Specification of a line (규격).
    LineSpec = "line_spec" at "spec",
    /// Quantity of a line (수량).
    LineQuantity = "line_quantity" at "quantity",
    /// Unit price of a line (단가).
    LineUnitPrice = "line_unit_price" at "unit_price",
    /// Supply value of a line (공급가액).
    LineSupply = "line_supply" at "supply",
    /// VAT of a line (세액).
    LineVat = "line_vat" at "vat",
    /// Total of a line.
    LineTotal = "line_total" at "total",
    /// Remark of a line (비고).
    LineRemark = "line_remark" at "remark",
    /// Supply value of an invoice (공급가액).
    Supply = "supply" at "supply",
    /// VAT of an invoice (세액).
    Vat = "vat" at "vat",
    /// Total of an invoice (합계금액).
    Total = "total" at "total",
    /// The means of payment as a whole.
    Payment = "payment" at "payment",
    /// Cash (현금).
    PaymentCash = "payment_cash" at "payment.cash",
    /// Cheque (수표).
    PaymentCheck = "payment_check" at "payment.check",
    /// Promissory note (어음).
    PaymentNote = "payment_note" at "payment.note",
    /// On credit (외상미수금).
    PaymentCredit = "payment_credit" at "payment.credit",
    /// Remark of an invoice (비고).
    Remark = "remark" at "remark",
    /// Reason of an amendment (수정사유).
    AmendReason = "amend_reason" at "amend.reason",
    /// Day its cause arose (사유 발생일).
    AmendDate = "amend_date" at "amend.date",
    /// What comes back or changes, as a whole.
    AmendLines = "amend_lines" at "amend.lines",
    /// The invoice to amend (당초 세금계산서).
    Original = "original" at "original",
    /// The shop's place of business (종사업장번호).
    ShopBranch = "shop_branch" at "shop_branch",
    /// The shop's e-mail.
    ShopEmail = "shop_email" at "shop_email",
}
