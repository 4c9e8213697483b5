//! A close onto a disk without room: all files or none, the older ones as they were, and no row in the journal without them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Stdio;

use serde_json::json;

use crate::batch::Running;
use crate::ledgers::Book;
use crate::shop::{Said, Shop, ended};
use crate::small_disk::SmallDisk;

/// Blocks of 512 bytes between two limits, up to more than the largest file has.
const STEP: usize = 12;
const ENOUGH: u32 = 132;
const MANY: u32 = 200;

/// Names and what is in the files, hidden ones too.
fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path());
    files.map(|path| (path.display().to_string(), fs::read(&path).unwrap_or_default())).collect()
}

fn sold() -> Shop {
    let shop = Shop::open();
    sell(&shop, "12000");
    shop
}

fn sell(shop: &Shop, amount: &str) {
    let issued = shop.run(&["receipt", "issue", "--amount", amount]);
    assert_eq!(issued.code, Some(0), "{issued:?}");
}

fn month_sold_in(shop: &Shop) -> String {
    Book::read(&shop.book(), &shop.book_key())
        .texts("SELECT substr(trade_date, 1, 7) FROM document")
        .remove(0)
}

fn exports(shop: &Shop) -> i64 {
    Book::read(&shop.book(), &shop.book_key()).acts("exported")
}

fn assert_refused(said: &Said) {
    assert_eq!(said.code, Some(1), "{said:?}");
    assert!(
        said.err.contains("장부는 그대로예요") || said.err.contains("아무것도 보내지 않았어요"),
        "{said:?}"
    );
}

#[test]
fn whatever_write_is_the_first_to_fail_the_folder_has_all_files_or_none_of_them() {
    let shop = sold();
    assert!(sweep(&shop, ENOUGH) > 0, "with few documents some limits are enough");
    // With many, what waits for the end of a workbook is the largest of all files.
    let line = |nth: u32| json!({ "act": "issue", "press_id": nth.to_string(), "amount": 20_000 + nth });
    let lines: Vec<String> = (0..MANY).map(|nth| line(nth).to_string()).collect();
    let (code, said) = Running::start(shop.jangbu(&["batch"]), &lines).finish();
    assert_eq!(code, Some(0), "{said:?}");
    sweep(&shop, ENOUGH);
    assert_eq!(close(&shop, None).code, Some(0));
}

/// Closes under one limit after another; answers how many closes came about.
fn sweep(shop: &Shop, up_to: u32) -> i64 {
    let (out, mut written) = (shop.data.join("out"), 0);
    for blocks in (0..up_to).step_by(STEP) {
        let (before, rows) = (contents(&out), exports(shop));
        let said = close(shop, Some(blocks));
        if said.code == Some(0) {
            written += 1;
            assert_eq!((contents(&out).len(), exports(shop)), (12, rows + 1), "{blocks} blocks");
        } else {
            assert_refused(&said);
            assert!(contents(&out) == before, "{blocks} blocks: the folder was changed");
            assert_eq!(exports(shop), rows, "{blocks} blocks");
        }
    }
    written
}

fn close(shop: &Shop, within: Option<u32>) -> Said {
    let (out, month) = (shop.data.join("out"), month_sold_in(shop));
    let words = ["close", "--month", &month, "--out", out.to_str().unwrap()];
    let mut command = within.map_or_else(|| shop.jangbu(&words), |blocks| shop.jangbu_within(blocks, &words));
    ended(command.stderr(Stdio::piped()).output().unwrap())
}

#[test]
fn a_close_onto_a_full_disk_is_said_and_leaves_the_older_files_as_they_were() {
    let Some(disk) = SmallDisk::mount() else { return };
    let shop = sold();
    let out = disk.root().join("out");
    let month = month_sold_in(&shop);
    let close = ["close", "--month", &month, "--out", out.to_str().unwrap()];
    assert_eq!(shop.run(&close).code, Some(0));
    sell(&shop, "13000");
    let before = contents(&out);
    disk.fill();
    let refused = shop.run(&close);
    assert_refused(&refused);
    assert!(refused.err.contains("디스크에 빈 곳"), "{refused:?}");
    assert!(contents(&out) == before);
    assert_eq!(exports(&shop), 1);
    disk.lock();
    assert_refused(&shop.run(&close));
    disk.unlock();
    disk.make_room();
    assert_eq!(shop.run(&close).code, Some(0));
    assert_eq!(exports(&shop), 2);
}
