//! What can be wrong with a field.

use serde::{Deserialize, Serialize};

/// Writes each code once: its variant, its place in `ALL` and its stable name.
macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $code:ident = $name:literal,)+) => {
        /// What is wrong. The names are stable: the screen's sentences are keyed by them.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, thiserror::Error)]
        #[error("{}", self.as_str())]
        pub enum FaultCode {
            $($(#[doc = $doc])+ #[serde(rename = $name)] $code,)+
        }

        impl FaultCode {
            /// Every code, for the table of sentences and its test.
            pub const ALL: [Self; [$($name),+].len()] = [$(Self::$code),+];

            /// The stable name, equal to the serde name.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$code => $name,)+
                }
            }
        }
    };
}

codes! {
    /// No amount was typed.
    AmountMissing = "amount_missing",
    /// Letters, decimals or misplaced commas.
    AmountNotANumber = "amount_not_a_number",
    /// Zero won.
    AmountZero = "amount_zero",
    /// Below zero; a cancel is a document of its own, with positive amounts (domain.md §1.7).
    AmountNegative = "amount_negative",
    /// Over what one receipt may carry (domain.md §1.5).
    AmountOverLimit = "amount_over_limit",
    /// The service charge leaves nothing for the goods.
    ServiceOverTotal = "service_over_total",
    /// The service charge is larger than the supply value (domain.md §1.5).
    ServiceOverSupply = "service_over_supply",
    /// The service charge is below zero.
    ServiceNegative = "service_negative",
    /// No number was typed.
    NumberMissing = "number_missing",
    /// Something besides digits and separators (B02).
    NumberHasLetters = "number_has_letters",
    /// No kind of number has this many digits (B03).
    NumberLength = "number_length",
    /// Not a phone number (B04, B10).
    PhoneInvalid = "phone_invalid",
    /// The check digit of the business number is wrong: a typing mistake.
    BusinessNumberCheckDigit = "business_number_check_digit",
    /// Not a business number at all: all zero, or starting with 0.
    BusinessNumberInvalid = "business_number_invalid",
    /// 18 digits that do not start with 15442020 (B09).
    CashReceiptCardPrefix = "cash_receipt_card_prefix",
    /// 12 digits that do not start with 126 (B07).
    MobileCardPrefix = "mobile_card_prefix",
    /// Not a card number (B11).
    CardInvalid = "card_invalid",
    /// Not a resident or alien number: the birth date does not exist.
    RrnInvalid = "rrn_invalid",
    /// The shop's own business number (B14).
    OwnBusinessNumber = "own_business_number",
    /// A correction that changes neither the number nor the purpose.
    NumberUnchanged = "number_unchanged",
    /// A business number cannot be used for income deduction (A03).
    PurposeNeedsPersonalNumber = "purpose_needs_personal_number",
    /// A self-issued receipt is for income deduction only (A04).
    PurposeNotForSelfIssue = "purpose_not_for_self_issue",
    /// Longer than the NTS takes (F01).
    TextTooLong = "text_too_long",
    /// Line breaks or other invisible characters.
    TextHasControlCharacters = "text_has_control_characters",
    /// The sale lies in the future.
    DateInFuture = "date_in_future",
    /// The sale is older than the route still takes.
    DateTooOld = "date_too_old",
    /// A required field is blank.
    RequiredMissing = "required_missing",
    /// More than what is left of the receipt.
    CancelOverRemaining = "cancel_over_remaining",
    /// Everything has been cancelled already.
    CancelNothingLeft = "cancel_nothing_left",
    /// Not one of the three reasons.
    CancelReasonUnknown = "cancel_reason_unknown",
    /// A receipt with a service charge (봉사료) can only be cancelled whole and issued anew (domain.md §1.7).
    PartialWithService = "partial_with_service",
    /// Emoji or other characters that the NTS and our fonts do not carry.
    TextHasUnsupportedCharacters = "text_has_unsupported_characters",
    /// Not a day that exists.
    DateInvalid = "date_invalid",
    /// This reason keeps the date of the original.
    DateNotOriginal = "date_not_original",
    /// The cause of an amendment lies before the invoice.
    DateBeforeOriginal = "date_before_original",
    /// More than 99 lines.
    LinesTooMany = "lines_too_many",
    /// No such line on the original.
    LineUnknown = "line_unknown",
    /// The same line of the original twice.
    LineTwice = "line_twice",
    /// Not a number.
    QuantityInvalid = "quantity_invalid",
    /// Zero.
    QuantityZero = "quantity_zero",
    /// Below zero where only what came back is counted.
    QuantityNegative = "quantity_negative",
    /// More than ten digits before the point.
    QuantityTooLong = "quantity_too_long",
    /// The line of the original has no quantity to return by.
    QuantityUnknown = "quantity_unknown",
    /// Not a number.
    UnitPriceInvalid = "unit_price_invalid",
    /// Below zero; a discount is a negative quantity or supply value.
    UnitPriceNegative = "unit_price_negative",
    /// More than thirteen digits before the point.
    UnitPriceTooLong = "unit_price_too_long",
    /// More than two decimals.
    TooManyDecimals = "too_many_decimals",
    /// VAT on a zero-rated or exempt invoice.
    VatNotAllowed = "vat_not_allowed",
    /// No VAT on a taxable supply.
    VatMissing = "vat_missing",
    /// VAT too far from ten per cent of the supply value.
    VatDiffers = "vat_differs",
    /// Supply, VAT and total do not agree.
    SumsDisagree = "sums_disagree",
    /// One is above zero, the other below.
    SignsMixed = "signs_mixed",
    /// The whole comes to nothing.
    TotalZero = "total_zero",
    /// The whole is below zero; only an amended invoice may be.
    TotalNegative = "total_negative",
    /// The means of payment do not add up to the total.
    PaymentDiffers = "payment_differs",
    /// An exempt shop issues exempt invoices only.
    KindNotForShop = "kind_not_for_shop",
    /// This reason keeps the kind of the original.
    KindNotOriginal = "kind_not_original",
    /// This reason is for another kind than the original's.
    KindUnchanged = "kind_unchanged",
    /// Not an e-mail address.
    EmailInvalid = "email_invalid",
    /// An address of more than 40 bytes.
    EmailTooLong = "email_too_long",
    /// The same address twice.
    EmailTwice = "email_twice",
    /// Not four digits.
    BranchInvalid = "branch_invalid",
    /// Not a passport or alien number.
    ForeignerNumberInvalid = "foreigner_number_invalid",
    /// The buyer's business was closed by that day (폐업).
    BuyerClosed = "buyer_closed",
    /// The NTS knows no such business (미등록).
    BuyerNotRegistered = "buyer_not_registered",
    /// The invoice has not reached the NTS yet (전송 전).
    OriginalNotTransmitted = "original_not_transmitted",
    /// An invoice below zero is not amended; amend the positive one.
    OriginalNegative = "original_negative",
    /// The invoice was issued under another business number.
    OriginalOtherShop = "original_other_shop",
    /// The invoice has been taken back already.
    AmendNothingLeft = "amend_nothing_left",
    /// More than what is left of the invoice.
    AmendOverRemaining = "amend_over_remaining",
    /// The corrected invoice says the same as the original.
    AmendUnchanged = "amend_unchanged",
    /// It is not said what comes back or changes.
    AmendLinesMissing = "amend_lines_missing",
    /// This reason does not fit the kind of the original.
    AmendNotForKind = "amend_not_for_kind",
    /// The last day for this reason is over.
    AmendTooLate = "amend_too_late",
    /// The corrected invoice is missing.
    CorrectedMissing = "corrected_missing",
}
