//! The two parties of an invoice (domain.md §2.10).
//!
//! A buyer's resident number lives in [`Buyer`] only, which has no `Debug`; what leaves it is masked.

use super::super::Asking;
use super::super::business_number::is_business_number;
use super::super::consumer::{is_rrn, masked_rrn};
use super::super::fields::Fields;
use crate::answer::Refusal;
use crate::business_status::{BusinessStatus, TaxType};
use crate::ledger::{InvoiceKind, InvoicePaper, Party, PartyId};
use crate::result_code::ResultCode;

const NAME_LENGTH: usize = 70;
const OWNER_LENGTH: usize = 30;
const ADDRESS_LENGTH: usize = 150;
const TRADE_LENGTH: usize = 40;
const EMAIL_BYTES: usize = 40;

/// The digits of a resident or alien number that say more than the birthday.
const SECRET_DIGITS: usize = 7;
const RRN_DIGITS: usize = 13;

/// The buyer as read, its number not yet judged.
pub(super) struct Buyer<'a> {
    number: Number<'a>,
    party: Party,
}

#[derive(Clone, Copy)]
enum Number<'a> {
    Business(&'a str),
    Resident(&'a str),
    InTheRemark,
}

/// Reads the supplier, whose number is judged later.
pub(super) fn supplier(fields: &Fields) -> Result<Party, Refusal> {
    let number = fields.text("businessNumber")?.to_owned();
    fields.text("ceoName")?;
    party(fields, PartyId::Business { number })
}

/// A shop bills in its own name only, not after it closed, and some may give 계산서 only.
pub(super) fn refuse_wrong_supplier(paper: &InvoicePaper, asking: Asking<'_>) -> Result<(), Refusal> {
    let own = matches!(&paper.supplier.id, PartyId::Business { number } if number == asking.business_number);
    let status = BusinessStatus::of(asking.business_number);
    if !own || !status.trades_on(&paper.issue_date) {
        return Err(Refusal::at(ResultCode::BusinessNumberWrong, "supplier.businessNumber"));
    }
    let exempt_only = matches!(status.tax_type, Some(TaxType::Exempt | TaxType::Simplified));
    if exempt_only && paper.kind != InvoiceKind::Exempt {
        return Err(Refusal::at(ResultCode::AmountWrong, "kind"));
    }
    Ok(())
}

impl<'a> Buyer<'a> {
    pub(super) fn read(fields: &'a Fields) -> Result<Self, Refusal> {
        let number = number(fields)?;
        let id = match number {
            Number::Business(number) => {
                fields.text("ceoName")?;
                PartyId::Business { number: number.to_owned() }
            }
            Number::Resident(number) => PartyId::Resident { masked: masked_rrn(number) },
            Number::InTheRemark => PartyId::Foreigner { foreigner: true },
        };
        Ok(Self { number, party: party(fields, id)? })
    }

    pub(super) fn is_foreigner(&self) -> bool {
        matches!(self.number, Number::InTheRemark)
    }

    pub(super) fn party(&self) -> Party {
        self.party.clone()
    }

    /// A business must be another one, registered, and not closed by the 작성일자.
    pub(super) fn refuse_wrong_number(
        &self,
        paper: &InvoicePaper,
        asking: Asking<'_>,
    ) -> Result<(), Refusal> {
        match self.number {
            Number::InTheRemark => Ok(()),
            Number::Resident(number) => {
                let digits_only = number.bytes().all(|byte| byte.is_ascii_digit());
                let wrong = Refusal::at(ResultCode::ConsumerNumberWrong, "buyer.residentNumber");
                if digits_only && is_rrn(number) { Ok(()) } else { Err(wrong) }
            }
            Number::Business(number) => {
                let fits = is_business_number(number)
                    && number != asking.business_number
                    && BusinessStatus::of(number).trades_on(&paper.issue_date);
                let wrong = Refusal::at(ResultCode::BusinessNumberWrong, "buyer.businessNumber");
                if fits { Ok(()) } else { Err(wrong) }
            }
        }
    }
}

/// The one number that is given: none is `E2001`, more than one is `E2003`.
fn number(fields: &Fields) -> Result<Number<'_>, Refusal> {
    let business = fields.optional_text("businessNumber")?;
    let resident = fields.optional_text("residentNumber")?;
    let foreigner = fields.says_yes("foreigner")?;
    match (business, resident, foreigner) {
        (Some(number), None, false) => Ok(Number::Business(number)),
        (None, Some(number), false) => Ok(Number::Resident(number)),
        (None, None, true) => Ok(Number::InTheRemark),
        (None, None, false) => Err(fields.refuse(ResultCode::FieldMissing, "businessNumber")),
        (_, _, true) => Err(fields.refuse(ResultCode::ConsumerNumberWrong, "foreigner")),
        (Some(_), Some(_), false) => Err(fields.refuse(ResultCode::ConsumerNumberWrong, "residentNumber")),
    }
}

fn party(fields: &Fields, id: PartyId) -> Result<Party, Refusal> {
    Ok(Party {
        id,
        branch_number: branch_number(fields)?,
        business_name: fields.line("businessName", NAME_LENGTH)?,
        ceo_name: fields.optional_line("ceoName", OWNER_LENGTH)?,
        address: fields.optional_line("address", ADDRESS_LENGTH)?,
        business_type: fields.optional_line("businessType", TRADE_LENGTH)?,
        business_item: fields.optional_line("businessItem", TRADE_LENGTH)?,
        email: email(fields, "email")?,
        email2: email(fields, "email2")?,
    })
}

fn branch_number(fields: &Fields) -> Result<Option<String>, Refusal> {
    let number = fields.optional_text("branchNumber")?;
    match number {
        Some(text) if text.len() != 4 || !text.bytes().all(|byte| byte.is_ascii_digit()) => {
            Err(fields.refuse(ResultCode::FieldMissing, "branchNumber"))
        }
        Some(_) | None => Ok(number.map(str::to_owned)),
    }
}

fn email(fields: &Fields, name: &str) -> Result<Option<String>, Refusal> {
    let Some(address) = fields.optional_line(name, EMAIL_BYTES)? else { return Ok(None) };
    let halves = address.split_once('@');
    let whole =
        halves.is_some_and(|(user, host)| !user.is_empty() && !host.is_empty() && !host.contains('@'));
    let spaced = address.contains(char::is_whitespace);
    if whole && !spaced && address.len() <= EMAIL_BYTES {
        Ok(Some(address))
    } else {
        Err(fields.refuse(ResultCode::FieldMissing, name))
    }
}

/// A text with the last seven digits of every number in it that could be a resident or alien number starred out.
pub(super) fn masked_within(text: &str) -> String {
    let mut masked: Vec<char> = Vec::new();
    let mut digits_at: Vec<usize> = Vec::new();
    for letter in text.chars().chain(['\0']) {
        if letter.is_ascii_digit() {
            digits_at.push(masked.len());
        } else if letter != '-' {
            if digits_at.len() == RRN_DIGITS {
                star(&mut masked, &digits_at);
            }
            digits_at.clear();
        }
        masked.push(letter);
    }
    masked.pop();
    masked.into_iter().collect()
}

fn star(text: &mut [char], digits_at: &[usize]) {
    for at in digits_at.iter().skip(RRN_DIGITS - SECRET_DIGITS) {
        if let Some(letter) = text.get_mut(*at) {
            *letter = '*';
        }
    }
}

#[cfg(test)]
mod tests {
    use super::masked_within;

    #[test]
    fn an_alien_number_in_a_text_is_masked_and_nothing_else() {
        for (text, shown) in [
            ("900101-5234561", "900101-*******"),
            ("외국인 9001015234561 님", "외국인 900101******* 님"),
            ("여권 M12345678", "여권 M12345678"),
            ("2026-11-22 123456789012", "2026-11-22 123456789012"),
            ("", ""),
        ] {
            assert_eq!(masked_within(text), shown);
        }
    }
}
