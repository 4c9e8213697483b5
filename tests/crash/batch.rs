//! `jangbu batch` and its kin as running processes, whose answers arrive as events.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// A process that says nothing for so long hangs.
pub const PATIENCE: Duration = Duration::from_secs(120);

/// A process whose lines of output can be waited for.
pub struct Running {
    child: Child,
    lines: Receiver<String>,
}

/// What came first.
pub enum Event {
    Line(String),
    /// The process has closed its output: it is ending by itself.
    Ended,
    /// The moment that was waited for is here.
    Moment,
}

impl Running {
    /// Starts it with all its input at once.
    pub fn start(mut command: Command, input: &[String]) -> Self {
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let (tell, lines) = channel();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        std::thread::spawn(move || {
            let mut line = String::new();
            // A line that a kill cut short is no answer.
            while out.read_line(&mut line).is_ok() && line.ends_with('\n') {
                if tell.send(std::mem::take(&mut line)).is_err() {
                    break;
                }
            }
        });
        let mut stdin = child.stdin.take().unwrap();
        let text = input.iter().map(|line| format!("{line}\n")).collect::<String>();
        std::thread::spawn(move || {
            let _killed_before_it_read = stdin.write_all(text.as_bytes());
        });
        Self { child, lines }
    }

    /// Waits for the next line, but not beyond a moment.
    pub fn next(&self, until: Instant) -> Event {
        match self.lines.recv_timeout(until.saturating_duration_since(Instant::now())) {
            Ok(line) => Event::Line(line),
            Err(RecvTimeoutError::Disconnected) => Event::Ended,
            Err(RecvTimeoutError::Timeout) => Event::Moment,
        }
    }

    /// The process's number.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// `kill -9`; answers what it had said by then.
    pub fn kill(mut self) -> Vec<String> {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        self.lines.iter().collect()
    }

    /// Lets it run to its end; answers the exit code and what it still had to say.
    pub fn finish(mut self) -> (Option<i32>, Vec<String>) {
        let mut said = Vec::new();
        loop {
            match self.next(Instant::now() + PATIENCE) {
                Event::Line(line) => said.push(line),
                Event::Ended => return (self.child.wait().unwrap().code(), said),
                Event::Moment => {
                    let _ = self.child.kill();
                    panic!("the program hangs; so far it said {said:#?}");
                }
            }
        }
    }
}
