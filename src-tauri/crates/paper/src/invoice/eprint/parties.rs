//! Supplier and buyer of the e-print, side by side; a row is as high as the longer of the two needs.

use super::{LEFT, WIDTH};
use crate::PaperError;
use crate::fonts::{Fonts, Sizes, Style};
use crate::invoice::{InvoiceSheet, PartyLines};
use crate::ruled::{Align, Columns, Row, Ruled, draw_all, height_of};

/// Side label, label, value, label, value in two; the same for the buyer.
const SHARES: [f32; 12] = [3.0, 8.0, 18.0, 7.0, 7.0, 7.0, 3.0, 8.0, 18.0, 7.0, 7.0, 7.0];
/// Columns of one party.
const HALF: usize = 6;
const ROW: f32 = 7.6;

const NUMBER: Style = Style::bold(11.0);
const NAME: Sizes = Sizes { wanted: Style::bold(9.0), least_pt: 6.0 };
const TEXT: Sizes = Sizes { wanted: Style::regular(8.5), least_pt: 6.0 };

/// Adds the cells of one party, from this column on, to a row.
type Add = for<'c> fn(Row<'c>, &Fonts, &PartyLines, usize) -> Result<Row<'c>, PaperError>;

/// The columns of both parties.
pub fn columns() -> Columns {
    Columns::new(LEFT, WIDTH, &SHARES)
}

/// The rows of both parties.
pub fn rows<'c>(
    sheet: &InvoiceSheet,
    fonts: &Fonts,
    columns: &'c Columns,
) -> Result<Vec<Row<'c>>, PaperError> {
    let parts: [Add; 5] = [number, names, address, business, emails];
    let rows = parts.into_iter().map(|add| {
        let row = add(Row::new(columns, ROW), fonts, &sheet.supplier, 0)?;
        add(row, fonts, &sheet.buyer, HALF)
    });
    rows.collect()
}

/// Draws both parties and returns where they end.
pub fn draw(ruled: &mut Ruled<'_>, columns: &Columns, rows: &[Row<'_>], y: f32) -> Result<f32, PaperError> {
    let height = height_of(rows);
    draw_all(rows, ruled, y)?;
    for (at, side) in [(0, "공급자"), (HALF, "공급받는자")] {
        let area = columns.cell(at, y, height);
        ruled.tint(area);
        ruled.side_label(area, side, 8.0)?;
        ruled.block(columns.span(at, at + HALF, y, height));
    }
    Ok(y + height)
}

fn number<'c>(row: Row<'c>, fonts: &Fonts, party: &PartyLines, at: usize) -> Result<Row<'c>, PaperError> {
    let value = (at + 2, at + HALF);
    row.label(at + 1, at + 2, "등록번호").number(
        fonts,
        value,
        (&party.number, "등록번호"),
        NUMBER,
        Align::Centre,
    )
}

fn names<'c>(row: Row<'c>, fonts: &Fonts, party: &PartyLines, at: usize) -> Result<Row<'c>, PaperError> {
    row.label(at + 1, at + 2, "상호\n(법인명)")
        .text(fonts, (at + 2, at + 3), (&party.name, "상호"), NAME, Align::Left)?
        .label(at + 3, at + 4, "성명")
        .text(fonts, (at + 4, at + HALF), (&party.owner, "성명"), TEXT, Align::Left)
}

/// The address reaches to where the other rows have their second value.
fn address<'c>(row: Row<'c>, fonts: &Fonts, party: &PartyLines, at: usize) -> Result<Row<'c>, PaperError> {
    let branch = (at + 5, at + HALF);
    row.label(at + 1, at + 2, "사업장\n주소")
        .text(fonts, (at + 2, at + 4), (&party.address, "사업장 주소"), TEXT, Align::Left)?
        .label(at + 4, at + 5, "종사업장\n번호")
        .number(fonts, branch, (&party.branch, "종사업장번호"), TEXT.wanted, Align::Centre)
}

fn business<'c>(row: Row<'c>, fonts: &Fonts, party: &PartyLines, at: usize) -> Result<Row<'c>, PaperError> {
    row.label(at + 1, at + 2, "업태")
        .text(fonts, (at + 2, at + 3), (&party.business_type, "업태"), TEXT, Align::Left)?
        .label(at + 3, at + 4, "종목")
        .text(fonts, (at + 4, at + HALF), (&party.business_item, "종목"), TEXT, Align::Left)
}

fn emails<'c>(row: Row<'c>, fonts: &Fonts, party: &PartyLines, at: usize) -> Result<Row<'c>, PaperError> {
    let emails = party.emails.join(", ");
    row.label(at + 1, at + 2, "이메일").text(
        fonts,
        (at + 2, at + HALF),
        (&emails, "이메일"),
        TEXT,
        Align::Left,
    )
}
