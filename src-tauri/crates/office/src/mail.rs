//! Mail about invoices (알림 메일): the shop's mail server, what is to be mailed, and the postman who works the queue off.
//!
//! Nothing in here touches an invoice: it is queued in the transaction that books an approval, and from then on it is a
//! matter of its own. A mail is `sending` on the disk before its first byte leaves, so one that was under way when the
//! program died is known to be in doubt, and only a person sends it again.

mod booking;
mod letter;
mod postman;
mod queue;
mod secrets;
mod settings;

pub use queue::MailPress;
pub use secrets::{RememberedSecrets, Secrets};
pub use settings::{MailForm, MailTested};
