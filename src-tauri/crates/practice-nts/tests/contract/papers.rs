//! The papers in the practice folder: made once, kept, and made anew when they are of no use.

use std::fs;
use std::path::Path;

use chrono::TimeDelta;
use practice_nts::{PRACTICE_BUSINESS_NUMBER, ensure_certificates};
use tempfile::TempDir;

use crate::client::{TestClock, folder_with_papers};

fn ensure(dir: &TempDir, business_number: &str, days_later: i64) -> String {
    let now = TestClock::default().now() + TimeDelta::days(days_later);
    let papers = ensure_certificates(dir.path(), business_number, now).unwrap();
    fs::read_to_string(papers.ca).unwrap()
}

#[test]
fn valid_papers_are_left_as_they_are() {
    let dir = folder_with_papers();
    let ca = ensure(&dir, PRACTICE_BUSINESS_NUMBER, 0);
    let secret = fs::read_to_string(dir.path().join("api_secret")).unwrap();
    assert_eq!(ensure(&dir, PRACTICE_BUSINESS_NUMBER, 3_000), ca);
    assert_eq!(fs::read_to_string(dir.path().join("api_secret")).unwrap(), secret);
}

#[test]
fn papers_of_another_shop_are_made_anew() {
    let dir = folder_with_papers();
    let ca = ensure(&dir, PRACTICE_BUSINESS_NUMBER, 0);
    assert_ne!(ensure(&dir, "1111111119", 0), ca);
}

#[test]
fn expired_papers_are_made_anew() {
    let dir = folder_with_papers();
    let ca = ensure(&dir, PRACTICE_BUSINESS_NUMBER, 0);
    assert_ne!(ensure(&dir, PRACTICE_BUSINESS_NUMBER, 4_000), ca);
}

#[test]
fn a_missing_or_broken_paper_makes_the_whole_set_anew() {
    let dir = folder_with_papers();
    let mut ca = ensure(&dir, PRACTICE_BUSINESS_NUMBER, 0);
    fs::write(dir.path().join("client.key.pem"), "scribble").unwrap();
    fs::remove_file(dir.path().join("api_secret")).unwrap();
    let next = ensure(&dir, PRACTICE_BUSINESS_NUMBER, 0);
    assert_ne!(std::mem::replace(&mut ca, next.clone()), next);
    assert!(dir.path().join("api_secret").is_file());
    fs::remove_file(dir.path().join("server.pem")).unwrap();
    assert_ne!(ensure(&dir, PRACTICE_BUSINESS_NUMBER, 0), ca);
}

#[test]
fn the_papers_name_their_holders() {
    let dir = folder_with_papers();
    let client = subject(&dir.path().join("client.pem"));
    assert_eq!(client, format!("CN={PRACTICE_BUSINESS_NUMBER}"));
    assert_eq!(subject(&dir.path().join("ca.pem")), "CN=Jangbu practice CA");
}

#[cfg(unix)]
#[test]
fn only_the_owner_can_read_the_papers_and_the_authoritys_key_is_not_among_them() {
    use std::os::unix::fs::PermissionsExt;
    let dir = TempDir::new().unwrap();
    ensure(&dir, PRACTICE_BUSINESS_NUMBER, 0);
    let mut names = Vec::new();
    for file in fs::read_dir(dir.path()).unwrap() {
        let file = file.unwrap();
        let name = file.file_name().into_string().unwrap();
        let mode = file.metadata().unwrap().permissions().mode() & 0o777;
        if name != "certificates.lock" {
            assert_eq!(mode, 0o600, "{name}");
            names.push(name);
        }
    }
    names.sort();
    let expected = [
        "api_secret",
        "ca.pem",
        "client.key.pem",
        "client.pem",
        "odcloud_key",
        "popbill_link_id",
        "popbill_secret_key",
        "server.key.pem",
        "server.pem",
        "text_key",
        "text_secret",
    ];
    assert_eq!(names, expected);
}

fn subject(path: &Path) -> String {
    let bytes = fs::read(path).unwrap();
    let (_, pem) = x509_parser::pem::parse_x509_pem(&bytes).unwrap();
    pem.parse_x509().unwrap().subject().to_string()
}
