//! What a search found, for a screen: each with what is known of it without a password. The paths stay here; the window names
//! one by its number, because a folder's name need not be text.

use std::path::Path;
use std::sync::{Mutex, PoisonError};

use certificate::{CertificateError, Facts, Files, Found, Limits, Reading, Suitability, find, usual_places};
use chrono::{DateTime, FixedOffset, NaiveDateTime};

/// One certificate of a search. No `Debug`: names of people stand in it, and in its path.
#[derive(Clone)]
pub struct FoundCertificate {
    /// Its number, good until the next search.
    pub id: u32,
    /// Where it is, as a person can read it.
    pub place: String,
    /// The owner's name; blank when only its password shows it.
    pub owner: String,
    /// Who issued it; blank as well.
    pub issuer: String,
    /// Stable name of its kind.
    pub usage: Option<&'static str>,
    /// Its last moment, Korean local time.
    pub valid_to: Option<NaiveDateTime>,
    /// `valid`, `soon`, `locked` for a PFX file before its password, or why it cannot be used: see
    /// [`CertificateError::code`].
    pub state: &'static str,
}

/// What a search found: first what can be used.
pub struct FoundCertificates {
    /// The certificates.
    pub found: Vec<FoundCertificate>,
    /// Whether there may be more than was looked at.
    pub cut_short: bool,
}

/// The files of the last search, by number.
#[derive(Default)]
pub(crate) struct LastFound(Mutex<(u32, Vec<Files>)>);

impl LastFound {
    pub(super) fn files(&self, id: u32) -> Option<Files> {
        let last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        id.checked_sub(last.0).and_then(|at| last.1.get(usize::try_from(at).ok()?).cloned())
    }

    /// Takes the files of a new search; numbers go on, so that an old one means nothing any more.
    fn replace(&self, files: Vec<Files>) -> u32 {
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let first = last.0.saturating_add(u32::try_from(last.1.len()).unwrap_or(u32::MAX));
        *last = (first, files);
        first
    }
}

pub(super) fn look(last: &LastFound, extra: Option<&Path>, now: &DateTime<FixedOffset>) -> FoundCertificates {
    let places = extra.map_or_else(usual_places, |place| vec![place.to_owned()]);
    let search = find(&places, Limits::default());
    let mut found = search.found;
    found.sort_by_key(|found| rank(state_of(&found.reading, now)));
    let first = last.replace(found.iter().map(|found| found.files.clone()).collect());
    let found = (first..).zip(found).map(|(id, found)| shown(id, found, now)).collect();
    FoundCertificates { found, cut_short: search.cut_short }
}

fn shown(id: u32, found: Found, now: &DateTime<FixedOffset>) -> FoundCertificate {
    let state = state_of(&found.reading, now);
    let place = found.files.shown();
    match found.reading {
        Reading::Facts(facts) => FoundCertificate {
            id,
            place,
            owner: facts.owner().to_owned(),
            usage: Some(facts.usage.as_str()),
            valid_to: Some(facts.valid_to.naive_local()),
            issuer: facts.issuer,
            state,
        },
        Reading::Locked | Reading::Faulty(_) => FoundCertificate {
            id,
            place,
            owner: String::new(),
            issuer: String::new(),
            usage: None,
            valid_to: None,
            state,
        },
    }
}

fn state_of(reading: &Reading, now: &DateTime<FixedOffset>) -> &'static str {
    match reading {
        Reading::Facts(facts) => state_of_facts(facts, now),
        Reading::Locked => "locked",
        Reading::Faulty(error) => error.code(),
    }
}

/// The words of what [`certificate::OpenCertificate::check`] would say, as far as it shows without a password.
fn state_of_facts(facts: &Facts, now: &DateTime<FixedOffset>) -> &'static str {
    match facts.expiry(now) {
        certificate::Expiry::NotYet { from } => CertificateError::NotYetValid { from }.code(),
        certificate::Expiry::Expired { since } => CertificateError::Expired { since }.code(),
        _ if facts.suitability() == Suitability::Unsuitable => {
            CertificateError::NotForTaxInvoices(facts.usage.clone()).code()
        }
        _ if !facts.has_vid() => CertificateError::NoVid.code(),
        good @ (certificate::Expiry::Valid { .. } | certificate::Expiry::Soon { .. }) => good.as_str(),
    }
}

fn rank(state: &str) -> u8 {
    match state {
        "valid" | "soon" => 0,
        "locked" => 1,
        _ => 2,
    }
}
