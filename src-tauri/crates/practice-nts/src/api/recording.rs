//! The way of a document call from an accepted caller to its answer, the same for receipts and invoices.

use axum::response::Response;

use crate::answer::Refusal;
use crate::authority::Authority;
use crate::fault::{self, Taken};
use crate::ledger::{Desk, Ledger, NotRecorded, Unamendable};
use crate::request::Asking;
use crate::result_code::ResultCode;

pub(super) fn desk(authority: &Authority) -> Desk {
    Desk { at: authority.clock.now(), daily_limit: authority.dials.read().daily_limit }
}

pub(super) fn asking(authority: &Authority, desk: Desk) -> Asking<'_> {
    Asking { business_number: &authority.business_number, now: desk.at }
}

/// Records a document, twice if the dials deliver twice; the caller gets the first answer.
pub(super) async fn record<T, F>(authority: &Authority, work: F) -> Result<Response, Refusal>
where
    T: Taken + Send + 'static,
    F: Fn(&Ledger) -> Result<T, NotRecorded> + Send + 'static,
{
    let twice = authority.dials.strikes(|dials| &mut dials.duplicate_delivery);
    let recorded = authority
        .with_ledger(move |ledger| {
            let first = work(ledger);
            if twice {
                let second_was_new = work(ledger).is_ok();
                tracing::info!(second_was_new, "a request was delivered twice");
            }
            Ok(first)
        })
        .await?;
    let document = recorded.map_err(|why| refusal(authority, why))?;
    Ok(fault::after_commit(authority, &document))
}

fn refusal(authority: &Authority, why: NotRecorded) -> Refusal {
    match why {
        NotRecorded::KeyUsed(stored) => Refusal::already_used(stored),
        NotRecorded::DailyLimit => Refusal::daily_limit(authority.limit_resets_at()),
        NotRecorded::OriginalUnknown => Refusal::at(ResultCode::NotFound, "originalApprovalNumber"),
        NotRecorded::OriginalNotConfirmed => ResultCode::OriginalNotConfirmed.into(),
        NotRecorded::BeforeOriginal => Refusal::at(ResultCode::DateOutOfRange, "transactionDate"),
        NotRecorded::AlreadyCancelled => ResultCode::AlreadyCancelled.into(),
        NotRecorded::Exceeds => Refusal::at(ResultCode::CancelExceedsOriginal, "transactionAmount"),
        NotRecorded::Unamendable(why) => unamendable(why),
        NotRecorded::Broken(error) => error.into(),
    }
}

fn unamendable(why: Unamendable) -> Refusal {
    match why {
        Unamendable::OriginalUnknown => Refusal::at(ResultCode::NotFound, "originalInvoiceId"),
        Unamendable::OriginalNotSent => Refusal::at(ResultCode::OriginalNotConfirmed, "originalInvoiceId"),
        Unamendable::OtherKind => Refusal::at(ResultCode::AmountWrong, "kind"),
        Unamendable::OtherDate => Refusal::at(ResultCode::DateOutOfRange, "issueDate"),
        Unamendable::NotTheWhole => Refusal::at(ResultCode::AmountWrong, "totalAmount"),
        Unamendable::NothingLeft => ResultCode::AlreadyCancelled.into(),
        Unamendable::Exceeds => Refusal::at(ResultCode::CancelExceedsOriginal, "totalAmount"),
    }
}
