//! Cancels: only of what the NTS has taken, whole or in part, never more than there was.

use domain::{CancelReason, Cancellation, HeldReason, Remaining, Won};
use nts::{Act, Route, Sent, StoredContent, compare};
use practice_nts::Dials;

use super::member::{Member, RESULT_AFTER_S};
use crate::shop::shop_number;

#[tokio::test]
async fn a_cancel_before_the_nts_took_the_original_waits_and_then_goes_through() {
    let member = Member::join().await;
    let (sale, original) = member.sell(1).await;
    let cancel = member.freeze_cancel(1, &sale, &original);
    let sent = member.send(&cancel).await;
    let Sent::NotNow(wait) = sent else { panic!("{sent:?}") };
    assert_eq!((wait.code.as_str(), wait.reason), ("-14001021", HeldReason::NotYetPossible));
    assert!(member.route.capabilities().cancels_confirmed_only);
    assert_eq!(member.documents(), 1);

    member.shop.advance_s(RESULT_AFTER_S);
    let Sent::Approved(own) = member.send(&cancel).await else { panic!() };
    assert_ne!(own.number, original.approval);
    let held = member.find(&cancel.key).await;
    let StoredContent::Receipt(content) = &held.content else { panic!() };
    let points_at = content.original.clone().unwrap();
    assert_eq!((content.act, points_at.approval), (Act::Cancel, original.approval));
    assert_eq!(compare(&cancel, &held), Ok(()));
}

#[tokio::test]
async fn a_lost_cancel_is_found_and_takes_back_once() {
    let member = Member::join().await;
    let (sale, original) = member.sell(1).await;
    member.shop.advance_s(RESULT_AFTER_S);
    member.shop.nts.set_dials(Dials { lose_answers: 1, ..Dials::default() });
    let cancel = member.freeze_cancel(1, &sale, &original);
    assert!(matches!(member.send(&cancel).await, Sent::Unknown(_)));
    let Sent::Duplicate(held) = member.send(&cancel).await else { panic!() };
    assert_eq!((compare(&cancel, &held), member.documents()), (Ok(()), 2));
}

#[tokio::test]
async fn parts_add_up_to_the_whole_and_no_further() {
    let member = Member::join().await;
    let (sale, original) = member.sell(1).await;
    member.shop.advance_s(RESULT_AFTER_S);
    let at = member.shop.time.local();
    let part = Won::new(4_000).unwrap();
    let left = Remaining::of(sale.amounts(), []);
    let first =
        Cancellation::partial(&sale, original.clone(), &left, CancelReason::TransactionCancelled, at, part)
            .unwrap();
    let left = Remaining::of(sale.amounts(), [first.amounts()]);
    let rest =
        Cancellation::full(&sale, original.clone(), &left, CancelReason::TransactionCancelled, at).unwrap();
    for (cancel, sequence) in [(&first, 1), (&rest, 2)] {
        let frozen = member.route.freeze_cancel(&member.key('C', sequence), &shop_number(), cancel).unwrap();
        let sent = member.send(&frozen).await;
        assert!(matches!(sent, Sent::Approved(_)), "{sent:?}");
        assert_eq!(compare(&frozen, &member.find(&frozen.key).await), Ok(()));
    }
    let again = member.send(&member.freeze_cancel(3, &sale, &original)).await;
    assert!(matches!(&again, Sent::Rejected(refusal) if refusal.code == "-14001065"), "{again:?}");
    assert_eq!(member.documents(), 3);
}
