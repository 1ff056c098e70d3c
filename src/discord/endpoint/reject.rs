//! Why a request is not answered.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

/// Why a request is not answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reject {
    /// A header of the signature is missing.
    Unsigned,
    /// Another key, another body, or no signature at all.
    BadSignature,
    /// Signed too long ago, or in the future.
    Stale,
    /// A body beyond what Discord could send.
    TooLarge,
    /// The body did not come in time.
    TooSlow,
    /// The body broke off.
    Broken,
    /// Signed, but not an interaction.
    Malformed,
    /// Signed, and an interaction of a kind that this version does not know.
    UnknownKind,
    /// A fault of ours.
    Internal,
}

impl Reject {
    pub(super) const ALL: [Self; 9] = [
        Self::Unsigned,
        Self::BadSignature,
        Self::Stale,
        Self::TooLarge,
        Self::TooSlow,
        Self::Broken,
        Self::Malformed,
        Self::UnknownKind,
        Self::Internal,
    ];

    /// As metrics and log name it.
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Unsigned => "unsigned",
            Self::BadSignature => "bad_signature",
            Self::Stale => "stale",
            Self::TooLarge => "too_large",
            Self::TooSlow => "too_slow",
            Self::Broken => "broken",
            Self::Malformed => "malformed",
            Self::UnknownKind => "unknown_kind",
            Self::Internal => "internal",
        }
    }

    /// The status, and a sentence for whoever tries the address by hand.
    fn told(self) -> (StatusCode, &'static str) {
        match self {
            Self::Unsigned => (StatusCode::UNAUTHORIZED, "Discord signs its requests; this one has no signature.\n"),
            Self::BadSignature => (StatusCode::UNAUTHORIZED, "The signature does not fit this request.\n"),
            Self::Stale => (StatusCode::UNAUTHORIZED, "The signature's time is not of now.\n"),
            Self::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, "The body is larger than any interaction.\n"),
            Self::TooSlow => (StatusCode::REQUEST_TIMEOUT, "The body did not come in time.\n"),
            Self::Broken => (StatusCode::BAD_REQUEST, "The body broke off.\n"),
            Self::Malformed => (StatusCode::BAD_REQUEST, "The body is not an interaction.\n"),
            Self::UnknownKind => (StatusCode::BAD_REQUEST, "This kind of interaction is not known here.\n"),
            Self::Internal => (StatusCode::INTERNAL_SERVER_ERROR, "There is an answer, but it cannot be written.\n"),
        }
    }
}

impl IntoResponse for Reject {
    fn into_response(self) -> Response {
        self.told().into_response()
    }
}
