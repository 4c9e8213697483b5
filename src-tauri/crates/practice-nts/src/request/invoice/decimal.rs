//! Quantities and unit prices: decimals with at most two places, kept as texts because nothing is computed from them.

/// Digits after the point (domain.md §2.7).
const PLACES: usize = 2;

/// The number without needless zeros, or none when it is not one or has too many digits.
pub(super) fn plain(text: &str, digits: usize) -> Option<String> {
    let (sign, unsigned) = text.strip_prefix('-').map_or(("", text), |rest| ("-", rest));
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    let numeric = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !numeric(whole) || !numeric(fraction) {
        return None;
    }
    let fraction = fraction.trim_end_matches('0');
    let whole = whole.trim_start_matches('0');
    if whole.len() > digits || fraction.len() > PLACES {
        return None;
    }
    Some(match (whole, fraction) {
        ("", "") => "0".to_owned(),
        ("", fraction) => format!("{sign}0.{fraction}"),
        (whole, "") => format!("{sign}{whole}"),
        (whole, fraction) => format!("{sign}{whole}.{fraction}"),
    })
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn decimals_lose_their_needless_zeros() {
        for (text, shown) in [
            ("20", "20"),
            ("020.50", "20.5"),
            ("-3", "-3"),
            ("0.05", "0.05"),
            ("-0.00", "0"),
            ("1.000", "1"),
            ("1234567890", "1234567890"),
        ] {
            assert_eq!(plain(text, 10).as_deref(), Some(shown), "{text}");
        }
    }

    #[test]
    fn what_is_no_decimal_of_two_places_is_refused() {
        for text in ["", "-", "1.", ".5", "1.234", "12345678901", "1,000", "1e3", "--1", "+1", "１", " 1"] {
            assert_eq!(plain(text, 10), None, "{text}");
        }
    }
}
