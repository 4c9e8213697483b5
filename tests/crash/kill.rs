//! `kill -9` at random moments, round after round, on one shop and one NTS: the till while it issues and cancels, the desk
//! where invoices are written, the courier while it settles, and now and then the NTS itself.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::batch::{Event, PATIENCE, Running};
use crate::desk::Desk;
use crate::dice::{Dice, number};
use crate::ledgers::{Book, assert_equal, assert_nothing_sent_unwritten};
use crate::shop::Shop;

/// Lines that one process is given; more than it lives to answer.
const LINES: usize = 40;

/// When a process is killed.
enum Moment {
    /// So long after its start: while it opens, recovers, connects, or works.
    AfterStart(Duration),
    /// So long after its n-th answer: in the middle of a document.
    AfterAnswer(u64, Duration),
}

struct Drill {
    shop: Shop,
    dice: Dice,
    /// Lines without an answer so far, oldest first. They are written again, as a till would.
    unanswered: VecDeque<Value>,
    /// Approved receipts that nothing was taken back from yet.
    cancellable: Vec<(String, i64)>,
    /// Every press that must come to exactly one document.
    presses: Vec<String>,
    bad_lines: u64,
    /// Where invoices are written.
    desk: Desk,
}

#[test]
fn kill_at_any_moment_and_the_two_ledgers_agree() {
    let rounds = number("ROUNDS").unwrap_or(200);
    let mut drill = Drill::start();
    for round in 1..=rounds {
        drill.round();
        assert_nothing_sent_unwritten(&drill.shop);
        assert_eq!(
            Book::read(&drill.shop.book(), &drill.shop.book_key()).texts("PRAGMA quick_check"),
            ["ok"],
            "after round {round}"
        );
    }
    drill.let_the_dust_settle();
    drill.assert_one_document_per_press();
    assert_equal(&drill.shop);
    drill.assert_it_hurt(rounds);
}

impl Drill {
    fn start() -> Self {
        Self {
            dice: Dice::from_environment(),
            shop: Shop::open(),
            unanswered: VecDeque::new(),
            cancellable: Vec::new(),
            presses: Vec::new(),
            bad_lines: 0,
            desk: Desk::new(),
        }
    }

    fn round(&mut self) {
        self.turn_the_dials();
        if self.dice.once_in(5) {
            self.kill_the_courier();
        } else if self.dice.once_in(3) {
            self.desk.kill(&self.shop, &mut self.dice);
        } else {
            self.kill_the_till();
        }
    }

    /// What goes wrong on the line this round; half of the rounds, nothing does.
    fn turn_the_dials(&mut self) {
        let dice = &mut self.dice;
        let mut some = |most: u64| if dice.once_in(2) { dice.between(0..most + 1) } else { 0 };
        let dials = json!({
            "latency_ms": some(30),
            "lose_answers": some(2),
            "reset_before_commit": some(2),
            "truncate_body": some(1),
            "duplicate_delivery": some(1),
            "server_errors": some(1),
            "server_errors_after_commit": some(1),
            "too_many_requests": some(1),
            "lose_transmit_answers": some(2),
            "transmit_errors": some(1),
        });
        self.shop.nts.turn(&dials);
    }

    /// Whoever opens for sending first makes unknown what a dead process left half sent.
    fn assert_recovered(&self, left_behind: &[String]) {
        let sending = half_sent(&self.shop);
        let forgotten: Vec<_> = left_behind.iter().filter(|before| sending.contains(before)).collect();
        assert!(forgotten.is_empty(), "still `sending`, and nobody sends them: {forgotten:?}");
    }

    fn kill_the_till(&mut self) {
        self.write_lines();
        let lines: Vec<Value> = self.unanswered.iter().cloned().collect();
        let input: Vec<String> = lines.iter().map(to_line).collect();
        let moment = self.moment();
        let nts_dies_after = self.dice.once_in(8).then(|| self.dice.between(0..9));

        let left_behind = half_sent(&self.shop);
        let running = Running::start(self.shop.jangbu(&["batch"]), &input);
        let mut answers = Vec::new();
        let mut until = match moment {
            Moment::AfterStart(wait) => Instant::now() + wait,
            Moment::AfterAnswer(..) => Instant::now() + PATIENCE,
        };
        while let Event::Line(answer) = running.next(until) {
            answers.push(answer);
            let so_far = answers.len() as u64;
            if nts_dies_after == Some(so_far) {
                self.shop.nts.kill();
            }
            if let Moment::AfterAnswer(nth, wait) = moment
                && nth == so_far
            {
                until = Instant::now() + wait;
            }
        }
        answers.extend(running.kill());
        if nts_dies_after.is_some() {
            self.shop.nts.kill();
            self.shop.nts.restart();
        }
        if !answers.is_empty() {
            self.assert_recovered(&left_behind);
        }
        for answer in answers {
            self.take_answer(&answer);
        }
    }

    fn kill_the_courier(&mut self) {
        let until = Instant::now() + Duration::from_millis(self.dice.between(20..400));
        let running = Running::start(self.shop.jangbu(&["courier"]), &[]);
        while let Event::Line(_) = running.next(until) {}
        running.kill();
    }

    fn moment(&mut self) -> Moment {
        let dice = &mut self.dice;
        if dice.once_in(3) {
            Moment::AfterStart(Duration::from_millis(dice.between(0..250)))
        } else {
            Moment::AfterAnswer(dice.between(1..9), Duration::from_micros(dice.between(0..25_000)))
        }
    }

    /// Fills up what the next process is given: receipts, cancels of some of those approved, and lines no till should write.
    fn write_lines(&mut self) {
        while self.unanswered.len() < LINES {
            let line = if self.dice.once_in(20) {
                self.bad_line()
            } else if !self.cancellable.is_empty() && self.dice.once_in(3) {
                self.cancel_line()
            } else {
                self.issue_line()
            };
            self.unanswered.push_back(line);
        }
    }

    /// No two receipts have the same amount, so that none is taken for a second press of the other.
    fn issue_line(&mut self) -> Value {
        let press = self.press();
        let number = *self.dice.pick(&["", "01012345678", "2208162517", "4111111111110912"]);
        let exempt = if self.dice.once_in(5) { "exempt" } else { "taxable" };
        let amount = 1_000 + 10 * self.presses.len();
        json!({ "act": "issue", "press_id": press, "amount": amount, "number": number, "taxation": exempt })
    }

    fn cancel_line(&mut self) -> Value {
        let nth = self.dice.between(0..self.cancellable.len() as u64);
        let (key, total) = self.cancellable.swap_remove(usize::try_from(nth).unwrap());
        let part = self.dice.once_in(2).then_some(total / 3);
        json!({ "act": "cancel", "press_id": self.press(), "key": key, "amount": part })
    }

    fn bad_line(&mut self) -> Value {
        self.bad_lines += 1;
        let press = format!("bad-{}", self.bad_lines);
        self.dice
            .pick(&[
                json!({ "act": "issue", "press_id": press, "amount": 0 }),
                json!({ "act": "issue", "press_id": press, "amount": "1000", "nubmer": "01012345678" }),
                json!({ "act": "cancel", "press_id": press, "key": "R261122-99-000001" }),
                json!("nothing at all"),
            ])
            .clone()
    }

    fn press(&mut self) -> String {
        let press = format!("press-{}", self.presses.len() + 1);
        self.presses.push(press.clone());
        press
    }

    /// Answers come in the order of the lines, so this one is for the oldest line without an answer.
    fn take_answer(&mut self, answer: &str) {
        let answer: Value = serde_json::from_str(answer).unwrap();
        let line = self.unanswered.pop_front().expect("an answer to no line");
        let bad = line["press_id"].as_str().is_none_or(|press| press.starts_with("bad-"));
        assert_eq!(answer["error"].is_object(), bad, "{line} was answered with {answer}");
        let row = &answer["document"];
        if row["state"] == "approved" && row["act"] == "issue" {
            let (key, total) = (row["key"].as_str().unwrap(), row["total"].as_i64().unwrap());
            self.cancellable.push((key.to_owned(), total));
        }
    }

    /// The line is sound again, every line gets its answer, and everything open is settled.
    fn let_the_dust_settle(&mut self) {
        self.shop.nts.kill();
        self.shop.nts.restart();
        let input: Vec<String> = self.unanswered.iter().map(to_line).collect();
        let began = Instant::now();
        let (_, answers) = Running::start(self.shop.jangbu(&["batch"]), &input).finish();
        for answer in answers {
            self.take_answer(&answer);
        }
        self.desk.let_the_dust_settle(&self.shop);
        assert!(self.unanswered.is_empty(), "lines without an answer: {:?}", self.unanswered);
        let (code, said) = Running::start(self.shop.jangbu(&["courier", "--until-settled"]), &[]).finish();
        assert_eq!(code, Some(0), "{said:#?}");
        println!("settled in {:.1} s", began.elapsed().as_secs_f32());
    }

    fn assert_one_document_per_press(&self) {
        let book = Book::read(&self.shop.book(), &self.shop.book_key());
        self.desk.assert_one_document_per_press(&book);
        let mut theirs = book.texts("SELECT press_id FROM document WHERE act IN ('issue', 'cancel')");
        let mut ours = self.presses.clone();
        theirs.sort_unstable();
        ours.sort_unstable();
        assert_eq!(theirs, ours, "every press (right) made exactly one document (left)");
    }

    /// A drill in which nothing broke would prove nothing.
    fn assert_it_hurt(&self, rounds: u64) {
        let book = Book::read(&self.shop.book(), &self.shop.book_key());
        let found_by_asking =
            book.count("SELECT count(DISTINCT document_id) FROM attempt WHERE call = 'look_up'");
        let (recovered, again) = (book.acts("recovered"), book.acts("sent"));
        println!(
            "{rounds} rounds, {} documents: {recovered} found half sent at a start, {found_by_asking} asked for by key, \
             {again} sent again",
            self.presses.len()
        );
        if rounds >= 100 {
            assert!(recovered > 0 && found_by_asking > 0 && again > 0, "no kill met a document on its way");
        }
        if rounds >= 1_000 {
            assert!(self.desk.has_pairs(), "nobody amended a mistake");
        }
    }
}

/// Documents that stand as `sending`, and since when.
fn half_sent(shop: &Shop) -> Vec<String> {
    Book::read(&shop.book(), &shop.book_key()).texts(
        "SELECT d.key || ' since ' || s.updated_at FROM document d JOIN standing s ON s.document_id = d.id \
         WHERE s.state = 'sending'",
    )
}

fn to_line(line: &Value) -> String {
    line.to_string()
}
