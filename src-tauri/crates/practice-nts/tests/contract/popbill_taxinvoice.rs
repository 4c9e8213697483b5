//! Tax invoices in the Popbill dialect: issue, send, withdraw, amend, look up, search.

use practice_nts::{Dials, PopbillProduct};
use serde_json::{Value, json};

use crate::client::{Answer, House, Partner, but};

async fn open() -> (House, Partner) {
    let house = House::open().await;
    let partner = Partner::of(&house).await;
    (house, partner)
}

/// A correct invoice of 110,000 won, written on Friday 2026-11-20.
fn invoice(key: &str) -> Value {
    json!({
        "issueType": "정발행",
        "taxType": "과세",
        "chargeDirection": "정과금",
        "purposeType": "청구",
        "writeDate": "20261120",
        "supplyCostTotal": "100000",
        "taxTotal": "10000",
        "totalAmount": "110000",
        "invoicerCorpNum": "1234567891",
        "invoicerMgtKey": key,
        "invoicerCorpName": "행복문구",
        "invoicerCEOName": "김행복",
        "invoiceeType": "사업자",
        "invoiceeCorpNum": "2208162517",
        "invoiceeCorpName": "한빛상사",
        "invoiceeCEOName": "이한빛",
        "detailList": [
            { "serialNum": 1, "itemName": "복사용지", "supplyCost": "60000", "tax": "6000" },
            { "serialNum": 2, "itemName": "토너", "supplyCost": "40000", "tax": "4000" },
        ],
        "forceIssue": false,
    })
}

async fn issue(partner: &Partner, invoice: Value) -> Answer {
    partner.post("/Taxinvoice", "ISSUE", invoice).await
}

async fn info(partner: &Partner, key: &str) -> Value {
    partner.get(&format!("/Taxinvoice/SELL/{key}")).await.body
}

async fn act(partner: &Partner, key: &str, action: &str) -> Answer {
    partner.post(&format!("/Taxinvoice/SELL/{key}"), action, json!({})).await
}

/// Issues an invoice and has the NTS take it.
async fn accepted(house: &House, partner: &Partner, key: &str) -> String {
    let number = issue(partner, invoice(key)).await.done().text("ntsConfirmNum");
    act(partner, key, "NTS").await.done();
    house.clock.advance_s(60);
    assert_eq!(info(partner, key).await["stateCode"], 304);
    number
}

/// An amendment for a reason that takes the whole amount away.
fn taking(key: &str, original: &str, code: u8) -> Value {
    let lines = json!([{ "serialNum": 1, "itemName": "환입", "supplyCost": "-100000", "tax": "-10000" }]);
    let amounts = json!({ "supplyCostTotal": "-100000", "taxTotal": "-10000", "totalAmount": "-110000" });
    let amends = json!({ "modifyCode": code, "orgNTSConfirmNum": original, "detailList": lines });
    but(but(invoice(key), amounts), amends)
}

#[tokio::test]
async fn an_invoice_goes_to_the_nts_on_the_next_business_day() {
    let (house, partner) = open().await;
    let answer = issue(&partner, invoice("T1")).await.done();
    let number = answer.text("ntsConfirmNum");
    assert_eq!(
        (number.len(), number.starts_with("20261120"), answer.text("issueDT").as_str()),
        (24, true, "20261122153000")
    );
    let waiting = info(&partner, "T1").await;
    assert_eq!((&waiting["stateCode"], &waiting["ntsconfirmNum"]), (&json!(300), &json!(number)));
    assert_eq!((&waiting["ntssendErrCode"], &waiting["lateIssueYN"]), (&Value::Null, &json!(false)));
    // Sunday 15:30 to Monday 14:59:59, 15:00:00 and 15:01:00; each stay outlives the token.
    for (seconds, state) in [(84_599, 300), (1, 303), (60, 304)] {
        house.clock.advance_s(seconds);
        let partner = Partner::of(&house).await;
        assert_eq!(info(&partner, "T1").await["stateCode"], state);
    }
    let taken = info(&Partner::of(&house).await, "T1").await;
    assert_eq!((&taken["ntssendErrCode"], &taken["ntssendDT"]), (&json!("SUC001"), &json!("20261123150000")));
}

#[tokio::test]
async fn an_invoice_is_sent_at_once_when_asked_and_only_once() {
    let (house, partner) = open().await;
    issue(&partner, invoice("T1")).await.done();
    act(&partner, "T1", "NTS").await.done();
    assert_eq!(info(&partner, "T1").await["stateCode"], 303);
    act(&partner, "T1", "NTS").await.refused(400, -11_004_005);
    act(&partner, "T1", "CANCELISSUE").await.refused(400, -11_002_030);
    house.clock.advance_s(60);
    assert_eq!(info(&partner, "T1").await["stateCode"], 304);
    act(&partner, "T1", "NTS").await.refused(400, -11_004_005);
    act(&partner, "T1", "DELETE").await.refused(400, -11_002_005);
    act(&partner, "NOPE", "NTS").await.refused(400, -11_000_005);
    let logs = partner.get("/Taxinvoice/SELL/T1/Logs").await.body;
    assert_eq!((logs.as_array().unwrap().len(), &logs[0]["procCorpName"]), (2, &json!("행복문구")));
}

#[tokio::test]
async fn an_invoice_is_withdrawn_before_it_is_sent_and_then_deleted() {
    let (_house, partner) = open().await;
    issue(&partner, invoice("T1")).await.done();
    act(&partner, "T1", "CANCELISSUE").await.done();
    assert_eq!(info(&partner, "T1").await["stateCode"], 600);
    act(&partner, "T1", "NTS").await.refused(400, -11_004_002);
    issue(&partner, invoice("T1")).await.refused(400, -11_001_038);
    act(&partner, "T1", "DELETE").await.done();
    partner.get("/Taxinvoice/SELL/T1").await.refused(400, -11_000_005);
    issue(&partner, invoice("T1")).await.done();
}

#[tokio::test]
async fn the_nts_refuses_buyers_that_are_not_there_or_not_any_more() {
    let (house, partner) = open().await;
    for (key, buyer, code) in [
        ("T1", "5555500005", "ERR002"),
        ("T2", "1111111119", "ERR009"),
        ("T3", "2222222227", "SUC001"),
        ("T4", "2208162517", "ERR002"),
    ] {
        issue(&partner, but(invoice(key), json!({ "invoiceeCorpNum": buyer }))).await.done();
        house.turn(json!({ "reject_next_day": ["T4"] })).await;
        act(&partner, key, "NTS").await.done();
        house.clock.advance_s(60);
        assert_eq!(info(&partner, key).await["ntssendErrCode"], code, "{key}");
    }
    assert_eq!(info(&partner, "T1").await["stateCode"], 305);
    act(&partner, "T1", "DELETE").await.done();
}

#[tokio::test]
async fn what_is_wrong_with_an_invoice_is_said_with_its_code() {
    let (house, partner) = open().await;
    for (changes, code) in [
        (json!({ "issueType": "역발행" }), -99_900_001),
        (json!({ "invoicerMgtKey": "" }), -11_001_035),
        (json!({ "invoicerCorpNum": "1234567890" }), -11_001_014),
        (json!({ "invoicerCorpNum": "2148600016" }), -11_001_000),
        (json!({ "totalAmount": "110001" }), -11_001_044),
        (json!({ "supplyCostTotal": "-100000", "totalAmount": "-90000" }), -11_001_045),
        (json!({ "taxType": "영세" }), -11_001_034),
        (json!({ "taxTotal": "12000", "totalAmount": "112000" }), -11_001_133),
        (json!({ "cash": "100000" }), -11_001_046),
        (json!({ "detailList": [{ "serialNum": 1, "tax": "9999" }] }), -11_001_073),
        (json!({ "detailList": [{ "serialNum": 1 }, { "serialNum": 1 }] }), -11_001_047),
        (json!({ "writeDate": "20261123" }), -11_002_009),
        (json!({ "writeDate": "20261010" }), -11_002_014),
        (json!({ "invoiceeCorpNum": "2208162518" }), -11_001_021),
        (json!({ "invoiceeType": "개인" }), -11_001_108),
        (json!({ "invoiceeType": "외국인", "invoiceeCorpNum": "9999999999999" }), -11_001_007),
        (json!({ "invoiceeCorpName": null }), -10_010_009),
        (json!({ "modifyCode": 4 }), -11_004_011),
        (json!({ "modifyCode": 4, "orgNTSConfirmNum": "123" }), -11_004_010),
    ] {
        issue(&partner, but(invoice("T1"), changes)).await.refused(400, code);
    }
    let late = json!({ "writeDate": "20261010", "forceIssue": true });
    issue(&partner, but(invoice("T1"), late)).await.done();
    assert_eq!(info(&partner, "T1").await["lateIssueYN"], true);
    house.turn(json!({ "certificate_expired": true })).await;
    issue(&partner, invoice("T2")).await.refused(400, -10_004_003);
}

#[tokio::test]
async fn a_persons_number_is_masked_before_it_is_kept() {
    let (house, partner) = open().await;
    let person = json!({ "invoiceeType": "개인", "invoiceeCorpNum": "9001011234567" });
    issue(&partner, but(invoice("T1"), person)).await.done();
    let detail = partner.get("/Taxinvoice/SELL/T1?Detail").await.body;
    assert_eq!(detail["invoiceeCorpNum"], "900101*******");
    for name in ["ledger.db", "ledger.db-wal"] {
        let bytes = std::fs::read(house.dir.path().join(name)).unwrap_or_default();
        assert!(!bytes.windows(13).any(|window| window == b"9001011234567"), "{name}");
    }
}

#[tokio::test]
async fn an_amendment_names_an_original_that_the_nts_has() {
    let (house, partner) = open().await;
    let waiting = issue(&partner, invoice("T0")).await.done().text("ntsConfirmNum");
    issue(&partner, taking("A0", &waiting, 4)).await.refused(400, -11_001_056);
    let original = accepted(&house, &partner, "T1").await;
    let unknown = original.replace("4199", "4198");
    issue(&partner, taking("A1", &unknown, 4)).await.refused(400, -11_001_055);
    let adding = json!({ "modifyCode": 3, "orgNTSConfirmNum": original });
    issue(&partner, but(invoice("A1"), adding)).await.refused(400, -11_001_010);
    let exempt = json!({ "taxType": "면세", "taxTotal": "0", "supplyCostTotal": "-110000" });
    issue(&partner, but(taking("A1", &original, 4), exempt)).await.refused(400, -11_001_081);
    let of_another_day = but(taking("A1", &original, 5), json!({ "writeDate": "20261121" }));
    issue(&partner, of_another_day).await.refused(400, -11_002_052);
    issue(&partner, taking("A1", &original, 4)).await.done();
    issue(&partner, taking("A2", &original, 4)).await.refused(400, -11_001_118);
    let amended = info(&partner, "A1").await;
    assert_eq!((&amended["modifyCode"], &amended["supplyCostTotal"]), (&json!(4), &json!("-100000")));
    let stored = house.nts.ledger().popbill_document(PopbillProduct::Taxinvoice, "A1").unwrap().unwrap();
    assert_eq!(stored.amounts.transaction_amount, -110_000);
}

#[tokio::test]
async fn a_correction_is_two_sheets_and_a_withdrawn_sheet_takes_nothing() {
    let (house, partner) = open().await;
    let original = accepted(&house, &partner, "T1").await;
    issue(&partner, taking("A1", &original, 1)).await.done();
    issue(&partner, taking("A2", &original, 1)).await.refused(400, -11_001_118);
    act(&partner, "A1", "CANCELISSUE").await.done();
    issue(&partner, taking("A2", &original, 1)).await.done();
    let corrected = json!({ "modifyCode": 1, "orgNTSConfirmNum": original, "remark1": "정정" });
    issue(&partner, but(invoice("A3"), corrected)).await.done();
}

#[tokio::test]
async fn invoices_are_found_by_keys_item_and_day() {
    let (_house, partner) = open().await;
    for key in ["T1", "T2"] {
        issue(&partner, invoice(key)).await.done();
    }
    let exempt = json!({ "taxType": "면세", "taxTotal": "0", "totalAmount": "100000", "detailList": [] });
    issue(&partner, but(invoice("T3"), exempt)).await.done();
    let states = partner.post("/Taxinvoice/SELL", "", json!(["T2", "NOPE", "T1"])).await.body;
    let keys: Vec<_> = states.as_array().unwrap().iter().map(|row| row["invoicerMgtKey"].clone()).collect();
    assert_eq!(keys, ["T2", "T1"]);
    let base = "/Taxinvoice/SELL?DType=W&SDate=20261120&EDate=20261120&Order=A";
    let search = async |filters: &str| {
        let found = partner.get(&format!("{base}{filters}")).await.done().body;
        found["list"].as_array().unwrap().iter().map(|row| row["invoicerMgtKey"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(search("").await, ["T1", "T2", "T3"]);
    assert_eq!(search("&TaxType=N").await, ["T3"]);
    assert_eq!(search("&Type=M").await, Vec::<Value>::new());
    assert_eq!(search("&MgtKey=T2&State=300").await, ["T2"]);
    assert_eq!(search("&QString=%ED%95%9C%EB%B9%9B&PerPage=1&Page=2").await, ["T2"]);
    let item = states[0]["itemKey"].as_str().unwrap();
    let detail = partner.get(&format!("/Taxinvoice/{item}?Detail")).await.body;
    assert_eq!(
        (&detail["invoicerMgtKey"], &detail["detailList"][1]["itemName"]),
        (&json!("T2"), &json!("토너"))
    );
    partner.get("/Taxinvoice/BUY/T1").await.refused(400, -11_000_005);
    let wide = "/Taxinvoice/SELL?DType=W&SDate=20260501&EDate=20261122";
    partner.get(wide).await.refused(400, -11_001_119);
}

#[tokio::test]
async fn lost_answers_leave_one_invoice_and_one_transmission() {
    let dials = Dials { lose_answers: 1, lose_transmit_answers: 1, transmit_errors: 1, ..Dials::default() };
    let house = House::with_dials(dials).await;
    let partner = Partner::of(&house).await;
    partner.try_post("/Taxinvoice", "ISSUE", invoice("T1")).await.unwrap_err();
    issue(&partner, invoice("T1")).await.refused(400, -11_001_038);
    act(&partner, "T1", "NTS").await.refused(500, -99_900_500);
    assert_eq!(info(&partner, "T1").await["stateCode"], 300);
    partner.try_post("/Taxinvoice/SELL/T1", "NTS", json!({})).await.unwrap_err();
    assert_eq!(info(&partner, "T1").await["stateCode"], 303);
    assert_eq!(house.nts.ledger().popbill_documents().unwrap().len(), 1);
}

#[tokio::test]
async fn the_certificate_is_told_and_missed_when_it_has_expired() {
    let (house, partner) = open().await;
    partner.get("/Taxinvoice/CertCheck").await.done();
    let ends = partner.get("/Taxinvoice?cfg=CERT").await.text("certificateExpiration");
    assert_eq!((ends.len(), ends.as_str() > "20270101000000"), (14, true));
    let certificate = partner.get("/Taxinvoice/Certificate").await;
    assert_eq!(
        (certificate.text("expireDT"), certificate.text("subjectDN")),
        (ends, "CN=1234567891".to_owned())
    );
    assert_eq!(partner.get("/Taxinvoice/SendToNTSConfig").await.body["sendToNTS"], false);
    house.turn(json!({ "certificate_expired": true })).await;
    partner.get("/Taxinvoice/CertCheck").await.refused(400, -10_004_003);
    partner.get("/Taxinvoice?cfg=CERT").await.refused(400, -10_004_003);
}
