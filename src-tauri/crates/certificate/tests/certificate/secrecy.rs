//! Nothing secret stands in what is printed.

use std::error::Error;

use certificate::{CertificateError, Password};

use crate::fixture::{R_HEX, bytes, hex, open_pair, open_pfx, pair, password, pfx};

#[test]
fn debug_shows_no_password_no_key_no_r_and_no_name() {
    let opened = open_pair("person.der", "signPri.key").expect("opens");
    let shown =
        format!("{opened:?} {:?} {:?} {:?}", password(), pair("person.der", "signPri.key"), pfx("r.pfx"));
    let key = hex(&bytes("plain.pkcs8.der")[40..56]);
    let key_numbers = format!("{:?}", &bytes("plain.pkcs8.der")[40..56]);
    for secret in ["test1234", R_HEX, &R_HEX.to_uppercase(), &key, &key_numbers, "180, 202", "홍길동"] {
        assert!(!shown.contains(secret), "{secret} in {shown}");
    }
    assert!(shown.contains("serial"), "{shown}");
}

#[test]
fn no_error_carries_what_was_typed() {
    let typed = || Password::new("비밀-4321".to_owned());
    let errors: [CertificateError; 2] = [
        pair("signCert.der", "signPri.key").open(&typed()).expect_err("refused"),
        pfx("r.pfx").open(&typed()).expect_err("refused"),
    ];
    for error in errors {
        let told = format!("{error} {error:?} {:?}", error.source());
        assert!(!told.contains("4321") && !told.contains("비밀"), "{told}");
    }
    assert!(open_pfx("r.pfx").is_ok());
}
