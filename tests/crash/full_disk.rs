//! No room left, or no right to write: what was not written down is not sent, what was sent is never lost, and the shop is
//! told in its own words what happened to the money.

use std::collections::BTreeSet;
use std::process::Stdio;

use serde_json::{Value, json};

use crate::batch::Running;
use crate::ledgers::{Book, assert_equal, assert_nothing_sent_unwritten};
use crate::shop::{Said, Shop, ended};
use crate::small_disk::SmallDisk;

/// Blocks of 512 bytes between two limits: less than what one commit writes, so that each of them fails at some limit.
const STEP: usize = 24;
const ENOUGH: u32 = 720;

#[test]
fn whatever_write_is_the_first_to_fail_nothing_is_sent_unwritten_and_nothing_is_lost() {
    let shop = Shop::open();
    let (mut codes, mut presses) = (BTreeSet::new(), BTreeSet::new());
    for blocks in (0..ENOUGH).step_by(STEP) {
        let lines: Vec<String> = (1..=2).map(|nth| issue_line(blocks * 10 + nth, &mut presses)).collect();
        let (code, said) = Running::start(shop.jangbu_within(blocks, &["batch"]), &lines).finish();
        let answers: Vec<Value> = said.iter().map(|line| serde_json::from_str(line).unwrap()).collect();
        let all_approved = answers.iter().all(|answer| answer["document"]["state"] == "approved");
        assert_eq!(code, Some(i32::from(!all_approved)), "{blocks} blocks: {answers:?}");
        codes.extend(answers.iter().filter_map(|answer| answer["error"]["code"].as_str().map(str::to_owned)));
        assert_nothing_sent_unwritten(&shop);
        let verified = shop.run(&["verify"]);
        assert_eq!(verified.code, Some(0), "{blocks} blocks: {verified:?}");
    }
    println!("errors met: {codes:?}");
    assert!(codes.contains("book") && codes.contains("answer_not_booked"), "{codes:?}");

    // With room again, every line once more: each press is one document, whatever became of it before.
    let lines: Vec<String> = presses.iter().cloned().collect();
    Running::start(shop.jangbu(&["batch"]), &lines).finish();
    assert_eq!(shop.run(&["courier", "--until-settled"]).code, Some(0));
    assert_equal(&shop);
    let documents = Book::read(&shop.book(), &shop.book_key()).count("SELECT count(*) FROM document");
    assert_eq!(usize::try_from(documents).unwrap(), presses.len());
}

#[test]
fn a_full_disk_is_said_and_nothing_is_sent() {
    let issue = ["receipt", "issue", "--amount", "12000"];
    let words = ["아무것도 보내지 않았어요", "디스크에 빈 곳"];
    let shop = Shop::open();
    let refused = shop.jangbu_within(1, &issue).stderr(Stdio::piped()).output().unwrap();
    assert_said(&ended(refused), &words);
    assert!(shop.nts.documents().is_empty());

    let Some((disk, shop)) = shop_on_a_small_disk() else { return };
    disk.fill();
    assert_said(&shop.run(&issue), &words);
    assert!(shop.nts.documents().is_empty());
    disk.make_room();
    let issued = shop.run(&["receipt", "issue", "--amount", "12000"]);
    assert_eq!(issued.code, Some(0), "{issued:?}");
    assert_equal(&shop);
}

#[test]
fn a_disk_that_fills_up_between_question_and_answer_leaves_a_document_that_is_looked_up() {
    let Some((disk, shop)) = shop_on_a_small_disk() else { return };
    // The NTS has taken it, and answers only after the disk is full.
    shop.nts.turn(&json!({ "latency_ms": 2_500 }));
    let issuing = shop.jangbu(&["receipt", "issue", "--amount", "12000"]).stderr(Stdio::piped()).spawn();
    while shop.nts.documents().is_empty() {
        std::thread::yield_now();
    }
    disk.fill();
    let said = ended(issuing.unwrap().wait_with_output().unwrap());
    // Said by the press itself, or, had it given up waiting on a slow machine, of the document it left behind.
    assert_said(&said, &["됐을 수 있으니 다시 누르지"]);
    let state = "SELECT state FROM standing";
    disk.make_room();
    assert_eq!(Book::read(&shop.book(), &shop.book_key()).texts(state), ["sending"], "the intent stands");

    shop.nts.turn(&json!({ "latency_ms": 0 }));
    let settled = shop.run(&["courier", "--until-settled"]);
    assert_eq!(settled.code, Some(0), "{settled:?}");
    let book = Book::read(&shop.book(), &shop.book_key());
    assert_eq!(book.texts(state), ["approved"]);
    assert_eq!(
        (book.acts("recovered"), book.acts("sent")),
        (1, 0),
        "unknown at the start, asked, not sent again"
    );
    assert_eq!(
        book.texts("SELECT call FROM attempt WHERE outcome = 'approved' AND call <> 'token'"),
        ["look_up"]
    );
    assert_equal(&shop);
}

/// By a disk that nobody may write to, and by file modes as a copied or restored file often has them. Root may mount and is
/// not bound by modes, everybody else the other way round: one of the two variants is there for each.
#[cfg(unix)]
#[test]
fn a_book_that_may_not_be_written_is_refused_and_left_alone() {
    use std::fs::{Permissions, set_permissions};
    use std::os::unix::fs::PermissionsExt;

    if let Some((disk, shop)) = shop_on_a_small_disk() {
        assert_locked_out(&shop, || disk.lock(), || disk.unlock());
    }

    let shop = Shop::open();
    let folder = shop.book().parent().unwrap().to_owned();
    let allow = |file: u32, in_folder: u32| {
        set_permissions(shop.book(), Permissions::from_mode(file)).unwrap();
        set_permissions(&folder, Permissions::from_mode(in_folder)).unwrap();
    };
    allow(0o444, 0o555);
    let modes_bind_us = std::fs::File::create(folder.join("probe")).is_err();
    allow(0o644, 0o755);
    if modes_bind_us {
        assert_locked_out(&shop, || allow(0o444, 0o555), || allow(0o644, 0o755));
    } else {
        println!("without the variant by file modes, which do not bind this user");
    }
}

fn assert_locked_out(shop: &Shop, lock: impl Fn(), unlock: impl Fn()) {
    let issue = ["receipt", "issue", "--amount", "12000"];
    let before = std::fs::read(shop.book()).unwrap();
    lock();
    let refused = shop.run(&issue);
    assert_said(&refused, &["쓸 수 없어", "아무것도 보내지 않았어요", shop.book().to_str().unwrap()]);
    unlock();
    assert!(shop.nts.documents().is_empty());
    assert!(std::fs::read(shop.book()).unwrap() == before, "the file was changed");
    let issued = shop.run(&issue);
    assert_eq!(issued.code, Some(0), "{issued:?}");
    assert_equal(shop);
}

/// The shop on the small disk; the NTS has a disk of its own.
fn shop_on_a_small_disk() -> Option<(SmallDisk, Shop)> {
    let disk = SmallDisk::mount()?;
    let data = disk.root().join("shop");
    Some((disk, Shop::open_in(tempfile::tempdir().unwrap(), data)))
}

fn issue_line(amount: u32, presses: &mut BTreeSet<String>) -> String {
    let line = json!({ "act": "issue", "press_id": format!("press-{amount}"), "amount": amount }).to_string();
    presses.insert(line.clone());
    line
}

#[track_caller]
fn assert_said(said: &Said, words: &[&str]) {
    assert_eq!(said.code, Some(1), "{said:?}");
    for word in words {
        assert!(said.err.contains(word), "{word} is missing in: {}", said.err);
    }
}
