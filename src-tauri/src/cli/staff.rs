//! `jangbu staff …`: the way out when the owner's PIN is forgotten. The command line asks for no PIN: whoever can run it can
//! open the data folder.

use clap::Subcommand;
use office::OfficeError;
use serde_json::json;

use super::answer::Answer;
use crate::shell::Shell;

/// What can be done about the staff.
#[derive(Subcommand)]
pub enum StaffCommand {
    /// Do away with every PIN (직원 PIN 초기화): afterwards the window asks nobody, until the owner sets a new one. The journal
    /// keeps that this was done. The command line itself never asks for a PIN: it belongs to the account that owns the data
    /// folder.
    Reset,
}

impl StaffCommand {
    /// Does it.
    #[must_use]
    pub fn run(&self, shell: &Shell) -> Answer {
        match self {
            Self::Reset => reset(shell),
        }
    }
}

fn reset(shell: &Shell) -> Answer {
    match shell.office.reset_staff() {
        Ok(people) => Answer {
            text: format!(
                "주의: 직원 {people}명의 PIN을 모두 없앴어요. 이제 누구나 장부를 볼 수 있으니 설정 → 직원에서 PIN을 다시 정하세요.\n\
                 열려 있는 창이 잠겨 있다면 아무 PIN이나 넣으면 열려요. 초기화했다는 기록은 업무 기록에 남았어요."
            ),
            json: json!({ "people": people }),
            ok: true,
        },
        Err(OfficeError::NothingToDo(_)) => Answer {
            text: "PIN을 쓰고 있지 않아요. 아무것도 바뀌지 않았어요.".into(),
            json: json!({ "people": 0 }),
            ok: true,
        },
        Err(error) => Answer::error(error),
    }
}
