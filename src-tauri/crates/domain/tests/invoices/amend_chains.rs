//! Chains: whatever is amended in whatever order, the documents together say what is true, and nothing is taken back twice.

use domain::{
    AmendForm, AmendLine, AmendReason, Invoice, InvoiceForm, InvoiceKind, LineForm, OriginalInvoice,
};
use proptest::prelude::*;

use crate::amend_table::{amend, on, original, part};
use crate::{day, form, line, number_of};

fn following(invoice: &Invoice) -> OriginalInvoice {
    OriginalInvoice {
        number: number_of(invoice),
        invoice: invoice.clone(),
        transmitted: true,
        amendments: Vec::new(),
    }
}

#[test]
fn a_correction_is_amended_by_its_own_number() {
    let first = original(&form());
    let fewer =
        InvoiceForm {
            written_on: "20261001".into(), lines: vec![line("복사용지", "9", "30,000")], ..form()
        };
    let plan = amend(
        &first,
        &AmendForm { corrected: Some(fewer), ..AmendForm::new(AmendReason::Mistake) },
        day(2026, 11, 22),
    )
    .unwrap();
    let corrected = following(&plan.second.unwrap());
    let back = amend(&corrected, &on(AmendReason::Returned, "1110"), day(2026, 11, 22)).unwrap().first;
    let amends = back.amends().unwrap();
    assert_eq!((&amends.original, amends.original_written_on), (&corrected.number, day(2026, 10, 1)));
    assert_eq!((back.supply().get(), back.remark()), (-270_000, Some("당초 작성일 2026-10-01")));
}

#[test]
fn a_price_rise_is_taken_back_by_its_own_number() {
    let first = original(&form());
    let rise = AmendForm { lines: vec![part(0, "", "50,000")], ..on(AmendReason::PriceChanged, "1103") };
    let raised = following(&amend(&first, &rise, day(2026, 11, 22)).unwrap().first);
    let back = amend(&raised, &on(AmendReason::ContractCancelled, "1110"), day(2026, 11, 22)).unwrap().first;
    assert_eq!((back.supply().get(), back.vat().get()), (-50_000, -5_000));
    assert_eq!(back.amends().unwrap().original, raised.number);
}

#[test]
fn many_small_returns_leave_no_vat_behind() {
    let mut sweets = original(&InvoiceForm { lines: vec![line("사탕", "100", "9")], ..form() });
    let one = AmendForm { lines: vec![part(0, "1", "")], ..on(AmendReason::Returned, "1110") };
    for _ in 0..100 {
        let back = amend(&sweets, &one, day(2026, 11, 22)).unwrap().first;
        assert_eq!(back.supply().get(), -9);
        assert!((-2..=0).contains(&back.vat().get()), "{}", back.vat());
        sweets.amendments.push(back);
    }
    assert_eq!((sweets.left().0.get(), sweets.left().1.get()), (0, 0));
    assert_eq!(sweets.amendments.iter().map(|it| it.vat().get()).sum::<i64>(), -90);
}

/// One attempt to amend, in terms of what is left.
#[derive(Debug, Clone)]
enum Attempt {
    ReturnQuantity(u8, i64),
    ReturnAmount(u8, i64),
    ReturnRest,
    Change(u8, i64),
    Correct(Vec<(i64, i64)>),
    TurnRate,
    Cancel,
    Twice,
}

fn amounts() -> impl Strategy<Value = Vec<(i64, i64)>> {
    prop::collection::vec((1_i64..2_000, 1_i64..5_000_000), 1..5)
}

fn attempt() -> impl Strategy<Value = Attempt> {
    prop_oneof![
        4 => (0_u8..5, 1_i64..2_500).prop_map(|(line, quantity)| Attempt::ReturnQuantity(line, quantity)),
        4 => (0_u8..5, 1_i64..2_000_000).prop_map(|(line, amount)| Attempt::ReturnAmount(line, amount)),
        1 => Just(Attempt::ReturnRest),
        4 => (0_u8..5, -1_000_000_i64..1_000_000).prop_map(|(line, amount)| Attempt::Change(line, amount)),
        1 => amounts().prop_map(Attempt::Correct),
        1 => Just(Attempt::TurnRate),
        1 => Just(Attempt::Cancel),
        1 => Just(Attempt::Twice),
    ]
}

fn lines(amounts: &[(i64, i64)]) -> Vec<LineForm> {
    let text = |hundredths: i64| format!("{}.{:02}", hundredths / 100, hundredths % 100);
    amounts
        .iter()
        .enumerate()
        .map(|(at, (quantity, price))| line(&format!("품목 {at}"), &text(*quantity), &text(*price)))
        .collect()
}

fn form_of(attempt: &Attempt, current: &Invoice) -> AmendForm {
    let text = |hundredths: i64| format!("{}.{:02}", hundredths / 100, hundredths % 100);
    let one = |reason, line: AmendLine| AmendForm { lines: vec![line], ..on(reason, "") };
    let corrected = |reason, form| AmendForm { corrected: Some(form), ..AmendForm::new(reason) };
    match attempt {
        Attempt::ReturnQuantity(line, quantity) => {
            one(AmendReason::Returned, part(*line, &text(*quantity), ""))
        }
        Attempt::ReturnAmount(line, amount) => {
            one(AmendReason::Returned, part(*line, "", &amount.to_string()))
        }
        Attempt::ReturnRest => on(AmendReason::Returned, ""),
        Attempt::Change(line, amount) => one(AmendReason::PriceChanged, part(*line, "", &amount.to_string())),
        Attempt::Correct(amounts) => corrected(
            AmendReason::Mistake,
            InvoiceForm { kind: current.kind(), lines: lines(amounts), ..form() },
        ),
        Attempt::TurnRate => {
            let kind = if current.kind() == InvoiceKind::Taxable {
                InvoiceKind::ZeroRated
            } else {
                InvoiceKind::Taxable
            };
            let mut form = InvoiceForm { kind, ..InvoiceForm::from(current) };
            form.lines.iter_mut().for_each(|line| line.vat = String::new());
            corrected(AmendReason::WrongRate, form)
        }
        Attempt::Cancel => on(AmendReason::ContractCancelled, ""),
        Attempt::Twice => AmendForm::new(AmendReason::IssuedTwice),
    }
}

/// What returns have left of an item.
fn left_of(original: &OriginalInvoice, item: &str) -> i64 {
    let documents = std::iter::once(&original.invoice).chain(&original.amendments);
    documents
        .flat_map(Invoice::lines)
        .filter(|line| line.item() == item)
        .map(|line| line.supply().get())
        .sum()
}

/// What the sale really is after it, by plain reckoning.
fn truth(before: i64, attempt: &Attempt, current: &OriginalInvoice, plan: &domain::AmendPlan) -> i64 {
    let whole = current.invoice.supply().get();
    match attempt {
        Attempt::ReturnAmount(_, amount) => before - amount,
        Attempt::ReturnQuantity(line, quantity) => {
            let line = &current.invoice.lines()[usize::from(*line)];
            let taken = -plan.first.supply().get();
            let was_cut =
                current.amendments.iter().any(|it| it.amends().unwrap().reason == AmendReason::PriceChanged);
            if !was_cut && taken != left_of(current, line.item()) {
                let (supply, all) = (i128::from(line.supply().get()), line.quantity().unwrap().hundredths());
                assert_eq!(i128::from(taken), supply * i128::from(*quantity) / i128::from(all));
            }
            before - taken
        }
        Attempt::ReturnRest => before - current.left().0.get(),
        Attempt::Change(_, amount) => before + amount,
        Attempt::Correct(amounts) => {
            before - whole + amounts.iter().map(|(quantity, price)| quantity * price / 10_000).sum::<i64>()
        }
        Attempt::TurnRate => before,
        Attempt::Cancel | Attempt::Twice => before - whole,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_chain_sums_to_the_true_value(first in amounts(), attempts in prop::collection::vec(attempt(), 1..14)) {
        let Ok(invoice) = crate::check(&InvoiceForm { lines: lines(&first), ..form() }) else { return Ok(()) };
        let mut issued = vec![invoice.clone()];
        let mut current = following(&invoice);
        let mut true_supply = invoice.supply().get();
        for attempt in attempts {
            let form = form_of(&attempt, &current.invoice);
            let before = current.clone();
            let Ok(plan) = amend(&current, &form, day(2026, 11, 22)) else { continue };
            prop_assert_eq!(&current, &before, "the original never changes");
            true_supply = truth(true_supply, &attempt, &current, &plan);
            current.amendments.push(plan.first.clone());
            issued.push(plan.first.clone());

            let (supply, vat) = current.left();
            prop_assert!(supply.get() >= 0 && vat.get() >= 0, "never more than there was");
            let taken: i64 = current.amendments.iter().filter(|it| it.total().is_negative()).map(|it| it.total().get()).sum();
            prop_assert_eq!(current.invoice.total().get() + taken, supply.get() + vat.get(), "what is left is what was not taken");
            for document in issued.iter().skip(1) {
                prop_assert!(document.supply().get().signum() * document.vat().get().signum() >= 0);
            }
            if let Some(second) = plan.second {
                prop_assert_eq!(supply.get() + vat.get(), 0, "a pair takes the whole back");
                current = following(&second);
                issued.push(second);
            }
            let sum: i64 = issued.iter().map(|it| it.supply().get()).sum();
            prop_assert_eq!(sum, true_supply);
        }
        if current.left().0.is_zero() && current.amendments.iter().all(|it| it.total().is_negative()) {
            let rest: i64 = current.amendments.iter().map(|it| it.vat().get()).sum();
            prop_assert_eq!(current.invoice.vat().get() + rest, 0, "with the supply goes its VAT to the won");
        }
    }
}
