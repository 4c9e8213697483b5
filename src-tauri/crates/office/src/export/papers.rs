//! The papers beside the workbooks: sums of `report` as sheets of `paper`, which do not know each other.

use std::path::Path;

use paper::{
    BuyerLine, CloseHead, Filer, Fonts, Form23Sheet, Form38Sheet, FormGroup, FormSums, PaperError, TallyLine,
    TallySheet, render_form23, render_form38, render_tally,
};
use report::{Close, DaySums, FileEntry, Finished, Form38, Group, KindName, PeriodTotals, ReportError, Sums};

/// What can go wrong on the way to a paper.
#[derive(Debug, thiserror::Error)]
pub(super) enum PaperFault {
    #[error("cannot draw {name}")]
    Drawing {
        name: String,
        #[source]
        source: PaperError,
    },
    #[error(transparent)]
    Writing(#[from] ReportError),
}

/// Draws the papers of a period into `folder`.
pub(super) fn write(
    folder: &Path,
    close: &Close,
    finished: &Finished,
    fonts: &Fonts,
) -> Result<Vec<FileEntry>, PaperFault> {
    let Finished { totals, form23, form38, .. } = finished;
    let tally = render_tally(&tally(head(close), totals), fonts);
    let (all_won, taxable_won) = (form23.all_won, form23.taxable_won);
    let (exempt_won, service_won) = (form23.exempt_won, form23.service_won);
    let form23 = Form23Sheet { head: head(close), all_won, taxable_won, exempt_won, service_won };
    let form38 = form38_sheet(head(close), form38);
    [
        ("현금영수증_발급집계", tally),
        ("신용카드매출전표등_발행금액집계표", render_form23(&form23, fonts)),
        ("매출처별_세금계산서합계표", render_form38(&form38, fonts)),
    ]
    .into_iter()
    .map(|(what, drawn)| {
        let name = format!("{}_{what}.pdf", close.period);
        let bytes = drawn.map_err(|source| PaperFault::Drawing { name: name.clone(), source })?;
        Ok(FileEntry::keep(folder, &name, &bytes)?)
    })
    .collect()
}

fn head(close: &Close) -> CloseHead {
    let shop = &close.shop;
    CloseHead {
        from: close.period.first(),
        to: close.period.last(),
        filer: Filer {
            number: shop.number().formatted(),
            name: shop.name().to_owned(),
            owner: shop.owner().to_owned(),
            address: shop.address().to_owned(),
        },
        practice: close.practice,
    }
}

fn tally(head: CloseHead, totals: &PeriodTotals) -> TallySheet {
    let receipts = totals.by_kind.iter().filter(|(kind, _)| kind.is_receipt());
    TallySheet {
        head,
        kinds: receipts.map(|(kind, sums)| tally_line(KindName::title(*kind).to_owned(), sums)).collect(),
        days: totals.receipts_by_day.iter().map(|(day, sums)| tally_line(day.to_string(), sums)).collect(),
        total: tally_line("합계".to_owned(), &totals.receipts),
    }
}

fn tally_line(name: String, sums: &DaySums) -> TallyLine {
    let net = sums.net();
    TallyLine {
        name,
        issued: sums.issued.count.into(),
        issued_won: sums.issued.total_won,
        cancelled: sums.revised.count.into(),
        cancelled_won: sums.revised.total_won,
        supply_won: net.supply_won,
        vat_won: net.vat_won,
        service_won: net.service_won,
        total_won: net.total_won,
    }
}

fn form38_sheet(head: CloseHead, form: &Form38) -> Form38Sheet {
    let buyers = form.businesses(Group::Other).map(|(number, buyer)| BuyerLine {
        number: number.to_owned(),
        name: buyer.name.clone(),
        invoices: buyer.sums.count.into(),
        supply_won: buyer.sums.supply_won,
        vat_won: buyer.sums.vat_won,
    });
    Form38Sheet {
        head,
        total: form_sums((form.buyers(), form.total())),
        electronic: group(form, Group::Electronic),
        other: group(form, Group::Other),
        buyers: buyers.collect(),
    }
}

fn group(form: &Form38, group: Group) -> FormGroup {
    FormGroup {
        businesses: form_sums(form.business_total(group)),
        persons: form_sums(form.person_total(group)),
        both: form_sums(form.group_total(group)),
    }
}

fn form_sums((buyers, sums): (usize, Sums)) -> FormSums {
    FormSums {
        buyers: u64::try_from(buyers).unwrap_or(u64::MAX),
        invoices: sums.count.into(),
        supply_won: sums.supply_won,
        vat_won: sums.vat_won,
    }
}
