//! Files that were cut, changed or made up: never a panic, and never a key that is not the certificate's.

use certificate::{CertificateError, Facts, OpenCertificate, Password, Sealed};
use proptest::collection::vec;
use proptest::prelude::*;
use ring::signature::{RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey};
use x509_parser::prelude::{FromDer, X509Certificate};

use crate::fixture::{bytes, password};

/// What opened must be able to do what it says: its signature verifies with the certificate it shows.
fn is_sound(opened: Result<OpenCertificate, CertificateError>) -> Result<(), TestCaseError> {
    let Ok(opened) = opened else { return Ok(()) };
    let chain = opened.tls_chain();
    let (_, shown) = X509Certificate::from_der(&chain[0]).expect("a certificate");
    let key = UnparsedPublicKey::new(
        &RSA_PKCS1_2048_8192_SHA256,
        shown.public_key().subject_public_key.data.to_vec(),
    );
    let signature = opened.sign(b"a document").expect("signs");
    prop_assert!(key.verify(b"a document", &signature).is_ok());
    Ok(())
}

fn any_pfx() -> impl Strategy<Value = Vec<u8>> {
    prop::sample::select(vec![
        "r.pfx",
        "ber.pfx",
        "unsealed.pfx",
        "open-key.pfx",
        "r-on-bag.pfx",
        "tool-rc2-40.pfx",
    ])
    .prop_map(bytes)
}

fn any_key() -> impl Strategy<Value = Vec<u8>> {
    prop::sample::select(vec!["signPri.key", "signPri.pbes2.key", "aes256.key", "old.pbkdf2.key"])
        .prop_map(bytes)
}

/// Some bits turned over.
fn flipped(mut file: Vec<u8>, flips: &[(prop::sample::Index, u8)]) -> Vec<u8> {
    for (at, bit) in flips {
        let at = at.index(file.len());
        file[at] ^= 1 << bit;
    }
    file
}

fn flips() -> impl Strategy<Value = Vec<(prop::sample::Index, u8)>> {
    vec((any::<prop::sample::Index>(), 0..8_u8), 1..4)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn a_key_file_with_turned_bits_never_opens_to_another_key(key in any_key(), flips in flips()) {
        let sealed = Sealed::npki(bytes("signCert.der"), flipped(key, &flips)).expect("small");
        is_sound(sealed.open(&password()))?;
    }

    #[test]
    fn a_certificate_with_turned_bits_never_opens_with_a_key_that_is_not_its_own(flips in flips()) {
        let sealed = Sealed::npki(flipped(bytes("signCert.der"), &flips), bytes("signPri.key")).expect("small");
        is_sound(sealed.open(&password()))?;
    }

    #[test]
    fn a_pfx_with_turned_bits_never_opens_to_another_key(pfx in any_pfx(), flips in flips()) {
        let sealed = Sealed::pfx(flipped(pfx, &flips)).expect("small");
        is_sound(sealed.open(&password()))?;
    }

    #[test]
    fn a_file_that_was_cut_never_opens(key in any_key(), pfx in any_pfx(), at in any::<prop::sample::Index>()) {
        let cut = |file: Vec<u8>| file[..at.index(file.len())].to_vec();
        let sealed = Sealed::npki(bytes("signCert.der"), cut(key)).expect("small");
        prop_assert!(sealed.open(&password()).is_err());
        prop_assert!(Sealed::pfx(cut(pfx)).expect("small").open(&password()).is_err());
        prop_assert!(Facts::of(&cut(bytes("signCert.der"))).is_err());
    }

    #[test]
    fn no_other_password_opens(key in any_key(), pfx in any_pfx(), typed in "\\PC{0,20}") {
        prop_assume!(typed != "test1234!");
        let typed = Password::new(typed);
        let sealed = Sealed::npki(bytes("signCert.der"), key).expect("small");
        prop_assert_eq!(sealed.open(&typed).expect_err("refused").code(), "wrong_password");
        if pfx != bytes("open-key.pfx") {
            prop_assert_eq!(Sealed::pfx(pfx).expect("small").open(&typed).expect_err("refused").code(), "wrong_password");
        }
    }

    #[test]
    fn noise_never_opens(noise in vec(any::<u8>(), 0..4_000)) {
        prop_assert!(Facts::of(&noise).is_err());
        let sealed = Sealed::npki(bytes("signCert.der"), noise.clone()).expect("small");
        prop_assert!(sealed.open(&password()).is_err());
        prop_assert!(Sealed::pfx(noise).expect("small").open(&password()).is_err());
    }
}
