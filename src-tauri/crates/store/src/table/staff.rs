//! The staff (직원): who may stand at the counter, each with a PIN that the book knows only by its Argon2id hash. Without
//! a row the shop is one person's and nobody is asked. Nobody is ever taken out of the table: the journal names people by
//! their number. Wrong tries are counted here, so that starting the program again gives no fresh ones.

use chrono::NaiveDateTime;

use crate::book::Ask;
use crate::cells::{Cells, time_text};
use crate::{BookError, Reader, Writer};

/// Of the staff's migration.
pub(crate) const SCHEMA: &str = "
CREATE TABLE staff (
  id          INTEGER PRIMARY KEY,
  name        TEXT NOT NULL CHECK (name <> ''),
  role        TEXT NOT NULL CHECK (role IN ('owner', 'clerk')),
  pin         TEXT NOT NULL CHECK (pin LIKE '$argon2id$%'),
  wrong_tries INTEGER NOT NULL DEFAULT 0 CHECK (wrong_tries >= 0),
  added_at    TEXT NOT NULL,
  removed_at  TEXT
) STRICT;
CREATE UNIQUE INDEX staff_one_owner ON staff (role) WHERE role = 'owner' AND removed_at IS NULL;
CREATE UNIQUE INDEX staff_one_name ON staff (name) WHERE removed_at IS NULL;
CREATE TRIGGER staff_kept BEFORE DELETE ON staff
BEGIN SELECT RAISE(ABORT, 'whoever was of the staff stays in the book'); END;
CREATE TRIGGER staff_fixed BEFORE UPDATE ON staff
WHEN NEW.id IS NOT OLD.id OR NEW.role IS NOT OLD.role OR NEW.added_at IS NOT OLD.added_at
BEGIN SELECT RAISE(ABORT, 'a person of the staff stays who it is'); END;
CREATE TRIGGER staff_stays_removed BEFORE UPDATE ON staff WHEN OLD.removed_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'who has left does not come back under the same number'); END;
";

/// A person's row number; how the journal names people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StaffId(i64);

impl StaffId {
    /// The row number itself.
    #[must_use]
    pub const fn get(self) -> i64 {
        self.0
    }

    /// A row number as it came from outside.
    #[must_use]
    pub const fn of(number: i64) -> Self {
        Self(number)
    }
}

/// What a person is in the shop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StaffRole {
    /// The owner (사장님): everything.
    Owner,
    /// A clerk (직원): the counter.
    Clerk,
}

impl StaffRole {
    /// The stable word in the book.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Clerk => "clerk",
        }
    }

    fn from_word(word: &str) -> Option<Self> {
        [Self::Owner, Self::Clerk].into_iter().find(|role| role.as_str() == word)
    }
}

/// A person of the staff. `Debug` shows neither name nor hash.
#[derive(Clone, PartialEq, Eq)]
pub struct StaffMember {
    /// Row number.
    pub id: StaffId,
    /// What the shop calls them.
    pub name: String,
    /// What they are in the shop.
    pub role: StaffRole,
    /// Their PIN as an Argon2id hash in PHC form.
    pub pin: String,
    /// Wrong PINs in a row.
    pub wrong_tries: u32,
}

impl std::fmt::Debug for StaffMember {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "StaffMember({}, {})", self.id.0, self.role.as_str())
    }
}

// A shop has a handful.
const PRESENT: Ask<'_> = Ask {
    table: "staff",
    doing: "reading the staff",
    sql: "SELECT * FROM staff WHERE removed_at IS NULL ORDER BY role = 'owner' DESC, id",
};
pub(crate) const ONE: Ask<'_> =
    Ask { table: "staff", doing: "reading the staff", sql: "SELECT * FROM staff WHERE id = ?1" };

impl Reader<'_> {
    /// Who is of the staff now, the owner first. Empty: nobody is asked for a PIN.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when a row does not read back.
    pub fn staff(&self) -> Result<Vec<StaffMember>, BookError> {
        self.rows(&PRESENT, [], read_member)
    }

    /// Anybody who ever was of the staff, by number.
    ///
    /// # Errors
    /// [`BookError::Corrupt`] when the row does not read back.
    pub fn staff_member(&self, id: StaffId) -> Result<Option<StaffMember>, BookError> {
        self.row(&ONE, [id.0], read_member)
    }
}

impl Writer<'_> {
    /// Everything that is written in the journal of this transaction from now on was done by this person.
    pub fn sign(&mut self, by: Option<StaffId>) {
        self.by = by;
    }

    /// Takes a person into the staff; `pin` is an Argon2id hash in PHC form.
    ///
    /// # Errors
    /// As [`Book::write`](crate::Book::write); [`BookError::Rule`] or [`BookError::Twice`] for a second owner or a name
    /// that somebody has.
    pub fn add_staff(
        &mut self,
        name: &str,
        role: StaffRole,
        pin: &str,
        at: NaiveDateTime,
    ) -> Result<StaffId, BookError> {
        self.run(
            "adding to the staff",
            "INSERT INTO staff (name, role, pin, added_at) VALUES (?1, ?2, ?3, ?4)",
            (name, role.as_str(), pin, time_text(at)),
        )?;
        Ok(StaffId(self.last_id()))
    }

    /// Calls a person otherwise. Answers whether there was one.
    ///
    /// # Errors
    /// As [`Writer::add_staff`].
    pub fn rename_staff(&mut self, id: StaffId, name: &str) -> Result<bool, BookError> {
        self.change(
            "renaming one of the staff",
            "UPDATE staff SET name = ?2 WHERE id = ?1 AND removed_at IS NULL",
            (id.0, name),
        )
    }

    /// Gives a person another PIN and forgets the wrong tries. Answers whether there was one.
    ///
    /// # Errors
    /// As [`Book::write`](crate::Book::write).
    pub fn set_staff_pin(&mut self, id: StaffId, pin: &str) -> Result<bool, BookError> {
        self.change(
            "setting a PIN",
            "UPDATE staff SET pin = ?2, wrong_tries = 0 WHERE id = ?1 AND removed_at IS NULL",
            (id.0, pin),
        )
    }

    /// Counts a try before it is judged. Answers whether there was such a person.
    ///
    /// # Errors
    /// As [`Book::write`](crate::Book::write).
    pub fn count_pin_try(&mut self, id: StaffId) -> Result<bool, BookError> {
        self.change(
            "counting a PIN",
            "UPDATE staff SET wrong_tries = wrong_tries + 1 WHERE id = ?1 AND removed_at IS NULL",
            [id.0],
        )
    }

    /// The PIN was right: the tries before it count no more.
    ///
    /// # Errors
    /// As [`Book::write`](crate::Book::write).
    pub fn forget_pin_tries(&mut self, id: StaffId) -> Result<(), BookError> {
        self.change(
            "forgetting wrong PINs",
            "UPDATE staff SET wrong_tries = 0 WHERE id = ?1 AND removed_at IS NULL",
            [id.0],
        )?;
        Ok(())
    }

    /// A person leaves. Answers whether they were still there.
    ///
    /// # Errors
    /// As [`Book::write`](crate::Book::write).
    pub fn remove_staff(&mut self, id: StaffId, at: NaiveDateTime) -> Result<bool, BookError> {
        self.change(
            "removing one of the staff",
            "UPDATE staff SET removed_at = ?2 WHERE id = ?1 AND removed_at IS NULL",
            (id.0, time_text(at)),
        )
    }

    /// Nobody is of the staff any more and nobody is asked for a PIN. Answers how many there were.
    ///
    /// # Errors
    /// As [`Book::write`](crate::Book::write).
    pub fn remove_all_staff(&mut self, at: NaiveDateTime) -> Result<usize, BookError> {
        self.run(
            "removing the staff",
            "UPDATE staff SET removed_at = ?1 WHERE removed_at IS NULL",
            [time_text(at)],
        )
    }

    fn change(
        &self,
        doing: &'static str,
        sql: &str,
        params: impl rusqlite::Params,
    ) -> Result<bool, BookError> {
        Ok(self.run(doing, sql, params)? > 0)
    }
}

fn read_member(cells: &Cells<'_>) -> Result<StaffMember, BookError> {
    Ok(StaffMember {
        id: StaffId(cells.get("id")?),
        name: cells.get("name")?,
        role: cells.parsed("role", |word| StaffRole::from_word(word).ok_or(()))?,
        pin: cells.get("pin")?,
        wrong_tries: cells.count("wrong_tries")?,
    })
}
