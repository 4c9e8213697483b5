//! Going live in the real window, against the practice server in Popbill's place: the guided path up to the switch, the real book
//! after the next start, and the practice book untouched.

use fantoccini::key::Key;
use practice_nts::PopbillProduct;
use store::World;

use crate::shop::OpenShop;
use crate::window_rig::Window;
use crate::{LIMIT, ledger_of};

#[tokio::test(flavor = "multi_thread")]
async fn the_guided_path_leads_to_a_real_book_of_its_own() {
    tokio::time::timeout(LIMIT, go_live()).await.expect("the journey hung");
}

async fn go_live() {
    let OpenShop { shell, nts, folder } = OpenShop::open().await;
    let data = shell.data.clone();
    drop(shell);
    let ready = folder.path().join("nts.json");
    std::fs::write(&ready, serde_json::to_string(nts.ready()).unwrap()).unwrap();

    let window = Window::on_nts(folder.path(), &ready).await;
    window.wait_for_focus("amount").await;
    window.find_text("실제 발급 연결하기").await.click().await.unwrap();
    window.find("route-popbill").await;
    window.screenshot("live-light").await;
    let shop = domain::ShopForm::practice();
    for (field, text) in [
        ("shop-number", shop.number.as_str()),
        ("shop-name", &shop.name),
        ("shop-owner", &shop.owner),
        ("shop-address", &shop.address),
        ("live-link_id", &nts.ready().popbill_link_id),
        ("live-secret_key", &nts.ready().popbill_secret_key),
    ] {
        window.find(field).await.send_keys(text).await.unwrap();
    }
    window.chord(Key::Control, 's').await;
    window.find_css("[data-testid='live-check']:not([disabled])").await;
    window.press(Key::F9).await;
    window.find_css("[data-testid='live-try']:not([disabled])").await;
    window.screenshot("live-checked-light").await;
    window.find("live-try").await.click().await.unwrap();
    window.find_css("[data-testid='live-switch']:not([disabled])").await;
    window.screenshot("live-tried-light").await;
    assert_eq!(data.chosen_world(), World::Practice, "nothing is switched by itself");
    window.close().await;

    // What the switch writes, and the start after it.
    data.choose_world(World::Real).unwrap();
    let window = Window::on_nts(folder.path(), &ready).await;
    window.wait_for_focus("amount").await;
    window.find("world-real").await;
    window.find_text("팝빌").await;
    window.type_keys("12000").await;
    window.press(Key::Enter).await;
    window.type_keys("01012345678").await;
    window.press(Key::Enter).await;
    window.find_text("승인").await;
    window.screenshot("counter-real-light").await;
    window.close().await;
    let documents = nts.ledger().popbill_documents().unwrap();
    let receipts: Vec<_> = documents
        .iter()
        .filter(|one| one.product == PopbillProduct::Cashbill)
        .map(|one| &one.mgt_key)
        .collect();
    assert_eq!(receipts.len(), 2, "the trial and one receipt: {receipts:?}");
    assert!(ledger_of(&nts).is_empty(), "the practice book issued nothing");
}
