//! Supplier and buyer side by side.

use super::Sheet;
use crate::PaperError;
use crate::display_list::Area;
use crate::fonts::{Sizes, Style};
use crate::invoice::PartyLines;
use crate::ruled::{Align, Columns, HEAVY, Ruled};

/// Side label, label, value, label, value, seal; the same for the buyer.
const SHARES: [f32; 12] = [15.0, 50.0, 87.0, 50.0, 70.0, 17.0, 15.0, 50.0, 87.0, 50.0, 70.0, 17.0];
const HALF: usize = 6;
const ROWS: f32 = 4.0;
const LABEL_PT: f32 = 7.5;
const NUMBER: Style = Style::bold(12.0);
const TEXT: Sizes = Sizes { wanted: Style::regular(8.5), least_pt: 4.5 };
const NAME: Sizes = Sizes { wanted: Style::bold(9.0), least_pt: 4.0 };

impl Sheet<'_> {
    pub(super) fn parties(&self, ruled: &mut Ruled<'_>, area: Area) -> Result<(), PaperError> {
        let columns = Columns::new(area.x, area.width, &SHARES);
        let both = [(&self.invoice.supplier, "공급자", 0), (&self.invoice.buyer, "공급받는자", HALF)];
        for (party, side, at) in both {
            ruled.side_label(columns.cell(at, area.y, area.height), side, 8.0)?;
            draw(ruled, party, &columns, at, area)?;
            ruled.block(columns.span(at, at + HALF, area.y, area.height));
            let x = columns.cell(at + 1, 0.0, 0.0).x;
            ruled.line((x, area.y), (x, area.y + area.height), 0.7 * HEAVY);
        }
        Ok(())
    }
}

fn draw(
    ruled: &mut Ruled<'_>,
    party: &PartyLines,
    columns: &Columns,
    at: usize,
    area: Area,
) -> Result<(), PaperError> {
    let height = area.height / ROWS;
    let span =
        |row: f32, from: usize, to: usize| columns.span(at + from, at + to, area.y + row * height, height);
    ruled.label(span(0.0, 1, 2), "등록번호", LABEL_PT)?;
    ruled.number(span(0.0, 2, HALF), &party.number, NUMBER, Align::Centre, "등록번호")?;
    ruled.label(span(1.0, 1, 2), "상호\n(법인명)", LABEL_PT)?;
    ruled.value(span(1.0, 2, 3), &party.name, NAME, Align::Left, "상호")?;
    ruled.label(span(1.0, 3, 4), "성명\n(대표자)", LABEL_PT)?;
    seal(ruled, party, span(1.0, 4, 5), span(1.0, 5, HALF))?;
    ruled.label(span(2.0, 1, 2), "사업장\n주소", LABEL_PT)?;
    ruled.value(span(2.0, 2, HALF), &party.address, TEXT, Align::Left, "사업장 주소")?;
    ruled.label(span(3.0, 1, 2), "업    태", LABEL_PT)?;
    ruled.value(span(3.0, 2, 3), &party.business_type, TEXT, Align::Left, "업태")?;
    ruled.label(span(3.0, 3, 4), "종    목", LABEL_PT)?;
    ruled.value(span(3.0, 4, HALF), &party.business_item, TEXT, Align::Left, "종목")
}

/// The representative, and where the seal goes: one cell without a line between them.
fn seal(ruled: &mut Ruled<'_>, party: &PartyLines, name: Area, seal: Area) -> Result<(), PaperError> {
    let fitted = ruled.fonts.fitted(
        &party.owner,
        TEXT,
        crate::ruled::inner(name),
        crate::fonts::Overflow::Cut,
        "성명",
    )?;
    ruled.put(name, &fitted, Align::Left, crate::Ink::BLACK);
    ruled.cell(Area { width: name.width + seal.width, ..name });
    ruled.words(seal, "(인)", Style::regular(6.5), Align::Centre)
}
