//! Invoices and their amendments: written once, read back whole, found again.

use chrono::TimeDelta;
use domain::{AmendReason, BuyerForm, InvoiceForm, KeyKind, LineForm, Refusal, State};
use store::{ActKind, Book, BookError, DocumentAct, NewDocument};

use crate::invoices::{
    amend, amended, approved_invoice, buyer, checked, foreigner, form, invoice, issue_invoice, person,
    taken_back,
};
use crate::support::{approved, at, book, book_on_disk, raw, receipt, refusal, set, today};

#[test]
fn an_invoice_reads_back_as_it_was_written() {
    let book = book();
    let two_lines = InvoiceForm {
        lines: vec![
            LineForm {
                item: "볼펜".into(),
                quantity: "1,200.5".into(),
                unit_price: "150".into(),
                ..LineForm::default()
            },
            LineForm {
                item: "풀".into(),
                supply: "-500".into(),
                remark: "할인".into(),
                ..LineForm::default()
            },
        ],
        remark: "11월분".into(),
        ..form("")
    };
    let forms = [
        form("100,000"),
        two_lines,
        InvoiceForm { buyer: person(), ..form("1,000") },
        InvoiceForm { buyer: foreigner(), ..form("1,000") },
    ];
    for (seconds, form) in (1..).zip(&forms) {
        let written = checked(form);
        let (key, id) = issue_invoice(&book, &written, at(seconds));
        let shelved = book.read(|r| r.shelved(&key)).unwrap().unwrap();
        let document = &shelved.document;
        assert_eq!(document.invoice(), Some(&written));
        assert_eq!(
            (document.id, document.act, document.total()),
            (id, DocumentAct::Invoice, written.total())
        );
        assert!(!document.mail_wanted && !document.at_once, "what nobody asked for");
        assert!(matches!(document.receipt(), Err(BookError::OtherKind { .. })));
        assert_eq!((shelved.cancelled.get(), shelved.taken.get(), shelved.remaining().get()), (0, 0, 0));
        let debug = format!("{shelved:?}");
        assert!(!debug.contains("1234568") && !debug.contains("M12345678"), "{debug}");
    }
}

#[test]
fn an_invoice_is_dated_by_its_date_of_writing_and_keeps_when_it_was_pressed() {
    let book = book();
    let dated = checked(&InvoiceForm { written_on: "2026-10-31".into(), ..form("1,000") });
    let (key, _) = issue_invoice(&book, &dated, at(7));
    let document = book.read(|r| r.document(&key)).unwrap().unwrap();
    assert_eq!(document.trade_date(), dated.written_on());
    assert_eq!((document.traded_at.time(), document.created_at), (at(7).time(), at(7)));
    assert_eq!(key.as_str(), "T261122-01-000001");
}

#[test]
fn what_the_press_asked_for_is_kept_with_the_invoice() {
    let book = book();
    for (n, (mail_wanted, at_once)) in (1..).zip([(true, false), (false, true)]) {
        let id = book.write(|w| {
            let key = w.next_key(KeyKind::Invoice, today(), 1)?;
            let new = NewDocument::invoice(
                &key,
                &invoice("1,000"),
                at(n),
                "hometax",
                "{}",
                &format!("press-{key}"),
            );
            w.insert_document(&NewDocument { mail_wanted, at_once, ..new })
        });
        let document = book.read(|r| r.shelved_by_id(id.unwrap())).unwrap().unwrap().document;
        assert_eq!((document.mail_wanted, document.at_once), (mail_wanted, at_once));
    }
}

#[test]
fn amendments_hang_on_an_invoice_or_on_an_amendment_and_may_be_negative() {
    let book = book();
    let sold = invoice("100,000");
    let original = approved_invoice(&book, &sold, 1, at(1));
    let back = amend(&book, original, &taken_back(&sold, 1, AmendReason::Mistake), at(2)).unwrap();
    let right = amended(&sold, 1, AmendReason::Mistake, 1);
    let second = amend(&book, original, &right, at(3)).unwrap();
    let chained = amend(&book, second, &taken_back(&right, 2, AmendReason::Returned), at(4)).unwrap();
    let of = |id| -> Vec<_> {
        let rows = book.read(|r| r.amended_of(id)).unwrap();
        rows.iter().map(|row| (row.document.id, row.document.total().get())).collect()
    };
    assert_eq!(of(original), [(back, -110_000), (second, 110_000)]);
    assert_eq!(of(second), [(chained, -110_000)]);
    let shelved = book.read(|r| r.shelved_by_id(chained)).unwrap().unwrap();
    assert_eq!(shelved.document.act, DocumentAct::Amend { original: second, reason: AmendReason::Returned });
    assert_eq!(shelved.document.act.kind(), ActKind::Amend);
    let second = book.read(|r| r.shelved_by_id(second)).unwrap().unwrap();
    assert_eq!((second.taken.get(), second.cancelled.get()), (0, 0), "what was amended was not cancelled");
    let original = book.read(|r| r.shelved_by_id(original)).unwrap().unwrap();
    assert_eq!(
        (original.taken.get(), original.document.total().get()),
        (0, 110_000),
        "the original is never touched"
    );
}

#[test]
fn receipts_and_invoices_cannot_be_taken_for_each_other() {
    let book = book();
    let sold = invoice("100,000");
    let (receipt_key, receipt_id) = approved(&book, &receipt(10_000, at(1)), "TB0000001");
    let refused = amend(&book, receipt_id, &taken_back(&sold, 1, AmendReason::Returned), at(2));
    assert!(matches!(refused, Err(BookError::Rule { .. })), "a receipt is not amended: {refused:?}");
    let original = approved_invoice(&book, &sold, 1, at(3));
    let key = |kind| book.write(|w| w.next_key(kind, today(), 1)).unwrap();
    let cancelled = NewDocument {
        act: DocumentAct::Cancel { original, reason: domain::CancelReason::Other },
        ..NewDocument::issue(&key(KeyKind::Cancel), &receipt(10_000, at(4)), "hometax", "{}", "a")
    };
    let plain = taken_back(&sold, 1, AmendReason::Returned);
    let as_new = NewDocument::invoice(&key(KeyKind::Invoice), &plain, at(5), "hometax", "{}", "b");
    let other_reason = NewDocument::invoice(&key(KeyKind::Amendment), &plain, at(5), "hometax", "{}", "c")
        .amending(original, AmendReason::Mistake);
    let nothing_amended = NewDocument::invoice(&key(KeyKind::Amendment), &sold, at(5), "hometax", "{}", "d")
        .amending(original, AmendReason::Returned);
    let as_receipt = NewDocument {
        act: DocumentAct::Issue,
        ..NewDocument::invoice(&key(KeyKind::Receipt), &sold, at(5), "hometax", "{}", "e")
    };
    for new in [cancelled, as_new, other_reason, nothing_amended, as_receipt] {
        let refused = book.write(|w| w.insert_document(&new));
        assert!(matches!(refused, Err(BookError::Rule { .. })), "{:?}: {refused:?}", new.act);
    }
    assert!(book.read(|r| r.cancels_of(original)).unwrap().is_empty());
    assert_eq!(book.read(|r| r.shelved(&receipt_key)).unwrap().unwrap().remaining().get(), 10_000);
}

#[test]
fn the_file_refuses_invoices_that_no_program_could_mean() {
    let (_folder, path, book) = book_on_disk();
    issue_invoice(&book, &invoice("100,000"), at(1));
    let copy = |change: &str| {
        format!(
            "CREATE TEMP TABLE t AS SELECT * FROM document;
             UPDATE t SET id = id + 10, key = 'T261122-01-000099', press_id = NULL, {change};
             INSERT INTO document SELECT * FROM t"
        )
    };
    let table = [
        "content = NULL",
        "act = 'issue'",
        "total = 0, supply = 0, vat = 0",
        "supply = -supply, vat = -vat, total = -total",
        "service = 1, total = total + 1",
        "purpose = 'income_deduction'",
        "number_kind = 'phone'",
        "reason = 'returned'",
        "act = 'amend', original_id = 1",
    ];
    for change in table {
        assert!(refusal(&path, &copy(change)).contains("CHECK constraint failed"), "{change}");
    }
    for original in ["NULL", "77"] {
        let astray = copy(&format!("act = 'amend', original_id = {original}, reason = 'returned'"));
        assert!(refusal(&path, &astray).contains("only an invoice can be amended"), "{original}");
    }
    let sound = copy(
        "act = 'amend', original_id = 1, reason = 'returned', supply = -supply, vat = -vat, total = -total",
    );
    raw(&path).execute_batch(&sound).unwrap();
}

#[test]
fn an_invoice_that_no_longer_agrees_with_its_row_is_damage() {
    for change in ["total = total + 1, supply = supply + 1", "number_digits = '1234567891'", "content = '{}'"]
    {
        let (_folder, path, book) = book_on_disk();
        let (key, _) = issue_invoice(&book, &invoice("100,000"), at(1));
        raw(&path)
            .execute_batch(&format!("DROP TRIGGER document_fixed; UPDATE document SET {change}"))
            .unwrap();
        let error = book.read(|r| r.document(&key)).unwrap_err();
        assert!(matches!(error, BookError::Corrupt { table: "document", .. }), "{change}: {error:?}");
        assert!(!error.to_string().contains("3148120001"));
    }
}

fn twin(book: &Book, supply: &str, days: u64) -> Option<&'static str> {
    book.read(|r| r.invoice_twin(&invoice(supply), days)).unwrap().map(|(_, state)| state.name())
}

#[test]
fn a_twin_is_the_same_buyer_and_total_within_the_days_on_either_side() {
    let book = book();
    let dated = |date: &str| checked(&InvoiceForm { written_on: date.into(), ..form("100,000") });
    let other = BuyerForm { number: "220-81-62517".into(), ..buyer() };
    approved_invoice(&book, &checked(&InvoiceForm { buyer: other, ..form("100,000") }), 1, at(1));
    assert_eq!(twin(&book, "100,000", 7), None, "another buyer");
    approved_invoice(&book, &dated("2026-11-15"), 2, at(2));
    assert_eq!(twin(&book, "100,001", 7), None, "another total");
    assert_eq!((twin(&book, "100,000", 6), twin(&book, "100,000", 7)), (None, Some("approved")));
    let (_, id) = issue_invoice(&book, &dated("2026-09-01"), at(3));
    set(&book, id, &[State::Sending, State::Unknown]);
    assert_eq!(
        twin(&book, "100,000", 7),
        Some("unknown"),
        "however long ago, and first, as long as it is open"
    );
}

#[test]
fn what_was_refused_or_wholly_taken_back_is_no_twin() {
    let book = book();
    let (_, id) = issue_invoice(&book, &invoice("100,000"), at(1));
    let no = Refusal { code: "E2004".into(), field: None, message: String::new() };
    set(&book, id, &[State::Sending, State::Rejected(no.clone())]);
    assert_eq!(twin(&book, "100,000", 7), None);
    let sold = invoice("100,000");
    let original = approved_invoice(&book, &sold, 1, at(2));
    assert_eq!(twin(&book, "100,000", 7), Some("approved"));
    let back = amend(&book, original, &taken_back(&sold, 1, AmendReason::ContractCancelled), at(3)).unwrap();
    assert_eq!(twin(&book, "100,000", 7), None);
    set(&book, back, &[State::Sending, State::Rejected(no)]);
    assert_eq!(twin(&book, "100,000", 7), Some("approved"), "the amendment came to nothing");
}

#[test]
fn a_buyer_s_invoices_come_newest_first_a_page_at_a_time() {
    let book = book();
    for n in 1..=5 {
        issue_invoice(&book, &invoice(&format!("{n},000")), at(n / 2));
    }
    let other = BuyerForm { number: "220-81-62517".into(), ..buyer() };
    issue_invoice(&book, &checked(&InvoiceForm { buyer: other, ..form("9,000") }), at(9));
    approved(
        &book,
        &crate::support::checked(&crate::support::form(77_000, "314-81-20001"), at(9)),
        "TB0000001",
    );
    let mut seen = Vec::new();
    let mut after = None;
    for _ in 0..9 {
        let page = book.read(|r| r.documents_of_buyer("3148120001", after, 2)).unwrap();
        seen.extend(page.rows.iter().map(|row| row.document.total().get()));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(seen, [5_500, 4_400, 3_300, 2_200, 1_100]);
    let recent = book.read(|r| r.recent_of_buyer("3148120001", 1)).unwrap();
    assert_eq!(recent[0].document.total().get(), 5_500);
}

#[test]
fn the_counter_s_day_knows_nothing_of_invoices() {
    let book = book();
    approved(&book, &receipt(10_000, at(1)), "TB0000001");
    let sold = invoice("100,000");
    let original = approved_invoice(&book, &sold, 1, at(2));
    let back = amend(&book, original, &taken_back(&sold, 1, AmendReason::Returned), at(3)).unwrap();
    let day = book.read(|r| r.day(today(), 50)).unwrap();
    assert_eq!((day.count, day.cancelled_count, day.total.get(), day.rows.len()), (1, 0, 10_000, 1));
    let of_day = |date| book.read(|r| r.invoices_written_on(date)).unwrap();
    assert_eq!(of_day(today()).iter().map(|row| row.document.id).collect::<Vec<_>>(), [original, back]);
    assert!(of_day(today() + TimeDelta::days(1)).is_empty());
    let tomorrow = today() + TimeDelta::days(1);
    assert_eq!(book.read(|r| r.unconfirmed_days(today(), tomorrow)).unwrap(), [today()], "of the receipt");
}

#[test]
fn an_invoice_waiting_for_its_confirmation_is_no_unconfirmed_receipt() {
    let book = book();
    approved_invoice(&book, &invoice("100,000"), 1, at(1));
    let tomorrow = today() + TimeDelta::days(1);
    assert!(book.read(|r| r.unconfirmed_days(today(), tomorrow)).unwrap().is_empty());
}

#[test]
fn queue_and_answers_know_what_a_document_does() {
    let book = book();
    let sold = invoice("100,000");
    let original = approved_invoice(&book, &sold, 1, at(1));
    let back = amend(&book, original, &taken_back(&sold, 1, AmendReason::Returned), at(2)).unwrap();
    let (key, _) = issue_invoice(&book, &invoice("1,000"), at(3));
    let due = book.read(|r| r.due_documents(at(9), "hometax", 9)).unwrap();
    let acts: Vec<_> = due.iter().map(|queued| (queued.id == back, queued.act)).collect();
    assert_eq!(acts, [(true, ActKind::Amend), (false, ActKind::Invoice)]);
    assert_eq!(book.read(|r| r.awaited(&key)).unwrap().unwrap().act, ActKind::Invoice);
}
