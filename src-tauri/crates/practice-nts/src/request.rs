//! From the bytes of a request to a draft for the ledger: every check that needs nothing but the request, the shop's
//! number and the time.
//!
//! Checks run in the order of the contract's codes: present (`E2001`), amounts (`E2002`), numbers (`E2003`, `E2004`),
//! purpose (`E2005`), date (`E2006`).

use chrono::{DateTime, FixedOffset};

use crate::answer::Refusal;
use crate::ledger::{CancelDraft, IssueDraft, Original, Purpose, Sale, Taxation};
use crate::result_code::ResultCode;

mod amounts;
mod business_number;
mod consumer;
mod fields;
mod invoice;
mod trade_time;

pub(crate) use business_number::is_business_number;
pub(crate) use consumer::is_rrn;
pub(crate) use fields::Fields;
pub(crate) use invoice::invoice;

use consumer::Consumer;

/// Who asks, and when.
#[derive(Clone, Copy)]
pub(crate) struct Asking<'a> {
    /// The business number the token was given to.
    pub(crate) business_number: &'a str,
    pub(crate) now: DateTime<FixedOffset>,
}

/// Reads `POST /api/v1/cashReceipt/issue`, in the full form or with the source documents' six fields only.
pub(crate) fn issue(body: &[u8], asking: Asking<'_>) -> Result<IssueDraft, Refusal> {
    let fields = Fields::parse(body)?;
    let document_key = fields.optional_text("documentKey")?.map(document_key).transpose()?;
    let shop = fields.text("businessNumber")?;
    let purpose = word(&fields, "receiptPurpose", Purpose::parse)?;
    let taxation = match fields.optional_text("taxation")? {
        Some(_) => word(&fields, "taxation", Taxation::parse)?,
        None => Taxation::Taxable,
    };
    let when = trade_time::read(&fields, asking.now)?;
    let given = fields.consumer()?;
    let amounts = amounts::of_issue(&fields, taxation)?;
    let consumer = Consumer::parse(&given, asking.business_number)?;
    refuse_other_shop(shop, asking)?;
    consumer.refuse_misfit(purpose)?;
    let (date, time) = when.within_reach(asking.now)?;
    Ok(IssueDraft {
        document_key,
        business_number: shop.to_owned(),
        sale: Sale { date, time, amounts },
        taxation,
        purpose,
        consumer_masked: consumer.masked(),
        item_name: fields.optional_text("itemName")?.map(str::to_owned),
        request: fields.redacted(),
    })
}

/// Reads `POST /api/v1/cashReceipt/cancel`.
pub(crate) fn cancel(body: &[u8], asking: Asking<'_>) -> Result<CancelDraft, Refusal> {
    let fields = Fields::parse(body)?;
    let document_key = document_key(fields.text("documentKey")?)?;
    let shop = fields.text("businessNumber")?;
    let original = Original {
        original_approval_number: fields.text("originalApprovalNumber")?.to_owned(),
        original_transaction_date: fields.text("originalTransactionDate")?.to_owned(),
        cancel_reason: cancel_reason(fields.text("cancelReason")?)?,
    };
    let when = trade_time::read(&fields, asking.now)?;
    let amounts = amounts::of_cancel(&fields)?;
    refuse_other_shop(shop, asking)?;
    let (date, time) = when.within_reach(asking.now)?;
    Ok(CancelDraft {
        document_key,
        business_number: shop.to_owned(),
        sale: Sale { date, time, amounts },
        original,
        request: fields.redacted(),
    })
}

/// At most 24 of `[A-Za-z0-9_-]`.
fn document_key(text: &str) -> Result<String, Refusal> {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
    if text.len() <= 24 && text.bytes().all(allowed) {
        Ok(text.to_owned())
    } else {
        Err(Refusal::at(ResultCode::FieldMissing, "documentKey"))
    }
}

fn cancel_reason(text: &str) -> Result<String, Refusal> {
    match text {
        "1" | "2" | "3" => Ok(text.to_owned()),
        _ => Err(Refusal::at(ResultCode::FieldMissing, "cancelReason")),
    }
}

fn word<T>(fields: &Fields, name: &str, parse: fn(&str) -> Option<T>) -> Result<T, Refusal> {
    parse(fields.text(name)?).ok_or_else(|| fields.refuse(ResultCode::FieldMissing, name))
}

/// A shop issues in its own name only: the number must be the one of the certificate.
fn refuse_other_shop(shop: &str, asking: Asking<'_>) -> Result<(), Refusal> {
    if is_business_number(shop) && shop == asking.business_number {
        Ok(())
    } else {
        Err(Refusal::at(ResultCode::BusinessNumberWrong, "businessNumber"))
    }
}
