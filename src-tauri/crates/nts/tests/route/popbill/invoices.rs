//! Tax invoices through Popbill: issued, found with their lines, handed over, amended, refused later.

use chrono::Days;
use domain::{
    AmendForm, AmendReason, BusinessCalendar, BuyerForm, BuyerKind, DeadlineRules, HeldReason, Invoice,
    InvoiceForm, OriginalInvoice, Supplier,
};
use nts::{
    Act, Asked, BatchSent, BatchState, FrozenRequest, ListedDay, LookedUp, Route, Sent, StopReason,
    StoredContent, StoredStatus, SubmitId, Transmitted, compare,
};
use practice_nts::Dials;

use super::member::{Member, RESULT_AFTER_S, particulars};
use crate::invoices::{invoice, line};

fn frozen(member: &Member, sequence: u32) -> FrozenRequest {
    let invoice = invoice(member.shop.time.local());
    member.route.freeze_invoice(&member.key('T', sequence), &invoice).unwrap()
}

async fn issued(member: &Member, sequence: u32) -> FrozenRequest {
    let request = frozen(member, sequence);
    let sent = member.send(&request).await;
    assert!(matches!(sent, Sent::Approved(_)), "{sent:?}");
    request
}

async fn handed_over(member: &Member, request: &FrozenRequest) -> Transmitted {
    member.route.transmit(&request.key).await.outcome
}

#[tokio::test]
async fn an_invoice_gets_its_number_and_is_found_as_it_was_sent() {
    let member = Member::join().await;
    let request = frozen(&member, 1);
    let Sent::Approved(approval) = member.send(&request).await else { panic!() };
    assert_eq!(approval.number.invoice().unwrap().written_on(), member.shop.time.local().date());
    let held = member.find(&request.key).await;
    assert_eq!((held.status, held.act(), &held.approval), (StoredStatus::Approved, Act::Invoice, &approval));
    assert_eq!(compare(&request, &held), Ok(()));
}

#[tokio::test]
async fn an_invoice_that_says_something_else_differs_by_name() {
    let member = Member::join().await;
    let request = issued(&member, 1).await;
    let held = member.find(&request.key).await;
    for (from, to, field) in [
        (r#""totalAmount":"715000""#, r#""totalAmount":"715001""#, "differs in amounts"),
        ("토너", "잉크", "differs in lines"),
        ("2148600016", "2222222227", "differs in buyer"),
        (r#""taxType":"과세""#, r#""taxType":"영세""#, "differs in kind"),
    ] {
        assert!(request.body.contains(from), "{from}");
        let other = FrozenRequest { body: request.body.replace(from, to), ..request.clone() };
        assert_eq!(compare(&other, &held), Err(field.to_owned()));
    }
}

#[tokio::test]
async fn an_invoice_whose_answer_was_lost_is_adopted_as_exactly_one() {
    let member = Member::join_with(Dials { lose_answers: 1, ..Dials::default() }).await;
    let request = frozen(&member, 1);
    assert!(matches!(member.send(&request).await, Sent::Unknown(_)));
    let Sent::Duplicate(held) = member.send(&request).await else { panic!() };
    assert_eq!((compare(&request, &held), member.documents()), (Ok(()), 1));
}

#[tokio::test]
async fn a_resident_and_a_foreigner_can_be_invoiced_and_compare_equal() {
    let member = Member::join().await;
    let at = member.shop.time.local();
    let supplier = Supplier::of(&particulars(), "", "").unwrap();
    for (kind, number, sequence) in
        [(BuyerKind::Rrn, "900101-1234568", 1), (BuyerKind::Foreigner, "M12345678", 2)]
    {
        let form = InvoiceForm {
            written_on: at.format("%Y%m%d").to_string(),
            buyer: BuyerForm {
                kind, number: number.into(), name: "홍길동".into(), ..BuyerForm::default()
            },
            lines: vec![line("책상", "1", "100,000")],
            ..InvoiceForm::default()
        };
        let invoice = form.check(&supplier, None, at).unwrap();
        let request = member.route.freeze_invoice(&member.key('T', sequence), &invoice).unwrap();
        let reply = member.route.send(&request).await;
        assert!(matches!(reply.outcome, Sent::Approved(_)), "{kind:?}: {:?}", reply.outcome);
        let held = member.find(&request.key).await;
        assert_eq!(compare(&request, &held), Ok(()), "{kind:?}");
        let told = format!("{reply:?} {held:?} {request:?}");
        assert!(!told.contains("9001011234568") && !told.contains("M12345678"), "{told}");
    }
}

#[tokio::test]
async fn handing_over_waits_for_the_nts_and_says_once_when_it_was() {
    let member = Member::join().await;
    let request = issued(&member, 1).await;
    let asked_at = member.shop.time.local();
    for _ in 0..2 {
        let waits = handed_over(&member, &request).await;
        let Transmitted::NotNow(wait) = waits else { panic!("{waits:?}") };
        assert_eq!((wait.reason, wait.retry_after_ms), (HeldReason::NotYetPossible, Some(60_000)));
    }
    member.shop.advance_s(RESULT_AFTER_S);
    let sent = Transmitted::Sent(asked_at);
    assert_eq!(handed_over(&member, &request).await, sent);
    assert_eq!(handed_over(&member, &request).await, sent);
    assert_eq!(member.find(&request.key).await.status, StoredStatus::Transmitted(asked_at));
}

#[tokio::test]
async fn a_lost_answer_to_a_handing_over_is_only_a_question_to_ask_again() {
    let member = Member::join_with(Dials { lose_transmit_answers: 1, ..Dials::default() }).await;
    let request = issued(&member, 1).await;
    assert!(matches!(handed_over(&member, &request).await, Transmitted::NoAnswer(_)));
    member.shop.advance_s(RESULT_AFTER_S);
    assert!(matches!(handed_over(&member, &request).await, Transmitted::Sent(_)));
}

#[tokio::test]
async fn one_the_nts_refused_says_why() {
    let member = Member::join().await;
    let request = issued(&member, 1).await;
    let doomed = [request.key.to_string()].into();
    member.shop.nts.set_dials(Dials { reject_next_day: doomed, ..Dials::default() });
    let _waits = handed_over(&member, &request).await;
    member.shop.advance_s(RESULT_AFTER_S);
    let held = member.find(&request.key).await;
    assert_eq!((held.status, held.result_code.as_str()), (StoredStatus::Rejected, "ERR002"));
    let again = handed_over(&member, &request).await;
    assert!(matches!(&again, Transmitted::Refused(refusal) if refusal.code == "ERR002"), "{again:?}");
}

#[tokio::test]
async fn what_was_never_issued_is_not_there_to_be_handed_over_or_found() {
    let member = Member::join().await;
    let request = frozen(&member, 7);
    assert_eq!(handed_over(&member, &request).await, Transmitted::NotThere);
    assert_eq!(member.route.look_up(&request.key).await.outcome, LookedUp::NotThere);
}

fn contract_cancelled(member: &Member, original: Invoice, number: &domain::InvoiceNumber) -> Invoice {
    let calendar: BusinessCalendar =
        serde_json::from_str(include_str!("../../../../../../assets/nts/holidays.json")).unwrap();
    let supplier = original.supplier().clone();
    let original = OriginalInvoice {
        invoice: original,
        number: number.clone(),
        transmitted: true,
        amendments: Vec::new(),
    };
    let form = AmendForm::new(AmendReason::ContractCancelled);
    let rules = DeadlineRules::default();
    original.amend(&form, &supplier, member.shop.time.local(), &rules, &calendar).unwrap().first
}

#[tokio::test]
async fn an_amendment_waits_until_the_nts_has_the_original() {
    let member = Member::join().await;
    let request = frozen(&member, 1);
    let Sent::Approved(approval) = member.send(&request).await else { panic!() };
    let number = approval.number.invoice().unwrap();
    let amended = contract_cancelled(&member, invoice(member.shop.time.local()), number);
    let amendment = member.route.freeze_invoice(&member.key('M', 1), &amended).unwrap();
    let early = member.send(&amendment).await;
    let Sent::NotNow(wait) = early else { panic!("{early:?}") };
    assert_eq!((wait.code.as_str(), wait.reason), ("-11001056", HeldReason::NotYetPossible));

    let _waits = handed_over(&member, &request).await;
    member.shop.advance_s(RESULT_AFTER_S);
    let sent = member.send(&amendment).await;
    assert!(matches!(sent, Sent::Approved(_)), "{sent:?}");
    let held = member.find(&amendment.key).await;
    assert_eq!(compare(&amendment, &held), Ok(()));
    let StoredContent::Invoice(content) = &held.content else { panic!() };
    let amends = content.amends.as_ref().unwrap();
    assert_eq!((amends.original.as_ref(), amends.code.code()), (Some(number), "04"));
}

#[tokio::test]
async fn invoices_are_listed_by_the_day_they_were_written_on_and_compare_by_what_a_list_says() {
    let member = Member::join().await;
    let request = issued(&member, 1).await;
    let today = member.shop.time.local().date();
    let ListedDay::Page(page) = member.route.list_invoices(today, today, None).await.outcome else {
        panic!()
    };
    assert_eq!((page.documents.len(), compare(&request, &page.documents[0])), (1, Ok(())));
    let other = FrozenRequest { body: request.body.replace("2148600016", "2222222227"), ..request.clone() };
    assert_eq!(compare(&other, &page.documents[0]), Err("differs in buyer".to_owned()));
    let before = today - Days::new(1);
    let ListedDay::Page(empty) = member.route.list_invoices(before, before, None).await.outcome else {
        panic!()
    };
    assert!(empty.documents.is_empty() && empty.next_cursor.is_none());
}

#[tokio::test]
async fn an_expired_certificate_stops_invoices_and_no_receipt() {
    let member = Member::join().await;
    let Asked::Known(ends) = member.route.certificate_expiry().await.outcome else { panic!() };
    let Asked::Known(whole) = member.route.certificate().await.outcome else { panic!() };
    assert_eq!(whole.expires_at, ends);
    assert_eq!(member.route.check_certificate().await.outcome, Asked::Known(()));
    member.shop.nts.set_dials(Dials { certificate_expired: true, ..Dials::default() });
    let sent = member.send(&frozen(&member, 1)).await;
    let Sent::RouteStopped(stop) = sent else { panic!("{sent:?}") };
    assert_eq!((stop.reason(), stop.stops_only_invoices()), (Some(StopReason::Certificate), true));
    assert!(matches!(member.route.check_certificate().await.outcome, Asked::Refused(_)));
    assert!(matches!(member.send(&member.coffee(1)).await, Sent::Approved(_)));
}

#[tokio::test]
async fn a_batch_is_worked_off_and_every_document_has_its_own_answer() {
    let member = Member::join_with(Dials { popbill_batch_after_s: 30, ..Dials::default() }).await;
    let mut receipts = vec![member.coffee(1), member.coffee(2), member.coffee(3)];
    receipts[1].body = receipts[1].body.replace(r#""tax":"409""#, r#""tax":"410""#);
    let id = SubmitId::parse("B261122-1").unwrap();
    let handed_in = member.route.submit(&id, &receipts).await.unwrap().outcome;
    assert!(matches!(handed_in, BatchSent::Taken(_)), "{handed_in:?}");
    assert_eq!(member.route.submit(&id, &receipts).await.unwrap().outcome, BatchSent::UsedBefore);
    let state = async || member.route.batch_result(&id, Act::Issue).await.outcome;
    assert_eq!(state().await, Asked::Known(BatchState::UnderWay));
    member.shop.advance_s(30);
    let Asked::Known(BatchState::Done(done)) = state().await else { panic!() };
    let codes: Vec<_> =
        done.rows.iter().map(|row| row.outcome.as_ref().map_err(|no| no.code.clone())).collect();
    assert!(codes[0].is_ok() && codes[2].is_ok(), "{codes:?}");
    assert_eq!(codes[1].as_ref().unwrap_err(), "-14001031");
    for row in done.rows.iter().filter(|row| row.outcome.is_ok()) {
        assert_eq!(member.find(&row.key).await.approval.number, row.outcome.as_ref().unwrap().number);
    }
    let invoices = [frozen(&member, 1)];
    let id = SubmitId::parse("B261122-2").unwrap();
    assert!(matches!(member.route.submit(&id, &invoices).await.unwrap().outcome, BatchSent::Taken(_)));
    member.shop.advance_s(30);
    let done = member.route.batch_result(&id, Act::Invoice).await.outcome;
    assert!(
        matches!(&done, Asked::Known(BatchState::Done(done)) if done.rows[0].outcome.is_ok()),
        "{done:?}"
    );
    assert_eq!(compare(&invoices[0], &member.find(&invoices[0].key).await), Ok(()));
    let nobody = SubmitId::parse("nobody").unwrap();
    assert_eq!(
        member.route.batch_result(&nobody, Act::Issue).await.outcome,
        Asked::Known(BatchState::NotThere)
    );
}

#[tokio::test]
async fn a_batch_whose_answer_was_lost_is_found_by_its_name() {
    let member = Member::join_with(Dials { lose_answers: 1, ..Dials::default() }).await;
    let receipts = [member.coffee(1), member.coffee(2)];
    let id = SubmitId::parse("B261122-1").unwrap();
    assert!(matches!(member.route.submit(&id, &receipts).await.unwrap().outcome, BatchSent::Unknown(_)));
    assert_eq!(member.route.submit(&id, &receipts).await.unwrap().outcome, BatchSent::UsedBefore);
    let Asked::Known(BatchState::Done(done)) = member.route.batch_result(&id, Act::Issue).await.outcome
    else {
        panic!()
    };
    assert_eq!((done.rows.len(), member.documents()), (2, 2));
}
