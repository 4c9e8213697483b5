//! Batches of the Popbill dialect: the frame is sound or nothing is taken, and each row stands by itself.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use practice_nts::Dials;
use reqwest::Method;
use ring::digest::{SHA1_FOR_LEGACY_USE_ONLY, digest};
use serde_json::{Value, json};

use crate::client::{Answer, House, Partner, but, cashbill};

/// The headers of a batch, for a test to spoil.
fn headers(submit_id: &str, body: &str) -> Vec<(&'static str, String)> {
    let digest = STANDARD.encode(digest(&SHA1_FOR_LEGACY_USE_ONLY, body.as_bytes()));
    vec![
        ("X-HTTP-Method-Override", "BULKISSUE".into()),
        ("x-pb-submit-id", submit_id.into()),
        ("x-pb-message-digest", digest),
    ]
}

async fn submit(partner: &Partner, submit_id: &str, cashbills: &Value) -> Answer {
    let body = json!({ "cashbills": cashbills }).to_string();
    let headers = headers(submit_id, &body);
    Answer::of(partner.send(Method::POST, "/Cashbill", &headers, Some(body)).await.unwrap()).await.unwrap()
}

async fn state(partner: &Partner, submit_id: &str) -> Answer {
    partner.get(&format!("/Cashbill/BULK/{submit_id}/State")).await
}

#[tokio::test]
async fn a_row_that_fails_does_not_stop_the_others() {
    let house = House::with_dials(Dials { popbill_batch_after_s: 10, ..Dials::default() }).await;
    let partner = Partner::of(&house).await;
    partner.issue(&cashbill("R1")).await.done();
    let wrong = but(cashbill("R2"), json!({ "totalAmount": "1" }));
    let rows = json!([cashbill("R1"), wrong, cashbill("R3")]);
    let receipt = submit(&partner, "S-1", &rows).await.done().text("receiptID");
    let waiting = state(&partner, "S-1").await.done().body;
    assert_eq!((&waiting["txState"], &waiting["issueResult"]), (&json!(0), &json!([])));
    house.clock.advance_s(10);
    let done = state(&partner, "S-1").await.done().body;
    assert_eq!((&done["txState"], &done["receiptID"]), (&json!(2), &json!(receipt)));
    assert_eq!(
        (&done["submitCount"], &done["successCount"], &done["failCount"]),
        (&json!(3), &json!(1), &json!(2))
    );
    let codes: Vec<_> =
        done["issueResult"].as_array().unwrap().iter().map(|row| row["code"].clone()).collect();
    assert_eq!(codes, [-14_001_019, -14_001_031, 1]);
    assert_eq!(done["issueResult"][2]["confirmNum"], partner.get("/Cashbill/R3").await.body["confirmNum"]);
    submit(&partner, "S-1", &json!([cashbill("R4")])).await.refused(400, -14_010_021);
    assert_eq!(partner.get("/POPBILL_TEST/Point").await.body["remainPoint"], 1_000_000 - 2 * 20);
    state(&partner, "S-2").await.refused(400, -14_010_022);
}

#[tokio::test]
async fn a_frame_that_is_wrong_takes_nothing() {
    let house = House::open().await;
    let partner = Partner::of(&house).await;
    submit(&partner, "", &json!([cashbill("R1")])).await.refused(400, -14_010_011);
    submit(&partner, &"x".repeat(37), &json!([cashbill("R1")])).await.refused(400, -14_010_012);
    submit(&partner, "S-1", &json!([])).await.refused(400, -14_010_016);
    let many: Vec<_> = (0..101).map(|nth| cashbill(&format!("R{nth}"))).collect();
    submit(&partner, "S-1", &json!(many)).await.refused(400, -14_010_017);
    submit(&partner, "S-1", &json!([cashbill("R1"), cashbill("R1")])).await.refused(400, -14_010_018);
    let body = json!({ "cashbills": [cashbill("R1")] }).to_string();
    for (spoilt, code) in
        [(headers("S-1", "another body"), -14_010_014), (headers("S-1", &body)[..2].to_vec(), -14_010_013)]
    {
        let answer = partner.send(Method::POST, "/Cashbill", &spoilt, Some(body.clone())).await.unwrap();
        Answer::of(answer).await.unwrap().refused(400, code);
    }
    assert!(house.nts.ledger().popbill_documents().unwrap().is_empty());
}

#[tokio::test]
async fn a_cancellation_in_a_batch_must_be_like_its_original() {
    let house = House::open().await;
    let partner = Partner::of(&house).await;
    let receipt = partner.issue(&cashbill("R1")).await.done();
    house.clock.advance_s(60);
    let cancels = |key, changes: Value| {
        let original = json!({
            "tradeType": "취소거래",
            "orgConfirmNum": receipt.text("confirmNum"),
            "orgTradeDate": receipt.text("tradeDate"),
        });
        but(but(cashbill(key), original), changes)
    };
    let rows = json!([
        cancels("C1", json!({ "identityNum": "01099998888" })),
        cancels("C2", json!({ "tradeUsage": "지출증빙용" })),
        cancels("C3", json!({ "taxationType": "비과세", "tax": "0", "supplyCost": "11000" })),
        cancels("C4", json!({ "orgConfirmNum": null })),
        cancels("C5", json!({})),
        cancels("C6", json!({})),
    ]);
    submit(&partner, "S-1", &rows).await.done();
    let done = state(&partner, "S-1").await.body;
    let codes: Vec<_> =
        done["issueResult"].as_array().unwrap().iter().map(|row| row["code"].clone()).collect();
    assert_eq!(codes, [-14_001_035, -14_001_039, -14_001_040, -14_001_057, 1, -14_001_065]);
}

#[tokio::test]
async fn a_lost_answer_leaves_the_batch_once() {
    let house = House::with_dials(Dials { lose_answers: 1, ..Dials::default() }).await;
    let partner = Partner::of(&house).await;
    let body = json!({ "cashbills": [cashbill("R1")] }).to_string();
    let lost = partner.send(Method::POST, "/Cashbill", &headers("S-1", &body), Some(body.clone())).await;
    lost.unwrap_err();
    submit(&partner, "S-1", &json!([cashbill("R1")])).await.refused(400, -14_010_021);
    assert_eq!(state(&partner, "S-1").await.body["successCount"], 1);
    assert_eq!(house.nts.ledger().popbill_documents().unwrap().len(), 1);
}
