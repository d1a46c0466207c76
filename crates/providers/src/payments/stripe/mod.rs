//! Stripe, over its REST API.
//!
//! Sources (stored copies, read in November 2026): the official Go client of version 86 (parameters,
//! enumerations, errors, retries, the webhook package), whose API version [`API_VERSION`] is pinned
//! in every request; and the object shapes of stripe-mock.
//! - Requests are form-encoded with keys in brackets; amounts are cents; `Idempotency-Key` makes a
//!   repeated POST harmless.
//! - A call is repeated at most twice: when the connection failed, on 409, 429 and from 500 on, as
//!   `Stripe-Should-Retry` says where it is there. A call that timed out is not repeated: the caller
//!   comes again with the same key.
//! - A card that is refused off session answers 402 with `card_error`, and the payment in the error.
//! - `confirm=true` wants a `return_url` unless redirects are ruled out, so they are ruled out.
//!
//! Not confirmed against a live account: which status a payment method that was detached gives
//! (any complaint about `payment_method` is taken for a missing one); whether the API version's
//! event payloads differ from its answers.
//!
//! A thin client of our own, not `async-stripe` (read up to 1.0.0-alpha.5): that one has no limit on
//! an answer's time or size, ignores `Retry-After`, sleeps by itself, brings a second HTTP client,
//! and is generated for the whole API (50 seconds to minutes to compile, by its users' reports).

mod adapter;
mod client;
mod event;
mod failure;
mod form;
mod mapping;
mod requests;
mod settings;
mod signature;
mod wire;

use std::fmt;

use simpleinboxes_core::entropy::Entropy;

use crate::traffic::Traffic;

use client::Client;
pub use client::{Pause, Sleep};
pub use settings::{StripeSettings, StripeSettingsError};
use signature::Secrets;

/// The version of the API that requests and answers are written for.
pub const API_VERSION: &str = "2026-07-29.dahlia";

/// Stripe, with the keys of one account there.
pub struct Stripe {
    client: Client,
    secrets: Secrets,
    publishable_key: String,
    live: bool,
}

impl Stripe {
    /// A client that waits by the clock of the machine.
    ///
    /// # Errors
    /// When a setting can't be used.
    pub fn new(
        settings: &StripeSettings,
        entropy: Entropy,
        traffic: &Traffic,
    ) -> Result<Self, StripeSettingsError> {
        Self::pausing(settings, entropy, Sleep, traffic)
    }

    /// A client that waits between tries as `pause` does.
    ///
    /// # Errors
    /// When a setting can't be used.
    pub fn pausing(
        settings: &StripeSettings,
        entropy: Entropy,
        pause: impl Pause + 'static,
        traffic: &Traffic,
    ) -> Result<Self, StripeSettingsError> {
        let live = settings.check()?;
        Ok(Self {
            client: Client::new(settings, entropy, pause, traffic)?,
            secrets: Secrets::new(&settings.webhook_secrets),
            publishable_key: settings.publishable_key.clone(),
            live,
        })
    }
}

impl fmt::Debug for Stripe {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Stripe")
            .field("live", &self.live)
            .finish_non_exhaustive()
    }
}
