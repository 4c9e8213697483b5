//! Sales without a document: what was sold never changes, and a sale stands in a receipt or in an invoice.

use domain::{Purpose, Taxation, Won};
use store::{
    BegunIssue, Book, BookError, Paid, PartnerCard, Sale, SaleId, SaleIssueKind, SaleParts, SaleState,
};

use crate::support::{at, book, book_on_disk, issue, receipt, refusal, today};

fn coffee() -> SaleParts {
    SaleParts {
        sold_at: at(0),
        amount: Won::new(120_000).unwrap(),
        taxation: Taxation::Taxable,
        item: "원두".into(),
        number: "010-1234-5678".into(),
        purpose: Some(Purpose::IncomeDeduction),
        paid: Paid::Cash,
        partner: None,
    }
}

fn keep(book: &Book, parts: &SaleParts, press: &str) -> SaleId {
    book.write(|w| w.add_sale(parts, press)).unwrap()
}

fn sale(book: &Book, id: SaleId) -> Sale {
    book.read(|r| r.sale(id)).unwrap().unwrap()
}

fn begin(
    book: &Book,
    id: SaleId,
    kind: SaleIssueKind,
    press: &str,
    why: Option<&str>,
) -> Result<(), BookError> {
    book.write(|w| w.begin_issue(id, kind, press, why, at(1)))
}

fn begun(book: &Book) -> Vec<BegunIssue> {
    book.read(|r| r.begun_issues()).unwrap()
}

#[test]
fn a_sale_reads_back_and_is_open_until_something_becomes_of_it() {
    let book = book();
    let first = keep(&book, &coffee(), "a");
    let card =
        PartnerCard { number: "2148600016".into(), name: "한빛상사".into(), ..PartnerCard::default() };
    let partner = book.write(|w| w.save_partner(&card)).unwrap();
    let on_credit = SaleParts { paid: Paid::Credit, partner: Some(partner), purpose: None, ..coffee() };
    let second = keep(&book, &on_credit, "b");
    assert_eq!((sale(&book, first).parts, sale(&book, second).parts), (coffee(), on_credit));
    assert_eq!(book.read(|r| r.sale_of_press("a")).unwrap().unwrap().id, first);
    let open =
        |paid| book.read(|r| r.open_sales(paid)).unwrap().iter().map(|sale| sale.id).collect::<Vec<_>>();
    assert_eq!((open(Paid::Cash), open(Paid::Credit)), (vec![first], vec![second]));
    assert!(book.write(|w| w.drop_sale(first, "반품")).unwrap());
    assert!(!book.write(|w| w.drop_sale(first, "반품")).unwrap());
    assert!(open(Paid::Cash).is_empty());
}

#[test]
fn a_sale_stands_in_one_document_unless_somebody_says_why_not() {
    let (_folder, path, book) = book_on_disk();
    let id = keep(&book, &coffee(), "a");
    begin(&book, id, SaleIssueKind::Receipt, "sale-1", None).unwrap();
    assert_eq!(sale(&book, id).state, SaleState::Receipted);
    assert!(!book.write(|w| w.drop_sale(id, "반품")).unwrap(), "it is about to be issued");
    assert!(begin(&book, id, SaleIssueKind::Receipt, "sale-2", None).is_err());
    let invoice = SaleIssueKind::Invoice(today());
    assert!(begin(&book, id, invoice, "month-1", None).is_err());
    assert!(begin(&book, id, invoice, "month-1", Some("")).is_err(), "an empty reason is none");
    let (key, document) = issue(&book, &receipt(120_000, at(2)));
    book.write(|w| w.book_issue("sale-1", document, at(3))).unwrap();
    begin(&book, id, invoice, "month-1", Some("세금계산서를 먼저 요청")).unwrap();
    let links = book.read(|r| r.links_of_sale(id)).unwrap();
    assert_eq!((links[0].document.as_ref(), links[1].kind), (Some(&key), invoice));
    assert_eq!(book.read(|r| r.sales_of_document(document)).unwrap()[0].id, id);
    book.write(|w| w.give_up_issue(&begun(&book)[0], at(4))).unwrap();
    assert_eq!(sale(&book, id).state, SaleState::Receipted, "the receipt still stands");
    drop(book);
    for (sql, words) in [
        ("UPDATE sale SET amount = 1", "what was sold never changes"),
        ("DELETE FROM sale", "never removed"),
        ("DELETE FROM sale_issue", "never removed"),
        ("UPDATE sale_issue SET document_id = NULL, state = 'begun'", "never changes"),
    ] {
        let said = refusal(&path, sql);
        assert!(said.contains(words), "{sql}: {said}");
    }
}

#[test]
fn what_was_begun_is_found_by_its_press_with_all_its_sales_and_can_be_given_up() {
    let book = book();
    let later = keep(&book, &SaleParts { sold_at: at(9), ..coffee() }, "a");
    let sooner = keep(&book, &coffee(), "b");
    let other = keep(&book, &coffee(), "c");
    for id in [later, sooner] {
        begin(&book, id, SaleIssueKind::Invoice(today()), "month-1", None).unwrap();
    }
    begin(&book, other, SaleIssueKind::Receipt, "sale-3", None).unwrap();
    let found = begun(&book);
    assert_eq!(found.iter().map(|one| one.press_id.as_str()).collect::<Vec<_>>(), ["month-1", "sale-3"]);
    assert_eq!(found[0].sales.iter().map(|sale| sale.id).collect::<Vec<_>>(), [sooner, later]);
    book.write(|w| w.give_up_issue(&found[0], at(5))).unwrap();
    assert_eq!(sale(&book, sooner).state, SaleState::Open);
    assert_eq!(begun(&book).len(), 1);
    begin(&book, sooner, SaleIssueKind::Receipt, "sale-2", None).unwrap();
}
