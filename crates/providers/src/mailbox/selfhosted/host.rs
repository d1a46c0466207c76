//! Our own mail servers as a mailbox host.

use async_trait::async_trait;
use secrecy::{ExposeSecret, SecretString};

use super::{SelfHosted, keys, password};
use crate::mailbox::hosted::{DkimState, DomainState, MailboxState};
use crate::mailbox::{
    Capabilities, Capability, Connection, Dkim, DkimBy, DkimKey, DnsRecord, DomainName, HostDomain,
    MailServer, Mailbox, MailboxError, MailboxHost, MailboxPage, MailboxProvider, MailboxTarget,
    Mfa, NewMailbox, Photo, Security, Username, Verdict,
};

impl SelfHosted {
    fn described(&self, domain: &DomainState) -> HostDomain {
        HostDomain {
            name: domain.name.clone(),
            verified: true,
            verification: Vec::new(),
            mx: vec![DnsRecord::mx(&domain.name, 10, self.hostname.as_str())],
            spf: vec![format!("a:{}", self.hostname)],
            dkim: domain.signing(),
            autodiscover: Vec::new(),
        }
    }

    async fn need_domain(&self, name: &DomainName) -> Result<DomainState, MailboxError> {
        let found = self.mailboxes.0.domain(name).await?;
        found.ok_or(MailboxError::no_domain())
    }

    /// The hash of a password that fits the account. A name is no good secret.
    async fn hash(
        &self,
        username: &Username,
        new: &SecretString,
    ) -> Result<SecretString, MailboxError> {
        let lower = new.expose_secret().to_ascii_lowercase();
        if lower.contains(username.as_str()) {
            return Err(MailboxError::refused("the password holds the username"));
        }
        password::hash(new.clone(), self.entropy.clone()).await
    }
}

#[async_trait]
impl MailboxHost for SelfHosted {
    fn provider(&self) -> MailboxProvider {
        MailboxProvider::Smtp
    }

    fn capabilities(&self) -> Capabilities {
        Capabilities {
            live: true,
            verifies_domains: false,
            rename: true,
            keeps_old_address: true,
            password: true,
            photo: false,
            mfa: false,
            app_password: false,
            catch_all: true,
            dkim: DkimBy::Us,
        }
    }

    fn connection(&self) -> Connection {
        let server = |port, security| MailServer {
            host: self.hostname.clone(),
            port,
            security,
        };
        Connection {
            smtp: server(self.ports.submission, Security::StartTls),
            imap: server(self.ports.imaps, Security::Tls),
        }
    }

    async fn add_domain(&self, domain: &DomainName) -> Result<HostDomain, MailboxError> {
        let new = DomainState {
            name: domain.clone(),
            token: String::new(),
            verified: true,
            checks: 0,
            dkim: None,
            catch_all: None,
        };
        let added = self.mailboxes.add_domain(new).await?;
        Ok(self.described(&added))
    }

    async fn domain(&self, domain: &DomainName) -> Result<Option<HostDomain>, MailboxError> {
        let found = self.mailboxes.0.domain(domain).await?;
        Ok(found.map(|found| self.described(&found)))
    }

    async fn verify_domain(&self, domain: &DomainName) -> Result<Verdict, MailboxError> {
        self.need_domain(domain).await?;
        Ok(Verdict::Verified)
    }

    /// Signs at once: the servers do not look whether the record is there.
    async fn enable_dkim(
        &self,
        domain: &DomainName,
        key: Option<&DkimKey>,
    ) -> Result<Dkim, MailboxError> {
        let mut found = self.need_domain(domain).await?;
        let key = key.ok_or_else(|| MailboxError::refused("a key is needed"))?;
        if key.selector != self.selector {
            let reason = format!("the mail servers sign with the selector {}", self.selector);
            return Err(MailboxError::Refused { reason });
        }
        keys::write(&self.keys, domain, &key.private_pem).await?;
        found.dkim = Some(DkimState {
            selector: key.selector.clone(),
            record: key.public_record.clone(),
            signing: true,
        });
        self.mailboxes.0.change_domain(&found).await?;
        Ok(found.signing())
    }

    async fn delete_domain(&self, domain: &DomainName) -> Result<(), MailboxError> {
        self.mailboxes.forget_domain(domain).await?;
        keys::remove(&self.keys, domain).await
    }

    async fn mailboxes(
        &self,
        domain: &DomainName,
        after: Option<&str>,
    ) -> Result<MailboxPage, MailboxError> {
        self.need_domain(domain).await?;
        let (found, next) = self.mailboxes.page(domain, after).await?;
        Ok(MailboxPage {
            mailboxes: found.iter().map(|mailbox| mailbox.told(None)).collect(),
            next,
        })
    }

    async fn mailbox(&self, target: &MailboxTarget) -> Result<Option<Mailbox>, MailboxError> {
        let ours = self.mailboxes.ours(&target.address, &target.reference);
        Ok(ours.await?.map(|mailbox| mailbox.told(None)))
    }

    async fn create_mailbox(&self, new: &NewMailbox) -> Result<Mailbox, MailboxError> {
        self.need_domain(new.address.domain()).await?;
        let hash = self.hash(new.address.username(), &new.password).await?;
        Ok(self.mailboxes.create(new, hash).await?.told(None))
    }

    async fn rename_mailbox(
        &self,
        target: &MailboxTarget,
        username: &Username,
    ) -> Result<Mailbox, MailboxError> {
        const RESERVED: [&str; 3] = ["postmaster", "abuse", "mailer-daemon"];
        if RESERVED.contains(&username.as_str()) {
            return Err(MailboxError::refused(
                "the name is reserved for the mail servers",
            ));
        }
        Ok(self.mailboxes.rename(target, username).await?.told(None))
    }

    async fn set_password(
        &self,
        target: &MailboxTarget,
        password: &SecretString,
    ) -> Result<(), MailboxError> {
        // Hashing costs more than finding out that there is nothing to do.
        self.mailboxes.need(target).await?;
        let hash = self.hash(target.address.username(), password).await?;
        let set = |mailbox: &mut MailboxState| mailbox.password_hash = hash.clone();
        self.mailboxes.change(target, set).await.map(drop)
    }

    async fn set_photo(&self, _: &MailboxTarget, _: &Photo) -> Result<(), MailboxError> {
        Err(MailboxError::Unsupported(Capability::Photo))
    }

    async fn mfa(&self, _: &MailboxTarget) -> Result<Mfa, MailboxError> {
        Err(MailboxError::Unsupported(Capability::Mfa))
    }

    async fn set_catch_all(
        &self,
        domain: &DomainName,
        target: Option<&MailboxTarget>,
    ) -> Result<(), MailboxError> {
        self.mailboxes.catch_all(domain, target).await
    }

    async fn delete_mailbox(&self, target: &MailboxTarget) -> Result<(), MailboxError> {
        self.mailboxes.delete(target).await
    }
}
