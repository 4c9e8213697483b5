//! The command line: the same office without a window. Exit code 0 means approved (or listed, or printed); anything
//! else is 1, wrong words are 2.

pub mod answer;
pub mod practice;
pub mod receipt;
pub mod sentences;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use office::{Clock, OfficeError, SystemClock};
use serde_json::json;
use store::World;

use crate::data_dir::DataDir;
use crate::shell::Shell;
use answer::Answer;

/// 장부: cash receipts for a small Korean shop.
#[derive(Parser)]
#[command(name = "jangbu", version, about)]
pub struct Cli {
    /// Folder for everything the program writes; without it JANGBU_DATA, else the desktop's data folder.
    #[arg(long, global = true, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Print one JSON line when the counter can take keys (used by the bench).
    #[arg(long, hide = true)]
    pub report_ready: bool,
    /// Without words the window opens.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What can be done without a window.
#[derive(Subcommand)]
pub enum Command {
    /// Issue, cancel and list cash receipts (현금영수증).
    Receipt {
        /// What to do.
        #[command(subcommand)]
        act: receipt::ReceiptCommand,
    },
    /// Set up or show the shop.
    Shop {
        /// What to do.
        #[command(subcommand)]
        act: receipt::ShopCommand,
    },
    /// Check the journal's chain of hashes from the first row to the last.
    Verify,
    /// Run the practice NTS as a server of its own until it is stopped.
    PracticeNts(practice::PracticeArgs),
}

/// Carries out a command in the practice world and makes its answer the process's end.
#[must_use]
pub fn run(command: Command, data: Option<PathBuf>) -> ExitCode {
    match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime.block_on(carry_out(command, data)),
        Err(error) => failed(&format!("시작하지 못했어요: {error}")),
    }
}

async fn carry_out(command: Command, asked: Option<PathBuf>) -> ExitCode {
    let data = match DataDir::choose(asked.clone()) {
        Ok(data) => data,
        Err(error) => return failed(&error.to_string()),
    };
    match command {
        // On its own the server's folder is the one asked for; otherwise it is the one that practice mode uses.
        Command::PracticeNts(args) => {
            match practice::serve(args, asked.unwrap_or_else(|| data.practice_nts())).await {
                Ok(()) => ExitCode::SUCCESS,
                Err(sentence) => failed(&sentence),
            }
        }
        Command::Shop { act } => with_shell(data, |shell| act.run(&shell)).say(false),
        Command::Verify => with_shell(data, |shell| verify(&shell)).say(false),
        Command::Receipt { act } => {
            let as_json = act.wants_json();
            receipt(act, data).await.unwrap_or_else(Answer::error).say(as_json)
        }
    }
}

fn with_shell(data: DataDir, act: impl FnOnce(Shell) -> Answer) -> Answer {
    Shell::open(data, World::Practice).map_or_else(Answer::error, act)
}

fn verify(shell: &Shell) -> Answer {
    match shell.office.verify_journal() {
        Ok(proof) => {
            let text = format!("업무 기록 {}건이 처음부터 끝까지 이어져 있어요 · {}", proof.rows, proof.head);
            Answer { text, json: json!({ "rows": proof.rows, "head": proof.head }), ok: true }
        }
        Err(error) => Answer::error(error),
    }
}

/// Listing needs no line to the NTS; everything else opens it first and recovers what a dead process left.
async fn receipt(act: receipt::ReceiptCommand, data: DataDir) -> Result<Answer, OfficeError> {
    let shell = Shell::open(data, World::Practice)?;
    if !matches!(act, receipt::ReceiptCommand::List(_) | receipt::ReceiptCommand::Print(_)) {
        shell.recover()?;
        if let Err(error) = shell.connect().await {
            tracing::error!(error = answer::whole_story(&error), "practice mode could not start");
        }
    }
    let answer = act.run(&shell, press_id()).await;
    shell.close().await;
    Ok(answer)
}

/// Unique per run of the command: the time and the process.
fn press_id() -> String {
    format!("cli-{}-{}", SystemClock.now().and_utc().timestamp_micros(), std::process::id())
}

fn failed(sentence: &str) -> ExitCode {
    eprintln!("{sentence}");
    ExitCode::FAILURE
}
