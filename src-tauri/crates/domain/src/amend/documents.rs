//! The documents a reason makes: how many, their signs, dates and remarks (the table of domain.md §2.8).

use chrono::{NaiveDate, NaiveDateTime};

use crate::amend::Amends;
use crate::amend::form::AmendForm;
use crate::amend::left::Left;
use crate::amend::original::OriginalInvoice;
use crate::amend::plan::{AmendDeadline, AmendPlan};
use crate::amend::reason::AmendReason;
use crate::calendar::BusinessCalendar;
use crate::deadline::DeadlineRules;
use crate::fault::{Fault, FaultCode, Field};
use crate::faults::{Beside, Faults, Findings, OnField};
use crate::invoice::{
    BuyerId, Invoice, InvoiceInvalid, InvoiceKind, InvoiceLine, InvoiceParts, Payment, Quantity, Remark,
    Sums, Supplier, parse_date,
};
use crate::money::Won;

/// An amendment under way: an original that may be amended, and what was typed.
pub(super) struct Amending<'a> {
    pub(super) original: &'a OriginalInvoice,
    pub(super) left: &'a Left<'a>,
    pub(super) form: &'a AmendForm,
    pub(super) supplier: &'a Supplier,
    pub(super) now: NaiveDateTime,
    pub(super) rules: &'a DeadlineRules,
    pub(super) calendar: &'a BusinessCalendar,
}

/// What sets a document apart from its original.
pub(super) struct Draft {
    pub(super) kind: InvoiceKind,
    pub(super) lines: Vec<InvoiceLine>,
    pub(super) payment: Payment,
}

impl Amending<'_> {
    pub(super) fn plan(&self) -> Result<AmendPlan, Faults> {
        let mut found = Findings::default();
        let cause = found.take(self.cause());
        let documents = found.take(self.documents(cause.unwrap_or(self.now.date())));
        let plan = cause.zip(documents).map(|(cause, (first, second))| {
            let deadline = self.deadline(cause);
            AmendPlan { first, second, deadline }
        });
        found.end(plan)
    }

    fn documents(&self, cause: NaiveDate) -> Result<(Invoice, Option<Invoice>), Faults> {
        match self.form.reason {
            AmendReason::Returned => self.returned(cause).map(|first| (first, None)),
            AmendReason::PriceChanged => self.price_change(cause).map(|first| (first, None)),
            AmendReason::ContractCancelled | AmendReason::IssuedTwice | AmendReason::NotTaxable => {
                self.negation(cause).map(|first| (first, None))
            }
            AmendReason::LetterOfCredit => {
                let (first, second) = self.negation(cause).beside(self.zero_rated(cause))?;
                Ok((first, Some(second)))
            }
            AmendReason::Mistake | AmendReason::NotMistake | AmendReason::WrongRate => {
                let (first, second) = self.negation(cause).beside(self.corrected())?;
                Ok((first, Some(second)))
            }
        }
    }

    /// The day the cause arose; of a reason without a day of its own, the original's.
    fn cause(&self) -> Result<NaiveDate, Faults> {
        let (written_on, today) = (self.original.invoice.written_on(), self.now.date());
        let reason = self.form.reason;
        if !reason.is_dated_by_cause() && reason != AmendReason::LetterOfCredit {
            return self.check_still_possible(written_on, today).map(|()| written_on).at(Field::AmendReason);
        }
        let typed = &self.form.date;
        let cause =
            if typed.trim().is_empty() { today } else { parse_date(typed, today).at(Field::AmendDate)? };
        let last = if reason == AmendReason::LetterOfCredit {
            self.rules.final_return_of(written_on, self.calendar)
        } else {
            today
        };
        let checked = if cause > today {
            Err(FaultCode::DateInFuture)
        } else if cause < written_on {
            Err(FaultCode::DateBeforeOriginal)
        } else if cause > last {
            Err(FaultCode::AmendTooLate)
        } else {
            Ok(cause)
        };
        checked.at(Field::AmendDate)
    }

    fn check_still_possible(&self, written_on: NaiveDate, today: NaiveDate) -> Result<(), FaultCode> {
        let last = self.rules.correction_until(written_on, self.calendar);
        if self.form.reason == AmendReason::NotMistake && today > last {
            Err(FaultCode::AmendTooLate)
        } else {
            Ok(())
        }
    }

    fn deadline(&self, cause: NaiveDate) -> AmendDeadline {
        let written_on = self.original.invoice.written_on();
        match self.form.reason {
            AmendReason::Returned | AmendReason::ContractCancelled | AmendReason::PriceChanged => {
                AmendDeadline::Until(self.rules.invoice_until(cause, self.calendar))
            }
            AmendReason::LetterOfCredit => {
                AmendDeadline::Until(self.rules.letter_of_credit_until(written_on, cause, self.calendar))
            }
            AmendReason::Mistake | AmendReason::WrongRate => AmendDeadline::UntilAudit,
            AmendReason::NotMistake => {
                AmendDeadline::UntilOrAudit(self.rules.correction_until(written_on, self.calendar))
            }
            AmendReason::IssuedTwice | AmendReason::NotTaxable => AmendDeadline::AnyTime,
        }
    }

    /// The original with every amount below zero.
    fn negation(&self, cause: NaiveDate) -> Result<Invoice, Faults> {
        let invoice = &self.original.invoice;
        let lines = (0_u8..).zip(invoice.lines()).map(|(index, line)| InvoiceLine {
            supplied_on: self.day_of(line, cause),
            quantity: line.quantity.map(Quantity::negated),
            supply: negative(line.supply),
            vat: negative(line.vat),
            of_line: Some(index),
            ..line.clone()
        });
        let Payment { cash, check, note, credit } = *invoice.payment();
        let payment = Payment {
            cash: negative(cash),
            check: negative(check),
            note: negative(note),
            credit: negative(credit),
        };
        self.document(Draft { kind: invoice.kind(), lines: lines.collect(), payment }, cause)
    }

    /// The same supply again, zero-rated. Its means of payment are no longer known, for its total is another.
    fn zero_rated(&self, cause: NaiveDate) -> Result<Invoice, Faults> {
        let lines = (0_u8..).zip(self.original.invoice.lines()).map(|(index, line)| InvoiceLine {
            vat: Won::ZERO,
            of_line: Some(index),
            ..line.clone()
        });
        let (kind, payment) = (InvoiceKind::ZeroRated, Payment::default());
        self.document(Draft { kind, lines: lines.collect(), payment }, cause)
    }

    /// A document to the original's buyer.
    pub(super) fn document(&self, draft: Draft, cause: NaiveDate) -> Result<Invoice, Faults> {
        let Draft { kind, lines, payment } = draft;
        let original = &self.original.invoice;
        let Sums { supply, vat, total } =
            Sums::of(&lines).ok_or(FaultCode::AmountOverLimit).at(Field::Total)?;
        let parts = InvoiceParts {
            kind,
            supplier: self.supplier.clone(),
            buyer: original.buyer().clone(),
            written_on: if self.is_dated_by_cause() { cause } else { original.written_on() },
            lines,
            supply,
            vat,
            total,
            payment,
            billing: original.billing(),
            remark: self.remark(cause).at(Field::Remark)?,
            amends: Some(self.amends()),
        };
        Invoice::restore(parts).map_err(|invalid| refused(invalid).into())
    }

    pub(super) fn amends(&self) -> Amends {
        Amends {
            reason: self.form.reason,
            original: self.original.number.clone(),
            original_written_on: self.original.invoice.written_on(),
        }
    }

    /// The day a line of the amendment carries.
    pub(super) fn day_of(&self, line: &InvoiceLine, cause: NaiveDate) -> NaiveDate {
        if self.is_dated_by_cause() { cause } else { line.supplied_on }
    }

    const fn is_dated_by_cause(&self) -> bool {
        self.form.reason.is_dated_by_cause() && !self.form.type_changed
    }

    /// What the law wants in the remark, a foreigner's number, and what the shop adds.
    fn remark(&self, cause: NaiveDate) -> Result<Option<Remark>, FaultCode> {
        let written_on = self.original.invoice.written_on();
        let lawful = match self.form.reason {
            AmendReason::Returned | AmendReason::ContractCancelled | AmendReason::PriceChanged => {
                if self.form.type_changed {
                    format!("사유 발생일 {cause}")
                } else {
                    format!("당초 작성일 {written_on}")
                }
            }
            AmendReason::LetterOfCredit => format!("내국신용장 개설일 {cause}"),
            AmendReason::Mistake
            | AmendReason::NotMistake
            | AmendReason::WrongRate
            | AmendReason::IssuedTwice
            | AmendReason::NotTaxable => String::new(),
        };
        let foreigner = match self.original.invoice.buyer().id() {
            BuyerId::Foreigner(number) => number.as_str(),
            BuyerId::Business(_) | BuyerId::Resident(_) => "",
        };
        let pieces = [lawful.as_str(), foreigner, self.form.remark.trim()];
        let pieces: Vec<_> = pieces.into_iter().filter(|piece| !piece.is_empty()).collect();
        Remark::optional(&pieces.join(" "))
    }
}

fn negative(won: Won) -> Won {
    Won::ZERO.checked_sub(won).unwrap_or(Won::ZERO)
}

/// What can only come from parts of lines that leave nothing, or not enough for VAT.
const fn refused(invalid: InvoiceInvalid) -> Fault {
    match invalid {
        InvoiceInvalid::Vat => Fault::new(Field::Vat, FaultCode::VatMissing),
        InvoiceInvalid::Signs => Fault::new(Field::Vat, FaultCode::SignsMixed),
        InvoiceInvalid::NotPositive | InvoiceInvalid::NotNegative => {
            Fault::new(Field::AmendLines, FaultCode::TotalZero)
        }
        InvoiceInvalid::Lines(_) => Fault::new(Field::AmendLines, FaultCode::AmendLinesMissing),
        InvoiceInvalid::Sums | InvoiceInvalid::Payment => Fault::new(Field::Total, FaultCode::SumsDisagree),
        InvoiceInvalid::Original | InvoiceInvalid::Emails | InvoiceInvalid::ForeignerWithoutRemark => {
            Fault::new(Field::Original, FaultCode::SumsDisagree)
        }
    }
}
