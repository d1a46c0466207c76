//! Mailboxes that last as long as the process.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::{Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;

use super::{Change, DomainState, HostedMailboxes, KeepError, MailboxState};
use crate::mailbox::{Address, DomainName};

/// Mailboxes that last as long as the process: to try the program out, and for tests.
#[derive(Debug, Default)]
pub struct InMemoryMailboxes(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    domains: BTreeMap<DomainName, DomainState>,
    mailboxes: BTreeMap<Address, MailboxState>,
}

impl Kept {
    /// Whether an address of `mailbox` belongs to a mailbox other than the one at `except`.
    fn is_taken(&self, mailbox: &MailboxState, except: Option<&Address>) -> bool {
        let others = self
            .mailboxes
            .values()
            .filter(|other| Some(&other.address) != except);
        let mut taken = others.flat_map(|other| other.aliases.iter().chain([&other.address]));
        taken.any(|address| *address == mailbox.address || mailbox.aliases.contains(address))
    }

    fn stands(&self, address: &Address, version: i64) -> bool {
        let found = self.mailboxes.get(address);
        found.is_some_and(|mailbox| mailbox.version == version)
    }
}

impl InMemoryMailboxes {
    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl HostedMailboxes for InMemoryMailboxes {
    async fn domain(&self, name: &DomainName) -> Result<Option<DomainState>, KeepError> {
        Ok(self.kept().domains.get(name).cloned())
    }

    async fn insert_domain(&self, domain: &DomainState) -> Result<bool, KeepError> {
        match self.kept().domains.entry(domain.name.clone()) {
            Entry::Occupied(_) => Ok(false),
            Entry::Vacant(place) => {
                place.insert(domain.clone());
                Ok(true)
            }
        }
    }

    async fn change_domain(&self, domain: &DomainState) -> Result<(), KeepError> {
        if let Some(kept) = self.kept().domains.get_mut(&domain.name) {
            let catch_all = kept.catch_all.take();
            kept.clone_from(domain);
            kept.catch_all = catch_all;
        }
        Ok(())
    }

    async fn set_catch_all(
        &self,
        name: &DomainName,
        address: Option<&Address>,
    ) -> Result<bool, KeepError> {
        let mut kept = self.kept();
        let Some(domain) = kept.domains.get_mut(name) else {
            return Ok(false);
        };
        domain.catch_all = address.cloned();
        Ok(true)
    }

    async fn forget_domain(&self, name: &DomainName) -> Result<bool, KeepError> {
        let mut kept = self.kept();
        let in_use = kept.mailboxes.keys().any(|at| at.domain() == name);
        if !in_use {
            kept.domains.remove(name);
        }
        Ok(!in_use)
    }

    async fn mailbox(&self, address: &Address) -> Result<Option<MailboxState>, KeepError> {
        let kept = self.kept();
        let had = |mailbox: &&MailboxState| mailbox.aliases.contains(address);
        let found = kept.mailboxes.get(address);
        Ok(found.or_else(|| kept.mailboxes.values().find(had)).cloned())
    }

    async fn mailboxes(
        &self,
        domain: &DomainName,
        after: Option<&str>,
        limit: usize,
    ) -> Result<Vec<MailboxState>, KeepError> {
        let kept = self.kept();
        let mut found: Vec<&MailboxState> = kept
            .mailboxes
            .values()
            .filter(|mailbox| mailbox.address.domain() == domain)
            .filter(|mailbox| after.is_none_or(|after| mailbox.address.username().as_str() > after))
            .collect();
        found.sort_by_key(|mailbox| mailbox.address.username());
        Ok(found.into_iter().take(limit).cloned().collect())
    }

    async fn insert_mailbox(&self, mailbox: &MailboxState) -> Result<Change, KeepError> {
        let mut kept = self.kept();
        if kept.is_taken(mailbox, None) {
            return Ok(Change::Taken);
        }
        kept.mailboxes
            .insert(mailbox.address.clone(), mailbox.clone());
        Ok(Change::Made)
    }

    async fn change_mailbox(
        &self,
        address: &Address,
        mailbox: &MailboxState,
    ) -> Result<Change, KeepError> {
        let mut kept = self.kept();
        if !kept.stands(address, mailbox.version) {
            return Ok(Change::Stale);
        }
        if kept.is_taken(mailbox, Some(address)) {
            return Ok(Change::Taken);
        }
        kept.mailboxes.remove(address);
        let version = mailbox.version + 1;
        let changed = MailboxState {
            version,
            ..mailbox.clone()
        };
        kept.mailboxes.insert(mailbox.address.clone(), changed);
        Ok(Change::Made)
    }

    async fn forget_mailbox(&self, address: &Address, version: i64) -> Result<Change, KeepError> {
        let mut kept = self.kept();
        if !kept.stands(address, version) {
            return Ok(Change::Stale);
        }
        kept.mailboxes.remove(address);
        Ok(Change::Made)
    }
}
