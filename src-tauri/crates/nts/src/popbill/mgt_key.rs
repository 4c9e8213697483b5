//! The key a document goes by at Popbill (문서번호, mgtKey): 1–24 of `[A-Za-z0-9_-]`, unique per business and product.
//!
//! It *is* our document key. That was made once per press and is never made again for another try, so every attempt of a document
//! carries the same one, and two documents never share one: no shortening, no suffix that could collide.

use domain::DocumentKey;

/// The text of a document's key at Popbill.
pub(super) fn mgt_key(key: &DocumentKey) -> &str {
    key.as_str()
}

/// The document a key of Popbill's names; `None` for one that another program gave.
pub(super) fn document_key(mgt_key: &str) -> Option<DocumentKey> {
    DocumentKey::parse(mgt_key).ok()
}

#[cfg(test)]
mod mgt_key_tests {
    //! Every document key fits, and leads back to its document alone.

    use chrono::{Days, NaiveDate};
    use domain::{DocumentKey, KeyKind};
    use proptest::prelude::*;

    use super::{document_key, mgt_key};

    fn any_key() -> impl Strategy<Value = DocumentKey> {
        let kinds = prop::sample::select(KeyKind::ALL.to_vec());
        (kinds, 0_u64..36_500, 1_u8..=99, 1_u32..=999_999).prop_map(|(kind, days, counter, sequence)| {
            let date = NaiveDate::from_ymd_opt(2000, 1, 1).unwrap() + Days::new(days);
            DocumentKey::new(kind, date, counter, sequence).unwrap()
        })
    }

    proptest! {
        #[test]
        fn a_key_fits_popbill_and_leads_back(key in any_key()) {
            let text = mgt_key(&key);
            prop_assert!((1..=24).contains(&text.len()));
            prop_assert!(text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_'));
            prop_assert_eq!(document_key(text), Some(key));
        }

        #[test]
        fn two_documents_never_share_a_key(one in any_key(), other in any_key()) {
            prop_assert_eq!(one == other, mgt_key(&one) == mgt_key(&other));
        }
    }
}
