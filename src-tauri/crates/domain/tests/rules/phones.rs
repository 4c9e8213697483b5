//! Phone numbers of shops (domain.md §3.4).

use domain::{FaultCode, PhoneNumber};

#[test]
fn every_form_of_the_reference_is_shown_with_its_hyphens() {
    for (text, shown) in [
        ("021234567", "02-123-4567"),
        ("0212345678", "02-1234-5678"),
        ("0311234567", "031-123-4567"),
        ("03112345678", "031-1234-5678"),
        ("0331234567", "033-123-4567"),
        ("0441234567", "044-123-4567"),
        ("0551234567", "055-123-4567"),
        ("0641234567", "064-123-4567"),
        ("01012345678", "010-1234-5678"),
        ("0111234567", "011-123-4567"),
        ("07012345678", "070-1234-5678"),
        ("0801234567", "080-123-4567"),
        ("05051234567", "0505-123-4567"),
        ("050712345678", "0507-1234-5678"),
        ("15881234", "1588-1234"),
        ("16001234", "1600-1234"),
        ("18991234", "1899-1234"),
        ("(02) 123-4567", "02-123-4567"),
        ("02)123-4567", "02-123-4567"),
        ("０２－１２３－４５６７", "02-123-4567"),
        ("02.123.4567", "02-123-4567"),
    ] {
        let phone = PhoneNumber::parse(text).unwrap_or_else(|code| panic!("{text}: {code}"));
        assert_eq!(phone.formatted(), shown, "{text}");
        assert_eq!(phone.to_string(), shown);
        assert_eq!(PhoneNumber::parse(shown), Ok(phone));
    }
}

#[test]
fn what_cannot_be_dialled_is_refused() {
    for text in [
        "",
        "02",
        "02-12-3456",
        "02-12345-6789",
        "034-123-4567",
        "065-123-4567",
        "012-345-6789",
        "010-123-456",
        "070-123-4567",
        "0505-12-3456",
        "1788-1234",
        "1588-12345",
        "031-12-3456",
        "123-4567",
        "02-123-456a",
        "전화",
    ] {
        assert_eq!(PhoneNumber::parse(text), Err(FaultCode::PhoneInvalid), "{text:?}");
    }
}

#[test]
fn json_is_the_digits_and_goes_through_the_parser() {
    let phone = PhoneNumber::parse("02-123-4567").unwrap();
    assert_eq!(serde_json::to_string(&phone).unwrap(), r#""021234567""#);
    assert_eq!(serde_json::from_str::<PhoneNumber>(r#""02-123-4567""#).unwrap(), phone);
    assert!(serde_json::from_str::<PhoneNumber>(r#""02""#).is_err());
}
