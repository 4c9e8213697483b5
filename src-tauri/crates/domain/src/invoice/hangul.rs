//! Hangul that comes apart: some systems paste a syllable as its jamo, which looks alike and is not the same text.

const FIRST_SYLLABLE: u32 = 0xAC00;
const VOWELS: u32 = 21;
const FINALS: u32 = 28;

/// Puts jamo together to syllables (the Hangul part of Unicode's NFC); everything else stays.
pub(super) fn composed(text: &str) -> String {
    let mut whole = String::with_capacity(text.len());
    for character in text.chars() {
        match whole.chars().next_back().and_then(|last| joined(last, character)) {
            Some(syllable) => {
                whole.pop();
                whole.push(syllable);
            }
            None => whole.push(character),
        }
    }
    whole
}

/// An initial and a vowel, or an open syllable and a final.
fn joined(last: char, next: char) -> Option<char> {
    let (last, next) = (u32::from(last), u32::from(next));
    let syllable = match (last, next) {
        (0x1100..=0x1112, 0x1161..=0x1175) => {
            FIRST_SYLLABLE + ((last - 0x1100) * VOWELS + (next - 0x1161)) * FINALS
        }
        (FIRST_SYLLABLE..=0xD7A3, 0x11A8..=0x11C2) if (last - FIRST_SYLLABLE).is_multiple_of(FINALS) => {
            last + (next - 0x11A7)
        }
        _ => return None,
    };
    char::from_u32(syllable)
}
