//! Mail settings both ways, and the mails and texts about a document with their addresses masked.

use notice::Recipient;
use office::{FieldFault, MailPress, MailTested};
use store::{Notice, NoticeChannel, NoticeState};

use super::local_time;
use crate::contract::mail as contract;
use crate::ui_error::{Fault, UiError};

/// The window's form in the office's words. A blank password was not typed and keeps the one that is kept.
#[must_use]
pub fn typed(form: contract::MailForm) -> office::MailForm {
    let contract::MailForm {
        enabled,
        host,
        port,
        security,
        user,
        password,
        has_password,
        from,
        copy_to_shop,
        extra_ca,
    } = form;
    let security = match security {
        contract::MailSecurity::StartTls => notice::Security::StartTls,
        contract::MailSecurity::Tls => notice::Security::Tls,
    };
    office::MailForm {
        enabled,
        host,
        port,
        security,
        user,
        password,
        has_password,
        from,
        copy_to_shop,
        extra_ca,
    }
}

/// The office's settings in the window's words; without the password.
#[must_use]
pub fn form(settings: office::MailForm) -> contract::MailForm {
    let office::MailForm {
        enabled,
        host,
        port,
        security,
        user,
        password: _,
        has_password,
        from,
        copy_to_shop,
        extra_ca,
    } = settings;
    let security = match security {
        notice::Security::StartTls => contract::MailSecurity::StartTls,
        notice::Security::Tls => contract::MailSecurity::Tls,
    };
    contract::MailForm {
        enabled,
        host,
        port,
        security,
        user,
        password: None,
        has_password,
        from,
        copy_to_shop,
        extra_ca,
    }
}

/// What a test mail brought.
#[must_use]
pub fn tested(tested: MailTested) -> contract::MailTest {
    let (problem, detail) = match tested {
        MailTested::Taken => (None, None),
        MailTested::Failed { problem, detail } => (Some(problem.to_owned()), Some(detail)),
    };
    contract::MailTest { ok: problem.is_none(), problem, detail, faults: Vec::new() }
}

/// Why no test mail was tried.
#[must_use]
pub fn not_tried(faults: &[FieldFault]) -> contract::MailTest {
    let faults = faults.iter().map(Fault::from).collect();
    contract::MailTest { ok: false, problem: None, detail: None, faults }
}

/// One press of the button that mails an invoice.
///
/// # Errors
/// When the key is no key.
pub fn press(request: contract::MailRequest) -> Result<MailPress, UiError> {
    let contract::MailRequest { key, to, press_id } = request;
    Ok(MailPress { key: super::key(&key)?, to, press_id })
}

/// A mail or a text about a document.
#[must_use]
pub fn notice(notice: &Notice) -> contract::Notice {
    let (state, next_try) = match &notice.state {
        NoticeState::Queued { next_at } => (contract::NoticeState::Queued, *next_at),
        NoticeState::Sending => (contract::NoticeState::Sending, None),
        NoticeState::Sent { .. } => (contract::NoticeState::Sent, None),
        NoticeState::Delivered => (contract::NoticeState::Delivered, None),
        NoticeState::Undelivered => (contract::NoticeState::Undelivered, None),
        NoticeState::Refused | NoticeState::Failed => (contract::NoticeState::Refused, None),
        NoticeState::Unknown => (contract::NoticeState::Unknown, None),
    };
    let recipient = &notice.mail.recipient;
    let (channel, to_masked) = match notice.mail.channel {
        NoticeChannel::Mail => (contract::NoticeChannel::Mail, masked(recipient)),
        NoticeChannel::Text => {
            let masked = Recipient::parse(recipient).map(|to| to.masked());
            (contract::NoticeChannel::Text, masked.unwrap_or_default())
        }
    };
    contract::Notice {
        id: u32::try_from(notice.id.get()).unwrap_or(u32::MAX),
        channel,
        to_masked,
        state,
        at: local_time(notice.updated_at),
        next_try: next_try.map(local_time),
        detail: notice.last_error.clone(),
    }
}

/// `ta***@example.com`
fn masked(address: &str) -> String {
    let (name, host) = address.split_once('@').unwrap_or((address, ""));
    let shown: String = name.chars().take(2).collect();
    format!("{shown}***@{host}")
}
