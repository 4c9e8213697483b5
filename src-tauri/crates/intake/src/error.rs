//! Why a file cannot be used. Its content never travels inside.

/// Why a file cannot be read as a table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IntakeError {
    /// Larger than [`crate::MAX_BYTES`], or unpacks to more than [`crate::MAX_UNPACKED`].
    #[error("the file is too large")]
    TooLarge,
    /// Neither a workbook nor a csv.
    #[error("the file is no workbook and no csv")]
    UnknownKind,
    /// Locked with a password.
    #[error("the workbook is locked with a password")]
    Encrypted,
    /// It begins like one and is none.
    #[error("the file is damaged: {0}")]
    Damaged(String),
    /// More than [`crate::MAX_ROWS`] rows.
    #[error("the table has too many rows")]
    TooManyRows,
}

impl IntakeError {
    /// Stable name.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::TooLarge => "too_large",
            Self::UnknownKind => "unknown_kind",
            Self::Encrypted => "encrypted",
            Self::Damaged(_) => "damaged",
            Self::TooManyRows => "too_many_rows",
        }
    }
}
