//! One folder holds everything the program writes: `--data DIR`, else `JANGBU_DATA`, else the desktop's data folder.
//!
//! ```text
//! DIR/books.json                 which books exist, so that a lost file is missed and not replaced
//! DIR/practice/book.db           the practice book          DIR/real/book.db    the real book
//! DIR/practice/nts/              the practice NTS: certificates and its own ledger
//! DIR/practice/prints/*.pdf      what was printed
//! DIR/webview/                   the window's own cache
//! ```

use std::path::{Path, PathBuf};

use store::World;

const FOLDER: &str = "kr.jangbu.desktop";

/// The data folder.
#[derive(Debug, Clone)]
pub struct DataDir(PathBuf);

impl DataDir {
    /// The folder that was asked for, or the desktop's own place.
    #[must_use]
    pub fn choose(asked: Option<PathBuf>) -> Self {
        Self(
            asked
                .or_else(|| dirs::data_dir().map(|dir| dir.join(FOLDER)))
                .unwrap_or_else(|| PathBuf::from(FOLDER)),
        )
    }

    /// The folder itself.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.0
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

    /// The file that the one courier of a book holds locked; a dead process lets go of it by itself.
    #[must_use]
    pub fn courier_lock(&self, world: World) -> PathBuf {
        self.world(world).join("courier.lock")
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
