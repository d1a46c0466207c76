//! Mailboxes at hosts of our own.

use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, Set,
};
use secrecy::{ExposeSecret as _, SecretString};
use simpleinboxes_core::id::{InboxId, InboxKind};
use uuid::Uuid;

use crate::entities::hosted_address;
use crate::entities::hosted_mailbox::{ActiveModel, Column, Entity, Model};
use crate::error::Result;
use crate::store::{Store, Tx};

/// A mailbox at a host.
#[derive(Debug, Clone)]
pub struct HostedMailbox {
    /// One more with every change.
    pub version: i64,
    /// Its address, in lower case.
    pub address: String,
    /// What who had it made calls it: the id of an inbox.
    pub reference: String,
    /// The first name.
    pub first_name: String,
    /// The last name.
    pub last_name: String,
    /// Addresses that it had before and whose mail it still gets.
    pub aliases: Vec<String>,
    /// What a password is checked by, with its scheme in braces before it.
    pub password_hash: SecretString,
    /// The digest of its photo.
    pub photo: Option<String>,
}

/// What came of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HostedChange {
    /// It is made and lasts.
    Made,
    /// Nothing was changed: the mailbox is not there any more in the version that was read.
    Stale,
    /// Nothing was changed: one of the addresses is another's.
    Taken,
}

impl Store {
    /// The mailbox of a host that has this address, or had it and gets its mail.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn hosted_mailbox(&self, host: &str, address: &str) -> Result<Option<HostedMailbox>> {
        let db = &self.connections.reader;
        let key = (host.to_owned(), address.to_owned());
        let Some(found) = hosted_address::Entity::find_by_id(key).one(db).await? else {
            return Ok(None);
        };
        match Entity::find_by_id(found.mailbox_id).one(db).await? {
            Some(row) => Ok(with_aliases(db, vec![row]).await?.pop()),
            None => Ok(None),
        }
    }

    /// The first `limit` mailboxes of a domain whose usernames come after `after`, in the order of
    /// their usernames' bytes.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn hosted_mailboxes(
        &self,
        host: &str,
        domain: &str,
        after: Option<&str>,
        limit: u64,
    ) -> Result<Vec<HostedMailbox>> {
        let mut query = Entity::find()
            .filter(Column::Host.eq(host))
            .filter(Column::Domain.eq(domain));
        if let Some(after) = after {
            query = query.filter(Column::Username.gt(after));
        }
        let db = &self.connections.reader;
        let rows = query.order_by_asc(Column::Username).limit(limit).all(db);
        with_aliases(db, rows.await?).await
    }

    /// Keeps a new mailbox, whose domain must be there. Never answers [`HostedChange::Stale`].
    ///
    /// # Errors
    /// When the database fails or the host has no such domain.
    pub async fn insert_hosted_mailbox(
        &self,
        host: &str,
        new: &HostedMailbox,
    ) -> Result<HostedChange> {
        let id = self.shared.ids.next::<InboxKind>().uuid();
        let tx = self.begin().await?;
        let there = OnConflict::columns([Column::Host, Column::Domain, Column::Username])
            .do_nothing()
            .to_owned();
        let row = ActiveModel {
            id: Set(id),
            ..row(host, new, new.version)
        };
        let inserted = Entity::insert(row)
            .on_conflict(there)
            .exec_without_returning(&tx.inner)
            .await?;
        if inserted == 0 || !tx.hold_addresses(host, id, new).await? {
            tx.roll_back().await;
            return Ok(HostedChange::Taken);
        }
        tx.commit().await?;
        Ok(HostedChange::Made)
    }

    /// Puts `changed` in the place of the mailbox at `address` if that has the version in
    /// `changed`, which is counted up.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn change_hosted_mailbox(
        &self,
        host: &str,
        address: &str,
        changed: &HostedMailbox,
    ) -> Result<HostedChange> {
        let tx = self.begin().await?;
        let outcome = tx.change_hosted(host, address, changed).await?;
        match outcome {
            HostedChange::Made => tx.commit().await?,
            HostedChange::Stale | HostedChange::Taken => tx.roll_back().await,
        }
        Ok(outcome)
    }

    /// Forgets the mailbox at `address` if it has this version. Never answers
    /// [`HostedChange::Taken`].
    ///
    /// # Errors
    /// When the database fails.
    pub async fn forget_hosted_mailbox(
        &self,
        host: &str,
        address: &str,
        version: i64,
    ) -> Result<HostedChange> {
        let deleted = Entity::delete_many()
            .filter(Column::Host.eq(host))
            .filter(Column::Address.eq(address))
            .filter(Column::Version.eq(version))
            .exec(&self.connections.writer)
            .await?;
        Ok(match deleted.rows_affected {
            0 => HostedChange::Stale,
            _ => HostedChange::Made,
        })
    }
}

impl Tx {
    async fn change_hosted(
        &self,
        host: &str,
        address: &str,
        changed: &HostedMailbox,
    ) -> Result<HostedChange> {
        let found = Entity::find()
            .filter(Column::Host.eq(host))
            .filter(Column::Address.eq(address))
            .filter(Column::Version.eq(changed.version))
            .lock_exclusive()
            .one(&self.inner)
            .await?;
        let Some(found) = found else {
            return Ok(HostedChange::Stale);
        };
        hosted_address::Entity::delete_many()
            .filter(hosted_address::Column::MailboxId.eq(found.id))
            .exec(&self.inner)
            .await?;
        if !self.hold_addresses(host, found.id, changed).await? {
            return Ok(HostedChange::Taken);
        }
        Entity::update_many()
            .set(row(host, changed, changed.version + 1))
            .filter(Column::Id.eq(found.id))
            .exec(&self.inner)
            .await?;
        Ok(HostedChange::Made)
    }

    /// Takes all addresses of a mailbox; false when one of them is another's.
    async fn hold_addresses(&self, host: &str, id: Uuid, of: &HostedMailbox) -> Result<bool> {
        let mut addresses: Vec<&String> = of.aliases.iter().chain([&of.address]).collect();
        // In one order for all, so that two that want the same wait in a row.
        addresses.sort_unstable();
        addresses.dedup();
        let count = addresses.len();
        let rows = addresses
            .into_iter()
            .map(|address| hosted_address::ActiveModel {
                host: Set(host.to_owned()),
                address: Set(address.clone()),
                mailbox_id: Set(id),
            });
        let columns = [
            hosted_address::Column::Host,
            hosted_address::Column::Address,
        ];
        let there = OnConflict::columns(columns).do_nothing().to_owned();
        let held = hosted_address::Entity::insert_many(rows)
            .on_conflict(there)
            .exec_without_returning(&self.inner)
            .await?;
        Ok(usize::try_from(held).is_ok_and(|held| held == count))
    }
}

/// All but the id, which no change touches.
fn row(host: &str, mailbox: &HostedMailbox, version: i64) -> ActiveModel {
    let (username, domain) = mailbox.address.split_once('@').unwrap_or_default();
    let inbox: Option<InboxId> = mailbox.reference.parse().ok();
    ActiveModel {
        host: Set(host.to_owned()),
        reference: Set(mailbox.reference.clone()),
        inbox_id: Set(inbox.map(|inbox| inbox.uuid())),
        version: Set(version),
        address: Set(mailbox.address.clone()),
        domain: Set(domain.to_owned()),
        username: Set(username.to_owned()),
        first_name: Set(mailbox.first_name.clone()),
        last_name: Set(mailbox.last_name.clone()),
        password_hash: Set(mailbox.password_hash.expose_secret().to_owned()),
        photo: Set(mailbox.photo.clone()),
        ..ActiveModel::default()
    }
}

/// Read after the mailboxes: addresses that are newer than they make a change stale, at worst.
async fn with_aliases(db: &impl ConnectionTrait, rows: Vec<Model>) -> Result<Vec<HostedMailbox>> {
    let ids = rows.iter().map(|row| row.id);
    let held = hosted_address::Entity::find()
        .filter(hosted_address::Column::MailboxId.is_in(ids))
        .order_by_asc(hosted_address::Column::Address)
        .all(db)
        .await?;
    let mailbox = |row: Model| {
        let of = |held: &&hosted_address::Model| {
            held.mailbox_id == row.id && held.address != row.address
        };
        let aliases = held.iter().filter(of);
        HostedMailbox {
            version: row.version,
            aliases: aliases.map(|held| held.address.clone()).collect(),
            address: row.address,
            reference: row.reference,
            first_name: row.first_name,
            last_name: row.last_name,
            password_hash: row.password_hash.into(),
            photo: row.photo,
        }
    };
    Ok(rows.into_iter().map(mailbox).collect())
}
