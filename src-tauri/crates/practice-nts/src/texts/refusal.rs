//! Refusals in the dialect's shape: `{"errorCode","errorMessage"}`, with a status code where the message itself was judged.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::answer::json;
use crate::error::PracticeError;

/// Why a call was refused.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct TextRefusal {
    #[serde(skip)]
    status: StatusCode,
    error_code: &'static str,
    error_message: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    status_code: Option<&'static str>,
}

impl TextRefusal {
    /// The key is nobody's.
    pub(crate) const INVALID_KEY: Self = Self::door("InvalidAPIKey", "유효하지 않은 API KEY 입니다.");
    /// Not signed with the secret.
    pub(crate) const SIGNATURE: Self = Self::door("SignatureDoesNotMatch", "서명이 맞지 않습니다.");
    /// More than 15 minutes off.
    pub(crate) const CLOCK_OFF: Self =
        Self::door("RequestTimeTooSkewed", "요청 시각이 서버 시각과 다릅니다.");
    /// Date, salt and signature were used before.
    pub(crate) const REPLAYED: Self = Self::door("DuplicatedSignature", "이미 사용한 서명입니다.");
    /// The money is used up.
    pub(crate) const BALANCE: Self = Self {
        status: StatusCode::PAYMENT_REQUIRED,
        error_code: "NotEnoughBalance",
        error_message: "잔액이 부족합니다.",
        status_code: Some("1030"),
    };
    /// The sender's number is not registered.
    pub(crate) const SENDER: Self = Self {
        status: StatusCode::BAD_REQUEST,
        error_code: "InvalidStatusCode",
        error_message: "발신번호가 등록되지 않았습니다.",
        status_code: Some("1062"),
    };
    /// A failure of the house.
    pub(crate) const HOUSE: Self = Self {
        status: StatusCode::INTERNAL_SERVER_ERROR,
        error_code: "InternalError",
        error_message: "서버 오류입니다.",
        status_code: None,
    };

    /// The call itself is wrong.
    pub(crate) const fn invalid(error_message: &'static str) -> Self {
        let status = StatusCode::BAD_REQUEST;
        Self { status, error_code: "ValidationError", error_message, status_code: None }
    }

    const fn door(error_code: &'static str, error_message: &'static str) -> Self {
        Self { status: StatusCode::FORBIDDEN, error_code, error_message, status_code: None }
    }
}

impl IntoResponse for TextRefusal {
    fn into_response(self) -> Response {
        json(self.status, &self)
    }
}

impl From<PracticeError> for TextRefusal {
    /// The cause goes to the log; it holds no request data.
    fn from(error: PracticeError) -> Self {
        tracing::error!(error = &error as &dyn std::error::Error, "the practice NTS failed");
        Self::HOUSE
    }
}
