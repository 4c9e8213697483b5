//! Title, sums and remarks of the e-print, and what stands instead on a further page.

use domain::InvoiceKind;

use super::{LEFT, WIDTH, name};
use crate::PaperError;
use crate::display_list::{Area, Ink};
use crate::fonts::{Fonts, Sizes, Style};
use crate::invoice::{InvoiceCopy, InvoiceSheet};
use crate::ruled::{Align, Columns, Row, Ruled, THIN, draw_all, inner, number_room};

/// Height of the row that names the parties on further pages.
pub const WHOSE: f32 = 7.0;

/// Title, copy, air, labels of the numbers, numbers.
const TITLE: [f32; 5] = [41.0, 15.0, 5.0, 12.0, 27.0];
const REMARK_ROW: f32 = 5.6;

const TEXT: Sizes = Sizes { wanted: Style::regular(8.5), least_pt: 6.0 };
const AMOUNT: Style = Style::bold(10.5);

/// The columns of the sums and remarks.
pub struct SumColumns {
    sums: Columns,
    remarks: Columns,
    with_vat: bool,
}

impl SumColumns {
    /// An exempt invoice has no VAT; its supply value takes the room.
    pub fn new(kind: InvoiceKind) -> Self {
        let with_vat = !matches!(kind, InvoiceKind::Exempt);
        let sums: &[f32] = if with_vat { &[11.0, 18.0, 21.0, 50.0] } else { &[11.0, 39.0, 50.0] };
        Self {
            sums: Columns::new(LEFT, WIDTH, sums),
            remarks: Columns::new(LEFT, WIDTH, &[11.0, 89.0]),
            with_vat,
        }
    }
}

/// Two numbers stand beside the title, three on an amended invoice.
pub const fn title_height(sheet: &InvoiceSheet) -> f32 {
    if sheet.amendment.is_some() { 17.4 } else { 14.0 }
}

/// Draws the title row and returns where it ends.
pub fn title(ruled: &mut Ruled<'_>, sheet: &InvoiceSheet, y: f32) -> Result<f32, PaperError> {
    let columns = Columns::new(LEFT, WIDTH, &TITLE);
    let height = title_height(sheet);
    let words = format!("{}{}", sheet.marks(), name(sheet.kind));
    let title =
        ruled.fonts.number(&words, Style::bold(17.0), columns.cell(0, y, height).width - 4.0, "제목")?;
    ruled.put(columns.cell(0, y, height), &title, Align::Centre, ruled.ink);
    let copy = match sheet.copy {
        InvoiceCopy::Supplier => "공급자\n(보관용)",
        InvoiceCopy::Buyer => "공급받는자\n(보관용)",
    };
    ruled.words(columns.cell(1, y, height), copy, Style::regular(9.0), Align::Centre)?;
    numbers(ruled, sheet, &columns, y)?;
    ruled.block(Area { x: LEFT, y, width: WIDTH, height });
    Ok(y + height)
}

fn numbers(ruled: &mut Ruled<'_>, sheet: &InvoiceSheet, columns: &Columns, y: f32) -> Result<(), PaperError> {
    let not_yet = sheet.approval_number.is_none();
    let approval = sheet.approval_number.as_deref().unwrap_or("발급 전");
    let original = sheet.amendment.as_ref().map(|amendment| amendment.original_number.as_str());
    let rows = [
        Some(("승인번호", approval)),
        original.map(|number| ("당초승인번호", number)),
        Some(("관리번호", sheet.key.as_deref().unwrap_or_default())),
    ];
    let rows: Vec<_> = rows.into_iter().flatten().collect();
    let height = title_height(sheet) / f32::from(u16::try_from(rows.len()).unwrap_or(1));
    let left = columns.cell(3, y, 0.0).x;
    ruled.line((left, y), (left, y + title_height(sheet)), THIN);
    for (nth, (label, number)) in (0_u16..).zip(rows) {
        let y = y + height * f32::from(nth);
        ruled.heading(columns.cell(3, y, height), label, 7.5)?;
        let area = columns.cell(4, y, height);
        let fitted =
            ruled.fonts.number(number, Style::regular(8.5), number_room(area, Align::Centre), label)?;
        let ink = if not_yet && nth == 0 { Ink::grey(110) } else { Ink::BLACK };
        ruled.cell(area);
        ruled.put(area, &fitted, Align::Centre, ink);
    }
    Ok(())
}

/// The rows of the sums and of the remark.
pub fn sums<'c>(
    sheet: &InvoiceSheet,
    fonts: &Fonts,
    columns: &'c SumColumns,
) -> Result<Vec<Row<'c>>, PaperError> {
    let labels = Row::new(&columns.sums, 5.6).label(0, 1, "작성일자").label(1, 2, "공급가액");
    let date = sheet.written_on.format("%Y/%m/%d").to_string();
    let values = Row::new(&columns.sums, 8.0)
        .number(fonts, (0, 1), (&date, "작성일자"), TEXT.wanted, Align::Centre)?
        .number(fonts, (1, 2), (&sheet.supply.to_string(), "공급가액"), AMOUNT, Align::Right)?;
    let (labels, values, last) = if columns.with_vat {
        let vat = sheet.vat.to_string();
        let values = values.number(fonts, (2, 3), (&vat, "세액"), AMOUNT, Align::Right)?;
        (labels.label(2, 3, "세액"), values, 3)
    } else {
        (labels, values, 2)
    };
    let reason = sheet.amendment.as_ref().map(|amendment| amendment.reason_text.as_str());
    let values =
        values.text(fonts, (last, last + 1), (reason.unwrap_or_default(), "수정사유"), TEXT, Align::Left)?;
    let mut rows = vec![labels.label(last, last + 1, "수정사유"), values];
    rows.extend(remarks(sheet, fonts, columns)?);
    Ok(rows)
}

/// Three lines of remark, as the electronic document has three.
fn remarks<'c>(
    sheet: &InvoiceSheet,
    fonts: &Fonts,
    columns: &'c SumColumns,
) -> Result<Vec<Row<'c>>, PaperError> {
    let width = inner(columns.remarks.cell(1, 0.0, REMARK_ROW)).width;
    let text = sheet.remark.as_deref().unwrap_or_default();
    let lines = fonts.wrap(text, TEXT.wanted, width, 3, "비고")?;
    let mut lines = lines.into_iter().map(|line| line.text());
    ["비고 1", "비고 2", "비고 3"]
        .into_iter()
        .map(|label| {
            let line = lines.next().unwrap_or_default();
            Row::new(&columns.remarks, REMARK_ROW).label(0, 1, label).text(
                fonts,
                (1, 2),
                (&line, "비고"),
                TEXT,
                Align::Left,
            )
        })
        .collect()
}

/// Draws the sums and returns where they end.
pub fn draw_sums(ruled: &mut Ruled<'_>, rows: &[Row<'_>], y: f32) -> Result<f32, PaperError> {
    let bottom = draw_all(rows, ruled, y)?;
    ruled.block(Area { x: LEFT, y, width: WIDTH, height: bottom - y });
    Ok(bottom)
}

/// Draws who and when on a further page, and returns where that ends.
pub fn whose(ruled: &mut Ruled<'_>, sheet: &InvoiceSheet, y: f32) -> Result<f32, PaperError> {
    let columns = Columns::new(LEFT, WIDTH, &[11.0, 13.0, 9.0, 29.0, 9.0, 29.0]);
    let one_line = Sizes { wanted: TEXT.wanted, least_pt: 4.5 };
    ruled.heading(columns.cell(0, y, WHOSE), "작성일자", 7.5)?;
    let date = sheet.written_on.format("%Y/%m/%d").to_string();
    ruled.value(columns.cell(1, y, WHOSE), &date, TEXT, Align::Centre, "작성일자")?;
    for (at, label, party) in [(2, "공급자", &sheet.supplier), (4, "공급받는자", &sheet.buyer)] {
        ruled.heading(columns.cell(at, y, WHOSE), label, 7.5)?;
        ruled.value(columns.cell(at + 1, y, WHOSE), &party.name, one_line, Align::Left, "상호")?;
    }
    ruled.block(Area { x: LEFT, y, width: WIDTH, height: WHOSE });
    Ok(y + WHOSE)
}
