//! Sealing everything anew under the newest key.

use std::collections::BTreeSet;

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QuerySelect as _};

use super::{Place, kept};
use crate::credentials;
use crate::entities::{
    credential, dkim_key, idempotency_key, inbox, inbox_mutation_item, kept_secret, payment_event,
};
use crate::error::Result;
use crate::idempotency;
use crate::inboxes::{NEW_PASSWORD, SECRETS};
use crate::payments;
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
            let batch = tx.reseal_credentials(version).await?
                + tx.reseal_answers(version).await?
                + tx.reseal_reports(version).await?
                + tx.reseal_kept(version).await?
                + tx.reseal_inboxes(version).await?
                + tx.reseal_new_passwords(version).await?
                + tx.reseal_dkim_keys(version).await?;
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
        let credentials: Vec<i32> = credential::Entity::find()
            .select_only()
            .column(credential::Column::SecretKeyVersion)
            .distinct()
            .into_tuple()
            .all(reader)
            .await?;
        let answers: Vec<i32> = idempotency_key::Entity::find()
            .select_only()
            .column(idempotency_key::Column::ResponseKeyVersion)
            .distinct()
            .into_tuple()
            .all(reader)
            .await?;
        let reports: Vec<i32> = payment_event::Entity::find()
            .select_only()
            .column(payment_event::Column::BodyKeyVersion)
            .distinct()
            .into_tuple()
            .all(reader)
            .await?;
        let kept: Vec<i32> = kept_secret::Entity::find()
            .select_only()
            .column(kept_secret::Column::SecretKeyVersion)
            .distinct()
            .into_tuple()
            .all(reader)
            .await?;
        let inboxes: Vec<Option<i32>> = inbox::Entity::find()
            .select_only()
            .column(inbox::Column::SecretsKeyVersion)
            .distinct()
            .into_tuple()
            .all(reader)
            .await?;
        let passwords: Vec<Option<i32>> = inbox_mutation_item::Entity::find()
            .select_only()
            .column(inbox_mutation_item::Column::NewPasswordKeyVersion)
            .distinct()
            .into_tuple()
            .all(reader)
            .await?;
        let keys: Vec<i32> = dkim_key::Entity::find()
            .select_only()
            .column(dkim_key::Column::PrivateKeyKeyVersion)
            .distinct()
            .into_tuple()
            .all(reader)
            .await?;
        let versions = credentials.into_iter().chain(answers);
        let versions = versions.chain(reports).chain(kept).chain(keys);
        let versions = versions.chain(inboxes.into_iter().chain(passwords).flatten());
        Ok(versions.map(i32::unsigned_abs).collect())
    }
}

impl Tx {
    async fn reseal_inboxes(&self, version: i32) -> Result<u64> {
        use inbox::{Column, Entity};
        let rows = Entity::find()
            .filter(Column::SecretsKeyVersion.ne(version))
            .limit(BATCH)
            .lock_exclusive()
            .all(&self.inner)
            .await?;
        for row in &rows {
            let place = Place {
                column: SECRETS,
                row: row.id.as_bytes(),
            };
            let sealed = row.secrets.as_deref().unwrap_or_default();
            let secrets = self.shared.secrets.open(place, sealed)?;
            let sealed = self.shared.secrets.seal(place, &secrets)?;
            Entity::update_many()
                .col_expr(Column::Secrets, Expr::value(sealed.bytes))
                .col_expr(Column::SecretsKeyVersion, sealed.key_version.into())
                .filter(Column::Id.eq(row.id))
                .exec(&self.inner)
                .await?;
        }
        Ok(rows.len() as u64)
    }

    async fn reseal_new_passwords(&self, version: i32) -> Result<u64> {
        use inbox_mutation_item::{Column, Entity};
        let rows = Entity::find()
            .filter(Column::NewPasswordKeyVersion.ne(version))
            .limit(BATCH)
            .lock_exclusive()
            .all(&self.inner)
            .await?;
        for row in &rows {
            let place = Place {
                column: NEW_PASSWORD,
                row: row.id.as_bytes(),
            };
            let sealed = row.new_password.as_deref().unwrap_or_default();
            let password = self.shared.secrets.open(place, sealed)?;
            let sealed = self.shared.secrets.seal(place, &password)?;
            Entity::update_many()
                .col_expr(Column::NewPassword, Expr::value(sealed.bytes))
                .col_expr(Column::NewPasswordKeyVersion, sealed.key_version.into())
                .filter(Column::Id.eq(row.id))
                .exec(&self.inner)
                .await?;
        }
        Ok(rows.len() as u64)
    }

    async fn reseal_dkim_keys(&self, version: i32) -> Result<u64> {
        use dkim_key::{Column, Entity};
        let rows = Entity::find()
            .filter(Column::PrivateKeyKeyVersion.ne(version))
            .limit(BATCH)
            .lock_exclusive()
            .all(&self.inner)
            .await?;
        for row in &rows {
            let place = Place {
                column: DKIM_KEY,
                row: row.id.as_bytes(),
            };
            let key = self.shared.secrets.open(place, &row.private_key)?;
            let sealed = self.shared.secrets.seal(place, &key)?;
            Entity::update_many()
                .col_expr(Column::PrivateKey, Expr::value(sealed.bytes))
                .col_expr(Column::PrivateKeyKeyVersion, sealed.key_version.into())
                .filter(Column::Id.eq(row.id))
                .exec(&self.inner)
                .await?;
        }
        Ok(rows.len() as u64)
    }

    async fn reseal_credentials(&self, version: i32) -> Result<u64> {
        use credential::{Column, Entity};
        let rows = Entity::find()
            .filter(Column::SecretKeyVersion.ne(version))
            .limit(BATCH)
            .lock_exclusive()
            .all(&self.inner)
            .await?;
        for row in &rows {
            let place = Place {
                column: credentials::SECRET,
                row: row.id.as_bytes(),
            };
            let secret = self.shared.secrets.open(place, &row.secret)?;
            let sealed = self.shared.secrets.seal(place, &secret)?;
            Entity::update_many()
                .col_expr(Column::Secret, Expr::value(sealed.bytes))
                .col_expr(Column::SecretKeyVersion, sealed.key_version.into())
                .filter(Column::Id.eq(row.id))
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

    async fn reseal_reports(&self, version: i32) -> Result<u64> {
        use payment_event::{Column, Entity};
        let rows = Entity::find()
            .filter(Column::BodyKeyVersion.ne(version))
            .limit(BATCH)
            .lock_exclusive()
            .all(&self.inner)
            .await?;
        for row in &rows {
            let place = Place {
                column: payments::BODY,
                row: row.id.as_bytes(),
            };
            let body = self.shared.secrets.open(place, &row.body)?;
            let sealed = self.shared.secrets.seal(place, &body)?;
            Entity::update_many()
                .col_expr(Column::Body, Expr::value(sealed.bytes))
                .col_expr(Column::BodyKeyVersion, sealed.key_version.into())
                .filter(Column::Id.eq(row.id))
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
