//! The files themselves: stable, whole or not there, masked, and what changed since the last time.

use std::cell::RefCell;
use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

use calamine::{Data, DataType};
use domain::{Approval, ApprovalNumber, State};
use office::{ExportProgress, Numbers, OfficeError};

use crate::read::{sheet, won};
use crate::shop::{Sale, Shop, day, refused};

const NOVEMBER: &str = "2026-11";

fn sold(on: u64, won: i64, kind: u8, fate: u8) -> Sale {
    Sale { on, won, kind, fate, revised: None, rest: None }
}

/// November 2026 begins 61 days after September does.
fn shop() -> Shop {
    let shop = Shop::open();
    let cancelled = Sale { revised: Some((3, 0)), ..sold(59, 11_000, 0, 1) };
    shop.keep(&[cancelled, sold(61, 22_000, 0, 0), sold(70, 300_000, 4, 2), sold(71, 33_000, 1, 4)]);
    shop
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
    let mut names: Vec<String> = entries.map(|name| name.into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn the_same_book_makes_the_same_bytes() {
    let shop = shop();
    let [first, second] = ["a", "b"].map(|name| {
        shop.export(NOVEMBER, &shop.folder.path().join(name), Numbers::Masked).unwrap().manifest.files
    });
    assert_eq!(first, second);
    assert_eq!(first.len(), 11);
}

#[test]
fn only_whole_files_stand_in_the_folder() {
    let shop = shop();
    let folder = shop.folder.path().join("out");
    let exported = shop.export(NOVEMBER, &folder, Numbers::Masked).unwrap();
    let mut expected: Vec<String> = exported.manifest.files.iter().map(|file| file.name.clone()).collect();
    expected.push(exported.manifest_name());
    expected.sort();
    assert_eq!(names(&folder), expected, "and nothing unfinished beside them");
    for file in &exported.manifest.files {
        assert_eq!(fs::metadata(folder.join(&file.name)).unwrap().len(), file.bytes);
    }
}

#[test]
fn a_folder_that_cannot_be_written_is_an_error_and_leaves_no_trace() {
    let shop = shop();
    let no_folder = shop.folder.path().join("file");
    fs::write(&no_folder, "mine").unwrap();
    let rows = shop.office.verify_journal().unwrap().rows;
    let refused = shop.export(NOVEMBER, &no_folder, Numbers::Masked);
    assert!(matches!(refused, Err(OfficeError::Export { .. })), "{refused:?}");
    assert_eq!(fs::read_to_string(&no_folder).unwrap(), "mine");
    assert_eq!(shop.office.verify_journal().unwrap().rows, rows);
}

/// A folder has the name: nothing can be written over it, as over a file that another program holds open on Windows.
#[test]
fn a_name_that_cannot_be_taken_leaves_folder_and_book_as_they_were() {
    let shop = shop();
    let folder = shop.folder.path().join("out");
    let first = shop.export(NOVEMBER, &folder, Numbers::Masked).unwrap();
    let number = ApprovalNumber::parse("TB0000005").unwrap();
    shop.set(5, &State::Approved(Approval { number, at: day(71).and_hms_opt(15, 0, 0).unwrap() }));
    let rows = shop.office.verify_journal().unwrap().rows;
    for file in first.manifest.files.iter().map(|file| file.name.clone()).chain([first.manifest_name()]) {
        let taken = folder.join(&file);
        let whole = fs::read(&taken).unwrap();
        fs::remove_file(&taken).unwrap();
        fs::create_dir_all(taken.join("mine")).unwrap();
        let before = contents(&folder);
        let refused = shop.export(NOVEMBER, &folder, Numbers::Masked);
        assert!(matches!(refused, Err(OfficeError::Export { .. })), "{refused:?}");
        assert!(contents(&folder) == before, "{file}: the folder was changed");
        assert_eq!(shop.office.verify_journal().unwrap().rows, rows);
        fs::remove_dir_all(&taken).unwrap();
        fs::write(&taken, whole).unwrap();
    }
    let exported = shop.export(NOVEMBER, &folder, Numbers::Masked).unwrap();
    assert_eq!(exported.manifest.changes.added.len(), 1, "since the first, the only other that came about");
    assert_eq!(shop.office.verify_journal().unwrap().rows, rows + 1);
}

/// Names, and what is in the files.
fn contents(folder: &Path) -> Vec<(String, Option<Vec<u8>>)> {
    names(folder).into_iter().map(|name| (name.clone(), fs::read(folder.join(name)).ok())).collect()
}

#[cfg(unix)]
#[test]
fn an_older_file_that_nobody_may_write_to_is_replaced_and_not_written_into() {
    use std::os::unix::fs::PermissionsExt;

    let shop = shop();
    let folder = shop.folder.path().join("out");
    let first = shop.export(NOVEMBER, &folder, Numbers::Masked).unwrap();
    let name = folder.join(&first.manifest.files[0].name);
    let elsewhere = shop.folder.path().join("opened by another program");
    fs::hard_link(&name, &elsewhere).unwrap();
    let before = fs::read(&elsewhere).unwrap();
    fs::set_permissions(&name, fs::Permissions::from_mode(0o444)).unwrap();
    shop.export(NOVEMBER, &folder, Numbers::Whole).unwrap();
    assert!(fs::read(&elsewhere).unwrap() == before, "who has it open goes on seeing the old one");
    assert!(fs::read(&name).unwrap() != before);
}

#[test]
fn progress_is_told_from_none_to_all_and_calling_off_leaves_everything_as_it_was() {
    let shop = shop();
    let folder = shop.folder.path().join("out");
    let rows = shop.office.verify_journal().unwrap().rows;
    for stop_at in [0, 1, 2] {
        let told = RefCell::new(Vec::new());
        let watch = |progress: ExportProgress| {
            told.borrow_mut().push((progress.done, progress.of));
            if told.borrow().len() > stop_at { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        let called_off = shop.export_watched(NOVEMBER, &folder, Numbers::Masked, &watch);
        assert!(matches!(called_off, Err(OfficeError::ExportCancelled)), "{called_off:?}");
        assert_eq!(*told.borrow(), [(0, 3), (3, 3), (3, 3)][..=stop_at]);
        assert!(!folder.exists(), "the folder that was made for it is gone");
        assert_eq!(shop.office.verify_journal().unwrap().rows, rows);
    }
}

#[test]
fn what_changed_since_the_last_export_is_told() {
    let shop = shop();
    let folder = shop.folder.path().join("out");
    let first = shop.export(NOVEMBER, &folder, Numbers::Masked).unwrap().manifest;
    assert_eq!((first.changes.since.clone(), first.undecided), (None, 1));
    let again = shop.export(NOVEMBER, &folder, Numbers::Masked).unwrap().manifest;
    assert!(
        again.changes.since.is_some() && again.changes.added.is_empty() && again.changes.removed.is_empty()
    );
    // The rows in the order of writing: receipt, its cancel, receipt, invoice, the unknown one.
    let number = ApprovalNumber::parse("TB0000005").unwrap();
    shop.set(5, &State::Approved(Approval { number, at: day(71).and_hms_opt(15, 0, 0).unwrap() }));
    let number = ApprovalNumber::parse("TB0000003").unwrap();
    let approval = Approval { number, at: day(61).and_hms_opt(14, 30, 0).unwrap() };
    shop.set(3, &State::RefusedLater { approval, refusal: refused() });
    let changed = shop.export(NOVEMBER, &folder, Numbers::Masked).unwrap().manifest;
    let totals = |moved: &[report::MovedDocument]| moved.iter().map(|one| one.total_won).collect::<Vec<_>>();
    assert_eq!(totals(&changed.changes.added), [33_000]);
    assert_eq!(totals(&changed.changes.removed), [22_000]);
    assert_eq!(changed.changes.total_won_then, Some(first.totals.net().total_won));
    assert_eq!(changed.undecided, 0);
}

#[test]
fn numbers_are_masked_unless_asked_for_and_texts_are_never_formulas() {
    let shop = shop();
    let resident = Sale { on: 72, won: 500_000, kind: 4, fate: 0, revised: None, rest: None };
    assert_eq!(resident.won % 3, 2, "goes to a resident number");
    shop.keep(&[resident]);
    for (numbers, written) in [(Numbers::Masked, "010-****-5678"), (Numbers::Whole, "010-1234-5678")] {
        let exported = shop.export(NOVEMBER, &shop.folder.path().join(written), numbers).unwrap();
        let rows = sheet(&exported, "매출장부", 0);
        let receipt = rows.iter().find(|row| row[1] == Data::String("현금영수증".into())).unwrap();
        assert_eq!(receipt[6], Data::String(written.into()));
        assert_eq!(receipt[8], Data::String("=1+1".into()), "a text, not a sum");
        assert_eq!(receipt[12], Data::Float(22_000.0), "a number");
        let csv = exported.folder.join("2026-11_매출장부_UTF-8.csv");
        let csv = fs::read_to_string(csv).unwrap();
        assert!(csv.contains(",'=1+1,"));
        let person = rows.iter().find(|row| row[7] == Data::String("김개인".into())).unwrap();
        assert_eq!(person[6], Data::String("900101-*******".into()), "masked in both");
        assert!(!csv.contains("1234568"));
        assert_eq!(exported.manifest.masked, numbers == Numbers::Masked);
        let noted = format!("\"masked\":{}", numbers == Numbers::Masked);
        assert!(shop.last_journal_facts().contains(&noted), "the journal says so");
    }
}

#[test]
fn a_cancel_in_a_later_month_counts_there_and_names_its_original() {
    let shop = shop();
    let folder = shop.folder.path().join("out");
    let october = shop.export("2026-10", &folder, Numbers::Masked).unwrap();
    assert_eq!(october.manifest.totals.net().total_won, 11_000);
    let november = shop.export(NOVEMBER, &folder, Numbers::Masked).unwrap();
    let rows = sheet(&november, "취소수정", 0);
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[1][5].get_datetime().map(|day| day.as_f64()), Some(46_325.0), "the thirtieth of October");
    assert_eq!(rows[1][6], Data::String("예".into()));
    assert_eq!(rows[1][12], Data::Float(-5_500.0));
}

/// A statutory form has three digits of an amount in each cell.
#[test]
fn the_papers_say_the_sums_of_the_workbooks() {
    let shop = shop();
    let exported = shop.export(NOVEMBER, &shop.folder.path().join("out"), Numbers::Masked).unwrap();
    let words = |part: &str| {
        let name = format!("2026-11_{part}.pdf");
        let text = pdf_extract::extract_text(exported.folder.join(name)).unwrap();
        text.split_whitespace().collect::<String>()
    };
    let receipts = &exported.manifest.totals.receipts;
    let tally = words("현금영수증_발급집계");
    let net = receipts.net();
    for sums in [receipts.issued.total_won, receipts.revised.total_won, net.supply_won, net.vat_won] {
        let grouped = domain::Won::new(sums).unwrap().to_string();
        assert!(tally.contains(&grouped), "{grouped}: {tally}");
    }
    let form23 = words("신용카드매출전표등_발행금액집계표");
    assert!(form23.contains(&domain::Won::new(net.total_won).unwrap().to_string()), "{form23}");
    let form38 = words("매출처별_세금계산서합계표");
    let rows = sheet(&exported, "세금계산서합계표", 0);
    let amounts = [2, 3, 4, 5].map(|column| won(&rows[6][column]).to_string()).concat();
    assert!(form38.contains(&amounts) && form38.contains("연습용"), "{amounts}: {form38}");
}
