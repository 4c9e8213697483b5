//! The office: what the use cases stand on.

use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

use nts::Route;
use paper::{FontFiles, Fonts, PaperError};
use store::{Book, World};
use tokio::sync::watch;

use crate::{Clock, Connection, OfficeError, Printer};

/// How long a press waits for the route while the program is still starting.
const ROUTE_WAIT: Duration = Duration::from_secs(10);

/// What an office is made of.
pub struct OfficeParts {
    /// The open book.
    pub book: Book,
    /// The shop's clock.
    pub clock: Arc<dyn Clock>,
    /// Where paper comes out.
    pub printer: Box<dyn Printer>,
    /// Font files of the paper; parsed at the first print.
    pub fonts: FontFiles,
}

/// The use cases of one shop over one book; shared by all threads.
pub struct Office {
    pub(crate) book: Book,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) printer: Box<dyn Printer>,
    pub(crate) fonts: FontShelf,
    connection: Mutex<Connection>,
    route: watch::Sender<Option<Arc<dyn Route>>>,
}

impl Office {
    /// An office whose way to the NTS is not open yet.
    #[must_use]
    pub fn new(parts: OfficeParts) -> Self {
        let OfficeParts { book, clock, printer, fonts } = parts;
        Self {
            book,
            clock,
            printer,
            fonts: FontShelf { files: fonts, parsed: OnceLock::new() },
            connection: Mutex::new(Connection::STARTING),
            route: watch::Sender::new(None),
        }
    }

    /// Opens (or replaces) the way to the NTS.
    pub fn connect(&self, route: Arc<dyn Route>) {
        self.route.send_replace(Some(route));
    }

    /// The line to the NTS as last seen.
    #[must_use]
    pub fn connection(&self) -> Connection {
        self.seen().clone()
    }

    /// Asks the NTS how much may still be issued today, which also tells how the line is.
    ///
    /// # Errors
    /// [`OfficeError::RouteClosed`] when there is no route.
    pub async fn refresh_quota(&self) -> Result<Connection, OfficeError> {
        let read = self.route().await?.quota().await;
        self.seen().saw_quota(&read.outcome);
        Ok(self.connection())
    }

    /// Whether this is the practice book.
    #[must_use]
    pub fn is_practice(&self) -> bool {
        match self.book.world() {
            World::Practice => true,
            World::Real => false,
        }
    }

    /// The open route; waits for it while the program is starting.
    pub(crate) async fn route(&self) -> Result<Arc<dyn Route>, OfficeError> {
        let mut route = self.route.subscribe();
        let opened = tokio::time::timeout(ROUTE_WAIT, route.wait_for(Option::is_some)).await;
        match opened {
            Ok(Ok(open)) => open.clone().ok_or(OfficeError::RouteClosed(None)),
            Ok(Err(_)) | Err(_) => Err(OfficeError::RouteClosed(None)),
        }
    }

    pub(crate) fn seen(&self) -> MutexGuard<'_, Connection> {
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Fonts, parsed once and only when something is printed.
pub(crate) struct FontShelf {
    files: FontFiles,
    parsed: OnceLock<Fonts>,
}

impl FontShelf {
    pub(crate) fn get(&self) -> Result<&Fonts, PaperError> {
        match self.parsed.get() {
            Some(fonts) => Ok(fonts),
            None => {
                let fonts = Fonts::parse(self.files)?;
                Ok(self.parsed.get_or_init(|| fonts))
            }
        }
    }
}
