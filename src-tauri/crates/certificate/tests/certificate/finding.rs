//! Looking for certificates in folders of any making.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use certificate::{Files, Found, Limits, Reading, find};

use crate::fixture::path;

/// Puts a certificate where a bank's program would.
fn install(folder: &Path) {
    fs::create_dir_all(folder).expect("made");
    fs::copy(path("signCert.der"), folder.join("signCert.der")).expect("copied");
    fs::copy(path("signPri.key"), folder.join("signPri.key")).expect("copied");
}

fn all_in(folder: &Path) -> Vec<Found> {
    let search = find(&[folder.to_owned()], Limits::default());
    assert!(!search.cut_short);
    search.found
}

#[test]
fn a_certificate_is_found_in_its_folder_and_read() {
    let root = tempfile::tempdir().expect("a folder");
    install(&root.path().join("NPKI/yessign/USER/cn=시험상사()0001,ou=TEST,o=yessign,c=kr"));
    let found = all_in(root.path());
    let [Found { files: Files::Npki { certificate, key }, reading: Reading::Facts(facts) }] = &found[..]
    else {
        panic!("{found:?}");
    };
    assert_eq!(facts.owner(), "시험상사");
    assert!(certificate.ends_with("signCert.der") && key.ends_with("signPri.key"));
    assert_eq!(Files::at(certificate).expect("files"), found[0].files);
}

/// `cn=시험` in CP949, which is no UTF-8.
#[cfg(unix)]
#[test]
fn a_folder_named_in_cp949_is_entered() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let root = tempfile::tempdir().expect("a folder");
    install(&root.path().join(OsStr::from_bytes(b"cn=\xbd\xc3\xc7\xe8,c=kr")));
    let found = all_in(root.path());
    assert!(matches!(found[..], [Found { reading: Reading::Facts(_), .. }]));
    assert!(found[0].files.shown().ends_with("cn=시험,c=kr"), "{}", found[0].files.shown());
}

#[test]
fn a_pfx_is_found_and_says_nothing_before_its_password() {
    let root = tempfile::tempdir().expect("a folder");
    for name in ["a.pfx", "b.P12"] {
        fs::copy(path("sign.p12"), root.path().join(name)).expect("copied");
    }
    fs::copy(path("sign.p12"), root.path().join("c.txt")).expect("copied");
    let found = all_in(root.path());
    let files: Vec<&Files> = found.iter().map(|found| &found.files).collect();
    let pfx = |name| Files::Pfx(root.path().join(name));
    assert_eq!(files, [&pfx("a.pfx"), &pfx("b.P12")]);
    assert!(found.iter().all(|found| matches!(found.reading, Reading::Locked)));
}

#[test]
fn what_cannot_be_used_is_found_with_its_reason() {
    let root = tempfile::tempdir().expect("a folder");
    let [no_key, huge, no_certificate] = ["a", "b", "c"].map(|name| root.path().join(name));
    install(&no_key);
    fs::remove_file(no_key.join("signPri.key")).expect("removed");
    install(&huge);
    File::create(huge.join("signCert.der")).expect("made").set_len(100 << 20).expect("grown");
    install(&no_certificate);
    fs::write(no_certificate.join("signCert.der"), "a text").expect("written");
    let codes: Vec<&str> = all_in(root.path())
        .iter()
        .map(|found| match &found.reading {
            Reading::Faulty(error) => error.code(),
            other @ (Reading::Facts(_) | Reading::Locked) => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(codes, ["key_missing", "too_large", "not_a_certificate"]);
}

#[test]
fn a_place_given_twice_is_found_once_and_one_that_is_gone_is_passed_over() {
    let root = tempfile::tempdir().expect("a folder");
    install(&root.path().join("NPKI/a"));
    let folders = [root.path().to_owned(), root.path().join("NPKI"), root.path().join("gone")];
    assert_eq!(find(&folders, Limits::default()).found.len(), 1);
}

#[cfg(unix)]
#[test]
fn links_that_go_round_in_circles_and_pipes_end_the_search_nowhere() {
    use std::os::unix::fs::symlink;

    let root = tempfile::tempdir().expect("a folder");
    let inside = root.path().join("NPKI/yessign");
    install(&inside);
    symlink(root.path(), inside.join("round")).expect("linked");
    symlink(inside.join("self"), inside.join("self")).expect("linked");
    let pipe = root.path().join("NPKI/pipe");
    fs::create_dir(&pipe).expect("made");
    let made = std::process::Command::new("mkfifo").arg(pipe.join("signPri.key")).status().expect("runs");
    assert!(made.success());
    assert_eq!(all_in(root.path()).len(), 1);
    let files = Files::Npki { certificate: inside.join("signCert.der"), key: pipe.join("signPri.key") };
    let error = certificate::open(&files, &crate::fixture::password()).expect_err("refused");
    assert_eq!(error.code(), "unreadable");
}

#[test]
fn each_limit_ends_the_search_and_says_so() {
    let root = tempfile::tempdir().expect("a folder");
    for name in ["a", "b", "c"] {
        install(&root.path().join("NPKI").join(name));
    }
    let searched = |limits| find(&[PathBuf::from(root.path())], limits);
    let whole = Limits { depth: 2, entries: 11, found: 3 };
    assert!(!searched(whole).cut_short);
    assert_eq!(searched(whole).found.len(), 3);
    let shallow = searched(Limits { depth: 1, ..whole });
    assert!(shallow.cut_short && shallow.found.is_empty());
    let short = searched(Limits { entries: 10, ..whole });
    assert!(short.cut_short);
    let few = searched(Limits { found: 2, ..whole });
    assert!(few.cut_short);
    assert_eq!(few.found.len(), 2);
}
