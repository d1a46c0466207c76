//! The sandbox as a mailbox host.

use async_trait::async_trait;
use aws_lc_rs::digest;
use secrecy::{ExposeSecret, SecretString};

use super::{SandboxHost, failures};
use crate::hex::hex;
use crate::mailbox::hosted::{DkimState, DomainState, MailboxState};
use crate::mailbox::{
    Address, Capabilities, Capability, Connection, Dkim, DkimBy, DkimKey, DnsRecord, DomainName,
    HostDomain, MailServer, Mailbox, MailboxError, MailboxHost, MailboxPage, MailboxProvider,
    MailboxTarget, Mfa, NewMailbox, Photo, Security, Username, Verdict,
};

/// The name below `_domainkey` under which the sandbox's own key stands.
const SELECTOR: &str = "sandbox";

impl SandboxHost {
    fn told(&self, mailbox: &MailboxState) -> Mailbox {
        let gives = self.able().app_password;
        mailbox.told(gives.then(|| self.app_password(&mailbox.reference)))
    }

    fn described(&self, domain: &DomainState) -> HostDomain {
        let name = &domain.name;
        let host = &self.mail_host;
        let asked = self.able().verifies_domains;
        let verification = asked.then(|| DnsRecord::txt(name.as_str(), domain.token.as_str()));
        HostDomain {
            name: name.clone(),
            verified: domain.verified,
            verification: verification.into_iter().collect(),
            mx: vec![DnsRecord::mx(name, 10, format!("mx.{host}"))],
            spf: vec![format!("include:spf.{host}")],
            dkim: domain.signing(),
            autodiscover: vec![DnsRecord::cname(
                format!("autodiscover.{name}"),
                format!("autodiscover.{host}"),
            )],
        }
    }

    /// Whether a mail program would get in with this password. It is the account's own or the one
    /// for mail programs.
    ///
    /// # Errors
    /// When the mailboxes can't be read.
    pub async fn accepts(
        &self,
        address: &Address,
        password: &SecretString,
    ) -> Result<bool, MailboxError> {
        let found = self.mailboxes.0.mailbox(address).await?;
        let Some(mailbox) = found.filter(|found| found.address == *address) else {
            return Ok(false);
        };
        let given = password.expose_secret();
        let own = self.password_hash(password);
        let other = self.app_password(&mailbox.reference);
        Ok(own.expose_secret() == mailbox.password_hash.expose_secret()
            || self.able().app_password && given == other.expose_secret())
    }

    async fn need_domain(&self, name: &DomainName) -> Result<DomainState, MailboxError> {
        failures::reach(name)?;
        let found = self.mailboxes.0.domain(name).await?;
        found.ok_or(MailboxError::no_domain())
    }

    fn own_key(&self, domain: &DomainName) -> DkimKey {
        DkimKey {
            selector: SELECTOR.to_owned(),
            private_pem: SecretString::default(),
            public_record: self.dkim_record(domain),
        }
    }
}

/// Hosts refuse a password that holds the username.
fn check_password(address: &Address, password: &SecretString) -> Result<(), MailboxError> {
    let password = password.expose_secret().to_ascii_lowercase();
    if password.contains(address.username().as_str()) {
        return Err(MailboxError::refused("the password holds the username"));
    }
    Ok(())
}

#[async_trait]
impl MailboxHost for SandboxHost {
    fn provider(&self) -> MailboxProvider {
        self.provider
    }

    fn capabilities(&self) -> Capabilities {
        self.able()
    }

    fn connection(&self) -> Connection {
        let server = |kind: &str, port, security| MailServer {
            host: format!("{kind}.{}", self.mail_host),
            port,
            security,
        };
        Connection {
            smtp: server("smtp", 587, Security::StartTls),
            imap: server("imap", 993, Security::Tls),
        }
    }

    async fn add_domain(&self, domain: &DomainName) -> Result<HostDomain, MailboxError> {
        failures::reach(domain)?;
        if failures::begins(domain, "taken-") {
            return Err(MailboxError::taken("another account has the domain"));
        }
        let new = DomainState {
            name: domain.clone(),
            token: self.token(domain),
            verified: !self.able().verifies_domains,
            checks: 0,
            dkim: None,
            catch_all: None,
        };
        let added = self.mailboxes.add_domain(new).await?;
        Ok(self.described(&added))
    }

    async fn domain(&self, domain: &DomainName) -> Result<Option<HostDomain>, MailboxError> {
        failures::reach(domain)?;
        let found = self.mailboxes.0.domain(domain).await?;
        Ok(found.map(|found| self.described(&found)))
    }

    async fn verify_domain(&self, domain: &DomainName) -> Result<Verdict, MailboxError> {
        let mut found = self.need_domain(domain).await?;
        if found.verified {
            return Ok(Verdict::Verified);
        }
        found.checks = found.checks.saturating_add(1);
        let slow = failures::begins(domain, "slow-") && found.checks < failures::SLOW_CHECKS;
        found.verified = !slow && !failures::begins(domain, "unverified-");
        self.mailboxes.0.change_domain(&found).await?;
        Ok(if found.verified {
            Verdict::Verified
        } else {
            Verdict::Pending {
                reason: "the record was not found".to_owned(),
            }
        })
    }

    async fn enable_dkim(
        &self,
        domain: &DomainName,
        key: Option<&DkimKey>,
    ) -> Result<Dkim, MailboxError> {
        let mut found = self.need_domain(domain).await?;
        if !found.verified {
            return Err(MailboxError::NotVerified);
        }
        let key = match (self.able().dkim, key) {
            (DkimBy::Us, Some(key)) if key.is_named() => key.clone(),
            (DkimBy::Us, _) => return Err(MailboxError::refused("a key is needed")),
            (DkimBy::Host | DkimBy::Hand, _) => self.own_key(domain),
        };
        let known = found.dkim.as_ref();
        let seen = known
            .is_some_and(|dkim| dkim.selector == key.selector && dkim.record == key.public_record);
        found.dkim = Some(DkimState {
            selector: key.selector,
            record: key.public_record,
            signing: seen && !failures::begins(domain, "nodkim-"),
        });
        self.mailboxes.0.change_domain(&found).await?;
        Ok(found.signing())
    }

    async fn delete_domain(&self, domain: &DomainName) -> Result<(), MailboxError> {
        failures::reach(domain)?;
        self.mailboxes.forget_domain(domain).await
    }

    async fn mailboxes(
        &self,
        domain: &DomainName,
        after: Option<&str>,
    ) -> Result<MailboxPage, MailboxError> {
        self.need_domain(domain).await?;
        let (found, next) = self.mailboxes.page(domain, after).await?;
        Ok(MailboxPage {
            mailboxes: found.iter().map(|mailbox| self.told(mailbox)).collect(),
            next,
        })
    }

    async fn mailbox(&self, target: &MailboxTarget) -> Result<Option<Mailbox>, MailboxError> {
        failures::reach(target.address.domain())?;
        let ours = self.mailboxes.ours(&target.address, &target.reference);
        Ok(ours.await?.map(|mailbox| self.told(&mailbox)))
    }

    async fn create_mailbox(&self, new: &NewMailbox) -> Result<Mailbox, MailboxError> {
        let domain = self.need_domain(new.address.domain()).await?;
        if !domain.verified {
            return Err(MailboxError::NotVerified);
        }
        failures::make(new.address.username())?;
        check_password(&new.address, &new.password)?;
        let made = self
            .mailboxes
            .create(new, self.password_hash(&new.password));
        Ok(self.told(&made.await?))
    }

    async fn rename_mailbox(
        &self,
        target: &MailboxTarget,
        username: &Username,
    ) -> Result<Mailbox, MailboxError> {
        failures::reach(target.address.domain())?;
        failures::give(username)?;
        let renamed = self.mailboxes.rename(target, username).await?;
        Ok(self.told(&renamed))
    }

    async fn set_password(
        &self,
        target: &MailboxTarget,
        password: &SecretString,
    ) -> Result<(), MailboxError> {
        failures::reach(target.address.domain())?;
        failures::take(target.address.username(), "nopassword", "the password")?;
        check_password(&target.address, password)?;
        let hash = self.password_hash(password);
        let set = |mailbox: &mut MailboxState| mailbox.password_hash = hash.clone();
        self.mailboxes.change(target, set).await.map(drop)
    }

    async fn set_photo(&self, target: &MailboxTarget, photo: &Photo) -> Result<(), MailboxError> {
        if !self.able().photo {
            return Err(MailboxError::Unsupported(Capability::Photo));
        }
        failures::reach(target.address.domain())?;
        failures::take(target.address.username(), "nophoto", "the photo")?;
        let digest = hex(digest::digest(&digest::SHA256, &photo.bytes).as_ref());
        let set = |mailbox: &mut MailboxState| mailbox.photo = Some(digest.clone());
        self.mailboxes.change(target, set).await.map(drop)
    }

    async fn mfa(&self, target: &MailboxTarget) -> Result<Mfa, MailboxError> {
        if !self.able().mfa {
            return Err(MailboxError::Unsupported(Capability::Mfa));
        }
        failures::reach(target.address.domain())?;
        let mailbox = self.mailboxes.need(target).await?;
        let enabled = failures::has_second_factor(target.address.username());
        Ok(Mfa {
            enabled,
            secret: enabled.then(|| self.totp_secret(&mailbox.reference)),
        })
    }

    async fn set_catch_all(
        &self,
        domain: &DomainName,
        target: Option<&MailboxTarget>,
    ) -> Result<(), MailboxError> {
        if !self.able().catch_all {
            return Err(MailboxError::Unsupported(Capability::CatchAll));
        }
        failures::reach(domain)?;
        self.mailboxes.catch_all(domain, target).await
    }

    async fn delete_mailbox(&self, target: &MailboxTarget) -> Result<(), MailboxError> {
        failures::reach(target.address.domain())?;
        failures::delete(target.address.username())?;
        self.mailboxes.delete(target).await
    }
}
