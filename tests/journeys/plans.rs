//! Plans that issue by themselves: once for each date however the machine fares, and never late by themselves.

use chrono::{Datelike, Days, Months, NaiveDate, TimeDelta};
use domain::{DeadlineRules, InvoiceForm, InvoiceKind, OnHoliday, Recurrence, Rhythm, State};
use office::{OfficeError, PlanForm, PlanTurn, PlanWhat, PlannedReceipt, RanPlan, Task};
use practice_nts::Dials;
use store::{PlanId, PlanRun, RunState};

use crate::desk::{Desk, ISSUE, buyer, form, time};

/// Closed, according to the practice NTS.
const CLOSED: &str = "111-11-11119";

fn monthly(day: u8, starts_on: NaiveDate) -> Recurrence {
    Recurrence {
        rhythm: Rhythm::Monthly { every: 1, day },
        starts_on,
        ends_on: None,
        on_holiday: OnHoliday::Keep,
        skipped: std::collections::BTreeSet::new(),
    }
}

fn rent(recurrence: Recurrence) -> PlanForm {
    PlanForm { id: None, name: "월세".into(), recurrence, what: PlanWhat::Invoice(Box::new(form())) }
}

fn lesson(recurrence: Recurrence) -> PlanForm {
    let planned = PlannedReceipt { amount: "150,000".into(), ..PlannedReceipt::default() };
    PlanForm { id: None, name: "수강료".into(), recurrence, what: PlanWhat::Receipt(planned) }
}

/// A rent that is due today.
fn rent_of_today(desk: &Desk) -> PlanForm {
    rent(monthly(u8::try_from(desk.today().day()).unwrap(), desk.today()))
}

async fn run(desk: &Desk) -> Vec<RanPlan> {
    desk.office().run_due_plans().await.unwrap()
}

fn runs(desk: &Desk, id: PlanId) -> Vec<PlanRun> {
    let mut runs = desk.office().plan(id).unwrap().runs;
    runs.reverse();
    runs
}

fn stopped(desk: &Desk) -> Vec<PlanRun> {
    let tasks = desk.office().tasks().unwrap().tasks;
    let runs = tasks.into_iter().filter_map(|task| match task {
        Task::PlanStopped { run, .. } => Some(run),
        _ => None,
    });
    runs.collect()
}

fn reason(run: &PlanRun) -> &str {
    let RunState::Stopped { reason, .. } = &run.state else { panic!("{run:?}") };
    reason
}

async fn settle(desk: &Desk) {
    while desk.office().open_count().unwrap().unknown > 0 {
        desk.office().drain().await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_issues_on_its_day_once_and_dates_the_invoice_with_it() {
    let desk = Desk::open().await;
    let plan = desk.office().save_plan(&rent_of_today(&desk)).unwrap();
    assert_eq!(desk.office().plans().unwrap()[0].next_run().unwrap().run.on, desk.today());
    let ran = run(&desk).await;
    let RunState::Issued(key) = &ran[0].run.state else { panic!("{ran:?}") };
    assert!(matches!(desk.state(key), State::Approved(_)));
    assert_eq!((desk.said(key).written_on(), desk.said(key).total().get()), (desk.today(), 451_000));
    assert!(run(&desk).await.is_empty(), "nothing more is due");
    assert_eq!(desk.ledger().len(), 1);
    let next = desk.office().plan(plan).unwrap().next[0].run.on;
    assert_eq!(next, desk.today() + Months::new(1));
    desk.office().verify_journal().unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn after_three_months_off_what_is_still_lawful_is_issued_and_the_rest_calls_a_person() {
    let desk = Desk::open().await;
    let began = desk.today();
    let plan = desk.office().save_plan(&rent(monthly(31, began))).unwrap();
    let receipts = desk.office().save_plan(&lesson(monthly(31, began))).unwrap();
    desk.wait_until((began + Months::new(3) + Days::new(7)).and_time(time(9, 0)));
    let desk = desk.restart();
    run(&desk).await;
    let (calendar, rules) = (desk.office().calendar().unwrap().calendar, DeadlineRules::default());
    let made = runs(&desk, plan);
    assert!(made.len() >= 3, "{made:?}");
    let mut issued = 0;
    for one in &made {
        let until = rules.issue_deadline(one.run.on, InvoiceKind::Taxable, &calendar).until;
        match &one.state {
            RunState::Issued(key) => {
                assert!(desk.today() <= until, "{one:?}");
                assert_eq!(desk.said(key).written_on(), one.run.on, "the day of its run");
                issued += 1;
            }
            _ => assert!(desk.today() > until && reason(one) == "invoice_too_late", "{one:?}"),
        }
    }
    assert_eq!(desk.ledger().len(), issued);
    let missed = runs(&desk, receipts);
    assert!(missed.len() >= 3);
    for one in &missed {
        let is_old = desk.today() - one.run.on > TimeDelta::days(1);
        assert!(matches!(one.state, RunState::Issued(_)) != is_old, "{one:?}");
    }
    let open = stopped(&desk).len();
    assert_eq!(open, made.len() - issued + missed.iter().filter(|one| !is_issued(one)).count());
    for _ in 0..2 {
        assert!(run(&desk).await.is_empty(), "each calls a person once");
    }
    assert_eq!(stopped(&desk).len(), open);
}

fn is_issued(run: &PlanRun) -> bool {
    matches!(run.state, RunState::Issued(_))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_death_between_intent_and_answer_makes_no_second_document() {
    let desk = Desk::open().await;
    let plan = desk.office().save_plan(&rent_of_today(&desk)).unwrap();
    let known = desk.office().check_business(crate::desk::BUYER).await;
    known.unwrap();
    desk.turn(Dials { latency_ms: 3_600_000, ..Dials::default() });
    tokio::select! {
        ran = desk.office().run_due_plans() => panic!("{ran:?}"),
        () = async { while desk.ledger().is_empty() { tokio::task::yield_now().await } } => {}
    }
    desk.turn(Dials::default());
    let desk = desk.restart();
    desk.office().recover().unwrap();
    assert_eq!(runs(&desk, plan)[0].state, RunState::Begun);
    let ran = run(&desk).await;
    assert!(is_issued(&ran[0].run), "{ran:?}");
    settle(&desk).await;
    desk.assert_books_agree();
    assert_eq!((desk.ledger().len(), runs(&desk, plan).len()), (1, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_answer_and_two_offices_at_once_are_still_one_document() {
    let desk = Desk::open().await;
    desk.office().save_plan(&rent_of_today(&desk)).unwrap();
    desk.office().check_business(crate::desk::BUYER).await.unwrap();
    desk.turn(Dials { lose_answers: 1, ..Dials::default() });
    run(&desk).await;
    settle(&desk).await;
    assert!(run(&desk).await.is_empty());
    desk.assert_books_agree();
    assert_eq!(desk.ledger().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_is_left_out_once_and_a_run_that_was_begun_cannot_be() {
    let desk = Desk::open().await;
    let plan = desk.office().save_plan(&rent_of_today(&desk)).unwrap();
    let next = || desk.office().plan(plan).unwrap().next;
    let (today, after) = (next()[0].run.nominal, next()[1].run.nominal);
    desk.office().skip_run(plan, after, true).unwrap();
    assert!(next()[0].skipped, "today's has begun meanwhile");
    let twice = desk.office().skip_run(plan, after, true);
    assert!(matches!(twice, Err(OfficeError::NothingToDo(_))), "{twice:?}");
    let no_run = desk.office().skip_run(plan, after + Days::new(1), true);
    assert!(matches!(no_run, Err(OfficeError::NotFound(_))), "{no_run:?}");
    run(&desk).await;
    let begun = desk.office().skip_run(plan, today, true);
    assert!(matches!(begun, Err(OfficeError::NothingToDo(_))), "{begun:?}");
    desk.wait_until(after.and_time(time(10, 0)));
    assert!(run(&desk).await.is_empty(), "left out");
    desk.wait_until((after + Months::new(1)).and_time(time(10, 0)));
    assert_eq!(run(&desk).await.len(), 1, "only once");
    desk.office().save_plan(&PlanForm { id: Some(plan), ..rent_of_today(&desk) }).unwrap();
    let skipped = &desk.office().plan(plan).unwrap().plan.card.recurrence.skipped;
    assert!(skipped.contains(&after), "a change of the plan keeps what was left out");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paused_plan_rests_and_does_not_make_up_for_it_and_an_ended_one_is_over() {
    let desk = Desk::open().await;
    let plan = desk.office().save_plan(&rent_of_today(&desk)).unwrap();
    desk.office().turn_plan(plan, PlanTurn::Pause).unwrap();
    assert_eq!(run(&desk).await.len(), 1, "what was due before it was paused is issued");
    desk.wait_until((desk.today() + Months::new(2) + Days::new(3)).and_time(time(10, 0)));
    assert!(run(&desk).await.is_empty());
    desk.office().turn_plan(plan, PlanTurn::Resume).unwrap();
    assert!(run(&desk).await.is_empty(), "it counts from today");
    let next = desk.office().plan(plan).unwrap().next[0].run.on;
    desk.wait_until(next.and_time(time(10, 0)));
    assert_eq!(run(&desk).await.len(), 1);
    desk.office().turn_plan(plan, PlanTurn::End).unwrap();
    desk.wait_until((next + Months::new(1)).and_time(time(10, 0)));
    assert!(run(&desk).await.is_empty());
    assert!(desk.office().plans().unwrap().is_empty());
    let ended = desk.office().turn_plan(plan, PlanTurn::Resume);
    assert!(matches!(ended, Err(OfficeError::NotFound(_))), "{ended:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_buyer_that_closed_meanwhile_calls_a_person_once_and_the_mended_plan_goes_on() {
    let desk = Desk::open().await;
    let to = |number: &str| PlanWhat::Invoice(Box::new(InvoiceForm { buyer: buyer(number), ..form() }));
    let plan = PlanForm { what: to(CLOSED), ..rent_of_today(&desk) };
    let id = desk.office().save_plan(&plan).unwrap();
    for _ in 0..2 {
        run(&desk).await;
    }
    let waiting = stopped(&desk);
    assert_eq!((waiting.len(), reason(&waiting[0])), (1, "buyer_closed"));
    assert_eq!(desk.office().task_count().unwrap(), 1);
    assert!(desk.nts().requests_seen(ISSUE) == 0, "nothing was sent");
    let mended = PlanForm { id: Some(id), what: to(crate::desk::BUYER), ..plan };
    desk.office().save_plan(&mended).unwrap();
    let again = desk.office().retry_run(waiting[0].id).await.unwrap();
    assert!(is_issued(&again.run), "{again:?}");
    assert_eq!((desk.office().task_count().unwrap(), desk.ledger().len()), (0, 1));
    let twice = desk.office().retry_run(waiting[0].id).await;
    assert!(matches!(twice, Err(OfficeError::NothingToDo(_))), "{twice:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_late_is_issued_or_let_be_by_a_person_alone() {
    let desk = Desk::open().await;
    let id = desk.office().save_plan(&lesson(rent_of_today(&desk).recurrence)).unwrap();
    desk.pass(TimeDelta::days(2));
    let ran = run(&desk).await;
    assert_eq!(reason(&ran[0].run), "receipt_missed");
    let issued = desk.office().retry_run(ran[0].run.id).await.unwrap();
    let RunState::Issued(key) = &issued.run.state else { panic!("{issued:?}") };
    assert_eq!(desk.shelved(key).document.trade_date(), desk.today(), "dated when it is issued");
    desk.wait_until((desk.today() + Months::new(1) + Days::new(1)).and_time(time(9, 0)));
    run(&desk).await;
    let last = runs(&desk, id).pop().unwrap();
    desk.office().settle_run(last.id).unwrap();
    assert_eq!(runs(&desk, id).pop().unwrap().state, RunState::Settled);
    assert!(run(&desk).await.is_empty());
    assert_eq!(desk.office().task_count().unwrap(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_a_plan_is_refused_with_field_and_code() {
    let desk = Desk::open().await;
    let good = rent_of_today(&desk);
    let nameless = PlanForm { name: "  ".into(), recurrence: monthly(32, desk.today()), ..good.clone() };
    let Err(OfficeError::FieldFaults(faults)) = desk.office().save_plan(&nameless) else { panic!() };
    let faults: Vec<_> = faults.iter().map(|fault| (fault.field, fault.code)).collect();
    assert_eq!(faults, [("plan_name", "required_missing"), ("day", "day_out_of_range")]);
    let empty = PlanForm { what: PlanWhat::Invoice(Box::default()), ..good };
    assert!(matches!(desk.office().save_plan(&empty), Err(OfficeError::Faults(_))));
    assert!(desk.office().plans().unwrap().is_empty());
}
