//! Whatever is typed, the pages together hold just the documents that a plain look at every one of them finds.
//!
//! What each thing means is said here a second time, in words of its own and without SQL. The questions are made from
//! documents of the book, so that there is something to find.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use office::{HistoryFilter, Office, SearchBox};
use store::{DocumentAct, Matched, Shelved};

use crate::plain::Plain;
use crate::shop::{all_pages, filled, today};

const DOCUMENTS: u64 = 2_000;
const ROUNDS: usize = 24;

/// A chip above the list, and what it lets through.
type Chip = (HistoryFilter, fn(&Plain) -> bool);

struct Question {
    text: String,
    month: Option<NaiveDate>,
    filter: HistoryFilter,
    finds: Box<dyn Fn(&Plain) -> bool>,
}

fn asks(text: impl Into<String>, finds: impl Fn(&Plain) -> bool + 'static) -> Question {
    Question { text: text.into(), month: None, filter: HistoryFilter::All, finds: Box::new(finds) }
}

/// A word that is also looked for in the texts, whatever else it may be.
fn word(text: impl Into<String>, finds: impl Fn(&Plain) -> bool + 'static) -> Question {
    let text = text.into();
    let part = text.clone();
    asks(text, move |plain| finds(plain) || plain.says(&part) || plain.is_approved_as(&part))
}

#[test]
fn every_question_finds_what_a_plain_look_at_all_documents_finds() {
    let office = filled(DOCUMENTS, 5);
    let rows = everything(&office);
    assert_eq!(rows.len() as u64, DOCUMENTS);
    let plain: Vec<Plain> = rows.iter().map(Plain::of).collect();
    let mut questions = fixed();
    for round in 0..ROUNDS {
        let nth = round * 6_151 % rows.len();
        questions.extend(about(&rows[nth], &plain[nth], &plain[(nth * 7 + 3) % rows.len()]));
    }
    assert!(questions.len() > 400, "{}", questions.len());
    let mut found_something = 0;
    for (nth, question) in questions.iter().enumerate() {
        let expected: Vec<i64> = plain
            .iter()
            .filter(|plain| is_in(plain, question.month) && (question.finds)(plain))
            .map(|plain| plain.id)
            .collect();
        found_something += usize::from(!expected.is_empty());
        compare(&office, question, &expected, nth);
    }
    assert!(found_something * 10 > questions.len() * 7, "most questions have an answer: {found_something}");
}

fn compare(office: &Office, question: &Question, expected: &[i64], nth: usize) {
    let Question { text, month, filter, .. } = question;
    // Pages of every size, but not a thousand of them for a question that finds the whole book.
    let limit = u32::try_from(expected.len() / 12 + 1 + nth % 9).unwrap();
    let asked = SearchBox { text: text.clone(), month: *month, filter: *filter, after: None, limit };
    let found: Vec<i64> = all_pages(office, &asked).iter().map(|row| row.document.id.get()).collect();
    assert_eq!(found, expected, "{text:?} in {month:?}, {filter:?}, {limit} a page");
    let counted = office.search(&asked).unwrap().matched;
    match counted {
        Some(Matched::Exactly(count)) => assert_eq!(count, expected.len() as u64, "{text:?}"),
        Some(Matched::MoreThan(count)) => assert!(expected.len() as u64 > count, "{text:?}"),
        None => panic!("the first page counts"),
    }
}

fn everything(office: &Office) -> Vec<Shelved> {
    let asked =
        SearchBox { text: String::new(), month: None, filter: HistoryFilter::All, after: None, limit: 200 };
    let rows = all_pages(office, &asked);
    let order = |row: &Shelved| (row.document.traded_at, row.document.id);
    assert!(rows.windows(2).all(|pair| order(&pair[0]) > order(&pair[1])), "newest first, each once");
    rows
}

fn is_in(plain: &Plain, month: Option<NaiveDate>) -> bool {
    month.is_none_or(|month| (plain.day.year(), plain.day.month()) == (month.year(), month.month()))
}

/// Questions that need no document.
fn fixed() -> Vec<Question> {
    let on = |text: &str, from: NaiveDate, to: NaiveDate| {
        word(text, move |plain| from <= plain.day && plain.day <= to)
    };
    let day = |back: u64| today() - Days::new(back);
    let week_before = today() - Days::new(7);
    let mut all = vec![
        asks("", |_| true),
        on("어제", day(1), day(1)),
        on("그저께", day(2), day(2)),
        asks("지난주 화", move |plain| {
            plain.day.iso_week() == week_before.iso_week() && plain.day.weekday() == Weekday::Tue
        }),
        asks("지난 주 금요일", move |plain| {
            plain.day.iso_week() == week_before.iso_week() && plain.day.weekday() == Weekday::Fri
        }),
        word("지난주", move |plain| plain.day.iso_week() == week_before.iso_week()),
        word("이번주", |plain| plain.day.iso_week() == today().iso_week()),
        word("금요일", |plain| plain.day == today() - Days::new(2)),
        word("지난달", |plain| (plain.day.year(), plain.day.month()) == (2026, 10)),
        word("3월", |plain| (plain.day.year(), plain.day.month()) == (2026, 3)),
        word("12월", |plain| (plain.day.year(), plain.day.month()) == (2025, 12)),
        word("작년", |plain| plain.day.year() == 2025),
        asks("작년 5월", |plain| (plain.day.year(), plain.day.month()) == (2025, 5)),
        asks("10만 이상", |plain| plain.total.abs() >= 100_000),
        word(">10만", |plain| plain.total.abs() > 100_000),
        word("1만~3만", |plain| (10_000..=30_000).contains(&plain.total.abs())),
        word("12000±500", |plain| (11_500..=12_500).contains(&plain.total.abs())),
        asks("5천 미만", |plain| plain.total.abs() < 5_000),
        word("-1만~-10만", |plain| plain.is_taken_back && (10_000..=100_000).contains(&plain.total.abs())),
        word("없는말", |_| false),
        word("000000000", |_| false),
    ];
    let chips: [Chip; 4] = [
        (HistoryFilter::Receipts, |plain| plain.act == "issue"),
        (HistoryFilter::Revisions, |plain| matches!(plain.act, "cancel" | "amend")),
        (HistoryFilter::Invoices, |plain| matches!(plain.act, "invoice" | "amend")),
        (HistoryFilter::Attention, |plain| plain.needs_person),
    ];
    for (filter, finds) in chips {
        all.push(Question { filter, ..asks("", finds) });
        all.push(Question { filter, month: today().with_day(1), ..asks("", finds) });
        let pens = word("볼펜", |_| false).finds;
        all.push(Question { filter, ..asks("볼펜", move |plain| finds(plain) && pens(plain)) });
    }
    for syllable in [
        "볼",
        "용지",
        "유통",
        "(주)",
        "번",
        "ㅂ",
        "ㅎㅂ",
        "ㅂㅇㅈ",
        "ㅅㅁㅇㅍ",
        "ㅋ",
        "a4",
        "A4",
        "usb",
        "층",
    ] {
        all.push(word(syllable, |_| false));
    }
    all
}

/// Questions about one document, some together with another one's facts.
fn about(row: &Shelved, plain: &Plain, other: &Plain) -> Vec<Question> {
    let mut all = about_numbers(plain);
    all.extend(about_amounts(plain));
    all.extend(about_keys(plain));
    all.extend(about_days(plain));
    all.extend(about_words(plain));
    all.push(in_its_month(plain));
    if matches!(row.document.act, DocumentAct::Issue) {
        all.extend(another_word_and_amount(plain, other));
    }
    all
}

fn is_amount(text: &str) -> Option<i64> {
    text.parse::<i64>().ok().filter(|won| *won > 0)
}

fn about_numbers(plain: &Plain) -> Vec<Question> {
    let (last4, number) = (plain.last4.clone(), plain.number.clone());
    let mut all = vec![word(plain.last4.clone(), {
        let as_amount = is_amount(&plain.last4);
        move |plain| plain.last4 == last4 || Some(plain.total.abs()) == as_amount
    })];
    if let Some(same) = is_amount(&number) {
        all.push(word(number.clone(), move |plain| plain.number == number || plain.total.abs() == same));
    }
    all
}

fn about_amounts(plain: &Plain) -> Vec<Question> {
    let won = plain.total.abs();
    let mut all = Vec::new();
    for text in [won.to_string(), grouped(won), format!("{won}원")] {
        let as_last4 = text.clone();
        all.push(word(text, move |plain| plain.total.abs() == won || plain.last4 == as_last4));
    }
    all.push(word(format!("-{won}"), move |plain| plain.is_taken_back && plain.total.abs() == won));
    all.push(word(format!("{}~{}", won / 2 + 1, won), move |plain| {
        (won / 2 + 1..=won).contains(&plain.total.abs())
    }));
    all
}

fn about_keys(plain: &Plain) -> Vec<Question> {
    let mut all = Vec::new();
    for length in [5, 7, plain.key.len()] {
        let start = plain.key[..length].to_owned();
        all.push(word(start.to_lowercase(), move |plain| plain.key.starts_with(&start)));
    }
    if let Some(approval) = plain.approval.clone() {
        all.push(word(approval.clone(), |_| false));
        if approval.len() == 24 {
            all.push(word(approval[16..].to_owned(), |_| false));
        }
    }
    all
}

fn about_days(plain: &Plain) -> Vec<Question> {
    let day = plain.day;
    let mut all = Vec::new();
    for text in [format!("{}", day.format("%Y%m%d")), format!("{day}"), day.format("%Y.%-m.%-d").to_string()]
    {
        all.push(word(text, move |plain| plain.day == day));
    }
    all.push(word(day.format("%-m/%-d").to_string(), move |plain| {
        let same = |date: NaiveDate| (date.month(), date.day()) == (day.month(), day.day());
        let years_of = |date: NaiveDate| today().year() - date.year();
        let this_year_is_over = NaiveDate::from_ymd_opt(today().year(), day.month(), day.day())
            .is_some_and(|date| date <= today());
        same(plain.day) && years_of(plain.day) == i32::from(!this_year_is_over)
    }));
    let until = day + Days::new(9);
    all.push(word(format!("{day}~{until}"), move |plain| day <= plain.day && plain.day <= until));
    all
}

fn about_words(plain: &Plain) -> Vec<Question> {
    let mut all: Vec<Question> =
        plain.words.iter().flat_map(|said| parts(said)).map(|text| word(text, |_| false)).collect();
    for said in &plain.words {
        let initials = crate::plain::initials_of(said);
        let letters: Vec<char> = initials.chars().filter(|c| ('ㄱ'..='ㅎ').contains(c)).collect();
        if letters.len() == initials.chars().count() && letters.len() > 1 {
            all.push(word(letters[letters.len() / 3..].iter().collect::<String>(), |_| false));
        }
    }
    all
}

/// The last four digits, in the document's own month only.
fn in_its_month(plain: &Plain) -> Question {
    let (last4, as_amount) = (plain.last4.clone(), is_amount(&plain.last4));
    let month = plain.day.with_day(1);
    let finds = move |plain: &Plain| {
        plain.last4 == last4 || (as_amount.is_some() && Some(plain.total.abs()) == as_amount)
    };
    Question { month, ..word(plain.last4.clone(), finds) }
}

fn another_word_and_amount(plain: &Plain, other: &Plain) -> Option<Question> {
    let won = plain.total.abs();
    let said = other.words.first()?.split(' ').next().unwrap_or_default().to_owned();
    let text = format!("{said} {}~{}", won / 2 + 1, won * 2);
    let says = word(said, |_| false).finds;
    Some(asks(text, move |plain| says(plain) && (won / 2 + 1..=won * 2).contains(&plain.total.abs())))
}

/// Two letters from the middle, and the first word, unless they mean a day or an amount as well.
fn parts(said: &str) -> Vec<String> {
    let letters: Vec<char> = said.chars().collect();
    let from = letters.len().saturating_sub(2) / 2;
    let middle: String = letters.iter().skip(from).take(2).collect();
    let first = said.split(' ').next().unwrap_or_default().to_owned();
    let is_plain_text = |text: &String| {
        !text.is_empty()
            && !text.contains(|c: char| c.is_whitespace() || c.is_ascii_digit())
            && !text.ends_with('월')
            && !text.ends_with("요일")
    };
    [middle, first].into_iter().filter(is_plain_text).collect()
}

fn grouped(won: i64) -> String {
    domain::Won::new(won).unwrap().to_string()
}
