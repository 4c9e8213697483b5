//! The line at the counter, in the real window: down, back, and an answer that does not come.

use fantoccini::key::Key;
use practice_nts::{Dials, Maintenance};

use crate::shop::OpenShop;
use crate::window_rig::Window;
use crate::{LIMIT, ledger_of};

#[tokio::test(flavor = "multi_thread")]
async fn what_the_line_keeps_back_is_approved_by_itself() {
    tokio::time::timeout(LIMIT, kept_back()).await.expect("the journey hung");
}

/// The window talks to a practice NTS of the test's own, whose dials the test turns.
async fn kept_back() {
    let OpenShop { shell, nts, folder } = OpenShop::open().await;
    drop(shell);
    let ready = folder.path().join("nts.json");
    std::fs::write(&ready, serde_json::to_string(nts.ready()).unwrap()).unwrap();
    let window = Window::on_nts(folder.path(), &ready).await;
    window.wait_for_focus("amount").await;
    window.find_text("연습 국세청 연결됨").await;

    // Maintenance: it waits, says until when it must go out, and the clerk goes on.
    nts.set_dials(Dials { maintenance: Maintenance::Calls(1), retry_after_s: 3, ..Dials::default() });
    issue(&window, "15000", "01012345678").await;
    window.find_css("[data-testid='result-card'][data-state='held']").await;
    window.find("result-deadline").await;
    window.wait_for_focus("amount").await;
    window.screenshot("counter-held-light").await;
    window.find_css("[data-testid='result-card'][data-state='approved']").await;

    // The answer is lost after the NTS took it: never "failed", never sent again, asked for until it is known.
    nts.set_dials(Dials { lose_answers: 1, latency_ms: 700, ..Dials::default() });
    issue(&window, "27000", "01055556666").await;
    window.find_css("[data-testid='result-card'][data-state='unknown']").await;
    window.find("result-customer").await;
    window.wait_for_focus("amount").await;
    window.screenshot("counter-unknown-light").await;
    window.find_css("[data-testid='result-card'][data-state='approved']").await;

    let documents = ledger_of(&nts);
    assert_eq!(documents.len(), 2, "one document per press: {documents:?}");
    let shown = window.text("result-approval").await;
    assert_eq!(shown, documents[1].approval_number);
    assert_eq!(
        nts.requests_seen("/api/v1/cashReceipt/issue"),
        3,
        "the one that waited was sent twice, no other"
    );
    window.close().await;
}

async fn issue(window: &Window, amount: &str, number: &str) {
    window.type_keys(amount).await;
    window.press(Key::Enter).await;
    window.wait_for_focus("number").await;
    window.type_keys(number).await;
    window.press(Key::Enter).await;
}
