//! Partners from a file (거래처 가져오기): the first row names the columns, in any order and in the words of whatever program
//! wrote it; every row gets a verdict before anything is written.

use std::collections::HashMap;

use domain::{BuyerForm, BuyerKind};
use intake::{IntakeError, Row};
use serde_json::json;
use store::{BookError, JournalAct, Partner, PartnerCard, Reader};

use crate::{FieldFault, Office, OfficeError, PartnerForm};

/// How far down the row that names the columns may stand: above it programs write titles and dates.
const HEAD_WITHIN: usize = 10;
/// Whoever stands at the counter waits for no more than these.
const ROWS_AT_ONCE: usize = 200;

/// What a file would bring, or has brought.
#[derive(Debug)]
pub struct PartnerImport {
    /// The columns that were understood, in the words of the file.
    pub columns: Vec<String>,
    /// Every row.
    pub rows: Vec<ImportRow>,
    /// Written; false: only looked at.
    pub done: bool,
}

/// A row of the file.
#[derive(Debug)]
pub struct ImportRow {
    /// Its row number in the sheet.
    pub line: u32,
    /// The number as it stands there.
    pub number: String,
    /// The name as it stands there.
    pub name: String,
    /// What becomes of it.
    pub verdict: ImportVerdict,
    /// Why it cannot be taken.
    pub faults: Vec<FieldFault>,
}

/// What becomes of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImportVerdict {
    /// A new partner.
    New,
    /// Known; what the file says replaces what the card says.
    Update,
    /// Known, and the file says nothing new.
    Same,
    /// Cannot be taken.
    Faulty,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Column {
    Number,
    Branch,
    Name,
    Owner,
    Address,
    BusinessType,
    BusinessItem,
    Email,
    Email2,
    Phone,
    Contact,
    Note,
}

/// What programs call the columns, without blanks and brackets.
const HEADINGS: [(Column, &[&str]); 12] = [
    (
        Column::Number,
        &[
            "사업자등록번호",
            "등록번호",
            "사업자번호",
            "사업자등록번호주민번호",
            "사업자주민번호",
            "거래처번호",
        ],
    ),
    (Column::Branch, &["종사업장번호", "종사업장"]),
    (Column::Name, &["상호", "상호명", "거래처", "거래처명", "회사명", "업체명", "법인명", "상호법인명"]),
    (Column::Owner, &["대표자", "대표자명", "대표", "대표자성명", "성명", "성명대표자"]),
    (Column::Address, &["주소", "사업장주소", "사업장", "사업장소재지", "소재지"]),
    (Column::BusinessType, &["업태"]),
    (Column::BusinessItem, &["종목", "업종"]),
    (Column::Email, &["이메일", "메일", "이메일1", "이메일주소", "담당자이메일", "email", "e-mail"]),
    (Column::Email2, &["이메일2", "email2"]),
    (Column::Phone, &["전화", "전화번호", "연락처", "휴대폰", "tel"]),
    (Column::Contact, &["담당자", "담당자명", "담당"]),
    (Column::Note, &["비고", "메모", "적요"]),
];

impl Office {
    /// Reads partners from a workbook or csv file. `commit` writes what can be taken, some rows at a time; without it nothing is
    /// changed.
    ///
    /// # Errors
    /// [`OfficeError::UnreadableFile`], nothing was changed; [`OfficeError::Book`]: the rows before it may have been written, and
    /// the same file may be handed in again.
    pub fn import_partners(
        &self,
        name: &str,
        bytes: &[u8],
        commit: bool,
    ) -> Result<PartnerImport, OfficeError> {
        let table = intake::read_table(name, bytes).map_err(|error| unreadable(&error))?;
        let list = List::of(&table.rows)?;
        let judged = self.book.read(|r| list.judge(r))?;
        if !commit {
            return Ok(list.answer(judged, false));
        }
        let mut written = Vec::with_capacity(judged.len());
        let mut rest = judged.into_iter();
        while rest.len() > 0 {
            written.extend(self.write_partners(&list, rest.by_ref().take(ROWS_AT_ONCE).collect())?);
        }
        Ok(list.answer(written, true))
    }

    /// A card that changed since it was read is judged anew, so that nothing is taken back that was written meanwhile.
    fn write_partners<'t>(
        &self,
        list: &List<'t>,
        mut judged: Vec<Judged<'t>>,
    ) -> Result<Vec<Judged<'t>>, OfficeError> {
        let at = self.clock.now();
        self.book.write(|w| {
            let mut written = 0;
            for one in &mut judged {
                let Some(number) = one.card.as_ref().map(|card| card.number.clone()) else { continue };
                let known = w.partner_by_number(&number)?.map(|partner| partner.card);
                if known != one.known {
                    *one = judge_row(one.source, &list.cells(one.source), known);
                }
                if let Some(card) = one.to_write() {
                    w.save_partner(card)?;
                    written += 1;
                }
            }
            let facts = json!({ "rows": judged.len(), "written": written });
            w.journal(at, JournalAct::PartnersImported, "", &facts)?;
            Ok(judged)
        })
    }
}

/// The rows under the heads of their columns.
struct List<'t> {
    columns: Vec<(usize, Column)>,
    words: Vec<String>,
    rows: &'t [Row],
}

/// A row, what it would make of a card, and what becomes of it.
struct Judged<'t> {
    source: &'t Row,
    row: ImportRow,
    known: Option<PartnerCard>,
    card: Option<PartnerCard>,
}

impl Judged<'_> {
    fn to_write(&self) -> Option<&PartnerCard> {
        match self.row.verdict {
            ImportVerdict::New | ImportVerdict::Update => self.card.as_ref(),
            ImportVerdict::Same | ImportVerdict::Faulty => None,
        }
    }
}

impl<'t> List<'t> {
    fn of(rows: &'t [Row]) -> Result<Self, OfficeError> {
        let heads = rows.iter().take(HEAD_WITHIN).map(columns_of);
        let (at, columns) = heads
            .enumerate()
            .find(|(_, columns)| {
                [Column::Number, Column::Name].iter().all(|needed| columns.iter().any(|(_, c)| c == needed))
            })
            .ok_or(OfficeError::UnreadableFile("no_header"))?;
        let (head, rows) =
            rows.get(at..).and_then(<[Row]>::split_first).ok_or(OfficeError::UnreadableFile("no_header"))?;
        if rows.is_empty() {
            return Err(OfficeError::UnreadableFile("no_rows"));
        }
        let words = columns.iter().filter_map(|(index, _)| head.cells.get(*index).cloned()).collect();
        Ok(Self { columns, words, rows })
    }

    /// A number that stands twice in the file meets its own first row.
    fn judge(&self, r: &Reader<'_>) -> Result<Vec<Judged<'t>>, BookError> {
        let mut earlier: HashMap<String, PartnerCard> = HashMap::new();
        let mut judged = Vec::new();
        for row in self.rows {
            let cells = self.cells(row);
            let digits: String = cells.text(Column::Number).chars().filter(char::is_ascii_digit).collect();
            let known = match earlier.get(&digits) {
                Some(card) => Some(card.clone()),
                None => r.partner_by_number(&digits)?.map(|partner: Partner| partner.card),
            };
            let one = judge_row(row, &cells, known);
            if let Some(card) = &one.card {
                earlier.insert(card.number.clone(), card.clone());
            }
            judged.push(one);
        }
        Ok(judged)
    }

    fn cells(&self, row: &Row) -> Cells {
        let cell = |(index, column): &(usize, Column)| Some((*column, row.cells.get(*index)?.clone()));
        Cells(self.columns.iter().filter_map(cell).collect())
    }

    fn answer(self, judged: Vec<Judged<'_>>, done: bool) -> PartnerImport {
        PartnerImport { columns: self.words, rows: judged.into_iter().map(|one| one.row).collect(), done }
    }
}

/// The cells of a row by what they hold.
struct Cells(HashMap<Column, String>);

impl Cells {
    fn text(&self, column: Column) -> &str {
        self.0.get(&column).map_or("", String::as_str)
    }

    /// What the file says, or what is known where it says nothing.
    fn or(&self, column: Column, known: &str) -> String {
        let text = self.text(column);
        if text.is_empty() { known.to_owned() } else { text.to_owned() }
    }
}

fn judge_row<'t>(source: &'t Row, cells: &Cells, known: Option<PartnerCard>) -> Judged<'t> {
    let checked = form_of(cells, known.as_ref()).check();
    let (verdict, faults, card) = match checked {
        Err(faults) => (ImportVerdict::Faulty, faults, None),
        Ok(card) if known.as_ref() == Some(&card) => (ImportVerdict::Same, Vec::new(), Some(card)),
        Ok(card) if known.is_some() => (ImportVerdict::Update, Vec::new(), Some(card)),
        Ok(card) => (ImportVerdict::New, Vec::new(), Some(card)),
    };
    let (number, name) = (cells.text(Column::Number).to_owned(), cells.text(Column::Name).to_owned());
    let row = ImportRow { line: source.number, number: shown(&number), name, verdict, faults };
    Judged { source, row, known, card }
}

fn form_of(cells: &Cells, known: Option<&PartnerCard>) -> PartnerForm {
    let blank = PartnerCard::default();
    let card = known.unwrap_or(&blank);
    let number = cells.text(Column::Number);
    PartnerForm {
        id: None,
        buyer: BuyerForm {
            kind: kind_of(number),
            number: number.to_owned(),
            name: cells.or(Column::Name, &card.name),
            owner: cells.or(Column::Owner, &card.owner),
            address: cells.or(Column::Address, &card.address),
            branch: cells.or(Column::Branch, &card.branch),
            business_type: cells.or(Column::BusinessType, &card.business_type),
            business_item: cells.or(Column::BusinessItem, &card.business_item),
            email: cells.or(Column::Email, &card.email),
            email2: cells.or(Column::Email2, &card.email2),
        },
        phone: cells.or(Column::Phone, &card.phone),
        contact: cells.or(Column::Contact, &card.contact),
        note: cells.or(Column::Note, &card.note),
        default_kind: card.default_kind.unwrap_or_default(),
        default_billing: card.default_billing.unwrap_or_default(),
    }
}

/// Thirteen digits are a person's.
fn kind_of(number: &str) -> BuyerKind {
    match number.chars().filter(char::is_ascii_digit).count() {
        13 => BuyerKind::Rrn,
        _ => BuyerKind::BusinessNumber,
    }
}

/// A person's number leaves the program masked, also one that is not understood.
fn shown(number: &str) -> String {
    let mut digits = 0;
    let masked = number.chars().map(|character| {
        digits += usize::from(character.is_ascii_digit());
        if digits > 6 && character.is_ascii_digit() { '*' } else { character }
    });
    let masked: String = masked.collect();
    if digits > 10 { masked } else { number.to_owned() }
}

fn columns_of(row: &Row) -> Vec<(usize, Column)> {
    let mut columns: Vec<(usize, Column)> = Vec::new();
    for (index, cell) in row.cells.iter().enumerate() {
        let column = column_of(cell).filter(|found| columns.iter().all(|(_, known)| known != found));
        columns.extend(column.map(|column| (index, column)));
    }
    columns
}

fn column_of(heading: &str) -> Option<Column> {
    let bare: String = heading
        .chars()
        .filter(|character| character.is_alphanumeric() || *character == '-')
        .flat_map(char::to_lowercase)
        .collect();
    HEADINGS.iter().find(|(_, names)| names.contains(&bare.as_str())).map(|(column, _)| *column)
}

fn unreadable(error: &IntakeError) -> OfficeError {
    tracing::info!(%error, "a file could not be read as a list of partners");
    OfficeError::UnreadableFile(error.as_str())
}
