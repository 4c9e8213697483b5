//! Whom a receipt is for, in one field for every kind of number (providers.md §3.2).
//!
//! The ledger holds a number masked, as a keyed digest to find it by, and sealed, because the dialect gives it back whole.
//! A resident number is not even sealed. No type here has `Debug`.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ring::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::digest::Digest;
use ring::hmac;
use ring::rand::{SecureRandom, SystemRandom};

use super::PopbillRefusal;
use crate::certificates::hex;
use crate::request::{is_business_number, is_rrn};

/// The number with which a receipt is issued when the customer gave none (자진발급).
const SELF_ISSUE: &str = "0100001234";

const MISSING: PopbillRefusal = PopbillRefusal::new(-14_001_004, "식별번호가 없습니다.");
const NOT_DIGITS: PopbillRefusal = PopbillRefusal::new(-14_001_044, "식별번호는 숫자만 쓸 수 있습니다.");
const TOO_LONG: PopbillRefusal = PopbillRefusal::new(-14_001_046, "식별번호가 20자를 넘습니다.");
const NOT_FOR_PROOF: PopbillRefusal =
    PopbillRefusal::new(-14_001_032, "지출증빙용 식별번호가 올바르지 않습니다.");
const NOT_FOR_INCOME: PopbillRefusal =
    PopbillRefusal::new(-14_001_033, "소득공제용 식별번호가 올바르지 않습니다.");
const SELF_ISSUE_MISFIT: PopbillRefusal =
    PopbillRefusal::new(-14_001_054, "자진발급은 소득공제용만 할 수 있습니다.");

/// A number as the ledger keeps it.
#[derive(Clone)]
pub(crate) struct Identity {
    pub(crate) masked: String,
    /// Equal for equal numbers, and not the number.
    pub(crate) digest: String,
    /// Base64 of nonce and sealed number; empty for a resident number.
    pub(crate) sealed: String,
    /// What the NTS will say to it, if it will refuse it.
    pub(crate) failure: Option<&'static str>,
}

/// Seals numbers and opens them again, with a key that stands in the practice folder beside the ledger.
pub(crate) struct Vault {
    sealing: Option<LessSafeKey>,
    finding: hmac::Key,
}

impl Vault {
    pub(super) fn new(key: Digest) -> Self {
        let sealing = UnboundKey::new(&AES_256_GCM, key.as_ref()).ok().map(LessSafeKey::new);
        Self { sealing, finding: hmac::Key::new(hmac::HMAC_SHA256, key.as_ref()) }
    }

    /// Checks a number for its use and makes it fit for the ledger.
    pub(super) fn identity(&self, given: &str, for_income: bool) -> Result<Identity, PopbillRefusal> {
        let number = given.replace('-', "");
        refuse_misfit(&number, for_income)?;
        let resident = number.len() == 13 && for_income && is_rrn(&number);
        Ok(Identity {
            masked: masked(&number),
            digest: self.digest(&number),
            sealed: if resident { String::new() } else { self.seal(&number)? },
            failure: failure(&number),
        })
    }

    /// What a number is found by.
    pub(crate) fn digest(&self, number: &str) -> String {
        hex(hmac::sign(&self.finding, number.as_bytes()).as_ref())
    }

    fn seal(&self, number: &str) -> Result<String, PopbillRefusal> {
        let mut nonce = [0_u8; NONCE_LEN];
        SystemRandom::new().fill(&mut nonce).map_err(|_| PopbillRefusal::HOUSE)?;
        let key = self.sealing.as_ref().ok_or(PopbillRefusal::HOUSE)?;
        let mut text = number.as_bytes().to_vec();
        key.seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::empty(), &mut text)
            .map_err(|_| PopbillRefusal::HOUSE)?;
        Ok(STANDARD.encode([nonce.as_slice(), &text].concat()))
    }

    /// The number of a seal; none if it was sealed with another key, or not at all.
    pub(crate) fn unseal(&self, sealed: &str) -> Option<String> {
        let mut bytes = STANDARD.decode(sealed).ok()?;
        let (nonce, text) = bytes.split_at_mut_checked(NONCE_LEN)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
        let number = self.sealing.as_ref()?.open_in_place(nonce, Aad::empty(), text).ok()?;
        String::from_utf8(number.to_vec()).ok()
    }
}

fn refuse_misfit(number: &str, for_income: bool) -> Result<(), PopbillRefusal> {
    if number.is_empty() {
        return Err(MISSING);
    }
    if !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(NOT_DIGITS);
    }
    if number.len() > 20 {
        return Err(TOO_LONG);
    }
    if number == SELF_ISSUE && !for_income {
        return Err(SELF_ISSUE_MISFIT);
    }
    let phone = matches!(number.len(), 10 | 11) && number.starts_with('0');
    let card = (13..=19).contains(&number.len());
    match (for_income, phone || card) {
        (_, true) => Ok(()),
        (true, false) => Err(NOT_FOR_INCOME),
        (false, false) if is_business_number(number) => Ok(()),
        (false, false) => Err(NOT_FOR_PROOF),
    }
}

/// Numbers that nobody has, which the NTS refuses with the last digit's code: `01000000001` with `TS1`.
fn failure(number: &str) -> Option<&'static str> {
    match number {
        "01000000001" => Some("TS1"),
        "01000000002" => Some("TS2"),
        "01000000003" => Some("TS3"),
        "01000000004" => Some("TS4"),
        "01000000007" => Some("TS7"),
        _ => None,
    }
}

/// The middle starred; the self-issue number is nobody's and stays.
fn masked(number: &str) -> String {
    let (front, back) = match number.len() {
        _ if number == SELF_ISSUE => return number.to_owned(),
        13 => (6, 0),
        10 if !number.starts_with('0') => (3, 2),
        10 | 11 => (3, 4),
        _ => (0, 4),
    };
    let hidden = front..number.len().saturating_sub(back);
    number.chars().enumerate().map(|(at, digit)| if hidden.contains(&at) { '*' } else { digit }).collect()
}

#[cfg(test)]
mod tests {
    use ring::digest::{SHA256, digest};

    use super::Vault;

    #[test]
    fn a_number_comes_back_whole_and_a_resident_number_does_not() {
        let vault = Vault::new(digest(&SHA256, b"a key"));
        let phone = vault.identity("010-1234-5678", true).ok().unwrap();
        assert_eq!(vault.unseal(&phone.sealed).as_deref(), Some("01012345678"));
        assert!(phone.masked == "010****5678" && !phone.sealed.contains("5678"));
        assert!(Vault::new(digest(&SHA256, b"another key")).unseal(&phone.sealed).is_none());
        let resident = vault.identity("9001011234567", true).ok().unwrap();
        assert!(resident.masked == "900101*******" && resident.sealed.is_empty());
    }

    #[test]
    fn a_number_must_fit_its_use() {
        let vault = Vault::new(digest(&SHA256, b"a key"));
        let code = |number, for_income| vault.identity(number, for_income).map_or_else(|why| why.code, |_| 0);
        for (number, for_income, expected) in [
            ("", true, -14_001_004),
            ("0101234567x", true, -14_001_044),
            ("123456789012345678901", true, -14_001_046),
            ("2208162517", true, -14_001_033),
            ("2208162517", false, 0),
            ("2208162518", false, -14_001_032),
            ("0100001234", true, 0),
            ("010-000-1234", false, -14_001_054),
            ("154420201234567890", true, 0),
        ] {
            assert_eq!(code(number, for_income), expected);
        }
    }
}
