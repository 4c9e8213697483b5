//! What a person does about a document that the program cannot bring through by itself (확인할 일). Each act is a row in the
//! journal and takes the matter off the list.

use std::sync::Arc;

use domain::{
    Approval, ApprovalNumber, Attention, BusinessNumber, CashReceipt, ConsumerNumber, DocumentKey, KeyKind,
    Purpose, ReceiptParts, Refusal, State,
};
use nts::LookedUp;
use serde_json::json;
use store::{Difference, DifferenceId, DocumentAct, JournalAct, NewDocument, Shelved, Writer};

use crate::correction::{corrected_form, refuse_same};
use crate::hear::{Moved, note};
use crate::intent::{Draft, Pressed};
use crate::tasks::{Step, settling_step};
use crate::watch::Watch;
use crate::{FieldFault, Office, OfficeError};

/// One press of the button that issues again what came to nothing.
#[derive(Clone)]
pub struct ReissuePress {
    /// Key of the receipt that came to nothing.
    pub key: DocumentKey,
    /// Another number as typed, where the NTS did not take the old one; `None` keeps it.
    pub number: Option<String>,
    /// Another purpose; `None` follows the kind of the number just typed, or stays as it was if none was.
    pub purpose: Option<Purpose>,
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

/// What became of a difference that a person took up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Settled {
    /// It is closed.
    Closed,
    /// The NTS was asked and still does not have it; a person has to find out in another way.
    StillAbsent,
}

impl Office {
    /// Issues a receipt again that was refused, at once or later, or never sent: the same sale, dated now, under another
    /// number if one is given. The old one stays in the book as it is. One that is refused again is a task again.
    ///
    /// # Errors
    /// [`OfficeError::NothingToDo`] when it needs nobody any more, [`OfficeError::Faults`] on a number or a purpose that is
    /// given, also when neither differs from what was refused, else as [`Office::issue_receipt`]. Nothing was changed.
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
            let receipt = same_sale_now(&old, &press, shop.number(), at)?;
            let key = w.next_key(KeyKind::Receipt, at.date(), counter)?;
            let request = route
                .freeze_issue(&key, shop.number(), &receipt)
                .map_err(|source| OfficeError::RouteClosed(Some(source)))?;
            let document = NewDocument::issue(&key, &receipt, route.name(), &request.body, &press.press_id);
            let facts =
                &json!({ "total": receipt.amounts().total().get(), "instead_of": press.key.as_str() });
            w.call_person(old.document.id, None)?;
            let renumbered = receipt.number() != &old.document.sale()?.number;
            let told = json!({ "key": key.as_str(), "other_number": renumbered });
            w.journal(at, JournalAct::Reissued, press.key.as_str(), &told)?;
            let draft = Draft {
                document: NewDocument {
                    print_wanted: press.print,
                    send_by: self.receipt_send_by(at.date(), route.as_ref()),
                    ..document
                },
                request,
                act: JournalAct::ReceiptIntended,
                facts,
            };
            self.write_intent(w, gate, route.as_ref(), draft, at).map(Pressed::Fresh)
        })?;
        // Who reissues sees the list and not the answer: what is refused again stands on the list again.
        self.bring_out(route, pressed, Watch::nobody()).await
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
    /// [`OfficeError::NothingToDo`] when it is not one to be checked by hand, [`OfficeError::FieldFaults`] for the number of
    /// another kind of document, [`OfficeError::Book`].
    pub async fn found_by_hand(&self, key: &DocumentKey, found: FoundByHand) -> Result<(), OfficeError> {
        let route = self.route().await?;
        let moved = self.gated(route.as_ref(), |w, _, at| {
            let old = attended(w, key)?;
            let (id, before) = (old.document.id, old.standing.state.name());
            if !matches!(old.standing.state, State::CheckByHand) {
                return Err(OfficeError::NothingToDo(key.to_string()));
            }
            refuse_other_number(&old, &found)?;
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
            if let Some(awaited) = w.awaited(key)? {
                self.follow(w, route.as_ref(), &awaited, &moved, at)?;
            }
            Ok(moved)
        })?;
        self.spread(&[moved]);
        Ok(())
    }

    /// Takes the one next step of a difference between the two books, the one that the person saw. One that stands only in
    /// ours is asked for first: if the NTS has it after all, the matter is closed. If not, that is noted, and a person who
    /// has found out in another way closes it. Any other is closed because somebody has looked at it.
    ///
    /// # Errors
    /// [`OfficeError::NothingToDo`] when it is settled already or its next step is another one meanwhile,
    /// [`OfficeError::NotCompared`] when the NTS does not answer, [`OfficeError::RouteClosed`], [`OfficeError::Book`].
    pub async fn settle_difference(&self, id: DifferenceId, step: Step) -> Result<Settled, OfficeError> {
        let open = self.book.read(|r| r.open_differences())?;
        let name = || format!("difference {}", id.get());
        let Difference { found, asked_at, .. } = open
            .into_iter()
            .find(|open| open.id == id && settling_step(open) == step)
            .ok_or_else(|| OfficeError::NothingToDo(name()))?;
        let how = match (step, asked_at) {
            (Step::AskAgain, _) if self.is_there(&found.subject).await? => Some("found"),
            (Step::AskAgain, _) => None,
            (_, Some(_)) => Some("checked_by_hand"),
            (_, None) => Some("acknowledged"),
        };
        let at = self.clock.now();
        self.book.write(|w| {
            let (was_open, act) = match how {
                Some(how) => (w.settle_difference(id, how, at)?, JournalAct::DifferenceSettled),
                None => (w.note_asked(id, at)?, JournalAct::DifferenceAsked),
            };
            if !was_open {
                return Err(OfficeError::NothingToDo(name()));
            }
            let facts = json!({ "how": how.unwrap_or("still_absent"), "kind": found.kind.as_str() });
            Ok(w.journal(at, act, &found.subject, &facts)?)
        })?;
        Ok(if how.is_some() { Settled::Closed } else { Settled::StillAbsent })
    }

    async fn is_there(&self, subject: &str) -> Result<bool, OfficeError> {
        let key = DocumentKey::parse(subject).map_err(|_| OfficeError::NotFound(subject.to_owned()))?;
        let cause = match self.route().await?.look_up(&key).await.outcome {
            LookedUp::Found(_) => return Ok(true),
            LookedUp::NotThere => return Ok(false),
            LookedUp::NotNow(wait) => wait.code,
            LookedUp::RouteStopped(stop) => stop.code,
            LookedUp::NotSent(cause) => cause.to_string(),
            LookedUp::NoAnswer(cause) => cause,
        };
        Err(OfficeError::NotCompared(cause))
    }
}

/// A receipt has nine characters and an invoice 24: what a person read off must be the number of this kind of document.
fn refuse_other_number(shelved: &Shelved, found: &FoundByHand) -> Result<(), OfficeError> {
    let FoundByHand::Issued(number) = found else { return Ok(()) };
    let is_invoice = shelved.document.invoice().is_some();
    if number.invoice().is_some() == is_invoice {
        Ok(())
    } else {
        Err(OfficeError::FieldFaults(vec![FieldFault::new("approval_number", "approval_number_invalid")]))
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

/// The sale as it was, now, under the number that the press gives.
fn same_sale_now(
    old: &Shelved,
    press: &ReissuePress,
    shop: &BusinessNumber,
    at: chrono::NaiveDateTime,
) -> Result<CashReceipt, OfficeError> {
    let sale = old.document.sale()?;
    let (number, purpose) = number_for(old, press, shop, at)?;
    let parts = ReceiptParts {
        amounts: sale.amounts,
        taxation: sale.taxation,
        number,
        purpose,
        item: sale.item.clone(),
        memo: sale.memo.clone(),
        traded_at: at,
    };
    CashReceipt::restore(parts).map_err(|disagree| OfficeError::CannotReissue {
        key: old.document.key.clone(),
        cause: disagree.to_string(),
    })
}

fn number_for(
    old: &Shelved,
    press: &ReissuePress,
    shop: &BusinessNumber,
    at: chrono::NaiveDateTime,
) -> Result<(ConsumerNumber, Purpose), OfficeError> {
    let sale = old.document.sale()?;
    if press.number.is_none() && press.purpose.is_none() {
        return Ok((sale.number.clone(), sale.purpose));
    }
    let refused = old.document.receipt()?;
    let typed = press.number.clone().unwrap_or_else(|| sale.number.digits().to_owned());
    let corrected = corrected_form(typed, press.purpose, &refused).check(shop, at)?;
    refuse_same(&corrected, &refused)?;
    Ok((corrected.number().clone(), corrected.purpose()))
}

/// A person looked and did not find it: nothing was issued.
fn by_hand() -> Refusal {
    Refusal {
        code: "BY_HAND".to_owned(), field: None, message: "국세청에서 찾을 수 없음".to_owned()
    }
}
