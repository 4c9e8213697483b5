//! Templates that are not what they have to be.

use hometax_form::{FormError, FormKind, Template, receipt_row};

use crate::fixture::{
    SHEET, edited, header, list, receipt, receipt_form, template, title, today, with_header,
};

fn error(bytes: &[u8]) -> FormError {
    Template::read(bytes).unwrap_err()
}

#[test]
fn a_moved_column_is_named_with_both_texts() {
    let mut header = header(FormKind::Receipts);
    header.swap(2, 3);
    match error(&with_header(title(FormKind::Receipts), &header)) {
        FormError::MovedColumn { kind, column, found, expected } => {
            assert_eq!((kind, column.as_str()), (FormKind::Receipts, "C"));
            assert_eq!((found.as_str(), expected.as_str()), ("공급가액", "총거래금액(합계)"));
        }
        other => panic!("{other}"),
    }
}

#[test]
fn an_inserted_a_missing_and_an_added_column_are_refused_in_every_form() {
    for kind in FormKind::ALL {
        let whole = header(kind);
        let mut inserted = whole.clone();
        inserted.insert(1, "거래처 코드".into());
        let mut missing = whole.clone();
        missing.pop();
        let mut added = whole.clone();
        added.push("담당자".into());
        let last = whole.len();
        for (header, place) in [(inserted, 1), (missing, last - 1), (added, last)] {
            match error(&with_header(title(kind), &header)) {
                FormError::MovedColumn { kind: named, column, .. } => {
                    assert_eq!((named, column), (kind, letters(place)), "{kind:?} {place}");
                }
                other => panic!("{kind:?} {place}: {other}"),
            }
        }
    }
}

#[test]
fn a_renamed_column_of_vat_does_not_turn_the_form_into_the_exempt_one() {
    let mut header = header(FormKind::TaxInvoices);
    let place = header.iter().position(|name| name == "세액2").unwrap();
    header[place] = "부가세2".into();
    match error(&with_header(title(FormKind::TaxInvoices), &header)) {
        FormError::MovedColumn { kind, found, expected, .. } => {
            assert_eq!(
                (kind, found.as_str(), expected.as_str()),
                (FormKind::TaxInvoices, "부가세2", "세액2")
            );
        }
        other => panic!("{other}"),
    }
}

fn letters(index: usize) -> String {
    let letter = |n: usize| char::from(b'A' + u8::try_from(n).unwrap());
    if index < 26 {
        letter(index).to_string()
    } else {
        format!("{}{}", letter(index / 26 - 1), letter(index % 26))
    }
}

#[test]
fn a_template_with_documents_in_it_is_refused_because_they_would_go_up_twice() {
    let row = receipt_row(&receipt(&receipt_form()), today(), None).unwrap();
    let full = Template::read(&template(FormKind::Receipts)).unwrap().fill(&[row]).unwrap();
    assert!(matches!(error(&full), FormError::NotEmpty { row: 7 }));
    let far = edited(&template(FormKind::Receipts), SHEET, |xml| {
        xml.replace("</sheetData>", "<row r=\"500\"><c r=\"B500\"><v>1</v></c></row></sheetData>")
    });
    assert!(matches!(error(&far), FormError::NotEmpty { row: 500 }));
}

#[test]
fn an_old_workbook_is_told_from_a_locked_one() {
    let mut old = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    old.resize(4_096, 0);
    assert!(matches!(error(&old), FormError::OldFormat));
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    old.extend(name);
    assert_eq!(error(&old).as_str(), "encrypted");
}

#[test]
fn other_forms_other_workbooks_and_other_files_are_refused() {
    let amended = with_header("엑셀 업로드 양식(전자세금계산서-수정)", &header(FormKind::TaxInvoices));
    assert_eq!(error(&amended).as_str(), "other_form");
    let orders = with_header("주문", &["주문번호".to_owned(), "상호".to_owned(), "금액".to_owned()]);
    assert_eq!(error(&orders).as_str(), "unknown_form");
    assert_eq!(error(&list("주문", &[vec!["주문번호"]])).as_str(), "no_upload_sheet");
    for bytes in [&b""[..], b"a,b\n1,2", b"PK\x03\x04 and nothing more"] {
        assert_eq!(error(bytes).as_str(), "damaged");
    }
    let cut = edited(&template(FormKind::Receipts), SHEET, |xml| xml[..xml.len() / 2].to_owned());
    assert_eq!(error(&cut).as_str(), "damaged");
}

#[test]
fn an_error_shows_no_cell_of_a_document() {
    let row = receipt_row(&receipt(&receipt_form()), today(), None).unwrap();
    assert!(!format!("{row:?}").contains("0104412"));
}
