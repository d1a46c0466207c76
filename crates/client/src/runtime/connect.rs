//! How a client is made.

use std::{fmt, time::Duration};

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};

/// How long a connection may take to come about.
const CONNECT: Duration = Duration::from_secs(10);

/// How long a call may take.
const CALL: Duration = Duration::from_secs(60);

/// Makes a client. A credential is set here, once, and never printed.
#[derive(Debug)]
pub struct ClientBuilder {
    base_url: String,
    headers: HeaderMap,
    timeout: Duration,
    http: Option<reqwest::ClientBuilder>,
}

/// Why a client could not be made.
#[derive(Debug)]
#[non_exhaustive]
pub enum BuildError {
    /// A credential holds a character that a header cannot carry.
    Credential,
    /// The HTTP client could not be set up.
    Http(reqwest::Error),
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Credential => {
                f.write_str("the credential holds a character that a header cannot carry")
            }
            Self::Http(error) => write!(f, "the HTTP client could not be set up: {error}"),
        }
    }
}

impl std::error::Error for BuildError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Credential => None,
            Self::Http(error) => Some(error),
        }
    }
}

impl ClientBuilder {
    pub(crate) fn new(base_url: impl Into<String>) -> Self {
        let base_url: String = base_url.into();
        Self {
            base_url: base_url.trim_end_matches('/').to_owned(),
            headers: HeaderMap::new(),
            timeout: CALL,
            http: None,
        }
    }

    /// How long a call may take; 60 seconds if not set.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Starts from these settings of the HTTP client, for a proxy or roots of trust say. Its
    /// default headers are replaced by the credentials.
    #[must_use]
    pub fn http(mut self, http: reqwest::ClientBuilder) -> Self {
        self.http = Some(http);
        self
    }

    #[allow(dead_code, reason = "an API may have no credentials")]
    pub(crate) fn header(mut self, name: &'static str, value: String) -> Result<Self, BuildError> {
        let mut value = HeaderValue::try_from(value).map_err(|_| BuildError::Credential)?;
        value.set_sensitive(true);
        self.headers.insert(HeaderName::from_static(name), value);
        Ok(self)
    }

    pub(crate) fn into_parts(self) -> Result<(String, reqwest::Client), BuildError> {
        let client = self
            .http
            .unwrap_or_default()
            .default_headers(self.headers)
            .connect_timeout(CONNECT)
            .timeout(self.timeout)
            // A redirect would carry the credential to wherever it leads.
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .map_err(BuildError::Http)?;
        Ok((self.base_url, client))
    }
}

/// The value of `Authorization` for HTTP Basic (RFC 7617).
#[must_use]
pub fn basic(user: &str, password: &str) -> String {
    use base64::{Engine as _, engine::general_purpose::STANDARD};
    format!("Basic {}", STANDARD.encode(format!("{user}:{password}")))
}
