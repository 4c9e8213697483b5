//! The staff: who is at the desk, and PINs on their way in. A PIN never comes back.

use serde::{Deserialize, Deserializer, Serialize};
use specta::Type;
use zeroize::Zeroizing;

/// What a person is in the shop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum StaffRole {
    /// 사장님
    Owner,
    /// 직원
    Clerk,
}

/// A person of the staff.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct StaffPerson {
    /// Stays the same; the journal names people by it.
    pub id: u32,
    /// What the shop calls them.
    pub name: String,
    /// What they are in the shop.
    pub role: StaffRole,
    /// Whole seconds until their next PIN is looked at.
    pub wait_s: u32,
}

/// Who is at the desk. Also told by itself when the desk is locked from elsewhere.
#[derive(Debug, Clone, Serialize, Deserialize, Type, tauri_specta::Event)]
pub struct StaffDesk {
    /// Whether a PIN is needed now.
    pub locked: bool,
    /// Who is at it; who was last while it is locked.
    pub person: Option<u32>,
    /// The owner first; empty when nobody is asked for a PIN.
    pub people: Vec<StaffPerson>,
    /// After how many minutes without a key or the mouse it locks itself.
    pub auto_lock_minutes: u16,
}

/// A PIN as typed. Wiped when done with; neither `Debug` nor an answer shows it.
#[derive(Deserialize, Type)]
#[serde(transparent)]
pub struct PinText(
    #[serde(deserialize_with = "wiped_later")]
    #[specta(type = String)]
    Zeroizing<String>,
);

impl PinText {
    /// The text itself.
    #[must_use]
    pub fn into_text(self) -> Zeroizing<String> {
        self.0
    }
}

impl std::fmt::Debug for PinText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PinText(…)")
    }
}

fn wiped_later<'de, D: Deserializer<'de>>(from: D) -> Result<Zeroizing<String>, D::Error> {
    String::deserialize(from).map(Zeroizing::new)
}
