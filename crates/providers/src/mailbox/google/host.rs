//! Google Workspace as a mailbox host.

use async_trait::async_trait;
use secrecy::{ExposeSecret, SecretString};
use serde_json::json;

use super::{Google, mapping};
use crate::mailbox::{
    Capabilities, Capability, Connection, Dkim, DkimBy, DkimKey, DomainName, HostDomain,
    MailServer, Mailbox, MailboxError, MailboxHost, MailboxPage, MailboxProvider, MailboxTarget,
    Mfa, NewMailbox, Photo, Security, Username, Verdict,
};

#[async_trait]
impl MailboxHost for Google {
    fn provider(&self) -> MailboxProvider {
        MailboxProvider::Google
    }

    fn capabilities(&self) -> Capabilities {
        Capabilities {
            live: true,
            verifies_domains: true,
            rename: true,
            keeps_old_address: true,
            password: true,
            photo: true,
            mfa: true,
            app_password: false,
            catch_all: false,
            dkim: DkimBy::Hand,
        }
    }

    fn connection(&self) -> Connection {
        let server = |host: &str, port, security| MailServer {
            host: host.to_owned(),
            port,
            security,
        };
        Connection {
            smtp: server("smtp.gmail.com", 587, Security::StartTls),
            imap: server("imap.gmail.com", 993, Security::Tls),
        }
    }

    async fn add_domain(&self, domain: &DomainName) -> Result<HostDomain, MailboxError> {
        let added = match self.find_domain(domain).await? {
            Some(found) => found,
            None => self.make_domain(domain).await?,
        };
        self.describe(&added).await
    }

    async fn domain(&self, domain: &DomainName) -> Result<Option<HostDomain>, MailboxError> {
        match self.find_domain(domain).await? {
            Some(found) => self.describe(&found).await.map(Some),
            None => Ok(None),
        }
    }

    async fn verify_domain(&self, domain: &DomainName) -> Result<Verdict, MailboxError> {
        self.verify(domain).await
    }

    async fn enable_dkim(&self, _: &DomainName, _: Option<&DkimKey>) -> Result<Dkim, MailboxError> {
        Err(MailboxError::Unsupported(Capability::Dkim))
    }

    async fn delete_domain(&self, domain: &DomainName) -> Result<(), MailboxError> {
        self.remove_domain(domain).await
    }

    async fn mailboxes(
        &self,
        domain: &DomainName,
        after: Option<&str>,
    ) -> Result<MailboxPage, MailboxError> {
        self.users(domain, after).await
    }

    async fn mailbox(&self, target: &MailboxTarget) -> Result<Option<Mailbox>, MailboxError> {
        let found = self.ours(target).await?;
        found.as_ref().map(mapping::mailbox).transpose()
    }

    async fn create_mailbox(&self, new: &NewMailbox) -> Result<Mailbox, MailboxError> {
        mapping::mailbox(&self.ensure_user(new).await?)
    }

    async fn rename_mailbox(
        &self,
        target: &MailboxTarget,
        username: &Username,
    ) -> Result<Mailbox, MailboxError> {
        let address = target
            .address
            .renamed(username.clone())
            .map_err(|error| MailboxError::refused(error.to_string()))?;
        let renamed = MailboxTarget {
            address,
            reference: target.reference.clone(),
        };
        if let Some(there) = self.ours(&renamed).await? {
            return mapping::mailbox(&there);
        }
        let user = self.need(target).await?;
        self.move_user(&user, &renamed.address).await?;
        mapping::mailbox(&self.need(&renamed).await?)
    }

    async fn set_password(
        &self,
        target: &MailboxTarget,
        password: &SecretString,
    ) -> Result<(), MailboxError> {
        let user = self.need(target).await?;
        let body =
            json!({"password": password.expose_secret(), "changePasswordAtNextLogin": false});
        self.change(&user, body, password).await
    }

    async fn set_photo(&self, target: &MailboxTarget, photo: &Photo) -> Result<(), MailboxError> {
        let user = self.need(target).await?;
        self.put_photo(&user, photo).await
    }

    async fn mfa(&self, target: &MailboxTarget) -> Result<Mfa, MailboxError> {
        let user = self.need(target).await?;
        Ok(Mfa {
            enabled: user.has_second_factor,
            secret: None,
        })
    }

    async fn delete_mailbox(&self, target: &MailboxTarget) -> Result<(), MailboxError> {
        match self.ours(target).await? {
            Some(user) => self.remove_user(&user).await,
            None => Ok(()),
        }
    }
}
