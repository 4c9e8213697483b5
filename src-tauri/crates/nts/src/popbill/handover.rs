//! Handing an invoice over to the NTS (즉시전송). Popbill takes the request at once and does it within half an hour, so what it says
//! to the request proves nothing: the state of the invoice does.

use domain::{DocumentKey, HeldReason, Refusal};

use super::answers::{Verdict, judge};
use super::code::{Class, asks_for_state};
use super::desk::Request;
use super::mgt_key::mgt_key;
use super::{OUR_INVOICES, PopbillRoute};
use crate::exchange::{Exchange, Reply};
use crate::http::Answer;
use crate::outcome::{LookedUp, NotNow, Transmitted};
use crate::stored::{StoredContent, StoredDocument, StoredStatus};

/// Asking again sooner than this brings nothing new.
const ASK_AGAIN_MS: u64 = 60_000;

impl PopbillRoute {
    /// Asks for it, and how far it is.
    pub(super) async fn hand_over(&self, key: &DocumentKey) -> Reply<Transmitted> {
        let path = format!("{OUR_INVOICES}/{}", mgt_key(key));
        let mut exchanges = Vec::new();
        let asked = self.desk.fetch(&Request::post("transmit", &path, "NTS", ""), &mut exchanges).await;
        let taken = match asked {
            Ok(answer) => asked_to_hand_over(&answer),
            Err(silence) => Some(silence.into()),
        };
        let outcome = match taken {
            Some(outcome) => outcome,
            None => self.state_of_handover(key, &mut exchanges).await,
        };
        Reply { outcome, exchanges }
    }

    /// After a request to hand over: how far is it?
    async fn state_of_handover(&self, key: &DocumentKey, log: &mut Vec<Exchange>) -> Transmitted {
        match self.find_invoice(key, log).await {
            LookedUp::Found(stored) => handed_over(&stored),
            LookedUp::NotThere => Transmitted::NotThere,
            LookedUp::NotNow(wait) => Transmitted::NotNow(wait),
            LookedUp::RouteStopped(stop) => Transmitted::RouteStopped(stop),
            LookedUp::NotSent(cause) => Transmitted::NotSent(cause),
            LookedUp::NoAnswer(cause) => Transmitted::NoAnswer(cause),
        }
    }
}

/// What the answer to a request to hand over proves by itself; `None` when the state says more.
fn asked_to_hand_over(answer: &Answer) -> Option<Transmitted> {
    match judge(answer) {
        Verdict::Success(_) => None,
        Verdict::Told(told) if asks_for_state(told.code) => None,
        Verdict::Told(told) if told.class == Class::NotThere => Some(Transmitted::NotThere),
        Verdict::Told(told) => Some(Transmitted::Declined(told.into_refusal())),
        Verdict::Silent(silence) => Some(silence.into()),
    }
}

fn handed_over(stored: &StoredDocument) -> Transmitted {
    let sent_at = match &stored.content {
        StoredContent::Invoice(invoice) => invoice.sent_at,
        StoredContent::Receipt(_) => None,
    };
    match (stored.status, sent_at) {
        (StoredStatus::Transmitted(at), _) | (StoredStatus::Confirmed, Some(at)) => Transmitted::Sent(at),
        (StoredStatus::Rejected, _) => Transmitted::Refused(Refusal {
            code: stored.result_code.clone(),
            field: None,
            message: String::new(),
        }),
        (StoredStatus::Approved | StoredStatus::Confirmed, _) => Transmitted::NotNow(NotNow {
            code: "300".to_owned(),
            reason: HeldReason::NotYetPossible,
            retry_after_ms: Some(ASK_AGAIN_MS),
            resets_at: None,
        }),
    }
}
