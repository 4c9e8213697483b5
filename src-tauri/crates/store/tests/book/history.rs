//! The one search: every kind of term, pages that neither skip nor repeat.

use chrono::{NaiveDate, TimeDelta};
use domain::{ReceiptForm, State, Won};
use proptest::prelude::*;
use store::{Book, COUNT_CAP, Cursor, DocumentFilter, HistoryQuery, Matched, Shelved, Term, Token};

use crate::support::{approval, approved, at, book, cancel, checked, form, issue, set, today};

fn one_of(terms: &[Term]) -> Token {
    Token { any_of: terms.to_vec() }
}

fn ask(tokens: Vec<Token>) -> HistoryQuery {
    HistoryQuery { tokens, limit: 50, ..HistoryQuery::default() }
}

fn won(amount: i64) -> Won {
    Won::new(amount).unwrap()
}

fn exactly(amount: i64) -> Term {
    Term::Amount(won(amount), won(amount))
}

fn on(date: NaiveDate) -> Term {
    Term::Days(date, date)
}

fn totals(book: &Book, query: &HistoryQuery) -> Vec<i64> {
    let page = book.read(|r| r.search(query)).unwrap();
    page.rows.iter().map(|row| row.document.total().get()).collect()
}

/// Five documents: three receipts of three customers, a cancel, a lost answer.
fn small_shop() -> Book {
    let book = book();
    let pens = ReceiptForm { item: "볼펜 A4".into(), ..form(2_290, "010-1234-5678") };
    let (key, _) = approved(&book, &checked(&pens, at(1)), "TB0000001");
    approved(&book, &checked(&form(9_000, "010-9999-2290"), at(2)), "TB0000002");
    let memo = ReceiptForm { memo: "단골 Kim".into(), ..form(7_000, "") };
    approved(&book, &checked(&memo, at(0) - TimeDelta::days(1)), "TB0000001");
    cancel(&book, &key, Some(290), at(3));
    let (_, id) = issue(&book, &checked(&form(5_000, "314-81-20001"), at(4)));
    set(&book, id, &[State::Sending, State::Unknown]);
    book
}

#[test]
fn each_meaning_finds_its_documents() {
    let book = small_shop();
    let table: [(Term, &[i64]); 16] = [
        (Term::Last4("5678".into()), &[290, 2_290]),
        (Term::Number("3148120001".into()), &[5_000]),
        (Term::Number("01099995678".into()), &[]),
        (Term::Approval("TB0000001".into()), &[2_290, 7_000]),
        (exactly(9_000), &[9_000]),
        (exactly(290), &[290]),
        (Term::Amount(won(2_290), won(7_000)), &[5_000, 2_290, 7_000]),
        (Term::TakenBack(won(290), won(290)), &[290]),
        (Term::TakenBack(won(1), won(9_000)), &[290]),
        (on(today().pred_opt().unwrap()), &[7_000]),
        (Term::Days(today().pred_opt().unwrap(), today()), &[5_000, 290, 9_000, 2_290, 7_000]),
        (Term::Key("C".into()), &[290]),
        (Term::Key("R261121".into()), &[7_000]),
        (Term::Text("볼펜".into()), &[290, 2_290]),
        (Term::Text("kim".into()), &[7_000]),
        (Term::Text("없는 말".into()), &[]),
    ];
    for (term, expected) in table {
        assert_eq!(totals(&book, &ask(vec![one_of(std::slice::from_ref(&term))])), expected, "{term:?}");
    }
}

#[test]
fn meanings_of_one_word_are_added_and_words_narrow() {
    let book = small_shop();
    let digits = one_of(&[Term::Last4("2290".into()), exactly(2_290)]);
    assert_eq!(totals(&book, &ask(vec![digits.clone()])), [9_000, 2_290]);
    assert_eq!(totals(&book, &ask(vec![digits, one_of(&[Term::Text("a4".into())])])), [2_290]);
    assert_eq!(totals(&book, &ask(vec![one_of(&[])])), [0_i64; 0], "a word that means nothing finds nothing");
}

#[test]
fn hangul_is_found_however_it_was_composed() {
    let book = book();
    let decomposed = "\u{1107}\u{1169}\u{11af}\u{1111}\u{1166}\u{11ab}";
    issue(&book, &checked(&ReceiptForm { item: decomposed.into(), ..form(1_000, "") }, at(1)));
    issue(&book, &checked(&ReceiptForm { item: "볼펜".into(), ..form(2_000, "") }, at(2)));
    for typed in ["볼펜", decomposed] {
        assert_eq!(totals(&book, &ask(vec![one_of(&[Term::Text(typed.into())])])), [2_000, 1_000]);
    }
}

#[test]
fn filters_show_receipts_cancels_or_what_needs_a_person() {
    let book = small_shop();
    let filtered = |filter| totals(&book, &HistoryQuery { filter, ..ask(vec![]) });
    assert_eq!(filtered(DocumentFilter::All), [5_000, 290, 9_000, 2_290, 7_000]);
    assert_eq!(filtered(DocumentFilter::Receipts), [5_000, 9_000, 2_290, 7_000]);
    assert_eq!(filtered(DocumentFilter::Cancels), [290]);
    assert_eq!(filtered(DocumentFilter::Attention), [5_000]);
    let with_word = ask(vec![one_of(&[Term::Last4("5678".into())])]);
    assert_eq!(totals(&book, &HistoryQuery { filter: DocumentFilter::Receipts, ..with_word }), [2_290]);
}

#[test]
fn a_period_includes_its_first_and_last_day() {
    let book = small_shop();
    let yesterday = today().pred_opt();
    let within = |from, to| totals(&book, &HistoryQuery { from, to, ..ask(vec![]) }).len();
    assert_eq!(
        (within(yesterday, yesterday), within(Some(today()), Some(today())), within(yesterday, None)),
        (1, 4, 5)
    );
    assert_eq!(within(None, NaiveDate::from_ymd_opt(2026, 11, 20)), 0);
}

#[test]
fn pages_follow_each_other_without_gap_or_repeat_while_new_ones_arrive() {
    let book = book();
    for n in 0..7 {
        issue(&book, &checked(&form(1_000 + n, ""), at(n / 2)));
    }
    let mut query = HistoryQuery { limit: 3, ..HistoryQuery::default() };
    let mut seen = Vec::new();
    for _ in 0..40 {
        let page = book.read(|r| r.search(&query)).unwrap();
        seen.extend(page.rows.iter().map(|row| row.document.total().get()));
        issue(&book, &checked(&form(99, ""), at(1_000)));
        let Some(next) = page.next else { break };
        query.after = Cursor::parse(&next.to_string());
        assert_eq!(query.after, Some(next));
    }
    assert_eq!(seen, [1_006, 1_005, 1_004, 1_003, 1_002, 1_001, 1_000]);
}

#[test]
fn a_cursor_that_is_none_of_ours_is_none() {
    for text in ["", "7", "2026-11-22_7", "2026-11-22T14:30:00.000_x", "_"] {
        assert_eq!(Cursor::parse(text), None, "{text}");
    }
}

#[test]
fn counting_covers_all_pages_and_stops_at_the_cap() {
    let book = book();
    let sold = checked(&ReceiptForm { item: "볼펜".into(), ..form(1_000, "") }, at(1));
    book.write(|w| (0..=COUNT_CAP).try_for_each(|_| crate::support::issue_in(w, &sold).map(|_| ()))).unwrap();
    let (none, word) = (ask(vec![one_of(&[exactly(2)])]), ask(vec![one_of(&[Term::Text("볼펜".into())])]));
    book.read(|r| {
        assert_eq!(r.count(&HistoryQuery::default())?, Matched::Exactly(COUNT_CAP + 1), "all is known");
        let one_list = HistoryQuery { tokens: vec![one_of(&[Term::Last4("1234".into())])], ..ask(vec![]) };
        assert_eq!(r.count(&one_list)?, Matched::Exactly(COUNT_CAP + 1), "an index knows");
        assert_eq!(r.count(&word)?, Matched::MoreThan(COUNT_CAP));
        assert_eq!(r.search_and_count(&word)?.1, Matched::MoreThan(COUNT_CAP));
        assert_eq!(r.count(&none)?, Matched::Exactly(0));
        assert_eq!(r.document_count()?, COUNT_CAP + 1);
        Ok(())
    })
    .unwrap();
}

const WORDS: [&str; 4] = ["볼펜", "볼펜 파랑", "풀", ""];
const NUMBERS: [&str; 4] = ["010-1234-1000", "010-9999-2000", "010-1234-2000", ""];
const AMOUNTS: [i64; 3] = [1_000, 2_000, 3_000];

fn any_term() -> impl Strategy<Value = Term> {
    prop_oneof![
        proptest::sample::select(vec!["1000", "2000", "1234"]).prop_map(|d| Term::Last4(d.into())),
        proptest::sample::select(AMOUNTS.to_vec()).prop_map(exactly),
        (0..3_i64, 0..3_i64).prop_map(|(a, b)| Term::Amount(won(a * 1_000), won(b * 1_000))),
        (0..3_i64, 0..3_i64).prop_map(|(a, b)| Term::TakenBack(won(a * 1_000), won(b * 1_000))),
        (-1..3_i64, 0..2_i64).prop_map(|(from, days)| {
            let from = today() + TimeDelta::days(from);
            Term::Days(from, from + TimeDelta::days(days))
        }),
        proptest::sample::select(vec!["볼", "파랑", "풀", "x"]).prop_map(|t| Term::Text(t.into())),
        proptest::sample::select(vec!["R", "R261123", "C"]).prop_map(|k| Term::Key(k.into())),
    ]
}

/// What a term means, said without SQL.
fn matches(row: &Shelved, term: &Term) -> bool {
    let document = &row.document;
    let total = document.total();
    let sale = document.sale().unwrap();
    match term {
        Term::Last4(digits) => sale.number.last4() == digits,
        Term::Number(digits) => sale.number.digits() == digits,
        Term::Approval(number) => row.standing.state.approval().is_some_and(|a| a.number.as_str() == number),
        Term::Amount(from, to) => *from <= total && total <= *to,
        Term::TakenBack(..) => false,
        Term::Days(from, to) => *from <= document.trade_date() && document.trade_date() <= *to,
        Term::Key(start) => document.key.as_str().starts_with(start.as_str()),
        Term::Text(part) => sale.item.as_ref().is_some_and(|item| item.as_str().contains(part.as_str())),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_search_finds_what_a_plain_filter_finds(
        sales in proptest::collection::vec((0..4_usize, 0..4_usize, 0..3_usize, 0..200_000_i64), 1..25),
        words in proptest::collection::vec(proptest::collection::vec(any_term(), 1..4), 0..3),
        limit in 1..9_u32,
    ) {
        let book = book();
        for (number, word, amount, seconds) in &sales {
            let sold = ReceiptForm { item: WORDS[*word].into(), ..form(AMOUNTS[*amount], NUMBERS[*number]) };
            issue(&book, &checked(&sold, at(*seconds)));
        }
        let tokens: Vec<Token> = words.iter().map(|terms| one_of(terms)).collect();
        let everything = book.read(|r| r.search(&HistoryQuery { limit: 100, ..HistoryQuery::default() })).unwrap();
        let expected: Vec<_> = everything.rows.iter()
            .filter(|row| tokens.iter().all(|token| token.any_of.iter().any(|term| matches(row, term))))
            .map(|row| row.document.id)
            .collect();
        let mut query = HistoryQuery { tokens, limit, ..HistoryQuery::default() };
        let counted = book.read(|r| r.count(&query)).unwrap();
        let mut found = Vec::new();
        for _ in 0..40 {
            let page = book.read(|r| r.search(&query)).unwrap();
            found.extend(page.rows.iter().map(|row| row.document.id));
            query.after = page.next;
            if query.after.is_none() { break }
        }
        prop_assert_eq!(counted, Matched::Exactly(expected.len() as u64));
        prop_assert_eq!(found, expected);
    }
}

#[test]
fn an_approval_is_found_after_it_came() {
    let book = book();
    let (_, id) = issue(&book, &checked(&form(1_000, ""), at(1)));
    let query = ask(vec![one_of(&[Term::Approval("TB0000042".into())])]);
    assert!(totals(&book, &query).is_empty());
    set(&book, id, &[State::Sending, State::Approved(approval("TB0000042", at(2)))]);
    assert_eq!(totals(&book, &query), [1_000]);
}
