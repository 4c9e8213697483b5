//! The accept loop and the life of one connection.
//!
//! hyper is driven by hand because a fault drill must reach below HTTP: an answer can be swallowed, and the socket closed
//! or reset, after the handler has done its work.

use std::convert::Infallible;
use std::error::Error;
use std::future::poll_fn;
use std::net::SocketAddr;
use std::pin::Pin;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use rustls::pki_types::CertificateDer;
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio_rustls::TlsAcceptor;
use tower::ServiceExt;

use crate::fault::Mishap;

/// How long a stop waits for calls in flight.
const STOP_GRACE: Duration = Duration::from_secs(3);

/// Pause after a failed accept (out of file handles), so that the loop does not spin.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

/// Who is at the other end; handlers find it among the request's extensions.
#[derive(Clone)]
pub(crate) struct Peer {
    pub(crate) address: SocketAddr,
    /// The certificate shown in the TLS handshake; none on plain HTTP.
    pub(crate) certificate: Option<CertificateDer<'static>>,
}

/// How connections of a listener are opened.
#[derive(Clone)]
pub(crate) enum Door {
    /// Mutual TLS.
    Https(TlsAcceptor),
    /// Plain HTTP on loopback.
    Http,
}

/// An answer that must not be written.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("the practice dials swallowed this answer")]
struct Swallowed(Ending);

/// How a connection ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ending {
    /// With FIN.
    Closed,
    /// With RST.
    Reset,
}

/// Serves connections until told to stop, then lets calls in flight end.
pub(crate) async fn accept(
    listener: TcpListener,
    door: Door,
    router: Router,
    mut stop: watch::Receiver<bool>,
) {
    let mut open = JoinSet::new();
    loop {
        tokio::select! {
            () = told_to_stop(&mut stop) => break,
            Some(_) = open.join_next(), if !open.is_empty() => {}
            accepted = listener.accept() => match accepted {
                Ok((socket, address)) => {
                    open.spawn(attend(socket, address, door.clone(), router.clone(), stop.clone()));
                }
                Err(error) => {
                    tracing::warn!(%error, "could not accept a connection");
                    tokio::time::sleep(ACCEPT_PAUSE).await;
                }
            },
        }
    }
    drop(listener);
    let last_calls = async { while open.join_next().await.is_some() {} };
    let _cut_off_after_grace = tokio::time::timeout(STOP_GRACE, last_calls).await;
}

async fn attend(
    socket: TcpStream,
    address: SocketAddr,
    door: Door,
    router: Router,
    stop: watch::Receiver<bool>,
) {
    if let Err(error) = socket.set_nodelay(true) {
        tracing::debug!(%error, "could not switch Nagle's algorithm off");
    }
    match door {
        Door::Http => {
            let peer = Peer { address, certificate: None };
            if let (socket, Ending::Reset) = converse(socket, peer, router, stop).await {
                reset(&socket);
            }
        }
        Door::Https(acceptor) => match acceptor.accept(socket).await {
            Ok(stream) => {
                let shown = stream.get_ref().1.peer_certificates().and_then(<[_]>::first);
                let peer = Peer { address, certificate: shown.map(|shown| shown.clone().into_owned()) };
                if let (stream, Ending::Reset) = converse(stream, peer, router, stop).await {
                    reset(stream.get_ref().0);
                }
            }
            Err(error) => tracing::debug!(%error, "a TLS handshake failed"),
        },
    }
}

/// Ends when the server is told to stop, or is gone.
async fn told_to_stop(stop: &mut watch::Receiver<bool>) {
    let _stopping_or_gone = stop.wait_for(|stopping| *stopping).await.is_ok();
}

/// Answers requests on one connection until it ends, and hands the stream back.
async fn converse<IO>(stream: IO, peer: Peer, router: Router, mut stop: watch::Receiver<bool>) -> (IO, Ending)
where
    IO: AsyncRead + AsyncWrite + Unpin + 'static,
{
    let service = service_fn(move |request| answer(request, peer.clone(), router.clone()));
    let mut connection = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
    let ended = tokio::select! {
        ended = poll_fn(|context| connection.poll_without_shutdown(context)) => ended,
        () = told_to_stop(&mut stop) => {
            Pin::new(&mut connection).graceful_shutdown();
            poll_fn(|context| connection.poll_without_shutdown(context)).await
        }
    };
    let mut stream = connection.into_parts().io.into_inner();
    if ended.is_ok() {
        let _peer_may_be_gone = stream.shutdown().await;
    }
    // A swallowed answer gets no TLS farewell either: to the client it is simply missing.
    let swallowed = ended.as_ref().err().and_then(Error::source).and_then(|cause| cause.downcast_ref());
    let ending = swallowed.map_or(Ending::Closed, |Swallowed(ending)| *ending);
    (stream, ending)
}

type Answer = Pin<Box<dyn Future<Output = Result<Response<Body>, Swallowed>> + Send>>;

fn answer(mut request: Request<Incoming>, peer: Peer, router: Router) -> Answer {
    Box::pin(async move {
        request.extensions_mut().insert(peer);
        let routed: Result<_, Infallible> = router.oneshot(request).await;
        let Ok(response) = routed;
        match response.extensions().get::<Mishap>() {
            Some(Mishap::Closed) => Err(Swallowed(Ending::Closed)),
            Some(Mishap::Reset) => Err(Swallowed(Ending::Reset)),
            Some(Mishap::CutShort) | None => Ok(response),
        }
    })
}

/// Makes the coming drop of the socket send RST instead of FIN.
fn reset(socket: &TcpStream) {
    if let Err(error) = socket.set_zero_linger() {
        tracing::debug!(%error, "could not reset a connection");
    }
}
