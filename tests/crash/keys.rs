//! Keys that are not there: what the program says, and that it makes no new ones over a book.

use std::fs;
use std::process::{Command, Stdio};

use keeper::RecoveryPhrase;

use crate::shop::{Said, Shop, ended};

/// As on a computer without a key store.
fn without_key_store(mut command: Command) -> Command {
    command.env_remove("JANGBU_KEY_FILE").env_remove("JANGBU_PASSPHRASE_FILE");
    command
        .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus")
        .env("XDG_RUNTIME_DIR", "/nonexistent");
    command.stderr(Stdio::piped());
    command
}

fn run(shop: &Shop, args: &[&str]) -> Said {
    ended(without_key_store(shop.jangbu(args)).output().unwrap())
}

#[cfg(target_os = "linux")]
#[test]
fn a_key_store_that_is_silent_today_is_no_reason_to_begin_anew() {
    let shop = Shop::open();
    fs::rename(shop.data.join("vault.jbv"), shop.data.join("elsewhere")).unwrap();
    let note = r#"{"os_key_store":"00112233445566778899aabbccddeeff"}"#;
    fs::write(shop.data.join("keys.json"), note).unwrap();
    let before = fs::read(shop.book()).unwrap();
    let refused = run(&shop, &["receipt", "list"]);
    assert_eq!(refused.code, Some(1), "{refused:?}");
    assert!(refused.err.contains("암호 보관소가 잠겨 있거나 답하지 않아요"), "{}", refused.err);
    assert_eq!(fs::read(shop.book()).unwrap(), before);
    assert_eq!(fs::read_to_string(shop.data.join("keys.json")).unwrap(), note);
    assert!(!shop.data.join("vault.jbv").exists());
}

#[cfg(target_os = "linux")]
#[test]
fn an_encrypted_book_whose_keys_are_gone_gets_no_new_ones_and_opens_with_its_phrase() {
    let shop = Shop::open();
    let phrase = RecoveryPhrase::of(&shop.book_key()).to_string();
    assert_eq!(shop.run(&["receipt", "issue", "--amount", "12000"]).code, Some(0));
    fs::remove_file(shop.data.join("vault.jbv")).unwrap();
    let before = fs::read(shop.book()).unwrap();
    let refused = run(&shop, &["receipt", "list"]);
    assert_eq!(refused.code, Some(1), "{refused:?}");
    assert!(refused.err.contains("복구 문구로 여세요"), "{}", refused.err);
    let with_file = shop.run(&["receipt", "list"]);
    assert!(with_file.code == Some(1) && with_file.err.contains("복구 문구로 여세요"), "{with_file:?}");
    assert_eq!(fs::read(shop.book()).unwrap(), before);

    let restored = restore(&shop, &phrase);
    assert_eq!(restored.code, Some(0), "{restored:?}");
    assert!(shop.run(&["receipt", "list"]).out.contains("12,000원"));
}

#[test]
fn a_book_of_another_key_is_refused_and_left_alone() {
    let (shop, other) = (Shop::open(), Shop::open());
    fs::copy(other.book(), shop.book()).unwrap();
    let before = fs::read(shop.book()).unwrap();
    let refused = shop.run(&["receipt", "list"]);
    assert_eq!(refused.code, Some(1), "{refused:?}");
    assert!(refused.err.contains("이 열쇠로는 장부가 열리지 않아요"), "{}", refused.err);
    assert!(!refused.err.contains("ERROR CORE"), "SQLCipher speaks for itself: {}", refused.err);
    let wrong = restore(&shop, &RecoveryPhrase::of(&shop.book_key()).to_string());
    assert_eq!(wrong.code, Some(1), "{wrong:?}");
    assert_eq!(fs::read(shop.book()).unwrap(), before);
    assert_eq!(restore(&shop, &RecoveryPhrase::of(&other.book_key()).to_string()).code, Some(0));
    assert_eq!(shop.run(&["receipt", "list"]).code, Some(0));
}

#[test]
fn the_recovery_phrase_is_shown_once() {
    let shop = Shop::open();
    let shown = shop.run(&["key", "phrase"]);
    assert!(shown.out.starts_with(&RecoveryPhrase::of(&shop.book_key()).to_string()), "{shown:?}");
    let again = shop.run(&["key", "phrase"]);
    assert!(again.code == Some(1) && again.out.is_empty(), "{again:?}");
}

/// The phrase comes over standard input.
fn restore(shop: &Shop, phrase: &str) -> Said {
    use std::io::Write;
    let mut command = shop.jangbu(&["key", "restore"]);
    let mut child = command.stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(phrase.as_bytes()).unwrap();
    ended(child.wait_with_output().unwrap())
}
