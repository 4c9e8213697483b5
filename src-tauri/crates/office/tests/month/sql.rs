//! What the files must say, by straight SQL over the book's file: nothing of the code that writes them is used here, not
//! even its idea of a quarter.

use std::path::Path;

use rusqlite::{Connection, Row};

const COUNTS: &str = "s.state IN ('approved', 'transmitted', 'confirmed')";

/// A period of a book: its days, and the last day on which an invoice of it is handed over in time.
pub struct ByHand {
    connection: Connection,
    pub from: String,
    pub to: String,
    until: String,
}

/// Documents, supply, VAT, service and total, signed as they count.
pub type Sums = [i64; 5];

impl ByHand {
    pub fn open(path: &Path, period: &str) -> Self {
        let (year, part) = period.split_once('-').unwrap();
        let year: i32 = year.parse().unwrap();
        let number: i32 = part.trim_start_matches(['Q', 'H']).parse().unwrap();
        let (first, last) = match part.as_bytes()[0] {
            b'Q' => (number * 3 - 2, number * 3),
            b'H' => (number * 6 - 5, number * 6),
            _ => (number, number),
        };
        let end_of_return = if part.starts_with('H') { last } else { (last + 2) / 3 * 3 };
        let until = if end_of_return == 12 { (year + 1, 1) } else { (year, end_of_return + 1) };
        Self {
            connection: Connection::open(path).unwrap(),
            from: format!("{year}-{first:02}-01"),
            to: format!("{year}-{last:02}-31"),
            until: format!("{}-{:02}-11", until.0, until.1),
        }
    }

    /// Of the documents of the period for which this holds.
    pub fn sums(&self, and: &str) -> Sums {
        let sign = "CASE d.act WHEN 'cancel' THEN -1 ELSE 1 END";
        let sum = |column: &str| format!("coalesce(sum({sign} * d.{column}), 0)");
        let sums: Vec<String> = ["supply", "vat", "service", "total"].map(sum).into();
        self.one(&format!("count(*), {}", sums.join(", ")), and, |row| {
            Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?])
        })
    }

    /// How many different buyers.
    pub fn buyers(&self, and: &str) -> i64 {
        self.one("count(DISTINCT d.number_digits)", and, |row| row.get(0))
    }

    /// The net total of each day with receipts.
    pub fn receipts_by_day(&self) -> Vec<(String, i64)> {
        let sql = format!(
            "SELECT d.trade_date, sum(CASE d.act WHEN 'cancel' THEN -d.total ELSE d.total END) {}
             GROUP BY d.trade_date ORDER BY d.trade_date",
            self.of("d.act IN ('issue', 'cancel')")
        );
        let mut statement = self.connection.prepare(&sql).unwrap();
        let days = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        days.map(Result::unwrap).collect()
    }

    /// The condition for one part of form 38.
    pub fn handed_over(&self, in_time: bool) -> String {
        let condition = format!("(s.sent_at IS NOT NULL AND substr(s.sent_at, 1, 10) <= '{}')", self.until);
        let not = if in_time { "" } else { "NOT " };
        format!("d.act IN ('invoice', 'amend') AND d.taxation <> 'exempt' AND {not}{condition}")
    }

    fn one<T>(&self, columns: &str, and: &str, read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>) -> T {
        self.connection.query_row(&format!("SELECT {columns} {}", self.of(and)), [], read).unwrap()
    }

    fn of(&self, and: &str) -> String {
        format!(
            "FROM document d, standing s WHERE s.document_id = d.id AND {COUNTS}
             AND d.trade_date BETWEEN '{}' AND '{}' AND {and}",
            self.from, self.to
        )
    }
}
