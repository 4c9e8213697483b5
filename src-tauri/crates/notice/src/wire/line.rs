//! The encrypted line to the server, in the form that lettre takes over.
//!
//! lettre begins a conversation by reading a greeting. After `STARTTLS` there is none, so the line says one itself before the
//! server's first encrypted word; lettre then says `EHLO` anew, as it must.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use lettre::transport::smtp::client::AsyncTokioStream;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpStream, lookup_host};
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

use super::starttls;
use super::stop::{Stop, within};
use super::trust::tls_config;
use crate::outcome::{NotSentCause, Step};
use crate::redact::Hidden;
use crate::server::{MailServer, Security};

const OWN_GREETING: &[u8] = b"220 encrypted\r\n";

/// An encrypted line whose other end has shown who it is.
#[derive(Debug)]
pub(super) struct Line {
    said_first: &'static [u8],
    tls: TlsStream<TcpStream>,
}

impl Line {
    /// Connects, encrypts and verifies.
    pub(super) async fn open(server: &MailServer, hidden: &Hidden) -> Result<Self, Stop> {
        let limit = server.patience.step;
        let tcp = within(limit, Step::Connect, connect(server)).await?;
        let (tcp, said_first) = match server.security() {
            Security::Tls => (tcp, &[][..]),
            Security::StartTls => (starttls::ask(server, tcp, hidden).await?, OWN_GREETING),
        };
        let tls = within(limit, Step::Encryption, encrypt(server, tcp)).await?;
        Ok(Self { said_first, tls })
    }

    /// `TLS 1.3` or `TLS 1.2`.
    pub(super) fn encryption(&self) -> &'static str {
        match self.tls.get_ref().1.protocol_version() {
            Some(rustls::ProtocolVersion::TLSv1_3) => "TLS 1.3",
            Some(_) | None => "TLS 1.2",
        }
    }
}

async fn connect(server: &MailServer) -> Result<TcpStream, Stop> {
    let addresses = lookup_host((server.host(), server.port())).await.map_err(|error| no_way(&error))?;
    let tcp = reach(&addresses.collect::<Vec<_>>(), server.patience.step).await?;
    tcp.set_nodelay(true).map_err(|error| Stop::io(Step::Connect, &error))?;
    Ok(tcp)
}

/// Tries each address for its share of the time, so that one that leads nowhere does not use all of it.
async fn reach(addresses: &[SocketAddr], limit: Duration) -> Result<TcpStream, Stop> {
    let share = limit / u32::try_from(addresses.len()).unwrap_or(u32::MAX).max(1);
    let mut last = Stop::NotSent(NotSentCause::DnsOrConnect("the name has no address".to_owned()));
    for address in addresses {
        let connecting = async { TcpStream::connect(address).await.map_err(|error| no_way(&error)) };
        match within(share, Step::Connect, connecting).await {
            Ok(tcp) => return Ok(tcp),
            Err(stop) => last = stop,
        }
    }
    Err(last)
}

fn no_way(error: &io::Error) -> Stop {
    let refused = error.kind() == io::ErrorKind::ConnectionRefused;
    let cause = if refused { NotSentCause::ConnectionRefused } else { NotSentCause::DnsOrConnect };
    Stop::NotSent(cause(error.to_string()))
}

async fn encrypt(server: &MailServer, tcp: TcpStream) -> Result<TlsStream<TcpStream>, Stop> {
    let config = tls_config(server).map_err(|error| Stop::NotSent(NotSentCause::Tls(error.to_string())))?;
    let connector = TlsConnector::from(Arc::new(config));
    connector.connect(server.name.clone(), tcp).await.map_err(|error| handshake_fault(&error))
}

/// A fault that TLS found says something about the other side; a connection that only broke does not.
fn handshake_fault(error: &io::Error) -> Stop {
    match error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>()) {
        Some(fault) => Stop::NotSent(NotSentCause::Tls(fault.to_string())),
        None => Stop::io(Step::Encryption, error),
    }
}

impl AsyncTokioStream for Line {
    fn peer_addr(&self) -> io::Result<SocketAddr> {
        self.tls.get_ref().0.peer_addr()
    }
}

impl AsyncRead for Line {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let fits = self.said_first.len().min(buffer.remaining());
        let (now, later) = self.said_first.split_at(fits);
        if now.is_empty() {
            let before = buffer.filled().len();
            ready!(Pin::new(&mut self.tls).poll_read(context, buffer))?;
            make_ascii(buffer.filled_mut().get_mut(before..).unwrap_or_default());
        } else {
            buffer.put_slice(now);
            self.said_first = later;
        }
        Poll::Ready(Ok(()))
    }
}

/// Replies are ASCII, but some Korean servers explain themselves in EUC-KR. lettre would not read such a reply at all, and a
/// plain no would count as a broken line; its code matters more than its words.
fn make_ascii(reply: &mut [u8]) {
    for byte in reply.iter_mut().filter(|byte| !byte.is_ascii()) {
        *byte = b'?';
    }
}

impl AsyncWrite for Line {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.tls).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.tls).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.tls).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use tokio::net::TcpListener;

    use super::*;

    #[tokio::test]
    async fn an_address_where_nobody_listens_does_not_hide_the_next() {
        let gone = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let there = listener.local_addr().unwrap();
        let tcp = reach(&[gone, there], Duration::from_secs(60)).await.unwrap();
        assert_eq!(tcp.peer_addr().unwrap(), there);
        let nobody = reach(&[gone], Duration::from_secs(60)).await;
        assert!(matches!(nobody, Err(Stop::NotSent(NotSentCause::ConnectionRefused(_)))), "{nobody:?}");
    }
}
