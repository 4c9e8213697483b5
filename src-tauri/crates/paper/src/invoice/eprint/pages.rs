//! Which lines stand on which page.

use std::ops::Range;

/// Room for lines, in millimetres.
pub struct Rooms {
    /// On the first page.
    pub first: f32,
    /// On each further page.
    pub next: f32,
    /// What the sums so far take from a page that is not the last.
    pub carry: f32,
    /// What the totals take from the last page.
    pub tail: f32,
}

/// Fills page after page. Each has a line at least, the last one too: totals never stand alone.
pub fn split(heights: &[f32], rooms: &Rooms) -> Vec<Range<usize>> {
    let mut pages = Vec::new();
    let (mut start, mut room) = (0, rooms.first);
    loop {
        let rest = heights.get(start..).unwrap_or_default();
        let sums_row = if pages.is_empty() { 0.0 } else { rooms.carry };
        let fits = rest.iter().sum::<f32>() + sums_row + rooms.tail <= room;
        if fits || rest.len() <= 1 {
            pages.push(start..heights.len());
            return pages;
        }
        let full = fitting(rest, room - rooms.carry).clamp(1, rest.len() - 1);
        pages.push(start..start + full);
        start += full;
        room = rooms.next;
    }
}

fn fitting(heights: &[f32], room: f32) -> usize {
    let ends = heights.iter().scan(0.0, |end, height| {
        *end += height;
        Some(*end)
    });
    ends.take_while(|end| *end <= room).count()
}

#[cfg(test)]
#[path = "pages_tests.rs"]
mod tests;
