//! Makes one line of all that lie end to end: every cell rules its own two sides, and a grid would otherwise be ten times
//! as many lines as a printer needs, which is most of the time and length of its file.

use crate::display_list::{Ink, Line};

/// Ends this close, in millimetres, are one point.
const TOUCHING: f32 = 0.01;

/// The same drawing in as few level and upright lines as it takes, sorted by ink and thickness.
pub fn joined(mut lines: Vec<Line>) -> Vec<Line> {
    lines.sort_by(|a, b| {
        let shade = |Ink { red, green, blue }: Ink| (red, green, blue);
        let place = |line: &Line| (is_level(line), across(line));
        shade(a.ink)
            .cmp(&shade(b.ink))
            .then(a.thickness.total_cmp(&b.thickness))
            .then(place(a).0.cmp(&place(b).0))
            .then(place(a).1.cmp(&place(b).1))
            .then(along(a).0.total_cmp(&along(b).0))
    });
    let mut joined: Vec<Line> = Vec::with_capacity(lines.len() / 4);
    for line in lines {
        match joined.last_mut() {
            Some(last) if continues(last, &line) => {
                lengthen(last, along(&line).1);
            }
            Some(_) | None => joined.push(line),
        }
    }
    joined
}

fn continues(last: &Line, next: &Line) -> bool {
    last.ink == next.ink
        && last.thickness.total_cmp(&next.thickness).is_eq()
        && last.stroke == next.stroke
        && is_level(last) == is_level(next)
        && across(last) == across(next)
        && along(next).0 <= along(last).1 + TOUCHING
}

/// Only along itself: a line must stay exactly level or upright.
fn lengthen(line: &mut Line, end: f32) {
    let to = if is_level(line) { &mut line.to.0 } else { &mut line.to.1 };
    *to = to.max(end);
}

fn is_level(line: &Line) -> bool {
    (line.from.1 - line.to.1).abs() < f32::EPSILON
}

/// Where a line lies, in steps that no eye tells apart: the height of a level one, the distance from the left of an
/// upright one. Sums of heights differ by a rounding, and a line that sorts by that would be taken for a later one.
fn across(line: &Line) -> i32 {
    let mm = if is_level(line) { line.from.1 } else { line.from.0 };
    (mm / TOUCHING).round() as i32
}

/// From where to where a line goes.
fn along(line: &Line) -> (f32, f32) {
    if is_level(line) { (line.from.0, line.to.0) } else { (line.from.1, line.to.1) }
}

#[cfg(test)]
#[path = "joined_tests.rs"]
mod tests;
