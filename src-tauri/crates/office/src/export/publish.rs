//! Whole files under their final names: all of them or none.
//!
//! What stood there before is kept in the hidden folder until the book has the export's row, and comes back if a name cannot
//! be taken or the book cannot be written.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Files under their final names; taken back when dropped, unless [`Published::keep`] was said.
pub(crate) struct Published {
    folder: PathBuf,
    before: PathBuf,
    /// Names that are taken, and whether a file had the name before.
    taken: Vec<(String, bool)>,
}

impl Published {
    /// Puts files of the hidden folder under their names in `folder`, in order.
    pub fn of<'n>(
        unfinished: &Path,
        folder: &Path,
        names: impl Iterator<Item = &'n str>,
    ) -> io::Result<Self> {
        let before = unfinished.join("before");
        fs::create_dir(&before)?;
        let mut published = Self { folder: folder.to_owned(), before, taken: Vec::new() };
        for name in names {
            let target = folder.join(name);
            let is_there = target.try_exists()?;
            if is_there {
                keep_beside(&target, &published.before.join(name))?;
            }
            fs::rename(unfinished.join(name), target)?;
            published.taken.push((name.to_owned(), is_there));
        }
        Ok(published)
    }

    /// They stay.
    pub fn keep(mut self) {
        self.taken.clear();
    }
}

impl Drop for Published {
    fn drop(&mut self) {
        for (name, was_there) in self.taken.iter().rev() {
            let target = self.folder.join(name);
            let undone =
                if *was_there { fs::rename(self.before.join(name), target) } else { fs::remove_file(target) };
            if let Err(error) = undone {
                tracing::warn!(%error, name, "a file of an export that did not come about stays");
            }
        }
    }
}

/// A second name of the same file costs nothing; not every disk can have one.
fn keep_beside(target: &Path, kept: &Path) -> io::Result<()> {
    fs::hard_link(target, kept).or_else(|_| fs::copy(target, kept).map(|_| ()))
}
