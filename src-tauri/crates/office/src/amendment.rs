//! Amending an invoice (수정세금계산서): the original stays, one or two documents are issued that put it right
//! (domain.md §2.8).
//!
//! A pair is one saga like a correction of a receipt. The first document and the whole second one are written down in one
//! transaction; the first one's approval and the second one's intent are another. So no crash can leave an original negated
//! and nothing in its place.

use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use domain::{
    AmendForm, AmendPlan, AmendReason, CannotAmend, DocumentKey, Fault, Field, Invoice, KeyKind,
    OriginalInvoice, State, StatusEffect,
};
use nts::Route;
use serde_json::json;
use store::{BookError, DocumentAct, JournalAct, NewDocument, Reader, Shelved, Writer};

use crate::hands::{ReissuePress, attended};
use crate::intent::{Draft, Pressed};
use crate::invoice::{end_of, invoice_facts};
use crate::watch::Watch;
use crate::{Office, OfficeError};

const WITHOUT_DEADLINE: TimeDelta = TimeDelta::days(30);

/// One press of the button that issues an amendment.
#[derive(Clone)]
pub struct AmendPress {
    /// Key of the invoice to amend.
    pub key: DocumentKey,
    /// Why and how, as typed.
    pub form: AmendForm,
    /// Unique per press.
    pub press_id: String,
    /// Mail it to the buyer once it is issued.
    pub mail: bool,
}

impl Office {
    /// The documents an amendment would lead to. Nothing is written.
    ///
    /// # Errors
    /// [`OfficeError::Faults`], [`OfficeError::NotAmendable`], [`OfficeError::NoShop`], [`OfficeError::NotFound`],
    /// [`OfficeError::Book`].
    pub fn plan_amendment(&self, key: &DocumentKey, form: &AmendForm) -> Result<AmendPlan, OfficeError> {
        let original = self.book.read(|r| Ok(original_of(r, key)))??;
        self.plan_for(&original.facts, form)
    }

    /// Issues an amendment and answers the key of its first document; the second one follows by itself.
    ///
    /// # Errors
    /// Before anything is sent: as [`Office::plan_amendment`], [`OfficeError::RouteClosed`].
    pub async fn issue_amendment(self: &Arc<Self>, press: AmendPress) -> Result<DocumentKey, OfficeError> {
        let (_, counter) = self.supplier()?;
        let route = self.route().await?;
        // Planned anew inside the transaction: what may still be taken back can have changed since the person looked.
        let calendar = self.calendar()?.calendar;
        let (supplier, _) = self.supplier()?;
        let pressed = self.gated(route.as_ref(), |w, gate, at| {
            if let Some(key) = w.key_of_press(&press.press_id)? {
                return same_press(w, key, &press).map(Pressed::Again);
            }
            let original = original_of(w, &press.key)?;
            let plan = original.facts.amend(&press.form, &supplier, at, &self.rules, &calendar)?;
            refuse_under_way(w, &original, press.form.reason)?;
            refuse_stopped_buyer(w, &plan)?;
            plan.second.as_ref().map_or(Ok(()), |second| self.refuse_unprintable(second))?;
            let key = w.next_key(KeyKind::Amendment, at.date(), counter)?;
            let request = route
                .freeze_invoice(&key, &plan.first)
                .map_err(|source| OfficeError::RouteClosed(Some(source)))?;
            let first =
                NewDocument::invoice(&key, &plan.first, at, route.name(), &request.body, &press.press_id)
                    .amending(original.shelved.document.id, press.form.reason);
            let draft = Draft {
                document: NewDocument {
                    mail_wanted: press.mail,
                    send_by: Some(send_by(plan.deadline.last_day(), at)),
                    ..first
                },
                request,
                act: JournalAct::AmendmentIntended,
                facts: &amendment_facts(&plan.first, &press.key),
            };
            let intent = self.write_intent(w, gate, route.as_ref(), draft, at)?;
            let (id, reason) = (original.shelved.document.id, press.form.reason);
            w.begin_amendment(intent.id, id, reason, plan.second.as_ref(), at)?;
            Ok(Pressed::Fresh(intent))
        })?;
        let watch = Watch::begin();
        let first = self.bring_out(route, pressed, watch.clone()).await?;
        if let Some(second) = self.second_of(&first)? {
            // Unless the courier was quicker.
            if matches!(self.shelved(&second)?.standing.state, State::Ready) {
                self.settle_for(&second, watch.go_on()).await?;
            }
        }
        Ok(first)
    }

    /// The other document of a pair, once it is there.
    ///
    /// # Errors
    /// [`OfficeError::Book`].
    pub fn pair_of(&self, key: &DocumentKey) -> Result<Option<Shelved>, OfficeError> {
        let shelved = self.shelved(key)?;
        Ok(self.book.read(|r| {
            let Some(pair) = r.amendment_of(shelved.document.id)? else { return Ok(None) };
            let other = if pair.first == shelved.document.id { pair.second } else { Some(pair.first) };
            other.map_or(Ok(None), |id| r.shelved_by_id(id))
        })?)
    }

    /// Why an invoice cannot be amended now, if it cannot: the stable name.
    ///
    /// # Errors
    /// [`OfficeError::Book`].
    pub fn cannot_amend(&self, key: &DocumentKey) -> Result<Option<&'static str>, OfficeError> {
        match self.book.read(|r| Ok(original_of(r, key)))? {
            Ok(original) => Ok(original.facts.standing().err().map(CannotAmend::as_str)),
            Err(OfficeError::NotAmendable { why, .. }) => Ok(Some(why)),
            Err(error) => Err(error),
        }
    }

    /// Issues an amendment again that was refused: the same content under a new key. A pair that was refused at its first
    /// document begins anew, one that was refused at its second gets that one.
    pub(crate) async fn reissue_amendment(
        self: &Arc<Self>,
        press: &ReissuePress,
    ) -> Result<DocumentKey, OfficeError> {
        let (_, counter) = self.supplier()?;
        let route = self.route().await?;
        let pressed = self.gated(route.as_ref(), |w, gate, at| {
            if let Some(key) = w.key_of_press(&press.press_id)? {
                return Ok(Pressed::Again(key));
            }
            let old = attended(w, &press.key)?;
            let nothing = || OfficeError::NothingToDo(press.key.to_string());
            let (DocumentAct::Amend { original, reason }, Some(_)) =
                (old.document.act, old.standing.state.refusal())
            else {
                return Err(nothing());
            };
            let invoice = old.document.invoice().ok_or_else(nothing)?;
            let key = w.next_key(KeyKind::Amendment, at.date(), counter)?;
            let request = route
                .freeze_invoice(&key, invoice)
                .map_err(|source| OfficeError::RouteClosed(Some(source)))?;
            let document =
                NewDocument::invoice(&key, invoice, at, route.name(), &request.body, &press.press_id)
                    .amending(original, reason);
            w.call_person(old.document.id, None)?;
            w.journal(at, JournalAct::Reissued, press.key.as_str(), &json!({ "key": key.as_str() }))?;
            let draft = Draft {
                document: NewDocument {
                    mail_wanted: old.document.mail_wanted,
                    send_by: Some(send_by(None, at)),
                    ..document
                },
                request,
                act: JournalAct::AmendmentIntended,
                facts: &amendment_facts(invoice, &press.key),
            };
            let intent = self.write_intent(w, gate, route.as_ref(), draft, at)?;
            let id = old.document.id;
            if let Some(pair) = w.amendment_of(id)?.filter(|pair| pair.first == id && pair.second.is_none()) {
                w.begin_amendment(intent.id, original, reason, pair.second_content.as_deref(), at)?;
            }
            Ok(Pressed::Fresh(intent))
        })?;
        // Who issues again sees the list and not the answer: what is refused again stands on the list again.
        self.bring_out(route, pressed, Watch::nobody()).await
    }

    fn plan_for(&self, original: &OriginalInvoice, form: &AmendForm) -> Result<AmendPlan, OfficeError> {
        let (supplier, _) = self.supplier()?;
        let calendar = self.calendar()?.calendar;
        let plan = original.amend(form, &supplier, self.clock.now(), &self.rules, &calendar)?;
        self.book.read(|r| Ok(refuse_stopped_buyer(r, &plan)))??;
        Ok(plan)
    }

    fn second_of(&self, first: &DocumentKey) -> Result<Option<DocumentKey>, OfficeError> {
        Ok(self.pair_of(first)?.map(|second| second.document.key))
    }
}

/// If an approved invoice is the first of a pair, writes the intent of the second; the courier sends it. Called in the
/// transaction that books the approval.
pub(crate) fn follow_first(
    w: &mut Writer<'_>,
    route: &dyn Route,
    first: &Shelved,
    at: NaiveDateTime,
) -> Result<(), OfficeError> {
    let id = first.document.id;
    let Some(pair) = w.amendment_of(id)?.filter(|pair| pair.first == id && pair.second.is_none()) else {
        return Ok(());
    };
    let Some(second) = pair.second_content else { return Ok(()) };
    let key = w.next_key(KeyKind::Amendment, at.date(), first.document.key.counter())?;
    let request =
        route.freeze_invoice(&key, &second).map_err(|source| OfficeError::RouteClosed(Some(source)))?;
    let press_id = format!("amendment-{}", first.document.key);
    let document = NewDocument {
        mail_wanted: first.document.mail_wanted,
        send_by: Some(first.standing.send_by.filter(|last| *last > at).unwrap_or_else(|| send_by(None, at))),
        ..NewDocument::invoice(&key, &second, at, route.name(), &request.body, &press_id)
            .amending(pair.original, pair.reason)
    };
    let written = w.insert_document(&document)?;
    w.complete_amendment(id, written)?;
    let facts = amendment_facts(&second, &first.document.key);
    w.journal(at, JournalAct::AmendmentIntended, key.as_str(), &facts)?;
    Ok(())
}

/// The last moment at which an amendment is still sent by itself. Where the law sets none, or it is over already, a month: what
/// waits so long is a person's business.
fn send_by(last_day: Option<NaiveDate>, at: NaiveDateTime) -> NaiveDateTime {
    last_day.filter(|day| *day >= at.date()).map_or(at + WITHOUT_DEADLINE, end_of)
}

/// Two presses for the same reason are more often one matter than two: while the first is on its way the second waits.
fn refuse_under_way(r: &Reader<'_>, original: &Original, reason: AmendReason) -> Result<(), OfficeError> {
    let document = &original.shelved.document;
    let under_way = r.amended_of(document.id)?.into_iter().any(|amendment| {
        let same =
            matches!(amendment.document.act, DocumentAct::Amend { reason: other, .. } if other == reason);
        same && amendment.standing.state.is_open()
    });
    if under_way {
        Err(OfficeError::NotAmendable { key: document.key.clone(), why: "under_way" })
    } else {
        Ok(())
    }
}

/// An invoice that can be amended, with everything that was done to it.
struct Original {
    shelved: Shelved,
    facts: OriginalInvoice,
}

fn original_of(r: &Reader<'_>, key: &DocumentKey) -> Result<Original, OfficeError> {
    let shelved = r.shelved(key)?.ok_or_else(|| OfficeError::NotFound(key.to_string()))?;
    let cannot = |why| OfficeError::NotAmendable { key: key.clone(), why };
    let (Some(invoice), Some(approval)) = (shelved.document.invoice(), shelved.standing.state.approval())
    else {
        return Err(cannot("not_issued"));
    };
    let number = approval.number.invoice().ok_or_else(|| cannot("not_issued"))?.clone();
    let transmitted = matches!(shelved.standing.state, State::Transmitted(_) | State::Confirmed(_));
    if !transmitted {
        let refused = matches!(shelved.standing.state, State::RefusedLater { .. });
        return Err(cannot(if refused { "refused" } else { "not_transmitted" }));
    }
    let facts = OriginalInvoice {
        invoice: invoice.clone(),
        number,
        transmitted,
        amendments: amendments_of(r, &shelved)?,
    };
    Ok(Original { shelved, facts })
}

/// What is to take the original's place must be an invoice its buyer can be issued (domain.md §2.10). What only takes back
/// is not asked: a closed buyer's invoice can still be put right.
fn refuse_stopped_buyer(r: &Reader<'_>, plan: &AmendPlan) -> Result<(), OfficeError> {
    let Some(second) = &plan.second else { return Ok(()) };
    let Some(number) = second.buyer().id().business() else { return Ok(()) };
    let Some(known) = r.business_status(number)? else { return Ok(()) };
    match known.status.effect_on_issue(second.written_on(), second.kind()) {
        StatusEffect::Fine | StatusEffect::Warn(_) => Ok(()),
        StatusEffect::Stop(stop) => {
            Err(OfficeError::Faults(Fault::new(Field::BuyerNumber, stop.fault()).into()))
        }
    }
}

/// Every amendment that was not refused, whatever is known of it: what may have happened counts as happened.
fn amendments_of(r: &Reader<'_>, original: &Shelved) -> Result<Vec<Invoice>, BookError> {
    let mut amendments = Vec::new();
    for shelved in r.amended_of(original.document.id)? {
        if shelved.standing.state.takes_from_remaining() {
            amendments.extend(shelved.document.invoice().cloned());
        }
    }
    for pair in r.amendments_of(original.document.id)? {
        let first_stands =
            r.shelved_by_id(pair.first)?.is_some_and(|first| first.standing.state.takes_from_remaining());
        if pair.second.is_none() && first_stands {
            amendments.extend(pair.second_content.map(|second| *second));
        }
    }
    Ok(amendments)
}

fn amendment_facts(invoice: &Invoice, amended: &DocumentKey) -> serde_json::Value {
    let mut facts = invoice_facts(invoice);
    if let Some(facts) = facts.as_object_mut() {
        let reason = invoice.amends().map(|amends| amends.reason.as_str());
        facts.insert("amends".into(), json!(amended.as_str()));
        facts.insert("reason".into(), json!(reason));
    }
    facts
}

/// A press that arrives again must amend the same invoice for the same reason.
fn same_press(w: &Writer<'_>, key: DocumentKey, press: &AmendPress) -> Result<DocumentKey, OfficeError> {
    let original = w.document(&press.key)?.map(|original| original.id);
    let before = w.document(&key)?;
    let same_reason = before
        .as_ref()
        .and_then(|before| before.invoice())
        .and_then(Invoice::amends)
        .is_some_and(|amends| amends.reason == press.form.reason);
    let same_original = before.and_then(|before| before.act.original()) == original;
    if same_reason && same_original { Ok(key) } else { Err(OfficeError::PressReused(key)) }
}
