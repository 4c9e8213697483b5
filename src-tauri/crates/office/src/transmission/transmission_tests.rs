//! Lateness counted in the book is the lateness of the list.

use super::*;

#[test]
fn the_moment_of_issue_tells_exactly_what_is_near_its_last_moment() {
    let rules = DeadlineRules::SINCE_2026;
    let first = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap().and_time(NaiveTime::MIN);
    let half_hours = |count: i64| (0..count).map(move |n| first + TimeDelta::minutes(30 * n));
    for now in half_hours(200) {
        let before = issued_before(&rules, now);
        for approved_at in half_hours(200).filter(|at| *at < now) {
            let near = now >= end_of(rules.transmit_on(approved_at.date())) - NEAR;
            assert_eq!(approved_at < before, near, "issued {approved_at}, now {now}");
        }
    }
}
