//! A period's close for the window: sums by kind and bar, and what changed.

use std::io;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use domain::{InvoiceKind, Period, Purpose, Span};
use office::{Change, CloseOverview, ExportPress, ExportProgress, Exported, Numbers};
use store::{DaySum, OpenMatters, Sold};

use super::{invoice, local_time};
use crate::contract::close::{
    Bar, ChangeKind, ChangedDocument, CloseState, CloseView, ExportRequest, ExportResult, ExportStep,
    ExportedFile, KindRow, OpenCount, OpenMatter, PartTotal, SaleKind,
};
use crate::ui_error::{Retry, UiError, UiErrorCode};

const KINDS: [SaleKind; 6] = [
    SaleKind::IncomeDeduction,
    SaleKind::ExpenseProof,
    SaleKind::SelfIssued,
    SaleKind::InvoiceTaxable,
    SaleKind::InvoiceZeroRated,
    SaleKind::InvoiceExempt,
];

/// A period as the window sent it.
///
/// # Errors
/// [`UiErrorCode::NotFound`] for text that is no period.
pub fn period(text: &str) -> Result<Period, UiError> {
    Period::parse(text).ok_or_else(|| super::unknown_reference(text))
}

/// A period for the window; files are offered a folder under `documents`.
#[must_use]
pub fn view(overview: &CloseOverview, today: NaiveDate, documents: Option<&Path>) -> CloseView {
    let CloseOverview { period, sums, sums_before, .. } = overview;
    let folder = documents.unwrap_or_else(|| Path::new("")).join("장부").join(period.to_string());
    CloseView {
        period: period.to_string(),
        first: period.first().to_string(),
        last: period.last().to_string(),
        state: state(overview.state),
        closed_at: overview.closed_at.map(local_time),
        can_close: overview.can_close,
        changes: overview.changes.iter().map(changed).collect(),
        change_count: overview.change_count,
        receipts: part(sums, is_receipt),
        invoices: part(sums, |sum| !is_receipt(sum)),
        vat: won(sums, |sum| sum.vat.get()),
        vat_before: won(sums_before, |sum| sum.vat.get()),
        bars: bars(*period, sums),
        kinds: KINDS.into_iter().filter_map(|kind| kind_row(kind, sums, sums_before)).collect(),
        open: open(&overview.open),
        return_due: invoice::due(overview.return_due, today),
        folder: folder.display().to_string(),
    }
}

/// An export in the office's words.
///
/// # Errors
/// [`UiErrorCode::ExportFailed`] for a folder that is not named from the root on: it would be anywhere.
pub fn press(request: &ExportRequest) -> Result<ExportPress, UiError> {
    let folder = PathBuf::from(request.folder.trim());
    if !folder.is_absolute() {
        return Err(not_written(&request.folder));
    }
    let numbers = if request.whole_numbers { Numbers::Whole } else { Numbers::Masked };
    Ok(ExportPress { period: period(&request.period)?, folder, numbers })
}

/// What was exported, for the window.
#[must_use]
pub fn exported(exported: &Exported) -> ExportResult {
    let (manifest, changes) = (&exported.manifest, &exported.manifest.changes);
    let files = manifest.files.iter().map(|file| ExportedFile {
        name: file.name.clone(),
        bytes: u32::try_from(file.bytes).unwrap_or(u32::MAX),
    });
    let net = manifest.totals.net();
    ExportResult {
        folder: exported.folder.display().to_string(),
        files: files.collect(),
        count: net.count,
        total: net.total_won,
        since: changes.since.clone(),
        added: number(changes.added.len()),
        removed: number(changes.removed.len()),
        undecided: manifest.undecided,
    }
}

/// How far an export is, for the window.
#[must_use]
pub fn step(progress: ExportProgress) -> ExportStep {
    ExportStep { done: number(progress.done), of: number(progress.of) }
}

/// The folder could not be shown.
#[must_use]
pub fn not_shown(folder: &str, error: &io::Error) -> UiError {
    tracing::warn!(%error, "a folder could not be shown");
    UiError { code: UiErrorCode::NotFound, ..not_written(folder) }
}

fn not_written(folder: &str) -> UiError {
    UiError {
        code: UiErrorCode::ExportFailed,
        faults: Vec::new(),
        retry: Retry::Never,
        reference: None,
        detail: Some(format!("no_folder: {folder}")),
    }
}

fn number(count: impl TryInto<u32>) -> u32 {
    count.try_into().unwrap_or(u32::MAX)
}

fn is_receipt(sum: &DaySum) -> bool {
    match sum.sold {
        Sold::Receipt(_) | Sold::SelfIssued => true,
        Sold::Invoice(_) => false,
    }
}

fn kind(sum: &DaySum) -> SaleKind {
    match sum.sold {
        Sold::Receipt(Purpose::IncomeDeduction) => SaleKind::IncomeDeduction,
        Sold::Receipt(Purpose::ExpenseProof) => SaleKind::ExpenseProof,
        Sold::SelfIssued => SaleKind::SelfIssued,
        Sold::Invoice(InvoiceKind::Taxable) => SaleKind::InvoiceTaxable,
        Sold::Invoice(InvoiceKind::ZeroRated) => SaleKind::InvoiceZeroRated,
        Sold::Invoice(InvoiceKind::Exempt) => SaleKind::InvoiceExempt,
    }
}

fn won<'a>(sums: impl IntoIterator<Item = &'a DaySum>, of: impl Fn(&DaySum) -> i64) -> i64 {
    sums.into_iter().map(of).sum()
}

fn documents<'a>(sums: impl IntoIterator<Item = &'a DaySum>, revises: bool) -> u32 {
    sums.into_iter().filter(|sum| sum.revises == revises).map(|sum| sum.count).sum()
}

fn part(sums: &[DaySum], belongs: impl Fn(&DaySum) -> bool) -> PartTotal {
    let those = || sums.iter().filter(|sum| belongs(sum));
    PartTotal {
        count: documents(those(), false),
        revised: documents(those(), true),
        total: won(those(), |sum| sum.total.get()),
    }
}

fn bars(period: Period, sums: &[DaySum]) -> Vec<Bar> {
    let bar = |at: String, those: &dyn Fn(&DaySum) -> bool| Bar {
        at,
        receipts: won(sums.iter().filter(|sum| those(sum) && is_receipt(sum)), |sum| sum.total.get()),
        invoices: won(sums.iter().filter(|sum| those(sum) && !is_receipt(sum)), |sum| sum.total.get()),
    };
    match period.span() {
        Span::Month => {
            let days = period.first().iter_days().take_while(|day| *day <= period.last());
            days.map(|day| bar(day.to_string(), &|sum| sum.day == day)).collect()
        }
        Span::Quarter | Span::Half => {
            period.months().map(|month| bar(month.to_string(), &|sum| month.contains(sum.day))).collect()
        }
    }
}

fn kind_row(of: SaleKind, sums: &[DaySum], before: &[DaySum]) -> Option<KindRow> {
    let those = || sums.iter().filter(|sum| kind(sum) == of);
    let earlier = || before.iter().filter(|sum| kind(sum) == of);
    those().next()?;
    Some(KindRow {
        kind: of,
        count: documents(those(), false),
        revised: documents(those(), true),
        supply: won(those(), |sum| sum.supply.get()),
        vat: won(those(), |sum| sum.vat.get()),
        service: won(those(), |sum| sum.service.get()),
        total: won(those(), |sum| sum.total.get()),
        total_before: earlier().next().map(|_| won(earlier(), |sum| sum.total.get())),
    })
}

fn open(open: &OpenMatters) -> Vec<OpenCount> {
    let all = [
        (OpenMatter::Attention, open.attention),
        (OpenMatter::Difference, open.differences),
        (OpenMatter::Undecided, open.undecided),
        (OpenMatter::NotTransmitted, open.not_transmitted),
        (OpenMatter::NotConfirmed, open.not_confirmed),
    ];
    all.into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(matter, count)| OpenCount { matter, count })
        .collect()
}

fn changed(change: &Change) -> ChangedDocument {
    ChangedDocument {
        change: match change.kind {
            office::ChangeKind::Added => ChangeKind::Added,
            office::ChangeKind::Removed => ChangeKind::Removed,
            office::ChangeKind::RevisedLater => ChangeKind::RevisedLater,
        },
        key: change.key.to_string(),
        title: change.title.to_owned(),
        date: change.date.to_string(),
        total: change.total.get(),
    }
}

const fn state(state: office::CloseState) -> CloseState {
    match state {
        office::CloseState::Running => CloseState::Running,
        office::CloseState::Open => CloseState::Open,
        office::CloseState::Closed => CloseState::Closed,
        office::CloseState::Changed => CloseState::Changed,
    }
}
