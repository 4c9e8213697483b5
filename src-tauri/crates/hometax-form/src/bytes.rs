//! How the forms count a text's length: not in characters, and not the same in both (domain.md §6.5, §6.6).

/// What a Hangul syllable weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counting {
    /// ASCII 1, everything else 2: the invoice forms.
    TwoPerHangul,
    /// The bytes of UTF-8, Hangul 3: the memo of the receipt form.
    Utf8,
}

/// The bytes of a text as its form counts them.
#[must_use]
pub fn count_bytes(text: &str, counting: Counting) -> usize {
    match counting {
        Counting::TwoPerHangul => text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum(),
        Counting::Utf8 => text.len(),
    }
}
