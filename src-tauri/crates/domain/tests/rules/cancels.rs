//! Cancels: never more than what is left, to the won (domain.md §1.7).

use chrono::TimeDelta;
use domain::FaultCode as Code;
use domain::{
    Amounts, ApprovalNumber, CancelReason, Cancellation, CashReceipt, DocumentKey, Field, OriginalReceipt,
    Purpose, ReceiptForm, Remaining, Taxation, Won,
};
use proptest::prelude::*;

use crate::{afternoon, day, pairs, shop, won};

fn receipt(amount: i64, service: i64, taxation: Taxation) -> CashReceipt {
    let (amount, service) = (amount.to_string(), service.to_string());
    let form =
        ReceiptForm { amount, service, number: "01012345678".into(), taxation, ..ReceiptForm::default() };
    form.check(&shop(), afternoon()).unwrap()
}

fn original() -> OriginalReceipt {
    OriginalReceipt {
        key: DocumentKey::parse("R261122-01-000042").unwrap(),
        approval: ApprovalNumber::parse("TB0000253").unwrap(),
        trade_date: day(2026, 11, 22),
    }
}

fn full(receipt: &CashReceipt, done: &[Amounts]) -> Result<Amounts, Vec<(Field, Code)>> {
    let remaining = Remaining::of(receipt.amounts(), done);
    Cancellation::full(receipt, original(), &remaining, CancelReason::TransactionCancelled, afternoon())
        .map(|cancel| *cancel.amounts())
        .map_err(|faults| pairs(&faults))
}

fn partial(receipt: &CashReceipt, done: &[Amounts], total: i64) -> Result<Amounts, Vec<(Field, Code)>> {
    let remaining = Remaining::of(receipt.amounts(), done);
    let reason = CancelReason::TransactionCancelled;
    Cancellation::partial(receipt, original(), &remaining, reason, afternoon(), won(total))
        .map(|cancel| *cancel.amounts())
        .map_err(|faults| pairs(&faults))
}

fn amounts(supply: i64, vat: i64, service: i64) -> Amounts {
    Amounts::from_parts(won(supply), won(vat), won(service), won(supply + vat + service)).unwrap()
}

fn refused(code: Code) -> Result<Amounts, Vec<(Field, Code)>> {
    Err(vec![(Field::CancelAmount, code)])
}

#[test]
fn a_full_cancel_equals_the_original() {
    for receipt in [
        receipt(10_000, 0, Taxation::Taxable),
        receipt(12_000, 1_000, Taxation::Taxable),
        receipt(10_000, 0, Taxation::Exempt),
    ] {
        assert_eq!(full(&receipt, &[]), Ok(*receipt.amounts()));
    }
}

#[test]
fn a_cancel_keeps_number_purpose_and_taxation_and_names_its_original() {
    let receipt = receipt(10_000, 0, Taxation::Exempt);
    let remaining = Remaining::of(receipt.amounts(), []);
    let later = afternoon() + TimeDelta::days(1);
    let cancel =
        Cancellation::full(&receipt, original(), &remaining, CancelReason::IssuedInError, later).unwrap();
    assert_eq!(cancel.number(), receipt.number());
    assert_eq!((cancel.purpose(), cancel.taxation()), (Purpose::IncomeDeduction, Taxation::Exempt));
    assert_eq!(cancel.original(), &original());
    assert_eq!((cancel.reason(), cancel.traded_at()), (CancelReason::IssuedInError, later));
}

#[test]
fn a_part_is_split_like_a_sale_of_that_amount() {
    let receipt = receipt(100_000, 0, Taxation::Taxable);
    assert_eq!(partial(&receipt, &[], 15_000), Ok(amounts(13_637, 1_363, 0)));
    assert_eq!(partial(&receipt, &[], 10), Ok(amounts(10, 0, 0)));
}

#[test]
fn the_part_that_takes_the_rest_takes_it_to_the_won() {
    let receipt = receipt(100_000, 0, Taxation::Taxable);
    let first = partial(&receipt, &[], 15_000).unwrap();
    assert_eq!(partial(&receipt, &[first], 85_000), Ok(amounts(77_273, 7_727, 0)));
    assert_eq!(full(&receipt, &[first]), Ok(amounts(77_273, 7_727, 0)));
}

#[test]
fn small_parts_never_take_more_supply_than_there_is() {
    let receipt = receipt(11, 0, Taxation::Taxable);
    let ten = partial(&receipt, &[], 10).unwrap();
    assert_eq!(ten, amounts(10, 0, 0));
    assert_eq!(partial(&receipt, &[ten], 1), Ok(amounts(0, 1, 0)));
    let receipt = self::receipt(22, 0, Taxation::Taxable);
    assert_eq!(partial(&receipt, &[amounts(19, 0, 0)], 2), Ok(amounts(1, 1, 0)));
}

#[test]
fn a_part_takes_no_more_vat_than_is_left() {
    let receipt = receipt(10_000, 0, Taxation::Taxable);
    let mostly_vat = amounts(100, 900, 0);
    assert_eq!(partial(&receipt, &[mostly_vat], 5_000), Ok(amounts(4_991, 9, 0)));
}

#[test]
fn an_exempt_part_has_no_vat() {
    assert_eq!(partial(&receipt(10_000, 0, Taxation::Exempt), &[], 1_100), Ok(amounts(1_100, 0, 0)));
}

#[test]
fn more_than_what_is_left_is_refused() {
    let receipt = receipt(10_000, 0, Taxation::Taxable);
    assert_eq!(partial(&receipt, &[], 10_001), refused(Code::CancelOverRemaining));
    let first = partial(&receipt, &[], 4_000).unwrap();
    assert_eq!(partial(&receipt, &[first], 6_001), refused(Code::CancelOverRemaining));
    assert!(partial(&receipt, &[first], 6_000).is_ok());
}

#[test]
fn nothing_can_be_taken_from_nothing() {
    let receipt = receipt(10_000, 0, Taxation::Taxable);
    let all = full(&receipt, &[]).unwrap();
    assert!(Remaining::of(receipt.amounts(), &[all]).is_nothing());
    assert_eq!(full(&receipt, &[all]), refused(Code::CancelNothingLeft));
    assert_eq!(partial(&receipt, &[all], 1), refused(Code::CancelNothingLeft));
}

#[test]
fn zero_and_negative_parts_are_refused() {
    for taxation in [Taxation::Taxable, Taxation::Exempt] {
        let receipt = receipt(10_000, 0, taxation);
        assert_eq!(partial(&receipt, &[], 0), refused(Code::AmountZero));
        assert_eq!(partial(&receipt, &[], -1), refused(Code::AmountNegative));
        assert_eq!(partial(&receipt, &[], -11_000), refused(Code::AmountNegative));
    }
}

#[test]
fn a_receipt_with_a_service_charge_is_cancelled_whole() {
    let receipt = receipt(12_000, 1_000, Taxation::Taxable);
    assert_eq!(partial(&receipt, &[], 5_000), refused(Code::PartialWithService));
    assert_eq!(partial(&receipt, &[], 12_000), Ok(*receipt.amounts()));
}

#[test]
fn what_is_left_adds_up_even_after_a_cancel_that_rounded_otherwise() {
    let whole = amounts(90_910, 9_090, 0);
    for half in [amounts(45_454, 4_546, 0), amounts(45_456, 4_544, 0)] {
        let left = Remaining::of(&whole, &[half, half]);
        assert!(left.is_nothing());
        assert_eq!((left.supply(), left.vat(), left.service()), (Won::ZERO, Won::ZERO, Won::ZERO));
    }
    let over = Remaining::of(&whole, &[whole, amounts(10, 1, 0)]);
    assert!(over.is_nothing(), "never below zero");
}

proptest! {
    #[test]
    fn any_parts_and_a_final_full_cancel_sum_exactly_to_the_original(
        total in 1_i64..=990_000_000,
        shares in prop::collection::vec(0_i64..=1_000, 0..12),
        exempt: bool,
    ) {
        let taxation = if exempt { Taxation::Exempt } else { Taxation::Taxable };
        let receipt = receipt(if exempt { total.min(900_000_000) } else { total }, 0, taxation);
        let mut done = Vec::new();
        for share in shares {
            let left = Remaining::of(receipt.amounts(), &done);
            done.extend(partial(&receipt, &done, left.total().get() * share / 1_000));
        }
        done.extend(full(&receipt, &done));
        prop_assert!(Remaining::of(receipt.amounts(), &done).is_nothing());
        let sum = |column: fn(&Amounts) -> Won| done.iter().map(|cancel| column(cancel).get()).sum::<i64>();
        for column in [Amounts::supply, Amounts::vat, Amounts::service, Amounts::total] {
            prop_assert_eq!(sum(column), column(receipt.amounts()).get());
        }
    }

    #[test]
    fn tiny_receipts_survive_any_order_of_tiny_parts(total in 1_i64..=60, parts in prop::collection::vec(1_i64..=12, 0..40)) {
        let receipt = receipt(total, 0, Taxation::Taxable);
        let mut done: Vec<Amounts> = Vec::new();
        for part in parts {
            let before = Remaining::of(receipt.amounts(), &done);
            match partial(&receipt, &done, part) {
                Ok(cancel) => {
                    prop_assert!(cancel.supply() <= before.supply() && cancel.vat() <= before.vat());
                    prop_assert_eq!(cancel.total(), won(part));
                    done.push(cancel);
                }
                Err(_) => prop_assert!(won(part) > before.total()),
            }
        }
        let left = Remaining::of(receipt.amounts(), &done);
        let cancelled = done.iter().map(|cancel| cancel.total().get()).sum::<i64>();
        prop_assert_eq!(left.total().get(), total - cancelled);
        prop_assert_eq!(left.supply().get() + left.vat().get(), left.total().get());
    }
}
