//! From a document of the book to the words on the slip (domain.md §1.9).

use domain::{Approval, CancelReason, NumberKind, Purpose, Shop};
use paper::{CopyNote, ShopLines, Slip, SlipKind};
use store::{Document, PrintRow, ReceiptContent, Shelved};

/// Everything a slip says.
pub(crate) struct SlipFacts<'a> {
    pub shop: &'a Shop,
    pub document: &'a Document,
    pub sale: &'a ReceiptContent,
    pub approval: &'a Approval,
    /// Of a cancel, the receipt it takes back.
    pub original: Option<&'a Shelved>,
    pub copy: CopyNote,
    pub practice: bool,
}

impl From<SlipFacts<'_>> for Slip {
    fn from(facts: SlipFacts<'_>) -> Self {
        let SlipFacts { shop, document, sale, approval, original, copy, practice } = facts;
        let self_issue = sale.number.kind() == NumberKind::SelfIssue;
        Self {
            shop: shop_lines(shop),
            copy,
            practice,
            kind: kind(document, original),
            traded_at: document.traded_at,
            deal: deal(sale.purpose, self_issue).into(),
            number_printed: sale.number.printed(),
            self_issue,
            approval_number: approval.number.to_string(),
            item: sale.item.as_ref().map(ToString::to_string),
            supply: sale.amounts.supply(),
            vat: sale.amounts.vat(),
            service: sale.amounts.service(),
            total: sale.amounts.total(),
        }
    }
}

/// A first print says nothing; later ones say 재발행 n회차 with the time they were asked for.
pub(crate) const fn copy_note(job: &PrintRow) -> CopyNote {
    match job.copy_no {
        0 => CopyNote::Original,
        nth => CopyNote::Reissue { nth, at: job.printed_at },
    }
}

fn shop_lines(shop: &Shop) -> ShopLines {
    ShopLines {
        name: shop.name().to_owned(),
        owner: shop.owner().to_owned(),
        business_number: shop.number().formatted(),
        address: shop.address().to_owned(),
        phone: shop.phone().map(ToString::to_string).unwrap_or_default(),
    }
}

fn kind(document: &Document, original: Option<&Shelved>) -> SlipKind {
    let (Some(original), store::DocumentAct::Cancel { reason, .. }) = (original, document.act) else {
        return SlipKind::Issue;
    };
    SlipKind::Cancel {
        original_approval: original
            .standing
            .state
            .approval()
            .map(|approval| approval.number.to_string())
            .unwrap_or_default(),
        original_date: original.document.trade_date(),
        reason_text: reason_text(reason).into(),
    }
}

const fn deal(purpose: Purpose, self_issue: bool) -> &'static str {
    match (self_issue, purpose) {
        (true, Purpose::IncomeDeduction | Purpose::ExpenseProof) => "자진발급",
        (false, Purpose::IncomeDeduction) => "현금(소득공제)",
        (false, Purpose::ExpenseProof) => "현금(지출증빙)",
    }
}

/// How a cancel's reason reads on paper and in lists.
pub(crate) const fn reason_text(reason: CancelReason) -> &'static str {
    match reason {
        CancelReason::TransactionCancelled => "거래취소",
        CancelReason::IssuedInError => "오류발급취소",
        CancelReason::Other => "기타",
    }
}
