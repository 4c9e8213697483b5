//! Many documents in one call (providers.md §3.4): the frame around them, and each row by itself.

use axum::http::HeaderMap;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ring::digest::{SHA1_FOR_LEGACY_USE_ONLY, digest};
use serde_json::Value;

use super::signature::text;
use super::{CashbillDraft, Paper, PopbillRefusal, Scope, TaxinvoiceDraft};
use crate::ledger::PopbillProduct;

const MOST_ROWS: usize = 100;
const LONGEST_ID: usize = 36;

/// A batch whose frame is sound.
pub(crate) struct Batch {
    pub(crate) product: PopbillProduct,
    pub(crate) submit_id: String,
    pub(crate) rows: Vec<BatchRow>,
}

/// One row: its key as it came, and the draft or why there is none.
pub(crate) struct BatchRow {
    pub(crate) mgt_key: String,
    pub(crate) draft: Result<Draft, PopbillRefusal>,
}

/// A document of either product.
pub(crate) enum Draft {
    Cashbill(Box<CashbillDraft>),
    Taxinvoice(Box<TaxinvoiceDraft>),
}

/// How a product refuses a frame. The provider publishes the range of an invoice's codes; which of them is which is this
/// server's guess but for the last three.
struct Codes {
    no_id: i64,
    long_id: i64,
    no_digest: i64,
    wrong_digest: i64,
    unreadable: i64,
    empty: i64,
    too_many: i64,
    twice: i64,
}

const CASHBILL: Codes = Codes {
    no_id: -14_010_011,
    long_id: -14_010_012,
    no_digest: -14_010_013,
    wrong_digest: -14_010_014,
    unreadable: -14_010_015,
    empty: -14_010_016,
    too_many: -14_010_017,
    twice: -14_010_018,
};

const TAXINVOICE: Codes = Codes {
    no_id: -11_010_019,
    long_id: -11_010_020,
    no_digest: -11_010_021,
    wrong_digest: -11_010_022,
    unreadable: -11_010_023,
    empty: -11_010_024,
    too_many: -11_010_036,
    twice: -11_010_025,
};

impl Batch {
    /// Reads a batch; what is wrong with a row does not stop the others.
    pub(crate) fn read(
        product: PopbillProduct,
        headers: &HeaderMap,
        body: &[u8],
        scope: Scope<'_>,
    ) -> Result<Self, PopbillRefusal> {
        let (codes, list, key) = match product {
            PopbillProduct::Cashbill => (CASHBILL, "cashbills", "mgtKey"),
            PopbillProduct::Taxinvoice => (TAXINVOICE, "invoices", "invoicerMgtKey"),
        };
        let submit_id = submit_id(headers, &codes)?;
        refuse_changed(headers, body, &codes)?;
        let unreadable = PopbillRefusal::new(codes.unreadable, "요청 본문을 읽을 수 없습니다.");
        let frame = Paper::parse(body).map_err(|_| unreadable)?;
        let papers = frame.value(list).and_then(Value::as_array).ok_or(unreadable)?;
        if papers.is_empty() {
            return Err(PopbillRefusal::new(codes.empty, "발행할 문서가 없습니다."));
        }
        if papers.len() > MOST_ROWS {
            return Err(PopbillRefusal::new(codes.too_many, "한 번에 100건까지 접수할 수 있습니다."));
        }
        let papers: Vec<Paper> =
            papers.iter().map(Paper::of).collect::<Result<_, _>>().map_err(|_| unreadable)?;
        let mut keys: Vec<_> = papers.iter().map(|paper| paper.text(key)).collect();
        keys.sort_unstable();
        if keys.windows(2).any(|pair| pair.first() == pair.last()) {
            return Err(PopbillRefusal::new(codes.twice, "같은 문서번호가 두 번 있습니다."));
        }
        let force = frame.says_yes("forceIssue");
        let row = |paper: &Paper| BatchRow {
            mgt_key: paper.text(key).into_owned(),
            draft: Draft::read(product, paper, force, scope),
        };
        Ok(Self { product, submit_id, rows: papers.iter().map(row).collect() })
    }
}

impl Draft {
    fn read(
        product: PopbillProduct,
        paper: &Paper,
        force: bool,
        scope: Scope<'_>,
    ) -> Result<Self, PopbillRefusal> {
        match product {
            PopbillProduct::Cashbill => Ok(Self::Cashbill(Box::new(CashbillDraft::read(paper, scope)?))),
            PopbillProduct::Taxinvoice => {
                Ok(Self::Taxinvoice(Box::new(TaxinvoiceDraft::read(paper, force, scope)?)))
            }
        }
    }
}

fn submit_id(headers: &HeaderMap, codes: &Codes) -> Result<String, PopbillRefusal> {
    let id = text(headers, "x-pb-submit-id").unwrap_or_default();
    if id.is_empty() {
        return Err(PopbillRefusal::new(codes.no_id, "제출아이디가 없습니다."));
    }
    let sound = id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if id.len() > LONGEST_ID || !sound {
        return Err(PopbillRefusal::new(codes.long_id, "제출아이디가 올바르지 않습니다."));
    }
    Ok(id.to_owned())
}

/// The digest is SHA-1 because the dialect's is; it guards against a torn body, not against anybody.
fn refuse_changed(headers: &HeaderMap, body: &[u8], codes: &Codes) -> Result<(), PopbillRefusal> {
    let claimed = text(headers, "x-pb-message-digest")
        .ok_or(PopbillRefusal::new(codes.no_digest, "메시지 다이제스트가 없습니다."))?;
    if STANDARD.encode(digest(&SHA1_FOR_LEGACY_USE_ONLY, body)) == claimed {
        Ok(())
    } else {
        Err(PopbillRefusal::new(codes.wrong_digest, "메시지 다이제스트가 본문과 다릅니다."))
    }
}
