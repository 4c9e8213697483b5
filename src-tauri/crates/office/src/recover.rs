//! Start-up: what the last process left half done. Every `sending` becomes `unknown`, documents, mails and texts alike; nothing goes
//! back to "not sent".

use serde_json::json;
use store::JournalAct;

use crate::{Office, OfficeError};

/// What was found at start.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Recovered {
    /// Documents whose answer the last process did not live to write.
    pub lost: u32,
    /// Mails and texts of which the last process did not live to write whether they were taken.
    pub lost_mails: usize,
}

impl Office {
    /// Turns each `sending` of a dead process into `unknown`. Only the book's one courier may call this.
    ///
    /// # Errors
    /// [`OfficeError::Book`]; nothing is changed then.
    pub fn recover(&self) -> Result<Recovered, OfficeError> {
        let at = self.clock.now();
        self.book.write(|w| {
            let mut lost = 0;
            for (key, awaited) in w.sending_since(None)? {
                let unknown = awaited
                    .state
                    .lose_answer()
                    .map_err(|source| OfficeError::IllegalStep { key: key.clone(), source })?;
                w.set_standing(awaited.id, &unknown, at)?;
                w.journal(at, JournalAct::Recovered, key.as_str(), &json!({ "state": unknown.name() }))?;
                lost += 1;
            }
            let lost_mails = w.lose_sending_notices(at)?;
            if lost_mails > 0 {
                w.journal(at, JournalAct::NoticeLost, "", &json!({ "mails": lost_mails }))?;
            }
            // Whatever time of day was set for a next try: a program that has just started tries at once.
            w.forget_waits()?;
            w.forget_notice_waits()?;
            Ok(Recovered { lost, lost_mails })
        })
    }
}
