//! Who is at the desk: coming, leaving, and what follows for the journal.

use std::future::Future;
use std::sync::{Mutex, PoisonError};

use serde_json::json;
use store::{JournalAct, StaffId, StaffMember, StaffRole};
use tokio::time::Instant;

use super::patience::Patience;
use super::pin::Pin;
use super::right::{Act, Right};
use super::settings::read_auto_lock;
use crate::{Office, OfficeError};

tokio::task_local! {
    /// Set where the program works by itself, whoever is at the desk.
    static BY_ITSELF: ();
}

/// Work that nobody at the desk asked for, or whose answer is not theirs: the journal names no person for it.
pub fn by_itself<F: Future>(work: F) -> impl Future<Output = F::Output> {
    BY_ITSELF.scope((), work)
}

/// A person of the staff as others may see them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Row number.
    pub id: StaffId,
    /// What the shop calls them.
    pub name: String,
    /// What they are in the shop.
    pub role: StaffRole,
    /// Whole seconds until their next PIN is looked at.
    pub wait_s: u64,
}

/// The desk as the window shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Desk {
    /// Whether nobody is at it.
    pub locked: bool,
    /// Who is at it; who was last while it is locked. `None` without staff, and before anybody came.
    pub person: Option<StaffId>,
    /// The staff, the owner first; empty when nobody is asked for a PIN.
    pub people: Vec<Person>,
    /// After how many minutes without a key or the mouse it locks itself.
    pub auto_lock_minutes: u16,
}

/// Who is at the desk.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Session {
    /// Nobody is asked: a shop without staff, or no window at all.
    #[default]
    Open,
    /// Nobody, and only a PIN changes that.
    Locked { last: Option<(StaffId, StaffRole)> },
    /// Somebody.
    Taken(StaffId, StaffRole),
}

/// What the office knows of its staff while it runs.
#[derive(Debug, Default)]
pub(crate) struct Staffing {
    session: Mutex<Session>,
    pub(super) patience: Patience,
    /// One PIN at a time.
    pub(super) trying: tokio::sync::Mutex<()>,
}

impl Staffing {
    /// Who signs what is written now. What ends after the desk was locked was begun by the last person.
    pub(crate) fn signer(&self) -> Option<StaffId> {
        self.present().map(|(id, _)| id)
    }

    pub(super) fn present_role(&self) -> Option<StaffRole> {
        self.present().map(|(_, role)| role)
    }

    fn present(&self) -> Option<(StaffId, StaffRole)> {
        if BY_ITSELF.try_with(|()| ()).is_ok() {
            return None;
        }
        match self.session() {
            Session::Open => None,
            Session::Locked { last } => last,
            Session::Taken(id, role) => Some((id, role)),
        }
    }

    pub(super) fn take(&self, id: StaffId, role: StaffRole) {
        self.set(Session::Taken(id, role));
    }

    pub(super) fn open(&self) {
        self.set(Session::Open);
    }

    fn session(&self) -> Session {
        *self.session.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn set(&self, session: Session) {
        *self.session.lock().unwrap_or_else(PoisonError::into_inner) = session;
    }
}

impl Office {
    /// A window opens: with staff its desk is locked. Without this call nobody is ever asked, which is what the command
    /// line does.
    ///
    /// # Errors
    /// [`OfficeError::Book`]; then there must be no window.
    pub fn stand_guard(&self) -> Result<(), OfficeError> {
        let staff = self.book.read(|r| r.staff())?;
        if staff.is_empty() || self.staffing.session() != Session::Open {
            return Ok(());
        }
        let now = Instant::now();
        // The wait that an earlier program left begins here.
        staff.iter().for_each(|member| _ = self.staffing.patience.left(member, now));
        self.staffing.set(Session::Locked { last: None });
        Ok(())
    }

    /// Whether whoever is at the desk may do this; to be asked before each command of the window.
    ///
    /// # Errors
    /// [`OfficeError::Locked`], [`OfficeError::OwnerOnly`].
    pub fn admit(&self, act: Act) -> Result<(), OfficeError> {
        let needed = act.needs();
        match self.staffing.session() {
            Session::Open => Ok(()),
            Session::Locked { .. } if needed == Right::Always => Ok(()),
            Session::Locked { .. } => Err(OfficeError::Locked),
            Session::Taken(_, role) if needed.has(role) => Ok(()),
            Session::Taken(..) => Err(OfficeError::OwnerOnly),
        }
    }

    /// The desk and the staff. Who reads this after a reset finds the desk open.
    ///
    /// # Errors
    /// [`OfficeError::Book`].
    pub fn desk(&self) -> Result<Desk, OfficeError> {
        let (staff, auto_lock_minutes) = self.book.read(|r| Ok((r.staff()?, read_auto_lock(r)?)))?;
        if staff.is_empty() {
            self.staffing.open();
        }
        let now = Instant::now();
        let person = |member: StaffMember| Person {
            wait_s: whole_seconds(self.staffing.patience.left(&member, now)),
            id: member.id,
            name: member.name,
            role: member.role,
        };
        let session = self.staffing.session();
        let (locked, at) = match session {
            Session::Open => (false, None),
            Session::Locked { last } => (true, last),
            Session::Taken(id, role) => (false, Some((id, role))),
        };
        let people = staff.into_iter().map(person).collect();
        Ok(Desk { locked, person: at.map(|(id, _)| id), people, auto_lock_minutes })
    }

    /// Whoever is at the desk leaves it. Without staff there is nothing to lock.
    pub fn lock_desk(&self) {
        if let Session::Taken(id, role) = self.staffing.session() {
            self.staffing.set(Session::Locked { last: Some((id, role)) });
        }
    }

    /// A person comes to the desk.
    ///
    /// # Errors
    /// [`OfficeError::WrongPin`] and [`OfficeError::PinWait`] with the seconds until the next try;
    /// [`OfficeError::NotFound`] for nobody of the staff; [`OfficeError::Book`].
    pub async fn unlock_desk(&self, id: StaffId, pin: Pin) -> Result<(), OfficeError> {
        if self.book.read(|r| r.staff())?.is_empty() {
            self.staffing.open();
            return Ok(());
        }
        let member = self.check_pin(id, pin).await?;
        self.staffing.take(member.id, member.role);
        Ok(())
    }

    /// Whether a person knows their PIN. The try is counted in the book before it is judged, so that ending the program
    /// in between gives none for nothing.
    ///
    /// # Errors
    /// As [`Office::unlock_desk`].
    pub(super) async fn check_pin(&self, id: StaffId, pin: Pin) -> Result<StaffMember, OfficeError> {
        let _one_at_a_time = self.staffing.trying.lock().await;
        let staff = self.book.read(|r| r.staff())?;
        let nobody = || OfficeError::NotFound(id.get().to_string());
        let member = staff.into_iter().find(|member| member.id == id).ok_or_else(nobody)?;
        let left = self.staffing.patience.left(&member, Instant::now());
        if !left.is_zero() {
            return Err(OfficeError::PinWait { seconds: whole_seconds(left) });
        }
        self.book.write(|w| w.count_pin_try(id))?;
        let tries = member.wrong_tries.saturating_add(1);
        let wait = self.staffing.patience.begin(id, tries, Instant::now());
        let hash = member.pin.clone();
        let fits = tokio::task::spawn_blocking(move || pin.fits(&hash)).await.map_err(OfficeError::CutOff)?;
        if !fits {
            self.note_wrong_pin(id, tries)?;
            return Err(OfficeError::WrongPin { seconds: whole_seconds(wait) });
        }
        self.book.write(|w| w.forget_pin_tries(id))?;
        self.staffing.patience.forget(id);
        Ok(member)
    }

    /// Nobody has shown who typed it: the row carries no person.
    fn note_wrong_pin(&self, id: StaffId, tries: u32) -> Result<(), OfficeError> {
        let at = self.clock.now();
        let facts = json!({ "of": id.get(), "in_a_row": tries });
        self.book.write(|w| {
            w.sign(None);
            Ok(w.journal(at, JournalAct::PinRefused, "", &facts)?)
        })
    }
}

/// Rounded up: who waits that long has waited long enough.
fn whole_seconds(wait: std::time::Duration) -> u64 {
    wait.as_secs() + u64::from(wait.subsec_nanos() > 0)
}
