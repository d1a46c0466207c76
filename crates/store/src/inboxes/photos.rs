//! Profile photos, as the provider gets them and as everybody can load them.

use sea_orm::{ActiveModelTrait as _, ColumnTrait as _, EntityTrait as _, QueryFilter as _, Set};
use simpleinboxes_core::id::InboxId;

use crate::entities::{inbox, inbox_photo};
use crate::error::Result;
use crate::scoped::ScopedTx;
use crate::store::Store;

/// A picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InboxPhoto {
    /// `image/png` or `image/jpeg`.
    pub media_type: String,
    /// Its bytes.
    pub content: Vec<u8>,
}

impl Store {
    /// The picture with this token, which nobody can guess: whoever has it may see it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn inbox_photo(&self, token: &str) -> Result<Option<InboxPhoto>> {
        let row = inbox_photo::Entity::find_by_id(token.to_owned())
            .one(&self.connections.reader)
            .await?;
        Ok(row.map(|row| InboxPhoto {
            media_type: row.media_type,
            content: row.content,
        }))
    }
}

impl ScopedTx<'_> {
    /// Drops a picture that another has replaced: its address leads nowhere any more.
    pub(super) async fn drop_photo(&self, token: Option<&str>) -> Result<()> {
        let Some(token) = token else { return Ok(()) };
        self.delete_many::<inbox_photo::Entity>()
            .filter(inbox_photo::Column::Token.eq(token))
            .exec(&self.db)
            .await?;
        Ok(())
    }

    /// Keeps a picture for an inbox, under a token that nobody can guess. It stands with the
    /// inbox once the provider has taken it. False for an inbox that is not seen.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn keep_photo(&self, id: InboxId, token: &str, photo: InboxPhoto) -> Result<bool> {
        let row = self
            .find::<inbox::Entity>()
            .filter(inbox::Column::Id.eq(id.uuid()))
            .one(&self.db)
            .await?;
        let Some(row) = row else { return Ok(false) };
        let kept = inbox_photo::ActiveModel {
            token: Set(token.to_owned()),
            account_id: Set(row.account_id),
            workspace_id: Set(row.workspace_id),
            inbox_id: Set(row.id),
            media_type: Set(photo.media_type),
            content: Set(photo.content),
            created_at: Set(self.now()),
        };
        kept.insert(&self.db).await?;
        Ok(true)
    }
}
