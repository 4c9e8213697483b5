//! 매출처별 세금계산서합계표, laid out like statutory form 38(1) (갑) with its continuation (을).

use super::page::{BOTTOM, LABEL_PT, LEFT, Pages, ROW, WIDTH, cell, count, filer, note, section};
use super::{CloseHead, digits};
use crate::PaperError;
use crate::display_list::{Area, DisplayList};
use crate::fonts::{Fonts, Style};
use crate::ruled::{Align, Columns, Ruled};

const TITLE: &str = "매출처별 세금계산서합계표";
const SHARES: [f32; 6] = [32.0, 28.0, 14.0, 14.0, 50.0, 48.0];
const DETAIL_SHARES: [f32; 7] = [11.0, 28.0, 40.0, 13.0, 41.0, 39.0, 14.0];
const HEADS: f32 = 11.0;
const LABEL: f32 = 6.0;
const NUMBER: Style = Style::regular(8.5);

/// What the form says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form38Sheet {
    /// Period and who hands it in.
    pub head: CloseHead,
    /// All of it (합계).
    pub total: FormSums,
    /// Handed over electronically in time.
    pub electronic: FormGroup,
    /// Everything else.
    pub other: FormGroup,
    /// The buyers of everything else, as they are listed (명세).
    pub buyers: Vec<BuyerLine>,
}

/// One of the two parts of the totals.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FormGroup {
    /// To business numbers (사업자등록번호 발급분).
    pub businesses: FormSums,
    /// To resident numbers (주민등록번호 발급분).
    pub persons: FormSums,
    /// Both (소계).
    pub both: FormSums,
}

/// A row of the totals.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FormSums {
    /// Buyers (매출처 수).
    pub buyers: u64,
    /// Invoices (매수).
    pub invoices: u64,
    /// Supply value (공급가액).
    pub supply_won: i64,
    /// VAT (세액).
    pub vat_won: i64,
}

/// A row of the details.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BuyerLine {
    /// `123-45-67891`
    pub number: String,
    /// Trade name (상호).
    pub name: String,
    /// Invoices (매수).
    pub invoices: u64,
    /// Supply value (공급가액).
    pub supply_won: i64,
    /// VAT (세액).
    pub vat_won: i64,
}

/// The form as a PDF/A-2b file. The same sheet gives the same bytes.
///
/// # Errors
/// [`PaperError`], only when a font file is damaged.
pub fn render_form38(sheet: &Form38Sheet, fonts: &Fonts) -> Result<Vec<u8>, PaperError> {
    drawn(sheet, fonts)?.file()
}

/// The pages of the form as display lists.
///
/// # Errors
/// As [`render_form38`].
pub fn lay_out_form38(sheet: &Form38Sheet, fonts: &Fonts) -> Result<Vec<DisplayList>, PaperError> {
    drawn(sheet, fonts)?.finish()
}

fn drawn<'a>(sheet: &'a Form38Sheet, fonts: &'a Fonts) -> Result<Pages<'a>, PaperError> {
    let mut pages = Pages::new(fonts, &sheet.head, TITLE);
    let follows = "부가가치세법 시행규칙 별지 제38호서식(1)의 차례를 따라 만든 자료 (갑)";
    let (mut ruled, y) = pages.begin(follows, "매출처별 세금계산서합계표(갑)")?;
    let y = section(&mut ruled, "1. 제출자 인적사항", y)?;
    let labels = ["① 사업자등록번호", "② 상호(법인명)", "③ 성명(대표자)", "④ 사업장 소재지"];
    let y = filer(&mut ruled, &sheet.head, labels, y)?;
    let y = dates(&mut ruled, &sheet.head, y)?;
    let y = section(&mut ruled, "2. 매출 세금계산서 총합계", y)?;
    let y = totals(&mut ruled, sheet, y)?;
    let y = section(
        &mut ruled,
        "3. 과세기간 종료일 다음 달 11일까지 전송된 전자세금계산서 외 발급분 매출처별 명세",
        y,
    )?;
    let mut buyers = (1_u64..).zip(&sheet.buyers).peekable();
    let y = details(&mut ruled, &mut buyers, y)?;
    if sheet.buyers.is_empty() {
        note(&mut ruled, "해당하는 매출처가 없어요.", y)?;
    }
    pages.end(ruled);
    while buyers.peek().is_some() {
        let follows = "부가가치세법 시행규칙 별지 제38호서식(2)의 차례를 따라 만든 자료 (을)";
        let (mut ruled, y) = pages.begin(follows, "매출처별 세금계산서합계표(을)")?;
        let labels = ["사업자등록번호", "상호(법인명)", "성명(대표자)", "사업장 소재지"];
        let y = filer(&mut ruled, &sheet.head, labels, y)?;
        details(&mut ruled, &mut buyers, y + 3.0)?;
        pages.end(ruled);
    }
    Ok(pages)
}

/// The date of writing is for whoever hands it in.
fn dates(ruled: &mut Ruled<'_>, head: &CloseHead, y: f32) -> Result<f32, PaperError> {
    let columns = Columns::new(LEFT, WIDTH, &[26.0, 60.0, 26.0, 74.0]);
    ruled.heading(columns.cell(0, y, 8.0), "⑤ 거래기간", LABEL_PT)?;
    let days = format!("{} ~ {}", head.from, head.to);
    cell(ruled, columns.cell(1, y, 8.0), &days, Align::Left, "거래기간")?;
    ruled.heading(columns.cell(2, y, 8.0), "⑥ 작성일", LABEL_PT)?;
    ruled.label(columns.cell(3, y, 8.0), "년        월        일", LABEL_PT)?;
    ruled.block(Area { x: LEFT, y, width: WIDTH, height: 8.0 });
    Ok(y + 8.0)
}

fn totals(ruled: &mut Ruled<'_>, sheet: &Form38Sheet, top: f32) -> Result<f32, PaperError> {
    let columns = Columns::new(LEFT, WIDTH, &SHARES);
    ruled.heading(columns.span(0, 2, top, HEADS), "구분", LABEL_PT)?;
    ruled.heading(columns.cell(2, top, HEADS), "⑦\n매출처 수", LABEL_PT)?;
    ruled.heading(columns.cell(3, top, HEADS), "⑧\n매수", LABEL_PT)?;
    digits::heads(ruled, columns.cell(4, top, HEADS), "⑨ 공급가액", LABEL)?;
    digits::heads(ruled, columns.cell(5, top, HEADS), "⑩ 세액", LABEL)?;
    let mut y = top + HEADS;
    ruled.heading(columns.span(0, 2, y, ROW), "합계", LABEL_PT)?;
    sums(ruled, &columns, y, sheet.total)?;
    y += ROW;
    let parts = [
        ("과세기간 종료일\n다음 달 11일까지 전송된\n전자세금계산서 발급분", sheet.electronic),
        ("위 전자세금계산서\n외의 발급분", sheet.other),
    ];
    for (label, group) in parts {
        ruled.heading(columns.cell(0, y, 3.0 * ROW), label, LABEL_PT)?;
        let rows = [
            ("사업자등록번호 발급분", group.businesses),
            ("주민등록번호 발급분", group.persons),
            ("소계", group.both),
        ];
        for (who, row) in rows {
            ruled.heading(columns.cell(1, y, ROW), who, LABEL_PT - 0.5)?;
            sums(ruled, &columns, y, row)?;
            y += ROW;
        }
    }
    ruled.block(Area { x: LEFT, y: top, width: WIDTH, height: y - top });
    note(ruled, "※ 주민등록번호 발급분에는 외국인에게 발급한 것도 들어 있어요.", y)
}

fn sums(ruled: &mut Ruled<'_>, columns: &Columns, y: f32, row: FormSums) -> Result<(), PaperError> {
    count(ruled, columns.cell(2, y, ROW), row.buyers, NUMBER, "매출처 수")?;
    count(ruled, columns.cell(3, y, ROW), row.invoices, NUMBER, "매수")?;
    digits::amount(ruled, columns.cell(4, y, ROW), row.supply_won, NUMBER, "공급가액")?;
    digits::amount(ruled, columns.cell(5, y, ROW), row.vat_won, NUMBER, "세액")
}

/// Lists buyers until the page is full; answers where the table ends.
fn details<'s>(
    ruled: &mut Ruled<'_>,
    buyers: &mut impl Iterator<Item = (u64, &'s BuyerLine)>,
    top: f32,
) -> Result<f32, PaperError> {
    let columns = Columns::new(LEFT, WIDTH, &DETAIL_SHARES);
    let labels =
        [(0, "⑪\n번호"), (1, "⑫\n사업자등록번호"), (2, "⑬\n상호(법인명)"), (3, "⑭\n매수"), (6, "비고")];
    for (nth, label) in labels {
        ruled.heading(columns.cell(nth, top, HEADS), label, LABEL_PT)?;
    }
    digits::heads(ruled, columns.cell(4, top, HEADS), "⑮ 공급가액", LABEL)?;
    digits::heads(ruled, columns.cell(5, top, HEADS), "⑯ 세액", LABEL)?;
    let mut y = top + HEADS;
    while y + ROW <= BOTTOM
        && let Some((place, buyer)) = buyers.next()
    {
        let area = |nth| columns.cell(nth, y, ROW);
        count(ruled, area(0), place, NUMBER, "번호")?;
        cell(ruled, area(1), &buyer.number, Align::Centre, "사업자등록번호")?;
        cell(ruled, area(2), &buyer.name, Align::Left, "상호")?;
        count(ruled, area(3), buyer.invoices, NUMBER, "매수")?;
        digits::amount(ruled, area(4), buyer.supply_won, NUMBER, "공급가액")?;
        digits::amount(ruled, area(5), buyer.vat_won, NUMBER, "세액")?;
        ruled.cell(area(6));
        y += ROW;
    }
    ruled.block(Area { x: LEFT, y: top, width: WIDTH, height: y - top });
    Ok(y)
}
