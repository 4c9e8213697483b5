//! A shop for tests: a real book in a temporary folder and a real practice NTS over HTTPS.

use std::path::{Path, PathBuf};

use std::sync::Arc;

use domain::{DocumentKey, KeyKind, ReceiptForm, ShopForm, State, Taxation};
use jangbu_lib::data_dir::DataDir;
use jangbu_lib::practice;
use jangbu_lib::shell::Shell;
use keeper::Brought;
use office::{Clock, IssuePress, Office, SystemClock};
use practice_nts::PracticeNts;
use store::World;
use tempfile::TempDir;

/// The practice shop, open for business.
pub struct OpenShop {
    pub shell: Shell,
    pub nts: PracticeNts,
    pub folder: TempDir,
}

impl OpenShop {
    pub async fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let shell = shell(&folder);
        let number = shell.office.save_shop(&ShopForm::practice()).unwrap().number().clone();
        let nts = practice::start(shell.data.practice_nts(), &number).await.unwrap();
        let shop = Self { shell, nts, folder };
        shop.connect();
        shop
    }

    /// Closes the program as a power cut would and opens it again on the same folder.
    pub fn restart(self) -> Self {
        let Self { shell, nts, folder } = self;
        drop(shell);
        let shop = Self { shell: self::shell(&folder), nts, folder };
        shop.connect();
        shop
    }

    /// Another office over the same book, as a command line beside the window has it.
    pub fn another_office(&self) -> Arc<Office> {
        shell(&self.folder).office
    }

    /// A receipt that another program issued for this shop.
    pub async fn issue_elsewhere(&self, won: u32) {
        let number = self.shell.office.shop().unwrap().unwrap().number().clone();
        let now = SystemClock.now();
        let receipt = form(&won.to_string(), "").check(&number, now).unwrap();
        let key = DocumentKey::new(KeyKind::Receipt, now.date(), 99, 1).unwrap();
        let route = practice::route(&self.nts, &number).unwrap();
        let request = route.freeze_issue(&key, &number, &receipt).unwrap();
        let sent = route.send(&request).await.outcome;
        assert!(matches!(sent, nts::Sent::Approved(_)), "{sent:?}");
    }

    pub fn connect(&self) {
        let number = self.shell.office.shop().unwrap().unwrap().number().clone();
        self.shell.office.connect(practice::route(&self.nts, &number).unwrap());
        self.shell.office.practise_texts(practice::texts(self.nts.ready()).unwrap());
    }

    /// Issues and answers key and state.
    pub async fn issue(&self, amount: &str, number: &str) -> (DocumentKey, State) {
        let key = self.shell.office.issue_receipt(press(amount, number)).await.unwrap();
        let state = self.state(&key);
        (key, state)
    }

    pub fn state(&self, key: &DocumentKey) -> State {
        self.shell.office.shelved(key).unwrap().standing.state
    }

    pub fn prints(&self) -> PathBuf {
        self.shell.data.prints(World::Practice)
    }
}

/// The program on a folder, not connected yet.
pub fn shell(folder: &TempDir) -> Shell {
    let data = DataDir::choose(Some(folder.path().into())).unwrap();
    Shell::open(data, World::Practice, &key_file(folder.path())).unwrap()
}

/// What opens the keys of a test's folder: never the key store of whoever runs the tests.
pub fn key_file(folder: &Path) -> Brought {
    Brought::KeyFile(folder.join("test.key"))
}

/// A press of its own for each call.
pub fn press(amount: &str, number: &str) -> IssuePress {
    use std::sync::atomic::{AtomicU32, Ordering};
    static PRESSES: AtomicU32 = AtomicU32::new(0);
    let press_id = format!("test-{}", PRESSES.fetch_add(1, Ordering::Relaxed));
    IssuePress { form: form(amount, number), press_id, allow_similar: false, print: false }
}

pub fn form(amount: &str, number: &str) -> ReceiptForm {
    ReceiptForm {
        amount: amount.into(),
        service: String::new(),
        number: number.into(),
        purpose: None,
        taxation: Taxation::Taxable,
        item: "사무용품".into(),
        memo: String::new(),
    }
}
