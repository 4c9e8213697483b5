//! The staff as the file keeps it: nobody is taken out, one owner, no PIN in clear, and a journal that says who.

use serde_json::json;
use store::{BookError, JournalAct, StaffId, StaffRole};

use crate::support::{at, book, book_on_disk, refusal};

const PIN: &str = "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHQ$aGFzaGhhc2g";

#[test]
fn the_owner_comes_first_and_whoever_leaves_is_still_known_by_number() {
    let book = book();
    let [clerk, owner] = book
        .write(|w| {
            let clerk = w.add_staff("박점원", StaffRole::Clerk, PIN, at(0))?;
            Ok::<_, BookError>([clerk, w.add_staff("김행복", StaffRole::Owner, PIN, at(0))?])
        })
        .unwrap();
    let ids = || -> Vec<StaffId> {
        book.read(|r| r.staff()).unwrap().into_iter().map(|member| member.id).collect()
    };
    assert_eq!(ids(), [owner, clerk]);
    assert!(book.write(|w| w.remove_staff(clerk, at(1))).unwrap());
    assert!(!book.write(|w| w.remove_staff(clerk, at(1))).unwrap(), "only once");
    assert_eq!(ids(), [owner]);
    assert_eq!(book.read(|r| r.staff_member(clerk)).unwrap().unwrap().name, "박점원");
}

#[test]
fn the_file_keeps_one_owner_one_name_and_nobody_s_pin_in_clear() {
    let (_folder, path, book) = book_on_disk();
    book.write(|w| w.add_staff("김행복", StaffRole::Owner, PIN, at(0))).unwrap();
    let add = |name: &str, role, pin: &str| book.write(|w| w.add_staff(name, role, pin, at(0)));
    assert!(add("다른 주인", StaffRole::Owner, PIN).is_err());
    assert!(add("김행복", StaffRole::Clerk, PIN).is_err());
    assert!(add("박점원", StaffRole::Clerk, "8351").is_err());
    for (sql, why) in [
        ("DELETE FROM staff", "stays in the book"),
        ("UPDATE staff SET role = 'clerk'", "stays who it is"),
        ("UPDATE staff SET removed_at = 'x'; UPDATE staff SET removed_at = NULL", "does not come back"),
    ] {
        assert!(refusal(&path, sql).contains(why), "{sql}");
    }
}

#[test]
fn tries_are_counted_until_one_is_right() {
    let book = book();
    let owner = book.write(|w| w.add_staff("김행복", StaffRole::Owner, PIN, at(0))).unwrap();
    let tries = || book.read(|r| r.staff_member(owner)).unwrap().unwrap().wrong_tries;
    for counted in 1..=3 {
        assert!(book.write(|w| w.count_pin_try(owner)).unwrap());
        assert_eq!(tries(), counted);
    }
    book.write(|w| w.forget_pin_tries(owner)).unwrap();
    assert_eq!(tries(), 0);
    assert!(!book.write(|w| w.count_pin_try(StaffId::of(9))).unwrap());
}

#[test]
fn a_signed_act_says_who_and_an_unsigned_one_reads_as_before() {
    let book = book();
    let facts = json!({ "total": 1000 });
    book.write(|w| w.journal(at(0), JournalAct::Revealed, "R261122-01-000001", &facts)).unwrap();
    book.write(|w| {
        w.sign(Some(StaffId::of(2)));
        w.journal(at(1), JournalAct::Revealed, "R261122-01-000001", &facts)
    })
    .unwrap();
    let rows = book.read(|r| r.journal_of("R261122-01-000001")).unwrap();
    let contents: Vec<&str> = rows.iter().map(|row| row.content.as_str()).collect();
    assert_eq!(contents, [r#"{"total":1000}"#, r#"{"by":2,"total":1000}"#]);
    assert_eq!(book.read(|r| r.verify_journal()).unwrap().rows, 2);
}
