//! A book full of made-up documents (`jangbu dev fill`): three years of a stationery shop, to practise searching on, to look
//! at a screen with a full book, and to measure with.
//!
//! Every document goes through the domain's own checks and the book's own writer, its journal included, so that what is
//! measured is what a shop would have. Nothing is sent, and nothing is left to be sent, asked for or compared: the practice
//! NTS knows none of these documents ([`ROUTE`]). The same seed on the same day makes the same book.

mod days;
mod dice;
mod invoices;
mod people;
mod receipts;
mod shop;
mod words;

use serde_json::json;
use store::JournalAct;

use days::OpenDay;
use shop::MadeUpShop;

use crate::{Office, OfficeError};

/// What stands as route of a made-up document: no NTS has it, so no comparison may miss it.
pub(crate) const ROUTE: &str = "made_up";

/// A transaction this large costs one sync for many documents and still fits into memory.
const PER_TRANSACTION: u64 = 10_000;

/// How many documents to make up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FillOrder {
    /// How many.
    pub documents: u64,
    /// The same seed makes the same documents.
    pub seed: u64,
}

/// What was made up.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Filled {
    /// Receipts.
    pub receipts: u64,
    /// Cancels of receipts.
    pub cancels: u64,
    /// Invoices.
    pub invoices: u64,
    /// Amendments of invoices.
    pub amendments: u64,
}

impl Filled {
    /// All documents.
    #[must_use]
    pub const fn documents(&self) -> u64 {
        self.receipts + self.cancels + self.invoices + self.amendments
    }
}

impl Office {
    /// Writes made-up documents of the last three years into a practice book, up to yesterday. `told` hears from time to time
    /// how many stand in the book.
    ///
    /// # Errors
    /// [`OfficeError::RealBook`] and [`OfficeError::NoShop`], before anything is written; [`OfficeError::Book`]: what was
    /// told of stands in the book.
    pub fn fill(&self, order: &FillOrder, mut told: impl FnMut(u64)) -> Result<Filled, OfficeError> {
        if !self.is_practice() {
            return Err(OfficeError::RealBook);
        }
        let (supplier, counter) = self.supplier()?;
        let now = self.clock.now();
        let calendar = self.calendar()?.calendar;
        let mut shop = MadeUpShop::new(order.seed, supplier, counter, &self.rules, &calendar, now);
        let facts = json!({ "documents": order.documents, "seed": order.seed });
        self.book.write(|w| w.journal(now, JournalAct::MadeUp, "", &facts))?;
        for days in batches(&days::spread(order.documents, now.date())) {
            self.book.write(|w| days.iter().try_for_each(|day| shop.open_for(w, day)))?;
            told(shop.filled.documents());
        }
        Ok(shop.filled)
    }
}

/// Days that are written together.
fn batches(days: &[OpenDay]) -> impl Iterator<Item = &[OpenDay]> {
    let mut written = 0;
    days.chunk_by(move |day, _next| {
        written += day.documents;
        let goes_on = written < PER_TRANSACTION;
        if !goes_on {
            written = 0;
        }
        goes_on
    })
}
