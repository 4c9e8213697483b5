//! Opening and shutting the door.

use std::io;
use std::net::Ipv4Addr;
use std::sync::Arc;

use office::Office;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::Limits;
use crate::connection::accept;
use crate::once::Turnstile;
use crate::routes::{Desk, router};

/// Why the door did not open.
#[derive(Debug, thiserror::Error)]
pub enum DoorError {
    /// Another program listens at this port, or this one may not.
    #[error("port {port} of this computer cannot be used")]
    Listen {
        /// Which port.
        port: u16,
        /// Why.
        #[source]
        source: io::Error,
    },
}

/// An open door. Dropping it shuts it at once; [`Door::shut`] lets calls in flight end.
pub struct Door {
    port: u16,
    stopping: watch::Sender<bool>,
    serving: Option<JoinHandle<()>>,
}

/// Opens the door at a port of 127.0.0.1, 0 for any free one; it serves on tokio tasks of the current runtime.
///
/// # Errors
/// [`DoorError::Listen`].
pub async fn open(office: Arc<Office>, port: u16, limits: Limits) -> Result<Door, DoorError> {
    let failed = |source| DoorError::Listen { port, source };
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await.map_err(failed)?;
    let port = listener.local_addr().map_err(failed)?.port();
    let desk = Desk { office, port, limits, turnstile: Arc::new(Turnstile::default()) };
    let (stopping, stop) = watch::channel(false);
    let serving = tokio::spawn(accept(listener, router(desk), limits, stop));
    Ok(Door { port, stopping, serving: Some(serving) })
}

impl Door {
    /// The port it listens at.
    #[must_use]
    pub const fn port(&self) -> u16 {
        self.port
    }

    /// Takes no more calls, lets those in flight end (a few seconds at most), and returns.
    pub async fn shut(mut self) {
        self.stopping.send_replace(true);
        if let Some(serving) = self.serving.take() {
            let _ended_by_itself = serving.await;
        }
    }
}

impl Drop for Door {
    fn drop(&mut self) {
        if let Some(serving) = &self.serving {
            serving.abort();
        }
    }
}
