//! A customer's or a buyer's number as the other side shows it: masked, or whole.

use std::fmt;

/// How much of a number may be shown.
const TAIL: usize = 4;

/// A number in an answer. Some services mask it and some do not, so it is an identifier: `Debug` shows its last four only.
#[derive(Clone, PartialEq, Eq)]
pub struct SeenNumber(String);

impl SeenNumber {
    /// Whether `digits` may stand behind it: what is visible before the first and after the last star must agree. Masks differ in
    /// how many stars they use, so the stars are not counted. One that shows nothing fits everything.
    #[must_use]
    pub fn fits(&self, digits: &str) -> bool {
        let visible: String = self.0.chars().filter(|c| c.is_ascii_digit() || *c == '*').collect();
        match (visible.split_once('*'), visible.rsplit_once('*')) {
            (Some((head, _)), Some((_, tail))) => {
                head.len() + tail.len() <= digits.len() && digits.starts_with(head) && digits.ends_with(tail)
            }
            (None, _) | (_, None) => visible.is_empty() || visible == digits,
        }
    }
}

impl From<String> for SeenNumber {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl fmt::Debug for SeenNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hidden = self.0.chars().count().saturating_sub(TAIL);
        let shown: String =
            self.0.chars().enumerate().map(|(at, c)| if at < hidden { '*' } else { c }).collect();
        write!(f, "SeenNumber({shown})")
    }
}
