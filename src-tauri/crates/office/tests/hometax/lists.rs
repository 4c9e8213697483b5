//! Back from Hometax: only an approval number makes a document issued.

use chrono::TimeDelta;
use domain::{DocumentKey, State};
use hometax_form::FormKind;
use office::{HometaxListPress, OfficeError};

use crate::shop::{Shop, approval, approval_of, invoice_head, invoice_row, list, receipt_head, receipt_row};

fn keys(pairs: &[(DocumentKey, hometax_form::ResultEntry)]) -> Vec<DocumentKey> {
    pairs.iter().map(|(key, _)| key.clone()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invoice_is_issued_once_its_number_came_back_and_hometax_has_handed_it_over_itself() {
    let shop = Shop::open().await;
    let (one, many) = (shop.bill(1, 100_000).await, shop.bill(6, 10_000).await);
    shop.fill(FormKind::TaxInvoices).unwrap();
    let rows = [
        invoice_head(),
        invoice_row(7, 66_000, "품목 1 외 5건", "2026-11-22"),
        invoice_row(8, 110_000, "품목 1", ""),
    ];
    let awaited = shop.awaited().unwrap();
    assert_eq!((awaited.count, awaited.by.is_some()), (2, true));
    let looked = shop.read(&rows, false);
    assert_eq!(keys(&looked.matched), [one.clone(), many.clone()]);
    assert_eq!((looked.booked, shop.state(&one)), (false, State::ByFile));

    let read = shop.read(&rows, true);
    assert!(read.booked && read.ours_left.is_empty() && read.theirs_left.is_empty());
    assert!(shop.awaited().is_none());
    let State::Approved(found) = shop.state(&one) else { panic!("{:?}", shop.state(&one)) };
    assert_eq!(found.number.as_str(), approval_of(8));
    assert_eq!(found.at.date().to_string(), "2026-11-22");
    assert_eq!(shop.office.shelved(&one).unwrap().standing.transmit_at, None, "nothing of ours sends it");
    let State::Confirmed(_) = shop.state(&many) else { panic!("{:?}", shop.state(&many)) };
    assert!(shop.office.shelved(&many).unwrap().standing.sent_at.is_some());

    // The same list once more, later, when Hometax has transmitted the other one too.
    let later = [invoice_head(), rows[1].clone(), invoice_row(8, 110_000, "품목 1", "2026-11-23")];
    let again = shop.read(&later, true);
    assert_eq!((again.known, again.matched.len()), (2, 0));
    assert!(matches!(shop.state(&one), State::Confirmed(_)));
    assert!(shop.office.verify_journal().is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receipt_is_issued_by_its_number_and_stands_once_its_day_is_over() {
    let shop = Shop::open().await;
    let (sold, other) = (shop.sell("11000").await, shop.sell("22000").await);
    shop.fill(FormKind::Receipts).unwrap();
    let rows = [receipt_head(), receipt_row("010****0009", 11_000, "820116333")];
    let read = shop.read(&rows, true);
    assert_eq!((keys(&read.matched), read.ours_left), (vec![sold.clone()], vec![other.clone()]));
    assert!(matches!(shop.state(&sold), State::Approved(_)));
    assert_eq!(shop.state(&other), State::ByFile);
    shop.line_comes_back().await;
    shop.pass(TimeDelta::days(1));
    shop.office.drain().await.unwrap();
    let found = shop.office.reconcile(None).await.unwrap();
    assert_eq!(found.only_ours, 0, "the NTS knows it by no key of ours, and that is no difference");
    shop.read(&rows, true);
    assert!(matches!(shop.state(&sold), State::Confirmed(_)));
    assert_eq!((shop.state(&other), shop.issued_at_the_nts()), (State::ByFile, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn several_that_are_alike_are_left_for_a_person_who_chooses() {
    let shop = Shop::open().await;
    let (first, second) = (shop.sell("11000").await, shop.sell("11000").await);
    shop.fill(FormKind::Receipts).unwrap();
    let rows = [receipt_head(), receipt_row("010****0009", 11_000, "820116333")];
    let read = shop.read(&rows, true);
    assert!(read.matched.is_empty());
    assert_eq!(read.ambiguous[0].0, [first.clone(), second.clone()]);
    assert_eq!(shop.state(&first), State::ByFile);
    let choose = |key: &DocumentKey, number: &str| HometaxListPress {
        chosen: vec![(key.clone(), approval(number))],
        ..list(&rows, true)
    };
    let wrong = shop.office.read_hometax_results(&choose(&second, "820116334"));
    assert!(matches!(wrong, Err(OfficeError::NotThatApproval(_))), "{wrong:?}");
    shop.office.read_hometax_results(&choose(&second, "820116333")).unwrap();
    assert!(matches!(shop.state(&second), State::Approved(_)));
    assert_eq!(shop.state(&first), State::ByFile);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_that_are_alike_in_everything_get_a_number_each() {
    let shop = Shop::open().await;
    let both = [shop.sell("11000").await, shop.sell("11000").await];
    shop.fill(FormKind::Receipts).unwrap();
    let number = |approval| receipt_row("010****0009", 11_000, approval);
    shop.read(&[receipt_head(), number("820116334"), number("820116333")], true);
    let numbers: Vec<String> =
        both.iter().map(|key| shop.state(key).approval().unwrap().number.to_string()).collect();
    assert_eq!(numbers, ["820116333", "820116334"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_only_theirs_is_told_and_what_is_no_list_changes_nothing() {
    let shop = Shop::open().await;
    let key = shop.bill(1, 100_000).await;
    shop.fill(FormKind::TaxInvoices).unwrap();
    let read = shop.read(&[invoice_head(), invoice_row(1, 55_000, "직접 발급", "2026-11-22")], true);
    assert_eq!((read.theirs_left.len(), read.ours_left), (1, vec![key.clone()]));
    let head = vec!["주문번호".to_owned(), "합계".to_owned()];
    let refused = shop.office.read_hometax_results(&list(&[head], true));
    assert!(matches!(refused, Err(OfficeError::HometaxForm(_))), "{refused:?}");
    assert_eq!(shop.state(&key), State::ByFile);
}
