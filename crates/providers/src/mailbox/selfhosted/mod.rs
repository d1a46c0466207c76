//! Our own mail servers: Dovecot for reading, Postfix for sending, OpenDKIM for signing.
//!
//! Mailboxes lie in our database. The servers read them by three SQL views made for them, so that a
//! mailbox, a password and a deletion count from the moment they are committed: no server is
//! restarted and none keeps an answer.
//!
//! | view | columns | used for |
//! |---|---|---|
//! | `mail_users` | `address`, `reference`, `password_hash` | log-in, delivery, which sender may be used |
//! | `mail_aliases` | `alias`, `address` | delivery; an `alias` of `@domain` takes what nobody else does |
//! | `mail_domains` | `domain` | which mail is ours |
//!
//! Addresses are in lower case. `password_hash` is what [`MailboxState::password_hash`] holds. Mail
//! lies in a folder by the reference, so that it survives a rename.
//!
//! - **Passwords** are hashed by Argon2id, which Debian's Dovecot (2.3, by libsodium) reads as
//!   `{ARGON2ID}`. A session that is open when the password changes lasts until it ends.
//! - **DKIM** keys are ours. Each is written to one file a domain, `<domain>.pem`, which OpenDKIM
//!   opens for each message: a new key signs at once. All domains share one selector. From a
//!   domain without a key no mail is taken, so that nothing unsigned gets out. The keys' folder
//!   belongs to root and the group `opendkim`, and no folder above it may be open to all.
//! - **Configuration** of all three is written by [`mail_config`].
//!
//! With SQLite the servers open the database file itself, whose group they must be in; with
//! PostgreSQL they need a role that may select from the views and nothing else.
//!
//! [`MailboxState::password_hash`]: super::MailboxState::password_hash

mod config;
mod host;
mod keys;
mod password;

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use simpleinboxes_core::entropy::Entropy;

pub use config::{
    ConfigError, ConfigFile, MailConfig, MailDatabase, MailFolders, MailPorts, mail_config,
};

use super::hosted::{HostedMailboxes, Keeping};

/// Our own mail servers as a host.
pub struct SelfHosted {
    mailboxes: Keeping,
    entropy: Entropy,
    hostname: String,
    ports: MailPorts,
    selector: String,
    keys: PathBuf,
}

impl SelfHosted {
    /// The servers that `config` describes.
    ///
    /// # Errors
    /// When the configuration can't be written.
    pub fn new(
        config: &MailConfig,
        mailboxes: Arc<dyn HostedMailboxes>,
        entropy: Entropy,
    ) -> Result<Self, ConfigError> {
        config.check()?;
        Ok(Self {
            mailboxes: Keeping(mailboxes),
            entropy,
            hostname: config.hostname.clone(),
            ports: config.ports,
            selector: config.dkim_selector.clone(),
            keys: config.folders.dkim_keys.clone(),
        })
    }
}

impl fmt::Debug for SelfHosted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SelfHosted")
            .field("hostname", &self.hostname)
            .finish_non_exhaustive()
    }
}
