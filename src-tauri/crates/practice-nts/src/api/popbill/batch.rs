//! Handing batches in, and asking what became of them.

use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::{desk, ok};
use crate::authority::Authority;
use crate::fault::{self, Taken};
use crate::ledger::{Ledger, PopbillBatch, PopbillProduct, PopbillReceipt};
use crate::popbill::{Batch, PopbillRefusal, Scope};

impl Taken for PopbillReceipt {
    fn failure(&self) -> Response {
        PopbillRefusal::HOUSE.into_response()
    }

    fn number(&self) -> &str {
        &self.id
    }

    fn answer(&self, number: &str) -> Response {
        ok(&json!({ "code": 1, "message": "접수 완료", "receiptID": number }))
    }
}

/// `BULKISSUE`: takes the batch and the price of the rows that were taken, under the dials of a document.
pub(super) async fn take(
    authority: &Authority,
    product: PopbillProduct,
    price: u32,
    headers: &HeaderMap,
    body: &[u8],
    scope: Scope<'_>,
) -> Result<Response, PopbillRefusal> {
    let batch = Batch::read(product, headers, body, scope)?;
    let rows = u32::try_from(batch.rows.len()).unwrap_or(u32::MAX);
    if authority.dials.read().popbill_points < price.saturating_mul(rows) {
        return Err(PopbillRefusal::POINTS);
    }
    let twice = authority.dials.strikes(|dials| &mut dials.duplicate_delivery);
    let (desk, done_after_s) = (desk(authority), authority.dials.read().popbill_batch_after_s);
    let work = move |ledger: &Ledger| {
        let first = ledger.file_batch(&batch, desk, done_after_s);
        if twice {
            let second_was_new = ledger.file_batch(&batch, desk, done_after_s).is_ok();
            tracing::info!(second_was_new, "a batch was delivered twice");
        }
        first
    };
    let receipt: PopbillReceipt = authority.in_ledger(work).await?;
    let points = price.saturating_mul(receipt.taken);
    let _was_enough = authority.dials.spend(|dials| &mut dials.popbill_points, points);
    Ok(fault::after_commit(authority, &receipt))
}

/// What has become of the batch of a SubmitID.
pub(super) async fn state(
    authority: &Authority,
    product: PopbillProduct,
    submit_id: String,
) -> Result<Response, PopbillRefusal> {
    let unknown = match product {
        PopbillProduct::Cashbill => -14_010_022,
        PopbillProduct::Taxinvoice => -11_010_035,
    };
    let found = authority.in_ledger(move |ledger| ledger.popbill_batch(product, &submit_id)).await?;
    let batch = found.ok_or(PopbillRefusal::new(unknown, "등록되지 않은 제출아이디입니다."))?;
    Ok(ok(&told(&batch, batch.is_done(authority.clock.now()))))
}

fn told(batch: &PopbillBatch, done: bool) -> Value {
    let taken = batch.results.iter().filter(|row| row.get("code") == Some(&json!(1))).count();
    let count = |number: usize| if done { number } else { 0 };
    json!({
        "code": 1,
        "message": "성공",
        "receiptID": batch.receipt_id,
        "receiptDT": batch.received_at,
        "submitID": batch.submit_id,
        "submitCount": batch.results.len(),
        "successCount": count(taken),
        "failCount": count(batch.results.len() - taken),
        "txState": if done { 2 } else { 0 },
        "txStartDT": batch.received_at,
        "txEndDT": done.then_some(&batch.done_at),
        "txResultCode": if done { 1 } else { 0 },
        "issueResult": if done { batch.results.clone() } else { Vec::new() },
    })
}
