//! Whether our fonts have every character of an invoice. Asked before it is issued: an invoice that cannot be printed would
//! stand at the NTS for good and never come out on paper.

use domain::{Fault, FaultCode, Faults, Field, Invoice};
use paper::{Fonts, PaperError, Weight};

use crate::{Office, OfficeError};

impl Office {
    /// Refuses an invoice with a character that no font has, on the field it stands in. Fonts that cannot be read stop paper
    /// and not money.
    pub(crate) fn refuse_unprintable(&self, invoice: &Invoice) -> Result<(), OfficeError> {
        let fonts = match self.fonts.get() {
            Ok(fonts) => fonts,
            Err(error) => {
                tracing::warn!(%error, "the fonts cannot be read, so nothing is known of the paper");
                return Ok(());
            }
        };
        match Faults::of(unprintable(fonts, invoice)) {
            None => Ok(()),
            Some(faults) => Err(OfficeError::Faults(faults)),
        }
    }
}

fn unprintable(fonts: &Fonts, invoice: &Invoice) -> Vec<Fault> {
    let unsupported = |text: Option<&str>| text.is_some_and(|text| !has_glyphs(fonts, text));
    let buyer = invoice.buyer();
    let of_form = [
        (Field::BuyerName, Some(buyer.name())),
        (Field::BuyerOwner, Some(buyer.owner())),
        (Field::BuyerAddress, buyer.address()),
        (Field::BuyerBusinessType, buyer.business_type()),
        (Field::BuyerBusinessItem, buyer.business_item()),
        (Field::Remark, invoice.remark()),
    ];
    let mut faults: Vec<Fault> = of_form
        .into_iter()
        .filter(|(_, text)| unsupported(*text))
        .map(|(field, _)| Fault::new(field, FaultCode::TextHasUnsupportedCharacters))
        .collect();
    for (index, line) in invoice.lines().iter().enumerate() {
        let of_line = [
            (Field::LineItem, Some(line.item())),
            (Field::LineSpec, line.spec()),
            (Field::LineRemark, line.remark()),
        ];
        faults.extend(
            of_line
                .into_iter()
                .filter(|(_, text)| unsupported(*text))
                .map(|(field, _)| Fault::on_line(index, field, FaultCode::TextHasUnsupportedCharacters)),
        );
    }
    faults
}

fn has_glyphs(fonts: &Fonts, text: &str) -> bool {
    !matches!(fonts.shape(text, Weight::Regular, ""), Err(PaperError::MissingGlyph { .. }))
}
