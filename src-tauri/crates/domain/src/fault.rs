//! What is wrong with a form, as stable names that the screen turns into sentences.
//!
//! Texts typed by a person never travel inside a fault: they may be somebody's phone or resident number.

use serde::{Deserialize, Serialize};

/// The field of a form a fault belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// Total of a sale (거래금액).
    Amount,
    /// Service charge (봉사료).
    Service,
    /// The customer's number (신분확인번호).
    Number,
    /// Purpose (소득공제 or 지출증빙).
    Purpose,
    /// Item name (품명).
    Item,
    /// Memo (비고).
    Memo,
    /// Trade date (거래일).
    Date,
    /// Amount to cancel (취소금액).
    CancelAmount,
    /// Reason of a cancel (취소사유).
    CancelReason,
    /// The shop's business number (사업자등록번호).
    ShopNumber,
    /// The shop's name (상호).
    ShopName,
    /// Its representative (대표자).
    ShopOwner,
    /// Its address (사업장 주소).
    ShopAddress,
    /// Its phone (전화).
    ShopPhone,
    /// Its business type (업태).
    ShopBusinessType,
    /// Its business item (종목).
    ShopBusinessItem,
}

impl Field {
    /// Every field, for tables and tests.
    pub const ALL: [Self; 16] = [
        Self::Amount,
        Self::Service,
        Self::Number,
        Self::Purpose,
        Self::Item,
        Self::Memo,
        Self::Date,
        Self::CancelAmount,
        Self::CancelReason,
        Self::ShopNumber,
        Self::ShopName,
        Self::ShopOwner,
        Self::ShopAddress,
        Self::ShopPhone,
        Self::ShopBusinessType,
        Self::ShopBusinessItem,
    ];

    /// The stable name, equal to the serde name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Amount => "amount",
            Self::Service => "service",
            Self::Number => "number",
            Self::Purpose => "purpose",
            Self::Item => "item",
            Self::Memo => "memo",
            Self::Date => "date",
            Self::CancelAmount => "cancel_amount",
            Self::CancelReason => "cancel_reason",
            Self::ShopNumber => "shop_number",
            Self::ShopName => "shop_name",
            Self::ShopOwner => "shop_owner",
            Self::ShopAddress => "shop_address",
            Self::ShopPhone => "shop_phone",
            Self::ShopBusinessType => "shop_business_type",
            Self::ShopBusinessItem => "shop_business_item",
        }
    }
}

/// What is wrong. The names are stable: the screen's sentences are keyed by them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
#[error("{}", self.as_str())]
pub enum FaultCode {
    /// No amount was typed.
    AmountMissing,
    /// Letters, decimals or misplaced commas.
    AmountNotANumber,
    /// Zero won.
    AmountZero,
    /// Below zero; a cancel is a document of its own, with positive amounts (domain.md §1.7).
    AmountNegative,
    /// Over what one receipt may carry (domain.md §1.5).
    AmountOverLimit,
    /// The service charge leaves nothing for the goods.
    ServiceOverTotal,
    /// The service charge is larger than the supply value (domain.md §1.5).
    ServiceOverSupply,
    /// The service charge is below zero.
    ServiceNegative,
    /// No number was typed.
    NumberMissing,
    /// Something besides digits and separators (B02).
    NumberHasLetters,
    /// No kind of number has this many digits (B03).
    NumberLength,
    /// Not a phone number (B04, B10).
    PhoneInvalid,
    /// The check digit of the business number is wrong: a typing mistake.
    BusinessNumberCheckDigit,
    /// Not a business number at all: all zero, or starting with 0.
    BusinessNumberInvalid,
    /// 18 digits that do not start with 15442020 (B09).
    CashReceiptCardPrefix,
    /// 12 digits that do not start with 126 (B07).
    MobileCardPrefix,
    /// Not a card number (B11).
    CardInvalid,
    /// Not a resident or alien number: the birth date does not exist.
    RrnInvalid,
    /// The shop's own business number (B14).
    OwnBusinessNumber,
    /// A correction that changes neither the number nor the purpose.
    NumberUnchanged,
    /// A business number cannot be used for income deduction (A03).
    PurposeNeedsPersonalNumber,
    /// A self-issued receipt is for income deduction only (A04).
    PurposeNotForSelfIssue,
    /// Longer than the NTS takes (F01).
    TextTooLong,
    /// Line breaks or other invisible characters.
    TextHasControlCharacters,
    /// The sale lies in the future.
    DateInFuture,
    /// The sale is older than the route still takes.
    DateTooOld,
    /// A required field is blank.
    RequiredMissing,
    /// More than what is left of the receipt.
    CancelOverRemaining,
    /// Everything has been cancelled already.
    CancelNothingLeft,
    /// Not one of the three reasons.
    CancelReasonUnknown,
    /// A receipt with a service charge (봉사료) can only be cancelled whole and issued anew (domain.md §1.7).
    PartialWithService,
}

impl FaultCode {
    /// Every code, for the table of sentences and its test.
    pub const ALL: [Self; 31] = [
        Self::AmountMissing,
        Self::AmountNotANumber,
        Self::AmountZero,
        Self::AmountNegative,
        Self::AmountOverLimit,
        Self::ServiceOverTotal,
        Self::ServiceOverSupply,
        Self::ServiceNegative,
        Self::NumberMissing,
        Self::NumberHasLetters,
        Self::NumberLength,
        Self::PhoneInvalid,
        Self::BusinessNumberCheckDigit,
        Self::BusinessNumberInvalid,
        Self::CashReceiptCardPrefix,
        Self::MobileCardPrefix,
        Self::CardInvalid,
        Self::RrnInvalid,
        Self::OwnBusinessNumber,
        Self::NumberUnchanged,
        Self::PurposeNeedsPersonalNumber,
        Self::PurposeNotForSelfIssue,
        Self::TextTooLong,
        Self::TextHasControlCharacters,
        Self::DateInFuture,
        Self::DateTooOld,
        Self::RequiredMissing,
        Self::CancelOverRemaining,
        Self::CancelNothingLeft,
        Self::CancelReasonUnknown,
        Self::PartialWithService,
    ];

    /// The stable name, equal to the serde name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AmountMissing => "amount_missing",
            Self::AmountNotANumber => "amount_not_a_number",
            Self::AmountZero => "amount_zero",
            Self::AmountNegative => "amount_negative",
            Self::AmountOverLimit => "amount_over_limit",
            Self::ServiceOverTotal => "service_over_total",
            Self::ServiceOverSupply => "service_over_supply",
            Self::ServiceNegative => "service_negative",
            Self::NumberMissing => "number_missing",
            Self::NumberHasLetters => "number_has_letters",
            Self::NumberLength => "number_length",
            Self::PhoneInvalid => "phone_invalid",
            Self::BusinessNumberCheckDigit => "business_number_check_digit",
            Self::BusinessNumberInvalid => "business_number_invalid",
            Self::CashReceiptCardPrefix => "cash_receipt_card_prefix",
            Self::MobileCardPrefix => "mobile_card_prefix",
            Self::CardInvalid => "card_invalid",
            Self::RrnInvalid => "rrn_invalid",
            Self::OwnBusinessNumber => "own_business_number",
            Self::NumberUnchanged => "number_unchanged",
            Self::PurposeNeedsPersonalNumber => "purpose_needs_personal_number",
            Self::PurposeNotForSelfIssue => "purpose_not_for_self_issue",
            Self::TextTooLong => "text_too_long",
            Self::TextHasControlCharacters => "text_has_control_characters",
            Self::DateInFuture => "date_in_future",
            Self::DateTooOld => "date_too_old",
            Self::RequiredMissing => "required_missing",
            Self::CancelOverRemaining => "cancel_over_remaining",
            Self::CancelNothingLeft => "cancel_nothing_left",
            Self::CancelReasonUnknown => "cancel_reason_unknown",
            Self::PartialWithService => "partial_with_service",
        }
    }
}

/// One fault on one field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, thiserror::Error)]
#[error("{}: {}", field.as_str(), code.as_str())]
pub struct Fault {
    /// Where.
    pub field: Field,
    /// What.
    pub code: FaultCode,
}

impl Fault {
    /// A fault of `code` on `field`.
    #[must_use]
    pub const fn new(field: Field, code: FaultCode) -> Self {
        Self { field, code }
    }
}
