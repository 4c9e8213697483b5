//! Paper. Approval and print are separate: a print job is a row of its own that survives a restart, and a printer that
//! fails never touches an approval. Each sheet after the first stands in the journal, and a receipt's says 재발행 n회차; an
//! invoice has several papers, each the same however often it is printed.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use chrono::{NaiveDateTime, TimeDelta};
use domain::DocumentKey;
use paper::Slip;
use serde_json::json;
use store::{JournalAct, PrintOutcome, PrintRow, Shelved, Writer};

use crate::invoice_paper::InvoicePaper;
use crate::slip::{SlipFacts, copy_note};
use crate::{Office, OfficeError};

/// How old a sale may be whose paper still comes out by itself: a receipt can be taken for three days, and a weekend lies between.
const OWED_FOR: TimeDelta = TimeDelta::days(7);

/// Puts a finished PDF on paper, or where paper would be.
pub trait Printer: Send + Sync {
    /// Prints the job and says where it went (a path or a queue's name).
    ///
    /// # Errors
    /// [`PrinterError`] when nothing came out; the job stays in the book.
    fn print(&self, job: &PrintJob<'_>) -> Result<String, PrinterError>;
}

/// One sheet on its way.
#[derive(Debug, Clone, Copy)]
pub struct PrintJob<'a> {
    /// File name without folder, unique for document and copy.
    pub file_name: &'a str,
    /// The operating system's queue to use; `None` keeps the PDF only.
    pub queue: Option<&'a str>,
    /// The PDF.
    pub pdf: &'a [u8],
}

/// Why nothing came out.
#[derive(Debug, thiserror::Error)]
pub enum PrinterError {
    /// The PDF could not be written.
    #[error("cannot write {path}")]
    Folder {
        /// Where to.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// The operating system's spooler refused the job.
    #[error("the print queue {queue} refused the job: {cause}")]
    Queue {
        /// Its name.
        queue: String,
        /// Its words.
        cause: String,
    },
}

/// Keeps every sheet as a PDF in one folder.
#[derive(Debug, Clone)]
pub struct FolderPrinter {
    folder: PathBuf,
}

impl FolderPrinter {
    /// A printer that writes into `folder`, made when first needed.
    #[must_use]
    pub const fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Writes the PDF under its final name only when it is whole.
    ///
    /// # Errors
    /// [`PrinterError::Folder`] with the path.
    pub fn keep(&self, job: &PrintJob<'_>) -> Result<PathBuf, PrinterError> {
        let path = self.folder.join(job.file_name);
        write_whole(&path, job.pdf).map_err(|source| PrinterError::Folder { path: path.clone(), source })?;
        Ok(path)
    }
}

impl Printer for FolderPrinter {
    fn print(&self, job: &PrintJob<'_>) -> Result<String, PrinterError> {
        Ok(self.keep(job)?.display().to_string())
    }
}

/// A sheet that came out, or did not.
#[derive(Debug)]
pub struct PrintedSheet {
    /// 0 for the first print, n for the n-th reprint.
    pub copy_no: u32,
    /// Path or queue.
    pub target: String,
    /// The queue it went to; `None` when a PDF was kept and nothing printed.
    pub queue: Option<String>,
}

impl Office {
    /// Prints an approved document: a receipt's original the first time, a marked reprint (재발행 n회차) afterwards; of an
    /// invoice the buyer's copy.
    ///
    /// # Errors
    /// [`OfficeError::NotPrintable`] without an approval, [`OfficeError::Paper`] and [`OfficeError::Printer`] when no
    /// paper came out. The approval is untouched in every case.
    pub fn print_document(&self, key: &DocumentKey) -> Result<PrintedSheet, OfficeError> {
        let job = self.book.write(|w| {
            let shelved = w.shelved(key)?.ok_or_else(|| OfficeError::NotFound(key.to_string()))?;
            if !shelved.standing.state.counts_as_issued() {
                return Err(OfficeError::NotPrintable(key.clone()));
            }
            self.queue_sheet(w, &shelved, InvoicePaper::Buyer)
        })?;
        self.carry_out(key, &job)
    }

    /// Prints one of an issued invoice's papers.
    ///
    /// # Errors
    /// As [`Office::print_document`]; [`OfficeError::NotPrintable`] for a document that is no invoice as well.
    pub fn print_invoice(&self, key: &DocumentKey, paper: InvoicePaper) -> Result<PrintedSheet, OfficeError> {
        let job = self.book.write(|w| {
            let shelved = w.shelved(key)?.ok_or_else(|| OfficeError::NotFound(key.to_string()))?;
            if shelved.document.invoice().is_none() || !shelved.standing.state.counts_as_issued() {
                return Err(OfficeError::NotPrintable(key.clone()));
            }
            self.queue_sheet(w, &shelved, paper)
        })?;
        self.carry_out(key, &job)
    }

    /// Prints what its press wanted on paper and has not seen any, because it was approved only later. Whoever asks first
    /// gets the sheet, however many ask at once.
    ///
    /// # Errors
    /// As [`Office::print_document`].
    pub fn print_if_owed(&self, key: &DocumentKey) -> Result<Option<PrintedSheet>, OfficeError> {
        let job = self.book.write(|w| {
            let shelved = w.shelved(key)?.ok_or_else(|| OfficeError::NotFound(key.to_string()))?;
            let wanted = shelved.document.print_wanted && shelved.standing.state.counts_as_issued();
            let owed = wanted && w.prints_of(shelved.document.id)?.is_empty();
            owed.then(|| self.queue_sheet(w, &shelved, InvoicePaper::Buyer)).transpose()
        })?;
        job.map(|job| self.carry_out(key, &job)).transpose()
    }

    /// `paper` is for an invoice; a receipt has one paper.
    fn queue_sheet(
        &self,
        w: &mut Writer<'_>,
        shelved: &Shelved,
        paper: InvoicePaper,
    ) -> Result<PrintRow, OfficeError> {
        let at = self.clock.now();
        let paper = shelved.document.invoice().map(|_| paper.as_str());
        let job = w.queue_paper(shelved.document.id, paper, at)?;
        let act = if job.copy_no == 0 { JournalAct::Printed } else { JournalAct::Reprinted };
        let facts = match paper {
            Some(paper) => json!({ "copy": job.copy_no, "paper": paper }),
            None => json!({ "copy": job.copy_no }),
        };
        w.journal(at, act, shelved.document.key.as_str(), &facts)?;
        Ok(job)
    }

    /// Finishes the print jobs that a power cut left waiting since before `began`; each comes out with the number it was
    /// given. So does the paper of what was approved late just before the cut. Only the book's one courier may call this.
    ///
    /// # Errors
    /// [`OfficeError::Book`] when the jobs cannot be read; a sheet that fails is marked and does not stop the others.
    pub fn finish_waiting_prints(&self, began: NaiveDateTime) -> Result<u32, OfficeError> {
        let waiting = self.book.read(|r| r.waiting_prints())?;
        let mut finished = 0;
        for (key, job) in waiting.into_iter().filter(|(_, job)| job.printed_at < began) {
            match self.carry_out(&key, &job) {
                Ok(_) => finished += 1,
                Err(error) => tracing::warn!(%key, %error, "a waiting print did not come out"),
            }
        }
        for key in self.book.read(|r| r.owed_prints(began - OWED_FOR, began))? {
            match self.print_if_owed(&key) {
                Ok(sheet) => finished += u32::from(sheet.is_some()),
                Err(error) => tracing::warn!(%key, %error, "a slip that was owed did not come out"),
            }
        }
        Ok(finished)
    }

    fn carry_out(&self, key: &DocumentKey, job: &PrintRow) -> Result<PrintedSheet, OfficeError> {
        let printed = self.draw(key, job).and_then(|pdf| self.hand_over(key, job, &pdf));
        let at = self.clock.now();
        self.book.write(|w| match &printed {
            Ok(target) => {
                Ok::<_, OfficeError>(w.finish_print(job.id, &PrintOutcome::Done { target: target.clone() })?)
            }
            Err(error) => {
                let cause = error.to_string();
                w.finish_print(job.id, &PrintOutcome::Failed { cause: cause.clone() })?;
                Ok(w.journal(
                    at,
                    JournalAct::PrintFailed,
                    key.as_str(),
                    &json!({ "copy": job.copy_no, "cause": cause }),
                )?)
            }
        })?;
        let queue = self.settings()?.printer;
        printed.map(|target| PrintedSheet { copy_no: job.copy_no, target, queue })
    }

    fn draw(&self, key: &DocumentKey, job: &PrintRow) -> Result<Vec<u8>, OfficeError> {
        if let Some(paper) = paper_of(job) {
            return self.invoice_pdf(&self.shelved(key)?, paper);
        }
        let slip = self.slip(key, job)?;
        let paper_failed = |source| OfficeError::Paper { key: key.clone(), source };
        let fonts = self.fonts.get().map_err(paper_failed)?;
        paper::render_slip(&slip, fonts).map_err(paper_failed)
    }

    fn hand_over(&self, key: &DocumentKey, job: &PrintRow, pdf: &[u8]) -> Result<String, OfficeError> {
        let queue = self.settings()?.printer;
        let file_name = match (paper_of(job), job.copy_no) {
            (Some(paper), _) => format!("{key}-{}.pdf", paper.as_str()),
            (None, 0) => format!("{key}.pdf"),
            (None, nth) => format!("{key}-r{nth}.pdf"),
        };
        self.printer
            .print(&PrintJob { file_name: &file_name, queue: queue.as_deref(), pdf })
            .map_err(|source| OfficeError::Printer { key: key.clone(), source })
    }

    fn slip(&self, key: &DocumentKey, job: &PrintRow) -> Result<Slip, OfficeError> {
        let Shelved { document, standing, .. } = self.shelved(key)?;
        // The shop as it was then: a reprint has the body of the first print.
        let (shop, original) = self.book.read(|r| {
            let shop = document.shop.map(|version| r.shop_version(version)).transpose()?.flatten();
            let original = document.act.original().map(|id| r.shelved_by_id(id)).transpose()?.flatten();
            Ok((shop, original))
        })?;
        let shop = shop.ok_or(OfficeError::NoShop)?;
        let approval = standing.state.approval().ok_or_else(|| OfficeError::NotPrintable(key.clone()))?;
        Ok(Slip::from(SlipFacts {
            shop: &shop,
            document: &document,
            sale: document.sale()?,
            approval,
            original: original.as_ref(),
            copy: copy_note(job),
            practice: self.is_practice(),
        }))
    }
}

/// Which of an invoice's papers a job is. One that a newer program knows comes out as the buyer's copy.
fn paper_of(job: &PrintRow) -> Option<InvoicePaper> {
    job.paper.as_deref().map(|name| InvoicePaper::from_name(name).unwrap_or(InvoicePaper::Buyer))
}

/// A reader of the folder never sees half a PDF.
fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let unfinished = path.with_extension("pdf.part");
    let mut file = File::create(&unfinished)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    drop(file);
    fs::rename(&unfinished, path)
}
