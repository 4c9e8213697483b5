//! The bytes that go out, word for word as providers.md §3.2 and §4.2 name their fields; money and quantities as text.

use chrono::NaiveDate;
use domain::{
    AmendForm, AmendReason, ApprovalNumber, BusinessCalendar, BusinessNumber, CancelReason, Cancellation,
    DeadlineRules, DocumentKey, InvoiceNumber, OriginalInvoice, OriginalReceipt, ReceiptForm, Remaining,
    Taxation, Won,
};
use nts::{Act, Expected, ExpectedInvoice, FrozenRequest, PopbillRoute, Route, RouteError};

use super::member::{open, scripted_config};
use crate::invoices::invoice;
use crate::shop::{Time, cancel_all, receipt, shop_number};

fn route() -> PopbillRoute {
    open(scripted_config("https://popbill.example"), &Time::now())
}

fn at() -> chrono::NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 11, 22).unwrap().and_hms_opt(15, 30, 0).unwrap()
}

fn key(text: &str) -> DocumentKey {
    DocumentKey::parse(text).unwrap()
}

fn freeze(number: &str, form: ReceiptForm) -> FrozenRequest {
    let form = ReceiptForm { amount: "10,000".into(), number: number.into(), ..form };
    let receipt = form.check(&shop_number(), at()).unwrap();
    route().freeze_issue(&key("R261122-01-000042"), &shop_number(), &receipt).unwrap()
}

fn original() -> OriginalReceipt {
    OriginalReceipt {
        key: key("R261122-01-000042"),
        approval: ApprovalNumber::parse("TB0000042").unwrap(),
        trade_date: NaiveDate::from_ymd_opt(2026, 11, 22).unwrap(),
    }
}

#[test]
fn an_issue_body_is_cashbills_word_for_word() {
    let form =
        ReceiptForm { item: "사무용품".into(), memo: "안 나감".into(), ..ReceiptForm::default() };
    assert_eq!(
        freeze("010-1234-5678", form).body,
        concat!(
            r#"{"mgtKey":"R261122-01-000042","tradeType":"승인거래","tradeUsage":"소득공제용","tradeOpt":"일반","#,
            r#""taxationType":"과세","tradeDT":"20261122153000","totalAmount":"10000","supplyCost":"9091","tax":"909","#,
            r#""serviceFee":"0","franchiseCorpNum":"1234567891","franchiseCorpName":"행복문구","franchiseCEOName":"김행복","#,
            r#""franchiseAddr":"서울특별시 중구 세종대로 110","franchiseTEL":"021234567","identityNum":"01012345678","#,
            r#""itemName":"사무용품","smssendYN":false}"#
        )
    );
}

#[test]
fn every_number_goes_as_digits_with_its_purpose() {
    for (typed, digits, usage) in [
        ("010-1234-5678", "01012345678", "소득공제용"),
        ("", "0100001234", "소득공제용"),
        ("314-81-20001", "3148120001", "지출증빙용"),
        ("154420201234561234", "154420201234561234", "소득공제용"),
        ("4111-1111-1111-1111", "4111111111111111", "소득공제용"),
        ("900101-1234568", "9001011234568", "소득공제용"),
    ] {
        let body = freeze(typed, ReceiptForm::default()).body;
        assert!(body.contains(&format!(r#""identityNum":"{digits}""#)), "{typed}");
        assert!(body.contains(&format!(r#""tradeUsage":"{usage}""#)), "{typed}");
    }
}

#[test]
fn an_exempt_sale_is_called_so_in_popbills_word_and_bears_no_tax() {
    let form = ReceiptForm { service: "1,000".into(), taxation: Taxation::Exempt, ..ReceiptForm::default() };
    let body = freeze("", form).body;
    assert!(body.contains(r#""taxationType":"비과세""#));
    assert!(body.contains(r#""totalAmount":"10000","supplyCost":"9000","tax":"0","serviceFee":"1000""#));
}

#[test]
fn a_cancel_of_all_and_a_cancel_of_a_part_are_told_apart() {
    let sale = receipt("10,000", "010-1234-5678", at());
    let whole = cancel_all(&sale, original(), at());
    let frozen = route().freeze_cancel(&key("C261122-01-000001"), &shop_number(), &whole).unwrap();
    assert_eq!(
        frozen.body,
        concat!(
            r#"{"mgtKey":"C261122-01-000001","orgConfirmNum":"TB0000042","orgTradeDate":"20261122","tradeDT":"20261122153000","#,
            r#""isPartCancel":false,"cancelType":1,"totalAmount":"10000","supplyCost":"9091","tax":"909","serviceFee":"0","#,
            r#""smssendYN":false}"#
        )
    );
    let left = Remaining::of(sale.amounts(), []);
    let half = Won::new(5_000).unwrap();
    let part = Cancellation::partial(&sale, original(), &left, CancelReason::Other, at(), half).unwrap();
    let frozen = route().freeze_cancel(&key("C261122-01-000002"), &shop_number(), &part).unwrap();
    assert!(frozen.body.contains(
        r#""isPartCancel":true,"cancelType":3,"totalAmount":"5000","supplyCost":"4546","tax":"454""#
    ));
    let rest = Remaining::of(sale.amounts(), [part.amounts()]);
    let rest = Cancellation::full(&sale, original(), &rest, CancelReason::Other, at()).unwrap();
    let frozen = route().freeze_cancel(&key("C261122-01-000003"), &shop_number(), &rest).unwrap();
    assert!(frozen.body.contains(r#""isPartCancel":true"#), "the rest after a part is a part");
}

#[test]
fn an_invoice_body_is_taxinvoices_word_for_word() {
    let frozen = route().freeze_invoice(&key("T261122-01-000042"), &invoice(at())).unwrap();
    assert_eq!(
        frozen.body,
        concat!(
            r#"{"issueType":"정발행","taxType":"과세","chargeDirection":"정과금","purposeType":"청구","writeDate":"20261122","#,
            r#""supplyCostTotal":"650000","taxTotal":"65000","totalAmount":"715000","invoicerMgtKey":"T261122-01-000042","#,
            r#""invoicerCorpNum":"1234567891","invoicerCorpName":"행복문구","invoicerCEOName":"김행복","#,
            r#""invoicerAddr":"서울특별시 중구 세종대로 110","invoicerBizType":"도소매","invoicerBizClass":"문구·사무용품","#,
            r#""invoicerEmail":"shop@example.com","invoiceeType":"사업자","invoiceeCorpNum":"2148600016","#,
            r#""invoiceeCorpName":"(주)한빛유통","invoiceeCEOName":"이한빛","invoiceeAddr":"대전광역시 서구 둔산로 100","#,
            r#""invoiceeEmail1":"tax@example.com","detailList":[{"serialNum":1,"purchaseDT":"20261122","itemName":"복사용지 A4","#,
            r#""qty":"20","unitCost":"25000","supplyCost":"500000","tax":"50000"},{"serialNum":2,"purchaseDT":"20261122","#,
            r#""itemName":"토너","qty":"1.5","unitCost":"100000.5","supplyCost":"150000","tax":"15000"}],"forceIssue":true}"#
        )
    );
    let read = ExpectedInvoice::of(&frozen).unwrap();
    assert_eq!(
        (read.supplier.as_str(), read.buyer.as_str(), read.lines.len()),
        ("1234567891", "2148600016", 2)
    );
}

#[test]
fn an_amended_invoice_names_its_reason_and_its_original() {
    let original = OriginalInvoice {
        invoice: invoice(at()),
        number: InvoiceNumber::parse("202611224199999900000042").unwrap(),
        transmitted: true,
        amendments: Vec::new(),
    };
    let rules = DeadlineRules::default();
    let calendar: BusinessCalendar =
        serde_json::from_str(include_str!("../../../../../../assets/nts/holidays.json")).unwrap();
    let form = AmendForm::new(AmendReason::ContractCancelled);
    let supplier = original.invoice.supplier().clone();
    let plan = original.amend(&form, &supplier, at(), &rules, &calendar).unwrap();
    let frozen = route().freeze_invoice(&key("M261122-01-000001"), &plan.first).unwrap();
    assert!(
        frozen.body.contains(r#""modifyCode":4,"orgNTSConfirmNum":"202611224199999900000042""#),
        "{}",
        frozen.body
    );
    assert!(
        frozen.body.contains(r#""supplyCostTotal":"-650000","taxTotal":"-65000","totalAmount":"-715000""#)
    );
    let (number, code) = ExpectedInvoice::of(&frozen).unwrap().amends.unwrap();
    assert_eq!((number, code.code()), (original.number, "04"));
}

#[test]
fn a_frozen_body_is_read_back_and_kept_byte_for_byte() {
    let frozen =
        freeze("010-1234-5678", ReceiptForm { item: "A \"한\"\\n".into(), ..ReceiptForm::default() });
    let kept = serde_json::to_string(&frozen).unwrap();
    assert_eq!(serde_json::from_str::<FrozenRequest>(&kept).unwrap(), frozen);
    let read = Expected::of(&frozen).unwrap();
    assert_eq!((read.number.as_deref(), read.trade_date), (Some("01012345678"), at().date()));
    assert!(!format!("{frozen:?}").contains("01012345678"));
}

#[test]
fn another_businesses_document_and_a_key_of_another_kind_freeze_nothing() {
    let other = BusinessNumber::parse("214-86-00016").unwrap();
    let sale = receipt("100", "", at());
    let strange = route().freeze_issue(&key("R261122-01-000001"), &other, &sale);
    assert!(matches!(strange, Err(RouteError::OtherShop { .. })));
    let wrong = route().freeze_issue(&key("C261122-01-000001"), &shop_number(), &sale);
    assert!(matches!(wrong, Err(RouteError::WrongKeyKind { act: Act::Issue, .. })));
}
