//! The official split of an amount (domain.md §1.6) and what may be read back.

use domain::FaultCode::{
    AmountNegative, AmountOverLimit, AmountZero, ServiceNegative, ServiceOverSupply, ServiceOverTotal,
};
use domain::{Amounts, Field, Taxation, Won};
use proptest::prelude::*;

use crate::{pairs, won};

fn split(total: i64, service: i64, taxation: Taxation) -> Result<[i64; 4], Vec<(Field, domain::FaultCode)>> {
    Amounts::split(won(total), won(service), taxation)
        .map(|amounts| columns(&amounts))
        .map_err(|faults| pairs(&faults))
}

fn columns(amounts: &Amounts) -> [i64; 4] {
    [amounts.supply().get(), amounts.vat().get(), amounts.service().get(), amounts.total().get()]
}

#[test]
fn the_table_of_the_nts_holds() {
    for (total, supply, vat) in [
        (1, 1, 0),
        (10, 10, 0),
        (11, 10, 1),
        (100, 91, 9),
        (999, 909, 90),
        (11_000, 10_000, 1_000),
        (15_000, 13_637, 1_363),
        (100_000, 90_910, 9_090),
        (110_000, 100_000, 10_000),
        (990_000_000, 900_000_000, 90_000_000),
    ] {
        assert_eq!(split(total, 0, Taxation::Taxable), Ok([supply, vat, 0, total]));
    }
}

#[test]
fn every_total_up_to_a_million_splits_by_the_formula_without_losing_a_won() {
    for total in 1..=1_000_000_i64 {
        let amounts = Amounts::split(won(total), Won::ZERO, Taxation::Taxable).unwrap();
        let (supply, vat) = (amounts.supply().get(), amounts.vat().get());
        assert_eq!(vat, total * 10 / 110, "{total}");
        assert_eq!(supply + vat, total, "{total}");
        assert_eq!(vat, (supply + vat) * 10 / 110, "{total}: the check on own data");
    }
}

#[test]
fn an_exempt_sale_has_no_vat() {
    assert_eq!(split(10_000, 0, Taxation::Exempt), Ok([10_000, 0, 0, 10_000]));
    assert_eq!(split(10_000, 1_000, Taxation::Exempt), Ok([9_000, 0, 1_000, 10_000]));
}

#[test]
fn the_service_charge_bears_no_vat() {
    assert_eq!(split(12_000, 1_000, Taxation::Taxable), Ok([10_000, 1_000, 1_000, 12_000]));
    assert_eq!(split(11, 5, Taxation::Taxable), Ok([6, 0, 5, 11]));
}

#[test]
fn each_limit_is_told_on_its_field() {
    let (amount, service) = (Field::Amount, Field::Service);
    for (total, charge, faults) in [
        (0, 0, vec![(amount, AmountZero)]),
        (-1, 0, vec![(amount, AmountNegative)]),
        (990_000_001, 0, vec![(amount, AmountOverLimit)]),
        (1_000, -1, vec![(service, ServiceNegative)]),
        (1_000, 1_000, vec![(service, ServiceOverTotal)]),
        (1_000, 1_001, vec![(service, ServiceOverTotal)]),
        (2_000, 1_000, vec![(service, ServiceOverSupply)]),
        (0, -1, vec![(amount, AmountZero), (service, ServiceNegative)]),
    ] {
        assert_eq!(split(total, charge, Taxation::Taxable), Err(faults), "{total} with {charge}");
    }
}

#[test]
fn an_exempt_sale_meets_the_limit_of_the_supply_value() {
    assert_eq!(split(900_000_000, 0, Taxation::Exempt), Ok([900_000_000, 0, 0, 900_000_000]));
    assert_eq!(split(900_000_001, 0, Taxation::Exempt), Err(vec![(Field::Amount, AmountOverLimit)]));
}

#[test]
fn parts_must_add_up_and_none_may_be_below_zero() {
    let parts = |s: i64, v: i64, c: i64, t: i64| Amounts::from_parts(won(s), won(v), won(c), won(t));
    assert_eq!(parts(9_091, 909, 0, 10_000).map(|amounts| columns(&amounts)), Ok([9_091, 909, 0, 10_000]));
    assert!(parts(90_909, 9_091, 0, 100_000).is_ok(), "a terminal that rounds differs by a won");
    for (s, v, c, t) in
        [(9_091, 909, 0, 10_001), (10, -1, 0, 9), (-1, 10, 0, 9), (10, 0, -1, 9), (0, 0, 0, 0)]
    {
        assert!(parts(s, v, c, t).is_err(), "{s} {v} {c} {t}");
    }
    assert!(parts(Won::MAX.get(), Won::MAX.get(), 0, 1).is_err(), "a sum out of range is no sum");
}

#[test]
fn json_goes_through_the_same_check() {
    let amounts = Amounts::split(won(10_000), Won::ZERO, Taxation::Taxable).unwrap();
    let json = serde_json::to_string(&amounts).unwrap();
    assert_eq!(json, r#"{"supply":9091,"vat":909,"service":0,"total":10000}"#);
    assert_eq!(serde_json::from_str::<Amounts>(&json).unwrap(), amounts);
    assert!(serde_json::from_str::<Amounts>(&json.replace("909,", "908,")).is_err());
}

#[test]
fn the_words_of_the_nts_are_read_back() {
    for taxation in [Taxation::Taxable, Taxation::Exempt] {
        assert_eq!(Taxation::from_wire(taxation.wire()), Some(taxation));
    }
    assert_eq!(Taxation::from_wire("과세"), Some(Taxation::Taxable));
    assert_eq!(Taxation::from_wire("비과세"), None);
}

proptest! {
    #[test]
    fn a_split_always_adds_up(total in 1_i64..=990_000_000, share in 0_i64..=60, exempt: bool) {
        let taxation = if exempt { Taxation::Exempt } else { Taxation::Taxable };
        let service = total * share / 100;
        let vat_inside = if exempt { 0 } else { (total - service) * 10 / 110 };
        let goods = total - service - vat_inside;
        if let Ok(columns) = split(total, service, taxation) {
            prop_assert_eq!(columns, [goods, vat_inside, service, total]);
        } else {
            prop_assert!(service > goods || goods > 900_000_000);
        }
    }
}
