//! Text messages (문자): the server also speaks the dialect of a real gateway (providers.md §9), so that practice mode has
//! somewhere to send them. Messages stay in its ledger and go nowhere.
//!
//! Written from the dialect alone, like everything here: the sending side shares no code with it.

mod draft;
mod refusal;
mod signature;

pub(crate) use draft::TextDraft;
pub(crate) use refusal::TextRefusal;
pub(crate) use signature::TextDoor;
