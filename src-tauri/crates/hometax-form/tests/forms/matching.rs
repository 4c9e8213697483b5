//! What belongs to what: by example, and whatever the two sides hold.

use chrono::NaiveDate;
use domain::{ApprovalNumber, DocumentKey, KeyKind, Won};
use hometax_form::{Matching, Ours, ResultEntry, match_results};
use proptest::prelude::*;
use proptest::sample::subsequence;

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
}

fn won(amount: i64) -> Won {
    Won::new(amount).unwrap()
}

fn key(sequence: u32) -> DocumentKey {
    DocumentKey::new(KeyKind::Invoice, day(22), 1, sequence).unwrap()
}

fn ours(sequence: u32, buyer: &str, total: i64, item: &str) -> Ours {
    Ours {
        key: key(sequence),
        dated: day(5),
        number: buyer.into(),
        total: won(total),
        vat: won(total / 11),
        item: Some(item.into()),
    }
}

fn theirs(serial: u32, buyer: &str, total: i64, item: &str) -> ResultEntry {
    ResultEntry {
        row: 7 + serial,
        approval: ApprovalNumber::parse(&format!("2026110510250410{serial:08}")).unwrap(),
        dated: day(5),
        issued_at: day(22).and_hms_opt(0, 0, 0).unwrap(),
        sent_on: None,
        number: buyer.into(),
        total: won(total),
        vat: Some(won(total / 11)),
        item: item.into(),
        remark: String::new(),
    }
}

const HANBIT: &str = "2148600016";
const JEONJU: &str = "4028133666";

fn pairs(matching: &Matching) -> Vec<(u32, usize)> {
    matching.matched.iter().map(|pair| (pair.key.as_str()[11..].parse().unwrap(), pair.entry)).collect()
}

#[test]
fn what_fits_only_each_other_belongs_together() {
    let found = match_results(
        &[ours(1, HANBIT, 11_000, "용지"), ours(2, JEONJU, 11_000, "한지"), ours(3, HANBIT, 22_000, "용지")],
        &[
            theirs(1, JEONJU, 11_000, "한지"),
            theirs(2, HANBIT, 11_000, "용 지"),
            theirs(3, HANBIT, 33_000, "용지"),
        ],
    );
    assert_eq!(pairs(&found), [(1, 1), (2, 0)]);
    assert_eq!((found.ours_left, found.theirs_left), (vec![key(3)], vec![2]));
}

#[test]
fn documents_that_are_alike_in_everything_are_given_out_in_order_and_only_if_none_is_missing() {
    let two = [ours(2, HANBIT, 11_000, "용지"), ours(1, HANBIT, 11_000, "용지")];
    let both = match_results(&two, &[theirs(9, HANBIT, 11_000, "용지"), theirs(4, HANBIT, 11_000, "용지")]);
    assert_eq!(pairs(&both), [(1, 1), (2, 0)]);
    let one = match_results(&two, &[theirs(9, HANBIT, 11_000, "용지")]);
    assert_eq!(one.ambiguous, [(vec![key(1), key(2)], vec![0])]);
    assert!(one.matched.is_empty());
}

#[test]
fn one_entry_that_two_different_documents_fit_is_nobody_s() {
    let entry = ResultEntry { item: String::new(), ..theirs(1, HANBIT, 11_000, "") };
    let other = ResultEntry { item: String::new(), ..theirs(2, HANBIT, 11_000, "") };
    let found =
        match_results(&[ours(1, HANBIT, 11_000, "용지"), ours(2, HANBIT, 11_000, "볼펜")], &[entry, other]);
    assert!(found.matched.is_empty());
    assert_eq!(found.ambiguous, [(vec![key(1), key(2)], vec![0, 1])]);
}

#[test]
fn our_reference_decides_between_alike_ones_but_never_against_what_they_say() {
    let two = [ours(1, HANBIT, 11_000, "용지"), ours(2, HANBIT, 11_000, "용지")];
    let named = ResultEntry { remark: format!("11월분 {}", key(2)), ..theirs(5, HANBIT, 11_000, "용지") };
    assert_eq!(pairs(&match_results(&two, std::slice::from_ref(&named))), [(2, 0)]);
    let dearer = ResultEntry { total: won(99_000), ..named };
    let found = match_results(&two, &[dearer]);
    assert!(found.matched.is_empty());
    assert_eq!(found.theirs_left, [0]);
}

#[test]
fn a_masked_number_fits_by_what_it_shows() {
    let ours = [Ours { item: None, ..ours(1, "01044120009", 11_000, "") }];
    for (shown, fits) in [
        ("010****0009", true),
        ("010****0008", false),
        ("", true),
        ("010***0009", true),
        ("01044120009", true),
        ("0104412000", false),
    ] {
        let entry = ResultEntry { item: String::new(), ..theirs(1, shown, 11_000, "") };
        assert_eq!(match_results(&ours, &[entry]).matched.len(), usize::from(fits), "{shown}");
    }
}

/// Few values, so that many are alike.
fn sides() -> impl Strategy<Value = (Vec<Ours>, Vec<ResultEntry>)> {
    let number = prop_oneof![Just(HANBIT), Just(JEONJU)];
    let shown = prop_oneof![Just(HANBIT), Just(JEONJU), Just("21****0016"), Just("")];
    let item = || prop_oneof![Just("용지"), Just("볼펜"), Just("")];
    let one = (number, 1_i64..3, item()).prop_map(|(number, total, item)| (number, total * 11_000, item));
    let entry = (shown, 1_i64..3, item(), 0_u32..4)
        .prop_map(|(number, total, item, named)| (number, total * 11_000, item, named));
    (prop::collection::vec(one, 0..7), prop::collection::vec(entry, 0..7)).prop_map(|(mine, listed)| {
        let mine = (1..).zip(mine).map(|(n, (number, total, item))| ours(n, number, total, item)).collect();
        let listed = (1..).zip(listed).map(|(n, (number, total, item, named))| ResultEntry {
            remark: if named == 0 { format!("{}", key(n)) } else { String::new() },
            ..theirs(n, number, total, item)
        });
        (mine, listed.collect())
    })
}

proptest! {
    #[test]
    fn everything_stands_in_exactly_one_list_and_nothing_is_matched_twice((mine, listed) in sides()) {
        let found = match_results(&mine, &listed);
        let mut keys: Vec<_> = found.matched.iter().map(|pair| pair.key.clone()).collect();
        keys.extend(found.ambiguous.iter().flat_map(|(keys, _)| keys.clone()));
        keys.extend(found.ours_left.clone());
        keys.sort();
        prop_assert_eq!(keys, mine.iter().map(|one| one.key.clone()).collect::<Vec<_>>());
        let mut entries: Vec<_> = found.matched.iter().map(|pair| pair.entry).collect();
        entries.extend(found.ambiguous.iter().flat_map(|(_, entries)| entries.clone()));
        entries.extend(&found.theirs_left);
        entries.sort_unstable();
        prop_assert_eq!(entries, (0..listed.len()).collect::<Vec<_>>());
    }

    #[test]
    fn a_pair_agrees_in_day_and_sums((mine, listed) in sides()) {
        for pair in match_results(&mine, &listed).matched {
            let one = mine.iter().find(|one| one.key == pair.key).unwrap();
            let entry = &listed[pair.entry];
            prop_assert_eq!((one.dated, one.total, Some(one.vat)), (entry.dated, entry.total, entry.vat));
        }
    }

    #[test]
    fn the_order_of_neither_side_matters(
        ((mine, listed), mine_turned, listed_turned) in sides().prop_flat_map(|(mine, listed)| {
            let (a, b) = (mine.len(), listed.len());
            let shuffled = |n: usize| Just((0..n).collect::<Vec<usize>>()).prop_shuffle();
            (Just((mine, listed)), shuffled(a), shuffled(b))
        })
    ) {
        let told = |found: &Matching, listed: &[ResultEntry]| -> Vec<(DocumentKey, String)> {
            found.matched.iter().map(|pair| (pair.key.clone(), listed[pair.entry].approval.to_string())).collect()
        };
        let turned: Vec<_> = mine_turned.iter().map(|index| mine[*index].clone()).collect();
        let shuffled: Vec<_> = listed_turned.iter().map(|index| listed[*index].clone()).collect();
        let (found, again) = (match_results(&mine, &listed), match_results(&turned, &shuffled));
        prop_assert_eq!(told(&found, &listed), told(&again, &shuffled));
        prop_assert_eq!(found.ours_left, again.ours_left);
    }

    #[test]
    fn each_of_different_documents_finds_its_own((count, kept) in (1_usize..20).prop_flat_map(|n| (Just(n), subsequence((0..n).collect::<Vec<_>>(), 0..=n)))) {
        let mine: Vec<_> = (0..count).map(|n| { let n = u32::try_from(n).unwrap(); ours(n + 1, HANBIT, i64::from(n + 1) * 1_100, "용지") }).collect();
        let listed: Vec<_> = kept.iter().map(|n| { let n = u32::try_from(*n).unwrap(); theirs(n + 1, HANBIT, i64::from(n + 1) * 1_100, "용지") }).collect();
        let found = match_results(&mine, &listed);
        prop_assert_eq!(found.matched.len(), listed.len());
        prop_assert!(found.ambiguous.is_empty() && found.theirs_left.is_empty());
    }
}
