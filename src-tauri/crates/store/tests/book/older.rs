//! Older books: every row comes along as it was, and every rule and index of a new book holds afterwards.

use std::fs;
use std::path::{Path, PathBuf};

use domain::{DocumentKey, KeyKind, State};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension};
use store::{Book, BookError, Ledger, World};
use tempfile::TempDir;

use crate::invoices::{invoice, issue_invoice};
use crate::support::{at, raw, refusal, today};

const VERSION_2: &str = include_str!("version_2.sql");

/// A book as version 2 of the program left it.
fn older() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book.db");
    let file = raw(&path);
    file.execute_batch("PRAGMA foreign_keys = OFF; PRAGMA journal_mode = WAL").unwrap();
    file.execute_batch(VERSION_2).unwrap();
    (folder, path)
}

fn open(path: &Path) -> Result<Book, BookError> {
    Book::open(path, World::Practice, at(600))
}

fn key(text: &str) -> DocumentKey {
    DocumentKey::parse(text).unwrap()
}

fn texts(file: &Connection, sql: &str) -> Vec<String> {
    let mut statement = file.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| row.get(0)).unwrap();
    rows.map(Result::unwrap).collect()
}

fn rows(file: &Connection, table: &str, columns: &[String]) -> Vec<Vec<Value>> {
    let sql = format!("SELECT {} FROM {table} ORDER BY 1, 2", columns.join(", "));
    let mut statement = file.prepare(&sql).unwrap();
    let rows = statement.query_map([], |row| (0..columns.len()).map(|n| row.get(n)).collect()).unwrap();
    rows.map(Result::unwrap).collect()
}

#[test]
fn every_row_of_every_table_comes_along_unchanged() {
    let (_folder, path) = older();
    let file = raw(&path);
    let tables = texts(&file, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name");
    let columns = |file: &Connection, table: &str| {
        texts(file, &format!("SELECT name FROM pragma_table_info('{table}') ORDER BY cid"))
    };
    let before: Vec<_> = tables
        .iter()
        .map(|table| {
            let columns = columns(&file, table);
            (table, rows(&file, table, &columns), columns)
        })
        .collect();
    assert!(before.iter().all(|(_, rows, _)| !rows.is_empty()), "the book has one of everything");
    drop(open(&path).unwrap());
    for (table, rows_before, columns) in before {
        let renamed: Vec<String> = columns
            .iter()
            .map(|column| if column == "cancel_reason" { "reason".to_owned() } else { column.clone() })
            .collect();
        let mut rows_after = rows(&file, table, &renamed);
        if table == "schema_note" {
            let steps: Vec<Value> = rows_after.split_off(2).into_iter().map(|row| row[0].clone()).collect();
            assert_eq!(steps, [3, 4, 5, 6, 7].map(Value::Integer));
        }
        assert_eq!(rows_after, rows_before, "{table}");
    }
}

#[test]
fn an_older_book_has_the_rules_and_indexes_of_a_new_one() {
    let (folder, path) = older();
    drop(open(&path).unwrap());
    let new = folder.path().join("new.db");
    drop(Book::open(&new, World::Practice, at(0)).unwrap());
    let schema = |path: &PathBuf| {
        texts(
            &raw(path),
            "SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_schema ORDER BY 1",
        )
    };
    assert_eq!(schema(&path), schema(&new));
    let file = raw(&path);
    assert_eq!(texts(&file, "PRAGMA integrity_check"), ["ok"]);
    let astray: Option<String> =
        file.query_row("PRAGMA foreign_key_check", [], |row| row.get(0)).optional().unwrap();
    assert_eq!(astray, None);
    for table in ["document", "standing"] {
        assert!(refusal(&path, &format!("DELETE FROM {table}")).contains("never"), "{table}");
    }
    let astray = "PRAGMA foreign_keys = ON; INSERT INTO print (document_id, copy_no, printed_at, state)
                  VALUES (99, 0, '', 'queued')";
    assert!(refusal(&path, astray).contains("FOREIGN KEY"));
}

#[test]
fn an_older_book_goes_on_where_it_was() {
    let (_folder, path) = older();
    let book = open(&path).unwrap();
    book.read(|r| {
        let sold = r.shelved(&key("R261122-01-000001"))?.unwrap();
        assert_eq!((sold.document.total().get(), sold.cancelled.get()), (12_290, 2_290));
        assert_eq!(sold.standing.state.name(), "approved");
        assert_eq!((sold.standing.sent_at, sold.standing.transmit_at), (None, None));
        assert_eq!(r.document_count()?, 13);
        assert_eq!(r.verify_journal()?.rows, 2);
        assert_eq!(r.prints_of(sold.document.id)?.len(), 2);
        assert_eq!(r.attempts_of(sold.document.id)?.len(), 2);
        let corrected = r.shelved(&key("R261122-01-000002"))?.unwrap().document.id;
        assert!(r.correction_of(corrected)?.unwrap().reissue.is_some());
        assert_eq!(r.open_differences()?.len(), 1);
        assert_eq!(r.reconciled_at("hometax", Ledger::Receipts, today())?, Some(at(30)));
        assert_eq!(r.reconciled_at("hometax", Ledger::Invoices, today())?, None);
        assert_eq!(r.open_count()?.waiting, 1);
        Ok(())
    })
    .unwrap();
    let next = book.write(|w| w.next_key(KeyKind::Receipt, today(), 1)).unwrap();
    assert_eq!(next.as_str(), "R261122-01-000012", "no key is given out twice");
    let (written, _) = issue_invoice(&book, &invoice("110,000"), at(700));
    assert_eq!(book.read(|r| r.shelved(&written)).unwrap().unwrap().standing.state, State::Ready);
}

#[test]
fn a_row_that_points_at_nothing_stops_the_growth_and_the_file_stays_as_it_was() {
    let (_folder, path) = older();
    raw(&path)
        .execute_batch(
            "PRAGMA foreign_keys = OFF; INSERT INTO print (document_id, copy_no, printed_at, state)
             VALUES (99, 0, '2026-11-22T14:30:00.000', 'queued')",
        )
        .unwrap();
    let before = texts(&raw(&path), "SELECT coalesce(sql, '') FROM sqlite_schema ORDER BY 1");
    let error = open(&path).unwrap_err();
    assert!(matches!(error, BookError::Corrupt { table: "book", .. }), "{error:?}");
    let file = raw(&path);
    assert_eq!(texts(&file, "SELECT coalesce(sql, '') FROM sqlite_schema ORDER BY 1"), before);
    assert_eq!(texts(&file, "SELECT CAST(user_version AS TEXT) FROM pragma_user_version"), ["2"]);
    assert!(fs::metadata(&path).is_ok());
}
