//! The embedded payment provider: no money moves and nobody outside is asked.
//!
//! It is a provider like the others, and what a provider's own pages would do besides: pay a
//! checkout by card, confirm at the bank, save a card, and the customer portal. The service draws
//! the pages and calls these functions. Cards are told by their numbers, see [`TEST_CARDS`]; of a
//! card that is typed in, brand, last digits and expiry are kept, never the number.
//!
//! - **State** lies behind [`SandboxState`]; every change is one atomic commit of all documents
//!   that it touches, so that several processes can work at once and a crash leaves nothing half
//!   done.
//! - **Events** are written in the same commit as what they report. They wait in an outbox until
//!   the caller says that it has them ([`Sandbox::delivered`]), as webhooks are repeated until they
//!   are answered.
//! - **Secrets** (client secrets, the portal's tokens) are made from ids with the sandbox's key and
//!   are kept nowhere.
//! - **Slow payments** settle when they are read for the second time.

mod cards;
mod checkout;
mod closing;
mod events;
mod keep;
mod making;
mod portal;
mod provider;
mod records;
mod setup;
mod slow;

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use aws_lc_rs::hmac;
use secrecy::{ExposeSecret, SecretString};
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::clock::Clock;
use simpleinboxes_core::entropy::Entropy;
use url::Url;

use crate::hex::hex;

pub use cards::{TEST_CARDS, TestCard};
pub use checkout::{CheckoutView, PageState, PayOutcome};
pub use portal::PortalView;
pub use setup::SetupStep;

pub use crate::state::{Document, InMemory, SandboxState, StateError, Write};

/// The embedded payment provider.
pub struct Sandbox {
    state: Arc<dyn SandboxState>,
    clock: Arc<dyn Clock>,
    entropy: Entropy,
    pages: Url,
    key: hmac::Key,
    reported: AtomicU32,
}

impl Sandbox {
    /// A sandbox whose pages are served below `pages`: `checkout/<session>` and
    /// `portal/<token>`. All processes that share a state need the same `key`, 32 random bytes.
    #[must_use]
    pub fn new(
        state: Arc<dyn SandboxState>,
        clock: Arc<dyn Clock>,
        entropy: Entropy,
        pages: Url,
        key: &[u8; 32],
    ) -> Self {
        Self {
            state,
            clock,
            entropy,
            pages,
            key: hmac::Key::new(hmac::HMAC_SHA256, key),
            reported: AtomicU32::new(0),
        }
    }

    fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// A new id, which grows with time and can't be guessed.
    fn new_id(&self, prefix: &str) -> String {
        let millis = self.now().timestamp_millis();
        format!("{prefix}_sandbox{millis:012x}{}", self.random())
    }

    /// A new id of an event; those of one process keep their order within one millisecond.
    fn new_event_id(&self) -> String {
        let millis = self.now().timestamp_millis();
        let place = self.reported.fetch_add(1, Ordering::Relaxed);
        format!("evt_sandbox{millis:012x}{place:08x}{}", self.random())
    }

    fn random(&self) -> String {
        hex(&self.entropy.bytes::<16>())
    }

    /// The secret that belongs to an id: it can be made again, and need not be kept.
    fn secret_of(&self, id: &str) -> String {
        hex(&hmac::sign(&self.key, id.as_bytes()).as_ref()[..24])
    }

    /// `<id><mark><secret>`, for whoever may act on the object.
    fn sealed(&self, id: &str, mark: &str) -> SecretString {
        format!("{id}{mark}{}", self.secret_of(id)).into()
    }

    /// The id in a text from [`Sandbox::sealed`], if its secret is right.
    fn unseal<'a>(&self, sealed: &'a SecretString, mark: &str) -> Option<&'a str> {
        let (id, secret) = sealed.expose_secret().split_once(mark)?;
        let expected = self.secret_of(id);
        // Of two texts of which one is secret only the lengths may be told by time.
        aws_lc_rs::constant_time::verify_slices_are_equal(secret.as_bytes(), expected.as_bytes())
            .is_ok()
            .then_some(id)
    }

    fn page(&self, path: &str) -> String {
        crate::http::endpoint(&self.pages, path).to_string()
    }
}

impl fmt::Debug for Sandbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sandbox")
            .field("pages", &self.pages.as_str())
            .finish_non_exhaustive()
    }
}
