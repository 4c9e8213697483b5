//! What only a person can bring to its end, in the real window.

use std::sync::Arc;

use fantoccini::key::Key;
use office::Step;
use practice_nts::Dials;
use tempfile::TempDir;

use crate::picky::Picky;
use crate::shop::OpenShop;
use crate::window_rig::Window;
use crate::{LIMIT, ledger};

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_number_and_what_the_nts_lacks_are_settled_with_the_keyboard() {
    tokio::time::timeout(LIMIT, by_hand()).await.expect("the journey hung");
}

async fn by_hand() {
    let folder = shop_that_needs_somebody().await;
    let window = Window::on(folder.path()).await;
    window.wait_for_focus("amount").await;
    window.press(Key::F8).await;
    window.wait_for_focus("task-list").await;
    window.find_css("[role='row'][data-kind='rejected_behind'][aria-selected='true']").await;
    window.screenshot("tasks-by-hand-light").await;

    // The dialog asks for another number; the same one keeps it open.
    window.press(Key::Enter).await;
    window.wait_for_focus("correct-number").await;
    window.type_keys("01011112222").await;
    window.press(Key::Enter).await;
    window.find_text("앞의 영수증과 같아요").await;
    window.screenshot("tasks-renumber-light").await;
    window.type_keys("\u{e003}\u{e003}\u{e003}\u{e003}3333").await;
    window.press(Key::Enter).await;
    window.find_text("바른 번호로 다시 보냈어요").await;
    assert_eq!(ledger(&window.data).len(), 2, "the sale is issued, once");

    // What the NTS was asked for in vain is closed by whoever checked elsewhere; F8 leads back here after Esc.
    window.wait_for_focus("task-list").await;
    window.press(Key::Escape).await;
    window.wait_for_focus("amount").await;
    window.press(Key::F8).await;
    window.wait_for_focus("task-list").await;
    window.find_css("[role='row'][data-kind='only_ours'][aria-selected='true']").await;
    window.find_text("홈택스나 126에서 확인했어요").await;
    window.press_until(Key::Enter, "task-none").await;
    window.close().await;
}

/// One receipt was refused for its number while nobody looked, and the NTS was asked in vain for another.
async fn shop_that_needs_somebody() -> TempDir {
    let mut shop = OpenShop::open().await;
    let (only_ours, _) = shop.issue("7000", "010-1234-5678").await;
    let number = shop.shell.office.shop().unwrap().unwrap().number().clone();
    let empty = jangbu_lib::practice::start(shop.folder.path().join("empty-nts"), &number).await.unwrap();
    let own = std::mem::replace(&mut shop.nts, empty);
    shop.connect();
    let office = &shop.shell.office;
    let day = office.shelved(&only_ours).unwrap().document.trade_date();
    office.reconcile(Some(day)).await.unwrap();
    let tasks = office.tasks().unwrap().tasks;
    let [office::Task::Difference { difference, .. }] = tasks.as_slice() else { panic!("{tasks:?}") };
    office.settle_difference(difference.id, Step::AskAgain).await.unwrap();
    std::mem::replace(&mut shop.nts, own).stop().await;

    shop.connect();
    shop.nts.set_dials(Dials { too_many_requests: 1, ..Dials::default() });
    shop.issue("12000", "010-1111-2222").await;
    let route = jangbu_lib::practice::route(&shop.nts, &number).unwrap();
    let office = Arc::clone(&shop.shell.office);
    office.connect(Arc::new(Picky { route, digits: "01011112222", code: "E2003" }));
    while office.open_count().unwrap().waiting > 0 {
        office.drain().await.unwrap();
    }
    drop(office);
    let OpenShop { shell, nts, folder } = shop;
    nts.stop().await;
    drop(shell);
    folder
}
