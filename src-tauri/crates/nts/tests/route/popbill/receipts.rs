//! A day at the counter through Popbill: issued, found, taken or refused by the NTS behind it, listed.

use chrono::Days;
use domain::HeldReason;
use nts::{
    Act, FrozenRequest, ListedDay, LookedUp, QuotaRead, Route, Sent, StopReason, StoredStatus, compare,
};
use practice_nts::Dials;
use serde_json::{Value, json};

use super::member::{Member, RESULT_AFTER_S, route_to_scripted, token};
use crate::scripted::{Scripted, Step};
use crate::shop::{calls, receipt};

#[tokio::test]
async fn a_receipt_is_approved_at_once_and_confirmed_when_the_nts_took_it() {
    let member = Member::join().await;
    let request = member.coffee(1);
    let reply = member.route.send(&request).await;
    let Sent::Approved(approval) = reply.outcome else { panic!("{:?}", reply.outcome) };
    assert_eq!(calls(&reply.exchanges), ["token", "issue"]);
    assert_eq!(approval.at, member.shop.time.local());

    let held = member.find(&request.key).await;
    assert_eq!(
        (held.approval.clone(), held.status, held.act()),
        (approval, StoredStatus::Approved, Act::Issue)
    );
    assert_eq!(compare(&request, &held), Ok(()));
    member.shop.advance_s(RESULT_AFTER_S);
    assert_eq!(member.find(&request.key).await.status, StoredStatus::Confirmed);
}

#[tokio::test]
async fn a_receipt_of_every_kind_of_number_compares_equal() {
    let member = Member::join().await;
    let numbers =
        ["010-1234-5678", "", "314-81-20001", "154420201234561234", "4111-1111-1111-1111", "900101-1234568"];
    for (number, sequence) in numbers.into_iter().zip(1..) {
        let request = member.freeze(sequence, &receipt("1만2천", number, member.shop.time.local()));
        let sent = member.send(&request).await;
        assert!(matches!(sent, Sent::Approved(_)), "{number}: {sent:?}");
        let held = member.find(&request.key).await;
        assert_eq!(compare(&request, &held), Ok(()), "{number}");
        assert!(!format!("{held:?}").contains("1234561234"), "a whole number never shows");
    }
}

#[tokio::test]
async fn yesterdays_sale_is_taken_and_an_older_one_refused() {
    let member = Member::join().await;
    let now = member.shop.time.local();
    let yesterday = member.freeze(1, &receipt("4,500", "", now - Days::new(1)));
    assert!(matches!(member.send(&yesterday).await, Sent::Approved(_)));
    assert_eq!(compare(&yesterday, &member.find(&yesterday.key).await), Ok(()));
    let older = member.freeze(2, &receipt("4,500", "", now - Days::new(2)));
    let sent = member.send(&older).await;
    assert!(
        matches!(&sent, Sent::Rejected(refusal) if refusal.code == "-14002022" || refusal.code == "-14002023"),
        "{sent:?}"
    );
    assert_eq!(member.route.capabilities().days_late, 1);
}

#[tokio::test]
async fn one_the_nts_refused_keeps_its_number_and_says_why() {
    let member = Member::join().await;
    let request = member.coffee(1);
    let Sent::Approved(approval) = member.send(&request).await else { panic!() };
    let doomed = [request.key.to_string()].into();
    member.shop.nts.set_dials(Dials { reject_next_day: doomed, ..Dials::default() });
    member.shop.advance_s(RESULT_AFTER_S);
    let held = member.find(&request.key).await;
    assert_eq!((held.status, held.result_code.as_str()), (StoredStatus::Rejected, "TS1"));
    assert_eq!(held.approval.number, approval.number);
}

#[tokio::test]
async fn the_same_key_again_shows_what_is_held_and_makes_no_second_one() {
    let member = Member::join().await;
    let request = member.coffee(1);
    let Sent::Approved(approval) = member.send(&request).await else { panic!() };
    let reply = member.route.send(&request).await;
    let Sent::Duplicate(held) = reply.outcome else { panic!("{:?}", reply.outcome) };
    assert_eq!(calls(&reply.exchanges), ["issue", "look_up"]);
    assert_eq!((held.approval.number.clone(), compare(&request, &held)), (approval.number, Ok(())));

    let other = member.freeze(1, &receipt("4,600", "010-1234-5679", member.shop.time.local()));
    let Sent::Duplicate(held) = member.send(&other).await else { panic!() };
    assert_eq!(compare(&other, &held), Err("differs in amounts, customer number".to_owned()));
    assert_eq!(member.documents(), 1);
}

#[tokio::test]
async fn what_was_never_issued_is_not_there() {
    let member = Member::join().await;
    let key = member.coffee(7).key;
    assert_eq!(member.route.look_up(&key).await.outcome, LookedUp::NotThere);
}

#[tokio::test]
async fn a_refusal_behind_a_200_is_a_refusal() {
    let dials = Dials { popbill_refusals_as_200: true, ..Dials::default() };
    let member = Member::join_with(dials).await;
    assert_eq!(member.route.look_up(&member.coffee(1).key).await.outcome, LookedUp::NotThere);
    let body = member.coffee(1).body.replace("\"tax\":\"409\"", "\"tax\":\"410\"");
    let wrong = FrozenRequest { body, ..member.coffee(1) };
    let sent = member.send(&wrong).await;
    assert!(matches!(&sent, Sent::Rejected(refusal) if refusal.code == "-14001031"), "{sent:?}");
    let request = member.coffee(2);
    assert!(matches!(member.send(&request).await, Sent::Approved(_)));
    assert!(matches!(member.send(&request).await, Sent::Duplicate(_)));
}

#[tokio::test]
async fn empty_points_stop_the_route_and_say_so() {
    let member = Member::join_with(Dials { popbill_points: 0, ..Dials::default() }).await;
    let sent = member.send(&member.coffee(1)).await;
    let Sent::RouteStopped(stop) = sent else { panic!("{sent:?}") };
    assert_eq!((stop.reason(), stop.stops_only_invoices()), (Some(StopReason::Money), false));
    assert_eq!(member.documents(), 0);
}

#[tokio::test]
async fn too_many_at_once_asks_to_come_back() {
    let member = Member::join_with(Dials { too_many_requests: 1, ..Dials::default() }).await;
    let sent = member.send(&member.coffee(1)).await;
    let Sent::NotNow(wait) = sent else { panic!("{sent:?}") };
    assert_eq!((wait.code.as_str(), wait.reason), ("-10010032", HeldReason::TooManyRequests));
    assert!(matches!(member.send(&member.coffee(1)).await, Sent::Approved(_)));
}

#[tokio::test]
async fn the_line_is_probed_without_making_anything() {
    let member = Member::join().await;
    assert_eq!(member.route.quota().await.outcome, QuotaRead::NotCounted);
    assert_eq!(member.documents(), 0);
}

#[tokio::test]
async fn a_day_is_listed_with_its_cancels_and_nothing_of_another_day() {
    let member = Member::join().await;
    let (sale, original) = member.sell(1).await;
    member.shop.advance_s(RESULT_AFTER_S);
    let cancel = member.freeze_cancel(1, &sale, &original);
    assert!(matches!(member.send(&cancel).await, Sent::Approved(_)));
    let day = original.trade_date;
    let ListedDay::Page(page) = member.route.list_day(day, None).await.outcome else { panic!() };
    let mut keys: Vec<_> = page.documents.iter().map(|document| document.key.to_string()).collect();
    keys.sort();
    assert_eq!(keys, [cancel.key.to_string(), original.key.to_string()]);
    assert_eq!((page.foreign_keys.len(), page.next_cursor), (0, None));
    let before = member.route.list_day(day - Days::new(1), None).await.outcome;
    assert!(matches!(&before, ListedDay::Page(page) if page.documents.is_empty()), "{before:?}");
}

fn info(key: &str) -> Value {
    json!({"itemKey": "026112200000000001", "mgtKey": key, "tradeDate": "20261122", "tradeDT": "20261122153000",
        "tradeType": "승인거래", "tradeUsage": "소득공제용", "tradeOpt": "일반", "taxationType": "과세", "totalAmount": "4500",
        "supplyCost": "4091", "tax": "409", "serviceFee": "0", "issueDT": "20261122153001", "stateCode": 300,
        "identityNum": "01012345678", "confirmNum": "TB0000042", "orgConfirmNum": null, "orgTradeDate": null})
}

#[tokio::test]
async fn pages_are_turned_and_other_programs_documents_named() {
    let mut odd = info("R261122-01-000001");
    odd["supplyCost"] = json!("1");
    let pages = [
        json!({"code": 1, "total": 3, "perPage": 500, "pageNum": 1, "pageCount": 2,
            "list": [info("R261122-01-000042"), info("POS-17"), info("")]}),
        json!({"code": 1, "total": 3, "perPage": 500, "pageNum": 2, "pageCount": 2, "list": [odd]}),
    ];
    let script = [token("t")].into_iter().chain(pages.iter().map(|page| Step::json(200, page))).collect();
    let server = Scripted::start("127.0.0.1", script).await;
    let route = route_to_scripted(&server);
    let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
    let ListedDay::Page(page) = route.list_day(day, None).await.outcome else { panic!() };
    assert_eq!(page.foreign_keys, ["POS-17", "TB0000042"]);
    assert_eq!((page.documents.len(), page.next_cursor.as_deref()), (1, Some("2")));
    let next = route.list_day(day, page.next_cursor.as_deref()).await.outcome;
    assert!(matches!(next, ListedDay::NoAnswer(_)), "one that cannot be read spoils its page: {next:?}");
    let heads: Vec<String> = server.seen().iter().map(|seen| seen.head.clone()).collect();
    assert!(
        heads[1].starts_with("GET /Cashbill/Search?DType=T&SDate=20261122&EDate=20261122&State=3**&"),
        "{}",
        heads[1]
    );
    assert!(heads[1].contains("&Page=1&PerPage=500 HTTP") && heads[2].contains("&Page=2&PerPage=500 HTTP"));
}

#[tokio::test]
async fn a_draft_under_our_key_is_no_document_and_no_proof_of_absence() {
    let mut draft = info("R261122-01-000042");
    draft["stateCode"] = json!(100);
    let server = Scripted::start("127.0.0.1", vec![token("t"), Step::json(200, &draft)]).await;
    let route = route_to_scripted(&server);
    let key = crate::shop::scripted_coffee(&route).key;
    let found = route.look_up(&key).await.outcome;
    assert!(matches!(&found, LookedUp::NoAnswer(cause) if cause.contains("100")), "{found:?}");
}
