//! `jangbu close …`: a month's files, without a window.

use std::path::PathBuf;

use clap::Args;
use office::{Exported, Month, MonthPress, Numbers};
use serde_json::json;

use super::answer::Answer;
use crate::shell::Shell;

/// Which month, and where to.
#[derive(Args)]
pub struct CloseArgs {
    /// The month: 2026-11.
    #[arg(long, value_name = "YYYY-MM", value_parser = month)]
    month: Month,
    /// Folder for the files; made if it is not there. Files of the same month are replaced.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Write customers' numbers whole. Resident numbers stay masked. It stands in the journal.
    #[arg(long)]
    unmasked: bool,
    /// Answer as one JSON object.
    #[arg(long)]
    pub json: bool,
}

/// Writes the files.
#[must_use]
pub fn run(shell: &Shell, args: CloseArgs) -> Answer {
    let numbers = if args.unmasked { Numbers::Whole } else { Numbers::Masked };
    match shell.office.export_month(&MonthPress { month: args.month, folder: args.out, numbers }) {
        Ok(exported) => answer(&exported),
        Err(error) => Answer::error(error),
    }
}

fn answer(exported: &Exported) -> Answer {
    let manifest = &exported.manifest;
    let (net, changes) = (manifest.totals.net(), &manifest.changes);
    let mut lines =
        vec![format!("{} · 문서 {}건 · 합계 {}원", manifest.month, net.count, grouped(net.total_won))];
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

fn month(text: &str) -> Result<Month, String> {
    Month::parse(text).ok_or_else(|| "2026-11처럼 적어 주세요".to_owned())
}

fn grouped(won: i64) -> String {
    domain::Won::new(won).map_or_else(|_| won.to_string(), |won| won.to_string())
}
