//! Every error in JSON: a code for the program, a sentence for the person.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use records::{Kind, Problem};
use serde_json::json;

use crate::api::LARGEST_WALK;

/// An answer that is an error.
#[derive(Debug)]
pub(crate) struct Refusal {
    status: StatusCode,
    code: &'static str,
    message: String,
}

impl Refusal {
    pub(crate) fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        Self { status, code, message: message.into() }
    }

    pub(crate) fn too_large() -> Self {
        let message = format!("A walk may be {} MB long; this is longer.", LARGEST_WALK >> 20);
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large", message)
    }

    pub(crate) fn no_such_walk() -> Self {
        Self::new(StatusCode::NOT_FOUND, "no-such-walk", "There is no walk with this id here.")
    }

    pub(crate) fn try_again() -> Self {
        let message = "What is kept cannot be reached now. Try again later.";
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "try-again", message)
    }
}

/// Where walks are kept, and what the database says, is for who runs the server, not for who asks it.
impl From<Problem> for Refusal {
    fn from(problem: Problem) -> Self {
        eprintln!("retrowalk: {problem}");
        let (status, code, message) = match problem.kind {
            Kind::Busy | Kind::Unreachable => return Self::try_again(),
            Kind::Full => (
                StatusCode::INSUFFICIENT_STORAGE,
                "disk-full",
                "The server's disk is full. Make room, then try again.",
            ),
            Kind::ReadOnly | Kind::Moved => (
                StatusCode::INTERNAL_SERVER_ERROR,
                "cannot-write",
                "The server cannot write: see its window.",
            ),
            Kind::Damaged => (
                StatusCode::INTERNAL_SERVER_ERROR,
                "damaged",
                "What the server keeps is damaged: see its window.",
            ),
            Kind::Newer | Kind::Other => (
                StatusCode::INTERNAL_SERVER_ERROR,
                "database",
                "The server's database failed: see its window.",
            ),
        };
        Self::new(status, code, message)
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let body = json!({ "error": { "code": self.code, "message": self.message } }).to_string();
        let json = (header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        (self.status, [json], body).into_response()
    }
}
