//! The ways to search find the same: with numbers so small that a book of some hundred documents takes every one of them.

use chrono::{Days, NaiveDate, NaiveDateTime, TimeDelta};
use domain::{BusinessNumber, CashReceipt, KeyKind, ReceiptForm, Won};

use super::hits::Hits;
use super::measure::Effort;
use super::place::Place;
use super::{DocumentFilter, HistoryQuery};
use crate::{Book, BookError, Cursor, NewDocument, Term, Token, World};

const DOCUMENTS: u64 = 240;

fn noon() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 11, 22).unwrap().and_hms_opt(12, 0, 0).unwrap()
}

/// Thirty a day; the old half speaks of other things than the new one, and every document has a memo of its own.
fn receipt(nth: u64) -> CashReceipt {
    let item = if nth < DOCUMENTS / 2 { "잉크" } else { "볼펜" };
    let form = ReceiptForm {
        amount: (1_000 + nth % 7 * 500).to_string(),
        number: if nth.is_multiple_of(3) { String::new() } else { format!("0101234{:04}", nth % 11) },
        item: item.into(),
        memo: format!("주문 {nth}번"),
        ..ReceiptForm::default()
    };
    let at = noon() - Days::new(8 - nth / 30) + TimeDelta::seconds(i64::try_from(nth % 30 / 2).unwrap());
    form.check(&BusinessNumber::parse("123-45-67891").unwrap(), at).unwrap()
}

fn book() -> Book {
    let book = Book::in_memory(World::Practice, noon()).unwrap();
    let written = book.write(|w| {
        (0..DOCUMENTS).try_for_each(|nth| {
            let receipt = receipt(nth);
            let key = w.next_key(KeyKind::Receipt, receipt.traded_at().date(), 1)?;
            w.insert_document(&NewDocument::issue(&key, &receipt, "hometax", "{}", &format!("press-{nth}")))?;
            Ok::<_, BookError>(())
        })
    });
    written.unwrap();
    book
}

fn all(book: &Book, query: &HistoryQuery, effort: Effort) -> Vec<Place> {
    let found = book.read(|r| {
        let mut hits = Hits::of(query, query.after.as_ref(), effort, r)?;
        let mut found = Vec::new();
        while let Some(place) = hits.next(r)? {
            found.push(place);
        }
        Ok(found)
    });
    found.unwrap()
}

#[test]
fn whatever_way_a_search_takes_it_finds_the_same() {
    let book = book();
    let won = |amount| Won::new(amount).unwrap();
    let day = noon().date() - Days::new(6);
    let words = [
        vec![Term::Text("잉크".into())],
        vec![Term::Text("주문".into())],
        vec![Term::Text("ㅂㅍ".into()), Term::Last4("0003".into())],
        vec![Term::Amount(won(2_000), won(3_000))],
        vec![Term::Amount(won(1_500), won(1_500)), Term::Text("1".into())],
        vec![Term::Key("R2611".into())],
        vec![Term::Days(day, day + Days::new(2)), Term::Text("7".into())],
        vec![Term::Number("0100001234".into())],
        vec![Term::TakenBack(won(1), won(9_000))],
    ];
    let ways = [
        Effort { enough: 1, most_lists: 0, patience: 0, enough_later: 1_000 },
        Effort { enough: 1, most_lists: 0, patience: 5, enough_later: 20 },
        Effort { enough: 10, most_lists: 3, patience: 40, enough_later: 60 },
        Effort { enough: 1_000, most_lists: 1_000, patience: 1, enough_later: 1_000 },
        Effort { enough: 1, most_lists: 1_000, patience: 1_000, enough_later: 1 },
    ];
    let mut found_something = 0;
    for (nth, first) in words.iter().enumerate() {
        for second in words.iter().skip(nth) {
            let tokens = [first, second].map(|any_of| Token { any_of: any_of.clone() }).to_vec();
            let cursor = Cursor { traded_at: noon() - Days::new(3), id: crate::DocumentId(170) };
            for after in [None, Some(cursor)] {
                let filter = DocumentFilter::Receipts;
                let query = HistoryQuery { tokens: tokens.clone(), after, filter, ..HistoryQuery::default() };
                let expected = all(&book, &query, Effort::USUAL);
                assert!(expected.windows(2).all(|pair| pair[0] > pair[1]), "{tokens:?}");
                found_something += usize::from(!expected.is_empty());
                for effort in ways {
                    assert_eq!(all(&book, &query, effort), expected, "{tokens:?} {after:?} {effort:?}");
                }
            }
        }
    }
    assert!(found_something > 40, "{found_something}");
}
