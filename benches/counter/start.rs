//! Start → a counter that takes keys, against an empty Tauri window, alternating on one virtual display.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::window_rig::key_file;
use crate::{Spread, report};

const RUNS: usize = 15;

pub fn run() {
    let empty = Path::new(env!("CARGO_BIN_EXE_jangbu")).with_file_name("examples").join("empty_window");
    if !empty.exists() {
        println!("start: build the empty window first (make bench does)");
        return;
    }
    let (mut xvfb, display) = display();
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    set_up_shop(&data);
    let (mut ours, mut bare) = (Vec::new(), Vec::new());
    for nth in 0..=RUNS {
        let a = until_ready(jangbu(&data).arg("--report-ready"), &display);
        let b = until_ready(Command::new(&empty).arg(folder.path().join("empty")), &display);
        // The first pair warms the page cache.
        if nth > 0 {
            ours.push(a);
            bare.push(b);
        }
    }
    let _ = xvfb.kill();
    let _ = xvfb.wait();
    report("start → ready counter", &Spread::of(ours), &Spread::of(bare), "≤ 1.3");
}

fn set_up_shop(data: &Path) {
    assert!(jangbu(data).args(["shop", "practice"]).status().unwrap().success());
}

/// With an encrypted book, and never with the key store of whoever measures.
fn jangbu(data: &Path) -> Command {
    let mut jangbu = Command::new(env!("CARGO_BIN_EXE_jangbu"));
    jangbu.arg("--data").arg(data).arg("--key-file").arg(key_file(data));
    jangbu
}

fn until_ready(command: &mut Command, display: &str) -> Duration {
    let began = Instant::now();
    let mut child = command
        .env("DISPLAY", display)
        .env("DBUS_SESSION_BUS_ADDRESS", "disabled:")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let line = lines.next().expect("the window ended before it was ready").unwrap();
    let took = began.elapsed();
    assert!(line.contains("ready_ms"), "{line}");
    end(&mut child);
    took
}

fn end(child: &mut Child) {
    let _ = child.kill();
    let _ = child.wait();
}

fn display() -> (Child, String) {
    // Without -noreset the server starts over whenever the last window is gone, and turns the next one away meanwhile.
    let mut xvfb = Command::new("Xvfb")
        .args(["-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp", "-noreset"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("Xvfb; scripts/setup test installs it");
    let mut out = xvfb.stdout.take().unwrap();
    let mut display = String::new();
    let mut byte = [0_u8; 1];
    while out.read(&mut byte).unwrap() == 1 && byte[0] != b'\n' {
        display.push(char::from(byte[0]));
    }
    (xvfb, format!(":{display}"))
}
