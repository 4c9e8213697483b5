//! The result codes of the contract, each with its HTTP status and a sentence for people.
//!
//! Clients branch on the code; the sentence is Korean and may change.

use axum::http::StatusCode;

/// A result code other than `0000`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ResultCode {
    CertificateExpired,
    CertificateUnknown,
    TokenExpired,
    SignatureWrong,
    ClockOff,
    FieldMissing,
    AmountWrong,
    ConsumerNumberWrong,
    BusinessNumberWrong,
    PurposeMismatch,
    DateOutOfRange,
    KeyAlreadyUsed,
    NotFound,
    AlreadyCancelled,
    CancelExceedsOriginal,
    OriginalNotConfirmed,
    DailyLimit,
    TooManyRequests,
    ServerError,
    Maintenance,
}

impl ResultCode {
    /// The code on the wire.
    pub(crate) const fn as_str(self) -> &'static str {
        self.row().0
    }

    /// The HTTP status that goes with it.
    pub(crate) fn status(self) -> StatusCode {
        StatusCode::from_u16(self.row().1).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    /// What it means, for people.
    pub(crate) const fn message(self) -> &'static str {
        self.row().2
    }

    const fn row(self) -> (&'static str, u16, &'static str) {
        match self {
            Self::CertificateExpired => ("E1001", 401, "인증서의 유효기간이 지났습니다."),
            Self::CertificateUnknown => ("E1002", 401, "등록되지 않았거나 폐지된 인증서입니다."),
            Self::TokenExpired => ("E1003", 401, "토큰이 없거나 만료되었습니다."),
            Self::SignatureWrong => ("E1004", 401, "전자서명이 올바르지 않습니다."),
            Self::ClockOff => ("E1005", 401, "요청 시각이 서버 시각과 300초 넘게 다릅니다."),
            Self::FieldMissing => ("E2001", 400, "필수 항목이 없거나 읽을 수 없습니다."),
            Self::AmountWrong => ("E2002", 400, "금액이 올바르지 않습니다."),
            Self::ConsumerNumberWrong => ("E2003", 400, "소비자 번호가 올바르지 않습니다."),
            Self::BusinessNumberWrong => ("E2004", 400, "사업자등록번호가 올바르지 않습니다."),
            Self::PurposeMismatch => ("E2005", 400, "거래 용도에 쓸 수 없는 번호입니다."),
            Self::DateOutOfRange => ("E2006", 400, "거래일자가 발급할 수 있는 기간을 벗어났습니다."),
            Self::KeyAlreadyUsed => ("E3001", 409, "이미 사용된 문서번호입니다."),
            Self::NotFound => ("E3002", 404, "문서를 찾을 수 없습니다."),
            Self::AlreadyCancelled => ("E3003", 409, "이미 취소된 거래입니다."),
            Self::CancelExceedsOriginal => ("E3004", 409, "취소 금액이 남은 금액보다 큽니다."),
            Self::OriginalNotConfirmed => ("E3005", 409, "원거래가 아직 확정되지 않았습니다."),
            Self::DailyLimit => ("E4001", 429, "하루 발급 한도를 모두 사용했습니다."),
            Self::TooManyRequests => ("E4002", 429, "요청이 너무 많습니다."),
            Self::ServerError => ("E5001", 500, "서버 오류가 발생했습니다."),
            Self::Maintenance => ("E5002", 503, "점검 중입니다."),
        }
    }
}
