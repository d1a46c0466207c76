//! An answer, looked at closely.

use reqwest::header::HeaderMap;
use serde_json::Value;

/// What was answered.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body, byte for byte.
    pub body: Vec<u8>,
}

impl Answer {
    /// The body as text.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON.
    ///
    /// # Panics
    /// When it is none.
    #[must_use]
    #[track_caller]
    pub fn json(&self) -> Value {
        let text = self.text();
        serde_json::from_str(&text)
            .unwrap_or_else(|error| panic!("{error}: {} {text:?}", self.status))
    }

    /// A header; `name` in lower case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// A header that is a number.
    ///
    /// # Panics
    /// When it is missing or none.
    #[must_use]
    #[track_caller]
    pub fn number(&self, name: &str) -> u64 {
        let value = self.header(name);
        let number = value.and_then(|value| value.parse().ok());
        number.unwrap_or_else(|| panic!("{name} is {value:?} on {} {}", self.status, self.text()))
    }

    /// What a success holds.
    ///
    /// # Panics
    /// When it has another status, or not the success envelope.
    #[track_caller]
    pub fn data(&self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}", self.text());
        let mut body = self.json();
        assert_eq!(body["success"], true, "{body}");
        body["data"].take()
    }

    /// The error code, or nothing for a success.
    #[must_use]
    pub fn code(&self) -> Option<String> {
        let body: Value = serde_json::from_slice(&self.body).ok()?;
        Some(body["error"]["code"].as_str()?.to_owned())
    }

    /// Checks that this is the failure envelope with this status and code, as every failure of
    /// the API must be, and gives the error in it.
    ///
    /// # Panics
    /// When it is not.
    #[track_caller]
    pub fn refused(&self, status: u16, code: &str) -> Value {
        assert_eq!(
            (self.status, self.code().as_deref()),
            (status, Some(code)),
            "{}",
            self.text()
        );
        assert_eq!(self.header("content-type"), Some("application/json"));
        let mut body = self.json();
        assert_eq!(body["success"], false, "{body}");
        let id = self.header("x-request-id").expect("a request id");
        assert!(
            id.starts_with("req_") && body["error"]["requestId"] == id,
            "{id}: {body}"
        );
        assert!(
            body["error"]["message"]
                .as_str()
                .is_some_and(|text| !text.is_empty()),
            "{body}"
        );
        body["error"].take()
    }
}
