//! Orders from files: looked at, taken in, put right, issued, taken back; and every row is accounted for.

use std::sync::atomic::{AtomicU32, Ordering};

use domain::DocumentKey;
use office::{ImportOverview, LookedFile, OfficeError, OrderColumn, OrderMapping, Taken};
use practice_nts::Dials;
use proptest::prelude::*;
use store::{ImportId, ImportState, ImportedOrder};

use crate::shop::OpenShop;

const MESSY: &str = "주문 내역,,,,,,,,\n\
    주문번호,주문일,거래처명,대표자,사업자번호,연락처,품목,수량,공급가액\n\
    A-1,,(주)한빛유통,이한빛,314-81-20001,,복사용지,10,\"235,000 원\"\n\
    A-1,,,,,,볼펜,100개,\"45,000원\"\n\
    ,,,,,,형광펜,10,\"10,000\"\n\
    A-2,,한강북스,강한강,1208199224,,연필,1,1000\n\
    A-3,,김손님,,,1012345678,공책,2,\"2,000\"\n\
    A-4,,이손님,,,,지우개,1,500\n\
    A-5,,박손님,,,010-2222-3333,자,1,700\n\
    A-5,,박손님,,,010-2222-3333,자,1,700\n\
    주문번호,주문일,거래처명,대표자,사업자번호,연락처,품목,수량,공급가액\n\
    ※ 문의는 고객센터로,,,,,,,,\n\
    합 계,,,,,,,,\"294,200\"\n";

fn states(looked: &LookedFile) -> Vec<(String, ImportState, Option<&'static str>, Vec<u32>)> {
    let of = |order: &office::LookedOrder| {
        let content = &order.content;
        (content.order_no.clone(), content.state, content.reason, order.lines.clone())
    };
    looked.orders.iter().map(of).collect()
}

fn taken(shop: &OpenShop, name: &str, text: &str) -> ImportId {
    let looked = shop.shell.office.look_at_orders(name, text.as_bytes(), None).unwrap();
    let Taken::In(id) = shop.shell.office.take_orders(&looked).unwrap() else {
        panic!("nothing was taken in")
    };
    id
}

fn rows(shop: &OpenShop, id: ImportId) -> Vec<ImportedOrder> {
    shop.shell.office.imported_orders(id, None, None, 20_000).unwrap()
}

fn accounted(overview: &ImportOverview) -> u32 {
    ImportState::ALL.iter().map(|state| overview.rows(*state)).sum()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_messy_file_is_looked_at_and_every_row_has_a_verdict() {
    use ImportState::{Faulty, Skipped, Waiting};
    let shop = OpenShop::open().await;
    for bytes in
        [MESSY.as_bytes().to_vec(), encoding_rs::EUC_KR.encode(&MESSY.replace('※', "*")).0.into_owned()]
    {
        let looked = shop.shell.office.look_at_orders("주문.csv", &bytes, None).unwrap();
        assert_eq!(looked.row_count, 11);
        assert_eq!(
            states(&looked),
            [
                ("A-1".into(), Waiting, None, vec![3, 4, 5]),
                ("A-2".into(), Faulty, Some("faults"), vec![6]),
                ("A-3".into(), Waiting, None, vec![7]),
                ("A-4".into(), Skipped, Some("no_business_number"), vec![8]),
                ("A-5".into(), Faulty, Some("duplicate"), vec![9, 10]),
                (String::new(), Skipped, Some("header_row"), vec![11]),
                (String::new(), Skipped, Some("remark_row"), vec![12]),
                (String::new(), Skipped, Some("sum_row"), vec![13]),
            ]
        );
        assert_eq!(looked.orders[0].content.total_won, Some(319_000));
        assert_eq!(looked.orders[2].content.becomes, "receipt");
        assert!(looked.orders[2].content.content.contains("01012345678"), "a lost zero comes back");
        assert!(looked.orders[1].content.detail.as_ref().unwrap().contains("business_number_check_digit"));
    }
    assert!(shop.shell.office.imports().unwrap().is_empty(), "looking changes nothing");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_taken_in_put_right_issued_and_the_same_file_again_changes_nothing() {
    let shop = OpenShop::open().await;
    let office = &shop.shell.office;
    let id = taken(&shop, "주문.csv", MESSY);
    assert!(shop.nts.ledger().documents().unwrap().is_empty(), "nothing is issued by taking in");

    let closed = rows(&shop, id).into_iter().find(|row| row.order_no == "A-2").unwrap();
    let (_, mut order) = office.imported_order(closed.id).unwrap();
    order.buyer.business_number = "120-81-99223".into();
    order.buyer.owner = "강한강".into();
    let mended = office.repair_order(closed.id, &order).unwrap();
    assert!(mended.repaired && mended.state == ImportState::Waiting, "{:?}", mended.detail);

    let told = AtomicU32::new(0);
    let overview =
        office.issue_import(id, &|progress| told.store(progress.done, Ordering::Relaxed)).await.unwrap();
    assert_eq!(told.load(Ordering::Relaxed), 3);
    assert_eq!(overview.orders(ImportState::Issued) + overview.orders(ImportState::Stopped), 3);
    assert_eq!(accounted(&overview), overview.import.row_count);
    let issued = overview.orders(ImportState::Issued);
    assert!(issued >= 2, "{overview:?}");
    assert_eq!(overview.documents, [("approved".to_owned(), issued)]);

    let looked = office.look_at_orders("주문 (1).csv", MESSY.as_bytes(), None).unwrap();
    assert!(looked.remembered);
    assert_eq!(office.take_orders(&looked).unwrap(), Taken::Before(id));
    let touched = MESSY.replace("합 계", "총 계");
    let looked = office.look_at_orders("주문.csv", touched.as_bytes(), None).unwrap();
    assert!(
        states(&looked)
            .iter()
            .all(|(_, state, ..)| matches!(state, ImportState::Known | ImportState::Skipped))
    );
    assert_eq!(office.take_orders(&looked).unwrap(), Taken::NothingNew);
    office.issue_import(id, &|_| ()).await.unwrap();
    let ledger = shop.nts.ledger();
    let documents = ledger.documents().unwrap().len() + ledger.invoices().unwrap().len();
    assert_eq!(documents, usize::try_from(issued).unwrap());
    shop.shell.office.verify_journal().unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_is_paused_and_gone_on_with_after_a_restart() {
    let shop = OpenShop::open().await;
    let id = taken(&shop, "a.csv", &many(80));
    let office = shop.shell.office.clone();
    let paused = office.issue_import(id, &|_| assert!(office.pause_import(id))).await.unwrap();
    let first = paused.orders(ImportState::Issued);
    assert!(first > 0 && first < 80, "{first}");
    assert_eq!(paused.documents, [("approved".to_owned(), first)], "what was written went out");
    drop(office);

    let shop = shop.restart();
    let whole = shop.shell.office.issue_import(id, &|_| ()).await.unwrap();
    assert_eq!(whole.documents, [("approved".to_owned(), 80)]);
    assert_eq!(shop.nts.ledger().documents().unwrap().len(), 80);
}

#[tokio::test(flavor = "multi_thread")]
async fn lost_answers_in_the_middle_of_an_import_are_brought_through_and_nothing_is_issued_twice() {
    let shop = OpenShop::open().await;
    let office = &shop.shell.office;
    let id = taken(&shop, "a.csv", &many(40));
    shop.nts.set_dials(Dials { lose_answers: 5, ..Dials::default() });
    office.issue_import(id, &|_| ()).await.unwrap();
    while office.open_count().unwrap().unknown + office.open_count().unwrap().waiting > 0 {
        office.refresh_quota().await.unwrap();
        office.drain().await.unwrap();
    }
    let overview = office.issue_import(id, &|_| ()).await.unwrap();
    assert_eq!(overview.documents, [("approved".to_owned(), 40)]);
    assert_eq!(shop.nts.ledger().documents().unwrap().len(), 40);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_is_taken_back_and_what_is_issued_stays() {
    let shop = OpenShop::open().await;
    let office = shop.shell.office.clone();
    let id = taken(&shop, "a.csv", &many(40));
    office.issue_import(id, &|_| assert!(office.pause_import(id))).await.unwrap();
    let undone = office.undo_import(id).unwrap();
    assert_eq!(undone.undone + undone.issued, 40);
    assert!(undone.issued > 0);
    assert!(matches!(office.undo_import(id), Err(OfficeError::NothingToDo(_))));
    assert!(matches!(office.issue_import(id, &|_| ()).await, Err(OfficeError::NothingToDo(_))));

    let again = taken(&shop, "a.csv", &many(40));
    let overview = office.import_overview(again).unwrap();
    assert_eq!(overview.orders(ImportState::Known), undone.issued);
    assert_eq!(overview.orders(ImportState::Waiting), undone.undone);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_that_the_nts_refused_is_put_right_and_tried_anew() {
    let shop = OpenShop::open().await;
    let office = &shop.shell.office;
    let text = "주문번호,상호,대표자,사업자번호,품목,공급가액\nB-1,폐업상사,최폐업,111-11-11119,연필,1000\n";
    let id = taken(&shop, "b.csv", text);
    let overview = office.issue_import(id, &|_| ()).await.unwrap();
    assert_eq!(overview.orders(ImportState::Stopped), 1);
    let row = rows(&shop, id).remove(0);
    assert_eq!(row.reason.as_deref(), Some("faults"));
    let (_, mut order) = office.imported_order(row.id).unwrap();
    order.buyer.business_number = "314-81-20001".into();
    office.repair_order(row.id, &order).unwrap();
    let overview = office.issue_import(id, &|_| ()).await.unwrap();
    assert_eq!(overview.documents, [("approved".to_owned(), 1)]);
    let row = rows(&shop, id).remove(0);
    let refused = office.repair_order(row.id, &order);
    assert!(matches!(refused, Err(OfficeError::NothingToDo(_))), "a document stays: {refused:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn columns_that_nobody_understands_are_matched_once_and_remembered() {
    let shop = OpenShop::open().await;
    let office = &shop.shell.office;
    let text = "순번,누구,번호,무엇,얼마\nC-1,김손님,010-1234-5678,공책,\"2,000\"\n";
    let looked = office.look_at_orders("c.csv", text.as_bytes(), None).unwrap();
    assert_eq!(looked.missing, [OrderColumn::OrderNo, OrderColumn::Supply]);
    assert!(matches!(office.take_orders(&looked), Err(OfficeError::UnreadableFile(_))));
    let mapping = OrderMapping {
        columns: vec![
            Some(OrderColumn::OrderNo),
            Some(OrderColumn::BuyerName),
            Some(OrderColumn::CustomerNumber),
            Some(OrderColumn::Item),
            Some(OrderColumn::Total),
        ],
        source: "한빛몰".into(),
    };
    let looked = office.look_at_orders("c.csv", text.as_bytes(), Some(mapping.clone())).unwrap();
    assert!(matches!(office.take_orders(&looked).unwrap(), Taken::In(_)));
    let next = text.replace("C-1", "C-2");
    let looked = office.look_at_orders("d.csv", next.as_bytes(), None).unwrap();
    assert!(looked.remembered);
    assert_eq!(looked.mapping, mapping);
    assert_eq!(looked.orders[0].content.state, ImportState::Waiting);
    assert_eq!(looked.orders[0].content.source, "한빛몰");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_header_of_two_lines_is_read_as_one() {
    let shop = OpenShop::open().await;
    let text = "주문,주문,구매자,구매자,상품,상품\n번호,일자,상호,연락처,품목,합계\nD-1,,김손님,010-1234-5678,공책,2200\n";
    let looked = shop.shell.office.look_at_orders("d.csv", text.as_bytes(), None).unwrap();
    assert_eq!(looked.header[..2], ["주문 번호", "주문 일자"]);
    assert_eq!(states(&looked), [("D-1".into(), ImportState::Waiting, None, vec![3])]);
    assert_eq!(looked.orders[0].content.total_won, Some(2_200));
}

/// Receipts to as many customers.
fn many(orders: u32) -> String {
    let rows = (0..orders).map(|nth| format!("M-{nth},김손님,010-1234-{nth:04},공책,{}\n", 1_000 + nth));
    format!("주문번호,고객명,휴대폰,품목,결제금액\n{}", rows.collect::<String>())
}

#[test]
fn whatever_the_rows_say_each_of_them_is_accounted_for() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let shop = runtime.block_on(OpenShop::open());
    let _entered = runtime.enter();
    let cell = || {
        prop_oneof![
            Just(String::new()),
            Just("A-1".to_owned()),
            Just("A-2".to_owned()),
            Just("합계".to_owned()),
            Just("주문번호".to_owned()),
            Just("1,000 원".to_owned()),
            Just("314-81-20001".to_owned()),
            Just("01012345678".to_owned()),
            "[ -~가-힣]{0,12}",
        ]
    };
    let row = prop::collection::vec(cell(), 6);
    let config = ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() };
    proptest!(config, |(table in prop::collection::vec(row, 1..12))| {
        let mut text = String::from("주문번호,상호,사업자번호,휴대폰,품목,공급가액\n");
        for cells in &table {
            let quoted: Vec<String> = cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', ""))).collect();
            text.push_str(&quoted.join(","));
            text.push('\n');
        }
        let Ok(looked) = shop.shell.office.look_at_orders("p.csv", text.as_bytes(), None) else { return Ok(()) };
        let mut lines: Vec<u32> = looked.orders.iter().flat_map(|order| order.lines.clone()).collect();
        lines.sort_unstable();
        lines.dedup();
        prop_assert_eq!(lines.len(), usize::try_from(looked.row_count).unwrap());
        let all: usize = ImportState::ALL.iter().map(|state| looked.count(*state).1).sum();
        prop_assert_eq!(all, lines.len());
        if let Taken::In(id) = shop.shell.office.take_orders(&looked).unwrap() {
            let overview = shop.shell.office.import_overview(id).unwrap();
            prop_assert_eq!(accounted(&overview), overview.import.row_count);
            shop.shell.office.undo_import(id).unwrap();
            let overview = shop.shell.office.import_overview(id).unwrap();
            prop_assert_eq!(accounted(&overview), overview.import.row_count);
        }
    });
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_that_was_issued_by_itself_is_known_to_a_file() {
    let shop = OpenShop::open().await;
    let office = &shop.shell.office;
    let order = serde_json::json!({
        "order_no": "M-3", "customer_number": "01012340003", "total": 1_003, "items": [{ "name": "공책" }]
    });
    let order = serde_json::from_value(order).unwrap();
    let office::OrderOutcome::Issued(key) = office.issue_order(&order).await.unwrap() else { panic!() };
    let _: DocumentKey = key;
    let id = taken(&shop, "m.csv", &many(5));
    let overview = office.issue_import(id, &|_| ()).await.unwrap();
    assert_eq!(overview.orders(ImportState::Known), 1);
    assert_eq!(overview.documents, [("approved".to_owned(), 4)]);
    assert_eq!(shop.nts.ledger().documents().unwrap().len(), 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_file_leaves_blank_of_a_buyer_is_taken_from_the_partner_s_card() {
    let shop = OpenShop::open().await;
    let office = &shop.shell.office;
    let partners = "등록번호,상호,대표자,이메일\n314-81-20001,(주)한빛유통,이한빛,tax@hanbit.example\n";
    office.import_partners("p.csv", partners.as_bytes(), true).unwrap();
    let text = "주문번호,사업자번호,품목,공급가액\nE-1,3148120001,연필,1000\n";
    let looked = office.look_at_orders("e.csv", text.as_bytes(), None).unwrap();
    assert_eq!(states(&looked), [("E-1".into(), ImportState::Waiting, None, vec![2])]);
    assert_eq!(looked.orders[0].content.buyer, "(주)한빛유통");
}
