//! The door for other programs of this computer (연결 API): orders in, documents out, over HTTP.
//!
//! Invariants:
//!
//! 1. It listens on 127.0.0.1 and nowhere else, and only while somebody has opened it.
//! 2. No web page can use it: a foreign `Host`, any `Origin` and whatever else a browser adds are refused before anything is
//!    looked at, no answer bears a CORS header, and a body is only taken as `application/json`, which no simple request has.
//! 3. A call costs no more than its limits: bytes, seconds, and how many at once.
//! 4. What is right or wrong with an order is decided by the office alone; the same replies serve the command line.
//!
//! A caller that hangs up changes nothing: an order is carried out in a task of its own.

mod connection;
mod documents;
mod guard;
mod limits;
mod once;
mod orders;
mod reply;
mod routes;
mod server;

pub use documents::document_reply;
pub use limits::Limits;
pub use orders::{add_order, order_status};
pub use reply::Reply;
pub use routes::ROUTES;
pub use server::{Door, DoorError, open};
