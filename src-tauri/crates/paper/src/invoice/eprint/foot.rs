//! What stands below the lines of the e-print.

use domain::Won;

use super::{BOTTOM, LEFT, WIDTH, name};
use crate::PaperError;
use crate::display_list::{Area, Ink};
use crate::fonts::Style;
use crate::invoice::InvoiceSheet;
use crate::invoice::billing;
use crate::ruled::{Align, Columns, Ruled};

/// Height of totals and footnote together.
pub const HEIGHT: f32 = LABELS + VALUES + NOTE;
const LABELS: f32 = 5.6;
const VALUES: f32 = 8.4;
const NOTE: f32 = 6.0;

/// 합계금액, 현금, 수표, 어음, 외상미수금, 이 금액을 … 함.
const SHARES: [f32; 6] = [16.0, 16.0, 16.0, 16.0, 16.0, 20.0];

/// Draws the totals and the footnote.
pub fn draw(ruled: &mut Ruled<'_>, sheet: &InvoiceSheet, y: f32) -> Result<(), PaperError> {
    let columns = Columns::new(LEFT, WIDTH, &SHARES);
    let payment = &sheet.payment;
    let given = |won: Won| if won.is_zero() { String::new() } else { won.to_string() };
    let cells = [
        ("합계금액", sheet.total.to_string(), Style::bold(10.5)),
        ("현금", given(payment.cash), Style::regular(8.5)),
        ("수표", given(payment.check), Style::regular(8.5)),
        ("어음", given(payment.note), Style::regular(8.5)),
        ("외상미수금", given(payment.credit), Style::regular(8.5)),
    ];
    for (nth, (label, amount, style)) in cells.into_iter().enumerate() {
        ruled.heading(columns.cell(nth, y, LABELS), label, 7.5)?;
        ruled.number(columns.cell(nth, y + LABELS, VALUES), &amount, style, Align::Right, label)?;
    }
    billing::draw(ruled, columns.cell(5, y, LABELS + VALUES), sheet.billing)?;
    ruled.block(Area { x: LEFT, y, width: WIDTH, height: LABELS + VALUES });
    footnote(ruled, sheet, y + LABELS + VALUES)
}

fn footnote(ruled: &mut Ruled<'_>, sheet: &InvoiceSheet, y: f32) -> Result<(), PaperError> {
    let words = match sheet.approval_number {
        Some(_) => format!(
            "국세청 고시 기준에 따라 전자적으로 발급한 {}의 사본이에요. 원본은 전자서명한 전자문서예요.",
            name(sheet.kind)
        ),
        None => "아직 발급하지 않은 미리보기예요. 승인번호가 없는 문서는 증빙으로 쓸 수 없어요.".to_owned(),
    };
    let area = Area { x: LEFT, y, width: WIDTH, height: NOTE };
    let fitted = ruled.fonts.number(&words, Style::regular(7.0), WIDTH - 2.0, "안내")?;
    ruled.put(area, &fitted, Align::Left, Ink::grey(70));
    Ok(())
}

/// Draws which page of how many this is.
pub fn page_number(ruled: &mut Ruled<'_>, nth: usize, of: usize) -> Result<(), PaperError> {
    let area = Area { x: LEFT, y: BOTTOM, width: WIDTH, height: 6.0 };
    let fitted = ruled.fonts.number(&format!("{nth} / {of}"), Style::regular(8.5), WIDTH, "쪽")?;
    ruled.put(area, &fitted, Align::Right, Ink::BLACK);
    Ok(())
}

/// Draws the practice mark above and below the form and across it.
pub fn practice(ruled: &mut Ruled<'_>) -> Result<(), PaperError> {
    let note = |y| Area { x: LEFT + 48.0, y, width: WIDTH - 96.0, height: 5.4 };
    ruled.practice_note(note(6.4))?;
    ruled.practice_note(note(BOTTOM + 6.4))?;
    ruled.practice_stamp(Area { x: LEFT, y: 14.0, width: WIDTH, height: BOTTOM - 14.0 })
}
