//! A file that was not uploaded, or a row that Hometax did not take.

use domain::{DocumentKey, State};
use serde_json::json;
use store::{HandOverEnd, JournalAct};

use crate::{Office, OfficeError};

impl Office {
    /// A person says that Hometax did not get this document: it waits again and the courier sends it. If that was wrong, it
    /// would be issued twice; that is why only a person can say so.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`], [`OfficeError::NothingToDo`] when it stands in no file, [`OfficeError::Book`].
    pub fn take_back_from_hometax(&self, key: &DocumentKey) -> Result<(), OfficeError> {
        let at = self.clock.now();
        self.book.write(|w| {
            let shelved = w.shelved(key)?.ok_or_else(|| OfficeError::NotFound(key.to_string()))?;
            let (id, state) = (shelved.document.id, shelved.standing.state);
            if state != State::ByFile {
                return Err(OfficeError::NothingToDo(key.to_string()));
            }
            let file = w.hand_over_of(id)?.map(|hand_over| hand_over.file);
            let state = state.take_back();
            let state = state.map_err(|source| OfficeError::IllegalStep { key: key.clone(), source })?;
            w.set_standing(id, &state, at)?;
            w.end_hand_over(id, HandOverEnd::TakenBack, at)?;
            Ok(w.journal(at, JournalAct::HometaxTakenBack, key.as_str(), &json!({ "file": file }))?)
        })?;
        self.wake.notify_one();
        Ok(())
    }
}
