//! The bodies of receipts and cancels (providers.md §3.1, §3.2), and reading a frozen one back. Money goes as text.
//!
//! Frozen bodies are strings, not values: the book keeps them and a resend must carry the same bytes, also after an upgrade of
//! this program has changed what it would write today.

use chrono::NaiveDate;
use domain::{Amounts, ApprovalNumber, Cancellation, CashReceipt, DocumentKey, Purpose, Shop, Taxation, Won};
use serde::{Deserialize, Serialize};

use super::mgt_key::mgt_key;
use super::stored_wire::{kst, moment_text};
use crate::compare::Expected;
use crate::route::{Act, FrozenRequest};
use crate::said::{date_text, parse_date};
use crate::stored::OriginalReference;

/// 승인거래
pub(super) const APPROVAL: &str = "승인거래";
/// 취소거래
pub(super) const CANCEL: &str = "취소거래";

/// The body of `RegistIssue`.
pub(super) fn issue_body(
    key: &DocumentKey,
    shop: &Shop,
    receipt: &CashReceipt,
) -> serde_json::Result<String> {
    serde_json::to_string(&IssueBody {
        mgt_key: mgt_key(key),
        trade_type: APPROVAL,
        trade_usage: usage(receipt.purpose()),
        trade_opt: "일반",
        taxation_type: taxation_word(receipt.taxation()),
        trade_dt: moment_text(receipt.traded_at()),
        amounts: AmountFields::of(receipt.amounts()),
        franchise_corp_num: shop.number().digits(),
        franchise_corp_name: shop.name(),
        franchise_ceo_name: shop.owner(),
        franchise_addr: shop.address(),
        franchise_tel: shop.phone().map(|phone| phone.digits()),
        identity_num: receipt.number().digits(),
        item_name: receipt.item().map(|item| item.as_str()),
        smssend_yn: false,
    })
}

/// The body of `RevokeRegistIssue`. The amounts are said of a whole cancel too: they are the original's then, and what was meant
/// stays readable.
pub(super) fn cancel_body(key: &DocumentKey, cancel: &Cancellation) -> serde_json::Result<String> {
    serde_json::to_string(&CancelBody {
        mgt_key: mgt_key(key),
        org_confirm_num: cancel.original().approval.as_str(),
        org_trade_date: date_text(cancel.original().trade_date),
        trade_dt: moment_text(cancel.traded_at()),
        is_part_cancel: !cancel.takes_all(),
        cancel_type: cancel.reason() as u8,
        amounts: AmountFields::of(cancel.amounts()),
        smssend_yn: false,
    })
}

/// Reads back what a frozen body says; `None` when it is not one of ours.
pub(crate) fn read_frozen(request: &FrozenRequest) -> Option<Expected> {
    let body: FrozenBody = serde_json::from_str(&request.body).ok()?;
    let original = match request.act {
        Act::Issue => None,
        Act::Invoice => return None,
        Act::Cancel => Some(OriginalReference {
            approval: ApprovalNumber::parse(&body.org_confirm_num?).ok()?,
            trade_date: parse_date(&body.org_trade_date?)?,
        }),
    };
    Some(Expected {
        act: request.act,
        amounts: body.amounts.parse()?,
        purpose: body.trade_usage.as_deref().and_then(purpose_of),
        taxation: body.taxation_type.as_deref().and_then(taxation_of),
        trade_date: kst(&body.trade_dt)?.date(),
        number: body.identity_num,
        original,
    })
}

/// The trade date that a frozen receipt or cancel was written for.
pub(super) fn frozen_trade_date(request: &FrozenRequest) -> Option<NaiveDate> {
    Some(read_frozen(request)?.trade_date)
}

/// 거래구분 as Popbill says it.
const fn usage(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::IncomeDeduction => "소득공제용",
        Purpose::ExpenseProof => "지출증빙용",
    }
}

/// Popbill's word for the purpose, read.
pub(super) fn purpose_of(word: &str) -> Option<Purpose> {
    Purpose::ALL.into_iter().find(|purpose| usage(*purpose) == word)
}

/// 과세형태 as Popbill says it.
const fn taxation_word(taxation: Taxation) -> &'static str {
    match taxation {
        Taxation::Taxable => "과세",
        Taxation::Exempt => "비과세",
    }
}

/// Popbill's word for the taxation, read.
pub(super) fn taxation_of(word: &str) -> Option<Taxation> {
    [Taxation::Taxable, Taxation::Exempt].into_iter().find(|taxation| taxation_word(*taxation) == word)
}

/// The four amounts as text.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct AmountFields {
    total_amount: String,
    supply_cost: String,
    tax: String,
    service_fee: String,
}

impl AmountFields {
    fn of(amounts: &Amounts) -> Self {
        Self {
            total_amount: amounts.total().get().to_string(),
            supply_cost: amounts.supply().get().to_string(),
            tax: amounts.vat().get().to_string(),
            service_fee: amounts.service().get().to_string(),
        }
    }

    fn parse(&self) -> Option<Amounts> {
        let won = |text: &str| Won::new(text.parse().ok()?).ok();
        Amounts::from_parts(
            won(&self.supply_cost)?,
            won(&self.tax)?,
            won(&self.service_fee)?,
            won(&self.total_amount)?,
        )
        .ok()
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct IssueBody<'a> {
    mgt_key: &'a str,
    trade_type: &'a str,
    trade_usage: &'a str,
    trade_opt: &'a str,
    taxation_type: &'a str,
    #[serde(rename = "tradeDT")]
    trade_dt: String,
    #[serde(flatten)]
    amounts: AmountFields,
    franchise_corp_num: &'a str,
    franchise_corp_name: &'a str,
    #[serde(rename = "franchiseCEOName")]
    franchise_ceo_name: &'a str,
    franchise_addr: &'a str,
    #[serde(rename = "franchiseTEL", skip_serializing_if = "Option::is_none")]
    franchise_tel: Option<&'a str>,
    identity_num: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    item_name: Option<&'a str>,
    /// Our own texts tell the customer; Popbill's cost points.
    #[serde(rename = "smssendYN")]
    smssend_yn: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct CancelBody<'a> {
    mgt_key: &'a str,
    org_confirm_num: &'a str,
    org_trade_date: String,
    #[serde(rename = "tradeDT")]
    trade_dt: String,
    is_part_cancel: bool,
    cancel_type: u8,
    #[serde(flatten)]
    amounts: AmountFields,
    #[serde(rename = "smssendYN")]
    smssend_yn: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct FrozenBody {
    #[serde(rename = "tradeDT")]
    trade_dt: String,
    #[serde(flatten)]
    amounts: AmountFields,
    trade_usage: Option<String>,
    taxation_type: Option<String>,
    identity_num: Option<String>,
    org_confirm_num: Option<String>,
    org_trade_date: Option<String>,
}
