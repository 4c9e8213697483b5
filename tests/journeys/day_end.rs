//! The end of the day: what was kept is issued, once each, in a receipt or in the month's invoice and not in both.

use chrono::{Days, Months, NaiveDate, TimeDelta};
use domain::{Period, Span, State, Taxation, Timeliness};
use office::{
    DueKind, OfficeError, PartnerForm, SaleForm, SaleOutcome, SalePress, SaleTarget, SalesDue, Settings, Task,
};
use practice_nts::Dials;
use store::{Paid, PartnerId, Sale, SaleState, Shelf, World};

use crate::desk::{BUYER, Desk, buyer, time};

const CUSTOMER: &str = "010-1234-5678";

fn cash(amount: &str, number: &str) -> SaleForm {
    SaleForm {
        amount: amount.into(),
        taxation: Taxation::Taxable,
        item: "원두".into(),
        number: number.into(),
        purpose: None,
        paid: Paid::Cash,
        partner: None,
        sold_on: String::new(),
    }
}

fn credit(amount: &str, partner: PartnerId, sold_on: NaiveDate) -> SaleForm {
    let sold_on = sold_on.to_string();
    SaleForm { paid: Paid::Credit, partner: Some(partner), sold_on, ..cash(amount, "") }
}

fn keep(desk: &Desk, form: &SaleForm) -> Sale {
    use std::sync::atomic::{AtomicU32, Ordering};
    static PRESSES: AtomicU32 = AtomicU32::new(0);
    let press = format!("kept-{}", PRESSES.fetch_add(1, Ordering::Relaxed));
    desk.office().keep_sale(form, &press).unwrap()
}

fn partner(desk: &Desk, number: &str) -> PartnerId {
    let form = PartnerForm { buyer: buyer(number), ..PartnerForm::default() };
    desk.office().save_partner(&form).unwrap().partner.id
}

async fn close(desk: &Desk) -> Vec<SaleOutcome> {
    let mut outcomes = Vec::new();
    desk.office().issue_open_receipts(|_, outcome| outcomes.push(outcome.clone())).await.unwrap();
    outcomes
}

fn press(sale: &Sale, target: SaleTarget, why: Option<&str>) -> SalePress {
    SalePress { sale: sale.id, target, override_why: why.map(Into::into) }
}

fn month_of(day: NaiveDate) -> Period {
    Period::of(day, Span::Month)
}

fn due(desk: &Desk) -> Vec<SalesDue> {
    let tasks = desk.office().tasks().unwrap().tasks.into_iter();
    tasks.filter_map(|task| if let Task::SalesDue(due) = task { Some(due) } else { None }).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_kept_is_issued_together_and_equal_sales_are_two() {
    let desk = Desk::open().await;
    let first = keep(&desk, &cash("4,500", CUSTOMER));
    keep(&desk, &cash("4,500", CUSTOMER));
    keep(&desk, &cash("120,000", ""));
    let again = desk.office().keep_sale(&cash("9", ""), "the-same").unwrap();
    let pressed_twice = desk.office().keep_sale(&cash("9", ""), "the-same").unwrap();
    assert_eq!(again.id, pressed_twice.id);
    desk.office().drop_sale(again.id, "잘못 입력").unwrap();
    let outcomes = close(&desk).await;
    assert_eq!(outcomes.len(), 3);
    let SaleOutcome::Issued(key) = &outcomes[0] else { panic!("{outcomes:?}") };
    assert!(matches!(desk.state(key), State::Approved(_)));
    assert_eq!(desk.office().sales_of(key).unwrap()[0].id, first.id);
    let SaleOutcome::Issued(anonymous) = &outcomes[2] else { panic!("{outcomes:?}") };
    assert_eq!(desk.shelved(anonymous).document.sale().unwrap().number.digits(), "0100001234");
    assert!(close(&desk).await.is_empty(), "nothing is open any more");
    assert_eq!(desk.nts().ledger().documents().unwrap().len(), 3);
    desk.office().verify_journal().unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_cut_off_in_the_middle_goes_on_and_every_sale_has_one_receipt() {
    let desk = Desk::open().await;
    for won in 1..=5 {
        keep(&desk, &cash(&format!("{won}000"), ""));
    }
    desk.turn(Dials { latency_ms: 200, ..Dials::default() });
    let there = || desk.nts().ledger().documents().unwrap().len();
    tokio::select! {
        outcomes = close(&desk) => panic!("{outcomes:?}"),
        () = async { while there() < 3 { tokio::task::yield_now().await } } => {}
    }
    desk.turn(Dials::default());
    let desk = desk.restart();
    desk.office().recover().unwrap();
    close(&desk).await;
    while desk.office().open_count().unwrap().unknown > 0 {
        desk.office().drain().await.unwrap();
    }
    let mut totals: Vec<i64> =
        desk.nts().ledger().documents().unwrap().iter().map(|row| row.amounts.transaction_amount).collect();
    totals.sort_unstable();
    assert_eq!(totals, [1_000, 2_000, 3_000, 4_000, 5_000]);
    assert!(desk.office().day_end().unwrap().cash.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_partner_s_month_is_one_invoice_of_its_last_day_and_the_list_of_it_is_kept() {
    let desk = Desk::open().await;
    let partner = partner(&desk, BUYER);
    let last_month = month_of(desk.today()).before();
    for day in [0, 3, 9] {
        keep(&desk, &credit("110,000", partner, last_month.first() + Days::new(day)));
    }
    let exempt = credit("50,000", partner, last_month.first());
    keep(&desk, &SaleForm { taxation: Taxation::Exempt, ..exempt });
    keep(&desk, &credit("22,000", partner, desk.today()));
    let bills = desk.office().day_end().unwrap().monthly;
    let found: Vec<_> = bills.iter().map(|bill| (bill.month, bill.taxation, bill.total_won)).collect();
    let this_month = last_month.after();
    assert_eq!(
        found,
        [
            (last_month, Taxation::Taxable, 330_000),
            (last_month, Taxation::Exempt, 50_000),
            (this_month, Taxation::Taxable, 22_000),
        ]
    );
    assert_eq!(bills[0].written_on, last_month.last());
    assert!(bills[2].written_on <= desk.today(), "while the month goes on, the last day sold");
    assert_eq!((due(&desk)[0].kind, due(&desk)[0].count), (DueKind::Monthly, 4));
    let issue = |month, taxation| desk.office().issue_monthly(partner, month, taxation);
    let SaleOutcome::Issued(key) = issue(last_month, Taxation::Taxable).await.unwrap() else { panic!() };
    let said = desk.said(&key);
    assert_eq!((said.written_on(), said.total().get(), said.lines().len()), (last_month.last(), 330_000, 3));
    assert_eq!(desk.office().sales_of(&key).unwrap().len(), 3);
    let twice = issue(last_month, Taxation::Taxable).await;
    assert!(matches!(twice, Err(OfficeError::NothingToDo(_))), "{twice:?}");
    let SaleOutcome::Issued(exempt) = issue(last_month, Taxation::Exempt).await.unwrap() else { panic!() };
    assert_eq!(desk.said(&exempt).vat().get(), 0);
    assert!(due(&desk).is_empty());
    assert_eq!(desk.ledger().len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn more_sales_than_lines_are_one_line_and_the_list_is_kept() {
    let desk = Desk::open().await;
    let partner = partner(&desk, BUYER);
    let month = month_of(desk.today()).before();
    for _ in 0..100 {
        keep(&desk, &credit("1,100", partner, month.first()));
    }
    let issued = desk.office().issue_monthly(partner, month, Taxation::Taxable).await.unwrap();
    let SaleOutcome::Issued(key) = issued else { panic!("{issued:?}") };
    let said = desk.said(&key);
    assert_eq!((said.lines().len(), said.total().get()), (1, 110_000));
    assert_eq!(desk.ledger()[0].paper.items.len(), 1);
    assert_eq!(desk.office().sales_of(&key).unwrap().len(), 100);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sale_is_not_in_a_receipt_and_an_invoice_but_for_a_reason_that_is_journalled() {
    let desk = Desk::open().await;
    let partner = partner(&desk, BUYER);
    let sale = keep(&desk, &SaleForm { partner: Some(partner), ..cash("33,000", CUSTOMER) });
    let SaleOutcome::Issued(_) =
        desk.office().issue_sale(&press(&sale, SaleTarget::Receipt, None)).await.unwrap()
    else {
        panic!()
    };
    for target in [SaleTarget::Receipt, SaleTarget::Invoice] {
        let refused = desk.office().issue_sale(&press(&sale, target, None)).await;
        assert!(matches!(refused, Err(OfficeError::SaleElsewhere { .. })), "{refused:?}");
    }
    let blank = desk.office().issue_sale(&press(&sale, SaleTarget::Invoice, Some("  "))).await;
    assert!(matches!(blank, Err(OfficeError::FieldFaults(_))), "{blank:?}");
    let why = Some("세금계산서를 먼저 요청받음");
    let twice = desk.office().issue_sale(&press(&sale, SaleTarget::Receipt, why)).await;
    assert!(
        matches!(twice, Err(OfficeError::SaleElsewhere { .. })),
        "two receipts are never right: {twice:?}"
    );
    let both = desk.office().issue_sale(&press(&sale, SaleTarget::Invoice, why)).await.unwrap();
    let SaleOutcome::Issued(invoice) = both else { panic!("{both:?}") };
    assert_eq!(desk.office().sales_of(&invoice).unwrap()[0].id, sale.id);
    let shell = &desk.shop.shell;
    let book =
        Shelf::new(shell.data.root()).open_with(World::Practice, &shell.keys.book, desk.now()).unwrap();
    let rows = book.read(|r| r.journal_of(&format!("sale-{}", sale.id.get()))).unwrap();
    let overridden: Vec<_> = rows.iter().filter(|row| row.act.as_str() == "sale_overridden").collect();
    assert_eq!(overridden.len(), 1);
    assert!(overridden[0].content.contains("세금계산서를 먼저 요청받음"), "{}", overridden[0].content);
}

#[tokio::test(flavor = "multi_thread")]
async fn sales_of_a_partner_that_closed_are_open_again_with_the_reason() {
    let desk = Desk::open().await;
    let partner = partner(&desk, "111-11-11119");
    let month = month_of(desk.today()).before();
    let sale = keep(&desk, &credit("110,000", partner, month.first()));
    for _ in 0..2 {
        let stopped = desk.office().issue_monthly(partner, month, Taxation::Taxable).await.unwrap();
        let SaleOutcome::Stopped(faults) = stopped else { panic!("{stopped:?}") };
        assert_eq!(faults.codes().next().unwrap().as_str(), "buyer_closed");
    }
    let open = desk.office().day_end().unwrap().monthly;
    assert_eq!((open[0].sales[0].id, open[0].sales[0].state), (sale.id, SaleState::Open));
    assert!(desk.ledger().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shop_that_must_issue_sees_days_left_and_surcharge() {
    let desk = Desk::open().await;
    let sold = |days: u64, amount: &str| SaleForm {
        sold_on: (desk.today() - Days::new(days)).to_string(),
        ..cash(amount, "")
    };
    for days in [0, 5, 6, 10, 11] {
        keep(&desk, &sold(days, "100,000"));
    }
    keep(&desk, &sold(11, "99,999"));
    assert!(desk.office().day_end().unwrap().cash.iter().all(|open| open.duty.is_none()), "off by default");
    assert!(due(&desk).is_empty());
    let settings = Settings { mandatory_issue: true, ..desk.office().settings().unwrap() };
    desk.office().save_settings(settings).unwrap();
    let found: Vec<_> = desk
        .office()
        .day_end()
        .unwrap()
        .cash
        .iter()
        .filter_map(|open| open.duty)
        .map(|duty| ((duty.deadline.until - desk.today()).num_days(), duty.timeliness, duty.surcharge.get()))
        .collect();
    assert_eq!(
        found,
        [
            (-6, Timeliness::Missed, 20_000),
            (-5, Timeliness::Late, 10_000),
            (-1, Timeliness::Late, 10_000),
            (0, Timeliness::OnTime, 0),
            (5, Timeliness::OnTime, 0),
        ]
    );
    let task = due(&desk)[0];
    assert_eq!((task.kind, task.count, task.total_won), (DueKind::Mandatory, 5, 500_000));
    assert_eq!(task.by.date(), desk.today() - Days::new(6));
    assert_eq!(desk.office().task_count().unwrap(), 1);
    close(&desk).await;
    assert!(due(&desk).is_empty());
    desk.wait_until((desk.today() + Months::new(1)).and_time(time(9, 0)) + TimeDelta::hours(1));
    assert_eq!(desk.office().task_count().unwrap(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_kept_is_refused_with_field_and_code() {
    let desk = Desk::open().await;
    let faulty = desk.office().keep_sale(&cash("", "123"), "a");
    assert!(matches!(faulty, Err(OfficeError::Faults(_))), "{faulty:?}");
    let to_nobody = SaleForm { paid: Paid::Credit, ..cash("1,000", "") };
    let tomorrow = SaleForm { sold_on: (desk.today() + Days::new(1)).to_string(), ..cash("1,000", "") };
    let stranger = credit("1,000", PartnerId::of(99), desk.today());
    for (form, field) in [(to_nobody, "partner"), (tomorrow, "sold_on"), (stranger, "partner")] {
        let Err(OfficeError::FieldFaults(faults)) = desk.office().keep_sale(&form, "b") else { panic!() };
        assert_eq!(faults[0].field, field);
    }
    assert!(desk.office().day_end().unwrap().cash.is_empty());
}
