//! `jangbu courier`: the work behind the window without a window. What waits is sent, what is unknown is asked for.

use std::io::{self, Write};
use std::sync::Arc;
use std::time::Duration;

use clap::Args;
use domain::DocumentKey;
use office::OfficeError;
use serde_json::json;
use store::OpenCount;
use tokio::sync::broadcast::{self, error::TryRecvError};
use tokio::task::JoinHandle;

use super::answer::Answer;
use crate::shell::Shell;

/// Between two looks at what is due; each document's own waiting time is longer.
const LOOK_EVERY: Duration = Duration::from_millis(250);

/// How long the courier works.
#[derive(Args)]
pub struct CourierArgs {
    /// End as soon as nothing waits and nothing is unknown; without it, work until stopped (Ctrl C).
    #[arg(long)]
    until_settled: bool,
    /// Say each document that moved, and the end, as one JSON object a line.
    #[arg(long)]
    pub(super) json: bool,
}

impl CourierArgs {
    /// Without an end.
    pub(super) const fn until_stopped(json: bool) -> Self {
        Self { until_settled: false, json }
    }
}

/// Works until nothing is open or until stopped. Every document that moved is said at once.
///
/// # Errors
/// [`OfficeError::Book`] when the book cannot be read.
pub async fn run(shell: &Shell, args: &CourierArgs) -> Result<Answer, OfficeError> {
    if shell.office.shop()?.is_none() {
        return Err(OfficeError::NoShop);
    }
    if !shell.leads() {
        say_aside("다른 프로그램이 이 장부를 보내고 있어요. 끝나면 이어서 보내요.");
    }
    let mut behind = Vec::new();
    let ended = tokio::select! {
        settled = work(shell, args, &mut behind) => settled,
        _told_to_stop = tokio::signal::ctrl_c() => Ok(report(shell.office.open_count()?)),
    };
    let _no_mail_in_the_air = shell.office.hold_mail().await;
    // A result that was under way is handed over again under the same event id.
    for task in behind {
        task.abort();
    }
    ended
}

async fn work(
    shell: &Shell,
    args: &CourierArgs,
    behind: &mut Vec<JoinHandle<()>>,
) -> Result<Answer, OfficeError> {
    let mut news = shell.office.news();
    if shell.leads() {
        // Before anything can count as settled.
        shell.office.run_due_plans().await?;
        shell.office.finish_begun_sales().await?;
    }
    loop {
        if shell.leads() {
            if behind.is_empty() {
                behind.push(tokio::spawn(Arc::clone(&shell.office).run_postman()));
                behind.push(tokio::spawn(Arc::clone(&shell.office).run_messenger()));
                behind.push(tokio::spawn(Arc::clone(&shell.office).run_planner()));
            }
            shell.office.drain().await?;
        }
        while let Some(key) = next(&mut news) {
            shell.print_owed(&key);
            say(&Answer::document(&shell.office.shelved(&key)?, None), args.json);
        }
        let open = shell.office.open_count()?;
        if args.until_settled && open.waiting == 0 && open.unknown == 0 {
            if shell.leads() {
                shell.office.deliver_mail().await?;
                shell.office.deliver_texts().await?;
                shell.office.deliver_results().await?;
            }
            return Ok(report(open));
        }
        tokio::time::sleep(LOOK_EVERY).await;
    }
}

/// What moved meanwhile. More than the channel keeps is said in the report alone.
fn next(news: &mut broadcast::Receiver<DocumentKey>) -> Option<DocumentKey> {
    loop {
        match news.try_recv() {
            Ok(key) => return Some(key),
            Err(TryRecvError::Lagged(_)) => {}
            Err(TryRecvError::Empty | TryRecvError::Closed) => return None,
        }
    }
}

/// Unlike a command's own answer this goes on: whoever has stopped reading stops nothing here.
pub(super) fn say(answer: &Answer, as_json: bool) {
    let _reader_gone = if as_json {
        writeln!(io::stdout(), "{}", answer.json)
    } else {
        writeln!(io::stdout(), "{}", answer.text)
    };
}

/// A word beside the answers.
fn say_aside(sentence: &str) {
    let _reader_gone = writeln!(io::stderr(), "{sentence}");
}

fn report(open: OpenCount) -> Answer {
    let OpenCount { waiting, unknown, attention, .. } = open;
    let ok = waiting == 0 && unknown == 0;
    let mut text = if ok {
        "보내거나 확인할 것이 남아 있지 않아요.".to_owned()
    } else {
        format!("기다리는 것 {waiting}건, 확인 중인 것 {unknown}건이 장부에 남아 있어요.")
    };
    if ok && attention > 0 {
        text.push_str(&format!(" 사람이 확인할 것이 {attention}건 있어요. 장부 창에서 확인해 주세요."));
    }
    let json = json!({ "open": { "waiting": waiting, "unknown": unknown, "attention": attention } });
    Answer { text, json, ok }
}
