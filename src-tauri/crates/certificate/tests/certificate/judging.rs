//! Whether the shop may issue with a certificate: its owner, its time and its kind.

use certificate::{CertificateError, Expiry, OpenCertificate, Ownership, Suitability, Usage};
use chrono::NaiveDate;

use crate::fixture::{at, open_pair, open_pfx, shop, somebody_else};

const IN_TIME: &str = "2026-06-01T12:00:00+09:00";

fn refusal(certificate: &OpenCertificate) -> &'static str {
    certificate.check(&shop(), &at(IN_TIME)).expect_err("refused").code()
}

#[test]
fn the_shops_certificate_passes() {
    let own = open_pair("signCert.der", "signPri.key").expect("opens");
    assert!(matches!(own.check(&shop(), &at(IN_TIME)), Ok(Expiry::Valid { days_left: 3_501 })));
}

#[test]
fn the_vid_tells_the_owner_by_either_hash() {
    for certificate in ["signCert.der", "sha1-vid.der"] {
        let own = open_pair(certificate, "signPri.key").expect("opens");
        assert_eq!(own.belongs_to(&shop()), Ownership::Belongs, "{certificate}");
        assert_eq!(own.belongs_to(&somebody_else()), Ownership::Foreign, "{certificate}");
        let error = own.check(&somebody_else(), &at(IN_TIME)).expect_err("refused");
        assert_eq!(error.code(), "foreign");
    }
}

#[test]
fn without_r_or_vid_nothing_is_proved() {
    let no_r = open_pair("signCert.der", "no-r.key").expect("opens");
    assert_eq!(no_r.belongs_to(&shop()), Ownership::NoR);
    assert_eq!(refusal(&no_r), "no_r");
    assert_eq!(refusal(&open_pfx("sign.p12").expect("opens")), "no_r");
    let no_vid = open_pair("no-vid.der", "signPri.key").expect("opens");
    assert_eq!(no_vid.belongs_to(&shop()), Ownership::NoVid);
    assert_eq!(refusal(&no_vid), "no_vid");
}

#[test]
fn a_persons_certificate_is_not_for_tax_invoices() {
    let personal = open_pair("person.der", "signPri.key").expect("opens");
    assert_eq!(personal.belongs_to(&shop()), Ownership::Belongs);
    let error = personal.check(&shop(), &at(IN_TIME)).expect_err("refused");
    assert!(matches!(error, CertificateError::NotForTaxInvoices(Usage::Person)));
}

#[test]
fn a_kind_that_is_not_on_the_list_is_neither_allowed_nor_forbidden() {
    let unknown = open_pair("no-vid.der", "signPri.key").expect("opens");
    assert_eq!(unknown.facts().usage, Usage::Other(None));
    assert_eq!(unknown.facts().suitability(), Suitability::Unknown);
}

/// `sha1-vid.der` is good to the last second of 2026 in Korea.
#[test]
fn days_are_counted_in_korea() {
    let own = open_pair("sha1-vid.der", "signPri.key").expect("opens");
    let expiry = |text| own.facts().expiry(&at(text));
    assert_eq!(expiry("2026-11-30T23:59:59+09:00"), Expiry::Valid { days_left: 31 });
    assert_eq!(expiry("2026-12-01T00:00:00+09:00"), Expiry::Soon { days_left: 30 });
    assert_eq!(expiry("2026-11-30T15:00:00Z"), Expiry::Soon { days_left: 30 }, "the same moment elsewhere");
    assert_eq!(expiry("2026-12-31T00:00:00+09:00"), Expiry::Soon { days_left: 0 });
    assert_eq!(expiry("2026-12-31T23:59:59+09:00"), Expiry::Soon { days_left: 0 });
    let last = NaiveDate::from_ymd_opt(2026, 12, 31).expect("a day");
    assert_eq!(expiry("2027-01-01T00:00:00+09:00"), Expiry::Expired { since: last });
    let first = NaiveDate::from_ymd_opt(2026, 1, 1).expect("a day");
    assert_eq!(expiry("2026-01-01T08:59:59+09:00"), Expiry::NotYet { from: first });
    assert_eq!(expiry("2026-01-01T09:00:00+09:00"), Expiry::Valid { days_left: 364 });
}

#[test]
fn a_certificate_out_of_its_time_is_refused_with_the_day() {
    let own = open_pair("sha1-vid.der", "signPri.key").expect("opens");
    let refused = |text| own.check(&shop(), &at(text)).expect_err("refused");
    assert_eq!(refused("2027-03-01T12:00:00+09:00").to_string(), "the certificate expired on 2026-12-31");
    assert_eq!(
        refused("2025-12-31T12:00:00+09:00").to_string(),
        "the certificate is valid only from 2026-01-01"
    );
    assert_eq!(own.check(&shop(), &at("2026-12-20T12:00:00+09:00")).expect("good").as_str(), "soon");
}
