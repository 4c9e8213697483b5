//! The month close in the real window: looked at, closed, and its files written, with the keyboard.

use chrono::{Datelike, NaiveDate};
use fantoccini::key::Key;
use office::FillOrder;

use crate::LIMIT;
use crate::shop::OpenShop;
use crate::window_rig::Window;

#[tokio::test(flavor = "multi_thread")]
async fn a_month_is_closed_and_its_files_are_written_with_the_keyboard() {
    tokio::time::timeout(LIMIT, closed()).await.expect("the journey hung");
}

async fn closed() {
    let OpenShop { shell, nts, folder } = OpenShop::open().await;
    shell.office.fill(&FillOrder { documents: 4_000, seed: 7 }, |_| {}).unwrap();
    let today: NaiveDate = shell.office.today().unwrap().date;
    let last_month = today.with_day(1).unwrap().pred_opt().unwrap().format("%Y-%m").to_string();
    drop(shell);
    nts.stop().await;
    let window = Window::on(folder.path()).await;
    window.wait_for_focus("amount").await;

    window.press(Key::F6).await;
    window.find("chart").await;
    window.screenshot("close-running-light").await;
    window.type_keys("[").await;
    window.find("close-month").await;
    window.screenshot("close-open-light").await;
    window.type_keys("m").await;
    window.find("close-content").await;
    window.screenshot("close-dialog-light").await;
    window.press(Key::Enter).await;
    window.find_text("마감함").await;

    // The files, into a folder that is typed.
    window.find("export").await.click().await.unwrap();
    let field = window.find("export-folder").await;
    let out = folder.path().join("accountant");
    field.clear().await.unwrap();
    field.send_keys(out.to_str().unwrap()).await.unwrap();
    window.press(Key::Enter).await;
    window.find("export-sum").await;
    window.screenshot("close-exported-light").await;
    let names: Vec<String> = std::fs::read_dir(&out)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert!(names.contains(&format!("{last_month}_manifest.json")), "{names:?}");
    assert!(names.iter().any(|name| name.ends_with("매출장부.xlsx")), "{names:?}");
    window.press(Key::Escape).await;
    window.find("export-mark").await;

    // The history of a full book is a list that does not hold it all.
    window.press(Key::F3).await;
    window.find("history-row").await;
    window.screenshot("history-full-light").await;
    window.close().await;
}
