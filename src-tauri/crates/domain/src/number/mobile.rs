//! Mobile phone numbers (휴대전화번호; domain.md §3.4).

/// Whether bare digits are a mobile number: 010, 011, 016–019 and seven or eight more.
pub(crate) fn is_mobile(digits: &str) -> bool {
    let mut rest = digits.bytes();
    let carrier = (rest.next(), rest.next(), rest.next());
    matches!(carrier, (Some(b'0'), Some(b'1'), Some(b'0' | b'1' | b'6'..=b'9')))
        && (7..=8).contains(&rest.len())
        && rest.all(|digit| digit.is_ascii_digit())
}
