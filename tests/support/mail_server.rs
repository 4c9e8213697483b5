//! A real SMTP server as a process of its own (`smtp_server.py`, aiosmtpd): STARTTLS, TLS and a door without either, with login
//! and dials. It ends with the value that started it.
#![allow(dead_code, reason = "each test program uses another part of it")]

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair, KeyUsagePurpose};
use serde_json::Value;
use tempfile::TempDir;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

/// The account.
pub const USER: &str = "shop-account@mail.test";
pub const PASSWORD: &str = "비밀 pass!word";

/// How long a mail may be on its way before the test gives up.
const PATIENCE: Duration = Duration::from_secs(60);

/// The running server.
pub struct MailServerProcess {
    child: Child,
    events: UnboundedReceiver<Value>,
    ports: Ports,
    authority: String,
    folder: TempDir,
}

/// Where it listens, on 127.0.0.1.
#[derive(Clone, Copy)]
pub struct Ports {
    pub starttls: u16,
    pub tls: u16,
    /// Offers a login and no encryption.
    pub plain: u16,
}

/// One mail as it arrived and as Python reads it.
pub struct ReceivedMail {
    pub bytes: Vec<u8>,
    pub read: Value,
}

impl MailServerProcess {
    /// Starts on free ports, with a certificate for 127.0.0.1 and localhost.
    pub fn start() -> Self {
        Self::start_as(&["127.0.0.1", "localhost"])
    }

    /// Starts with a certificate for these names.
    pub fn start_as(names: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let authority = make_certificates(folder.path(), names);
        let (child, events, ports) = spawn(folder.path(), None);
        Self { child, events, ports, authority, folder }
    }

    pub fn ports(&self) -> Ports {
        self.ports
    }

    /// The authority that signed its certificate (PEM).
    pub fn authority(&self) -> &[u8] {
        self.authority.as_bytes()
    }

    /// Sets the dials; see `smtp_server.py`. They hold from the next step of any conversation on.
    pub fn turn(&self, dials: &Value) {
        let unfinished = self.folder.path().join("dials.part");
        std::fs::write(&unfinished, dials.to_string()).unwrap();
        std::fs::rename(unfinished, self.folder.path().join("dials.json")).unwrap();
    }

    /// All mails that arrived, in order.
    pub fn mails(&self) -> Vec<ReceivedMail> {
        let folder = self.folder.path().join("mails");
        let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
        paths.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
        paths.sort();
        paths.iter().map(|path| ReceivedMail::read(path)).collect()
    }

    /// Waits for the next mail that nobody has waited for yet.
    pub async fn next_mail(&mut self) -> ReceivedMail {
        let event = tokio::time::timeout(PATIENCE, self.events.recv()).await.expect("a mail in time");
        let number = event.expect("a running mail server")["mail"].as_u64().unwrap();
        ReceivedMail::read(&self.folder.path().join(format!("mails/{number:04}.json")))
    }

    /// Ends the process; mails and ports are kept for [`MailServerProcess::restart`].
    pub fn stop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Starts again on the same ports.
    pub fn restart(&mut self) {
        (self.child, self.events, self.ports) = spawn(self.folder.path(), Some(self.ports));
    }
}

impl Drop for MailServerProcess {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl ReceivedMail {
    fn read(json: &Path) -> Self {
        let read = serde_json::from_slice(&std::fs::read(json).unwrap()).unwrap();
        Self { bytes: std::fs::read(json.with_extension("eml")).unwrap(), read }
    }

    /// A header, decoded.
    pub fn header(&self, name: &str) -> &str {
        self.read["headers"][name].as_str().unwrap_or_else(|| panic!("no header {name}"))
    }

    /// The plain text, its lines ended as here and not as in a mail.
    pub fn text(&self) -> String {
        self.read["text"].as_str().unwrap().replace("\r\n", "\n")
    }

    /// The HTML, likewise.
    pub fn html(&self) -> String {
        self.read["html"].as_str().unwrap().replace("\r\n", "\n")
    }

    /// File name and content of each attachment.
    pub fn attachments(&self) -> Vec<(String, Vec<u8>)> {
        let attachments = self.read["attachments"].as_array().unwrap();
        let file = |part: &Value| {
            let bytes = std::fs::read(part["path"].as_str().unwrap()).unwrap();
            (part["name"].as_str().unwrap().to_owned(), bytes)
        };
        attachments.iter().map(file).collect()
    }
}

fn spawn(folder: &Path, ports: Option<Ports>) -> (Child, UnboundedReceiver<Value>, Ports) {
    let fixed = ports.map_or_else(Vec::new, |Ports { starttls, tls, plain }| vec![starttls, tls, plain]);
    let mut child = Command::new(python())
        .args(["-c", include_str!("smtp_server.py")])
        .arg(folder)
        .args([USER, PASSWORD])
        .args(fixed.iter().map(ToString::to_string))
        .stdin(Stdio::piped()) // held open: it ends with this process, however that ends
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = BufReader::new(child.stdout.take().unwrap());
    let mut ready = String::new();
    said.read_line(&mut ready).unwrap();
    let ready: Value = serde_json::from_str(&ready).expect("the mail server's ready line");
    let port = |door: &str| u16::try_from(ready[door].as_u64().unwrap()).unwrap();
    let ports = Ports { starttls: port("starttls"), tls: port("tls"), plain: port("plain") };
    let (told, events) = unbounded_channel();
    std::thread::spawn(move || {
        for line in said.lines().map_while(Result::ok) {
            let Ok(event) = serde_json::from_str(&line) else { return };
            let _ = told.send(event);
        }
    });
    (child, events, ports)
}

/// Debian's package belongs to the system's Python, which need not be the first on the path.
fn python() -> &'static str {
    let knows_aiosmtpd = |python: &&str| {
        let import = Command::new(python).args(["-c", "import aiosmtpd"]).stderr(Stdio::null()).status();
        import.is_ok_and(|status| status.success())
    };
    let pythons = ["/usr/bin/python3", "python3", "python"];
    pythons.into_iter().find(knows_aiosmtpd).expect("Python with aiosmtpd (scripts/setup test installs it)")
}

/// Writes the server's certificate and key, and gives back the authority's certificate, all PEM.
fn make_certificates(folder: &Path, names: &[&str]) -> String {
    let authority_key = KeyPair::generate().unwrap();
    let mut authority = CertificateParams::default();
    authority.distinguished_name.push(rcgen::DnType::CommonName, "the tests' authority");
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    authority.key_usages = vec![KeyUsagePurpose::KeyCertSign];
    let authority_pem = authority.self_signed(&authority_key).unwrap().pem();
    let issuer = Issuer::new(authority, authority_key);
    let key = KeyPair::generate().unwrap();
    let names: Vec<String> = names.iter().map(ToString::to_string).collect();
    let certificate = CertificateParams::new(names).unwrap().signed_by(&key, &issuer).unwrap();
    std::fs::write(folder.join("server.pem"), certificate.pem()).unwrap();
    std::fs::write(folder.join("server.key.pem"), key.serialize_pem()).unwrap();
    authority_pem
}
