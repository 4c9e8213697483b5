//! The route of the simulation: real frozen bytes, a seeded way, answers in the terms of `nts`.

#[path = "route/answer.rs"]
mod answer;
#[path = "route/handing_over.rs"]
mod handing_over;

use std::path::Path;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use async_trait::async_trait;
use chrono::{FixedOffset, NaiveDate, NaiveDateTime};
use domain::{
    BusinessNumber, BusinessState, BusinessStatus, Cancellation, CashReceipt, DocumentKey, Invoice, TaxType,
};
use nts::{
    Capabilities, Exchange, FrozenRequest, HometaxConfig, HometaxRoute, ListedDay, LookedUp, LostKind,
    NotNow, QuotaRead, Reply, Route, RouteError, Sent, StatusRead, StoredDocument, Transmitted,
};

use office::{Clock, SystemClock};

use crate::authority::{Authority, DAYS_LATE, LAG_MAX_MS};
use crate::life::Life;
use crate::network::{Network, Ticket};
use crate::weather::{ASTRAY_MAX_MS, Fate, TIMEOUT_MS};
use answer::{not_now, sent, stopped, unknown};

/// Longer than any request may be astray and any document unseen, so that "not there" is proof after it.
pub const QUIET_PERIOD_MS: u64 = ASTRAY_MAX_MS + LAG_MAX_MS + 3_000;

const CAPABILITIES: Capabilities = Capabilities {
    can_look_up: true,
    key_reusable: true,
    days_late: DAYS_LATE,
    quiet_period_ms: QUIET_PERIOD_MS,
    batch_size: 1,
    concurrency: 4,
    requests_per_second: 50,
    partial_cancel: true,
    cancels_confirmed_only: false,
};

/// The way out of one life of the shop.
pub struct SimRoute {
    pub network: Arc<Network>,
    pub life: Arc<Life>,
}

impl SimRoute {
    async fn carry(&self, request: &FrozenRequest, fate: Fate) -> Sent {
        match fate {
            Fate::NoConnection => self.no_connection().await,
            Fate::NoToken => self.after(1, 800, answer::no_token()).await,
            Fate::TokenRefused => self.after(1, 300, Sent::RouteStopped(stopped())).await,
            Fate::TooMany => self.after(1, 300, Sent::NotNow(self.too_many())).await,
            Fate::Maintenance => self.after(1, 300, Sent::NotNow(self.maintenance())).await,
            Fate::ErrorBefore => self.after(1, 900, unknown(LostKind::Http5xx)).await,
            Fate::RequestLost if self.throw(0, 1) == 0 => self.after(1, 900, unknown(LostKind::Reset)).await,
            Fate::RequestLost => self.time_out().await,
            Fate::Astray => {
                self.network.post(request, self.throw(TIMEOUT_MS, ASTRAY_MAX_MS), false);
                self.time_out().await
            }
            Fate::DeathBefore => self.life.kill_waiting().await,
            Fate::DeathUnderWay => {
                let after_ms = self.throw(1, ASTRAY_MAX_MS);
                self.network.post(request, after_ms, false);
                self.life.kill_waiting().await
            }
            Fate::Fair
            | Fate::AnswerLost
            | Fate::AnswerReset
            | Fate::AnswerCut
            | Fate::ErrorAfter
            | Fate::Twice
            | Fate::TwiceSecondHeard
            | Fate::DeathAfter => self.arrive(request, fate).await,
        }
    }

    /// The request reaches the authority; what is heard of the answer depends.
    async fn arrive(&self, request: &FrozenRequest, fate: Fate) -> Sent {
        let sent_at_ms = self.network.time.elapsed_ms();
        let after_ms = self.network.outside().weather.passage_ms();
        let twice = matches!(fate, Fate::Twice | Fate::TwiceSecondHeard);
        let ticket = self.network.post(request, after_ms, twice);
        self.sleep(after_ms).await;
        let mut verdict = self.network.verdict(ticket, 0);
        if let (Fate::TwiceSecondHeard, Some(again_ms)) = (fate, self.network.second_arrival_ms(ticket)) {
            self.sleep(again_ms.saturating_sub(self.network.time.elapsed_ms())).await;
            verdict = self.network.verdict(ticket, 1);
        }
        if fate == Fate::DeathAfter {
            self.life.kill_waiting().await;
        }
        if fate == Fate::AnswerLost {
            let spent_ms = self.network.time.elapsed_ms() - sent_at_ms;
            self.sleep(TIMEOUT_MS.saturating_sub(spent_ms)).await;
            return unknown(LostKind::Timeout);
        }
        match fate.breaks_the_answer() {
            Some(kind) => self.after(1, 100, unknown(kind)).await,
            None => self.after(1, 200, sent(verdict.unwrap(), self.network.time.now())).await,
        }
    }

    /// The answer to a request that was posted earlier, by an office that should not have.
    pub async fn hear(&self, request: &FrozenRequest, ticket: Ticket) -> Reply<Sent> {
        self.sleep(50).await;
        let verdict = self.network.verdict(ticket, 0).unwrap();
        answer::reply(request.act.as_str(), sent(verdict, self.network.time.now()))
    }

    async fn no_connection(&self) -> Sent {
        if self.throw(0, 1) == 0 {
            return self.after(1, 50, Sent::NotSent(answer::refused())).await;
        }
        self.sleep(HometaxConfig::CONNECT_TIMEOUT_MS).await;
        answer::connect_timeout()
    }

    async fn time_out(&self) -> Sent {
        self.sleep(TIMEOUT_MS).await;
        unknown(LostKind::Timeout)
    }

    async fn after<T>(&self, from_ms: u64, to_ms: u64, outcome: T) -> T {
        self.sleep(self.throw(from_ms, to_ms)).await;
        outcome
    }

    async fn sleep(&self, ms: u64) {
        tokio::time::sleep(Duration::from_millis(ms)).await;
        self.life.go_on().await;
    }

    fn throw(&self, from: u64, to: u64) -> u64 {
        self.network.outside().weather.dice.within(from, to)
    }

    fn too_many(&self) -> NotNow {
        not_now("E4002", domain::HeldReason::TooManyRequests, Some(self.throw(1, 30) * 1_000))
    }

    fn maintenance(&self) -> NotNow {
        not_now("E5002", domain::HeldReason::RouteDown, Some(self.throw(1, 600) * 1_000))
    }

    /// The fate of a question: `Err` with what keeps the answer from coming.
    async fn ask(&self) -> Result<(), Unanswered> {
        self.life.go_on().await;
        let at_ms = self.network.time.elapsed_ms();
        let fate = self.network.outside().weather.fate_of_question(at_ms);
        match fate {
            Fate::Fair | Fate::Twice | Fate::TwiceSecondHeard => self.after(5, 300, Ok(())).await,
            Fate::TooMany => Err(Unanswered::NotNow(self.too_many())),
            Fate::Maintenance => Err(Unanswered::NotNow(self.maintenance())),
            Fate::TokenRefused => Err(Unanswered::Stopped),
            Fate::NoConnection | Fate::NoToken => self.after(1, 900, Err(Unanswered::NotSent)).await,
            Fate::ErrorBefore | Fate::ErrorAfter | Fate::AnswerCut => {
                self.after(1, 900, Err(Unanswered::Nothing)).await
            }
            Fate::RequestLost
            | Fate::AnswerLost
            | Fate::AnswerReset
            | Fate::Astray
            | Fate::DeathBefore
            | Fate::DeathUnderWay
            | Fate::DeathAfter => self.after(TIMEOUT_MS, TIMEOUT_MS, Err(Unanswered::Nothing)).await,
        }
    }
}

/// Why a question was not answered.
enum Unanswered {
    NotNow(NotNow),
    Stopped,
    NotSent,
    Nothing,
}

#[async_trait]
impl Route for SimRoute {
    fn name(&self) -> &'static str {
        "hometax"
    }

    fn capabilities(&self) -> &Capabilities {
        &CAPABILITIES
    }

    fn freeze_issue(
        &self,
        key: &DocumentKey,
        shop: &BusinessNumber,
        receipt: &CashReceipt,
    ) -> Result<FrozenRequest, RouteError> {
        real_route().freeze_issue(key, shop, receipt)
    }

    fn freeze_cancel(
        &self,
        key: &DocumentKey,
        shop: &BusinessNumber,
        cancel: &Cancellation,
    ) -> Result<FrozenRequest, RouteError> {
        real_route().freeze_cancel(key, shop, cancel)
    }

    async fn send(&self, request: &FrozenRequest) -> Reply<Sent> {
        let _in_the_air = self.network.in_the_air();
        self.life.go_on().await;
        let at_ms = self.network.time.elapsed_ms();
        let fate = self.network.outside().weather.fate_of_document(at_ms, self.life.is_mortal());
        self.network.log(format!("send {} {fate:?}", request.key));
        let outcome = self.carry(request, fate).await;
        self.network.log(format!("sent {} {}", request.key, answer::in_short(&outcome)));
        answer::reply(request.act.as_str(), outcome)
    }

    async fn look_up(&self, key: &DocumentKey) -> Reply<LookedUp> {
        let _in_the_air = self.network.in_the_air();
        let outcome = match self.ask().await {
            Ok(()) => {
                self.network.deliver();
                let (at_ms, now) = (self.network.time.elapsed_ms(), self.network.time.now());
                let found = self.network.outside().authority.look_up(key, at_ms, now);
                found.map_or(LookedUp::NotThere, |stored| LookedUp::Found(Box::new(stored)))
            }
            Err(Unanswered::NotNow(wait)) => LookedUp::NotNow(wait),
            Err(Unanswered::Stopped) => LookedUp::RouteStopped(stopped()),
            Err(Unanswered::NotSent) => LookedUp::NotSent(answer::refused()),
            Err(Unanswered::Nothing) => LookedUp::NoAnswer("no answer".to_owned()),
        };
        self.network.log(format!("look up {key} {}", answer::looked_up_in_short(&outcome)));
        answer::reply("look_up", outcome)
    }

    async fn quota(&self) -> Reply<QuotaRead> {
        let _in_the_air = self.network.in_the_air();
        let outcome = match self.ask().await {
            Ok(()) => {
                self.network.deliver();
                answer::quota(&self.network.outside().authority, self.network.time.now())
            }
            Err(Unanswered::NotNow(wait)) => QuotaRead::NotNow(wait),
            Err(Unanswered::Stopped) => QuotaRead::RouteStopped(stopped()),
            Err(Unanswered::NotSent) => QuotaRead::NotSent(answer::refused()),
            Err(Unanswered::Nothing) => QuotaRead::NoAnswer("no answer".to_owned()),
        };
        answer::reply("quota", outcome)
    }

    async fn list_day(&self, date: NaiveDate, _cursor: Option<&str>) -> Reply<ListedDay> {
        self.list(|authority, at_ms, now| authority.day(date, at_ms, now)).await
    }

    fn freeze_invoice(&self, key: &DocumentKey, invoice: &Invoice) -> Result<FrozenRequest, RouteError> {
        real_route().freeze_invoice(key, invoice)
    }

    async fn transmit(&self, key: &DocumentKey) -> Reply<Transmitted> {
        let _in_the_air = self.network.in_the_air();
        answer::reply("transmit", self.hand_over(key).await)
    }

    async fn list_invoices(&self, from: NaiveDate, to: NaiveDate, _cursor: Option<&str>) -> Reply<ListedDay> {
        self.list(|authority, at_ms, now| authority.invoices(from..=to, at_ms, now)).await
    }

    async fn business_status(&self, _number: &BusinessNumber) -> Reply<StatusRead> {
        let outcome = match self.ask().await {
            Ok(()) => StatusRead::Known(BusinessStatus {
                state: BusinessState::Continuing,
                tax_type: Some(TaxType::General),
            }),
            Err(Unanswered::NotNow(wait)) => StatusRead::NotNow(wait),
            Err(Unanswered::Stopped) => StatusRead::RouteStopped(stopped()),
            Err(Unanswered::NotSent | Unanswered::Nothing) => StatusRead::NoAnswer("no answer".to_owned()),
        };
        answer::reply("business_status", outcome)
    }
}

impl SimRoute {
    async fn list(
        &self,
        read: impl FnOnce(&Authority, u64, NaiveDateTime) -> Vec<StoredDocument>,
    ) -> Reply<ListedDay> {
        let _in_the_air = self.network.in_the_air();
        let outcome = match self.ask().await {
            Ok(()) => {
                self.network.deliver();
                let (at_ms, now) = (self.network.time.elapsed_ms(), self.network.time.now());
                answer::page(read(&self.network.outside().authority, at_ms, now))
            }
            Err(Unanswered::NotNow(wait)) => ListedDay::NotNow(wait),
            Err(Unanswered::Stopped) => ListedDay::RouteStopped(stopped()),
            Err(Unanswered::NotSent | Unanswered::Nothing) => ListedDay::NoAnswer("no answer".to_owned()),
        };
        answer::reply("list", outcome)
    }
}

/// The real route, which freezes the bytes; nothing is sent through it. Making its key is slow, so there is one.
fn real_route() -> &'static HometaxRoute {
    static REAL: OnceLock<HometaxRoute> = OnceLock::new();
    REAL.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let number = practice_nts::PRACTICE_BUSINESS_NUMBER;
        let korea = FixedOffset::east_opt(9 * 3_600).unwrap();
        let now = SystemClock.now().and_local_timezone(korea).unwrap();
        let papers = practice_nts::ensure_certificates(folder.path(), number, now).unwrap();
        let read = |path: &Path| std::fs::read(path).unwrap();
        let config = HometaxConfig {
            base_url: "https://localhost:1".to_owned(),
            business_number: BusinessNumber::parse(number).unwrap(),
            ca_pem: Some(read(&papers.ca)),
            client_cert_pem: read(&papers.client),
            client_key_pem: read(&papers.client_key),
            api_secret: String::new(),
            connect_timeout_ms: HometaxConfig::CONNECT_TIMEOUT_MS,
            total_timeout_ms: HometaxConfig::TOTAL_TIMEOUT_MS,
        };
        HometaxRoute::new(config, Arc::new(|| 0)).unwrap()
    })
}

/// An exchange for the attempt's row.
fn exchange(call: &'static str) -> Exchange {
    Exchange {
        call,
        request: "{}".to_owned(),
        response: "{}".to_owned(),
        http_status: None,
        result_code: None,
        elapsed_ms: 1,
    }
}
