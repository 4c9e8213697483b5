//! The way of a document from an accepted caller to its answer, the same for receipts and invoices.

use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::ok;
use crate::authority::Authority;
use crate::fault::{self, Taken};
use crate::ledger::{Ledger, PopbillDocument, PopbillProduct};
use crate::popbill::PopbillRefusal;
use crate::result_code::ResultCode;

/// The fault that strikes before anything is committed, if one does.
pub(super) fn struck(authority: &Authority) -> Option<Response> {
    fault::before_commit_in(authority, |code| {
        if code == ResultCode::TooManyRequests {
            PopbillRefusal::CONCURRENT.into_response()
        } else if code == ResultCode::Maintenance {
            PopbillRefusal::CLOSED.into_response()
        } else {
            PopbillRefusal::HOUSE.into_response()
        }
    })
}

/// Takes a document and its price, twice the document if the dials deliver twice; the caller gets the first answer.
pub(super) async fn take<F>(authority: &Authority, price: u32, work: F) -> Result<Response, PopbillRefusal>
where
    F: Fn(&Ledger) -> Result<PopbillDocument, PopbillRefusal> + Send + 'static,
{
    if authority.dials.read().popbill_points < price {
        return Err(PopbillRefusal::POINTS);
    }
    let twice = authority.dials.strikes(|dials| &mut dials.duplicate_delivery);
    let filed: PopbillDocument = authority
        .in_ledger(move |ledger| {
            let first = work(ledger);
            if twice {
                let second_was_new = work(ledger).is_ok();
                tracing::info!(second_was_new, "a request was delivered twice");
            }
            first
        })
        .await?;
    let _was_enough = authority.dials.spend(|dials| &mut dials.popbill_points, price);
    Ok(fault::after_commit(authority, &filed))
}

impl Taken for PopbillDocument {
    fn failure(&self) -> Response {
        PopbillRefusal::HOUSE.into_response()
    }

    fn number(&self) -> &str {
        &self.number
    }

    fn answer(&self, number: &str) -> Response {
        match self.product {
            PopbillProduct::Cashbill => ok(&json!({
                "code": 1,
                "message": "발행 완료",
                "confirmNum": number,
                "tradeDate": self.date(),
                "tradeDT": self.traded_at,
            })),
            PopbillProduct::Taxinvoice => ok(&json!({
                "code": 1,
                "message": "발행 완료",
                "ntsConfirmNum": number,
                "issueDT": self.issued_at,
            })),
        }
    }
}
