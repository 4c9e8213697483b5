//! Cards that stand for a customer (domain.md §1.4).

use crate::fault::FaultCode;
use crate::number::digits::values;

/// 18 digits from 15442020 (현금영수증전용카드).
pub(super) fn check_cash_receipt(digits: &str) -> Result<(), FaultCode> {
    if digits.starts_with("15442020") { Ok(()) } else { Err(FaultCode::CashReceiptCardPrefix) }
}

/// 12 digits from 126 (손택스 앱카드).
pub(super) fn check_mobile(digits: &str) -> Result<(), FaultCode> {
    if digits.starts_with("126") { Ok(()) } else { Err(FaultCode::MobileCardPrefix) }
}

/// Any other card: only what no card can be is refused, for points cards follow no common rule.
pub(super) fn check(digits: &str) -> Result<(), FaultCode> {
    if values(digits).all(|digit| digit == 0) { Err(FaultCode::CardInvalid) } else { Ok(()) }
}

/// Whether a 16-digit card fails the Luhn check. Other lengths are not judged.
pub(super) fn luhn_is_doubtful(digits: &str) -> bool {
    let sum: u32 = values(digits)
        .rev()
        .zip([false, true].into_iter().cycle())
        .map(|(digit, doubled)| if doubled { digit * 2 / 10 + digit * 2 % 10 } else { digit })
        .sum();
    digits.len() == 16 && !sum.is_multiple_of(10)
}
