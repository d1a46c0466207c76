//! Loading a file from an address that a user gave.

use reqwest::header::{ACCEPT, HeaderValue};

use super::{GuardedResolver, OutboundPolicy};
use crate::error::{Outage, ProviderError};
use crate::http::{Http, HttpSettings};

/// Loads files from addresses that users give: past the guard, within a time and a size, without
/// following redirects.
#[derive(Clone)]
pub struct Fetcher {
    http: Http,
    policy: OutboundPolicy,
}

impl Fetcher {
    /// One with the limits of `settings`; a longer file than `max_answer_bytes` is not loaded.
    ///
    /// # Errors
    /// If TLS can't be set up.
    pub fn new(settings: HttpSettings, guard: GuardedResolver) -> Result<Self, reqwest::Error> {
        let policy = guard.policy();
        Ok(Self {
            http: Http::for_files(settings, guard)?,
            policy,
        })
    }

    /// Loads the file at `url`. `accept` says what is wanted.
    ///
    /// # Errors
    /// The address is one that we do not call, nothing came from there, or it was too long.
    pub async fn fetch(&self, url: &str, accept: &'static str) -> Result<Vec<u8>, ProviderError> {
        let url = self.policy.check_link(url)?;
        let request = self.http.get(url.as_url().clone());
        let request = request.header(ACCEPT, HeaderValue::from_static(accept));
        let reply = self.http.read(request).await?;
        if reply.status.is_redirection() {
            return Err(Outage::Redirected.into());
        }
        if reply.status != reqwest::StatusCode::OK {
            let status = reply.status.as_u16();
            return Err(Outage::Status {
                status,
                reason: None,
            }
            .into());
        }
        Ok(reply.body)
    }
}

impl std::fmt::Debug for Fetcher {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Fetcher")
    }
}
