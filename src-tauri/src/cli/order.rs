//! `jangbu order …`: orders of another program without a window, with the same answers as over the API.

use std::fs;
use std::io::{self, Read};
use std::path::Path;

use clap::{Args, Subcommand};
use domain::DocumentKey;
use door::Reply;
use serde_json::{Value, json};

use super::answer::Answer;
use crate::shell::Shell;

/// Longer than any order; the same bound as over the API.
const LONGEST_ORDER: u64 = 256 * 1024;

/// What can be done with orders.
#[derive(Subcommand)]
pub enum OrderCommand {
    /// Make an order a document, once however often it is handed in. Exits 0 when issued or when nothing is to be issued.
    Add(AddArgs),
    /// Say where an order or a document stands. Exits 0 when it is issued.
    Status(StatusArgs),
}

/// An order to take in.
#[derive(Args)]
pub struct AddArgs {
    /// The order as JSON, `-` for standard input; see assets/samples/order.json.
    #[arg(value_name = "FILE")]
    file: String,
    /// Answer as one JSON object, the same as the API's.
    #[arg(long)]
    json: bool,
}

/// What to ask after.
#[derive(Args)]
pub struct StatusArgs {
    /// The order's own number, or the key of a document.
    #[arg(value_name = "ORDER_NO|KEY")]
    name: String,
    /// Answer as one JSON object, the same as the API's.
    #[arg(long)]
    json: bool,
}

impl OrderCommand {
    /// Whether the answer is for a program.
    #[must_use]
    pub const fn wants_json(&self) -> bool {
        match self {
            Self::Add(args) => args.json,
            Self::Status(args) => args.json,
        }
    }

    /// Whether something is sent.
    #[must_use]
    pub const fn needs_line(&self) -> bool {
        match self {
            Self::Add(_) => true,
            Self::Status(_) => false,
        }
    }

    /// Does it.
    pub async fn run(self, shell: &Shell) -> Answer {
        match self {
            Self::Add(args) => match read(&args.file) {
                Ok(order) => add(shell, &order).await,
                Err(error) => unreadable(&error),
            },
            Self::Status(args) => {
                let reply = door::order_status(&shell.office, &args.name);
                answer(shell, reply, "/key")
            }
        }
    }
}

/// Unlike over the API there is time: it waits for the NTS's answer, and for the mail.
async fn add(shell: &Shell, order: &[u8]) -> Answer {
    let mut reply = door::add_order(&shell.office, order).await;
    if reply.status == 202
        && let Some(key) = key_in(&reply, "/document/key")
    {
        shell.office.wait_for_answer(&key).await;
        reply = door::add_order(&shell.office, order).await;
    }
    if let Err(error) = shell.office.deliver_mail().await {
        tracing::warn!(%error, "mails wait for the window or the courier");
    }
    answer(shell, reply, "/document/key")
}

fn answer(shell: &Shell, reply: Reply, key_at: &str) -> Answer {
    let shelved = key_in(&reply, key_at).and_then(|key| shell.office.shelved(&key).ok());
    let settled = reply.is_settled();
    match (reply.message(), shelved) {
        (Some(message), _) => Answer { text: refusal(message, &reply.body), json: reply.body, ok: false },
        (None, Some(shelved)) => {
            let ok = settled && shelved.standing.state.counts_as_issued();
            Answer { json: reply.body, ok, ..Answer::document(&shelved, None) }
        }
        (None, None) => Answer {
            text: "사업자번호가 없어 세금계산서를 발급하지 않았어요".into(),
            json: reply.body,
            ok: settled,
        },
    }
}

fn key_in(reply: &Reply, at: &str) -> Option<DocumentKey> {
    DocumentKey::parse(reply.body.pointer(at)?.as_str()?).ok()
}

/// The sentence, and a line per fault with its place.
fn refusal(message: &str, body: &Value) -> String {
    let faults = body.get("faults").and_then(Value::as_array).into_iter().flatten();
    let lines = faults.filter_map(|fault| {
        Some(format!("\n[{}] {}", fault.get("path")?.as_str()?, fault.get("code")?.as_str()?))
    });
    let code = body.get("code").and_then(Value::as_str).unwrap_or_default();
    format!("{message} ({code}){}", lines.collect::<String>())
}

fn read(file: &str) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut source: Box<dyn Read> =
        if file == "-" { Box::new(io::stdin()) } else { Box::new(fs::File::open(Path::new(file))?) };
    source.by_ref().take(LONGEST_ORDER + 1).read_to_end(&mut bytes)?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length > LONGEST_ORDER) {
        return Err(io::Error::other("256KB보다 커요"));
    }
    Ok(bytes)
}

fn unreadable(error: &io::Error) -> Answer {
    let message = format!("주문을 읽지 못했어요. 아무것도 발급하지 않았어요. ({error})");
    let json = json!({ "code": "unreadable_file", "message": message, "faults": [] });
    Answer { text: message, json, ok: false }
}
