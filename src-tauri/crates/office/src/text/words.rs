//! A text's words and its name, made anew from the document each time: the same however often it is tried.

use domain::{DocumentKey, NumberKind, PhoneNumber, Purpose, Shop};
use notice::{OwnId, ReceiptDeal, ReceiptFacts, Recipient, TextMessage, TextParts, World, receipt_text};
use store::{Document, DocumentAct, Notice, ReceiptContent, Shelved};

use crate::{Office, OfficeError};

impl Office {
    /// The text of a notice.
    pub(super) fn compose_text(
        &self,
        notice: &Notice,
        from: PhoneNumber,
    ) -> Result<TextMessage, OfficeError> {
        let gone = || OfficeError::NotFound("text".to_owned());
        let id = notice.mail.document.ok_or_else(gone)?;
        let (shelved, shop) = self.book.read(|r| {
            let shelved = r.shelved_by_id(id)?;
            let version = shelved.as_ref().and_then(|shelved| shelved.document.shop);
            // The shop as it was then, as on paper.
            Ok((shelved, version.map(|version| r.shop_version(version)).transpose()?.flatten()))
        })?;
        let (shelved, shop) = (shelved.ok_or_else(gone)?, shop.ok_or(OfficeError::NoShop)?);
        let words =
            receipt_text(&facts(&shelved, &shop, self.is_practice(), &number(shelved.document.sale()?))?);
        Ok(TextMessage::compose(TextParts {
            own_id: OwnId::parse(&notice.mail.message_id)?,
            to: Recipient::parse(&notice.mail.recipient)?,
            from,
            subject: words.subject,
            text: words.text,
        })?)
    }
}

/// The name of a document's text. Keys are alike in every shop and in both worlds, so both stand in it.
pub(super) fn own_id(key: &DocumentKey, which: &str, shop: &str, practice: bool) -> String {
    let world = if practice { "practice" } else { "real" };
    format!("{key}.{which}.{shop}@{world}")
}

/// What the text is about: `receipt_issued`, `receipt_cancelled`.
pub(super) const fn kind_of(document: &Document) -> &'static str {
    match document.act {
        DocumentAct::Cancel { .. } => "receipt_cancelled",
        DocumentAct::Issue | DocumentAct::Invoice | DocumentAct::Amend { .. } => "receipt_issued",
    }
}

fn facts<'a>(
    shelved: &'a Shelved,
    shop: &'a Shop,
    practice: bool,
    number_masked: &'a str,
) -> Result<ReceiptFacts<'a>, OfficeError> {
    let document = &shelved.document;
    let sale = document.sale()?;
    let approval = shelved.standing.state.approval();
    let approval = approval.ok_or_else(|| OfficeError::NotPrintable(document.key.clone()))?;
    Ok(ReceiptFacts {
        world: if practice { World::Practice } else { World::Real },
        deal: match document.act {
            DocumentAct::Cancel { .. } => ReceiptDeal::Cancelled,
            DocumentAct::Issue | DocumentAct::Invoice | DocumentAct::Amend { .. } => ReceiptDeal::Issued,
        },
        shop_name: shop.name(),
        total: sale.amounts.total(),
        purpose: purpose(sale),
        approval_number: approval.number.as_str(),
        traded_on: document.trade_date(),
        number_masked,
    })
}

fn purpose(sale: &ReceiptContent) -> &'static str {
    match (sale.number.kind(), sale.purpose) {
        (NumberKind::SelfIssue, _) => "자진발급",
        (_, Purpose::IncomeDeduction) => "소득공제",
        (_, Purpose::ExpenseProof) => "지출증빙",
    }
}

/// A text may be read by anybody who holds the phone: of a resident number or a card it names the kind alone.
fn number(sale: &ReceiptContent) -> String {
    match sale.number.kind() {
        NumberKind::Phone | NumberKind::BusinessNumber => sale.number.masked(),
        NumberKind::SelfIssue => sale.number.formatted(),
        NumberKind::Rrn => "주민등록번호".to_owned(),
        NumberKind::CashReceiptCard | NumberKind::MobileCard | NumberKind::Card => "카드".to_owned(),
    }
}
