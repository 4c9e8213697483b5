//! The cash-receipt slip (현금영수증) of the 80 mm roll, with the content of domain.md §1.9.
//!
//! Everything comes in ready to print: the customer's number masked as the law and the shop's practice want it, the
//! kind of deal in the NTS's words. A reprint is the same slip with one more line, so that both can be laid side by
//! side.

use std::fmt;

use chrono::{NaiveDate, NaiveDateTime};
use domain::Won;

use crate::roll::{Align, Roll, Rule};
use crate::{About, DisplayList, Fonts, PaperError, Style, practice, write_pdf};

const TITLE: Style = Style::bold(11.5);
const SHOP_NAME: Style = Style::bold(15.0);
const LONG_SHOP_NAME: Style = Style::bold(12.0);
const BODY: Style = Style::regular(8.5);
const STRONG: Style = Style::bold(8.5);
const SMALL: Style = Style::regular(7.5);
const NOTE: Style = Style::bold(8.5);
const TOTAL_LABEL: Style = Style::bold(11.0);
const TOTAL: Style = Style::bold(17.0);

const SELF_ISSUE_NOTE: &str = "자진발급한 현금영수증이에요. 국세청 홈택스에 승인번호와 거래일자를 등록하면 소득공제를 \
                               받을 수 있어요.";

/// What a slip says.
#[derive(Clone, PartialEq, Eq)]
pub struct Slip {
    /// Who issued it.
    pub shop: ShopLines,
    /// First print or reprint.
    pub copy: CopyNote,
    /// From the practice NTS: marked so that nobody can take it for a real receipt.
    pub practice: bool,
    /// Issue or cancel.
    pub kind: SlipKind,
    /// When the sale was made, Korean time (거래일시).
    pub traded_at: NaiveDateTime,
    /// Kind of deal (거래구분), such as "현금(소득공제)".
    pub deal: String,
    /// The customer's number masked for paper (신분확인번호).
    pub number_printed: String,
    /// Issued without a customer's number (자진발급): tells the customer how to register it.
    pub self_issue: bool,
    /// Approval number of the NTS (승인번호).
    pub approval_number: String,
    /// What was sold (품명).
    pub item: Option<String>,
    /// Supply value (공급가액).
    pub supply: Won,
    /// VAT (부가세).
    pub vat: Won,
    /// Service charge (봉사료).
    pub service: Won,
    /// Total (합계).
    pub total: Won,
}

/// The head of a slip. Empty lines are left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShopLines {
    /// Trade name (상호).
    pub name: String,
    /// Representative (대표자).
    pub owner: String,
    /// Business registration number with hyphens (사업자등록번호).
    pub business_number: String,
    /// Address (주소).
    pub address: String,
    /// Telephone (전화).
    pub phone: String,
}

/// Which print of the same slip this is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CopyNote {
    /// The first.
    Original,
    /// A later one (재발행).
    Reissue {
        /// 1 for the first reprint.
        nth: u32,
        /// When it was asked for, Korean time.
        at: NaiveDateTime,
    },
}

/// What the slip proves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SlipKind {
    /// A payment.
    Issue,
    /// The cancel of a payment (취소). Its amounts are printed with a minus whichever sign they come with.
    Cancel {
        /// Approval number of the cancelled receipt (원승인번호).
        original_approval: String,
        /// Its date (원거래일).
        original_date: NaiveDate,
        /// Why (취소사유), in words.
        reason_text: String,
    },
}

impl fmt::Debug for Slip {
    /// Leaves out the customer's number.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Slip")
            .field("approval_number", &self.approval_number)
            .field("kind", &self.kind)
            .field("copy", &self.copy)
            .field("practice", &self.practice)
            .finish_non_exhaustive()
    }
}

/// The slip as a PDF/A-2b file, 80 mm wide and as long as it needs. The same slip gives the same bytes.
///
/// # Errors
/// [`PaperError::MissingGlyph`] when a character of the slip cannot be printed; the others only when a font file is
/// damaged.
pub fn render_slip(slip: &Slip, fonts: &Fonts) -> Result<Vec<u8>, PaperError> {
    let about = About { title: pdf_title(slip), made_at: slip.traded_at };
    write_pdf(&[lay_out_slip(slip, fonts)?], fonts, &about)
}

/// The slip as a display list.
///
/// # Errors
/// [`PaperError::MissingGlyph`] as [`render_slip`].
pub fn lay_out_slip(slip: &Slip, fonts: &Fonts) -> Result<DisplayList, PaperError> {
    let mut roll = Roll::new(fonts);
    practice_frame(&mut roll, slip)?;
    title(&mut roll, slip)?;
    shop(&mut roll, &slip.shop)?;
    roll.rule(Rule::Heavy);
    deal(&mut roll, slip)?;
    roll.rule(Rule::Dashed);
    amounts(&mut roll, slip)?;
    original(&mut roll, &slip.kind)?;
    roll.rule(Rule::Heavy);
    foot(&mut roll, slip)?;
    if slip.practice {
        roll.gap(1.5);
    }
    practice_frame(&mut roll, slip)?;
    roll.cut(slip.practice)
}

fn practice_frame(roll: &mut Roll<'_>, slip: &Slip) -> Result<(), PaperError> {
    if slip.practice {
        roll.framed(practice::NOTE, NOTE, "연습용 표시")?;
        roll.gap(1.5);
    }
    Ok(())
}

fn title(roll: &mut Roll<'_>, slip: &Slip) -> Result<(), PaperError> {
    roll.line("현금영수증 (고객용)", TITLE, Align::Centre, "제목")?;
    if let SlipKind::Cancel { .. } = slip.kind {
        roll.gap(0.6);
        roll.inverted("(현금결제취소)", STRONG, "제목")?;
    }
    if let CopyNote::Reissue { nth, at } = slip.copy {
        let note = format!("재발행 {nth}회차 · {}", at.format("%Y-%m-%d %H:%M:%S"));
        roll.line(&note, SMALL, Align::Centre, "재발행 표시")?;
    }
    roll.rule(Rule::Heavy);
    Ok(())
}

fn shop(roll: &mut Roll<'_>, shop: &ShopLines) -> Result<(), PaperError> {
    roll.heading(&shop.name, SHOP_NAME, LONG_SHOP_NAME, "상호")?;
    roll.gap(0.8);
    roll.pair("대표자", &shop.owner, BODY)?;
    roll.pair("사업자등록번호", &shop.business_number, BODY)?;
    roll.pair("주소", &shop.address, BODY)?;
    roll.pair("전화", &shop.phone, BODY)
}

fn deal(roll: &mut Roll<'_>, slip: &Slip) -> Result<(), PaperError> {
    roll.pair("거래일시", &slip.traded_at.format("%Y-%m-%d %H:%M:%S").to_string(), BODY)?;
    roll.pair("거래구분", &slip.deal, BODY)?;
    roll.pair("신분확인번호", &slip.number_printed, BODY)?;
    roll.pair("승인번호", &slip.approval_number, STRONG)?;
    roll.pair("품명", slip.item.as_deref().unwrap_or_default(), BODY)
}

fn amounts(roll: &mut Roll<'_>, slip: &Slip) -> Result<(), PaperError> {
    for (label, won) in [("공급가액", slip.supply), ("부가세", slip.vat), ("봉사료", slip.service)]
    {
        roll.amount(label, BODY, &amount(won, &slip.kind), BODY)?;
    }
    roll.rule(Rule::Thin);
    roll.amount("합계", TOTAL_LABEL, &format!("{}원", amount(slip.total, &slip.kind)), TOTAL)
}

/// Digits with commas; a cancel takes money back, so it shows a minus.
fn amount(won: Won, kind: &SlipKind) -> String {
    let plain = won.to_string();
    match kind {
        SlipKind::Cancel { .. } if !won.is_zero() => format!("-{}", plain.trim_start_matches('-')),
        SlipKind::Cancel { .. } | SlipKind::Issue => plain,
    }
}

fn original(roll: &mut Roll<'_>, kind: &SlipKind) -> Result<(), PaperError> {
    match kind {
        SlipKind::Issue => Ok(()),
        SlipKind::Cancel { original_approval, original_date, reason_text } => {
            roll.rule(Rule::Dashed);
            roll.line("[취소]", STRONG, Align::Left, "취소")?;
            roll.pair("원승인번호", original_approval, STRONG)?;
            roll.pair("원거래일", &original_date.to_string(), BODY)?;
            roll.pair("취소사유", reason_text, BODY)
        }
    }
}

fn foot(roll: &mut Roll<'_>, slip: &Slip) -> Result<(), PaperError> {
    if slip.self_issue {
        roll.paragraph(SELF_ISSUE_NOTE, SMALL, "자진발급 안내")?;
        roll.gap(1.0);
    }
    roll.pair("현금영수증 문의", "☎ 126-1-1", SMALL)?;
    roll.pair("국세청 홈택스", "https://www.hometax.go.kr", SMALL)
}

fn pdf_title(slip: &Slip) -> String {
    let world = if slip.practice { "[연습용] " } else { "" };
    let act = match slip.kind {
        SlipKind::Issue => "",
        SlipKind::Cancel { .. } => " 취소",
    };
    format!("{world}현금영수증{act} {} {}", slip.approval_number, slip.traded_at.date())
}
