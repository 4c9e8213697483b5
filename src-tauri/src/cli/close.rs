//! `jangbu close …`: the files of a month, quarter or half-year, without a window.

use std::io::{self, IsTerminal, Write};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use clap::Args;
use domain::{Period, Span};
use office::{ExportPress, ExportProgress, Exported, Numbers, OfficeError};
use serde_json::json;

use super::answer::Answer;
use crate::shell::Shell;

/// Which period, and where to.
#[derive(Args)]
pub struct CloseArgs {
    #[command(flatten)]
    when: When,
    /// Folder for the files; made if it is not there. Files of the same period are replaced.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Write customers' numbers whole. Resident numbers stay masked. It stands in the journal.
    #[arg(long)]
    unmasked: bool,
    /// Answer as one JSON object.
    #[arg(long)]
    pub json: bool,
}

#[derive(Args)]
#[group(required = true, multiple = false)]
struct When {
    /// The month: 2026-11.
    #[arg(long, value_name = "YYYY-MM", value_parser = month)]
    month: Option<Period>,
    /// The quarter: 2026-Q4.
    #[arg(long, value_name = "YYYY-Qn", value_parser = quarter)]
    quarter: Option<Period>,
    /// The half-year: 2026-H2.
    #[arg(long, value_name = "YYYY-Hn", value_parser = half)]
    half: Option<Period>,
}

/// Writes the files. On a terminal it says how far it has come; Ctrl C calls it off and leaves the folder as it was.
pub async fn run(shell: &Shell, args: CloseArgs) -> Answer {
    let When { month, quarter, half } = args.when;
    // The group above lets nobody through without one.
    let Some(period) = month.or(quarter).or(half) else { return Answer::error(OfficeError::ExportCancelled) };
    let numbers = if args.unmasked { Numbers::Whole } else { Numbers::Masked };
    let press = ExportPress { period, folder: args.out, numbers };
    match written(shell, press).await {
        Ok(exported) => answer(&exported),
        Err(error) => Answer::error(error),
    }
}

async fn written(shell: &Shell, press: ExportPress) -> Result<Exported, OfficeError> {
    let called_off = Arc::new(AtomicBool::new(false));
    let (office, heard) = (Arc::clone(&shell.office), Arc::clone(&called_off));
    let mut writing =
        tokio::task::spawn_blocking(move || office.export(&press, &|progress| watch(progress, &heard)));
    let ended = tokio::select! {
        ended = &mut writing => ended,
        _told_to_stop = tokio::signal::ctrl_c() => {
            called_off.store(true, Ordering::Relaxed);
            writing.await
        }
    };
    ended.map_err(OfficeError::CutOff)?
}

/// A line on the terminal that is written over itself; nothing when the words go into a file or another program.
fn watch(progress: ExportProgress, called_off: &AtomicBool) -> ControlFlow<()> {
    let mut terminal = io::stderr();
    if terminal.is_terminal() {
        let end = if progress.done == progress.of { "\n" } else { "" };
        let _nobody_looks = write!(terminal, "\r{} / {}건{end}", progress.done, progress.of);
    }
    if called_off.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
}

fn answer(exported: &Exported) -> Answer {
    let manifest = &exported.manifest;
    let (net, changes) = (manifest.totals.net(), &manifest.changes);
    let mut lines =
        vec![format!("{} · 문서 {}건 · 합계 {}원", manifest.period, net.count, grouped(net.total_won))];
    if changes.since.is_some() {
        let (added, removed) = (changes.added.len(), changes.removed.len());
        lines.push(match (added, removed) {
            (0, 0) => "지난번에 내보낸 뒤로 바뀐 것이 없어요".to_owned(),
            _ => format!("지난번에 내보낸 뒤로 {added}건이 늘고 {removed}건이 빠졌어요"),
        });
    }
    if manifest.undecided > 0 {
        lines.push(format!(
            "아직 결과가 나오지 않은 {}건은 넣지 않았어요. `jangbu courier`로 확인한 뒤 다시 내보내 주세요",
            manifest.undecided
        ));
    }
    lines.extend(manifest.files.iter().map(|file| exported.folder.join(&file.name).display().to_string()));
    lines.push(exported.folder.join(exported.manifest_name()).display().to_string());
    Answer {
        text: lines.join("\n"),
        json: json!({ "folder": exported.folder, "manifest": manifest }),
        ok: true,
    }
}

fn month(text: &str) -> Result<Period, String> {
    read(text, Span::Month, "2026-11처럼 적어 주세요")
}

fn quarter(text: &str) -> Result<Period, String> {
    read(text, Span::Quarter, "2026-Q4처럼 적어 주세요")
}

fn half(text: &str) -> Result<Period, String> {
    read(text, Span::Half, "2026-H2처럼 적어 주세요")
}

fn read(text: &str, span: Span, advice: &str) -> Result<Period, String> {
    Period::parse(text).filter(|period| period.span() == span).ok_or_else(|| advice.to_owned())
}

fn grouped(won: i64) -> String {
    domain::Won::new(won).map_or_else(|_| won.to_string(), |won| won.to_string())
}
