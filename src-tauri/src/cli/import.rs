//! `jangbu import …`: orders from a workbook or csv, without a window. The same file again goes on where it stopped and makes
//! nothing twice.

use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use office::{ImportOverview, ImportProgress, LookedFile, OfficeError, OrderFault, Taken};
use serde_json::{Value, json};
use store::{ImportId, ImportState, ImportedOrder};

use super::answer::Answer;
use super::sentences;
use crate::shell::Shell;
use crate::ui_error::Fault;

/// Rows with a reason that are said to people; programs get all of them.
const SAID: usize = 20;
/// Rows asked for at once.
const PAGE: u32 = 500;

/// Which file, and how far to go.
#[derive(Args)]
pub struct ImportArgs {
    /// A workbook (.xlsx) or csv with a header; several rows with one order number are the lines of one order.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Say what would become of every row and change nothing.
    #[arg(long, conflicts_with = "issue")]
    dry_run: bool,
    /// Issue what can be issued; without it the orders wait in the book.
    #[arg(long)]
    pub(super) issue: bool,
    /// Answer as one JSON object.
    #[arg(long)]
    pub json: bool,
}

/// Does it. Exit code 0: nothing is held back, stopped or refused.
pub async fn run(shell: &Shell, args: &ImportArgs) -> Answer {
    match import(shell, args).await {
        Ok(answer) => answer,
        Err(ImportFailed::File(cause)) => unreadable(&args.file, &cause),
        Err(ImportFailed::Office(error)) => Answer::error(error),
    }
}

enum ImportFailed {
    File(io::Error),
    Office(OfficeError),
}

impl From<OfficeError> for ImportFailed {
    fn from(error: OfficeError) -> Self {
        Self::Office(error)
    }
}

async fn import(shell: &Shell, args: &ImportArgs) -> Result<Answer, ImportFailed> {
    let bytes = fs::read(&args.file).map_err(ImportFailed::File)?;
    let name = args.file.file_name().unwrap_or_default().to_string_lossy();
    let looked = shell.office.look_at_orders(&name, &bytes, None)?;
    if !looked.missing.is_empty() {
        return Ok(unmatched(&looked));
    }
    if args.dry_run {
        return Ok(dry_run(&looked));
    }
    let id = match shell.office.take_orders(&looked)? {
        Taken::In(id) | Taken::Before(id) => id,
        Taken::NothingNew => return Ok(nothing_new(&looked)),
    };
    let overview = if args.issue { issue(shell, id).await? } else { shell.office.import_overview(id)? };
    Ok(report(&overview, &reasons(shell, id)?))
}

/// Ctrl C pauses: what is written goes out, the rest waits for the next time.
async fn issue(shell: &Shell, id: ImportId) -> Result<ImportOverview, OfficeError> {
    let mut issuing = Box::pin(shell.office.issue_import(id, &watch));
    let ended = tokio::select! {
        ended = &mut issuing => ended,
        _told_to_stop = tokio::signal::ctrl_c() => {
            let _was_at_it = shell.office.pause_import(id);
            issuing.await
        }
    };
    let overview = ended?;
    shell.office.deliver_mail().await?;
    Ok(overview)
}

/// A line on the terminal that is written over itself; nothing when the words go into a file or another program.
fn watch(progress: ImportProgress) {
    let mut terminal = io::stderr();
    if terminal.is_terminal() {
        let end = if progress.done == progress.of { "\n" } else { "" };
        let _nobody_looks = write!(terminal, "\r{} / {}건{end}", progress.done, progress.of);
    }
}

/// A row of the file that becomes no document by itself.
struct Reason {
    lines: String,
    order_no: String,
    state: ImportState,
    reason: String,
    faults: Vec<OrderFault>,
}

impl Reason {
    fn sentence(&self) -> String {
        let faults: Vec<Fault> = self.faults.iter().map(Fault::from).collect();
        let why = sentences::import_reason(&self.reason, &faults);
        format!("{}행 {} · {} {why}", self.lines, self.order_no, word(self.state))
    }

    fn json(&self) -> Value {
        json!({
            "rows": self.lines, "order_no": self.order_no, "verdict": self.state.as_str(), "reason": self.reason,
            "faults": self.faults,
        })
    }
}

fn faults_of(detail: Option<&str>) -> Vec<OrderFault> {
    detail.and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default()
}

fn reasons(shell: &Shell, id: ImportId) -> Result<Vec<Reason>, OfficeError> {
    let mut found = Vec::new();
    let mut after = None;
    loop {
        let page = shell.office.imported_orders(id, None, after, PAGE)?;
        let Some(last) = page.last() else { return Ok(found) };
        after = Some(last.id);
        found.extend(page.into_iter().filter_map(with_reason));
    }
}

fn with_reason(row: ImportedOrder) -> Option<Reason> {
    let faults = faults_of(row.detail.as_deref());
    let (lines, order_no, state) = (row.lines, row.order_no, row.state);
    row.reason.map(|reason| Reason { lines, order_no, state, reason, faults })
}

fn report(overview: &ImportOverview, reasons: &[Reason]) -> Answer {
    let count = |state| overview.orders(state);
    let refused: u32 =
        overview.documents.iter().filter(|(state, _)| state == "rejected").map(|(_, count)| count).sum();
    let (waiting, held) =
        (count(ImportState::Waiting), count(ImportState::Faulty) + count(ImportState::Stopped));
    let mut lines = vec![format!(
        "{} · {}행 · 발급 {}건 · 대기 {waiting}건 · 확인 필요 {held}건 · 건너뜀 {}건 · 이미 있음 {}건",
        overview.import.file_name,
        overview.import.row_count,
        count(ImportState::Issued),
        count(ImportState::Skipped),
        count(ImportState::Known)
    )];
    if refused > 0 {
        lines.push(format!("국세청이 거절한 것이 {refused}건 있어요. 장부 창의 확인할 일에서 볼 수 있어요"));
    }
    lines.extend(said(reasons));
    let counts: serde_json::Map<String, Value> = ImportState::ALL
        .iter()
        .map(|state| {
            let counted = json!({ "orders": overview.orders(*state), "rows": overview.rows(*state) });
            (state.as_str().to_owned(), counted)
        })
        .collect();
    let documents: serde_json::Map<String, Value> =
        overview.documents.iter().map(|(state, count)| (state.clone(), json!(count))).collect();
    let json = json!({
        "import": overview.import.id.get(),
        "rows": overview.import.row_count,
        "counts": counts,
        "documents": documents,
        "reasons": reasons.iter().map(Reason::json).collect::<Vec<_>>(),
    });
    Answer { text: lines.join("\n"), json, ok: held == 0 && refused == 0 }
}

fn dry_run(looked: &LookedFile) -> Answer {
    let reasons: Vec<Reason> = looked
        .orders
        .iter()
        .filter_map(|order| {
            let numbers: Vec<String> = order.lines.iter().map(ToString::to_string).collect();
            Some(Reason {
                lines: numbers.join(","),
                order_no: order.content.order_no.clone(),
                state: order.content.state,
                reason: order.content.reason?.to_owned(),
                faults: faults_of(order.content.detail.as_deref()),
            })
        })
        .collect();
    let count = |state| looked.count(state).0;
    let faulty = count(ImportState::Faulty);
    let mut lines = vec![format!(
        "{} · {}행 · 발급할 수 있음 {}건 · 확인 필요 {faulty}건 · 건너뜀 {}건 · 이미 있음 {}건 · 아직 아무것도 바꾸지 않았어요",
        looked.file_name,
        looked.row_count,
        count(ImportState::Waiting),
        count(ImportState::Skipped),
        count(ImportState::Known)
    )];
    lines.extend(said(&reasons));
    let counts: serde_json::Map<String, Value> = ImportState::ALL
        .iter()
        .map(|state| {
            let (orders, rows) = looked.count(*state);
            (state.as_str().to_owned(), json!({ "orders": orders, "rows": rows }))
        })
        .collect();
    let json = json!({
        "rows": looked.row_count, "counts": counts,
        "reasons": reasons.iter().map(Reason::json).collect::<Vec<_>>(),
    });
    Answer { text: lines.join("\n"), json, ok: faulty == 0 }
}

fn said(reasons: &[Reason]) -> Vec<String> {
    let mut lines: Vec<String> = reasons.iter().take(SAID).map(Reason::sentence).collect();
    if reasons.len() > SAID {
        lines.push(format!("… 그 밖에 {}건 (--json으로 모두 볼 수 있어요)", reasons.len() - SAID));
    }
    lines
}

fn nothing_new(looked: &LookedFile) -> Answer {
    Answer {
        text: format!("{}: 모두 이미 있는 주문이라 바뀐 것이 없어요", looked.file_name),
        json: json!({ "rows": looked.row_count, "nothing_new": true }),
        ok: true,
    }
}

fn unmatched(looked: &LookedFile) -> Answer {
    let missing: Vec<&str> = looked.missing.iter().map(|column| column.as_str()).collect();
    Answer {
        text: format!(
            "{}: 주문번호나 금액이 어느 열인지 알 수 없어요. 장부 창의 자동 발행(F7)에서 한 번 짝지으면 다음부터 기억해요. 바뀐 것은 없어요 · {}",
            looked.file_name,
            looked.header.join(", ")
        ),
        json: json!({ "error": { "code": "unmatched_columns", "missing": missing, "header": looked.header } }),
        ok: false,
    }
}

fn unreadable(file: &Path, cause: &io::Error) -> Answer {
    Answer {
        text: format!("{}을(를) 읽지 못했어요. 바뀐 것은 없어요. ({cause})", file.display()),
        json: json!({ "error": { "code": "unreadable_file", "detail": cause.to_string() } }),
        ok: false,
    }
}

const fn word(state: ImportState) -> &'static str {
    match state {
        ImportState::Waiting => "대기",
        ImportState::Faulty => "확인 필요",
        ImportState::Skipped => "건너뜀",
        ImportState::Stopped => "멈춤",
        ImportState::Issued => "발급",
        ImportState::Known => "이미 있음",
        ImportState::Undone => "되돌림",
    }
}
