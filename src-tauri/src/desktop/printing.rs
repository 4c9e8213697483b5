//! Printing on Linux and macOS goes through CUPS' `lp`; the PDF is always kept as well. Windows has no call that prints
//! a PDF silently, so there the PDF in the folder is the paper for now.

use std::path::{Path, PathBuf};
use std::process::Command;

use office::{FolderPrinter, PrintJob, Printer, PrinterError};

/// The desktop's printers.
#[derive(Debug, Clone)]
pub struct DesktopPrinter {
    folder: FolderPrinter,
}

impl DesktopPrinter {
    /// Keeps every PDF in `folder`.
    #[must_use]
    pub const fn new(folder: PathBuf) -> Self {
        Self { folder: FolderPrinter::new(folder) }
    }
}

impl Printer for DesktopPrinter {
    fn print(&self, job: &PrintJob<'_>) -> Result<String, PrinterError> {
        let kept = self.folder.keep(job)?;
        match job.queue {
            None => Ok(kept.display().to_string()),
            Some(queue) => spool(queue, job.file_name, &kept),
        }
    }
}

/// Arguments go as a list, never through a shell.
fn spool(queue: &str, title: &str, pdf: &Path) -> Result<String, PrinterError> {
    let refused = |cause: String| PrinterError::Queue { queue: queue.into(), cause };
    let done = Command::new("lp")
        .args(["-d", queue, "-o", "print-scaling=none", "-t", title, "--"])
        .arg(pdf)
        .output()
        .map_err(|error| refused(format!("lp could not be started: {error}")))?;
    if done.status.success() {
        Ok(queue.into())
    } else {
        Err(refused(String::from_utf8_lossy(&done.stderr).trim().to_owned()))
    }
}
