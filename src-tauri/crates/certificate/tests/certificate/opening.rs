//! Each way a key may be locked, and each kind of PFX, opens with its password.

use certificate::{Facts, Files, Ownership, Sealed, Usage, open};
use ring::signature::{RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey};
use x509_parser::prelude::{FromDer, X509Certificate};

use crate::fixture::{R_HEX, bytes, hex, open_pair, open_pfx, pair, password, path, pfx, shop};

const KEYS: [&str; 7] = [
    "signPri.key",
    "signPri.pbes2.key",
    "seed-sha256.key",
    "aes128.key",
    "aes256.key",
    "old.pbkdf1.key",
    "old.pbkdf2.key",
];

#[test]
fn a_key_opens_however_it_is_locked_and_keeps_its_r() {
    for name in KEYS {
        let opened = open_pair("signCert.der", name).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(opened.tls_key().secret_der(), bytes("plain.pkcs8.der"), "{name}");
        assert_eq!(opened.r().map(|r| hex(r.bytes())).as_deref(), Some(R_HEX), "{name}");
        assert_eq!(opened.belongs_to(&shop()), Ownership::Belongs, "{name}");
    }
}

#[test]
fn a_pfx_keeps_the_r_of_its_key_or_of_its_bag() {
    for name in ["r.pfx", "r-on-bag.pfx", "ber.pfx", "unsealed.pfx", "open-key.pfx", "two-keys.pfx"] {
        let opened = open_pfx(name).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(opened.r().map(|r| hex(r.bytes())).as_deref(), Some(R_HEX), "{name}");
        assert_eq!(opened.belongs_to(&shop()), Ownership::Belongs, "{name}");
        assert_eq!(opened.tls_chain()[0].as_ref(), bytes("signCert.der"), "{name}");
    }
}

#[test]
fn what_general_tools_export_opens_without_an_r() {
    for name in ["sign.p12", "tool-aes.pfx", "tool-rc2-40.pfx", "tool-rc2-128.pfx"] {
        let opened = open_pfx(name).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(opened.r().is_none(), "{name}");
    }
    assert_eq!(open_pfx("sign.p12").expect("opens").belongs_to(&shop()), Ownership::NoR);
}

#[test]
fn the_certificate_goes_before_its_issuer_in_the_chain() {
    let chain = open_pfx("r.pfx").expect("opens").tls_chain();
    let ders: Vec<&[u8]> = chain.iter().map(AsRef::as_ref).collect();
    assert_eq!(ders, [bytes("signCert.der"), bytes("testCA.der")]);
}

#[test]
fn a_signature_verifies_with_the_certificate() {
    let opened = open_pair("signCert.der", "signPri.key").expect("opens");
    let signature = opened.sign(b"1234567891\n1770000000").expect("signs");
    let der = bytes("signCert.der");
    let (_, certificate) = X509Certificate::from_der(&der).expect("a certificate");
    let key = UnparsedPublicKey::new(
        &RSA_PKCS1_2048_8192_SHA256,
        certificate.public_key().subject_public_key.data.to_vec(),
    );
    key.verify(b"1234567891\n1770000000", &signature).expect("ours");
    assert!(key.verify(b"1234567891\n1770000001", &signature).is_err());
}

#[test]
fn the_facts_are_those_of_the_certificate() {
    let opened = open_pair("signCert.der", "signPri.key").expect("opens");
    let facts = opened.facts();
    assert_eq!(facts.common_name, "시험상사()0000000000000000000000000001");
    assert_eq!(facts.owner(), "시험상사");
    assert_eq!(facts.issuer, "TestCA");
    assert_eq!(facts.serial, "2a5f01");
    assert_eq!(facts.usage, Usage::TaxInvoice);
    assert_eq!(facts.usage.korean(), "전자세금용");
    assert_eq!(facts.valid_from.to_rfc3339(), "2026-01-01T09:00:00+09:00");
    assert_eq!(facts.valid_to.to_rfc3339(), "2036-01-01T09:00:00+09:00");
}

#[test]
fn files_are_found_by_their_folder_by_one_of_them_and_in_capitals() {
    let folder = tempfile::tempdir().expect("a folder");
    let (certificate, key) = (folder.path().join("SIGNCERT.DER"), folder.path().join("SIGNPRI.KEY"));
    std::fs::copy(path("signCert.der"), &certificate).expect("copied");
    std::fs::copy(path("signPri.key"), &key).expect("copied");
    let pair = Files::Npki { certificate: certificate.clone(), key: key.clone() };
    for place in [folder.path(), &certificate, &key] {
        assert_eq!(Files::at(place).expect("files"), pair);
    }
    assert_eq!(Files::at(&path("sign.p12")).expect("files"), Files::Pfx(path("sign.p12")));
    assert_eq!(open(&pair, &password()).expect("opens").facts().serial, "2a5f01");
}

#[test]
fn what_is_kept_is_found_again() {
    for sealed in [pair("signCert.der", "signPri.key"), pfx("r.pfx")] {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, bytes) in sealed.named() {
            std::fs::write(folder.path().join(name), bytes).expect("written");
        }
        let files = Files::at(folder.path()).expect("files");
        assert!(Sealed::read(&files).expect("read") == sealed);
    }
}

#[test]
fn of_two_pairs_the_one_that_signs_is_taken_and_the_other_is_not_shown() {
    let chain = open_pfx("two-keys.pfx").expect("opens").tls_chain();
    assert_eq!(chain.len(), 1);
    assert_eq!(chain[0].as_ref(), bytes("signCert.der"));
}

#[test]
fn the_owners_name_loses_the_issuers_number_and_nothing_else() {
    let mut facts = Facts::of(&bytes("signCert.der")).expect("a certificate");
    let names = [
        ("(주)가나상사()0001234", "(주)가나상사"),
        ("홍길동(HONG GIL DONG)00012345", "홍길동"),
        ("가나상사(주)", "가나상사(주)"),
        ("가게24", "가게24"),
        ("()0001", "()0001"),
        ("", ""),
    ];
    for (issued, owner) in names {
        issued.clone_into(&mut facts.common_name);
        assert_eq!(facts.owner(), owner);
    }
}

#[test]
fn the_pem_texts_are_the_certificate_and_the_key() {
    use rustls::pki_types::pem::PemObject;
    use rustls::pki_types::{CertificateDer, PrivateKeyDer};

    let opened = open_pfx("r.pfx").expect("opens");
    let pem = opened.chain_pem();
    let chain: Vec<_> = CertificateDer::pem_slice_iter(pem.as_bytes()).map(Result::unwrap).collect();
    assert_eq!(chain, opened.tls_chain());
    let key = PrivateKeyDer::from_pem_slice(opened.key_pem().as_bytes()).expect("a key");
    assert_eq!(key, opened.tls_key());
}
