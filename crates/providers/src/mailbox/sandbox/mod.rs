//! The embedded mailbox host: it plays any provider, and no mailbox comes of it.
//!
//! What it was asked is kept in [`HostedMailboxes`], so that whole journeys run offline. It never
//! asks the DNS: a domain is verified when it is asked, and signs from the second time on that DKIM
//! is enabled, as if its records had been written in between.
//!
//! # What fails
//! Names decide, so that a test or a demonstration can have any failure it wants.
//!
//! | domain begins with | what happens |
//! |---|---|
//! | `taken-` | adding it is refused: another account has it |
//! | `unverified-` | it is never verified |
//! | `slow-` | it is verified the third time it is asked |
//! | `nodkim-` | it never signs |
//! | `limited-` | every call asks to come again in 30 seconds |
//! | `down-` | every call answers status 503 |
//!
//! | first word of the username | what happens |
//! |---|---|
//! | `taken` | making it, or renaming to it, is refused: it is another's |
//! | `refused` | making it, or renaming to it, is refused for good |
//! | `full` | making it is refused: no licence is left |
//! | `down` | making it answers status 503 |
//! | `nopassword` | a new password is refused |
//! | `nophoto` | a photo is refused |
//! | `nodelete` | deleting it answers status 503 |
//! | `mfa` | it has a second factor, where the provider has such a thing |
//!
//! A password that holds the whole username, in any case, is refused, as hosts do.

mod failures;
mod host;
mod secrets;

use std::fmt;
use std::sync::Arc;

use aws_lc_rs::hmac;

use super::hosted::{HostedMailboxes, Keeping};
use super::port::{Capabilities, DkimBy, MailboxProvider};

/// The embedded mailbox host.
pub struct SandboxHost {
    provider: MailboxProvider,
    mailboxes: Keeping,
    mail_host: String,
    key: hmac::Key,
}

impl SandboxHost {
    /// A host that plays `provider`. `mail_host` is the domain that its servers pretend to be in;
    /// `key`, 32 random bytes, makes what is secret and must be the same in all processes that
    /// share the mailboxes.
    #[must_use]
    pub fn new(
        provider: MailboxProvider,
        mailboxes: Arc<dyn HostedMailboxes>,
        mail_host: &str,
        key: &[u8; 32],
    ) -> Self {
        Self {
            provider,
            mailboxes: Keeping(mailboxes),
            mail_host: mail_host.to_owned(),
            key: hmac::Key::new(hmac::HMAC_SHA256, key),
        }
    }

    const fn able(&self) -> Capabilities {
        let elsewhere = !matches!(self.provider, MailboxProvider::Smtp);
        Capabilities {
            live: false,
            verifies_domains: elsewhere,
            rename: true,
            keeps_old_address: true,
            password: true,
            photo: elsewhere,
            mfa: elsewhere,
            app_password: matches!(self.provider, MailboxProvider::Google),
            catch_all: !elsewhere,
            dkim: if elsewhere { DkimBy::Host } else { DkimBy::Us },
        }
    }
}

impl fmt::Debug for SandboxHost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SandboxHost")
            .field("provider", &self.provider)
            .finish_non_exhaustive()
    }
}
