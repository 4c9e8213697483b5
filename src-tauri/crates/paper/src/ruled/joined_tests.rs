//! Lines end to end.

#![allow(clippy::panic, reason = "a test fails by panicking")]

use super::joined;
use crate::display_list::{Ink, Line, Stroke};

fn line(from: (f32, f32), to: (f32, f32)) -> Line {
    Line { from, to, thickness: 0.15, stroke: Stroke::Solid, ink: Ink::BLACK }
}

#[test]
fn lines_end_to_end_or_over_each_other_are_one() {
    let level =
        vec![line((5.0, 1.0), (9.0, 1.0)), line((1.0, 1.0), (5.0, 1.0)), line((2.0, 1.0), (3.0, 1.0))];
    assert_eq!(joined(level), [line((1.0, 1.0), (9.0, 1.0))]);
    let upright = vec![line((1.0, 1.0), (1.0, 5.0)), line((1.0, 5.0), (1.0, 9.0))];
    assert_eq!(joined(upright), [line((1.0, 1.0), (1.0, 9.0))]);
}

#[test]
fn a_gap_an_angle_another_thickness_or_ink_stay() {
    let first = line((1.0, 1.0), (5.0, 1.0));
    for other in [
        line((5.5, 1.0), (9.0, 1.0)),
        line((5.0, 1.0), (5.0, 9.0)),
        line((5.0, 1.5), (9.0, 1.5)),
        Line { thickness: 0.4, ..line((5.0, 1.0), (9.0, 1.0)) },
        Line { ink: Ink::grey(100), ..line((5.0, 1.0), (9.0, 1.0)) },
    ] {
        let mut kept = joined(vec![first, other]);
        kept.sort_by_key(|line| line == &other);
        assert_eq!(kept, [first, other]);
    }
}

#[test]
fn a_rounding_between_two_heights_loses_no_line() {
    let lines = vec![line((5.0, 1.0), (9.0, 1.0)), line((1.0, 1.000_01), (5.0, 1.000_01))];
    let [only] = joined(lines)[..] else { panic!("one line") };
    assert_eq!((only.from.0, only.to.0), (1.0, 9.0));
    assert!(only.from.1.total_cmp(&only.to.1).is_eq(), "exactly level");
    let apart = vec![line((7.0, 1.0), (9.0, 1.0)), line((1.0, 1.000_01), (5.0, 1.000_01))];
    assert_eq!(joined(apart).len(), 2);
}
