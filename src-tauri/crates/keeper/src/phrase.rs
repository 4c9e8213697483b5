//! The recovery phrase (복구 문구): the book's key on paper, for the day the computer or its key store is gone.
//!
//! Eleven groups of six characters (Crockford's base 32: no I, L, O, U). Five of a group carry data, the sixth checks them and
//! their place, so that a slip of the pen is found where it is. The 275 bits are the key's 256 and 19 of its hash, so
//! that a phrase whose groups all look right is still checked as a whole.

use std::fmt;

use ring::digest::{SHA256, digest};
use zeroize::{Zeroize, Zeroizing};

use crate::secret::Key;

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const GROUPS: usize = 11;
const DATA: usize = 5;
const GROUP: usize = DATA + 1;
const BITS: usize = GROUPS * DATA * 5;

/// Why a phrase was not understood. Groups count from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PhraseError {
    /// It has more or fewer characters than a phrase.
    #[error("a recovery phrase has {} characters, this has {found}", GROUPS * GROUP)]
    Length {
        /// How many it has.
        found: usize,
    },
    /// A character that no phrase has.
    #[error("group {group} has a character that no recovery phrase has")]
    Character {
        /// In which group.
        group: usize,
    },
    /// The group's own check does not fit: something in it is mistyped.
    #[error("group {group} is mistyped")]
    Group {
        /// Which group.
        group: usize,
    },
    /// Each group fits, all of them together do not.
    #[error("the groups do not belong together")]
    Whole,
}

/// A recovery phrase. Shown to a person, so it has a `Display`; no `Debug` of the content; wiped when dropped.
#[derive(Clone)]
pub struct RecoveryPhrase(Zeroizing<Vec<u8>>);

impl RecoveryPhrase {
    /// The phrase of a key.
    #[must_use]
    pub fn of(key: &Key) -> Self {
        let bits = Zeroizing::new(bits_of(key));
        let mut values = Zeroizing::new(Vec::with_capacity(GROUPS * GROUP));
        for (place, group) in bits.chunks(DATA * 5).enumerate() {
            let data: Vec<u8> = group.chunks(5).map(value).collect();
            values.extend(&data);
            values.push(check(place, &data));
        }
        Self(values)
    }

    /// Reads a phrase as people write it: any case, any spaces and dashes, O for 0, I and L for 1.
    ///
    /// # Errors
    /// [`PhraseError`], with the group that is wrong where that can be told.
    pub fn read(text: &str) -> Result<Key, PhraseError> {
        let mut typed: Zeroizing<Vec<char>> = Zeroizing::new(Vec::with_capacity(text.len()));
        typed.extend(text.chars().filter(|c| !is_between(*c)));
        if typed.len() != GROUPS * GROUP {
            return Err(odd_group(text).unwrap_or(PhraseError::Length { found: typed.len() }));
        }
        let mut bits = Zeroizing::new(Vec::with_capacity(BITS));
        for (place, group) in typed.chunks(GROUP).enumerate() {
            let values: Option<Vec<u8>> = group.iter().map(|c| value_of(*c)).collect();
            let values = Zeroizing::new(values.ok_or(PhraseError::Character { group: place + 1 })?);
            let (last, data) = values.split_last().ok_or(PhraseError::Whole)?;
            if *last != check(place, data) {
                return Err(PhraseError::Group { group: place + 1 });
            }
            bits.extend(data.iter().flat_map(|value| (0..5).rev().map(move |bit| value >> bit & 1 == 1)));
        }
        let mut bytes: Zeroizing<Vec<u8>> =
            Zeroizing::new(bits.chunks(8).take(Key::LEN).map(value).collect());
        let key = Key::of(&bytes).ok_or(PhraseError::Whole)?;
        bytes.zeroize();
        if *bits == *Zeroizing::new(bits_of(&key)) { Ok(key) } else { Err(PhraseError::Whole) }
    }

    /// The groups in their order, for a screen.
    #[must_use]
    pub fn groups(&self) -> Vec<Zeroizing<String>> {
        self.0.chunks(GROUP).map(|group| Zeroizing::new(group.iter().map(|v| letter(*v)).collect())).collect()
    }
}

impl fmt::Display for RecoveryPhrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, group) in self.groups().iter().enumerate() {
            let between = if place == 0 { "" } else { " " };
            write!(f, "{between}{}", group.as_str())?;
        }
        Ok(())
    }
}

impl fmt::Debug for RecoveryPhrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryPhrase(…)")
    }
}

/// The key's bits, then the first of its hash.
fn bits_of(key: &Key) -> Vec<bool> {
    let hash = digest(&SHA256, key.expose());
    let bytes = key.expose().iter().chain(hash.as_ref());
    bytes.flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1 == 1)).take(BITS).collect()
}

fn value(bits: &[bool]) -> u8 {
    bits.iter().fold(0, |value, bit| value << 1 | u8::from(*bit))
}

/// A sum over GF(32) with a weight of its own for each place in the group: one wrong character and two neighbours that
/// changed places always change it. The group's own place is in it, so that two groups cannot change places either.
fn check(place: usize, data: &[u8]) -> u8 {
    let place = u8::try_from(place).unwrap_or(u8::MAX) & 31;
    double(data.iter().fold(place, |sum, value| double(sum) ^ value))
}

/// Times x in GF(32), modulo x⁵ + x² + 1.
const fn double(value: u8) -> u8 {
    let shifted = value << 1;
    if shifted & 32 == 0 { shifted } else { (shifted ^ 0b10_0101) & 31 }
}

fn letter(value: u8) -> char {
    ALPHABET.get(usize::from(value)).map_or('?', |letter| char::from(*letter))
}

fn value_of(c: char) -> Option<u8> {
    let upper = match c.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    ALPHABET.iter().position(|letter| char::from(*letter) == upper).and_then(|at| u8::try_from(at).ok())
}

fn is_between(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '–' | '—' | '_' | ',' | '.' | '·')
}

/// The group that is too long or too short, if the groups were kept apart.
fn odd_group(text: &str) -> Option<PhraseError> {
    let groups: Vec<&str> = text.split(is_between).filter(|group| !group.is_empty()).collect();
    let odd = groups.iter().position(|group| group.chars().count() != GROUP)?;
    (groups.len() == GROUPS).then_some(PhraseError::Group { group: odd + 1 })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn phrase(bytes: [u8; 32]) -> String {
        RecoveryPhrase::of(&Key::of(&bytes).unwrap()).to_string()
    }

    proptest! {
        #[test]
        fn a_phrase_gives_its_key_back_however_it_is_written(bytes in any::<[u8; 32]>()) {
            let written = phrase(bytes);
            let sloppy = written.to_lowercase().replace('0', "o").replace('1', "l").replace(' ', " - \n");
            for text in [written.clone(), sloppy, written.replace(' ', "")] {
                prop_assert_eq!(*RecoveryPhrase::read(&text).unwrap().expose(), bytes);
            }
        }

        #[test]
        fn one_wrong_character_is_found_in_its_group(bytes in any::<[u8; 32]>(), at in 0_usize..66, by in 1_u8..32) {
            let mut typed: Vec<char> = phrase(bytes).chars().filter(|c| *c != ' ').collect();
            typed[at] = letter((value_of(typed[at]).unwrap() + by) % 32);
            let text: String = typed.into_iter().collect();
            prop_assert_eq!(RecoveryPhrase::read(&text).unwrap_err(), PhraseError::Group { group: at / 6 + 1 });
        }

        #[test]
        fn two_neighbours_that_changed_places_are_found(bytes in any::<[u8; 32]>(), at in 0_usize..66) {
            prop_assume!(at % 6 != 5);
            let mut typed: Vec<char> = phrase(bytes).chars().filter(|c| *c != ' ').collect();
            prop_assume!(typed[at] != typed[at + 1]);
            typed.swap(at, at + 1);
            let text: String = typed.into_iter().collect();
            prop_assert_eq!(RecoveryPhrase::read(&text).unwrap_err(), PhraseError::Group { group: at / 6 + 1 });
        }
    }

    #[test]
    fn groups_that_changed_places_are_noticed() {
        let text = phrase([7; 32]);
        let mut groups: Vec<&str> = text.split(' ').collect();
        groups.swap(2, 9);
        assert_eq!(RecoveryPhrase::read(&groups.join(" ")).unwrap_err(), PhraseError::Group { group: 3 });
    }

    #[test]
    fn what_is_missing_or_foreign_is_named() {
        let text = phrase([7; 32]);
        let short = text.replacen(text.split(' ').nth(4).unwrap(), "ABCD", 1);
        assert_eq!(RecoveryPhrase::read(&short).unwrap_err(), PhraseError::Group { group: 5 });
        assert_eq!(RecoveryPhrase::read("").unwrap_err(), PhraseError::Length { found: 0 });
        let foreign = format!("{}가", text.split_at(text.len() - 1).0);
        assert_eq!(RecoveryPhrase::read(&foreign).unwrap_err(), PhraseError::Character { group: 11 });
        assert!(
            !format!("{:?}", RecoveryPhrase::of(&Key::of(&[7; 32]).unwrap())).contains(text.split_at(6).0)
        );
    }
}
