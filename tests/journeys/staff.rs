//! The staff over a working day: wrong PINs, a clerk at the counter, and what the journal says of it afterwards.

use std::time::Duration;

use chrono::TimeDelta;
use domain::DocumentKey;
use jangbu_lib::shell::Shell;
use office::{Act, NewPin, OfficeError, Pin};
use store::{StaffId, StaffRole};
use zeroize::Zeroizing;

use crate::cancel;
use crate::desk::Desk;
use crate::shop::{OpenShop, press};

const OWNER_PIN: &str = "4719";
const CLERK_PIN: &str = "8351";

fn typed(pin: &str) -> Pin {
    Pin::typed(Zeroizing::new(pin.to_owned()))
}

fn chosen(pin: &str) -> NewPin {
    NewPin::chosen("pin", Zeroizing::new(pin.to_owned())).unwrap()
}

/// With an owner and a clerk; the owner is at the desk.
async fn staff(office: &office::Office) -> (StaffId, StaffId) {
    office.switch_staff_on("김행복", chosen(OWNER_PIN)).await.unwrap();
    office.add_clerk("박점원", chosen(CLERK_PIN)).await.unwrap();
    let people = office.desk().unwrap().people;
    let of = |role| people.iter().find(|person| person.role == role).unwrap().id;
    (of(StaffRole::Owner), of(StaffRole::Clerk))
}

async fn come(office: &office::Office, id: StaffId, pin: &str) -> Result<(), OfficeError> {
    office.lock_desk();
    office.unlock_desk(id, typed(pin)).await
}

fn wait_of(refused: Result<(), OfficeError>) -> (bool, u64) {
    match refused {
        Err(OfficeError::WrongPin { seconds }) => (true, seconds),
        Err(OfficeError::PinWait { seconds }) => (false, seconds),
        other => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_pins_make_the_next_one_wait_also_after_a_new_start() {
    let shop = OpenShop::open().await;
    let office = &shop.shell.office;
    let (owner, _) = staff(office).await;
    let mut waits = Vec::new();
    for _ in 0..4 {
        waits.push(wait_of(come(office, owner, "0001").await));
    }
    assert_eq!(waits, [(true, 0), (true, 0), (true, 0), (true, 5)]);
    let (looked_at, seconds) = wait_of(come(office, owner, OWNER_PIN).await);
    assert!(!looked_at && (1..=5).contains(&seconds), "not even the right one: {seconds}");
    let shop = shop.restart();
    let office = &shop.shell.office;
    office.stand_guard().unwrap();
    let desk = office.desk().unwrap();
    assert!(desk.locked && (1..=5).contains(&desk.people[0].wait_s), "{desk:?}");
    assert!(!wait_of(office.unlock_desk(owner, typed(OWNER_PIN)).await).0);
    office.verify_journal().unwrap();
}

#[tokio::test(start_paused = true)]
async fn the_wait_passes_grows_and_ends_with_the_right_pin_whatever_the_wall_clock_says() {
    let folder = tempfile::tempdir().unwrap();
    let shell: Shell = crate::shop::shell(&folder);
    let office = &shell.office;
    let (owner, clerk) = staff(office).await;
    for expected in [0, 0, 0, 5, 15, 60] {
        assert_eq!(wait_of(come(office, owner, "0001").await), (true, expected));
        if expected > 0 {
            tokio::time::advance(Duration::from_millis(expected * 1_000 - 1)).await;
            assert_eq!(wait_of(come(office, owner, OWNER_PIN).await), (false, 1), "after {expected} s");
            tokio::time::advance(Duration::from_millis(1)).await;
        }
    }
    come(office, clerk, CLERK_PIN).await.unwrap();
    come(office, owner, OWNER_PIN).await.unwrap();
    assert_eq!(wait_of(come(office, owner, "0001").await), (true, 0), "it begins anew");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_is_moved_shortens_no_wait() {
    let desk = Desk::open().await;
    let office = desk.office();
    let (owner, _) = staff(office).await;
    for _ in 0..7 {
        // The wait of each try is over, as far as the wall clock says.
        let _refused = come(office, owner, "0001").await;
        desk.pass(TimeDelta::hours(1));
    }
    let (looked_at, seconds) = wait_of(come(office, owner, OWNER_PIN).await);
    assert!(!looked_at && seconds > 0);
    desk.pass(TimeDelta::hours(-9));
    assert!(!wait_of(come(office, owner, OWNER_PIN).await).0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clerk_takes_back_what_is_of_today_and_the_owner_what_is_older() {
    let desk = Desk::open().await;
    let office = desk.office();
    let (owner, clerk) = staff(office).await;
    come(office, clerk, CLERK_PIN).await.unwrap();
    let issue = async |amount: &str| office.issue_receipt(press(amount, "010-1234-5678")).await.unwrap();
    let (today, older) = (issue("12,000").await, issue("13,000").await);
    office.cancel_receipt(cancel(&today, None, "c1")).await.unwrap();
    desk.wait_until_tomorrow(10, 0);
    let refused = office.cancel_receipt(cancel(&older, None, "c2")).await;
    assert!(matches!(refused, Err(OfficeError::OwnerOnly)), "{refused:?}");
    come(office, owner, OWNER_PIN).await.unwrap();
    office.cancel_receipt(cancel(&older, None, "c3")).await.unwrap();
    office.verify_journal().unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_journal_says_who_pressed_and_the_program_signs_for_nobody() {
    let shop = OpenShop::open().await;
    let office = &shop.shell.office;
    let (before, _) = shop.issue("11,000", "").await;
    let (owner, clerk) = staff(office).await;
    come(office, clerk, CLERK_PIN).await.unwrap();
    let (key, _) = shop.issue("12,000", "").await;
    come(office, owner, OWNER_PIN).await.unwrap();
    office.reveal_number(&issued_to_a_phone(&shop).await).unwrap();
    let signed = |key: &DocumentKey| -> Vec<(String, Option<String>)> {
        let detail = office.detail(key).unwrap();
        let row = |row| detail.signed_by(row).map(ToOwned::to_owned);
        detail.journal.iter().map(|entry| (entry.act.as_str().to_owned(), row(entry))).collect()
    };
    assert!(signed(&before).iter().all(|(_, by)| by.is_none()), "nobody was asked then");
    let said = signed(&key);
    assert_eq!(said[0], ("receipt_intended".to_owned(), Some("박점원".to_owned())));
    assert!(said[1..].iter().all(|(_, by)| by.is_none()), "the answers are the NTS's: {said:?}");
    // What another process does is nobody's act at this desk.
    let elsewhere = shop.another_office();
    elsewhere.admit(Act::Settings).unwrap();
    office.verify_journal().unwrap();
    assert!(office.admit(Act::TakeOut).is_ok());
    come(office, clerk, CLERK_PIN).await.unwrap();
    for act in [Act::Reveal, Act::TakeOut, Act::Settings, Act::KeepStaff] {
        assert!(matches!(office.admit(act), Err(OfficeError::OwnerOnly)), "{act:?}");
    }
    office.lock_desk();
    assert!(matches!(office.admit(Act::Serve), Err(OfficeError::Locked)));
}

async fn issued_to_a_phone(shop: &OpenShop) -> DocumentKey {
    shop.issue("15,000", "010-1234-5678").await.0
}
