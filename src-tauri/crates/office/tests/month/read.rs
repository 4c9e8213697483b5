//! The files read back by other hands: workbooks by calamine, csv by its crate, records by their bytes.

use std::fs;

use calamine::{Data, DataType, Reader, Xlsx, open_workbook};
use office::Exported;

/// A sheet of the one workbook whose name holds `part`.
pub fn sheet(exported: &Exported, part: &str, index: usize) -> Vec<Vec<Data>> {
    let mut book: Xlsx<_> = open_workbook(path(exported, part, ".xlsx")).unwrap();
    let range = book.worksheet_range_at(index).unwrap().unwrap();
    range.rows().map(<[Data]>::to_vec).collect()
}

#[expect(clippy::cast_possible_truncation, reason = "whole won")]
pub fn won(cell: &Data) -> i64 {
    cell.get_float().map_or(0, |number| number as i64)
}

/// How many rows, and the sums of four columns.
pub fn column_sums(rows: &[Vec<Data>], columns: [usize; 4]) -> [i64; 5] {
    let sum = |column: usize| rows.iter().map(|row| won(&row[column])).sum();
    let [supply, vat, service, total] = columns.map(sum);
    [i64::try_from(rows.len()).unwrap(), supply, vat, service, total]
}

/// The same of the csv of an encoding; numbers are the same bytes in both.
pub fn csv_sums(exported: &Exported, encoding: &str) -> [i64; 5] {
    let mut reader = csv::Reader::from_path(path(exported, encoding, ".csv")).unwrap();
    let mut sums = [0; 5];
    for record in reader.byte_records().map(Result::unwrap) {
        sums[0] += 1;
        for (sum, column) in sums[1..].iter_mut().zip(9..) {
            *sum += std::str::from_utf8(&record[column]).unwrap().parse::<i64>().unwrap();
        }
    }
    sums
}

/// Buyers, invoices, supply and VAT of all, of businesses and of persons, in the record of this kind.
pub fn record_totals(exported: &Exported, kind: u8) -> [[i64; 4]; 3] {
    let file = fs::read(path(exported, "초안", ".txt")).unwrap();
    let lines: Vec<&[u8]> = file.chunks(172).collect();
    assert!(lines.iter().all(|line| line.len() == 172 && line.ends_with(b"\r\n")));
    let line = lines.iter().find(|line| line[0] == kind).unwrap();
    [11, 54, 97]
        .map(|at| [(0, 7), (7, 14), (14, 29), (29, 43)].map(|(from, to)| signed(&line[at + from..at + to])))
}

/// A number whose last digit may be over-punched.
fn signed(field: &[u8]) -> i64 {
    let (last, first) = field.split_last().unwrap();
    let first = std::str::from_utf8(first).unwrap().parse::<i64>().unwrap() * 10;
    match last {
        b'0'..=b'9' => first + i64::from(last - b'0'),
        b'}' => -first,
        b'J'..=b'R' => -first - i64::from(last - b'J') - 1,
        other => panic!("{other} is no digit"),
    }
}

fn path(exported: &Exported, part: &str, ending: &str) -> std::path::PathBuf {
    let found = |name: &str| name.contains(part) && name.ends_with(ending);
    let file = exported.manifest.files.iter().find(|file| found(&file.name)).unwrap();
    exported.folder.join(&file.name)
}
