//! What gets printed: slips, tax invoices and the papers of a close as PDF, with Hangul embedded as a subset.
//!
//! A document is laid out into a [`DisplayList`] (millimetres, nothing about PDF), which [`write_pdf`] turns into a
//! file. Text enters the list only as [`Shaped`]: every character already has its glyph, so a character that no font
//! has is an error *before* anything is printed and never an empty box on the paper.
//!
//! The same input gives the same bytes, on every machine and in every process. No clock, no files: the font files and
//! the moment of the sale are handed in.

mod close;
mod display_list;
mod error;
mod fonts;
mod invoice;
mod pdf;
mod pictures;
mod practice;
mod roll;
mod ruled;
mod slip;

pub use close::{
    BuyerLine, CloseHead, Filer, Form23Sheet, Form38Sheet, FormGroup, FormSums, TallyLine, TallySheet,
    lay_out_form23, lay_out_form38, lay_out_tally, render_form23, render_form38, render_tally,
};
pub use display_list::{Area, DisplayList, Fill, Ink, Line, Stroke, Text};
pub use error::PaperError;
pub use fonts::{Cell, FaceId, FontFiles, Fonts, Shaped, Style, Weight};
pub use invoice::{
    AmendmentNote, InvoiceCopy, InvoiceFacts, InvoiceSheet, PartyLines, SheetLine, lay_out_form14,
    lay_out_invoice, render_form14, render_invoice,
};
pub use pdf::{About, write_pdf};
pub use pictures::pictures;
pub use slip::{CopyNote, ShopLines, Slip, SlipKind, lay_out_slip, render_slip};
