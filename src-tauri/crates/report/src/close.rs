//! What is closed, and whose it is: what stands at the head of every file.

use domain::{Period, Shop};

use crate::period_files::Numbers;

/// A period of a shop, about to be written.
#[derive(Debug, Clone)]
pub struct Close {
    /// Which month, quarter or half-year.
    pub period: Period,
    /// Whose (제출자).
    pub shop: Shop,
    /// How customers' numbers are written.
    pub numbers: Numbers,
    /// Whether the documents are only practice: marked so that nobody hands them in.
    pub practice: bool,
}

impl Close {
    /// `[연습용] 매출 장부 · 2026-11-01 ~ 2026-11-30`: the heading of a printed page.
    pub(crate) fn heading(&self, title: &str) -> String {
        format!("{} · {}", self.marked(title), self.days())
    }

    /// The lines above a form's table (제출자).
    pub(crate) fn above(&self, title: &str) -> [String; 5] {
        let shop = &self.shop;
        [
            self.marked(title),
            format!("거래기간 {}", self.days()),
            format!("상호 {} · 성명 {}", shop.name(), shop.owner()),
            format!("사업자등록번호 {} · 사업장 소재지 {}", shop.number().formatted(), shop.address()),
            String::new(),
        ]
    }

    fn marked(&self, title: &str) -> String {
        if self.practice { format!("[연습용] {title}") } else { title.to_owned() }
    }

    fn days(&self) -> String {
        format!("{} ~ {}", self.period.first(), self.period.last())
    }
}
