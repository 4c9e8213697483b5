//! 자동 발행 in the real window: a messy workbook of orders, one put right, all issued and the customers told; what repeats; the end
//! of the day.

use std::path::Path;

use domain::BuyerForm;
use fantoccini::Locator;
use fantoccini::key::Key;
use office::{Clock, PartnerForm, SystemClock, TextForm};
use practice_nts::PracticeNts;
use tempfile::TempDir;

use crate::shop::OpenShop;
use crate::window_rig::Window;
use crate::{LIMIT, ledger_of};

/// A workbook as a shop keeps it: a title over merged cells, a header in two lines, amounts as words and as numbers, the same line
/// twice, one number that is none, and a sum below.
fn workbook() -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let (sheet, plain) = (book.add_worksheet(), rust_xlsxwriter::Format::new());
    sheet.merge_range(0, 0, 0, 4, "11월 주문 목록", &plain).unwrap();
    for (column, title) in [(0, "주문번호"), (3, "품목"), (4, "합계")] {
        sheet.merge_range(1, column, 2, column, title, &plain).unwrap();
    }
    sheet.merge_range(1, 1, 1, 2, "받는 분", &plain).unwrap();
    sheet.write(2, 1, "상호").unwrap().write(2, 2, "휴대폰").unwrap();
    let orders = [
        ["A-1", "김손님", "010-1234-5678", "복사용지", "11,000 원"],
        ["A-2", "이손님", "010-12", "볼펜", "2,200"],
        ["A-3", "박손님", "01055556666", "노트", ""],
        ["A-3", "박손님", "01055556666", "노트", ""],
        ["합계", "", "", "", "16,500"],
    ];
    for (row, cells) in (3..).zip(orders) {
        for (column, cell) in (0..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
            sheet.write(row, column, cell).unwrap();
        }
    }
    sheet.write(5, 4, 3_300).unwrap().write(6, 4, 3_300).unwrap();
    book.save_to_buffer().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_messy_workbook_is_put_right_issued_and_its_customers_are_told() {
    tokio::time::timeout(LIMIT, orders()).await.expect("the journey hung");
}

async fn orders() {
    let OpenShop { shell, nts, folder } = OpenShop::open().await;
    let texts = TextForm { enabled: true, ..shell.office.text_settings().unwrap() };
    shell.office.save_text_settings(&texts).unwrap();
    drop(shell);
    let window = open(&nts, &folder).await;
    let file = folder.path().join("orders.xlsx");
    std::fs::write(&file, workbook()).unwrap();
    take_in(&window, &file).await;
    put_right_and_issue(&window).await;
    let mut totals: Vec<i64> =
        ledger_of(&nts).iter().map(|document| document.amounts.transaction_amount).collect();
    totals.sort_unstable();
    assert_eq!(totals, [2_200, 11_000]);

    // Both customers are told, and the practice server has what they read.
    window.press(Key::F3).await;
    window.find("history-row").await;
    window.press(Key::Enter).await;
    window.find_text("전달됨").await;
    window.screenshot("orders-told-light").await;
    let mut told: Vec<String> = nts.texts().unwrap().into_iter().map(|text| text.to_masked).collect();
    told.sort_unstable();
    assert_eq!(told, ["010-****-5678", "010-****-8888"]);
    window.close().await;
}

async fn open(nts: &PracticeNts, folder: &TempDir) -> Window {
    let ready = folder.path().join("nts.json");
    std::fs::write(&ready, serde_json::to_string(nts.ready()).unwrap()).unwrap();
    let window = Window::on_nts(folder.path(), &ready).await;
    window.wait_for_focus("amount").await;
    window
}

/// Looked at first, when nothing is changed yet; then taken in.
async fn take_in(window: &Window, file: &Path) {
    window.press(Key::F7).await;
    window.wait_for_focus("orders-choose").await;
    window.screenshot("orders-none-light").await;
    let picker = window.client.find(Locator::Css("[data-testid='orders-file']")).await.unwrap();
    picker.send_keys(file.to_str().unwrap()).await.unwrap();
    window.find("orders-take").await;
    window.screenshot("orders-looked-light").await;
    window.press(Key::F9).await;
    window.find("orders-issue").await;
    window.screenshot("orders-taken-light").await;
}

/// The one that is wrong is put right, and all are issued, each once; the line that stands twice waits for a person.
async fn put_right_and_issue(window: &Window) {
    window.press(Key::Down).await;
    window.press(Key::Enter).await;
    let field = window.find("repair-customer_number").await;
    window.screenshot("orders-repair-light").await;
    field.clear().await.unwrap();
    field.send_keys("01077778888").await.unwrap();
    window.chord(Key::Control, 's').await;
    window.find_text("2건 발급").await;
    window.press(Key::F9).await;
    window.find_text("2건을 발급했어요. 1건은 고쳐야 해요.").await;
    window.screenshot("orders-issued-light").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn kept_sales_a_month_on_credit_and_a_plan_become_documents() {
    tokio::time::timeout(LIMIT, day()).await.expect("the journey hung");
}

async fn day() {
    let OpenShop { shell, nts, folder } = OpenShop::open().await;
    shell.office.save_partner(&hanbit()).unwrap();
    drop(shell);
    let window = open(&nts, &folder).await;

    // A sale that is kept at the counter issues at the end of the day.
    window.type_keys("120000").await;
    window.chord(Key::Control, 'l').await;
    window.press(Key::F7).await;
    window.chord(Key::Alt, '3').await;
    window.find("sale-row").await;
    window.screenshot("day-end-light").await;
    window.press(Key::F9).await;
    window.find_text("발급을 기다리는 거래가 없어요.").await;
    window.screenshot("day-end-none-light").await;
    assert_eq!(ledger_of(&nts).len(), 1);

    // Two sales on credit are one invoice of the month.
    for won in ["33000", "55000"] {
        window.chord(Key::Control, 'n').await;
        window.wait_for_focus("credit-partner").await;
        window.type_keys("한빛").await;
        window.find("partner-offer").await;
        window.press(Key::Enter).await;
        window.press(Key::Tab).await;
        window.wait_for_focus("credit-amount").await;
        window.type_keys(won).await;
        window.screenshot("credit-light").await;
        window.press(Key::Enter).await;
        window.find_text(if won == "33000" { "33,000원 외상 거래를" } else { "88,000원" }).await;
    }
    window.screenshot("day-end-credit-light").await;
    window.find("bill-issue").await.click().await.unwrap();
    window.find_text("모을 외상 거래가 없어요.").await;
    let [ref monthly] = nts.ledger().invoices().unwrap()[..] else { panic!("one invoice of the month") };
    assert_eq!(monthly.paper.totals.total_amount, 88_000);

    rent(&window).await;
    let invoices = nts.ledger().invoices().unwrap();
    assert_eq!(invoices.len(), 2);
    window.close().await;
}

fn hanbit() -> PartnerForm {
    let buyer = BuyerForm {
        number: "314-81-20001".into(),
        name: "(주)한빛유통".into(),
        owner: "이한빛".into(),
        ..BuyerForm::default()
    };
    PartnerForm { buyer, ..PartnerForm::default() }
}

/// A plan whose day is today: it is saved and runs by itself.
async fn rent(window: &Window) {
    window.chord(Key::Alt, '2').await;
    window.find_text("정기 발행이 없어요.").await;
    window.chord(Key::Control, 'n').await;
    window.wait_for_focus("plan-name").await;
    window.type_keys("3층 임대료").await;
    window.find("plan-partner").await.click().await.unwrap();
    window.type_keys("한빛").await;
    window.find("partner-offer").await;
    window.press(Key::Enter).await;
    for (field, text) in [("plan-item-0", "임대료"), ("plan-supply-0", "1200000")] {
        window.find(field).await.send_keys(text).await.unwrap();
    }
    let day = window.find("plan-day").await;
    day.clear().await.unwrap();
    day.send_keys(&chrono::Datelike::day(&SystemClock.now()).to_string()).await.unwrap();
    window.screenshot("plan-editor-light").await;
    window.chord(Key::Control, 's').await;
    window.find("plan-run").await;
    window.screenshot("plan-ran-light").await;
}
