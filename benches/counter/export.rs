//! The ledger's workbook: 100,000 rows by us, by openpyxl (write-only) and by XlsxWriter (constant memory) in one run, and
//! what our peak of memory does when the rows become ten times as many.
//!
//! All write the same cells: ours are made row by row from documents, Python's are read from our own csv beforehand, outside
//! of its time. Each runs in a process of its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use chrono::{NaiveDate, TimeDelta};
use domain::{
    ApprovalNumber, BuyerId, BuyerKind, ConsumerNumber, DocumentKey, InvoiceKind, KeyKind, Period, Purpose,
    ShopForm, Span, Taxation, Won,
};
use report::{Close, LedgerBook, Numbers, PeriodFiles, PeriodTotals, Row, What};

const ROWS: u32 = 100_000;
const FEW: u32 = 10_000;
const ROUNDS: usize = 3;
const CHILD: &str = "export-child";
const PACKAGES: [&str; 2] = ["openpyxl==3.1.5", "XlsxWriter==3.2.9"];

pub fn run() {
    let folder = tempfile::tempdir().unwrap();
    let (few, many) = (measured(FEW, folder.path()), measured(ROWS, folder.path()));
    println!(
        "{:<28} ours p50 {:8.0} ms  {:.1} MB | peak of memory {:.1} MB with {FEW} rows, {:.1} MB with {ROWS}",
        "ledger.xlsx, 100,000 rows", many.ms, many.megabytes, few.peak_mb, many.peak_mb
    );
    whole_period(folder.path());
    let Some(python) = python() else {
        println!("{:<28} without openpyxl and XlsxWriter: they could not be installed", "");
        return;
    };
    let rows = folder.path().join("all").join("2026-11_매출장부_UTF-8.csv");
    for library in ["openpyxl", "xlsxwriter"] {
        let ended = Command::new(&python)
            .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/counter/export.py"))
            .args([library, &ROUNDS.to_string()])
            .arg(&rows)
            .arg(folder.path().join("python.xlsx"))
            .output()
            .unwrap();
        assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
        let theirs: f64 = String::from_utf8(ended.stdout).unwrap().trim().parse().unwrap();
        println!(
            "{:<28} {library} p50 {theirs:8.0} ms | {library} / ours {:.1}  (goal > 1)",
            "ledger.xlsx, 100,000 rows",
            theirs / many.ms
        );
    }
}

/// Does the child's part, if this process is one.
pub fn is_child() -> bool {
    let words: Vec<String> = std::env::args().collect();
    let Some(at) = words.iter().position(|word| word == CHILD) else { return false };
    let (rows, folder) = (words[at + 1].parse().unwrap(), PathBuf::from(&words[at + 2]));
    let mut times: Vec<f64> = (0..ROUNDS).map(|_| write_ledger(rows, &folder)).collect();
    times.sort_by(f64::total_cmp);
    println!("{} {}", times[ROUNDS / 2], peak_kilobytes());
    true
}

struct Measured {
    ms: f64,
    peak_mb: f64,
    megabytes: f64,
}

fn measured(rows: u32, folder: &Path) -> Measured {
    let child = std::env::current_exe().unwrap();
    let ended = Command::new(child).args([CHILD, &rows.to_string()]).arg(folder).output().unwrap();
    assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
    let said = String::from_utf8(ended.stdout).unwrap();
    let (ms, peak) = said.trim().split_once(' ').unwrap();
    let bytes = fs::metadata(folder.join("ledger.xlsx")).unwrap().len();
    Measured {
        ms: ms.parse().unwrap(),
        peak_mb: peak.parse::<f64>().unwrap() / 1_024.0,
        megabytes: bytes as f64 / 1e6,
    }
}

/// Milliseconds from the first row to the whole file.
fn write_ledger(rows: u32, folder: &Path) -> f64 {
    let (close, mut totals) = (close(), PeriodTotals::default());
    let began = Instant::now();
    let mut ledger = LedgerBook::begin("ledger.xlsx", folder, &close).unwrap();
    for nth in 0..rows {
        let row = row(nth);
        ledger.add(&row, &close).unwrap();
        totals.add(&row);
    }
    ledger.finish(folder, &close, &totals).unwrap();
    began.elapsed().as_secs_f64() * 1_000.0
}

/// All workbooks, both csv and the records.
fn whole_period(folder: &Path) {
    let all = folder.join("all");
    fs::create_dir(&all).unwrap();
    let began = Instant::now();
    let mut files = PeriodFiles::begin(&all, close()).unwrap();
    (0..ROWS).for_each(|nth| files.add(&row(nth)).unwrap());
    let files = files.finish().unwrap().files.len();
    let ms = began.elapsed().as_secs_f64() * 1_000.0;
    println!("{:<28} {ms:8.0} ms for {files} files", "period, 100,000 documents");
}

fn close() -> Close {
    let november = NaiveDate::from_ymd_opt(2026, 11, 1).unwrap();
    Close {
        period: Period::of(november, Span::Month),
        shop: ShopForm::practice().check().unwrap(),
        numbers: Numbers::Masked,
        practice: false,
    }
}

/// Two receipts to an invoice.
fn row(nth: u32) -> Row {
    let won = |won: u32| Won::new(won.into()).unwrap();
    let on = NaiveDate::from_ymd_opt(2026, 11, 1 + nth % 30).unwrap();
    let total = 1_000 + nth % 90_000 * 11;
    let vat = total / 11;
    let what = if nth % 3 == 2 {
        What::Invoice {
            kind: InvoiceKind::Taxable,
            buyer: BuyerId::parse(BuyerKind::BusinessNumber, "314-81-20001").unwrap(),
            buyer_name: format!("한빛상사 {}호점", nth % 500),
            business_type: None,
            business_item: None,
            sent_at: None,
        }
    } else {
        What::Receipt {
            number: ConsumerNumber::recognise(&format!("010-1234-{:04}", nth % 10_000)).unwrap(),
            purpose: Purpose::IncomeDeduction,
            taxation: Taxation::Taxable,
        }
    };
    Row {
        key: DocumentKey::new(KeyKind::Receipt, on, 1, nth + 1).unwrap(),
        traded_at: on.and_hms_opt(9, 0, 0).unwrap() + TimeDelta::seconds(i64::from(nth % 40_000)),
        approval: Some(ApprovalNumber::parse(&format!("TB{nth:07}")).unwrap()),
        confirmed: !nth.is_multiple_of(7),
        supply: won(total - vat),
        vat: won(vat),
        service: Won::ZERO,
        total: won(total),
        item: Some(format!("볼펜 {nth}")),
        memo: None,
        what,
        revises: None,
    }
}

/// The most memory this process has had (VmHWM); 0 where the system does not tell.
fn peak_kilobytes() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0)
}

/// A Python of our own with both libraries, made on the first run; none where that cannot be done.
fn python() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench-python");
    let python = folder.join("bin/python");
    let runs = |program: &Path, words: &[&str]| {
        Command::new(program).args(words).output().is_ok_and(|ended| ended.status.success())
    };
    let has_both = || runs(&python, &["-c", "import openpyxl, xlsxwriter"]);
    let made = has_both()
        || (runs(Path::new("python3"), &["-m", "venv", folder.to_str()?])
            && runs(&python, &[&["-m", "pip", "install", "--quiet"], PACKAGES.as_slice()].concat())
            && has_both());
    made.then_some(python)
}
