//! The mailboxes of one host in the store.

use std::sync::Arc;

use async_trait::async_trait;
use simpleinboxes_providers::mailbox::{
    Address, Change, DkimState, DomainName, DomainState, HostedMailboxes, KeepError, MailboxState,
    Reference,
};
use simpleinboxes_store::{
    HostedChange, HostedDkim, HostedDomain, HostedMailbox, Store, StoreError,
};

/// Keeps the domains and mailboxes of one host in the store.
#[derive(Debug)]
pub(super) struct StoredMailboxes {
    store: Arc<Store>,
    host: &'static str,
}

impl StoredMailboxes {
    /// Those of the host with this name.
    pub(super) fn of(host: &'static str, store: &Arc<Store>) -> Arc<Self> {
        Arc::new(Self {
            store: Arc::clone(store),
            host,
        })
    }
}

#[async_trait]
impl HostedMailboxes for StoredMailboxes {
    async fn domain(&self, name: &DomainName) -> Result<Option<DomainState>, KeepError> {
        let found = self.store.hosted_domain(self.host, name.as_str()).await;
        found.map_err(told)?.map(domain).transpose()
    }

    async fn insert_domain(&self, domain: &DomainState) -> Result<bool, KeepError> {
        let row = domain_row(domain);
        let inserted = self.store.insert_hosted_domain(self.host, &row).await;
        inserted.map_err(told)
    }

    async fn change_domain(&self, domain: &DomainState) -> Result<(), KeepError> {
        let row = domain_row(domain);
        let changed = self.store.change_hosted_domain(self.host, &row).await;
        changed.map_err(told)
    }

    async fn set_catch_all(
        &self,
        name: &DomainName,
        address: Option<&Address>,
    ) -> Result<bool, KeepError> {
        let address = address.map(ToString::to_string);
        let set = self
            .store
            .set_hosted_catch_all(self.host, name.as_str(), address.as_deref());
        set.await.map_err(told)
    }

    async fn forget_domain(&self, name: &DomainName) -> Result<bool, KeepError> {
        let gone = self.store.forget_hosted_domain(self.host, name.as_str());
        gone.await.map_err(told)
    }

    async fn mailbox(&self, address: &Address) -> Result<Option<MailboxState>, KeepError> {
        let address = address.to_string();
        let found = self.store.hosted_mailbox(self.host, &address).await;
        found.map_err(told)?.map(mailbox).transpose()
    }

    async fn mailboxes(
        &self,
        domain: &DomainName,
        after: Option<&str>,
        limit: usize,
    ) -> Result<Vec<MailboxState>, KeepError> {
        let limit = u64::try_from(limit).unwrap_or(u64::MAX);
        let found = self
            .store
            .hosted_mailboxes(self.host, domain.as_str(), after, limit)
            .await;
        found.map_err(told)?.into_iter().map(mailbox).collect()
    }

    async fn insert_mailbox(&self, mailbox: &MailboxState) -> Result<Change, KeepError> {
        let row = mailbox_row(mailbox);
        let outcome = self.store.insert_hosted_mailbox(self.host, &row).await;
        outcome.map(change).map_err(told)
    }

    async fn change_mailbox(
        &self,
        address: &Address,
        mailbox: &MailboxState,
    ) -> Result<Change, KeepError> {
        let (address, row) = (address.to_string(), mailbox_row(mailbox));
        let outcome = self
            .store
            .change_hosted_mailbox(self.host, &address, &row)
            .await;
        outcome.map(change).map_err(told)
    }

    async fn forget_mailbox(&self, address: &Address, version: i64) -> Result<Change, KeepError> {
        let address = address.to_string();
        let outcome = self
            .store
            .forget_hosted_mailbox(self.host, &address, version)
            .await;
        outcome.map(change).map_err(told)
    }
}

fn domain(row: HostedDomain) -> Result<DomainState, KeepError> {
    Ok(DomainState {
        name: row.name.parse().map_err(|_| unreadable("name"))?,
        token: row.token,
        verified: row.verified,
        checks: row.checks,
        dkim: row.dkim.map(|dkim| DkimState {
            selector: dkim.selector,
            record: dkim.record,
            signing: dkim.signing,
        }),
        catch_all: row
            .catch_all
            .map(|text| text.parse().map_err(|_| unreadable("address")))
            .transpose()?,
    })
}

fn domain_row(domain: &DomainState) -> HostedDomain {
    HostedDomain {
        name: domain.name.to_string(),
        token: domain.token.clone(),
        verified: domain.verified,
        checks: domain.checks,
        dkim: domain.dkim.as_ref().map(|dkim| HostedDkim {
            selector: dkim.selector.clone(),
            record: dkim.record.clone(),
            signing: dkim.signing,
        }),
        catch_all: domain.catch_all.as_ref().map(ToString::to_string),
    }
}

fn mailbox(row: HostedMailbox) -> Result<MailboxState, KeepError> {
    let address = |text: &String| text.parse().map_err(|_| unreadable("address"));
    Ok(MailboxState {
        version: row.version,
        address: address(&row.address)?,
        reference: Reference::new(&row.reference).ok_or_else(|| unreadable("reference"))?,
        first_name: row.first_name,
        last_name: row.last_name,
        aliases: row.aliases.iter().map(address).collect::<Result<_, _>>()?,
        password_hash: row.password_hash,
        photo: row.photo,
    })
}

fn mailbox_row(mailbox: &MailboxState) -> HostedMailbox {
    HostedMailbox {
        version: mailbox.version,
        address: mailbox.address.to_string(),
        reference: mailbox.reference.to_string(),
        first_name: mailbox.first_name.clone(),
        last_name: mailbox.last_name.clone(),
        aliases: mailbox.aliases.iter().map(ToString::to_string).collect(),
        password_hash: mailbox.password_hash.clone(),
        photo: mailbox.photo.clone(),
    }
}

const fn change(outcome: HostedChange) -> Change {
    match outcome {
        HostedChange::Made => Change::Made,
        HostedChange::Stale => Change::Stale,
        HostedChange::Taken => Change::Taken,
    }
}

fn unreadable(what: &str) -> KeepError {
    KeepError(format!("a hosted row has no readable {what}"))
}

fn told(error: StoreError) -> KeepError {
    KeepError(error.to_string())
}
