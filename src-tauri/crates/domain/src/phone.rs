//! Phone numbers of shops: land lines, mobiles, internet and representative numbers (domain.md §3.4).

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::fault::FaultCode;
use crate::number::{is_mobile, normalise_digits};

const AREA_CODES: [&str; 17] = [
    "031", "032", "033", "041", "042", "043", "044", "051", "052", "053", "054", "055", "061", "062", "063",
    "064", "080",
];

/// A phone number that can be dialled in Korea. Shown with hyphens, kept as digits.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PhoneNumber(String);

impl PhoneNumber {
    /// Reads a phone number; hyphens, dots, blanks, brackets around the area code and full-width digits are understood.
    ///
    /// # Errors
    /// [`FaultCode::PhoneInvalid`].
    pub fn parse(text: &str) -> Result<Self, FaultCode> {
        let digits = normalise_digits(&text.replace(['(', ')'], " ")).map_err(|_| FaultCode::PhoneInvalid)?;
        match prefix_length(&digits) {
            Some(_) => Ok(Self(digits)),
            None => Err(FaultCode::PhoneInvalid),
        }
    }

    /// The bare digits.
    #[must_use]
    pub fn digits(&self) -> &str {
        &self.0
    }

    /// `02-123-4567`, `031-1234-5678`, `010-1234-5678`, `0505-123-4567`, `1588-1234`.
    #[must_use]
    pub fn formatted(&self) -> String {
        let split = self.0.len().saturating_sub(4);
        let prefix = prefix_length(&self.0).unwrap_or_default();
        let parts = [self.0.get(..prefix), self.0.get(prefix..split), self.0.get(split..)];
        parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
    }
}

/// How many digits come before the first hyphen; none when it is no phone number.
fn prefix_length(digits: &str) -> Option<usize> {
    let subscriber = |prefix: usize| digits.len().checked_sub(prefix);
    let sevens = 7..=8;
    if digits.len() == 8 && ["15", "16", "18"].iter().any(|start| digits.starts_with(start)) {
        Some(4)
    } else if digits.starts_with("02") {
        sevens.contains(&subscriber(2)?).then_some(2)
    } else if digits.starts_with("050") {
        sevens.contains(&subscriber(4)?).then_some(4)
    } else if AREA_CODES.iter().any(|area| digits.starts_with(area)) {
        sevens.contains(&subscriber(3)?).then_some(3)
    } else {
        (is_mobile(digits) || digits.starts_with("070") && digits.len() == 11).then_some(3)
    }
}

impl TryFrom<String> for PhoneNumber {
    type Error = FaultCode;

    fn try_from(text: String) -> Result<Self, FaultCode> {
        Self::parse(&text)
    }
}

impl From<PhoneNumber> for String {
    fn from(number: PhoneNumber) -> Self {
        number.0
    }
}

/// The number with its hyphens.
impl fmt::Display for PhoneNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.formatted())
    }
}
