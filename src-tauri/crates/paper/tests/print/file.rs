//! What kind of file a slip is: always the same bytes, small, and fit for the archive (PDF/A-2b).

use lopdf::{Dictionary, Document, Object};
use paper::{About, PaperError, Slip, lay_out_slip, render_form14, render_invoice, write_pdf};

use crate::invoices;
use crate::samples::{self, FONTS, pdf};

fn tree(slip: &Slip) -> Document {
    Document::load_mem(&pdf(slip)).unwrap()
}

fn resolved<'a>(document: &'a Document, dictionary: &'a Dictionary, key: &str) -> &'a Object {
    document.dereference(dictionary.get(key.as_bytes()).unwrap()).unwrap().1
}

fn utf16(object: &Object) -> String {
    let bytes = object.as_str().unwrap();
    assert_eq!(bytes[..2], [0xFE, 0xFF]);
    let units: Vec<u16> = bytes[2..].chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
    String::from_utf16(&units).unwrap()
}

#[test]
fn the_same_slip_gives_the_same_bytes() {
    for (name, slip) in samples::all() {
        assert!(pdf(&slip) == pdf(&slip), "{name}");
    }
}

#[test]
fn different_slips_have_different_identifiers() {
    let id = |slip: &Slip| tree(slip).trailer.get(b"ID").unwrap().clone();
    assert_eq!(id(&samples::issue()), id(&samples::issue()));
    assert_ne!(id(&samples::issue()), id(&samples::reissue()));
    assert_ne!(id(&samples::issue()), id(&samples::cancel()));
}

#[test]
fn title_and_dates_are_the_sales_own_and_agree_with_the_metadata() {
    let slip = samples::practice();
    let document = tree(&slip);
    let info = resolved(&document, &document.trailer, "Info").as_dict().unwrap();
    let title = "[연습용] 현금영수증 TB0000253 2026-11-02";
    assert_eq!(utf16(info.get(b"Title").unwrap()), title);
    for key in ["CreationDate", "ModDate"] {
        assert_eq!(info.get(key.as_bytes()).unwrap().as_str().unwrap(), b"D:20261102153000+09'00'");
    }
    let metadata = resolved(&document, document.catalog().unwrap(), "Metadata").as_stream().unwrap();
    let xmp = String::from_utf8(metadata.content.clone()).unwrap();
    for wanted in [
        &format!(">{title}<"),
        "<xmp:CreateDate>2026-11-02T15:30:00+09:00<",
        "<pdfaid:part>2<",
        "<pdfaid:conformance>B<",
    ] {
        assert!(xmp.contains(wanted), "{wanted}: {xmp}");
    }
}

#[test]
fn a_title_cannot_break_the_metadata() {
    let page = lay_out_slip(&samples::issue(), &FONTS).unwrap();
    let about =
        About { title: "a < b & \"c\" > d".to_owned(), made_at: samples::moment("2026-01-02 03:04:05") };
    let document = Document::load_mem(&write_pdf(&[page], &FONTS, &about).unwrap()).unwrap();
    let metadata = resolved(&document, document.catalog().unwrap(), "Metadata").as_stream().unwrap();
    assert!(String::from_utf8_lossy(&metadata.content).contains(">a &lt; b &amp; \"c\" &gt; d<"));
}

#[test]
fn the_file_declares_a_whole_rgb_profile_and_no_other_standard() {
    let bytes = pdf(&samples::issue());
    assert!(!String::from_utf8_lossy(&bytes).contains("PDFX"));
    let document = Document::load_mem(&bytes).unwrap();
    assert_eq!(document.version, "1.7");
    let intents = resolved(&document, document.catalog().unwrap(), "OutputIntents").as_array().unwrap();
    let intent = intents[0].as_dict().unwrap();
    assert_eq!(intent.get(b"S").unwrap().as_name().unwrap(), b"GTS_PDFA1");
    let profile = resolved(&document, intent, "DestOutputProfile").as_stream().unwrap();
    let icc = profile.decompressed_content().unwrap();
    assert_eq!(u32::from_be_bytes(icc[..4].try_into().unwrap()) as usize, icc.len());
    assert_eq!((&icc[12..24], &icc[36..40]), (&b"mntrRGB XYZ "[..], &b"acsp"[..]));
    for entry in icc[132..132 + 12 * 9].chunks(12) {
        let at = u32::from_be_bytes(entry[4..8].try_into().unwrap()) as usize;
        let length = u32::from_be_bytes(entry[8..].try_into().unwrap()) as usize;
        assert!(at.is_multiple_of(4) && at + length <= icc.len(), "{entry:?}");
    }
}

#[test]
fn pages_have_no_empty_annotations() {
    let document = tree(&samples::issue());
    for page in document.get_pages().into_values() {
        assert!(!document.get_dictionary(page).unwrap().has(b"Annots"));
    }
}

#[test]
fn every_font_is_an_embedded_subset() {
    let document = tree(&samples::crowded());
    let page = document.get_pages()[&1];
    let fonts = document.get_page_fonts(page).unwrap();
    assert_eq!(fonts.len(), 3);
    for font in fonts.into_values() {
        let name = String::from_utf8(font.get(b"BaseFont").unwrap().as_name().unwrap().to_vec()).unwrap();
        let (tag, face) = name.split_once('+').unwrap();
        assert!(
            tag.len() == 6 && tag.chars().all(|c| c.is_ascii_uppercase()) && face.contains('-'),
            "{name}"
        );
        assert!(font.has(b"ToUnicode"));
        let inner =
            document.dereference(&font.get(b"DescendantFonts").unwrap().as_array().unwrap()[0]).unwrap();
        let descriptor = resolved(&document, inner.1.as_dict().unwrap(), "FontDescriptor").as_dict().unwrap();
        assert!(resolved(&document, descriptor, "FontFile2").as_stream().unwrap().content.len() > 500);
    }
}

#[test]
fn a_slip_is_small_because_its_fonts_are_cut_down() {
    for (name, slip) in samples::all() {
        let size = pdf(&slip).len();
        assert!(size < 60_000, "{name}: {size} bytes");
    }
}

#[test]
fn pages_of_one_file_share_their_fonts() {
    let page = lay_out_slip(&samples::issue(), &FONTS).unwrap();
    let about = About { title: "two".to_owned(), made_at: samples::moment("2026-01-02 03:04:05") };
    let one = write_pdf(std::slice::from_ref(&page), &FONTS, &about).unwrap();
    let two = write_pdf(&[page.clone(), page], &FONTS, &about).unwrap();
    assert_eq!(Document::load_mem(&two).unwrap().get_pages().len(), 2);
    assert!(two.len() < one.len() + 4_000);
}

/// Name, pages and bytes of every paper of every sample.
fn invoice_files() -> Vec<(String, usize, Vec<u8>)> {
    let mut files = Vec::new();
    for (name, sheet) in invoices::all() {
        for (paper, rendered) in
            [("e-print", render_invoice(&sheet, &FONTS)), ("form 14", render_form14(&sheet, &FONTS))]
        {
            match rendered {
                Ok(bytes) => {
                    let pages = Document::load_mem(&bytes).unwrap().get_pages().len();
                    files.push((format!("{name}, {paper}"), pages, bytes));
                }
                Err(PaperError::NotForm14) => {}
                Err(other) => panic!("{name}: {other}"),
            }
        }
    }
    files
}

#[test]
fn the_same_invoice_gives_the_same_bytes() {
    for ((name, _, first), (_, _, second)) in invoice_files().into_iter().zip(invoice_files()) {
        assert!(first == second, "{name}");
    }
}

#[test]
fn an_invoice_takes_at_most_forty_kilobytes_a_page() {
    for (name, pages, bytes) in invoice_files() {
        assert!(bytes.len() <= pages * 40 * 1024, "{name}: {} bytes on {pages} pages", bytes.len());
    }
}

#[test]
fn an_invoice_is_fit_for_the_archive() {
    for (name, _, bytes) in invoice_files() {
        let document = Document::load_mem(&bytes).unwrap();
        let catalog = document.catalog().unwrap();
        let metadata = resolved(&document, catalog, "Metadata").as_stream().unwrap();
        let xmp = String::from_utf8_lossy(&metadata.content).into_owned();
        assert!(xmp.contains("<pdfaid:part>2<") && xmp.contains("<pdfaid:conformance>B<"), "{name}");
        assert!(catalog.has(b"OutputIntents") && document.trailer.has(b"ID"), "{name}");
    }
}

#[test]
fn the_title_of_an_invoice_names_it() {
    let title = |bytes: &[u8]| {
        let document = Document::load_mem(bytes).unwrap();
        let info = resolved(&document, &document.trailer, "Info").as_dict().unwrap();
        utf16(info.get(b"Title").unwrap())
    };
    let eprint = |sheet| title(&render_invoice(&sheet, &FONTS).unwrap());
    let number = "20261102-41000999-000000a1 2026-11-02";
    assert_eq!(eprint(invoices::usual()), format!("전자세금계산서 {number}"));
    assert_eq!(eprint(invoices::amended_zero_rated()), format!("[수정][영세율]전자세금계산서 {number}"));
    assert_eq!(eprint(invoices::practice()), format!("[연습용] 전자세금계산서 {number}"));
    assert_eq!(eprint(invoices::preview()), "전자세금계산서 발급 전 2026-11-02");
    let form = title(&render_form14(&invoices::usual(), &FONTS).unwrap());
    assert_eq!(form, format!("세금계산서 {number}"));
}
