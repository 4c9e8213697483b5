//! Resident and alien numbers (주민등록번호, 외국인등록번호), `YYMMDD-GXXXXXX` (domain.md §3.3).
//!
//! Only the birth date decides whether thirteen digits are such a number. The old check digit is no longer given since
//! October 2020, so it can only raise a doubt.

use chrono::NaiveDate;

use crate::fault::FaultCode;
use crate::number::digits::{part, values};

const WEIGHTS: [u32; 12] = [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5];

/// A resident or alien number with a birth date that exists. Never kept, only looked at.
pub(super) struct Rrn<'a> {
    digits: &'a str,
    born: NaiveDate,
    alien: bool,
}

impl<'a> Rrn<'a> {
    /// Reads thirteen bare digits.
    ///
    /// # Errors
    /// [`FaultCode::RrnInvalid`] when the birth date does not exist in the century that the seventh digit means.
    pub(super) fn parse(digits: &'a str) -> Result<Self, FaultCode> {
        let (century, alien) = century(part(digits, 6, 7)).ok_or(FaultCode::RrnInvalid)?;
        let year = two_digits(digits, 0).and_then(|year| i32::try_from(year).ok());
        let day = two_digits(digits, 2).zip(two_digits(digits, 4));
        let born = year
            .zip(day)
            .and_then(|(year, (month, day))| NaiveDate::from_ymd_opt(century + year, month, day));
        match born {
            Some(born) if digits.len() == 13 => Ok(Self { digits, born, alien }),
            Some(_) | None => Err(FaultCode::RrnInvalid),
        }
    }

    /// Whether the check digit is wrong although the number is old enough to have one.
    pub(super) fn checksum_is_doubtful(&self) -> bool {
        let has_check_digit = NaiveDate::from_ymd_opt(2020, 10, 5).is_some_and(|end| self.born < end);
        has_check_digit && values(self.digits).nth(12) != Some(self.check_digit())
    }

    fn check_digit(&self) -> u32 {
        let sum: u32 = values(self.digits).zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
        let top = if self.alien { 13 } else { 11 };
        (top - sum % 11) % 10
    }
}

/// First year of the century of birth, and whether the number is an alien's.
fn century(gender_digit: &str) -> Option<(i32, bool)> {
    match gender_digit {
        "1" | "2" => Some((1900, false)),
        "3" | "4" => Some((2000, false)),
        "5" | "6" => Some((1900, true)),
        "7" | "8" => Some((2000, true)),
        "9" | "0" => Some((1800, false)),
        _ => None,
    }
}

fn two_digits(digits: &str, from: usize) -> Option<u32> {
    part(digits, from, from + 2).parse().ok()
}
