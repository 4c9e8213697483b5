//! Results as files: written under a name that nobody looks for, then renamed, so that whoever picks them up never meets half
//! of one. No text becomes a formula.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use serde_json::Value;
use store::Delivery;

/// The heads of the day's csv, and where each value stands in a result.
const COLUMNS: [(&str, &str); 14] = [
    ("알림", "/event"),
    ("알린 때", "/at"),
    ("주문번호", "/document/order_no"),
    ("문서번호", "/document/key"),
    ("종류", "/document/kind"),
    ("상태", "/document/state"),
    ("승인번호", "/document/approval_number"),
    ("작성일자", "/document/trade_date"),
    ("공급가액", "/document/supply"),
    ("세액", "/document/vat"),
    ("합계", "/document/total"),
    ("거래처 번호", "/document/number_masked"),
    ("당초 문서번호", "/document/original_key"),
    ("거절 코드", "/document/refusal/code"),
];

/// One result as a file of its own, named by its event.
pub(super) fn write_json(folder: &Path, result: &Delivery) -> io::Result<()> {
    put(folder, &format!("{}.json", result.event_id), result.body.as_bytes())
}

/// Every result of a day as one csv, in place of the one before. UTF-8 with a mark in front, which Excel asks for.
pub(super) fn write_csv(folder: &Path, day: &str, results: &[Delivery]) -> io::Result<()> {
    let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer("\u{feff}".into());
    csv.write_record(COLUMNS.map(|(head, _)| head))?;
    for result in results {
        let body: Value = serde_json::from_str(&result.body)?;
        csv.write_record(COLUMNS.map(|(_, place)| cell(body.pointer(place))))?;
    }
    let bytes: Vec<u8> = csv.into_inner().map_err(csv::IntoInnerError::into_error)?;
    put(folder, &format!("results-{day}.csv"), &bytes)
}

fn cell(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => report::quoted(text).into_owned(),
        Some(value) => value.to_string(),
    }
}

fn put(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    let unfinished = folder.join(format!(".{name}.part"));
    let mut file = File::create(&unfinished)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    drop(file);
    fs::rename(unfinished, folder.join(name))
}
