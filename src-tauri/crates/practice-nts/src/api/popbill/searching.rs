//! Lists: many keys at once, and searches by days with filters and pages (providers.md §3.5, §4.1).

use std::collections::HashMap;

use chrono::{Months, NaiveDate};
use serde_json::{Value, json};

use crate::authority::Authority;
use crate::ledger::{DateKind, PopbillDocument, PopbillProduct, Wanted};
use crate::popbill::PopbillRefusal;

const MOST_KEYS: usize = 1_000;
const MOST_ON_A_PAGE: usize = 1_000;
const USUAL_PAGE: usize = 500;
const MOST_MONTHS: Months = Months::new(6);

/// The keys of a `States` call.
pub(super) struct Keys(Vec<String>);

impl Keys {
    pub(super) fn parse(body: &[u8]) -> Result<Self, PopbillRefusal> {
        let keys: Vec<String> = serde_json::from_slice(body).map_err(|_| PopbillRefusal::UNREADABLE)?;
        if keys.len() > MOST_KEYS { Err(PopbillRefusal::UNREADABLE) } else { Ok(Self(keys)) }
    }

    /// The documents of the keys, in the order of the keys.
    pub(super) async fn find(
        self,
        authority: &Authority,
        product: PopbillProduct,
    ) -> Result<Vec<PopbillDocument>, PopbillRefusal> {
        let find = move |ledger: &crate::ledger::Ledger| {
            let mut found = Vec::new();
            for key in &self.0 {
                found.extend(ledger.popbill_document(product, key)?);
            }
            Ok(found)
        };
        authority.in_ledger(find).await
    }
}

/// A search as it was asked for.
#[derive(Clone)]
pub(super) struct Asked {
    query: HashMap<String, String>,
    wanted: Wanted,
    page: usize,
    per_page: usize,
}

/// One page of what was found.
pub(super) struct Found {
    pub(super) documents: Vec<PopbillDocument>,
    total: usize,
    page: usize,
    per_page: usize,
}

impl Asked {
    /// Reads a search; a span of more than six months is refused with `span`.
    pub(super) fn read(
        query: &HashMap<String, String>,
        product: PopbillProduct,
        span: PopbillRefusal,
    ) -> Result<Self, PopbillRefusal> {
        let text = |name: &str| query.get(name).map(String::as_str).unwrap_or_default();
        let day =
            |name| NaiveDate::parse_from_str(text(name), "%Y%m%d").map_err(|_| PopbillRefusal::UNREADABLE);
        let (from, to) = (day("SDate")?, day("EDate")?);
        if from.checked_add_months(MOST_MONTHS).is_none_or(|end| to > end) {
            return Err(span);
        }
        let by = DateKind::parse(text("DType")).ok_or(PopbillRefusal::UNREADABLE)?;
        let number = |name, usual| text(name).parse().unwrap_or(usual);
        Ok(Self {
            wanted: Wanted { product, by, from: text("SDate").into(), to: text("EDate").into() },
            page: number("Page", 1_usize).max(1),
            per_page: number("PerPage", USUAL_PAGE).clamp(1, MOST_ON_A_PAGE),
            query: query.clone(),
        })
    }

    /// A filter that is one text; none when it is not there or empty.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.query.get(name).map(String::as_str).filter(|text| !text.is_empty())
    }

    /// Whether a filter that is a list of codes has one that fits, or is not there.
    pub(super) fn lists(&self, name: &str, fits: impl Fn(&str) -> bool) -> bool {
        self.text(name).is_none_or(|codes| codes.split(',').any(fits))
    }

    /// The page asked for of what fits the filters.
    pub(super) async fn find(
        self,
        authority: &Authority,
        fits: impl Fn(&PopbillDocument, &Self) -> bool,
    ) -> Result<Found, PopbillRefusal> {
        let wanted = self.wanted.clone();
        let mut documents: Vec<PopbillDocument> =
            authority.in_ledger(move |ledger| Ok::<_, PopbillRefusal>(ledger.popbill_span(&wanted)?)).await?;
        documents.retain(|document| self.is_in_state(document) && fits(document, &self));
        if self.text("Order") != Some("A") {
            documents.reverse();
        }
        let total = documents.len();
        let before = (self.page - 1).saturating_mul(self.per_page);
        let documents = documents.into_iter().skip(before).take(self.per_page).collect();
        Ok(Found { documents, total, page: self.page, per_page: self.per_page })
    }

    /// `3**` stands for every state that begins with 3.
    fn is_in_state(&self, document: &PopbillDocument) -> bool {
        let code = document.state.code().to_string();
        self.lists("State", |pattern| {
            pattern.len() == code.len()
                && pattern.chars().zip(code.chars()).all(|(asked, is)| asked == '*' || asked == is)
        })
    }
}

impl Found {
    /// The answer around the rows.
    pub(super) fn answer(&self, rows: &[Value]) -> Value {
        json!({
            "code": 1,
            "message": "성공",
            "total": self.total,
            "perPage": self.per_page,
            "pageNum": self.page,
            "pageCount": self.total.div_ceil(self.per_page),
            "list": rows,
        })
    }
}
