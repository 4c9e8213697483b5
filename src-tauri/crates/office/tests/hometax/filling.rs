//! Into the file: exactly one way for each document, and the folder and the book say the same.

use domain::{DocumentKey, ReceiptForm, State};
use hometax_form::{CannotGo, FormError, FormKind, columns};
use intake::read_sheet;
use office::{HometaxPress, OfficeError};

use crate::shop::{PHONE, Shop, with_header};

fn rows_of(shop: &Shop, file: &str) -> Vec<Vec<String>> {
    let bytes = std::fs::read(shop.out().join(file)).unwrap();
    let rows = read_sheet(file, &bytes, &[]).unwrap().rows;
    rows.into_iter().filter(|row| row.number > 6).map(|row| row.cells).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_stands_in_a_file_is_not_sent_when_the_line_comes_back() {
    let shop = Shop::open().await;
    let (first, second) = (shop.sell("11000").await, shop.sell("22000").await);
    assert!(matches!(shop.state(&first), State::Held(_)), "{:?}", shop.state(&first));
    let only = Some(vec![first.clone()]);
    let filled =
        shop.office.fill_hometax_template(&HometaxPress { only, ..shop.press(FormKind::Receipts) }).unwrap();
    let file = &filled.files[0].name;
    assert_eq!(shop.files(), std::slice::from_ref(file));
    assert_eq!(rows_of(&shop, file), [["0", "01044120009", "11000", "10000", "1000"]]);
    assert_eq!(shop.state(&first), State::ByFile);
    shop.line_comes_back().await;
    assert_eq!(shop.state(&first), State::ByFile);
    assert!(matches!(shop.state(&second), State::Approved(_)));
    assert_eq!(shop.issued_at_the_nts(), 1);
    assert_eq!(shop.office.settle(&first).await.unwrap(), State::ByFile, "nor because somebody asks");
    assert_eq!(shop.issued_at_the_nts(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_template_with_moved_columns_stores_nothing() {
    let shop = Shop::open().await;
    let key = shop.sell("11000").await;
    let before = shop.state(&key);
    let mut header: Vec<String> =
        columns(FormKind::Receipts).iter().map(|column| column.name().to_owned()).collect();
    header.swap(1, 2);
    let press = HometaxPress { template: with_header(&header), ..shop.press(FormKind::Receipts) };
    let refused = shop.office.fill_hometax_template(&press);
    assert!(
        matches!(&refused, Err(OfficeError::HometaxForm(FormError::MovedColumn { column, .. })) if column == "B"),
        "{refused:?}"
    );
    assert_eq!((shop.state(&key), shop.files()), (before, Vec::new()));
    assert_eq!(shop.journalled("hometax_handed_over"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_that_cannot_be_written_leaves_the_book_as_it_was() {
    let shop = Shop::open().await;
    let key = shop.sell("11000").await;
    std::fs::write(shop.out(), "no folder").unwrap();
    let refused = shop.fill(FormKind::Receipts);
    assert!(matches!(refused, Err(OfficeError::Export { .. })), "{refused:?}");
    assert!(matches!(shop.state(&key), State::Held(_)));
    assert_eq!(shop.journalled("hometax_handed_over"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_go_says_why_and_the_others_go() {
    let shop = Shop::open().await;
    let goes = shop.sell("11000").await;
    let served = ReceiptForm {
        amount: "33000".into(),
        service: "3000".into(),
        number: PHONE.into(),
        ..ReceiptForm::default()
    };
    let served = shop.sell_as(served).await;
    shop.bill(1, 10_000).await;
    let filled = shop.fill(FormKind::Receipts).unwrap();
    assert_eq!(filled.files[0].documents, [goes]);
    assert_eq!(filled.left, [(served.clone(), vec![CannotGo::ServiceCharge])]);
    let only = Some(vec![served.clone()]);
    let named = HometaxPress { only, ..shop.press(FormKind::Receipts) };
    let refused = shop.office.fill_hometax_template(&named);
    assert!(
        matches!(&refused, Err(OfficeError::CannotGoToHometax(why)) if why[0].0 == served),
        "{refused:?}"
    );
    let nothing = shop.fill(FormKind::Receipts);
    assert!(matches!(nothing, Err(OfficeError::NothingForHometax)), "{nothing:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn yesterday_s_receipt_cannot_be_dated_by_the_form() {
    let shop = Shop::open().await;
    let key = shop.sell("11000").await;
    shop.pass(chrono::TimeDelta::days(1));
    let candidates = shop.office.hometax_candidates().unwrap();
    assert_eq!(candidates[0].shelved.document.key, key);
    assert_eq!(candidates[0].row.as_ref().unwrap_err(), &[CannotGo::NotToday]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_invoices_are_one_file_and_the_next_one_is_another() {
    let shop = Shop::open().await;
    let mut keys = Vec::new();
    for n in 0..101 {
        keys.push(shop.bill(1, 1_000 + n).await);
    }
    let filled = shop.fill(FormKind::TaxInvoices).unwrap();
    let counts: Vec<usize> = filled.files.iter().map(|file| file.documents.len()).collect();
    assert_eq!(counts, [100, 1]);
    let written: Vec<DocumentKey> = filled.files.into_iter().flat_map(|file| file.documents).collect();
    assert_eq!(written, keys);
    assert_eq!(shop.files().len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_file_warns_and_is_written_only_for_named_documents() {
    let shop = Shop::open().await;
    let key = shop.sell("11000").await;
    let first = shop.fill(FormKind::Receipts).unwrap().files[0].name.clone();
    let only = Some(vec![key.clone()]);
    let named = HometaxPress { only, ..shop.press(FormKind::Receipts) };
    let refused = shop.office.fill_hometax_template(&named);
    assert!(
        matches!(&refused, Err(OfficeError::InAnotherFile { file, .. }) if *file == first),
        "{refused:?}"
    );
    shop.sell("5500").await;
    let others = shop.fill(FormKind::Receipts).unwrap();
    assert_eq!(others.stand_in_files, [(key.clone(), first.clone())]);
    let again = HometaxPress { again: true, ..named };
    let second = shop.office.fill_hometax_template(&again).unwrap();
    assert_ne!(second.files[0].name, first);
    assert_eq!(shop.state(&key), State::ByFile);
    assert_eq!(shop.files().len(), 3, "no file takes the place of another");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_may_have_been_sent_goes_into_no_file() {
    let shop = Shop::open().await;
    shop.line_comes_back().await;
    shop.nts.set_dials(practice_nts::Dials { lose_answers: 1, ..practice_nts::Dials::default() });
    let key = shop.sell("11000").await;
    assert_eq!(shop.state(&key), State::Unknown);
    assert!(shop.office.hometax_candidates().unwrap().is_empty());
    let only = Some(vec![key.clone()]);
    let refused = shop.office.fill_hometax_template(&HometaxPress { only, ..shop.press(FormKind::Receipts) });
    assert!(matches!(refused, Err(OfficeError::NotFound(_))), "{refused:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_was_not_uploaded_is_taken_back_and_its_documents_are_sent() {
    let shop = Shop::open().await;
    let key = shop.sell("11000").await;
    shop.fill(FormKind::Receipts).unwrap();
    shop.office.take_back_from_hometax(&key).unwrap();
    assert_eq!(shop.state(&key), State::Ready);
    let again = shop.office.take_back_from_hometax(&key);
    assert!(matches!(again, Err(OfficeError::NothingToDo(_))), "{again:?}");
    assert_eq!(shop.journalled("hometax_taken_back"), 1);
    shop.line_comes_back().await;
    assert!(matches!(shop.state(&key), State::Approved(_)));
    assert_eq!(shop.issued_at_the_nts(), 1);
}
