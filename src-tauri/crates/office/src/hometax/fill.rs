//! Filling the shop's template: the files and the book say the same, or neither says anything.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;
use domain::DocumentKey;
use hometax_form::{CannotGo, FormError, FormKind, FormRow, Template};
use serde_json::json;
use store::{HandOverEnd, JournalAct, Writer};

use super::candidate::{HometaxCandidate, candidates};
use crate::export::publish::Published;
use crate::export::{hidden_folder, not_written};
use crate::{Office, OfficeError};

/// The first row of the form that holds a document.
const FIRST_LINE: u32 = 7;

/// What is to be written where.
#[derive(Clone)]
pub struct HometaxPress {
    /// The template that the shop downloaded from Hometax; it stays as it is.
    pub template: Vec<u8>,
    /// What the person means to fill, invoices or receipts; `None` goes by the template.
    pub of_invoices: Option<bool>,
    /// The folder for the files; made if it is not there.
    pub folder: PathBuf,
    /// Which documents; `None` is every one that can go into this form and stands in no file yet.
    pub only: Option<Vec<DocumentKey>>,
    /// The person knows that documents stand in a file already and that it was not uploaded.
    pub again: bool,
    /// Put the document's key behind its remark, so that the list names it. The buyer sees it.
    pub reference: bool,
}

/// One file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HometaxFile {
    /// Its name in the folder.
    pub name: String,
    /// The documents in it, in the order of its rows.
    pub documents: Vec<DocumentKey>,
}

/// What was written.
#[derive(Debug)]
pub struct HometaxFilled {
    /// Which form.
    pub form: FormKind,
    /// The files, none with more documents than Hometax takes.
    pub files: Vec<HometaxFile>,
    /// Documents of this form that cannot go, with their reasons.
    pub left: Vec<(DocumentKey, Vec<CannotGo>)>,
    /// Documents of this form that stand in a file already.
    pub stand_in_files: Vec<(DocumentKey, String)>,
}

/// A document on its way into a file.
struct Going {
    candidate: HometaxCandidate,
    row: FormRow,
}

impl Office {
    /// Fills a template with documents; from then on they are `by_file` and no route sends them.
    ///
    /// # Errors
    /// [`OfficeError::HometaxForm`] for a template that is not as it has to be; [`OfficeError::NothingForHometax`]; of documents
    /// that were named, [`OfficeError::NotFound`] (it does not wait), [`OfficeError::CannotGoToHometax`] and
    /// [`OfficeError::InAnotherFile`]; [`OfficeError::Export`] when the folder cannot be written to, [`OfficeError::Book`].
    /// Nothing was written then, and the book is as it was.
    pub fn fill_hometax_template(&self, press: &HometaxPress) -> Result<HometaxFilled, OfficeError> {
        let template = Template::read(&press.template)?;
        if press.of_invoices.is_some_and(|invoices| invoices == (template.kind() == FormKind::Receipts)) {
            return Err(FormError::OtherForm { title: template.kind().title().to_owned() }.into());
        }
        let was_there = press.folder.exists();
        let filled = self.fill_into(press, &template);
        if filled.is_err() && !was_there {
            // Only if it is empty; then it was made for this.
            let _not_empty = fs::remove_dir(&press.folder);
        }
        filled
    }

    fn fill_into(&self, press: &HometaxPress, template: &Template<'_>) -> Result<HometaxFilled, OfficeError> {
        let at = self.clock.now();
        let unfinished = hidden_folder(&press.folder).map_err(not_written(&press.folder))?;
        let (filled, published) = self.book.write(|w| {
            let mut filled = HometaxFilled {
                form: template.kind(),
                files: Vec::new(),
                left: Vec::new(),
                stand_in_files: Vec::new(),
            };
            let going = sorted_out(candidates(w, at.date(), press.reference)?, press, &mut filled)?;
            if going.is_empty() {
                return Err(OfficeError::NothingForHometax);
            }
            let parts = going.chunks(template.kind().max_rows());
            for (part, number) in parts.zip(1_u32..) {
                let name = free_name(&press.folder, template.kind(), at, number);
                let rows: Vec<FormRow> = part.iter().map(|going| going.row.clone()).collect();
                fs::write(unfinished.path().join(&name), template.fill(&rows)?)
                    .map_err(not_written(&press.folder))?;
                for (going, line) in part.iter().zip(FIRST_LINE..) {
                    hand_over(w, &going.candidate, (&name, line), at)?;
                }
                let documents = part.iter().map(|going| going.candidate.shelved.document.key.clone());
                filled.files.push(HometaxFile { name, documents: documents.collect() });
            }
            let names = filled.files.iter().map(|file| file.name.as_str());
            let published = Published::of(unfinished.path(), &press.folder, names);
            let published = published.map_err(not_written(&press.folder))?;
            Ok((filled, published))
        })?;
        published.keep();
        Ok(filled)
    }
}

/// Those that go, and beside them why the others of this form do not.
fn sorted_out(
    candidates: Vec<HometaxCandidate>,
    press: &HometaxPress,
    filled: &mut HometaxFilled,
) -> Result<Vec<Going>, OfficeError> {
    let mut candidates = candidates;
    if let Some(only) = &press.only {
        let is_there =
            |key: &&DocumentKey| candidates.iter().any(|candidate| candidate.shelved.document.key == **key);
        if let Some(gone) = only.iter().find(|key| !is_there(key)) {
            return Err(OfficeError::NotFound(gone.to_string()));
        }
        candidates.retain(|candidate| only.contains(&candidate.shelved.document.key));
    }
    let mut going = Vec::new();
    for candidate in candidates {
        let key = candidate.shelved.document.key.clone();
        let named = press.only.is_some();
        match (&candidate.row, &candidate.stands_in) {
            _ if candidate.form != filled.form && named => {
                return Err(FormError::OtherRow.into());
            }
            _ if candidate.form != filled.form => {}
            (_, Some(other)) if !press.again && named => {
                return Err(OfficeError::InAnotherFile { key, file: other.file.clone() });
            }
            // Without names, nobody has said which of the files in the world was not uploaded.
            (_, Some(other)) if !(press.again && named) => {
                filled.stand_in_files.push((key, other.file.clone()));
            }
            (Err(reasons), _) => filled.left.push((key, reasons.clone())),
            (Ok(row), _) => {
                let row = row.clone();
                going.push(Going { candidate, row });
            }
        }
    }
    if press.only.is_some() && !filled.left.is_empty() {
        return Err(OfficeError::CannotGoToHometax(std::mem::take(&mut filled.left)));
    }
    Ok(going)
}

fn hand_over(
    w: &mut Writer<'_>,
    candidate: &HometaxCandidate,
    (file, line): (&str, u32),
    at: NaiveDateTime,
) -> Result<(), OfficeError> {
    let (id, key) = (candidate.shelved.document.id, &candidate.shelved.document.key);
    let again = candidate.stands_in.is_some();
    if again {
        w.end_hand_over(id, HandOverEnd::Replaced, at)?;
    } else {
        let state = candidate.shelved.standing.state.clone().hand_over();
        let state = state.map_err(|source| OfficeError::IllegalStep { key: key.clone(), source })?;
        w.set_standing(id, &state, at)?;
    }
    w.note_hand_over(id, file, line, at)?;
    let facts = json!({ "file": file, "line": line, "again": again });
    Ok(w.journal(at, JournalAct::HometaxHandedOver, key.as_str(), &facts)?)
}

/// `홈택스_세금계산서_20261122_143000_1.xlsx`; a name that is taken is left to its file.
fn free_name(folder: &Path, form: FormKind, at: NaiveDateTime, number: u32) -> String {
    let what = match form {
        FormKind::TaxInvoices => "세금계산서",
        FormKind::ExemptInvoices => "계산서",
        FormKind::Receipts => "현금영수증",
    };
    let stem = format!("홈택스_{what}_{}_{number}", at.format("%Y%m%d_%H%M%S"));
    let mut name = format!("{stem}.xlsx");
    for other in 2_u32.. {
        if !folder.join(&name).exists() {
            break;
        }
        name = format!("{stem}_{other}.xlsx");
    }
    name
}
