//! A display list as printpdf operators, in the fixed painting order, with state set only when it changes.

use printpdf::{
    Color, Greyscale, Line as PdfLine, LineDashPattern, LinePoint, Op, PaintMode, PdfFontHandle, Point, Pt,
    Rect, Rgb, TextItem, TextMatrix,
};

use super::font_id;
use crate::display_list::{DisplayList, Fill, Ink, Line, Stroke, Text};
use crate::fonts::{Cell, FaceId, MM_PER_POINT};

/// The operators that paint a page.
pub fn of_page(list: &DisplayList) -> Vec<Op> {
    let mut pen = Pen { page_height: list.height(), ops: Vec::new(), fill: None, stroke: None, font: None };
    pen.texts(list.backdrops());
    for fill in list.fills() {
        pen.fill(fill);
    }
    for line in list.lines() {
        pen.line(line);
    }
    pen.texts(list.texts());
    pen.ops
}

/// The state a PDF reader has reached after `ops`.
struct Pen {
    page_height: f32,
    ops: Vec<Op>,
    fill: Option<Ink>,
    stroke: Option<(Ink, f32, Stroke)>,
    font: Option<(FaceId, f32)>,
}

impl Pen {
    fn fill(&mut self, fill: &Fill) {
        self.set_fill(fill.ink);
        let (x, y) = self.to_pdf(fill.area.x, fill.area.y + fill.area.height);
        let mut rectangle = Rect::from_xywh(x, y, points(fill.area.width), points(fill.area.height));
        rectangle.mode = Some(PaintMode::Fill);
        self.ops.push(Op::DrawRectangle { rectangle });
    }

    fn line(&mut self, line: &Line) {
        self.set_stroke(line);
        let end = |(x, y)| {
            let (x, y) = self.to_pdf(x, y);
            LinePoint { p: Point { x, y }, bezier: false }
        };
        let line = PdfLine { points: vec![end(line.from), end(line.to)], is_closed: false };
        self.ops.push(Op::DrawLine { line });
    }

    fn texts(&mut self, texts: &[Text]) {
        if texts.is_empty() {
            return;
        }
        self.ops.push(Op::StartTextSection);
        for text in texts {
            self.text(text);
        }
        self.ops.push(Op::EndTextSection);
    }

    fn text(&mut self, text: &Text) {
        self.set_fill(text.ink);
        let (sin, cos) = text.turn_degrees.to_radians().sin_cos();
        for run in text.shaped.runs() {
            self.set_font(run.face, text.size_pt);
            let along = run.offset as f32 / 1000.0 * text.size_pt * MM_PER_POINT;
            let (x, y) = self.to_pdf(text.x + along * cos, text.baseline - along * sin);
            let matrix = if text.turn_degrees == 0.0 {
                TextMatrix::Translate(x, y)
            } else {
                TextMatrix::Raw([cos, sin, -sin, cos, x.0, y.0])
            };
            self.ops.push(Op::SetTextMatrix { matrix });
            let characters: String = run.cells.iter().map(Cell::character).collect();
            self.ops.push(Op::ShowText { items: vec![TextItem::Text(characters)] });
        }
    }

    fn set_fill(&mut self, ink: Ink) {
        if self.fill.replace(ink) != Some(ink) {
            self.ops.push(Op::SetFillColor { col: colour(ink) });
        }
    }

    fn set_font(&mut self, face: FaceId, size_pt: f32) {
        if self.font.replace((face, size_pt)) != Some((face, size_pt)) {
            self.ops.push(Op::SetFont { font: PdfFontHandle::External(font_id(face)), size: Pt(size_pt) });
        }
    }

    fn set_stroke(&mut self, line: &Line) {
        let wanted = (line.ink, line.thickness, line.stroke);
        if self.stroke.replace(wanted) == Some(wanted) {
            return;
        }
        let dash = match line.stroke {
            Stroke::Solid => LineDashPattern::solid(),
            Stroke::Dashed(mm) => LineDashPattern::new(0.0, &[points(mm).0, points(mm).0]),
        };
        self.ops.push(Op::SetOutlineColor { col: colour(line.ink) });
        self.ops.push(Op::SetOutlineThickness { pt: points(line.thickness) });
        self.ops.push(Op::SetLineDashPattern { dash });
    }

    /// A PDF page is measured in points from its bottom left corner.
    fn to_pdf(&self, x: f32, y: f32) -> (Pt, Pt) {
        (points(x), points(self.page_height - y))
    }
}

/// Millimetres in points, to a thousandth: finer than any printer and shorter in the file.
fn points(mm: f32) -> Pt {
    Pt((mm / MM_PER_POINT * 1000.0).round() / 1000.0)
}

fn colour(ink: Ink) -> Color {
    let Ink { red, green, blue } = ink;
    let share = |level: u8| f32::from(level) / 255.0;
    if red == green && green == blue {
        Color::Greyscale(Greyscale::new(share(red), None))
    } else {
        Color::Rgb(Rgb::new(share(red), share(green), share(blue), None))
    }
}
