//! `jangbu api …`: the door for other programs without the settings window, for a computer that has none.

use clap::{Args, Subcommand};
use office::OfficeError;
use serde_json::json;

use super::answer::Answer;
use crate::shell::Shell;

/// What can be done with the door.
#[derive(Subcommand)]
pub enum ApiCommand {
    /// Say whether it is to be open, at which port, and which tokens there are.
    Show,
    /// Open it whenever the window or `jangbu serve` runs.
    On(OnArgs),
    /// Keep it shut.
    Off,
    /// Make a token for a program; it is shown this one time.
    Token(TokenArgs),
    /// Revoke a token.
    Revoke(RevokeArgs),
}

/// Where to open it.
#[derive(Args)]
pub struct OnArgs {
    /// The port on 127.0.0.1; without it the one set before.
    #[arg(long)]
    port: Option<u16>,
}

/// A token to make.
#[derive(Args)]
pub struct TokenArgs {
    /// What the program is called.
    name: String,
}

/// A token to revoke.
#[derive(Args)]
pub struct RevokeArgs {
    /// Its number in `jangbu api show`.
    id: i64,
}

impl ApiCommand {
    /// Does it. A window or `jangbu serve` that runs meanwhile follows within seconds.
    #[must_use]
    pub fn run(&self, shell: &Shell) -> Answer {
        self.carry_out(shell).unwrap_or_else(Answer::error)
    }

    fn carry_out(&self, shell: &Shell) -> Result<Answer, OfficeError> {
        let office = &shell.office;
        match self {
            Self::Show => show(shell),
            Self::On(args) => {
                let port = args.port.map_or_else(|| office.api_settings().map(|api| api.port), Ok)?;
                office.save_api_settings(true, &port.to_string())?;
                show(shell)
            }
            Self::Off => {
                let port = office.api_settings()?.port;
                office.save_api_settings(false, &port.to_string())?;
                show(shell)
            }
            Self::Token(args) => {
                let made = office.make_api_token(&args.name)?;
                let json = json!({ "id": made.id, "token": made.token });
                Ok(Answer { text: made.token, json, ok: true })
            }
            Self::Revoke(args) => {
                office.revoke_api_token(args.id)?;
                show(shell)
            }
        }
    }
}

fn show(shell: &Shell) -> Result<Answer, OfficeError> {
    let (api, tokens) = (shell.office.api_settings()?, shell.office.api_tokens()?);
    let state = if api.enabled {
        "열려 있어요(창이나 jangbu serve가 도는 동안)"
    } else {
        "닫혀 있어요"
    };
    let mut text = format!("http://127.0.0.1:{} · {state}", api.port);
    for token in tokens.iter().filter(|token| token.revoked_at.is_none()) {
        text.push_str(&format!("\n{} · {}", token.id, token.name));
    }
    Ok(Answer { text, json: json!({ "enabled": api.enabled, "port": api.port }), ok: true })
}
