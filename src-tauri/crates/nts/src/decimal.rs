//! Quantities and unit prices as the wire carries them: text, because a JSON number would pass through floats on somebody's side.

/// Hundredths as plain text without commas and trailing zeros: `1.5`, `-3`.
pub(crate) fn decimal(hundredths: i64) -> String {
    let (sign, size) = (if hundredths < 0 { "-" } else { "" }, hundredths.unsigned_abs());
    let (whole, rest) = (size / 100, size % 100);
    match (rest / 10, rest % 10) {
        (0, 0) => format!("{sign}{whole}"),
        (tenth, 0) => format!("{sign}{whole}.{tenth}"),
        (tenth, hundredth) => format!("{sign}{whole}.{tenth}{hundredth}"),
    }
}
