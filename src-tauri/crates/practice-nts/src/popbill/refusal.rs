//! Refusals in the dialect's shape, `{"code","message"}` (providers.md §6). Callers branch on the code.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use crate::answer::json_utf8;
use crate::error::PracticeError;

/// Why a call was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PopbillRefusal {
    status: StatusCode,
    pub(crate) code: i64,
    pub(crate) message: &'static str,
}

impl PopbillRefusal {
    /// A failure of the house; the dialect has no code of its own for it.
    pub(crate) const HOUSE: Self = Self {
        status: StatusCode::INTERNAL_SERVER_ERROR,
        code: -99_900_500,
        message: "서버 오류가 발생했습니다.",
    };
    /// The server is closed for a while.
    pub(crate) const CLOSED: Self =
        Self { status: StatusCode::SERVICE_UNAVAILABLE, code: -99_900_503, message: "점검 중입니다." };
    /// Too many calls at once.
    pub(crate) const CONCURRENT: Self = Self::new(-10_010_032, "동시에 처리할 수 있는 호출 수를 넘었습니다.");
    /// A body that is not JSON, or a field of the wrong type.
    pub(crate) const UNREADABLE: Self = Self::new(-10_010_009, "요청 본문을 읽을 수 없습니다.");
    /// An action that this practice server does not play.
    pub(crate) const NOT_PLAYED: Self = Self::new(-99_900_001, "연습용 서버가 지원하지 않는 기능입니다.");
    /// A character that does not fit on paper.
    pub(crate) const EMOJI: Self = Self::new(-10_001_064, "사용할 수 없는 문자(이모지)가 있습니다.");
    /// The points are used up.
    pub(crate) const POINTS: Self = Self::new(-99_005_003, "포인트가 부족합니다.");
    /// The day's limit is reached.
    pub(crate) const DAY_FULL: Self = Self::new(-99_005_013, "사용 한도를 넘었습니다.");

    /// A refusal of what was asked (400).
    pub(crate) const fn new(code: i64, message: &'static str) -> Self {
        Self { status: StatusCode::BAD_REQUEST, code, message }
    }

    /// A refusal of who asks (401).
    pub(crate) const fn door(code: i64, message: &'static str) -> Self {
        Self { status: StatusCode::UNAUTHORIZED, code, message }
    }

    /// The body.
    pub(crate) fn body(self) -> Value {
        json!({ "code": self.code, "message": self.message })
    }
}

impl IntoResponse for PopbillRefusal {
    fn into_response(self) -> Response {
        json_utf8(self.status, &self.body())
    }
}

impl From<PracticeError> for PopbillRefusal {
    /// The cause goes to the log; it holds no request data.
    fn from(error: PracticeError) -> Self {
        tracing::error!(error = &error as &dyn std::error::Error, "the practice NTS failed");
        Self::HOUSE
    }
}

impl From<rusqlite::Error> for PopbillRefusal {
    fn from(error: rusqlite::Error) -> Self {
        PracticeError::from(error).into()
    }
}
