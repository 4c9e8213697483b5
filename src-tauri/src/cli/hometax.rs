//! `jangbu hometax …`: Hometax's own workbooks without a window. The template is filled, the person uploads the file, and the
//! list that Hometax gives out brings the approval numbers back.

mod words;

use std::fs;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand, ValueEnum};
use domain::{ApprovalNumber, DocumentKey, State};
use office::{
    HometaxCandidate, HometaxFilled, HometaxListPress, HometaxPress, HometaxRead, OfficeError, ResultEntry,
};
use serde_json::{Value, json};

use super::answer::Answer;
use crate::shell::Shell;

/// What can be done with Hometax's workbooks.
#[derive(Subcommand)]
pub enum HometaxCommand {
    /// Which documents can go into a file, and why others cannot.
    List(ListArgs),
    /// Fill the template that was downloaded from Hometax with the documents that are not sent yet.
    Fill(FillArgs),
    /// Read the list that Hometax gives out and say what belongs to what; with --commit, take it down.
    Results(ResultsArgs),
    /// A file was not uploaded after all: its document waits again and is sent.
    TakeBack(TakeBackArgs),
}

/// How to answer.
#[derive(Args)]
pub struct ListArgs {
    /// Answer as one JSON object.
    #[arg(long)]
    json: bool,
}

/// Which template, and where to.
#[derive(Args)]
pub struct FillArgs {
    /// The template as it was downloaded from Hometax, an .xlsx. It stays as it is.
    #[arg(long, value_name = "FILE")]
    template: PathBuf,
    /// Folder for the filled files; made if it is not there. No file is replaced.
    #[arg(long, value_name = "DIR")]
    to: PathBuf,
    /// What is meant; a template of the other kind is refused.
    #[arg(long)]
    kind: Option<Kind>,
    /// Only this document; may be given several times.
    #[arg(long = "only", value_name = "KEY", value_parser = key)]
    only: Vec<DocumentKey>,
    /// The documents named with --only may stand in another file already, which was not uploaded.
    #[arg(long, requires = "only")]
    again: bool,
    /// Put the document's key behind its remark (비고, 메모). The buyer sees it.
    #[arg(long)]
    reference: bool,
    /// Answer as one JSON object.
    #[arg(long)]
    json: bool,
}

/// Which template is meant.
#[derive(Clone, Copy, ValueEnum)]
enum Kind {
    /// 현금영수증 일괄발급 양식.
    Receipts,
    /// 세금계산서등록양식 or 계산서등록양식.
    Invoices,
}

/// Which list.
#[derive(Args)]
pub struct ResultsArgs {
    /// 매출전자세금계산서목록.xls(x), or the list of cash receipts.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Take down what belongs together; without it nothing is changed.
    #[arg(long)]
    commit: bool,
    /// Where several are alike, this approval number is that document's; may be given several times.
    #[arg(long, value_name = "KEY=APPROVAL", value_parser = chosen)]
    assign: Vec<(DocumentKey, ApprovalNumber)>,
    /// Answer as one JSON object.
    #[arg(long)]
    json: bool,
}

/// Which document.
#[derive(Args)]
pub struct TakeBackArgs {
    /// Its key.
    #[arg(value_name = "KEY", value_parser = key)]
    key: DocumentKey,
    /// Answer as one JSON object.
    #[arg(long)]
    json: bool,
}

impl HometaxCommand {
    /// Whether a program asks.
    #[must_use]
    pub const fn wants_json(&self) -> bool {
        match self {
            Self::List(args) => args.json,
            Self::Fill(args) => args.json,
            Self::Results(args) => args.json,
            Self::TakeBack(args) => args.json,
        }
    }

    /// Does it; no line to the NTS is needed.
    #[must_use]
    pub fn run(self, shell: &Shell) -> Answer {
        match self {
            Self::List(_) => shell.office.hometax_candidates().map_or_else(Answer::error, |all| list(&all)),
            Self::Fill(args) => fill(shell, args),
            Self::Results(args) => results(shell, args),
            Self::TakeBack(args) => match shell.office.take_back_from_hometax(&args.key) {
                Ok(()) => taken_back(&args.key),
                Err(error) => refused(error),
            },
        }
    }
}

fn key(text: &str) -> Result<DocumentKey, String> {
    DocumentKey::parse(text).map_err(|error| error.to_string())
}

fn chosen(text: &str) -> Result<(DocumentKey, ApprovalNumber), String> {
    let (document, number) = text.split_once('=').ok_or("KEY=APPROVAL")?;
    let plain: String = number.chars().filter(|c| *c != '-').collect();
    Ok((key(document)?, ApprovalNumber::parse(&plain).map_err(|error| error.to_string())?))
}

fn fill(shell: &Shell, args: FillArgs) -> Answer {
    let template = match fs::read(&args.template) {
        Ok(bytes) => bytes,
        Err(error) => return words::unreadable(&args.template, &error),
    };
    let press = HometaxPress {
        template,
        of_invoices: args.kind.map(|kind| matches!(kind, Kind::Invoices)),
        folder: args.to.clone(),
        only: (!args.only.is_empty()).then_some(args.only),
        again: args.again,
        reference: args.reference,
    };
    match shell.office.fill_hometax_template(&press) {
        Ok(filled) => filled_answer(&filled, &args.to),
        Err(error) => refused(error),
    }
}

fn results(shell: &Shell, args: ResultsArgs) -> Answer {
    let bytes = match fs::read(&args.file) {
        Ok(bytes) => bytes,
        Err(error) => return words::unreadable(&args.file, &error),
    };
    let name = args.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let press = HometaxListPress { name, bytes, commit: args.commit, chosen: args.assign };
    match shell.office.read_hometax_results(&press) {
        Ok(read) => read_answer(&read),
        Err(error) => refused(error),
    }
}

/// What is wrong with the workbook or the documents, said in full.
fn refused(error: OfficeError) -> Answer {
    let more = words::of(&error);
    let answer = Answer::error(error);
    match more {
        Some(sentence) => Answer { text: sentence, ..answer },
        None => answer,
    }
}

fn list(candidates: &[HometaxCandidate]) -> Answer {
    let (mut lines, mut rows) = (Vec::new(), Vec::new());
    for candidate in candidates {
        let document = &candidate.shelved.document;
        let (said, state) = match (&candidate.stands_in, &candidate.row) {
            (Some(file), _) => (format!("{}에 들어 있고 승인번호를 기다려요", file.file), "in_file"),
            (None, Ok(_)) => ("보낼 수 있어요".to_owned(), "can_go"),
            (None, Err(reasons)) => (words::reasons(reasons), "cannot_go"),
        };
        let form = candidate.form.title();
        lines.push(format!("{} · {}원 · {form} · {said}", document.key, document.total()));
        let names: Vec<&str> =
            candidate.row.as_ref().err().into_iter().flatten().map(office::CannotGo::as_str).collect();
        rows.push(json!({
            "key": document.key.as_str(), "form": candidate.form.as_str(), "total": document.total().get(),
            "state": state, "reasons": names, "file": candidate.stands_in.as_ref().map(|file| &file.file),
            "waits_for_number": candidate.shelved.standing.state == State::ByFile,
        }));
    }
    let text =
        if lines.is_empty() { "보내지 않은 문서가 없어요".to_owned() } else { lines.join("\n") };
    Answer { text, json: json!({ "documents": rows }), ok: true }
}

fn filled_answer(filled: &HometaxFilled, folder: &Path) -> Answer {
    let mut lines: Vec<String> = Vec::new();
    for file in &filled.files {
        lines.push(format!("{} · {}건", folder.join(&file.name).display(), file.documents.len()));
    }
    lines.push(
        "아직 발급된 것이 아니에요. 홈택스에 올려 발급한 뒤, 결과 목록을 내려받아 `jangbu hometax results`로 불러와 주세요."
            .to_owned(),
    );
    lines.extend(filled.left.iter().map(|(key, why)| format!("{key} · 넣지 않음: {}", words::reasons(why))));
    let again = filled.stand_in_files.iter();
    lines.extend(again.map(|(key, file)| format!("{key} · 넣지 않음: 이미 {file}에 들어 있어요")));
    let files: Vec<Value> =
        filled.files.iter().map(|file| json!({ "name": file.name, "documents": file.documents })).collect();
    let left: Vec<Value> = filled
        .left
        .iter()
        .map(|(key, why)| {
            let names: Vec<&str> = why.iter().map(office::CannotGo::as_str).collect();
            json!({ "key": key, "reasons": names })
        })
        .collect();
    let in_files: Vec<Value> =
        filled.stand_in_files.iter().map(|(key, file)| json!({ "key": key, "file": file })).collect();
    let json = json!({
        "form": filled.form.as_str(), "folder": folder, "files": files, "left": left, "in_files": in_files,
    });
    Answer { text: lines.join("\n"), json, ok: true }
}

fn read_answer(read: &HometaxRead) -> Answer {
    let done = if read.booked {
        "승인번호를 적었어요"
    } else {
        "아직 아무것도 바꾸지 않았어요(--commit)"
    };
    let mut lines = vec![format!(
        "목록 {}건 · 맞음 {}건 · 이미 있음 {}건 · 골라야 함 {}건 · 목록에 없음 {}건 · 우리 장부에 없음 {}건 · {done}",
        read.entries,
        read.matched.len(),
        read.known,
        read.ambiguous.len(),
        read.ours_left.len(),
        read.theirs_left.len()
    )];
    lines.extend(read.matched.iter().map(|(key, entry)| format!("{key} → {}", entry.approval)));
    for (keys, entries) in &read.ambiguous {
        let keys: Vec<&str> = keys.iter().map(DocumentKey::as_str).collect();
        let numbers: Vec<&str> = entries.iter().map(|entry| entry.approval.as_str()).collect();
        lines.push(format!(
            "{} ↔ {}: 서로 같아서 고를 수 없어요(--assign 문서=승인번호)",
            keys.join(", "),
            numbers.join(", ")
        ));
    }
    lines.extend(read.ours_left.iter().map(|key| format!("{key}: 목록에 없어요. 아직 발급되지 않았어요")));
    lines.extend(
        read.theirs_left
            .iter()
            .map(|entry| format!("{}행 {} {}원: 우리 장부에 없어요", entry.row, entry.approval, entry.total)),
    );
    lines.extend(read.faults.iter().map(|fault| format!("{}행: {}", fault.row, words::fault(fault.kind))));
    let ok = read.ambiguous.is_empty() && read.ours_left.is_empty() && read.faults.is_empty();
    Answer { text: lines.join("\n"), json: read_json(read), ok }
}

fn read_json(read: &HometaxRead) -> Value {
    let entry = |entry: &ResultEntry| {
        json!({
            "row": entry.row, "approval_number": entry.approval.as_str(), "date": entry.dated.to_string(),
            "total": entry.total.get(),
        })
    };
    let matched: Vec<Value> =
        read.matched.iter().map(|(key, found)| json!({ "key": key, "entry": entry(found) })).collect();
    let ambiguous: Vec<Value> = read
        .ambiguous
        .iter()
        .map(|(keys, found)| json!({ "keys": keys, "entries": found.iter().map(entry).collect::<Vec<_>>() }))
        .collect();
    let faults: Vec<Value> = read
        .faults
        .iter()
        .map(|fault| json!({ "row": fault.row, "why": words::fault(fault.kind) }))
        .collect();
    json!({
        "of_invoices": read.of_invoices, "entries": read.entries, "cancels": read.cancels, "known": read.known,
        "booked": read.booked, "matched": matched, "ambiguous": ambiguous, "ours_left": read.ours_left,
        "theirs_left": read.theirs_left.iter().map(entry).collect::<Vec<_>>(), "faults": faults,
    })
}

fn taken_back(key: &DocumentKey) -> Answer {
    Answer {
        text: format!(
            "{key} · 홈택스 파일에서 뺐어요. 장부 창이나 `jangbu courier`가 보내요. 그 파일은 올리지 마세요"
        ),
        json: json!({ "key": key, "taken_back": true }),
        ok: true,
    }
}
