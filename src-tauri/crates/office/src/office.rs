//! The office: what the use cases stand on.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use chrono::NaiveDateTime;
use domain::{DeadlineRules, DocumentKey};
use nts::Route;
use paper::{FontFiles, Fonts, PaperError};
use store::{Book, World};
use tokio::sync::{Notify, broadcast, watch};

use crate::certificate::{CertificateShelf, LastFound};
use crate::gate::Gate;
use crate::order_import::{Importing, LastLooked};
use crate::staff::{SignedBook, Staffing};
use crate::text::Texts;
use crate::under_way::UnderWay;
use crate::{Clock, Connection, OfficeError, Printer, Secrets};

/// How long a press waits for the route while the program is still starting.
const ROUTE_WAIT: Duration = Duration::from_secs(10);

/// Documents that may move before the window has looked.
const NEWS_KEPT: usize = 1_024;

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
    /// Where the password of the mail account is kept.
    pub secrets: Arc<dyn Secrets>,
}

/// The use cases of one shop over one book; shared by all threads.
pub struct Office {
    pub(crate) book: SignedBook,
    /// Who is at the desk.
    pub(crate) staffing: Arc<Staffing>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) printer: Box<dyn Printer>,
    pub(crate) fonts: FontShelf,
    /// The law's deadlines.
    pub(crate) rules: DeadlineRules,
    /// What this process has in the air.
    pub(crate) under_way: UnderWay,
    /// Wakes the courier from its pause.
    pub(crate) wake: Notify,
    /// Documents that moved while nobody at the counter was watching.
    pub(crate) news: broadcast::Sender<DocumentKey>,
    /// One pass of the courier at a time.
    pub(crate) draining: tokio::sync::Mutex<()>,
    pub(crate) last_pass: LastPass,
    pub(crate) secrets: Arc<dyn Secrets>,
    /// Wakes the postman from its pause.
    pub(crate) post: Notify,
    /// One round of the postman at a time.
    pub(crate) posting: tokio::sync::Mutex<()>,
    /// What is running of texts.
    pub(crate) texts: Texts,
    /// Wakes the messenger from its pause.
    pub(crate) results_due: Notify,
    /// One round of the messenger at a time.
    pub(crate) delivering: tokio::sync::Mutex<()>,
    /// Wakes the planner from its pause.
    pub(crate) plans: Notify,
    /// One round of the plans at a time.
    pub(crate) planning: tokio::sync::Mutex<()>,
    /// One document over kept sales at a time.
    pub(crate) selling: tokio::sync::Mutex<()>,
    /// The order file that was looked at last.
    pub(crate) looked: LastLooked,
    /// Imports of orders that are being issued.
    pub(crate) importing: Importing,
    /// Where certificates are kept; none where none may be.
    pub(crate) certificates: Option<CertificateShelf>,
    /// The last search for certificates.
    pub(crate) found: LastFound,
    route: watch::Sender<Option<Arc<dyn Route>>>,
}

impl Office {
    /// An office whose way to the NTS is not open yet.
    #[must_use]
    pub fn new(parts: OfficeParts) -> Self {
        let OfficeParts { book, clock, printer, fonts, secrets } = parts;
        let staffing = Arc::new(Staffing::default());
        Self {
            book: SignedBook::new(book, Arc::clone(&staffing)),
            staffing,
            clock,
            printer,
            fonts: FontShelf { files: fonts, parsed: OnceLock::new() },
            rules: DeadlineRules::default(),
            under_way: UnderWay::new(),
            wake: Notify::new(),
            news: broadcast::Sender::new(NEWS_KEPT),
            draining: tokio::sync::Mutex::default(),
            last_pass: LastPass::default(),
            secrets,
            post: Notify::new(),
            posting: tokio::sync::Mutex::default(),
            texts: Texts::new(),
            results_due: Notify::new(),
            delivering: tokio::sync::Mutex::default(),
            plans: Notify::new(),
            planning: tokio::sync::Mutex::default(),
            selling: tokio::sync::Mutex::default(),
            looked: LastLooked::default(),
            importing: Importing::default(),
            certificates: None,
            found: LastFound::default(),
            route: watch::Sender::new(None),
        }
    }

    /// Opens (or replaces) the way to the NTS; a line that was down is tried at once.
    pub fn connect(&self, route: Arc<dyn Route>) {
        let tried = self.gated(route.as_ref(), |_, gate, at| {
            gate.try_again(at);
            Ok(())
        });
        if let Err(error) = tried {
            tracing::warn!(%error, "what is known of the route could not be read");
        }
        self.route.send_replace(Some(route));
        self.wake.notify_one();
    }

    /// Closes the way to the NTS; documents wait in the book.
    pub fn disconnect(&self) {
        self.route.send_replace(None);
    }

    /// Documents that moved while nobody at the counter was watching, from now on. Who falls far behind misses some and
    /// is told so.
    #[must_use]
    pub fn news(&self) -> broadcast::Receiver<DocumentKey> {
        self.news.subscribe()
    }

    /// The line to the NTS as last seen.
    ///
    /// # Errors
    /// [`OfficeError::Book`].
    pub fn connection(&self) -> Result<Connection, OfficeError> {
        let Some(route) = self.open_route() else { return Ok(Connection::STARTING) };
        let gate = self.book.read(|r| Gate::of(r, route.name()))?;
        Ok(Connection::seen(&gate, self.clock.now()))
    }

    /// Whether this is the practice book.
    #[must_use]
    pub fn is_practice(&self) -> bool {
        match self.book.world() {
            World::Practice => true,
            World::Real => false,
        }
    }

    /// The stable name of the open route; `none` before there is one.
    #[must_use]
    pub fn route_name(&self) -> &'static str {
        self.open_route().map_or("none", |route| route.name())
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

    /// The open route, if there is one yet.
    pub(crate) fn open_route(&self) -> Option<Arc<dyn Route>> {
        self.route.borrow().clone()
    }
}

/// What the wall clock said at the last pass of the courier.
#[derive(Debug, Default)]
pub(crate) struct LastPass(Mutex<NaiveDateTime>);

impl LastPass {
    /// Notes the time of this pass and answers that of the one before.
    pub(crate) fn replace(&self, now: NaiveDateTime) -> NaiveDateTime {
        std::mem::replace(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner), now)
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
