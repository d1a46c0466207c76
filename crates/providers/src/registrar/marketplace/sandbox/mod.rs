//! The embedded marketplace: it sells from a catalogue of its own, no money moves, and nobody
//! outside is asked.
//!
//! **What is sold**: domains under the top-level domains of [`CATALOGUE`], at the prices there.
//!
//! **What a name does** is told by the words in its first label, parted by hyphens; the first that
//! is in [`SPECIAL_WORDS`] counts. `lost-northwind.com` is bought, but the answer is lost;
//! `northwind-premium.io` is premium. Names of up to three characters are taken, and so is what
//! was bought here. All others are for sale.
//!
//! **Name servers** are taken as they are, but for those below `unregistered.example`: the registry
//! refuses them.
//!
//! Contacts have ids made of what is in them, so that the same contact is kept once. Domains are
//! given up 30 days after they expire. State lies behind
//! [`SandboxState`](crate::state::SandboxState); every change is one commit.

mod catalogue;
mod keep;
mod provider;
mod records;

use std::fmt;
use std::sync::Arc;

use simpleinboxes_core::clock::Clock;

use crate::domain_name::DomainName;
use crate::registrar::RegistrarError;
use crate::state::SandboxState;

pub use catalogue::{CATALOGUE, CatalogueEntry, SPECIAL_WORDS};
pub use records::Bought;

/// The embedded marketplace.
pub struct Sandbox {
    state: Arc<dyn SandboxState>,
    clock: Arc<dyn Clock>,
}

impl Sandbox {
    /// A marketplace that keeps what it sold in `state`.
    #[must_use]
    pub fn new(state: Arc<dyn SandboxState>, clock: Arc<dyn Clock>) -> Self {
        Self { state, clock }
    }

    /// What was bought of a domain; nothing if it never was. For tests, and for whoever wants to
    /// see what the sandbox did.
    ///
    /// # Errors
    /// When the state can't be read.
    pub async fn bought(&self, domain: &DomainName) -> Result<Option<Bought>, RegistrarError> {
        let kept = self.sold(domain).await?;
        Ok(kept.map(|kept| kept.value))
    }
}

impl fmt::Debug for Sandbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sandbox").finish_non_exhaustive()
    }
}
