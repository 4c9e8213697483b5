//! The XML of a sheet with rows spliced in. What is not a data row stays byte for byte.
//!
//! Texts are written into the cells themselves (`inlineStr`): as a text a number keeps its leading zeros whatever the cell's
//! format is, nothing can become a formula, and the table of shared texts, another part of the file, stays as it is.

use std::collections::BTreeMap;
use std::ops::Range;

use quick_xml::Reader;
use quick_xml::escape::escape;
use quick_xml::events::{BytesStart, Event};

use crate::column::{column_of, letters};
use crate::error::FormError;
use crate::package::value_of;

/// A sheet's XML, and where its rows are.
#[derive(Debug)]
pub(crate) struct Sheet<'x> {
    xml: &'x str,
    /// From the first byte of `<sheetData` to the last of its end.
    data: Range<usize>,
    /// How its elements are prefixed: mostly not at all.
    prefix: String,
    rows: BTreeMap<u32, RowPlace>,
}

#[derive(Debug, Default)]
struct RowPlace {
    span: Range<usize>,
    /// Its attributes but the number and the range of columns, each with a blank before it.
    attributes: String,
    cells: BTreeMap<usize, CellPlace>,
}

#[derive(Debug)]
struct CellPlace {
    span: Range<usize>,
    style: Option<String>,
    is_blank: bool,
}

impl<'x> Sheet<'x> {
    /// Finds the rows.
    pub(crate) fn read(xml: &'x str) -> Result<Self, FormError> {
        Survey::new(xml).run()
    }

    /// The first row from `first` on that holds something.
    pub(crate) fn first_filled(&self, first: u32) -> Option<u32> {
        let filled = |row: &RowPlace| row.cells.values().any(|cell| !cell.is_blank);
        self.rows.range(first..).find(|(_, row)| filled(row)).map(|(number, _)| *number)
    }

    /// The XML with texts in the rows from `first` on. A blank text leaves its cell as it is.
    pub(crate) fn with_rows<'t>(
        &self,
        first: u32,
        texts: impl Iterator<Item = &'t [String]>,
    ) -> Result<String, FormError> {
        let mut written: BTreeMap<u32, String> = BTreeMap::new();
        let mut last = first;
        for (number, texts) in (first..).zip(texts) {
            written.insert(number, self.row(number, first, texts)?);
            last = number;
        }
        let mut data = format!("<{}>", self.tag("sheetData"));
        let numbers = self.rows.keys().chain(written.keys()).collect::<std::collections::BTreeSet<_>>();
        for number in numbers {
            match (written.get(number), self.rows.get(number)) {
                (Some(row), _) => data.push_str(row),
                (None, Some(place)) => data.push_str(self.slice(&place.span)?),
                (None, None) => {}
            }
        }
        data.push_str(&format!("</{}>", self.tag("sheetData")));
        let before = self.slice(&(0..self.data.start))?;
        let after = self.slice(&(self.data.end..self.xml.len()))?;
        Ok(format!("{}{data}{after}", reaching_row(before, last)))
    }

    /// One row. It looks like the one that stands there, or else like the last one of the template before it.
    fn row(&self, number: u32, first: u32, texts: &[String]) -> Result<String, FormError> {
        let own = self.rows.get(&number);
        let model = own.or_else(|| self.rows.range(first..number).next_back().map(|(_, row)| row));
        let width = model.and_then(|row| row.cells.keys().next_back()).map_or(0, |last| last + 1);
        let mut row = format!("<{} r=\"{number}\"", self.tag("row"));
        row.push_str(model.map_or("", |model| &model.attributes));
        row.push('>');
        for column in 0..width.max(texts.len()) {
            let place = model.and_then(|row| row.cells.get(&column));
            let text = texts.get(column).map_or("", String::as_str);
            match (text, place, own) {
                ("", Some(place), Some(_)) => row.push_str(self.slice(&place.span)?),
                ("", Some(place), None) if place.style.is_some() => {
                    row.push_str(&self.cell(number, column, place.style.as_deref(), ""));
                }
                ("", ..) => {}
                (text, place, _) => {
                    let style = place.and_then(|place| place.style.as_deref());
                    row.push_str(&self.cell(number, column, style, text));
                }
            }
        }
        row.push_str(&format!("</{}>", self.tag("row")));
        Ok(row)
    }

    fn cell(&self, row: u32, column: usize, style: Option<&str>, text: &str) -> String {
        let style = style.map(|style| format!(" s=\"{}\"", escape(style))).unwrap_or_default();
        let start = format!("<{} r=\"{}{row}\"{style}", self.tag("c"), letters(column));
        if text.is_empty() {
            return format!("{start}/>");
        }
        let (c, is, t) = (self.tag("c"), self.tag("is"), self.tag("t"));
        format!(
            "{start} t=\"inlineStr\"><{is}><{t} xml:space=\"preserve\">{}</{t}></{is}></{c}>",
            escape(text)
        )
    }

    fn tag(&self, name: &str) -> String {
        format!("{}{name}", self.prefix)
    }

    fn slice(&self, span: &Range<usize>) -> Result<&'x str, FormError> {
        self.xml.get(span.clone()).ok_or(FormError::Damaged("a sheet ends early"))
    }
}

/// The beginning of a sheet with `<dimension ref="A1:BG6"/>` reaching down to `last`, if it says less.
fn reaching_row(before: &str, last: u32) -> String {
    let grown = || {
        let tag = before.find("dimension ")?;
        let from = tag + before.get(tag..)?.find("ref=\"")? + "ref=\"".len();
        let upto = from + before.get(from..)?.find('"')?;
        let (start, end) = before.get(from..upto)?.split_once(':')?;
        let column = end.trim_end_matches(|c: char| c.is_ascii_digit());
        let row: u32 = end.get(column.len()..)?.parse().ok()?;
        (row < last).then(|| {
            format!(
                "{}{start}:{column}{last}{}",
                before.get(..from).unwrap_or_default(),
                before.get(upto..).unwrap_or_default()
            )
        })
    };
    grown().unwrap_or_else(|| before.to_owned())
}

/// One pass over the XML.
struct Survey<'x> {
    xml: &'x str,
    /// Bytes of the mark that some programs begin a text with; the reader does not count them.
    mark: usize,
    reader: Reader<&'x [u8]>,
    rows: BTreeMap<u32, RowPlace>,
    row: Option<(u32, RowPlace)>,
    cell: Option<(usize, CellPlace)>,
}

impl<'x> Survey<'x> {
    fn new(xml: &'x str) -> Self {
        let text = xml.strip_prefix('\u{FEFF}').unwrap_or(xml);
        let (mark, reader) = (xml.len() - text.len(), Reader::from_str(text));
        Self { xml, mark, reader, rows: BTreeMap::new(), row: None, cell: None }
    }

    fn run(mut self) -> Result<Sheet<'x>, FormError> {
        let mut data: Option<(usize, String)> = None;
        loop {
            let from = self.place()?;
            let event = self.reader.read_event()?;
            let upto = self.place()?;
            if matches!(event, Event::Eof) {
                return Err(FormError::Damaged("a sheet without rows"));
            }
            match (named(&event), &event) {
                (Some("sheetData"), Event::Start(tag)) => data = Some((from, prefix_of(tag))),
                (Some("sheetData"), Event::Empty(tag)) => return Ok(self.done(from..upto, prefix_of(tag))),
                (Some("sheetData"), _) => {
                    let (start, prefix) = data.ok_or(FormError::Damaged("a sheet without rows"))?;
                    return Ok(self.done(start..upto, prefix));
                }
                (Some(name), event) if data.is_some() => self.look_at(name, event, from, upto)?,
                _ => {}
            }
        }
    }

    /// Rows open and close, cells open and close, and whatever else stands in a cell fills it.
    fn look_at(&mut self, name: &str, event: &Event<'_>, from: usize, upto: usize) -> Result<(), FormError> {
        let ends = !matches!(event, Event::Start(_));
        if let Event::Start(tag) | Event::Empty(tag) = event {
            match name {
                "row" => self.begin_row(tag, from)?,
                "c" => self.begin_cell(tag, from)?,
                "v" | "f" | "is" => self.fill_cell(),
                _ => {}
            }
        }
        match name {
            "row" if ends => self.end_row(upto),
            "c" if ends => self.end_cell(upto),
            _ => {}
        }
        Ok(())
    }

    fn begin_row(&mut self, tag: &BytesStart<'_>, from: usize) -> Result<(), FormError> {
        let next = self.rows.keys().next_back().map_or(1, |last| last + 1);
        let number = match value_of(tag, "r") {
            Some(text) => text.parse().map_err(|_| FormError::Damaged("a row without a number"))?,
            None => next,
        };
        let mut attributes = String::new();
        for attribute in tag.attributes().flatten() {
            let name = attribute.key.as_ref();
            if !matches!(name, "r" | "spans") {
                attributes.push_str(&format!(" {name}=\"{}\"", attribute.value.replace('"', "&quot;")));
            }
        }
        self.row = Some((number, RowPlace { span: from..from, attributes, cells: BTreeMap::new() }));
        Ok(())
    }

    fn end_row(&mut self, upto: usize) {
        if let Some((number, mut row)) = self.row.take() {
            row.span.end = upto;
            self.rows.insert(number, row);
        }
    }

    fn begin_cell(&mut self, tag: &BytesStart<'_>, from: usize) -> Result<(), FormError> {
        let next =
            self.row.as_ref().and_then(|(_, row)| row.cells.keys().next_back()).map_or(0, |last| last + 1);
        let column = match value_of(tag, "r") {
            Some(text) => column_of(&text).ok_or(FormError::Damaged("a cell without a place"))?,
            None => next,
        };
        self.cell = Some((column, CellPlace { span: from..from, style: value_of(tag, "s"), is_blank: true }));
        Ok(())
    }

    fn fill_cell(&mut self) {
        if let Some((_, cell)) = &mut self.cell {
            cell.is_blank = false;
        }
    }

    fn end_cell(&mut self, upto: usize) {
        if let (Some((column, mut cell)), Some((_, row))) = (self.cell.take(), &mut self.row) {
            cell.span.end = upto;
            row.cells.insert(column, cell);
        }
    }

    fn place(&self) -> Result<usize, FormError> {
        let place = usize::try_from(self.reader.buffer_position()).map(|place| place + self.mark);
        place.map_err(|_| FormError::Damaged("a sheet is too large"))
    }

    fn done(self, data: Range<usize>, prefix: String) -> Sheet<'x> {
        Sheet { xml: self.xml, data, prefix, rows: self.rows }
    }
}

/// The name of the element that an event begins or ends, without its prefix.
fn named<'e>(event: &'e Event<'_>) -> Option<&'e str> {
    if let Event::Start(tag) | Event::Empty(tag) = event {
        return Some(tag.local_name().into_inner());
    }
    if let Event::End(tag) = event { Some(tag.local_name().into_inner()) } else { None }
}

/// `x:` of `x:sheetData`.
fn prefix_of(tag: &BytesStart<'_>) -> String {
    tag.name().prefix().map(|prefix| format!("{}:", prefix.as_ref())).unwrap_or_default()
}
