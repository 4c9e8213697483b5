//! Text messages in the gateway's dialect: who may send, what is taken, and what is found again.

use chrono::{SecondsFormat, TimeDelta};
use practice_nts::{Dials, TextKind, TextStatus};
use reqwest::{Method, StatusCode};
use ring::hmac;
use serde_json::{Value, json};

use crate::client::{Answer, House, but};

const SEND: &str = "/messages/v4/send";
const LIST: &str = "/messages/v4/list";

fn message() -> Value {
    json!({
        "to": "01012345678",
        "from": "0212345678",
        "text": "[행복문구] 현금영수증\n12,000원",
        "type": "SMS",
        "customFields": { "jangbu": "R1.t.1234567891" },
    })
}

/// What a call is signed with, for a test to spoil.
struct Signed {
    key: String,
    secret: String,
    date: String,
    salt: String,
}

impl Signed {
    fn now(house: &House, salt: &str) -> Self {
        let ready = house.nts.ready();
        Self {
            key: ready.text_key.clone(),
            secret: ready.text_secret.clone(),
            date: house.clock.now().to_utc().to_rfc3339_opts(SecondsFormat::Secs, true),
            salt: salt.to_owned(),
        }
    }

    fn header(&self) -> (&'static str, String) {
        let key = hmac::Key::new(hmac::HMAC_SHA256, self.secret.as_bytes());
        let tag = hmac::sign(&key, format!("{}{}", self.date, self.salt).as_bytes());
        let signature: String = tag.as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
        let Self { key, date, salt, .. } = self;
        let value = format!("HMAC-SHA256 apiKey={key}, date={date}, salt={salt}, signature={signature}");
        ("Authorization", value)
    }
}

async fn open() -> House {
    let mut house = House::open().await;
    house.shop.token.clear();
    house
}

async fn ask(house: &House, method: Method, path: &str, body: Option<Value>, salt: &str) -> Answer {
    house.shop.call_with(method, path, body, &[Signed::now(house, salt).header()]).await
}

async fn send(house: &House, message: Value, salt: &str) -> Answer {
    ask(house, Method::POST, SEND, Some(json!({ "message": message })), salt).await
}

fn refused(answer: &Answer, status: u16, code: &str) {
    assert_eq!(
        (answer.status.as_u16(), answer.text("errorCode").as_str()),
        (status, code),
        "{}",
        answer.body
    );
    assert!(!answer.text("errorMessage").is_empty());
}

#[tokio::test]
async fn a_message_is_taken_kept_without_the_number_and_found_again() {
    let house = open().await;
    let taken = send(&house, message(), "salt-for-sending").await;
    assert_eq!((taken.status, taken.text("statusCode")), (StatusCode::OK, "2000".into()), "{}", taken.body);
    let id = taken.text("messageId");
    for (query, salt) in [
        (format!("?messageId={id}"), "salt-of-the-first"),
        ("?criteria=to&cond=eq&value=01012345678".into(), "salt-of-the-second"),
    ] {
        let found = ask(&house, Method::GET, &format!("{LIST}{query}"), None, salt).await;
        let row = &found.body["messageList"][&id];
        assert_eq!(
            (&row["statusCode"], &row["customFields"]),
            (&json!("4000"), &message()["customFields"]),
            "{query}"
        );
        assert_eq!(found.body["nextKey"], Value::Null);
    }
    let other = ask(
        &house,
        Method::GET,
        &format!("{LIST}?criteria=to&cond=eq&value=01099998888"),
        None,
        "salt-of-others",
    )
    .await;
    assert_eq!(other.body["messageList"], json!({}));
    let texts = house.nts.texts().unwrap();
    assert_eq!(
        (texts.len(), texts[0].kind, texts[0].to_masked.as_str()),
        (1, TextKind::Sms, "010-****-5678")
    );
    let ledger = std::fs::read(house.dir.path().join("ledger.db")).unwrap();
    let log = std::fs::read(house.dir.path().join("ledger.db-wal")).unwrap_or_default();
    for file in [ledger, log] {
        assert!(!file.windows(11).any(|window| window == b"01012345678"));
    }
    let readable = house.shop.call(Method::GET, "/practice/texts", None).await.body;
    let readable = readable.as_str().unwrap();
    assert!(readable.contains("[행복문구] 현금영수증") && readable.contains("010-****-5678"), "{readable}");
}

#[tokio::test]
async fn a_list_comes_in_parts_that_miss_nothing() {
    let house = open().await;
    for nth in 0..5 {
        send(&house, message(), &format!("salt-of-message-{nth}")).await;
    }
    let mut seen = Vec::new();
    let mut start = String::new();
    for part in 0..3 {
        let path = format!("{LIST}?criteria=to&cond=eq&value=01012345678&limit=2{start}");
        let page = ask(&house, Method::GET, &path, None, &format!("salt-of-part-{part}")).await;
        seen.extend(page.body["messageList"].as_object().unwrap().keys().cloned());
        let next = page.text("nextKey");
        assert_eq!(next.is_empty(), part == 2);
        start = format!("&startKey={next}");
    }
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(seen.len(), 5);
}

#[tokio::test]
async fn only_a_fresh_signature_of_the_account_opens_the_door_and_only_once() {
    let house = open().await;
    let call = async |signed: Signed| {
        house.shop.call_with(Method::GET, "/cash/v1/balance", None, &[signed.header()]).await
    };
    let signed = |salt: &str| Signed::now(&house, salt);
    let at = |seconds: i64| {
        let date = house.clock.now() + TimeDelta::seconds(seconds);
        date.to_utc().to_rfc3339_opts(SecondsFormat::Secs, true)
    };
    refused(&house.shop.call(Method::GET, "/cash/v1/balance", None).await, 403, "InvalidAPIKey");
    refused(&call(Signed { key: "NOBODY".into(), ..signed("salt-of-nobody") }).await, 403, "InvalidAPIKey");
    let forged = Signed { secret: "guessed".into(), ..signed("salt-of-a-thief") };
    refused(&call(forged).await, 403, "SignatureDoesNotMatch");
    refused(&call(signed("too-short")).await, 400, "ValidationError");
    for (seconds, passes) in [(-900, true), (900, true), (-901, false), (901, false)] {
        let answer = call(Signed { date: at(seconds), ..signed("salt-of-a-clock") }).await;
        assert_eq!(answer.status == StatusCode::OK, passes, "{seconds} {}", answer.body);
        if !passes {
            refused(&answer, 403, "RequestTimeTooSkewed");
        }
    }
    let first = call(signed("salt-used-twice")).await;
    assert_eq!(first.body, json!({ "balance": 100_000, "point": 0 }));
    refused(&call(signed("salt-used-twice")).await, 403, "DuplicatedSignature");
    assert!(house.nts.texts().unwrap().is_empty());
}

#[tokio::test]
async fn what_no_carrier_would_take_is_refused() {
    let house = open().await;
    let long = |bytes: usize| "가".repeat(bytes / 2);
    for (nth, wrong) in [
        json!({ "text": long(92) }),
        json!({ "type": "LMS", "text": long(2_002) }),
        json!({ "text": " " }),
        json!({ "type": "LMS", "subject": long(42) }),
        json!({ "to": "0212345678" }),
        json!({ "to": "010-1234-5678" }),
        json!({ "from": "shop" }),
        json!({ "customFields": { "jangbu": "x".repeat(101) } }),
        json!({ "customFields": { "x".repeat(31): "x" } }),
        json!({ "text": null }),
        json!({ "type": "FAX" }),
    ]
    .into_iter()
    .enumerate()
    {
        refused(
            &send(&house, but(message(), wrong), &format!("salt-of-wrong-{nth}")).await,
            400,
            "ValidationError",
        );
    }
    for (nth, (right, kind)) in [
        (json!({ "text": long(90) }), TextKind::Sms),
        (json!({ "type": null, "text": long(92) }), TextKind::Lms),
        (json!({ "type": "LMS", "text": long(2_000), "subject": long(40) }), TextKind::Lms),
    ]
    .into_iter()
    .enumerate()
    {
        let taken = send(&house, but(message(), right), &format!("salt-of-right-{nth}")).await;
        assert_eq!(
            (taken.status, taken.text("type").as_str()),
            (StatusCode::OK, kind.as_str()),
            "{}",
            taken.body
        );
    }
    assert_eq!(house.nts.texts().unwrap().len(), 3);
}

#[tokio::test]
async fn an_unregistered_sender_and_an_empty_purse_are_refused_by_their_codes() {
    let house = open().await;
    house.turn(json!({ "text_senders": ["0311112222"], "text_balance_won": 20 })).await;
    let stranger = send(&house, message(), "salt-of-stranger").await;
    refused(&stranger, 400, "InvalidStatusCode");
    assert_eq!(stranger.text("statusCode"), "1062");
    let ours = but(message(), json!({ "from": "0311112222" }));
    assert_eq!(send(&house, ours.clone(), "salt-of-the-first").await.status, StatusCode::OK);
    let empty = send(&house, ours, "salt-of-the-next").await;
    refused(&empty, 402, "NotEnoughBalance");
    assert_eq!((empty.text("statusCode"), house.nts.dials().text_balance_won), ("1030".into(), 2));
    assert_eq!(house.nts.texts().unwrap().len(), 1);
}

#[tokio::test]
async fn faults_strike_before_or_after_a_message_is_taken() {
    for (dial, taken) in [
        ("lose_text_answers", 1),
        ("text_errors_after_commit", 1),
        ("reset_text_before_commit", 0),
        ("text_errors", 0),
    ] {
        let house = open().await;
        house.turn(json!({ dial: 1 })).await;
        let body = json!({ "message": message() }).to_string();
        let header = Signed::now(&house, "salt-of-a-fault").header();
        let client = crate::client::http_client(house.nts.ready(), true);
        let url = format!("{}{SEND}", house.nts.ready().url);
        let request = client.post(url).header(header.0, header.1).body(body);
        let status = request.send().await.map(|answer| answer.status().as_u16());
        assert!(matches!(status, Err(_) | Ok(500)), "{dial}: {status:?}");
        assert_eq!(house.nts.texts().unwrap().len(), taken, "{dial}");
        assert_eq!(
            house.nts.dials(),
            Dials { text_balance_won: house.nts.dials().text_balance_won, ..Dials::default() }
        );
    }
}

#[tokio::test]
async fn a_phone_has_its_message_later_or_never() {
    let house = open().await;
    house.turn(json!({ "texts_arrive_after_s": 60, "unreachable_phones": ["01099998888"] })).await;
    send(&house, message(), "salt-of-reached").await;
    send(&house, but(message(), json!({ "to": "01099998888" })), "salt-of-unreached").await;
    let states =
        || -> Vec<TextStatus> { house.nts.texts().unwrap().iter().map(|text| text.status).collect() };
    assert_eq!(states(), [TextStatus::Taken, TextStatus::Taken]);
    house.clock.advance_s(59);
    assert_eq!(states(), [TextStatus::Taken, TextStatus::Taken]);
    house.clock.advance_s(1);
    assert_eq!(states(), [TextStatus::Delivered, TextStatus::Undelivered]);
}
