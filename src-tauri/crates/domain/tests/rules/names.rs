//! The stable names: book, JSON and screen speak of the same thing with the same word.

use domain::{CancelReason, FaultCode, Field, HeldReason, NumberKind, NumberWarning, Purpose, Taxation};
use serde::Serialize;
use serde::de::DeserializeOwned;

fn agrees<T: Copy + PartialEq + std::fmt::Debug + Serialize + DeserializeOwned>(value: T, name: &str) {
    let json = format!("\"{name}\"");
    assert_eq!(serde_json::to_string(&value).unwrap(), json);
    assert_eq!(serde_json::from_str::<T>(&json).unwrap(), value);
}

#[test]
fn names_equal_the_json_names() {
    Field::ALL.iter().for_each(|field| agrees(*field, field.as_str()));
    FaultCode::ALL.iter().for_each(|code| agrees(*code, code.as_str()));
    NumberKind::ALL.iter().for_each(|kind| agrees(*kind, kind.as_str()));
    HeldReason::ALL.iter().for_each(|reason| agrees(*reason, reason.as_str()));
    CancelReason::ALL.iter().for_each(|reason| agrees(*reason, reason.as_str()));
    Purpose::ALL.iter().for_each(|purpose| agrees(*purpose, purpose.as_str()));
    for taxation in [Taxation::Taxable, Taxation::Exempt] {
        agrees(taxation, taxation.as_str());
    }
    for warning in [NumberWarning::PreferPhoneOverRrn, NumberWarning::RrnChecksum, NumberWarning::CardLuhn] {
        agrees(warning, warning.as_str());
    }
}

#[test]
fn names_are_read_back() {
    assert_eq!(NumberKind::ALL.map(|kind| NumberKind::from_name(kind.as_str())), NumberKind::ALL.map(Some));
    assert_eq!(
        HeldReason::ALL.map(|reason| HeldReason::from_name(reason.as_str())),
        HeldReason::ALL.map(Some)
    );
    assert_eq!(
        CancelReason::ALL.map(|reason| CancelReason::from_name(reason.as_str())),
        CancelReason::ALL.map(Some)
    );
    assert_eq!(Purpose::ALL.map(|purpose| Purpose::from_name(purpose.as_str())), Purpose::ALL.map(Some));
    assert_eq!(Taxation::from_name("exempt"), Some(Taxation::Exempt));
    assert_eq!(Taxation::from_name("taxable"), Some(Taxation::Taxable));
    assert_eq!(NumberKind::from_name("telex"), None);
}

#[test]
fn no_two_codes_share_a_name() {
    let mut names: Vec<_> = FaultCode::ALL.iter().map(|code| code.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), FaultCode::ALL.len());
}

#[test]
fn the_cancel_reasons_have_the_codes_of_the_nts() {
    for (code, reason) in [
        ("1", CancelReason::TransactionCancelled),
        ("2", CancelReason::IssuedInError),
        ("3", CancelReason::Other),
    ] {
        assert_eq!(reason.code(), code);
        assert_eq!(CancelReason::from_code(code), Some(reason));
    }
    assert_eq!(CancelReason::from_code("4"), None);
}
