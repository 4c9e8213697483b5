//! The staff (직원): the owner and clerks, each with a PIN, and who is at the desk now.
//!
//! Off until the owner sets a PIN: a one-person shop is asked nothing. Once it is on,
//!
//! 1. what a person may do is decided by [`Act::needs`] alone; the window's commands ask [`Office::admit`] first;
//! 2. while the desk is locked nothing is answered but what opens it, and the work behind goes on;
//! 3. whatever a person does is journalled with their number, and what the program does by itself is not;
//! 4. a PIN is known by its Argon2id hash, and a wrong one makes the next try wait, also after a new start.
//!
//! A PIN keeps honest people at their own desk. It does not keep out who can open the data folder: that is the operating
//! system's account, which is why the command line asks for none and `jangbu staff reset` is the way out of a forgotten one.

mod desk;
mod keep;
mod patience;
mod pin;
mod right;
mod settings;
mod signed_book;
mod today;

pub(crate) use desk::Staffing;
pub use desk::{Desk, Person, by_itself};
pub use pin::{NewPin, Pin};
pub use right::{Act, Right};
pub(crate) use signed_book::SignedBook;
