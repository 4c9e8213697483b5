//! The sum of cash receipts (현금영수증 발급 집계): by kind and by day.

use super::CloseHead;
use super::page::{BOTTOM, LABEL_PT, LEFT, Pages, ROW, WIDTH, cell, count, filer, grouped, note, section};
use crate::PaperError;
use crate::display_list::{Area, DisplayList};
use crate::fonts::{Fonts, Style};
use crate::ruled::{Align, Columns, Ruled};

const TITLE: &str = "현금영수증 발급 집계";
const SHARES: [f32; 9] = [42.0, 13.0, 21.0, 13.0, 19.0, 22.0, 18.0, 16.0, 22.0];
const HEADS: f32 = 9.0;

/// What the paper says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TallySheet {
    /// Period and whose it is.
    pub head: CloseHead,
    /// By kind of receipt.
    pub kinds: Vec<TallyLine>,
    /// By day.
    pub days: Vec<TallyLine>,
    /// All of it (합계).
    pub total: TallyLine,
}

/// A kind or a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TallyLine {
    /// Its name.
    pub name: String,
    /// Receipts issued.
    pub issued: u64,
    /// Their total.
    pub issued_won: i64,
    /// Cancels.
    pub cancelled: u64,
    /// Their total, negative.
    pub cancelled_won: i64,
    /// What is left of the supply value (공급가액).
    pub supply_won: i64,
    /// What is left of the VAT (세액).
    pub vat_won: i64,
    /// What is left of the service charge (봉사료).
    pub service_won: i64,
    /// What is left of the total (합계).
    pub total_won: i64,
}

/// The paper as a PDF/A-2b file. The same sheet gives the same bytes.
///
/// # Errors
/// [`PaperError`], only when a font file is damaged.
pub fn render_tally(sheet: &TallySheet, fonts: &Fonts) -> Result<Vec<u8>, PaperError> {
    drawn(sheet, fonts)?.file()
}

/// The pages of the paper as display lists.
///
/// # Errors
/// As [`render_tally`].
pub fn lay_out_tally(sheet: &TallySheet, fonts: &Fonts) -> Result<Vec<DisplayList>, PaperError> {
    drawn(sheet, fonts)?.finish()
}

fn drawn<'a>(sheet: &'a TallySheet, fonts: &'a Fonts) -> Result<Pages<'a>, PaperError> {
    let mut pages = Pages::new(fonts, &sheet.head, TITLE);
    let (mut ruled, y) = pages.begin("장부 마감 자료", TITLE)?;
    let labels = ["사업자등록번호", "상호(법인명)", "성명(대표자)", "사업장 소재지"];
    let y = filer(&mut ruled, &sheet.head, labels, y + 2.0)?;
    let y = section(&mut ruled, "1. 종류별", y)?;
    let mut kinds = sheet.kinds.iter().chain([&sheet.total]).peekable();
    let y = table(&mut ruled, "종류", &mut kinds, y)?;
    let y = section(&mut ruled, "2. 거래일별", y)?;
    let mut days = sheet.days.iter().chain([&sheet.total]).peekable();
    let y = table(&mut ruled, "거래일", &mut days, y)?;
    if sheet.days.is_empty() {
        note(&mut ruled, "이 기간에 발급한 현금영수증이 없어요.", y)?;
    }
    pages.end(ruled);
    while days.peek().is_some() {
        let (mut ruled, y) = pages.begin("장부 마감 자료 (이어서)", TITLE)?;
        table(&mut ruled, "거래일", &mut days, y + 2.0)?;
        pages.end(ruled);
    }
    Ok(pages)
}

/// Lists until the page is full; answers where the table ends.
fn table<'s>(
    ruled: &mut Ruled<'_>,
    first: &'static str,
    lines: &mut impl Iterator<Item = &'s TallyLine>,
    top: f32,
) -> Result<f32, PaperError> {
    let columns = Columns::new(LEFT, WIDTH, &SHARES);
    let labels = [
        first,
        "발급\n건수",
        "발급\n금액",
        "취소\n건수",
        "취소\n금액",
        "순 공급가액",
        "순 세액",
        "순 봉사료",
        "순 합계",
    ];
    for (nth, label) in labels.into_iter().enumerate() {
        ruled.heading(columns.cell(nth, top, HEADS), label, LABEL_PT)?;
    }
    let mut y = top + HEADS;
    while y + ROW <= BOTTOM
        && let Some(line) = lines.next()
    {
        draw(ruled, &columns, line, y)?;
        y += ROW;
    }
    ruled.block(Area { x: LEFT, y: top, width: WIDTH, height: y - top });
    Ok(y)
}

fn draw(ruled: &mut Ruled<'_>, columns: &Columns, line: &TallyLine, y: f32) -> Result<(), PaperError> {
    const NUMBER: Style = Style::regular(8.5);
    let area = |nth| columns.cell(nth, y, ROW);
    cell(ruled, area(0), &line.name, Align::Left, "이름")?;
    count(ruled, area(1), line.issued, NUMBER, "발급 건수")?;
    count(ruled, area(3), line.cancelled, NUMBER, "취소 건수")?;
    let amounts = [
        (2, line.issued_won),
        (4, line.cancelled_won),
        (5, line.supply_won),
        (6, line.vat_won),
        (7, line.service_won),
        (8, line.total_won),
    ];
    for (nth, won) in amounts {
        ruled.number(area(nth), &grouped(won.into()), NUMBER, Align::Right, "금액")?;
    }
    Ok(())
}
