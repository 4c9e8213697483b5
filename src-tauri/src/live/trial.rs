//! A trial: one receipt of 1,000 won on the test service, issued by the same code as every real one.

use chrono::{NaiveDateTime, Timelike};
use domain::{DocumentKey, KeyKind, ReceiptForm, Shop};
use nts::{PopbillRoute, Route, Sent};
use office::OfficeError;

use super::LiveError;
use super::check::{why_not_sent, why_stopped};

/// No till of a shop has this number: a trial's key is nobody's document.
const TRIAL_TILL: u8 = 99;

/// What a trial brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trial {
    /// The approval number of the test service.
    pub approval_number: Option<String>,
    /// Why there is none, as of a check; `refused` when the document was refused, `unknown` when the answer was lost.
    pub reason: Option<&'static str>,
    /// The service's words, without identifiers.
    pub detail: Option<String>,
}

/// Issues it. The second of the day names it, so that another trial is another document.
pub(super) async fn issue(route: &PopbillRoute, shop: &Shop, now: NaiveDateTime) -> Result<Trial, LiveError> {
    let form = ReceiptForm { amount: "1000".into(), item: "연결 시험".into(), ..ReceiptForm::default() };
    let receipt = form.check(shop.number(), now).map_err(OfficeError::from)?;
    let key = DocumentKey::new(KeyKind::Receipt, now.date(), TRIAL_TILL, now.num_seconds_from_midnight() + 1)
        .map_err(|_| OfficeError::NoShop)?;
    let frozen = route.freeze_issue(&key, shop.number(), &receipt)?;
    Ok(told(route.send(&frozen).await.outcome))
}

fn told(sent: Sent) -> Trial {
    let failed = |reason, detail| Trial { approval_number: None, reason: Some(reason), detail };
    match sent {
        Sent::Approved(approval) => {
            Trial { approval_number: Some(approval.number.to_string()), reason: None, detail: None }
        }
        Sent::Duplicate(_) => failed("refused", None),
        Sent::Rejected(refusal) => failed("refused", Some(refusal.message)),
        Sent::NotNow(_) => failed("not_now", None),
        Sent::RouteStopped(stop) => failed(why_stopped(&stop), Some(stop.message)),
        Sent::NotSent(cause) => failed(why_not_sent(&cause), Some(cause.to_string())),
        Sent::Unknown(lost) => failed("unknown", Some(lost.cause)),
    }
}
