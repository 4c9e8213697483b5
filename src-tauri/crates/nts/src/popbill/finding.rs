//! What Popbill holds under a key.

use domain::DocumentKey;

use super::answers::{self, judge};
use super::desk::{Request, told_or};
use super::mgt_key::mgt_key;
use super::{OUR_INVOICES, PopbillRoute, RECEIPTS, stored_invoice, stored_receipt};
use crate::exchange::Exchange;
use crate::outcome::{LookedUp, Sent};
use crate::stored::StoredDocument;

impl PopbillRoute {
    /// A document of either product, with all it says.
    pub(super) async fn find(&self, key: &DocumentKey, log: &mut Vec<Exchange>) -> LookedUp {
        if key.kind().is_invoice() {
            let found = self.find_invoice(key, log).await;
            let LookedUp::Found(stored) = found else { return found };
            return self.with_lines(*stored, log).await;
        }
        let path = format!("{RECEIPTS}/{}", mgt_key(key));
        match self.desk.fetch(&Request::get("look_up", &path, &[]), log).await {
            Ok(answer) => answers::looked_up(key, &answer, stored_receipt::read),
            Err(silence) => silence.into(),
        }
    }

    /// How far an invoice is; without its lines.
    pub(super) async fn find_invoice(&self, key: &DocumentKey, log: &mut Vec<Exchange>) -> LookedUp {
        let path = format!("{OUR_INVOICES}/{}", mgt_key(key));
        match self.desk.fetch(&Request::get("look_up", &path, &[]), log).await {
            Ok(answer) => answers::looked_up(key, &answer, stored_invoice::read),
            Err(silence) => silence.into(),
        }
    }

    /// What an invoice says stands in another answer than how far it is.
    async fn with_lines(&self, stored: StoredDocument, log: &mut Vec<Exchange>) -> LookedUp {
        let path = format!("{OUR_INVOICES}/{}", mgt_key(&stored.key));
        let answer = match self.desk.fetch(&Request::get("detail", &path, &[("Detail", "")]), log).await {
            Ok(answer) => answer,
            Err(silence) => return silence.into(),
        };
        told_or(
            judge(&answer),
            |detail| match stored_invoice::complete(stored, &detail) {
                Some(whole) => LookedUp::Found(Box::new(whole)),
                None => LookedUp::NoAnswer("the invoice's lines cannot be read".to_owned()),
            },
            |told| LookedUp::NoAnswer(told.in_words()),
        )
    }

    /// One that was taken before, under this key: what is it?
    pub(super) async fn used_before(&self, key: &DocumentKey, log: &mut Vec<Exchange>) -> Sent {
        match self.find(key, log).await {
            LookedUp::Found(stored) => Sent::Duplicate(stored),
            LookedUp::NotThere
            | LookedUp::NotNow(_)
            | LookedUp::RouteStopped(_)
            | LookedUp::NotSent(_)
            | LookedUp::NoAnswer(_) => {
                Sent::Unknown(answers::unexpected("the key was used before, and what holds it was not shown"))
            }
        }
    }
}
