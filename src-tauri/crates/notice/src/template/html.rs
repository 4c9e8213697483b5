//! HTML for mail programs: one table, inline styles, no pictures, no links, nothing to load.

/// A page of paragraphs, rows of a table, and small print.
pub(super) struct Page<'a> {
    /// A warning above everything.
    pub(super) banner: Option<&'a str>,
    /// The first line.
    pub(super) heading: &'a str,
    /// Label and value.
    pub(super) rows: &'a [(&'static str, String)],
    /// Under the table.
    pub(super) notes: &'a [String],
}

const BODY: &str = "margin:0;padding:24px 12px;background:#f4f5f7;color:#1b1f24;\
    font-family:'Apple SD Gothic Neo','Malgun Gothic',sans-serif;font-size:15px;line-height:1.6";
const CARD: &str = "max-width:560px;margin:0 auto;padding:24px;background:#ffffff;border:1px solid #dfe2e6";
const BANNER: &str = "margin:0 0 16px;padding:10px 12px;background:#fff4d6;border:1px solid #e0b94a";
const HEADING: &str = "margin:0 0 16px;font-size:18px;font-weight:bold";
const TABLE: &str = "width:100%;border-collapse:collapse;margin:0 0 16px";
const LABEL: &str = "padding:8px 12px 8px 0;border-top:1px solid #e6e8eb;color:#5a6270;\
    text-align:left;font-weight:normal;white-space:nowrap;vertical-align:top";
const VALUE: &str = "padding:8px 0;border-top:1px solid #e6e8eb;text-align:right;\
    word-break:keep-all;overflow-wrap:anywhere";
const NOTE: &str = "margin:0 0 8px;color:#5a6270;font-size:13px";

impl Page<'_> {
    /// The whole document.
    pub(super) fn render(&self) -> String {
        let banner = self.banner.map(|text| paragraph(BANNER, text)).unwrap_or_default();
        let rows: String = self.rows.iter().map(|(label, value)| row(label, value)).collect();
        let table =
            if rows.is_empty() { rows } else { format!("<table style=\"{TABLE}\">\n{rows}</table>\n") };
        let notes: String = self.notes.iter().map(|note| paragraph(NOTE, note)).collect();
        format!(
            "<!DOCTYPE html>\n<html lang=\"ko\">\n<head><meta charset=\"utf-8\"></head>\n\
             <body style=\"{BODY}\">\n<div style=\"{CARD}\">\n{banner}{}{table}{notes}</div>\n</body>\n</html>\n",
            paragraph(HEADING, self.heading),
        )
    }
}

fn paragraph(style: &str, text: &str) -> String {
    format!("<p style=\"{style}\">{}</p>\n", escape(text))
}

fn row(label: &str, value: &str) -> String {
    format!(
        "<tr><th style=\"{LABEL}\">{}</th><td style=\"{VALUE}\">{}</td></tr>\n",
        escape(label),
        escape(value)
    )
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}
