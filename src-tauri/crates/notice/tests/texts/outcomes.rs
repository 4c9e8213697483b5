//! What each way of answering proves, and what it does not.

use std::time::Duration;

use notice::{
    LostReply, TextBalance, TextDelivery, TextLookedUp, TextNotSent, TextRefusedPart, TextStatus,
    look_up_text, send_text, text_balance,
};
use serde_json::{Value, json};

use crate::scripted::{Scripted, Step};
use crate::shop::{KEY, NOW, PHONE, SECRET, gateway, message, own_id, recipient};

async fn sent(step: Step) -> TextDelivery {
    let server = Scripted::start("127.0.0.1", vec![step]).await;
    let delivery = send_text(&gateway(&url(&server)), &message(), NOW).await;
    assert_eq!(server.seen().len(), 1, "nothing is tried twice and no redirect followed");
    delivery
}

async fn looked_up(steps: Vec<Step>) -> TextLookedUp {
    let server = Scripted::start("127.0.0.1", steps).await;
    look_up_text(&gateway(&url(&server)), &own_id(), &recipient(), NOW).await
}

fn url(server: &Scripted) -> String {
    format!("https://127.0.0.1:{}", server.address.port())
}

fn error(status: u16, name: &str) -> Step {
    Step::json(
        status,
        &json!({ "errorCode": name, "errorMessage": format!("no: {PHONE} 010-1234-5678 {KEY}") }),
    )
}

fn listed(id: &str, code: &str, own: &str) -> Value {
    json!({ id: { "messageId": id, "statusCode": code, "statusMessage": "", "customFields": { "jangbu": own } } })
}

fn list(rows: &Value, next: Option<&str>) -> Step {
    Step::json(200, &json!({ "startKey": null, "nextKey": next, "limit": 100, "messageList": rows }))
}

#[tokio::test]
async fn a_request_carries_number_text_own_id_and_a_signature_and_never_the_secret() {
    let server = Scripted::start(
        "127.0.0.1",
        vec![Step::json(200, &json!({ "messageId": "M1", "statusCode": "2000" }))],
    )
    .await;
    send_text(&gateway(&url(&server)), &message(), NOW).await;
    let seen = server.seen().remove(0);
    assert!(seen.head.starts_with("POST /messages/v4/send HTTP/1.1\r\n"), "{}", seen.head);
    assert!(seen.head.to_lowercase().contains(&format!("authorization: hmac-sha256 apikey={KEY}, date=")));
    let body: Value = serde_json::from_str(&seen.body).unwrap();
    assert_eq!(
        body,
        json!({ "message": {
            "to": PHONE, "from": "0212345678", "text": message().text(), "type": "SMS",
            "customFields": { "jangbu": own_id().as_str() },
        }})
    );
    assert!(!format!("{}{}", seen.head, seen.body).contains(SECRET));
}

#[tokio::test]
async fn only_a_whole_yes_is_a_yes() {
    for code in ["2000", "3000", "4000"] {
        let yes = sent(Step::json(200, &json!({ "messageId": "M1", "statusCode": code }))).await;
        assert!(matches!(&yes, TextDelivery::Accepted(taken) if taken.message_id == "M1"), "{yes:?}");
    }
    for step in [
        Step::json(200, &json!({ "statusCode": "2000" })),
        Step::json(200, &json!({})),
        Step::json(200, &"<html>"),
        Step::HalfBody { status: 200 },
        Step::Flood { bytes: 5 * 1024 * 1024 },
        Step::Close,
        Step::Silence,
        error(500, "InternalError"),
        Step::json(503, &json!({ "statusCode": "1030" })),
        Step::json(404, &"<html>not here"),
        Step::json(403, &json!({ "message": "a wall in between" })),
        Step::Answer {
            status: 302,
            headers: "Location: https://elsewhere.example/\r\n",
            body: String::new(),
        },
        error(403, "DuplicatedSignature"),
    ] {
        let lost = sent(step).await;
        assert!(matches!(lost, TextDelivery::Unknown(LostReply { .. })), "{lost:?}");
    }
}

#[tokio::test]
async fn a_no_of_the_gateways_own_proves_that_nothing_was_taken() {
    for (status, body, part, code) in [
        (
            200,
            json!({ "messageId": "M1", "statusCode": "1026", "statusMessage": "중복" }),
            TextRefusedPart::Message,
            "1026",
        ),
        (
            400,
            json!({ "errorCode": "InvalidStatusCode", "statusCode": "1062" }),
            TextRefusedPart::Sender,
            "1062",
        ),
        (402, json!({ "errorCode": "NotEnoughBalance" }), TextRefusedPart::Balance, "NotEnoughBalance"),
        (403, json!({ "errorCode": "InvalidAPIKey" }), TextRefusedPart::Login, "InvalidAPIKey"),
        (400, json!({ "errorCode": "ValidationError" }), TextRefusedPart::Message, "ValidationError"),
    ] {
        let no = sent(Step::json(status, &body)).await;
        let TextDelivery::Refused(refusal) = no else { panic!("{no:?}") };
        assert_eq!((refusal.part, refusal.code.as_str()), (part, code));
    }
    assert_eq!(sent(error(403, "RequestTimeTooSkewed")).await, TextDelivery::NotSent(TextNotSent::ClockOff));
    let later = sent(error(429, "TooManyRequests")).await;
    assert!(matches!(&later, TextDelivery::NotSent(cause) if !cause.needs_a_person()), "{later:?}");
}

#[tokio::test]
async fn the_gateways_words_are_kept_without_numbers_and_the_account() {
    let no = sent(error(400, "ValidationError")).await;
    let TextDelivery::Refused(refusal) = &no else { panic!("{no:?}") };
    assert_eq!(refusal.text, "no: *** *** ***");
    assert!(!format!("{no:?} {refusal}").contains("5678"));
}

#[tokio::test]
async fn a_server_without_a_trusted_certificate_or_none_at_all_gets_nothing() {
    let stranger = Scripted::start("127.0.0.2", vec![Step::json(200, &json!({}))]).await;
    let url = format!("https://127.0.0.2:{}", stranger.address.port());
    let untrusted = send_text(&gateway(&url), &message(), NOW).await;
    assert!(matches!(&untrusted, TextDelivery::NotSent(TextNotSent::Tls(_))), "{untrusted:?}");
    assert!(stranger.seen().is_empty());
    let closed = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let nobody = send_text(&gateway(&format!("https://{closed}")), &message(), NOW).await;
    assert!(matches!(nobody, TextDelivery::NotSent(TextNotSent::ConnectionRefused(_))), "{nobody:?}");
}

#[tokio::test]
async fn a_message_is_found_on_whichever_page_it_is_and_by_our_id_alone() {
    let found = looked_up(vec![
        list(&listed("M9", "4000", "another"), Some("M5")),
        list(&listed("M5", "3000", own_id().as_str()), None),
    ])
    .await;
    let TextLookedUp::Found(found) = found else { panic!("{found:?}") };
    assert_eq!((found.message_id.as_str(), found.status), ("M5", TextStatus::UnderWay));
    assert_eq!(looked_up(vec![list(&listed("M9", "4000", "another"), None)]).await, TextLookedUp::NotThere);
    for (code, status) in [
        ("4000", TextStatus::Delivered),
        ("3014", TextStatus::Undelivered),
        ("1062", TextStatus::Refused),
        ("TEST1000", TextStatus::UnderWay),
    ] {
        let found = looked_up(vec![list(&listed("M1", code, own_id().as_str()), None)]).await;
        assert!(matches!(&found, TextLookedUp::Found(text) if text.status == status), "{code}: {found:?}");
    }
    let mut two = listed("M1", "2000", own_id().as_str());
    two["M2"] = listed("M2", "1062", own_id().as_str())["M2"].clone();
    let found = looked_up(vec![list(&two, None)]).await;
    assert!(matches!(&found, TextLookedUp::Found(text) if text.message_id == "M1"), "{found:?}");
}

#[tokio::test]
async fn not_there_is_said_only_after_the_whole_list() {
    for steps in [
        vec![list(&json!({}), Some("M5")), Step::Close],
        vec![list(&json!({}), Some("M5")), list(&json!({}), Some("M5"))],
        vec![error(500, "InternalError")],
        vec![error(403, "SignatureDoesNotMatch")],
        vec![Step::json(200, &json!({ "list": [] }))],
        vec![Step::Silence],
    ] {
        let found = looked_up(steps).await;
        assert!(matches!(&found, TextLookedUp::NoAnswer(cause) if !cause.contains("5678")), "{found:?}");
    }
}

#[tokio::test]
async fn a_balance_that_cannot_be_read_is_no_balance() {
    for (step, wanted) in [
        (Step::json(200, &json!({ "balance": 1_234.9, "point": 10 })), Some(1_244)),
        (Step::json(200, &json!({ "balance": "many" })), None),
        (Step::json(500, &json!({})), None),
    ] {
        let server = Scripted::start("127.0.0.1", vec![step]).await;
        let gateway = gateway(&url(&server)).with_quiet_period(Duration::ZERO);
        let balance = text_balance(&gateway, NOW).await;
        match wanted {
            Some(won) => assert_eq!(balance, TextBalance::Left { won }),
            None => assert!(matches!(balance, TextBalance::NoAnswer(_)), "{balance:?}"),
        }
    }
}
