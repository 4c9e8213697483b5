//! A member of Popbill: the shop with a route through the practice server's Popbill dialect, or to a scripted server.

use std::sync::Arc;

use domain::{BusinessNumber, CashReceipt, DocumentKey, OriginalReceipt, Shop as Particulars, ShopForm};
use nts::{
    FrozenRequest, LinkId, LookedUp, PopbillConfig, PopbillPlace, PopbillRoute, Route, Secret, Sent,
    StoredDocument, TokenUse, UserId,
};
use practice_nts::{Dials, ReadyLine};
use serde_json::json;

use crate::scripted::{Scripted, Step};
use crate::shop::{Shop, Time, cancel_all, certificates, receipt, shop_number};

pub const TOKEN: &str = "/POPBILL_TEST/Token";
pub const RECEIPTS: &str = "/Cashbill";
/// The practice server's NTS has answered after so long.
pub const RESULT_AFTER_S: i64 = 60;

/// A shop that is a member.
pub struct Member {
    pub shop: Shop,
    pub route: PopbillRoute,
}

impl Member {
    pub async fn join() -> Self {
        Self::join_with(Dials::default()).await
    }

    pub async fn join_with(dials: Dials) -> Self {
        let shop = Shop::open_with(dials).await;
        let route = open(config(shop.nts.ready()), &shop.time);
        Self { shop, route }
    }

    pub async fn send(&self, request: &FrozenRequest) -> Sent {
        self.route.send(request).await.outcome
    }

    pub fn freeze(&self, sequence: u32, receipt: &CashReceipt) -> FrozenRequest {
        self.route.freeze_issue(&self.key('R', sequence), &shop_number(), receipt).unwrap()
    }

    pub fn coffee(&self, sequence: u32) -> FrozenRequest {
        self.freeze(sequence, &receipt("4,500", "010-1234-5678", self.shop.time.local()))
    }

    /// An approved sale of 10,000 won, and what a cancel of it points at.
    pub async fn sell(&self, sequence: u32) -> (CashReceipt, OriginalReceipt) {
        let sale = receipt("10,000", "010-1234-5678", self.shop.time.local());
        let request = self.freeze(sequence, &sale);
        let Sent::Approved(approval) = self.send(&request).await else { panic!() };
        let trade_date = sale.traded_at().date();
        (sale, OriginalReceipt { key: request.key, approval: approval.number, trade_date })
    }

    pub fn freeze_cancel(
        &self,
        sequence: u32,
        sale: &CashReceipt,
        original: &OriginalReceipt,
    ) -> FrozenRequest {
        let cancel = cancel_all(sale, original.clone(), self.shop.time.local());
        self.route.freeze_cancel(&self.key('C', sequence), &shop_number(), &cancel).unwrap()
    }

    pub async fn find(&self, key: &DocumentKey) -> StoredDocument {
        let outcome = self.route.look_up(key).await.outcome;
        let LookedUp::Found(held) = outcome else { panic!("{outcome:?}") };
        *held
    }

    /// Documents in Popbill's book.
    pub fn documents(&self) -> usize {
        self.shop.nts.ledger().popbill_documents().unwrap().len()
    }

    pub fn requests(&self, path: &str) -> u64 {
        self.shop.requests(path)
    }

    pub fn key(&self, letter: char, sequence: u32) -> DocumentKey {
        let day = self.shop.time.local().format("%y%m%d");
        DocumentKey::parse(&format!("{letter}{day}-01-{sequence:06}")).unwrap()
    }
}

pub fn config(ready: &ReadyLine) -> PopbillConfig {
    PopbillConfig {
        link_id: LinkId::parse(&ready.popbill_link_id).unwrap(),
        secret_key: Secret::new(ready.popbill_secret_key.clone()),
        ..scripted_config(&ready.url)
    }
}

/// Settings that no scripted server looks at.
pub fn scripted_config(url: &str) -> PopbillConfig {
    let read = |name: &str| std::fs::read(certificates().join(name)).unwrap();
    let identity = [read("client.key.pem"), b"\n".to_vec(), read("client.pem")].concat();
    PopbillConfig {
        place: PopbillPlace::Practice {
            url: url.to_owned(),
            authority_pem: read("ca.pem"),
            identity_pem: Secret::new(String::from_utf8(identity).unwrap()),
        },
        link_id: LinkId::parse("TESTER").unwrap(),
        secret_key: Secret::new("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=".to_owned()),
        shop: particulars(),
        user_id: UserId::optional("counter1").unwrap(),
        token_use: TokenUse::ThisAddress,
        connect_timeout_ms: PopbillConfig::CONNECT_TIMEOUT_MS,
        total_timeout_ms: PopbillConfig::TOTAL_TIMEOUT_MS,
    }
}

pub fn open(config: PopbillConfig, time: &Time) -> PopbillRoute {
    let time = time.clone();
    PopbillRoute::new(config, Arc::new(move || time.unix_s())).unwrap()
}

pub fn route_to_scripted(server: &Scripted) -> PopbillRoute {
    open(scripted_config(&format!("https://{}", server.address)), &Time::now())
}

/// A token that outlives every test.
pub fn token(text: &str) -> Step {
    let granted = json!({"session_token": text, "serviceID": "POPBILL_TEST", "linkID": "TESTER", "usercode": "1234567891",
        "ipaddress": "127.0.0.1", "expiration": "2099-01-01T00:00:00.000Z", "scope": ["member", "140", "110"]});
    Step::json(200, &granted)
}

/// A key and a coffee that no server needs to believe.
pub fn scripted_coffee(route: &PopbillRoute) -> FrozenRequest {
    crate::shop::scripted_coffee(route)
}

pub fn particulars() -> Particulars {
    let shop = Particulars::try_from(ShopForm::practice()).unwrap();
    assert_eq!(shop.number(), &BusinessNumber::parse("123-45-67891").unwrap());
    shop
}
