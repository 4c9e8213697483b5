//! `jangbu serve`: everything the window does behind the counter, without a window: the door for other programs, the courier,
//! the mails, and the results that go back.

use clap::Args;
use office::OfficeError;
use serde_json::json;

use super::answer::Answer;
use super::courier::{self, CourierArgs};
use crate::doorway::DoorState;
use crate::shell::Shell;

/// How to serve.
#[derive(Args)]
pub struct ServeArgs {
    /// Say where the door is, and each document that moved, as one JSON object a line.
    #[arg(long)]
    pub(super) json: bool,
}

/// Serves until stopped (Ctrl C). The first line says where the door is.
///
/// # Errors
/// [`OfficeError::Book`] when the book cannot be read.
pub async fn run(shell: &Shell, args: &ServeArgs) -> Result<Answer, OfficeError> {
    let port = match shell.doorway.tend(&shell.office).await? {
        DoorState::Open(port) => port,
        DoorState::Shut => {
            let text = "연결이 꺼져 있어요. 설정 → 연결이나 `jangbu api on`으로 먼저 켜세요.".to_owned();
            return Ok(Answer { text, json: json!({ "error": { "code": "api_off" } }), ok: false });
        }
        DoorState::Taken(port) => {
            let text = format!("{port} 포트를 다른 프로그램이 쓰고 있어 열지 못했어요.");
            let json = json!({ "error": { "code": "port_taken", "port": port } });
            return Ok(Answer { text, json, ok: false });
        }
    };
    let url = format!("http://127.0.0.1:{port}");
    courier::say(&Answer { text: url.clone(), json: json!({ "url": url }), ok: true }, args.json);
    let until_stopped = CourierArgs::until_stopped(args.json);
    tokio::select! {
        ended = courier::run(shell, &until_stopped) => ended,
        () = shell.doorway.keep(&shell.office) => Ok(Answer { text: url, json: json!({}), ok: true }),
    }
}
