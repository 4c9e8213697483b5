//! Files as people and their programs make them, and as somebody would who wants to hurt.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a test fails by panicking"
)]

mod workbooks;

use intake::{IntakeError, MAX_BYTES, MAX_ROWS, Row, Table, read_table};

const LIST: &str = "등록번호,상호\r\n314-81-20001,한빛유통\r\n\r\n402-81-33666,\"전주한지, 본점\"\r\n";

fn expected() -> Table {
    let row = |number, cells: [&str; 2]| Row {
        number,
        cells: cells.map(str::to_owned).to_vec(),
        continued: Vec::new(),
    };
    Table {
        rows: vec![
            row(1, ["등록번호", "상호"]),
            row(2, ["314-81-20001", "한빛유통"]),
            row(4, ["402-81-33666", "전주한지, 본점"]),
        ],
        dates_from_1904: false,
    }
}

#[test]
fn a_csv_reads_the_same_in_every_encoding_that_korean_programs_write() {
    let (cp949, _, _) = encoding_rs::EUC_KR.encode(LIST);
    let utf16: Vec<u8> =
        "\u{FEFF}".encode_utf16().chain(LIST.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let marked = [b"\xEF\xBB\xBF", LIST.as_bytes()].concat();
    for bytes in [LIST.as_bytes(), &marked, &cp949, &utf16] {
        assert_eq!(read_table("거래처.CSV", bytes), Ok(expected()));
    }
}

#[test]
fn the_first_line_says_what_separates_its_words() {
    for separator in ["\t", ";"] {
        let text = "등록번호,상호\n3148120001,한빛유통".replace(',', separator);
        let table = read_table("a.csv", text.as_bytes()).unwrap();
        assert_eq!(table.rows[1].cells, ["3148120001", "한빛유통"], "{separator:?}");
    }
}

#[test]
fn rare_syllables_of_cp949_are_read() {
    let (bytes, _, unmappable) = encoding_rs::EUC_KR.encode("상호\n쓩뷁상회");
    assert!(!unmappable);
    assert_eq!(read_table("a.csv", &bytes).unwrap().rows[1].cells, ["쓩뷁상회"]);
}

#[test]
fn what_is_no_table_is_refused_by_name() {
    let binary = [0xFF, 0x00, 0xC3, 0x28, 0x81];
    let too_many = "1\n".repeat(MAX_ROWS + 1);
    let table: [(&str, &[u8], &str); 6] = [
        ("a.csv", &binary, "damaged"),
        ("a.pdf", b"%PDF-1.7", "unknown_kind"),
        ("a.xlsx", b"no workbook at all", "damaged"),
        ("a.xlsx", &[0xD0, 0xCF, 0x11, 0xE0, 0xA1], "encrypted"),
        ("a.csv", &vec![b'1'; MAX_BYTES + 1], "too_large"),
        ("a.csv", too_many.as_bytes(), "too_many_rows"),
    ];
    for (name, bytes, why) in table {
        assert_eq!(read_table(name, bytes).as_ref().map_err(IntakeError::as_str), Err(why), "{name}");
    }
}
