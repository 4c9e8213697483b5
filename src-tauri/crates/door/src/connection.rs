//! The accept loop and the life of one connection.

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;

use crate::Limits;

/// How long a stop waits for calls in flight; an order waits three seconds for the NTS.
const STOP_GRACE: Duration = Duration::from_secs(5);

/// Pause after a failed accept (out of file handles), so that the loop does not spin.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

/// Serves connections until told to stop, then lets calls in flight end.
pub(crate) async fn accept(
    listener: TcpListener,
    router: Router,
    limits: Limits,
    mut stop: watch::Receiver<bool>,
) {
    let seats = Arc::new(Semaphore::new(limits.connections));
    let mut open = JoinSet::new();
    loop {
        // A seat first: whoever finds none waits outside, in the system's own queue.
        let seat = tokio::select! {
            () = told_to_stop(&mut stop) => break,
            Some(_) = open.join_next(), if !open.is_empty() => continue,
            Ok(seat) = Arc::clone(&seats).acquire_owned() => seat,
        };
        let accepted = tokio::select! {
            () = told_to_stop(&mut stop) => break,
            accepted = listener.accept() => accepted,
        };
        match accepted {
            Ok((socket, _)) => {
                let talk = converse(socket, router.clone(), limits, stop.clone());
                // Another program's call is nobody's act at the desk.
                open.spawn(office::by_itself(async move {
                    talk.await;
                    drop(seat);
                }));
            }
            Err(error) => {
                tracing::warn!(%error, "could not accept a connection");
                tokio::time::sleep(ACCEPT_PAUSE).await;
            }
        }
    }
    drop(listener);
    let last_calls = async { while open.join_next().await.is_some() {} };
    let _cut_off_after_grace = tokio::time::timeout(STOP_GRACE, last_calls).await;
}

/// Ends when the door is shut, or is gone.
async fn told_to_stop(stop: &mut watch::Receiver<bool>) {
    let _stopping_or_gone = stop.wait_for(|stopping| *stopping).await.is_ok();
}

async fn converse(socket: TcpStream, router: Router, limits: Limits, mut stop: watch::Receiver<bool>) {
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.head)
        .serve_connection(TokioIo::new(socket), TowerToHyperService::new(router));
    let mut connection = pin!(connection);
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        () = told_to_stop(&mut stop) => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = ended {
        tracing::debug!(%error, "a connection broke off");
    }
}
