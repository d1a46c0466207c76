//! One sync of a domain at a time.

use chrono::TimeDelta;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, Set};
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::id::{DomainId, EventKind};
use uuid::Uuid;

use super::DnsRefused;
use crate::entities::dns_sync::{ActiveModel, Column, Entity};
use crate::error::Result;
use crate::scoped::ScopedTx;

/// The right to sync a domain, until it is ended or its time is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DnsSync {
    domain: DomainId,
    token: Uuid,
}

impl ScopedTx<'_> {
    /// Begins a sync of a domain, to be ended within `time`; within, until when another one is
    /// under way.
    ///
    /// # Errors
    /// When there is no such domain or it has no zone.
    pub async fn begin_dns_sync(
        &self,
        domain: DomainId,
        time: TimeDelta,
    ) -> Result<Result<DnsSync, Timestamp>, DnsRefused> {
        let row = self.lock_zone(domain).await?;
        let now = self.now();
        let running = self
            .find::<Entity>()
            .filter(Column::DomainId.eq(domain.uuid()))
            .filter(Column::Until.gt(now))
            .one(&self.db)
            .await?;
        if let Some(running) = running {
            return Ok(Err(running.until));
        }
        let token = self.shared.ids.next::<EventKind>().uuid();
        let begun = ActiveModel {
            domain_id: Set(row.id),
            account_id: Set(row.account_id),
            workspace_id: Set(row.workspace_id),
            token: Set(token),
            until: Set(now + time),
        };
        // One that was cut off is taken over.
        let over = OnConflict::column(Column::DomainId)
            .update_columns([Column::Token, Column::Until])
            .to_owned();
        Entity::insert(begun)
            .on_conflict(over)
            .exec_without_returning(&self.db)
            .await?;
        Ok(Ok(DnsSync { domain, token }))
    }

    /// Ends a sync, if it was not taken over.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn end_dns_sync(&self, sync: &DnsSync) -> Result<()> {
        self.delete_many::<Entity>()
            .filter(Column::DomainId.eq(sync.domain.uuid()))
            .filter(Column::Token.eq(sync.token))
            .exec(&self.db)
            .await?;
        Ok(())
    }
}
