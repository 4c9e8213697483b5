//! The shop as it stands at the head of a form (제출자).

use domain::Shop;

/// The lines above a form's table.
pub(crate) fn lines(title: &str, period: &str, shop: &Shop) -> Vec<String> {
    vec![
        title.to_owned(),
        format!("거래기간 {period}"),
        format!("상호 {} · 성명 {}", shop.name(), shop.owner()),
        format!("사업자등록번호 {} · 사업장 소재지 {}", shop.number().formatted(), shop.address()),
        String::new(),
    ]
}
