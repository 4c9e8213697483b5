//! A document of the Popbill dialect as the ledger keeps it.

use std::fmt;

use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
use serde::{Serialize, Serializer};
use serde_json::{Map, Value};

use super::super::document::Amounts;
use crate::words::words;

words! {
    /// Which product a document is of; a key is unique within it.
    PopbillProduct {
        /// A cash receipt or the cancellation of one.
        Cashbill = "cashbill",
        /// A tax invoice or 계산서, new or amended.
        Taxinvoice = "taxinvoice",
    }
}

/// How far a document is (providers.md §3.6, §4.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PopbillState {
    /// 300: has its number, and waits for the NTS.
    Issued,
    /// 303: on its way to the NTS; only invoices.
    Sending,
    /// 304: the NTS has taken it.
    Accepted,
    /// 305: the NTS has refused it.
    Failed,
    /// 600: withdrawn before it was sent; only invoices.
    Withdrawn,
}

impl PopbillState {
    const ALL: [Self; 5] = [Self::Issued, Self::Sending, Self::Accepted, Self::Failed, Self::Withdrawn];

    /// The `stateCode`.
    #[must_use]
    pub const fn code(self) -> u16 {
        match self {
            Self::Issued => 300,
            Self::Sending => 303,
            Self::Accepted => 304,
            Self::Failed => 305,
            Self::Withdrawn => 600,
        }
    }
}

impl Serialize for PopbillState {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u16(self.code())
    }
}

impl ToSql for PopbillState {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.code().into())
    }
}

impl FromSql for PopbillState {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let code = value.as_i64()?;
        Self::ALL
            .into_iter()
            .find(|state| i64::from(state.code()) == code)
            .ok_or(FromSqlError::OutOfRange(code))
    }
}

/// The document that a cancellation or an amendment names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Original {
    pub(crate) number: String,
    /// Its trade date or 작성일자, `yyyyMMdd`; an invoice is named by its number alone.
    pub(crate) date: String,
}

/// A document of the Popbill dialect; moments are `yyyyMMddHHmmss` in Korean time.
#[derive(Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PopbillDocument {
    /// Cash receipt or invoice.
    pub product: PopbillProduct,
    /// The sender's key.
    pub mgt_key: String,
    /// The provider's own key, 18 digits.
    pub item_key: String,
    /// How far it is.
    pub state: PopbillState,
    /// Since when.
    pub state_at: String,
    /// When it was traded; an invoice's 작성일자 with midnight.
    pub traded_at: String,
    /// The approval number (confirmNum, ntsConfirmNum).
    pub number: String,
    /// When it was issued.
    pub issued_at: String,
    /// When it goes, or went, to the NTS.
    pub send_at: String,
    /// When the NTS answers, or answered.
    pub result_at: String,
    /// What the NTS will say, or said, if it refuses the document.
    pub failure: Option<String>,
    /// The four amounts; an invoice may have negative ones and has no service charge.
    pub amounts: Amounts,
    /// Of a cancellation or an amendment.
    #[serde(skip)]
    pub(crate) original: Option<Original>,
    /// The customer's number with its middle starred.
    pub counterpart_masked: String,
    #[serde(skip)]
    pub(crate) counterpart_digest: String,
    #[serde(skip)]
    pub(crate) counterpart_sealed: String,
    /// The rest of the request.
    #[serde(skip)]
    pub(crate) paper: Map<String, Value>,
}

/// Without the paper and the customer: they are nobody's business in a log.
impl fmt::Debug for PopbillDocument {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("PopbillDocument")
            .field("product", &self.product)
            .field("mgt_key", &self.mgt_key)
            .field("number", &self.number)
            .field("state", &self.state)
            .field("amounts", &self.amounts)
            .finish_non_exhaustive()
    }
}

const COLUMNS: &str = "product, mgt_key, item_key, state, state_at, traded_at, number, issued_at, send_at, \
                       result_at, failure, transaction_amount, supply_amount, tax_amount, service_amount, \
                       original_number, original_date, counterpart_masked, counterpart_digest, \
                       counterpart_sealed, paper";

/// A query for whole documents.
pub(super) fn select(condition: &str) -> String {
    format!("SELECT {COLUMNS} FROM popbill_documents {condition}")
}

/// The document of a key.
pub(crate) fn by_key(
    connection: &Connection,
    product: PopbillProduct,
    key: &str,
) -> rusqlite::Result<Option<PopbillDocument>> {
    let mut query = connection.prepare_cached(&select("WHERE product = ?1 AND mgt_key = ?2"))?;
    query.query_row(params![product, key], PopbillDocument::from_row).optional()
}

impl PopbillDocument {
    /// The trade date or 작성일자.
    #[must_use]
    pub fn date(&self) -> &str {
        self.traded_at.get(..8).unwrap_or_default()
    }

    /// Whether the NTS has refused it.
    #[must_use]
    pub fn failure_came(&self) -> bool {
        self.state == PopbillState::Failed
    }

    /// A text of the paper, empty when it is not there.
    #[must_use]
    pub fn text(&self, name: &str) -> &str {
        self.paper.get(name).and_then(Value::as_str).unwrap_or_default()
    }

    pub(super) fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        let original_number: Option<String> = row.get("original_number")?;
        let original_date: Option<String> = row.get("original_date")?;
        let paper: String = row.get("paper")?;
        Ok(Self {
            product: row.get("product")?,
            mgt_key: row.get("mgt_key")?,
            item_key: row.get("item_key")?,
            state: row.get("state")?,
            state_at: row.get("state_at")?,
            traded_at: row.get("traded_at")?,
            number: row.get("number")?,
            issued_at: row.get("issued_at")?,
            send_at: row.get("send_at")?,
            result_at: row.get("result_at")?,
            failure: row.get("failure")?,
            amounts: Amounts::from_row(row)?,
            original: original_number
                .map(|number| Original { number, date: original_date.unwrap_or_default() }),
            counterpart_masked: row.get("counterpart_masked")?,
            counterpart_digest: row.get("counterpart_digest")?,
            counterpart_sealed: row.get("counterpart_sealed")?,
            paper: serde_json::from_str(&paper).unwrap_or_default(),
        })
    }

    /// Writes the row; the table refuses a key and a number that are there already.
    pub(super) fn insert(&self, transaction: &Transaction<'_>) -> rusqlite::Result<()> {
        let sql = format!(
            "INSERT INTO popbill_documents ({COLUMNS}, trade_date) \
             VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18,?19,?20,?21,?22)"
        );
        let original = self.original.as_ref();
        let values = params![
            self.product,
            self.mgt_key,
            self.item_key,
            self.state,
            self.state_at,
            self.traded_at,
            self.number,
            self.issued_at,
            self.send_at,
            self.result_at,
            self.failure,
            self.amounts.transaction_amount,
            self.amounts.supply_amount,
            self.amounts.tax_amount,
            self.amounts.service_amount,
            original.map(|original| &original.number),
            original.map(|original| &original.date),
            self.counterpart_masked,
            self.counterpart_digest,
            self.counterpart_sealed,
            Value::Object(self.paper.clone()).to_string(),
            self.date(),
        ];
        transaction.execute(&sql, values).map(|_rows| ())
    }
}
