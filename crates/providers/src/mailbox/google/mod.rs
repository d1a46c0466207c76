//! Google Workspace, over the Directory API and the Site Verification API.
//!
//! Sources (stored copies, read in November 2026): the reference of the Admin SDK's Directory API
//! `directory_v1` (domains, users, users.aliases, users.photos) with its guides on users and aliases
//! and its list of common errors; of the Site Verification API v1 (webResource getToken, insert);
//! Google's page on OAuth for service accounts.
//! - Tokens by a signed assertion of a service account, which acts as an administrator of the
//!   account (domain-wide delegation) with three scopes: `admin.directory.domain`,
//!   `admin.directory.user` and `siteverification`.
//! - Our reference is an external id of the type `custom`, named `simpleinboxes`.
//! - A user is found by any of its aliases; only the one at its first address counts here.
//! - Quotas come as 403 with the reason `quotaExceeded`, `rateLimitExceeded` or
//!   `userRateLimitExceeded`, not only as 429.
//! - A deleted user can be restored for 20 days at Google.
//!
//! What Google has no interface for: **DKIM** keys are made in the Admin console alone, so that a
//! person has to do it ([`DkimBy::Hand`](super::DkimBy::Hand)); **app passwords** can be listed and
//! taken back, but not made, so that mail programs use OAuth or a password made by hand; of the
//! second factor only its presence is told.
//!
//! Not confirmed against a live account: whether a domain is `verified` in the directory as soon as
//! the Site Verification API took the proof of the same administrator; what is answered when the
//! account has no licence left (412 is taken for it); whether a rename to one's own alias needs the
//! alias removed first (it is).

mod client;
mod domains;
mod host;
mod mapping;
mod settings;
mod users;
mod wire;

use std::fmt;
use std::sync::Arc;

use simpleinboxes_core::clock::Clock;

use crate::traffic::Traffic;

use client::Client;
pub use settings::{GoogleSettings, GoogleSettingsError};

/// Google Workspace, with one account there.
pub struct Google {
    client: Client,
    customer: String,
}

impl Google {
    /// One account.
    ///
    /// # Errors
    /// When a setting can't be used.
    pub fn new(
        settings: &GoogleSettings,
        clock: Arc<dyn Clock>,
        traffic: &Traffic,
    ) -> Result<Self, GoogleSettingsError> {
        settings.check()?;
        Ok(Self {
            client: Client::new(settings, clock, traffic)?,
            customer: settings.customer.clone(),
        })
    }
}

impl fmt::Debug for Google {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Google").finish_non_exhaustive()
    }
}
