//! Business registration numbers (사업자등록번호), domain.md §3.1.

const WEIGHTS: [u32; 9] = [1, 3, 7, 1, 3, 7, 1, 3, 5];

/// Whether ten digits, the first not 0, carry the right check digit.
pub(crate) fn is_business_number(text: &str) -> bool {
    let digits: Option<Vec<u32>> = text.chars().map(|letter| letter.to_digit(10)).collect();
    let Some([head @ .., ninth, check]) = digits.as_deref() else { return false };
    if head.len() != 8 || text.starts_with('0') {
        return false;
    }
    let weighted: u32 = head.iter().chain([ninth]).zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
    let sum = weighted + ninth * 5 / 10;
    *check == (10 - sum % 10) % 10
}

#[cfg(test)]
mod tests {
    use super::is_business_number;

    #[test]
    fn numbers_of_real_companies_pass_and_their_neighbours_do_not() {
        for good in ["1248100998", "2208162517", "1208147521", "1234567891", "1111111119", "6170181230"] {
            assert!(is_business_number(good), "{good}");
        }
        for bad in [
            "1234567890",
            "1231212346",
            "2020081400",
            "0000000000",
            "123456789",
            "12345678911",
            "12345678九1",
        ] {
            assert!(!is_business_number(bad), "{bad}");
        }
    }
}
