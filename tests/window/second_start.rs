//! A second start on a book whose window is open: it brings that one to the front and ends.

use std::process::Command;

use crate::LIMIT;
use crate::shop::OpenShop;
use crate::window_rig::Window;

#[tokio::test(flavor = "multi_thread")]
async fn a_book_has_one_window_however_often_it_is_started() {
    tokio::time::timeout(LIMIT, start_twice()).await.expect("the journey hung");
}

async fn start_twice() {
    let OpenShop { shell, nts, folder } = OpenShop::open().await;
    nts.stop().await;
    drop(shell);
    let window = Window::on(folder.path()).await;
    window.wait_for_focus("amount").await;
    let mut second = Command::new(env!("CARGO_BIN_EXE_jangbu"));
    second.arg("--data").arg(folder.path());
    let ended = tokio::task::spawn_blocking(move || second.status().unwrap()).await.unwrap();
    assert!(ended.success(), "the first window answered: {ended:?}");
    window.type_keys("4500").await;
    assert_eq!(window.find("amount").await.prop("value").await.unwrap().as_deref(), Some("4,500"));
    window.close().await;
}
