//! What a receipt, invoice, amount, number or state *is*: the words of the trade as types.
//!
//! Nothing here reads a clock, a file or the network; time and stored values come in as parameters. Every value with a
//! rule has private fields and one parser, and `Deserialize` goes through that parser, so a `BusinessNumber` with a
//! wrong check digit or amounts that do not add up cannot exist. Facts come from the project's reference, cited as
//! "domain.md §n".
//!
//! Two doors lead to a document: [`ReceiptForm::check`] and [`InvoiceForm::check`] for what a person typed, which report every
//! fault at once, and [`CashReceipt::restore`] and [`Invoice::restore`] for what the book holds. An amended invoice comes from
//! [`OriginalInvoice::amend`]. [`State`] is the life of a document once it exists.

mod amend;
mod amount_input;
mod amounts;
mod approval;
mod attention;
mod business_status;
mod calendar;
mod cancel;
mod deadline;
mod document_key;
mod fault;
mod faults;
mod invoice;
mod life;
mod money;
mod number;
mod period;
mod phone;
mod purpose;
mod reading;
mod receipt;
mod recurrence;
mod refusal;
mod shop;
mod text;
mod trade_date;

pub use amend::{
    AmendCode, AmendDeadline, AmendForm, AmendLine, AmendPlan, AmendReason, Amends, CannotAmend,
    OriginalInvoice,
};
pub use amount_input::parse_amount;
pub use amounts::{Amounts, AmountsDisagree, Taxation};
pub use approval::{Approval, ApprovalNumber, ApprovalNumberInvalid, InvoiceNumber, InvoiceNumberInvalid};
pub use attention::Attention;
pub use business_status::{BusinessState, BusinessStatus, StatusEffect, StatusStop, StatusWarning, TaxType};
pub use calendar::{
    AddedHoliday, BusinessCalendar, CalendarEdits, CalendarEditsInvalid, Holiday, HolidayKind, HolidayName,
    HolidayRow, HolidaySource, HolidayTable, HolidayTableInvalid,
};
pub use cancel::{CancelReason, Cancellation, OriginalReceipt, Remaining};
pub use deadline::{DeadlineRules, InvoiceDeadline, Penalty, Timeliness, TransmissionDeadline, Urgency};
pub use document_key::{DocumentKey, DocumentKeyInvalid, KeyKind};
pub use fault::{Fault, FaultCode, Field};
pub use faults::Faults;
pub use invoice::{
    Billing, Branch, Buyer, BuyerForm, BuyerId, BuyerKind, Email, ForeignerNumber, Invoice, InvoiceForm,
    InvoiceInvalid, InvoiceKind, InvoiceLine, InvoiceParts, InvoiceReading, LineForm, LineReading, LineTyped,
    Payment, PaymentForm, Quantity, Remark, Supplier, UnitPrice, VAT_TOLERANCE, Wording, blank_boxes,
    parse_date, split_total, vat_of,
};
pub use life::{IllegalTransition, State, Transmission};
pub use money::{Won, WonOutOfRange};
pub use number::{
    BusinessKind, BusinessNumber, ConsumerNumber, NumberKind, NumberWarning, ResidentNumber,
    StoredNumberInvalid,
};
pub use period::{Period, Span};
pub use phone::PhoneNumber;
pub use purpose::Purpose;
pub use reading::{formal_amount, read_amount};
pub use receipt::{CashReceipt, ReceiptForm, ReceiptParts, ReceiptPartsDisagree};
pub use recurrence::{OnHoliday, Recurrence, RecurrenceInvalid, Rhythm, Run};
pub use refusal::{HeldReason, Refusal};
pub use shop::{Shop, ShopForm};
pub use text::{ItemName, Memo};
pub use trade_date::check_trade_date;
