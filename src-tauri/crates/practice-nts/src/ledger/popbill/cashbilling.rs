//! Taking cash receipts and their cancellations: the checks that need the ledger, and the row, in one transaction.

use chrono::TimeDelta;
use rusqlite::{OptionalExtension, Transaction, params};

use super::super::document::Amounts;
use super::super::{Ledger, begin, recording, schema};
use super::PopbillDesk;
use super::document::{self, Original, PopbillDocument, PopbillProduct, PopbillState, by_key};
use crate::popbill::{CashbillDraft, OriginalCashbill, PopbillRefusal, RevokeDraft, moment};

const KEY_USED: PopbillRefusal = PopbillRefusal::new(-14_001_019, "이미 사용한 문서번호입니다.");
const KEY_UNKNOWN: PopbillRefusal = PopbillRefusal::new(-14_000_003, "등록되지 않은 문서번호입니다.");
const NO_ORIGINAL: PopbillRefusal = PopbillRefusal::new(-14_001_020, "당초 현금영수증을 찾을 수 없습니다.");
const NOT_SENT: PopbillRefusal =
    PopbillRefusal::new(-14_001_021, "당초 현금영수증이 아직 국세청에 전송되지 않았습니다.");
const FAILED: PopbillRefusal =
    PopbillRefusal::new(-14_001_069, "전송에 실패한 현금영수증은 취소할 수 없습니다.");
const NOT_AN_APPROVAL: PopbillRefusal = PopbillRefusal::new(-14_001_041, "당초 문서가 승인거래가 아닙니다.");
const TOO_EARLY: PopbillRefusal = PopbillRefusal::new(-14_001_074, "취소 일시가 당초 거래일시보다 앞섭니다.");
const NOTHING_LEFT: PopbillRefusal =
    PopbillRefusal::new(-14_001_065, "취소 금액의 합이 당초 거래금액보다 큽니다.");
const NOT_DELETABLE: PopbillRefusal = PopbillRefusal::new(-14_002_004, "삭제할 수 있는 상태가 아닙니다.");

impl Ledger {
    /// Takes a receipt, or a cancellation written out in full; on disk when this returns.
    pub(crate) fn file_cashbill(
        &self,
        draft: &CashbillDraft,
        desk: PopbillDesk,
    ) -> Result<PopbillDocument, PopbillRefusal> {
        let mut connection = self.lock();
        let transaction = begin(&mut connection)?;
        let filed = file(&transaction, draft, desk)?;
        transaction.commit()?;
        Ok(filed)
    }

    /// Takes a cancellation that is like its original but for the amounts; on disk when this returns.
    pub(crate) fn revoke_cashbill(
        &self,
        draft: &RevokeDraft,
        desk: PopbillDesk,
    ) -> Result<PopbillDocument, PopbillRefusal> {
        let mut connection = self.lock();
        let transaction = begin(&mut connection)?;
        refuse_used(&transaction, &draft.mgt_key)?;
        let original = original_of(&transaction, &draft.original)?;
        let mut paper = original.paper.clone();
        paper.extend(draft.own.clone());
        let cancellation = PopbillDocument {
            mgt_key: draft.mgt_key.clone(),
            traded_at: draft.traded_at.clone(),
            amounts: draft.amounts.unwrap_or(original.amounts),
            original: Some(draft.original.clone().into()),
            paper,
            ..original.clone()
        };
        refuse_uncancellable(&transaction, &cancellation, &original)?;
        let filed = insert(&transaction, cancellation, desk)?;
        transaction.commit()?;
        Ok(filed)
    }

    /// Removes a receipt that the NTS refused, and frees its key.
    pub(crate) fn delete_cashbill(&self, key: &str) -> Result<(), PopbillRefusal> {
        let mut connection = self.lock();
        let transaction = begin(&mut connection)?;
        let found = by_key(&transaction, PopbillProduct::Cashbill, key)?.ok_or(KEY_UNKNOWN)?;
        if found.state != PopbillState::Failed {
            return Err(NOT_DELETABLE);
        }
        transaction
            .execute("DELETE FROM popbill_documents WHERE product = 'cashbill' AND mgt_key = ?1", [key])?;
        Ok(transaction.commit()?)
    }
}

/// Takes one document of a call or of a batch.
pub(super) fn file(
    transaction: &Transaction<'_>,
    draft: &CashbillDraft,
    desk: PopbillDesk,
) -> Result<PopbillDocument, PopbillRefusal> {
    refuse_used(transaction, &draft.mgt_key)?;
    let document = PopbillDocument {
        product: PopbillProduct::Cashbill,
        mgt_key: draft.mgt_key.clone(),
        item_key: String::new(),
        state: PopbillState::Issued,
        state_at: String::new(),
        traded_at: draft.traded_at.clone(),
        number: String::new(),
        issued_at: String::new(),
        send_at: String::new(),
        result_at: String::new(),
        failure: draft.identity.failure.map(str::to_owned),
        amounts: draft.amounts,
        original: draft.original.clone().map(Original::from),
        counterpart_masked: draft.identity.masked.clone(),
        counterpart_digest: draft.identity.digest.clone(),
        counterpart_sealed: draft.identity.sealed.clone(),
        paper: draft.paper.clone(),
    };
    if let Some(named) = &draft.original {
        let original = original_of(transaction, named)?;
        refuse_unlike(&document, &original)?;
        refuse_uncancellable(transaction, &document, &original)?;
    }
    insert(transaction, document, desk)
}

/// Gives the document what only the moment of its taking knows, and writes it.
fn insert(
    transaction: &Transaction<'_>,
    document: PopbillDocument,
    desk: PopbillDesk,
) -> Result<PopbillDocument, PopbillRefusal> {
    desk.refuse_full_day(transaction)?;
    let (now, result_after) = (moment(desk.at), TimeDelta::seconds(i64::from(desk.result_after_s)));
    let document = PopbillDocument {
        item_key: next_item_key(transaction, desk)?,
        number: recording::next_approval(transaction)?,
        state: PopbillState::Issued,
        state_at: now.clone(),
        issued_at: now.clone(),
        send_at: now,
        result_at: moment(desk.at + result_after),
        ..document
    };
    document.insert(transaction)?;
    Ok(document)
}

/// The day and a serial, 18 digits.
pub(super) fn next_item_key(transaction: &Transaction<'_>, desk: PopbillDesk) -> rusqlite::Result<String> {
    let nth = schema::next(transaction, "popbill_item")? % 1_000_000_000_000;
    Ok(format!("{}{nth:012}", desk.at.format("%y%m%d")))
}

fn refuse_used(transaction: &Transaction<'_>, key: &str) -> Result<(), PopbillRefusal> {
    match by_key(transaction, PopbillProduct::Cashbill, key)? {
        Some(_) => Err(KEY_USED),
        None => Ok(()),
    }
}

fn original_of(
    transaction: &Transaction<'_>,
    named: &OriginalCashbill,
) -> Result<PopbillDocument, PopbillRefusal> {
    let sql = document::select("WHERE product = 'cashbill' AND trade_date = ?1 AND number = ?2");
    let found = transaction
        .query_row(&sql, params![named.date, named.number], PopbillDocument::from_row)
        .optional()?;
    found.ok_or(NO_ORIGINAL)
}

/// A cancellation that is written out must be of the same customer, use and taxation as its original.
fn refuse_unlike(cancellation: &PopbillDocument, original: &PopbillDocument) -> Result<(), PopbillRefusal> {
    let differs = |name| cancellation.text(name) != original.text(name);
    if differs("tradeUsage") {
        return Err(PopbillRefusal::new(-14_001_039, "거래유형이 당초와 다릅니다."));
    }
    if differs("taxationType") {
        return Err(PopbillRefusal::new(-14_001_040, "과세형태가 당초와 다릅니다."));
    }
    if cancellation.counterpart_digest != original.counterpart_digest {
        return Err(PopbillRefusal::new(-14_001_035, "식별번호가 당초와 다릅니다."));
    }
    Ok(())
}

fn refuse_uncancellable(
    transaction: &Transaction<'_>,
    cancellation: &PopbillDocument,
    original: &PopbillDocument,
) -> Result<(), PopbillRefusal> {
    match original.state {
        PopbillState::Accepted => {}
        PopbillState::Failed => return Err(FAILED),
        PopbillState::Issued | PopbillState::Sending | PopbillState::Withdrawn => return Err(NOT_SENT),
    }
    if original.original.is_some() {
        return Err(NOT_AN_APPROVAL);
    }
    if cancellation.traded_at < original.traded_at {
        return Err(TOO_EARLY);
    }
    let (wanted, whole) = (&cancellation.amounts, &original.amounts);
    for (wanted, whole, code) in [
        (wanted.supply_amount, whole.supply_amount, -14_001_023),
        (wanted.tax_amount, whole.tax_amount, -14_001_036),
        (wanted.service_amount, whole.service_amount, -14_001_037),
        (wanted.transaction_amount, whole.transaction_amount, -14_001_038),
    ] {
        if wanted > whole {
            return Err(PopbillRefusal::new(code, "취소 금액이 당초 금액보다 큽니다."));
        }
    }
    let left = whole.less(&cancelled(transaction, original)?);
    if wanted.fits_in(&left) { Ok(()) } else { Err(NOTHING_LEFT) }
}

/// What the standing cancellations have taken, column by column.
fn cancelled(transaction: &Transaction<'_>, original: &PopbillDocument) -> rusqlite::Result<Amounts> {
    let sql = "SELECT coalesce(sum(transaction_amount), 0) AS transaction_amount, \
               coalesce(sum(supply_amount), 0) AS supply_amount, coalesce(sum(tax_amount), 0) AS tax_amount, \
               coalesce(sum(service_amount), 0) AS service_amount FROM popbill_documents \
               WHERE product = 'cashbill' AND original_number = ?1 AND original_date = ?2 AND state <> 305";
    transaction.query_row(sql, params![original.number, original.date()], Amounts::from_row)
}

impl From<OriginalCashbill> for Original {
    fn from(named: OriginalCashbill) -> Self {
        Self { number: named.number, date: named.date }
    }
}
