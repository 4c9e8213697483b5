//! The composition root: opens the book, starts the practice NTS, gives the office its route and its printer. Used by
//! the window, the command line and the tests alike; knows nothing of Tauri.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::NaiveDateTime;
use domain::{BusinessNumber, DocumentKey};
use keeper::Brought;
use office::{Clock, Office, OfficeError, OfficeParts, Recovered, SystemClock};
use practice_nts::{PracticeNts, ReadyLine};
use store::{Book, Shelf, World};

use crate::data_dir::DataDir;
use crate::desktop::printing::DesktopPrinter;
use crate::doorway::Doorway;
use crate::fonts;
use crate::keys::{Keys, StartError};
use crate::live::{self, LiveError, Stage};
use crate::practice::{self, PracticeStartError};

/// Between two looks at whether the process that leads is still there.
const LEAD_PAUSE: Duration = Duration::from_secs(1);

/// The shop's office with everything it stands on.
pub struct Shell {
    /// The use cases.
    pub office: Arc<Office>,
    /// Which book is open.
    pub world: World,
    /// Where everything is.
    pub data: DataDir,
    /// The door for other programs.
    pub doorway: Doorway,
    /// Where the book's key and the office's secrets are.
    pub keys: Keys,
    /// The file that names a practice NTS of another process; without it this process starts its own.
    outside: Option<PathBuf>,
    practice: Mutex<Option<PracticeNts>>,
    connecting: tokio::sync::Mutex<()>,
    presence: Mutex<Option<File>>,
    lead: Mutex<Option<File>>,
    began: NaiveDateTime,
}

impl Shell {
    /// Opens the book of a world with its key; nothing is sent and no server is started yet. May wait for a person whom the
    /// key store asks.
    ///
    /// # Errors
    /// [`StartError`] with what is wrong with the keys or the book.
    pub fn open(data: DataDir, world: World, brought: &Brought) -> Result<Self, StartError> {
        keep_private(data.root());
        let keys = Keys::open(&data, world, brought)?;
        Self::with_keys(data, world, keys)
    }

    fn with_keys(data: DataDir, world: World, keys: Keys) -> Result<Self, StartError> {
        let began = SystemClock.now();
        let book: Book = Shelf::new(data.root()).open_with(world, &keys.book, began)?;
        let office = Office::new(OfficeParts {
            book,
            clock: Arc::new(SystemClock),
            printer: Box::new(DesktopPrinter::new(data.prints(world))),
            fonts: fonts::FILES,
            secrets: Arc::new(keys.secrets()),
        })
        .with_certificates(data.certificate(world));
        Ok(Self {
            office: Arc::new(office),
            world,
            data,
            doorway: Doorway::default(),
            keys,
            outside: None,
            practice: Mutex::new(None),
            connecting: tokio::sync::Mutex::default(),
            presence: Mutex::default(),
            lead: Mutex::default(),
            began,
        })
    }

    /// From now on the practice NTS is the running one that this file names (`--nts`), if one is given.
    #[must_use]
    pub fn with_nts(self, outside: Option<PathBuf>) -> Self {
        Self { outside: outside.filter(|file| !file.as_os_str().is_empty()), ..self }
    }

    /// Connects the office to the NTS of its world: a practice NTS that knows the shop, starting one if there is none yet. Without a shop
    /// there is nobody to connect for.
    ///
    /// # Errors
    /// [`LiveError`]; the book stays usable, documents wait.
    pub async fn connect(&self) -> Result<(), LiveError> {
        let _one_at_a_time = self.connecting.lock().await;
        let Some(shop) = self.office.shop().ok().flatten() else { return Ok(()) };
        if self.world == World::Real {
            return self.connect_live();
        }
        if let Some(file) = &self.outside {
            return Ok(self.connect_to(&practice::named_in(file, shop.number())?, shop.number())?);
        }
        let practice = match self.running_for(shop.number()) {
            Some(practice) => practice,
            None => practice::start(self.data.practice_nts(), shop.number()).await?,
        };
        self.connect_to(practice.ready(), shop.number())?;
        let before = self.practice().replace(practice);
        drop(before);
        Ok(())
    }

    fn connect_live(&self) -> Result<(), LiveError> {
        match live::route(&self.office, self.stage())? {
            Some(route) => self.office.connect(route),
            // What it stood on was taken away, and its key must not sign any more.
            None => self.office.disconnect(),
        }
        Ok(())
    }

    /// Where the real service is taken to be.
    #[must_use]
    pub fn stage(&self) -> Stage<'_> {
        Stage::of(self.outside.as_deref())
    }

    /// The real world's book beside this one, in the same folder, with the same stand-in for the service.
    ///
    /// # Errors
    /// As [`Shell::open`].
    pub fn open_real(&self) -> Result<Self, StartError> {
        let keys = self.keys.beside(&self.data, World::Real)?;
        Ok(Self::with_keys(self.data.clone(), World::Real, keys)?.with_nts(self.outside.clone()))
    }

    fn connect_to(&self, ready: &ReadyLine, shop: &BusinessNumber) -> Result<(), PracticeStartError> {
        self.office.connect(practice::route_to(ready, shop)?);
        self.office.practise_texts(practice::texts(ready)?);
        Ok(())
    }

    /// The practice NTS that runs already, if it was started for this number: its certificate is the shop's.
    fn running_for(&self, shop: &BusinessNumber) -> Option<PracticeNts> {
        self.practice().take_if(|practice| practice.ready().business_number == shop.digits())
    }

    /// What the last process left half done becomes `unknown` and its waiting prints come out, if no other process is at
    /// work on the book. To be called once, before anything is sent.
    ///
    /// # Errors
    /// [`OfficeError::Book`] when the book cannot be written.
    pub fn recover(&self) -> Result<Recovered, OfficeError> {
        let Ok(lock) = open_lock(&self.data.courier_lock(self.world)) else {
            return Ok(Recovered::default());
        };
        let alone = lock.try_lock().is_ok();
        let recovered = if alone { self.recover_alone() } else { Ok(Recovered::default()) };
        // From here on share it: while this process lives, nobody may call its documents lost.
        if let Err(error) = share(&lock, alone) {
            tracing::warn!(%error, "the courier's lock could not be shared");
        }
        *self.presence.lock().unwrap_or_else(PoisonError::into_inner) = Some(lock);
        recovered
    }

    fn recover_alone(&self) -> Result<Recovered, OfficeError> {
        let recovered = self.office.recover()?;
        self.office.finish_waiting_prints(self.began)?;
        Ok(recovered)
    }

    /// Whether this process is the one that brings the book's documents through: the first to ask is, until it ends, however
    /// it ends. A press is sent by whoever pressed; what waits, what is unknown and the mail are the leader's.
    #[must_use]
    pub fn leads(&self) -> bool {
        let mut lead = self.lead.lock().unwrap_or_else(PoisonError::into_inner);
        if lead.is_none() {
            let lock = open_lock(&self.data.courier_lead(self.world));
            *lead = lock.ok().filter(|lock| lock.try_lock().is_ok());
        }
        lead.is_some()
    }

    /// Waits until this process leads.
    pub async fn lead(&self) {
        while !self.leads() {
            tokio::time::sleep(LEAD_PAUSE).await;
        }
    }

    /// Prints what a document that was approved late still owes its customer; a sheet that fails is no reason to stop.
    pub fn print_owed(&self, key: &DocumentKey) {
        if let Err(error) = self.office.print_if_owed(key) {
            tracing::warn!(%key, %error, "a slip that was owed did not come out");
        }
    }

    /// Shuts the door and stops the practice NTS.
    pub async fn close(&self) {
        self.doorway.shut().await;
        let practice = self.practice().take();
        if let Some(practice) = practice {
            practice.stop().await;
        }
    }

    fn practice(&self) -> MutexGuard<'_, Option<PracticeNts>> {
        self.practice.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The folder holds customers' numbers: nobody else on this machine may look into it. A folder that cannot be closed is
/// no reason to stop a till, but one to say so.
fn keep_private(folder: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let closed = fs::create_dir_all(folder)
            .and_then(|()| fs::set_permissions(folder, fs::Permissions::from_mode(0o700)));
        if let Err(error) = closed {
            tracing::warn!(%error, "the data folder could not be closed to others");
        }
    }
    #[cfg(not(unix))]
    let _ = folder;
}

fn open_lock(path: &Path) -> io::Result<File> {
    path.parent().map_or(Ok(()), fs::create_dir_all)?;
    File::options().create(true).truncate(false).write(true).open(path)
}

fn share(lock: &File, exclusive: bool) -> io::Result<()> {
    if exclusive {
        lock.unlock()?;
    }
    lock.lock_shared()
}
