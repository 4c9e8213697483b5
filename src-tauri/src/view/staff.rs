//! Who is at the desk, for the window.

use office::{Act, Desk, NewPin, Office, OfficeError, Person, Pin};
use store::StaffId;

use crate::contract::invoice::{BuyerForm, BuyerKind};
use crate::contract::staff::{PinText, StaffDesk, StaffPerson, StaffRole};
use crate::ui_error::UiError;

/// The desk and the staff.
///
/// # Errors
/// When the book cannot be read.
pub fn desk(office: &Office) -> Result<StaffDesk, UiError> {
    let Desk { locked, person, people, auto_lock_minutes } = office.desk()?;
    Ok(StaffDesk {
        locked,
        person: person.map(number),
        people: people.into_iter().map(staff_person).collect(),
        auto_lock_minutes,
    })
}

/// A private person's number is not for a clerk to see, not even in a form to be filled in again: the clerk types it anew.
/// A business number is no secret.
pub fn veil(office: &Office, buyer: &mut BuyerForm) {
    if office.admit(Act::Reveal).is_err() && buyer.kind != BuyerKind::Business {
        buyer.number.clear();
    }
}

/// A person's number as the window sent it.
#[must_use]
pub fn id(number: u32) -> StaffId {
    StaffId::of(number.into())
}

/// A PIN that somebody shows.
#[must_use]
pub fn shown(pin: PinText) -> Pin {
    Pin::typed(pin.into_text())
}

/// A PIN that somebody chose.
///
/// # Errors
/// A fault on `pin`.
pub fn chosen(pin: PinText) -> Result<NewPin, OfficeError> {
    NewPin::chosen("pin", pin.into_text())
}

fn staff_person(person: Person) -> StaffPerson {
    StaffPerson {
        id: number(person.id),
        name: person.name,
        role: match person.role {
            store::StaffRole::Owner => StaffRole::Owner,
            store::StaffRole::Clerk => StaffRole::Clerk,
        },
        wait_s: u32::try_from(person.wait_s).unwrap_or(u32::MAX),
    }
}

fn number(id: StaffId) -> u32 {
    u32::try_from(id.get()).unwrap_or(u32::MAX)
}
