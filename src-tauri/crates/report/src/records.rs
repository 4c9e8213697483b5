//! Form 38 as records of 170 bytes (전산매체 제출 자료, domain.md §6.3): head, a record for each buyer in the non-electronic
//! part, the totals of that part and of the electronic part.
//!
//! A draft: the purchases a whole file has are not known here, and the layout is the one of the instructions that are
//! public, so the file's name and the manifest say so. CP949; texts stand left and are cut at a character, numbers
//! stand right behind zeros, a negative one has its last digit over-punched (Multi-Key). What the book does not know is
//! zero or blank: the blanks before an amount (공란수), the liquor codes, the office of submission (제출서). The date of
//! writing is the last day of the period, because no clock goes into a file.

use chrono::NaiveDate;
use domain::{Period, Shop};

use crate::ReportError;
use crate::csv::cp949;
use crate::form38::{BuyerSums, Form38, Group};
use crate::totals::Sums;

const LENGTH: usize = 170;
const LINE_END: &[u8] = b"\r\n";
/// Book number of sales (권번호).
const SALES_BOOK: i64 = 7_501;
const OVERPUNCHED: &[u8; 10] = b"}JKLMNOPQR";

/// The whole file.
///
/// # Errors
/// [`ReportError::DoesNotFit`] when a number has more digits than its field: a wrong file is worse than none.
pub(crate) fn records(
    name: &str,
    form: &Form38,
    period: Period,
    shop: &Shop,
) -> Result<Vec<u8>, ReportError> {
    let reporter = shop.number().digits();
    let mut file = Vec::new();
    let mut add = |record: Record| {
        file.extend(record.whole()?);
        Some(())
    };
    let written = add(head(period, shop)).and_then(|()| {
        (1..)
            .zip(form.businesses(Group::Other))
            .try_for_each(|(place, (number, buyer))| add(detail(reporter, place, number, buyer)))?;
        add(totals(b"3", reporter, form, Group::Other))?;
        add(totals(b"5", reporter, form, Group::Electronic))
    });
    written.map(|()| file).ok_or_else(|| ReportError::DoesNotFit { name: name.to_owned() })
}

fn head(period: Period, shop: &Shop) -> Record {
    let day = |day: NaiveDate| day.format("%y%m%d").to_string();
    Record::new(b"7")
        .text(shop.number().digits(), 10)
        .text(shop.name(), 30)
        .text(shop.owner(), 15)
        .text(shop.address(), 45)
        .text(shop.business_type().unwrap_or_default(), 17)
        .text(shop.business_item().unwrap_or_default(), 25)
        .text(&(day(period.first()) + &day(period.last())), 12)
        .text(&day(period.last()), 6)
}

fn detail(reporter: &str, place: i64, number: &str, buyer: &BuyerSums) -> Record {
    Record::new(b"1")
        .text(reporter, 10)
        .number(place, 4)
        .text(&number.replace('-', ""), 10)
        .text(&buyer.name, 30)
        .text(&buyer.business_type, 17)
        .text(&buyer.business_item, 25)
        .number(buyer.sums.count.into(), 7)
        .number(0, 2)
        .number(buyer.sums.supply_won, 14)
        .number(buyer.sums.vat_won, 13)
        .number(0, 1)
        .text("", 1)
        .number(SALES_BOOK, 4)
        .number(0, 3)
}

fn totals(kind: &[u8; 1], reporter: &str, form: &Form38, group: Group) -> Record {
    let (businesses, persons) = (form.business_total(group), form.person_total(group));
    let record = Record::new(kind).text(reporter, 10);
    [form.group_total(group), businesses, persons].into_iter().fold(record, Record::sums)
}

/// A record under way; nothing is left of it once a number did not fit.
struct Record(Option<Vec<u8>>);

impl Record {
    fn new(kind: &[u8; 1]) -> Self {
        Self(Some(kind.to_vec()))
    }

    fn text(self, text: &str, width: usize) -> Self {
        Self(self.0.map(|mut bytes| {
            let from = bytes.len();
            // Character by character, so that none is cut in half; a line end would end the record.
            let plain = text.chars().map(|c| if c.is_control() { ' ' } else { c });
            for character in plain.map(|c| cp949(c.encode_utf8(&mut [0; 4]))) {
                if bytes.len() - from + character.len() > width {
                    break;
                }
                bytes.extend(character);
            }
            bytes.resize(from + width, b' ');
            bytes
        }))
    }

    fn number(self, number: i64, width: usize) -> Self {
        Self(self.0.and_then(|mut bytes| {
            bytes.extend(multi_key(number, width)?);
            Some(bytes)
        }))
    }

    fn sums(self, (buyers, sums): (usize, Sums)) -> Self {
        self.number(i64::try_from(buyers).unwrap_or(i64::MAX), 7)
            .number(sums.count.into(), 7)
            .number(sums.supply_won, 15)
            .number(sums.vat_won, 14)
    }

    fn whole(self) -> Option<Vec<u8>> {
        let mut bytes = self.0?;
        bytes.resize(LENGTH, b' ');
        bytes.extend(LINE_END);
        Some(bytes)
    }
}

/// A number behind zeros; of a negative one the last digit says so.
fn multi_key(number: i64, width: usize) -> Option<Vec<u8>> {
    let mut digits = format!("{:0width$}", number.unsigned_abs()).into_bytes();
    if digits.len() > width {
        return None;
    }
    if number < 0 {
        let last = digits.last_mut()?;
        *last = *OVERPUNCHED.get(usize::from(*last - b'0'))?;
    }
    Some(digits)
}

#[cfg(test)]
#[path = "records_tests.rs"]
mod tests;
