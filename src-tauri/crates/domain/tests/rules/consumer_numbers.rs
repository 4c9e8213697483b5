//! The customer's number: recognised, shown, masked, stored (domain.md §1.4, §1.9, §3.3).

use domain::NumberKind::{Card, CashReceiptCard, MobileCard, Phone, Rrn, SelfIssue};
use domain::NumberWarning::{CardLuhn, PreferPhoneOverRrn, RrnChecksum};
use domain::{ConsumerNumber, FaultCode, NumberKind, Purpose, StoredNumberInvalid};
use proptest::prelude::*;

fn number(text: &str) -> ConsumerNumber {
    ConsumerNumber::recognise(text).unwrap_or_else(|code| panic!("{text}: {code}"))
}

#[test]
fn the_digits_tell_the_kind() {
    for (text, kind) in [
        ("010-1234-5678", Phone),
        ("01012345678", Phone),
        ("０１０１２３４５６７８", Phone),
        ("010.1234.5678", Phone),
        (" 010 1234 5678 ", Phone),
        ("011-123-4567", Phone),
        ("016-123-4567", Phone),
        ("017-1234-5678", Phone),
        ("018-123-4567", Phone),
        ("019-1234-5678", Phone),
        ("314-81-20001", NumberKind::BusinessNumber),
        ("123-45-67891", NumberKind::BusinessNumber),
        ("126123456789", MobileCard),
        ("900101-1234568", Rrn),
        ("800101-2123453", Rrn),
        ("010203-3123451", Rrn),
        ("900101-1234567", Rrn),
        ("900101-5234561", Rrn),
        ("000229-3000000", Rrn),
        ("000229-1000000", Card),
        ("901301-1234567", Card),
        ("900132-1234567", Card),
        ("900100-1234567", Card),
        ("12345678901234", Card),
        ("123456789012345", Card),
        ("4111-1111-1111-1111", Card),
        ("12345678901234567", Card),
        ("154420201234567890", CashReceiptCard),
        ("1234567890123456789", Card),
        ("0100001234", SelfIssue),
        ("010-000-1234", SelfIssue),
    ] {
        assert_eq!(number(text).kind(), kind, "{text}");
    }
}

#[test]
fn what_is_wrong_with_a_number_is_said() {
    for (text, code) in [
        ("", FaultCode::NumberMissing),
        ("  ", FaultCode::NumberMissing),
        ("---", FaultCode::NumberMissing),
        ("010-1234-567a", FaultCode::NumberHasLetters),
        ("홍길동", FaultCode::NumberHasLetters),
        ("+82-10-1234-5678", FaultCode::NumberHasLetters),
        ("123", FaultCode::NumberLength),
        ("123456789", FaultCode::NumberLength),
        ("12345678901234567890", FaultCode::NumberLength),
        ("012-345-6789", FaultCode::PhoneInvalid),
        ("013-1234-5678", FaultCode::PhoneInvalid),
        ("02-1234-56789", FaultCode::PhoneInvalid),
        ("12345678901", FaultCode::PhoneInvalid),
        ("123-45-67890", FaultCode::BusinessNumberCheckDigit),
        ("000-00-00000", FaultCode::BusinessNumberInvalid),
        ("02-1234-5678", FaultCode::BusinessNumberInvalid),
        ("127123456789", FaultCode::MobileCardPrefix),
        ("154420211234567890", FaultCode::CashReceiptCardPrefix),
        ("0000000000000000", FaultCode::CardInvalid),
    ] {
        assert_eq!(ConsumerNumber::recognise(text).unwrap_err(), code, "{text:?}");
    }
}

#[test]
fn a_number_is_shown_whole_masked_and_printed() {
    for (text, formatted, masked, printed) in [
        ("01012345678", "010-1234-5678", "010-****-5678", "010-****-5678"),
        ("0111234567", "011-123-4567", "011-***-4567", "011-***-4567"),
        ("3148120001", "314-81-20001", "314-**-***01", "314-81-20001"),
        ("9001011234568", "900101-1234568", "900101-*******", "900101-*******"),
        ("4111111111111111", "4111-1111-1111-1111", "****-1111", "411111******1111"),
        ("154420201234561234", "1544-2020-1234-5612-34", "****-1234", "154420********1234"),
        ("126123456789", "1261-2345-6789", "****-6789", "126*****6789"),
        ("9999999999999", "9999-9999-9999-9", "****-9999", "999999***9999"),
        ("0100001234", "010-000-1234", "010-000-1234", "010-000-1234"),
    ] {
        let number = number(text);
        assert_eq!(number.digits(), text);
        assert!(number.last4().len() == 4 && text.ends_with(number.last4()), "{text}");
        assert_eq!(
            (number.formatted().as_str(), number.masked().as_str(), number.printed().as_str()),
            (formatted, masked, printed)
        );
    }
}

#[test]
fn a_resident_number_comes_with_the_advice_to_use_a_phone() {
    for text in ["900101-1234568", "800101-2123453", "010203-3123451"] {
        assert_eq!(number(text).warnings(), [PreferPhoneOverRrn], "{text}");
    }
    assert_eq!(number("900101-1234567").warnings(), [PreferPhoneOverRrn, RrnChecksum]);
}

#[test]
fn an_alien_number_has_its_own_check_digit() {
    assert_eq!(number("900101-5234561").warnings(), [PreferPhoneOverRrn]);
    assert_eq!(number("900101-5234569").warnings(), [PreferPhoneOverRrn, RrnChecksum]);
}

#[test]
fn births_since_october_2020_have_no_check_digit() {
    let doubted = |birth: &str| {
        (0..10).filter(|c| number(&format!("{birth}-312345{c}")).warnings().contains(&RrnChecksum)).count()
    };
    assert_eq!(doubted("201004"), 9);
    assert_eq!(doubted("201005"), 0);
    assert_eq!(doubted("240229"), 0);
}

#[test]
fn a_card_of_sixteen_digits_is_doubted_by_luhn() {
    assert_eq!(number("4111111111111111").warnings(), []);
    assert_eq!(number("4111111111111112").warnings(), [CardLuhn]);
    assert_eq!(number("5555-5555-5555-4444").warnings(), []);
    assert_eq!(number("5555-5555-5555-4434").warnings(), [CardLuhn]);
    assert_eq!(number("411111111111111").warnings(), [], "fifteen digits are not judged");
}

#[test]
fn other_kinds_come_without_warnings() {
    for text in ["01012345678", "1234567891", "154420201234567890", "126123456789", "0100001234"] {
        assert_eq!(number(text).warnings(), [], "{text}");
    }
}

#[test]
fn the_purposes_of_each_kind_follow_the_table() {
    use Purpose::{ExpenseProof, IncomeDeduction};
    for (kind, deducts, proves, default) in [
        (Phone, true, true, IncomeDeduction),
        (NumberKind::BusinessNumber, false, true, ExpenseProof),
        (CashReceiptCard, true, true, IncomeDeduction),
        (MobileCard, true, true, IncomeDeduction),
        (Card, true, true, IncomeDeduction),
        (Rrn, true, true, IncomeDeduction),
        (SelfIssue, true, false, IncomeDeduction),
    ] {
        assert_eq!((kind.allows(IncomeDeduction), kind.allows(ExpenseProof)), (deducts, proves), "{kind:?}");
        assert_eq!(kind.default_purpose(), default, "{kind:?}");
    }
}

#[test]
fn the_words_of_the_nts_for_purposes_are_read_back() {
    assert_eq!(Purpose::from_wire("소득공제"), Some(Purpose::IncomeDeduction));
    assert_eq!(Purpose::from_wire("지출증빙"), Some(Purpose::ExpenseProof));
    assert_eq!(Purpose::from_wire("소득공제용"), None);
    assert_eq!(Purpose::ALL.map(|purpose| Purpose::from_wire(purpose.wire())), Purpose::ALL.map(Some));
}

#[test]
fn a_stored_number_must_still_be_of_its_kind() {
    assert_eq!(ConsumerNumber::from_stored(SelfIssue, "0100001234"), Ok(ConsumerNumber::self_issue()));
    assert_eq!(ConsumerNumber::from_stored(Phone, "01012345678"), Ok(number("010-1234-5678")));
    assert_eq!(
        ConsumerNumber::from_stored(Card, "01012345678"),
        Err(StoredNumberInvalid::OtherKind { stored: Card, read: Phone })
    );
    assert_eq!(
        ConsumerNumber::from_stored(Phone, "0101234567x"),
        Err(StoredNumberInvalid::Unreadable(FaultCode::NumberHasLetters))
    );
}

proptest! {
    #[test]
    fn no_text_breaks_it_and_what_is_recognised_is_stored_and_read_back(text in "[0-9０-９\\- .a]{0,24}") {
        if let Ok(number) = ConsumerNumber::recognise(&text) {
            prop_assert_eq!(ConsumerNumber::from_stored(number.kind(), number.digits()), Ok(number.clone()));
            prop_assert_eq!(ConsumerNumber::recognise(&number.formatted()), Ok(number));
        }
    }

    #[test]
    fn at_most_ten_digits_of_a_secret_number_are_printed(digits in "[0-9]{10,19}") {
        if let Ok(number) = ConsumerNumber::recognise(&digits) {
            let shown = |text: String| text.chars().filter(char::is_ascii_digit).count();
            match number.kind() {
                NumberKind::BusinessNumber | SelfIssue => {}
                Phone | CashReceiptCard | MobileCard | Card | Rrn => {
                    prop_assert!(shown(number.masked()) <= 7);
                    prop_assert!(shown(number.printed()) <= 10);
                    prop_assert!(shown(number.printed()) < digits.len());
                }
            }
        }
    }
}
