//! `jangbu dev …`: for whoever works on the program or wants to see it with a full book.

use std::io::{self, Write};

use clap::{Args, Subcommand};
use office::{FillOrder, Filled, OfficeError};
use serde_json::json;

use super::answer::Answer;
use crate::shell::Shell;

/// What can be done with a practice book.
#[derive(Subcommand)]
pub enum DevCommand {
    /// Fill the practice book with made-up documents of the last three years, up to yesterday. They are settled: nothing is
    /// sent, and the practice NTS does not know them. Each run adds more; the same seed on the same day in a new book makes
    /// the same documents.
    Fill(FillArgs),
}

/// How many.
#[derive(Args)]
pub struct FillArgs {
    /// How many documents to add.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=5_000_000))]
    documents: u64,
    /// What makes this book differ from others.
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
    /// Answer as one JSON object.
    #[arg(long)]
    json: bool,
}

impl DevCommand {
    /// Whether the answer is for a program.
    #[must_use]
    pub const fn wants_json(&self) -> bool {
        match self {
            Self::Fill(args) => args.json,
        }
    }

    /// Does it.
    #[must_use]
    pub fn run(&self, shell: &Shell) -> Answer {
        match self {
            Self::Fill(args) => fill(shell, args),
        }
    }
}

fn fill(shell: &Shell, args: &FillArgs) -> Answer {
    let order = FillOrder { documents: args.documents, seed: args.seed };
    let filled = shell.office.fill(&order, |written| tell(written, args.documents));
    match filled {
        Ok(filled) => answer(&filled),
        Err(error @ OfficeError::RealBook) => Answer {
            text:
                "실제 장부에는 만들어 낸 문서를 넣지 않아요. 연습 장부에서만 돼요. 아무것도 바뀌지 않았어요."
                    .to_owned(),
            ..Answer::error(error)
        },
        Err(error) => Answer::error(error),
    }
}

fn answer(filled: &Filled) -> Answer {
    let Filled { receipts, cancels, invoices, amendments } = *filled;
    Answer {
        text: format!(
            "연습 장부에 문서 {}건을 채웠어요 · 현금영수증 {receipts}건 · 취소 {cancels}건 · 세금계산서 {invoices}건 · 수정 {amendments}건",
            filled.documents()
        ),
        json: json!({
            "documents": filled.documents(), "receipts": receipts, "cancels": cancels, "invoices": invoices,
            "amendments": amendments,
        }),
        ok: true,
    }
}

/// How far it is, on one line that is written over; whoever does not look at it misses nothing.
fn tell(written: u64, wanted: u64) {
    let end = if written < wanted { "" } else { "\n" };
    let _nobody_looks = write!(io::stderr(), "\r{written}/{wanted}{end}").and_then(|()| io::stderr().flush());
}
