//! What issues by itself, and the batch of the day's end, with a death at each look at the clock: every plan and date and every
//! sale ends as one document, or as one matter for a person, whatever dies in between and whatever the line does.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use chrono::NaiveDate;
use domain::{
    BuyerForm, InvoiceForm, LineForm, LineTyped, OnHoliday, Period, Recurrence, Rhythm, Span, State, Taxation,
};
use nts::Route;
use office::{PartnerForm, PlanForm, PlanWhat, PlannedReceipt, SaleForm, SaleOutcome};
use store::{Paid, PlanRun, RunState, SaleState, Shelved};
use tempfile::TempDir;
use tokio::runtime::Builder;

use crate::authority::Authority;
use crate::dice::Dice;
use crate::life::{Life, SimClock, Time};
use crate::network::Network;
use crate::office_driver::{OfficeDriver, Place};
use crate::route::SimRoute;
use crate::weather::Weather;

const BUYER: &str = "214-86-00016";
const DAY_MS: u64 = 24 * 3_600_000;
/// The cash sales, each of its own amount so that a doubled one is seen.
const CASH: [i64; 4] = [1_001, 2_002, 3_003, 4_004];
const CREDIT: [i64; 2] = [11_000, 22_000];
/// What a plan's invoice and receipt come to.
const RENT: i64 = 550_000;
const LESSON: i64 = 77_777;

/// What the story of one seed came to.
pub struct Told {
    pub violations: Vec<String>,
    /// How many lives it took.
    pub lives: usize,
}

/// Plays two deaths, at looks at the clock that the seed draws, and a life that ends well.
pub fn play(seed: u64) -> Told {
    let mut dice = Dice::new(seed, "automation");
    let time = Arc::new(Time::starting_at(14 * 60));
    let story = Story {
        network: Arc::new(Network::new(time, Authority::without_surprises(), Weather::new(seed))),
        folder: tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap(),
    };
    let deaths = [Some(dice.within(2, 90)), Some(dice.within(2, 90)), None];
    for (index, death) in deaths.into_iter().enumerate() {
        let closed_ms = dice.pick(&[0, 30_000, 3_600_000, DAY_MS, 2 * DAY_MS]);
        if let Some(violations) = story.live(index > 0, death, closed_ms) {
            return Told { violations, lives: index + 1 };
        }
    }
    Told { violations: vec!["a life without an end died".to_owned()], lives: deaths.len() }
}

struct Story {
    network: Arc<Network>,
    folder: TempDir,
}

impl Story {
    /// One life; answers what is wrong in the end, or nothing when it died.
    fn live(&self, again: bool, death: Option<u64>, closed_ms: u64) -> Option<Vec<String>> {
        let runtime = Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
        let life = Arc::new(Life::new(death));
        let place = Place::File(self.folder.path().join("book.sqlite"));
        let ended = runtime.block_on(async {
            self.network.time.begin_life();
            let day = tokio::spawn(day(Arc::clone(&self.network), Arc::clone(&life), place, again));
            tokio::select! {
                biased;
                () = life.death() => None,
                wrong = day => wrong.ok(),
            }
        });
        runtime.block_on(async { self.network.time.end_life(closed_ms) });
        ended
    }
}

async fn day(network: Arc<Network>, life: Arc<Life>, place: Place, again: bool) -> Vec<String> {
    let clock = SimClock { time: Arc::clone(&network.time), life: Arc::clone(&life) };
    let shop = OfficeDriver::open(&place, Arc::new(clock));
    shop.set_up_shop();
    if again {
        shop.recover();
    }
    let route: Arc<dyn Route> = Arc::new(SimRoute { network: Arc::clone(&network), life: Arc::clone(&life) });
    shop.connect(route);
    set_up(&shop);
    evening(&shop, &network, 3).await;
    // The PC is off until December, when the month's last runs have been reached.
    tokio::time::sleep(Duration::from_millis(2 * DAY_MS)).await;
    network.outside().weather.heal();
    evening(&shop, &network, 24).await;
    let rests = shop.is_settled();
    let mut wrong = judge(&shop, &network.outside().authority);
    if !rests {
        wrong.push(format!("still open: {:?}", shop.open_documents()));
    }
    wrong
}

/// What the program does behind the window, and somebody who closes the day every few minutes.
async fn evening(shop: &OfficeDriver, network: &Network, times: u32) {
    let courier = tokio::spawn(shop.clone().courier());
    let planner = tokio::spawn(shop.office().run_planner());
    for _ in 0..times {
        batch(shop).await;
        tokio::time::sleep(Duration::from_secs(150)).await;
        network.deliver();
    }
    courier.abort();
    planner.abort();
}

/// Plans, a partner and sales, as often as it takes until all of it is in the book.
fn set_up(shop: &OfficeDriver) {
    let office = shop.office();
    let known: Vec<String> = office.plans().unwrap().into_iter().map(|plan| plan.plan.card.name).collect();
    for plan in plans() {
        if !known.contains(&plan.name) {
            office.save_plan(&plan).unwrap();
        }
    }
    let found = office.find_partners("한빛").unwrap().first().map(|partner| partner.id);
    let partner = found.unwrap_or_else(|| {
        office.save_partner(&PartnerForm { buyer: buyer(), ..PartnerForm::default() }).unwrap().partner.id
    });
    for won in CASH {
        office.keep_sale(&sale(won), &format!("kept-{won}")).unwrap();
    }
    for won in CREDIT {
        let on_credit = SaleForm { paid: Paid::Credit, partner: Some(partner), ..sale(won) };
        // Sold in November, whenever it is written down.
        let sold_on = "2026-11-29".to_owned();
        office.keep_sale(&SaleForm { sold_on, ..on_credit }, &format!("kept-{won}")).unwrap();
    }
}

/// The day's end: what is open is issued, and in December the partner's November.
async fn batch(shop: &OfficeDriver) {
    let office = shop.office();
    let _tried_again_later = office.issue_open_receipts(|_, _| {}).await;
    let november = Period::parse("2026-11").unwrap();
    if office.today_date() <= november.last() {
        return;
    }
    for bill in office.day_end().unwrap().monthly {
        let issued = office.issue_monthly(
            bill.partner.id,
            Period::of(november.first(), Span::Month),
            Taxation::Taxable,
        );
        assert!(!matches!(issued.await, Ok(SaleOutcome::Stopped(_))), "nothing is wrong with it");
    }
}

fn judge(shop: &OfficeDriver, authority: &Authority) -> Vec<String> {
    let office = shop.office();
    let calendar = office.calendar().unwrap().calendar;
    let mut wrong = Vec::new();
    wrong.extend(shop.verify_journal().err().map(|error| format!("the journal does not verify: {error:?}")));
    let mut wanted: BTreeMap<i64, usize> = BTreeMap::new();
    let mut want = |won: i64| *wanted.entry(won).or_default() += 1;
    for plan in office.plans().unwrap() {
        wrong.extend(plan.runs.iter().filter_map(|run| undecided(&plan.plan.card.name, run)));
        let won = if plan.plan.card.name == "수강료" { LESSON } else { RENT };
        plan.runs.iter().filter(|run| matches!(run.state, RunState::Issued(_))).for_each(|_| want(won));
        let begun: BTreeSet<NaiveDate> = plan.runs.iter().map(|run| run.run.nominal).collect();
        let reached = plan.plan.card.recurrence.due(None, office.today_date(), &calendar);
        let due = reached.filter(|run| run.on >= plan.plan.counts_from).map(|run| run.nominal).collect();
        if begun != due {
            wrong.push(format!("{} ran {begun:?} and not {due:?}", plan.plan.card.name));
        }
    }
    CASH.into_iter().for_each(&mut want);
    want(CREDIT.iter().sum());
    // The line was down until no receipt of that day was taken any more: that is a matter for a person, and was told.
    let refused = |row: &&Shelved| matches!(row.standing.state, State::Rejected(_));
    for row in shop.all_documents().iter().filter(refused) {
        if row.standing.attention.is_none() {
            wrong.push(format!("nobody is called to {}", row.document.key));
        }
        if let Some(count) = wanted.get_mut(&row.document.total().get()) {
            *count -= 1;
        }
    }
    wanted.retain(|_, count| *count > 0);
    let mut there: BTreeMap<i64, usize> = BTreeMap::new();
    for taken in &authority.documents {
        *there.entry(taken.paper.counts().0).or_default() += 1;
    }
    if wanted != there {
        wrong.push(format!("wanted {wanted:?}, at the authority {there:?}"));
    }
    let end = office.day_end().unwrap();
    if !end.cash.is_empty() || !end.monthly.is_empty() {
        wrong.push(format!("sales are open: {end:?}"));
    }
    for row in shop.all_documents() {
        let sales = office.sales_of(&row.document.key).unwrap();
        if sales.iter().any(|sale| matches!(sale.state, SaleState::Open | SaleState::Dropped)) {
            wrong.push(format!("{} covers a sale that is open", row.document.key));
        }
    }
    wrong
}

/// A run is a document or a matter for a person; nothing in between is left.
fn undecided(name: &str, run: &PlanRun) -> Option<String> {
    let decided = match &run.state {
        RunState::Issued(_) => true,
        RunState::Stopped { reason, .. } => name == "수강료" && reason == "receipt_missed",
        RunState::Begun | RunState::Settled => false,
    };
    (!decided).then(|| format!("{name} of {} is {:?}", run.run.nominal, run.state))
}

/// A rent on the last day, the same every Monday, and a lesson every Sunday, which today is.
fn plans() -> [PlanForm; 3] {
    let rhythm = |rhythm| Recurrence {
        rhythm,
        starts_on: "2026-11-29".parse().unwrap(),
        ends_on: None,
        on_holiday: OnHoliday::Keep,
        skipped: BTreeSet::new(),
    };
    let plan = |name: &str, recurrence, what| PlanForm { id: None, name: name.to_owned(), recurrence, what };
    let line = LineForm {
        item: "임대료".to_owned(),
        total: RENT.to_string(),
        typed: LineTyped::Total,
        ..LineForm::default()
    };
    let rent = PlanWhat::Invoice(Box::new(InvoiceForm {
        buyer: buyer(),
        lines: vec![line],
        ..InvoiceForm::default()
    }));
    let lesson =
        PlanWhat::Receipt(PlannedReceipt { amount: LESSON.to_string(), ..PlannedReceipt::default() });
    [
        plan("월세", rhythm(Rhythm::Monthly { every: 1, day: 31 }), rent.clone()),
        plan("주세", rhythm(Rhythm::Weekly { every: 1, weekday: chrono::Weekday::Mon }), rent),
        plan("수강료", rhythm(Rhythm::Weekly { every: 1, weekday: chrono::Weekday::Sun }), lesson),
    ]
}

fn buyer() -> BuyerForm {
    BuyerForm {
        number: BUYER.to_owned(),
        name: "한빛상사".to_owned(),
        owner: "이한빛".to_owned(),
        ..BuyerForm::default()
    }
}

fn sale(won: i64) -> SaleForm {
    SaleForm {
        amount: won.to_string(),
        taxation: Taxation::Taxable,
        item: "원두".to_owned(),
        number: String::new(),
        purpose: None,
        paid: Paid::Cash,
        partner: None,
        sold_on: String::new(),
    }
}
