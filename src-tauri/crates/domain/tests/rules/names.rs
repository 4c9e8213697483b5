//! The stable names: book, JSON and screen speak of the same thing with the same word.

use domain::{
    AmendCode, AmendReason, Billing, BuyerKind, CancelReason, Fault, FaultCode, Field, HeldReason,
    InvoiceKind, NumberKind, NumberWarning, Purpose, TaxType, Taxation,
};
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
    InvoiceKind::ALL.iter().for_each(|kind| agrees(*kind, kind.as_str()));
    Billing::ALL.iter().for_each(|billing| agrees(*billing, billing.as_str()));
    BuyerKind::ALL.iter().for_each(|kind| agrees(*kind, kind.as_str()));
    AmendReason::ALL.iter().for_each(|reason| agrees(*reason, reason.as_str()));
    AmendCode::ALL.iter().for_each(|code| agrees(*code, code.code()));
    TaxType::ALL.iter().for_each(|tax_type| agrees(*tax_type, tax_type.as_str()));
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
    assert_eq!(
        InvoiceKind::ALL.map(|kind| InvoiceKind::from_name(kind.as_str())),
        InvoiceKind::ALL.map(Some)
    );
    assert_eq!(InvoiceKind::ALL.map(|kind| InvoiceKind::from_wire(kind.wire())), InvoiceKind::ALL.map(Some));
    assert_eq!(Billing::ALL.map(|billing| Billing::from_name(billing.as_str())), Billing::ALL.map(Some));
    assert_eq!(Billing::ALL.map(|billing| Billing::from_wire(billing.wire())), Billing::ALL.map(Some));
    assert_eq!(BuyerKind::ALL.map(|kind| BuyerKind::from_name(kind.as_str())), BuyerKind::ALL.map(Some));
    assert_eq!(AmendReason::ALL.map(|it| AmendReason::from_name(it.as_str())), AmendReason::ALL.map(Some));
    assert_eq!(AmendCode::ALL.map(|code| AmendCode::from_code(code.code())), AmendCode::ALL.map(Some));
    assert_eq!(TaxType::ALL.map(|it| TaxType::from_name(it.as_str())), TaxType::ALL.map(Some));
    assert_eq!(Taxation::from_name("exempt"), Some(Taxation::Exempt));
    assert_eq!(Taxation::from_name("taxable"), Some(Taxation::Taxable));
    assert_eq!(NumberKind::from_name("telex"), None);
}

#[test]
fn no_two_codes_share_a_name() {
    let differing = |mut names: Vec<&str>| {
        names.sort_unstable();
        names.dedup();
        names.len()
    };
    assert_eq!(differing(FaultCode::ALL.iter().map(|code| code.as_str()).collect()), FaultCode::ALL.len());
    assert_eq!(differing(Field::ALL.iter().map(|field| field.as_str()).collect()), Field::ALL.len());
}

#[test]
fn a_fault_says_where_in_the_form_it_is() {
    let table = [
        (Fault::on_line(2, Field::LineQuantity, FaultCode::TooManyDecimals), "lines[2].quantity"),
        (Fault::new(Field::BuyerNumber, FaultCode::NumberMissing), "buyer.number"),
        (Fault::new(Field::BuyerEmail2, FaultCode::EmailTwice), "buyer.email2"),
        (Fault::new(Field::PaymentCash, FaultCode::AmountNegative), "payment.cash"),
        (Fault::new(Field::WrittenOn, FaultCode::DateInFuture), "written_on"),
        (Fault::new(Field::AmendDate, FaultCode::DateInFuture), "amend.date"),
        (Fault::new(Field::Amount, FaultCode::AmountZero), "amount"),
        (Fault::new(Field::ShopName, FaultCode::TextTooLong), "shop_name"),
    ];
    for (fault, path) in table {
        assert_eq!(fault.path(), path);
        let json = serde_json::to_string(&fault).unwrap();
        assert_eq!(serde_json::from_str::<Fault>(&json).unwrap(), fault);
    }
    assert_eq!(
        serde_json::to_string(&Fault::on_line(2, Field::LineVat, FaultCode::VatMissing)).unwrap(),
        r#"{"field":"line_vat","code":"vat_missing","line":2}"#
    );
    assert_eq!(
        serde_json::to_string(&Fault::new(Field::Amount, FaultCode::AmountZero)).unwrap(),
        r#"{"field":"amount","code":"amount_zero"}"#,
        "as before there were lines"
    );
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
