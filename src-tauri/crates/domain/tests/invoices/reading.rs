//! What half a form means.

use domain::{InvoiceForm, InvoiceReading, LineForm};

use crate::{day, form, line, today, won};

fn read(lines: Vec<LineForm>) -> InvoiceReading {
    InvoiceForm { lines, ..form() }.read(today())
}

#[test]
fn a_blank_form_means_nothing_yet() {
    let reading = InvoiceForm::default().read(today());
    assert_eq!((reading.written_on, reading.supply, reading.vat, reading.total), (None, None, None, None));
    assert_eq!((reading.blank_boxes, reading.formal), (None, None));
    assert!(read(vec![LineForm::default()]).lines[0].blank);
}

#[test]
fn half_a_line_is_read_as_far_as_it_goes() {
    let reading = read(vec![
        line("복사용지", "10", "30,000"),
        line("연필", "3", ""),
        LineForm { unit_price: "500".into(), supply: "abc".into(), ..LineForm::default() },
        LineForm::default(),
        LineForm { total: "11,000".into(), ..LineForm::default() },
    ]);
    assert_eq!(reading.written_on, Some(day(2026, 10, 5)));
    assert_eq!(
        (reading.supply, reading.vat, reading.total),
        (Some(won(310_000)), Some(won(31_000)), Some(won(341_000)))
    );
    assert_eq!((reading.blank_boxes, reading.formal.as_deref()), (Some(5), Some("일금 삼십사만일천원정")));
    let half = &reading.lines[1];
    assert_eq!(
        (half.quantity.map(|it| it.hundredths()), half.unit_price, half.supply, half.blank),
        (Some(300), None, None, false)
    );
    let unreadable = &reading.lines[2];
    assert_eq!((unreadable.unit_price.map(|it| it.hundredths()), unreadable.supply), (Some(50_000), None));
    assert_eq!(reading.lines.len(), 5, "one for each line, so that the window finds its own");
    assert_eq!(reading.lines[4].supply, Some(won(10_000)), "an item is not needed to reckon");
}

#[test]
fn a_reading_travels_to_the_window_as_numbers() {
    let json = serde_json::to_value(read(vec![line("복사용지", "10.5", "30,000")])).unwrap();
    assert_eq!(json["lines"][0]["quantity"], 1_050, "hundredths");
    assert_eq!((&json["supply"], &json["vat"]), (&315_000.into(), &31_500.into()));
}
