//! Taking tax invoices, sending them on, withdrawing and deleting them: the checks that need the ledger, and the row, in
//! one transaction.

use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveTime, TimeDelta, Weekday};
use rusqlite::{OptionalExtension, Transaction, params};

use super::super::document::Amounts;
use super::super::{Ledger, begin, invoicing};
use super::PopbillDesk;
use super::cashbilling::next_item_key;
use super::document::{self, Original, PopbillDocument, PopbillProduct, PopbillState, by_key};
use crate::popbill::{Amendment, ModifyCode, PopbillRefusal, TaxinvoiceDraft, moment};

/// The hour of the next business day at which invoices go to the NTS by themselves (providers.md §4.4).
const SENDING_HOUR: u32 = 15;

const KEY_USED: PopbillRefusal = PopbillRefusal::new(-11_001_038, "이미 사용한 공급자 문서번호입니다.");
const KEY_UNKNOWN: PopbillRefusal = PopbillRefusal::new(-11_000_005, "등록되지 않은 문서번호입니다.");
const NO_ORIGINAL: PopbillRefusal = PopbillRefusal::new(-11_001_055, "당초 세금계산서를 찾을 수 없습니다.");
const NOT_SENT: PopbillRefusal =
    PopbillRefusal::new(-11_001_056, "당초 세금계산서가 국세청에 전송되지 않았습니다.");
const EXEMPT_TO_TAXED: PopbillRefusal =
    PopbillRefusal::new(-11_001_080, "면세 계산서를 과세로 수정할 수 없습니다.");
const TAXED_TO_EXEMPT: PopbillRefusal =
    PopbillRefusal::new(-11_001_081, "과세 세금계산서를 면세로 수정할 수 없습니다.");
const OTHER_DATE: PopbillRefusal =
    PopbillRefusal::new(-11_002_052, "작성일자는 당초 작성일자와 같아야 합니다.");
const TOO_MUCH: PopbillRefusal = PopbillRefusal::new(-11_001_118, "수정 금액이 당초 금액보다 큽니다.");
const NOT_WITHDRAWABLE: PopbillRefusal =
    PopbillRefusal::new(-11_002_030, "발행취소할 수 있는 상태가 아닙니다.");
const NOT_DELETABLE: PopbillRefusal = PopbillRefusal::new(-11_002_005, "삭제할 수 있는 상태가 아닙니다.");
const NOT_SENDABLE: PopbillRefusal = PopbillRefusal::new(-11_004_002, "발행완료 상태만 전송할 수 있습니다.");
const SENT_ALREADY: PopbillRefusal = PopbillRefusal::new(-11_004_005, "이미 전송 중이거나 전송되었습니다.");

impl Ledger {
    /// Takes an invoice, new or amended; on disk when this returns.
    pub(crate) fn file_taxinvoice(
        &self,
        draft: &TaxinvoiceDraft,
        desk: PopbillDesk,
    ) -> Result<PopbillDocument, PopbillRefusal> {
        let mut connection = self.lock();
        let transaction = begin(&mut connection)?;
        let filed = file(&transaction, draft, desk)?;
        transaction.commit()?;
        Ok(filed)
    }

    /// Sends an issued invoice to the NTS now; on disk when this returns.
    pub(crate) fn send_taxinvoice(&self, key: &str, desk: PopbillDesk) -> Result<(), PopbillRefusal> {
        let mut connection = self.lock();
        let transaction = begin(&mut connection)?;
        match known(&transaction, key)?.state {
            PopbillState::Issued => {}
            PopbillState::Sending | PopbillState::Accepted => return Err(SENT_ALREADY),
            PopbillState::Failed | PopbillState::Withdrawn => return Err(NOT_SENDABLE),
        }
        let send = "UPDATE popbill_documents SET state = 303, state_at = ?2, send_at = ?2, result_at = ?3 \
                    WHERE product = 'taxinvoice' AND mgt_key = ?1";
        transaction.execute(send, params![key, moment(desk.at), moment(answered(desk.at, desk))])?;
        Ok(transaction.commit()?)
    }

    /// Withdraws an invoice that has not been sent (발행취소); its key stays used until it is deleted.
    pub(crate) fn withdraw_taxinvoice(
        &self,
        key: &str,
        at: DateTime<FixedOffset>,
    ) -> Result<(), PopbillRefusal> {
        let mut connection = self.lock();
        let transaction = begin(&mut connection)?;
        if known(&transaction, key)?.state != PopbillState::Issued {
            return Err(NOT_WITHDRAWABLE);
        }
        let withdraw = "UPDATE popbill_documents SET state = 600, state_at = ?2 \
                        WHERE product = 'taxinvoice' AND mgt_key = ?1";
        transaction.execute(withdraw, params![key, moment(at)])?;
        Ok(transaction.commit()?)
    }

    /// Removes an invoice that was withdrawn or that the NTS refused, and frees its key.
    pub(crate) fn delete_taxinvoice(&self, key: &str) -> Result<(), PopbillRefusal> {
        let mut connection = self.lock();
        let transaction = begin(&mut connection)?;
        if !matches!(known(&transaction, key)?.state, PopbillState::Failed | PopbillState::Withdrawn) {
            return Err(NOT_DELETABLE);
        }
        let delete = "DELETE FROM popbill_documents WHERE product = 'taxinvoice' AND mgt_key = ?1";
        transaction.execute(delete, [key])?;
        Ok(transaction.commit()?)
    }
}

/// Takes one invoice of a call or of a batch.
pub(super) fn file(
    transaction: &Transaction<'_>,
    draft: &TaxinvoiceDraft,
    desk: PopbillDesk,
) -> Result<PopbillDocument, PopbillRefusal> {
    if by_key(transaction, PopbillProduct::Taxinvoice, &draft.mgt_key)?.is_some() {
        return Err(KEY_USED);
    }
    if let Some(amends) = &draft.amends {
        refuse_unfit(transaction, draft, amends)?;
    }
    desk.refuse_full_day(transaction)?;
    let (now, send_at) = (moment(desk.at), next_sending(desk.at));
    let invoice = PopbillDocument {
        product: PopbillProduct::Taxinvoice,
        mgt_key: draft.mgt_key.clone(),
        item_key: next_item_key(transaction, desk)?,
        state: PopbillState::Issued,
        state_at: now.clone(),
        traded_at: format!("{}000000", draft.write_date),
        number: invoicing::next_number(transaction, &draft.write_date)?,
        issued_at: now,
        send_at: moment(send_at),
        result_at: moment(answered(send_at, desk)),
        failure: draft.buyer.failure.map(str::to_owned),
        amounts: draft.amounts,
        original: draft.amends.as_ref().map(|amends| Original {
            date: amends.original.get(..8).unwrap_or_default().to_owned(),
            number: amends.original.clone(),
        }),
        counterpart_masked: draft.buyer.masked.clone(),
        counterpart_digest: draft.buyer.digest.clone(),
        counterpart_sealed: draft.buyer.sealed.clone(),
        paper: draft.paper.clone(),
    };
    invoice.insert(transaction)?;
    Ok(invoice)
}

fn known(transaction: &Transaction<'_>, key: &str) -> Result<PopbillDocument, PopbillRefusal> {
    by_key(transaction, PopbillProduct::Taxinvoice, key)?.ok_or(KEY_UNKNOWN)
}

fn answered(sent: DateTime<FixedOffset>, desk: PopbillDesk) -> DateTime<FixedOffset> {
    sent + TimeDelta::seconds(i64::from(desk.result_after_s))
}

/// 15:00 of the next day that is neither Saturday nor Sunday; this server knows no holidays.
fn next_sending(issued: DateTime<FixedOffset>) -> DateTime<FixedOffset> {
    let mut day = issued + Days::new(1);
    while matches!(day.weekday(), Weekday::Sat | Weekday::Sun) {
        day = day + Days::new(1);
    }
    let hour = NaiveTime::from_hms_opt(SENDING_HOUR, 0, 0).unwrap_or(NaiveTime::MIN);
    day.with_time(hour).single().unwrap_or(day)
}

/// Refuses an amendment that does not fit its original (providers.md §4.5).
fn refuse_unfit(
    transaction: &Transaction<'_>,
    draft: &TaxinvoiceDraft,
    amends: &Amendment,
) -> Result<(), PopbillRefusal> {
    let sql = document::select("WHERE product = 'taxinvoice' AND number = ?1");
    let found = transaction.query_row(&sql, [&amends.original], PopbillDocument::from_row).optional()?;
    let original = found.ok_or(NO_ORIGINAL)?;
    if original.state != PopbillState::Accepted {
        return Err(NOT_SENT);
    }
    let was_exempt = original.text("taxType") == "면세";
    let is_exempt = draft.paper.get("taxType").and_then(serde_json::Value::as_str) == Some("면세");
    match (was_exempt, is_exempt) {
        (true, false) => return Err(EXEMPT_TO_TAXED),
        (false, true) => return Err(TAXED_TO_EXEMPT),
        (true, true) | (false, false) => {}
    }
    if amends.code == ModifyCode::LetterOfCredit && draft.write_date != original.date() {
        return Err(OTHER_DATE);
    }
    if draft.amounts.transaction_amount >= 0 {
        return Ok(());
    }
    let taken = taken(transaction, &original)?;
    let left = original.amounts.transaction_amount.saturating_add(taken.transaction_amount);
    if left.saturating_add(draft.amounts.transaction_amount) < 0 { Err(TOO_MUCH) } else { Ok(()) }
}

/// What standing amendments have taken from an original: negative sums.
fn taken(transaction: &Transaction<'_>, original: &PopbillDocument) -> rusqlite::Result<Amounts> {
    let sql = "SELECT coalesce(sum(transaction_amount), 0) AS transaction_amount, \
               coalesce(sum(supply_amount), 0) AS supply_amount, coalesce(sum(tax_amount), 0) AS tax_amount, \
               0 AS service_amount FROM popbill_documents WHERE product = 'taxinvoice' \
               AND original_number = ?1 AND state NOT IN (305, 600) AND transaction_amount < 0";
    transaction.query_row(sql, [&original.number], Amounts::from_row)
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::next_sending;

    #[test]
    fn invoices_go_at_three_on_the_next_weekday() {
        for (issued, sent) in [
            ("2026-11-20T09:00:00+09:00", "2026-11-23T15:00:00+09:00"),
            ("2026-11-22T23:59:59+09:00", "2026-11-23T15:00:00+09:00"),
            ("2026-11-23T00:00:00+09:00", "2026-11-24T15:00:00+09:00"),
        ] {
            let issued = DateTime::parse_from_rfc3339(issued).unwrap();
            assert_eq!(next_sending(issued).to_rfc3339(), sent);
        }
    }
}
