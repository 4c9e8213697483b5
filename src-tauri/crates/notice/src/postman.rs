//! Handing a mail over, once, and trying the settings without one.

use crate::mail::Mail;
use crate::outcome::{Checked, Delivery, NotSentCause, Welcome};
use crate::redact::Hidden;
use crate::server::MailServer;
use crate::wire::{Session, Stop};

/// Hands `mail` to `server` once and says what that proved.
pub async fn send(server: &MailServer, mail: &Mail) -> Delivery {
    let hidden = Hidden::of_mail(server, mail);
    let delivery = handed_over(server, mail, &hidden).await.unwrap_or_else(|stop| match stop {
        Stop::NotSent(cause) => Delivery::NotSent(cause),
        Stop::Refused(refusal) => Delivery::Refused(refusal),
    });
    tracing::debug!(?delivery, "asked the mail server to take a mail");
    delivery
}

/// Connects, verifies the certificate, logs in and leaves again; nothing is sent.
pub async fn check(server: &MailServer) -> Checked {
    match logged_in(server, &Hidden::of_account(server)).await {
        Ok(welcome) => Checked::Works(welcome),
        Err(Stop::NotSent(cause)) => Checked::NotReached(cause),
        Err(Stop::Refused(refusal)) => Checked::Refused(refusal),
    }
}

async fn handed_over(server: &MailServer, mail: &Mail, hidden: &Hidden) -> Result<Delivery, Stop> {
    let mut session = Session::open(server, hidden).await?;
    let delivery = match session.log_in().await {
        Ok(_) => session.hand_over(mail).await,
        Err(stop) => Err(stop),
    };
    if is_still_talking(&delivery) {
        session.close().await;
    }
    delivery
}

/// Whether a goodbye would be heard, and could not become part of a mail that is half given.
fn is_still_talking(delivery: &Result<Delivery, Stop>) -> bool {
    match delivery {
        Ok(Delivery::Accepted(_) | Delivery::Refused(_)) | Err(Stop::Refused(_)) => true,
        Ok(Delivery::NotSent(cause)) | Err(Stop::NotSent(cause)) => {
            matches!(cause, NotSentCause::Postponed { .. } | NotSentCause::NoCommonLogin)
        }
        Ok(Delivery::Unknown(_)) => false,
    }
}

async fn logged_in(server: &MailServer, hidden: &Hidden) -> Result<Welcome, Stop> {
    let mut session = Session::open(server, hidden).await?;
    let welcome = session.log_in().await;
    session.close().await;
    welcome
}
