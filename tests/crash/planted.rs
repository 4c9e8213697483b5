//! A thousand identifiers go through the program, which is killed on the way. Afterwards none of them is on its disk: not in
//! the book, its log, the vault, the spool, the temporary files, what it complained about, a support bundle, nor in the list
//! of processes.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use jangbu_lib::data_dir::DataDir;
use jangbu_lib::shell::Shell;
use rusqlite::Connection;
use serde_json::{Value, json};
use store::World;

use crate::batch::{Event, PATIENCE, Running};
use crate::shop::Shop;

const EACH: usize = 300;
const PASSWORDS: usize = 100;
/// How each of them begins.
const PASSWORD: &str = "Pa55-비밀-";
/// Short enough for a test, long enough that no counter, time or random number holds it by chance.
const DIGITS_IN_A_ROW: usize = 9;

/// What was planted, by kind.
struct Planted {
    numbers: Vec<String>,
    passwords: Vec<String>,
}

impl Planted {
    fn new() -> Self {
        let phones = (0..EACH).map(|n| format!("010{:08}", 71_230_457 + n * 7_919 % 9_000_000));
        let cards = (0..EACH).map(|n| format!("15442020{:010}", 8_317_254_906_u64 + n as u64 * 104_729));
        let residents =
            (0..EACH).map(|n| format!("{:02}0{}1{}1{:06}", 60 + n % 39, 1 + n % 9, n % 9, 234_567 + n * 31));
        let numbers: Vec<String> = phones.chain(cards).chain(residents).collect();
        let passwords = (0..PASSWORDS).map(|n| format!("{PASSWORD}{:06}", 271_828 + n * 37)).collect();
        Self { numbers, passwords }
    }

    /// One batch line each; a card and a resident number are written as people write them.
    fn lines(&self) -> Vec<String> {
        let line = |(n, number): (usize, &String)| {
            json!({ "act": "issue", "press_id": format!("p{n}"), "amount": (10_000 + n).to_string(),
                    "number": number, "item": "꽃", "print": n % 60 == 0 })
            .to_string()
        };
        self.numbers.iter().enumerate().map(line).collect()
    }

    /// Every planted text that stands in these bytes, as digits, with dashes, or in part.
    fn found_in(&self, bytes: &[u8]) -> Vec<&str> {
        let in_a_row = digit_runs(bytes);
        let tails: BTreeMap<&[u8], &str> =
            self.numbers.iter().map(|n| (&n.as_bytes()[n.len() - DIGITS_IN_A_ROW..], n.as_str())).collect();
        let numbers = in_a_row.iter().flat_map(|run| run.windows(DIGITS_IN_A_ROW));
        let numbers = numbers.filter_map(|digits| tails.get(digits).copied());
        let at = bytes.windows(PASSWORD.len()).position(|window| window == PASSWORD.as_bytes());
        let holds = |text: &&String| at.is_some_and(|at| bytes[at..].starts_with(text.as_bytes()));
        numbers.chain(self.passwords.iter().filter(holds).map(String::as_str)).collect()
    }
}

/// Runs of digits; single dashes and spaces between them do not end one.
fn digit_runs(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut runs = vec![Vec::new()];
    let mut between = 0;
    for byte in bytes {
        match byte {
            b'0'..=b'9' => {
                runs.last_mut().unwrap().push(*byte);
                between = 0;
            }
            b'-' | b' ' if between == 0 => between = 1,
            _ if runs.last().unwrap().is_empty() => between = 2,
            _ => {
                runs.push(Vec::new());
                between = 2;
            }
        }
    }
    runs
}

#[test]
fn a_thousand_planted_identifiers_are_nowhere_on_the_disk() {
    let planted = Planted::new();
    let root = tempfile::tempdir().unwrap();
    let (data, spool) = (root.path().join("shop"), root.path().join("tmp"));
    fs::create_dir_all(&spool).unwrap();
    let shop = Shop::open_in(tempfile::tempdir().unwrap(), data.clone());
    let seen = issue_all(&shop, &planted, &spool);

    let brought = shop.brought();
    let shell = Shell::open(DataDir::choose(Some(data.clone())).unwrap(), World::Practice, &brought).unwrap();
    shell.recover().unwrap();
    for password in &planted.passwords {
        let form =
            office::MailForm { password: Some(password.clone()), ..shell.office.mail_settings().unwrap() };
        shell.office.save_mail_settings(&form).unwrap();
    }
    assert!(shell.office.mail_settings().unwrap().has_password);
    let bundle = shell.office.save_support_bundle(&data.join("practice/support"), "test").unwrap();
    assert!(fs::metadata(bundle.path).unwrap().len() > 1_000);
    // The window is open: its log is beside the book.
    let log = fs::metadata(data.join("practice/book.db-wal")).unwrap().len();
    assert!(log > 100_000, "the log holds {log} bytes");

    assert!(planted.found_in(&seen).is_empty(), "the list of processes showed an identifier");
    let mut looked_at = 0;
    let complaints = shop.complaints();
    for file in files(root.path()).into_iter().chain(files(&shop.nts_folder())).chain([complaints]) {
        let bytes = fs::read(&file).unwrap();
        looked_at += bytes.len();
        let found = planted.found_in(&bytes);
        assert!(found.is_empty(), "{} holds {} of them: {:?}", file.display(), found.len(), &found[..1]);
        if file.extension().is_some_and(|extension| extension == "pdf") {
            let text = pdf_extract::extract_text(&file).unwrap();
            let found = planted.found_in(text.as_bytes());
            assert!(found.is_empty(), "{} prints {found:?}: {text}", file.display());
        }
    }
    assert!(looked_at > 1_000_000, "looked at {looked_at} bytes only");

    // The look would have found them: they are in the book, for whoever has its key.
    let known = planted.found_in(&in_plain(&shop, &root.path().join("plain.db"))).len();
    assert!(known >= planted.numbers.len() * 9 / 10, "only {known} are in the book");
}

/// The book's bytes if it were not encrypted.
fn in_plain(shop: &Shop, copy: &Path) -> Vec<u8> {
    let book = Connection::open(shop.book()).unwrap();
    let digits: String = shop.book_key().expose().iter().map(|byte| format!("{byte:02x}")).collect();
    book.execute_batch(&format!("PRAGMA key = \"x'{digits}'\"")).unwrap();
    book.execute("ATTACH DATABASE ?1 AS plain KEY ''", [copy.to_str().unwrap()]).unwrap();
    book.query_row("SELECT sqlcipher_export('plain')", [], |_row| Ok(())).unwrap();
    book.execute_batch("DETACH DATABASE plain").unwrap();
    fs::read(copy).unwrap()
}

/// Issues them all, killing the program in the middle; answers what the list of processes showed meanwhile.
fn issue_all(shop: &Shop, planted: &Planted, spool: &Path) -> Vec<u8> {
    let batch = || {
        let mut command = shop.jangbu(&["batch"]);
        command.env("TMPDIR", spool).env("RUST_BACKTRACE", "full");
        command
    };
    let until = Instant::now() + PATIENCE;
    let half = Running::start(batch(), &planted.lines());
    let mut answers = 0;
    while answers < planted.numbers.len() / 2 {
        match half.next(until) {
            Event::Line(_) => answers += 1,
            Event::Ended | Event::Moment => panic!("only {answers} answers"),
        }
    }
    let seen = process_list(half.id());
    drop(half.kill());
    let all = Running::start(batch(), &planted.lines());
    let mut approved = 0;
    while let Event::Line(line) = all.next(until) {
        let answer: Value = serde_json::from_str(&line).unwrap();
        approved += usize::from(answer.pointer("/document/state") == Some(&json!("approved")));
    }
    assert!(approved >= planted.numbers.len() * 9 / 10, "only {approved} of them were approved");
    seen
}

/// What anybody on this computer can see of a process.
fn process_list(id: u32) -> Vec<u8> {
    let look = |name| fs::read(format!("/proc/{id}/{name}")).unwrap_or_default();
    let seen = [look("cmdline"), look("environ"), look("status")].concat();
    assert!(!cfg!(target_os = "linux") || seen.len() > 100, "the process was seen");
    let limits = String::from_utf8(look("limits")).unwrap();
    let cores = limits.lines().find(|line| line.starts_with("Max core file size"));
    assert!(
        cores.is_none_or(|line| line.split_whitespace().nth(4) == Some("0")),
        "a crash would write the memory to the disk: {cores:?}"
    );
    seen
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries
        .flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] })
        .filter(|p| p.is_file())
        .collect()
}
