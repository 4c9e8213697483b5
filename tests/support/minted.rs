//! Certificates for tests: the fixtures of the certificate's room, and one of any time that a practice server of the test's own knows,
//! over the key of the fixtures and with their VID.

use std::fs;
use std::path::{Path, PathBuf};

use rcgen::{
    BasicConstraints, CertificateParams, CustomExtension, DistinguishedName, DnType, ExtendedKeyUsagePurpose,
    IsCa, Issuer, KeyPair, KeyUsagePurpose, PKCS_RSA_SHA256, PublicKeyData, SignatureAlgorithm,
    date_time_ymd,
};

/// Of every fixture.
pub const PASSWORD: &str = "test1234!";
/// Where `signCert.der` has its public key, and its alternative name with the VID.
const PUBLIC_KEY: std::ops::Range<usize> = 286..556;
const ALTERNATIVE_NAME: std::ops::Range<usize> = 612..712;
const SUBJECT_ALT_NAME: [u64; 4] = [2, 5, 29, 17];

pub fn fixture(name: &str) -> PathBuf {
    let fixtures = "src-tauri/crates/certificate/tests/fixtures";
    Path::new(env!("CARGO_MANIFEST_DIR")).join(fixtures).join(name)
}

/// A folder of the NPKI kind with these two files.
pub fn npki(folder: &Path, certificate: &[u8], key: &[u8]) {
    fs::create_dir_all(folder).unwrap();
    fs::write(folder.join("signCert.der"), certificate).unwrap();
    fs::write(folder.join("signPri.key"), key).unwrap();
}

/// Writes a practice server's papers and answers the certificate on its register: over the fixtures' key, with their VID.
pub fn mint(papers: &Path) -> Vec<u8> {
    let sample = fs::read(fixture("signCert.der")).unwrap();
    let authority_key = KeyPair::generate().unwrap();
    let mut authority = named("A test's authority");
    authority.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    authority.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    let authority_pem = authority.self_signed(&authority_key).unwrap().pem();
    let issuer = Issuer::new(authority, authority_key);

    let server_key = KeyPair::generate().unwrap();
    let mut server = CertificateParams::new(vec!["localhost".to_owned(), "127.0.0.1".to_owned()]).unwrap();
    set_validity(&mut server);
    server.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    let server_pem = server.signed_by(&server_key, &issuer).unwrap().pem();

    let mut client = named("1234567891");
    client.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
    client.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    client.custom_extensions =
        vec![CustomExtension::from_oid_content(&SUBJECT_ALT_NAME, sample[ALTERNATIVE_NAME].to_vec())];
    let client = client.signed_by(&FixtureKey(sample[PUBLIC_KEY].to_vec()), &issuer).unwrap();

    fs::create_dir_all(papers).unwrap();
    for (name, pem) in [
        ("ca.pem", authority_pem),
        ("server.pem", server_pem),
        ("server.key.pem", server_key.serialize_pem()),
        ("client.pem", client.pem()),
        // Any key: the shop's own stays locked on the stick.
        ("client.key.pem", server_key.serialize_pem()),
    ] {
        fs::write(papers.join(name), pem).unwrap();
    }
    client.der().to_vec()
}

fn named(name: &str) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name = DistinguishedName::new();
    params.distinguished_name.push(DnType::CommonName, name);
    set_validity(&mut params);
    params
}

fn set_validity(params: &mut CertificateParams) {
    params.not_before = date_time_ymd(2020, 1, 1);
    params.not_after = date_time_ymd(2099, 12, 31);
}

/// The public half of the fixtures' key; the private half is not needed to be certified.
struct FixtureKey(Vec<u8>);

impl PublicKeyData for FixtureKey {
    fn der_bytes(&self) -> &[u8] {
        &self.0
    }

    fn algorithm(&self) -> &'static SignatureAlgorithm {
        &PKCS_RSA_SHA256
    }
}
