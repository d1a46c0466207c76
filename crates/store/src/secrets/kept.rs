//! Secrets of the deployment itself, made when they are first needed and the same for all processes.

use sea_orm::sea_query::OnConflict;
use sea_orm::{EntityTrait as _, Set};
use zeroize::Zeroizing;

use super::Place;
use crate::entities::kept_secret::{ActiveModel, Column, Entity};
use crate::error::{Result, StoreError};
use crate::store::Store;

impl Store {
    /// The secret with this name; the first time it is what `make` gives, also when several
    /// processes ask at once.
    ///
    /// # Errors
    /// When the database fails or the secret does not open.
    pub async fn kept_secret<const N: usize>(
        &self,
        name: &str,
        make: impl FnOnce() -> [u8; N],
    ) -> Result<Zeroizing<[u8; N]>> {
        if let Some(kept) = self.read_kept(name).await? {
            return Ok(kept);
        }
        let secret = Zeroizing::new(make());
        let sealed = self.shared.secrets.seal(place(name), secret.as_slice())?;
        let row = ActiveModel {
            name: Set(name.to_owned()),
            secret: Set(sealed.bytes),
            secret_key_version: Set(sealed.key_version),
        };
        let first = OnConflict::column(Column::Name).do_nothing().to_owned();
        Entity::insert(row)
            .on_conflict(first)
            .exec_without_returning(&self.connections.writer)
            .await?;
        let kept = self.read_kept(name).await?;
        kept.ok_or(StoreError::NotFound("kept secret"))
    }

    async fn read_kept<const N: usize>(&self, name: &str) -> Result<Option<Zeroizing<[u8; N]>>> {
        let row = Entity::find_by_id(name)
            .one(&self.connections.reader)
            .await?;
        let Some(row) = row else { return Ok(None) };
        let secret = self.shared.secrets.open(place(name), &row.secret)?;
        let secret = <[u8; N]>::try_from(secret.as_slice()).map_err(|_| StoreError::Corrupt {
            column: "kept_secrets.secret",
        })?;
        Ok(Some(Zeroizing::new(secret)))
    }
}

pub(super) fn place(name: &str) -> Place<'_> {
    Place {
        column: "kept_secrets.secret",
        row: name.as_bytes(),
    }
}
