//! A real, small PDF in place of the provider's paper: one page that says it is for practice and names the document.

use axum::http::header;
use axum::response::{IntoResponse, Response};

use crate::ledger::PopbillDocument;

/// `application/pdf` for `?PDF`.
pub(super) fn answer(document: &PopbillDocument) -> Response {
    let kind = [(header::CONTENT_TYPE, "application/pdf;charset=utf-8")];
    (kind, page(&format!("PRACTICE {} {}", document.mgt_key, document.number))).into_response()
}

/// A page with one line; keys and numbers are plain ASCII without brackets.
fn page(line: &str) -> Vec<u8> {
    let text = format!("BT /F1 14 Tf 60 760 Td ({line}) Tj ET");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
         /Resources << /Font << /F1 5 0 R >> >> >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{text}\nendstream", text.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    let mut pdf = "%PDF-1.4\n".to_owned();
    let mut table = "0000000000 65535 f \n".to_owned();
    for (number, object) in (1..).zip(&objects) {
        table.push_str(&format!("{:010} 00000 n \n", pdf.len()));
        pdf.push_str(&format!("{number} 0 obj\n{object}\nendobj\n"));
    }
    let count = objects.len() + 1;
    let start = pdf.len();
    pdf.push_str(&format!(
        "xref\n0 {count}\n{table}trailer\n<< /Size {count} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    ));
    pdf.into_bytes()
}
