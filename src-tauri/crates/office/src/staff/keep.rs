//! Keeping the staff: switching the PINs on and off, clerks coming and going, and the way out of a forgotten PIN.

use serde_json::{Value, json};
use store::{JournalAct, StaffId, StaffMember, StaffRole, Writer};

use super::pin::{NewPin, Pin};
use crate::{FieldFault, Office, OfficeError};

const LONGEST_NAME: usize = 20;

impl Office {
    /// From now on everybody is asked for a PIN; whoever did this is at the desk as the owner.
    ///
    /// # Errors
    /// [`OfficeError::FieldFaults`] on `staff_name`; [`OfficeError::NothingToDo`] when it is on already;
    /// [`OfficeError::NoRandomness`], [`OfficeError::Book`].
    pub async fn switch_staff_on(&self, name: &str, pin: NewPin) -> Result<(), OfficeError> {
        let name = name_of(name)?;
        let hash = hashed(pin).await?;
        let at = self.clock.now();
        let owner = self.book.write(|w| {
            if !w.staff()?.is_empty() {
                return Err(OfficeError::NothingToDo("staff".into()));
            }
            let owner = w.add_staff(&name, StaffRole::Owner, &hash, at)?;
            w.sign(Some(owner));
            w.journal(at, JournalAct::StaffOn, "", &json!({}))?;
            Ok(owner)
        })?;
        self.staffing.take(owner, StaffRole::Owner);
        Ok(())
    }

    /// From now on nobody is asked; the staff is gone, and the journal goes on naming it by number.
    ///
    /// # Errors
    /// As [`Office::unlock_desk`] for the owner's PIN; [`OfficeError::NothingToDo`] when it is off already.
    pub async fn switch_staff_off(&self, owner_pin: Pin) -> Result<(), OfficeError> {
        self.check_owner_pin(owner_pin).await?;
        let at = self.clock.now();
        self.book.write(|w| {
            w.remove_all_staff(at)?;
            Ok::<_, OfficeError>(w.journal(at, JournalAct::StaffOff, "", &json!({}))?)
        })?;
        self.staffing.open();
        Ok(())
    }

    /// A clerk joins.
    ///
    /// # Errors
    /// [`OfficeError::FieldFaults`] on `staff_name`; [`OfficeError::NothingToDo`] while nobody is asked for PINs;
    /// [`OfficeError::NoRandomness`], [`OfficeError::Book`].
    pub async fn add_clerk(&self, name: &str, pin: NewPin) -> Result<(), OfficeError> {
        let name = name_of(name)?;
        let hash = hashed(pin).await?;
        self.keep_staff(|w, at| {
            refuse_taken(&w.staff()?, None, &name)?;
            let clerk = w.add_staff(&name, StaffRole::Clerk, &hash, at)?;
            Ok((JournalAct::StaffAdded, json!({ "clerk": clerk.get() })))
        })
    }

    /// A person is called otherwise.
    ///
    /// # Errors
    /// As [`Office::add_clerk`], and [`OfficeError::NotFound`].
    pub fn rename_staff(&self, id: StaffId, name: &str) -> Result<(), OfficeError> {
        let name = name_of(name)?;
        self.keep_staff(|w, _| {
            refuse_taken(&w.staff()?, Some(id), &name)?;
            if w.rename_staff(id, &name)? { Ok((JournalAct::StaffRenamed, of(id))) } else { Err(nobody(id)) }
        })
    }

    /// A clerk leaves. The owner stays as long as anybody is asked for a PIN.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`] for no clerk; [`OfficeError::Book`].
    pub fn remove_clerk(&self, id: StaffId) -> Result<(), OfficeError> {
        self.keep_staff(|w, at| {
            let clerk = |member: &StaffMember| member.id == id && member.role == StaffRole::Clerk;
            if !w.staff()?.iter().any(clerk) {
                return Err(nobody(id));
            }
            w.remove_staff(id, at)?;
            Ok((JournalAct::StaffRemoved, of(id)))
        })
    }

    /// A person gets another PIN. The owner's own is asked for each time: whoever finds the owner's window open must not
    /// be able to keep the owner out.
    ///
    /// # Errors
    /// As [`Office::unlock_desk`] for the owner's PIN; [`OfficeError::NotFound`], [`OfficeError::NoRandomness`].
    pub async fn change_pin(&self, id: StaffId, pin: NewPin, owner_pin: Pin) -> Result<(), OfficeError> {
        self.check_owner_pin(owner_pin).await?;
        let hash = hashed(pin).await?;
        self.keep_staff(|w, _| {
            if w.set_staff_pin(id, &hash)? { Ok((JournalAct::PinChanged, of(id))) } else { Err(nobody(id)) }
        })?;
        self.staffing.patience.forget(id);
        Ok(())
    }

    /// Does away with every PIN without asking for one, for the command line: who can run it can open the data folder
    /// anyway. Answers how many people there were.
    ///
    /// # Errors
    /// [`OfficeError::NothingToDo`] when nobody is asked for PINs; [`OfficeError::Book`].
    pub fn reset_staff(&self) -> Result<usize, OfficeError> {
        let at = self.clock.now();
        self.book.write(|w| {
            let people = w.remove_all_staff(at)?;
            if people == 0 {
                return Err(OfficeError::NothingToDo("staff".into()));
            }
            w.journal(at, JournalAct::StaffReset, "", &json!({ "people": people }))?;
            Ok(people)
        })
    }

    /// Whether this is the owner's PIN; answers the owner's number.
    pub(crate) async fn check_owner_pin(&self, pin: Pin) -> Result<StaffId, OfficeError> {
        let staff = self.book.read(|r| r.staff())?;
        let owner = staff.iter().find(|member| member.role == StaffRole::Owner);
        let owner = owner.ok_or_else(|| OfficeError::NothingToDo("staff".into()))?;
        Ok(self.check_pin(owner.id, pin).await?.id)
    }

    fn keep_staff(
        &self,
        change: impl FnOnce(&mut Writer<'_>, chrono::NaiveDateTime) -> Result<(JournalAct, Value), OfficeError>,
    ) -> Result<(), OfficeError> {
        let at = self.clock.now();
        self.book.write(|w| {
            if w.staff()?.is_empty() {
                return Err(OfficeError::NothingToDo("staff".into()));
            }
            let (act, facts) = change(w, at)?;
            Ok(w.journal(at, act, "", &facts)?)
        })
    }
}

async fn hashed(pin: NewPin) -> Result<String, OfficeError> {
    tokio::task::spawn_blocking(move || pin.hash()).await.map_err(OfficeError::CutOff)?
}

fn of(id: StaffId) -> Value {
    json!({ "of": id.get() })
}

fn nobody(id: StaffId) -> OfficeError {
    OfficeError::NotFound(id.get().to_string())
}

fn name_of(text: &str) -> Result<String, OfficeError> {
    let name = text.trim();
    if name.is_empty() {
        return Err(fault("required_missing"));
    }
    if name.chars().count() > LONGEST_NAME || name.chars().any(char::is_control) {
        return Err(fault("staff_name_invalid"));
    }
    Ok(name.to_owned())
}

fn refuse_taken(staff: &[StaffMember], own: Option<StaffId>, name: &str) -> Result<(), OfficeError> {
    let taken = staff.iter().any(|member| Some(member.id) != own && member.name == name);
    if taken { Err(fault("staff_name_taken")) } else { Ok(()) }
}

fn fault(code: &'static str) -> OfficeError {
    OfficeError::FieldFaults(vec![FieldFault::new("staff_name", code)])
}
