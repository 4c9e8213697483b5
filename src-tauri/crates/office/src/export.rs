//! The files of a month, quarter or half-year (마감 자료) in a folder of the shop's choice.
//!
//! They are written in a hidden folder inside the one asked for and put under their names only when all are whole, the
//! manifest last; whatever fails before leaves the folder as it was. The act is in the journal, and what was exported is
//! remembered, so that the next export of the same period says what changed.

mod papers;
pub(crate) mod publish;
mod remembered;
pub(crate) mod row;

use std::error::Error;
use std::fs;
use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use domain::Period;
use report::{
    Changes, Close, FileEntry, Manifest, MovedDocument, PeriodFiles, PeriodTotals, ReportError, Sums,
};
use serde_json::json;
use store::{Cursor, DaySum, DocumentSet, JournalAct};
use tempfile::TempDir;

use crate::close::days;
use crate::{Office, OfficeError};
use publish::Published;
use remembered::Remembered;
pub use report::Numbers;

const ROWS_PER_PAGE: u32 = 500;
const UNFINISHED: &str = ".jangbu-";
/// How often a period is written anew because the book changed meanwhile.
const TRIES: u8 = 3;

/// The book went on changing while a period was written.
#[derive(Debug, thiserror::Error)]
#[error("the book went on changing while the files were written")]
struct BookMoved;

/// Told how far an export has come; says whether to go on.
type Watch<'a> = &'a dyn Fn(ExportProgress) -> ControlFlow<()>;

/// What is to be exported, and where to.
#[derive(Debug, Clone)]
pub struct ExportPress {
    /// Which month, quarter or half-year.
    pub period: Period,
    /// The folder; made if it is not there.
    pub folder: PathBuf,
    /// Customers' numbers masked or whole; resident numbers are masked in both.
    pub numbers: Numbers,
}

/// How far an export has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ExportProgress {
    /// Documents written.
    pub done: u64,
    /// Documents there are.
    pub of: u64,
}

/// What was exported.
#[derive(Debug, Clone)]
pub struct Exported {
    /// Where to.
    pub folder: PathBuf,
    /// What stands in the manifest.
    pub manifest: Manifest,
}

impl Exported {
    /// Name of the manifest's file.
    #[must_use]
    pub fn manifest_name(&self) -> String {
        Manifest::name(&self.manifest.period)
    }
}

/// One file after another, with the documents that went into them.
struct Written {
    files: Vec<FileEntry>,
    totals: PeriodTotals,
    documents: DocumentSet,
    added: Vec<MovedDocument>,
}

impl Office {
    /// Writes a period's files. Takes as long as the period is large; the book is free for others meanwhile. `watch` is told
    /// how far it has come, at the beginning, every five hundred documents and before the files get their names, and may
    /// call it off each time.
    ///
    /// # Errors
    /// [`OfficeError::NoShop`]; [`OfficeError::ExportCancelled`]; [`OfficeError::Export`] when the folder cannot be written to, and then no file is left
    /// under its final name; [`OfficeError::Book`].
    pub fn export(&self, press: &ExportPress, watch: Watch<'_>) -> Result<Exported, OfficeError> {
        let was_there = press.folder.exists();
        let exported = self.export_into(press, watch);
        if exported.is_err() && !was_there {
            // Only if it is empty; then it was made for this.
            let _not_empty = fs::remove_dir(&press.folder);
        }
        exported
    }

    fn export_into(&self, press: &ExportPress, watch: Watch<'_>) -> Result<Exported, OfficeError> {
        let (shop, before) =
            self.book.read(|r| Ok((r.shop()?, r.setting(&Remembered::name(press.period))?)))?;
        let shop = shop.ok_or(OfficeError::NoShop)?;
        let before = before.and_then(|text| Remembered::parse(&text));
        let unfinished = hidden_folder(&press.folder).map_err(not_written(&press.folder))?;
        let close =
            Close { period: press.period, shop, numbers: press.numbers, practice: self.is_practice() };
        let written = self.write_proven(&unfinished, press, &close, before.as_ref(), watch)?;
        let removed = self.no_longer_counted(before.as_ref(), &written.documents)?;
        let manifest = Manifest {
            period: press.period.to_string(),
            masked: press.numbers == Numbers::Masked,
            practice: self.is_practice(),
            undecided: self.book.read(|r| r.undecided_in(days(press.period)))?,
            changes: Changes {
                since: before.as_ref().map(|before| before.at.clone()),
                total_won_then: before.as_ref().map(|before| before.total_won),
                added: written.added,
                removed,
            },
            totals: written.totals,
            files: written.files,
        };
        let last = manifest.write(unfinished.path()).map_err(not_written(&press.folder))?;
        self.book_export(press, &manifest, written.documents, || {
            let names = manifest.files.iter().map(|file| file.name.as_str()).chain([last.as_str()]);
            Published::of(unfinished.path(), &press.folder, names)
        })?;
        Ok(Exported { folder: press.folder.clone(), manifest })
    }

    /// Files whose rows add up to what the book itself adds up to, to the won. The book is free for others while they are
    /// written, so a document that is settled meanwhile may stand on neither side of the page that was read: then once more.
    fn write_proven(
        &self,
        unfinished: &TempDir,
        press: &ExportPress,
        close: &Close,
        before: Option<&Remembered>,
        watch: Watch<'_>,
    ) -> Result<Written, OfficeError> {
        for _ in 0..TRIES {
            let written = self.write_files(unfinished, press, close, before, watch)?;
            if written.totals.net() == net_of(&self.book.read(|r| r.sums_in(days(press.period)))?) {
                return Ok(written);
            }
        }
        Err(not_written(&press.folder)(BookMoved))
    }

    fn write_files(
        &self,
        unfinished: &TempDir,
        press: &ExportPress,
        close: &Close,
        before: Option<&Remembered>,
        watch: Watch<'_>,
    ) -> Result<Written, OfficeError> {
        let files = PeriodFiles::begin(unfinished.path(), close.clone());
        let mut files = files.map_err(not_written(&press.folder))?;
        let (mut documents, mut added, mut after) = (DocumentSet::default(), Vec::new(), None);
        let of = u64::from(self.book.read(|r| r.how_many_counted_in(days(press.period)))?);
        loop {
            told(watch, documents.len(), of)?;
            let page = self.book.read(|r| {
                let page = r.counted_in(days(press.period), after, ROWS_PER_PAGE)?;
                let rows = page.iter().map(|shelved| row::of(r, shelved)).collect::<Result<Vec<_>, _>>()?;
                Ok((page, rows))
            })?;
            for (shelved, row) in page.0.iter().zip(&page.1) {
                let id = shelved.document.id;
                documents.insert(id);
                files.add(row).map_err(not_written(&press.folder))?;
                if before.is_some_and(|before| !before.documents.contains(id)) {
                    added.push(row::moved(row));
                }
            }
            let Some(last) = page.0.last() else { break };
            after = Some(Cursor::after(&last.document));
        }
        let mut finished = files.finish().map_err(not_written(&press.folder))?;
        let fonts = self.fonts.get().map_err(not_written(&press.folder))?;
        let papers = papers::write(unfinished.path(), close, &finished, fonts);
        finished.files.extend(papers.map_err(not_written(&press.folder))?);
        told(watch, documents.len(), of)?;
        Ok(Written { files: finished.files, totals: finished.totals, documents, added })
    }

    fn no_longer_counted(
        &self,
        before: Option<&Remembered>,
        now: &DocumentSet,
    ) -> Result<Vec<MovedDocument>, OfficeError> {
        let Some(before) = before else { return Ok(Vec::new()) };
        Ok(self.book.read(|r| {
            let mut removed = Vec::new();
            for id in before.documents.without(now) {
                if let Some(shelved) = r.shelved_by_id(id)? {
                    removed.push(row::moved(&row::of(r, &shelved)?));
                }
            }
            Ok(removed)
        })?)
    }

    /// The journal first, then the files under their names, then the commit: no file without its row, and none of them when
    /// the row cannot be written.
    fn book_export(
        &self,
        press: &ExportPress,
        manifest: &Manifest,
        documents: DocumentSet,
        publish: impl FnOnce() -> io::Result<Published>,
    ) -> Result<(), OfficeError> {
        let (at, net) = (self.clock.now(), manifest.totals.net());
        let hashes: serde_json::Map<_, _> =
            manifest.files.iter().map(|file| (file.name.clone(), json!(file.sha256))).collect();
        let facts = json!({
            "period": manifest.period, "masked": manifest.masked, "documents": net.count,
            "total_won": net.total_won, "files": hashes,
        });
        let remembered = Remembered { at: at.to_string(), total_won: net.total_won, documents };
        let published = self.book.write(|w| {
            w.journal(at, JournalAct::Exported, &manifest.period, &facts)?;
            w.save_setting(&Remembered::name(press.period), &remembered.text())?;
            publish().map_err(not_written(&press.folder))
        })?;
        published.keep();
        Ok(())
    }
}

/// The book's own sums, added up by SQLite.
fn net_of(sums: &[DaySum]) -> Sums {
    sums.iter().fold(Sums::default(), |all, sum| {
        all.plus(Sums {
            count: sum.count,
            supply_won: sum.supply.get(),
            vat_won: sum.vat.get(),
            service_won: sum.service.get(),
            total_won: sum.total.get(),
        })
    })
}

/// Removed with everything in it when dropped.
pub(crate) fn hidden_folder(folder: &Path) -> io::Result<TempDir> {
    fs::create_dir_all(folder)?;
    tempfile::Builder::new().prefix(UNFINISHED).tempdir_in(folder)
}

/// The book may have grown since it was counted.
fn told(watch: Watch<'_>, done: usize, of: u64) -> Result<(), OfficeError> {
    let done = u64::try_from(done).unwrap_or(u64::MAX);
    match watch(ExportProgress { done, of: of.max(done) }) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(OfficeError::ExportCancelled),
    }
}

pub(crate) fn not_written<E: Error + Send + Sync + 'static>(folder: &Path) -> impl FnOnce(E) -> OfficeError {
    move |source| {
        let why = why(&source);
        OfficeError::Export { folder: folder.to_owned(), why, source: source.into() }
    }
}

/// What the system said, wherever in the chain of causes it said so.
fn why(error: &(dyn Error + 'static)) -> Option<io::ErrorKind> {
    std::iter::successors(Some(error), |error: &&(dyn Error + 'static)| (*error).source()).find_map(|error| {
        let report = error.downcast_ref::<ReportError>().and_then(ReportError::kind);
        report.or_else(|| error.downcast_ref::<io::Error>().map(io::Error::kind))
    })
}
