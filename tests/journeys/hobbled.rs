//! Ways to the NTS that can do less: one that cannot be asked, one whose next document cannot be written down.

use std::sync::Arc;

use chrono::TimeDelta;

use chrono::NaiveDate;
use domain::{Attention, BusinessNumber, Cancellation, CashReceipt, DocumentKey, Invoice, State};
use nts::{
    Capabilities, FrozenRequest, ListedDay, LookedUp, QuotaRead, Reply, Route, RouteError, Sent, StatusRead,
    Transmitted,
};
use office::{FoundByHand, OfficeError, Step, Task};
use practice_nts::Dials;

use crate::behind::{bring_through, correct, reissue};
use crate::desk::{self, Desk};
use crate::find;
use crate::shop::OpenShop;

/// The same way to the NTS, able to do less.
struct Hobbled {
    route: Arc<dyn Route>,
    can: Capabilities,
    freezes_receipts: bool,
}

#[async_trait::async_trait]
impl Route for Hobbled {
    fn name(&self) -> &'static str {
        self.route.name()
    }
    fn capabilities(&self) -> &Capabilities {
        &self.can
    }
    fn freeze_issue(
        &self,
        key: &DocumentKey,
        shop: &BusinessNumber,
        receipt: &CashReceipt,
    ) -> Result<FrozenRequest, RouteError> {
        if self.freezes_receipts {
            self.route.freeze_issue(key, shop, receipt)
        } else {
            Err(RouteError::WrongKeyKind { key: key.clone(), act: nts::Act::Issue })
        }
    }
    fn freeze_cancel(
        &self,
        key: &DocumentKey,
        shop: &BusinessNumber,
        cancel: &Cancellation,
    ) -> Result<FrozenRequest, RouteError> {
        self.route.freeze_cancel(key, shop, cancel)
    }
    async fn send(&self, request: &FrozenRequest) -> Reply<Sent> {
        self.route.send(request).await
    }
    async fn look_up(&self, key: &DocumentKey) -> Reply<LookedUp> {
        assert!(self.can.can_look_up, "nobody may ask this route");
        self.route.look_up(key).await
    }
    fn freeze_invoice(&self, key: &DocumentKey, invoice: &Invoice) -> Result<FrozenRequest, RouteError> {
        self.route.freeze_invoice(key, invoice)
    }
    async fn transmit(&self, key: &DocumentKey) -> Reply<Transmitted> {
        self.route.transmit(key).await
    }
    async fn list_invoices(&self, from: NaiveDate, to: NaiveDate, cursor: Option<&str>) -> Reply<ListedDay> {
        self.route.list_invoices(from, to, cursor).await
    }
    async fn business_status(&self, number: &BusinessNumber) -> Reply<StatusRead> {
        self.route.business_status(number).await
    }
    async fn quota(&self) -> Reply<QuotaRead> {
        self.route.quota().await
    }
    async fn list_day(&self, date: NaiveDate, cursor: Option<&str>) -> Reply<ListedDay> {
        self.route.list_day(date, cursor).await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_asked_for_is_checked_by_hand_and_never_sent_again() {
    let shop = OpenShop::open().await;
    let office = &shop.shell.office;
    let number = office.shop().unwrap().unwrap().number().clone();
    let route = jangbu_lib::practice::route(&shop.nts, &number).unwrap();
    let mute = Capabilities { can_look_up: false, ..route.capabilities().clone() };
    office.connect(Arc::new(Hobbled { route, can: mute, freezes_receipts: true }));
    shop.nts.set_dials(Dials { lose_answers: 1, reset_before_commit: 1, ..Dials::default() });
    let (there, _) = shop.issue("1000", "").await;
    let (not_there, _) = shop.issue("2000", "").await;
    bring_through(&shop).await;
    assert_eq!((shop.state(&there), shop.state(&not_there)), (State::CheckByHand, State::CheckByHand));
    assert_eq!(office.task_count().unwrap(), 2);

    let documents = shop.nts.ledger().documents().unwrap();
    assert_eq!(documents.len(), 1);
    let taken = documents[0].document_key == there.as_str();
    let (there, not_there) = if taken { (there, not_there) } else { (not_there, there) };
    let approval = domain::ApprovalNumber::parse(&documents[0].approval_number).unwrap();
    office.found_by_hand(&there, FoundByHand::Issued(approval)).await.unwrap();
    office.found_by_hand(&not_there, FoundByHand::NotIssued).await.unwrap();
    assert!(matches!(shop.state(&there), State::Approved(_)));
    let tasks = office.tasks().unwrap().tasks;
    let [Task::Document { step: Step::Reissue, why: Attention::RejectedBehind, .. }] = tasks.as_slice()
    else {
        panic!("the customer still has no receipt: {tasks:?}")
    };
    let new = office.reissue(reissue(&not_there, "again")).await.unwrap();
    assert!(matches!(shop.state(&new), State::Approved(_)));
    assert_eq!(office.task_count().unwrap(), 0);
    assert_eq!(shop.nts.ledger().documents().unwrap().len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invoice_found_by_hand_goes_on_like_any_issued_one() {
    let desk = Desk::open().await;
    let number = desk.office().shop().unwrap().unwrap().number().clone();
    let route = jangbu_lib::practice::route(desk.nts(), &number).unwrap();
    let mute = Capabilities { can_look_up: false, ..route.capabilities().clone() };
    desk.office().connect(Arc::new(Hobbled { route, can: mute, freezes_receipts: true }));
    desk.turn(Dials { lose_answers: 1, ..Dials::default() });
    let (key, _) = desk.issue(desk::form()).await;
    desk.pass(TimeDelta::minutes(5));
    desk.office().drain().await.unwrap();
    assert_eq!(desk.state(&key), State::CheckByHand);

    let receipts = domain::ApprovalNumber::parse("TB0000042").unwrap();
    let refused = desk.office().found_by_hand(&key, FoundByHand::Issued(receipts)).await;
    assert!(matches!(refused, Err(OfficeError::FieldFaults(_))), "a receipt's number is none of an invoice");
    let number = domain::ApprovalNumber::parse(&desk.ledger()[0].invoice_id).unwrap();
    desk.office().found_by_hand(&key, FoundByHand::Issued(number)).await.unwrap();
    assert!(desk.shelved(&key).standing.transmit_at.is_some(), "it will reach the NTS in time");
    desk.wait_until_tomorrow(14, 1);
    desk.office().drain().await.unwrap();
    assert!(matches!(desk.state(&key), State::Transmitted(_)), "{:?}", desk.state(&key));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_cannot_be_booked_holds_up_no_other() {
    let shop = OpenShop::open().await;
    let office = &shop.shell.office;
    let (wrong, _) = shop.issue("12000", "010-1111-2222").await;
    shop.nts.set_dials(Dials { daily_limit: 1, ..Dials::default() });
    office.refresh_quota().await.unwrap();
    let cancel = office.correct_number(correct(&wrong, "010-3333-4444", "w1")).await.unwrap();
    let mut others = Vec::new();
    for n in 1..=5 {
        others.push(shop.issue(&format!("{n}000"), "").await.0);
    }
    // The receipt that follows the cancel cannot be written down, so neither can the cancel's approval.
    let number = office.shop().unwrap().unwrap().number().clone();
    let route = jangbu_lib::practice::route(&shop.nts, &number).unwrap();
    let can = route.capabilities().clone();
    office.connect(Arc::new(Hobbled { route: Arc::clone(&route), can, freezes_receipts: false }));
    shop.nts.set_dials(Dials::default());
    office.refresh_quota().await.unwrap();
    office.drain().await.unwrap();
    for key in &others {
        assert!(matches!(shop.state(key), State::Approved(_)), "{key}: {:?}", shop.state(key));
    }
    assert_eq!(shop.state(&cancel), State::Sending, "an answer is owed; nothing claims otherwise");

    // With a way that can, it goes on where it stood.
    let shop = shop.restart();
    shop.shell.recover().unwrap();
    bring_through(&shop).await;
    assert!(matches!(shop.state(&cancel), State::Approved(_)));
    assert_eq!(find(&shop, "4444").len(), 1, "and the right receipt followed");
    assert_eq!(shop.nts.ledger().documents().unwrap().len(), 8);
}
