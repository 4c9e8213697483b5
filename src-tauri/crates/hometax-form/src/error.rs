//! Why a workbook cannot be used. Nothing was written or stored; no cell of a document travels inside, only header words.

use intake::IntakeError;

use crate::form::FormKind;

/// Why a template or a list is refused.
#[derive(Debug, thiserror::Error)]
pub enum FormError {
    /// An old `.xls` (BIFF8): it can be read, but not written. Save it as `.xlsx` in a spreadsheet program first.
    #[error("the template is an old .xls; it has to be saved as .xlsx first")]
    OldFormat,
    /// It cannot be read as a workbook.
    #[error("the file cannot be read as a workbook")]
    Unreadable(#[from] IntakeError),
    /// It is a workbook, but its parts are not what they have to be.
    #[error("the workbook is damaged: {0}")]
    Damaged(&'static str),
    /// The archive inside the workbook cannot be read or written.
    #[error("the workbook's archive cannot be used")]
    Archive(#[from] zip::result::ZipError),
    /// The XML of a part cannot be read.
    #[error("the workbook's XML cannot be read")]
    Xml(#[from] quick_xml::Error),
    /// There is no sheet `엑셀업로드양식`.
    #[error("the workbook has no sheet for the upload")]
    NoUploadSheet,
    /// It is a form of Hometax, but of documents that these are not (수정, 위수탁).
    #[error("the workbook is another form: {title}")]
    OtherForm {
        /// What its title says.
        title: String,
    },
    /// Row 6 is the header of none of the forms.
    #[error("row 6 is the header of no form that is known")]
    UnknownForm,
    /// It is one of the forms, but a column is not where it has to be.
    #[error("column {column} says {found:?} instead of {expected:?}")]
    MovedColumn {
        /// Which form it looks like.
        kind: FormKind,
        /// The column's letters, `A`–`BG`.
        column: String,
        /// What stands in row 6.
        found: String,
        /// What has to stand there.
        expected: String,
    },
    /// Documents stand in the template already; they would be uploaded once more.
    #[error("the template is not empty: row {row}")]
    NotEmpty {
        /// The first row that holds something.
        row: u32,
    },
    /// More documents than one file takes.
    #[error("{rows} documents do not go into one file of {most}")]
    TooManyRows {
        /// How many they are.
        rows: usize,
        /// How many one file takes.
        most: usize,
    },
    /// A document that belongs into another form was handed over: a bug of the caller, nothing was written.
    #[error("a document does not belong into this form")]
    OtherRow,
    /// A list without a column that is needed.
    #[error("the list has no column {0:?}")]
    NoColumn(&'static str),
    /// It is neither of the lists that are known.
    #[error("the file is no result list that is known")]
    UnknownList,
}

impl FormError {
    /// Stable name.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::OldFormat => "old_format",
            Self::Unreadable(error) => error.as_str(),
            Self::Damaged(_) | Self::Archive(_) | Self::Xml(_) => "damaged",
            Self::NoUploadSheet => "no_upload_sheet",
            Self::OtherForm { .. } => "other_form",
            Self::UnknownForm => "unknown_form",
            Self::MovedColumn { .. } => "moved_column",
            Self::NotEmpty { .. } => "not_empty",
            Self::TooManyRows { .. } => "too_many_rows",
            Self::OtherRow => "other_row",
            Self::NoColumn(_) => "no_column",
            Self::UnknownList => "unknown_list",
        }
    }
}
