//! The body of a request: its media type, its size, its bytes.

mod form;
mod json;
mod multipart;

use std::time::Duration;

use axum::body::Body;
use bytes::{Bytes, BytesMut};
use http::{HeaderMap, StatusCode, header};
use http_body_util::BodyExt;

use super::{
    Detail,
    errors::{InvalidRequest, Marker, PayloadTooLarge, UnsupportedMediaType},
    exchange::Exchange,
    failure::Failure,
};

pub(crate) use form::form;
pub(crate) use json::{Parsed, json, text};
pub use multipart::Part;
pub(crate) use multipart::{Multipart, PartRule, multipart};

/// How much of a body is read away after a refusal, so that the caller gets to see the answer
/// instead of a broken connection; and how long that may take.
const DRAINED: u64 = 1024 * 1024;
const DRAIN_TIME: Duration = Duration::from_secs(1);

/// Which of the documented media types the body has, by its index; none: there is no body.
pub(crate) fn media_type(exchange: &Exchange, accepted: &[&str]) -> Result<Option<usize>, Failure> {
    if is_absent(&exchange.body) {
        return Ok(None);
    }
    let headers = &exchange.head.parts.headers;
    let mut values = headers.get_all(header::CONTENT_TYPE).iter();
    let sent = match (values.next(), values.next()) {
        (Some(value), None) => value.to_str().unwrap_or_default(),
        _ => "",
    };
    match accepted.iter().position(|accepted| matches(sent, accepted)) {
        Some(index) => Ok(Some(index)),
        None => {
            let message = format!("Send the body as {}.", accepted.join(" or "));
            Err(UnsupportedMediaType::new(message).into_failure(StatusCode::UNSUPPORTED_MEDIA_TYPE))
        }
    }
}

fn is_absent(body: &Body) -> bool {
    use http_body::Body as _;
    body.is_end_stream() || body.size_hint().exact() == Some(0)
}

/// Whether what was sent is what is accepted. Text is read as UTF-8, so no other charset is taken.
fn matches(sent: &str, accepted: &str) -> bool {
    let mut parts = sent.split(';').map(str::trim);
    let (sent, accepted) = (parts.next().unwrap_or_default(), essence(accepted));
    let same = match accepted.strip_suffix("/*") {
        _ if accepted == "*/*" => true,
        Some(kind) => sent
            .split_once('/')
            .is_some_and(|(sent, _)| sent.eq_ignore_ascii_case(kind)),
        None => sent.eq_ignore_ascii_case(accepted),
    };
    same && parts.all(|parameter| match parameter.split_once('=') {
        Some((name, charset)) if name.trim().eq_ignore_ascii_case("charset") => {
            let charset = charset.trim().trim_matches('"');
            charset.eq_ignore_ascii_case("utf-8") || charset.eq_ignore_ascii_case("us-ascii")
        }
        _ => true,
    })
}

fn essence(media_type: &str) -> &str {
    media_type.split(';').next().unwrap_or_default().trim()
}

/// Reads the whole body, up to a limit.
pub(crate) async fn read(exchange: &mut Exchange, limit: usize) -> Result<Bytes, Failure> {
    use http_body::Body as _;
    if exchange.body.size_hint().lower() > limit as u64 {
        return Err(too_large(limit));
    }
    let Some(first) = next(&mut exchange.body).await? else {
        return Ok(Bytes::new());
    };
    if first.len() <= limit && exchange.body.is_end_stream() {
        return Ok(first);
    }
    let mut whole = BytesMut::from(first);
    loop {
        if whole.len() > limit {
            return Err(too_large(limit));
        }
        match next(&mut exchange.body).await? {
            Some(more) => whole.extend_from_slice(&more),
            None => return Ok(whole.freeze()),
        }
    }
}

/// The next bytes of a body; none at its end.
async fn next(body: &mut Body) -> Result<Option<Bytes>, Failure> {
    while let Some(frame) = body.frame().await {
        match frame.map(http_body::Frame::into_data) {
            Ok(Ok(data)) if !data.is_empty() => return Ok(Some(data)),
            // Trailers say nothing to us.
            Ok(_) => {}
            Err(_) => {
                return Err(invalid(
                    "The body broke off before its end.",
                    "is not complete",
                ));
            }
        }
    }
    Ok(None)
}

/// Reads the rest of a body away.
pub(crate) async fn drain(headers: &HeaderMap, mut body: Body) {
    use http_body::Body as _;
    // Somebody who waits to be asked for the body is told the answer instead.
    if is_absent(&body)
        || headers.contains_key(header::EXPECT)
        || body.size_hint().lower() > DRAINED
    {
        return;
    }
    let read_away = async {
        let mut rest = DRAINED;
        while let Ok(Some(data)) = next(&mut body).await {
            match rest.checked_sub(data.len() as u64) {
                Some(left) => rest = left,
                None => break,
            }
        }
    };
    // Whether it was read to its end or not, the answer stands.
    let _ = tokio::time::timeout(DRAIN_TIME, read_away).await;
}

/// The failure of a body that is required and not there.
pub(crate) fn missing() -> Failure {
    invalid("The request has no body.", "is required")
}

/// A failure of the body as a whole.
pub(crate) fn invalid(
    message: &'static str,
    issue: impl Into<std::borrow::Cow<'static, str>>,
) -> Failure {
    InvalidRequest::new(message, vec![Detail::new("", issue)]).into_failure(StatusCode::BAD_REQUEST)
}

pub(crate) fn not_utf8(error: &std::str::Utf8Error) -> Failure {
    invalid(
        "The body is not valid UTF-8.",
        format!("is not UTF-8 at byte {}", error.valid_up_to()),
    )
}

pub(crate) fn too_large(limit: usize) -> Failure {
    PayloadTooLarge::new(format!("The body is larger than {limit} bytes."))
        .into_failure(StatusCode::PAYLOAD_TOO_LARGE)
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn media_types_match_by_essence_and_charset() {
        for (sent, accepted) in [
            ("application/json", "application/json"),
            ("Application/JSON; charset=UTF-8", "application/json"),
            (
                "application/json;charset=\"utf-8\"",
                "application/json; charset=utf-8",
            ),
            ("text/plain; charset=us-ascii", "text/plain"),
            ("image/png", "image/*"),
            ("", "*/*"),
            ("multipart/form-data; boundary=x", "multipart/form-data"),
        ] {
            assert!(matches(sent, accepted), "{sent} {accepted}");
        }
        for (sent, accepted) in [
            ("", "application/json"),
            ("text/json", "application/json"),
            ("application/json; charset=latin1", "application/json"),
            ("application/jsonx", "application/json"),
            ("imagex/png", "image/*"),
        ] {
            assert!(!matches(sent, accepted), "{sent} {accepted}");
        }
    }
}
