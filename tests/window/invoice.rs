//! A tax invoice's whole life in the real window, by keyboard: written in the grid, issued, handed over by the NTS itself
//! after its clock moved, amended by a return, printed; and what it taught.

use std::path::{Path, PathBuf};
use std::process::Command;

use chrono::TimeDelta;
use fantoccini::key::Key;

use crate::LIMIT;
use crate::shop::OpenShop;
use crate::window_rig::Window;

#[tokio::test(flavor = "multi_thread")]
async fn an_invoice_is_written_sent_and_amended_with_the_keyboard() {
    tokio::time::timeout(LIMIT, an_invoice_and_its_return()).await.expect("the journey hung");
}

async fn an_invoice_and_its_return() {
    let OpenShop { shell, nts, folder } = OpenShop::open().await;
    drop(shell);
    let ready = folder.path().join("nts.json");
    std::fs::write(&ready, serde_json::to_string(nts.ready()).unwrap()).unwrap();
    let window = Window::on_nts(folder.path(), &ready).await;
    window.wait_for_focus("amount").await;
    window.find_text("연습 국세청 연결됨").await;

    write(&window).await;
    window.press(Key::F9).await;
    window.find_css("[data-testid='result-card'][data-state='approved']").await;
    let [issued] = nts.ledger().invoices().unwrap().try_into().unwrap();
    let shown = window.text("result-approval").await;
    assert_eq!(shown.replace('-', ""), issued.invoice_id, "the screen shows what the NTS has");
    window.wait_for_focus("buyer.number").await;
    window.screenshot("invoice-issued-light").await;

    // The next evening the NTS has taken it over by itself; asking it to says when.
    nts.advance_clock(TimeDelta::days(2));
    open(&window, 'T').await;
    window.type_keys("t").await;
    window.find_text("국세청에 전송했어요").await;
    window.find_text("전송됨").await;
    let sent_at = nts.ledger().invoices().unwrap()[0].sent_at.clone().unwrap();
    let evening = sent_at.strip_suffix("T17:00:00+09:00").expect("its own hour of the day after");
    window.find_text(&format!("{evening} 17:00:00")).await;
    window.wait_for_focus("detail").await;
    window.screenshot("history-invoice-light").await;
    let original = print_paper(&window, folder.path()).await;
    assert_paper(&original, &["전자세금계산서", "308,000", &shown], &["당초승인번호"]);

    return_a_part(&window).await;
    assert_eq!(nts.ledger().invoices().unwrap().len(), 2, "one amendment");
    open(&window, 'M').await;
    let amended = window.text("detail-approval").await;
    assert_ne!(amended, shown);
    window.screenshot("history-amended-light").await;
    let paper = print_paper(&window, folder.path()).await;
    assert_paper(&paper, &["[수정]전자세금계산서", "환입", "-9,900", &shown, &amended], &[]);

    // The partner was learnt, and the next invoice begins with two syllables of its name.
    window.press(Key::F4).await;
    window.find("partner-row").await;
    window.find_text("(주)한빛유통").await;
    window.screenshot("partners-light").await;
    window.press(Key::F2).await;
    window.wait_for_focus("buyer.number").await;
    window.type_keys("ㅎㅂ").await;
    window.find("offer").await;
    window.press(Key::Enter).await;
    window.wait_for_focus("lines[0].item").await;
    let number = window.find("buyer.number").await.prop("value").await.unwrap();
    assert_eq!(number.as_deref(), Some("314-81-20001"));
    window.close().await;
}

/// Buyer and two lines, from cell to cell with Enter.
async fn write(window: &Window) {
    window.press(Key::F2).await;
    window.wait_for_focus("buyer.number").await;
    window.type_keys("3148120001").await;
    window.find_css("[data-testid='check-buyer'][data-tone='good']").await;
    for (place, text) in [
        ("buyer.name", "(주)한빛유통"),
        ("buyer.owner", "이한빛"),
        ("buyer.address", "대전광역시 서구 둔산로 100"),
        ("buyer.business_type", "도매"),
        ("buyer.business_item", "문구"),
        ("buyer.email", "tax@hanbit.example"),
        ("lines[0].item", "복사용지 A4"),
        ("lines[0].spec", "박스"),
        ("lines[0].quantity", "10"),
        ("lines[0].unit_price", "23500"),
        ("lines[1].item", "볼펜"),
        ("lines[1].spec", ""),
        ("lines[1].quantity", "100"),
        ("lines[1].unit_price", "450"),
    ] {
        window.press(Key::Enter).await;
        window.wait_for_focus(place).await;
        window.type_keys(text).await;
    }
    window.press(Key::Enter).await;
    window.wait_for_focus("lines[2].item").await;
    window.find_text("일금 삼십만팔천원정").await;
    window.screenshot("invoice-light").await;

    // The paper before it exists, and back to the same cell.
    window.chord(Key::Control, 'p').await;
    window.find("paper-page").await;
    window.screenshot("invoice-paper-light").await;
    window.press(Key::Escape).await;
    window.wait_for_focus("lines[2].item").await;
}

/// The history, in the detail of the newest document, whose key begins like this.
async fn open(window: &Window, letter: char) {
    window.press(Key::F3).await;
    window.wait_for_focus("search").await;
    window.find_css(&format!("[data-testid='history-row'][data-key^='{letter}']")).await;
    window.press(Key::Up).await;
    window.find_css(&format!("[data-key^='{letter}'][aria-selected='true']")).await;
    window.press(Key::Enter).await;
    window.wait_for_focus("detail").await;
    window
        .find_css(&format!("[data-testid='detail'][data-key^='{letter}'] [data-testid='detail-approval']"))
        .await;
}

/// Twenty of the pens came back: reason, what it needs, both papers, F9.
async fn return_a_part(window: &Window) {
    window.type_keys("m").await;
    window.find("amend-returned").await;
    window.type_keys("1").await;
    window.wait_for_focus("amend-on").await;
    window.press(Key::Enter).await;
    window.wait_for_focus("returned-quantity-0").await;
    window.press(Key::Enter).await;
    window.wait_for_focus("returned-quantity-1").await;
    window.type_keys("20").await;
    window.press(Key::Enter).await;
    window.find("amend-papers").await;
    window.find("amend-issue").await;
    window.screenshot("amend-papers-light").await;
    window.press(Key::F9).await;
    window.find_text("수정세금계산서를 발급했어요").await;
    window.wait_for_focus("detail").await;
}

/// Prints the supplier's copy of the document in the detail; answers where it is.
async fn print_paper(window: &Window, data: &Path) -> PathBuf {
    window.type_keys("p").await;
    window.find("paper-page").await;
    window.type_keys("p").await;
    window.wait_for_focus("detail").await;
    let name = window.text("detail-print-target").await;
    let name = name.rsplit(['/', ' ']).next().unwrap().to_owned();
    data.join("practice/prints").join(name)
}

fn assert_paper(file: &Path, says: &[&str], says_not: &[&str]) {
    let text = pdf_extract::extract_text(file).unwrap();
    for word in says {
        assert!(text.contains(word), "{word} is missing: {text}");
    }
    for word in says_not {
        assert!(!text.contains(word), "{word} stands there: {text}");
    }
    let checked =
        Command::new("qpdf").arg("--check").arg(file).output().expect("qpdf; scripts/setup test installs it");
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
}
