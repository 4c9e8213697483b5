//! Lines and sums of an invoice. Amounts may be negative, all of one sign.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::ledger::Amounts;
use crate::popbill::{Paper, PopbillRefusal};

const MOST_LINES: usize = 99;
/// How far the tax may be off a tenth of the supply value, in won.
const ROUNDING: i64 = 1_000;

const TOTALS: PopbillRefusal =
    PopbillRefusal::new(-11_001_044, "합계금액이 공급가액과 세액의 합과 다릅니다.");
const SIGNS: PopbillRefusal = PopbillRefusal::new(-11_001_045, "공급가액과 세액의 부호가 다릅니다.");
const PAYMENT: PopbillRefusal = PopbillRefusal::new(-11_001_046, "결제 금액의 합이 합계금액과 다릅니다.");
const LINES: PopbillRefusal = PopbillRefusal::new(-11_001_047, "품목의 일련번호가 올바르지 않습니다.");
const LINE_TAX: PopbillRefusal = PopbillRefusal::new(-11_001_073, "품목 세액의 합이 세액 합계와 다릅니다.");
const TAXED: PopbillRefusal = PopbillRefusal::new(-11_001_034, "영세와 면세의 세액은 0이어야 합니다.");
const RATE: PopbillRefusal = PopbillRefusal::new(-11_001_133, "세액이 공급가액의 10%와 다릅니다.");

/// Reads the three totals.
pub(super) fn amounts(paper: &Paper, taxed: bool) -> Result<Amounts, PopbillRefusal> {
    let amounts = Amounts {
        supply_amount: number(paper, "supplyCostTotal")?,
        tax_amount: number(paper, "taxTotal")?,
        transaction_amount: number(paper, "totalAmount")?,
        service_amount: 0,
    };
    let (supply, tax) = (amounts.supply_amount, amounts.tax_amount);
    if supply.checked_add(tax) != Some(amounts.transaction_amount) {
        return Err(TOTALS);
    }
    if supply.signum() * tax.signum() < 0 {
        return Err(SIGNS);
    }
    if !taxed && tax != 0 {
        return Err(TAXED);
    }
    if taxed && tax.abs_diff(supply / 10) > ROUNDING.unsigned_abs() {
        return Err(RATE);
    }
    Ok(amounts)
}

/// Refuses payments and lines that do not add up to the totals.
pub(super) fn refuse_disagreeing(
    paper: &Paper,
    taxed: bool,
    amounts: &Amounts,
) -> Result<(), PopbillRefusal> {
    let ways = ["cash", "chkBill", "note", "credit"];
    let given: Vec<_> = ways.into_iter().filter(|way| !paper.text(way).is_empty()).collect();
    let mut paid = 0_i64;
    for way in &given {
        paid = paid.saturating_add(number(paper, way)?);
    }
    if !given.is_empty() && paid != amounts.transaction_amount {
        return Err(PAYMENT);
    }
    let lines = lines(paper)?;
    refuse_misnumbered(&lines)?;
    let mut tax = 0_i64;
    for line in &lines {
        tax = tax.saturating_add(if line.text("tax").is_empty() { 0 } else { number(line, "tax")? });
    }
    if taxed && !lines.is_empty() && tax != amounts.tax_amount { Err(LINE_TAX) } else { Ok(()) }
}

fn lines(paper: &Paper) -> Result<Vec<Paper>, PopbillRefusal> {
    match paper.value("detailList") {
        None | Some(Value::Null) => Ok(Vec::new()),
        Some(Value::Array(lines)) => lines.iter().map(Paper::of).collect(),
        Some(_) => Err(PopbillRefusal::UNREADABLE),
    }
}

fn refuse_misnumbered(lines: &[Paper]) -> Result<(), PopbillRefusal> {
    let numbers: Option<BTreeSet<usize>> =
        lines.iter().map(|line| line.text("serialNum").parse().ok()).collect();
    let numbers = numbers.ok_or(LINES)?;
    let sound =
        numbers.len() == lines.len() && numbers.iter().all(|number| (1..=MOST_LINES).contains(number));
    if sound { Ok(()) } else { Err(LINES) }
}

fn number(paper: &Paper, name: &str) -> Result<i64, PopbillRefusal> {
    let text = paper.text(name);
    if text.is_empty() || text.len() > 18 {
        return Err(PopbillRefusal::UNREADABLE);
    }
    text.parse().map_err(|_| PopbillRefusal::UNREADABLE)
}
