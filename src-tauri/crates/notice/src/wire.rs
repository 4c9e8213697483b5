//! The way to the mail server: an encrypted line, and the conversation on it.

mod line;
mod session;
mod starttls;
mod stop;
mod trust;

pub(crate) use session::Session;
pub(crate) use stop::Stop;
