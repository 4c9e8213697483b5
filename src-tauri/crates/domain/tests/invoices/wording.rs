//! What texts an invoice carries.

use domain::{FaultCode, LineForm, Remark};

use crate::{check, faults, form};

#[test]
fn the_symbols_of_korean_text_stay() {
    for text in ["㈜한빛 A-4·80g ½", "★특가★ ☎ 02-123-4567", "漢字 かな Ωμ℃", "50㎏ × 2 ㎡", "① ㉠ → ♥"]
    {
        assert_eq!(Remark::optional(text).unwrap().unwrap().as_str(), text);
    }
}

#[test]
fn emoji_and_invisible_marks_are_refused_by_name() {
    let table = [
        ("사과🍎", FaultCode::TextHasUnsupportedCharacters),
        ("하트❤️", FaultCode::TextHasUnsupportedCharacters),
        ("시계⏰", FaultCode::TextHasUnsupportedCharacters),
        ("숨은\u{200B}글", FaultCode::TextHasUnsupportedCharacters),
        ("\u{FEFF}머리", FaultCode::TextHasUnsupportedCharacters),
        ("사용자\u{E000}", FaultCode::TextHasUnsupportedCharacters),
        ("สวัสดี", FaultCode::TextHasUnsupportedCharacters),
        ("مرحبا", FaultCode::TextHasUnsupportedCharacters),
        ("부드러운\u{AD}줄", FaultCode::TextHasUnsupportedCharacters),
        ("𠀀자", FaultCode::TextHasUnsupportedCharacters),
        ("채움\u{3164}글", FaultCode::TextHasUnsupportedCharacters),
        ("깨진\u{FFFD}", FaultCode::TextHasUnsupportedCharacters),
        ("탭\t글", FaultCode::TextHasControlCharacters),
        ("두\n줄", FaultCode::TextHasControlCharacters),
        ("종\u{7}", FaultCode::TextHasControlCharacters),
        ("뒤집힌\u{202E}글", FaultCode::TextHasControlCharacters),
    ];
    for (text, code) in table {
        assert_eq!(Remark::optional(text), Err(code), "{text:?}");
    }
}

#[test]
fn syllables_pasted_apart_are_put_together() {
    let apart = "\u{1112}\u{1161}\u{11AB}\u{1100}\u{1173}\u{11AF}";
    assert_eq!(Remark::optional(apart).unwrap().unwrap().as_str(), "한글");
    let open = "\u{1112}\u{1161} \u{1100}\u{1173}";
    assert_eq!(Remark::optional(open).unwrap().unwrap().as_str(), "하 그");
    let last = "\u{1112}\u{1175}\u{11C2}";
    assert_eq!(Remark::optional(last).unwrap().unwrap().as_str(), "힣");
    assert_eq!(
        Remark::optional("각\u{11A8}"),
        Err(FaultCode::TextHasUnsupportedCharacters),
        "one final too many"
    );
    assert_eq!(Remark::optional("e\u{301}"), Err(FaultCode::TextHasUnsupportedCharacters));
    assert_eq!(Remark::optional("\u{1112}"), Err(FaultCode::TextHasUnsupportedCharacters), "a lone jamo");
}

#[test]
fn a_length_counts_characters_and_bytes() {
    assert!(Remark::optional(&"가".repeat(150)).is_ok());
    assert_eq!(Remark::optional(&"가".repeat(151)), Err(FaultCode::TextTooLong));
    assert_eq!(Remark::optional(&"a".repeat(151)), Err(FaultCode::TextTooLong));
    assert_eq!(Remark::optional(" "), Ok(None));
}

#[test]
fn every_text_of_the_form_has_its_limit() {
    let mut long = form();
    long.buyer.name = "가".repeat(71);
    long.buyer.owner = "가".repeat(31);
    long.buyer.address = "가".repeat(151);
    long.buyer.business_type = "가".repeat(41);
    long.buyer.business_item = "가".repeat(41);
    long.remark = "가".repeat(151);
    long.lines = vec![LineForm {
        item: "가".repeat(101),
        spec: "가".repeat(61),
        remark: "가".repeat(101),
        supply: "1000".into(),
        ..LineForm::default()
    }];
    assert_eq!(
        faults(&long),
        [
            "buyer.name: text_too_long",
            "buyer.owner: text_too_long",
            "buyer.address: text_too_long",
            "buyer.business_type: text_too_long",
            "buyer.business_item: text_too_long",
            "lines[0].item: text_too_long",
            "lines[0].spec: text_too_long",
            "lines[0].remark: text_too_long",
            "remark: text_too_long",
        ]
    );
    let mut longest = form();
    longest.buyer.name = "가".repeat(70);
    longest.buyer.owner = "가".repeat(30);
    longest.lines =
        vec![LineForm { item: "가".repeat(100), spec: "가".repeat(60), ..form().lines.remove(0) }];
    assert_eq!(check(&longest).unwrap().buyer().name(), "가".repeat(70));
}
