//! What a half-typed form means so far: split, kind of number, purpose, advice, faults. Reads nothing but the shop.

use domain::{
    Amounts, ConsumerNumber, Fault, NumberWarning, Purpose, ReceiptForm, Won, formal_amount, parse_amount,
};

use crate::{Office, OfficeError};

/// The meaning of a form.
#[derive(Debug)]
pub struct Preview {
    /// The split, once the amount can be read.
    pub amounts: Option<Amounts>,
    /// 일금 …원정
    pub reading: Option<String>,
    /// The number, once it is whole. A blank one is self-issue (자진발급).
    pub number: Option<ConsumerNumber>,
    /// The purpose that will be used.
    pub purpose: Option<Purpose>,
    /// Advice that does not stop issuing.
    pub advice: Vec<NumberWarning>,
    /// What would stop issuing.
    pub faults: Vec<Fault>,
}

impl Office {
    /// Reads a form without changing anything.
    ///
    /// # Errors
    /// [`OfficeError::Book`] when the shop cannot be read.
    pub fn preview_receipt(&self, form: &ReceiptForm) -> Result<Preview, OfficeError> {
        let shop = self.shop()?.ok_or(OfficeError::NoShop)?;
        let faults = match form.check(shop.number(), self.clock.now()) {
            Ok(_) => Vec::new(),
            Err(faults) => faults.iter().copied().collect(),
        };
        let amounts = split(form);
        let number = number(form);
        Ok(Preview {
            reading: amounts.as_ref().map(|amounts| formal_amount(amounts.total())),
            purpose: form.purpose.or_else(|| number.as_ref().map(|number| number.kind().default_purpose())),
            advice: number.as_ref().map(ConsumerNumber::warnings).unwrap_or_default(),
            amounts,
            number,
            faults,
        })
    }
}

fn split(form: &ReceiptForm) -> Option<Amounts> {
    let total = parse_amount(&form.amount).ok()?;
    let service = match form.service.trim() {
        "" => Won::ZERO,
        text => parse_amount(text).ok()?,
    };
    Amounts::split(total, service, form.taxation).ok()
}

fn number(form: &ReceiptForm) -> Option<ConsumerNumber> {
    match form.number.trim() {
        "" => Some(ConsumerNumber::self_issue()),
        text => ConsumerNumber::recognise(text).ok(),
    }
}
