//! Transmission (전송) on its way: it may be lost before or after the authority took it, and the process may die meanwhile.

use domain::DocumentKey;
use nts::Transmitted;

use super::SimRoute;
use super::answer::{handed_over_in_short, refused, stopped};
use crate::weather::{Fate, TIMEOUT_MS};

impl SimRoute {
    pub(super) async fn hand_over(&self, key: &DocumentKey) -> Transmitted {
        self.life.go_on().await;
        let at_ms = self.network.time.elapsed_ms();
        let fate = self.network.outside().weather.fate_of_transmission(at_ms, self.life.is_mortal());
        self.network.log(format!("transmit {key} {fate:?}"));
        let outcome = self.carry_over(key, fate).await;
        self.network.log(format!("transmitted {key} {}", handed_over_in_short(&outcome)));
        outcome
    }

    async fn carry_over(&self, key: &DocumentKey, fate: Fate) -> Transmitted {
        let nothing = || Transmitted::NoAnswer("no answer".to_owned());
        match fate {
            Fate::NoConnection | Fate::NoToken => self.after(1, 800, Transmitted::NotSent(refused())).await,
            Fate::TokenRefused => self.after(1, 300, Transmitted::RouteStopped(stopped())).await,
            Fate::TooMany => self.after(1, 300, Transmitted::NotNow(self.too_many())).await,
            Fate::Maintenance => self.after(1, 300, Transmitted::NotNow(self.maintenance())).await,
            Fate::ErrorBefore => self.after(1, 900, nothing()).await,
            Fate::RequestLost | Fate::Astray => self.after(TIMEOUT_MS, TIMEOUT_MS, nothing()).await,
            Fate::DeathBefore => self.life.kill_waiting().await,
            Fate::Fair | Fate::Twice | Fate::TwiceSecondHeard => {
                let outcome = self.take_over(key).await;
                self.after(1, 200, outcome).await
            }
            Fate::AnswerLost => {
                self.take_over(key).await;
                self.after(TIMEOUT_MS, TIMEOUT_MS, nothing()).await
            }
            Fate::AnswerReset | Fate::AnswerCut | Fate::ErrorAfter => {
                self.take_over(key).await;
                self.after(1, 100, nothing()).await
            }
            Fate::DeathUnderWay | Fate::DeathAfter => {
                self.take_over(key).await;
                self.life.kill_waiting().await
            }
        }
    }

    async fn take_over(&self, key: &DocumentKey) -> Transmitted {
        let passage_ms = self.network.outside().weather.passage_ms();
        self.sleep(passage_ms).await;
        self.network.deliver();
        let (at_ms, now) = (self.network.time.elapsed_ms(), self.network.time.now());
        self.network.outside().authority.transmit(key, at_ms, now)
    }
}
