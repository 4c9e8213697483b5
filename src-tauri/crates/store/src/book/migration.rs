//! How a book's file grows. A migration that has been released is never edited; a change is a new one at the end.
//!
//! `PRAGMA user_version` is the file's version. `schema_note` keeps, for every step, the oldest program version that may
//! still open the file: adding a table or a column lets older programs in, changing a meaning does not.

use chrono::NaiveDateTime;
use rusqlite::Connection;

use crate::BookError;
use crate::cells::time_text;
use crate::error::Doing;
use crate::table;

/// `JANG` in ASCII, at byte 68 of the file: this SQLite file is one of our books.
pub(super) const APPLICATION_ID: i32 = 0x4a41_4e47;

/// One step of the file's growth.
#[derive(Debug, Clone, Copy)]
pub(super) struct Migration {
    /// The file's version after this step; steps count 1, 2, 3, …
    pub version: u32,
    /// The statements.
    pub sql: &'static [&'static str],
    /// Whether a program that knows only the step before can still use the file.
    pub older_programs_may_open: bool,
}

/// Every step this program knows, oldest first.
pub(super) const MIGRATIONS: &[Migration] = &[
    Migration { version: 1, sql: table::FIRST_SCHEMA, older_programs_may_open: false },
    Migration { version: 2, sql: table::COURIER_SCHEMA, older_programs_may_open: false },
    Migration { version: 3, sql: table::INVOICE_SCHEMA, older_programs_may_open: false },
    Migration { version: 4, sql: table::CLOSE_SCHEMA, older_programs_may_open: true },
    Migration { version: 5, sql: table::AUTOMATION_SCHEMA, older_programs_may_open: false },
    Migration { version: 6, sql: table::HOMETAX_SCHEMA, older_programs_may_open: false },
    Migration { version: 7, sql: table::STAFF_SCHEMA, older_programs_may_open: false },
];

/// What a file says of its version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    /// Nothing written yet.
    Blank,
    /// A book at this program's version, or a newer one that lets this program in.
    Current,
    /// A book that older steps are to be followed by newer ones.
    Older,
}

/// Looks at the file without changing it.
///
/// # Errors
/// [`BookError::Newer`] when the file refuses programs of our version.
pub(super) fn look(connection: &Connection, steps: &[Migration]) -> Result<Found, BookError> {
    let file = version_of(connection)?;
    let program = newest(steps);
    if file == 0 {
        return Ok(Found::Blank);
    }
    if file > program && minimum_reader(connection)? > program {
        return Err(BookError::Newer { file, program });
    }
    Ok(if file < program { Found::Older } else { Found::Current })
}

/// Runs the steps the file has not seen. The caller holds the transaction and has switched foreign keys off before it, so
/// that a table others point at can be rebuilt; here is checked that everything still points at something.
///
/// # Errors
/// [`BookError::Sqlite`] with the failing step, [`BookError::Corrupt`] when a row points at none; the caller's transaction
/// is to be rolled back.
pub(super) fn apply(
    connection: &Connection,
    steps: &[Migration],
    now: NaiveDateTime,
) -> Result<(), BookError> {
    let file = version_of(connection)?;
    for (index, step) in steps.iter().enumerate().filter(|(_, step)| step.version > file) {
        for sql in step.sql {
            connection.execute_batch(sql).doing("bringing the book up to date")?;
        }
        let minimum = minimum_of(steps.get(..=index).unwrap_or(steps));
        connection
            .execute(
                "INSERT INTO schema_note (version, minimum_reader, applied_at) VALUES (?1, ?2, ?3)",
                (step.version, minimum, time_text(now)),
            )
            .doing("noting the book's version")?;
        connection.pragma_update(None, "user_version", step.version).doing("noting the book's version")?;
    }
    check_references(connection)
}

fn check_references(connection: &Connection) -> Result<(), BookError> {
    let mut check =
        connection.prepare("PRAGMA foreign_key_check").doing("checking what the rows point at")?;
    if check.exists([]).doing("checking what the rows point at")? {
        let what = "a row points at one that is not there".to_owned();
        return Err(BookError::Corrupt { table: "book", key: String::new(), what });
    }
    Ok(())
}

fn newest(steps: &[Migration]) -> u32 {
    steps.last().map_or(0, |step| step.version)
}

/// The last step that shut older programs out decides who may open the file.
fn minimum_of(steps: &[Migration]) -> u32 {
    steps.iter().rev().find(|step| !step.older_programs_may_open).map_or(1, |step| step.version)
}

fn version_of(connection: &Connection) -> Result<u32, BookError> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0)).doing("reading the book's version")
}

fn minimum_reader(connection: &Connection) -> Result<u32, BookError> {
    connection
        .query_row("SELECT max(minimum_reader) FROM schema_note", [], |row| row.get(0))
        .doing("reading the book's version")
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    const STEPS: [Migration; 3] = [
        Migration { version: 1, sql: MIGRATIONS[0].sql, older_programs_may_open: false },
        Migration { version: 2, sql: &["CREATE TABLE a (id INTEGER)"], older_programs_may_open: true },
        Migration { version: 3, sql: &["ALTER TABLE a ADD COLUMN b TEXT"], older_programs_may_open: true },
    ];

    fn now() -> NaiveDateTime {
        NaiveDate::from_ymd_opt(2026, 11, 22).unwrap().and_hms_opt(12, 0, 0).unwrap()
    }

    /// As [`apply`] wants it.
    fn unguarded() -> Connection {
        let file = Connection::open_in_memory().unwrap();
        file.pragma_update(None, "foreign_keys", false).unwrap();
        file
    }

    #[test]
    fn a_file_grows_step_by_step_and_only_once() {
        let file = Connection::open_in_memory().unwrap();
        assert_eq!(look(&file, &STEPS).unwrap(), Found::Blank);
        apply(&file, &STEPS[..1], now()).unwrap();
        assert_eq!(look(&file, &STEPS).unwrap(), Found::Older);
        for _ in 0..2 {
            apply(&file, &STEPS, now()).unwrap();
            assert_eq!(look(&file, &STEPS).unwrap(), Found::Current);
        }
        let notes: i64 = file.query_row("SELECT count(*) FROM schema_note", [], |row| row.get(0)).unwrap();
        assert_eq!(notes, 3);
    }

    #[test]
    fn additions_let_older_programs_in_and_changes_do_not() {
        let file = Connection::open_in_memory().unwrap();
        apply(&file, &STEPS, now()).unwrap();
        assert_eq!(look(&file, &STEPS[..1]).unwrap(), Found::Current);
        let breaking = [
            STEPS[0],
            STEPS[1],
            STEPS[2],
            Migration { version: 4, sql: &[], older_programs_may_open: false },
        ];
        apply(&file, &breaking, now()).unwrap();
        let refused = look(&file, &STEPS);
        assert!(matches!(refused, Err(BookError::Newer { file: 4, program: 3 })), "{refused:?}");
    }

    #[test]
    fn what_waited_before_the_courier_gets_a_last_moment_and_what_needed_somebody_still_does() {
        let file = unguarded();
        apply(&file, &MIGRATIONS[..1], now()).unwrap();
        for (id, state, more) in
            [(1, "held", "held_reason"), (2, "conflict", "conflict"), (3, "unknown", "next_at")]
        {
            let document = format!(
                "INSERT INTO document (id, key, print_wanted, act, trade_date, traded_at, supply, vat, service, total,
                   taxation, number_kind, number_digits, last4, purpose, route, body, content_hash, created_at)
                 VALUES ({id}, 'k{id}', 0, 'issue', '2026-11-30', '2026-11-30T12:00:00.000', 100, 0, 0, 100, '', '', '',
                   '', '', 'hometax', '', '', '');
                 INSERT INTO standing (document_id, trade_date, state, {more}, updated_at)
                 VALUES ({id}, '2026-11-30', '{state}', 'x', '')"
            );
            file.execute_batch(&document).unwrap();
        }
        apply(&file, MIGRATIONS, now()).unwrap();
        let row = |id: i64| -> (Option<String>, Option<String>) {
            let sql = "SELECT send_by, attention FROM standing WHERE document_id = ?1";
            file.query_row(sql, [id], |row| Ok((row.get(0)?, row.get(1)?))).unwrap()
        };
        let last = Some("2026-12-01T23:59:59.000".to_owned());
        assert_eq!(
            [row(1), row(2), row(3)],
            [(last.clone(), None), (None, Some("conflict".into())), (last, None)]
        );
    }

    #[test]
    fn this_program_s_own_steps_count_up_from_one() {
        let versions: Vec<u32> = MIGRATIONS.iter().map(|step| step.version).collect();
        let expected: Vec<u32> = (1..).take(versions.len()).collect();
        assert_eq!(versions, expected);
    }
}
