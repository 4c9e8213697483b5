//! Buyers: a business, a person, a foreigner; their e-mails; and that a person's number never leaks.

use domain::{
    BuyerForm, BuyerId, BuyerKind, Email, FaultCode, Field, Invoice, NumberWarning, ResidentNumber, ShopForm,
    Supplier,
};

use crate::{buyer, check, faults, form};

fn of(buyer: BuyerForm) -> domain::InvoiceForm {
    domain::InvoiceForm { buyer, ..form() }
}

#[test]
fn a_business_is_known_by_its_number() {
    let invoice = check(&form()).unwrap();
    let id = invoice.buyer().id();
    assert_eq!(
        (id.kind(), id.kind_str(), id.kind().code()),
        (BuyerKind::BusinessNumber, "business_number", "01")
    );
    assert_eq!((id.wire_digits(), id.number()), ("2148600016", "2148600016"));
    assert_eq!(id.masked(), "214-86-00016", "a business number is public");
}

#[test]
fn a_person_is_known_by_a_resident_number_that_no_screen_shows() {
    let person = BuyerForm {
        kind: BuyerKind::Rrn,
        number: "900101-1234568".into(),
        name: "박서준".into(),
        ..BuyerForm::default()
    };
    let invoice = check(&of(person)).unwrap();
    let id = invoice.buyer().id();
    assert_eq!((id.wire_digits(), id.kind().code()), ("9001011234568", "02"));
    assert_eq!(id.masked(), "900101-*******");
    assert_eq!(invoice.buyer().owner(), "박서준", "a person is its own representative");
    assert_eq!(invoice.remark(), None);
}

#[test]
fn an_old_check_digit_is_only_a_doubt() {
    let doubtful = |text| ResidentNumber::parse(text).map(|number| number.checksum_is_doubtful());
    assert_eq!(doubtful("900101-1234568"), Ok(false));
    assert_eq!(doubtful("800101-2123453"), Ok(false));
    assert_eq!(doubtful("010203-3123451"), Ok(false));
    assert_eq!(doubtful("900101-5234561"), Ok(false));
    assert_eq!(doubtful("900101-1234567"), Ok(true));
    assert_eq!(doubtful("201105-3123456"), Ok(false), "given without a check digit");
    let warning = |text| BuyerId::parse(BuyerKind::Rrn, text).map(|id| id.warning());
    assert_eq!(warning("900101-1234567"), Ok(Some(NumberWarning::RrnChecksum)));
    assert_eq!(warning("900101-1234568"), Ok(None));
    assert_eq!(doubtful("900231-1234567"), Err(FaultCode::RrnInvalid));
    assert_eq!(doubtful("900101-123456"), Err(FaultCode::NumberLength));
    assert_eq!(doubtful(" "), Err(FaultCode::NumberMissing));
}

#[test]
fn a_foreigner_is_nines_with_the_number_in_the_remark() {
    let foreigner = BuyerForm {
        kind: BuyerKind::Foreigner,
        number: "M70689098".into(),
        name: "Jane Doe".into(),
        ..BuyerForm::default()
    };
    let mut form = of(foreigner);
    let invoice = check(&form).unwrap();
    let id = invoice.buyer().id();
    assert_eq!((id.wire_digits(), id.number(), id.kind().code()), ("9999999999999", "M70689098", "03"));
    assert_eq!(id.masked(), "M7*******");
    assert_eq!(invoice.remark(), Some("M70689098"));
    form.remark = "여권 M70689098 수출".into();
    assert_eq!(check(&form).unwrap().remark(), Some("여권 M70689098 수출"), "not twice");
    form.remark = "수출".into();
    assert_eq!(check(&form).unwrap().remark(), Some("M70689098 수출"));
    form.buyer.number = "여권".into();
    assert_eq!(faults(&form), ["buyer.number: foreigner_number_invalid"]);
    form.buyer.number = "".into();
    assert_eq!(faults(&form), ["buyer.number: number_missing"]);
}

#[test]
fn a_persons_number_shows_in_no_debug_output() {
    let table =
        [(BuyerKind::Rrn, "900101-1234568", "1234568"), (BuyerKind::Foreigner, "M70689098", "0689098")];
    for (kind, number, secret) in table {
        let form =
            of(BuyerForm { kind, number: number.into(), name: "박서준".into(), ..BuyerForm::default() });
        let invoice = check(&form).unwrap();
        for shown in [
            format!("{form:?}"),
            format!("{invoice:?}"),
            format!("{:#?}", invoice.parts()),
            format!("{:?}", invoice.buyer()),
        ] {
            assert!(!shown.contains(secret), "{shown}");
        }
        let json = serde_json::to_string(&invoice).unwrap();
        assert_eq!(serde_json::from_str::<Invoice>(&json).unwrap(), invoice, "but the book keeps it");
    }
}

#[test]
fn numbers_are_faulted_by_what_is_wrong_with_them() {
    let table = [
        (BuyerKind::BusinessNumber, "", "number_missing"),
        (BuyerKind::BusinessNumber, "123-45-67890", "business_number_check_digit"),
        (BuyerKind::BusinessNumber, "000-00-00000", "business_number_invalid"),
        (BuyerKind::BusinessNumber, "12345", "number_length"),
        (BuyerKind::BusinessNumber, "123-45-67891", "own_business_number"),
        (BuyerKind::Rrn, "900231-1234567", "rrn_invalid"),
        (BuyerKind::Rrn, "9001011234", "number_length"),
        (BuyerKind::Rrn, "주민번호", "number_has_letters"),
    ];
    for (kind, number, code) in table {
        let form = of(BuyerForm { kind, number: number.into(), ..buyer() });
        assert_eq!(faults(&form), [format!("buyer.number: {code}")], "{number}");
    }
}

#[test]
fn a_business_names_its_representative() {
    let form = of(BuyerForm { name: "".into(), owner: " ".into(), ..buyer() });
    assert_eq!(faults(&form), ["buyer.name: required_missing", "buyer.owner: required_missing"]);
}

#[test]
fn an_address_for_mail_has_a_name_a_host_and_forty_bytes() {
    for text in ["a@b.kr", "hong.gil-dong+tax@example.co.kr", " x_1@sub.domain.com "] {
        assert_eq!(Email::parse(text).unwrap().as_str(), text.trim());
    }
    for text in [
        "a",
        "a@b",
        "@b.kr",
        "a@.kr",
        "a@b..kr",
        ".a@b.kr",
        "a.@b.kr",
        "a b@c.kr",
        "a@b@c.kr",
        "홍@길동.kr",
        "a@-b.kr",
        "a@b-.kr",
        "a@1.2",
        "a@b.k",
        "a\n@b.kr",
    ] {
        assert_eq!(Email::parse(text), Err(FaultCode::EmailInvalid), "{text:?}");
    }
    let longest = format!("{}@example.com", "a".repeat(28));
    assert_eq!(Email::parse(&longest).unwrap().as_str().len(), Email::MAX_LEN);
    assert_eq!(Email::parse(&format!("a{longest}")), Err(FaultCode::EmailTooLong));
    assert_eq!((Email::parse(" "), Email::optional(" ")), (Err(FaultCode::RequiredMissing), Ok(None)));
}

#[test]
fn a_buyer_has_up_to_two_different_addresses() {
    let with =
        |email: &str, email2: &str| of(BuyerForm { email: email.into(), email2: email2.into(), ..buyer() });
    let emails =
        |form| check(&form).unwrap().buyer().emails().iter().map(ToString::to_string).collect::<Vec<_>>();
    assert!(emails(with("", "")).is_empty());
    assert_eq!(emails(with("a@b.kr", "c@d.kr")), ["a@b.kr", "c@d.kr"]);
    assert_eq!(emails(with("", "c@d.kr")), ["c@d.kr"]);
    assert_eq!(faults(&with("a@b.kr", "a@b.kr")), ["buyer.email2: email_twice"]);
    assert_eq!(faults(&with("a@", "@b.kr")), ["buyer.email: email_invalid", "buyer.email2: email_invalid"]);
}

#[test]
fn a_place_of_business_is_four_digits() {
    let with = |branch: &str| of(BuyerForm { branch: branch.into(), ..buyer() });
    assert_eq!(check(&with("0001")).unwrap().buyer().branch(), Some("0001"));
    assert_eq!(check(&with(" ")).unwrap().buyer().branch(), None);
    for branch in ["1", "00011", "00a1"] {
        assert_eq!(faults(&with(branch)), ["buyer.branch: branch_invalid"], "{branch}");
    }
}

#[test]
fn the_shop_becomes_a_supplier_in_the_lengths_of_an_invoice() {
    let shop = ShopForm::practice().check().unwrap();
    let supplier = Supplier::of(&shop, "0002", "shop@example.kr").unwrap();
    assert_eq!(
        (supplier.name(), supplier.owner(), supplier.address()),
        (shop.name(), shop.owner(), shop.address())
    );
    assert_eq!((supplier.business_type(), supplier.business_item()), (Some("도소매"), Some("문구·사무용품")));
    assert_eq!(
        (supplier.branch(), supplier.email().map(Email::as_str)),
        (Some("0002"), Some("shop@example.kr"))
    );
    let long =
        ShopForm { owner: "가".repeat(31), name: "행복🍀".into(), ..ShopForm::practice() }.check().unwrap();
    let faults = Supplier::of(&long, "2", "shop").unwrap_err();
    let found: Vec<_> = faults.iter().map(|fault| (fault.field, fault.code)).collect();
    assert_eq!(
        found,
        [
            (Field::ShopName, FaultCode::TextHasUnsupportedCharacters),
            (Field::ShopOwner, FaultCode::TextTooLong),
            (Field::ShopBranch, FaultCode::BranchInvalid),
            (Field::ShopEmail, FaultCode::EmailInvalid),
        ]
    );
}

#[test]
fn kinds_of_buyers_are_read_as_what_they_are_said_to_be() {
    assert_eq!(BuyerId::parse(BuyerKind::BusinessNumber, "9001011234568"), Err(FaultCode::NumberLength));
    assert_eq!(BuyerId::parse(BuyerKind::Rrn, "２１４-86-00016"), Err(FaultCode::NumberLength));
    assert!(BuyerId::parse(BuyerKind::BusinessNumber, "２１４-86-00016").is_ok());
}

#[test]
fn debug_shows_no_address_and_no_remark() {
    let mut typed = form();
    typed.buyer.email = "tax@hanbit.example.kr".into();
    typed.buyer.email2 = "no address".into();
    typed.remark = "900101-1234568".into();
    typed.lines[0].remark = "계좌 110-222-333444".into();
    assert_eq!(format!("{:?}", Email::parse("tax@hanbit.example.kr").unwrap()), "Email(t**@***)");
    let mut sound = typed.clone();
    sound.buyer.email2 = String::new();
    let invoice = check(&sound).unwrap();
    for text in [format!("{typed:?}"), format!("{invoice:?}")] {
        for hidden in ["hanbit.example", "no address", "900101", "333444"] {
            assert!(!text.contains(hidden), "{hidden}: {text}");
        }
    }
}
