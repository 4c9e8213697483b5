//! A template that is filled is the same file with documents in it.

use domain::InvoiceKind;
use hometax_form::{FormKind, FormRow, Slot, Template, columns, invoice_row, receipt_row};
use intake::{Row, read_sheet};

use crate::fixture::{
    SHEET, edited, invoice, invoice_form, of_kind, parts, receipt, receipt_form, template, today, with_lines,
};

fn receipts(count: usize) -> Vec<FormRow> {
    (0..count).map(|_| receipt_row(&receipt(&receipt_form()), today(), None).unwrap()).collect()
}

fn filled(template: &[u8], rows: &[FormRow]) -> Vec<u8> {
    Template::read(template).unwrap().fill(rows).unwrap()
}

fn data_of(bytes: &[u8]) -> Vec<Row> {
    let rows = read_sheet("a.xlsx", bytes, &["엑셀업로드양식"]).unwrap().rows;
    rows.into_iter().filter(|row| row.number > 6).collect()
}

fn text(bytes: &[u8], part: &str) -> String {
    String::from_utf8(parts(bytes)[part].clone()).unwrap()
}

#[test]
fn each_form_is_known_by_its_header() {
    for kind in FormKind::ALL {
        assert_eq!(Template::read(&template(kind)).unwrap().kind(), kind);
    }
}

#[test]
fn nothing_but_the_data_rows_of_the_sheet_changes() {
    let empty = template(FormKind::Receipts);
    let full = filled(&empty, &receipts(5));
    let (before, after) = (parts(&empty), parts(&full));
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
    for (name, part) in &before {
        assert!(name == SHEET || part == &after[name], "{name} changed");
    }
    let (before, after) = (text(&empty, SHEET), text(&full, SHEET));
    let head =
        |xml: &str| xml[xml.find("<sheetData>").unwrap()..xml.find("<row r=\"7\"").unwrap()].to_owned();
    let tail = |xml: &str| xml[xml.find("</sheetData>").unwrap()..].to_owned();
    assert_eq!(head(&before), head(&after));
    assert_eq!(tail(&before), tail(&after));
    assert!(tail(&after).contains("sheetProtection") && tail(&after).contains("dataValidation"));
    assert!(before.contains("<dimension ref=\"A1:F9\"/>") && after.contains("<dimension ref=\"A1:F11\"/>"));
}

#[test]
fn numbers_keep_their_zeros_and_their_cells_keep_the_text_format() {
    let full = filled(&template(FormKind::Receipts), &receipts(4));
    let rows = data_of(&full);
    assert_eq!(rows.len(), 4);
    for (number, row) in (7..).zip(&rows) {
        assert_eq!(row.number, number);
        assert_eq!(row.cells, ["0", "01044120009", "11000", "10000", "1000"]);
    }
    let xml = text(&full, SHEET);
    let style = |place: &str| {
        let cell = &xml[xml.find(&format!("<c r=\"{place}\"")).unwrap()..];
        cell[..cell.find('>').unwrap()]
            .split("s=\"")
            .nth(1)
            .and_then(|rest| rest.split('"').next())
            .map(str::to_owned)
    };
    // Row 10 is not in the template: it looks like the last one that is.
    assert!(style("B7").is_some());
    assert_eq!(style("B7"), style("B10"));
    assert_eq!(style("F7"), style("F10"));
}

#[test]
fn an_invoice_fills_its_columns_and_what_looks_like_xml_stays_text() {
    let full = filled(
        &template(FormKind::TaxInvoices),
        &[invoice_row(&of_kind(InvoiceKind::Taxable), None).unwrap()],
    );
    let row = &data_of(&full)[0];
    let all = columns(FormKind::TaxInvoices);
    let of = |name: &str| {
        let place = all.iter().position(|column| column.name() == name).unwrap();
        row.cells.get(place).map_or("", String::as_str).to_owned()
    };
    assert_eq!((of("전자(세금)계산서 종류"), of("작성일자")), ("01".into(), "20261105".into()));
    assert_eq!(of("공급받는자 등록번호"), "2148600016");
    assert_eq!((of("공급자 종사업장번호"), of("공급받는자 종사업장번호")), ("0001".into(), "0007".into()));
    assert_eq!(of("공급받는자 상호"), "한빛상사 <본점> & \"지점\"");
    assert_eq!((of("공급가액 합계"), of("세액 합계")), ("315000".into(), "31500".into()));
    assert_eq!(
        (of("일자1"), of("품목1"), of("수량1"), of("단가1")),
        ("05".into(), "복사용지".into(), "10.5".into(), "30000".into())
    );
    assert_eq!((of("공급가액1"), of("세액1"), of("품목2")), ("315000".into(), "31500".into(), String::new()));
    assert_eq!(of("영수(01),청구(02)"), "02");
}

#[test]
fn a_zero_rated_invoice_goes_into_the_same_form_and_an_exempt_one_into_its_own() {
    let zero = invoice_row(&of_kind(InvoiceKind::ZeroRated), None).unwrap();
    assert_eq!(
        (zero.kind(), zero.cells()[0].as_str(), zero.cells()[20].as_str()),
        (FormKind::TaxInvoices, "02", "0")
    );
    let exempt = invoice_row(&of_kind(InvoiceKind::Exempt), None).unwrap();
    assert_eq!(
        (exempt.kind(), exempt.cells().len(), exempt.cells()[0].as_str()),
        (FormKind::ExemptInvoices, 54, "05")
    );
    let full = filled(&template(FormKind::ExemptInvoices), &[exempt]);
    assert_eq!(data_of(&full)[0].cells.last().unwrap(), "02");
    let wrong = Template::read(&template(FormKind::ExemptInvoices)).unwrap().fill(&[zero]);
    assert_eq!(wrong.unwrap_err().as_str(), "other_row");
}

#[test]
fn four_items_stand_for_themselves_and_five_become_one_with_the_sums() {
    let all = columns(FormKind::TaxInvoices);
    let items = |count: usize| -> Vec<(usize, String, String, String)> {
        let row = invoice_row(&invoice(&with_lines(count)), None).unwrap();
        let cell = |index: usize, part: hometax_form::ItemPart| {
            let place = all.iter().position(|column| column.slot == Slot::Item(index, part)).unwrap();
            row.cells()[place].clone()
        };
        use hometax_form::ItemPart::{Name, Supply, Vat};
        (0..4).map(|index| (index, cell(index, Name), cell(index, Supply), cell(index, Vat))).collect()
    };
    let four = items(4);
    assert_eq!(four[3], (3, "품목 4".into(), "4020".into(), "402".into()));
    let five = items(5);
    // 1,005 + 2,010 + 3,015 + 4,020 + 5,025, and each VAT for itself: 100 + 201 + 301 + 402 + 502.
    assert_eq!(five[0], (0, "품목 1 외 4건".into(), "15075".into(), "1506".into()));
    assert!(
        five[1..].iter().all(|(_, name, supply, vat)| name.is_empty() && supply.is_empty() && vat.is_empty())
    );
}

#[test]
fn a_file_takes_so_many_documents_and_not_one_more() {
    let empty = template(FormKind::Receipts);
    let most = FormKind::Receipts.max_rows();
    assert_eq!(data_of(&filled(&empty, &receipts(most))).len(), 1_000);
    let error = Template::read(&empty).unwrap().fill(&receipts(most + 1)).unwrap_err();
    assert_eq!(error.as_str(), "too_many_rows");
    assert_eq!(FormKind::TaxInvoices.max_rows(), 100);
}

#[test]
fn a_sheet_with_prefixed_names_or_without_a_data_row_is_filled_too() {
    let rows = receipts(2);
    let expected = data_of(&filled(&template(FormKind::Receipts), &rows));
    let without_rows = edited(&template(FormKind::Receipts), SHEET, |xml| {
        let (from, upto) = (xml.find("<row r=\"7\"").unwrap(), xml.find("</sheetData>").unwrap());
        format!("\u{FEFF}{}{}", &xml[..from], &xml[upto..])
    });
    assert_eq!(data_of(&filled(&without_rows, &rows)), expected);
    let prefixed = edited(&template(FormKind::Receipts), SHEET, |xml| {
        let start = xml.find("<sheetData>").unwrap();
        let end = xml.find("</sheetData>").unwrap() + "</sheetData>".len();
        let mut inner = xml[start..end].replace("</", "\u{1}").replace('<', "<x:").replace('\u{1}', "</x:");
        inner = inner.replacen(
            "<x:sheetData>",
            "<x:sheetData xmlns:x=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">",
            1,
        );
        format!("{}{inner}{}", &xml[..start], &xml[end..])
    });
    let full = filled(&prefixed, &rows);
    assert!(text(&full, SHEET).contains("<x:c r=\"B8\""));
}

#[test]
fn the_reference_stands_behind_the_memo_only_where_there_is_room() {
    let row = |memo: &str| {
        let receipt = receipt(&domain::ReceiptForm { memo: memo.into(), ..receipt_form() });
        receipt_row(&receipt, today(), Some("R261122-01-000042")).unwrap().cells()[5].clone()
    };
    assert_eq!(row("빵"), "빵 R261122-01-000042");
    let long = "가".repeat(95);
    assert_eq!(row(&long), long);
    let invoice = invoice(&domain::InvoiceForm { remark: "가".repeat(66), ..invoice_form() });
    let cells = invoice_row(&invoice, Some("T261122-01-000042")).unwrap();
    assert_eq!(cells.cells()[21].len(), 66 * 3 + 1 + 17, "132 bytes, a blank and 17 are 150");
}

/// Leaves files for a look with other programs: `KEEP_FORMS=dir cargo test -p hometax-form`.
#[test]
fn what_was_filled_is_a_workbook() {
    let tax: Vec<FormRow> =
        (1..=7).map(|lines| invoice_row(&invoice(&with_lines(lines)), None).unwrap()).collect();
    for (kind, rows) in [(FormKind::TaxInvoices, tax), (FormKind::Receipts, receipts(12))] {
        let full = filled(&template(kind), &rows);
        assert_eq!(data_of(&full).len(), rows.len());
        if let Some(folder) = std::env::var_os("KEEP_FORMS") {
            let folder = std::path::Path::new(&folder);
            std::fs::write(folder.join(format!("{}-empty.xlsx", kind.as_str())), template(kind)).unwrap();
            std::fs::write(folder.join(format!("{}-full.xlsx", kind.as_str())), full).unwrap();
        }
    }
}
