//! Issuing what was kept: a document is begun over its sales in the book, issued under a press that the sales name, and booked.
//! Whatever dies in between, the next round finds it begun and the press either used or free, so every sale gets into one
//! document and none is lost. One that the NTS refuses stays the sale's document and calls a person to itself (확인할 일).
//!
//! A receipt is dated when it is issued, not when the sale was made: the NTS takes receipts of today and yesterday only.

use std::sync::Arc;

use chrono::NaiveDate;
use domain::{DocumentKey, Faults, Period, ReceiptForm, Span, Taxation};
use serde_json::json;
use store::{BegunIssue, JournalAct, PartnerId, Sale, SaleId, SaleIssueKind, SaleState, Writer};

use super::{MonthlyBill, monthly, reason, subject};
use crate::watch::Watch;
use crate::{FieldFault, InvoicePress, IssuePress, Office, OfficeError};

/// What a single sale is to become.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SaleTarget {
    /// A cash receipt; without a number of the customer 자진발급.
    Receipt,
    /// An invoice of its own to the sale's partner.
    Invoice,
}

/// One press that issues a single sale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SalePress {
    /// Which.
    pub sale: SaleId,
    /// As what.
    pub target: SaleTarget,
    /// Why it is issued although it stands in another document already.
    pub override_why: Option<String>,
}

/// What became of a document over sales.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SaleOutcome {
    /// It is this document; its own state says how far that is.
    Issued(DocumentKey),
    /// It could not be written; the sales are what they were before.
    Stopped(Faults),
}

/// What is to be begun.
struct Begin<'a> {
    kind: SaleIssueKind,
    sales: &'a [SaleId],
    override_why: Option<&'a str>,
}

impl Office {
    /// Issues one sale.
    ///
    /// # Errors
    /// [`OfficeError::SaleElsewhere`] for one that stands in a document already and no reason to override that,
    /// [`OfficeError::NothingToDo`] for one that was dropped, [`OfficeError::FieldFaults`] for a blank reason and for an invoice
    /// to nobody, [`OfficeError::NotFound`], [`OfficeError::Book`]. [`OfficeError::RouteClosed`]: it is begun and will be issued.
    pub async fn issue_sale(self: &Arc<Self>, press: &SalePress) -> Result<SaleOutcome, OfficeError> {
        let _one_at_a_time = self.selling.lock().await;
        let override_why = press.override_why.as_deref().map(reason).transpose()?;
        let sale = self.sale(press.sale)?;
        let kind = match press.target {
            SaleTarget::Receipt => SaleIssueKind::Receipt,
            SaleTarget::Invoice if sale.parts.partner.is_none() => {
                return Err(OfficeError::FieldFaults(vec![FieldFault::new("partner", "required_missing")]));
            }
            SaleTarget::Invoice => {
                let month = Period::of(sale.parts.sold_at.date(), Span::Month);
                let today = self.clock.now().date();
                SaleIssueKind::Invoice(monthly::written_on(month, std::slice::from_ref(&sale), today))
            }
        };
        let begun = self.begin(&Begin { kind, sales: &[sale.id], override_why })?;
        self.bring_through(&begun).await
    }

    /// The day-end batch over cash: issues every open one by itself, the oldest first, and says after each how far it is. What
    /// was begun before, by whoever died over it, comes first.
    ///
    /// # Errors
    /// [`OfficeError::Book`] and what keeps everything from being issued; the sales not yet begun are open then.
    pub async fn issue_open_receipts(
        self: &Arc<Self>,
        mut told: impl FnMut(&Sale, &SaleOutcome),
    ) -> Result<(), OfficeError> {
        self.finish_begun_sales().await?;
        for open in self.day_end()?.cash {
            let press = SalePress { sale: open.sale.id, target: SaleTarget::Receipt, override_why: None };
            match self.issue_sale(&press).await {
                Ok(outcome) => told(&open.sale, &outcome),
                // Somebody else has taken it meanwhile.
                Err(OfficeError::SaleElsewhere { .. } | OfficeError::NothingToDo(_)) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Issues the month's invoice of a partner over every open sale of it (월합계).
    ///
    /// # Errors
    /// [`OfficeError::NothingToDo`] when nothing of it is open, [`OfficeError::Book`]; [`OfficeError::RouteClosed`]: it is begun
    /// and will be issued.
    pub async fn issue_monthly(
        self: &Arc<Self>,
        partner: PartnerId,
        month: Period,
        taxation: Taxation,
    ) -> Result<SaleOutcome, OfficeError> {
        let _one_at_a_time = self.selling.lock().await;
        let bill = self
            .day_end()?
            .monthly
            .into_iter()
            .find(|bill| bill.partner.id == partner && bill.month == month && bill.taxation == taxation);
        let MonthlyBill { sales, written_on, .. } =
            bill.ok_or_else(|| OfficeError::NothingToDo(month.to_string()))?;
        let sales: Vec<SaleId> = sales.iter().map(|sale| sale.id).collect();
        let kind = SaleIssueKind::Invoice(written_on);
        let begun = self.begin(&Begin { kind, sales: &sales, override_why: None })?;
        self.bring_through(&begun).await
    }

    /// Brings through what a process before this one, or a closed way to the NTS, left begun.
    ///
    /// # Errors
    /// The first that kept a document from being tried; the others were tried all the same.
    pub async fn finish_begun_sales(self: &Arc<Self>) -> Result<(), OfficeError> {
        let _one_at_a_time = self.selling.lock().await;
        let mut untried = None;
        for begun in self.book.read(|r| r.begun_issues())? {
            if let Err(error) = self.bring_through(&begun).await {
                untried = untried.or(Some(error));
            }
        }
        untried.map_or(Ok(()), Err)
    }

    fn sale(&self, id: SaleId) -> Result<Sale, OfficeError> {
        self.book.read(|r| r.sale(id))?.ok_or_else(|| OfficeError::NotFound(subject(id)))
    }

    /// Takes the sales out of the open ones, all or none.
    fn begin(&self, begin: &Begin<'_>) -> Result<BegunIssue, OfficeError> {
        let at = self.clock.now();
        let Begin { kind, sales, override_why } = begin;
        let press_id = press_of(*kind, sales);
        self.book.write(|w| {
            let mut taken = Vec::new();
            for id in *sales {
                let sale = w.sale(*id)?.ok_or_else(|| OfficeError::NotFound(subject(*id)))?;
                let beside = refuse_taken(w, &sale, *kind, *override_why)?;
                w.begin_issue(*id, *kind, &press_id, override_why.filter(|_| beside), at)?;
                if let (true, Some(why)) = (beside, override_why) {
                    let facts = json!({ "why": why, "kind": kind.as_str(), "beside": sale.state.as_str() });
                    w.journal(at, JournalAct::SaleOverridden, &subject(*id), &facts)?;
                }
                taken.push(sale);
            }
            let ids: Vec<i64> = sales.iter().map(|id| id.get()).collect();
            let facts = json!({ "kind": kind.as_str(), "sales": ids });
            w.journal(at, JournalAct::SalesBegun, &press_id, &facts)?;
            Ok(BegunIssue { press_id, kind: *kind, sales: taken })
        })
    }

    /// Makes what was begun a document, unless it is one already.
    async fn bring_through(self: &Arc<Self>, begun: &BegunIssue) -> Result<SaleOutcome, OfficeError> {
        if let Some(key) = self.book.read(|r| r.key_of_press(&begun.press_id))? {
            return self.book_issue(begun, key);
        }
        let issued = match begun.kind {
            SaleIssueKind::Receipt => self.issue_kept_receipt(begun).await,
            SaleIssueKind::Invoice(written_on) => self.issue_kept_invoice(begun, written_on).await,
        };
        match issued {
            Ok(key) | Err(OfficeError::AnswerNotBooked { key, .. }) => self.book_issue(begun, key),
            Err(OfficeError::Faults(faults)) => {
                self.reopen(begun, &faults)?;
                Ok(SaleOutcome::Stopped(faults))
            }
            Err(error) => Err(error),
        }
    }

    async fn issue_kept_receipt(self: &Arc<Self>, begun: &BegunIssue) -> Result<DocumentKey, OfficeError> {
        let Some(sale) = begun.sales.first() else {
            return Err(OfficeError::NotFound(begun.press_id.clone()));
        };
        let parts = &sale.parts;
        let form = ReceiptForm {
            amount: parts.amount.get().to_string(),
            number: parts.number.clone(),
            purpose: parts.purpose,
            taxation: parts.taxation,
            item: parts.item.clone(),
            ..ReceiptForm::default()
        };
        // Two equal sales that were kept are two sales.
        let press = IssuePress { form, press_id: begun.press_id.clone(), allow_similar: true, print: false };
        self.issue_receipt_watched(press, Watch::nobody()).await
    }

    async fn issue_kept_invoice(
        self: &Arc<Self>,
        begun: &BegunIssue,
        written_on: NaiveDate,
    ) -> Result<DocumentKey, OfficeError> {
        let partner = begun.sales.first().and_then(|sale| sale.parts.partner);
        let partner = partner.map(|id| self.book.read(|r| r.partner(id))).transpose()?.flatten();
        let partner = partner.ok_or_else(|| OfficeError::NotFound(begun.press_id.clone()))?;
        let form = monthly::form(&partner, &begun.sales, written_on);
        match self.check_business(&form.buyer.number).await {
            // A person's number is none of a business; without an answer the NTS itself refuses a buyer that may get none.
            Ok(_) | Err(OfficeError::StatusUnknown(_) | OfficeError::Faults(_)) => {}
            Err(error) => return Err(error),
        }
        let press = InvoicePress {
            form,
            press_id: begun.press_id.clone(),
            allow_similar: true,
            transmit_now: false,
            mail: true,
            instead_of: None,
            from_draft: false,
        };
        self.issue_invoice_watched(press, Watch::nobody()).await
    }

    fn book_issue(&self, begun: &BegunIssue, key: DocumentKey) -> Result<SaleOutcome, OfficeError> {
        let at = self.clock.now();
        let document = self.shelved(&key)?.document.id;
        self.book.write(|w| {
            w.book_issue(&begun.press_id, document, at)?;
            let facts = json!({ "press": begun.press_id, "sales": begun.sales.len() });
            Ok::<_, OfficeError>(w.journal(at, JournalAct::SalesIssued, key.as_str(), &facts)?)
        })?;
        Ok(SaleOutcome::Issued(key))
    }

    fn reopen(&self, begun: &BegunIssue, faults: &Faults) -> Result<(), OfficeError> {
        let at = self.clock.now();
        let codes: Vec<&str> = faults.codes().map(|code| code.as_str()).collect();
        self.book.write(|w| {
            w.give_up_issue(begun, at)?;
            Ok(w.journal(at, JournalAct::SalesGivenUp, &begun.press_id, &json!({ "faults": codes }))?)
        })
    }
}

/// Whether the sale stands in a document of the other kind, which needs a reason to override (domain.md §1.3).
fn refuse_taken(
    w: &Writer<'_>,
    sale: &Sale,
    kind: SaleIssueKind,
    override_why: Option<&str>,
) -> Result<bool, OfficeError> {
    if sale.state == SaleState::Dropped {
        return Err(OfficeError::NothingToDo(subject(sale.id)));
    }
    let links = w.links_of_sale(sale.id)?;
    let same_kind = links.iter().any(|link| link.kind.as_str() == kind.as_str());
    if links.is_empty() {
        Ok(false)
    } else if same_kind || override_why.is_none() {
        Err(OfficeError::SaleElsewhere { sale: subject(sale.id), state: sale.state.as_str() })
    } else {
        Ok(true)
    }
}

/// A document's press is named by its oldest sale: no other document of that kind can have it.
fn press_of(kind: SaleIssueKind, sales: &[SaleId]) -> String {
    let first = sales.iter().min().map_or(0, |id| id.get());
    match kind {
        SaleIssueKind::Receipt => format!("sale-{first}"),
        SaleIssueKind::Invoice(_) => format!("sales-{first}"),
    }
}
