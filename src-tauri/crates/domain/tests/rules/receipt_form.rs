//! What a clerk types becomes a receipt, or all its faults at once (domain.md §1.4–1.6).

use domain::FaultCode as Code;
use domain::{CashReceipt, Field, NumberKind, Purpose, ReceiptForm, Taxation};

use crate::{afternoon, pairs, shop, won};

fn form(amount: &str, number: &str) -> ReceiptForm {
    ReceiptForm { amount: amount.into(), number: number.into(), ..ReceiptForm::default() }
}

fn check(form: &ReceiptForm) -> CashReceipt {
    form.check(&shop(), afternoon()).unwrap_or_else(|faults| panic!("{faults}"))
}

fn faults(form: &ReceiptForm) -> Vec<(Field, Code)> {
    pairs(&form.check(&shop(), afternoon()).unwrap_err())
}

#[test]
fn an_amount_and_a_phone_are_enough() {
    let receipt = check(&form("12,000원", "010-1234-5678"));
    assert_eq!(receipt.amounts().total(), won(12_000));
    assert_eq!((receipt.amounts().supply(), receipt.amounts().vat()), (won(10_910), won(1_090)));
    assert_eq!((receipt.number().kind(), receipt.number().digits()), (NumberKind::Phone, "01012345678"));
    assert_eq!(receipt.purpose(), Purpose::IncomeDeduction);
    assert_eq!(receipt.taxation(), Taxation::Taxable);
    assert_eq!((receipt.item(), receipt.memo()), (None, None));
    assert_eq!(receipt.traded_at(), afternoon());
}

#[test]
fn every_field_reaches_the_receipt() {
    let receipt = check(&ReceiptForm {
        amount: "1만2천".into(),
        service: "1,000".into(),
        number: "220-81-62517".into(),
        purpose: Some(Purpose::ExpenseProof),
        taxation: Taxation::Exempt,
        item: " 문구 외 2건 ".into(),
        memo: "단골".into(),
    });
    let amounts = receipt.amounts();
    assert_eq!((amounts.supply(), amounts.vat(), amounts.service()), (won(11_000), won(0), won(1_000)));
    assert_eq!(receipt.item().map(|item| item.as_str()), Some("문구 외 2건"));
    assert_eq!(receipt.memo().map(|memo| memo.as_str()), Some("단골"));
    assert_eq!((receipt.purpose(), receipt.taxation()), (Purpose::ExpenseProof, Taxation::Exempt));
}

#[test]
fn a_blank_number_makes_a_self_issued_receipt() {
    for blank in ["", "  ", "-"] {
        let receipt = check(&form("5000", blank));
        assert_eq!(
            (receipt.number().kind(), receipt.number().digits()),
            (NumberKind::SelfIssue, "0100001234")
        );
        assert_eq!(receipt.purpose(), Purpose::IncomeDeduction);
    }
}

#[test]
fn a_business_number_proves_an_expense_unasked() {
    assert_eq!(check(&form("5000", "220-81-62517")).purpose(), Purpose::ExpenseProof);
}

#[test]
fn a_chosen_purpose_must_fit_the_number() {
    let with = |number: &str, purpose| ReceiptForm { purpose: Some(purpose), ..form("5000", number) };
    assert_eq!(check(&with("01012345678", Purpose::ExpenseProof)).purpose(), Purpose::ExpenseProof);
    assert_eq!(
        faults(&with("220-81-62517", Purpose::IncomeDeduction)),
        [(Field::Purpose, Code::PurposeNeedsPersonalNumber)]
    );
    for self_issue in ["", "010-000-1234"] {
        assert_eq!(
            faults(&with(self_issue, Purpose::ExpenseProof)),
            [(Field::Purpose, Code::PurposeNotForSelfIssue)]
        );
    }
}

#[test]
fn the_shop_cannot_give_itself_a_receipt() {
    assert_eq!(faults(&form("5000", "123-45-67891")), [(Field::Number, Code::OwnBusinessNumber)]);
}

#[test]
fn every_fault_is_told_at_once_in_form_order() {
    let broken = ReceiptForm {
        amount: "1,2,3".into(),
        service: "많이".into(),
        number: "010-123".into(),
        purpose: Some(Purpose::ExpenseProof),
        taxation: Taxation::Taxable,
        item: "가".repeat(61),
        memo: "a\nb".into(),
    };
    assert_eq!(
        faults(&broken),
        [
            (Field::Amount, Code::AmountNotANumber),
            (Field::Service, Code::AmountNotANumber),
            (Field::Number, Code::NumberLength),
            (Field::Item, Code::TextTooLong),
            (Field::Memo, Code::TextHasControlCharacters),
        ]
    );
    let unfit = ReceiptForm { number: String::new(), ..broken };
    assert!(faults(&unfit).contains(&(Field::Purpose, Code::PurposeNotForSelfIssue)));
}

#[test]
fn the_codes_come_in_the_order_of_the_faults() {
    let refused = form("0", "12").check(&shop(), afternoon()).unwrap_err();
    assert_eq!(refused.codes().collect::<Vec<_>>(), [Code::AmountZero, Code::NumberLength]);
}

#[test]
fn amounts_are_limited_on_their_own_field() {
    for (amount, service, expected) in [
        ("", "", vec![(Field::Amount, Code::AmountMissing)]),
        ("0", "", vec![(Field::Amount, Code::AmountZero)]),
        ("-500", "", vec![(Field::Amount, Code::AmountNegative)]),
        ("990,000,001", "", vec![(Field::Amount, Code::AmountOverLimit)]),
        ("5000", "-1", vec![(Field::Service, Code::ServiceNegative)]),
        ("5000", "5000", vec![(Field::Service, Code::ServiceOverTotal)]),
        ("5000", "2500", vec![(Field::Service, Code::ServiceOverSupply)]),
        (
            "990,000,001",
            "x",
            vec![(Field::Amount, Code::AmountOverLimit), (Field::Service, Code::AmountNotANumber)],
        ),
    ] {
        let typed = ReceiptForm { service: service.into(), ..form(amount, "") };
        assert_eq!(faults(&typed), expected, "{amount:?} with {service:?}");
    }
    assert_eq!(check(&form("990,000,000", "")).amounts().vat(), won(90_000_000));
}

#[test]
fn a_service_charge_of_zero_is_none() {
    for service in ["", " ", "0", "0원"] {
        let typed = ReceiptForm { service: service.into(), ..form("5000", "") };
        assert!(check(&typed).amounts().service().is_zero(), "{service:?}");
    }
}

#[test]
fn equal_amounts_number_and_purpose_look_like_the_same_sale() {
    let coffee = check(&form("5000", "01012345678"));
    let again = ReceiptForm { memo: "두 번째".into(), ..form("5,000", "010-1234-5678") };
    assert!(coffee.same_sale(&check(&again)));
    let for_business = ReceiptForm { purpose: Some(Purpose::ExpenseProof), ..form("5000", "01012345678") };
    let exempt = ReceiptForm { taxation: Taxation::Exempt, ..form("5000", "01012345678") };
    for other in [form("5001", "01012345678"), form("5000", "01012345679"), for_business, exempt] {
        assert!(!coffee.same_sale(&check(&other)), "{other:?}");
    }
}
