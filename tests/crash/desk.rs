//! `kill -9` at the desk where invoices are written: orders that become invoices, transmissions, amendments of one and of two
//! documents. What was not answered is done again under its own name, as another program would.

use std::collections::VecDeque;
use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::batch::{Event, PATIENCE, Running};
use crate::dice::Dice;
use crate::ledgers::Book;
use crate::shop::Shop;

const BUYER: &str = "214-86-00016";

/// One command, to be repeated until it is answered.
#[derive(Clone)]
enum Deed {
    Issue { order: PathBuf },
    Transmit { key: String },
    Amend { key: String, press: String, form: PathBuf },
}

/// Invoices so far, and what is still owed an answer.
pub struct Desk {
    files: TempDir,
    unanswered: VecDeque<Deed>,
    /// Keys of the invoices that were amended, or are about to be: one amendment each, so that none is over what is left.
    amended: Vec<String>,
    /// Presses that must come to a document each.
    presses: Vec<String>,
    /// How many of them are to have a second document.
    pairs: usize,
}

impl Desk {
    pub fn new() -> Self {
        Self {
            files: tempfile::tempdir().unwrap(),
            unanswered: VecDeque::new(),
            amended: Vec::new(),
            presses: Vec::new(),
            pairs: 0,
        }
    }

    /// Begins something new or repeats what was not answered, and kills it at a random moment.
    pub fn kill(&mut self, shop: &Shop, dice: &mut Dice) {
        if self.unanswered.is_empty() || dice.once_in(2) {
            let deed = self.deed(shop, dice);
            self.unanswered.push_back(deed);
        }
        let deed = self.unanswered.pop_front().unwrap();
        open_the_gate(shop);
        let running = Running::start(shop.jangbu(&deed.words()), &[]);
        // Half of them live to say what they did, or the desk would never come to amendments.
        let lives = if dice.once_in(2) { PATIENCE } else { Duration::from_millis(dice.between(0..450)) };
        let until = Instant::now() + lives;
        let mut said = Vec::new();
        while let Event::Line(line) = running.next(until) {
            said.push(line);
        }
        said.extend(running.kill());
        self.take(deed, &said);
    }

    /// Everything that is owed an answer gets it.
    pub fn let_the_dust_settle(&mut self, shop: &Shop) {
        let patience = Instant::now() + PATIENCE;
        while let Some(deed) = self.unanswered.pop_front() {
            assert!(Instant::now() < patience, "no answer to {:?}", deed.words());
            let (_, said) = Running::start(shop.jangbu(&deed.words()), &[]).finish();
            self.take(deed, &said);
        }
    }

    /// A drill without a pair would prove little.
    pub const fn has_pairs(&self) -> bool {
        self.pairs > 0
    }

    /// Each order and each amendment is one document, and each mistake has its second.
    pub fn assert_one_document_per_press(&self, book: &Book) {
        let mut theirs = book.texts(
            "SELECT press_id FROM document WHERE act IN ('invoice', 'amend') AND press_id NOT LIKE 'amendment-%'",
        );
        let mut ours = self.presses.clone();
        theirs.sort_unstable();
        ours.sort_unstable();
        assert_eq!(theirs, ours, "every order and amendment (right) made exactly one document (left)");
        let seconds = book.count("SELECT count(*) FROM amendment WHERE second_id IS NOT NULL");
        let wanted = book.count("SELECT count(*) FROM amendment WHERE second_content IS NOT NULL");
        assert_eq!((wanted, seconds), (wanted, wanted), "no pair is left half");
        assert_eq!(wanted, i64::try_from(self.pairs).unwrap());
        println!("{} invoices and amendments, {} of them pairs", ours.len(), self.pairs);
    }

    fn deed(&mut self, shop: &Shop, dice: &mut Dice) -> Deed {
        let book = Book::read(&shop.book(), &shop.book_key());
        let mut amendable = invoices(&book, "transmitted");
        amendable.retain(|key| !self.amended.contains(key));
        if let Some(key) = amendable.pop().filter(|_| dice.once_in(2)) {
            self.amended.push(key.clone());
            return self.amendment(key, dice);
        }
        match invoices(&book, "approved").pop().filter(|_| dice.once_in(2)) {
            Some(key) => Deed::Transmit { key },
            None => self.order(),
        }
    }

    fn order(&mut self) -> Deed {
        let number = format!("{}", self.presses.len() + 1);
        self.presses.push(format!("order-{number}"));
        let order = json!({
            "order_no": number,
            "buyer": { "business_number": BUYER, "name": "한빛상사", "owner": "이한빛" },
            "items": [
                { "name": "복사용지", "quantity": 10, "unit_price": "30,000" },
                { "name": "의자", "quantity": 2, "unit_price": 55_000 },
            ],
        });
        Deed::Issue { order: self.write(&format!("order-{number}.json"), &order) }
    }

    fn amendment(&mut self, key: String, dice: &mut Dice) -> Deed {
        let press = format!("amend-{}", self.presses.len() + 1);
        let form = match dice.between(0..4) {
            0 => json!({ "reason": "returned", "lines": [{ "line": 0, "quantity": "3" }] }),
            1 => json!({ "reason": "contract_cancelled" }),
            _ => {
                self.pairs += 1;
                json!({
                    "reason": "mistake",
                    "corrected": {
                        "buyer": { "number": BUYER, "name": "한빛상사", "owner": "이한빛" },
                        "lines": [{ "item": "복사용지", "quantity": "9", "unit_price": "30,000" }],
                    },
                })
            }
        };
        self.presses.push(press.clone());
        let form = self.write(&format!("{press}.json"), &form);
        Deed::Amend { key, press, form }
    }

    fn write(&self, name: &str, content: &Value) -> PathBuf {
        let path = self.files.path().join(name);
        fs::write(&path, content.to_string()).unwrap();
        path
    }

    /// What is said settles a deed only when it names the document; an order that could not be verified is handed in again.
    fn take(&mut self, deed: Deed, said: &[String]) {
        let answer: Value = said.first().map_or(Value::Null, |line| serde_json::from_str(line).unwrap());
        // It was transmitted and the answer was lost: nothing is left to do.
        let done = answer["document"].is_object() || answer["error"]["code"] == "nothing_to_do";
        if !done {
            let again = answer.is_null() || answer["reason"] == "status_unknown";
            assert!(again, "{:?} was answered with {answer}", deed.words());
            self.unanswered.push_back(deed);
        }
    }
}

impl Deed {
    fn words(&self) -> Vec<&str> {
        let words = match self {
            Self::Issue { order } => vec!["issue", "--order", order.to_str().unwrap()],
            Self::Transmit { key } => vec!["transmit", key],
            Self::Amend { key, press, form } => {
                vec!["amend", key, "--press", press, "--form", form.to_str().unwrap()]
            }
        };
        [&["invoice"], words.as_slice(), &["--json"]].concat()
    }
}

/// A single command does not ask whether a line that was down is up again; the courier does, first thing.
fn open_the_gate(shop: &Shop) {
    let running = Running::start(shop.jangbu(&["courier"]), &[]);
    let until = Instant::now() + Duration::from_millis(300);
    while let Event::Line(_) = running.next(until) {}
    running.kill();
}

/// Keys of the new invoices in a state, oldest first.
fn invoices(book: &Book, state: &str) -> Vec<String> {
    book.texts(&format!(
        "SELECT d.key FROM document d JOIN standing s ON s.document_id = d.id \
         WHERE d.act = 'invoice' AND s.state = '{state}' ORDER BY d.id"
    ))
}
