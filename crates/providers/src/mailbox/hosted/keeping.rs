//! Making, changing and deleting mailboxes that we keep ourselves.

use std::sync::Arc;

use secrecy::SecretString;

use super::{Change, DomainState, HostedMailboxes, MailboxState};
use crate::mailbox::{
    Address, DomainName, MailboxError, MailboxTarget, NewMailbox, Reference, Username,
};

/// How often a change is tried anew when others changed the same mailbox meanwhile.
const TRIES: u32 = 16;

/// Mailboxes on a page.
const PAGE: usize = 100;

/// The mailboxes with the rules of the port.
#[derive(Debug, Clone)]
pub(in crate::mailbox) struct Keeping(pub(in crate::mailbox) Arc<dyn HostedMailboxes>);

impl Keeping {
    /// The mailbox at an address, if it is ours.
    pub(in crate::mailbox) async fn ours(
        &self,
        address: &Address,
        reference: &Reference,
    ) -> Result<Option<MailboxState>, MailboxError> {
        let found = self.0.mailbox(address).await?;
        Ok(found.filter(|found| found.address == *address && found.reference == *reference))
    }

    /// The mailbox of a target, which must be there.
    pub(in crate::mailbox) async fn need(
        &self,
        target: &MailboxTarget,
    ) -> Result<MailboxState, MailboxError> {
        let found = self.ours(&target.address, &target.reference).await?;
        found.ok_or(MailboxError::no_mailbox())
    }

    /// Makes a mailbox, or brings the one of ours that is there into line.
    pub(in crate::mailbox) async fn create(
        &self,
        new: &NewMailbox,
        password_hash: SecretString,
    ) -> Result<MailboxState, MailboxError> {
        let made = MailboxState {
            version: 1,
            address: new.address.clone(),
            reference: new.reference.clone(),
            first_name: new.first_name.clone(),
            last_name: new.last_name.clone(),
            aliases: Vec::new(),
            password_hash,
            photo: None,
        };
        match self.0.insert_mailbox(&made).await? {
            Change::Made => return Ok(made),
            Change::Stale | Change::Taken => {}
        }
        let ours = self.ours(&new.address, &new.reference).await?;
        if ours.is_none() {
            return Err(taken(&new.address));
        }
        self.change(&new.target(), |mailbox| {
            mailbox.first_name.clone_from(&made.first_name);
            mailbox.last_name.clone_from(&made.last_name);
            mailbox.password_hash = made.password_hash.clone();
        })
        .await
    }

    /// Changes a mailbox in what is not its address.
    pub(in crate::mailbox) async fn change(
        &self,
        target: &MailboxTarget,
        edit: impl Fn(&mut MailboxState) + Send + Sync,
    ) -> Result<MailboxState, MailboxError> {
        for _ in 0..TRIES {
            let mut mailbox = self.need(target).await?;
            edit(&mut mailbox);
            if self.0.change_mailbox(&target.address, &mailbox).await? == Change::Made {
                return Ok(mailbox);
            }
        }
        Err(crowded())
    }

    /// Gives a mailbox another username; the old address becomes an alias.
    pub(in crate::mailbox) async fn rename(
        &self,
        target: &MailboxTarget,
        username: &Username,
    ) -> Result<MailboxState, MailboxError> {
        let to = target
            .address
            .renamed(username.clone())
            .map_err(|error| MailboxError::refused(error.to_string()))?;
        for _ in 0..TRIES {
            if let Some(there) = self.ours(&to, &target.reference).await? {
                return Ok(there);
            }
            let mut mailbox = self.need(target).await?;
            mailbox.aliases.retain(|alias| *alias != to);
            mailbox.aliases.push(target.address.clone());
            mailbox.address = to.clone();
            match self.0.change_mailbox(&target.address, &mailbox).await? {
                Change::Made => return Ok(mailbox),
                Change::Taken => return Err(taken(&to)),
                Change::Stale => {}
            }
        }
        Err(crowded())
    }

    /// Deletes a mailbox if it is ours and there.
    pub(in crate::mailbox) async fn delete(
        &self,
        target: &MailboxTarget,
    ) -> Result<(), MailboxError> {
        for _ in 0..TRIES {
            let Some(mailbox) = self.ours(&target.address, &target.reference).await? else {
                return Ok(());
            };
            let forgotten = self.0.forget_mailbox(&target.address, mailbox.version);
            if forgotten.await? == Change::Made {
                return Ok(());
            }
        }
        Err(crowded())
    }

    /// A page of the mailboxes of a domain, and where the next one begins.
    pub(in crate::mailbox) async fn page(
        &self,
        domain: &DomainName,
        after: Option<&str>,
    ) -> Result<(Vec<MailboxState>, Option<String>), MailboxError> {
        let mut found = self.0.mailboxes(domain, after, PAGE + 1).await?;
        let more = found.len() > PAGE;
        found.truncate(PAGE);
        let next = found
            .last()
            .filter(|_| more)
            .map(|last| last.address.username().to_string());
        Ok((found, next))
    }

    /// Adds a domain, or finds it added.
    pub(in crate::mailbox) async fn add_domain(
        &self,
        domain: DomainState,
    ) -> Result<DomainState, MailboxError> {
        for _ in 0..TRIES {
            if let Some(found) = self.0.domain(&domain.name).await? {
                return Ok(found);
            }
            if self.0.insert_domain(&domain).await? {
                return Ok(domain);
            }
        }
        Err(crowded())
    }

    /// Has a mailbox of ours get the mail to unknown addresses of a domain.
    pub(in crate::mailbox) async fn catch_all(
        &self,
        domain: &DomainName,
        target: Option<&MailboxTarget>,
    ) -> Result<(), MailboxError> {
        if let Some(target) = target {
            if target.address.domain() != domain {
                return Err(MailboxError::refused("the mailbox is on another domain"));
            }
            self.need(target).await?;
        }
        let address = target.map(|target| &target.address);
        let there = self.0.set_catch_all(domain, address).await?;
        there.then_some(()).ok_or_else(MailboxError::no_domain)
    }

    /// Takes a domain out if it has no mailboxes.
    pub(in crate::mailbox) async fn forget_domain(
        &self,
        domain: &DomainName,
    ) -> Result<(), MailboxError> {
        let gone = self.0.forget_domain(domain).await?;
        gone.then_some(())
            .ok_or_else(|| MailboxError::refused("the domain still has mailboxes"))
    }
}

fn taken(address: &Address) -> MailboxError {
    MailboxError::taken(format!("{address} belongs to another mailbox"))
}

fn crowded() -> MailboxError {
    MailboxError::State("too many changes at once".to_owned())
}
