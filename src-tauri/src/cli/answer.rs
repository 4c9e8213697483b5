//! What the command line says: a line for people, or one JSON object with `--json`. The money first.

use std::error::Error;
use std::fmt::Write as _;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use domain::{HeldReason, State};
use office::OfficeError;
use serde_json::{Value, json};
use store::{DocumentAct, Shelved};

use super::sentences;
use crate::keys::StartError;
use crate::live::LiveError;
use crate::ui_error::UiError;
use crate::view;

/// How a command ended.
pub struct Answer {
    /// For people.
    pub text: String,
    /// For programs.
    pub json: Value,
    /// Whether exit code 0 is deserved.
    pub ok: bool,
}

impl Answer {
    /// A document and what became of it; approved is the only success.
    #[must_use]
    pub fn document(shelved: &Shelved, printed: Option<&str>) -> Self {
        let row = view::document::row(shelved);
        let total = shelved.document.total();
        let mut text = format!("{} · {total}원 · {}", sentence(shelved), row.key);
        let number = shelved.document.content.receipt().map(|sale| &sale.number);
        for advice in number.map(domain::ConsumerNumber::warnings).into_iter().flatten() {
            let _ = write!(text, "\n{}", sentences::advice(advice));
        }
        if let Some(path) = printed {
            let _ = write!(text, "\n{path}");
        }
        let ok = shelved.standing.state.counts_as_issued();
        Self { text, json: json!({ "document": row, "printed": printed }), ok }
    }

    /// What went wrong: a sentence per fault with its cause, and for programs the same shape as in the window.
    #[must_use]
    pub fn error(error: OfficeError) -> Self {
        let cause = error.source().map(whole_story);
        let error = UiError::of(error);
        let text = sentences::error(&error, cause.as_deref());
        Self { text, json: json!({ "error": error }), ok: false }
    }

    /// Why the book could not be opened, and where its file is: that is where a backup goes.
    #[must_use]
    pub fn not_opened(error: StartError, book: &Path) -> Self {
        // The sentence is of what the office says, so the cause begins behind it.
        let cause = if let StartError::Office(error) = &error {
            error.source().map(whole_story)
        } else {
            Some(whole_story(&error))
        };
        let error = UiError::of_unopened(error);
        let text = sentences::error(&error, cause.as_deref());
        let answer = Self { text, json: json!({ "error": error }), ok: false };
        let mut json = answer.json;
        if let Some(detail) = json.pointer_mut("/error/detail") {
            *detail = json!(book);
        }
        let mut text = format!("{}\n장부 파일: {}", answer.text, book.display());
        // SQLite would play this log into whatever file is put in its place, a sound backup included.
        let log = book.with_extension("db-wal");
        if log.metadata().is_ok_and(|log| log.len() > 0) {
            let _ = write!(
                text,
                "\n백업을 돌려놓기 전에 {}과 book.db-shm을 지우지 말고 다른 폴더로 옮겨 두세요.",
                log.display()
            );
        }
        Self { text, json, ok: false }
    }

    /// The line to the NTS could not be opened, so nothing was written or sent.
    #[must_use]
    pub fn no_line(error: &LiveError) -> Self {
        let closed = UiError::of(OfficeError::RouteClosed(None));
        let text = sentences::error(&closed, Some(&whole_story(error)));
        Self { text, json: json!({ "error": closed }), ok: false }
    }

    /// Says it and makes it the process's end. A reader that has gone away (`| head`) is no failure.
    #[must_use]
    pub fn say(self, as_json: bool) -> ExitCode {
        let _reader_gone = match (as_json, self.ok) {
            (true, _) => writeln!(io::stdout(), "{}", self.json),
            (false, true) => writeln!(io::stdout(), "{}", self.text),
            (false, false) => writeln!(io::stderr(), "{}", self.text),
        };
        if self.ok { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}

/// An error with its causes in one line, for a terminal or the log.
#[must_use]
pub fn whole_story(error: &dyn Error) -> String {
    let mut story = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        let _ = write!(story, ": {inner}");
        cause = inner.source();
    }
    story
}

fn sentence(shelved: &Shelved) -> String {
    let done = match shelved.document.act {
        DocumentAct::Issue => "승인됐어요",
        DocumentAct::Cancel { .. } => "취소됐어요",
        DocumentAct::Invoice => "발급됐어요",
        DocumentAct::Amend { .. } => "수정발급됐어요",
    };
    match &shelved.standing.state {
        State::Approved(approval) => format!("{done} · 승인번호 {}", approval.number),
        State::Transmitted(transmission) => {
            format!("국세청에 전송됐어요 · 승인번호 {}", transmission.approval.number)
        }
        State::Confirmed(approval) => format!("확정됐어요 · 승인번호 {}", approval.number),
        State::Rejected(refusal) => {
            format!("국세청이 거절했어요. 바뀐 것은 없어요 · {} {}", refusal.code, refusal.message)
        }
        State::RefusedLater { refusal, .. } => {
            format!("다음 날 거절됐어요 · {} {}", refusal.code, refusal.message)
        }
        State::Unknown | State::Sending => {
            "아직 확인 중이에요. 처리됐을 수 있으니 다시 누르지 말고 `jangbu courier`로 확인해 주세요".into()
        }
        State::Held(reason) => {
            format!(
                "보내지 못하고 장부에 남겨 뒀어요({}). 장부 창이나 `jangbu courier`가 보내요",
                held(*reason)
            )
        }
        State::Ready => "아직 보내지 않았어요. 장부 창이나 `jangbu courier`가 보내요".into(),
        State::Conflict(difference) => format!("국세청에 있는 것과 달라요. 확인이 필요해요 · {difference}"),
        State::CheckByHand => "홈택스에서 직접 확인해 주세요".into(),
        State::ByFile => {
            "홈택스 파일로 내보냈고 승인번호를 기다려요. 홈택스에 올린 뒤 `jangbu hometax results`로 결과 목록을 불러와 주세요"
                .into()
        }
    }
}

const fn held(reason: HeldReason) -> &'static str {
    match reason {
        HeldReason::NoNetwork => "연결이 끊겼어요",
        HeldReason::RouteDown => "국세청이 답하지 않아요",
        HeldReason::RouteStopped => "연결이 멈췄어요. 장부 창에서 까닭을 확인해야 해요",
        HeldReason::Quota => "오늘 한도를 다 썼어요",
        HeldReason::TooManyRequests => "잠시 쉬어야 해요",
        HeldReason::NotYetPossible => "아직 처리할 수 없는 때예요",
        HeldReason::ByFile => "홈택스 엑셀로 내보낼 문서예요(jangbu hometax fill)",
    }
}

/// How a state is called in a list.
#[must_use]
pub const fn word(state: &State) -> &'static str {
    match state {
        State::Ready | State::Held(_) => "대기",
        State::Sending | State::Unknown => "확인 중",
        State::Approved(_) => "승인",
        State::Transmitted(_) => "전송",
        State::Confirmed(_) => "확정",
        State::RefusedLater { .. } | State::Rejected(_) => "거절됨",
        State::Conflict(_) | State::CheckByHand => "확인 필요",
        State::ByFile => "홈택스 대기",
    }
}
