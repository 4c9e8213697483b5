//! The log of everything said to the NTS, and the file of it that goes to whoever helps.
//!
//! Identifiers are starred out before an attempt is written; the bundle is starred once more as a whole, because what
//! leaves the shop must not depend on one place having been right.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use store::{AttemptCursor, AttemptFilter, JournalAct, LoggedAttempt};

use crate::{Office, OfficeError};

const ROWS_PER_PAGE_MAX: u32 = 500;
/// Attempts that go into a bundle: about a month of a busy shop.
const BUNDLED: u32 = 20_000;

/// A bundle that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedBundle {
    /// Where.
    pub path: PathBuf,
    /// How many attempts it holds.
    pub attempts: u32,
    /// Its size.
    pub bytes: u64,
}

impl Office {
    /// One page of the log, newest first, and where the next one begins.
    ///
    /// # Errors
    /// [`OfficeError::Book`].
    pub fn attempt_log(
        &self,
        asked: &AttemptFilter,
    ) -> Result<(Vec<LoggedAttempt>, Option<AttemptCursor>), OfficeError> {
        let asked = AttemptFilter { limit: asked.limit.clamp(1, ROWS_PER_PAGE_MAX), ..asked.clone() };
        Ok(self.book.read(|r| r.attempt_log(&asked))?)
    }

    /// Writes the log into `folder` as one JSON document a line, without any identifier: first what program and line it
    /// is, then the attempts, newest first.
    ///
    /// # Errors
    /// [`OfficeError::Bundle`] when the file cannot be written; no half file is left under the final name.
    pub fn save_support_bundle(&self, folder: &Path, version: &str) -> Result<SavedBundle, OfficeError> {
        let at = self.clock.now();
        let path = folder.join(format!("jangbu-support-{}.jsonl", at.format("%Y%m%d-%H%M%S")));
        let head = self.bundle_head(version)?;
        let failed = |source| OfficeError::Bundle { path: path.clone(), source };
        let unfinished = path.with_extension("part");
        let mut out = begin(folder, &unfinished).map_err(failed)?;
        write_line(&mut out, &head).map_err(failed)?;
        let mut filter = AttemptFilter { limit: ROWS_PER_PAGE_MAX, ..AttemptFilter::default() };
        let mut attempts = 0;
        loop {
            let (rows, next) = self.attempt_log(&filter)?;
            for row in &rows {
                write_line(&mut out, &line(row)).map_err(failed)?;
                attempts += 1;
            }
            if next.is_none() || attempts >= BUNDLED {
                break;
            }
            filter.after = next;
        }
        let bytes = finish(out, &unfinished, &path).map_err(failed)?;
        self.book.write(|w| {
            let facts = json!({ "attempts": attempts, "bytes": bytes });
            Ok::<_, OfficeError>(w.journal(at, JournalAct::BundleSaved, "", &facts)?)
        })?;
        Ok(SavedBundle { path, attempts, bytes })
    }

    fn bundle_head(&self, version: &str) -> Result<Value, OfficeError> {
        let (connection, open) = (self.connection()?, self.open_count()?);
        Ok(json!({
            "program": "jangbu", "version": version, "practice": self.is_practice(),
            "system": std::env::consts::OS, "made_at": self.clock.now().to_string(),
            "line": format!("{:?}", connection.state), "code": connection.code,
            "quota_left": connection.quota_left,
            "waiting": open.waiting, "unknown": open.unknown, "attention": open.attention,
        }))
    }
}

fn begin(folder: &Path, unfinished: &Path) -> io::Result<BufWriter<File>> {
    fs::create_dir_all(folder)?;
    Ok(BufWriter::new(File::create(unfinished)?))
}

fn write_line(out: &mut impl Write, value: &Value) -> io::Result<()> {
    writeln!(out, "{}", nts::redact(&value.to_string()))
}

fn finish(out: BufWriter<File>, unfinished: &Path, path: &Path) -> io::Result<u64> {
    let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
    file.sync_all()?;
    let bytes = file.metadata()?.len();
    drop(file);
    fs::rename(unfinished, path)?;
    Ok(bytes)
}

fn line(row: &LoggedAttempt) -> Value {
    let LoggedAttempt { key, attempt } = row;
    json!({
        "key": key.as_str(), "at": attempt.at.to_string(), "route": attempt.route, "call": attempt.call,
        "request": attempt.request, "response": attempt.response, "http_status": attempt.http_status,
        "result_code": attempt.result_code, "elapsed_ms": attempt.elapsed_ms, "outcome": attempt.outcome,
    })
}
