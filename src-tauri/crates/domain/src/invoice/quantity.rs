//! Quantity and unit price: exact decimals of two places, kept as hundredths. No floats.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::fault::FaultCode;
use crate::money::Won;

/// How many (수량): up to ten digits and two decimals; negative on an amended invoice (domain.md §2.7, §2.8).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "i64", into = "i64")]
pub struct Quantity(i64);

/// The price of one (단가): up to thirteen digits of won and two decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "i64", into = "i64")]
pub struct UnitPrice(i64);

const MOST_QUANTITY: i64 = 999_999_999_999;
const MOST_PRICE: i64 = 999_999_999_999_999;

impl Quantity {
    /// Reads `12`, `1,200.5`, `-3`; full-width digits are understood.
    ///
    /// # Errors
    /// [`FaultCode::QuantityInvalid`], [`FaultCode::TooManyDecimals`], [`FaultCode::QuantityTooLong`],
    /// [`FaultCode::QuantityZero`].
    pub fn parse(text: &str) -> Result<Self, FaultCode> {
        let hundredths = hundredths(text, FaultCode::QuantityInvalid, FaultCode::QuantityTooLong)?;
        if hundredths == 0 { Err(FaultCode::QuantityZero) } else { Self::from_hundredths(hundredths) }
    }

    /// A quantity of so many hundredths.
    ///
    /// # Errors
    /// [`FaultCode::QuantityTooLong`] beyond ten digits.
    pub const fn from_hundredths(hundredths: i64) -> Result<Self, FaultCode> {
        if hundredths > MOST_QUANTITY || hundredths < -MOST_QUANTITY {
            Err(FaultCode::QuantityTooLong)
        } else {
            Ok(Self(hundredths))
        }
    }

    /// The hundredths.
    #[must_use]
    pub const fn hundredths(self) -> i64 {
        self.0
    }

    /// The same quantity with the other sign.
    #[must_use]
    pub const fn negated(self) -> Self {
        Self(-self.0)
    }

    /// Quantity × unit price, the part below one won dropped; none beyond what [`Won`] holds.
    #[must_use]
    pub fn times(self, price: UnitPrice) -> Option<Won> {
        let product = i128::from(self.0) * i128::from(price.0) / 10_000;
        i64::try_from(product).ok().and_then(|won| Won::new(won).ok())
    }
}

impl UnitPrice {
    /// Reads `1,200`, `0.35`, `₩500`, `500원`.
    ///
    /// # Errors
    /// [`FaultCode::UnitPriceInvalid`], [`FaultCode::TooManyDecimals`], [`FaultCode::UnitPriceTooLong`],
    /// [`FaultCode::UnitPriceNegative`]: a discount is a negative quantity or supply, never a negative price.
    pub fn parse(text: &str) -> Result<Self, FaultCode> {
        let bare = text.trim().trim_start_matches(['₩', '￦', '\\']).trim_end_matches('원');
        let hundredths = hundredths(bare, FaultCode::UnitPriceInvalid, FaultCode::UnitPriceTooLong)?;
        Self::from_hundredths(hundredths)
    }

    /// A price of so many hundredths of a won.
    ///
    /// # Errors
    /// [`FaultCode::UnitPriceNegative`], [`FaultCode::UnitPriceTooLong`] beyond thirteen digits.
    pub const fn from_hundredths(hundredths: i64) -> Result<Self, FaultCode> {
        if hundredths < 0 {
            Err(FaultCode::UnitPriceNegative)
        } else if hundredths > MOST_PRICE {
            Err(FaultCode::UnitPriceTooLong)
        } else {
            Ok(Self(hundredths))
        }
    }

    /// The hundredths of a won.
    #[must_use]
    pub const fn hundredths(self) -> i64 {
        self.0
    }
}

/// Reads a decimal of at most two places into hundredths.
fn hundredths(text: &str, invalid: FaultCode, too_long: FaultCode) -> Result<i64, FaultCode> {
    let plain: String = text.trim().chars().map(to_half_width).collect();
    let unsigned = plain.strip_prefix('-').unwrap_or(&plain);
    let (whole, decimals) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    if !is_grouped(whole) || !decimals.chars().all(|c| c.is_ascii_digit()) || unsigned.ends_with('.') {
        return Err(invalid);
    }
    let decimals = decimals.trim_end_matches('0');
    if decimals.len() > 2 {
        return Err(FaultCode::TooManyDecimals);
    }
    let digits = format!("{}{decimals:0<2}", whole.replace(',', ""));
    let hundredths: i64 = digits.parse().map_err(|_| too_long)?;
    Ok(if unsigned.len() < plain.len() { -hundredths } else { hundredths })
}

/// Digits without commas, or with one at every thousand.
fn is_grouped(text: &str) -> bool {
    let mut groups = text.split(',');
    let first = groups.next().unwrap_or_default();
    let grouped = text.contains(',');
    !first.is_empty()
        && (!grouped || first.len() <= 3)
        && groups.all(|group| group.len() == 3)
        && text.chars().all(|c| c.is_ascii_digit() || c == ',')
}

fn to_half_width(character: char) -> char {
    match character {
        '０'..='９' => char::from_u32(character as u32 - '０' as u32 + '0' as u32).unwrap_or(character),
        '，' => ',',
        '．' => '.',
        '－' | '−' | '–' | '—' => '-',
        _ => character,
    }
}

fn write_hundredths(f: &mut fmt::Formatter<'_>, hundredths: i64) -> fmt::Result {
    let magnitude = hundredths.unsigned_abs();
    let (whole, rest) = (magnitude / 100, magnitude % 100);
    let whole = i64::try_from(whole).ok().and_then(|whole| Won::new(whole).ok()).unwrap_or(Won::MAX);
    let decimals = match rest {
        0 => String::new(),
        tenths if tenths % 10 == 0 => format!(".{}", tenths / 10),
        hundredths => format!(".{hundredths:02}"),
    };
    f.pad(&format!("{}{whole}{decimals}", if hundredths < 0 { "-" } else { "" }))
}

/// `1,200.5`: grouped, without trailing zeros.
impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_hundredths(f, self.0)
    }
}

/// `1,200.5`: grouped, without trailing zeros.
impl fmt::Display for UnitPrice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_hundredths(f, self.0)
    }
}

impl TryFrom<i64> for Quantity {
    type Error = FaultCode;

    fn try_from(hundredths: i64) -> Result<Self, FaultCode> {
        Self::from_hundredths(hundredths)
    }
}

impl From<Quantity> for i64 {
    fn from(quantity: Quantity) -> Self {
        quantity.0
    }
}

impl TryFrom<i64> for UnitPrice {
    type Error = FaultCode;

    fn try_from(hundredths: i64) -> Result<Self, FaultCode> {
        Self::from_hundredths(hundredths)
    }
}

impl From<UnitPrice> for i64 {
    fn from(price: UnitPrice) -> Self {
        price.0
    }
}
