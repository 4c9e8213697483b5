//! One copy of the form: what surrounds the grid, and its head.

use super::{InvoiceCopy, Sheet};
use crate::PaperError;
use crate::display_list::{Area, Ink};
use crate::fonts::{Sizes, Style};
use crate::ruled::{Align, Columns, Ruled};

/// From the edge of the paper to the grid.
const MARGIN: f32 = 3.0;
const HEADER: f32 = 5.0;
const FOOTER: f32 = 5.0;
const SMALL: Style = Style::regular(6.5);
const LABEL_PT: f32 = 7.5;

/// Heights of the blocks; they fill the form.
const HEAD: f32 = 14.0;
const PARTIES: f32 = 34.0;
const AMOUNTS: f32 = 18.0;
const ITEMS: f32 = 37.5;

/// 제목, labels of the numbers, seven boxes of the serial number.
const HEAD_SHARES: [f32; 9] = [437.0, 60.0, 15.0, 15.0, 15.0, 15.0, 15.0, 15.0, 15.0];
/// 년, 월, 일, 공란수, 공급가액, 세액, 비고.
const AMOUNT_SHARES: [f32; 7] = [40.0, 20.0, 20.0, 36.0, 143.0, 130.0, 125.0];

impl Sheet<'_> {
    /// Draws one copy into its 182 × 128 mm.
    pub(super) fn draw_copy(
        &self,
        ruled: &mut Ruled<'_>,
        copy: InvoiceCopy,
        paper: Area,
    ) -> Result<(), PaperError> {
        let grid = Area {
            x: paper.x + MARGIN,
            y: paper.y + HEADER,
            width: paper.width - 2.0 * MARGIN,
            height: paper.height - HEADER - FOOTER,
        };
        self.header(ruled, copy, Area { y: paper.y, height: HEADER, ..grid })?;
        let below = |y: f32, height: f32| Area { y, height, ..grid };
        let head = below(grid.y, HEAD);
        self.head(ruled, copy, head)?;
        let parties = below(head.y + HEAD, PARTIES);
        self.parties(ruled, parties)?;
        let amounts = below(parties.y + PARTIES, AMOUNTS);
        self.amounts(ruled, amounts)?;
        let items = below(amounts.y + AMOUNTS, ITEMS);
        self.items(ruled, items)?;
        let top = items.y + ITEMS;
        let bottom = below(top, grid.y + grid.height - top);
        self.bottom(ruled, bottom)?;
        for block in [head, amounts, items, bottom, grid] {
            ruled.block(block);
        }
        self.footer(ruled, Area { y: grid.y + grid.height, height: FOOTER, ..grid })
    }

    fn header(&self, ruled: &mut Ruled<'_>, copy: InvoiceCopy, area: Area) -> Result<(), PaperError> {
        ruled.words(area, "[별지 제14호서식]", SMALL, Align::Left)?;
        let colour = match copy {
            InvoiceCopy::Supplier => "(적색)",
            InvoiceCopy::Buyer => "(청색)",
        };
        ruled.words(area, colour, SMALL, Align::Right)?;
        let approval = self.invoice.approval_number.as_deref().unwrap_or("발급 전");
        let numbers = match &self.invoice.key {
            Some(key) => format!("승인번호 {approval}   관리번호 {key}"),
            None => format!("승인번호 {approval}"),
        };
        let middle = Area { x: area.x + 30.0, width: area.width - 60.0, ..area };
        let fitted = ruled.fonts.number(&numbers, SMALL, middle.width, "승인번호")?;
        ruled.put(middle, &fitted, Align::Centre, Ink::BLACK);
        Ok(())
    }

    fn head(&self, ruled: &mut Ruled<'_>, copy: InvoiceCopy, area: Area) -> Result<(), PaperError> {
        let columns = Columns::new(area.x, area.width, &HEAD_SHARES);
        let title = columns.cell(0, area.y, area.height);
        ruled.cell(title);
        let line = Area { height: if self.has_notes() { 0.62 * area.height } else { area.height }, ..title };
        self.title(ruled, copy, line)?;
        self.notes(
            ruled,
            Area { y: line.y + line.height - 0.8, height: area.height - line.height, ..title },
        )?;
        let half = area.height / 2.0;
        ruled.label(columns.cell(1, area.y, half), "책 번 호", LABEL_PT)?;
        for (from, to, word) in [(2, 5, "권"), (5, 9, "호")] {
            let cell = columns.span(from, to, area.y, half);
            ruled.cell(cell);
            ruled.words(cell, word, Style::regular(LABEL_PT), Align::Right)?;
        }
        ruled.label(columns.cell(1, area.y + half, half), "일련번호", LABEL_PT)?;
        for (nth, character) in self.serial().into_iter().enumerate() {
            let cell = columns.cell(nth + 2, area.y + half, half);
            let mut buffer = [0; 4];
            let text = character.encode_utf8(&mut buffer);
            ruled.number(cell, text, Style::regular(8.5), Align::Centre, "일련번호")?;
        }
        Ok(())
    }

    fn title(&self, ruled: &mut Ruled<'_>, copy: InvoiceCopy, area: Area) -> Result<(), PaperError> {
        let words = format!("{}세 금 계 산 서", self.invoice.marks());
        let owner = match copy {
            InvoiceCopy::Supplier => "(공급자 보관용)",
            InvoiceCopy::Buyer => "(공급받는자 보관용)",
        };
        let title = ruled.fonts.number(&words, Style::bold(17.0), area.width * 0.66, "제목")?;
        let note = ruled.fonts.number(owner, Style::regular(9.5), area.width * 0.3, "제목")?;
        let (title_width, gap) = (title.width(), 2.0);
        let left = area.x + (area.width - title_width - gap - note.width()) / 2.0;
        ruled.put(Area { x: left, width: title_width, ..area }, &title, Align::Centre, ruled.ink);
        let right = Area { x: left + title_width + gap, width: note.width(), ..area };
        ruled.put(right, &note, Align::Centre, ruled.ink);
        Ok(())
    }

    fn has_notes(&self) -> bool {
        self.invoice.amendment.is_some() || self.of > 1
    }

    /// Below the title: what an amended invoice amends and why, and which page this is.
    fn notes(&self, ruled: &mut Ruled<'_>, area: Area) -> Result<(), PaperError> {
        let amendment = self.invoice.amendment.as_ref().map(|amendment| {
            format!("수정사유: {}   당초승인번호: {}", amendment.reason_text, amendment.original_number)
        });
        let page = (self.of > 1).then(|| format!("{} / {}장", self.nth, self.of));
        let notes: Vec<String> = [amendment, page].into_iter().flatten().collect();
        let words = notes.join("   ");
        let fitted = ruled.fonts.number(&words, Style::regular(7.5), area.width - 3.0, "수정사유")?;
        ruled.put(area, &fitted, Align::Centre, Ink::BLACK);
        Ok(())
    }

    /// The last six digits of our own number as the form wants them, `00-0042`; blank before there is one.
    fn serial(&self) -> [char; 7] {
        let mut serial = [' ', ' ', '-', ' ', ' ', ' ', ' '];
        let key = self.invoice.key.as_deref().unwrap_or_default();
        let digits = key.chars().rev().take_while(char::is_ascii_digit);
        let boxes = serial.iter_mut().rev().filter(|box_| **box_ == ' ');
        for (box_, digit) in boxes.zip(digits) {
            *box_ = digit;
        }
        serial
    }

    fn amounts(&self, ruled: &mut Ruled<'_>, area: Area) -> Result<(), PaperError> {
        let columns = Columns::new(area.x, area.width, &AMOUNT_SHARES);
        let (labels, places) = (5.2, 4.4);
        let boxes_y = area.y + labels + places;
        let boxes_height = area.height - labels - places;
        ruled.label(columns.span(0, 3, area.y, labels), "작    성", LABEL_PT)?;
        let rest = places + boxes_height;
        let date = self.invoice.written_on;
        let parts = [("년", "%Y"), ("월", "%m"), ("일", "%d")];
        for (nth, (label, format)) in parts.into_iter().enumerate() {
            ruled.label(columns.cell(nth, area.y + labels, places), label, LABEL_PT)?;
            let cell = columns.cell(nth, boxes_y, boxes_height);
            ruled.number(
                cell,
                &date.format(format).to_string(),
                Style::regular(9.0),
                Align::Centre,
                "작성",
            )?;
        }
        ruled.label(columns.cell(3, area.y, labels + places), "공란수", LABEL_PT)?;
        let blanks = self.amounts.blanks.to_string();
        let cell = columns.cell(3, boxes_y, boxes_height);
        ruled.number(cell, &blanks, Style::regular(9.0), Align::Centre, "공란수")?;
        ruled.label(columns.cell(4, area.y, labels), "공    급    가    액", LABEL_PT)?;
        let row = |nth, y, height| columns.cell(nth, y, height);
        let (places_y, supply, vat) = (area.y + labels, 4, 5);
        self.amounts.draw_supply(ruled, row(supply, places_y, places), row(supply, boxes_y, boxes_height))?;
        ruled.label(columns.cell(vat, area.y, labels), "세        액", LABEL_PT)?;
        self.amounts.draw_vat(ruled, row(vat, places_y, places), row(vat, boxes_y, boxes_height))?;
        ruled.label(columns.cell(6, area.y, labels), "비    고", LABEL_PT)?;
        let remark = self.invoice.remark.as_deref().unwrap_or_default();
        let sizes = Sizes { wanted: Style::regular(8.0), least_pt: 5.0 };
        ruled.value(columns.cell(6, places_y, rest), remark, sizes, Align::Left, "비고")?;
        for edge in [4, 5, 6] {
            let x = columns.cell(edge, 0.0, 0.0).x;
            ruled.line((x, area.y), (x, area.y + area.height), 0.7 * crate::ruled::HEAVY);
        }
        Ok(())
    }

    /// Below the grid: the size of the form by law, and the sums of an invoice of several pages.
    fn footer(&self, ruled: &mut Ruled<'_>, area: Area) -> Result<(), PaperError> {
        ruled.words(area, "182㎜×128㎜ 인쇄용지(특급) 34g/㎡", SMALL, Align::Right)?;
        if self.of == 1 {
            return Ok(());
        }
        let sums =
            |words: &str, sums: super::Sums| format!("{words} 공급가액 {} 세액 {}", sums.supply, sums.vat);
        let carried = (self.nth > 1).then(|| sums("앞 장에서 이월", self.before));
        let word = if self.nth == self.of { "합계" } else { "소계 (다음 장으로 이월)" };
        let parts: Vec<String> = carried.into_iter().chain([sums(word, self.reached)]).collect();
        let room = Area { width: area.width - 44.0, ..area };
        let fitted = ruled.fonts.number(&parts.join("  ·  "), Style::bold(6.5), room.width, "이월")?;
        ruled.put(room, &fitted, Align::Left, Ink::BLACK);
        Ok(())
    }
}
