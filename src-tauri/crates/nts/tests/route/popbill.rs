//! The `popbill` route against the practice NTS in its Popbill dialect, and against servers that answer as no Popbill should.

mod accounts;
mod bodies;
mod cancels;
mod codes;
mod invoices;
mod lost_answers;
mod member;
mod receipts;
mod tokens;
