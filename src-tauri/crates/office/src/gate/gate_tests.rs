//! The gate as a value: what shuts it, for how long, and that it never lets more through than it may.

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use domain::{HeldReason, Refusal};
use nts::{
    Capabilities, LookedUp, LostAnswer, LostKind, NotNow, NotSentCause, Quota, QuotaRead, RouteStop, Sent,
};

use super::*;

const ROUTE: Capabilities = Capabilities {
    can_look_up: true,
    key_reusable: true,
    days_late: 1,
    quiet_period_ms: 1_500,
    batch_size: 1,
    concurrency: 4,
    requests_per_second: 10,
    partial_cancel: true,
    cancels_confirmed_only: false,
};

fn at(ms: i64) -> NaiveDateTime {
    let noon = NaiveDate::from_ymd_opt(2026, 11, 30).unwrap().and_hms_opt(12, 0, 0).unwrap();
    noon + TimeDelta::milliseconds(ms)
}

fn lost(kind: LostKind) -> Sent {
    Sent::Unknown(LostAnswer { kind, cause: String::new() })
}

fn not_now(reason: HeldReason, retry_after_ms: Option<u64>, resets_at: Option<&str>) -> Sent {
    Sent::NotNow(NotNow { code: "E".into(), reason, retry_after_ms, resets_at: resets_at.map(Into::into) })
}

fn known(daily_limit: u64, used: u64) -> QuotaRead {
    QuotaRead::Known(Quota { daily_limit, used, resets_at: String::new() })
}

fn refused() -> Sent {
    Sent::NotSent(NotSentCause::Refused(String::new()))
}

#[test]
fn one_sign_that_costs_time_shuts_the_gate_and_a_single_broken_answer_does_not() {
    for (signs, shut) in [
        (vec![lost(LostKind::Timeout)], true),
        (vec![refused()], true),
        (vec![Sent::NotSent(NotSentCause::ConnectTimeout { limit_ms: 5_000 })], true),
        (vec![lost(LostKind::Reset)], false),
        (vec![lost(LostKind::Http5xx), lost(LostKind::TruncatedBody)], true),
    ] {
        let mut gate = Gate::default();
        signs.iter().for_each(|sign| gate.saw_sent(sign, at(0)));
        assert_eq!(gate.admit(at(1), &ROUTE).is_err(), shut, "{signs:?}");
    }
}

#[test]
fn our_line_and_the_nts_are_told_apart() {
    for (cause, reason) in [
        (NotSentCause::DnsOrConnect(String::new()), HeldReason::NoNetwork),
        (NotSentCause::Refused(String::new()), HeldReason::RouteDown),
        (NotSentCause::Tls(String::new()), HeldReason::RouteDown),
    ] {
        let mut gate = Gate::default();
        gate.saw_sent(&Sent::NotSent(cause), at(0));
        assert_eq!(gate.line(), LineSeen::Down { reason, code: None });
    }
}

#[test]
fn probes_come_soon_at_first_and_then_within_a_minute_and_an_answer_opens_the_gate() {
    let mut gate = Gate::default();
    gate.saw_sent(&refused(), at(0));
    let mut now = at(0);
    for tries in 0..200 {
        let Some(next) = gate.probe_at() else { panic!("the line is down") };
        let longest = if tries == 0 { 1_000 } else { 60_000 };
        assert!(next > now && next <= now + TimeDelta::milliseconds(longest), "{tries}: {now} → {next}");
        assert!(!gate.probe_is_due(next - TimeDelta::milliseconds(1)) && gate.probe_is_due(next));
        now = next;
        gate.saw_quota(&QuotaRead::NotSent(NotSentCause::Refused(String::new())), now);
    }
    gate.saw_quota(&known(100, 0), now);
    assert_eq!(gate.line(), LineSeen::Up);
    assert_eq!(gate.admit(now, &ROUTE), Ok(()));
}

#[test]
fn documents_that_fail_together_are_one_sign() {
    let (mut one, mut many) = (Gate::default(), Gate::default());
    one.saw_sent(&lost(LostKind::Timeout), at(0));
    (0..16).for_each(|_| many.saw_sent(&lost(LostKind::Timeout), at(0)));
    assert_eq!(one.probe_at(), many.probe_at());
}

#[test]
fn retry_after_is_honoured_to_the_millisecond() {
    let mut gate = Gate::default();
    gate.saw_sent(&not_now(HeldReason::TooManyRequests, Some(7_000), None), at(0));
    let shut = Shut { reason: HeldReason::TooManyRequests, until: at(7_000) };
    assert_eq!(gate.admit(at(6_999), &ROUTE), Err(shut));
    assert_eq!(gate.admit_question(at(6_999), &ROUTE), Err(shut));
    assert_eq!(gate.admit(at(7_000), &ROUTE), Ok(()));
}

#[test]
fn maintenance_shuts_it_until_the_nts_said_so() {
    let mut gate = Gate::default();
    gate.saw_sent(&not_now(HeldReason::RouteDown, Some(90_000), None), at(0));
    assert!(!gate.probe_is_due(at(89_999)) && gate.probe_is_due(at(90_000)));
}

#[test]
fn the_quota_is_counted_before_sending_and_starts_anew_at_midnight() {
    let mut gate = Gate::default();
    gate.saw_quota(&known(12, 10), at(0));
    assert_eq!(gate.quota_left(at(0)), Some(2));
    assert!(gate.admit(at(1), &ROUTE).is_ok() && gate.admit(at(2), &ROUTE).is_ok());
    let midnight = NaiveDate::from_ymd_opt(2026, 12, 1).unwrap().and_hms_opt(0, 0, 0).unwrap();
    assert_eq!(gate.admit(at(3), &ROUTE), Err(Shut { reason: HeldReason::Quota, until: midnight }));
    assert_eq!((gate.quota_left(at(3)), gate.opens_at(at(3))), (Some(0), Some(midnight)));
    assert_eq!((gate.admit(midnight, &ROUTE), gate.quota_left(midnight)), (Ok(()), Some(11)));
}

#[test]
fn a_quota_that_the_nts_calls_spent_is_spent_until_it_says_so() {
    let mut gate = Gate::default();
    gate.saw_sent(&not_now(HeldReason::Quota, None, Some("2026-11-30T13:00:00+09:00")), at(0));
    let one = at(3_600_000);
    assert_eq!(gate.admit(at(1), &ROUTE), Err(Shut { reason: HeldReason::Quota, until: one }));
    assert_eq!(gate.line(), LineSeen::Up, "the NTS answers; the line is fine");
    assert_eq!(gate.admit(one, &ROUTE), Ok(()));
}

#[test]
fn no_second_sees_more_requests_than_the_burst_and_the_pace_allow() {
    let mut gate = Gate::default();
    let mut sent = Vec::new();
    for ms in 0..10_000 {
        if gate.admit(at(ms), &ROUTE).is_ok() {
            sent.push(ms);
        }
    }
    let pace = usize::from(ROUTE.requests_per_second);
    assert!((10 * pace..=11 * pace).contains(&sent.len()), "{}", sent.len());
    for window in sent.windows(2 * pace + 1) {
        assert!(window[2 * pace] - window[0] >= 1_000, "twice the pace within a second: {window:?}");
    }
}

#[test]
fn a_stopped_route_says_its_code_and_a_new_way_is_tried_at_once() {
    let mut gate = Gate::default();
    let stop = RouteStop { code: "E1001".into(), message: String::new() };
    gate.saw_looked_up(&LookedUp::RouteStopped(stop), at(0));
    let stopped = LineSeen::Down { reason: HeldReason::RouteStopped, code: Some("E1001") };
    assert_eq!(gate.line(), stopped);
    assert!(!gate.probe_is_due(at(0)));
    gate.try_again(at(0));
    assert!(gate.probe_is_due(at(0)));
}

#[test]
fn a_missing_certificate_at_popbill_stops_invoices_and_no_receipt() {
    let mut gate = Gate::default();
    let stop = RouteStop { code: "-10002009".into(), message: String::new() };
    gate.saw_sent(&Sent::RouteStopped(stop.clone()), at(0));
    gate.saw_transmitted(&Transmitted::RouteStopped(stop), at(0));
    assert_eq!(gate.line(), LineSeen::Up);
    assert!(gate.admit(at(0), &ROUTE).is_ok());
}

#[test]
fn a_route_that_counts_no_documents_comes_back_without_a_quota() {
    let mut gate = Gate::default();
    gate.saw_sent(&refused(), at(0));
    gate.saw_quota(&QuotaRead::NotCounted, at(1_000));
    assert_eq!((gate.line(), gate.quota_left(at(1_000))), (LineSeen::Up, None));
}

#[test]
fn a_clock_that_went_back_leaves_nothing_shut_for_hours() {
    let mut gate = Gate::default();
    gate.saw_sent(&not_now(HeldReason::TooManyRequests, Some(60_000), None), at(0));
    gate.saw_sent(&refused(), at(0));
    let earlier = at(-7_200_000);
    gate.clock_went_back(earlier);
    assert!(gate.probe_is_due(earlier));
    gate.saw_quota(&known(100, 0), earlier);
    assert_eq!(gate.admit(earlier, &ROUTE), Ok(()));
}

#[test]
fn it_reads_back_as_it_was_written() {
    let mut gate = Gate::default();
    gate.saw_quota(&known(100, 3), at(0));
    gate.saw_sent(&not_now(HeldReason::TooManyRequests, Some(5_000), None), at(0));
    gate.saw_sent(&refused(), at(0));
    let text = serde_json::json!(gate).to_string();
    assert_eq!(serde_json::from_str::<Gate>(&text).unwrap(), gate);
    assert_eq!(serde_json::from_str::<Gate>("{}").unwrap(), Gate::default(), "of an older program");
}

#[test]
fn a_transmission_that_was_declined_was_answered() {
    let refusal = Refusal { code: "E2001".into(), field: None, message: String::new() };
    let mut gate = Gate::default();
    gate.saw_transmitted(&Transmitted::NoAnswer(String::new()), at(0));
    for _ in 0..3 {
        gate.saw_transmitted(&Transmitted::Declined(refusal.clone()), at(0));
        gate.saw_transmitted(&Transmitted::NoAnswer(String::new()), at(0));
    }
    assert_eq!(gate.line(), LineSeen::Up, "never twice in a row without an answer");
    gate.saw_transmitted(&Transmitted::NoAnswer(String::new()), at(0));
    assert!(matches!(gate.line(), LineSeen::Down { .. }));
    gate.saw_transmitted(&Transmitted::Declined(refusal), at(0));
    assert_eq!(gate.line(), LineSeen::Up);
}
