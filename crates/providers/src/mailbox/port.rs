//! What a mailbox host is to the rest of the program.

use std::fmt;

use async_trait::async_trait;
use secrecy::SecretString;

use super::{
    Capability, Connection, Dkim, DkimKey, DomainName, HostDomain, Mailbox, MailboxError,
    MailboxPage, MailboxTarget, Mfa, NewMailbox, Photo, Username, Verdict,
};

/// Where mailboxes live: the values of `MailboxProvider` in the API.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MailboxProvider {
    /// Google Workspace.
    Google,
    /// Microsoft 365.
    Microsoft,
    /// Mail servers of our own.
    Smtp,
}

impl MailboxProvider {
    /// As it is in the API.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Google => "google",
            Self::Microsoft => "microsoft",
            Self::Smtp => "smtp",
        }
    }
}

/// Who makes the DKIM key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DkimBy {
    /// The host makes it and tells the records.
    Host,
    /// We make it and hand it over.
    Us,
    /// The host makes it, but only for a person at its console.
    Hand,
}

/// What a host can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Capabilities {
    /// Whether real mailboxes come of it.
    pub live: bool,
    /// Whether a domain must be verified before it has mailboxes.
    pub verifies_domains: bool,
    /// Whether a mailbox can get another username.
    pub rename: bool,
    /// Whether the old address stays an alias after that.
    pub keeps_old_address: bool,
    /// Whether a password can be set.
    pub password: bool,
    /// Whether a photo can be set.
    pub photo: bool,
    /// Whether it tells of the second factor.
    pub mfa: bool,
    /// Whether it gives a password of its own for mail programs.
    pub app_password: bool,
    /// Whether mail to unknown addresses can go to a mailbox.
    pub catch_all: bool,
    /// Who makes the DKIM key.
    pub dkim: DkimBy,
}

/// A mailbox host that can be called. Implemented once per host.
///
/// All calls can be repeated and end within the time set for them.
#[async_trait]
pub trait MailboxHost: Send + Sync + fmt::Debug {
    /// Which provider of the API it is.
    fn provider(&self) -> MailboxProvider;

    /// What it can do.
    fn capabilities(&self) -> Capabilities;

    /// How mail programs reach its mailboxes.
    fn connection(&self) -> Connection;

    /// Asks whether our account works, without changing anything.
    ///
    /// # Errors
    /// See [`MailboxError`].
    async fn test(&self) -> Result<(), MailboxError> {
        // Nobody has this name (RFC 2606), and to be told so takes access to domains.
        let Ok(nobody) = "simpleinboxes.example".parse() else {
            return Ok(());
        };
        self.domain(&nobody).await.map(drop)
    }

    /// Adds a domain, or finds it added.
    ///
    /// # Errors
    /// [`MailboxError::Taken`] when another account at the host has it.
    async fn add_domain(&self, domain: &DomainName) -> Result<HostDomain, MailboxError>;

    /// Reads a domain; nothing for one that was not added.
    ///
    /// # Errors
    /// See [`MailboxError`].
    async fn domain(&self, domain: &DomainName) -> Result<Option<HostDomain>, MailboxError>;

    /// Asks the host to look for the proof in the DNS.
    ///
    /// # Errors
    /// [`MailboxError::NotFound`] for a domain that was not added.
    async fn verify_domain(&self, domain: &DomainName) -> Result<Verdict, MailboxError>;

    /// Makes the key or takes ours, and switches signing on as soon as the host sees the records.
    /// Write the records that are answered, and call again until it signs. `key` is needed where
    /// [`Capabilities::dkim`] is [`DkimBy::Us`] and ignored elsewhere.
    ///
    /// # Errors
    /// [`MailboxError::Unsupported`] where a person has to do it.
    async fn enable_dkim(
        &self,
        domain: &DomainName,
        key: Option<&DkimKey>,
    ) -> Result<Dkim, MailboxError>;

    /// Takes a domain out; nothing happens if it is not there.
    ///
    /// # Errors
    /// [`MailboxError::Refused`] as long as it has mailboxes.
    async fn delete_domain(&self, domain: &DomainName) -> Result<(), MailboxError>;

    /// Reads the mailboxes of a domain, also those that are not ours. `after` is the `next` of the
    /// page before.
    ///
    /// # Errors
    /// [`MailboxError::NotFound`] for a domain that was not added, where the host tells.
    async fn mailboxes(
        &self,
        domain: &DomainName,
        after: Option<&str>,
    ) -> Result<MailboxPage, MailboxError>;

    /// Reads the mailbox at an address if it is ours.
    ///
    /// # Errors
    /// See [`MailboxError`].
    async fn mailbox(&self, target: &MailboxTarget) -> Result<Option<Mailbox>, MailboxError>;

    /// Makes a mailbox. One that is there with the same reference gets the names and the password
    /// that are asked for, and is answered.
    ///
    /// # Errors
    /// [`MailboxError::Taken`] when the address is somebody else's, [`MailboxError::NotVerified`]
    /// before the domain is, [`MailboxError::Full`] when the account has no licence left.
    async fn create_mailbox(&self, new: &NewMailbox) -> Result<Mailbox, MailboxError>;

    /// Gives a mailbox another username. One that has it already is answered.
    ///
    /// # Errors
    /// [`MailboxError::Taken`] when the new address is another's, [`MailboxError::NotFound`] when
    /// ours is at neither.
    async fn rename_mailbox(
        &self,
        target: &MailboxTarget,
        username: &Username,
    ) -> Result<Mailbox, MailboxError>;

    /// Sets a password; the old one does not work any more.
    ///
    /// # Errors
    /// [`MailboxError::Refused`] when it is against the host's rules.
    async fn set_password(
        &self,
        target: &MailboxTarget,
        password: &SecretString,
    ) -> Result<(), MailboxError>;

    /// Sets the profile photo.
    ///
    /// # Errors
    /// [`MailboxError::Unsupported`] where mailboxes have none.
    async fn set_photo(&self, target: &MailboxTarget, photo: &Photo) -> Result<(), MailboxError>;

    /// Reads the second factor.
    ///
    /// # Errors
    /// [`MailboxError::Unsupported`] where the host does not tell.
    async fn mfa(&self, target: &MailboxTarget) -> Result<Mfa, MailboxError>;

    /// Has mail to unknown addresses of a domain go to a mailbox of ours on it; without one it is
    /// refused.
    ///
    /// # Errors
    /// [`MailboxError::NotFound`] for a domain or a mailbox that is not there,
    /// [`MailboxError::Unsupported`] where no mailbox can have it.
    async fn set_catch_all(
        &self,
        _domain: &DomainName,
        _target: Option<&MailboxTarget>,
    ) -> Result<(), MailboxError> {
        Err(MailboxError::Unsupported(Capability::CatchAll))
    }

    /// Deletes a mailbox with all mail in it; nothing happens if ours is not there.
    ///
    /// # Errors
    /// See [`MailboxError`].
    async fn delete_mailbox(&self, target: &MailboxTarget) -> Result<(), MailboxError>;
}
