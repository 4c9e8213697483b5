//! The command line's sentences, in the words of the window (`ui/src/messages/ko.ts`): what happened to the money, then the
//! next step.

mod book;

use domain::{FaultCode, NumberWarning};

use crate::ui_error::{Fault, UiError, UiErrorCode};
// The window's own; the command line asks for no PIN.

/// The error, a line per fault, and in brackets the cause for whoever has to mend it.
#[must_use]
pub fn error(error: &UiError, cause: Option<&str>) -> String {
    let faults = error.faults.iter().filter_map(|fault| named(&fault.code)).map(fault);
    let mut lines: Vec<String> =
        std::iter::once(code(error.code)).chain(faults).map(ToOwned::to_owned).collect();
    if let Some(cause) = cause.filter(|_| error.faults.is_empty()) {
        lines.push(format!("({cause})"));
    }
    lines.join("\n")
}

fn named(code: &str) -> Option<FaultCode> {
    FaultCode::ALL.into_iter().find(|fault| fault.as_str() == code)
}

/// Why an order stopped: the reason's own sentence, or a line per fault with its field.
#[must_use]
pub fn order_stop(reason: &str, faults: &[Fault]) -> String {
    let lines =
        faults.iter().filter_map(|found| Some(format!("[{}] {}", place(found), fault(named(&found.code)?))));
    let lines: Vec<String> = lines.collect();
    match (reason, named(reason)) {
        (_, Some(code)) => fault(code).to_owned(),
        ("status_unknown", None) => code(UiErrorCode::StatusUnknown).to_owned(),
        (_, None) => lines.join("\n"),
    }
}

/// Why a run of a plan stopped.
#[must_use]
pub fn plan_stop(reason: &str) -> &'static str {
    match (reason, named(reason)) {
        (_, Some(code)) => fault(code),
        ("invoice_too_late", None) => "작성일자의 발급 기한이 지나 저절로 발급하지 않았어요.",
        ("receipt_missed", None) => "발급할 날이 지나 저절로 발급하지 않았어요.",
        (_, None) => "발급하지 못했어요.",
    }
}

/// Why a row of an order file became no document.
#[must_use]
pub fn import_reason(reason: &str, faults: &[Fault]) -> String {
    let sentence = match reason {
        "no_business_number" => "사업자번호도 고객 번호도 없어요",
        "sum_row" => "합계 줄이에요",
        "header_row" => "제목 줄이에요",
        "remark_row" => "설명 줄이에요",
        "duplicate" => "똑같은 줄이 두 번 있어요",
        "lines_disagree" => "같은 주문의 줄끼리 내용이 달라요",
        "already_issued" => "이미 발급한 주문이에요",
        "already_imported" => "이미 가져온 주문이에요",
        _ => "",
    };
    let unnamed = faults.iter().filter(|found| named(&found.code).is_none());
    let unnamed: Vec<String> = unnamed.map(|found| format!("[{}]", place(found))).collect();
    let said = if sentence.is_empty() { order_stop(reason, faults) } else { sentence.to_owned() };
    [said, unnamed.join(" ")].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

fn place(found: &Fault) -> String {
    match found.line {
        Some(line) => format!("{}번째 줄 {}", u16::from(line) + 1, found.field),
        None => found.field.clone(),
    }
}

/// Advice that did not stop the receipt.
#[must_use]
pub const fn advice(advice: NumberWarning) -> &'static str {
    match advice {
        NumberWarning::PreferPhoneOverRrn => "주민등록번호로도 발급되지만, 휴대폰 번호를 쓰면 더 안전해요.",
        NumberWarning::RrnChecksum => "주민등록번호 끝자리가 맞지 않아요. 한 번 더 확인하세요.",
        NumberWarning::CardLuhn => "카드번호가 조금 이상해요. 한 번 더 확인하세요.",
    }
}

const STATUS_UNKNOWN: &str =
    "국세청이 사업자 상태를 알려 주지 않았어요. 아무것도 바뀌지 않았어요. 잠시 뒤에 다시 해 주세요.";
const PIN_WANTED: &str = "PIN이 필요한 일이에요. 아무것도 바뀌지 않았어요.";
const EXPORT_FAILED: &str = "마감 파일을 저장하지 못했어요. 장부는 그대로예요. 폴더에 쓸 수 있는지, 디스크에 빈 곳이 있는지, 열어 둔 파일이 없는지 확인해 주세요.";
const BUNDLE_FAILED: &str =
    "지원용 파일을 저장하지 못했어요. 장부는 그대로예요. 폴더와 디스크를 확인해 주세요.";
const NO_FORM: &str = "홈택스 양식이나 목록으로 쓸 수 없는 파일이에요. 아무것도 쓰거나 바꾸지 않았어요.";
const NOTHING_FOR_FORM: &str = "이 양식에 넣을 수 있는 문서가 없어요. 아무것도 쓰지 않았어요.";
const IN_ANOTHER_FORM: &str = "이미 홈택스 파일에 들어 있는 문서예요. 그 파일을 올리지 않았다면 --again을 붙여 주세요. 아무것도 쓰지 않았어요.";
const OTHER_APPROVAL: &str =
    "그 문서의 승인번호일 수 없어요. 문서와 승인번호, 금액을 확인해 주세요. 아무것도 바뀌지 않았어요.";

fn code(code: UiErrorCode) -> &'static str {
    match code {
        UiErrorCode::Faults => "고칠 곳이 있어요. 아직 아무것도 발급하지 않았어요.",
        UiErrorCode::NoShop => "가게 정보를 먼저 입력해 주세요(jangbu shop set). 아무것도 발급하지 않았어요.",
        UiErrorCode::SimilarReceipt => {
            "3분 안에 같은 영수증을 발급했어요. 다른 거래라면 --again(묶음에서는 again)을 붙여 주세요. 아무것도 보내지 않았어요."
        }
        UiErrorCode::TwinUnknown => {
            "같은 영수증을 아직 확인하고 있어요. 다른 거래라면 --again(묶음에서는 again)을 붙여 주세요. 아무것도 보내지 않았어요."
        }
        UiErrorCode::SimilarInvoice => {
            "며칠 안에 같은 거래처에 같은 금액으로 발급했어요. 다른 거래라면 --again을 붙여 주세요. 아무것도 보내지 않았어요."
        }
        UiErrorCode::StatusUnknown => STATUS_UNKNOWN,
        UiErrorCode::NotAmendable => "지금은 수정발급할 수 없는 세금계산서예요. 아무것도 바뀌지 않았어요.",
        UiErrorCode::UnreadableFile => "목록으로 읽을 수 없는 파일이에요. 아무것도 바뀌지 않았어요.",
        UiErrorCode::NotFound => "그 문서를 찾지 못했어요.",
        UiErrorCode::NotCancellable => "승인된 영수증만 취소할 수 있어요. 아무것도 바뀌지 않았어요.",
        UiErrorCode::NotPrintable => "승인된 문서만 인쇄할 수 있어요.",
        UiErrorCode::PressReused => {
            "같은 이름(--press, press_id)으로 다른 내용을 이미 발급했어요. 아무것도 보내지 않았어요."
        }
        UiErrorCode::OtherShop => {
            "다른 사업자번호로 발급한 영수증이라 지금 가게로는 취소할 수 없어요. 아무것도 바뀌지 않았어요."
        }
        UiErrorCode::NumberHidden => "주민등록번호는 전부 보여 드리지 않아요.",
        UiErrorCode::AlreadyCancelled => "이미 모두 취소한 영수증이에요. 아무것도 바뀌지 않았어요.",
        UiErrorCode::SaleElsewhere => {
            "이미 현금영수증이나 세금계산서에 들어간 거래예요. 그래도 발급하려면 이유를 적어 주세요(--override). 아무것도 발급하지 않았어요."
        }
        UiErrorCode::NoGlyph => "인쇄할 수 없는 글자가 있어요. 발급은 그대로예요.",
        UiErrorCode::PrintFailed => "인쇄하지 못했어요. 발급은 그대로예요.",
        UiErrorCode::NotCompared => "국세청 장부와 대조하지 못했어요. 아무것도 바뀌지 않았어요.",
        UiErrorCode::AutostartFailed => "컴퓨터를 켤 때 시작하도록 등록하지 못했어요. 바뀐 것은 없어요.",
        UiErrorCode::MonthNotOver => "아직 지나지 않은 달은 마감할 수 없어요. 아무것도 바뀌지 않았어요.",
        UiErrorCode::NothingToClose => "이미 마감했고 그 뒤로 바뀐 것이 없어요.",
        UiErrorCode::NothingToDo => "이미 처리됐거나 저절로 해결된 일이에요. 아무것도 바뀌지 않았어요.",
        UiErrorCode::BundleFailed => BUNDLE_FAILED,
        UiErrorCode::ExportFailed => EXPORT_FAILED,
        UiErrorCode::ExportCancelled => "내보내기를 그만뒀어요. 폴더와 장부는 그대로예요.",
        UiErrorCode::HometaxForm => NO_FORM,
        UiErrorCode::CannotGoToHometax | UiErrorCode::NothingForHometax => NOTHING_FOR_FORM,
        UiErrorCode::InAnotherFile => IN_ANOTHER_FORM,
        UiErrorCode::NotThatApproval => OTHER_APPROVAL,
        UiErrorCode::Certificate | UiErrorCode::CertificateNotKept => of_certificate(code),
        UiErrorCode::RouteClosed => "국세청 연결이 닫혀 있어 아무것도 보내지 않았어요.",
        UiErrorCode::PassphraseNeeded
        | UiErrorCode::WrongPassphrase
        | UiErrorCode::ShortPassphrase
        | UiErrorCode::KeyFileNeeded
        | UiErrorCode::KeyStoreClosed
        | UiErrorCode::VaultDamaged
        | UiErrorCode::KeyMissing
        | UiErrorCode::WrongKey
        | UiErrorCode::PhraseWrong
        | UiErrorCode::NoKeyPlace
        | UiErrorCode::Book
        | UiErrorCode::BookReadOnly
        | UiErrorCode::BookBusy
        | UiErrorCode::BookDamaged
        | UiErrorCode::MissingBook
        | UiErrorCode::AnswerNotBooked => book::sentence(code),
        UiErrorCode::NewerBook => "더 새로운 장부 프로그램이 쓴 파일이에요. 프로그램을 업데이트해 주세요.",
        UiErrorCode::Locked | UiErrorCode::OwnerOnly | UiErrorCode::WrongPin | UiErrorCode::PinWait => {
            PIN_WANTED
        }
        UiErrorCode::Internal => "처리하지 못했어요. 내역에서 발급됐는지 먼저 확인해 주세요.",
    }
}

/// Only the window keeps certificates; the command line may open the way that signs with one.
const fn of_certificate(code: UiErrorCode) -> &'static str {
    if matches!(code, UiErrorCode::CertificateNotKept) {
        "인증서 파일을 저장하지 못했어요. 저장한 것은 없어요. 디스크에 빈 곳이 있는지 확인해 주세요."
    } else {
        "이 인증서는 쓸 수 없어요. 설정의 인증서에서 확인해 주세요."
    }
}

/// The sentence of a code. One without would be told by its name; the test below lets none through.
fn fault(code: FaultCode) -> &'static str {
    FAULTS.iter().find(|(known, _)| *known == code).map_or(code.as_str(), |(_, sentence)| sentence)
}

const FAULTS: &[(FaultCode, &str)] = &[
    (FaultCode::AmountMissing, "받은 금액을 입력하세요."),
    (FaultCode::AmountNotANumber, "금액은 숫자로 입력하세요. 예: 12,000 또는 1만2천"),
    (FaultCode::AmountZero, "0원은 발급할 수 없어요."),
    (FaultCode::AmountNegative, "마이너스 금액은 발급할 수 없어요. 돌려준 돈은 취소로 처리하세요."),
    (FaultCode::AmountOverLimit, "한 번에 9억 9,000만원까지만 발급할 수 있어요."),
    (FaultCode::ServiceOverTotal, "봉사료가 받은 금액보다 많아요."),
    (FaultCode::ServiceOverSupply, "봉사료가 공급가액보다 많아요."),
    (FaultCode::ServiceNegative, "봉사료는 0원 이상이어야 해요."),
    (FaultCode::NumberMissing, "번호를 입력하세요."),
    (FaultCode::NumberHasLetters, "번호는 숫자만 입력하세요."),
    (
        FaultCode::NumberLength,
        "자릿수가 맞지 않아요. 휴대폰 10–11자리, 사업자번호 10자리, 카드 13–19자리예요.",
    ),
    (FaultCode::PhoneInvalid, "휴대폰 번호가 아니에요. 010처럼 01로 시작하는 번호를 입력하세요."),
    (FaultCode::BusinessNumberCheckDigit, "사업자번호 끝자리가 맞지 않아요. 한 자리씩 다시 확인하세요."),
    (FaultCode::BusinessNumberInvalid, "쓸 수 없는 사업자번호예요."),
    (FaultCode::CashReceiptCardPrefix, "18자리 현금영수증 전용카드는 15442020으로 시작해야 해요."),
    (FaultCode::MobileCardPrefix, "12자리 모바일카드는 126으로 시작해야 해요."),
    (FaultCode::CardInvalid, "쓸 수 없는 카드번호예요."),
    (FaultCode::RrnInvalid, "주민등록번호가 아니에요. 앞 여섯 자리는 생년월일이에요."),
    (FaultCode::OwnBusinessNumber, "우리 가게 사업자번호로는 발급할 수 없어요."),
    (FaultCode::NumberUnchanged, "번호와 용도가 앞의 영수증과 같아요. 바꿀 것이 없어요."),
    (FaultCode::PurposeNeedsPersonalNumber, "사업자번호로는 소득공제를 할 수 없어요. 지출증빙을 고르세요."),
    (
        FaultCode::PurposeNotForSelfIssue,
        "자진발급은 소득공제로만 할 수 있어요. 번호를 입력하거나 소득공제를 고르세요.",
    ),
    (FaultCode::TextTooLong, "너무 길어요. 조금 줄여 주세요."),
    (FaultCode::TextHasControlCharacters, "인쇄할 수 없는 문자가 들어 있어요. 지우고 다시 입력하세요."),
    (FaultCode::DateInFuture, "아직 오지 않은 날짜예요."),
    (FaultCode::DateTooOld, "너무 지난 날짜라 발급할 수 없어요."),
    (FaultCode::RequiredMissing, "꼭 필요한 칸이에요."),
    (FaultCode::CancelOverRemaining, "남은 금액보다 많이 취소할 수 없어요."),
    (FaultCode::CancelNothingLeft, "이미 모두 취소해서 남은 금액이 없어요."),
    (FaultCode::CancelReasonUnknown, "취소 이유를 고르세요."),
    (FaultCode::PartialWithService, "봉사료가 있는 영수증은 전액만 취소할 수 있어요."),
    (
        FaultCode::TextHasUnsupportedCharacters,
        "이모지처럼 세금계산서에 쓸 수 없는 글자가 있어요. 지우고 다시 입력하세요.",
    ),
    (FaultCode::DateInvalid, "없는 날짜예요. 예: 1122, 11/22, 어제"),
    (FaultCode::DateNotOriginal, "이 사유는 당초 작성일자를 그대로 써요."),
    (FaultCode::DateBeforeOriginal, "당초 작성일자보다 앞선 날이에요."),
    (FaultCode::LinesTooMany, "품목은 99줄까지 쓸 수 있어요."),
    (FaultCode::LineUnknown, "당초 세금계산서에 없는 줄이에요."),
    (FaultCode::LineTwice, "같은 줄을 두 번 골랐어요."),
    (FaultCode::QuantityInvalid, "수량은 숫자로 입력하세요."),
    (FaultCode::QuantityZero, "수량이 0이에요."),
    (FaultCode::QuantityNegative, "돌아온 수량은 0보다 크게 입력하세요."),
    (FaultCode::QuantityTooLong, "수량이 너무 커요. 열 자리까지 쓸 수 있어요."),
    (FaultCode::QuantityUnknown, "당초 줄에 수량이 없어요. 금액으로 입력하세요."),
    (FaultCode::UnitPriceInvalid, "단가는 숫자로 입력하세요."),
    (FaultCode::UnitPriceNegative, "단가는 0 이상이어야 해요. 할인은 수량이나 공급가액을 마이너스로 쓰세요."),
    (FaultCode::UnitPriceTooLong, "단가가 너무 커요. 열세 자리까지 쓸 수 있어요."),
    (FaultCode::TooManyDecimals, "소수점 아래는 두 자리까지 쓸 수 있어요."),
    (FaultCode::VatNotAllowed, "영세율과 면세에는 세액이 없어야 해요."),
    (FaultCode::VatMissing, "과세 금액에는 세액이 있어야 해요."),
    (FaultCode::VatDiffers, "세액이 공급가액의 10%와 너무 달라요."),
    (FaultCode::SumsDisagree, "공급가액과 세액, 합계가 서로 맞지 않아요."),
    (FaultCode::SignsMixed, "공급가액과 세액의 부호가 서로 달라요."),
    (FaultCode::TotalZero, "합계가 0원이면 발급할 수 없어요."),
    (FaultCode::TotalNegative, "합계가 마이너스예요. 마이너스는 수정발급으로 처리하세요."),
    (FaultCode::PaymentDiffers, "현금·수표·어음·외상의 합이 합계금액과 달라요."),
    (FaultCode::KindNotForShop, "우리 가게는 계산서(면세)만 발급할 수 있어요."),
    (FaultCode::KindNotOriginal, "이 사유는 당초와 같은 종류로 발급해요."),
    (FaultCode::KindUnchanged, "이 사유는 당초와 종류가 달라야 해요."),
    (FaultCode::EmailInvalid, "이메일 주소가 아니에요."),
    (FaultCode::EmailTooLong, "이메일 주소는 40바이트까지 쓸 수 있어요."),
    (FaultCode::EmailTwice, "같은 이메일 주소를 두 번 썼어요."),
    (FaultCode::BranchInvalid, "종사업장번호는 숫자 네 자리예요."),
    (FaultCode::ForeignerNumberInvalid, "여권번호나 외국인등록번호가 아니에요."),
    (FaultCode::BuyerClosed, "폐업한 사업자예요. 폐업일 뒤 날짜로는 발급할 수 없어요."),
    (FaultCode::BuyerNotRegistered, "국세청에 등록되지 않은 사업자번호예요."),
    (FaultCode::OriginalNotTransmitted, "아직 국세청에 전송되지 않았어요. 먼저 전송해 주세요."),
    (FaultCode::OriginalNegative, "마이너스 수정세금계산서는 다시 수정할 수 없어요. 플러스 쪽을 고치세요."),
    (FaultCode::OriginalOtherShop, "다른 사업자번호로 발급한 세금계산서예요."),
    (FaultCode::AmendNothingLeft, "이미 모두 취소되어 남은 금액이 없어요."),
    (FaultCode::AmendOverRemaining, "남은 금액보다 많이 줄일 수 없어요."),
    (FaultCode::AmendUnchanged, "당초와 달라진 것이 없어요."),
    (FaultCode::AmendLinesMissing, "돌아온 것이나 바뀐 금액을 입력하세요."),
    (FaultCode::AmendNotForKind, "이 종류의 세금계산서에는 쓸 수 없는 사유예요."),
    (FaultCode::AmendTooLate, "이 사유로 발급할 수 있는 기한이 지났어요."),
    (FaultCode::CorrectedMissing, "바르게 고친 내용을 입력하세요."),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_and_the_window_say_the_same_of_a_fault() {
        let window = concat!(
            include_str!("../../../ui/src/messages/ko.ts"),
            include_str!("../../../ui/src/messages/invoice/ko.ts"),
        )
        .replace("(Alt 2)", "");
        for code in FaultCode::ALL {
            assert!(window.contains(fault(code)), "{}: {}", code.as_str(), fault(code));
        }
    }
}
