//! A customer's number never leaks through a Debug output or an error text.

use domain::{ConsumerNumber, FaultCode, NumberKind, ReceiptForm};

use crate::{afternoon, shop};

const SECRETS: [&str; 5] =
    ["01098765432", "9001011234568", "4929876543210912", "154420209876543210", "126987654321"];

/// Digits that no mask shows.
fn middle(digits: &str) -> &str {
    digits.get(6..9).unwrap()
}

#[test]
fn debug_shows_the_mask() {
    let number = ConsumerNumber::recognise("010-9876-5432").unwrap();
    assert_eq!(format!("{number:?}"), r#"ConsumerNumber { kind: Phone, masked: "010-****-5432" }"#);
    let business = ConsumerNumber::recognise("123-45-67891").unwrap();
    assert!(!format!("{business:?}").contains("67891"));
}

#[test]
fn neither_form_nor_receipt_shows_the_number() {
    for digits in SECRETS {
        let form = ReceiptForm { amount: "5000".into(), number: digits.into(), ..ReceiptForm::default() };
        let receipt = form.check(&shop(), afternoon()).unwrap();
        for shown in [format!("{form:?}"), format!("{receipt:?}"), format!("{receipt:#?}")] {
            assert!(!shown.contains(digits), "{shown}");
            assert!(!shown.contains(middle(digits)), "{shown}");
        }
    }
}

#[test]
fn errors_do_not_repeat_what_was_typed() {
    let form = ReceiptForm { number: "0109876543x".into(), item: "a\nb".into(), ..ReceiptForm::default() };
    let faults = form.check(&shop(), afternoon()).unwrap_err();
    assert_eq!(
        faults.to_string(),
        "amount: amount_missing, number: number_has_letters, item: text_has_control_characters"
    );
    for digits in SECRETS {
        let error = ConsumerNumber::from_stored(NumberKind::SelfIssue, digits).unwrap_err();
        assert!(!format!("{error} {error:?}").contains(middle(digits)));
    }
    assert_eq!(FaultCode::NumberHasLetters.to_string(), "number_has_letters");
}
