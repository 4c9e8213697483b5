//! Item names and memos.

use domain::FaultCode::{RequiredMissing, TextHasControlCharacters, TextTooLong};
use domain::{ItemName, Memo};

#[test]
fn surrounding_blanks_are_dropped() {
    assert_eq!(ItemName::parse("  문구 외 2건 \u{3000}").unwrap().as_str(), "문구 외 2건");
    assert_eq!(Memo::parse("\t단골\n").unwrap().as_str(), "단골");
}

#[test]
fn blank_is_nothing() {
    for blank in ["", "   ", "\n", "\u{3000}"] {
        assert_eq!(ItemName::optional(blank), Ok(None));
        assert_eq!(Memo::optional(blank), Ok(None));
        assert_eq!(ItemName::parse(blank), Err(RequiredMissing));
        assert_eq!(Memo::parse(blank), Err(RequiredMissing));
    }
}

#[test]
fn an_item_name_ends_at_sixty_characters_and_180_bytes() {
    assert!(ItemName::parse(&"가".repeat(60)).is_ok());
    assert_eq!(ItemName::parse(&"가".repeat(61)), Err(TextTooLong));
    assert!(ItemName::parse(&"a".repeat(60)).is_ok());
    assert_eq!(ItemName::parse(&"a".repeat(61)), Err(TextTooLong));
    assert!(ItemName::parse(&"𠀀".repeat(45)).is_ok());
    assert_eq!(ItemName::parse(&"𠀀".repeat(46)), Err(TextTooLong), "four bytes each");
}

#[test]
fn a_memo_ends_at_300_bytes_with_hangul_as_three() {
    assert!(Memo::parse(&"가".repeat(100)).is_ok());
    assert_eq!(Memo::parse(&"가".repeat(101)), Err(TextTooLong));
    assert!(Memo::parse(&"a".repeat(300)).is_ok());
    assert_eq!(Memo::parse(&"a".repeat(301)), Err(TextTooLong));
}

#[test]
fn invisible_characters_inside_are_refused() {
    for bad in
        ["a\nb", "a\rb", "a\tb", "a\0b", "a\u{7f}b", "a\u{85}b", "a\u{2028}b", "a\u{202e}b", "a\u{2066}b"]
    {
        assert_eq!(ItemName::parse(bad), Err(TextHasControlCharacters), "{bad:?}");
        assert_eq!(Memo::optional(bad), Err(TextHasControlCharacters), "{bad:?}");
    }
}

#[test]
fn json_goes_through_the_parser() {
    assert_eq!(serde_json::from_str::<ItemName>(r#"" 커피 ""#).unwrap().to_string(), "커피");
    assert_eq!(serde_json::to_string(&Memo::parse("단골").unwrap()).unwrap(), r#""단골""#);
    assert!(serde_json::from_str::<ItemName>(r#""""#).is_err());
    assert!(serde_json::from_str::<Memo>(r#""a\nb""#).is_err());
}
