//! Which place a data folder's secrets have.

use std::fs;

use keeper::{Brought, KeeperError, Place, PlaceKind, Secret};

fn passphrase(text: &str) -> Brought {
    Brought::Passphrase(Secret::from_text(text.into()))
}

fn refused(place: &Place, brought: &Brought) -> KeeperError {
    place.open(brought).err().unwrap()
}

#[test]
fn a_key_file_is_made_once_and_opens_again() {
    let folder = tempfile::tempdir().unwrap();
    let brought = Brought::KeyFile(folder.path().join("elsewhere/jangbu.key"));
    let place = Place::of(&folder.path().join("data"));
    assert_eq!(place.kind().unwrap(), None);
    place.open(&brought).unwrap().set("a", &Secret::from_text("b".into())).unwrap();
    assert_eq!(place.kind().unwrap(), Some(PlaceKind::KeyFile));
    assert_eq!(place.open(&brought).unwrap().get("a").unwrap().unwrap().text(), Some("b"));
    assert!(matches!(refused(&place, &Brought::Nothing), KeeperError::KeyFileNeeded));
    assert!(matches!(refused(&place, &passphrase("여덟 글자 넘게")), KeeperError::KeyFileNeeded));
}

#[test]
fn another_or_a_lost_key_file_opens_nothing_and_none_is_made_in_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let (right, other) = (folder.path().join("right.key"), folder.path().join("other.key"));
    let place = Place::of(folder.path());
    place.open(&Brought::KeyFile(right)).unwrap();
    let lost = refused(&place, &Brought::KeyFile(other.clone()));
    assert!(matches!(lost, KeeperError::KeyFileNeeded), "{lost:?}");
    assert!(!other.exists());
    fs::write(&other, "ab".repeat(32)).unwrap();
    assert!(matches!(refused(&place, &Brought::KeyFile(other.clone())), KeeperError::WrongKeyFile { .. }));
    fs::write(&other, "not a key").unwrap();
    assert!(matches!(refused(&place, &Brought::KeyFile(other)), KeeperError::Damaged { .. }));
}

#[test]
fn a_passphrase_is_needed_again_and_must_be_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let place = Place::of(folder.path());
    assert!(matches!(refused(&place, &passphrase("짧아요")), KeeperError::ShortPassphrase));
    assert_eq!(place.kind().unwrap(), None, "nothing was begun");
    place.open(&passphrase("여덟 글자 넘는 암호")).unwrap();
    assert!(matches!(refused(&place, &Brought::Nothing), KeeperError::PassphraseNeeded));
    assert!(matches!(refused(&place, &passphrase("여덟 글자 넘는 남호")), KeeperError::WrongPassphrase));
    place.open(&passphrase("여덟 글자 넘는 암호")).unwrap();
}

#[test]
fn a_place_that_nobody_opens_any_more_is_put_aside_not_removed() {
    let folder = tempfile::tempdir().unwrap();
    let place = Place::of(folder.path());
    place.open(&passphrase("여덟 글자 넘는 암호")).unwrap();
    let old = fs::read(folder.path().join("vault.jbv")).unwrap();
    assert!(matches!(place.begin_anew(&passphrase("짧아")), Err(KeeperError::ShortPassphrase)));
    assert_eq!(fs::read(folder.path().join("vault.jbv")).unwrap(), old, "it is back");
    place.begin_anew(&passphrase("새로운 암호를 정해요")).unwrap();
    assert_eq!(fs::read(folder.path().join("vault.jbv.old")).unwrap(), old);
    place.open(&passphrase("새로운 암호를 정해요")).unwrap();
}

#[test]
fn a_note_about_the_key_store_that_is_damaged_is_no_reason_to_begin_anew() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("keys.json"), "{\"os_key").unwrap();
    let place = Place::of(folder.path());
    assert!(matches!(refused(&place, &Brought::Nothing), KeeperError::Damaged { .. }));
    assert!(matches!(refused(&place, &passphrase("여덟 글자 넘게 써요")), KeeperError::Damaged { .. }));
}
