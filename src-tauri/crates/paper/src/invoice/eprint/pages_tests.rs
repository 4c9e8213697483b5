//! Which lines stand on which page.

use super::{Rooms, split};

const ROOMS: Rooms = Rooms { first: 50.0, next: 100.0, carry: 5.0, tail: 20.0 };

fn lengths(count: usize) -> Vec<usize> {
    split(&vec![5.0; count], &ROOMS).iter().map(ExactSizeIterator::len).collect()
}

#[test]
fn lines_that_leave_room_for_the_totals_stay_on_one_page() {
    assert_eq!(lengths(1), [1]);
    assert_eq!(lengths(6), [6]);
}

#[test]
fn the_last_page_has_a_line_even_when_only_the_totals_do_not_fit() {
    assert_eq!(lengths(7), [6, 1]);
    assert_eq!(lengths(9), [8, 1]);
}

#[test]
fn a_page_that_is_not_the_last_keeps_room_for_its_sums() {
    assert_eq!(lengths(10), [9, 1]);
    assert_eq!(lengths(24), [9, 15]);
    assert_eq!(lengths(25), [9, 15, 1]);
    assert_eq!(lengths(40), [9, 19, 12]);
}

#[test]
fn every_line_is_on_one_page_in_its_order() {
    for count in 1..=99 {
        let pages = split(&vec![7.3; count], &ROOMS);
        assert!(pages.iter().flat_map(Clone::clone).eq(0..count), "{count}: {pages:?}");
    }
}

#[test]
fn a_line_higher_than_a_page_still_gets_one() {
    assert_eq!(split(&[500.0, 500.0], &ROOMS), [0..1, 1..2]);
}
