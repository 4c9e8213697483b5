//! Xvfb, WebKitWebDriver and the real program, each on a free display or port; everything ends with the rig.

use std::io::Read;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use fantoccini::elements::Element;
use fantoccini::key::Key;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Map, Value, json};
use tempfile::TempDir;

const PATIENCE: Duration = Duration::from_secs(30);

/// One window on its own display.
pub struct Window {
    pub client: Client,
    pub data: PathBuf,
    processes: Vec<Child>,
    _folder: Option<TempDir>,
}

/// What opens the keys of a test's folder: never the key store of whoever runs the tests.
pub fn key_file(data: &Path) -> PathBuf {
    data.join("test.key")
}

impl Window {
    /// Opens the program on an empty data folder.
    pub async fn first_start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut window = Self::on(folder.path()).await;
        window._folder = Some(folder);
        window
    }

    /// Opens the program on a data folder that is there already.
    pub async fn on(data: &Path) -> Self {
        Self::with(data, json!(["--data", data, "--key-file", key_file(data)])).await
    }

    /// Opens it with a practice NTS that runs already and that `ready` names.
    pub async fn on_nts(data: &Path, ready: &Path) -> Self {
        Self::with(data, json!(["--data", data, "--nts", ready, "--key-file", key_file(data)])).await
    }

    async fn with(data: &Path, args: Value) -> Self {
        let (xvfb, display) = start_display();
        let (driver, port) = start_driver(&display);
        let options = json!({ "binary": env!("CARGO_BIN_EXE_jangbu"), "args": args });
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(Map::from_iter([("webkitgtk:browserOptions".to_owned(), options)]))
            .connect(&format!("http://127.0.0.1:{port}"))
            .await
            .expect("a WebDriver session");
        Self { client, data: data.into(), processes: vec![driver, xvfb], _folder: None }
    }

    /// Ends the session and with it the program. Not reached when a test panics: then `drop` ends it.
    pub async fn close(self) {
        self.client.clone().close().await.unwrap();
    }

    /// The element with this test id, once it is there.
    pub async fn find(&self, id: &str) -> Element {
        self.find_css(&format!("[data-testid='{id}']")).await
    }

    pub async fn find_css(&self, css: &str) -> Element {
        self.wait_for(Locator::Css(css)).await
    }

    /// The innermost element that shows this text.
    pub async fn find_text(&self, text: &str) -> Element {
        self.wait_for(Locator::XPath(&format!("//*[text()[contains(., '{text}')]]"))).await
    }

    async fn wait_for(&self, what: Locator<'_>) -> Element {
        match self.client.wait().at_most(PATIENCE).for_element(what).await {
            Ok(element) => element,
            Err(error) => {
                self.screenshot("not-found").await;
                panic!("{what:?} did not appear ({error}); see target/screens/not-found.png");
            }
        }
    }

    pub async fn text(&self, id: &str) -> String {
        self.find(id).await.text().await.unwrap()
    }

    /// Types into whatever has the focus, as a person does.
    pub async fn type_keys(&self, keys: &str) {
        if keys.is_empty() {
            return; // WebDriver refuses to type nothing
        }
        // What has the focus may be drawn anew before the keys arrive; then none of them did.
        while let Err(error) = self.client.active_element().await.unwrap().send_keys(keys).await {
            assert!(error.is_stale_element_reference(), "{error}");
        }
    }

    pub async fn press(&self, key: Key) {
        self.type_keys(&String::from(char::from(key))).await;
    }

    /// Waits until the focus is back where it belongs.
    pub async fn wait_for_focus(&self, id: &str) {
        self.find_css(&format!("[data-testid='{id}']:focus")).await;
    }

    /// Writes `target/screens/NAME.png`, once what was last changed has been drawn.
    pub async fn screenshot(&self, name: &str) {
        let two_frames =
            "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done()));";
        self.client.execute_async(two_frames, vec![]).await.unwrap();
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/screens");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(format!("{name}.png")), self.client.screenshot().await.unwrap()).unwrap();
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        for process in &mut self.processes {
            let _ = process.kill();
            let _ = process.wait();
        }
    }
}

fn start_display() -> (Child, String) {
    let mut xvfb = Command::new("Xvfb")
        .args(["-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("Xvfb; scripts/setup test installs it");
    let (mut out, mut display, mut byte) = (xvfb.stdout.take().unwrap(), String::new(), [0_u8; 1]);
    while out.read(&mut byte).unwrap() == 1 && byte[0] != b'\n' {
        display.push(char::from(byte[0]));
    }
    (xvfb, format!(":{display}"))
}

fn start_driver(display: &str) -> (Child, u16) {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let driver = Command::new("WebKitWebDriver")
        .arg(format!("--port={port}"))
        // The program inherits this environment from the driver.
        .env("TAURI_WEBVIEW_AUTOMATION", "true")
        .env("DISPLAY", display)
        .env("DBUS_SESSION_BUS_ADDRESS", "disabled:")
        // Where there is no graphics card WebKit would draw through a software one, twice as slowly.
        .env("WEBKIT_SKIA_ENABLE_CPU_RENDERING", "1")
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("WEBKIT_DISABLE_COMPOSITING_MODE") // either makes the screenshot command hang
        .env_remove("WEBKIT_DISABLE_DMABUF_RENDERER")
        .spawn()
        .expect("WebKitWebDriver; scripts/setup test installs it");
    let began = Instant::now();
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        assert!(began.elapsed() < PATIENCE, "no WebDriver on port {port}");
        std::thread::yield_now();
    }
    (driver, port)
}
