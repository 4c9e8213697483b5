//! 신용카드매출전표등 발행금액 집계표, laid out like statutory form 23: only column ⑦ is known to the book.

use super::CloseHead;
use super::page::{LABEL_PT, LEFT, Pages, WIDTH, filer, grouped, note, section};
use crate::PaperError;
use crate::display_list::{Area, DisplayList};
use crate::fonts::{Fonts, Style};
use crate::ruled::{Align, Columns, Ruled};

const TITLE: &str = "신용카드매출전표등 발행금액 집계표";
const HEADS: f32 = 13.0;
const HIGH_ROW: f32 = 9.0;

/// What cash receipts put into column ⑦.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form23Sheet {
    /// Period and who hands it in.
    pub head: CloseHead,
    /// All (합계).
    pub all_won: i64,
    /// Taxable, VAT included (과세 매출분).
    pub taxable_won: i64,
    /// Exempt (면세 매출분).
    pub exempt_won: i64,
    /// Service charge (봉사료).
    pub service_won: i64,
}

/// The form as a PDF/A-2b file. The same sheet gives the same bytes.
///
/// # Errors
/// [`PaperError`], only when a font file is damaged.
pub fn render_form23(sheet: &Form23Sheet, fonts: &Fonts) -> Result<Vec<u8>, PaperError> {
    drawn(sheet, fonts)?.file()
}

/// The page of the form as a display list.
///
/// # Errors
/// As [`render_form23`].
pub fn lay_out_form23(sheet: &Form23Sheet, fonts: &Fonts) -> Result<Vec<DisplayList>, PaperError> {
    drawn(sheet, fonts)?.finish()
}

fn drawn<'a>(sheet: &'a Form23Sheet, fonts: &'a Fonts) -> Result<Pages<'a>, PaperError> {
    let mut pages = Pages::new(fonts, &sheet.head, TITLE);
    let follows = "부가가치세법 시행규칙 별지 제23호서식의 차례를 따라 만든 자료";
    let (mut ruled, y) = pages.begin(follows, TITLE)?;
    let y = section(&mut ruled, "1. 제출자 인적사항", y)?;
    let labels = ["④ 사업자등록번호", "① 상호(법인명)", "② 성명(대표자)", "③ 사업장 소재지"];
    let y = filer(&mut ruled, &sheet.head, labels, y)?;
    let y = section(&mut ruled, "2. 신용카드매출전표등 발행금액 현황", y)?;
    let y = issued(&mut ruled, sheet, y)?;
    let y = section(&mut ruled, "3. 신용카드매출전표등 발행금액 중 세금계산서(계산서) 발급명세", y)?;
    let y = doubled(&mut ruled, y)?;
    note(
        &mut ruled,
        "※ 빈칸은 장부가 알지 못하는 값이에요. 카드 매출과 겹쳐 발급한 금액은 직접 채워 주세요.",
        y,
    )?;
    pages.end(ruled);
    Ok(pages)
}

fn issued(ruled: &mut Ruled<'_>, sheet: &Form23Sheet, top: f32) -> Result<f32, PaperError> {
    const LABELS: [&str; 5] = [
        "구분",
        "⑤ 합계",
        "⑥ 신용·직불·\n기명식 선불카드",
        "⑦ 현금영수증",
        "⑧ 직불·기명식\n선불전자지급수단",
    ];
    let columns = Columns::new(LEFT, WIDTH, &[34.0, 38.0, 38.0, 38.0, 38.0]);
    for (nth, label) in LABELS.into_iter().enumerate() {
        ruled.heading(columns.cell(nth, top, HEADS), label, LABEL_PT)?;
    }
    let rows = [
        ("합계", sheet.all_won),
        ("과세 매출분", sheet.taxable_won),
        ("면세 매출분", sheet.exempt_won),
        ("봉사료", sheet.service_won),
    ];
    let mut y = top + HEADS;
    for (label, won) in rows {
        ruled.heading(columns.cell(0, y, HIGH_ROW), label, LABEL_PT)?;
        for empty in [1, 2, 4] {
            ruled.cell(columns.cell(empty, y, HIGH_ROW));
        }
        let area = columns.cell(3, y, HIGH_ROW);
        ruled.number(area, &grouped(won.into()), Style::regular(10.0), Align::Right, "현금영수증")?;
        y += HIGH_ROW;
    }
    ruled.block(Area { x: LEFT, y: top, width: WIDTH, height: y - top });
    Ok(y)
}

fn doubled(ruled: &mut Ruled<'_>, y: f32) -> Result<f32, PaperError> {
    let columns = Columns::new(LEFT, WIDTH, &[44.0, 49.0, 44.0, 49.0]);
    for (nth, label) in [(0, "⑨ 세금계산서 발급금액"), (2, "⑩ 계산서 발급금액")] {
        ruled.heading(columns.cell(nth, y, HIGH_ROW), label, LABEL_PT)?;
        ruled.cell(columns.cell(nth + 1, y, HIGH_ROW));
    }
    ruled.block(Area { x: LEFT, y, width: WIDTH, height: HIGH_ROW });
    Ok(y + HIGH_ROW)
}
