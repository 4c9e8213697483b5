//! The history and invoices: by buyer, item and their initials, and told apart from receipts.

use domain::{AmendReason, InvoiceForm, LineForm};
use store::{Book, DocumentFilter, HistoryQuery, Term, Token};

use crate::invoices::{
    amend, approved_invoice, checked, form, invoice, issue_invoice, number, person, taken_back,
};
use crate::support::{approved, at, book, cancel, receipt, today};

fn found(book: &Book, filter: DocumentFilter, terms: &[Term]) -> Vec<i64> {
    let tokens = terms.iter().map(|term| Token { any_of: vec![term.clone()] }).collect();
    let query = HistoryQuery { tokens, filter, limit: 50, ..HistoryQuery::default() };
    let page = book.read(|r| r.search(&query)).unwrap();
    page.rows.iter().map(|row| row.document.total().get()).collect()
}

#[test]
fn the_history_finds_an_invoice_by_its_buyer_every_item_and_their_initials() {
    let book = book();
    let lines = ["복사용지", "볼펜 A4"].map(|item| LineForm {
        item: item.into(),
        supply: "500".into(),
        ..LineForm::default()
    });
    let sold = checked(&InvoiceForm { lines: lines.into(), remark: "십일월".into(), ..form("") });
    let id = approved_invoice(&book, &sold, 42, at(1));
    issue_invoice(&book, &checked(&InvoiceForm { buyer: person(), ..form("9,000") }), at(2));
    for text in ["빛상", "볼펜", "a4", "십일월", "ㅎㅂㅅㅅ", "ㅂㅍ"] {
        assert_eq!(found(&book, DocumentFilter::All, &[Term::Text(text.into())]), [1_100], "{text}");
    }
    let joined_by_the_input_method = Term::Text("ㅄㅇㅈ".into());
    assert_eq!(found(&book, DocumentFilter::All, &[joined_by_the_input_method]), [9_900, 1_100]);
    assert_eq!(found(&book, DocumentFilter::All, &[Term::Last4("0001".into())]), [1_100]);
    assert_eq!(found(&book, DocumentFilter::All, &[Term::Last4("4568".into())]), [9_900]);
    assert_eq!(found(&book, DocumentFilter::All, &[Term::Number("3148120001".into())]), [1_100]);
    assert_eq!(found(&book, DocumentFilter::All, &[Term::Approval(number(42))]), [1_100]);
    amend(&book, id, &taken_back(&sold, 42, AmendReason::Returned), at(3)).unwrap();
    let won = |amount| domain::Won::new(amount).unwrap();
    assert_eq!(found(&book, DocumentFilter::All, &[Term::TakenBack(won(1), won(2_000))]), [-1_100]);
    assert_eq!(found(&book, DocumentFilter::All, &[Term::Amount(won(1_100), won(1_100))]), [-1_100, 1_100]);
    let as_the_list_shows_it = Term::Approval("00000042".into());
    assert_eq!(found(&book, DocumentFilter::All, &[as_the_list_shows_it]), [1_100]);
}

#[test]
fn a_receipt_is_found_by_the_initials_of_its_item_too() {
    let book = book();
    let pens = domain::ReceiptForm { item: "볼펜".into(), ..crate::support::form(2_000, "") };
    approved(&book, &crate::support::checked(&pens, at(1)), "TB0000001");
    assert_eq!(found(&book, DocumentFilter::All, &[Term::Text("ㅂㅍ".into())]), [2_000]);
}

#[test]
fn filters_tell_receipts_cancels_invoices_and_amendments_apart() {
    let book = book();
    let (key, _) = approved(&book, &receipt(10_000, at(1)), "TB0000001");
    cancel(&book, &key, Some(3_000), at(2));
    let sold = invoice("100,000");
    let original = approved_invoice(&book, &sold, 1, at(3));
    amend(&book, original, &taken_back(&sold, 1, AmendReason::Returned), at(4)).unwrap();
    let table: [(DocumentFilter, &[i64]); 5] = [
        (DocumentFilter::All, &[-110_000, 110_000, 3_000, 10_000]),
        (DocumentFilter::Receipts, &[10_000]),
        (DocumentFilter::Cancels, &[3_000]),
        (DocumentFilter::Invoices, &[-110_000, 110_000]),
        (DocumentFilter::Amendments, &[-110_000]),
    ];
    for (filter, expected) in table {
        assert_eq!(found(&book, filter, &[]), expected, "{filter:?}");
        let today = Term::Days(today(), today());
        assert_eq!(found(&book, filter, &[today]), expected, "{filter:?} with a word");
    }
}
