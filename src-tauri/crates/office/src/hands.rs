//! What a person does about a document that the program cannot bring through by itself (확인할 일). Each act is a row in the
//! journal and takes the matter off the list.

use std::sync::Arc;

use domain::{
    Approval, ApprovalNumber, Attention, CashReceipt, DocumentKey, KeyKind, ReceiptParts, Refusal, State,
};
use nts::{LookedUp, Route};
use serde_json::json;
use store::{DifferenceId, DifferenceKind, DocumentAct, JournalAct, NewDocument, Shelved, Writer};

use crate::hear::{Moved, note};
use crate::intent::{Draft, Pressed};
use crate::{Office, OfficeError, correction};

/// One press of the button that issues again what came to nothing.
#[derive(Debug, Clone)]
pub struct ReissuePress {
    /// Key of the receipt that came to nothing.
    pub key: DocumentKey,
    /// Unique per press.
    pub press_id: String,
    /// Paper is wanted.
    pub print: bool,
}

/// What a person found at the NTS about a document that the route cannot be asked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FoundByHand {
    /// It is there, under this approval number.
    Issued(ApprovalNumber),
    /// It is not there.
    NotIssued,
}

impl Office {
    /// Issues a receipt again that was refused, at once or later, or never sent: the same sale, dated now. The old one
    /// stays in the book as it is.
    ///
    /// # Errors
    /// [`OfficeError::NothingToDo`] when it needs nobody any more, else as [`Office::issue_receipt`].
    pub async fn reissue(self: &Arc<Self>, press: ReissuePress) -> Result<DocumentKey, OfficeError> {
        let (shop, counter) = self.till()?;
        let route = self.route().await?;
        let pressed = self.gated(route.as_ref(), |w, gate, at| {
            if let Some(key) = w.key_of_press(&press.press_id)? {
                return Ok(Pressed::Again(key));
            }
            let old = attended(w, &press.key)?;
            let came_to_nothing = old.standing.state.refusal().is_some();
            if !came_to_nothing || old.document.act != DocumentAct::Issue {
                return Err(OfficeError::NothingToDo(press.key.to_string()));
            }
            let receipt = same_sale_now(&old, at)?;
            let key = w.next_key(KeyKind::Receipt, at.date(), counter)?;
            let request = route
                .freeze_issue(&key, shop.number(), &receipt)
                .map_err(|source| OfficeError::RouteClosed(Some(source)))?;
            let document = NewDocument::issue(&key, &receipt, route.name(), &request.body, &press.press_id);
            let facts =
                &json!({ "total": receipt.amounts().total().get(), "instead_of": press.key.as_str() });
            w.call_person(old.document.id, None)?;
            w.journal(at, JournalAct::Reissued, press.key.as_str(), &json!({ "key": key.as_str() }))?;
            let draft = Draft {
                document: NewDocument { print_wanted: press.print, ..document },
                request,
                act: JournalAct::ReceiptIntended,
                facts,
            };
            self.write_intent(w, gate, route.as_ref(), draft, at).map(Pressed::Fresh)
        })?;
        self.bring_out(route, pressed).await
    }

    /// Somebody has looked at it and nothing more is to be done here.
    ///
    /// # Errors
    /// [`OfficeError::NothingToDo`] when it needs nobody any more, [`OfficeError::NotFound`], [`OfficeError::Book`].
    pub fn acknowledge(&self, key: &DocumentKey) -> Result<(), OfficeError> {
        let at = self.clock.now();
        self.book.write(|w| {
            let old = attended(w, key)?;
            w.call_person(old.document.id, None)?;
            let facts = json!({ "how": "acknowledged", "state": old.standing.state.name() });
            Ok(w.journal(at, JournalAct::Resolved, key.as_str(), &facts)?)
        })
    }

    /// Takes down what a person found at the NTS about a document of a route that cannot be asked.
    ///
    /// # Errors
    /// [`OfficeError::NothingToDo`] when it is not one to be checked by hand, [`OfficeError::Book`].
    pub async fn found_by_hand(&self, key: &DocumentKey, found: FoundByHand) -> Result<(), OfficeError> {
        let route = self.route().await?;
        let moved = self.gated(route.as_ref(), |w, _, at| {
            let old = attended(w, key)?;
            let (id, before) = (old.document.id, old.standing.state.name());
            if !matches!(old.standing.state, State::CheckByHand) {
                return Err(OfficeError::NothingToDo(key.to_string()));
            }
            let (step, why) = match found {
                FoundByHand::Issued(number) => (old.standing.state.approve(Approval { number, at }), None),
                FoundByHand::NotIssued => {
                    (old.standing.state.reject(by_hand()), Some(Attention::RejectedBehind))
                }
            };
            let state = step.map_err(|source| OfficeError::IllegalStep { key: key.clone(), source })?;
            w.set_standing(id, &state, at)?;
            w.call_person(id, why)?;
            let moved = Moved { key: key.clone(), before, state, behind: true };
            w.journal(at, JournalAct::Resolved, key.as_str(), &json!({ "how": "checked_by_hand" }))?;
            note(w, &moved, None, at)?;
            if matches!(moved.state, State::Approved(_)) {
                correction::follow_cancel(w, route.as_ref(), &self.rules, id, at)?;
            }
            Ok(moved)
        })?;
        self.spread(&[moved]);
        Ok(())
    }

    /// Settles a difference between the two books. One that stands only in ours is asked for once more: if the NTS has it
    /// after all, the matter is closed; if not, it stays. Any other is closed because somebody has looked at it.
    ///
    /// # Errors
    /// [`OfficeError::NothingToDo`] when it is settled already, [`OfficeError::NotCompared`] when the NTS still does not
    /// have it or does not answer, [`OfficeError::RouteClosed`], [`OfficeError::Book`].
    pub async fn settle_difference(&self, id: DifferenceId) -> Result<(), OfficeError> {
        let open = self.book.read(|r| r.open_differences())?;
        let name = || format!("difference {}", id.get());
        let difference =
            open.into_iter().find(|open| open.id == id).ok_or_else(|| OfficeError::NothingToDo(name()))?;
        let how = match difference.found.kind {
            DifferenceKind::OnlyOurs => {
                let route = self.route().await?;
                ask_again(route.as_ref(), &difference.found.subject).await?
            }
            DifferenceKind::OnlyTheirs | DifferenceKind::Differs => "acknowledged",
        };
        let at = self.clock.now();
        self.book.write(|w| {
            if !w.settle_difference(id, how, at)? {
                return Err(OfficeError::NothingToDo(name()));
            }
            let facts = json!({ "how": how, "kind": difference.found.kind.as_str() });
            Ok(w.journal(at, JournalAct::DifferenceSettled, &difference.found.subject, &facts)?)
        })
    }
}

async fn ask_again(route: &dyn Route, subject: &str) -> Result<&'static str, OfficeError> {
    let key = DocumentKey::parse(subject).map_err(|_| OfficeError::NotFound(subject.to_owned()))?;
    match route.look_up(&key).await.outcome {
        LookedUp::Found(_) => Ok("found"),
        LookedUp::NotThere => Err(OfficeError::NotCompared("E3002".to_owned())),
        LookedUp::NotNow(wait) => Err(OfficeError::NotCompared(wait.code)),
        LookedUp::RouteStopped(stop) => Err(OfficeError::NotCompared(stop.code)),
        LookedUp::NotSent(cause) => Err(OfficeError::NotCompared(cause.to_string())),
        LookedUp::NoAnswer(cause) => Err(OfficeError::NotCompared(cause)),
    }
}

/// A document that somebody is called to.
fn attended(w: &Writer<'_>, key: &DocumentKey) -> Result<Shelved, OfficeError> {
    let shelved = w.shelved(key)?.ok_or_else(|| OfficeError::NotFound(key.to_string()))?;
    if shelved.standing.attention.is_none() {
        return Err(OfficeError::NothingToDo(key.to_string()));
    }
    Ok(shelved)
}

fn same_sale_now(old: &Shelved, at: chrono::NaiveDateTime) -> Result<CashReceipt, OfficeError> {
    let document = &old.document;
    let parts = ReceiptParts {
        amounts: document.amounts,
        taxation: document.taxation,
        number: document.number.clone(),
        purpose: document.purpose,
        item: document.item.clone(),
        memo: document.memo.clone(),
        traded_at: at,
    };
    CashReceipt::restore(parts).map_err(|disagree| OfficeError::CannotReissue {
        key: document.key.clone(),
        cause: disagree.to_string(),
    })
}

/// A person looked and did not find it: nothing was issued.
fn by_hand() -> Refusal {
    Refusal {
        code: "BY_HAND".to_owned(), field: None, message: "국세청에서 찾을 수 없음".to_owned()
    }
}
