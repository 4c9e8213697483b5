//! The shop's certificate: found, kept only when it is right, watched, and used against the practice server.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime};
use domain::ShopForm;
use jangbu_lib::fonts;
use office::{Clock, Office, OfficeError, OfficeParts, RememberedSecrets, Secrets, Task};
use store::{Book, BookKey, Shelf, World};
use tempfile::TempDir;

use crate::desk::NoPaper;
use crate::minted::{PASSWORD, fixture, npki};

/// Another business than the one behind the fixtures' VID.
const OTHER_NUMBER: &str = "111-11-11119";
const IN_TIME: &str = "2026-06-01";
/// Of the 100 MB "certificate": nothing of it takes room on the disk.
const HUGE_BYTES: u64 = 100 * 1024 * 1024;

/// A book, what is kept beside it, and folders of certificates; the clock stands still.
struct Safe {
    folder: TempDir,
    secrets: Arc<RememberedSecrets>,
    office: Office,
}

struct Standing(NaiveDateTime);

impl Clock for Standing {
    fn now(&self) -> NaiveDateTime {
        self.0
    }
}

impl Safe {
    fn open() -> Self {
        Self::of(World::Real, IN_TIME, &ShopForm::practice().number)
    }

    fn of(world: World, day: &str, number: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let secrets = Arc::new(RememberedSecrets::default());
        let office = office(&folder, world, day, Arc::clone(&secrets));
        office.save_shop(&ShopForm { number: number.into(), ..ShopForm::practice() }).unwrap();
        Self { folder, secrets, office }
    }

    /// The same book on another day.
    fn on(self, day: &str) -> Self {
        let Self { folder, secrets, office: before } = self;
        drop(before);
        let office = office(&folder, World::Real, day, Arc::clone(&secrets));
        Self { folder, secrets, office }
    }

    /// A folder with these two fixtures under the names they must have.
    fn pair(&self, certificate: &str, key: &str) -> PathBuf {
        let read = |name: &str| fs::read(fixture(name)).unwrap();
        self.made(&format!("{certificate}-{key}"), &read(certificate), &read(key))
    }

    fn made(&self, name: &str, certificate: &[u8], key: &[u8]) -> PathBuf {
        let folder = self.folder.path().join("found").join(name);
        npki(&folder, certificate, key);
        folder
    }

    fn own(&self) -> PathBuf {
        self.pair("signCert.der", "signPri.key")
    }

    fn add(&self, path: &Path) -> Result<(), OfficeError> {
        self.office.add_certificate(path, PASSWORD.into())
    }

    fn refused(&self, path: &Path, password: &str) -> &'static str {
        match self.office.add_certificate(path, password.into()) {
            Err(OfficeError::Certificate(error)) => error.code(),
            other => panic!("{other:?}"),
        }
    }

    /// Everything that is stored of certificates: files with their bytes, and the password.
    fn stored(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let mut all = files_below(&self.folder.path().join("certificate"));
        let password = self.secrets.read("certificate.password").unwrap();
        all.extend(password.map(|password| ("password".into(), password.as_bytes().to_vec())));
        all
    }
}

fn office(folder: &TempDir, world: World, day: &str, secrets: Arc<RememberedSecrets>) -> Office {
    let noon = day.parse::<NaiveDate>().unwrap().and_hms_opt(12, 0, 0).unwrap();
    Office::new(OfficeParts {
        book: book(folder, world, noon),
        clock: Arc::new(Standing(noon)),
        printer: Box::new(NoPaper),
        fonts: fonts::FILES,
        secrets,
    })
    .with_certificates(folder.path().join("certificate"))
}

fn book(folder: &TempDir, world: World, at: NaiveDateTime) -> Book {
    Shelf::new(folder.path()).open_with(world, &BookKey::sealed(&[7; 32]), at).unwrap()
}

fn files_below(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().map(Result::unwrap) {
        if entry.path().is_dir() {
            all.extend(files_below(&entry.path()));
        } else {
            all.push((entry.path(), fs::read(entry.path()).unwrap()));
        }
    }
    all.sort();
    all
}

fn sparse(path: &Path) {
    fs::File::create(path).unwrap().set_len(HUGE_BYTES).unwrap();
}

#[test]
fn the_shops_own_certificate_is_kept_locked_and_private() {
    let safe = Safe::open();
    assert!(safe.office.certificate().unwrap().is_none());
    safe.add(&safe.own()).unwrap();
    let kept = safe.office.certificate().unwrap().unwrap();
    assert_eq!(
        (kept.owner.as_str(), kept.issuer.as_str(), kept.usage.as_str()),
        ("시험상사", "TestCA", "tax_invoice")
    );
    assert_eq!((kept.state, kept.days_left, kept.is_whole), ("valid", Some(3_501), true));

    let stored = safe.stored();
    let bytes: Vec<_> = stored.iter().map(|(_, bytes)| bytes.clone()).collect();
    let fixtures = ["signCert.der", "signPri.key"].map(|name| fs::read(fixture(name)).unwrap());
    assert_eq!(bytes[..2], fixtures, "still locked by its password");
    assert_eq!(bytes[2..], [PASSWORD.as_bytes()]);
    #[cfg(unix)]
    for (path, _) in &stored[..2] {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(path), mode(path.parent().unwrap())), (0o600, 0o700));
    }
    let shop = safe.office.shop().unwrap().unwrap();
    assert!(safe.office.open_certificate(&shop).unwrap().is_some());
    safe.office.verify_journal().unwrap();

    safe.office.remove_certificate().unwrap();
    assert!(safe.office.certificate().unwrap().is_none());
    assert!(safe.office.open_certificate(&shop).unwrap().is_none());
    assert!(safe.stored().is_empty() && !safe.folder.path().join("certificate").exists());
    assert!(matches!(safe.office.remove_certificate(), Err(OfficeError::NothingToDo(_))));
}

#[test]
fn one_that_was_damaged_where_it_lay_is_put_right_by_adding_it_again() {
    let safe = Safe::open();
    safe.add(&safe.own()).unwrap();
    let whole = safe.stored();
    fs::write(&whole[1].0, "scratched").unwrap();
    let shop = safe.office.shop().unwrap().unwrap();
    assert!(matches!(safe.office.open_certificate(&shop), Err(OfficeError::Certificate(_))));
    safe.add(&safe.own()).unwrap();
    assert!(safe.office.open_certificate(&shop).unwrap().is_some());
    assert_eq!(safe.stored(), whole);
}

#[test]
fn the_journal_names_the_act_and_nobody() {
    let safe = Safe::open();
    safe.add(&safe.own()).unwrap();
    safe.office.remove_certificate().unwrap();
    let Safe { folder, office, .. } = safe;
    drop(office);
    let entries =
        book(&folder, World::Real, NaiveDateTime::default()).read(|r| r.journal_of("certificate")).unwrap();
    let said: Vec<_> = entries.into_iter().map(|entry| entry.content).collect();
    assert_eq!(
        said,
        ["kept", "removed"]
            .map(|what| format!(r#"{{"until":"2036-01-01","usage":"tax_invoice","what":"{what}"}}"#))
    );
}

#[test]
fn a_pfx_file_is_kept_as_well() {
    let safe = Safe::open();
    safe.add(&fixture("r.pfx")).unwrap();
    assert_eq!(safe.office.certificate().unwrap().unwrap().owner, "시험상사");
    let shop = safe.office.shop().unwrap().unwrap();
    assert!(safe.office.open_certificate(&shop).unwrap().is_some());
}

/// Every fault, on an empty shelf and beside a certificate that is kept: nothing is stored and nothing is lost.
#[test]
fn whatever_is_wrong_is_said_and_nothing_is_stored() {
    for kept in [false, true] {
        let safe = Safe::open();
        let own = safe.own();
        if kept {
            safe.add(&own).unwrap();
        }
        let before = safe.stored();
        let refused = |path: &Path, password: &str, code: &str| {
            assert_eq!(safe.refused(path, password), code, "{}", path.display());
            assert_eq!(safe.stored(), before, "{code}");
            assert_eq!(safe.office.certificate().unwrap().is_some(), kept, "{code}");
        };
        refused(&own, "wrong", "wrong_password");
        refused(&own, "", "wrong_password");
        refused(&fixture("sign.p12"), PASSWORD, "no_r");
        refused(&safe.pair("signCert.der", "no-r.key"), PASSWORD, "no_r");
        refused(&safe.pair("person.der", "signPri.key"), PASSWORD, "not_for_tax_invoices");
        refused(&safe.pair("no-vid.der", "signPri.key"), PASSWORD, "no_vid");
        refused(&safe.pair("other.der", "signPri.key"), PASSWORD, "key_does_not_match");

        let (certificate, key) =
            (fs::read(fixture("signCert.der")).unwrap(), fs::read(fixture("signPri.key")).unwrap());
        let (half_certificate, half_key) = (&certificate[..certificate.len() / 2], &key[..key.len() / 2]);
        refused(&safe.made("half-key", &certificate, half_key), PASSWORD, "truncated");
        refused(&safe.made("half-certificate", half_certificate, &key), PASSWORD, "not_a_certificate");
        refused(&safe.made("forged", &certificate, b"this is no key at all"), PASSWORD, "damaged");
        refused(&safe.made("empty", &certificate, b""), PASSWORD, "truncated");

        let huge = safe.made("huge", b"", &key);
        sparse(&huge.join("signCert.der"));
        refused(&huge, PASSWORD, "too_large");
        let huge_pfx = safe.folder.path().join("huge.pfx");
        sparse(&huge_pfx);
        refused(&huge_pfx, PASSWORD, "too_large");

        let keyless = safe.made("keyless", &certificate, &key);
        fs::remove_file(keyless.join("signPri.key")).unwrap();
        refused(&keyless, PASSWORD, "key_missing");
        refused(safe.folder.path().join("nowhere").as_path(), PASSWORD, "no_files");
        safe.office.verify_journal().unwrap();
    }
}

#[test]
fn a_strangers_and_an_expired_one_are_refused() {
    let others = Safe::of(World::Real, IN_TIME, OTHER_NUMBER);
    assert_eq!(others.refused(&others.own(), PASSWORD), "foreign");
    assert!(others.stored().is_empty());
    for (day, code, said) in
        [("2036-06-01", "expired", "2036-01-01"), ("2025-06-01", "not_yet_valid", "2026-01-01")]
    {
        let safe = Safe::of(World::Real, day, &ShopForm::practice().number);
        let Err(OfficeError::Certificate(error)) = safe.add(&safe.own()) else { panic!("{code}: was taken") };
        assert_eq!((error.code(), error.day().unwrap().to_string().as_str()), (code, said));
        assert!(safe.stored().is_empty(), "{code}");
    }
}

#[test]
fn a_practice_book_keeps_none_and_neither_does_a_disk_that_takes_nothing() {
    let practice = Safe::of(World::Practice, IN_TIME, &ShopForm::practice().number);
    assert!(matches!(practice.add(&practice.own()), Err(OfficeError::PracticeBook)));
    assert!(practice.stored().is_empty());

    let safe = Safe::open();
    fs::write(safe.folder.path().join("certificate"), "no folder").unwrap();
    assert!(matches!(safe.add(&safe.own()), Err(OfficeError::CertificateNotKept(_))));
    assert!(safe.office.certificate().unwrap().is_none());
    assert!(safe.secrets.read("certificate.password").unwrap().is_none());
}

#[test]
fn a_new_certificate_takes_the_place_of_the_old_one() {
    let safe = Safe::open();
    safe.add(&safe.own()).unwrap();
    safe.add(&safe.pair("sha1-vid.der", "signPri.key")).unwrap();
    let stored = safe.stored();
    assert_eq!(
        stored.len(),
        3,
        "two files and the password: {:?}",
        stored.iter().map(|(path, _)| path).collect::<Vec<_>>()
    );
    assert_eq!(stored[0].1, fs::read(fixture("sha1-vid.der")).unwrap());
    assert_eq!(safe.office.certificate().unwrap().unwrap().valid_to.to_string(), "2026-12-31 23:59:59");
    fs::remove_dir_all(safe.folder.path().join("certificate")).unwrap();
    assert!(
        !safe.office.certificate().unwrap().unwrap().is_whole,
        "a book that was restored without its files says so"
    );
}

/// `sha1-vid.der` is good to the last second of 2026 in Korea.
#[test]
fn thirty_days_before_the_end_it_is_a_task_and_stays_one() {
    let mut safe = Safe::open();
    safe.add(&safe.pair("sha1-vid.der", "signPri.key")).unwrap();
    for (day, said) in [
        ("2026-11-30", None),
        ("2026-12-01", Some(Some(30))),
        ("2026-12-31", Some(Some(0))),
        ("2027-01-01", Some(None)),
    ] {
        safe = safe.on(day);
        let tasks = safe.office.tasks().unwrap().tasks;
        let ending = tasks.iter().find_map(|task| match task {
            Task::CertificateEnds { days_left, .. } => Some(*days_left),
            _ => None,
        });
        assert_eq!(ending, said, "{day}");
        assert_eq!(safe.office.task_count().unwrap(), u32::from(said.is_some()), "{day}");
    }
    let shop = safe.office.shop().unwrap().unwrap();
    let Err(OfficeError::Certificate(error)) = safe.office.open_certificate(&shop) else {
        panic!("it opened")
    };
    assert_eq!(error.code(), "expired", "an expired one signs nothing");
}

#[test]
fn a_search_says_what_is_there_and_keeps_one_by_its_number() {
    let safe = Safe::open();
    safe.own();
    safe.pair("person.der", "signPri.key");
    let key = fs::read(fixture("signPri.key")).unwrap();
    safe.made("broken", b"no certificate", &key);
    let place = safe.folder.path().join("found");
    fs::copy(fixture("r.pfx"), place.join("r.pfx")).unwrap();
    let search = || safe.office.find_certificates(Some(&place)).found;
    let first = search();
    let states: Vec<_> = first.iter().map(|found| (found.state, found.owner.as_str())).collect();
    assert_eq!(states[..2], [("valid", "시험상사"), ("locked", "")]);
    assert!(states.contains(&("not_a_certificate", "")), "{states:?}");
    assert_eq!(states.len(), 4);
    let second = search();
    let old = safe.office.add_found_certificate(first[0].id, PASSWORD.into());
    assert!(matches!(old, Err(OfficeError::NothingToDo(_))), "numbers are good until the next search");
    safe.office.add_found_certificate(second[0].id, PASSWORD.into()).unwrap();
    assert!(safe.office.certificate().unwrap().is_some());
}
