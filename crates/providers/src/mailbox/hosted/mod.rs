//! Mailboxes that we keep ourselves: those of the sandbox and those of our own mail servers.

mod keeping;
mod memory;

use std::fmt;

use async_trait::async_trait;
use secrecy::SecretString;
use thiserror::Error;

use super::{Address, Dkim, DnsRecord, DomainName, Mailbox, Reference};

pub(super) use keeping::Keeping;
pub use memory::InMemoryMailboxes;

/// A domain as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DomainState {
    /// Its name.
    pub name: DomainName,
    /// What is to be written into its zone as a proof; empty where none is asked for.
    pub token: String,
    /// Whether it is verified.
    pub verified: bool,
    /// How often it was asked to be verified.
    pub checks: u32,
    /// How signing stands; nothing before the key was there.
    pub dkim: Option<DkimState>,
    /// The address that gets mail to unknown ones; nothing where such mail is refused.
    /// [`HostedMailboxes::set_catch_all`] alone changes it.
    pub catch_all: Option<Address>,
}

/// How signing stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DkimState {
    /// The name below `_domainkey`.
    pub selector: String,
    /// The content of its TXT record.
    pub record: String,
    /// Whether mail is signed.
    pub signing: bool,
}

/// A mailbox as it is kept.
#[derive(Debug, Clone)]
pub struct MailboxState {
    /// One more with every change; [`HostedMailboxes::change_mailbox`] counts it.
    pub version: i64,
    /// Its address.
    pub address: Address,
    /// What the caller calls it.
    pub reference: Reference,
    /// The first name.
    pub first_name: String,
    /// The last name.
    pub last_name: String,
    /// Addresses that it had before and whose mail it still gets.
    pub aliases: Vec<Address>,
    /// What the password is checked with: a hash, with its scheme in braces before it.
    pub password_hash: SecretString,
    /// SHA-256 of the photo's bytes in hexadecimal; nothing when there is none.
    pub photo: Option<String>,
}

/// What came of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// It is made and lasts.
    Made,
    /// Nothing was changed: the mailbox is not there any more in the version that was read.
    Stale,
    /// Nothing was changed: one of the addresses is another's.
    Taken,
}

/// The mailboxes could not be read or kept. The text is for the operator's log.
#[derive(Debug, Clone, Error)]
#[error("{0}")]
pub struct KeepError(pub String);

/// Keeps domains and mailboxes of one host. The service does it in its database;
/// [`InMemoryMailboxes`] does it for who has none.
///
/// No two mailboxes share an address, aliases included. Every change is made whole or not at all,
/// and lasts once it is answered.
#[async_trait]
pub trait HostedMailboxes: Send + Sync + fmt::Debug {
    /// Reads a domain.
    ///
    /// # Errors
    /// When it can't be read.
    async fn domain(&self, name: &DomainName) -> Result<Option<DomainState>, KeepError>;

    /// Keeps a new domain, unless there is one with its name. Answers whether it was kept.
    ///
    /// # Errors
    /// When it can't be kept; whether it was is then unknown.
    async fn insert_domain(&self, domain: &DomainState) -> Result<bool, KeepError>;

    /// Puts a domain in the place of the one with its name; nothing happens if there is none.
    ///
    /// # Errors
    /// When it can't be kept; whether it was is then unknown.
    async fn change_domain(&self, domain: &DomainState) -> Result<(), KeepError>;

    /// Has an address get the mail to unknown ones of a domain. Answers whether the domain is
    /// there.
    ///
    /// # Errors
    /// When it can't be kept; whether it was is then unknown.
    async fn set_catch_all(
        &self,
        name: &DomainName,
        address: Option<&Address>,
    ) -> Result<bool, KeepError>;

    /// Forgets a domain, if it is there and has no mailboxes. Answers whether it is gone.
    ///
    /// # Errors
    /// When it can't be forgotten; whether it was is then unknown.
    async fn forget_domain(&self, name: &DomainName) -> Result<bool, KeepError>;

    /// Reads the mailbox that has this address, or had it and gets its mail.
    ///
    /// # Errors
    /// When it can't be read.
    async fn mailbox(&self, address: &Address) -> Result<Option<MailboxState>, KeepError>;

    /// Reads the first `limit` mailboxes of a domain whose usernames come after `after`, in the
    /// order of their usernames' bytes.
    ///
    /// # Errors
    /// When they can't be read.
    async fn mailboxes(
        &self,
        domain: &DomainName,
        after: Option<&str>,
        limit: usize,
    ) -> Result<Vec<MailboxState>, KeepError>;

    /// Keeps a new mailbox; answers [`Change::Taken`] when one of its addresses is another's.
    ///
    /// # Errors
    /// When it can't be kept; whether it was is then unknown.
    async fn insert_mailbox(&self, mailbox: &MailboxState) -> Result<Change, KeepError>;

    /// Puts `mailbox` in the place of the one at `address` if that has the version in `mailbox`,
    /// which is counted up.
    ///
    /// # Errors
    /// When it can't be kept; whether it was is then unknown.
    async fn change_mailbox(
        &self,
        address: &Address,
        mailbox: &MailboxState,
    ) -> Result<Change, KeepError>;

    /// Forgets the mailbox at `address` if it has this version. Never answers [`Change::Taken`].
    ///
    /// # Errors
    /// When it can't be forgotten; whether it was is then unknown.
    async fn forget_mailbox(&self, address: &Address, version: i64) -> Result<Change, KeepError>;
}

impl DomainState {
    /// How signing stands, in the port's terms.
    pub(super) fn signing(&self) -> Dkim {
        let Some(dkim) = &self.dkim else {
            return Dkim::default();
        };
        let name = format!("{}._domainkey.{}", dkim.selector, self.name);
        Dkim {
            records: vec![DnsRecord::txt(name, dkim.record.as_str())],
            signing: dkim.signing,
        }
    }
}

impl MailboxState {
    /// The mailbox in the port's terms.
    pub(super) fn told(&self, app_password: Option<SecretString>) -> Mailbox {
        let mut aliases = self.aliases.clone();
        aliases.sort_unstable();
        Mailbox {
            address: self.address.clone(),
            reference: Some(self.reference.clone()),
            first_name: self.first_name.clone(),
            last_name: self.last_name.clone(),
            aliases,
            suspended: false,
            app_password,
        }
    }
}

impl From<KeepError> for super::MailboxError {
    fn from(error: KeepError) -> Self {
        Self::State(error.0)
    }
}
