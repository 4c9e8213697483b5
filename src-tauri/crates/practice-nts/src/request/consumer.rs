//! Whom a receipt is for: the consumer's number in one of four fields (domain.md §1.4).
//!
//! No type here has `Debug`: a number must not end up in a log or a panic message.

use chrono::NaiveDate;

use super::business_number::is_business_number;
use crate::answer::Refusal;
use crate::ledger::Purpose;
use crate::result_code::ResultCode;

/// The number with which a receipt is issued when the customer gave none (자진발급).
const SELF_ISSUE: &str = "0100001234";

/// The four request fields a consumer's number can come in.
pub(super) const FIELDS: [Kind; 4] = [Kind::Phone, Kind::Card, Kind::BusinessNumber, Kind::Rrn];

/// What the number is, by the field it came in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Phone,
    Card,
    BusinessNumber,
    Rrn,
}

/// A number as given, unchecked.
pub(super) struct Given<'a> {
    pub(super) kind: Kind,
    pub(super) number: &'a str,
}

/// A checked number.
pub(super) struct Consumer<'a> {
    kind: Kind,
    digits: &'a str,
}

impl Kind {
    /// The request field.
    pub(super) const fn field(self) -> &'static str {
        match self {
            Self::Phone => "consumerPhone",
            Self::Card => "consumerCard",
            Self::BusinessNumber => "consumerBusinessNumber",
            Self::Rrn => "consumerRrn",
        }
    }

    /// How many digits stay readable in front and at the end when masked.
    const fn readable(self) -> (usize, usize) {
        match self {
            Self::Phone => (3, 4),
            Self::Card => (0, 4),
            Self::BusinessNumber => (3, 2),
            Self::Rrn => (6, 0),
        }
    }
}

impl<'a> Consumer<'a> {
    /// Checks a number; the shop's own is refused like a wrong one (B14).
    pub(super) fn parse(given: &Given<'a>, shop: &str) -> Result<Self, Refusal> {
        let Given { kind, number } = *given;
        let digits_only = number.bytes().all(|byte| byte.is_ascii_digit());
        let valid = digits_only
            && match kind {
                Kind::Phone => is_phone(number),
                Kind::Card => is_card(number),
                Kind::BusinessNumber => is_business_number(number) && number != shop,
                Kind::Rrn => is_rrn(number),
            };
        if valid {
            Ok(Self { kind, digits: number })
        } else {
            Err(Refusal::at(ResultCode::ConsumerNumberWrong, kind.field()))
        }
    }

    /// Refuses a business number for income deduction (A03) and self-issue for proof of expense (A04).
    pub(super) fn refuse_misfit(&self, purpose: Purpose) -> Result<(), Refusal> {
        let fits = match purpose {
            Purpose::IncomeDeduction => self.kind != Kind::BusinessNumber,
            Purpose::ExpenseProof => self.digits != SELF_ISSUE,
        };
        if fits { Ok(()) } else { Err(Refusal::at(ResultCode::PurposeMismatch, "receiptPurpose")) }
    }

    /// The number with its middle starred; the self-issue number is nobody's and stays.
    pub(super) fn masked(&self) -> String {
        if self.digits == SELF_ISSUE {
            return self.digits.to_owned();
        }
        masked(self.kind, self.digits)
    }
}

/// A resident number with only the birthday readable.
pub(super) fn masked_rrn(number: &str) -> String {
    masked(Kind::Rrn, number)
}

fn masked(kind: Kind, number: &str) -> String {
    let (front, back) = kind.readable();
    let hidden = front..number.chars().count().saturating_sub(back);
    let star = |(at, digit)| if hidden.contains(&at) { '*' } else { digit };
    number.chars().enumerate().map(star).collect()
}

fn is_phone(number: &str) -> bool {
    let prefixes = ["010", "011", "016", "017", "018", "019"];
    matches!(number.len(), 10 | 11) && prefixes.iter().any(|prefix| number.starts_with(prefix))
}

/// Cards by length: 12 a mobile-app card, 18 the cash-receipt card, 13–19 any other.
fn is_card(number: &str) -> bool {
    match number.len() {
        12 => number.starts_with("126"),
        18 => number.starts_with("15442020"),
        13..=17 | 19 => true,
        _ => false,
    }
}

/// The date part only: numbers given since 2020-10 carry no check digit (domain.md §3.3).
pub(crate) fn is_rrn(number: &str) -> bool {
    let part = |range: std::ops::Range<usize>| number.get(range)?.parse::<u32>().ok();
    let (Some(year), Some(month), Some(day), Some(century)) =
        (part(0..2), part(2..4), part(4..6), part(6..7))
    else {
        return false;
    };
    let century = match century {
        1 | 2 | 5 | 6 => 1_900,
        3 | 4 | 7 | 8 => 2_000,
        _ => 1_800,
    };
    let born = i32::try_from(century + year).ok().and_then(|year| NaiveDate::from_ymd_opt(year, month, day));
    number.len() == 13 && born.is_some()
}

#[cfg(test)]
mod tests {
    use super::{Consumer, Given, Kind};

    fn masked(kind: Kind, number: &str) -> Option<String> {
        Consumer::parse(&Given { kind, number }, "1234567891").ok().map(|consumer| consumer.masked())
    }

    #[test]
    fn valid_numbers_are_taken_and_masked() {
        for (kind, number, shown) in [
            (Kind::Phone, "01012345678", "010****5678"),
            (Kind::Phone, "0111234567", "011***4567"),
            (Kind::Phone, "0100001234", "0100001234"),
            (Kind::Card, "126000000001", "********0001"),
            (Kind::Card, "154420201234567890", "**************7890"),
            (Kind::Card, "4111111111111111", "************1111"),
            (Kind::BusinessNumber, "2208162517", "220*****17"),
            (Kind::Rrn, "9001011234567", "900101*******"),
            (Kind::Rrn, "0001013234567", "000101*******"),
        ] {
            assert_eq!(masked(kind, number).as_deref(), Some(shown));
        }
    }

    #[test]
    fn wrong_numbers_are_refused() {
        for (kind, number) in [
            (Kind::Phone, "02012345678"),
            (Kind::Phone, "010-1234-5678"),
            (Kind::Phone, "010123456789"),
            (Kind::Card, "127000000001"),
            (Kind::Card, "154420211234567890"),
            (Kind::Card, "41111111111"),
            (Kind::BusinessNumber, "2208162518"),
            (Kind::BusinessNumber, "1234567891"),
            (Kind::Rrn, "9002301234567"),
            (Kind::Rrn, "900101123456"),
        ] {
            assert_eq!(masked(kind, number), None, "a wrong {} was taken", kind.field());
        }
    }
}
