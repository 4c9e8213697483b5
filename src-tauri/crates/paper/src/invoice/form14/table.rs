//! The four lines of the form and its totals.

use domain::Won;

use super::{LINES, Sheet};
use crate::PaperError;
use crate::display_list::Area;
use crate::fonts::{Sizes, Style};
use crate::invoice::{SheetLine, billing};
use crate::ruled::{Align, Columns, Ruled};

/// 월, 일, 품목, 규격, 수량, 단가, 공급가액, 세액, 비고.
const ITEM_SHARES: [f32; 9] = [20.0, 20.0, 142.0, 60.0, 30.0, 75.0, 100.0, 85.0, 50.0];
/// 합계금액, 현금, 수표, 어음, 외상미수금, 이 금액을 … 함.
const BOTTOM_SHARES: [f32; 6] = [124.0, 90.0, 90.0, 90.0, 90.0, 110.0];
const LABELS: f32 = 5.5;
const LABEL_PT: f32 = 7.5;
const NUMBER: Style = Style::regular(8.5);
const TEXT: Sizes = Sizes { wanted: Style::regular(8.5), least_pt: 4.5 };

impl Sheet<'_> {
    pub(super) fn items(&self, ruled: &mut Ruled<'_>, area: Area) -> Result<(), PaperError> {
        let columns = Columns::new(area.x, area.width, &ITEM_SHARES);
        let labels =
            ["월", "일", "품        목", "규 격", "수 량", "단    가", "공 급 가 액", "세    액", "비 고"];
        for (nth, label) in labels.into_iter().enumerate() {
            ruled.label(columns.cell(nth, area.y, LABELS), label, LABEL_PT)?;
        }
        let height = (area.height - LABELS) / 4.0;
        let mut y = area.y + LABELS;
        for nth in 0..LINES {
            match self.lines().get(nth) {
                Some(line) => item(ruled, &columns, line, y, height)?,
                None => (0..columns.len()).for_each(|nth| ruled.cell(columns.cell(nth, y, height))),
            }
            y += height;
        }
        Ok(())
    }

    pub(super) fn bottom(&self, ruled: &mut Ruled<'_>, area: Area) -> Result<(), PaperError> {
        let columns = Columns::new(area.x, area.width, &BOTTOM_SHARES);
        let payment = &self.invoice.payment;
        let given = |won: Won| if won.is_zero() { String::new() } else { won.to_string() };
        let cells = [
            ("합 계 금 액", self.invoice.total.to_string(), Style::bold(10.5)),
            ("현    금", given(payment.cash), NUMBER),
            ("수    표", given(payment.check), NUMBER),
            ("어    음", given(payment.note), NUMBER),
            ("외상미수금", given(payment.credit), NUMBER),
        ];
        for (nth, (label, amount, style)) in cells.into_iter().enumerate() {
            ruled.label(columns.cell(nth, area.y, LABELS), label, LABEL_PT)?;
            let cell = columns.cell(nth, area.y + LABELS, area.height - LABELS);
            ruled.number(cell, &amount, style, Align::Right, label)?;
        }
        billing::draw(ruled, columns.cell(5, area.y, area.height), self.invoice.billing)
    }
}

fn item(
    ruled: &mut Ruled<'_>,
    columns: &Columns,
    line: &SheetLine,
    y: f32,
    height: f32,
) -> Result<(), PaperError> {
    let cell = |nth: usize| columns.cell(nth, y, height);
    let date = line.supplied_on;
    ruled.number(cell(0), &date.format("%m").to_string(), NUMBER, Align::Centre, "월")?;
    ruled.number(cell(1), &date.format("%d").to_string(), NUMBER, Align::Centre, "일")?;
    ruled.value(cell(2), &line.item, TEXT, Align::Left, "품목")?;
    ruled.value(cell(3), &line.spec, TEXT, Align::Centre, "규격")?;
    ruled.number(cell(4), &line.quantity, NUMBER, Align::Right, "수량")?;
    ruled.number(cell(5), &line.unit_price, NUMBER, Align::Right, "단가")?;
    ruled.number(cell(6), &line.supply.to_string(), NUMBER, Align::Right, "공급가액")?;
    ruled.number(cell(7), &line.vat.to_string(), NUMBER, Align::Right, "세액")?;
    ruled.value(cell(8), &line.remark, TEXT, Align::Left, "비고")
}
