//! A shop's program that takes results: a real HTTP server that answers as it is told and keeps what it heard.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// One call as it came.
#[derive(Debug, Clone)]
pub struct Heard {
    pub path: String,
    pub event: String,
    pub signature: String,
    pub body: String,
}

#[derive(Default)]
struct Desk {
    answers: VecDeque<String>,
    heard: Vec<Heard>,
}

pub struct Receiver {
    pub url: String,
    desk: Arc<Mutex<Desk>>,
    serving: JoinHandle<()>,
}

impl Receiver {
    /// Answers each call with the next of these statuses (and heads), then with 200.
    pub async fn answering(answers: &[&str]) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let url = format!("http://127.0.0.1:{}/hook", listener.local_addr().unwrap().port());
        let answers = answers.iter().map(|answer| (*answer).to_owned()).collect();
        let desk = Arc::new(Mutex::new(Desk { answers, heard: Vec::new() }));
        let serving = tokio::spawn(serve(listener, Arc::clone(&desk)));
        Self { url, desk, serving }
    }

    pub fn heard(&self) -> Vec<Heard> {
        self.desk.lock().unwrap().heard.clone()
    }
}

impl Drop for Receiver {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

async fn serve(listener: TcpListener, desk: Arc<Mutex<Desk>>) {
    while let Ok((socket, _)) = listener.accept().await {
        let desk = Arc::clone(&desk);
        tokio::spawn(async move { answer(socket, &desk).await });
    }
}

async fn answer(socket: TcpStream, desk: &Mutex<Desk>) {
    let mut stream = BufReader::new(socket);
    let (mut lines, mut line) = (Vec::new(), String::new());
    while stream.read_line(&mut line).await.unwrap() > 2 {
        lines.push(std::mem::take(&mut line).trim().to_owned());
    }
    let head = |name: &str| {
        let named = lines.iter().find_map(|line| {
            let (own, value) = line.split_once(": ")?;
            own.eq_ignore_ascii_case(name).then(|| value.to_owned())
        });
        named.unwrap_or_default()
    };
    let mut body = vec![0; head("content-length").parse().unwrap()];
    stream.read_exact(&mut body).await.unwrap();
    let said = {
        let mut desk = desk.lock().unwrap();
        desk.heard.push(Heard {
            path: lines[0].split(' ').nth(1).unwrap().to_owned(),
            event: head("x-jangbu-event"),
            signature: head("x-jangbu-signature"),
            body: String::from_utf8(body).unwrap(),
        });
        desk.answers.pop_front().unwrap_or_else(|| "200 OK".into())
    };
    let whole = format!("HTTP/1.1 {said}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    stream.get_mut().write_all(whole.as_bytes()).await.unwrap();
}
