//! The door for other programs, opened and shut as the settings say while this process lives.

use std::sync::Arc;
use std::time::Duration;

use door::{Door, Limits};
use office::{Office, OfficeError};
use tokio::sync::Mutex;

use crate::cli::answer::whole_story;

/// Between two looks at the settings, which the command line may have changed.
const LOOK_EVERY: Duration = Duration::from_secs(2);

/// How the door stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DoorState {
    /// Nobody wants it open.
    Shut,
    /// It takes calls at this port of 127.0.0.1.
    Open(u16),
    /// It should be open, but another program has the port (perhaps this one, in another process).
    Taken(u16),
}

/// Where the door is, open or not.
#[derive(Default)]
pub struct Doorway(Mutex<Option<Door>>);

impl Doorway {
    /// Goes on bringing the door into the state that the settings want, whoever changes them; says what is new once.
    pub async fn keep(&self, office: &Arc<Office>) {
        let mut before = None;
        loop {
            match self.tend(office).await {
                Ok(state) if before != Some(state) => {
                    tracing::info!(?state, "the door for other programs");
                    before = Some(state);
                }
                Ok(_) => {}
                Err(error) => tracing::debug!(%error, "whether other programs may come in could not be read"),
            }
            tokio::time::sleep(LOOK_EVERY).await;
        }
    }

    /// Brings the door into the state that the settings want.
    ///
    /// # Errors
    /// [`OfficeError::Book`] when the settings cannot be read.
    pub async fn tend(&self, office: &Arc<Office>) -> Result<DoorState, OfficeError> {
        let mut standing = self.0.lock().await;
        let wanted = office.api_settings()?;
        if let Some(open) = standing.take() {
            if wanted.enabled && open.port() == wanted.port {
                *standing = Some(open);
                return Ok(DoorState::Open(wanted.port));
            }
            open.shut().await;
        }
        if !wanted.enabled {
            return Ok(DoorState::Shut);
        }
        match door::open(Arc::clone(office), wanted.port, Limits::default()).await {
            Ok(open) => {
                *standing = Some(open);
                Ok(DoorState::Open(wanted.port))
            }
            Err(error) => {
                tracing::debug!(error = whole_story(&error), "the door for other programs did not open");
                Ok(DoorState::Taken(wanted.port))
            }
        }
    }

    /// Shuts it, letting calls in flight end.
    pub async fn shut(&self) {
        let open = self.0.lock().await.take();
        if let Some(open) = open {
            open.shut().await;
        }
    }
}
