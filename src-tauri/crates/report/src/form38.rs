//! Values of 매출처별 세금계산서합계표 (form 38, domain.md §6.3): totals, and sums per buyer.
//!
//! Tax invoices only (taxable and zero-rated, amended ones included); exempt invoices (계산서) have another form. An
//! invoice is in the electronic part when it was handed over in time ([`on_time_until`]); one that is not handed over yet,
//! or was later, is in the other part. Buyers by resident number, and
//! foreigners, are added up and never listed by person.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::{Days, NaiveDate};
use domain::{BuyerId, InvoiceKind, Period, Span};

use crate::ReportError;
use crate::close::Close;
use crate::grid::{Cell, Column};
use crate::row::{Row, What};
use crate::totals::Sums;
use crate::xlsx::Book;

const TOTALS: [Column; 6] = [
    Column("구분", 34),
    Column("발급 대상", 22),
    Column("⑦ 매출처 수", 12),
    Column("⑧ 매수", 10),
    Column("⑨ 공급가액", 16),
    Column("⑩ 세액", 14),
];
const DETAILS: [Column; 7] = [
    Column("⑪ 번호", 8),
    Column("⑫ 사업자등록번호", 18),
    Column("⑬ 상호", 24),
    Column("⑭ 매수", 8),
    Column("⑮ 공급가액", 16),
    Column("⑯ 세액", 14),
    Column("비고", 24),
];
const ELECTRONIC: &str = "다음 달 11일까지 전송한 전자세금계산서";
const OTHER: &str = "위 전자세금계산서 외";

/// The two parts of the form, by how they were handed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Electronic and handed over in time.
    Electronic,
    /// Everything else.
    Other,
}

/// What went to one buyer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BuyerSums {
    /// Name on the newest invoice (상호).
    pub name: String,
    /// Business type on it (업태).
    pub business_type: String,
    /// Business item on it (종목).
    pub business_item: String,
    /// Invoices, supply value and VAT.
    pub sums: Sums,
}

/// The form's values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form38 {
    until: NaiveDate,
    businesses: BTreeMap<(Group, String), BuyerSums>,
    persons: BTreeMap<Group, (BTreeSet<String>, Sums)>,
}

/// The last day on which an invoice of the period can be handed over for the electronic part: the 11th of the month after
/// the end of what the return covers (과세기간 종료일 다음 달 11일, domain.md §6.3; 부가가치세법 54②: of an interim return the
/// end of *its* three months). A half-year is a return of its own. A quarter is one as well, and a month belongs to its
/// quarter: who files by the half-year may see an invoice that was handed over late for the quarter in the other part
/// there and in the electronic part of the half-year, as the law has it.
#[must_use]
pub fn on_time_until(period: Period) -> NaiveDate {
    let covered = match period.span() {
        Span::Month | Span::Quarter => Period::of(period.first(), Span::Quarter),
        Span::Half => period,
    };
    covered.after().first().checked_add_days(Days::new(10)).unwrap_or(NaiveDate::MAX)
}

impl Form38 {
    /// An empty form of a period.
    #[must_use]
    pub fn of(period: Period) -> Self {
        Self { until: on_time_until(period), businesses: BTreeMap::new(), persons: BTreeMap::new() }
    }

    /// Counts a document in, if it belongs here.
    pub fn add(&mut self, row: &Row) {
        let What::Invoice { kind, buyer, buyer_name, business_type, business_item, sent_at } = &row.what
        else {
            return;
        };
        if *kind == InvoiceKind::Exempt {
            return;
        }
        let in_time = sent_at.is_some_and(|at| at.date() <= self.until);
        let group = if in_time { Group::Electronic } else { Group::Other };
        match buyer {
            BuyerId::Business(number) => {
                let sums = self.businesses.entry((group, number.formatted())).or_default();
                sums.name.clone_from(buyer_name);
                sums.business_type = business_type.clone().unwrap_or_default();
                sums.business_item = business_item.clone().unwrap_or_default();
                sums.sums.add(row);
            }
            BuyerId::Resident(_) | BuyerId::Foreigner(_) => {
                let (persons, sums) = self.persons.entry(group).or_default();
                persons.insert(buyer.number().to_owned());
                sums.add(row);
            }
        }
    }

    /// Buyers with a business number, and what went to them.
    pub fn businesses(&self, group: Group) -> impl Iterator<Item = (&str, &BuyerSums)> {
        self.businesses
            .iter()
            .filter(move |((of, _), _)| *of == group)
            .map(|((_, number), sums)| (number.as_str(), sums))
    }

    /// How many buyers with a business number, and their sums.
    #[must_use]
    pub fn business_total(&self, group: Group) -> (usize, Sums) {
        self.businesses(group)
            .fold((0, Sums::default()), |(buyers, sums), (_, buyer)| (buyers + 1, sums.plus(buyer.sums)))
    }

    /// How many buyers without one, and their sums.
    #[must_use]
    pub fn person_total(&self, group: Group) -> (usize, Sums) {
        self.persons.get(&group).map_or((0, Sums::default()), |(persons, sums)| (persons.len(), *sums))
    }

    /// Both together (소계). A buyer with and one without a business number are two.
    #[must_use]
    pub fn group_total(&self, group: Group) -> (usize, Sums) {
        let (businesses, persons) = (self.business_total(group), self.person_total(group));
        (businesses.0 + persons.0, businesses.1.plus(persons.1))
    }

    /// All of it.
    #[must_use]
    pub fn total(&self) -> Sums {
        [Group::Electronic, Group::Other]
            .into_iter()
            .fold(Sums::default(), |sums, group| sums.plus(self.group_total(group).1))
    }

    /// How many buyers there are, each counted once.
    #[must_use]
    pub fn buyers(&self) -> usize {
        let businesses: BTreeSet<&String> = self.businesses.keys().map(|(_, number)| number).collect();
        let persons: BTreeSet<&String> = self.persons.values().flat_map(|(persons, _)| persons).collect();
        businesses.len() + persons.len()
    }

    pub(crate) fn write(&self, name: &str, folder: &Path, close: &Close) -> Result<(), ReportError> {
        const TITLE: &str = "매출처별 세금계산서합계표 (값)";
        let mut book = Book::new(name, folder, &close.heading(TITLE))?;
        let above = close.above(TITLE);
        let sheet = book.form("총합계", &above, &TOTALS)?;
        book.sum_row(sheet, &total_cells("합계", "", (self.buyers(), self.total())))?;
        for (group, title) in [(Group::Electronic, ELECTRONIC), (Group::Other, OTHER)] {
            let (businesses, persons) = (self.business_total(group), self.person_total(group));
            book.row(sheet, &total_cells(title, "사업자등록번호 발급분", businesses))?;
            book.row(sheet, &total_cells(title, "주민등록번호 발급분", persons))?;
            book.row(sheet, &total_cells(title, "소계", self.group_total(group)))?;
        }
        for (group, title, note) in
            [(Group::Other, "매출처별 명세 (외)", OTHER), (Group::Electronic, "매출처별 명세 (전자)", "전자")]
        {
            let sheet = book.form(title, &above, &DETAILS)?;
            for (place, (number, buyer)) in (1_u32..).zip(self.businesses(group)) {
                book.row(sheet, &detail_cells(place, number, buyer, note))?;
            }
        }
        book.save(folder)
    }
}

fn total_cells(title: &'static str, who: &'static str, (buyers, sums): (usize, Sums)) -> [Cell<'static>; 6] {
    [
        Cell::text(title),
        Cell::text(who),
        Cell::Count(u32::try_from(buyers).unwrap_or(u32::MAX)),
        Cell::Count(sums.count),
        Cell::Won(sums.supply_won),
        Cell::Won(sums.vat_won),
    ]
}

fn detail_cells<'a>(place: u32, number: &'a str, buyer: &'a BuyerSums, note: &'a str) -> [Cell<'a>; 7] {
    [
        Cell::Count(place),
        Cell::text(number),
        Cell::text(buyer.name.as_str()),
        Cell::Count(buyer.sums.count),
        Cell::Won(buyer.sums.supply_won),
        Cell::Won(buyer.sums.vat_won),
        Cell::text(note),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_electronic_part_ends_on_the_eleventh_after_what_the_return_covers() {
        for (period, until) in [
            ("2026-01", "2026-04-11"),
            ("2026-09", "2026-10-11"),
            ("2026-11", "2027-01-11"),
            ("2026-12", "2027-01-11"),
            ("2026-Q1", "2026-04-11"),
            ("2026-Q4", "2027-01-11"),
            ("2026-H1", "2026-07-11"),
            ("2026-H2", "2027-01-11"),
        ] {
            assert_eq!(on_time_until(Period::parse(period).unwrap()).to_string(), until, "{period}");
        }
    }
}
