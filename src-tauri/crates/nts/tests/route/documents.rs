//! A day at the counter: issue, cancel, look up, list, quota, and the bytes that go out.

use chrono::NaiveDate;
use domain::{ApprovalNumber, DocumentKey, OriginalReceipt, Purpose, ReceiptForm, Taxation};
use nts::{
    Act, Expected, FrozenRequest, ListedDay, LookedUp, Quota, QuotaRead, Route, RouteError, Sent,
    StoredContent, StoredDocument, StoredStatus, compare,
};
use practice_nts::Dials;

use crate::shop::{Shop, Time, cancel_all, receipt, route_to, shop_number};

fn freeze(number: &str, form: ReceiptForm) -> FrozenRequest {
    let at = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap().and_hms_opt(15, 30, 0).unwrap();
    let form = ReceiptForm { amount: "10,000".into(), number: number.into(), ..form };
    let key = DocumentKey::parse("R261122-01-000042").unwrap();
    let receipt = form.check(&shop_number(), at).unwrap();
    route_to("https://nts.example", &Time::now()).freeze_issue(&key, &shop_number(), &receipt).unwrap()
}

#[test]
fn an_issue_body_is_the_contracts_word_for_word() {
    let form =
        ReceiptForm { item: "사무용품".into(), memo: "안 나감".into(), ..ReceiptForm::default() };
    assert_eq!(
        freeze("010-1234-5678", form).body,
        concat!(
            r#"{"documentKey":"R261122-01-000042","businessNumber":"1234567891","transactionDate":"20261122","#,
            r#""transactionTime":"153000","transactionAmount":10000,"supplyAmount":9091,"taxAmount":909,"#,
            r#""serviceAmount":0,"taxation":"과세","consumerPhone":"01012345678","receiptPurpose":"소득공제","#,
            r#""itemName":"사무용품"}"#
        )
    );
}

#[test]
fn every_kind_of_number_goes_into_its_one_field() {
    for (typed, field, purpose) in [
        ("010-1234-5678", r#""consumerPhone":"01012345678""#, "소득공제"),
        ("", r#""consumerPhone":"0100001234""#, "소득공제"),
        ("314-81-20001", r#""consumerBusinessNumber":"3148120001""#, "지출증빙"),
        ("154420201234561234", r#""consumerCard":"154420201234561234""#, "소득공제"),
        ("126123456789", r#""consumerCard":"126123456789""#, "소득공제"),
        ("4111-1111-1111-1111", r#""consumerCard":"4111111111111111""#, "소득공제"),
        ("900101-1234568", r#""consumerRrn":"9001011234568""#, "소득공제"),
    ] {
        let body = freeze(typed, ReceiptForm::default()).body;
        assert!(body.contains(field), "{typed}");
        assert!(body.contains(&format!(r#""receiptPurpose":"{purpose}""#)), "{typed}");
        assert_eq!(body.matches("consumer").count(), 1, "{typed}");
    }
}

#[test]
fn service_charge_and_exemption_are_written_out() {
    let form = ReceiptForm { service: "1,000".into(), taxation: Taxation::Exempt, ..ReceiptForm::default() };
    let body = freeze("", form).body;
    assert!(body.contains(r#""transactionAmount":10000,"supplyAmount":9000,"taxAmount":0,"serviceAmount":1000,"taxation":"면세""#));
    assert!(!body.contains("itemName"));
}

#[test]
fn a_cancel_body_is_the_contracts_word_for_word() {
    let at = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap().and_hms_opt(9, 5, 7).unwrap();
    let sale = receipt("10,000", "010-1234-5678", at);
    let original = OriginalReceipt {
        key: DocumentKey::parse("R261122-01-000042").unwrap(),
        approval: ApprovalNumber::parse("TB0000042").unwrap(),
        trade_date: NaiveDate::from_ymd_opt(2026, 11, 22).unwrap(),
    };
    let route = route_to("https://nts.example", &Time::now());
    let key = DocumentKey::parse("C261123-01-000001").unwrap();
    let frozen = route.freeze_cancel(&key, &shop_number(), &cancel_all(&sale, original, at)).unwrap();
    assert_eq!(
        frozen.body,
        concat!(
            r#"{"documentKey":"C261123-01-000001","businessNumber":"1234567891","originalApprovalNumber":"TB0000042","#,
            r#""originalTransactionDate":"20261122","cancelReason":"1","transactionAmount":10000,"supplyAmount":9091,"#,
            r#""taxAmount":909,"serviceAmount":0,"transactionDate":"20261123","transactionTime":"090507"}"#
        )
    );
}

#[test]
fn a_key_of_the_other_kind_freezes_nothing() {
    let at = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap().and_hms_opt(9, 0, 0).unwrap();
    let key = DocumentKey::parse("C261122-01-000001").unwrap();
    let route = route_to("https://nts.example", &Time::now());
    let refused = route.freeze_issue(&key, &shop_number(), &receipt("100", "", at));
    assert!(matches!(refused, Err(RouteError::WrongKeyKind { act: Act::Issue, .. })));
}

#[test]
fn a_frozen_request_survives_the_book_byte_for_byte() {
    let frozen =
        freeze("010-1234-5678", ReceiptForm { item: "A \"한\"\\n".into(), ..ReceiptForm::default() });
    let kept = serde_json::to_string(&frozen).unwrap();
    assert_eq!(serde_json::from_str::<FrozenRequest>(&kept).unwrap(), frozen);
}

#[tokio::test]
async fn an_approved_receipt_can_be_looked_up_until_it_is_confirmed() {
    let shop = Shop::open().await;
    let request = shop.coffee();
    let Sent::Approved(approval) = shop.send(&request).await else { panic!() };
    assert!(approval.number.as_str().starts_with("TB"));
    assert_eq!(approval.at.date(), shop.time.local().date());

    let held = look_up(&shop, &request.key).await;
    assert_eq!(
        (held.approval.clone(), held.status, held.act()),
        (approval, StoredStatus::Approved, Act::Issue)
    );
    assert_eq!(compare(&request, &held), Ok(()));
    shop.advance_s(86_400);
    assert_eq!(look_up(&shop, &request.key).await.status, StoredStatus::Confirmed);
}

#[tokio::test]
async fn a_receipt_of_every_kind_of_number_compares_equal_behind_its_mask() {
    let shop = Shop::open().await;
    for number in [
        "010-1234-5678",
        "",
        "314-81-20001",
        "154420201234561234",
        "126123456789",
        "4111-1111-1111-1111",
        "900101-1234568",
    ] {
        let request = shop.freeze(&receipt("1만2천", number, shop.time.local()));
        assert!(matches!(shop.send(&request).await, Sent::Approved(_)), "{number}");
        assert_eq!(compare(&request, &look_up(&shop, &request.key).await), Ok(()), "{number}");
    }
}

#[tokio::test]
async fn a_document_refused_the_day_after_says_so() {
    let shop = Shop::open().await;
    let request = shop.coffee();
    shop.send(&request).await;
    shop.nts.set_dials(Dials { reject_next_day: [request.key.to_string()].into(), ..Dials::default() });
    shop.advance_s(86_400);
    assert_eq!(look_up(&shop, &request.key).await.status, StoredStatus::Rejected);
}

#[tokio::test]
async fn a_cancel_points_at_its_original_and_is_a_document_of_its_own() {
    let shop = Shop::open().await;
    let sale = receipt("10,000", "010-1234-5678", shop.time.local());
    let issued = shop.freeze(&sale);
    let Sent::Approved(approval) = shop.send(&issued).await else { panic!() };
    let trade_date = sale.traded_at().date();
    let original = OriginalReceipt { key: issued.key.clone(), approval: approval.number.clone(), trade_date };

    let cancel = shop.freeze_cancel(&sale, original.clone());
    let Sent::Approved(own) = shop.send(&cancel).await else { panic!() };
    assert_ne!(own.number, approval.number);
    let held = look_up(&shop, &cancel.key).await;
    let StoredContent::Receipt(content) = &held.content else { panic!() };
    assert_eq!((content.act, content.original.clone().unwrap().approval), (Act::Cancel, approval.number));
    assert_eq!(compare(&cancel, &held), Ok(()));
    let elsewhere =
        OriginalReceipt { approval: ApprovalNumber::parse("TB9999999").unwrap(), ..original.clone() };
    let astray = cancel_all(&sale, elsewhere, shop.time.local());
    let astray = shop.route.freeze_cancel(&cancel.key, &shop_number(), &astray).unwrap();
    assert_eq!(compare(&astray, &held), Err("differs in original".to_owned()));

    let again = shop.send(&shop.freeze_cancel(&sale, original)).await;
    assert!(matches!(&again, Sent::Rejected(refused) if refused.code == "E3003"), "{again:?}");
}

#[tokio::test]
async fn a_day_is_listed_page_by_page() {
    let shop = Shop::open().await;
    let (first, second) = (shop.coffee(), shop.coffee());
    shop.send(&first).await;
    shop.send(&second).await;
    let today = shop.time.local().date();
    let ListedDay::Page(page) = shop.route.list_day(today, None).await.outcome else { panic!() };
    let keys: Vec<_> = page.documents.iter().map(|document| &document.key).collect();
    assert_eq!(keys, [&first.key, &second.key]);
    assert_eq!((page.foreign_keys.len(), page.next_cursor), (0, None));
    let ListedDay::Page(other) = shop.route.list_day(today.pred_opt().unwrap(), None).await.outcome else {
        panic!()
    };
    assert_eq!(other.documents.len(), 0);
}

#[tokio::test]
async fn the_quota_is_read_and_holds_documents_when_it_is_used_up() {
    let shop = Shop::open_with(Dials { daily_limit: 1, ..Dials::default() }).await;
    shop.send(&shop.coffee()).await;
    let QuotaRead::Known(Quota { daily_limit, used, resets_at }) = shop.route.quota().await.outcome else {
        panic!()
    };
    assert_eq!((daily_limit, used), (1, 1));
    let outcome = shop.send(&shop.coffee()).await;
    let Sent::NotNow(wait) = outcome else { panic!("{outcome:?}") };
    assert_eq!((wait.code.as_str(), wait.resets_at), ("E4001", Some(resets_at)));
    assert_eq!(shop.documents(), 1);
}

#[tokio::test]
async fn every_difference_is_named_and_none_is_quoted() {
    let shop = Shop::open().await;
    let request = shop.coffee();
    shop.send(&request).await;
    let held = look_up(&shop, &request.key).await;
    let at = shop.time.local();
    for (amount, number, moved_days, named) in [
        ("4,600", "010-1234-5678", 0, "differs in amounts"),
        ("4,500", "010-1234-5679", 0, "differs in customer number"),
        ("4,500", "314-81-20001", 0, "differs in customer number, purpose"),
        ("4,500", "010-1234-5678", 1, "differs in trade date"),
    ] {
        let other = receipt(amount, number, at - chrono::Days::new(moved_days));
        let frozen = shop.route.freeze_issue(&request.key, &shop_number(), &other).unwrap();
        assert_eq!(compare(&frozen, &held), Err(named.to_owned()));
    }
    let unreadable = FrozenRequest { body: "{}".into(), ..request.clone() };
    assert_eq!(compare(&unreadable, &held), Err("the frozen request cannot be read back".to_owned()));
    assert_eq!(compare(&shop.coffee(), &held), Err("differs in document key".to_owned()));
    assert_eq!(Expected::of(&request).unwrap().purpose, Some(Purpose::IncomeDeduction));
}

async fn look_up(shop: &Shop, key: &DocumentKey) -> StoredDocument {
    let outcome = shop.route.look_up(key).await.outcome;
    let LookedUp::Found(held) = outcome else { panic!("{outcome:?}") };
    *held
}
