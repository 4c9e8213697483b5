//! No identifier, token or signature survives redaction, in JSON or in text that is none.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a test fails by panicking"
)]

use nts::redact;
use proptest::prelude::*;
use serde_json::{Value, json};

#[test]
fn consumer_fields_keep_their_last_four_digits_only() {
    let golden = [
        ("consumerPhone", "01012345678", "*******5678"),
        ("consumerPhone", "010-1234-5678", "*********5678"),
        ("consumerCard", "154420201234561234", "**************1234"),
        ("consumerBusinessNumber", "3148120001", "******0001"),
        ("consumerNumberMasked", "010-****-5678", "*********5678"),
        ("consumerNumberMasked", "900101-*******", "**************"),
        ("consumerPhone", "5678", "****"),
    ];
    for (name, value, kept) in golden {
        assert_eq!(redacted(&json!({ name: value })), json!({ name: kept }), "{name}");
    }
}

#[test]
fn a_resident_number_a_token_and_a_signature_leave_nothing() {
    let kept = redacted(
        &json!({"consumerRrn": "9001011234568", "access_token": "abc.def", "signature": "c2lnbg=="}),
    );
    assert_eq!(kept, json!({"consumerRrn": "********", "access_token": "*******", "signature": "********"}));
}

#[test]
fn what_is_no_identifier_is_kept_whole() {
    let body = json!({
        "resultCode": "0000", "documentKey": "R261122-01-000042", "businessNumber": "1234567891",
        "transactionDate": "20261122", "transactionTime": "153000", "transactionAmount": 990_000_000,
        "approvalNumber": "TB0000042", "approvedAt": "2026-11-22T15:30:00+09:00", "timestamp": "1795329000",
        "certificateSerial": "5f3c9a12", "itemName": "사무용품", "field": null,
    });
    assert_eq!(redacted(&body), body);
}

#[test]
fn an_identifier_under_a_harmless_name_is_starred() {
    for name in
        ["documentKey", "businessNumber", "timestamp", "certificateSerial", "approvalNumber", "message"]
    {
        let kept = redact(&json!({ name: "01012345678" }).to_string());
        assert!(!kept.contains("12345678"), "{name}: {kept}");
    }
}

#[test]
fn consumer_fields_are_masked_at_any_depth_and_in_any_type() {
    let kept = redacted(&json!({"document": {"consumer": {"list": [1_012_345_678, "01099998888"]}}}));
    assert_eq!(kept, json!({"document": {"consumer": {"list": ["******5678", "*******8888"]}}}));
}

#[test]
fn half_an_answer_is_redacted_too() {
    let kept = redact(r#"{"access_token":"abcDEF123","consumerPhone":"0101234567","messa"#);
    assert!(!kept.contains("abcDEF123") && !kept.contains("0101234567"), "{kept}");
    assert!(kept.contains("messa"), "{kept}");
}

#[test]
fn a_sentence_about_a_field_stays_readable() {
    let sentence = "consumerPhone 필드가 잘못되었습니다. signature 확인 필요";
    assert_eq!(redact(sentence), sentence);
    assert_eq!(redact("Authorization: Bearer abc123"), "Authorization: ****** ******");
}

#[test]
fn numbers_as_people_write_them_are_starred_in_messages() {
    for number in [
        "010-1234-5678",
        "010 1234 5678",
        "010.1234.5678",
        "900101-1234568",
        "314-81-20001",
        "０１０１２３４５６７８",
    ] {
        let kept = redact(&format!("소비자 번호 {number} 은(는) 쓸 수 없습니다 (E2003)"));
        assert!(
            !kept.contains(number) && kept.contains("E2003") && kept.contains("쓸 수 없습니다"),
            "{kept}"
        );
    }
}

fn redacted(body: &Value) -> Value {
    serde_json::from_str(&redact(&body.to_string())).expect("redacted JSON is JSON")
}

/// Phones, cards, business numbers and resident numbers.
fn identifier() -> impl Strategy<Value = String> {
    prop_oneof![
        "01[016789][0-9]{8}",
        "[1-9][0-9]{9}",
        "126[0-9]{9}",
        "[0-9]{2}(0[1-9]|1[0-2])[0-2][1-9][1-4][0-9]{6}",
        "15442020[0-9]{10}",
        "[1-9][0-9]{13,18}"
    ]
}

fn consumer_field() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["consumerPhone", "consumerCard", "consumerBusinessNumber", "consumerRrn"])
}

proptest! {
    #[test]
    fn no_planted_identifier_survives_json(id in identifier(), field in consumer_field(), words in "[가-힣a-z ,:\"]{0,12}") {
        let body = json!({
            field: id, "message": format!("{words}{id}{words}"), "document": { field: [id], "note": {"x": id} }, id.clone(): 1,
        });
        let kept = redact(&body.to_string());
        prop_assert!(!kept.contains(&id), "{kept}");
    }

    #[test]
    fn no_planted_identifier_survives_an_answer_cut_anywhere(id in identifier(), field in consumer_field(), cut in 0_usize..40) {
        let mut text = json!({ "a": "b", field: id, "z": format!("번호 {id}") }).to_string();
        let end = (0..=text.len() - cut.min(text.len())).rev().find(|end| text.is_char_boundary(*end)).unwrap();
        text.truncate(end);
        let kept = redact(&text);
        prop_assert!(!kept.contains(&id), "{kept}");
    }

    #[test]
    fn no_planted_identifier_survives_plain_text(id in identifier(), before in "[^0-9]{0,20}", after in "[^0-9]{0,20}") {
        let kept = redact(&format!("{before}{id}{after}"));
        prop_assert!(!kept.contains(&id), "{kept}");
    }

    #[test]
    fn redaction_changes_nothing_the_second_time(text in "\\PC{0,80}") {
        let once = redact(&text);
        prop_assert_eq!(redact(&once), once);
    }
}

#[test]
fn an_invoice_keeps_its_numbers_and_loses_addresses_residents_and_remarks() {
    let kept = redacted(&json!({
        "documentKey": "T261122-01-000042", "invoiceId": "202611224199999900000001",
        "buyer": {"residentNumber": "9001011234568", "email": "tax@example.com", "email2": "b@example.com"},
        "remark": "M12345678", "business_number": "2148600016",
    }));
    assert_eq!(
        kept,
        json!({
            "documentKey": "T261122-01-000042", "invoiceId": "202611224199999900000001",
            "buyer": {"residentNumber": "********", "email": "********", "email2": "********"},
            "remark": "********", "business_number": "2148600016",
        })
    );
}

#[test]
fn popbills_documents_keep_keys_numbers_and_moments_and_lose_who_it_was() {
    let kept = redacted(&json!({
        "mgtKey": "R261122-01-000042", "tradeDT": "20261122153000", "purchaseDT": "20261122", "totalAmount": "4500",
        "franchiseCorpNum": "1234567891", "identityNum": "01012345678", "customerName": "홍길동", "hp": "01099998888",
        "confirmNum": "TB0000042", "ntsConfirmNum": "202611224199999900000001", "invoicerMgtKey": "T261122-01-000042",
        "orgNTSConfirmNum": "202611224199999900000001", "invoiceeCorpNum": "9001011234568", "invoiceeEmail1": "a@b.c",
        "remark1": "M12345678", "session_token": "opensesame", "access_id": "1234567891", "b_no": "2148600016",
        "p_nm": "홍길동", "issueDT": "01012345678",
    }));
    assert_eq!(
        kept,
        json!({
            "mgtKey": "R261122-01-000042", "tradeDT": "20261122153000", "purchaseDT": "20261122", "totalAmount": "4500",
            "franchiseCorpNum": "1234567891", "identityNum": "*******5678", "customerName": "***", "hp": "***********",
            "confirmNum": "TB0000042", "ntsConfirmNum": "202611224199999900000001", "invoicerMgtKey": "T261122-01-000042",
            "orgNTSConfirmNum": "202611224199999900000001", "invoiceeCorpNum": "*************", "invoiceeEmail1": "*****",
            "remark1": "********", "session_token": "********", "access_id": "1234567891", "b_no": "2148600016",
            "p_nm": "***", "issueDT": "***********",
        })
    );
}
