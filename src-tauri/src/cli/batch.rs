//! `jangbu batch`: issuing and cancelling for a script, one JSON object a line in, one a line out.
//!
//! Every line stands alone: one that does not read, or that the office refuses, is answered with what is wrong and changes
//! nothing, and the next line goes on. An answer is out before the next line is read, so that whoever writes the lines
//! knows how far we are. After a crash the lines without an answer are written again: a line with the same `press_id`
//! never makes a second document.

mod line;

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use office::OfficeError;
use serde_json::{Value, json};

use self::line::{Act, Unreadable};
use super::answer::Answer;
use super::receipt::{press_cancel, press_issue, settle};
use crate::shell::Shell;

/// Longer than any receipt; what comes is a script, but nothing read from outside may fill the memory.
const LONGEST_LINE: u64 = 64 * 1024;

/// Where the lines come from.
#[derive(Args)]
#[command(after_help = line::HELP)]
pub struct BatchArgs {
    /// A file of lines; `-` reads them from the standard input as they come.
    #[arg(default_value = "-")]
    pub(super) file: PathBuf,
}

/// Works through the lines to their end. Exit code 0 means that every line was approved.
///
/// # Errors
/// When the lines cannot be read any further; what was answered stands.
pub async fn run(shell: &Shell, args: &BatchArgs, press_id: &str) -> io::Result<ExitCode> {
    let mut input = open(&args.file)?;
    let mut all_approved = true;
    for number in 1_u64.. {
        // Blocks this thread only: the runtime's other threads send and serve meanwhile.
        let Some(line) = next_line(input.as_mut())? else { break };
        if line.as_ref().is_ok_and(|line| line.trim().is_empty()) {
            continue;
        }
        let (answer, press_id) = answer(shell, line, format!("{press_id}-{number}")).await;
        all_approved &= answer.ok;
        if say(number, press_id.as_deref(), answer).is_err() {
            return Ok(ExitCode::FAILURE); // nobody reads the answers any more, so nothing more is issued
        }
    }
    Ok(if all_approved { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn open(file: &Path) -> io::Result<Box<dyn BufRead>> {
    if file == Path::new("-") {
        Ok(Box::new(io::stdin().lock()))
    } else {
        Ok(Box::new(BufReader::new(File::open(file)?)))
    }
}

/// The next line, or `None` at the end. A line that is too long or no text is passed over whole.
fn next_line(input: &mut dyn BufRead) -> io::Result<Option<Result<String, Unreadable>>> {
    let mut bytes = Vec::new();
    if Read::take(&mut *input, LONGEST_LINE).read_until(b'\n', &mut bytes)? == 0 {
        return Ok(None);
    }
    let whole = bytes.ends_with(b"\n") || input.fill_buf()?.is_empty();
    if !whole {
        input.skip_until(b'\n')?;
        return Ok(Some(Err(Unreadable::too_long())));
    }
    Ok(Some(String::from_utf8(bytes).map_err(|_| Unreadable::no_text())))
}

/// Does what a line says; answers the press's name as well, if the line could be read.
async fn answer(
    shell: &Shell,
    line: Result<String, Unreadable>,
    unnamed: String,
) -> (Answer, Option<String>) {
    let act = match line.and_then(|line| Act::read(&line)) {
        Ok(act) => act,
        Err(unreadable) => return (unreadable.into(), None),
    };
    let press_id = act.press_id().unwrap_or(&unnamed).to_owned();
    let said = (!matches!(act, Act::Settle(_))).then(|| press_id.clone());
    (carry_out(shell, act, press_id).await.unwrap_or_else(Answer::error), said)
}

async fn carry_out(shell: &Shell, act: Act, press_id: String) -> Result<Answer, OfficeError> {
    match act {
        Act::Issue(line) => press_issue(shell, line.into_press(press_id)).await,
        Act::Cancel(line) => press_cancel(shell, line.into_press(press_id)?).await,
        Act::Settle(line) => settle(shell, &line.key).await,
    }
}

/// Says an answer with the number of its line, and the sentence for people when it is not an approval.
fn say(number: u64, press_id: Option<&str>, answer: Answer) -> io::Result<()> {
    let mut said = json!({ "line": number, "press_id": press_id });
    if let (Value::Object(said), Value::Object(parts)) = (&mut said, answer.json) {
        said.extend(parts);
        if !answer.ok {
            said.insert("message".into(), answer.text.into());
        }
    }
    let mut out = io::stdout().lock();
    writeln!(out, "{said}")?;
    out.flush()
}
