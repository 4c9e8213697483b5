//! The composition root: opens the book, starts the practice NTS, gives the office its route and its printer. Used by
//! the window, the command line and the tests alike; knows nothing of Tauri.

use std::fs::{self, File, TryLockError};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::BusinessNumber;
use office::{Clock, Office, OfficeError, OfficeParts, Recovered, SystemClock};
use practice_nts::PracticeNts;
use store::{Book, Shelf, World};

use crate::data_dir::DataDir;
use crate::desktop::printing::DesktopPrinter;
use crate::fonts;
use crate::practice::{self, PracticeStartError};

/// The shop's office with everything it stands on.
pub struct Shell {
    /// The use cases.
    pub office: Arc<Office>,
    /// Which book is open.
    pub world: World,
    /// Where everything is.
    pub data: DataDir,
    practice: Mutex<Option<PracticeNts>>,
    connecting: tokio::sync::Mutex<()>,
    courier: Option<File>,
}

impl Shell {
    /// Opens the book of a world; nothing is sent and no server is started yet.
    ///
    /// # Errors
    /// [`OfficeError::Book`] with what is wrong with the book.
    pub fn open(data: DataDir, world: World) -> Result<Self, OfficeError> {
        let book: Book = Shelf::new(data.root()).open(world, SystemClock.now())?;
        let office = Office::new(OfficeParts {
            book,
            clock: Arc::new(SystemClock),
            printer: Box::new(DesktopPrinter::new(data.prints(world))),
            fonts: fonts::FILES,
        });
        let courier = courier_lock(&data, world);
        Ok(Self {
            office: Arc::new(office),
            world,
            data,
            practice: Mutex::new(None),
            connecting: tokio::sync::Mutex::default(),
            courier,
        })
    }

    /// Connects the office to a practice NTS that knows the shop, starting one if there is none yet. Without a shop
    /// there is nobody to connect for.
    ///
    /// # Errors
    /// [`PracticeStartError`]; the book stays usable, documents wait.
    pub async fn connect(&self) -> Result<(), PracticeStartError> {
        let _one_at_a_time = self.connecting.lock().await;
        let Some(shop) = self.office.shop().ok().flatten() else { return Ok(()) };
        let practice = match self.running_for(shop.number()) {
            Some(practice) => practice,
            None => practice::start(self.data.practice_nts(), shop.number()).await?,
        };
        self.office.connect(practice::route(&practice, shop.number())?);
        let before = self.practice().replace(practice);
        drop(before);
        Ok(())
    }

    /// The practice NTS that runs already, if it was started for this number: its certificate is the shop's.
    fn running_for(&self, shop: &BusinessNumber) -> Option<PracticeNts> {
        self.practice().take_if(|practice| practice.ready().business_number == shop.digits())
    }

    /// What the last process left half done becomes `unknown`, if this process is the book's one courier.
    ///
    /// # Errors
    /// [`OfficeError::Book`] when the book cannot be written.
    pub fn recover(&self) -> Result<Recovered, OfficeError> {
        if self.courier.is_none() {
            return Ok(Recovered::default());
        }
        self.office.recover()
    }

    /// Stops the practice NTS.
    pub async fn close(&self) {
        let practice = self.practice().take();
        if let Some(practice) = practice {
            practice.stop().await;
        }
    }

    fn practice(&self) -> MutexGuard<'_, Option<PracticeNts>> {
        self.practice.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Only the process that holds this lock may call another's `sending` documents lost.
fn courier_lock(data: &DataDir, world: World) -> Option<File> {
    let path = data.courier_lock(world);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).ok()?;
    }
    let file = File::options().create(true).truncate(false).write(true).open(&path).ok()?;
    match file.try_lock() {
        Ok(()) => Some(file),
        Err(TryLockError::WouldBlock) => None,
        Err(TryLockError::Error(error)) => {
            tracing::warn!(%error, "the courier's lock could not be taken");
            None
        }
    }
}
