//! Nights: the PC is off until the next day, and what happens by itself in the days after the last act.

use std::time::Duration;

use chrono::{Days, NaiveDateTime, NaiveTime, TimeDelta};
use domain::State;
use store::Shelved;
use tokio::task::JoinHandle;

use super::Shop;
use crate::office_driver::OfficeDriver;
use crate::weather::NIGHT;

/// How long the courier has before anybody comes to the desk.
const BEFORE_WORK: Duration = Duration::from_secs(240);
/// With a good line the courier has transmitted everything within this time.
const AT_TWO: Duration = Duration::from_secs(420);
const JUST_BEFORE_TWO: NaiveTime = match NaiveTime::from_hms_opt(13, 59, 0) {
    Some(time) => time,
    None => NaiveTime::MIN,
};

impl Shop {
    /// The PC is switched off once no answer is awaited, and is on again at a minute of the next day.
    pub(super) async fn night(
        &self,
        office: &OfficeDriver,
        courier: &mut JoinHandle<()>,
        wakes_at_minute: u64,
    ) {
        while !self.network.is_quiet() {
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
        courier.abort();
        self.network.log("the night");
        let tomorrow = self.network.time.now().date() + Days::new(1);
        let minutes = TimeDelta::minutes(wakes_at_minute.try_into().unwrap());
        self.sleep_until(tomorrow.and_time(NaiveTime::MIN) + minutes).await;
        self.network.outside().weather.count(NIGHT.to_owned());
        self.network.log("a new day");
        *courier = tokio::spawn(office.clone().courier());
        tokio::time::sleep(BEFORE_WORK).await;
    }

    /// On the two days after, the courier is there when the transmissions are due, and does them. Answers what it left undone.
    pub(super) async fn transmissions(&self, office: &OfficeDriver) -> Vec<String> {
        let mut wrong = Vec::new();
        for _ in 0..2 {
            let tomorrow = self.network.time.now().date() + Days::new(1);
            self.sleep_until(tomorrow.and_time(JUST_BEFORE_TWO)).await;
            let courier = tokio::spawn(office.clone().courier());
            tokio::time::sleep(AT_TWO).await;
            while !self.network.is_quiet() {
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
            courier.abort();
            wrong.extend(self.overdue(office));
        }
        wrong
    }

    /// Invoices that should have been transmitted by now and were not.
    fn overdue(&self, office: &OfficeDriver) -> Vec<String> {
        let now = self.network.time.now();
        let is_overdue = |row: &Shelved| {
            matches!(row.standing.state, State::Approved(_))
                && row.document.invoice().is_some()
                && row.standing.transmit_at.is_none_or(|planned| planned <= now)
        };
        let overdue = office.all_documents().into_iter().filter(is_overdue);
        overdue.map(|row| format!("{} is not transmitted at {now}", row.document.key)).collect()
    }

    async fn sleep_until(&self, moment: NaiveDateTime) {
        let wait = moment - self.network.time.now();
        tokio::time::sleep(wait.to_std().unwrap_or_default()).await;
    }
}
