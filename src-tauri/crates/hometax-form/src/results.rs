//! The lists that Hometax gives out: what was issued, with its approval number (domain.md §6.5, §6.6).
//!
//! Columns are found by the words of the header, never by position. The list of invoices is 매출전자세금계산서목록 (one row per
//! *item*), whose header has been seen. The header of the list of cash receipts has not been published: the words taken here are
//! those of its screen, several spellings of each, and a list without one of them is refused rather than guessed at.

use std::collections::BTreeMap;
use std::fmt;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use domain::{ApprovalNumber, Won};
use intake::{Row, Table, day_of_serial, read_sheet};

use crate::column::squeezed;
use crate::error::FormError;

/// The header stands within so many rows.
const HEADER_WITHIN: usize = 20;
/// The sheets of the lists.
const SHEETS: [&str; 3] = ["세금계산서", "계산서", "현금영수증"];

/// What a list says of one document. `Debug` shows nobody's number.
#[derive(Clone, PartialEq, Eq)]
pub struct ResultEntry {
    /// The row it begins in, as Excel numbers it.
    pub row: u32,
    /// 승인번호.
    pub approval: ApprovalNumber,
    /// 작성일자; of a receipt the day of the sale.
    pub dated: NaiveDate,
    /// 발급일자, or the moment of the sale; midnight where the list gives the day alone.
    pub issued_at: NaiveDateTime,
    /// 전송일자, of an invoice that has one.
    pub sent_on: Option<NaiveDate>,
    /// The buyer's or the customer's number, digits and `*` where it is masked; blank if the list has none.
    pub number: String,
    /// 합계금액.
    pub total: Won,
    /// 세액, if the list has it.
    pub vat: Option<Won>,
    /// 품목명 of its first row.
    pub item: String,
    /// 비고 or 메모.
    pub remark: String,
}

/// Why a row of a list could not be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowFaultKind {
    /// No approval number of this kind of document.
    Approval,
    /// No date.
    Date,
    /// No amount, or one that cannot be.
    Amount,
    /// Rows with one approval number say different things.
    Disagrees,
}

/// A row that could not be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RowFault {
    /// As Excel numbers it.
    pub row: u32,
    /// Why.
    pub kind: RowFaultKind,
}

/// What a list says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResultList {
    /// Invoices, or cash receipts.
    pub of_invoices: bool,
    /// Its documents, in the order of the file.
    pub entries: Vec<ResultEntry>,
    /// Rows that could not be used.
    pub faults: Vec<RowFault>,
    /// Rows that are cancels (취소거래), which are nothing to match.
    pub cancels: usize,
}

/// Reads a list, `.xlsx`, the old `.xls` or csv.
///
/// # Errors
/// [`FormError::UnknownList`], [`FormError::NoColumn`] with the column that is missing, [`FormError::Unreadable`].
pub fn read_results(name: &str, bytes: &[u8]) -> Result<ResultList, FormError> {
    let table = read_sheet(name, bytes, &SHEETS)?;
    let (place, header) = header_of(&table).ok_or(FormError::UnknownList)?;
    let of_invoices = header.has(&[BUYER, &["발급일자"]]);
    let columns = Columns::of(&header, of_invoices)?;
    let mut list = ResultList { of_invoices, entries: Vec::new(), faults: Vec::new(), cancels: 0 };
    let mut seen: BTreeMap<ApprovalNumber, usize> = BTreeMap::new();
    for row in table.rows.iter().skip(place + 1) {
        if columns.is_cancel(row) {
            list.cancels += 1;
            continue;
        }
        match columns.entry(row, &table) {
            Err(kind) => list.faults.extend(kind.map(|kind| RowFault { row: row.number, kind })),
            Ok(entry) => match seen.get(&entry.approval).and_then(|index| list.entries.get(*index)) {
                None => {
                    seen.insert(entry.approval.clone(), list.entries.len());
                    list.entries.push(entry);
                }
                Some(first) if is_another_item(first, &entry, of_invoices) => {}
                Some(_) => list.faults.push(RowFault { row: row.number, kind: RowFaultKind::Disagrees }),
            },
        }
    }
    Ok(list)
}

/// An invoice has one row per item, all of them with the invoice's own sums.
fn is_another_item(first: &ResultEntry, next: &ResultEntry, of_invoices: bool) -> bool {
    of_invoices
        && (first.dated, first.total, first.vat, &first.number)
            == (next.dated, next.total, next.vat, &next.number)
}

type Words = &'static [&'static str];

const APPROVAL: Words = &["승인번호", "국세청승인번호"];
const BUYER: Words = &["공급받는자사업자등록번호", "공급받는자등록번호", "공급받는자사업자번호"];
const WRITTEN: Words = &["작성일자"];
const ISSUED: Words = &["발급일자", "발급일시"];
const SENT: Words = &["전송일자"];
const INVOICE_TOTAL: Words = &["합계금액"];
const VAT: Words = &["세액", "부가세", "부가가치세"];
const ITEM: Words = &["품목명"];
const REMARK: Words = &["비고", "메모"];
const TRADED: Words = &["매출일시", "거래일시", "승인일시", "매출일자", "거래일자", "승인일자"];
const RECEIPT_TOTAL: Words = &["총금액", "총거래금액", "거래금액", "합계금액", "합계"];
const CUSTOMER: Words = &["발급수단번호", "발급수단", "신분확인번호", "식별번호"];
const WHAT: Words = &["거래구분", "거래유형", "승인구분"];

struct Header {
    words: Vec<String>,
}

impl Header {
    /// The first column under one of these words; a note in brackets may follow.
    fn place(&self, words: Words) -> Option<usize> {
        words.iter().find_map(|word| {
            self.words.iter().position(|cell| {
                cell.strip_prefix(word).is_some_and(|note| note.is_empty() || note.starts_with('('))
            })
        })
    }

    fn has(&self, all: &[Words]) -> bool {
        all.iter().all(|words| self.place(words).is_some())
    }
}

/// The row that names the approval number together with a sum.
fn header_of(table: &Table) -> Option<(usize, Header)> {
    let headers =
        table.rows.iter().take(HEADER_WITHIN).enumerate().map(|(place, row)| {
            (place, Header { words: row.cells.iter().map(|cell| squeezed(cell)).collect() })
        });
    headers.into_iter().find(|(_, header)| header.has(&[APPROVAL, RECEIPT_TOTAL]))
}

struct Columns {
    of_invoices: bool,
    approval: usize,
    dated: usize,
    issued: usize,
    total: usize,
    sent: Option<usize>,
    number: Option<usize>,
    vat: Option<usize>,
    item: Option<usize>,
    remark: Option<usize>,
    what: Option<usize>,
}

impl Columns {
    fn of(header: &Header, of_invoices: bool) -> Result<Self, FormError> {
        let needed = |words: Words| {
            header.place(words).ok_or(FormError::NoColumn(words.first().copied().unwrap_or_default()))
        };
        let (dated, total) = if of_invoices { (WRITTEN, INVOICE_TOTAL) } else { (TRADED, RECEIPT_TOTAL) };
        let number = if of_invoices { Some(needed(BUYER)?) } else { header.place(CUSTOMER) };
        Ok(Self {
            of_invoices,
            approval: needed(APPROVAL)?,
            dated: needed(dated)?,
            issued: if of_invoices { needed(ISSUED)? } else { needed(dated)? },
            total: needed(total)?,
            sent: header.place(SENT).filter(|_| of_invoices),
            number,
            vat: header.place(VAT),
            item: header.place(ITEM).filter(|_| of_invoices),
            remark: header.place(REMARK),
            what: header.place(WHAT),
        })
    }

    fn is_cancel(&self, row: &Row) -> bool {
        !self.of_invoices && self.what.is_some_and(|place| cell(row, place).contains("취소"))
    }

    /// A row as an entry; no reason at all for one that is none, as a list ends with its sums.
    fn entry(&self, row: &Row, table: &Table) -> Result<ResultEntry, Option<RowFaultKind>> {
        let approval: String = squeezed(cell(row, self.approval)).chars().filter(|c| *c != '-').collect();
        if approval.is_empty() {
            return Err(None);
        }
        let approval = ApprovalNumber::parse(&approval).map_err(|_| Some(RowFaultKind::Approval))?;
        if approval.invoice().is_some() != self.of_invoices {
            return Err(Some(RowFaultKind::Approval));
        }
        let moment = |place| moment_of(cell(row, place), table.dates_from_1904);
        let optional = |place: Option<usize>| place.map(|place| cell(row, place)).unwrap_or_default();
        Ok(ResultEntry {
            row: row.number,
            approval,
            dated: moment(self.dated).ok_or(Some(RowFaultKind::Date))?.date(),
            issued_at: moment(self.issued).ok_or(Some(RowFaultKind::Date))?,
            sent_on: self.sent.and_then(moment).map(|moment| moment.date()),
            number: optional(self.number).chars().filter(|c| c.is_ascii_digit() || *c == '*').collect(),
            total: amount_of(cell(row, self.total)).ok_or(Some(RowFaultKind::Amount))?,
            vat: self.vat.and_then(|place| amount_of(cell(row, place))),
            item: optional(self.item).to_owned(),
            remark: optional(self.remark).to_owned(),
        })
    }
}

fn cell(row: &Row, place: usize) -> &str {
    row.cells.get(place).map_or("", String::as_str)
}

/// `2026-11-22`, `20261122`, either with a time of day behind it, or a day as the workbook counts them.
fn moment_of(text: &str, from_1904: bool) -> Option<NaiveDateTime> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    if digits.len() == 5 {
        let day = day_of_serial(digits.parse().ok()?, from_1904)?;
        return day.parse().ok().map(|day: NaiveDate| day.and_time(NaiveTime::MIN));
    }
    let part = |from: usize, to: usize| digits.get(from..to).and_then(|part| part.parse::<u32>().ok());
    let year = digits.get(..4)?.parse().ok()?;
    let day = NaiveDate::from_ymd_opt(year, part(4, 6)?, part(6, 8)?)?;
    let time = match digits.len() {
        8 => NaiveTime::MIN,
        12 => NaiveTime::from_hms_opt(part(8, 10)?, part(10, 12)?, 0)?,
        14 => NaiveTime::from_hms_opt(part(8, 10)?, part(10, 12)?, part(12, 14)?)?,
        _ => return None,
    };
    Some(day.and_time(time))
}

fn amount_of(text: &str) -> Option<Won> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace() && *c != ',' && *c != '원').collect();
    plain.parse().ok().and_then(|won| Won::new(won).ok())
}

impl fmt::Debug for ResultEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ResultEntry")
            .field("row", &self.row)
            .field("approval", &self.approval)
            .field("dated", &self.dated)
            .field("total", &self.total)
            .finish_non_exhaustive()
    }
}
