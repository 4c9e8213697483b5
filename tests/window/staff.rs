//! The staff in the real window: switched on in the settings, locked by a key, opened by a PIN.

use fantoccini::key::Key;

use crate::LIMIT;
use crate::shop::OpenShop;
use crate::window_rig::Window;

#[tokio::test(flavor = "multi_thread")]
async fn a_locked_desk_shows_nothing_and_a_pin_opens_it_as_it_was() {
    tokio::time::timeout(LIMIT, staff()).await.expect("the journey hung");
}

async fn staff() {
    let shop = OpenShop::open().await;
    shop.issue("12,000", "010-1234-5678").await;
    let OpenShop { shell, nts, folder } = shop;
    nts.stop().await;
    drop(shell);

    let window = Window::on(folder.path()).await;
    window.wait_for_focus("amount").await;
    window.find("nav-settings").await.click().await.unwrap();
    window.find_css("[data-field='number']:focus").await;
    type_into(&window, "staff-pin", "4719").await;
    window.find("staff-on").await.click().await.unwrap();
    window.find("staff-add").await;
    type_into(&window, "staff-staff_name", "Kim").await;
    type_into(&window, "staff-pin", "8351").await;
    window.find("staff-add").await.click().await.unwrap();
    window.find_text("Kim님을 더했어요").await;
    window.screenshot("settings-staff-light").await;

    window.press(Key::F1).await;
    window.wait_for_focus("amount").await;
    window.type_keys("45000").await;
    window.find("lock-now").await.click().await.unwrap();
    window.wait_for_focus("lock-pin").await;
    window.screenshot("lock-light").await;
    window.type_keys("0001").await;
    window.press(Key::Enter).await;
    window.find_text("PIN이 맞지 않아요").await;
    window.type_keys("4719").await;
    window.press(Key::Enter).await;
    window.wait_for_focus("amount").await;
    window.find_text("45,000원 발급").await;

    // The next start is locked, whoever was there.
    let data = window.data.clone();
    window.close().await;
    let window = Window::on(&data).await;
    window.wait_for_focus("lock-pin").await;
    window.press(Key::Down).await;
    window.type_keys("8351").await;
    window.press(Key::Enter).await;
    window.wait_for_focus("amount").await;
    window.find_text("Kim · 직원").await;
    window.screenshot("counter-clerk-light").await;
    window.close().await;
}

async fn type_into(window: &Window, id: &str, text: &str) {
    window.find(id).await.click().await.unwrap();
    window.wait_for_focus(id).await;
    window.type_keys(text).await;
}
