//! The vault's file.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use keeper::{Cost, KeeperError, Secret, SecretKeeper, Vault};
use tempfile::TempDir;

const PASSWORD: &str = "smtp-Passw0rd-비밀";

fn secret(text: &str) -> Secret {
    Secret::from_text(text.into())
}

fn text(vault: &Vault, name: &str) -> Option<String> {
    vault.get(name).unwrap().map(|secret| secret.text().unwrap().to_owned())
}

fn new_vault() -> (TempDir, PathBuf, Vault) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data/vault.jbv");
    let vault = Vault::create(&path, &secret("열려라 참깨 2026"), Cost::LEAST).unwrap();
    (folder, path, vault)
}

#[test]
fn what_is_kept_is_there_for_the_next_program_and_nowhere_in_plain() {
    let (_folder, path, vault) = new_vault();
    vault.set("practice.mail.password", &secret(PASSWORD)).unwrap();
    vault.set("other", &secret("x")).unwrap();
    vault.remove("other").unwrap();
    drop(vault);
    let vault = Vault::open(&path, &secret("열려라 참깨 2026")).unwrap();
    assert_eq!(text(&vault, "practice.mail.password").as_deref(), Some(PASSWORD));
    assert_eq!(text(&vault, "other"), None);
    for entry in fs::read_dir(path.parent().unwrap()).unwrap() {
        let bytes = fs::read(entry.unwrap().path()).unwrap();
        assert!(!holds(&bytes, PASSWORD) && !holds(&bytes, "mail.password") && !holds(&bytes, "참깨"));
    }
}

#[test]
fn the_wrong_passphrase_is_told_from_a_damaged_file_and_neither_changes_it() {
    let (_folder, path, vault) = new_vault();
    vault.set("a", &secret(PASSWORD)).unwrap();
    let whole = fs::read(&path).unwrap();
    let wrong = Vault::open(&path, &secret("열려라 들깨 2026")).unwrap_err();
    assert!(matches!(wrong, KeeperError::WrongPassphrase), "{wrong:?}");
    assert_eq!(fs::read(&path).unwrap(), whole);
    for len in 0..whole.len() {
        refuses(&path, &whole[..len]);
    }
    for at in (0..whole.len()).step_by(7) {
        let mut changed = whole.clone();
        changed[at] ^= 0x10;
        refuses(&path, &changed);
    }
}

/// The vault says that the file is damaged or foreign, and leaves it as it is.
fn refuses(path: &Path, bytes: &[u8]) {
    fs::write(path, bytes).unwrap();
    let error = Vault::open(path, &secret("열려라 참깨 2026")).unwrap_err();
    assert!(matches!(error, KeeperError::Damaged { .. } | KeeperError::Newer { .. }), "{error:?}");
    assert_eq!(fs::read(path).unwrap(), bytes);
}

#[test]
fn a_content_from_another_vault_is_noticed_though_the_hash_fits() {
    let (_folder, path, vault) = new_vault();
    vault.set("a", &secret(PASSWORD)).unwrap();
    let (_other, theirs, other) = new_vault();
    other.set("a", &secret("another secret of this length")).unwrap();
    let (ours, theirs) = (fs::read(&path).unwrap(), fs::read(&theirs).unwrap());
    // magic, lock, nonce and key are 105 bytes; the hash is the last 32.
    let mut forged = [&ours[..105], &theirs[105..theirs.len() - 32]].concat();
    let hash = ring::digest::digest(&ring::digest::SHA256, &forged);
    forged.extend(hash.as_ref());
    fs::write(&path, &forged).unwrap();
    assert!(matches!(vault.get("a").unwrap_err(), KeeperError::Damaged { .. }));
    let opened = Vault::open(&path, &secret("열려라 참깨 2026")).unwrap_err();
    assert!(matches!(opened, KeeperError::Damaged { .. }), "{opened:?}");
}

#[test]
fn a_header_cannot_ask_for_all_memory_nor_for_no_work() {
    let (_folder, path, _vault) = new_vault();
    let whole = fs::read(&path).unwrap();
    for (memory, rounds) in [(u32::MAX, 3), (19_456, u32::MAX), (8, 2), (19_456, 1)] {
        let mut forged = whole[..whole.len() - 32].to_vec();
        forged[9..13].copy_from_slice(&u32::to_be_bytes(memory));
        forged[13..17].copy_from_slice(&u32::to_be_bytes(rounds));
        let hash = ring::digest::digest(&ring::digest::SHA256, &forged);
        forged.extend(hash.as_ref());
        refuses(&path, &forged);
    }
}

#[test]
fn a_new_passphrase_opens_and_the_old_one_does_not() {
    let (_folder, path, vault) = new_vault();
    vault.set("a", &secret(PASSWORD)).unwrap();
    vault.change_passphrase(&secret("다른 문장으로 잠가요"), Cost::LEAST).unwrap();
    assert_eq!(text(&vault, "a").as_deref(), Some(PASSWORD), "whoever has it open goes on");
    let old = Vault::open(&path, &secret("열려라 참깨 2026")).unwrap_err();
    assert!(matches!(old, KeeperError::WrongPassphrase));
    let vault = Vault::open(&path, &secret("다른 문장으로 잠가요")).unwrap();
    assert_eq!(text(&vault, "a").as_deref(), Some(PASSWORD));
    let short = vault.change_passphrase(&secret("짧아요"), Cost::LEAST).unwrap_err();
    assert!(matches!(short, KeeperError::ShortPassphrase));
}

#[test]
fn two_programs_that_keep_secrets_at_once_lose_none() {
    let (_folder, path, vault) = new_vault();
    let beside = Vault::open(&path, &secret("열려라 참깨 2026")).unwrap();
    let keep = |vault: Vault, name: &'static str| {
        thread::spawn(move || {
            for i in 0..20 {
                vault.set(&format!("{name}{i}"), &secret(PASSWORD)).unwrap();
            }
        })
    };
    let both = [keep(vault, "a"), keep(beside, "b")];
    both.into_iter().for_each(|thread| thread.join().unwrap());
    let vault = Arc::new(Vault::open(&path, &secret("열려라 참깨 2026")).unwrap());
    for name in ["a", "b"] {
        assert!((0..20).all(|i| text(&vault, &format!("{name}{i}")).is_some()));
    }
}

#[cfg(unix)]
#[test]
fn nobody_else_may_read_the_vault_not_even_over_a_leftover_of_a_crash() {
    use std::os::unix::fs::PermissionsExt;
    let (_folder, path, vault) = new_vault();
    let part = path.with_file_name("vault.jbv.part");
    fs::write(&part, "left over").unwrap();
    fs::set_permissions(&part, fs::Permissions::from_mode(0o644)).unwrap();
    vault.set("a", &secret(PASSWORD)).unwrap();
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}
