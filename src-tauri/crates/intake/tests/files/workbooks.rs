//! Workbooks, made by hand part by part.

use std::io::{Cursor, Write};

use intake::{IntakeError, read_table};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const TYPES: &str = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"#;
const ROOT: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK: &str = r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="거래처" sheetId="1" r:id="r1"/></sheets></workbook>"#;
const LINKS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;

const LINKS_AND_STYLES: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;
/// The second style shows a number as a day.
const STYLES: &str = r#"<?xml version="1.0"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#;

fn workbook(cells: &str, padding: usize) -> Vec<u8> {
    parts_zipped((cells, ""), (BOOK, LINKS), padding)
}

fn parts_zipped((cells, behind): (&str, &str), (book, links): (&str, &str), padding: usize) -> Vec<u8> {
    let sheet = format!(
        r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{cells}</sheetData>{behind}</worksheet>"#
    );
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let parts = [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", ROOT),
        ("xl/workbook.xml", book),
        ("xl/_rels/workbook.xml.rels", links),
        ("xl/styles.xml", STYLES),
        ("xl/worksheets/sheet1.xml", &sheet),
    ];
    for (name, text) in parts {
        archive.start_file(name, options).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.start_file("xl/media/padding.bin", options).unwrap();
    let chunk = vec![0; 1 << 20];
    for _ in 0..padding {
        archive.write_all(&chunk).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

const ROWS: &str = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>등록번호</t></is></c><c r="C1" t="inlineStr"><is><t> 상호 </t></is></c></row><row r="5"><c r="A5"><v>1.234567891E9</v></c><c r="C5" t="str"><v>한빛유통</v></c></row>"#;

#[test]
fn a_workbook_reads_with_its_own_row_numbers_and_numbers_as_people_see_them() {
    let table = read_table("거래처.xlsx", &workbook(ROWS, 0)).unwrap();
    let rows: Vec<_> = table.rows.iter().map(|row| (row.number, row.cells.join("|"))).collect();
    assert_eq!(rows, [(1, "등록번호||상호".to_owned()), (5, "1234567891||한빛유통".to_owned())]);
}

#[test]
fn one_cell_at_the_end_of_the_sheet_costs_one_cell() {
    let cells =
        format!(r#"{ROWS}<row r="1048576"><c r="A1048576"><v>1</v></c><c r="XFD1048576"><v>9</v></c></row>"#);
    let table = read_table("a.xlsx", &workbook(&cells, 0)).unwrap();
    assert_eq!(table.rows.last().map(|row| (row.number, row.cells.len())), Some((1_048_576, 1)));
}

#[test]
fn a_workbook_that_unpacks_to_more_than_a_hundred_megabytes_is_refused() {
    let bomb = workbook(ROWS, 101);
    assert!(bomb.len() < 1 << 20, "it is small to look at: {} bytes", bomb.len());
    assert_eq!(read_table("a.xlsx", &bomb), Err(IntakeError::TooLarge));
}

#[test]
fn a_workbook_cut_off_in_the_middle_is_damaged() {
    let whole = workbook(ROWS, 0);
    let cut = read_table("a.xlsx", &whole[..whole.len() / 2]);
    assert!(matches!(cut, Err(IntakeError::Damaged(_))), "{cut:?}");
}

#[test]
fn a_merged_cell_is_seen_in_every_row_it_covers_and_written_in_the_first() {
    let text = |at: &str, text: &str| format!(r#"<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>"#);
    let cells = format!(
        r#"<row r="1">{}{}</row><row r="2">{}</row><row r="3">{}</row>"#,
        text("A1", "주문"),
        text("C1", "연필"),
        text("C2", "지우개"),
        text("C3", "자"),
    );
    let merged =
        r#"<mergeCells count="2"><mergeCell ref="A1:B2"/><mergeCell ref="A9:XFD1048576"/></mergeCells>"#;
    let table = read_table("a.xlsx", &parts_zipped((&cells, merged), (BOOK, LINKS), 0)).unwrap();
    let rows: Vec<_> = table.rows.iter().map(|row| (row.cells.join("|"), row.continued.clone())).collect();
    assert_eq!(
        rows,
        [
            ("주문|주문|연필".to_owned(), vec![]),
            ("주문|주문|지우개".to_owned(), vec![0, 1]),
            ("||자".to_owned(), vec![]),
        ]
    );
}

#[test]
fn a_day_reads_the_same_from_both_epochs() {
    let since_1904 = BOOK.replace("<sheets>", r#"<workbookPr date1904="1"/><sheets>"#);
    for (book, serial, from_1904) in [(BOOK, 46_348_u32, false), (&since_1904, 46_348 - 1_462, true)] {
        let cells = format!(
            r#"<row r="1"><c r="A1" s="1"><v>{serial}</v></c><c r="B1" s="1"><v>{serial}.75</v></c><c r="C1"><v>{serial}</v></c></row>"#
        );
        let table = read_table("a.xlsx", &parts_zipped((&cells, ""), (book, LINKS_AND_STYLES), 0)).unwrap();
        assert_eq!(table.dates_from_1904, from_1904);
        assert_eq!(table.rows[0].cells[..2], ["2026-11-22", "2026-11-22 18:00"]);
        assert_eq!(intake::day_of_serial(serial, from_1904).as_deref(), Some("2026-11-22"));
    }
    assert_eq!(intake::day_of_serial(20_261_122, false), None);
}
