//! What is wrong with a workbook of Hometax's, in the owner's words: what it is, that nothing happened, the next step.

use std::io;
use std::path::Path;

use office::{CannotGo, FormError, OfficeError, RowFaultKind};
use serde_json::json;

use crate::cli::answer::Answer;

/// A sentence of its own, if there is more to say than the error's code does.
pub(super) fn of(error: &OfficeError) -> Option<String> {
    if let OfficeError::HometaxForm(form) = error {
        return Some(format!("{} 아무것도 쓰거나 바꾸지 않았어요.", form_sentence(form)));
    }
    if let OfficeError::CannotGoToHometax(documents) = error {
        let lines = documents.iter().map(|(key, why)| format!("{key}: {}", reasons(why)));
        let head = "홈택스 파일로 보낼 수 없는 문서가 있어요. 아무것도 쓰지 않았어요.".to_owned();
        return Some(std::iter::once(head).chain(lines).collect::<Vec<_>>().join("\n"));
    }
    None
}

fn form_sentence(error: &FormError) -> String {
    match error {
        FormError::OldFormat => {
            "예전 형식(.xls)의 양식이라 채울 수 없어요. 엑셀·한셀·리브레오피스에서 열어 .xlsx로 저장한 뒤 다시 골라 주세요.".into()
        }
        FormError::MovedColumn { column, found, expected, .. } if expected.is_empty() => {
            format!("양식의 {column}열에 없어야 할 제목 '{}'이(가) 있어요. 홈택스에서 양식을 새로 내려받아 주세요.", one_line(found))
        }
        FormError::MovedColumn { column, found, expected, .. } => format!(
            "양식의 {column}열 제목이 '{expected}'이어야 하는데 '{}'이에요. 열을 옮기거나 지우지 않은 양식을 홈택스에서 새로 내려받아 주세요.",
            one_line(found)
        ),
        FormError::NotEmpty { row } => {
            format!("양식의 {row}행에 이미 내용이 있어요. 두 번 발급될 수 있으니 빈 양식을 골라 주세요.")
        }
        FormError::NoUploadSheet => "'엑셀업로드양식' 시트가 없어요. 홈택스에서 내려받은 양식을 골라 주세요.".into(),
        FormError::UnknownForm => {
            "6행의 제목이 우리가 아는 양식과 달라요. 세금계산서·계산서(일반)나 현금영수증 일괄발급 양식을 골라 주세요.".into()
        }
        FormError::OtherForm { title } => format!("다른 양식이에요({title}). 맞는 양식을 골라 주세요."),
        FormError::NoColumn(column) => format!("목록에 '{column}' 열이 없어요. 홈택스에서 내려받은 그대로 골라 주세요."),
        FormError::UnknownList => "홈택스의 발급 목록이 아니에요. 목록조회에서 내려받은 파일을 골라 주세요.".into(),
        FormError::TooManyRows { most, .. } => format!("파일 하나에 {most}건까지 넣을 수 있어요."),
        FormError::OtherRow => "이 양식에 들어갈 수 없는 문서가 있어요. 문서의 종류를 확인해 주세요.".into(),
        FormError::Unreadable(cause) if cause.as_str() == "encrypted" => {
            "비밀번호가 걸린 파일이에요. 비밀번호를 풀어 저장한 뒤 다시 골라 주세요.".into()
        }
        FormError::Unreadable(_) | FormError::Damaged(_) | FormError::Archive(_) | FormError::Xml(_) => {
            "엑셀 파일로 읽을 수 없어요. 홈택스에서 다시 내려받아 주세요.".into()
        }
    }
}

/// Why a document cannot go, in one line.
pub(super) fn reasons(reasons: &[CannotGo]) -> String {
    reasons.iter().map(reason).collect::<Vec<_>>().join(", ")
}

fn reason(reason: &CannotGo) -> String {
    match reason {
        CannotGo::TooLong { column, limit, bytes } => {
            format!("{column}이(가) {bytes}바이트라 {limit}바이트를 넘어요")
        }
        CannotGo::NotToday => "홈택스는 오늘 거래만 받아요".into(),
        CannotGo::ServiceCharge => "봉사료 칸이 없어요".into(),
        CannotGo::VatNotATenth => "부가세가 공급가액의 10%와 달라요".into(),
        CannotGo::NotNew => "취소와 수정은 이 양식으로 보낼 수 없어요".into(),
        CannotGo::DayOfOtherMonth => "품목의 날짜가 작성일자와 다른 달이에요".into(),
    }
}

/// Why a row of a list could not be used.
pub(super) const fn fault(kind: RowFaultKind) -> &'static str {
    match kind {
        RowFaultKind::Approval => "승인번호를 읽을 수 없어요",
        RowFaultKind::Date => "날짜를 읽을 수 없어요",
        RowFaultKind::Amount => "금액을 읽을 수 없어요",
        RowFaultKind::Disagrees => "같은 승인번호의 행끼리 내용이 달라요",
    }
}

/// The file on this computer could not be read at all.
pub(super) fn unreadable(file: &Path, cause: &io::Error) -> Answer {
    Answer {
        text: format!("{}을(를) 읽지 못했어요. 바뀐 것은 없어요. ({cause})", file.display()),
        json: json!({ "error": { "code": "unreadable_file", "detail": cause.to_string() } }),
        ok: false,
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
