//! Plans and their runs: a run is begun once under its name, and what became of it stays.

use std::collections::BTreeSet;
use std::path::PathBuf;

use chrono::NaiveDate;
use domain::{OnHoliday, Recurrence, Rhythm, Run};
use store::{Book, Plan, PlanCard, PlanId, PlanKind, PlanRun, RunState, World};

use crate::support::{at, book, book_on_disk, issue, receipt, refusal, today};

fn rent() -> PlanCard {
    let recurrence = Recurrence {
        rhythm: Rhythm::Monthly { every: 1, day: 31 },
        starts_on: today(),
        ends_on: None,
        on_holiday: OnHoliday::After,
        skipped: BTreeSet::from([NaiveDate::MIN]),
    };
    PlanCard { name: "월세".into(), recurrence, kind: PlanKind::Invoice, form: "{}".into() }
}

fn add(book: &Book) -> PlanId {
    book.write(|w| w.add_plan(&rent(), today(), at(0))).unwrap()
}

fn plan(book: &Book, id: PlanId) -> Plan {
    book.read(|r| r.plan(id)).unwrap().unwrap()
}

fn run() -> Run {
    Run { nominal: today(), on: today() }
}

fn begin(book: &Book, id: PlanId) -> bool {
    book.write(|w| w.begin_run(id, run(), at(1))).unwrap()
}

fn only_run(book: &Book, id: PlanId) -> PlanRun {
    let runs = book.read(|r| r.runs_of_plan(id, 10)).unwrap();
    assert_eq!(runs.len(), 1);
    runs.into_iter().next().unwrap()
}

#[test]
fn a_plan_reads_back_as_it_was_saved_and_an_ended_one_stays_ended() {
    let (_folder, path, book) = book_on_disk();
    let id = add(&book);
    let card = PlanCard { name: "임대료".into(), kind: PlanKind::Receipt, ..rent() };
    let changed = Plan { card, paused: true, counts_from: today().succ_opt().unwrap(), ..plan(&book, id) };
    book.write(|w| w.save_plan(&changed, at(2))).unwrap();
    drop(book);
    let book = Book::open(&path, World::Practice, at(60)).unwrap();
    assert_eq!(plan(&book, id), changed);
    assert_eq!(book.read(|r| r.plans()).unwrap(), std::slice::from_ref(&changed));
    book.write(|w| w.save_plan(&Plan { ended_at: Some(at(3)), ..changed }, at(3))).unwrap();
    assert!(book.read(|r| r.plans()).unwrap().is_empty());
    assert_eq!(plan(&book, id).ended_at, Some(at(3)), "its runs still name it");
    assert_refused(&path, "UPDATE plan SET paused = 0", "an ended plan stays ended");
    assert_refused(&path, "DELETE FROM plan", "never removed");
}

#[test]
fn a_run_is_begun_once_under_its_name_and_an_issued_one_never_changes() {
    let (_folder, path, book) = book_on_disk();
    let id = add(&book);
    assert!(begin(&book, id));
    assert!(!begin(&book, id), "by the plan and the nominal day");
    let begun = book.read(|r| r.begun_runs()).unwrap();
    assert_eq!((begun.len(), &begun[0].state, begun[0].run), (1, &RunState::Begun, run()));
    let (key, document) = issue(&book, &receipt(1_000, at(2)));
    book.write(|w| w.issue_run(begun[0].id, document, at(3))).unwrap();
    assert_eq!(only_run(&book, id).state, RunState::Issued(key));
    assert!(!begin(&book, id), "whatever became of it");
    assert!(!book.write(|w| w.stop_run(begun[0].id, ("faults", None), at(4))).unwrap());
    assert!(book.read(|r| r.begun_runs()).unwrap().is_empty());
    drop(book);
    assert_refused(
        &path,
        "UPDATE plan_run SET state = 'begun', document_id = NULL",
        "an issued run stays issued",
    );
    assert_refused(&path, "DELETE FROM plan_run", "never removed");
    assert_refused(
        &path,
        "INSERT INTO plan_run (plan_id, nominal, runs_on, state, updated_at)
         SELECT plan_id, nominal, runs_on, 'begun', '' FROM plan_run",
        "UNIQUE",
    );
}

#[test]
fn a_stopped_run_calls_a_person_until_it_is_tried_anew_or_seen_to() {
    let book = book();
    let id = add(&book);
    begin(&book, id);
    let run = only_run(&book, id).id;
    let count = || book.read(|r| r.stopped_run_count()).unwrap();
    assert!(book.write(|w| w.stop_run(run, ("too_late", Some("2026-10-31")), at(2))).unwrap());
    let stopped = RunState::Stopped { reason: "too_late".into(), detail: Some("2026-10-31".into()) };
    assert_eq!((only_run(&book, id).state, count()), (stopped, 1));
    assert!(book.write(|w| w.retry_run(run, at(3))).unwrap());
    assert_eq!((only_run(&book, id).state, count()), (RunState::Begun, 0));
    assert!(!book.write(|w| w.settle_run(run, at(4))).unwrap(), "nobody is called to it");
    book.write(|w| w.stop_run(run, ("faults", None), at(5))).unwrap();
    assert_eq!(book.read(|r| r.stopped_runs(10)).unwrap().len(), 1);
    assert!(book.write(|w| w.settle_run(run, at(6))).unwrap());
    assert_eq!((only_run(&book, id).state, count()), (RunState::Settled, 0));
}

fn assert_refused(path: &PathBuf, sql: &str, words: &str) {
    let said = refusal(path, sql);
    assert!(said.contains(words), "{sql}: {said}");
}
