//! Initials (초성): the first consonants of Hangul syllables, by which shops type names: `ㅎㅂㅁㄱ` for 행복문구.

use unicode_normalization::UnicodeNormalization;

const CONSONANTS: [char; 19] = [
    'ㄱ', 'ㄲ', 'ㄴ', 'ㄷ', 'ㄸ', 'ㄹ', 'ㅁ', 'ㅂ', 'ㅃ', 'ㅅ', 'ㅆ', 'ㅇ', 'ㅈ', 'ㅉ', 'ㅊ', 'ㅋ', 'ㅌ',
    'ㅍ', 'ㅎ',
];
const FIRST_SYLLABLE: u32 = 0xAC00;
const SYLLABLES: u32 = 11_172;
const SYLLABLES_PER_CONSONANT: u32 = 588;

/// The initials of a text, without its blanks and marks; Latin letters and digits stand for themselves in lower case.
pub(crate) fn initials(text: &str) -> String {
    text.nfc().filter(|c| c.is_alphanumeric()).flat_map(|c| initial(c).to_lowercase()).collect()
}

/// What was typed, when it is initials alone; input methods join two of them into a cluster (`ㄱㅅ` becomes `ㄳ`), which
/// is taken apart here.
pub(crate) fn typed_initials(text: &str) -> Option<String> {
    let mut typed = String::new();
    for c in text.nfc().filter(|c| !c.is_whitespace()) {
        match cluster(c) {
            Some(parts) => typed.push_str(parts),
            None if CONSONANTS.contains(&c) => typed.push(c),
            None => return None,
        }
    }
    (!typed.is_empty()).then_some(typed)
}

fn initial(c: char) -> char {
    let place = u32::from(c).checked_sub(FIRST_SYLLABLE).filter(|place| *place < SYLLABLES);
    let consonant = place.and_then(|place| usize::try_from(place / SYLLABLES_PER_CONSONANT).ok());
    consonant.and_then(|index| CONSONANTS.get(index)).copied().unwrap_or(c)
}

const fn cluster(c: char) -> Option<&'static str> {
    Some(match c {
        'ㄳ' => "ㄱㅅ",
        'ㄵ' => "ㄴㅈ",
        'ㄶ' => "ㄴㅎ",
        'ㄺ' => "ㄹㄱ",
        'ㄻ' => "ㄹㅁ",
        'ㄼ' => "ㄹㅂ",
        'ㄽ' => "ㄹㅅ",
        'ㄾ' => "ㄹㅌ",
        'ㄿ' => "ㄹㅍ",
        'ㅀ' => "ㄹㅎ",
        'ㅄ' => "ㅂㅅ",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_give_their_first_consonant_and_nothing_else_is_lost_but_marks() {
        let table = [
            ("행복문구", "ㅎㅂㅁㄱ"),
            ("㈜ 한빛 상사", "㈜ㅎㅂㅅㅅ"),
            ("A4 복사용지", "a4ㅂㅅㅇㅈ"),
            ("까치·힣", "ㄲㅊㅎ"),
            ("\u{1112}\u{1161}\u{11ab}빛", "ㅎㅂ"),
            ("", ""),
        ];
        for (text, expected) in table {
            let expected: String = expected.chars().filter(|c| c.is_alphanumeric()).collect();
            assert_eq!(initials(text), expected, "{text}");
        }
    }

    #[test]
    fn only_consonants_are_initials_and_clusters_are_taken_apart() {
        let table = [
            ("ㅎㅂ", Some("ㅎㅂ")),
            ("ㄳ ㅂ", Some("ㄱㅅㅂ")),
            ("ㅂㄲ", Some("ㅂㄲ")),
            ("ㅏ", None),
            ("한ㅂ", None),
            ("a", None),
            (" ", None),
        ];
        for (text, expected) in table {
            assert_eq!(typed_initials(text).as_deref(), expected, "{text}");
        }
    }
}
