//! The one search box of the history. A token may mean several things (2290: last four digits, or 2,290 won); every
//! token must match in one of its meanings.

use chrono::{Datelike, NaiveDate};
use domain::{InvoiceNumber, Won, parse_amount};
use store::{Cursor, DocumentFilter, HistoryQuery, Shelved, Term, Token};

use crate::{Office, OfficeError};

const ROWS_PER_PAGE_MAX: u32 = 200;
const ROWS_OF_TODAY_MAX: u32 = 200;

/// The chips above the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HistoryFilter {
    /// Everything.
    All,
    /// Receipts only.
    Receipts,
    /// Cancels only.
    Cancels,
    /// Tax invoices, amended ones included.
    Invoices,
    /// What needs a person.
    Attention,
}

/// What was asked for.
#[derive(Debug, Clone)]
pub struct SearchBox {
    /// The text as typed.
    pub text: String,
    /// First day of the month to look in; `None` looks in all.
    pub month: Option<NaiveDate>,
    /// The chip that is on.
    pub filter: HistoryFilter,
    /// Where the last page ended.
    pub after: Option<Cursor>,
    /// Rows per page, at most 200.
    pub limit: u32,
}

/// One page of what was found.
#[derive(Debug)]
pub struct FoundPage {
    /// Newest first.
    pub rows: Vec<Shelved>,
    /// Where the next page begins.
    pub next: Option<Cursor>,
    /// How many match; with the first page only.
    pub matched: Option<u64>,
    /// How many documents the book holds.
    pub total: u64,
}

impl Office {
    /// Finds documents, newest first, a page at a time.
    ///
    /// # Errors
    /// [`OfficeError::Book`].
    pub fn search(&self, asked: &SearchBox) -> Result<FoundPage, OfficeError> {
        let query = HistoryQuery {
            tokens: read_tokens(&asked.text, self.clock.now().date()),
            from: asked.month,
            to: asked.month.and_then(last_of_month),
            filter: filter(asked.filter),
            after: asked.after,
            limit: asked.limit.clamp(1, ROWS_PER_PAGE_MAX),
        };
        Ok(self.book.read(|r| {
            let page = r.search(&query)?;
            let matched = if asked.after.is_none() { Some(r.count(&query)?) } else { None };
            Ok(FoundPage { rows: page.rows, next: page.next, matched, total: r.document_count()? })
        })?)
    }

    /// Today's documents and totals.
    ///
    /// # Errors
    /// [`OfficeError::Book`].
    pub fn today(&self) -> Result<store::Day, OfficeError> {
        let today = self.clock.now().date();
        Ok(self.book.read(|r| r.day(today, ROWS_OF_TODAY_MAX))?)
    }
}

const fn filter(chip: HistoryFilter) -> DocumentFilter {
    match chip {
        HistoryFilter::All => DocumentFilter::All,
        HistoryFilter::Receipts => DocumentFilter::Receipts,
        HistoryFilter::Cancels => DocumentFilter::Cancels,
        HistoryFilter::Invoices => DocumentFilter::Invoices,
        HistoryFilter::Attention => DocumentFilter::Attention,
    }
}

fn last_of_month(first: NaiveDate) -> Option<NaiveDate> {
    first.with_day(1)?.checked_add_months(chrono::Months::new(1))?.pred_opt()
}

/// Reads the box into tokens; `today` gives `어제` and `11/3` their year.
fn read_tokens(text: &str, today: NaiveDate) -> Vec<Token> {
    text.split_whitespace().map(|word| Token { any_of: meanings(word, today) }).collect()
}

fn meanings(word: &str, today: NaiveDate) -> Vec<Term> {
    let digits: String = word.chars().filter(char::is_ascii_digit).collect();
    let is_number = !digits.is_empty() && word.chars().all(|c| c.is_ascii_digit() || c == '-');
    let mut terms = Vec::new();
    if let Some(day) = date(word, today) {
        terms.push(Term::Date(day));
    }
    if is_number && digits.len() == 4 {
        terms.push(Term::Last4(digits.clone()));
    }
    if is_number && matches!(digits.len(), 10..=19) {
        terms.push(Term::Number(digits));
    }
    if let Some(amount) = amount(word) {
        terms.push(Term::Amount(amount));
    }
    let upper = word.to_ascii_uppercase();
    if upper.len() == 9 && upper.chars().all(|c| c.is_ascii_alphanumeric()) {
        terms.push(Term::Approval(upper.clone()));
    }
    // An invoice's number may hold small letters, and is often copied in its three groups.
    if let Ok(number) = InvoiceNumber::parse(&word.replace('-', "")) {
        terms.push(Term::Approval(number.as_str().to_owned()));
    }
    if is_key_beginning(&upper) {
        terms.push(Term::Key(upper));
    }
    terms.push(Term::Text(word.to_owned()));
    terms
}

fn amount(word: &str) -> Option<Won> {
    parse_amount(word.trim_start_matches('-')).ok()
}

fn is_key_beginning(word: &str) -> bool {
    let mut letters = word.chars();
    matches!(letters.next(), Some('R' | 'C' | 'T' | 'M'))
        && letters.next().is_some_and(|c| c.is_ascii_digit())
}

/// `오늘`, `어제`, `20261122`, `2026-11-22`, `11/22`, `11-22`.
fn date(word: &str, today: NaiveDate) -> Option<NaiveDate> {
    match word {
        "오늘" => return Some(today),
        "어제" => return today.pred_opt(),
        "그제" | "그저께" => return today.pred_opt()?.pred_opt(),
        _other => {}
    }
    if let Ok(day) =
        NaiveDate::parse_from_str(word, "%Y%m%d").or_else(|_| NaiveDate::parse_from_str(word, "%Y-%m-%d"))
    {
        return (word.len() >= 8).then_some(day);
    }
    let (month, day) = word.split_once(['/', '-', '.'])?;
    let this_year = NaiveDate::from_ymd_opt(today.year(), month.parse().ok()?, day.parse().ok()?)?;
    if this_year <= today { Some(this_year) } else { this_year.with_year(today.year() - 1) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
    }

    #[test]
    fn four_digits_are_a_number_s_end_or_an_amount() {
        let terms = meanings("2290", today());
        assert!(terms.contains(&Term::Last4("2290".into())));
        assert!(terms.contains(&Term::Amount(Won::new(2290).unwrap())));
    }

    #[test]
    fn dates_are_read_in_the_ways_people_write_them() {
        let nov_3 = NaiveDate::from_ymd_opt(2026, 11, 3);
        for word in ["11/3", "11-03", "20261103", "2026-11-03"] {
            assert_eq!(date(word, today()), nov_3, "{word}");
        }
        assert_eq!(date("어제", today()), NaiveDate::from_ymd_opt(2026, 11, 21));
        assert_eq!(
            date("12/1", today()),
            NaiveDate::from_ymd_opt(2025, 12, 1),
            "a date to come means last year's"
        );
        assert_eq!(date("13/1", today()), None);
    }

    #[test]
    fn amounts_are_read_with_commas_and_won() {
        for word in ["12000", "12,000", "12,000원", "1만2천", "-12,000"] {
            assert!(meanings(word, today()).contains(&Term::Amount(Won::new(12_000).unwrap())), "{word}");
        }
    }

    #[test]
    fn approval_numbers_and_keys_are_found_in_any_case() {
        assert!(meanings("tb0000042", today()).contains(&Term::Approval("TB0000042".into())));
        assert!(meanings("r261122", today()).contains(&Term::Key("R261122".into())));
    }
}
