//! Results on their way back: signed, at least once, under a name that stays, and never where nobody allowed them to go.

use std::collections::BTreeSet;
use std::fs;
use std::sync::{Arc, Mutex};

use chrono::{NaiveDateTime, TimeDelta};
use hook::{Secret, signature};
use office::{Clock, FileKind, Office, OfficeError, ResultsForm, SystemClock, Task};
use serde_json::{Value, json};
use store::{Book, Shelf, World};

use crate::caller::{Caller, order};
use crate::receiver::{Heard, Receiver};
use crate::shop::OpenShop;

fn webhook(url: &str) -> ResultsForm {
    ResultsForm { webhook: true, url: url.into(), ..ResultsForm::default() }
}

async fn hand_in(office: &Arc<Office>, number: &str) -> String {
    let reply = door::add_order(office, order(number).to_string().as_bytes()).await;
    reply.body["document"]["key"].as_str().unwrap_or_else(|| panic!("{reply:?}")).to_owned()
}

/// As a receiver would: from the shared secret and what came alone.
fn is_genuine(heard: &Heard, secret: &str) -> bool {
    let at = heard.signature.strip_prefix("t=").and_then(|said| said.split_once(',')).unwrap().0;
    signature(&Secret::new(secret.to_owned()), at.parse().unwrap(), &heard.body) == heard.signature
}

/// The shop's own clock, turned forward instead of waiting.
struct Turned(Mutex<TimeDelta>);

impl Turned {
    fn forward(&self, by: TimeDelta) {
        *self.0.lock().unwrap() += by;
    }
}

impl Clock for Turned {
    fn now(&self) -> NaiveDateTime {
        SystemClock.now() + *self.0.lock().unwrap()
    }
}

/// Another office over the same book whose clock can be turned.
fn beside(shop: &OpenShop) -> (Arc<Office>, Arc<Turned>) {
    let clock = Arc::new(Turned(Mutex::new(TimeDelta::zero())));
    let book: Book = Shelf::new(shop.folder.path())
        .open_with(World::Practice, &shop.shell.keys.book, clock.now())
        .unwrap();
    let parts = office::OfficeParts {
        book,
        clock: Arc::<Turned>::clone(&clock),
        printer: Box::new(office::FolderPrinter::new(shop.prints())),
        fonts: jangbu_lib::fonts::FILES,
        secrets: Arc::new(shop.shell.keys.secrets()),
    };
    (Arc::new(Office::new(parts)), clock)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_result_is_signed_and_tried_again_under_the_same_name_until_it_is_taken() {
    let shop = OpenShop::open().await;
    let receiver = Receiver::answering(&["500 Not Now", "404 Not Here"]).await;
    let (office, clock) = beside(&shop);
    let secret = office.save_results(&webhook(&receiver.url), false).unwrap().new_secret.unwrap();
    let key = hand_in(&shop.shell.office, "A-1").await;
    assert_eq!(office.deliver_results().await.unwrap(), 0, "500 is no taking");
    assert_eq!(office.deliver_results().await.unwrap(), 0, "not due yet");
    assert_eq!(receiver.heard().len(), 1);
    for taken in [0, 1, 0] {
        clock.forward(TimeDelta::hours(1));
        assert_eq!(office.deliver_results().await.unwrap(), taken);
    }
    let heard = receiver.heard();
    assert_eq!(heard.len(), 3);
    let names: BTreeSet<&str> = heard.iter().map(|heard| heard.event.as_str()).collect();
    assert_eq!(names.len(), 1, "one event, one name");
    for heard in &heard {
        assert!(is_genuine(heard, &secret));
        assert!(!is_genuine(&Heard { body: heard.body.replace("308000", "1"), ..heard.clone() }, &secret));
        let body: Value = serde_json::from_str(&heard.body).unwrap();
        assert_eq!((&body["event"], &body["type"]), (&json!(heard.event), &json!("document.changed")));
        assert_eq!((&body["document"]["key"], &body["world"]), (&json!(key), &json!("practice")));
        assert_eq!(
            (&body["document"]["order_no"], &body["document"]["state"]),
            (&json!("A-1"), &json!("approved"))
        );
    }
    assert_eq!(office.task_count().unwrap(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_redirect_is_not_followed_and_what_is_given_up_calls_a_person_who_can_send_it_again() {
    let shop = OpenShop::open().await;
    let elsewhere = Receiver::answering(&[]).await;
    let away = format!("307 Elsewhere\r\nLocation: {}", elsewhere.url);
    let receiver = Receiver::answering(&[&away, &away]).await;
    let (office, clock) = beside(&shop);
    office.save_results(&webhook(&receiver.url), false).unwrap();
    hand_in(&shop.shell.office, "A-1").await;
    office.deliver_results().await.unwrap();
    assert_eq!(office.task_count().unwrap(), 0, "there is still a day");
    clock.forward(TimeDelta::hours(25));
    office.deliver_results().await.unwrap();
    assert_eq!((receiver.heard().len(), elsewhere.heard().len()), (2, 0));

    // By the time of day its invoice may be late as well.
    let tasks = office.tasks().unwrap().tasks;
    let results =
        |task: &Task| if let Task::Results(given_up) = task { Some(given_up.clone()) } else { None };
    let Some(given_up) = tasks.iter().find_map(results) else { panic!("{tasks:?}") };
    assert_eq!((given_up.count, given_up.last_error.as_deref()), (1, Some("redirected (307)")));
    clock.forward(TimeDelta::hours(25));
    assert_eq!(office.deliver_results().await.unwrap(), 0, "nothing more happens by itself");
    office.deliver_results_anew().unwrap();
    assert_eq!(office.deliver_results().await.unwrap(), 1);
    let tasks = office.tasks().unwrap().tasks;
    assert!(tasks.iter().all(|task| results(task).is_none()), "{tasks:?}");
    assert_eq!(receiver.heard()[0].event, receiver.heard()[2].event);
    let twice = office.deliver_results_anew();
    assert!(matches!(twice, Err(OfficeError::NothingToDo(_))), "{twice:?}");
    office.verify_journal().unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_queued_goes_out_after_a_restart_and_only_what_came_from_orders() {
    let shop = OpenShop::open().await;
    hand_in(&shop.shell.office, "before").await;
    let receiver = Receiver::answering(&["503 Away"]).await;
    shop.shell.office.save_results(&webhook(&receiver.url), false).unwrap();
    shop.issue("12,000", "010-1234-5678").await;
    hand_in(&shop.shell.office, "A-1").await;
    shop.shell.office.deliver_results().await.unwrap();
    let shop = shop.restart();
    let (office, clock) = beside(&shop);
    clock.forward(TimeDelta::hours(1));
    assert_eq!(office.deliver_results().await.unwrap(), 1);
    let heard = receiver.heard();
    assert_eq!(heard.len(), 2, "neither the receipt nor what was there before");
    assert_eq!(heard[0].event, heard[1].event);

    let all = ResultsForm { all_documents: true, ..webhook(&receiver.url) };
    office.save_results(&all, false).unwrap();
    shop.issue("13,000", "010-1234-5678").await;
    assert_eq!(office.deliver_results().await.unwrap(), 1);
    let told = receiver.heard().pop().unwrap().body;
    assert!(told.contains("\"receipt\"") && !told.replace('-', "").contains("01012345678"), "{told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_test_says_what_the_other_side_said() {
    let shop = OpenShop::open().await;
    let office = &shop.shell.office;
    let receiver = Receiver::answering(&["200 OK", "401 Who", "302 Go\r\nLocation: /x"]).await;
    let first = office.test_results(&webhook(&receiver.url)).await.unwrap();
    let secret = first.saved.new_secret.unwrap();
    assert_eq!(first.problem, None);
    assert!(is_genuine(&receiver.heard()[0], &secret));
    let table =
        [(&receiver.url, Some(("refused", Some(401)))), (&receiver.url, Some(("redirected", Some(302))))];
    for (url, problem) in table {
        let tested = office.test_results(&webhook(url)).await.unwrap();
        assert_eq!((tested.problem, tested.saved.new_secret), (problem, None));
    }
    assert!(receiver.heard().iter().all(|heard| heard.path == "/hook"));
    let nobody = office.test_results(&webhook("http://127.0.0.1:1/")).await.unwrap();
    assert_eq!(nobody.problem, Some(("not_reached", None)));
    let renewed = office.save_results(&webhook(&receiver.url), true).unwrap().new_secret.unwrap();
    assert_ne!(renewed, secret);
    for (url, code) in
        [("", "required_missing"), ("http://erp.example/", "url_not_encrypted"), ("erp", "url_invalid")]
    {
        let Err(OfficeError::FieldFaults(faults)) = office.save_results(&webhook(url), false) else {
            panic!("{url}")
        };
        assert_eq!((faults[0].field, faults[0].code), ("webhook_url", code));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn files_come_whole_without_formulas_and_wait_for_a_folder_that_is_gone() {
    let shop = OpenShop::open().await;
    let erp = tempfile::tempdir().unwrap();
    let folder = erp.path().join("in");
    fs::create_dir(&folder).unwrap();
    let (office, clock) = beside(&shop);
    let form = ResultsForm {
        files: true,
        folder: folder.to_str().unwrap().into(),
        file_kind: FileKind::Both,
        ..ResultsForm::default()
    };
    office.save_results(&form, false).unwrap();
    let key = hand_in(&shop.shell.office, "=1+1").await;
    assert_eq!(office.deliver_results().await.unwrap(), 1);
    let names = |folder: &std::path::Path| -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    };
    let found = names(&folder);
    assert_eq!(found.len(), 2, "nothing half is left: {found:?}");
    assert!(found[0].starts_with(&key) && found[1].starts_with("results-"), "{found:?}");
    let told: Value = serde_json::from_slice(&fs::read(folder.join(&found[0])).unwrap()).unwrap();
    assert_eq!(told["document"]["key"], json!(key));
    let csv = String::from_utf8(fs::read(folder.join(&found[1])).unwrap()).unwrap();
    assert!(csv.starts_with("\u{feff}알림,알린 때,주문번호,"), "{csv}");
    assert!(csv.contains(",'=1+1,") && !csv.contains(",=1+1,"), "{csv}");
    assert_eq!(csv.matches("\r\n").count(), 2);

    fs::remove_dir_all(&folder).unwrap();
    hand_in(&shop.shell.office, "A-2").await;
    assert_eq!(office.deliver_results().await.unwrap(), 0);
    fs::create_dir(&folder).unwrap();
    clock.forward(TimeDelta::hours(1));
    assert_eq!(office.deliver_results().await.unwrap(), 1);
    assert_eq!(names(&folder).len(), 2);
    let gone = office.save_results(&ResultsForm { folder: "nowhere".into(), ..form }, false);
    assert!(matches!(gone, Err(OfficeError::FieldFaults(_))));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_door_and_the_messenger_serve_side_by_side() {
    let shop = OpenShop::open().await;
    let receiver = Receiver::answering(&[]).await;
    shop.shell.office.save_results(&webhook(&receiver.url), false).unwrap();
    let caller = Caller::of(&shop).await;
    let (status, body) = caller.post(&order("A-1"), &[]).await;
    assert_eq!(status, 201);
    assert_eq!(shop.shell.office.deliver_results().await.unwrap(), 1);
    let told: Value = serde_json::from_str(&receiver.heard()[0].body).unwrap();
    assert_eq!(told["document"], body["document"], "the same words over both ways");
}
