//! A TLS server that does exactly what its script says, for answers no honest server gives.
//!
//! It is sans HTTP library on purpose: half a body, a flood or a silence cannot be asked of one.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

use crate::shop::certificates;

/// What to do with one request.
pub enum Step {
    Answer {
        status: u16,
        headers: &'static str,
        body: String,
    },
    /// Promises more than it sends, then closes.
    HalfBody {
        status: u16,
    },
    /// Sends this many bytes of JSON string.
    Flood {
        bytes: usize,
    },
    /// Reads the request and closes.
    Close,
    /// Reads the request and says nothing more.
    Silence,
}

impl Step {
    pub fn json(status: u16, body: &impl ToString) -> Self {
        Self::Answer { status, headers: "", body: body.to_string() }
    }

    pub fn token(token: &str) -> Self {
        let granted = serde_json::json!({"access_token": token, "token_type": "Bearer", "expires_in": 1800});
        Self::json(200, &granted)
    }
}

#[derive(Clone)]
pub struct Seen {
    pub head: String,
    pub body: String,
}

pub struct Scripted {
    pub address: SocketAddr,
    seen: Arc<Mutex<Vec<Seen>>>,
}

impl Scripted {
    /// Serves `script` on `host`, one step per request, whatever the request is.
    pub async fn start(host: &str, script: Vec<Step>) -> Self {
        let listener = TcpListener::bind((host, 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let seen = Arc::new(Mutex::new(Vec::new()));
        let stage = Stage { script: Arc::new(Mutex::new(script.into())), seen: Arc::clone(&seen) };
        tokio::spawn(async move {
            let acceptor = acceptor();
            while let Ok((socket, _)) = listener.accept().await {
                tokio::spawn(stage.clone().serve(acceptor.clone(), socket));
            }
        });
        Self { address, seen }
    }

    pub fn seen(&self) -> Vec<Seen> {
        self.seen.lock().unwrap().clone()
    }
}

#[derive(Clone)]
struct Stage {
    script: Arc<Mutex<VecDeque<Step>>>,
    seen: Arc<Mutex<Vec<Seen>>>,
}

impl Stage {
    async fn serve(self, acceptor: TlsAcceptor, socket: TcpStream) {
        let Ok(mut stream) = acceptor.accept(socket).await else { return };
        while let Some(request) = read_request(&mut stream).await {
            self.seen.lock().unwrap().push(request);
            let Some(step) = self.script.lock().unwrap().pop_front() else { return };
            if !perform(step, &mut stream).await {
                return;
            }
        }
    }
}

/// Returns whether the connection goes on.
async fn perform(step: Step, stream: &mut (impl AsyncWrite + Unpin)) -> bool {
    match step {
        Step::Answer { status, headers, body } => {
            let head = format!("HTTP/1.1 {status} X\r\nContent-Length: {}\r\n{headers}\r\n", body.len());
            stream.write_all(&[head.as_bytes(), body.as_bytes()].concat()).await.is_ok()
                && stream.flush().await.is_ok()
        }
        Step::HalfBody { status } => {
            let half = format!("HTTP/1.1 {status} X\r\nContent-Length: 500\r\n\r\n{{\"resultCode\":\"0000\"");
            let _ = stream.write_all(half.as_bytes()).await;
            let _ = stream.shutdown().await;
            false
        }
        Step::Flood { bytes } => {
            let head = format!("HTTP/1.1 200 X\r\nContent-Length: {}\r\n\r\n\"", bytes + 2);
            let _ = stream.write_all(&[head.as_bytes(), &vec![b'a'; bytes], b"\""].concat()).await;
            let _ = stream.flush().await;
            true
        }
        Step::Close => {
            let _ = stream.shutdown().await;
            false
        }
        Step::Silence => std::future::pending().await,
    }
}

async fn read_request(stream: &mut (impl AsyncRead + Unpin)) -> Option<Seen> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await.ok()?);
    }
    let head = String::from_utf8(head).unwrap();
    let length = head
        .lines()
        .find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length: ")?.parse().ok());
    let mut body = vec![0; length.unwrap_or(0)];
    stream.read_exact(&mut body).await.ok()?;
    Some(Seen { head, body: String::from_utf8(body).unwrap() })
}

fn acceptor() -> TlsAcceptor {
    let chain = CertificateDer::pem_file_iter(certificates().join("server.pem"))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    let key = PrivateKeyDer::from_pem_file(certificates().join("server.key.pem")).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .unwrap();
    TlsAcceptor::from(Arc::new(config))
}
