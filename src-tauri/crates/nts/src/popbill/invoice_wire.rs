//! The body of a tax invoice (providers.md §4.2), and reading one back: a frozen one, or the one that Popbill shows in detail under
//! the same names. Money and quantities go as text.

use domain::{
    AmendCode, Buyer, BuyerKind, DocumentKey, Invoice, InvoiceKind, InvoiceLine, InvoiceNumber, Won,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::mgt_key::mgt_key;
use crate::compare::ExpectedInvoice;
use crate::decimal::decimal;
use crate::route::FrozenRequest;
use crate::said::{date_text, parse_date};
use crate::stored::{StoredLine, Sums};

/// The body of `RegistIssue`.
pub(super) fn issue_body(key: &DocumentKey, invoice: &Invoice) -> serde_json::Result<String> {
    let (supplier, payment, amends) = (invoice.supplier(), invoice.payment(), invoice.amends());
    let paid = |won: Won| payment.is_given().then(|| won.get().to_string());
    serde_json::to_string(&IssueBody {
        issue_type: "정발행",
        tax_type: invoice.kind().wire(),
        charge_direction: "정과금",
        purpose_type: invoice.billing().wire(),
        write_date: date_text(invoice.written_on()),
        supply_cost_total: invoice.supply().get().to_string(),
        tax_total: invoice.vat().get().to_string(),
        total_amount: invoice.total().get().to_string(),
        cash: paid(payment.cash),
        chk_bill: paid(payment.check),
        note: paid(payment.note),
        credit: paid(payment.credit),
        remark1: invoice.remark(),
        modify_code: amends.map(|amends| modify_code(amends.code())),
        org_nts_confirm_num: amends.map(|amends| amends.original.as_str()),
        invoicer_mgt_key: mgt_key(key),
        invoicer_corp_num: supplier.number().digits(),
        invoicer_tax_reg_id: supplier.branch(),
        invoicer_corp_name: supplier.name(),
        invoicer_ceo_name: supplier.owner(),
        invoicer_addr: supplier.address(),
        invoicer_biz_type: supplier.business_type(),
        invoicer_biz_class: supplier.business_item(),
        invoicer_email: supplier.email().map(domain::Email::as_str),
        buyer: BuyerFields::of(invoice.buyer()),
        detail_list: (1..).zip(invoice.lines()).map(|(number, line)| Line::of(number, line)).collect(),
        force_issue: true,
    })
}

/// Reads back what a frozen body says; `None` when it is not one of ours.
pub(crate) fn read_frozen(request: &FrozenRequest) -> Option<ExpectedInvoice> {
    read(&serde_json::from_str(&request.body).ok()?)
}

/// What an invoice says, frozen or shown in detail; `None` when a part does not parse.
pub(super) fn read(body: &Value) -> Option<ExpectedInvoice> {
    let body = ReadBody::deserialize(body).ok()?;
    let amends = match (body.org_nts_confirm_num.filter(|text| !text.is_empty()), body.modify_code) {
        (None, None) => None,
        (Some(original), Some(code)) => Some((InvoiceNumber::parse(&original).ok()?, amend_code(code)?)),
        (Some(_), None) | (None, Some(_)) => return None,
    };
    let won = |text: &str| Won::new(text.parse().ok()?).ok();
    Some(ExpectedInvoice {
        kind: InvoiceKind::from_wire(&body.tax_type)?,
        written_on: parse_date(&body.write_date)?,
        supplier: body.invoicer_corp_num,
        buyer: body.invoicee_corp_num,
        sums: Sums {
            supply: won(&body.supply_cost_total)?,
            vat: won(&body.tax_total)?,
            total: won(&body.total_amount)?,
        },
        lines: body.detail_list.iter().map(ReadLine::parse).collect::<Option<_>>()?,
        amends,
    })
}

/// 수정사유 as Popbill's number, 1–6.
const fn modify_code(code: AmendCode) -> u8 {
    match code {
        AmendCode::C01 => 1,
        AmendCode::C02 => 2,
        AmendCode::C03 => 3,
        AmendCode::C04 => 4,
        AmendCode::C05 => 5,
        AmendCode::C06 => 6,
    }
}

/// Popbill's number, read.
pub(super) fn amend_code(number: i64) -> Option<AmendCode> {
    AmendCode::ALL.into_iter().find(|code| i64::from(modify_code(*code)) == number)
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct IssueBody<'a> {
    issue_type: &'a str,
    tax_type: &'a str,
    charge_direction: &'a str,
    purpose_type: &'a str,
    write_date: String,
    supply_cost_total: String,
    tax_total: String,
    total_amount: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    cash: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    chk_bill: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    credit: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    remark1: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    modify_code: Option<u8>,
    #[serde(rename = "orgNTSConfirmNum", skip_serializing_if = "Option::is_none")]
    org_nts_confirm_num: Option<&'a str>,
    invoicer_mgt_key: &'a str,
    invoicer_corp_num: &'a str,
    #[serde(rename = "invoicerTaxRegID", skip_serializing_if = "Option::is_none")]
    invoicer_tax_reg_id: Option<&'a str>,
    invoicer_corp_name: &'a str,
    #[serde(rename = "invoicerCEOName")]
    invoicer_ceo_name: &'a str,
    invoicer_addr: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    invoicer_biz_type: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    invoicer_biz_class: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    invoicer_email: Option<&'a str>,
    #[serde(flatten)]
    buyer: BuyerFields<'a>,
    detail_list: Vec<Line<'a>>,
    /// Whether it is late was decided before it was written: its last moment is in the book, and the person saw what it costs.
    force_issue: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct BuyerFields<'a> {
    invoicee_type: &'a str,
    invoicee_corp_num: &'a str,
    #[serde(rename = "invoiceeTaxRegID", skip_serializing_if = "Option::is_none")]
    invoicee_tax_reg_id: Option<&'a str>,
    invoicee_corp_name: &'a str,
    #[serde(rename = "invoiceeCEOName")]
    invoicee_ceo_name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    invoicee_addr: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    invoicee_biz_type: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    invoicee_biz_class: Option<&'a str>,
    #[serde(rename = "invoiceeEmail1", skip_serializing_if = "Option::is_none")]
    invoicee_email1: Option<&'a str>,
    #[serde(rename = "invoiceeEmail2", skip_serializing_if = "Option::is_none")]
    invoicee_email2: Option<&'a str>,
}

impl<'a> BuyerFields<'a> {
    fn of(buyer: &'a Buyer) -> Self {
        let mut emails = buyer.emails().iter().map(domain::Email::as_str);
        Self {
            invoicee_type: match buyer.id().kind() {
                BuyerKind::BusinessNumber => "사업자",
                BuyerKind::Rrn => "개인",
                BuyerKind::Foreigner => "외국인",
            },
            invoicee_corp_num: buyer.id().wire_digits(),
            invoicee_tax_reg_id: buyer.branch(),
            invoicee_corp_name: buyer.name(),
            // Popbill wants a name here; a person without a firm is its own.
            invoicee_ceo_name: if buyer.owner().is_empty() { buyer.name() } else { buyer.owner() },
            invoicee_addr: buyer.address(),
            invoicee_biz_type: buyer.business_type(),
            invoicee_biz_class: buyer.business_item(),
            invoicee_email1: emails.next(),
            invoicee_email2: emails.next(),
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Line<'a> {
    serial_num: u8,
    #[serde(rename = "purchaseDT")]
    purchase_dt: String,
    item_name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    spec: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    qty: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit_cost: Option<String>,
    supply_cost: String,
    tax: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    remark: Option<&'a str>,
}

impl<'a> Line<'a> {
    fn of(serial_num: u8, line: &'a InvoiceLine) -> Self {
        Self {
            serial_num,
            purchase_dt: date_text(line.supplied_on()),
            item_name: line.item(),
            spec: line.spec(),
            qty: line.quantity().map(|quantity| decimal(quantity.hundredths())),
            unit_cost: line.unit_price().map(|price| decimal(price.hundredths())),
            supply_cost: line.supply().get().to_string(),
            tax: line.vat().get().to_string(),
            remark: line.remark(),
        }
    }
}

/// The fields by which two invoices are told apart.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ReadBody {
    tax_type: String,
    write_date: String,
    supply_cost_total: String,
    tax_total: String,
    total_amount: String,
    modify_code: Option<i64>,
    #[serde(rename = "orgNTSConfirmNum")]
    org_nts_confirm_num: Option<String>,
    invoicer_corp_num: String,
    invoicee_corp_num: String,
    detail_list: Vec<ReadLine>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ReadLine {
    item_name: String,
    supply_cost: String,
    tax: Option<String>,
}

impl ReadLine {
    /// A line of an exempt invoice may come back without its tax.
    fn parse(&self) -> Option<StoredLine> {
        let won = |text: &str| Won::new(text.parse().ok()?).ok();
        let vat = self.tax.as_deref().filter(|tax| !tax.is_empty()).unwrap_or("0");
        Some(StoredLine { name: self.item_name.clone(), supply: won(&self.supply_cost)?, vat: won(vat)? })
    }
}
