//! Sealing everything anew under the newest key.

use std::collections::BTreeSet;

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait, QueryFilter as _, QuerySelect as _};
use uuid::Uuid;

use super::{Place, kept};
use crate::credentials;
use crate::entities::{
    credential, dkim_key, idempotency_key, inbox, inbox_mutation_item, kept_secret, payment_event,
    registrar_credential,
};
use crate::error::Result;
use crate::idempotency;
use crate::inboxes::{NEW_PASSWORD, SECRETS};
use crate::payments;
use crate::registrars;
use crate::store::{Store, Tx};

/// The column of the private halves of DKIM keys.
pub(crate) const DKIM_KEY: &str = "dkim_keys.private_key";

/// Rows sealed anew in one transaction: short enough that others need not wait.
const BATCH: u64 = 100;

impl Store {
    /// Seals every secret under the newest key that is not yet, batch by batch, each in a
    /// transaction of its own, and tells how many there were. It can be stopped at any moment
    /// and run again; other processes may go on working if their keyring has the newest key.
    ///
    /// # Errors
    /// When the database fails or a secret does not open.
    pub async fn reseal_secrets(&self) -> Result<u64> {
        let mut resealed = 0;
        loop {
            let tx = self.begin().await?;
            let version = i32::try_from(self.shared.secrets.current_version()).unwrap_or(i32::MAX);
            let batch = tx.reseal_rows(version).await?
                + tx.reseal_answers(version).await?
                + tx.reseal_kept(version).await?;
            if batch == 0 {
                tx.reseal_word().await?;
                tx.commit().await?;
                return Ok(resealed);
            }
            tx.commit().await?;
            resealed += batch;
        }
    }

    /// The versions of the keys that are still needed to open what is stored.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn secret_key_versions(&self) -> Result<BTreeSet<u32>> {
        let reader = &self.connections.reader;
        let mut versions = BTreeSet::new();
        for found in [
            versions_of::<credential::Entity>(reader, credential::Column::SecretKeyVersion).await?,
            versions_of::<idempotency_key::Entity>(
                reader,
                idempotency_key::Column::ResponseKeyVersion,
            )
            .await?,
            versions_of::<payment_event::Entity>(reader, payment_event::Column::BodyKeyVersion)
                .await?,
            versions_of::<kept_secret::Entity>(reader, kept_secret::Column::SecretKeyVersion)
                .await?,
            versions_of::<inbox::Entity>(reader, inbox::Column::SecretsKeyVersion).await?,
            versions_of::<inbox_mutation_item::Entity>(
                reader,
                inbox_mutation_item::Column::NewPasswordKeyVersion,
            )
            .await?,
            versions_of::<dkim_key::Entity>(reader, dkim_key::Column::PrivateKeyKeyVersion).await?,
            versions_of::<registrar_credential::Entity>(
                reader,
                registrar_credential::Column::SecretKeyVersion,
            )
            .await?,
        ] {
            versions.extend(found.into_iter().map(i32::unsigned_abs));
        }
        Ok(versions)
    }
}

/// The versions of keys in a column.
async fn versions_of<E: EntityTrait>(
    reader: &impl ConnectionTrait,
    column: E::Column,
) -> Result<Vec<i32>> {
    let versions = E::find()
        .select_only()
        .column(column)
        .distinct()
        .filter(column.is_not_null())
        .into_tuple()
        .all(reader)
        .await?;
    Ok(versions)
}

impl Tx {
    /// What is sealed in rows that are known by a UUID.
    async fn reseal_rows(&self, version: i32) -> Result<u64> {
        let resealed = {
            use credential::{Column, Entity};
            let columns = (Column::Id, Column::Secret, Column::SecretKeyVersion);
            self.reseal::<Entity>(credentials::SECRET, columns, version)
                .await?
        } + {
            use payment_event::{Column, Entity};
            let columns = (Column::Id, Column::Body, Column::BodyKeyVersion);
            self.reseal::<Entity>(payments::BODY, columns, version)
                .await?
        } + {
            use inbox::{Column, Entity};
            let columns = (Column::Id, Column::Secrets, Column::SecretsKeyVersion);
            self.reseal::<Entity>(SECRETS, columns, version).await?
        } + {
            use inbox_mutation_item::{Column, Entity};
            let columns = (
                Column::Id,
                Column::NewPassword,
                Column::NewPasswordKeyVersion,
            );
            self.reseal::<Entity>(NEW_PASSWORD, columns, version)
                .await?
        } + {
            use dkim_key::{Column, Entity};
            let columns = (Column::Id, Column::PrivateKey, Column::PrivateKeyKeyVersion);
            self.reseal::<Entity>(DKIM_KEY, columns, version).await?
        } + {
            use registrar_credential::{Column, Entity};
            let columns = (Column::Id, Column::Secret, Column::SecretKeyVersion);
            self.reseal::<Entity>(registrars::SECRET, columns, version)
                .await?
        };
        Ok(resealed)
    }

    /// A batch of one table: its id, what is sealed, and the version of the key.
    async fn reseal<E: EntityTrait>(
        &self,
        column: &'static str,
        (id, sealed, key_version): (E::Column, E::Column, E::Column),
        version: i32,
    ) -> Result<u64> {
        let rows: Vec<(Uuid, Vec<u8>)> = E::find()
            .select_only()
            .columns([id, sealed])
            .filter(key_version.ne(version))
            .limit(BATCH)
            .lock_exclusive()
            .into_tuple()
            .all(&self.inner)
            .await?;
        for (row, old) in &rows {
            let place = Place {
                column,
                row: row.as_bytes(),
            };
            let opened = self.shared.secrets.open(place, old)?;
            let anew = self.shared.secrets.seal(place, &opened)?;
            E::update_many()
                .col_expr(sealed, Expr::value(anew.bytes))
                .col_expr(key_version, anew.key_version.into())
                .filter(id.eq(*row))
                .exec(&self.inner)
                .await?;
        }
        Ok(rows.len() as u64)
    }

    async fn reseal_answers(&self, version: i32) -> Result<u64> {
        use idempotency_key::{Column, Entity};
        let rows = Entity::find()
            .filter(Column::ResponseKeyVersion.ne(version))
            .limit(BATCH)
            .lock_exclusive()
            .all(&self.inner)
            .await?;
        for row in &rows {
            let row_key = idempotency::row_key(row.owner_id, &row.key);
            let place = Place {
                column: idempotency::RESPONSE,
                row: &row_key,
            };
            let body = self.shared.secrets.open(place, &row.response_body)?;
            let sealed = self.shared.secrets.seal(place, &body)?;
            Entity::update_many()
                .col_expr(Column::ResponseBody, Expr::value(sealed.bytes))
                .col_expr(Column::ResponseKeyVersion, sealed.key_version.into())
                .filter(Column::OwnerId.eq(row.owner_id))
                .filter(Column::Key.eq(row.key.as_str()))
                .exec(&self.inner)
                .await?;
        }
        Ok(rows.len() as u64)
    }

    async fn reseal_kept(&self, version: i32) -> Result<u64> {
        use kept_secret::{Column, Entity};
        let rows = Entity::find()
            .filter(Column::SecretKeyVersion.ne(version))
            .limit(BATCH)
            .lock_exclusive()
            .all(&self.inner)
            .await?;
        for row in &rows {
            let place = kept::place(&row.name);
            let secret = self.shared.secrets.open(place, &row.secret)?;
            let sealed = self.shared.secrets.seal(place, &secret)?;
            Entity::update_many()
                .col_expr(Column::Secret, Expr::value(sealed.bytes))
                .col_expr(Column::SecretKeyVersion, sealed.key_version.into())
                .filter(Column::Name.eq(row.name.as_str()))
                .exec(&self.inner)
                .await?;
        }
        Ok(rows.len() as u64)
    }
}
