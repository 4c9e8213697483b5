//! The book's door gives the same receipt back and refuses what was never one.

use domain::{
    Amounts, CashReceipt, ConsumerNumber, ItemName, Memo, Purpose, ReceiptForm, ReceiptParts,
    ReceiptPartsDisagree, Taxation,
};

use crate::{afternoon, shop, won};

fn parts() -> ReceiptParts {
    ReceiptParts {
        amounts: Amounts::from_parts(won(9_091), won(909), won(0), won(10_000)).unwrap(),
        taxation: Taxation::Taxable,
        number: ConsumerNumber::recognise("01012345678").unwrap(),
        purpose: Purpose::IncomeDeduction,
        item: Some(ItemName::parse("공책").unwrap()),
        memo: Some(Memo::parse("단골").unwrap()),
        traded_at: afternoon(),
    }
}

#[test]
fn a_receipt_comes_back_as_it_was() {
    let form = ReceiptForm {
        amount: "10000".into(),
        number: "01012345678".into(),
        item: "공책".into(),
        memo: "단골".into(),
        ..ReceiptForm::default()
    };
    assert_eq!(CashReceipt::restore(parts()), Ok(form.check(&shop(), afternoon()).unwrap()));
}

#[test]
fn parts_that_never_were_a_receipt_are_refused() {
    let self_issued =
        ReceiptParts { number: ConsumerNumber::self_issue(), purpose: Purpose::ExpenseProof, ..parts() };
    assert!(matches!(CashReceipt::restore(self_issued), Err(ReceiptPartsDisagree::Purpose(_))));
    let exempt = ReceiptParts { taxation: Taxation::Exempt, ..parts() };
    assert_eq!(CashReceipt::restore(exempt), Err(ReceiptPartsDisagree::VatOnExempt));
}
