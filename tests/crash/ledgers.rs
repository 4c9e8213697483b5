//! The two ledgers side by side: the shop's book and the NTS's own, each read from its file.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use keeper::Key;
use practice_nts::{Document, Invoice};
use rusqlite::{Connection, OpenFlags};

use crate::shop::Shop;

/// A document as both sides must have it.
#[derive(Debug, PartialEq, Eq)]
struct Row {
    act: String,
    /// `YYYYMMDD`.
    date: String,
    /// Total, supply, VAT, service charge in won.
    amounts: [i64; 4],
    approval: Option<String>,
    /// Of a cancel or an amendment, the approval number that it takes back.
    original: Option<String>,
    /// Of an invoice, when it was transmitted, `YYYY-MM-DDTHH:MM:SS`.
    sent_at: Option<String>,
}

/// One consistent look at the book.
pub struct Book(Connection);

impl Book {
    pub fn read(path: &Path, key: &Key) -> Self {
        let book = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
        let digits: String = key.expose().iter().map(|byte| format!("{byte:02x}")).collect();
        book.execute_batch(&format!("PRAGMA key = \"x'{digits}'\"")).unwrap();
        book.busy_timeout(std::time::Duration::from_secs(10)).unwrap();
        Self(book)
    }

    /// One column of text.
    pub fn texts(&self, sql: &str) -> Vec<String> {
        let mut query = self.0.prepare(sql).unwrap();
        query.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    }

    pub fn count(&self, sql: &str) -> i64 {
        self.0.query_row(sql, [], |row| row.get(0)).unwrap()
    }

    /// How often the journal has this act.
    pub fn acts(&self, act: &str) -> i64 {
        self.count(&format!("SELECT count(*) FROM journal WHERE act = '{act}'"))
    }

    fn rows(&self) -> BTreeMap<String, Row> {
        let sql = "SELECT d.key, d.act, replace(d.trade_date, '-', ''), d.total, d.supply, d.vat, d.service, \
                   s.approval_number, o.approval_number, substr(s.sent_at, 1, 19) FROM document d JOIN standing s ON s.document_id = d.id \
                   LEFT JOIN standing o ON o.document_id = d.original_id";
        let mut query = self.0.prepare(sql).unwrap();
        let rows = query.query_map([], |row| {
            let amounts = [row.get(3)?, row.get(4)?, row.get(5)?, row.get(6)?];
            let (approval, original, sent_at) = (row.get(7)?, row.get(8)?, row.get(9)?);
            Ok((
                row.get(0)?,
                Row { act: row.get(1)?, date: row.get(2)?, amounts, approval, original, sent_at },
            ))
        });
        rows.unwrap().map(Result::unwrap).collect()
    }
}

/// At any moment: what the NTS holds was written down here first.
pub fn assert_nothing_sent_unwritten(shop: &Shop) {
    // The NTS first: whatever it holds by then must have been in the book even before.
    let receipts = shop.nts.documents().into_iter().map(|document| document.document_key);
    let invoices = shop.nts.invoices().into_iter().map(|invoice| invoice.document_key);
    let theirs: BTreeSet<String> = receipts.chain(invoices).collect();
    let ours: BTreeSet<String> =
        Book::read(&shop.book(), &shop.book_key()).texts("SELECT key FROM document").into_iter().collect();
    let unwritten: Vec<_> = theirs.difference(&ours).collect();
    assert!(unwritten.is_empty(), "the NTS holds what the book has never heard of: {unwritten:?}");
}

/// When the dust has settled: the same documents on both sides, and nothing left hanging.
pub fn assert_equal(shop: &Shop) {
    let book = Book::read(&shop.book(), &shop.book_key());
    let open = book.texts(
        "SELECT d.key || ' ' || s.state FROM document d LEFT JOIN standing s ON s.document_id = d.id \
         WHERE s.state IS NULL OR s.state NOT IN ('approved', 'transmitted', 'confirmed')",
    );
    assert!(open.is_empty(), "not approved in the end: {open:?}");

    let (documents, invoices) = (shop.nts.documents(), shop.nts.invoices());
    let held = documents.len() + invoices.len();
    let theirs = documents.into_iter().map(row).chain(invoices.into_iter().map(invoice_row));
    let (mut ours, theirs) = (book.rows(), theirs.collect::<BTreeMap<_, _>>());
    assert_eq!(theirs.len(), held, "a key was used twice at the NTS");
    for (key, their) in theirs {
        assert_eq!(ours.remove(&key).as_ref(), Some(&their), "{key}: the book (left) and the NTS (right)");
    }
    assert!(ours.is_empty(), "the NTS does not have {ours:?}");

    assert_numbers_used_once(&book);
    assert_eq!(book.texts("PRAGMA integrity_check"), ["ok"]);
    assert_eq!(book.texts("SELECT \"table\" FROM pragma_foreign_key_check"), Vec::<String>::new());
    let verified = shop.run(&["verify"]);
    assert_eq!(verified.code, Some(0), "{verified:?}");
}

/// Every number that was drawn stands on exactly one document: none is lost, none was given out twice.
fn assert_numbers_used_once(book: &Book) {
    let holes = book.texts(
        "SELECT kind || date FROM sequence q WHERE last <> (SELECT count(*) FROM document \
         WHERE key LIKE q.kind || substr(replace(q.date, '-', ''), 3) || '-' || printf('%02d', q.counter) || '-%')",
    );
    assert!(holes.is_empty(), "drawn numbers without a document: {holes:?}");
    let intended = ["receipt_intended", "cancel_intended", "invoice_intended", "amendment_intended"];
    let intents: i64 = intended.iter().map(|act| book.acts(act)).sum();
    assert_eq!(intents, book.count("SELECT count(*) FROM document"), "an intent is journalled once");
}

fn row(document: Document) -> (String, Row) {
    let Document { document_key, kind, transaction_date, amounts, approval_number, original, .. } = document;
    let row = Row {
        act: match kind {
            practice_nts::Kind::Issue => "issue".into(),
            practice_nts::Kind::Cancel => "cancel".into(),
        },
        date: transaction_date,
        amounts: [
            amounts.transaction_amount,
            amounts.supply_amount,
            amounts.tax_amount,
            amounts.service_amount,
        ],
        approval: Some(approval_number),
        original: original.map(|original| original.original_approval_number),
        sent_at: None,
    };
    (document_key, row)
}

fn invoice_row(invoice: Invoice) -> (String, Row) {
    let Invoice { document_key, invoice_id, sent_at, paper, .. } = invoice;
    let totals = paper.totals;
    let row = Row {
        act: if paper.amends.is_some() { "amend" } else { "invoice" }.to_owned(),
        date: paper.issue_date,
        amounts: [totals.total_amount, totals.total_supply_amount, totals.total_tax_amount, 0],
        approval: Some(invoice_id),
        original: paper.amends.map(|amends| amends.original_invoice_id),
        sent_at: sent_at.map(|at| at.trim_end_matches("+09:00").to_owned()),
    };
    (document_key, row)
}
