//! Texts in the real window: switched on in the settings, sent by hand from the history, and seen at the practice server.

use fantoccini::key::Key;
use practice_nts::{Ledger, TextStatus};

use crate::LIMIT;
use crate::shop::OpenShop;
use crate::window_rig::Window;

#[tokio::test(flavor = "multi_thread")]
async fn a_text_sent_from_the_history_arrives_at_the_practice_server() {
    tokio::time::timeout(LIMIT, text()).await.expect("the journey hung");
}

async fn text() {
    let shop = OpenShop::open().await;
    shop.issue("12,000", "010-1234-5678").await;
    let OpenShop { shell, nts, folder } = shop;
    nts.stop().await;
    drop(shell);

    let window = Window::on(folder.path()).await;
    window.wait_for_focus("amount").await;
    window.find("nav-settings").await.click().await.unwrap();
    window.find("texts-on").await.click().await.unwrap();
    window.find("texts-test").await.click().await.unwrap();
    window.find_text("100,000원 남았어요").await;
    window.find("texts-save").await.click().await.unwrap();
    window.find_text("문자 설정을 저장했어요").await;
    window.screenshot("settings-texts-light").await;

    window.press(Key::F3).await;
    window.find("history-row").await;
    window.press(Key::Enter).await;
    window.find("text").await;
    window.type_keys("l").await;
    window.wait_for_focus("text-to").await;
    window.screenshot("text-dialog-light").await;
    window.press(Key::Enter).await;
    window.find_text("전달됨").await;
    window.screenshot("history-text-light").await;

    let ledger = Ledger::open(&window.data.join("practice/nts/ledger.db")).unwrap();
    let texts = ledger.texts(jangbu_lib::practice::korean_clock()).unwrap();
    assert_eq!(texts.len(), 1);
    assert_eq!((texts[0].to_masked.as_str(), texts[0].status), ("010-****-5678", TextStatus::Delivered));
    assert!(texts[0].text.starts_with("[연습] [행복문구] 현금영수증\n12,000원"), "{}", texts[0].text);
    window.close().await;
}
