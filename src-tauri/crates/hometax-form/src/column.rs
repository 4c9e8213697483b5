//! The forms' columns as data (domain.md §6.5, §6.6). Hometax edits its forms now and then: what changes is changed here.

use crate::form::FormKind;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Slot {
    /// 전자(세금)계산서 종류: 01, 02 or 05.
    Kind,
    /// 작성일자, eight digits.
    WrittenOn,
    /// Of the supplier (공급자).
    Supplier(PartyPart),
    /// Of the buyer (공급받는자).
    Buyer(PartyPart),
    /// 공급가액 합계; of a receipt 공급가액.
    Supply,
    /// 세액 합계; of a receipt 부가가치세.
    Vat,
    /// 비고; of a receipt 메모.
    Remark,
    /// Of one of the four items, counted from 0.
    Item(usize, ItemPart),
    /// 현금, 수표, 어음, 외상미수금, counted from 0.
    Paid(usize),
    /// 영수(01), 청구(02).
    Billing,
    /// 용도구분: 0 or 1.
    Purpose,
    /// 발급수단번호.
    Number,
    /// 총거래금액.
    Total,
}

/// What an invoice says of a party.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PartyPart {
    /// 등록번호.
    Number,
    /// 종사업장번호.
    Branch,
    /// 상호.
    Name,
    /// 성명.
    Owner,
    /// 사업장주소.
    Address,
    /// 업태.
    BusinessType,
    /// 종목.
    BusinessItem,
    /// 이메일, counted from 0.
    Email(usize),
}

/// What an invoice says of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ItemPart {
    /// The day of the month, two digits.
    Day,
    /// 품목.
    Name,
    /// 규격.
    Spec,
    /// 수량.
    Quantity,
    /// 단가.
    Price,
    /// 공급가액.
    Supply,
    /// 세액.
    Vat,
    /// 품목비고.
    Remark,
}

/// One column of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// What it holds.
    pub slot: Slot,
    /// The spellings of its header that have been seen, the usual one first. A note in brackets may follow in the file.
    pub names: Vec<String>,
    /// The most bytes of a text, as the form counts them.
    pub limit: Option<usize>,
}

/// Items one row takes.
pub(crate) const ITEMS: usize = 4;

use ItemPart as I;
use PartyPart as P;

/// An entry: what it holds, how its header is spelled (`|` between spellings), the most bytes.
type Entry = (Slot, &'static str, Option<usize>);

const INVOICE_HEAD: &[Entry] = &[
    (Slot::Kind, "전자(세금)계산서 종류|전자세금계산서 종류|전자계산서 종류", None),
    (Slot::WrittenOn, "작성일자", None),
    (Slot::Supplier(P::Number), "공급자 등록번호", None),
    (Slot::Supplier(P::Branch), "공급자 종사업장번호", None),
    (Slot::Supplier(P::Name), "공급자 상호", Some(70)),
    (Slot::Supplier(P::Owner), "공급자 성명", Some(30)),
    (Slot::Supplier(P::Address), "공급자 사업장주소|공급자 주소", Some(150)),
    (Slot::Supplier(P::BusinessType), "공급자 업태", Some(40)),
    (Slot::Supplier(P::BusinessItem), "공급자 종목", Some(60)),
    (Slot::Supplier(P::Email(0)), "공급자 이메일", Some(40)),
    (Slot::Buyer(P::Number), "공급받는자 등록번호", None),
    (Slot::Buyer(P::Branch), "공급받는자 종사업장번호", None),
    (Slot::Buyer(P::Name), "공급받는자 상호", Some(70)),
    (Slot::Buyer(P::Owner), "공급받는자 성명", Some(30)),
    (Slot::Buyer(P::Address), "공급받는자 사업장주소|공급받는자 주소|공급받는자 상업장주소", Some(150)),
    (Slot::Buyer(P::BusinessType), "공급받는자 업태", Some(40)),
    (Slot::Buyer(P::BusinessItem), "공급받는자 종목", Some(60)),
    (Slot::Buyer(P::Email(0)), "공급받는자 이메일1|이메일1", Some(40)),
    (Slot::Buyer(P::Email(1)), "공급받는자 이메일2|이메일2", Some(40)),
    (Slot::Supply, "공급가액 합계|공급가액", None),
    (Slot::Vat, "세액 합계|세액", None),
    (Slot::Remark, "비고", Some(150)),
];

/// The header of item *n* is one of these and *n*.
const ITEM: &[(ItemPart, &str, Option<usize>)] = &[
    (I::Day, "일자", None),
    (I::Name, "품목", Some(100)),
    (I::Spec, "규격", Some(60)),
    (I::Quantity, "수량", None),
    (I::Price, "단가", None),
    (I::Supply, "공급가액", None),
    (I::Vat, "세액", None),
    (I::Remark, "품목비고", Some(100)),
];

const INVOICE_TAIL: &[Entry] = &[
    (Slot::Paid(0), "현금", None),
    (Slot::Paid(1), "수표", None),
    (Slot::Paid(2), "어음", None),
    (Slot::Paid(3), "외상미수금", None),
    (Slot::Billing, "영수(01),청구(02)|영수/청구", None),
];

const RECEIPT: &[Entry] = &[
    (Slot::Purpose, "용도구분", None),
    (Slot::Number, "발급수단번호", None),
    (Slot::Total, "총거래금액(합계)|총거래금액", None),
    (Slot::Supply, "공급가액", None),
    (Slot::Vat, "부가가치세|부가세", None),
    (Slot::Remark, "메모", Some(300)),
];

/// A form's columns, `A` first: 59, 54 and 6.
#[must_use]
pub fn columns(kind: FormKind) -> Vec<Column> {
    match kind {
        FormKind::Receipts => RECEIPT.iter().map(column).collect(),
        FormKind::TaxInvoices => invoice_columns(true),
        FormKind::ExemptInvoices => invoice_columns(false),
    }
}

/// The exempt form is the other one without its columns of VAT.
fn invoice_columns(bears_vat: bool) -> Vec<Column> {
    let items = (0..ITEMS).flat_map(|index| ITEM.iter().map(move |entry| item_column(index, entry)));
    let all = INVOICE_HEAD.iter().map(column).chain(items).chain(INVOICE_TAIL.iter().map(column));
    all.filter(|column| bears_vat || !matches!(column.slot, Slot::Vat | Slot::Item(_, I::Vat))).collect()
}

fn column((slot, names, limit): &Entry) -> Column {
    Column { slot: *slot, names: names.split('|').map(str::to_owned).collect(), limit: *limit }
}

fn item_column(index: usize, (part, name, limit): &(ItemPart, &str, Option<usize>)) -> Column {
    Column { slot: Slot::Item(index, *part), names: vec![format!("{name}{}", index + 1)], limit: *limit }
}

impl Column {
    /// The usual spelling of its header.
    #[must_use]
    pub fn name(&self) -> &str {
        self.names.first().map_or("", String::as_str)
    }

    /// Whether a header cell is this column's: the words without blanks, and after them nothing or a note in brackets.
    #[must_use]
    pub fn is_headed(&self, cell: &str) -> bool {
        let cell = squeezed(cell);
        self.names.iter().any(|name| {
            cell.strip_prefix(squeezed(name).as_str())
                .is_some_and(|note| note.is_empty() || note.starts_with('('))
        })
    }
}

/// Without blanks and line breaks, which the editions of a form differ in.
pub(crate) fn squeezed(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}

/// The letters of a column, counted from 0.
pub(crate) fn letters(index: usize) -> String {
    let mut letters = Vec::new();
    let mut left = index + 1;
    while left > 0 {
        let digit = u8::try_from((left - 1) % 26).unwrap_or(0);
        letters.push(char::from(b'A' + digit));
        left = (left - 1) / 26;
    }
    letters.into_iter().rev().collect()
}

/// The column of a cell's reference such as `BG12`, counted from 0.
pub(crate) fn column_of(reference: &str) -> Option<usize> {
    let letters = reference.trim_end_matches(|c: char| c.is_ascii_digit());
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    let number = letters.bytes().try_fold(0_usize, |number, letter| {
        letter.is_ascii_uppercase().then(|| number * 26 + usize::from(letter - b'A') + 1)
    })?;
    number.checked_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_forms_have_the_columns_that_hometax_gives_them() {
        let widths = FormKind::ALL.map(|kind| columns(kind).len());
        assert_eq!(widths, [59, 54, 6]);
        let last = columns(FormKind::TaxInvoices).len() - 1;
        assert_eq!(letters(last), "BG");
        let of =
            |name: &str| columns(FormKind::TaxInvoices).iter().position(|c| c.name() == name).map(letters);
        assert_eq!(of("비고").as_deref(), Some("V"));
        assert_eq!(
            (of("일자1"), of("일자2"), of("일자4")),
            (Some("W".into()), Some("AE".into()), Some("AU".into()))
        );
        assert_eq!(of("현금").as_deref(), Some("BC"));
    }

    #[test]
    fn letters_and_numbers_of_columns_say_the_same() {
        for index in 0..1_000 {
            assert_eq!(column_of(&format!("{}7", letters(index))), Some(index));
        }
        assert_eq!((column_of("7"), column_of("a1"), column_of("ABCD1")), (None, None, None));
    }

    #[test]
    fn a_header_may_break_its_line_and_carry_a_note_but_say_nothing_else() {
        let first = &columns(FormKind::TaxInvoices)[0];
        assert!(first.is_headed("전자(세금)계산서 종류\n(01:일반, 02:영세율)"));
        assert!(!first.is_headed("전자(세금)계산서 종류코드"));
        let all = columns(FormKind::TaxInvoices);
        let supply = all.iter().find(|column| column.slot == Slot::Supply).unwrap();
        assert!(supply.is_headed("공급가액\n합계") && !supply.is_headed("공급가액1"));
    }
}
