//! To the won: what the files of a year's months, quarters and half-years say, against straight SQL over the book's file.

use office::{Exported, Numbers};
use proptest::prelude::*;

use crate::read::{column_sums, csv_sums, record_totals, sheet, won};
use crate::shop::{Sale, Shop};
use crate::sql::{ByHand, Sums};

type Quarter = (&'static str, [&'static str; 3]);

/// A half-year, its quarters, their months. Sales fall into the first two; what is cancelled or amended late, into the third.
const YEAR: [(&str, [Quarter; 2]); 3] = [
    (
        "2026-H2",
        [("2026-Q3", ["2026-07", "2026-08", "2026-09"]), ("2026-Q4", ["2026-10", "2026-11", "2026-12"])],
    ),
    (
        "2027-H1",
        [("2027-Q1", ["2027-01", "2027-02", "2027-03"]), ("2027-Q2", ["2027-04", "2027-05", "2027-06"])],
    ),
    (
        "2027-H2",
        [("2027-Q3", ["2027-07", "2027-08", "2027-09"]), ("2027-Q4", ["2027-10", "2027-11", "2027-12"])],
    ),
];
const RECEIPTS: &str = "d.act IN ('issue', 'cancel')";

fn sale() -> impl Strategy<Value = Sale> {
    let later = || proptest::option::of((0_u64..130, 0_u8..9));
    (0_u64..290, 1_000_i64..900_000, 0_u8..7, 0_u8..9, later(), later())
        .prop_map(|(on, won, kind, fate, revised, rest)| Sale { on, won, kind, fate, revised, rest })
}

fn listed(sums: &report::Sums) -> Sums {
    [i64::from(sums.count), sums.supply_won, sums.vat_won, sums.service_won, sums.total_won]
}

/// Exports a period, checks every file of it, and answers its totals: all of it, receipts, invoices.
fn check(shop: &Shop, period: &str) -> [Sums; 3] {
    let exported = shop.export(period, &shop.folder.path().join(period), Numbers::Masked).unwrap();
    let sql = ByHand::open(&shop.book_path(), period);
    check_manifest(&exported, &sql, period);
    let all = sql.sums("1");
    let ledger = sheet(&exported, "매출장부", 0);
    assert_eq!(column_sums(&ledger[1..], [9, 10, 11, 12]), all, "{period}: the ledger");
    let sums = sheet(&exported, "매출장부", 1);
    assert_eq!([1, 2, 3, 4, 5].map(|column| won(&sums.last().unwrap()[column])), all, "{period}: its sums");
    for encoding in ["UTF-8", "CP949"] {
        assert_eq!(csv_sums(&exported, encoding), all, "{period}: {encoding}");
    }
    let revised = sheet(&exported, "취소수정", 0);
    let sums = column_sums(&revised[1..], [9, 10, 11, 12]);
    assert_eq!(sums, sql.sums("d.act IN ('cancel', 'amend')"), "{period}: cancels and amendments");
    check_receipts(&exported, &sql, period);
    check_form23(&exported, &sql, period);
    check_form38(&exported, &sql, period);
    let totals = &exported.manifest.totals;
    [totals.net(), totals.receipts.net(), totals.invoices.net()].map(|sums| listed(&sums))
}

fn check_manifest(exported: &Exported, sql: &ByHand, period: &str) {
    let totals = &exported.manifest.totals;
    for (sums, act) in [
        (&totals.receipts.issued, "issue"),
        (&totals.receipts.revised, "cancel"),
        (&totals.invoices.issued, "invoice"),
        (&totals.invoices.revised, "amend"),
    ] {
        assert_eq!(listed(sums), sql.sums(&format!("d.act = '{act}'")), "{period}: {act}");
    }
    assert!(exported.manifest.files.iter().all(|file| file.draft == file.name.contains("초안")));
}

fn check_receipts(exported: &Exported, sql: &ByHand, period: &str) {
    let [_, supply, vat, service, total] = sql.sums(RECEIPTS);
    for index in [0, 1] {
        let rows = sheet(exported, "발급집계", index);
        let sums = [5, 6, 7, 8].map(|column| won(&rows.last().unwrap()[column]));
        assert_eq!(sums, [supply, vat, service, total], "{period}: sum of receipts {index}");
    }
    let days = sheet(exported, "발급집계", 1);
    let days: Vec<i64> = days[3..days.len() - 1].iter().map(|row| won(&row[8])).collect();
    let expected: Vec<i64> = sql.receipts_by_day().into_iter().map(|(_, total)| total).collect();
    assert_eq!(days, expected, "{period}: receipts by day");
}

fn check_form23(exported: &Exported, sql: &ByHand, period: &str) {
    let form = sheet(exported, "발행금액집계표", 0);
    let column: Vec<i64> = form[6..10].iter().map(|row| won(&row[3])).collect();
    let goods = |taxation: &str| {
        let [_, supply, vat, ..] = sql.sums(&format!("{RECEIPTS} AND d.taxation = '{taxation}'"));
        supply + vat
    };
    let [.., service, all] = sql.sums(RECEIPTS);
    assert_eq!(column, [all, goods("taxable"), goods("exempt"), service], "{period}: form 23");
}

/// In the workbook and in the records.
fn check_form38(exported: &Exported, sql: &ByHand, period: &str) {
    let rows = sheet(exported, "세금계산서합계표", 0);
    for (first_row, record, in_time) in [(7, b'5', true), (10, b'3', false)] {
        let part = sql.handed_over(in_time);
        let of = |who: &str| {
            let and = format!("{part} AND {who}");
            let [count, supply, vat, ..] = sql.sums(&and);
            [sql.buyers(&and), count, supply, vat]
        };
        let businesses = of("d.number_kind = 'business_number'");
        let persons = of("d.number_kind <> 'business_number'");
        let both: Vec<i64> = businesses.iter().zip(persons).map(|(a, b)| a + b).collect();
        let row = |nth: usize| [2, 3, 4, 5].map(|column| won(&rows[first_row + nth][column]));
        assert_eq!([row(0), row(1)], [businesses, persons], "{period}: form 38, {in_time}");
        assert_eq!(row(2).to_vec(), both, "{period}: form 38, {in_time}");
        let [all, first, second] = record_totals(exported, record);
        assert_eq!((all.to_vec(), first, second), (both, businesses, persons), "{period}: records {in_time}");
        let details = sheet(exported, "세금계산서합계표", if in_time { 2 } else { 1 });
        let sum = |column: usize| details[6..].iter().map(|row| won(&row[column])).sum::<i64>();
        assert_eq!([sum(3), sum(4), sum(5)], businesses[1..], "{period}: form 38, buyers {in_time}");
    }
    let [count, supply, vat, ..] = sql.sums("d.act IN ('invoice', 'amend') AND d.taxation <> 'exempt'");
    let all = [3, 4, 5].map(|column| won(&rows[6][column]));
    assert_eq!(all, [count, supply, vat], "{period}: form 38, all");
}

fn added(parts: &[[Sums; 3]]) -> [Sums; 3] {
    let mut sums = [[0; 5]; 3];
    for part in parts {
        for (sum, amount) in sums.iter_mut().flatten().zip(part.iter().flatten()) {
            *sum += amount;
        }
    }
    sums
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn totals_equal_an_independent_recomputation_to_the_won(sales in proptest::collection::vec(sale(), 60..150)) {
        let shop = Shop::open();
        shop.keep(&sales);
        for (half, quarters) in YEAR {
            let mut halves = Vec::new();
            for (quarter, months) in quarters {
                let months = months.map(|month| check(&shop, month));
                halves.push(check(&shop, quarter));
                prop_assert_eq!(added(&months), halves[halves.len() - 1], "{}", quarter);
            }
            prop_assert_eq!(added(&halves), check(&shop, half), "{}", half);
        }
        shop.office.verify_journal().unwrap();
    }
}
