//! What the command line says: a line for people, or one JSON object with `--json`. The money first.

use std::error::Error;
use std::fmt::Write;
use std::process::ExitCode;

use domain::State;
use office::OfficeError;
use serde_json::{Value, json};
use store::Shelved;

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
        let mut text = format!("{} · {}원 · {}", sentence(&shelved.standing.state), row.total, row.key);
        if let Some(path) = printed {
            let _ = write!(text, "\n{path}");
        }
        let ok = shelved.standing.state.counts_as_issued();
        Self { text, json: json!({ "document": row, "printed": printed }), ok }
    }

    /// What went wrong; for programs the same shape as in the window.
    #[must_use]
    pub fn error(error: OfficeError) -> Self {
        let text = whole_story(&error);
        let error = UiError::from(error);
        Self { text, json: json!({ "error": error }), ok: false }
    }

    /// Says it and makes it the process's end.
    #[must_use]
    pub fn say(self, as_json: bool) -> ExitCode {
        match (as_json, self.ok) {
            (true, _) => println!("{}", self.json),
            (false, true) => println!("{}", self.text),
            (false, false) => eprintln!("{}", self.text),
        }
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

fn sentence(state: &State) -> String {
    match state {
        State::Approved(approval) => format!("승인됐어요 · 승인번호 {}", approval.number),
        State::Confirmed(approval) => format!("확정됐어요 · 승인번호 {}", approval.number),
        State::Rejected(refusal) => {
            format!("거절됐어요. 발급되지 않았어요 · {} {}", refusal.code, refusal.message)
        }
        State::RefusedLater { refusal, .. } => {
            format!("다음 날 거절됐어요 · {} {}", refusal.code, refusal.message)
        }
        State::Unknown | State::Sending => "아직 확인 중이에요. 발급됐을 수 있으니 다시 누르지 마세요".into(),
        State::Held(_) | State::Ready => "아직 보내지 못했어요. 연결되면 저절로 보내요".into(),
        State::Conflict(difference) => format!("국세청에 있는 것과 달라요. 확인이 필요해요 · {difference}"),
        State::CheckByHand => "홈택스에서 직접 확인해 주세요".into(),
    }
}
