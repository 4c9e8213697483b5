//! Who comes to the made-up shop: customers by the number they give, and companies that get invoices.

use domain::{BusinessNumber, BuyerForm, BuyerKind};

use super::dice::Dice;
use super::words::{COMPANY_FIRST, COMPANY_FORM, COMPANY_LAST, FAMILY, GIVEN, STREETS, TRADES};

/// The numbers that customers give, mostly telephones.
pub(super) fn customers(dice: &mut Dice, how_many: u64) -> Vec<String> {
    (0..how_many).map(|_| customer(dice)).collect()
}

/// Companies, each with a name of its own.
pub(super) fn companies(dice: &mut Dice, how_many: usize) -> Vec<BuyerForm> {
    let mut names: Vec<(&str, &str)> =
        COMPANY_FIRST.iter().flat_map(|first| COMPANY_LAST.iter().map(move |last| (*first, *last))).collect();
    let mut chosen = Vec::with_capacity(how_many);
    while chosen.len() < how_many && !names.is_empty() {
        let at = usize::try_from(dice.below(names.len() as u64)).unwrap_or_default();
        let (first, last) = names.swap_remove(at);
        chosen.push(company(dice, first, last));
    }
    chosen
}

fn customer(dice: &mut Dice) -> String {
    match dice.below(100) {
        0..=81 => format!("010{:08}", dice.between(20_000_000, 99_999_999)),
        82..=91 => business_number(dice),
        92..=96 => format!("15442020{:010}", dice.below(10_000_000_000)),
        _ => card(dice),
    }
}

fn company(dice: &mut Dice, first: &str, last: &str) -> BuyerForm {
    let (business_type, business_item) = dice.pick(&TRADES);
    BuyerForm {
        kind: BuyerKind::BusinessNumber,
        number: business_number(dice),
        name: format!("{}{first}{last}", dice.pick(&COMPANY_FORM)),
        owner: format!("{}{}", dice.pick(&FAMILY), dice.pick(&GIVEN)),
        address: format!("{} {}", dice.pick(&STREETS), dice.between(1, 400)),
        business_type: business_type.to_owned(),
        business_item: business_item.to_owned(),
        email: format!("tax{}@example.com", dice.below(100_000)),
        ..BuyerForm::default()
    }
}

/// Nine digits and the check digit that fits: one of the ten always does.
fn business_number(dice: &mut Dice) -> String {
    let middle = dice.pick(&[1_u64, 7, 12, 25, 81, 86, 88]);
    let begin = format!("{:03}{middle:02}{:04}", dice.between(101, 620), dice.below(10_000));
    let fits = |last: &u32| BusinessNumber::parse(&format!("{begin}{last}")).is_ok();
    format!("{begin}{}", (0..10).find(fits).unwrap_or_default())
}

/// Sixteen digits that pass the Luhn check.
fn card(dice: &mut Dice) -> String {
    let begin = format!("9{:014}", dice.below(100_000_000_000_000));
    let sum: u32 = begin
        .chars()
        .filter_map(|digit| digit.to_digit(10))
        .zip([true, false].into_iter().cycle())
        .map(|(digit, doubled)| if doubled { digit * 2 / 10 + digit * 2 % 10 } else { digit })
        .sum();
    format!("{begin}{}", (10 - sum % 10) % 10)
}

#[cfg(test)]
mod tests {
    use domain::{ConsumerNumber, NumberKind};

    use super::*;

    #[test]
    fn every_number_is_one_the_counter_takes_without_a_warning_about_its_digits() {
        let numbers = customers(&mut Dice::new(3), 2_000);
        let kinds: Vec<NumberKind> =
            numbers.iter().map(|number| ConsumerNumber::recognise(number).unwrap().kind()).collect();
        for kind in
            [NumberKind::Phone, NumberKind::BusinessNumber, NumberKind::CashReceiptCard, NumberKind::Card]
        {
            assert!(kinds.contains(&kind), "{kind:?}");
        }
        assert!(kinds.iter().filter(|kind| **kind == NumberKind::Phone).count() > 1_500);
    }

    #[test]
    fn companies_have_names_of_their_own_and_numbers_that_exist() {
        let companies = companies(&mut Dice::new(3), 320);
        let mut names: Vec<_> = companies.iter().map(|company| company.name.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), 320);
        assert!(companies.iter().all(|company| BusinessNumber::parse(&company.number).is_ok()));
    }
}
