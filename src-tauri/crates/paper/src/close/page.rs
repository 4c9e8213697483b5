//! What all papers of a close have in common: title, who hands it in, the footer, the practice mark.

use chrono::{Datelike, NaiveDate};

use super::CloseHead;
use crate::display_list::{Area, DisplayList, Ink};
use crate::fonts::{Fonts, Sizes, Style};
use crate::ruled::{Align, Columns, Ruled};
use crate::{About, PaperError, write_pdf};

pub const LEFT: f32 = 12.0;
pub const WIDTH: f32 = 186.0;
/// Where a page begins; the practice mark stands above.
pub const TOP: f32 = 14.0;
/// Where it ends at the latest.
pub const BOTTOM: f32 = 279.0;
/// Height of a row.
pub const ROW: f32 = 6.6;
/// Size of a label.
pub const LABEL_PT: f32 = 8.0;
const VALUE: Sizes = Sizes { wanted: Style::regular(9.0), least_pt: 5.5 };
const MADE_HERE: &str =
    "장부 프로그램이 발급한 문서를 더해 만든 자료예요. 국세청에 낸 서식이나 그 사본이 아니에요.";

/// Pages under way.
pub struct Pages<'a> {
    fonts: &'a Fonts,
    head: &'a CloseHead,
    title: &'static str,
    done: Vec<Ruled<'a>>,
}

impl<'a> Pages<'a> {
    pub const fn new(fonts: &'a Fonts, head: &'a CloseHead, title: &'static str) -> Self {
        Self { fonts, head, title, done: Vec::new() }
    }

    /// Begins a page: what it follows in the top left corner, its title, the period. Answers it and where to go on.
    pub fn begin(&self, follows: &'static str, title: &'static str) -> Result<(Ruled<'a>, f32), PaperError> {
        let mut ruled = Ruled::a4(self.fonts, Ink::BLACK);
        let line = |y, height| Area { x: LEFT, y, width: WIDTH, height };
        ruled.words(line(TOP, 4.5), follows, Style::regular(7.5), Align::Left)?;
        ruled.words(line(TOP + 5.0, 9.0), title, Style::bold(16.0), Align::Centre)?;
        let period = format!("({} ~ {})", in_words(self.head.from), in_words(self.head.to));
        text(&mut ruled, line(TOP + 14.0, 5.5), &period, Style::regular(9.5), Align::Centre)?;
        Ok((ruled, TOP + 21.0))
    }

    /// Ends a page.
    pub fn end(&mut self, ruled: Ruled<'a>) {
        self.done.push(ruled);
    }

    /// The pages with what stands below and across each.
    pub fn finish(self) -> Result<Vec<DisplayList>, PaperError> {
        let of = self.done.len();
        let pages = self.done.into_iter().enumerate().map(|(nth, mut ruled)| {
            let below = Area { x: LEFT, y: BOTTOM, width: WIDTH, height: 6.0 };
            ruled.words(below, MADE_HERE, Style::regular(7.5), Align::Left)?;
            text(&mut ruled, below, &format!("{} / {of}", nth + 1), Style::regular(8.5), Align::Right)?;
            if self.head.practice {
                practice(&mut ruled)?;
            }
            Ok(ruled.finish())
        });
        pages.collect()
    }

    /// The file of finished pages.
    pub fn file(self) -> Result<Vec<u8>, PaperError> {
        let world = if self.head.practice { "[연습용] " } else { "" };
        let title = format!("{world}{} {} ~ {}", self.title, self.head.from, self.head.to);
        let about = About { title, made_at: self.head.to.and_hms_opt(0, 0, 0).unwrap_or_default() };
        let fonts = self.fonts;
        write_pdf(&self.finish()?, fonts, &about)
    }
}

/// Draws the box of who hands it in, with the numbers that the form gives its cells; answers where it ends.
pub fn filer(
    ruled: &mut Ruled<'_>,
    head: &CloseHead,
    labels: [&'static str; 4],
    y: f32,
) -> Result<f32, PaperError> {
    const SHARES: [f32; 4] = [26.0, 60.0, 26.0, 74.0];
    let columns = Columns::new(LEFT, WIDTH, &SHARES);
    let filer = &head.filer;
    let cells = [&filer.number, &filer.name, &filer.owner, &filer.address];
    for ((place, label), value) in (0_u8..).zip(labels).zip(cells) {
        let (row, column) = (place / 2, usize::from(place % 2) * 2);
        let y = y + f32::from(row) * 8.0;
        ruled.heading(columns.cell(column, y, 8.0), label, LABEL_PT)?;
        cell(ruled, columns.cell(column + 1, y, 8.0), value, Align::Left, label)?;
    }
    ruled.block(Area { x: LEFT, y, width: WIDTH, height: 16.0 });
    Ok(y + 16.0)
}

/// Draws a heading above a table; answers where the table begins.
pub fn section(ruled: &mut Ruled<'_>, words: &'static str, y: f32) -> Result<f32, PaperError> {
    let area = Area { x: LEFT - 1.2, y: y + 2.0, width: WIDTH, height: 6.5 };
    ruled.words(area, words, Style::bold(9.5), Align::Left)?;
    Ok(y + 9.0)
}

/// Draws a line of small words below a table.
pub fn note(ruled: &mut Ruled<'_>, words: &'static str, y: f32) -> Result<f32, PaperError> {
    let area = Area { x: LEFT - 1.2, y: y + 1.0, width: WIDTH, height: 4.5 };
    ruled.words(area, words, Style::regular(8.0), Align::Left)?;
    Ok(y + 5.5)
}

/// A text in its cell.
pub fn cell(
    ruled: &mut Ruled<'_>,
    area: Area,
    words: &str,
    align: Align,
    field: &'static str,
) -> Result<(), PaperError> {
    let words = ruled.fonts.printable(words);
    ruled.value(area, &words, VALUE, align, field)
}

/// A text without lines around it.
pub fn text(
    ruled: &mut Ruled<'_>,
    area: Area,
    words: &str,
    style: Style,
    align: Align,
) -> Result<(), PaperError> {
    let fitted = ruled.fonts.number(words, style, area.width, "글")?;
    ruled.put(area, &fitted, align, Ink::BLACK);
    Ok(())
}

/// A count in its cell.
pub fn count(
    ruled: &mut Ruled<'_>,
    area: Area,
    count: u64,
    style: Style,
    field: &'static str,
) -> Result<(), PaperError> {
    ruled.number(area, &grouped(i128::from(count)), style, Align::Right, field)
}

/// `-1,234,567`
pub fn grouped(number: i128) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = String::with_capacity(digits.len() * 4 / 3 + 1);
    for (left, digit) in (0..digits.len()).rev().zip(digits.chars()) {
        text.push(digit);
        if left > 0 && left.is_multiple_of(3) {
            text.push(',');
        }
    }
    if number < 0 { format!("-{text}") } else { text }
}

/// `2026년 11월 1일`
fn in_words(day: NaiveDate) -> String {
    format!("{}년 {}월 {}일", day.year(), day.month(), day.day())
}

fn practice(ruled: &mut Ruled<'_>) -> Result<(), PaperError> {
    let note = |y| Area { x: LEFT + 48.0, y, width: WIDTH - 96.0, height: 5.4 };
    ruled.practice_note(note(6.4))?;
    ruled.practice_note(note(BOTTOM + 6.4))?;
    ruled.practice_stamp(Area { x: LEFT, y: TOP, width: WIDTH, height: BOTTOM - TOP })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_grouped() {
        for (number, text) in
            [(0, "0"), (-5, "-5"), (999, "999"), (1_000, "1,000"), (-1_234_567, "-1,234,567")]
        {
            assert_eq!(grouped(number), text);
        }
    }
}
