//! The command line: the same office without a window. Exit code 0 means approved (or listed, or printed); anything
//! else is 1, wrong words are 2.

pub mod answer;
pub mod api;
pub mod batch;
pub mod close;
pub mod courier;
pub mod dev;
pub mod hometax;
pub mod import;
pub mod invoice;
pub mod key;
pub mod order;
pub mod plan;
pub mod practice;
pub mod receipt;
pub mod sale;
pub mod sentences;
pub mod serve;
pub mod staff;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use office::{Clock, ConnectionState, SystemClock};
use serde_json::json;
use store::World;

use crate::data_dir::DataDir;
use crate::keys::KeyFiles;
use crate::shell::Shell;
use answer::Answer;

/// 장부: cash receipts and tax invoices for a small Korean shop.
#[derive(Parser)]
#[command(name = "jangbu", version, about)]
pub struct Cli {
    /// Folder for everything the program writes; without it JANGBU_DATA, else the desktop's data folder.
    #[arg(long, global = true, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Use the practice NTS that runs already instead of starting one inside: the file holds the line it printed.
    #[arg(long, global = true, value_name = "FILE", env = "JANGBU_NTS")]
    pub nts: Option<PathBuf>,
    /// The book to work with; without it the one that the window opens.
    #[arg(long, global = true, value_parser = world, value_name = "practice|real")]
    pub world: Option<World>,
    /// File with the passphrase of the vault, where the computer has no key store. Its first use makes the vault. A pipe will
    /// do, so that the passphrase stands nowhere: `jangbu --passphrase-file /dev/fd/3 … 3< <(pass jangbu)`.
    #[arg(long, global = true, value_name = "FILE", env = "JANGBU_PASSPHRASE_FILE")]
    pub passphrase_file: Option<PathBuf>,
    /// File with a random key that opens the vault instead of a passphrase, for computers nobody sits at; made at its first
    /// use. Keep it where the book is not: whoever has both has everything.
    #[arg(long, global = true, value_name = "FILE", env = "JANGBU_KEY_FILE")]
    pub key_file: Option<PathBuf>,
    /// Print one JSON line when the counter can take keys (used by the bench).
    #[arg(long, hide = true)]
    pub report_ready: bool,
    /// Start without showing the window and go on issuing (used when the desktop starts the program).
    #[arg(long)]
    pub background: bool,
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
    /// Issue, transmit, amend and print tax invoices (세금계산서).
    Invoice {
        /// What to do.
        #[command(subcommand)]
        act: invoice::InvoiceCommand,
    },
    /// Take in orders of another program and say where they stand, with the answers of the API.
    Order {
        /// What to do.
        #[command(subcommand)]
        act: order::OrderCommand,
    },
    /// Plans that issue by themselves (정기 발행).
    Plan {
        /// What to do.
        #[command(subcommand)]
        act: plan::PlanCommand,
    },
    /// Sales that are issued later, and the end of the day (하루 마감).
    Sale {
        /// What to do.
        #[command(subcommand)]
        act: sale::SaleCommand,
    },
    /// Issue and cancel many receipts: one JSON object a line in, one a line out.
    Batch(batch::BatchArgs),
    /// Set up or show the shop.
    Shop {
        /// What to do.
        #[command(subcommand)]
        act: receipt::ShopCommand,
    },
    /// Write the files of a month, quarter or half-year for the accountant (마감 자료): ledger, sums, forms, and what changed.
    Close(close::CloseArgs),
    /// Take in orders from a workbook or csv and issue them (주문 가져오기). The same file again goes on and makes nothing twice.
    Import(import::ImportArgs),
    /// Hometax's own workbooks (홈택스 일괄발급): fill the downloaded template, read the list that comes back.
    Hometax {
        /// What to do.
        #[command(subcommand)]
        act: hometax::HometaxCommand,
    },
    /// Send what waits and ask about what is unknown, until stopped or until nothing is open.
    Courier(courier::CourierArgs),
    /// Keep the API open and do what the window does behind the counter, until stopped.
    Serve(serve::ServeArgs),
    /// Set up the API for other programs of this computer.
    Api {
        /// What to do.
        #[command(subcommand)]
        act: api::ApiCommand,
    },
    /// The key of the book: where it is, its recovery phrase (복구 문구), and getting in again with that phrase.
    Key {
        /// What to do.
        #[command(subcommand)]
        act: key::KeyCommand,
    },
    /// The way out of a forgotten PIN (직원). No other command asks for one: they run as whoever owns the data folder.
    Staff {
        /// What to do.
        #[command(subcommand)]
        act: staff::StaffCommand,
    },
    /// Check the journal's chain of hashes from the first row to the last.
    Verify,
    /// Make a practice book to try things on.
    Dev {
        /// What to do.
        #[command(subcommand)]
        act: dev::DevCommand,
    },
    /// Run the practice NTS as a server of its own until it is stopped.
    PracticeNts(practice::PracticeArgs),
}

/// Where a command was asked to work.
pub struct Asked {
    /// The data folder.
    pub data: Option<PathBuf>,
    /// The file that names a practice NTS of another process.
    pub nts: Option<PathBuf>,
    /// The book; without it the one that the window opens.
    pub world: Option<World>,
    /// What opens the keys.
    pub keys: KeyFiles,
}

fn world(text: &str) -> Result<World, String> {
    [World::Practice, World::Real]
        .into_iter()
        .find(|world| world.as_str() == text)
        .ok_or_else(|| "practice, real 가운데 하나예요".to_owned())
}

/// Where a command works.
struct Place {
    data: DataDir,
    world: World,
    /// The file that names a practice NTS of another process.
    nts: Option<PathBuf>,
    /// What opens the keys.
    keys: KeyFiles,
}

/// Carries out a command in one world and makes its answer the process's end.
#[must_use]
pub fn run(command: Command, asked: Asked) -> ExitCode {
    match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime.block_on(carry_out(command, asked)),
        Err(error) => failed(&format!("시작하지 못했어요: {error}")),
    }
}

async fn carry_out(command: Command, asked: Asked) -> ExitCode {
    let data = match DataDir::choose(asked.data.clone()) {
        Ok(data) => data,
        Err(error) => return failed(&error.to_string()),
    };
    let world = asked.world.unwrap_or_else(|| data.chosen_world());
    let place = Place { data, world, nts: asked.nts, keys: asked.keys };
    match command {
        // On its own the server's folder is the one asked for; otherwise it is the one that practice mode uses.
        Command::PracticeNts(args) => {
            match practice::serve(args, asked.data.unwrap_or_else(|| place.data.practice_nts())).await {
                Ok(()) => ExitCode::SUCCESS,
                Err(sentence) => failed(&sentence),
            }
        }
        Command::Shop { act } => open(place).map_or_else(|answer| answer, |shell| act.run(&shell)).say(false),
        Command::Key { act } => act.run(&place.data, place.world, &place.keys).say(false),
        Command::Verify => open(place).map_or_else(|answer| answer, |shell| verify(&shell)).say(false),
        Command::Close(args) => {
            let as_json = args.json;
            match open(place) {
                Ok(shell) => close::run(&shell, args).await.say(as_json),
                Err(answer) => answer.say(as_json),
            }
        }
        Command::Dev { act } => {
            let as_json = act.wants_json();
            open(place).map_or_else(|answer| answer, |shell| act.run(&shell)).say(as_json)
        }
        Command::Import(args) => import(&args, place).await,
        Command::Hometax { act } => {
            let as_json = act.wants_json();
            open(place).map_or_else(|answer| answer, |shell| act.run(&shell)).say(as_json)
        }
        Command::Courier(args) => courier(&args, place).await,
        Command::Serve(args) => serve(&args, place).await,
        Command::Api { act } => open(place).map_or_else(|answer| answer, |shell| act.run(&shell)).say(false),
        Command::Staff { act } => {
            open(place).map_or_else(|answer| answer, |shell| act.run(&shell)).say(false)
        }
        Command::Order { act } => {
            let as_json = act.wants_json();
            order(act, place).await.unwrap_or_else(|answer| answer).say(as_json)
        }
        Command::Batch(args) => batch(&args, place).await,
        Command::Invoice { act } => {
            let as_json = act.wants_json();
            invoice(act, place).await.unwrap_or_else(|answer| answer).say(as_json)
        }
        Command::Plan { act } => {
            let as_json = act.wants_json();
            plan(act, place).await.unwrap_or_else(|answer| answer).say(as_json)
        }
        Command::Sale { act } => {
            let as_json = act.wants_json();
            sale(act, place).await.unwrap_or_else(|answer| answer).say(as_json)
        }
        Command::Receipt { act } => {
            let as_json = act.wants_json();
            receipt(act, place).await.unwrap_or_else(|answer| answer).say(as_json)
        }
    }
}

fn open(place: Place) -> Result<Shell, Answer> {
    let book = place.data.book(place.world);
    let brought = place.keys.bring();
    let opened = brought.and_then(|brought| Shell::open(place.data, place.world, &brought));
    opened.map(|shell| shell.with_nts(place.nts)).map_err(|error| Answer::not_opened(error, &book))
}

/// Opens the book, makes unknown what a dead process left half done, and opens the line to the NTS.
async fn open_for_sending(place: Place) -> Result<Shell, Answer> {
    let shell = open(place)?;
    shell.recover().map_err(Answer::error)?;
    shell.connect().await.map_err(|error| Answer::no_line(&error))?;
    // Another process may have left word that the line is down. One question tells whether it still is, before a command that
    // lives for one document holds it back.
    if shell.office.connection().is_ok_and(|line| line.state != ConnectionState::Connected) {
        let _still_down = shell.office.refresh_quota().await;
    }
    Ok(shell)
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

/// Listing and printing need no line to the NTS.
async fn receipt(act: receipt::ReceiptCommand, place: Place) -> Result<Answer, Answer> {
    let shell = if matches!(act, receipt::ReceiptCommand::List(_) | receipt::ReceiptCommand::Print(_)) {
        open(place)?
    } else {
        open_for_sending(place).await?
    };
    let answer = act.run(&shell, press_id()).await;
    shell.close().await;
    Ok(answer)
}

/// Looking and printing need no line to the NTS.
async fn invoice(act: invoice::InvoiceCommand, place: Place) -> Result<Answer, Answer> {
    let shell = if act.needs_line() { open_for_sending(place).await? } else { open(place)? };
    let answer = act.run(&shell, press_id()).await;
    shell.close().await;
    Ok(answer)
}

/// Asking needs no line to the NTS.
async fn order(act: order::OrderCommand, place: Place) -> Result<Answer, Answer> {
    let shell = if act.needs_line() { open_for_sending(place).await? } else { open(place)? };
    let answer = act.run(&shell).await;
    shell.close().await;
    Ok(answer)
}

async fn plan(act: plan::PlanCommand, place: Place) -> Result<Answer, Answer> {
    let shell = if act.needs_line() { open_for_sending(place).await? } else { open(place)? };
    let answer = act.run(&shell).await;
    shell.close().await;
    Ok(answer)
}

async fn sale(act: sale::SaleCommand, place: Place) -> Result<Answer, Answer> {
    let shell = if act.needs_line() { open_for_sending(place).await? } else { open(place)? };
    let answer = act.run(&shell, press_id()).await;
    shell.close().await;
    Ok(answer)
}

async fn batch(args: &batch::BatchArgs, place: Place) -> ExitCode {
    let shell = match open_for_sending(place).await {
        Ok(shell) => shell,
        Err(answer) => return answer.say(true),
    };
    let ended = batch::run(&shell, args, &press_id()).await;
    shell.close().await;
    ended.unwrap_or_else(|error| {
        failed(&format!(
            "답이 나온 줄까지만 처리했어요. {}을(를) 더 읽지 못했어요. ({error})",
            args.file.display()
        ))
    })
}

/// Taking in needs no line, issuing does.
async fn import(args: &import::ImportArgs, place: Place) -> ExitCode {
    let opened = if args.issue { open_for_sending(place).await } else { open(place) };
    let shell = match opened {
        Ok(shell) => shell,
        Err(answer) => return answer.say(args.json),
    };
    let answer = import::run(&shell, args).await;
    shell.close().await;
    answer.say(args.json)
}

async fn courier(args: &courier::CourierArgs, place: Place) -> ExitCode {
    let shell = match open_for_sending(place).await {
        Ok(shell) => shell,
        Err(answer) => return answer.say(args.json),
    };
    let answer = courier::run(&shell, args).await.unwrap_or_else(Answer::error);
    shell.close().await;
    answer.say(args.json)
}

async fn serve(args: &serve::ServeArgs, place: Place) -> ExitCode {
    let shell = match open_for_sending(place).await {
        Ok(shell) => shell,
        Err(answer) => return answer.say(args.json),
    };
    let answer = serve::run(&shell, args).await.unwrap_or_else(Answer::error);
    shell.close().await;
    answer.say(args.json)
}

/// Unique per run of the command: the time and the process.
fn press_id() -> String {
    format!("cli-{}-{}", SystemClock.now().and_utc().timestamp_micros(), std::process::id())
}

fn failed(sentence: &str) -> ExitCode {
    eprintln!("{sentence}");
    ExitCode::FAILURE
}
