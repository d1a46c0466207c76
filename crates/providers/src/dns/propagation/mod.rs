//! What the public DNS says of a domain: its delegation, and its mail records.
//!
//! Nothing is read from a cache that somebody else keeps. The look begins at the root servers and
//! goes down as a resolver would, to the servers of the zone above the domain, which know what the
//! registrar has set; then the name servers that were assigned are asked themselves. Recursive
//! resolvers are asked besides, where the operator names some, to see what the world still believes.
//!
//! The words are those of the API; the judgement is `simpleinboxes_core::dns::verdict`'s.
//!
//! Every question has a time limit and every look a number of questions that it may ask, since the
//! servers that a domain names are anybody's. Addresses that are not public are not asked, unless the
//! operator allows it. hickory-net asks; its recursor is not used, because it tells only what came of
//! a look and not who said what.

mod ask;
mod delegation;
mod mail;
mod reach;
mod settings;
mod walk;

pub use delegation::{Delegation, Outcome, Role, ServerAnswer};
pub use mail::{Expected, MailLook, MailRecords};
pub use reach::Reached;
pub use settings::{PropagationSettings, PropagationSettingsError, RootServer};

use std::sync::{Arc, Mutex, PoisonError};

use tokio::time::Instant;

use ask::Asker;

/// Looks at domains in the public DNS.
#[derive(Debug, Clone)]
pub struct Propagation {
    asker: Asker,
    settings: PropagationSettings,
    /// Until when the root servers are not asked, shared by all who look.
    silent_until: Arc<Mutex<Option<Instant>>>,
}

impl Propagation {
    /// One who looks, by these settings.
    ///
    /// # Errors
    /// When a setting can't be used.
    pub fn new(settings: &PropagationSettings) -> Result<Self, PropagationSettingsError> {
        settings.check()?;
        Ok(Self {
            asker: Asker::new(settings),
            settings: settings.clone(),
            silent_until: Arc::default(),
        })
    }

    /// Whether no root server answered a moment ago.
    fn roots_are_silent(&self) -> bool {
        let until = self.silent_until.lock();
        let until = *until.unwrap_or_else(PoisonError::into_inner);
        until.is_some_and(|until| Instant::now() < until)
    }

    /// Notes that no root server answered.
    fn let_roots_rest(&self) {
        let until = Instant::now() + self.settings.roots_rest();
        let mut silent = self
            .silent_until
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        *silent = Some(until);
    }
}
