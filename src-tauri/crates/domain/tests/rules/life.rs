//! The life of a document: every state against every step, and what no sequence of steps can do.

use chrono::{NaiveDateTime, TimeDelta};
use domain::{Approval, ApprovalNumber, HeldReason, IllegalTransition, Refusal, State, Transmission};
use proptest::prelude::*;

use crate::afternoon;

/// The steps by name, as the book and the error texts call them.
const STEPS: [&str; 14] = [
    "send",
    "hold",
    "approve",
    "reject",
    "expire",
    "lose_answer",
    "resend",
    "conflict",
    "cannot_look_up",
    "transmit",
    "confirm",
    "refuse_later",
    "hand_over",
    "take_back",
];

fn approval() -> Approval {
    Approval { number: ApprovalNumber::parse("TB0000253").unwrap(), at: afternoon() }
}

fn sent_at() -> NaiveDateTime {
    afternoon() + TimeDelta::hours(22)
}

fn refusal() -> Refusal {
    Refusal {
        code: "E2003".into(), field: Some("consumerPhone".into()), message: "소비자 번호 오류".into()
    }
}

fn states() -> [State; 12] {
    [
        State::Ready,
        State::Held(HeldReason::NoNetwork),
        State::Sending,
        State::Approved(approval()),
        State::Transmitted(Transmission { approval: approval(), sent_at: sent_at() }),
        State::Confirmed(approval()),
        State::RefusedLater { approval: approval(), refusal: refusal() },
        State::Rejected(refusal()),
        State::Unknown,
        State::Conflict("amounts".into()),
        State::CheckByHand,
        State::ByFile,
    ]
}

fn take(state: State, step: &str) -> Result<State, IllegalTransition> {
    match step {
        "send" => state.send(),
        "hold" => state.hold(HeldReason::Quota),
        "approve" => state.approve(approval()),
        "reject" => state.reject(refusal()),
        "expire" => state.expire(Refusal::late()),
        "lose_answer" => state.lose_answer(),
        "resend" => state.resend(),
        "conflict" => state.conflict("purpose".into()),
        "cannot_look_up" => state.cannot_look_up(),
        "transmit" => state.transmit(sent_at()),
        "confirm" => state.confirm(),
        "refuse_later" => state.refuse_later(refusal()),
        "hand_over" => state.hand_over(),
        "take_back" => state.take_back(),
        other => panic!("no step {other}"),
    }
}

#[test]
fn exactly_the_steps_of_the_drawing_exist() {
    let mut drawn = Vec::new();
    for state in states() {
        for step in STEPS {
            if let Ok(next) = take(state.clone(), step) {
                drawn.push((state.name(), step, next.name()));
            }
        }
    }
    let expected = [
        ("ready", "send", "sending"),
        ("ready", "hold", "held"),
        ("ready", "expire", "rejected"),
        ("ready", "hand_over", "by_file"),
        ("held", "send", "sending"),
        ("held", "hold", "held"),
        ("held", "expire", "rejected"),
        ("held", "hand_over", "by_file"),
        ("sending", "hold", "held"),
        ("sending", "approve", "approved"),
        ("sending", "reject", "rejected"),
        ("sending", "lose_answer", "unknown"),
        ("sending", "conflict", "conflict"),
        ("approved", "transmit", "transmitted"),
        ("approved", "confirm", "confirmed"),
        ("approved", "refuse_later", "refused_later"),
        ("transmitted", "confirm", "confirmed"),
        ("transmitted", "refuse_later", "refused_later"),
        ("unknown", "approve", "approved"),
        ("unknown", "reject", "rejected"),
        ("unknown", "resend", "sending"),
        ("unknown", "conflict", "conflict"),
        ("unknown", "cannot_look_up", "check_by_hand"),
        ("check_by_hand", "approve", "approved"),
        ("check_by_hand", "reject", "rejected"),
        ("by_file", "approve", "approved"),
        ("by_file", "take_back", "ready"),
    ];
    assert_eq!(drawn, expected);
}

#[test]
fn a_step_that_does_not_exist_names_itself() {
    let error = State::Unknown.send().unwrap_err();
    assert_eq!(error, IllegalTransition { from: "unknown", event: "send" });
    assert_eq!(error.to_string(), "a document that is `unknown` cannot take the step `send`");
    for (state, step) in states().into_iter().flat_map(|state| STEPS.map(|step| (state.clone(), step))) {
        let from = state.name();
        if let Err(error) = take(state, step) {
            assert_eq!(error, IllegalTransition { from, event: step });
        }
    }
}

#[test]
fn what_each_state_means_for_the_shop() {
    let table: Vec<_> = states()
        .iter()
        .map(|s| (s.name(), s.is_open(), s.needs_person(), s.counts_as_issued(), s.may_have_happened()))
        .collect();
    assert_eq!(
        table,
        [
            ("ready", true, false, false, false),
            ("held", true, false, false, false),
            ("sending", true, false, false, true),
            ("approved", false, false, true, true),
            ("transmitted", false, false, true, true),
            ("confirmed", false, false, true, true),
            ("refused_later", false, true, false, false),
            ("rejected", false, false, false, false),
            ("unknown", true, false, false, true),
            ("conflict", false, true, false, true),
            ("check_by_hand", false, true, false, true),
            ("by_file", false, true, false, true),
        ]
    );
}

#[test]
fn the_nts_answer_stays_with_the_state() {
    let approved = State::Sending.approve(approval()).unwrap();
    assert_eq!((approved.approval(), approved.refusal()), (Some(&approval()), None));
    let confirmed = approved.clone().confirm().unwrap();
    assert_eq!(confirmed.approval(), Some(&approval()));
    let sent = approved.clone().transmit(sent_at()).unwrap();
    assert_eq!((sent.approval(), sent.sent_at()), (Some(&approval()), Some(sent_at())));
    assert_eq!(approved.sent_at(), None);
    assert_eq!(sent.clone().confirm(), Ok(State::Confirmed(approval())));
    assert_eq!(sent.refuse_later(refusal()).unwrap().approval(), Some(&approval()));
    let refused = approved.refuse_later(refusal()).unwrap();
    assert_eq!((refused.approval(), refused.refusal()), (Some(&approval()), Some(&refusal())));
    let rejected = State::Sending.reject(refusal()).unwrap();
    assert_eq!((rejected.approval(), rejected.refusal()), (None, Some(&refusal())));
    assert_eq!(State::Sending.hold(HeldReason::RouteDown), Ok(State::Held(HeldReason::RouteDown)));
    assert_eq!(State::Unknown.conflict("amounts".into()), Ok(State::Conflict("amounts".into())));
}

#[test]
fn too_late_is_our_own_no_and_no_answer_of_the_nts() {
    for state in [State::Ready, State::Held(HeldReason::RouteDown)] {
        let expired = state.expire(Refusal::late()).unwrap();
        assert_eq!(expired, State::Rejected(Refusal::late()));
        assert!(!expired.takes_from_remaining() && !expired.is_open() && !expired.may_have_happened());
    }
    let late = Refusal::late();
    assert_eq!((late.code.as_str(), late.field.as_deref()), ("LATE", None));
    assert!(late.is_late() && !refusal().is_late());
}

#[test]
fn every_state_is_read_back_from_json() {
    for state in states() {
        let json = serde_json::to_string(&state).unwrap();
        assert!(json.contains(&format!("\"state\":\"{}\"", state.name())), "{json}");
        assert_eq!(serde_json::from_str::<State>(&json).unwrap(), state);
    }
}

proptest! {
    #[test]
    fn no_sequence_of_steps_breaks_the_promises(steps in prop::collection::vec(prop::sample::select(STEPS.to_vec()), 0..40)) {
        let mut state = State::Ready;
        let mut left_the_machine = false;
        for step in steps {
            let before = state.clone();
            let Ok(after) = take(before.clone(), step) else { continue };
            left_the_machine |= matches!(after, State::Sending | State::ByFile);

            if before.counts_as_issued() {
                prop_assert_eq!(after.approval(), before.approval(), "an approval is never lost");
                prop_assert!(matches!(after.name(), "transmitted" | "confirmed" | "refused_later"));
                prop_assert!(before.sent_at().is_none() || after.name() != "approved", "what was sent is never unsent");
            }
            if matches!(before, State::Unknown | State::CheckByHand | State::Conflict(_)) {
                prop_assert!(!matches!(after, State::Ready | State::Held(_)), "unknown never becomes not sent");
            }
            if matches!(before, State::Unknown) && !after.may_have_happened() {
                prop_assert!(matches!(after, State::Rejected(_)), "only an answer ends a doubt");
            }
            if after.refusal().is_some_and(Refusal::is_late) {
                prop_assert!(!before.may_have_happened(), "only what was certainly never sent is too late");
            }
            if matches!(after, State::Ready) {
                prop_assert!(matches!(before, State::ByFile), "only a person who did not upload a file begins again");
            }
            if matches!(before, State::ByFile) {
                prop_assert!(!matches!(after, State::Sending), "what is in a file is not sent as well");
            }
            prop_assert!(left_the_machine || !after.may_have_happened(), "nothing happens before it is sent");
            state = after;
        }
        prop_assert!(state.is_open() || state.counts_as_issued() || state.needs_person() || state.refusal().is_some());
    }
}
