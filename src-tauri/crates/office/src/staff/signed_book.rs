//! The book as the office writes it: every transaction is signed by whoever is at the desk, so that no use case has to
//! think of it.

use std::ops::Deref;
use std::sync::Arc;

use store::{Book, BookError, Writer};

use super::Staffing;

pub(crate) struct SignedBook {
    book: Book,
    staffing: Arc<Staffing>,
}

impl SignedBook {
    pub(crate) const fn new(book: Book, staffing: Arc<Staffing>) -> Self {
        Self { book, staffing }
    }

    /// As [`Book::write`]; what is journalled carries the number of the person who does it.
    pub(crate) fn write<T, E: From<BookError>>(
        &self,
        f: impl FnOnce(&mut Writer<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let by = self.staffing.signer();
        self.book.write(|w| {
            w.sign(by);
            f(w)
        })
    }
}

impl Deref for SignedBook {
    type Target = Book;

    fn deref(&self) -> &Book {
        &self.book
    }
}
