//! Files that are not what they should be: refused, named, and left as they are.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use rusqlite::Connection;

use crate::shop::{Shop, ended};

#[test]
fn a_book_that_is_damaged_or_not_ours_is_refused_and_never_overwritten() {
    let shop = Shop::open();
    assert_eq!(shop.run(&["receipt", "issue", "--amount", "12000"]).code, Some(0));
    let (path, sound) = (shop.book(), fs::read(shop.book()).unwrap());
    let mut scrambled = sound.clone();
    scrambled[100..4096].fill(0xA5);
    let mut headless = sound.clone();
    headless[..100].fill(0);
    let strange: [(&str, Vec<u8>); 5] = [
        ("a letter", "안녕하세요. ".repeat(500).into()),
        ("another program's book", other_database(path.parent().unwrap())),
        ("a scrambled first page", scrambled),
        ("a wiped header", headless),
        ("half a file", sound[..sound.len() / 2].to_vec()),
    ];
    for (what, bytes) in strange {
        fs::write(&path, &bytes).unwrap();
        let before = folder(path.parent().unwrap());
        for command in [
            &["receipt", "issue", "--amount", "500"][..],
            &["receipt", "list"],
            &["courier", "--until-settled"],
        ] {
            let refused = shop.run(command);
            assert_eq!(refused.code, Some(1), "{what}: {refused:?}");
            assert!(refused.err.contains("백업한 파일을 제자리에"), "{what}: {}", refused.err);
            assert!(refused.err.contains(path.to_str().unwrap()), "{what}: {}", refused.err);
        }
        assert!(folder(path.parent().unwrap()) == before, "{what}: something in the folder was changed");
    }
    assert_eq!(shop.nts.documents().len(), 1, "nothing was sent meanwhile");
    fs::write(path.with_extension("db-wal"), "what a crash left").unwrap();
    fs::write(&path, "안녕하세요").unwrap();
    assert!(shop.run(&["receipt", "list"]).err.contains("book.db-wal"), "a log would spoil the backup");
    fs::remove_file(path.with_extension("db-wal")).unwrap();

    fs::write(&path, &sound).unwrap();
    let listed = shop.run(&["receipt", "list"]);
    assert!(listed.code == Some(0) && listed.out.contains("12,000원"), "the backup in its place: {listed:?}");
}

#[test]
fn a_lost_book_is_missed_and_not_replaced() {
    let shop = Shop::open();
    fs::remove_file(shop.book()).unwrap();
    let refused = shop.run(&["receipt", "issue", "--amount", "500"]);
    assert_eq!(refused.code, Some(1));
    assert!(
        refused.err.contains("새로 만들지 않았으니") && refused.err.contains(shop.book().to_str().unwrap())
    );
    assert!(!shop.book().exists() && shop.nts.documents().is_empty());
}

#[test]
fn an_unknown_dial_is_refused_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let dials = folder.path().join("dials.json");
    for (text, name) in [
        (r#"{ "lose_answers": 1, "lose_anwsers": 1 }"#, "lose_anwsers"),
        (r#"{ "latency_ms": "long" }"#, "latency_ms"),
        ("[]", "dials.json"),
    ] {
        fs::write(&dials, text).unwrap();
        let data = folder.path().join("nts");
        let mut nts = Command::new(env!("CARGO_BIN_EXE_jangbu"));
        nts.arg("practice-nts").arg("--data").arg(&data).arg("--dials").arg(&dials);
        let refused = ended(nts.output().unwrap());
        assert_eq!((refused.code, refused.out.as_str()), (Some(1), ""), "{refused:?}");
        assert!(refused.err.contains(name) && refused.err.contains("시작하지 않았어요"), "{}", refused.err);
        assert!(!data.exists(), "nothing was made");
    }
}

#[test]
fn a_file_that_names_no_running_nts_is_refused_before_anything_is_written() {
    let shop = Shop::open();
    let file = shop.data.join("ready.json");
    for text in ["", "{}", "no line"] {
        fs::write(&file, text).unwrap();
        let refused = shop.run(&["receipt", "issue", "--amount", "500", "--nts", file.to_str().unwrap()]);
        assert_eq!(refused.code, Some(1), "{refused:?}");
        assert!(refused.err.contains("아무것도 보내지 않았어요"), "{}", refused.err);
        assert!(refused.err.contains("ready.json"), "{}", refused.err);
    }
    assert!(shop.run(&["receipt", "list"]).out.contains("찾은 것이 없어요"));
}

/// Every file of a folder that holds something. SQLite's look at a file leaves an index of its log (`-shm`) and the empty
/// log beside it, which say nothing.
fn folder(path: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let files = fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path());
    let said = files.filter(|file| file.extension().is_some_and(|extension| extension != "db-shm"));
    said.map(|file| (file.clone(), fs::read(file).unwrap())).filter(|(_, bytes)| !bytes.is_empty()).collect()
}

fn other_database(beside: &Path) -> Vec<u8> {
    let path = beside.join("other.db");
    Connection::open(&path).unwrap().execute_batch("CREATE TABLE note (text TEXT)").unwrap();
    let bytes = fs::read(&path).unwrap();
    fs::remove_file(path).unwrap();
    bytes
}
