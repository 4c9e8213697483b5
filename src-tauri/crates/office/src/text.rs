//! Text messages about receipts (문자 알림): the account at a gateway, what is to be sent, and the rounds that send it and ask
//! what became of it.
//!
//! They wait in the same queue as mail, with one difference: a gateway can be asked. A text whose answer was lost, or that was
//! under way when the program died, is looked up by our own id, and sent again only when it is proven not to be there
//! (docs/decisions/0013). A practice book sends to the practice server and knows no other way.

mod asking;
mod booking;
mod doubts;
mod queue;
mod rounds;
mod settings;
mod words;

pub(crate) use doubts::Texts;
pub use queue::TextPress;
pub use settings::{TextForm, TextTested};
