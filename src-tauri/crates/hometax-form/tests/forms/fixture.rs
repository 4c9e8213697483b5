//! Templates as domain.md §6.5 and §6.6 describe them, with what Hometax may look at: hidden sheets, protection, styles,
//! choices. And documents to fill them with.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use chrono::{NaiveDate, NaiveDateTime};
use domain::{
    BuyerForm, CashReceipt, Invoice, InvoiceForm, InvoiceKind, LineForm, ReceiptForm, ShopForm, Supplier,
};
use hometax_form::{FormKind, columns};
use rust_xlsxwriter::{DataValidation, Format, Workbook};
use zip::{ZipArchive, ZipWriter};

pub(crate) fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
}

fn noon() -> NaiveDateTime {
    today().and_hms_opt(12, 0, 0).unwrap()
}

/// The header as the real file spells it: broken lines and notes in brackets.
pub(crate) fn header(kind: FormKind) -> Vec<String> {
    let spelled = |name: &str| match name {
        "전자(세금)계산서 종류" if kind == FormKind::ExemptInvoices => format!("{name}\n(05:일반)"),
        "전자(세금)계산서 종류" => format!("{name}\n(01:일반, 02:영세율)"),
        "공급자 등록번호" | "공급받는자 등록번호" => format!("{name}\n(\"-\" 없이 입력)"),
        "공급가액 합계" => "공급가액\n합계".to_owned(),
        day if day.starts_with("일자") => format!("{day}\n(2자리, 작성년월 제외)"),
        "영수(01),청구(02)" => "영수(01),\n청구(02)".to_owned(),
        name => name.to_owned(),
    };
    columns(kind).iter().map(|column| spelled(column.name())).collect()
}

pub(crate) fn title(kind: FormKind) -> &'static str {
    match kind {
        FormKind::TaxInvoices => "엑셀 업로드 양식(전자세금계산서-일반(영세율)) - 100건 이하",
        FormKind::ExemptInvoices => "엑셀 업로드 양식(전자계산서-일반) - 100건 이하",
        FormKind::Receipts => "엑셀 업로드 양식(현금영수증)",
    }
}

/// An empty template.
pub(crate) fn template(kind: FormKind) -> Vec<u8> {
    with_header(title(kind), &header(kind))
}

pub(crate) fn with_header(title: &str, header: &[String]) -> Vec<u8> {
    let text = Format::new().set_num_format("@").set_unlocked();
    let head = Format::new().set_bold().set_text_wrap().set_background_color(0xFF_CC99);
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("엑셀업로드양식").unwrap();
    sheet.write_string(0, 0, title).unwrap();
    for row in 1..5 {
        sheet.write_string(row, 0, "★실제 업로드할 DATA는 7행부터 입력하여야 합니다.").unwrap();
    }
    for (column, name) in (0_u16..).zip(header) {
        sheet.write_string_with_format(5, column, name, &head).unwrap();
        for row in 6..9 {
            sheet.write_blank(row, column, &text).unwrap();
        }
    }
    let choice = DataValidation::new().allow_list_strings(&["01", "02"]).unwrap();
    sheet.add_data_validation(6, 0, 105, 0, &choice).unwrap();
    sheet.protect_with_password("hometax");
    for (name, line) in
        [("항목설명", "용도구분: 0 소득공제"), ("검증결과 오류코드 설명", "A01 용도구분 누락")]
    {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        sheet.write_string(0, 0, line).unwrap();
        sheet.set_hidden(true);
    }
    book.save_to_buffer().unwrap()
}

/// A workbook of one sheet from its rows, as Hometax gives out its lists.
pub(crate) fn list(sheet: &str, rows: &[Vec<&str>]) -> Vec<u8> {
    let mut book = Workbook::new();
    let page = book.add_worksheet().set_name(sheet).unwrap();
    for (number, row) in (0_u32..).zip(rows) {
        for (column, text) in (0_u16..).zip(row) {
            page.write_string(number, column, *text).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

/// Every part of an archive, unpacked, by its name.
pub(crate) fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut file = archive.by_index(index).unwrap();
            let mut part = Vec::new();
            file.read_to_end(&mut part).unwrap();
            (file.name().unwrap().into_owned(), part)
        })
        .collect()
}

/// The archive with one part edited as text.
pub(crate) fn edited(bytes: &[u8], part: &str, edit: impl Fn(String) -> String) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts(bytes) {
        archive.start_file(name.as_str(), zip::write::SimpleFileOptions::default()).unwrap();
        let content =
            if name == part { edit(String::from_utf8(content).unwrap()).into_bytes() } else { content };
        archive.write_all(&content).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

pub(crate) const SHEET: &str = "xl/worksheets/sheet1.xml";

pub(crate) fn supplier() -> Supplier {
    Supplier::of(&ShopForm::practice().check().unwrap(), "0001", "shop@example.com").unwrap()
}

pub(crate) fn invoice_form() -> InvoiceForm {
    InvoiceForm {
        written_on: "20261105".into(),
        buyer: BuyerForm {
            number: "214-86-00016".into(),
            name: "한빛상사 <본점> & \"지점\"".into(),
            owner: "이한빛".into(),
            branch: "0007".into(),
            ..BuyerForm::default()
        },
        lines: vec![LineForm {
            item: "복사용지".into(),
            quantity: "10.5".into(),
            unit_price: "30,000".into(),
            ..LineForm::default()
        }],
        ..InvoiceForm::default()
    }
}

pub(crate) fn invoice(form: &InvoiceForm) -> Invoice {
    form.check(&supplier(), None, noon()).unwrap()
}

pub(crate) fn of_kind(kind: InvoiceKind) -> Invoice {
    invoice(&InvoiceForm { kind, ..invoice_form() })
}

/// Lines named 품목 1, 품목 2 …
pub(crate) fn with_lines(count: usize) -> InvoiceForm {
    let line = |index: usize| LineForm {
        item: format!("품목 {}", index + 1),
        supply: format!("{}", 1_005 * (index + 1)),
        ..LineForm::default()
    };
    InvoiceForm { lines: (0..count).map(line).collect(), ..invoice_form() }
}

pub(crate) fn receipt_form() -> ReceiptForm {
    ReceiptForm { amount: "11,000".into(), number: "010-4412-0009".into(), ..ReceiptForm::default() }
}

pub(crate) fn receipt(form: &ReceiptForm) -> CashReceipt {
    form.check(ShopForm::practice().check().unwrap().number(), noon()).unwrap()
}
