//! What a code of Popbill's or LinkHub's proves (providers.md §6). Whatever is not named here proves nothing: the document may have
//! been taken, so it is looked up and not sent again on that alone.

use crate::stop_reason::StopReason;

/// What a code says about the question it answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// The token was refused, which proves that nothing was taken: once more with a new one.
    Token,
    /// Nothing goes through until somebody repairs something.
    Stopped,
    /// Too many at once.
    Slow,
    /// The original has not reached the NTS yet.
    NotYet,
    /// There is no such document.
    NotThere,
    /// The key was used before.
    Duplicate,
    /// Refused for what it says.
    Refused,
    /// Anything else.
    Unknown,
}

/// The class of `code`.
pub(super) const fn class_of(code: i64) -> Class {
    match code {
        // A token is bound to the address it was asked from: with a new one the shop's new address is taken.
        -99_000_026 | -99_910_004 | -99_000_014 | -99_000_013 | -99_000_031 | -99_000_030 | -99_910_006 => {
            Class::Token
        }
        -10_010_032 => Class::Slow,
        -14_001_021 | -11_001_056 => Class::NotYet,
        -14_000_003 | -11_000_005 => Class::NotThere,
        -14_001_019 | -14_000_004 | -11_001_040..=-11_001_038 => Class::Duplicate,
        code if is_refusal(code) => Class::Refused,
        code if StopReason::of_popbill(code).is_some() => Class::Stopped,
        _ => Class::Unknown,
    }
}

/// Whether it refuses what was asked for what it says. Only codes whose meaning is known.
const fn is_refusal(code: i64) -> bool {
    matches!(code,
        // cash receipts: rights, content, state, batches
        -14_000_002..=-14_000_000
        | -14_001_092..=-14_001_022 | -14_001_020 | -14_001_018..=-14_001_001
        | -14_002_024..=-14_002_021 | -14_002_009..=-14_002_001
        | -14_010_018..=-14_010_011 | -14_010_022 | -14_010_021
        // tax invoices
        | -11_001_133..=-11_001_057 | -11_001_055..=-11_001_041 | -11_001_037..=-11_001_000
        | -11_002_052 | -11_002_030 | -11_002_022 | -11_002_015..=-11_002_013 | -11_002_009 | -11_002_005
        | -11_002_002 | -11_004_011 | -11_004_010 | -11_010_036..=-11_010_019
        // both: business numbers, types of values, emoji, rights to a part of the service
        | -10_000_015 | -10_001_046 | -10_001_059 | -10_001_064 | -10_010_009 | -10_010_020 | -10_010_038
        | -99_910_011..=-99_910_009
        // business states
        | -17_000_003..=-17_000_000
    )
}

/// `SubmitID` of a batch that was used before.
pub(super) const fn is_batch_again(code: i64) -> bool {
    matches!(code, -14_010_021 | -11_010_034)
}

/// No batch of this `SubmitID`.
pub(super) const fn is_batch_missing(code: i64) -> bool {
    matches!(code, -14_010_022 | -11_010_035)
}

/// An answer to a transmission that leaves open how far the invoice is: it is on its way or there already, or not in the state to
/// be sent.
pub(super) const fn asks_for_state(code: i64) -> bool {
    matches!(code, -11_004_005 | -11_004_002)
}

#[cfg(test)]
mod code_tests {
    //! The table of providers.md §6, row by row.

    use super::{Class, class_of};
    use crate::stop_reason::StopReason;

    fn all_are(class: Class, codes: &[i64]) {
        for code in codes {
            assert_eq!(class_of(*code), class, "{code}");
        }
    }

    #[test]
    fn a_refused_token_is_renewed() {
        all_are(Class::Token, &[-99_000_026, -99_910_004, -99_000_013, -99_000_014]);
        all_are(Class::Token, &[-99_000_030, -99_000_031, -99_910_006]);
    }

    #[test]
    fn what_has_to_be_repaired_stops_the_route_and_says_why() {
        for (reason, codes) in [
            (StopReason::Clock, &[-99_010_002, -99_010_003, -99_010_004][..]),
            (StopReason::Secret, &[-99_010_005, -99_010_006, -99_010_007, -99_010_008]),
            (StopReason::Address, &[-99_010_013, -99_010_014]),
            (StopReason::Partner, &[-99_004_021, -99_003_004, -99_010_015, -99_010_016]),
            (StopReason::NotMember, &[-99_003_008, -99_003_015, -10_000_014]),
            (StopReason::NoPermission, &[-99_910_002]),
            (StopReason::Money, &[-99_005_001, -99_005_002, -99_005_003, -99_005_005, -99_005_013]),
            (StopReason::Money, &[-99_005_014, -99_005_015, -99_005_016, -99_005_017]),
            (StopReason::Certificate, &[-10_002_009, -10_004_000, -10_004_003, -10_004_004, -10_004_005]),
            (StopReason::Certificate, &[-10_004_009, -10_001_082]),
            (StopReason::Token, &[-10_010_006, -10_000_034]),
        ] {
            all_are(Class::Stopped, codes);
            for code in codes {
                assert_eq!(StopReason::of_code(&code.to_string()), Some(reason), "{code}");
            }
        }
        assert!(StopReason::stops_only_invoices("-10004003") && !StopReason::stops_only_invoices("E1001"));
        assert!(!StopReason::stops_only_invoices("-99010007"));
    }

    #[test]
    fn keys_originals_and_the_pace_have_their_own_meaning() {
        all_are(Class::Duplicate, &[-14_001_019, -14_000_004, -11_001_038, -11_001_039, -11_001_040]);
        all_are(Class::NotThere, &[-14_000_003, -11_000_005]);
        all_are(Class::NotYet, &[-14_001_021, -11_001_056]);
        all_are(Class::Slow, &[-10_010_032]);
    }

    #[test]
    fn what_a_document_says_is_refused() {
        all_are(Class::Refused, &[-14_001_031, -14_001_025, -14_001_054, -14_001_065, -14_001_020]);
        all_are(Class::Refused, &[-14_001_001, -14_001_092, -14_002_021, -14_002_023, -14_002_024]);
        all_are(Class::Refused, &[-11_001_000, -11_001_044, -11_001_055, -11_001_118, -11_001_133]);
        all_are(Class::Refused, &[-11_002_009, -11_002_014, -11_002_015, -11_004_010, -10_001_064]);
    }

    #[test]
    fn a_code_nobody_knows_proves_nothing() {
        all_are(Class::Unknown, &[-14_001_093, -14_009_999, -11_001_134, -99_999_999, -10_019_999, -1, 0, 7]);
    }
}
