//! The shop's joint certificate (공동인증서): found on this computer, kept with the real book, watched until it ends, opened for
//! the route that needs it.
//!
//! Only what has been opened, is the shop's own and is good today is kept; whatever is wrong is found before the first byte is
//! written, and nothing is stored then. The files stay locked by their own password, in a private folder beside the book; the
//! password is among the secrets. The book's record says which folder counts: it is written last, so that a death on the way
//! leaves the certificate before. A practice book keeps none: the practice server hands out its own.

mod found;
mod record;
mod shelf;

use std::path::{Path, PathBuf};

use certificate::{Files, OpenCertificate, Password, Sealed};
use chrono::{DateTime, FixedOffset, NaiveDateTime};
use domain::Shop;
use serde_json::json;
use store::{BookError, JournalAct, Reader, Writer};
use zeroize::Zeroizing;

use self::record::Record;
use crate::live::begin_checks_anew;
use crate::{Office, OfficeError};

pub(crate) use self::found::LastFound;
pub use self::found::{FoundCertificate, FoundCertificates};
pub(crate) use self::shelf::CertificateShelf;

const PASSWORD: &str = "certificate.password";
const KOREA_AHEAD_S: i32 = 9 * 3_600;

/// The certificate that is kept. No `Debug`: its owner may be a person.
#[derive(Clone, PartialEq, Eq)]
pub struct KeptCertificate {
    /// The owner's name without the number behind it.
    pub owner: String,
    /// Who issued it.
    pub issuer: String,
    /// Stable name of its kind, see [`certificate::Usage::as_str`].
    pub usage: String,
    /// Its last moment, Korean local time.
    pub valid_to: NaiveDateTime,
    /// Stable name of where today stands in its time: `not_yet`, `valid`, `soon`, `expired`.
    pub state: &'static str,
    /// Days until the day of its last moment while it is good.
    pub days_left: Option<i64>,
    /// Whether its files are still where they were put.
    pub is_whole: bool,
}

impl Office {
    /// From now on certificates are kept in this folder; without one none can be.
    #[must_use]
    pub fn with_certificates(mut self, folder: PathBuf) -> Self {
        self.certificates = Some(CertificateShelf::new(folder));
        self
    }

    /// Looks for certificates in the usual places of this computer, or in one folder or file. Blocks on the disk.
    #[must_use]
    pub fn find_certificates(&self, extra: Option<&Path>) -> FoundCertificates {
        found::look(&self.found, extra, &self.moment())
    }

    /// The certificate that is kept, and how long it is good for.
    ///
    /// # Errors
    /// [`OfficeError::Book`].
    pub fn certificate(&self) -> Result<Option<KeptCertificate>, OfficeError> {
        let Some(record) = self.book.read(record::read)? else { return Ok(None) };
        let is_whole = self.certificates.as_ref().is_some_and(|shelf| shelf.holds(&record.folder));
        Ok(Some(record.shown(&self.moment(), is_whole)))
    }

    /// Keeps the certificate of a folder, of one of the two files in it, or of a PFX file. Blocks on the disk and on hashing.
    ///
    /// # Errors
    /// [`OfficeError::Certificate`] with what is wrong with it; [`OfficeError::PracticeBook`]; [`OfficeError::NoShop`];
    /// [`OfficeError::CertificateNotKept`], [`OfficeError::Secrets`], [`OfficeError::Book`]. Nothing was stored then.
    pub fn add_certificate(&self, path: &Path, password: String) -> Result<(), OfficeError> {
        self.keep_files(|| Ok(Files::at(path)?), password)
    }

    /// Keeps one that the last search found.
    ///
    /// # Errors
    /// As [`Office::add_certificate`]; [`OfficeError::NothingToDo`] for one that is not of the last search.
    pub fn add_found_certificate(&self, id: u32, password: String) -> Result<(), OfficeError> {
        self.keep_files(|| self.found.files(id).ok_or_else(|| gone("certificate")), password)
    }

    /// Forgets files and password.
    ///
    /// # Errors
    /// [`OfficeError::NothingToDo`] when none is kept; [`OfficeError::Secrets`], [`OfficeError::Book`]: it is kept still.
    pub fn remove_certificate(&self) -> Result<(), OfficeError> {
        let at = self.clock.now();
        self.book.write(|w| {
            let before = record::read(w)?.ok_or_else(|| gone("certificate"))?;
            record::save(w, None)?;
            changed(w, at, "removed", &before)?;
            self.secrets.forget(PASSWORD).map_err(OfficeError::Secrets)
        })?;
        if let Some(shelf) = &self.certificates {
            shelf.clear();
        }
        Ok(())
    }

    /// The kept certificate, open, if there is one; to be dropped as soon as the route is made. It is judged anew: its time
    /// may have ended since. Blocks on hashing.
    ///
    /// # Errors
    /// [`OfficeError::Certificate`], [`OfficeError::Secrets`], [`OfficeError::Book`].
    pub fn open_certificate(&self, shop: &Shop) -> Result<Option<OpenCertificate>, OfficeError> {
        let Some(record) = self.book.read(record::read)? else { return Ok(None) };
        let Some(shelf) = &self.certificates else { return Ok(None) };
        let sealed = shelf.read(&record.folder)?;
        // Without its password it is as good as locked for ever; typing it once more is the way out.
        let password = self.secrets.read(PASSWORD).map_err(OfficeError::Secrets)?;
        let password = password.ok_or(certificate::CertificateError::WrongPassword)?;
        let opened = sealed.open(&Password::new(String::clone(&password)))?;
        opened.check(shop.number(), &self.moment())?;
        Ok(Some(opened))
    }

    fn keep_files(
        &self,
        files: impl FnOnce() -> Result<Files, OfficeError>,
        password: String,
    ) -> Result<(), OfficeError> {
        let password = Zeroizing::new(password);
        if self.is_practice() {
            return Err(OfficeError::PracticeBook);
        }
        let shop = self.shop()?.ok_or(OfficeError::NoShop)?;
        let shelf = self.certificates.as_ref();
        let shelf =
            shelf.ok_or_else(|| OfficeError::CertificateNotKept(std::io::ErrorKind::NotFound.into()))?;
        let sealed = Sealed::read(&files()?)?;
        let opened = sealed.open(&Password::new(String::clone(&password)))?;
        opened.check(shop.number(), &self.moment())?;
        let folder = shelf.keep(&sealed).map_err(OfficeError::CertificateNotKept)?;
        let record = Record::of(folder, opened.facts());
        drop(opened);
        let kept = self.enter(&record, &password);
        // What is on the shelf and not in the book is nobody's, whichever way it went.
        if let Ok(record) = self.book.read(record::read) {
            shelf.keep_only(record.map(|record| record.folder).as_deref());
        }
        kept
    }

    /// The record and the password: both or, short of a power cut between the two, neither.
    fn enter(&self, record: &Record, password: &str) -> Result<(), OfficeError> {
        let at = self.clock.now();
        let before = self.secrets.read(PASSWORD).map_err(OfficeError::Secrets)?;
        let entered = self.book.write(|w| {
            record::save(w, Some(record))?;
            changed(w, at, "kept", record)?;
            self.secrets.keep(PASSWORD, password).map_err(OfficeError::Secrets)
        });
        if entered.is_err() {
            let restored = match &before {
                Some(password) => self.secrets.keep(PASSWORD, password),
                None => self.secrets.forget(PASSWORD),
            };
            if let Err(error) = restored {
                tracing::error!(%error, "the password of the certificate before could not be put back");
            }
        }
        entered
    }

    /// Now, in Korean time.
    fn moment(&self) -> DateTime<FixedOffset> {
        moment(self.clock.now())
    }
}

/// The certificate of this book if somebody should renew it: days left, or none when it has ended; and its last moment.
pub(crate) fn ending(
    r: &Reader<'_>,
    now: NaiveDateTime,
) -> Result<Option<(Option<i64>, NaiveDateTime)>, BookError> {
    let shown = record::read(r)?.map(|record| record.shown(&moment(now), true));
    let ends = shown.filter(|shown| matches!(shown.state, "soon" | "expired"));
    Ok(ends.map(|shown| (shown.days_left, shown.valid_to)))
}

/// The journal learns that and what kind; never whose, and no number.
fn changed(w: &mut Writer<'_>, at: NaiveDateTime, what: &str, record: &Record) -> Result<(), BookError> {
    begin_checks_anew(w)?;
    let facts =
        json!({ "what": what, "usage": record.usage, "until": record.valid_to.date_naive().to_string() });
    w.journal(at, JournalAct::CertificateChanged, "certificate", &facts)
}

fn moment(now: NaiveDateTime) -> DateTime<FixedOffset> {
    let utc = now.and_utc();
    let Some(korea) = FixedOffset::east_opt(KOREA_AHEAD_S) else { return utc.fixed_offset() };
    now.and_local_timezone(korea).single().unwrap_or_else(|| utc.fixed_offset())
}

fn gone(what: &str) -> OfficeError {
    OfficeError::NothingToDo(what.to_owned())
}
