//! What cannot be opened says what is wrong with it.

use std::fs::{self, File};
use std::path::Path;

use certificate::{CertificateError, Files, MAX_DER_BYTES, MAX_PFX_BYTES, Part, Password, Sealed, open};

use crate::fixture::{bytes, open_pair, open_pfx, pair, password, path, pfx};

fn code<T: std::fmt::Debug>(result: Result<T, CertificateError>) -> &'static str {
    result.expect_err("refused").code()
}

#[test]
fn a_wrong_password_is_called_wrong() {
    let wrong = || Password::new("test1234?".to_owned());
    for key in
        ["signPri.key", "signPri.pbes2.key", "aes128.key", "aes256.key", "old.pbkdf1.key", "old.pbkdf2.key"]
    {
        assert_eq!(code(pair("signCert.der", key).open(&wrong())), "wrong_password", "{key}");
        let empty = Password::new(String::new());
        assert_eq!(code(pair("signCert.der", key).open(&empty)), "wrong_password", "{key}");
    }
    for name in ["sign.p12", "r.pfx", "r-on-bag.pfx", "unsealed.pfx", "tool-rc2-40.pfx", "ber.pfx"] {
        assert_eq!(code(pfx(name).open(&wrong())), "wrong_password", "{name}");
    }
}

#[test]
fn a_pfx_that_was_changed_where_nothing_is_locked_breaks_its_seal() {
    let mut file = bytes("r-on-bag.pfx");
    let label: Vec<u8> = "시험".encode_utf16().flat_map(u16::to_be_bytes).collect();
    let at = file.windows(label.len()).position(|window| window == label).expect("the label of the key");
    file[at] ^= 1;
    let sealed = Sealed::pfx(file).expect("small");
    assert_eq!(code(sealed.open(&password())), "wrong_password");
}

#[test]
fn a_key_of_another_certificate_is_found_out() {
    assert_eq!(code(open_pair("other.der", "signPri.key")), "key_does_not_match");
    assert_eq!(code(open_pfx("mismatch.pfx")), "key_does_not_match");
}

#[test]
fn a_pfx_that_lacks_a_part_says_which() {
    assert_eq!(code(open_pfx("no-key.pfx")), "no_key");
    assert_eq!(code(open_pfx("no-certificate.pfx")), "no_certificate");
}

#[test]
fn keys_that_are_too_short_or_no_rsa_are_not_supported() {
    assert_eq!(code(open_pair("small.der", "small.key")), "unsupported_key");
    assert_eq!(code(open_pair("ec.der", "ec.key")), "unsupported_key");
}

#[test]
fn a_certificate_that_is_none_is_called_none() {
    let key = bytes("signPri.key");
    let cut = bytes("signCert.der")[..900].to_vec();
    let with_more = [bytes("signCert.der"), vec![0]].concat();
    for not_one in [Vec::new(), b"<html></html>".to_vec(), key.clone(), cut, with_more] {
        let sealed = Sealed::npki(not_one, key.clone()).expect("small");
        assert_eq!(code(sealed.open(&password())), "not_a_certificate");
    }
}

#[test]
fn a_key_file_that_was_cut_off_is_called_so() {
    let (certificate, key) = (bytes("signCert.der"), bytes("signPri.key"));
    for length in [0, 1, 3, 20, 36, 600, key.len() - 1] {
        let sealed = Sealed::npki(certificate.clone(), key[..length].to_vec()).expect("small");
        assert_eq!(code(sealed.open(&password())), "truncated", "{length} bytes");
    }
    let sealed = Sealed::pfx(bytes("r.pfx")[..2_000].to_vec()).expect("small");
    assert_eq!(code(sealed.open(&password())), "truncated");
}

#[test]
fn a_file_of_another_kind_is_called_damaged() {
    let sealed = Sealed::npki(bytes("signCert.der"), b"no key at all, but a text".to_vec()).expect("small");
    assert_eq!(code(sealed.open(&password())), "damaged");
    let sealed = Sealed::npki(bytes("signCert.der"), bytes("signCert.der")).expect("small");
    assert_eq!(code(sealed.open(&password())), "damaged");
    let sealed = Sealed::pfx(bytes("signPri.key")).expect("small");
    assert_eq!(code(sealed.open(&password())), "damaged");
}

#[test]
fn a_file_with_something_behind_it_is_damaged() {
    let key = [bytes("signPri.key"), vec![0]].concat();
    let sealed = Sealed::npki(bytes("signCert.der"), key).expect("small");
    assert_eq!(code(sealed.open(&password())), "damaged");
    let sealed = Sealed::pfx([bytes("r.pfx"), vec![0]].concat()).expect("small");
    assert_eq!(code(sealed.open(&password())), "damaged");
}

#[test]
fn a_lock_that_is_not_known_is_named() {
    let mut key = bytes("signPri.key");
    let end_of_name = 4 + 2 + 2 + 7;
    assert_eq!(key[end_of_name], 0x0f);
    key[end_of_name] = 0x10;
    let sealed = Sealed::npki(bytes("signCert.der"), key).expect("small");
    let error = sealed.open(&password()).expect_err("refused");
    assert!(matches!(&error, CertificateError::UnknownEncryption(oid) if oid == "1.2.410.200004.1.16"));
}

#[test]
fn a_file_that_asks_for_endless_hashing_is_refused_at_once() {
    // INTEGER 2048 becomes INTEGER 0x7fffffff: two bytes more, here and in the three lengths around.
    let mut key = bytes("signPri.key");
    assert_eq!(key[28..32], [2, 2, 8, 0]);
    key.splice(28..32, [2, 4, 0x7f, 0xff, 0xff, 0xff]);
    for length_at in [3, 5, 17] {
        key[length_at] += 2;
    }
    let sealed = Sealed::npki(bytes("signCert.der"), key).expect("small");
    assert_eq!(code(sealed.open(&password())), "too_much_work");
}

#[test]
fn a_hundred_megabytes_are_refused_unread() {
    let folder = tempfile::tempdir().expect("a folder");
    let big = |name: &str| {
        let path = folder.path().join(name);
        File::create(&path).expect("made").set_len(100 * 1024 * 1024).expect("grown");
        path
    };
    let refused = |files: Files| open(&files, &password()).expect_err("refused");
    let certificate = refused(Files::Npki { certificate: big("signCert.der"), key: path("signPri.key") });
    assert!(matches!(
        certificate,
        CertificateError::TooLarge { part: Part::Certificate, limit_bytes: MAX_DER_BYTES }
    ));
    let key = refused(Files::Npki { certificate: path("signCert.der"), key: big("signPri.key") });
    assert!(matches!(key, CertificateError::TooLarge { part: Part::Key, limit_bytes: MAX_DER_BYTES }));
    let export = refused(Files::Pfx(big("big.pfx")));
    assert!(matches!(export, CertificateError::TooLarge { part: Part::Pfx, limit_bytes: MAX_PFX_BYTES }));
    let too_much = vec![0; usize::try_from(MAX_PFX_BYTES).expect("small") + 1];
    assert_eq!(code(Sealed::pfx(too_much)), "too_large");
}

#[test]
fn files_that_are_missing_or_none_are_told_apart() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |path: &Path| code(Files::at(path));
    assert_eq!(at(folder.path()), "no_files");
    assert_eq!(at(&folder.path().join("gone")), "no_files");
    fs::copy(path("signCert.der"), folder.path().join("signCert.der")).expect("copied");
    assert_eq!(at(folder.path()), "key_missing");
    let gone = Files::Npki { certificate: path("signCert.der"), key: folder.path().join("signPri.key") };
    assert_eq!(code(open(&gone, &password())), "key_missing");
    let no_file = Files::Pfx(folder.path().to_owned());
    assert_eq!(code(open(&no_file, &password())), "unreadable");
}
