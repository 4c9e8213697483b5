//! Making keys and certificates: ECDSA P-256 for the authority and the server, RSA-2048 for the shop, whose key also
//! signs token requests (RSA-SHA256).

use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    KeyUsagePurpose, PKCS_RSA_SHA256, SerialNumber, date_time_ymd,
};
use ring::rand::{SecureRandom, SystemRandom};
use rsa::RsaPrivateKey;
use rsa::pkcs8::EncodePrivateKey;
use rsa::rand_core::OsRng;
use rustls::pki_types::PrivatePkcs8KeyDer;

use crate::error::PracticeError;

/// A calendar day.
#[derive(Debug, Clone, Copy)]
pub(super) struct Day {
    pub(super) year: i32,
    pub(super) month: u8,
    pub(super) day: u8,
}

/// A complete set of papers as PEM texts.
pub(super) struct Minted {
    pub(super) ca: String,
    pub(super) server: String,
    pub(super) server_key: String,
    pub(super) client: String,
    pub(super) client_key: String,
}

/// Makes a complete set, valid from the first day to the second.
pub(super) fn mint(business_number: &str, valid: (Day, Day)) -> Result<Minted, PracticeError> {
    let authority = Authority::new(valid)?;
    let server_key = KeyPair::generate().map_err(PracticeError::making("the server's key"))?;
    let server = authority.sign(server_params()?, &server_key)?;
    let client_key = rsa_key()?;
    let client = authority.sign(client_params(business_number), &client_key)?;
    Ok(Minted {
        ca: authority.pem,
        server,
        server_key: server_key.serialize_pem(),
        client,
        client_key: client_key.serialize_pem(),
    })
}

/// The certificate authority; its key lives only as long as this value.
struct Authority {
    issuer: Issuer<'static, KeyPair>,
    pem: String,
    valid: (Day, Day),
}

impl Authority {
    fn new(valid: (Day, Day)) -> Result<Self, PracticeError> {
        let mut params = named("Jangbu practice CA", CertificateParams::default());
        params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        set_validity(&mut params, valid);
        let key = KeyPair::generate().map_err(PracticeError::making("the authority's key"))?;
        let certificate =
            params.self_signed(&key).map_err(PracticeError::making("the authority's certificate"))?;
        Ok(Self { pem: certificate.pem(), issuer: Issuer::new(params, key), valid })
    }

    fn sign(&self, mut params: CertificateParams, key: &KeyPair) -> Result<String, PracticeError> {
        set_validity(&mut params, self.valid);
        params.serial_number = Some(serial()?);
        params.use_authority_key_identifier_extension = true;
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        let signed =
            params.signed_by(key, &self.issuer).map_err(PracticeError::making("a signed certificate"))?;
        Ok(signed.pem())
    }
}

fn server_params() -> Result<CertificateParams, PracticeError> {
    let names = vec!["localhost".to_owned(), "127.0.0.1".to_owned()];
    let params = CertificateParams::new(names).map_err(PracticeError::making("the server's names"))?;
    let mut params = named("Jangbu practice NTS", params);
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    Ok(params)
}

fn client_params(business_number: &str) -> CertificateParams {
    let mut params = named(business_number, CertificateParams::default());
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
    params
}

fn named(common_name: &str, mut params: CertificateParams) -> CertificateParams {
    params.distinguished_name = rcgen::DistinguishedName::new();
    params.distinguished_name.push(DnType::CommonName, common_name);
    params
}

fn set_validity(params: &mut CertificateParams, (from, to): (Day, Day)) {
    params.not_before = date_time_ymd(from.year, from.month, from.day);
    params.not_after = date_time_ymd(to.year, to.month, to.day);
}

fn rsa_key() -> Result<KeyPair, PracticeError> {
    let step = "the shop's key";
    let key = RsaPrivateKey::new(&mut OsRng, 2_048).map_err(PracticeError::making(step))?;
    let der = key.to_pkcs8_der().map_err(PracticeError::making(step))?;
    let pkcs8 = PrivatePkcs8KeyDer::from(der.as_bytes());
    KeyPair::from_pkcs8_der_and_sign_algo(&pkcs8, &PKCS_RSA_SHA256).map_err(PracticeError::making(step))
}

/// Sixteen random bytes whose first is 0x10…0x7f: positive, and without a leading zero that tools print differently.
fn serial() -> Result<SerialNumber, PracticeError> {
    let mut bytes = [0_u8; 16];
    SystemRandom::new().fill(&mut bytes).map_err(|_| PracticeError::Random)?;
    let [first, ..] = &mut bytes;
    *first = (*first & 0x6f) | 0x10;
    Ok(SerialNumber::from_slice(&bytes))
}
