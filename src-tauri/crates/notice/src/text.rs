//! Text messages (문자) through a gateway that speaks the Solapi dialect (providers.md §9).
//!
//! [`send_text`] hands one message over once and says what that proved; [`look_up_text`] asks what became of one. The gateway
//! knows no key under which the same message could be sent twice safely. So every message carries an id of our own in its
//! custom fields, and after a lost answer it is looked up by that id before anything is sent again.
//!
//! Nothing in here tries twice, follows a redirect or speaks without a verified certificate.

mod gateway;
mod line;
mod message;
mod outcome;
mod signature;
mod wire;

pub use gateway::{TextAccess, TextGateway, TextTrust};
pub use message::{OwnId, Recipient, TextKind, TextMessage, TextParts};
pub use outcome::{
    FoundText, TextAcceptance, TextBalance, TextDelivery, TextLookedUp, TextNotSent, TextRefusal,
    TextRefusedPart, TextStatus,
};
pub use wire::{look_up_text, send_text, text_balance};
