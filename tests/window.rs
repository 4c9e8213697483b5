//! The real window through WebKitWebDriver: few journeys, driven by the keyboard, with screenshots of every screen in
//! `target/screens/`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a test fails by panicking"
)]

#[path = "window/automation.rs"]
mod automation;
#[path = "window/by_hand.rs"]
mod by_hand;
#[path = "window/close.rs"]
mod close;
#[path = "window/invoice.rs"]
mod invoice;
#[path = "window/line.rs"]
mod line;
#[path = "window/live.rs"]
mod live;
#[path = "support/picky.rs"]
mod picky;
#[path = "window/second_start.rs"]
mod second_start;
#[path = "support/shop.rs"]
#[expect(dead_code, reason = "the journeys without a window use more of it")]
mod shop;
#[path = "window/staff.rs"]
mod staff;
#[path = "window/text.rs"]
mod text;
#[path = "support/window_rig.rs"]
mod window_rig;

use std::path::Path;
use std::time::Duration;

use chrono::TimeDelta;
use fantoccini::Locator;
use fantoccini::key::Key;
use practice_nts::{Dials, Document, Ledger, PracticeNts};
use shop::OpenShop;
use tempfile::TempDir;
use window_rig::Window;

/// A journey that hangs must fail, not wait for ever.
const LIMIT: Duration = Duration::from_secs(180);

#[tokio::test(flavor = "multi_thread")]
async fn a_first_receipt_is_issued_found_and_reprinted() {
    tokio::time::timeout(LIMIT, first_receipt()).await.expect("the journey hung");
}

async fn first_receipt() {
    let window = Window::first_start().await;

    // First start: the practice shop is filled in; Enter accepts it.
    window.find("first-start").await;
    window.screenshot("first-start-light").await;
    window.find("shop-number").await;
    window.press(Key::Enter).await;

    // The counter by keyboard alone: amount, Enter, number, Enter.
    window.wait_for_focus("amount").await;
    window.type_keys("12000").await;
    window.press(Key::Enter).await;
    window.wait_for_focus("number").await;
    window.type_keys("01012345678").await;
    window.press(Key::Enter).await;
    window.find_css("[data-testid='result-card'][data-state='approved']").await;
    let approval = window.text("result-approval").await;
    assert_eq!(approval, only_approval_in_ledger(&window.data), "the screen shows what the NTS has");
    window.wait_for_focus("amount").await;
    window.screenshot("counter-light").await;

    // History finds it by the last four digits.
    window.press_f3().await;
    window.wait_for_focus("search").await;
    window.type_keys("5678").await;
    let row = window.find("history-row").await;
    let key = row.attr("data-key").await.unwrap().expect("a row carries its key");
    row.click().await.unwrap();
    assert_eq!(window.text("detail-approval").await, approval);

    // Reprint: the paper says both what it is and that it is a reprint.
    window.find("reprint").await.click().await.unwrap();
    window.find_text(&format!("{key}-r1.pdf")).await;
    let paper = window.data.join(format!("practice/prints/{key}-r1.pdf"));
    let text = pdf_extract::extract_text(&paper).unwrap();
    assert!(text.contains(&approval), "{text}");
    assert!(text.contains("재발행 1회차"), "{text}");
    window.screenshot("history-light").await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_receipt_is_cancelled_with_the_keyboard() {
    tokio::time::timeout(LIMIT, cancel_last()).await.expect("the journey hung");
}

async fn cancel_last() {
    let window = Window::first_start().await;
    window.find("first-start").await;
    window.press(Key::Enter).await;
    window.wait_for_focus("amount").await;

    // Bad input says what is wrong beside the field and issues nothing.
    window.type_keys("990000001").await;
    window.press(Key::Enter).await;
    window.wait_for_focus("number").await;
    window.press(Key::Enter).await;
    assert!(!window.text("fault-amount").await.is_empty());
    window.screenshot("counter-fault-light").await;
    window.clear_amount().await;

    // Alt 3 is self-issue, without a number.
    window.type_keys("5000").await;
    window.press(Key::Enter).await;
    window.wait_for_focus("number").await;
    window.choose_self_issue().await;
    window.press(Key::Enter).await;
    window.find_css("[data-testid='result-card'][data-state='approved']").await;
    window.wait_for_focus("amount").await;

    // Ctrl Z asks, Enter accepts.
    window.chord(Key::Control, 'z').await;
    window.find("dialog").await;
    window.screenshot("cancel-dialog-light").await;
    window.press(Key::Enter).await;
    window.find_css("[data-testid='result-card'][data-act='cancel'][data-state='approved']").await;
    let ledger = ledger(&window.data);
    assert_eq!(ledger.len(), 2, "one receipt and one cancel: {ledger:?}");
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_screen_is_drawn_in_light_and_dark() {
    tokio::time::timeout(LIMIT, pictures()).await.expect("the journey hung");
}

async fn pictures() {
    let window = Window::first_start().await;
    window.find("first-start").await;
    window.press(Key::Enter).await;
    window.wait_for_focus("amount").await;
    for (amount, number) in [
        ("12000", "01012342290"),
        ("330000", "2208162517"),
        ("8900", "01055558841"),
        ("110000", ""),
        ("42000", "4111111111110912"),
    ] {
        window.type_keys(amount).await;
        window.press(Key::Enter).await;
        window.wait_for_focus("number").await;
        if number.is_empty() {
            window.choose_self_issue().await;
        }
        window.type_keys(number).await;
        window.press(Key::Enter).await;
        window.wait_for_focus("amount").await;
    }
    window.type_keys("55000").await;
    for theme in ["light", "dark"] {
        window.in_theme(theme).await;
        window.screenshot(&format!("settings-{theme}")).await;
        window.find("nav-history").await.click().await.unwrap();
        window.find("history-row").await.click().await.unwrap();
        window.find("detail").await;
        window.screenshot(&format!("history-{theme}")).await;
        window.find("nav-counter").await.click().await.unwrap();
        window.find("amount").await;
        window.screenshot(&format!("counter-{theme}")).await;
    }
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receipt_refused_the_day_after_is_issued_again_with_the_keyboard() {
    tokio::time::timeout(LIMIT, refused_the_day_after()).await.expect("the journey hung");
}

async fn refused_the_day_after() {
    let (folder, refused) = shop_with_a_refusal().await;
    let window = Window::on(folder.path()).await;
    window.wait_for_focus("amount").await;
    assert_eq!(window.text("nav-attention").await, "2");

    // F8 says what happened to the money and the one next step.
    window.press(Key::F8).await;
    window.wait_for_focus("task-list").await;
    window.find_css("[data-testid='task'][data-kind='refused_later'][aria-selected='true']").await;
    for theme in ["dark", "light"] {
        window.in_theme(theme).await;
        window.press(Key::F8).await;
        window.wait_for_focus("task-list").await;
        window.find("task").await;
        window.screenshot(&format!("tasks-{theme}")).await;
    }

    // O opens its document in the history; F8 comes back to the list.
    window.type_keys("o").await;
    window.find_text(&refused).await;
    window.wait_for_focus("detail").await;
    window.press(Key::F8).await;
    window.wait_for_focus("task-list").await;

    // Enter asks for the right number, Esc goes back, Enter with a number issues it again.
    window.press(Key::Enter).await;
    window.find("dialog").await;
    window.screenshot("tasks-reissue-light").await;
    window.press(Key::Escape).await;
    window.wait_for_focus("task-list").await;
    assert_eq!(ledger(&window.data).len(), 3, "going back issues nothing");
    window.press(Key::Enter).await;
    window.find("dialog").await;
    window.type_keys("01055556666").await;
    window.press(Key::Enter).await;
    window.find_text("다시 보냈어요").await;
    window.wait_for_focus("task-list").await;
    assert_eq!(ledger(&window.data).len(), 4, "one press of Enter, one document");

    // What is left is only to be known. An Enter that comes too soon after the last step takes nothing.
    window.press_until(Key::Enter, "task-none").await;

    // The log, one tab further, and the file for support.
    window.chord(Key::Alt, '2').await;
    window.find("attempt").await;
    window.chord(Key::Control, 's').await;
    window.find("bundle-saved").await;
    window.screenshot("log-light").await;
    window.in_theme("dark").await;
    window.press(Key::F8).await;
    window.find("attempt").await;
    window.screenshot("log-dark").await;
    window.chord(Key::Alt, '1').await;
    window.find("task-none").await;
    window.screenshot("tasks-none-dark").await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_number_is_put_right_with_the_keyboard() {
    tokio::time::timeout(LIMIT, wrong_number()).await.expect("the journey hung");
}

async fn wrong_number() {
    let window = Window::first_start().await;
    window.find("first-start").await;
    window.press(Key::Enter).await;
    window.wait_for_focus("amount").await;
    window.type_keys("12000").await;
    window.press(Key::Enter).await;
    window.wait_for_focus("number").await;
    window.type_keys("01012345678").await;
    window.press(Key::Enter).await;
    window.find("result-approval").await;
    window.wait_for_focus("amount").await;

    window.chord(Key::Control, 'e').await;
    window.wait_for_focus("correct-number").await;
    window.type_keys("01055556666").await;
    window.find("correct-kind").await;
    window.screenshot("correct-light").await;
    window.press(Key::Enter).await;
    window.find_text("번호를 바로잡았어요").await;
    window.wait_for_focus("amount").await;
    let numbers: Vec<String> =
        ledger(&window.data).into_iter().map(|document| document.document_key).collect();
    assert_eq!(numbers.len(), 3, "the receipt, its cancel, the right one: {numbers:?}");
    window.press_f3().await;
    window.find("correction").await;
    window.screenshot("history-corrected-light").await;
    window.close().await;
}

/// A shop whose evening brought three receipts: the day after the NTS refused one, and holds one under another approval number.
async fn shop_with_a_refusal() -> (TempDir, String) {
    let shop = OpenShop::open().await;
    shop.issue("12,000", "010-1234-2290").await;
    let (refused, _) = shop.issue("88,000", "010-5120-3344").await;
    shop.nts.set_dials(Dials { wrong_approval_number: 1, ..Dials::default() });
    shop.issue("330,000", "220-81-62517").await;
    shop.nts.set_dials(Dials { reject_next_day: [refused.to_string()].into(), ..Dials::default() });
    shop.nts.advance_clock(TimeDelta::days(1));
    let traded_on = shop.shell.office.shelved(&refused).unwrap().document.trade_date();
    shop.shell.office.reconcile(Some(traded_on)).await.unwrap();
    let OpenShop { shell, nts, folder } = shop;
    nts.stop().await;
    drop(shell);
    (folder, refused.to_string())
}

impl Window {
    async fn press_f3(&self) {
        self.press(Key::F3).await;
    }

    /// Chooses a theme in the settings, which stay open.
    async fn in_theme(&self, theme: &str) {
        self.find("nav-settings").await.click().await.unwrap();
        self.find(&format!("theme-{theme}")).await.click().await.unwrap();
        self.find_css(&format!("html[data-theme='{theme}']")).await;
    }

    /// Presses a key until this test id is there; the journey's limit ends it.
    async fn press_until(&self, key: Key, id: &str) {
        let wanted = format!("[data-testid='{id}']");
        while self.client.find(Locator::Css(&wanted)).await.is_err() {
            self.press(key).await;
        }
    }

    async fn chord(&self, held: Key, key: char) {
        self.type_keys(&format!("{}{key}{}", char::from(held), char::from(Key::Null))).await;
    }

    async fn choose_self_issue(&self) {
        self.chord(Key::Alt, '3').await;
        self.find_css("[data-testid='purpose-self_issue'][aria-checked='true']").await;
    }

    async fn clear_amount(&self) {
        let amount = self.find("amount").await;
        amount.click().await.unwrap();
        let keys =
            format!("{}a{}{}", char::from(Key::Control), char::from(Key::Null), char::from(Key::Backspace));
        amount.send_keys(&keys).await.unwrap();
    }
}

/// The practice NTS's own ledger, read from its file beside the running program.
fn ledger(data: &Path) -> Vec<Document> {
    Ledger::open(&data.join("practice/nts/ledger.db")).unwrap().documents().unwrap()
}

fn ledger_of(nts: &PracticeNts) -> Vec<Document> {
    nts.ledger().documents().unwrap()
}

fn only_approval_in_ledger(data: &Path) -> String {
    let documents = ledger(data);
    assert_eq!(documents.len(), 1, "one press, one document: {documents:?}");
    documents[0].approval_number.clone()
}
