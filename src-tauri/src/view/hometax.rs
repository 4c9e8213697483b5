//! Hometax's workbooks both ways.

use std::path::Path;

use domain::{ApprovalNumber, DocumentKey};
use office::{CannotGo, FormKind, HometaxCandidate, HometaxRead, OfficeError};

use super::local_time;
use crate::contract::hometax as contract;
use crate::ui_error::UiError;

/// What is not issued yet, and the suggested folder.
#[must_use]
pub fn desk(candidates: &[HometaxCandidate], documents: Option<&Path>) -> contract::HometaxDesk {
    let folder = documents.map(|folder| folder.join("홈택스").display().to_string());
    contract::HometaxDesk {
        documents: candidates.iter().map(document).collect(),
        folder: folder.unwrap_or_default(),
    }
}

/// What was written.
#[must_use]
pub fn filled(
    filled: &office::HometaxFilled,
    folder: String,
    desk: contract::HometaxDesk,
) -> contract::HometaxFilled {
    let file = |file: &office::HometaxFile| contract::HometaxFile {
        name: file.name.clone(),
        documents: whole(file.documents.len()),
    };
    contract::HometaxFilled {
        form: form(filled.form),
        folder,
        files: filled.files.iter().map(file).collect(),
        desk,
    }
}

/// What a list says.
#[must_use]
pub fn list(read: &HometaxRead, desk: contract::HometaxDesk) -> contract::HometaxList {
    let keys = |keys: &[DocumentKey]| keys.iter().map(ToString::to_string).collect();
    contract::HometaxList {
        entries: whole(read.entries),
        known: whole(read.known),
        matched: read
            .matched
            .iter()
            .map(|(key, entry)| contract::HometaxChoice {
                key: key.to_string(),
                approval_number: entry.approval.to_string(),
            })
            .collect(),
        alike: read
            .ambiguous
            .iter()
            .map(|(ours, theirs)| contract::HometaxAlike {
                keys: keys(ours),
                approval_numbers: theirs.iter().map(|entry| entry.approval.to_string()).collect(),
            })
            .collect(),
        ours_left: keys(&read.ours_left),
        theirs_left: read.theirs_left.iter().map(|entry| entry.approval.to_string()).collect(),
        unusable_rows: read.faults.iter().map(|fault| fault.row).collect(),
        booked: read.booked,
        desk,
    }
}

/// A choice of the window.
///
/// # Errors
/// `not_that_approval` or `not_found` for texts that are no approval number or no key.
pub fn chosen(choice: &contract::HometaxChoice) -> Result<(DocumentKey, ApprovalNumber), UiError> {
    let key = super::key(&choice.key)?;
    let number = ApprovalNumber::parse(&choice.approval_number)
        .map_err(|_| UiError::of(OfficeError::NotThatApproval(key.clone())))?;
    Ok((key, number))
}

fn document(candidate: &HometaxCandidate) -> contract::HometaxDocument {
    let stands_in = candidate.stands_in.as_ref();
    contract::HometaxDocument {
        row: super::document::row(&candidate.shelved),
        form: form(candidate.form),
        reasons: candidate.row.as_ref().err().into_iter().flatten().map(reason).collect(),
        file: stands_in.map(|file| file.file.clone()),
        handed_at: stands_in.map(|file| local_time(file.handed_at)),
    }
}

fn reason(reason: &CannotGo) -> contract::HometaxReason {
    let (column, limit) = if let CannotGo::TooLong { column, limit, .. } = reason {
        (Some(column.clone()), Some(whole(*limit)))
    } else {
        (None, None)
    };
    contract::HometaxReason { code: reason.as_str().to_owned(), column, limit }
}

const fn form(kind: FormKind) -> contract::HometaxForm {
    match kind {
        FormKind::TaxInvoices => contract::HometaxForm::TaxInvoices,
        FormKind::ExemptInvoices => contract::HometaxForm::ExemptInvoices,
        FormKind::Receipts => contract::HometaxForm::Receipts,
    }
}

fn whole(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
