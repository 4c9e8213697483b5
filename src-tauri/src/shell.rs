//! The composition root: opens the book, starts the practice NTS, gives the office its route and its printer. Used by
//! the window, the command line and the tests alike; knows nothing of Tauri.

use std::fs::{self, File, TryLockError};
use std::sync::{Arc, Mutex, PoisonError};

use domain::{BusinessNumber, ShopForm};
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
        Ok(Self { office: Arc::new(office), world, data, practice: Mutex::new(None), courier })
    }

    /// Starts the practice NTS and connects the office to it.
    ///
    /// # Errors
    /// [`PracticeStartError`]; the book stays usable, documents wait.
    pub async fn connect(&self) -> Result<(), PracticeStartError> {
        let practice = practice::start(self.data.practice_nts()).await?;
        let shop = self.office.shop().ok().flatten().map(|shop| shop.number().clone());
        let route = shop.map(|number| practice::route(&practice, &number)).transpose()?;
        *self.practice.lock().unwrap_or_else(PoisonError::into_inner) = Some(practice);
        if let Some(route) = route {
            self.office.connect(route);
        }
        Ok(())
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

    /// Saves the shop and speaks for its number from now on.
    ///
    /// # Errors
    /// [`OfficeError::Faults`] with each field; nothing is changed then.
    pub fn save_shop(&self, form: &ShopForm) -> Result<ShopForm, OfficeError> {
        let shop = self.office.save_shop(form)?;
        self.reconnect(shop.number());
        Ok(ShopForm::from(&shop))
    }

    /// Stops the practice NTS.
    pub async fn close(&self) {
        let practice = self.practice.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(practice) = practice {
            practice.stop().await;
        }
    }

    fn reconnect(&self, shop: &BusinessNumber) {
        let practice = self.practice.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(practice) = practice.as_ref() else { return };
        match practice::route(practice, shop) {
            Ok(route) => self.office.connect(route),
            Err(error) => tracing::error!(%error, "the route for the shop's new number could not be built"),
        }
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
