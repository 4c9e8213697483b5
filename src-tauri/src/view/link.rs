//! 연결 both ways. Secrets pass once, when they have just been made.

use office::{ApiSettings, ApiTokenCard, Office, ResultsTested};

use super::local_time;
use crate::contract::link as contract;
use crate::doorway::DoorState;
use crate::shell::Shell;
use crate::ui_error::UiError;

/// Everything of 연결 as it is now; the door is brought into the state that is wanted.
///
/// # Errors
/// When the book cannot be read.
pub async fn link(shell: &Shell) -> Result<contract::Link, UiError> {
    let state = shell.doorway.tend(&shell.office).await?;
    let ApiSettings { enabled, port } = shell.office.api_settings()?;
    let results = shell.office.beside(Office::results).await?;
    let good = shell.office.api_tokens()?.into_iter().filter(|token| token.revoked_at.is_none());
    Ok(contract::Link {
        form: contract::DoorForm { enabled, port: port.to_string() },
        state: match state {
            DoorState::Shut => contract::DoorState::Shut,
            DoorState::Open(_) => contract::DoorState::Open,
            DoorState::Taken(_) => contract::DoorState::PortTaken,
        },
        url: format!("http://127.0.0.1:{port}"),
        tokens: good.map(token).collect(),
        results: form(results.form),
        has_secret: results.has_secret,
    })
}

/// What saving and testing brought.
///
/// # Errors
/// When the book cannot be read.
pub async fn tested(shell: &Shell, tested: ResultsTested) -> Result<contract::ResultsSaved, UiError> {
    let ResultsTested { saved, problem } = tested;
    Ok(contract::ResultsSaved {
        link: link(shell).await?,
        new_secret: saved.new_secret,
        problem: problem.map(|(name, _)| name.to_owned()),
        status: problem.and_then(|(_, status)| status),
    })
}

/// The window's form in the office's words.
#[must_use]
pub fn typed(form: contract::ResultsForm) -> office::ResultsForm {
    let contract::ResultsForm { webhook, url, files, folder, file_kind, all_documents } = form;
    let file_kind = match file_kind {
        contract::FileKind::Json => office::FileKind::Json,
        contract::FileKind::Csv => office::FileKind::Csv,
        contract::FileKind::Both => office::FileKind::Both,
    };
    office::ResultsForm { webhook, url, files, folder, file_kind, all_documents }
}

fn form(form: office::ResultsForm) -> contract::ResultsForm {
    let office::ResultsForm { webhook, url, files, folder, file_kind, all_documents } = form;
    let file_kind = match file_kind {
        office::FileKind::Json => contract::FileKind::Json,
        office::FileKind::Csv => contract::FileKind::Csv,
        office::FileKind::Both => contract::FileKind::Both,
    };
    contract::ResultsForm { webhook, url, files, folder, file_kind, all_documents }
}

fn token(token: ApiTokenCard) -> contract::TokenRow {
    contract::TokenRow {
        id: u32::try_from(token.id).unwrap_or(u32::MAX),
        name: token.name,
        created_at: local_time(token.created_at),
        last_used_at: token.last_used_at.map(local_time),
    }
}
