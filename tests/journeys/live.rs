//! Going live against the practice server in Popbill's place: filled in, checked, tried, switched; the two books never mix.

use domain::{HeldReason, State};
use jangbu_lib::live::{self, CheckKind, CheckState, Stage, may_go_on};
use jangbu_lib::shell::Shell;
use office::{ConnectionState, Live, LiveForm, LiveRoute, OfficeError, Task};
use practice_nts::Dials;
use store::World;

use crate::shop::{OpenShop, press};

const NOBODYS_KEY: &str = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

/// The practice book open, the real one beside it, and the server's line in a file.
struct Beside {
    shop: OpenShop,
    real: Shell,
}

impl Beside {
    async fn open() -> Self {
        let shop = OpenShop::open().await;
        let ready = shop.folder.path().join("nts.json");
        std::fs::write(&ready, serde_json::to_string(shop.nts.ready()).unwrap()).unwrap();
        let real = shop.shell.open_real().unwrap().with_nts(Some(ready));
        Self { shop, real }
    }

    fn stage(&self) -> Stage<'_> {
        self.real.stage()
    }

    fn form(&self) -> LiveForm {
        let ready = self.shop.nts.ready();
        LiveForm {
            shop: domain::ShopForm::practice(),
            link_id: ready.popbill_link_id.clone(),
            secret_key: Some(ready.popbill_secret_key.clone()),
            status_key: Some(ready.odcloud_key.clone()),
            ..self.real.office.live().unwrap().form
        }
    }

    fn save(&self, form: &LiveForm) -> Live {
        self.real.office.save_live(form).unwrap()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_is_checked_tried_and_then_issues_into_its_own_book() {
    let beside = Beside::open().await;
    let saved = beside.save(&beside.form());
    assert!(saved.form.has_secret_key && saved.form.secret_key.is_none(), "a key never comes back");
    assert!(!saved.may_switch(), "nothing was checked yet");

    let checks = live::check(&beside.real.office, beside.stage()).await.unwrap();
    assert!(may_go_on(&checks), "{checks:?}");
    assert!(beside.real.office.live().unwrap().may_switch());
    let trial = live::try_out(&beside.real.office, beside.stage()).await.unwrap().unwrap();
    let tried = trial.approval_number.unwrap_or_else(|| panic!("{:?}", trial.reason));
    assert_eq!(beside.real.office.live().unwrap().tried.as_deref(), Some(tried.as_str()));

    beside.real.connect().await.unwrap();
    assert_eq!(beside.real.office.route_name(), "popbill");
    let key = beside.real.office.issue_receipt(press("12,000", "010-1234-5678")).await.unwrap();
    assert!(beside.real.office.shelved(&key).unwrap().standing.state.counts_as_issued());
    assert!(beside.shop.shell.office.shelved(&key).is_err(), "the practice book knows nothing of it");
    assert!(beside.real.office.verify_journal().is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_with_an_account_is_said_and_nothing_goes_on() {
    let beside = Beside::open().await;
    let office = &beside.real.office;
    beside.save(&LiveForm { secret_key: Some(NOBODYS_KEY.into()), ..beside.form() });
    let checks = live::check(office, beside.stage()).await.unwrap();
    let account = checks.iter().find(|check| check.kind == CheckKind::Account).unwrap();
    assert_eq!((account.state, account.reason), (CheckState::Bad, Some("secret")), "{checks:?}");
    assert_eq!(checks[3].state, CheckState::Skipped);
    assert!(!office.live().unwrap().may_switch());
    let trial = live::try_out(office, beside.stage()).await.unwrap().unwrap();
    assert_eq!((trial.approval_number, trial.reason), (None, Some("secret")));

    beside.save(&beside.form());
    beside.shop.nts.set_dials(Dials { clock_skew_s: 600, ..Dials::default() });
    let checks = live::check(office, beside.stage()).await.unwrap();
    let clock = &checks[0];
    assert_eq!((clock.kind, clock.state, clock.reason), (CheckKind::Clock, CheckState::Bad, Some("clock")));
    assert!(clock.amount.is_some_and(|ahead_s| (-605..=-595).contains(&ahead_s)), "{clock:?}");
    assert!(!may_go_on(&checks), "{checks:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_typed_wrong_is_named_and_changes_nothing() {
    let beside = Beside::open().await;
    let faulty = |change: fn(&mut LiveForm), field: &str, code: &str| {
        let mut form = beside.form();
        change(&mut form);
        let Err(OfficeError::FieldFaults(faults)) = beside.real.office.save_live(&form) else {
            panic!("{field} was taken");
        };
        let said: Vec<_> = faults.iter().map(|fault| (fault.field, fault.code)).collect();
        assert_eq!(said, [(field, code)]);
        let live = beside.real.office.live().unwrap();
        assert!(
            !live.form.has_secret_key && live.form.link_id.is_empty() && live.form.shop.number.is_empty()
        );
    };
    faulty(|form| form.link_id = " ".into(), "link_id", "required_missing");
    faulty(|form| form.link_id = "링크".into(), "link_id", "link_id_invalid");
    faulty(|form| form.secret_key = None, "secret_key", "required_missing");
    faulty(|form| form.secret_key.as_mut().unwrap().push(' '), "secret_key", "key_has_blanks");
    faulty(|form| form.secret_key = Some("열쇠".into()), "secret_key", "secret_key_invalid");
    faulty(|form| form.status_key.as_mut().unwrap().push('\n'), "status_key", "key_has_blanks");
    faulty(|form| form.auth_url = "http://auth.linkhub.co.kr".into(), "auth_url", "address_invalid");
    faulty(|form| form.service_url = "https://a:b@popbill.example".into(), "service_url", "address_invalid");
    faulty(|form| form.user_id = "김 사장".into(), "user_id", "user_id_invalid");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_after_the_checks_begins_them_anew() {
    let beside = Beside::open().await;
    let office = &beside.real.office;
    beside.save(&beside.form());
    live::check(office, beside.stage()).await.unwrap();
    let same = LiveForm { secret_key: None, status_key: None, ..beside.form() };
    assert!(beside.save(&same).checked_at.is_some(), "nothing was changed");
    let other = LiveForm { user_id: "counter2".into(), ..same };
    assert!(beside.save(&other).checked_at.is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn by_file_needs_no_account_and_its_documents_wait_in_the_book() {
    let beside = Beside::open().await;
    let office = &beside.real.office;
    let form = LiveForm {
        route: LiveRoute::HometaxFile,
        shop: domain::ShopForm::practice(),
        ..office.live().unwrap().form
    };
    assert!(beside.save(&form).may_switch());
    beside.real.connect().await.unwrap();
    let key = office.issue_receipt(press("12,000", "010-1234-5678")).await.unwrap();
    assert_eq!(office.shelved(&key).unwrap().standing.state, State::Held(HeldReason::ByFile));
    office.drain().await.unwrap();
    office.refresh_quota().await.unwrap();
    assert_eq!(office.connection().unwrap().state, ConnectionState::Connected, "no line, so none is down");
    let tasks = office.tasks().unwrap().tasks;
    assert!(
        matches!(&tasks[..], [Task::DeadlineNear { .. }]),
        "its last moment is all that calls: {tasks:?}"
    );
    let candidates = office.hometax_candidates().unwrap();
    assert!(format!("{candidates:?}").contains(&key.to_string()), "it can go into a file");
    assert_eq!(beside.shop.nts.ledger().documents().unwrap().len(), 0);
}

#[test]
fn the_next_start_opens_the_chosen_book_and_practice_when_nobody_chose() {
    let folder = tempfile::tempdir().unwrap();
    let data = jangbu_lib::data_dir::DataDir::choose(Some(folder.path().into())).unwrap();
    assert_eq!(data.chosen_world(), World::Practice);
    for world in [World::Real, World::Practice, World::Real] {
        data.choose_world(world).unwrap();
        assert_eq!(data.chosen_world(), world);
    }
    std::fs::write(folder.path().join("world"), "half a wo").unwrap();
    assert_eq!(data.chosen_world(), World::Practice, "what is not understood is practice");
}
