//! Cloudflare, API v4.
//!
//! Sources (stored copies, read in November 2026): Cloudflare's pages "Rate limits", "Zone status",
//! "Batch record changes", "Create DNS Record", "Create a redirect rule via API", "Redirect rule
//! settings", "Add rules to phase entry point rulesets"; its official SDKs (zones, dns, rulesets);
//! error bodies that public tests and issues quote.
//! - `Authorization: Bearer <token>`. The token needs Zone Edit and DNS Edit, and Dynamic URL
//!   Redirects (in the dashboard: Single Redirect Edit) for forwarding.
//! - Every answer is `{success, errors: [{code, message}], messages, result, result_info}`; what
//!   says `success: false` failed, whatever its status.
//! - A zone begins as `pending`, answers on its two name servers already, and is deleted after 28
//!   days if it is not delegated (Free plan). Made anew, it has other name servers.
//! - Records: `TXT` contents are quoted strings, split by Cloudflare itself where they are longer
//!   than 255 bytes; `SRV` and `CAA` are written and read by their `data`. The batch call carries out
//!   deletions, then patches, then additions, all or none, at most 200 on the Free plan; the error
//!   does not say which record it was, so a batch that is refused is sent one by one.
//! - 81057 and 81058: the record is there already. 81053: something else of that name is. 81044: it
//!   is gone. 1061: the zone exists. 10003: no rule was ever made in this phase.
//! - 1,200 requests in 5 minutes for a user, with `Retry-After`; after that all are refused for a
//!   while, so this client stops asking until the time is over.
//! - Forwarding is one redirect rule of ours, known by its `ref`, among those of the zone, which stay
//!   as they are, and proxied records of the domain and its `www`. Free zones have 10 such rules.
//!
//! Not confirmed against a live account: the codes of refused tokens (9109, 10000, 6003, 6111: told
//! apart by status where they do not come); what a second activation check within the hour answers;
//! that a rule's `ref` stays as it was given when the rule is patched.

mod adapter;
mod client;
mod failure;
mod record;
mod records;
mod rules;
mod settings;
mod wire;
mod zones;

use std::fmt;
use std::sync::Arc;

use simpleinboxes_core::clock::Clock;

use crate::traffic::Traffic;

use client::Client;
pub use settings::{CloudflareSettings, CloudflareSettingsError};

/// Cloudflare, with one account there.
pub struct Cloudflare {
    client: Client,
    account: String,
    batch: usize,
}

impl Cloudflare {
    /// A client. `clock` tells when the time is over that Cloudflare asked us to wait.
    ///
    /// # Errors
    /// When a setting can't be used.
    pub fn new(
        settings: &CloudflareSettings,
        clock: Arc<dyn Clock>,
        traffic: &Traffic,
    ) -> Result<Self, CloudflareSettingsError> {
        settings.check()?;
        Ok(Self {
            client: Client::new(settings, clock, traffic)?,
            account: settings.account_id.clone(),
            batch: settings.batch,
        })
    }
}

impl fmt::Debug for Cloudflare {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cloudflare")
            .field("account", &self.account)
            .finish_non_exhaustive()
    }
}
