//! The lines of the e-print, with the sums carried from page to page.

use std::ops::Range;

use domain::InvoiceKind;

use super::{LEFT, WIDTH};
use crate::PaperError;
use crate::fonts::{Fonts, Sizes, Style};
use crate::invoice::carried::Sums;
use crate::invoice::{InvoiceSheet, SheetLine};
use crate::ruled::{Align, Columns, Row, Ruled};

/// Height of the row of labels.
pub const HEADING: f32 = 5.6;
/// Height of a row of sums.
pub const CARRY: f32 = 6.6;
const ROW: f32 = 7.2;
/// A form has this many rows at least.
const LEAST_ROWS: usize = 4;

const TEXT: Sizes = Sizes { wanted: Style::regular(7.5), least_pt: 6.0 };
const NUMBER: Style = Style::regular(8.5);
const SUM: Style = Style::bold(8.5);

/// 월, 일, 품목, 규격, 수량, 단가, 공급가액, 세액, 비고.
const SHARES: [f32; 9] = [3.0, 3.0, 17.0, 8.0, 8.0, 18.0, 18.0, 16.0, 9.0];
/// Without 세액, whose room goes to 품목 and 비고.
const EXEMPT_SHARES: [f32; 8] = [3.0, 3.0, 25.0, 8.0, 8.0, 18.0, 18.0, 17.0];
const SUPPLY: usize = 6;

/// The table of lines: its columns and what each line needs.
pub struct Items {
    columns: Columns,
    with_vat: bool,
    heights: Vec<f32>,
}

impl Items {
    /// Measures each line.
    pub fn measure(sheet: &InvoiceSheet, fonts: &Fonts) -> Result<Self, PaperError> {
        let with_vat = !matches!(sheet.kind, InvoiceKind::Exempt);
        let shares: &[f32] = if with_vat { &SHARES } else { &EXEMPT_SHARES };
        let mut items = Self { columns: Columns::new(LEFT, WIDTH, shares), with_vat, heights: Vec::new() };
        let heights = sheet.lines.iter().map(|line| Ok(items.row(fonts, line)?.height()));
        items.heights = heights.collect::<Result<_, PaperError>>()?;
        Ok(items)
    }

    /// Height of each line, in their order.
    pub fn heights(&self) -> &[f32] {
        &self.heights
    }

    /// Draws the lines of one page with what is carried to and from it, and returns where they end.
    pub fn draw(
        &self,
        ruled: &mut Ruled<'_>,
        sheet: &InvoiceSheet,
        lines: Range<usize>,
        y: f32,
    ) -> Result<f32, PaperError> {
        let mut y = self.heading(ruled, y)?;
        let upto = |end: usize| Sums::of(sheet.lines.get(..end).unwrap_or_default());
        if lines.start > 0 {
            y = self.sums(ruled, "앞 장에서 이월", upto(lines.start)?, y)?;
        }
        for line in sheet.lines.get(lines.clone()).unwrap_or_default() {
            let row = self.row(ruled.fonts, line)?;
            row.draw(ruled, y, row.height())?;
            y += row.height();
        }
        let last = lines.end == sheet.lines.len();
        match (lines.start > 0, last) {
            (_, false) => self.sums(ruled, "소계 (다음 장으로 이월)", upto(lines.end)?, y),
            (true, true) => self.sums(ruled, "합계", upto(lines.end)?, y),
            (false, true) => Ok(self.empty_rows(ruled, LEAST_ROWS.saturating_sub(lines.len()), y)),
        }
    }

    fn heading(&self, ruled: &mut Ruled<'_>, y: f32) -> Result<f32, PaperError> {
        let labels: &[&'static str] = if self.with_vat {
            &["월", "일", "품목", "규격", "수량", "단가", "공급가액", "세액", "비고"]
        } else {
            &["월", "일", "품목", "규격", "수량", "단가", "공급가액", "비고"]
        };
        let row = Row::new(&self.columns, HEADING);
        let row = labels.iter().enumerate().fold(row, |row, (nth, label)| row.label(nth, nth + 1, label));
        row.draw(ruled, y, HEADING)?;
        Ok(y + HEADING)
    }

    fn row(&self, fonts: &Fonts, line: &SheetLine) -> Result<Row<'_>, PaperError> {
        let (month, day) =
            (line.supplied_on.format("%m").to_string(), line.supplied_on.format("%d").to_string());
        let supply = line.supply.to_string();
        let row = Row::new(&self.columns, ROW)
            .number(fonts, (0, 1), (&month, "월"), NUMBER, Align::Centre)?
            .number(fonts, (1, 2), (&day, "일"), NUMBER, Align::Centre)?
            .text(fonts, (2, 3), (&line.item, "품목"), TEXT, Align::Left)?
            .text(fonts, (3, 4), (&line.spec, "규격"), TEXT, Align::Centre)?
            .number(fonts, (4, 5), (&line.quantity, "수량"), NUMBER, Align::Right)?
            .number(fonts, (5, 6), (&line.unit_price, "단가"), NUMBER, Align::Right)?
            .number(fonts, (SUPPLY, SUPPLY + 1), (&supply, "공급가액"), NUMBER, Align::Right)?;
        let row = if self.with_vat {
            let vat = line.vat.to_string();
            row.number(fonts, (SUPPLY + 1, SUPPLY + 2), (&vat, "세액"), NUMBER, Align::Right)?
        } else {
            row
        };
        let last = self.columns.len() - 1;
        row.text(fonts, (last, last + 1), (&line.remark, "비고"), TEXT, Align::Left)
    }

    fn sums(
        &self,
        ruled: &mut Ruled<'_>,
        label: &'static str,
        sums: Sums,
        y: f32,
    ) -> Result<f32, PaperError> {
        let (fonts, last) = (ruled.fonts, self.columns.len() - 1);
        let supply = sums.supply.to_string();
        let row = Row::new(&self.columns, CARRY).label(0, SUPPLY, label).number(
            fonts,
            (SUPPLY, SUPPLY + 1),
            (&supply, label),
            SUM,
            Align::Right,
        )?;
        let row = if self.with_vat {
            let vat = sums.vat.to_string();
            row.number(fonts, (SUPPLY + 1, SUPPLY + 2), (&vat, label), SUM, Align::Right)?
        } else {
            row
        };
        row.empty(last, last + 1).draw(ruled, y, CARRY)?;
        Ok(y + CARRY)
    }

    fn empty_rows(&self, ruled: &mut Ruled<'_>, count: usize, mut y: f32) -> f32 {
        for _ in 0..count {
            for nth in 0..self.columns.len() {
                ruled.cell(self.columns.cell(nth, y, ROW));
            }
            y += ROW;
        }
        y
    }
}
