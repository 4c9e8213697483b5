//! Print jobs: numbered copies that survive a restart.

use store::{Book, BookError, PrintOutcome, PrintState, World};

use crate::support::{at, book, book_on_disk, issue, receipt, refusal};

fn done() -> PrintOutcome {
    PrintOutcome::Done { target: "prints/R261122-01-000001.pdf".into() }
}

fn failed() -> PrintOutcome {
    PrintOutcome::Failed { cause: "the spooler is away".into() }
}

#[test]
fn the_first_paper_is_the_original_and_later_ones_are_numbered() {
    let book = book();
    let (_, id) = issue(&book, &receipt(10_000, at(1)));
    for expected in 0..3 {
        let job = book.write(|w| w.queue_print(id, at(2))).unwrap();
        assert_eq!((job.copy_no, job.state), (expected, PrintState::Queued));
        book.write(|w| w.finish_print(job.id, &done())).unwrap();
    }
    let prints = book.read(|r| r.prints_of(id)).unwrap();
    assert_eq!(prints.len(), 3);
    assert!(prints.iter().all(|print| print.state == PrintState::Ended(done())));
}

#[test]
fn a_paper_that_never_came_out_is_not_a_copy() {
    let book = book();
    let (_, id) = issue(&book, &receipt(10_000, at(1)));
    let first = book.write(|w| w.queue_print(id, at(2))).unwrap();
    book.write(|w| w.finish_print(first.id, &failed())).unwrap();
    assert_eq!(book.read(|r| r.prints_of(id)).unwrap()[0].state, PrintState::Ended(failed()));
    let again = book.write(|w| w.queue_print(id, at(3))).unwrap();
    assert_eq!(
        (again.id, again.copy_no, again.printed_at, again.state),
        (first.id, 0, at(3), PrintState::Queued)
    );
}

#[test]
fn a_waiting_job_survives_a_restart_and_keeps_its_number() {
    let (_folder, path, book) = book_on_disk();
    let (key, id) = issue(&book, &receipt(10_000, at(1)));
    let waiting = book.write(|w| w.queue_print(id, at(2))).unwrap();
    drop(book);
    let book = Book::open(&path, World::Practice, at(60)).unwrap();
    assert_eq!(book.read(|r| r.waiting_prints()).unwrap(), [(key, waiting.clone())]);
    let next = book.write(|w| w.queue_print(id, at(61))).unwrap();
    assert_eq!(next.copy_no, 1, "the waiting one may yet come out");
    book.write(|w| w.finish_print(waiting.id, &done())).unwrap();
    assert_eq!(book.read(|r| r.waiting_prints()).unwrap().len(), 1);
}

#[test]
fn a_printed_copy_stays_printed() {
    let (_folder, path, book) = book_on_disk();
    let (_, id) = issue(&book, &receipt(10_000, at(1)));
    let job = book.write(|w| w.queue_print(id, at(2))).unwrap();
    book.write(|w| w.finish_print(job.id, &done())).unwrap();
    let refused = book.write(|w| w.finish_print(job.id, &failed()));
    assert!(matches!(refused, Err(BookError::Rule { .. })), "{refused:?}");
    assert!(refusal(&path, "DELETE FROM print").contains("never removed"));
}

#[test]
fn a_waiting_paper_of_an_invoice_is_still_that_paper_after_a_restart() {
    let (_folder, path, book) = book_on_disk();
    let (_, id) = issue(&book, &receipt(10_000, at(1)));
    book.write(|w| w.queue_paper(id, Some("form14"), at(2))).unwrap();
    drop(book);
    let book = Book::open(&path, World::Practice, at(60)).unwrap();
    let waiting = book.read(|r| r.waiting_prints()).unwrap();
    assert_eq!(waiting[0].1.paper.as_deref(), Some("form14"));
}
