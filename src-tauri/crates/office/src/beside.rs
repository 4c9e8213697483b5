//! Work that takes long, drawing above all, beside the threads that wait for answers.

use std::sync::Arc;

use crate::{Office, OfficeError};

impl Office {
    /// Does it on a thread that may block. Once begun it goes on, whether somebody waits for it or not.
    ///
    /// # Errors
    /// What the work says; [`OfficeError::CutOff`] when it died.
    pub async fn beside<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&Self) -> Result<T, OfficeError> + Send + 'static,
    ) -> Result<T, OfficeError> {
        let office = Arc::clone(self);
        tokio::task::spawn_blocking(move || work(&office)).await.map_err(OfficeError::CutOff)?
    }
}
