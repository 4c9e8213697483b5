//! Lists as Hometax gives them out.

use hometax_form::{ResultList, RowFaultKind, read_results};

use crate::fixture::list;

const HEAD: [&str; 20] = [
    "작성일자",
    "승인번호",
    "발급일자",
    "전송일자",
    "공급자사업자등록번호",
    "종사업장번호",
    "상호",
    "대표자명",
    "주소",
    "공급받는자사업자등록번호",
    "종사업장번호",
    "상호",
    "대표자명",
    "주소",
    "합계금액",
    "공급가액",
    "세액",
    "비고",
    "품목일자",
    "품목명",
];
const APPROVAL: &str = "20261105-10250410-8f3a12b4";

fn row(approval: &'static str, item: &'static str) -> Vec<&'static str> {
    vec![
        "2026-11-05",
        approval,
        "2026-11-22",
        "2026-11-23",
        "123-45-67891",
        "",
        "장부상점",
        "김장부",
        "서울",
        "214-86-00016",
        "",
        "한빛상사",
        "이한빛",
        "",
        "346,500",
        "315,000",
        "31,500",
        "",
        "2026-11-05",
        item,
    ]
}

fn invoices(rows: Vec<Vec<&str>>) -> Vec<u8> {
    let above = [
        vec!["매출 전자세금계산서 목록"],
        vec![""],
        vec!["총 합계금액", "346,500"],
        vec![""],
        vec!["공급자", "", "공급받는자"],
    ];
    let all: Vec<_> = above.into_iter().chain([HEAD.to_vec()]).chain(rows).collect();
    list("세금계산서", &all)
}

fn read(bytes: &[u8]) -> ResultList {
    read_results("매출전자세금계산서목록.xlsx", bytes).unwrap()
}

#[test]
fn a_row_per_item_is_one_entry_per_approval_number() {
    let found = read(&invoices(vec![
        row(APPROVAL, "복사용지"),
        row(APPROVAL, "볼펜"),
        row("20261105102504108f3a12b5", "자"),
    ]));
    assert!(found.of_invoices && found.faults.is_empty());
    let [first, second] = &found.entries[..] else { panic!("{found:?}") };
    assert_eq!(first.approval.as_str(), "20261105102504108f3a12b4");
    assert_eq!((first.row, second.row), (7, 9));
    assert_eq!((first.number.as_str(), first.item.as_str()), ("2148600016", "복사용지"));
    assert_eq!((first.total.get(), first.vat.unwrap().get()), (346_500, 31_500));
    assert_eq!(first.dated.to_string(), "2026-11-05");
    assert_eq!(
        (first.issued_at.date().to_string(), first.sent_on.unwrap().to_string()),
        ("2026-11-22".into(), "2026-11-23".into())
    );
}

#[test]
fn columns_are_found_by_their_words_wherever_they_stand() {
    let turned = |row: Vec<&'static str>| row.into_iter().rev().collect::<Vec<_>>();
    let bytes = list("세금계산서", &[turned(HEAD.to_vec()), turned(row(APPROVAL, "복사용지"))]);
    let entry = &read(&bytes).entries[0];
    assert_eq!(
        (entry.number.as_str(), entry.total.get(), entry.item.as_str()),
        ("2148600016", 346_500, "복사용지")
    );
}

#[test]
fn rows_that_say_nothing_usable_are_told_and_the_others_read() {
    let mut dear = row(APPROVAL, "볼펜");
    dear[14] = "999";
    let mut dateless = row("20261105102504108f3a12b6", "자");
    dateless[0] = "어제";
    let mut sums = vec![""; 20];
    sums[14] = "346,500";
    let found =
        read(&invoices(vec![row(APPROVAL, "복사용지"), dear, row("TB0000253", "펜"), dateless, sums]));
    assert_eq!(found.entries.len(), 1);
    let faults: Vec<_> = found.faults.iter().map(|fault| (fault.row, fault.kind)).collect();
    assert_eq!(faults, [(8, RowFaultKind::Disagrees), (9, RowFaultKind::Approval), (10, RowFaultKind::Date)]);
}

#[test]
fn receipts_are_read_with_masked_numbers_and_cancels_are_none() {
    let head = vec!["거래구분", "매출일시", "발급수단번호", "공급가액", "부가세", "총금액", "승인번호"];
    let sale = |what, approval| {
        vec![what, "2026-11-22 14:03:07", "010-****-0009", "10,000", "1,000", "11,000", approval]
    };
    let bytes = list("현금영수증", &[head, sale("승인거래", "820116333"), sale("취소거래", "820116334")]);
    let found = read(&bytes);
    assert!(!found.of_invoices);
    assert_eq!((found.entries.len(), found.cancels), (1, 1));
    let entry = &found.entries[0];
    assert_eq!(
        (entry.number.as_str(), entry.issued_at.to_string().as_str()),
        ("010****0009", "2026-11-22 14:03:07")
    );
}

#[test]
fn a_list_without_a_needed_column_is_refused_and_says_which() {
    let error = |head: Vec<&str>| read_results("a.xlsx", &list("현금영수증", &[head])).unwrap_err();
    assert!(matches!(error(vec!["승인번호", "총금액"]), hometax_form::FormError::NoColumn("매출일시")));
    assert_eq!(error(vec!["주문번호", "총금액"]).as_str(), "unknown_list");
    let csv = "거래일자,총금액,승인번호\n20261122,11000,820116333\n";
    assert_eq!(read_results("a.csv", csv.as_bytes()).unwrap().entries.len(), 1);
}

/// The file is the fixture's list, saved as `.xls` by a spreadsheet program.
#[test]
fn the_old_workbook_that_hometax_may_still_give_out_is_read_too() {
    let old = read_results("매출전자세금계산서목록.xls", include_bytes!("old-list.xls")).unwrap();
    let new = read(&invoices(vec![row(APPROVAL, "복사용지"), row(APPROVAL, "볼펜")]));
    assert_eq!(old, new);
}
