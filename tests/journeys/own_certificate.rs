//! The way of the NTS's own contract: the kept certificate lets the shop in (mTLS) and signs for its token, against the practice
//! server over real HTTPS. The server's papers are minted here, so that the certificate on its register is one with a VID, over the
//! key of the fixtures; nothing of the product's checks is left out.

use std::fs;
use std::path::PathBuf;

use jangbu_lib::data_dir::DataDir;
use jangbu_lib::live::{self, CheckKind, CheckState, may_go_on};
use jangbu_lib::practice;
use jangbu_lib::shell::Shell;
use office::{LiveForm, LiveRoute, OfficeError};
use practice_nts::PracticeNts;
use store::World;
use tempfile::TempDir;

use crate::minted::{PASSWORD, fixture, mint, npki};
use crate::shop::{key_file, press};

/// The real book of a shop whose certificate the practice server knows.
struct Registered {
    folder: TempDir,
    nts: PracticeNts,
    real: Shell,
}

impl Registered {
    async fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let papers = folder.path().join("nts");
        let own = mint(&papers);
        npki(&folder.path().join("stick"), &own, &fs::read(fixture("signPri.key")).unwrap());
        let number = domain::BusinessNumber::parse(&domain::ShopForm::practice().number).unwrap();
        let nts = practice::start(papers.clone(), &number).await.unwrap();
        let ready = papers.join("ready.json");
        fs::write(&ready, serde_json::to_string(nts.ready()).unwrap()).unwrap();
        let data = DataDir::choose(Some(folder.path().join("data"))).unwrap();
        let real = Shell::open(data, World::Real, &key_file(folder.path())).unwrap().with_nts(Some(ready));
        Self { folder, nts, real }
    }

    fn form(&self) -> LiveForm {
        LiveForm {
            route: LiveRoute::HometaxApi,
            shop: domain::ShopForm::practice(),
            hometax_url: "https://api.erp.example".into(),
            api_secret: Some(self.nts.ready().api_secret.clone()),
            ..self.real.office.live().unwrap().form
        }
    }

    fn stick(&self) -> PathBuf {
        self.folder.path().join("stick")
    }

    /// The state and the reason of each check.
    async fn checked(&self) -> Vec<(CheckKind, CheckState, Option<&'static str>)> {
        let checks = live::check(&self.real.office, self.real.stage()).await.unwrap();
        assert_eq!(self.real.office.live().unwrap().may_switch(), may_go_on(&checks));
        checks.into_iter().map(|check| (check.kind, check.state, check.reason)).collect()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_kept_certificate_connects_signs_and_issues() {
    let shop = Registered::open().await;
    let office = &shop.real.office;
    let saved = office.save_live(&shop.form()).unwrap();
    assert!(saved.form.has_api_secret && saved.form.api_secret.is_none(), "a secret never comes back");
    shop.real.connect().await.unwrap();
    assert_eq!(office.route_name(), "none", "without a certificate there is no way");
    assert_eq!(
        shop.checked().await,
        [
            (CheckKind::Certificate, CheckState::Bad, Some("no_certificate")),
            (CheckKind::Account, CheckState::Skipped, None)
        ]
    );

    office.add_certificate(&shop.stick(), PASSWORD.into()).unwrap();
    assert_eq!(
        shop.checked().await,
        [(CheckKind::Certificate, CheckState::Good, None), (CheckKind::Account, CheckState::Good, None)]
    );
    shop.real.connect().await.unwrap();
    assert_eq!(office.route_name(), "hometax");
    let key = office.issue_receipt(press("12,000", "010-1234-5678")).await.unwrap();
    assert!(office.shelved(&key).unwrap().standing.state.counts_as_issued());
    assert_eq!(shop.nts.ledger().documents().unwrap().len(), 1);

    office.remove_certificate().unwrap();
    assert!(office.live().unwrap().checked_at.is_none(), "what was checked, was checked with it");
    shop.real.connect().await.unwrap();
    assert_eq!(office.route_name(), "none", "its key signs no more");
    office.verify_journal().unwrap();
}

/// The shop's own, right in every way, and not the one on the server's register.
#[tokio::test(flavor = "multi_thread")]
async fn a_certificate_that_the_other_side_does_not_know_is_told_and_nothing_goes_on() {
    let shop = Registered::open().await;
    shop.real.office.save_live(&shop.form()).unwrap();
    let unknown = shop.folder.path().join("unknown");
    let elsewhere = mint(&shop.folder.path().join("elsewhere"));
    npki(&unknown, &elsewhere, &fs::read(fixture("signPri.key")).unwrap());
    shop.real.office.add_certificate(&unknown, PASSWORD.into()).unwrap();
    let checks = shop.checked().await;
    assert_eq!(checks[0].1, CheckState::Good, "{checks:?}");
    assert_eq!((checks[1].0, checks[1].1), (CheckKind::Account, CheckState::Bad), "{checks:?}");
    assert!(!shop.real.office.live().unwrap().may_switch());
}

#[tokio::test(flavor = "multi_thread")]
async fn address_and_secret_are_named_when_they_are_wrong() {
    let shop = Registered::open().await;
    for (change, field, code) in [
        ((|form| form.hometax_url = " ".into()) as fn(&mut LiveForm), "hometax_url", "required_missing"),
        (|form| form.hometax_url = "http://api.erp.example".into(), "hometax_url", "address_invalid"),
        (|form| form.api_secret = None, "api_secret", "required_missing"),
        (|form| form.api_secret = Some("ab cd".into()), "api_secret", "key_has_blanks"),
    ] {
        let mut form = shop.form();
        change(&mut form);
        let Err(OfficeError::FieldFaults(faults)) = shop.real.office.save_live(&form) else {
            panic!("{field} was taken")
        };
        let said: Vec<_> = faults.iter().map(|fault| (fault.field, fault.code)).collect();
        assert_eq!(said, [(field, code)]);
    }
    assert!(!shop.real.office.live().unwrap().form.has_api_secret);
}
