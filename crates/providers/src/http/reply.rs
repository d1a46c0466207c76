//! A vendor's complete answer.

use std::time::Duration;

use chrono::DateTime;
use reqwest::StatusCode;
use reqwest::header::{CONTENT_TYPE, DATE, HeaderMap, HeaderName, RETRY_AFTER};
use serde::de::DeserializeOwned;

use crate::error::Outage;

/// Longer waits than this are a vendor's mistake or not worth telling.
const LONGEST_WAIT: Duration = Duration::from_secs(24 * 60 * 60);

/// A vendor's complete answer. Has no `Debug`: bodies hold tokens and passwords.
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Reply {
    /// The body as the vendor documents it.
    pub(crate) fn json<T: DeserializeOwned>(&self) -> Result<T, Outage> {
        serde_json::from_slice(&self.body).map_err(|_| Outage::Garbage)
    }

    /// The body as one of the vendor's error shapes, if it is one.
    pub(crate) fn error<T: DeserializeOwned>(&self) -> Option<T> {
        serde_json::from_slice(&self.body).ok()
    }

    /// The body, if it is a line of plain text.
    pub(crate) fn plain_text(&self) -> Option<String> {
        let kind = self.header(&CONTENT_TYPE)?;
        let text = str::from_utf8(&self.body).ok()?.trim();
        let usable = kind.starts_with("text/plain") && !text.is_empty();
        usable.then(|| text.to_owned())
    }

    /// `Retry-After`, in seconds or as a date. A date is taken against the answer's own `Date`, so
    /// that a clock that differs from the vendor's does no harm.
    pub(crate) fn retry_after(&self) -> Option<Duration> {
        let text = self.header(&RETRY_AFTER)?;
        let wait = match text.trim().parse::<u64>() {
            Ok(seconds) => Duration::from_secs(seconds),
            Err(_) => {
                let until = DateTime::parse_from_rfc2822(text).ok()?;
                let sent = DateTime::parse_from_rfc2822(self.header(&DATE)?).ok()?;
                (until - sent).to_std().ok()?
            }
        };
        Some(wait.min(LONGEST_WAIT))
    }

    fn header(&self, name: &HeaderName) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wait(headers: &[(HeaderName, &'static str)]) -> Option<Duration> {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.insert(name, value.parse().expect("a header value"));
        }
        let reply = Reply {
            status: StatusCode::TOO_MANY_REQUESTS,
            headers: map,
            body: Vec::new(),
        };
        reply.retry_after()
    }

    #[test]
    fn waits_are_read_in_both_forms() {
        let later = (RETRY_AFTER, "Tue, 16 Feb 2021 09:02:42 GMT");
        let sent = (DATE, "Tue, 16 Feb 2021 09:02:12 GMT");
        assert_eq!(wait(&[(RETRY_AFTER, "2")]), Some(Duration::from_secs(2)));
        assert_eq!(wait(&[later.clone(), sent]), Some(Duration::from_secs(30)));
        assert_eq!(wait(&[later]), None, "no date to take it against");
    }

    #[test]
    fn nonsense_waits_are_dropped_or_bounded() {
        assert_eq!(wait(&[]), None);
        assert_eq!(wait(&[(RETRY_AFTER, "soon")]), None);
        assert_eq!(wait(&[(RETRY_AFTER, "-5")]), None);
        assert_eq!(wait(&[(RETRY_AFTER, "99999999999")]), Some(LONGEST_WAIT));
    }
}
