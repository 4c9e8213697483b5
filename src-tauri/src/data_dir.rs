//! One folder holds everything the program writes: `--data DIR`, else `JANGBU_DATA`, else the desktop's data folder.
//!
//! ```text
//! DIR/books.json                 which books exist, so that a lost file is missed and not replaced
//! DIR/keys.json                  the keys are in the operating system's key store, under this name
//! DIR/vault.jbv                  or they are in this vault, where there is no key store
//! DIR/practice/book.db           the practice book          DIR/real/book.db    the real book
//! DIR/practice/nts/              the practice NTS: certificates and its own ledger
//! DIR/real/certificate/          the shop's joint certificate, still locked
//! DIR/practice/prints/*.pdf      what was printed
//! DIR/practice/courier.lock      shared by every process that sends; alone with it, one may recover
//! DIR/practice/courier.lead      locked by the one process that brings documents through
//! DIR/practice-window.lock       locked by the one window; beside it the socket at which a second start knocks
//! DIR/webview/                   the window's own cache
//! ```

use std::path::{Path, PathBuf};

use store::{Shelf, World};

const FOLDER: &str = "kr.jangbu.desktop";

/// Nobody said where the data are to be, and the desktop does not say either.
#[derive(Debug, thiserror::Error)]
#[error("자료를 둘 폴더를 알 수 없어요. --data 폴더 또는 JANGBU_DATA로 알려 주세요")]
pub struct NoDataFolder;

/// The data folder.
#[derive(Debug, Clone)]
pub struct DataDir(PathBuf);

impl DataDir {
    /// The folder that was asked for, else the one `JANGBU_DATA` names, else the desktop's own place.
    ///
    /// # Errors
    /// [`NoDataFolder`] when the desktop has no such place; a book is never opened just anywhere.
    pub fn choose(asked: Option<PathBuf>) -> Result<Self, NoDataFolder> {
        let named = || std::env::var_os("JANGBU_DATA").filter(|name| !name.is_empty()).map(PathBuf::from);
        let desktop = || dirs::data_dir().map(|dir| dir.join(FOLDER));
        asked.or_else(named).or_else(desktop).map(Self).ok_or(NoDataFolder)
    }

    /// The folder itself.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.0
    }

    /// Where the book of a world stands.
    #[must_use]
    pub fn book(&self, world: World) -> PathBuf {
        Shelf::new(&self.0).book_path(world)
    }

    /// Where the practice NTS keeps its certificates and ledger.
    #[must_use]
    pub fn practice_nts(&self) -> PathBuf {
        self.0.join("practice").join("nts")
    }

    /// Where the PDFs of a world go.
    #[must_use]
    pub fn prints(&self, world: World) -> PathBuf {
        self.world(world).join("prints")
    }

    /// Where files for whoever helps (지원용 파일) go.
    #[must_use]
    pub fn support(&self, world: World) -> PathBuf {
        self.world(world).join("support")
    }

    /// The file that every sending process of a book holds a shared lock on; a dead process lets go of it by itself.
    #[must_use]
    pub fn courier_lock(&self, world: World) -> PathBuf {
        self.world(world).join("courier.lock")
    }

    /// The file that the one process that brings documents through holds a lock on.
    #[must_use]
    pub fn courier_lead(&self, world: World) -> PathBuf {
        self.world(world).join("courier.lead")
    }

    /// The file that the one window of a book holds a lock on. Not in the world's folder: what stands there says that the
    /// world had a book, and a window locks before it knows.
    #[must_use]
    pub fn window_lock(&self, world: World) -> PathBuf {
        self.0.join(match world {
            World::Practice => "practice-window.lock",
            World::Real => "real-window.lock",
        })
    }

    /// The plain file in which older programs kept the password of the mail account; it is moved to the keys once.
    #[must_use]
    pub fn secrets(&self, world: World) -> PathBuf {
        self.world(world).join("secrets.json")
    }

    /// Where the shop's certificate is kept, still locked by its password.
    #[must_use]
    pub fn certificate(&self, world: World) -> PathBuf {
        self.world(world).join("certificate")
    }

    /// The world that the next start opens: practice, unless somebody has gone live.
    #[must_use]
    pub fn chosen_world(&self) -> World {
        match std::fs::read_to_string(self.world_file()) {
            Ok(text) if text.trim() == World::Real.as_str() => World::Real,
            Ok(_) | Err(_) => World::Practice,
        }
    }

    /// From the next start on this world is opened. The books are not touched.
    ///
    /// # Errors
    /// When the file cannot be written; the choice stays as it was.
    pub fn choose_world(&self, world: World) -> std::io::Result<()> {
        let (file, fresh) = (self.world_file(), self.0.join("world.new"));
        std::fs::write(&fresh, world.as_str())?;
        std::fs::File::open(&fresh)?.sync_all()?;
        std::fs::rename(fresh, file)
    }

    fn world_file(&self) -> PathBuf {
        self.0.join("world")
    }

    /// The web view's own cache.
    #[must_use]
    pub fn webview(&self) -> PathBuf {
        self.0.join("webview")
    }

    fn world(&self, world: World) -> PathBuf {
        match world {
            World::Practice => self.0.join("practice"),
            World::Real => self.0.join("real"),
        }
    }
}
