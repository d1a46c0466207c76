//! Keys that we make for domains whose mail our own servers sign.

use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, Set};
use secrecy::{ExposeSecret as _, SecretString};
use simpleinboxes_core::id::{DomainId, EventKind};

use crate::entities::dkim_key::{ActiveModel, Column, Entity};
use crate::entities::domain;
use crate::error::{Result, StoreError};
use crate::scoped::{Scoped, ScopedTx};
use crate::secrets::{DKIM_KEY, Place};

/// A key that the mail of a domain is signed with.
#[derive(Debug, Clone)]
pub struct StoredDkimKey {
    /// The name below `_domainkey`.
    pub selector: String,
    /// The content of the TXT record with the public half.
    pub record: String,
    /// The private half.
    pub private: SecretString,
}

impl Scoped<'_> {
    /// The key of a domain under a selector, if one was made.
    ///
    /// # Errors
    /// When the database fails or the private half does not open.
    pub async fn dkim_key(
        &self,
        domain: DomainId,
        selector: &str,
    ) -> Result<Option<StoredDkimKey>> {
        let row = self
            .find::<Entity>()
            .filter(Column::DomainId.eq(domain.uuid()))
            .filter(Column::Selector.eq(selector))
            .one(&self.db)
            .await?;
        let Some(row) = row else { return Ok(None) };
        let place = Place {
            column: DKIM_KEY,
            row: row.id.as_bytes(),
        };
        let opened = self.shared.secrets.open(place, &row.private_key)?;
        let private = std::str::from_utf8(&opened);
        let private = private.map_err(|_| StoreError::Corrupt { column: DKIM_KEY })?;
        Ok(Some(StoredDkimKey {
            selector: row.selector,
            record: row.public_key,
            private: private.into(),
        }))
    }
}

impl ScopedTx<'_> {
    /// Keeps a key for a domain, unless one with its selector is there, and gives the one that is
    /// kept. Nothing for a domain that is not seen.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn keep_dkim_key(
        &self,
        domain: DomainId,
        new: &StoredDkimKey,
    ) -> Result<Option<StoredDkimKey>> {
        let held = self
            .find::<domain::Entity>()
            .filter(domain::Column::Id.eq(domain.uuid()))
            .one(&self.db)
            .await?;
        let Some(held) = held else { return Ok(None) };
        let id = self.shared.ids.next::<EventKind>().uuid();
        let place = Place {
            column: DKIM_KEY,
            row: id.as_bytes(),
        };
        let private = new.private.expose_secret().as_bytes();
        let sealed = self.shared.secrets.seal(place, private)?;
        let row = ActiveModel {
            id: Set(id),
            account_id: Set(held.account_id),
            workspace_id: Set(held.workspace_id),
            domain_id: Set(held.id),
            selector: Set(new.selector.clone()),
            public_key: Set(new.record.clone()),
            private_key: Set(sealed.bytes),
            private_key_key_version: Set(sealed.key_version),
            created_at: Set(self.now()),
            retired_at: Set(None),
        };
        let there = OnConflict::columns([Column::DomainId, Column::Selector])
            .do_nothing()
            .to_owned();
        Entity::insert(row)
            .on_conflict(there)
            .exec_without_returning(&self.db)
            .await?;
        self.dkim_key(domain, &new.selector).await
    }
}
