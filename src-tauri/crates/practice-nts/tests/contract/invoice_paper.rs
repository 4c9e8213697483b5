//! Tax invoices to send, and the calls that send them.

use reqwest::Method;
use serde_json::{Value, json};

use crate::client::{Answer, House, Shop, but};

pub(crate) const ETAX_ISSUE: &str = "/etax/issue";
pub(crate) const SHOP: &str = "1234567891";

impl Shop {
    pub(crate) async fn bill(&self, invoice: &Value) -> Answer {
        self.call(Method::POST, ETAX_ISSUE, Some(invoice.clone())).await
    }

    pub(crate) async fn transmit(&self, key: &str) -> Answer {
        self.call(Method::POST, &format!("/etax/invoices/{key}/transmit"), None).await
    }

    pub(crate) async fn look_up_invoice(&self, key: &str) -> Answer {
        self.call(Method::GET, &format!("/etax/invoices/{key}"), None).await
    }
}

impl House {
    /// Issues an invoice, sends it, and returns its approval number.
    pub(crate) async fn sent(&self, invoice: &Value) -> String {
        let answer = self.shop.bill(invoice).await.must_be("0000");
        self.shop.transmit(&answer.text("documentKey")).await.must_be("0000");
        answer.text("invoiceId")
    }
}

/// A correct invoice of two lines, 330,000 won.
pub(crate) fn invoice(key: &str) -> Value {
    json!({
        "documentKey": key,
        "invoiceType": "01",
        "kind": "과세",
        "purpose": "영수",
        "issueDate": "20261122",
        "supplier": {
            "businessNumber": SHOP, "branchNumber": "0001", "businessName": "장부상회", "ceoName": "김장부",
            "address": "서울 중구 을지로 1", "businessType": "소매", "businessItem": "문구", "email": "shop@example.kr",
        },
        "buyer": {
            "businessNumber": "2148600016", "businessName": "한빛상사", "ceoName": "이한빛",
            "address": "서울 강남구 테헤란로 1", "businessType": "도매", "businessItem": "사무용품",
            "email": "buyer@example.kr", "email2": "tax@example.kr",
        },
        "items": [
            {
                "date": "20261121", "name": "복사용지", "specification": "A4", "quantity": "20", "unitPrice": "12500",
                "supplyAmount": 250_000, "taxAmount": 25_000, "remark": "상자",
            },
            { "date": "20261122", "name": "볼펜", "supplyAmount": 50_000, "taxAmount": 5_000 },
        ],
        "payment": { "cash": 300_000, "check": 0, "note": 0, "credit": 30_000 },
        "totalSupplyAmount": 300_000,
        "totalTaxAmount": 30_000,
        "totalAmount": 330_000,
        "remark": "11월분",
    })
}

/// An invoice of one line and no payment with these amounts.
pub(crate) fn worth(key: &str, supply: i64, tax: i64) -> Value {
    let changes = json!({
        "items": [{ "name": "복사용지", "supplyAmount": supply, "taxAmount": tax }],
        "payment": null,
        "totalSupplyAmount": supply,
        "totalTaxAmount": tax,
        "totalAmount": supply + tax,
    });
    but(invoice(key), changes)
}

/// An amendment of an invoice of today.
pub(crate) fn amended(key: &str, original: &str, reason: &str, supply: i64, tax: i64) -> Value {
    let changes = json!({ "invoiceType": "02", "originalInvoiceId": original, "amendReason": reason });
    but(worth(key, supply, tax), changes)
}

/// A request with one field changed within an object of it, or within a line (`items[1]`); `null` removes it.
pub(crate) fn with(mut request: Value, pointer: &str, value: Value) -> Value {
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    let fields = request.pointer_mut(parent).unwrap().as_object_mut().unwrap();
    if value.is_null() {
        fields.remove(name);
    } else {
        fields.insert(name.to_owned(), value);
    }
    request
}
