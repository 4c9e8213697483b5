//! Tax invoices through the route: stamped calls, the body of the contract, what a stored one proves, transmission, states of
//! businesses.

use chrono::{Days, NaiveDate, NaiveDateTime};
use domain::{
    BusinessNumber, BusinessState, BuyerForm, DocumentKey, Invoice, InvoiceForm, KeyKind, LineForm,
    LineTyped, Shop as Particulars, ShopForm, Supplier, TaxType,
};
use nts::{
    Act, FrozenRequest, HometaxConfig, ListedDay, LookedUp, Route, RouteError, Sent, StatusRead,
    StoredContent, StoredStatus, Transmitted, compare,
};
use practice_nts::Dials;

use crate::scripted::{Scripted, Step};
use crate::shop::{Shop, Time, calls, config, open_route, route_to, route_to_scripted};

const ISSUE: &str = "/etax/issue";

pub fn line(item: &str, quantity: &str, unit_price: &str) -> LineForm {
    LineForm {
        item: item.into(),
        quantity: quantity.into(),
        unit_price: unit_price.into(),
        typed: LineTyped::Price,
        ..LineForm::default()
    }
}

pub fn invoice(at: NaiveDateTime) -> Invoice {
    let supplier =
        Supplier::of(&Particulars::try_from(ShopForm::practice()).unwrap(), "", "shop@example.com").unwrap();
    let form = InvoiceForm {
        written_on: at.format("%Y%m%d").to_string(),
        buyer: BuyerForm {
            number: "214-86-00016".into(),
            name: "(주)한빛유통".into(),
            owner: "이한빛".into(),
            address: "대전광역시 서구 둔산로 100".into(),
            email: "tax@example.com".into(),
            ..BuyerForm::default()
        },
        lines: vec![line("복사용지 A4", "20", "25,000"), line("토너", "1.5", "100,000.5")],
        ..InvoiceForm::default()
    };
    form.check(&supplier, None, at).unwrap()
}

pub fn key(kind: KeyKind, date: NaiveDate, sequence: u32) -> DocumentKey {
    DocumentKey::new(kind, date, 1, sequence).unwrap()
}

fn frozen(shop: &Shop, sequence: u32) -> FrozenRequest {
    let at = shop.time.local();
    shop.route.freeze_invoice(&key(KeyKind::Invoice, at.date(), sequence), &invoice(at)).unwrap()
}

async fn stored(shop: &Shop, key: &DocumentKey) -> nts::StoredDocument {
    let outcome = shop.route.look_up(key).await.outcome;
    let LookedUp::Found(stored) = outcome else { panic!("{outcome:?}") };
    *stored
}

#[test]
fn an_invoice_body_is_the_contracts_word_for_word() {
    let at = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap().and_hms_opt(15, 30, 0).unwrap();
    let route = route_to("https://nts.example", &Time::now());
    let key = DocumentKey::parse("T261122-01-000042").unwrap();
    let body = route.freeze_invoice(&key, &invoice(at)).unwrap().body;
    assert_eq!(
        body,
        concat!(
            r#"{"documentKey":"T261122-01-000042","invoiceType":"01","kind":"과세","purpose":"청구","issueDate":"20261122","#,
            r#""supplier":{"businessNumber":"1234567891","businessName":"행복문구","ceoName":"김행복","#,
            r#""address":"서울특별시 중구 세종대로 110","businessType":"도소매","businessItem":"문구·사무용품","email":"shop@example.com"},"#,
            r#""buyer":{"businessNumber":"2148600016","businessName":"(주)한빛유통","ceoName":"이한빛","#,
            r#""address":"대전광역시 서구 둔산로 100","email":"tax@example.com"},"#,
            r#""items":[{"date":"20261122","name":"복사용지 A4","quantity":"20","unitPrice":"25000","supplyAmount":500000,"taxAmount":50000},"#,
            r#"{"date":"20261122","name":"토너","quantity":"1.5","unitPrice":"100000.5","supplyAmount":150000,"taxAmount":15000}],"#,
            r#""totalSupplyAmount":650000,"totalTaxAmount":65000,"totalAmount":715000}"#
        )
    );
}

#[test]
fn a_key_of_another_kind_freezes_no_invoice() {
    let at = Time::now().local();
    let route = route_to("https://nts.example", &Time::now());
    for kind in [KeyKind::Receipt, KeyKind::Cancel, KeyKind::Amendment] {
        let refused = route.freeze_invoice(&key(kind, at.date(), 1), &invoice(at));
        assert!(matches!(refused, Err(RouteError::WrongKeyKind { act: Act::Invoice, .. })), "{kind:?}");
    }
}

#[tokio::test]
async fn an_invoice_gets_its_number_and_is_found_as_it_was_sent() {
    let shop = Shop::open().await;
    let request = frozen(&shop, 1);
    let Sent::Approved(approval) = shop.send(&request).await else { panic!() };
    let number = approval.number.invoice().unwrap();
    assert_eq!(number.written_on(), shop.time.local().date());

    let held = stored(&shop, &request.key).await;
    assert_eq!((held.status, held.act(), &held.approval), (StoredStatus::Approved, Act::Invoice, &approval));
    assert_eq!(compare(&request, &held), Ok(()));
}

#[tokio::test]
async fn an_invoice_that_says_something_else_differs_by_name() {
    let shop = Shop::open().await;
    let request = frozen(&shop, 1);
    assert!(matches!(shop.send(&request).await, Sent::Approved(_)));
    let held = stored(&shop, &request.key).await;
    for (from, to, field) in [
        ("\"totalAmount\":715000", "\"totalAmount\":715001", "differs in amounts"),
        ("토너", "잉크", "differs in lines"),
        ("2148600016", "2222222227", "differs in buyer"),
        ("과세", "영세", "differs in kind"),
    ] {
        assert!(request.body.contains(from));
        let other = FrozenRequest { body: request.body.replace(from, to), ..request.clone() };
        assert_eq!(compare(&other, &held), Err(field.to_owned()));
    }
}

#[tokio::test]
async fn a_lost_answer_is_unknown_and_the_key_then_shows_what_is_held() {
    let shop = Shop::open_with(Dials { lose_answers: 1, ..Dials::default() }).await;
    let request = frozen(&shop, 1);
    assert!(matches!(shop.send(&request).await, Sent::Unknown(_)));
    let Sent::Duplicate(held) = shop.send(&request).await else { panic!() };
    assert_eq!(compare(&request, &held), Ok(()));
    assert_eq!((shop.requests(ISSUE), shop.nts.ledger().invoices().unwrap().len()), (2, 1));
}

#[tokio::test]
async fn a_transmission_may_be_asked_for_twice_and_happens_once() {
    let shop = Shop::open_with(Dials { lose_transmit_answers: 1, ..Dials::default() }).await;
    let request = frozen(&shop, 1);
    assert!(matches!(shop.send(&request).await, Sent::Approved(_)));
    let lost = shop.route.transmit(&request.key).await.outcome;
    assert!(matches!(lost, Transmitted::NoAnswer(_)), "{lost:?}");
    let Transmitted::Sent(at) = shop.route.transmit(&request.key).await.outcome else { panic!() };
    assert_eq!(shop.route.transmit(&request.key).await.outcome, Transmitted::Sent(at));
    assert_eq!(stored(&shop, &request.key).await.status, StoredStatus::Transmitted(at));
}

#[tokio::test]
async fn what_was_never_issued_is_not_there_to_be_transmitted_or_found() {
    let shop = Shop::open().await;
    let key = key(KeyKind::Invoice, shop.time.local().date(), 7);
    assert_eq!(shop.route.transmit(&key).await.outcome, Transmitted::NotThere);
    assert_eq!(shop.route.look_up(&key).await.outcome, LookedUp::NotThere);
}

#[tokio::test]
async fn one_refused_the_day_after_its_transmission_says_so() {
    let shop = Shop::open().await;
    let request = frozen(&shop, 1);
    let doomed = [request.key.to_string()].into();
    shop.nts.set_dials(Dials { reject_next_day: doomed, ..Dials::default() });
    assert!(matches!(shop.send(&request).await, Sent::Approved(_)));
    assert!(matches!(shop.route.transmit(&request.key).await.outcome, Transmitted::Sent(_)));
    shop.advance_s(86_400);
    let held = stored(&shop, &request.key).await;
    assert_eq!((held.status, held.result_code.as_str()), (StoredStatus::Rejected, "ERR002"));
    let again = shop.route.transmit(&request.key).await.outcome;
    assert!(matches!(&again, Transmitted::Refused(refusal) if refusal.code == "ERR002"), "{again:?}");
}

#[tokio::test]
async fn invoices_are_listed_by_the_day_they_were_written_on() {
    let shop = Shop::open().await;
    let request = frozen(&shop, 1);
    assert!(matches!(shop.send(&request).await, Sent::Approved(_)));
    let today = shop.time.local().date();
    let ListedDay::Page(page) = shop.route.list_invoices(today, today, None).await.outcome else { panic!() };
    assert_eq!(page.documents.len(), 1);
    assert!(matches!(page.documents[0].content, StoredContent::Invoice(_)));
    let before = today.checked_sub_days(Days::new(1)).unwrap();
    let ListedDay::Page(empty) = shop.route.list_invoices(before, before, None).await.outcome else {
        panic!()
    };
    assert!(empty.documents.is_empty() && empty.next_cursor.is_none());
}

#[tokio::test]
async fn a_business_is_known_by_its_state_and_kind_of_tax() {
    let shop = Shop::open().await;
    let closed = BusinessState::Closed { on: NaiveDate::from_ymd_opt(2026, 6, 30) };
    for (number, state, tax_type) in [
        ("214-86-00016", BusinessState::Continuing, Some(TaxType::General)),
        ("222-22-22227", BusinessState::Suspended, Some(TaxType::General)),
        ("111-11-11119", closed, Some(TaxType::General)),
        ("333-33-33336", BusinessState::Continuing, Some(TaxType::Simplified)),
        ("617-01-81230", BusinessState::Continuing, Some(TaxType::SimplifiedIssuing)),
        ("101-90-00003", BusinessState::Continuing, Some(TaxType::Exempt)),
        ("555-55-00005", BusinessState::NotRegistered, None),
    ] {
        let number = BusinessNumber::parse(number).unwrap();
        let read = shop.route.business_status(&number).await.outcome;
        let StatusRead::Known(status) = read else { panic!("{number:?}: {read:?}") };
        assert_eq!((status.state, status.tax_type), (state, tax_type), "{number:?}");
    }
}

#[tokio::test]
async fn a_wrong_secret_stops_the_route_and_nothing_was_issued() {
    let shop = Shop::open().await;
    let wrong = HometaxConfig { api_secret: "0".repeat(64), ..config(&shop.nts.ready().url) };
    let route = open_route(wrong, &shop.time);
    let outcome = route.send(&frozen(&shop, 1)).await.outcome;
    assert!(matches!(&outcome, Sent::RouteStopped(stop) if stop.code == "E1004"), "{outcome:?}");
    assert!(shop.nts.ledger().invoices().unwrap().is_empty());
}

#[tokio::test]
async fn every_invoice_call_is_stamped_and_no_receipt_call_is() {
    let key = DocumentKey::parse("T261122-01-000042").unwrap();
    let script = vec![Step::token("t"), Step::Close, Step::Close, Step::Close];
    let server = Scripted::start("127.0.0.1", script).await;
    let route = route_to_scripted(&server);
    let reply = route.look_up(&key).await;
    assert_eq!(calls(&reply.exchanges), ["token", "look_up"]);
    let _no_answer = route.transmit(&key).await;
    let _no_answer = route.look_up(&DocumentKey::parse("R261122-01-000042").unwrap()).await;
    let heads: Vec<String> = server.seen().iter().map(|seen| seen.head.to_ascii_lowercase()).collect();
    let stamped: Vec<bool> = heads.iter().map(|head| head.contains("x-nts-signature: ")).collect();
    assert_eq!(stamped, [false, true, true, false], "{heads:?}");
}

#[tokio::test]
async fn another_documents_transmission_is_no_answer() {
    let key = DocumentKey::parse("T261122-01-000042").unwrap();
    let other = serde_json::json!({"resultCode": "0000", "documentKey": "T261122-01-000043", "status": "sent",
        "sentAt": "2026-11-23T14:00:00+09:00"});
    let server = Scripted::start("127.0.0.1", vec![Step::token("t"), Step::json(200, &other)]).await;
    let outcome = route_to_scripted(&server).transmit(&key).await.outcome;
    assert!(matches!(outcome, Transmitted::NoAnswer(_)), "{outcome:?}");
}

#[tokio::test]
async fn a_transmission_that_the_server_declines_is_an_answer() {
    let key = DocumentKey::parse("T261122-01-000042").unwrap();
    for (status, code) in [(422, "E2001"), (409, "E3004")] {
        let body = serde_json::json!({"resultCode": code, "message": "not like this"});
        let server = Scripted::start("127.0.0.1", vec![Step::token("t"), Step::json(status, &body)]).await;
        let outcome = route_to_scripted(&server).transmit(&key).await.outcome;
        assert!(matches!(&outcome, Transmitted::Declined(refusal) if refusal.code == code), "{outcome:?}");
    }
}
