//! A practice book filled with made-up documents.

use std::collections::HashMap;

use domain::{Attention, ShopForm, State};
use office::{FillOrder, HistoryFilter, Office, OfficeError, SearchBox};
use store::{DocumentAct, Shelved, World};

use crate::shop::{all_pages, filled, office, today};

fn everything(office: &Office) -> Vec<Shelved> {
    let asked =
        SearchBox { text: String::new(), month: None, filter: HistoryFilter::All, after: None, limit: 200 };
    all_pages(office, &asked)
}

#[test]
fn the_same_seed_makes_the_same_book_and_another_one_another() {
    let facts = |seed| -> Vec<_> {
        let of = |row: Shelved| {
            (row.document.key, row.document.traded_at, row.document.content.total(), row.standing.state)
        };
        everything(&filled(400, seed)).into_iter().map(of).collect()
    };
    let (first, again, other) = (facts(7), facts(7), facts(8));
    assert_eq!(first.len(), 400);
    assert_eq!(first, again);
    assert_ne!(first, other);
}

#[test]
fn every_kind_of_document_is_there_and_settled_and_the_journal_holds() {
    let office = filled(3_000, 1);
    let rows = everything(&office);
    assert_eq!(rows.len(), 3_000);
    let mut acts: HashMap<&str, u32> = HashMap::new();
    for row in &rows {
        *acts.entry(row.document.act.as_str()).or_default() += 1;
        let settled = matches!(
            row.standing.state,
            State::Confirmed(_) | State::Rejected(_) | State::RefusedLater { .. }
        );
        assert!(settled, "{} is {}", row.document.key, row.standing.state.name());
        assert!(row.document.trade_date() < today());
        assert!(row.standing.attention.is_none_or(|why| why == Attention::RefusedLater));
    }
    assert!(
        acts["issue"] > 2_000 && acts["cancel"] > 50 && acts["invoice"] > 200 && acts["amend"] > 10,
        "{acts:?}"
    );
    assert!(office.verify_journal().unwrap().rows > 9_000);
    assert_eq!(office.open_count().unwrap().waiting, 0);
}

#[test]
fn no_more_is_taken_back_than_was_sold_and_a_pair_stands_whole() {
    let rows = everything(&filled(3_000, 2));
    assert!(rows.iter().any(|row| row.cancelled > domain::Won::ZERO && !row.remaining().is_zero()));
    for row in &rows {
        let over = row.document.act == DocumentAct::Issue && row.taken > row.document.total();
        assert!(!over, "{}", row.document.key);
    }
    let pairs = rows
        .iter()
        .filter(|row| matches!(row.document.act, DocumentAct::Amend { reason, .. } if reason.makes_two()));
    let net: i64 = pairs.clone().map(|row| row.document.total().get()).filter(|won| *won > 0).count() as i64;
    assert!(net > 0 && pairs.count() as i64 == 2 * net, "each pair takes back and issues anew");
}

#[test]
fn filling_again_adds_and_never_repeats_a_number() {
    let office = filled(300, 7);
    office.fill(&FillOrder { documents: 300, seed: 7 }, |_| {}).unwrap();
    let rows = everything(&office);
    assert_eq!(rows.len(), 600);
    let mut numbers: Vec<_> =
        rows.iter().filter_map(|row| row.standing.state.approval()).map(|a| a.number.to_string()).collect();
    let all = numbers.len();
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers.len(), all);
}

#[test]
fn a_real_book_and_a_shop_without_particulars_are_left_alone() {
    let real = office(World::Real);
    real.save_shop(&ShopForm::practice()).unwrap();
    let order = FillOrder { documents: 10, seed: 1 };
    assert!(matches!(real.fill(&order, |_| {}), Err(OfficeError::RealBook)));
    let blank = office(World::Practice);
    assert!(matches!(blank.fill(&order, |_| {}), Err(OfficeError::NoShop)));
    assert!(everything(&real).is_empty() && everything(&blank).is_empty());
}
