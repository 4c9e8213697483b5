//! Cash receipts in the Popbill dialect: issue, cancel, look up, search, and what the dials do to them.

use practice_nts::{Dials, PopbillProduct, PopbillState};
use reqwest::Method;
use serde_json::{Value, json};

use crate::client::{Answer, House, Partner, but, cashbill};

async fn open() -> (House, Partner) {
    let house = House::open().await;
    let partner = Partner::of(&house).await;
    (house, partner)
}

/// A whole cancellation of a receipt.
fn revocation(key: &str, of: &Answer) -> Value {
    json!({
        "mgtKey": key,
        "orgConfirmNum": of.text("confirmNum"),
        "orgTradeDate": of.text("tradeDate"),
        "smssendYN": false,
        "memo": null,
        "isPartCancel": false,
        "cancelType": null,
        "supplyCost": null,
        "tax": null,
        "serviceFee": null,
        "totalAmount": null,
        "tradeDT": null,
    })
}

fn part(total: &str, supply: &str, tax: &str) -> Value {
    json!({ "isPartCancel": true, "cancelType": 1, "totalAmount": total, "supplyCost": supply, "tax": tax,
            "serviceFee": "0" })
}

async fn revoke(partner: &Partner, body: Value) -> Answer {
    partner.post("/Cashbill", "REVOKEISSUE", body).await
}

fn issued(house: &House) -> usize {
    house.nts.ledger().popbill_documents().unwrap().len()
}

#[tokio::test]
async fn a_receipt_is_issued_looked_up_and_taken_by_the_nts_a_minute_later() {
    let (house, partner) = open().await;
    let answer = partner.issue(&cashbill("R1")).await.done();
    assert_eq!(answer.text("confirmNum"), "TB0000001");
    assert_eq!(
        (answer.text("tradeDate").as_str(), answer.text("tradeDT").as_str()),
        ("20261122", "20261122153000")
    );
    let info = partner.get("/Cashbill/R1").await.body;
    assert_eq!((&info["stateCode"], &info["ntsresultCode"]), (&json!(300), &Value::Null));
    assert_eq!((&info["totalAmount"], &info["identityNum"]), (&json!("11000"), &json!("01012345678")));
    assert_eq!(info["itemKey"].as_str().unwrap().len(), 18);
    house.clock.advance_s(59);
    assert_eq!(partner.get("/Cashbill/R1").await.body["stateCode"], 300);
    house.clock.advance_s(1);
    let info = partner.get("/Cashbill/R1").await.body;
    assert_eq!((&info["stateCode"], &info["ntsresultCode"]), (&json!(304), &json!("0000")));
    assert_eq!(info["ntsresultDT"], "20261122153100");
    let detail = partner.get("/Cashbill/R1?Detail").await.body;
    assert_eq!(
        (&detail["franchiseCorpName"], &detail["confirmNum"]),
        (&json!("행복문구"), &json!("TB0000001"))
    );
    assert!(detail.get("stateCode").is_none());
    let history = partner.get("/Cashbill/R1/Logs").await.body;
    assert_eq!((history.as_array().unwrap().len(), &history[1]["regDT"]), (2, &json!("20261122153100")));
    partner.get("/Cashbill/NOPE").await.refused(400, -14_000_003);
}

#[tokio::test]
async fn a_key_is_used_once_whatever_the_body() {
    let (house, partner) = open().await;
    partner.issue(&cashbill("R1")).await.done();
    partner.issue(&cashbill("R1")).await.refused(400, -14_001_019);
    let other = but(cashbill("R1"), json!({ "identityNum": "01099998888" }));
    partner.issue(&other).await.refused(400, -14_001_019);
    assert_eq!(issued(&house), 1);
}

#[tokio::test]
async fn the_same_receipt_from_many_at_once_is_issued_once() {
    let (house, partner) = open().await;
    let request = cashbill("R1");
    let calls =
        (partner.issue(&request), partner.issue(&request), partner.issue(&request), partner.issue(&request));
    let answers = tokio::join!(calls.0, calls.1, calls.2, calls.3);
    let taken = [answers.0, answers.1, answers.2, answers.3].iter().filter(|a| a.status.is_success()).count();
    assert_eq!((taken, issued(&house)), (1, 1));
}

#[tokio::test]
async fn what_is_wrong_with_a_receipt_is_said_with_its_code() {
    let (house, partner) = open().await;
    for (changes, code) in [
        (json!({ "mgtKey": "한글" }), -14_001_026),
        (json!({ "mgtKey": "K123456789012345678901234" }), -14_001_026),
        (json!({ "franchiseCorpNum": null }), -14_001_001),
        (json!({ "franchiseCorpNum": "2148600016" }), -14_001_025),
        (json!({ "tradeType": null }), -14_001_017),
        (json!({ "tradeUsage": "기타" }), -14_001_018),
        (json!({ "taxationType": null }), -14_001_034),
        (json!({ "serviceFee": null }), -14_001_008),
        (json!({ "supplyCost": "-1" }), -14_001_011),
        (json!({ "totalAmount": "11001" }), -14_001_031),
        (json!({ "taxationType": "비과세" }), -14_001_045),
        (json!({ "totalAmount": "1000000000", "supplyCost": "999999000" }), -14_001_043),
        (json!({ "supplyCost": "1000", "tax": "10000" }), -14_001_090),
        (json!({ "identityNum": null }), -14_001_004),
        (json!({ "identityNum": "0100001234", "tradeUsage": "지출증빙용" }), -14_001_054),
        (json!({ "itemName": "가".repeat(71) }), -14_001_051),
        (json!({ "itemName": "꽃🌷" }), -10_001_064),
        (json!({ "tradeDT": "20261122153001" }), -14_002_021),
        (json!({ "tradeDT": "20261120235959" }), -14_002_022),
    ] {
        partner.issue(&but(cashbill("R1"), changes)).await.refused(400, code);
    }
    let yesterday = but(cashbill("R1"), json!({ "tradeDT": "20261121000000" }));
    assert_eq!(partner.issue(&yesterday).await.done().text("tradeDate"), "20261121");
    assert_eq!(issued(&house), 1);
}

#[tokio::test]
async fn a_receipt_is_cancelled_only_when_the_nts_has_it_and_only_as_far_as_it_goes() {
    let (house, partner) = open().await;
    let receipt = partner.issue(&cashbill("R1")).await.done();
    let half = |key| but(revocation(key, &receipt), part("5500", "5000", "500"));
    revoke(&partner, half("C1")).await.refused(400, -14_001_021);
    house.clock.advance_s(60);
    let first = revoke(&partner, half("C1")).await.done();
    assert_eq!(first.text("confirmNum"), "TB0000002");
    revoke(&partner, half("C1")).await.refused(400, -14_001_019);
    revoke(&partner, revocation("C2", &receipt)).await.refused(400, -14_001_065);
    revoke(&partner, half("C2")).await.done();
    revoke(&partner, half("C3")).await.refused(400, -14_001_065);
    let cancel = partner.get("/Cashbill/C1").await.body;
    assert_eq!((&cancel["tradeType"], &cancel["totalAmount"]), (&json!("취소거래"), &json!("5500")));
    assert_eq!(
        (&cancel["orgConfirmNum"], &cancel["identityNum"]),
        (&json!("TB0000001"), &json!("01012345678"))
    );
    assert_eq!(partner.get("/Cashbill/R1").await.body["totalAmount"], "11000");
    house.clock.advance_s(60);
    revoke(&partner, revocation("C4", &first)).await.refused(400, -14_001_041);
    assert_eq!(issued(&house), 3);
}

#[tokio::test]
async fn a_whole_cancellation_takes_the_whole_receipt() {
    let (house, partner) = open().await;
    let receipt = partner.issue(&cashbill("R1")).await.done();
    house.clock.advance_s(60);
    let unknown = but(revocation("C1", &receipt), json!({ "orgConfirmNum": "TB9999999" }));
    revoke(&partner, unknown).await.refused(400, -14_001_020);
    let more = but(revocation("C1", &receipt), part("22000", "20000", "2000"));
    revoke(&partner, more).await.refused(400, -14_001_023);
    revoke(&partner, revocation("C1", &receipt)).await.done();
    let cancel = house.nts.ledger().popbill_document(PopbillProduct::Cashbill, "C1").unwrap().unwrap();
    assert_eq!((cancel.amounts.transaction_amount, cancel.amounts.tax_amount), (11_000, 1_000));
    revoke(&partner, revocation("C2", &receipt)).await.refused(400, -14_001_065);
}

#[tokio::test]
async fn a_refused_receipt_says_why_can_be_deleted_and_frees_its_key() {
    let (house, partner) = open().await;
    let refused = partner.issue(&but(cashbill("R1"), json!({ "identityNum": "01000000004" }))).await.done();
    partner.issue(&cashbill("R2")).await.done();
    house.turn(json!({ "reject_next_day": ["R2"] })).await;
    partner.post("/Cashbill/R1", "DELETE", json!(null)).await.refused(400, -14_002_004);
    house.clock.advance_s(60);
    let info = partner.get("/Cashbill/R1").await.body;
    assert_eq!((&info["stateCode"], &info["ntsresultCode"]), (&json!(305), &json!("TS4")));
    assert_eq!(partner.get("/Cashbill/R2").await.body["ntsresultCode"], "TS1");
    revoke(&partner, revocation("C1", &refused)).await.refused(400, -14_001_069);
    partner.post("/Cashbill/R1", "DELETE", json!(null)).await.done();
    partner.get("/Cashbill/R1").await.refused(400, -14_000_003);
    partner.issue(&cashbill("R1")).await.done();
}

#[tokio::test]
async fn documents_are_found_by_keys_and_by_day() {
    let (house, partner) = open().await;
    for key in ["R1", "R2", "R3"] {
        partner.issue(&cashbill(key)).await.done();
    }
    let proof = json!({ "tradeUsage": "지출증빙용", "identityNum": "2208162517" });
    partner.issue(&but(cashbill("R4"), proof)).await.done();
    house.clock.advance_s(60);
    let states = partner.post("/Cashbill/States", "", json!(["R3", "NOPE", "R1"])).await.body;
    let keys: Vec<_> = states.as_array().unwrap().iter().map(|row| row["mgtKey"].clone()).collect();
    assert_eq!(keys, ["R3", "R1"]);
    let base = "/Cashbill/Search?DType=T&SDate=20261122&EDate=20261122";
    let search = async |filters: &str| {
        let found = partner.get(&format!("{base}{filters}")).await.done().body;
        let keys: Vec<_> =
            found["list"].as_array().unwrap().iter().map(|row| row["mgtKey"].clone()).collect();
        (found["total"].as_u64().unwrap(), keys)
    };
    assert_eq!(search("&Order=A&PerPage=2&Page=2").await, (4, vec![json!("R3"), json!("R4")]));
    assert_eq!(search("&State=3**&TradeUsage=C").await, (1, vec![json!("R4")]));
    assert_eq!(search("&State=300,305").await.0, 0);
    assert_eq!(search("&TradeType=C").await.0, 0);
    assert_eq!(search("&QString=220-81-62517").await.1, ["R4"]);
    let wide = "/Cashbill/Search?DType=I&SDate=20260501&EDate=20261122";
    partner.get(wide).await.refused(400, -14_001_066);
}

#[tokio::test]
async fn a_lost_answer_leaves_one_receipt_that_the_key_finds() {
    let house = House::with_dials(Dials { lose_answers: 1, ..Dials::default() }).await;
    let partner = Partner::of(&house).await;
    partner.try_post("/Cashbill", "ISSUE", cashbill("R1")).await.unwrap_err();
    assert_eq!(partner.get("/Cashbill/R1").await.text("confirmNum"), "TB0000001");
    partner.issue(&cashbill("R1")).await.refused(400, -14_001_019);
    assert_eq!(issued(&house), 1);
}

#[tokio::test]
async fn the_dials_strike_the_dialect_in_its_own_words() {
    let (house, partner) = open().await;
    house.turn(json!({ "reset_before_commit": 1 })).await;
    partner.try_post("/Cashbill", "ISSUE", cashbill("R1")).await.unwrap_err();
    for (dial, status, code) in [
        ("server_errors", 500, -99_900_500),
        ("too_many_requests", 400, -10_010_032),
        ("maintenance", 503, -99_900_503),
    ] {
        house.turn(json!({ dial: 1 })).await;
        partner.issue(&cashbill("R1")).await.refused(status, code);
    }
    assert_eq!(issued(&house), 0);
    house.turn(json!({ "server_errors_after_commit": 1 })).await;
    partner.issue(&cashbill("R1")).await.refused(500, -99_900_500);
    house.turn(json!({ "truncate_body": 1 })).await;
    partner.try_post("/Cashbill", "ISSUE", cashbill("R2")).await.unwrap_err();
    house.turn(json!({ "duplicate_delivery": 1 })).await;
    partner.issue(&cashbill("R3")).await.done();
    house.turn(json!({ "wrong_approval_number": 1 })).await;
    assert_eq!(partner.issue(&cashbill("R4")).await.done().text("confirmNum"), "TB9999995");
    assert_eq!(issued(&house), 4);
    house.turn(json!({ "daily_limit": 4 })).await;
    partner.issue(&cashbill("R5")).await.refused(400, -99_005_013);
    house.turn(json!({ "popbill_refusals_as_200": true })).await;
    partner.issue(&cashbill("R1")).await.refused(200, -14_001_019);
}

#[tokio::test]
async fn a_document_has_a_page_and_a_pdf_on_this_machine() {
    let (house, partner) = open().await;
    partner.issue(&cashbill("R1")).await.done();
    let url = partner.get("/Cashbill/R1?TG=PRINT").await.text("url");
    assert!(url.starts_with("http://127.0.0.1:"), "{url}");
    let pdf = partner.send(Method::GET, "/Cashbill/R1?PDF", &[], None).await.unwrap();
    assert_eq!(pdf.headers()["content-type"], "application/pdf;charset=utf-8");
    let pdf = pdf.text().await.unwrap();
    assert!(pdf.starts_with("%PDF-") && pdf.contains("R1 TB0000001"));
    assert_eq!(partner.get("/Cashbill?cfg=UNITCOST").await.text("unitCost"), "20");
    assert_eq!(partner.get("/Cashbill/ChargeInfo").await.text("rateSystem"), "종량제");
    partner.post("/Cashbill/R1", "CANCELISSUE", json!({})).await.refused(400, -14_002_024);
    assert_eq!(house.nts.requests_seen("/Cashbill/{MgtKey}"), 3);
}

#[tokio::test]
async fn the_customers_number_does_not_stand_in_the_ledger_file() {
    let (house, partner) = open().await;
    partner.issue(&but(cashbill("R1"), json!({ "hp": "01099998888" }))).await.done();
    partner.issue(&but(cashbill("R2"), json!({ "identityNum": "9001011234567" }))).await.done();
    assert_eq!(partner.get("/Cashbill/R1").await.text("hp"), "010****8888");
    assert_eq!(partner.get("/Cashbill/R2").await.text("identityNum"), "900101*******");
    let stored = house.nts.ledger().popbill_document(PopbillProduct::Cashbill, "R1").unwrap().unwrap();
    assert_eq!((stored.state, stored.counterpart_masked.as_str()), (PopbillState::Issued, "010****5678"));
    assert!(!format!("{stored:?}").contains("5678"));
    for name in ["ledger.db", "ledger.db-wal"] {
        let bytes = std::fs::read(house.dir.path().join(name)).unwrap_or_default();
        for number in ["01012345678", "9001011234567", "01099998888"] {
            assert!(!bytes.windows(number.len()).any(|window| window == number.as_bytes()), "{name}");
        }
    }
}
