//! To the won: what the files say against straight SQL over the book's file.

use std::path::Path;

use calamine::{Data, DataType, Reader, Xlsx, open_workbook};
use office::{Exported, Numbers};
use proptest::prelude::*;
use rusqlite::Connection;

use crate::shop::{Sale, Shop};

const MONTHS: [&str; 4] = ["2026-09", "2026-10", "2026-11", "2026-12"];
const COUNTS: &str = "s.state IN ('approved', 'transmitted', 'confirmed')";

fn sale() -> impl Strategy<Value = Sale> {
    let revised = proptest::option::of((0_u64..40, 0_u8..7));
    (0_u64..85, 1_000_i64..900_000, 0_u8..7, 0_u8..7, revised)
        .prop_map(|(on, won, kind, fate, revised)| Sale { on, won, kind, fate, revised })
}

/// Documents, supply, VAT, service and total of a month, signed as they count.
fn by_sql(path: &Path, month: &str, and: &str) -> [i64; 5] {
    let sign = "CASE d.act WHEN 'cancel' THEN -1 ELSE 1 END";
    let sum = |column: &str| format!("coalesce(sum({sign} * d.{column}), 0)");
    let sums: Vec<String> = ["supply", "vat", "service", "total"].map(sum).into();
    let sql = format!(
        "SELECT count(*), {} FROM document d, standing s
         WHERE s.document_id = d.id AND {COUNTS} AND substr(d.trade_date, 1, 7) = ?1 AND {and}",
        sums.join(", ")
    );
    let connection = Connection::open(path).unwrap();
    connection
        .query_row(&sql, [month], |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?]))
        .unwrap()
}

fn listed(sums: &report::Sums) -> [i64; 5] {
    [i64::from(sums.count), sums.supply_won, sums.vat_won, sums.service_won, sums.total_won]
}

pub fn sheet(exported: &Exported, part: &str, index: usize) -> Vec<Vec<Data>> {
    let file = exported.manifest.files.iter().find(|file| file.name.contains(part)).unwrap();
    let mut book: Xlsx<_> = open_workbook(exported.folder.join(&file.name)).unwrap();
    let range = book.worksheet_range_at(index).unwrap().unwrap();
    range.rows().map(<[Data]>::to_vec).collect()
}

#[expect(clippy::cast_possible_truncation, reason = "whole won")]
fn won(cell: &Data) -> i64 {
    cell.get_float().map_or(0, |number| number as i64)
}

fn column_sums(rows: &[Vec<Data>], columns: [usize; 4]) -> [i64; 5] {
    let sum = |column: usize| rows.iter().map(|row| won(&row[column])).sum();
    let [supply, vat, service, total] = columns.map(sum);
    [i64::try_from(rows.len()).unwrap(), supply, vat, service, total]
}

fn check(shop: &Shop, month: &str) {
    let exported = shop.export(month, &shop.folder.path().join(month), Numbers::Masked).unwrap();
    let sql = |and: &str| by_sql(&shop.book_path(), month, and);
    let totals = &exported.manifest.totals;
    assert_eq!(listed(&totals.net()), sql("1"), "{month}: all");
    for (sums, acts) in [
        (&totals.receipts.issued, "'issue'"),
        (&totals.receipts.revised, "'cancel'"),
        (&totals.invoices.issued, "'invoice'"),
        (&totals.invoices.revised, "'amend'"),
    ] {
        assert_eq!(listed(sums), sql(&format!("d.act = {acts}")), "{month}: {acts}");
    }
    let ledger = sheet(&exported, "매출장부", 0);
    assert_eq!(column_sums(&ledger[1..], [9, 10, 11, 12]), sql("1"), "{month}: the ledger");
    let revised = sheet(&exported, "취소수정", 0);
    assert_eq!(column_sums(&revised[1..], [9, 10, 11, 12]), sql("d.act IN ('cancel', 'amend')"));
    check_forms(&exported, &sql);
}

fn check_forms(exported: &Exported, sql: &dyn Fn(&str) -> [i64; 5]) {
    let receipt = "d.act IN ('issue', 'cancel')";
    let form = sheet(exported, "발행금액집계표", 0);
    let column: Vec<i64> = form[6..10].iter().map(|row| won(&row[3])).collect();
    let goods = |taxation: &str| {
        let [_, supply, vat, ..] = sql(&format!("{receipt} AND d.taxation = '{taxation}'"));
        supply + vat
    };
    let [.., service, all] = sql(receipt);
    assert_eq!(column, [all, goods("taxable"), goods("exempt"), service], "form 23");
    let invoices = "d.act IN ('invoice', 'amend') AND d.taxation <> 'exempt'";
    let [count, supply, vat, ..] = sql(invoices);
    let all = &sheet(exported, "세금계산서합계표", 0)[6];
    assert_eq!([won(&all[3]), won(&all[4]), won(&all[5])], [count, supply, vat], "form 38");
    for (index, sent) in [(1, "s.sent_at IS NULL"), (2, "s.sent_at IS NOT NULL")] {
        let rows = sheet(exported, "세금계산서합계표", index);
        let listed: i64 = rows[6..].iter().map(|row| won(&row[4])).sum();
        let [_, supply, ..] = sql(&format!("{invoices} AND {sent} AND d.number_kind = 'business_number'"));
        assert_eq!(listed, supply, "form 38, details {index}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn totals_equal_an_independent_recomputation_to_the_won(sales in proptest::collection::vec(sale(), 0..40)) {
        let shop = Shop::open();
        shop.keep(&sales);
        for month in MONTHS {
            check(&shop, month);
        }
        shop.office.verify_journal().unwrap();
    }
}
