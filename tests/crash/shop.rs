//! The shop's side: `jangbu` with a data folder, one process per command.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use keeper::{Brought, Key, Place};
use tempfile::TempDir;

use crate::nts_process::NtsProcess;

pub struct Shop {
    pub data: PathBuf,
    pub nts: NtsProcess,
    folder: Option<TempDir>,
}

/// What a command said and how it ended.
#[derive(Debug)]
pub struct Said {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Shop {
    /// The practice shop, saved, with a practice NTS in a process of its own.
    pub fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("shop");
        Self::open_in(folder, data)
    }

    /// The same with the shop's data elsewhere than beside the NTS's.
    pub fn open_in(folder: TempDir, data: PathBuf) -> Self {
        let nts = NtsProcess::start(&folder.path().join("nts"));
        let shop = Self { data, nts, folder: Some(folder) };
        let saved = shop.run(&["shop", "practice"]);
        assert_eq!(saved.code, Some(0), "{saved:?}");
        shop
    }

    /// `jangbu` on this shop's data and NTS, with what it complains about kept in a file.
    pub fn jangbu(&self, args: &[&str]) -> Command {
        let mut jangbu = Command::new(env!("CARGO_BIN_EXE_jangbu"));
        self.set_up(&mut jangbu).args(args);
        jangbu
    }

    /// Under a limit on the size of every file, in blocks of 512 bytes. A write beyond it fails as on a full disk.
    pub fn jangbu_within(&self, blocks: u32, args: &[&str]) -> Command {
        // Without the trap the signal would end the process before it could say anything.
        let limited = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
        let mut shell = Command::new("sh");
        shell.args(["-c", &limited, env!("CARGO_BIN_EXE_jangbu")]);
        self.set_up(&mut shell).args(args);
        shell
    }

    /// Runs to the end.
    pub fn run(&self, args: &[&str]) -> Said {
        ended(self.jangbu(args).stderr(Stdio::piped()).output().unwrap())
    }

    pub fn book(&self) -> PathBuf {
        self.data.join("practice/book.db")
    }

    fn set_up<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        let complaints = File::options().create(true).append(true).open(self.complaints()).unwrap();
        command
            .env("JANGBU_DATA", &self.data)
            .env("JANGBU_KEY_FILE", self.key_file())
            .env("JANGBU_NTS", self.nts.file())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(complaints)
    }

    /// The key of the book, for a look past the program.
    pub fn book_key(&self) -> Key {
        let keeper = Place::of(&self.data).open(&self.brought()).unwrap();
        Key::of(keeper.get("practice.book").unwrap().unwrap().expose()).unwrap()
    }

    /// What opens the shop's keys.
    pub fn brought(&self) -> Brought {
        Brought::KeyFile(self.key_file())
    }

    pub fn nts_folder(&self) -> PathBuf {
        self.folder().join("nts")
    }

    fn key_file(&self) -> PathBuf {
        self.folder().join("jangbu.key")
    }

    pub fn complaints(&self) -> PathBuf {
        self.folder().join("stderr.log")
    }

    fn folder(&self) -> &Path {
        self.folder.as_ref().unwrap().path()
    }
}

pub fn ended(output: Output) -> Said {
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Said { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

/// After a failure the two ledgers are worth more than a clean folder.
impl Drop for Shop {
    fn drop(&mut self) {
        if let Some(folder) = self.folder.take().filter(|_| std::thread::panicking()) {
            eprintln!("both ledgers and stderr.log are kept in {}", folder.keep().display());
        }
    }
}
