//! The certificate for the window.

use super::local_time;
use crate::contract::certificate::{CertificateState, FoundCertificate, FoundCertificates, KeptCertificate};

/// The kept certificate.
#[must_use]
pub fn kept(kept: office::KeptCertificate) -> KeptCertificate {
    let state = match kept.state {
        _ if !kept.is_whole => CertificateState::Gone,
        "not_yet" => CertificateState::NotYet,
        "valid" => CertificateState::Valid,
        "soon" => CertificateState::Soon,
        _ => CertificateState::Expired,
    };
    KeptCertificate {
        owner: kept.owner,
        issuer: kept.issuer,
        usage: kept.usage,
        valid_to: local_time(kept.valid_to),
        state,
        days_left: kept.days_left.map(|days| i32::try_from(days).unwrap_or(i32::MAX)),
    }
}

/// What a search found.
#[must_use]
pub fn found(found: office::FoundCertificates) -> FoundCertificates {
    let one = |found: office::FoundCertificate| FoundCertificate {
        id: found.id,
        place: found.place,
        owner: found.owner,
        issuer: found.issuer,
        usage: found.usage.map(Into::into),
        valid_to: found.valid_to.map(local_time),
        state: found.state.to_owned(),
    };
    FoundCertificates { found: found.found.into_iter().map(one).collect(), cut_short: found.cut_short }
}
