//! The calls of the dialect and what their answers prove.

use std::collections::BTreeMap;

use reqwest::{Method, StatusCode};
use serde::{Deserialize, Serialize};

use super::gateway::TextGateway;
use super::line::{Answer, Call, Fault, ask};
use super::message::{OwnId, Recipient, TextMessage};
use super::outcome::{
    FoundText, TextAcceptance, TextBalance, TextDelivery, TextLookedUp, TextNotSent, TextRefusal,
    TextRefusedPart, TextStatus,
};
use crate::outcome::LostReply;
use crate::redact::Hidden;

const SEND: &str = "/messages/v4/send";
const LIST: &str = "/messages/v4/list";
const BALANCE: &str = "/cash/v1/balance";

/// Our own id among a message's custom fields.
const OWN_ID_FIELD: &str = "jangbu";

/// Messages on one page of the list.
const PAGE: &str = "100";
/// One customer's messages fit many times over; a list that goes on is read no further.
const MOST_PAGES: usize = 20;

/// A signature was used before: with a new salt each time, it was somebody between us and the gateway who sent the call
/// twice, and the first copy may have been taken.
const CALLED_TWICE: &str = "DuplicatedSignature";
const CLOCK_OFF: &str = "RequestTimeTooSkewed";

/// Hands `message` over once and says what that proved.
pub async fn send_text(gateway: &TextGateway, message: &TextMessage, unix_seconds: i64) -> TextDelivery {
    let hidden = hidden(gateway, &message.to, Some(message));
    let delivery = match serde_json::to_string(&SendBody::of(message)) {
        Ok(body) => {
            let call = Call { method: Method::POST, path: SEND, query: &[], body };
            match ask(gateway, call, unix_seconds, &hidden).await {
                Ok(answer) => delivered(&answer, &hidden),
                Err(Fault::NotSent(cause)) => TextDelivery::NotSent(cause),
                Err(Fault::Lost(cause)) => TextDelivery::Unknown(LostReply { cause }),
            }
        }
        Err(error) => TextDelivery::NotSent(TextNotSent::NotMade(error.to_string())),
    };
    tracing::debug!(?delivery, "asked the text gateway to take a message");
    delivery
}

/// Asks what became of the message with our own id that went to this number.
pub async fn look_up_text(
    gateway: &TextGateway,
    own_id: &OwnId,
    to: &Recipient,
    unix_seconds: i64,
) -> TextLookedUp {
    let hidden = hidden(gateway, to, None);
    let found = looked_up(gateway, own_id, to, unix_seconds, &hidden).await;
    let found = found.unwrap_or_else(TextLookedUp::NoAnswer);
    tracing::debug!(?found, "asked the text gateway for a message");
    found
}

/// Asks how much money is left; proves that the account is good.
pub async fn text_balance(gateway: &TextGateway, unix_seconds: i64) -> TextBalance {
    let hidden = Hidden::of_text(&gateway.key, &gateway.secret, []);
    let call = Call { method: Method::GET, path: BALANCE, query: &[], body: String::new() };
    match ask(gateway, call, unix_seconds, &hidden).await {
        Ok(answer) => balance(&answer, &hidden),
        Err(Fault::NotSent(cause)) => TextBalance::NotReached(cause),
        Err(Fault::Lost(cause)) => TextBalance::NoAnswer(cause),
    }
}

#[derive(Serialize)]
struct SendBody<'a> {
    message: Sent<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Sent<'a> {
    to: &'a str,
    from: &'a str,
    text: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    subject: Option<&'a str>,
    custom_fields: BTreeMap<&'static str, &'a str>,
}

impl<'a> SendBody<'a> {
    fn of(message: &'a TextMessage) -> Self {
        Self {
            message: Sent {
                to: message.to.digits(),
                from: message.from.digits(),
                text: &message.text,
                kind: message.kind().as_str(),
                subject: message.subject.as_deref(),
                custom_fields: BTreeMap::from([(OWN_ID_FIELD, message.own_id.as_str())]),
            },
        }
    }
}

/// What every answer may hold.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Reply {
    message_id: Option<String>,
    status_code: Option<String>,
    status_message: Option<String>,
    error_code: Option<String>,
    error_message: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct List {
    message_list: BTreeMap<String, Listed>,
    #[serde(default)]
    next_key: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Listed {
    message_id: Option<String>,
    status_code: Option<String>,
    status_message: Option<String>,
    reason: Option<String>,
    custom_fields: BTreeMap<String, serde_json::Value>,
}

#[derive(Deserialize)]
struct Money {
    balance: f64,
    #[serde(default)]
    point: f64,
}

fn hidden(gateway: &TextGateway, to: &Recipient, message: Option<&TextMessage>) -> Hidden {
    let from = message.map(|message| (message.from.digits(), message.from.formatted()));
    Hidden::of_text(&gateway.key, &gateway.secret, std::iter::once((to.digits(), to.formatted())).chain(from))
}

/// Only a whole answer that says yes or no proves anything. A 5xx, or words that are not the gateway's, may come from
/// somebody in between while the message was taken behind.
fn delivered(answer: &Answer, hidden: &Hidden) -> TextDelivery {
    let unknown = |cause: String| TextDelivery::Unknown(LostReply { cause });
    let Ok(reply) = serde_json::from_slice::<Reply>(&answer.body) else {
        return unknown(format!("the answer cannot be read (HTTP {})", answer.status.as_u16()));
    };
    let status = reply.status_code.as_deref().map(TextStatus::of);
    if status == Some(TextStatus::Refused) && !answer.status.is_server_error() {
        return TextDelivery::Refused(reply.refusal(hidden));
    }
    if answer.status.is_success() {
        return match (reply.message_id, reply.status_code) {
            (Some(message_id), Some(code)) => TextDelivery::Accepted(TextAcceptance { message_id, code }),
            (_, _) => unknown("the answer does not say whether the message was taken".to_owned()),
        };
    }
    if !answer.status.is_client_error() || reply.error_code.is_none() {
        return unknown(format!("an answer that proves nothing (HTTP {})", answer.status.as_u16()));
    }
    said_no(answer.status, &reply, hidden)
}

/// An error of the gateway's own (4xx).
fn said_no(status: StatusCode, reply: &Reply, hidden: &Hidden) -> TextDelivery {
    match reply.error_code.as_deref() {
        Some(CALLED_TWICE) => TextDelivery::Unknown(LostReply {
            cause: "the gateway had seen this very call before".to_owned(),
        }),
        Some(CLOCK_OFF) => TextDelivery::NotSent(TextNotSent::ClockOff),
        _ if matches!(status, StatusCode::TOO_MANY_REQUESTS | StatusCode::REQUEST_TIMEOUT) => {
            let TextRefusal { code, text, .. } = reply.refusal(hidden);
            TextDelivery::NotSent(TextNotSent::Postponed { code, text })
        }
        _ => TextDelivery::Refused(reply.refusal(hidden)),
    }
}

impl Reply {
    fn refusal(&self, hidden: &Hidden) -> TextRefusal {
        let no = self.status_code.as_deref().filter(|code| TextStatus::of(code) == TextStatus::Refused);
        let code = no.or(self.error_code.as_deref()).unwrap_or_default();
        let text = self.status_message.as_deref().or(self.error_message.as_deref()).unwrap_or_default();
        TextRefusal { part: TextRefusedPart::of(code), code: hidden.redact(code), text: hidden.redact(text) }
    }
}

/// Reads the whole list of what went to this number; the message must be among it or is not there.
async fn looked_up(
    gateway: &TextGateway,
    own_id: &OwnId,
    to: &Recipient,
    unix_seconds: i64,
    hidden: &Hidden,
) -> Result<TextLookedUp, String> {
    let mut start: Option<String> = None;
    let mut found = None;
    for _ in 0..MOST_PAGES {
        let list = page(gateway, to, start.as_deref(), unix_seconds, hidden).await?;
        for (id, listed) in list.message_list {
            if listed.is_called(own_id) {
                found = better(found, listed.into_found(id, hidden));
            }
        }
        match list.next_key.filter(|next| !next.is_empty()) {
            Some(next) if start.as_ref() != Some(&next) => start = Some(next),
            Some(_) => return Err("the list does not end".to_owned()),
            None => return Ok(found.map_or(TextLookedUp::NotThere, TextLookedUp::Found)),
        }
    }
    found.map(TextLookedUp::Found).ok_or_else(|| "the list is too long to be read".to_owned())
}

async fn page(
    gateway: &TextGateway,
    to: &Recipient,
    start: Option<&str>,
    unix_seconds: i64,
    hidden: &Hidden,
) -> Result<List, String> {
    let mut query = vec![("criteria", "to"), ("cond", "eq"), ("value", to.digits()), ("limit", PAGE)];
    query.extend(start.map(|start| ("startKey", start)));
    let call = Call { method: Method::GET, path: LIST, query: &query, body: String::new() };
    let answer = match ask(gateway, call, unix_seconds, hidden).await {
        Ok(answer) => answer,
        Err(Fault::NotSent(cause)) => return Err(cause.to_string()),
        Err(Fault::Lost(cause)) => return Err(cause),
    };
    if !answer.status.is_success() {
        let reply: Reply = serde_json::from_slice(&answer.body).unwrap_or_default();
        let TextRefusal { code, text, .. } = reply.refusal(hidden);
        return Err(format!("HTTP {} {code} {text}", answer.status.as_u16()).trim_end().to_owned());
    }
    serde_json::from_slice(&answer.body).map_err(|_| "the list cannot be read".to_owned())
}

impl Listed {
    fn is_called(&self, own_id: &OwnId) -> bool {
        self.custom_fields.get(OWN_ID_FIELD).and_then(serde_json::Value::as_str) == Some(own_id.as_str())
    }

    fn into_found(self, id: String, hidden: &Hidden) -> FoundText {
        let code = self.status_code.unwrap_or_default();
        let text = self.reason.or(self.status_message).unwrap_or_default();
        FoundText {
            message_id: self.message_id.unwrap_or(id),
            status: TextStatus::of(&code),
            code,
            text: hidden.redact(&text),
        }
    }
}

/// Of two under one id the one that was taken: a refused try and the one that came through.
fn better(before: Option<FoundText>, found: FoundText) -> Option<FoundText> {
    match before {
        Some(before) if before.status != TextStatus::Refused => Some(before),
        Some(_) | None => Some(found),
    }
}

fn balance(answer: &Answer, hidden: &Hidden) -> TextBalance {
    if answer.status.is_success() {
        return match serde_json::from_slice::<Money>(&answer.body) {
            // The gateway counts in parts of a won; what is shown is what can be spent.
            #[expect(clippy::cast_possible_truncation, reason = "a float that is too large saturates")]
            Ok(money) => TextBalance::Left { won: (money.balance + money.point).floor() as i64 },
            Err(_) => TextBalance::NoAnswer("the balance cannot be read".to_owned()),
        };
    }
    let reply: Reply = serde_json::from_slice(&answer.body).unwrap_or_default();
    match reply.error_code.as_deref() {
        Some(CLOCK_OFF) => TextBalance::NotReached(TextNotSent::ClockOff),
        Some(_) if answer.status.is_client_error() => TextBalance::Refused(reply.refusal(hidden)),
        Some(_) | None => TextBalance::NoAnswer(format!("HTTP {}", answer.status.as_u16())),
    }
}
