//! `jangbu practice-nts` as a process of its own. Its ledger outlives it; its tokens and dials do not.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use practice_nts::{Document, Invoice, Ledger, ReadyLine};
use serde_json::Value;

pub struct NtsProcess {
    child: Child,
    folder: PathBuf,
    ready: ReadyLine,
}

impl NtsProcess {
    /// Starts on any free ports; its ready line stands in [`NtsProcess::file`].
    pub fn start(folder: &Path) -> Self {
        std::fs::create_dir_all(folder).unwrap();
        let (child, ready) = spawn(folder, "0", "0").expect("a ready line");
        let nts = Self { child, folder: folder.into(), ready };
        nts.write_file();
        nts
    }

    /// `kill -9`, in the middle of whatever it is doing.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Starts again on the same ledger and the same ports; on other ones if somebody has taken them meanwhile.
    pub fn restart(&mut self) {
        let (https, http) = (port(&self.ready.url), port(self.ready.http_url.as_deref().unwrap()));
        let again = spawn(&self.folder, https, http).or_else(|| spawn(&self.folder, "0", "0"));
        (self.child, self.ready) = again.expect("a ready line");
        self.write_file();
    }

    /// What `--nts` takes.
    pub fn file(&self) -> PathBuf {
        self.folder.join("ready.json")
    }

    /// Turns the dials that the object names.
    pub fn turn(&self, dials: &Value) {
        let (head, body) =
            (format!("PUT /practice/dials HTTP/1.1\r\nHost: {}\r\n", self.host()), dials.to_string());
        let mut line = TcpStream::connect(self.host()).unwrap();
        write!(line, "{head}Connection: close\r\nContent-Length: {}\r\n\r\n{body}", body.len()).unwrap();
        let mut answer = String::new();
        line.read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    }

    /// The receipts and cancels of the authority's own book, read from its file.
    pub fn documents(&self) -> Vec<Document> {
        Ledger::open(&self.folder.join("ledger.db")).unwrap().documents().unwrap()
    }

    /// The invoices of the same book.
    pub fn invoices(&self) -> Vec<Invoice> {
        Ledger::open(&self.folder.join("ledger.db")).unwrap().invoices().unwrap()
    }

    fn host(&self) -> &str {
        self.ready.http_url.as_deref().unwrap().trim_start_matches("http://")
    }

    fn write_file(&self) {
        std::fs::write(self.file(), serde_json::to_vec(&self.ready).unwrap()).unwrap();
    }
}

impl Drop for NtsProcess {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Waits for the ready line; `None` when the process ends without one, for example because a port is taken.
fn spawn(folder: &Path, https: &str, http: &str) -> Option<(Child, ReadyLine)> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_jangbu"))
        .args(["practice-nts", "--port", https, "--http-port", http, "--data"])
        .arg(folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    if line.is_empty() {
        child.wait().unwrap();
        return None;
    }
    Some((child, serde_json::from_str(&line).unwrap()))
}

fn port(url: &str) -> &str {
    url.rsplit(':').next().unwrap()
}
