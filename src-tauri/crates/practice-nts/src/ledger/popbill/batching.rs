//! Taking a batch: every row that can be taken is, in one transaction, and what became of each is written beside it.

use chrono::{DateTime, FixedOffset, TimeDelta};
use rusqlite::{OptionalExtension, Transaction, params};
use serde_json::{Value, json};

use super::super::{Ledger, begin, schema};
use super::document::{PopbillDocument, PopbillProduct};
use super::{PopbillDesk, cashbilling, invoicing};
use crate::popbill::{Batch, Draft, PopbillRefusal, moment};

/// A batch as it was taken.
pub(crate) struct PopbillBatch {
    pub(crate) receipt_id: String,
    pub(crate) submit_id: String,
    pub(crate) received_at: String,
    pub(crate) done_at: String,
    /// One object a row, in the dialect's shape.
    pub(crate) results: Vec<Value>,
}

/// What a batch is answered with.
pub(crate) struct PopbillReceipt {
    pub(crate) id: String,
    /// How many of its rows were taken.
    pub(crate) taken: u32,
}

impl PopbillBatch {
    /// Whether its rows can be told yet.
    pub(crate) fn is_done(&self, now: DateTime<FixedOffset>) -> bool {
        self.done_at <= moment(now)
    }
}

impl Ledger {
    /// Takes a batch; its receipt. On disk when this returns.
    pub(crate) fn file_batch(
        &self,
        batch: &Batch,
        desk: PopbillDesk,
        done_after_s: u32,
    ) -> Result<PopbillReceipt, PopbillRefusal> {
        let mut connection = self.lock();
        let transaction = begin(&mut connection)?;
        if find(&transaction, batch.product, &batch.submit_id)?.is_some() {
            return Err(match batch.product {
                PopbillProduct::Cashbill => PopbillRefusal::new(-14_010_021, "이미 사용한 제출아이디입니다."),
                PopbillProduct::Taxinvoice => {
                    PopbillRefusal::new(-11_010_034, "이미 사용한 제출아이디입니다.")
                }
            });
        }
        let (mut results, mut taken) = (Vec::new(), 0);
        for row in &batch.rows {
            let filed = match &row.draft {
                Ok(Draft::Cashbill(draft)) => cashbilling::file(&transaction, draft, desk),
                Ok(Draft::Taxinvoice(draft)) => invoicing::file(&transaction, draft, desk),
                Err(refusal) => Err(*refusal),
            };
            if filed == Err(PopbillRefusal::HOUSE) {
                return Err(PopbillRefusal::HOUSE);
            }
            taken += u32::from(filed.is_ok());
            results.push(result(batch.product, &row.mgt_key, &filed));
        }
        let nth = schema::next(&transaction, "popbill_batch")?;
        let id = format!("{}{nth:010}", desk.at.format("%Y%m%d"));
        let sql = "INSERT INTO popbill_batches VALUES (?1,?2,?3,?4,?5,?6)";
        let values = params![
            batch.product,
            batch.submit_id,
            id,
            moment(desk.at),
            moment(desk.at + TimeDelta::seconds(i64::from(done_after_s))),
            Value::Array(results).to_string(),
        ];
        transaction.execute(sql, values)?;
        transaction.commit()?;
        Ok(PopbillReceipt { id, taken })
    }

    /// The batch of a SubmitID.
    pub(crate) fn popbill_batch(
        &self,
        product: PopbillProduct,
        submit_id: &str,
    ) -> Result<Option<PopbillBatch>, PopbillRefusal> {
        let mut connection = self.lock();
        let transaction = begin(&mut connection)?;
        Ok(find(&transaction, product, submit_id)?)
    }
}

fn find(
    transaction: &Transaction<'_>,
    product: PopbillProduct,
    submit_id: &str,
) -> rusqlite::Result<Option<PopbillBatch>> {
    let sql = "SELECT receipt_id, received_at, done_at, results FROM popbill_batches \
               WHERE product = ?1 AND submit_id = ?2";
    let read = |row: &rusqlite::Row<'_>| {
        let results: String = row.get("results")?;
        Ok(PopbillBatch {
            receipt_id: row.get("receipt_id")?,
            submit_id: submit_id.to_owned(),
            received_at: row.get("received_at")?,
            done_at: row.get("done_at")?,
            results: serde_json::from_str(&results).unwrap_or_default(),
        })
    };
    transaction.query_row(sql, params![product, submit_id], read).optional()
}

fn result(product: PopbillProduct, key: &str, filed: &Result<PopbillDocument, PopbillRefusal>) -> Value {
    let (code, message) = filed.as_ref().map_or_else(|why| (why.code, why.message), |_| (1, "성공"));
    let document = filed.as_ref().ok();
    let (number, issued_at) = (document.map(|it| &it.number), document.map(|it| &it.issued_at));
    match product {
        PopbillProduct::Cashbill => json!({
            "mgtKey": key,
            "code": code,
            "message": message,
            "confirmNum": number,
            "tradeDate": document.map(PopbillDocument::date),
            "issueDT": issued_at,
        }),
        PopbillProduct::Taxinvoice => json!({
            "invoicerMgtKey": key,
            "trusteeMgtKey": null,
            "code": code,
            "message": message,
            "ntsconfirmNum": number,
            "issueDT": issued_at,
        }),
    }
}
