//! What can be asked of the member's account: points left, the certificate that signs its invoices, states of businesses
//! (providers.md §1.5, §4.1, §5). Nothing here creates anything.

use chrono::{DateTime, NaiveDateTime};
use domain::{BusinessNumber, BusinessState, BusinessStatus, TaxType};
use serde_json::Value;

use super::PopbillRoute;
use super::answers::{Verdict, judge};
use super::code::Class;
use super::desk::{Product, Request};
use super::stored_wire::{moment, whole};
use crate::exchange::Reply;
use crate::http::Answer;
use crate::outcome::{Asked, StatusRead};
use crate::said::{parse_date, text};

/// Points (포인트), which every document costs; rounded down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Points(pub i64);

/// The certificate (공동인증서) that Popbill keeps for the shop and signs its invoices with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// When it was registered at Popbill (KST).
    pub registered_at: Option<NaiveDateTime>,
    /// When it expires (KST).
    pub expires_at: NaiveDateTime,
    /// Who gave it (발급기관).
    pub issuer: String,
    /// To whom (주체 DN).
    pub subject: String,
}

impl PopbillRoute {
    /// By how many seconds this computer's clock is ahead of the service's; negative when it is behind.
    pub async fn clock_ahead_s(&self) -> Reply<Asked<i64>> {
        let mut exchanges = Vec::new();
        let outcome = match self.desk.fetch_time(&mut exchanges).await {
            Ok(answer) => match read_time(&answer) {
                Some(there_s) => Asked::Known((self.clock)().saturating_sub(there_s)),
                None => Asked::NoAnswer("the service's time cannot be read".to_owned()),
            },
            Err(silence) => silence.into(),
        };
        Reply { outcome, exchanges }
    }

    /// Points of the shop's own account.
    pub async fn points(&self) -> Reply<Asked<Points>> {
        self.ask_points("Point").await
    }

    /// Points of the partner, who pays where the contract says so.
    pub async fn partner_points(&self) -> Reply<Asked<Points>> {
        self.ask_points("PartnerPoint").await
    }

    /// When the certificate expires (KST). [`Asked::Refused`] when none is registered.
    pub async fn certificate_expiry(&self) -> Reply<Asked<NaiveDateTime>> {
        let read = |body: &Value| moment(body, "certificateExpiration");
        self.ask_about("certificate", "/Taxinvoice", &[("cfg", "CERT")], read).await
    }

    /// Whether the certificate can sign now: known when it can, [`Asked::Refused`] with the reason's code when not.
    pub async fn check_certificate(&self) -> Reply<Asked<()>> {
        self.ask_about("certificate", "/Taxinvoice/CertCheck", &[], |body| {
            (whole(body, "code") == Some(1)).then_some(())
        })
        .await
    }

    /// The certificate itself. [`Asked::Refused`] when none is registered.
    pub async fn certificate(&self) -> Reply<Asked<Certificate>> {
        self.ask_about("certificate", "/Taxinvoice/Certificate", &[], read_certificate).await
    }

    /// The state of a business (휴폐업조회), which costs points.
    pub(super) async fn close_down(&self, number: &BusinessNumber) -> Reply<StatusRead> {
        let query = [("CN", number.digits())];
        let request = Request::get("business_status", "/CloseDown", &query).of(Product::BusinessStates);
        self.desk.ask(&request, |answer| business_status(number, answer)).await
    }

    async fn ask_points(&self, what: &str) -> Reply<Asked<Points>> {
        let path = self.desk.account_path(what);
        let request = Request::get("points", &path, &[]).of(Product::Account);
        self.desk.ask(&request, |answer| asked(answer, read_points)).await
    }

    async fn ask_about<T>(
        &self,
        name: &'static str,
        path: &str,
        query: &[(&str, &str)],
        read: impl FnOnce(&Value) -> Option<T>,
    ) -> Reply<Asked<T>> {
        self.desk.ask(&Request::get(name, path, query), |answer| asked(answer, read)).await
    }
}

/// An answer about the certificate that says there is none is an answer, and no reason to stop.
fn asked<T>(answer: &Answer, read: impl FnOnce(&Value) -> Option<T>) -> Asked<T> {
    match judge(answer) {
        Verdict::Success(body) => match read(&body) {
            Some(known) => Asked::Known(known),
            None => Asked::NoAnswer("the answer cannot be read".to_owned()),
        },
        Verdict::Told(told) => Asked::Refused(told.into_refusal()),
        Verdict::Silent(super::answers::Silence::Stopped(stop)) if stop.stops_only_invoices() => {
            Asked::Refused(domain::Refusal { code: stop.code, field: None, message: stop.message })
        }
        Verdict::Silent(silence) => silence.into(),
    }
}

/// `2026-05-06T00:00:00Z`, with or without quotes.
fn read_time(answer: &Answer) -> Option<i64> {
    let text = std::str::from_utf8(&answer.body).ok().filter(|_| answer.succeeded())?;
    let time = DateTime::parse_from_rfc3339(text.trim().trim_matches('"')).ok()?;
    Some(time.timestamp())
}

/// A number, or a number as text, with or without a fraction.
fn read_points(body: &Value) -> Option<Points> {
    let left = body.get("remainPoint")?;
    let text = left.as_str().map_or_else(|| left.to_string(), str::to_owned);
    let whole = text.trim().split('.').next().unwrap_or_default();
    whole.parse().ok().map(Points)
}

fn read_certificate(body: &Value) -> Option<Certificate> {
    Some(Certificate {
        registered_at: moment(body, "regDT"),
        expires_at: moment(body, "expireDT")?,
        issuer: text(body, "issuerName").unwrap_or_default().to_owned(),
        subject: text(body, "subjectDN").unwrap_or_default().to_owned(),
    })
}

fn business_status(number: &BusinessNumber, answer: &Answer) -> StatusRead {
    match judge(answer) {
        Verdict::Success(body) => match read_status(number, &body) {
            Some(status) => StatusRead::Known(status),
            None => StatusRead::NoAnswer("the business's state could not be found out".to_owned()),
        },
        Verdict::Told(told) if told.class == Class::Refused => StatusRead::NotANumber(told.into_refusal()),
        Verdict::Told(told) => StatusRead::NoAnswer(told.in_words()),
        Verdict::Silent(silence) => silence.into(),
    }
}

/// `None` also when Popbill could not find out (확인실패), which it says by leaving the state out.
fn read_status(number: &BusinessNumber, body: &Value) -> Option<BusinessStatus> {
    if text(body, "corpNum")? != number.digits() {
        return None;
    }
    let state = match whole(body, "state")? {
        0 => BusinessState::NotRegistered,
        1 => BusinessState::Continuing,
        2 => BusinessState::Closed { on: text(body, "stateDate").and_then(parse_date) },
        3 => BusinessState::Suspended,
        _ => return None,
    };
    let tax_type = match whole(body, "taxType") {
        Some(10) => Some(TaxType::General),
        Some(20) => Some(TaxType::Exempt),
        Some(30) => Some(TaxType::Simplified),
        Some(31) => Some(TaxType::SimplifiedIssuing),
        Some(40) => Some(TaxType::NonProfit),
        _ => None,
    };
    Some(BusinessStatus { state, tax_type })
}

#[cfg(test)]
mod member_tests {
    //! The shapes of providers.md §1.5 and §5.

    use domain::{BusinessNumber, BusinessState, TaxType};
    use serde_json::json;

    use super::{Points, read_points, read_status};

    #[test]
    fn points_are_read_as_number_and_as_text() {
        for left in [json!(1500), json!(1500.75), json!("1500"), json!("1500.0")] {
            assert_eq!(read_points(&json!({ "remainPoint": left })), Some(Points(1500)));
        }
        assert_eq!(read_points(&json!({ "remainPoint": "-3" })), Some(Points(-3)));
        for none in [json!({}), json!({"remainPoint": "many"}), json!({"remainPoint": null})] {
            assert_eq!(read_points(&none), None);
        }
    }

    #[test]
    fn a_state_that_was_not_found_out_is_no_state() {
        let number = BusinessNumber::parse("214-86-00016").unwrap();
        let answer = |state, tax_type| {
            read_status(&number, &json!({"corpNum": "2148600016", "state": state, "taxType": tax_type}))
        };
        let status = answer(json!(1), json!("31")).unwrap();
        assert_eq!(
            (status.state, status.tax_type),
            (BusinessState::Continuing, Some(TaxType::SimplifiedIssuing))
        );
        assert_eq!(answer(json!("2"), json!(null)).unwrap().state, BusinessState::Closed { on: None });
        assert!(answer(json!(null), json!(10)).is_none() && answer(json!(9), json!(10)).is_none());
        let other = BusinessNumber::parse("123-45-67891").unwrap();
        assert!(read_status(&other, &json!({"corpNum": "2148600016", "state": 1})).is_none());
    }
}
