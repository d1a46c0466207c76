//! Domains, listed and counted.

use std::collections::HashMap;

use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{ColumnTrait as _, QueryFilter as _, QuerySelect as _};
use simpleinboxes_core::id::{DomainId, DomainKind, WorkspaceId};
use simpleinboxes_core::status::{DomainActionStatus, DomainStatus, InboxStatus};
use uuid::Uuid;

use super::record;
use super::types::{Domain, DomainCounts};
use crate::entities::{domain, domain_action, inbox};
use crate::error::Result;
use crate::page::{Page, PageRequest};
use crate::scoped::Scoped;

/// Inboxes that do not count any more.
const OVER: [&str; 2] = [InboxStatus::Canceled.as_str(), InboxStatus::Failed.as_str()];

impl Scoped<'_> {
    /// A page of a workspace's domains, newest first, with what there is of each.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn domains(
        &self,
        workspace: WorkspaceId,
        status: Option<DomainStatus>,
        page: PageRequest<DomainKind>,
    ) -> Result<Page<(Domain, DomainCounts), DomainKind>> {
        let mut query = self
            .find::<domain::Entity>()
            .filter(domain::Column::WorkspaceId.eq(workspace.uuid()));
        if let Some(status) = status {
            query = query.filter(domain::Column::Status.eq(status.as_str()));
        }
        let id = |row: &domain::Model| DomainId::from_uuid(row.id);
        let page = page.read(query, domain::Column::Id, id, &self.db).await?;
        let ids: Vec<Uuid> = page.items.iter().map(|row| row.id).collect();
        let counts = self.domain_counts(&ids).await?;
        page.try_map(|row| {
            let of = counts.get(&row.id).copied().unwrap_or_default();
            Ok((record::domain(row)?, of))
        })
    }

    /// How many inboxes and steps each of a few domains has.
    pub(super) async fn domain_counts(
        &self,
        domains: &[Uuid],
    ) -> Result<HashMap<Uuid, DomainCounts>> {
        let mut counts: HashMap<Uuid, DomainCounts> = HashMap::new();
        if domains.is_empty() {
            return Ok(counts);
        }
        let count = || Expr::col(sea_orm::sea_query::Asterisk).count();
        let inboxes: Vec<(Uuid, i64)> = self
            .find_by::<inbox::Entity>(inbox::Column::DomainId, domains.iter().copied())
            .select_only()
            .column(inbox::Column::DomainId)
            .expr(count())
            .filter(inbox::Column::Status.is_not_in(OVER))
            .group_by(inbox::Column::DomainId)
            .into_tuple()
            .all(&self.db)
            .await?;
        for (domain, inboxes) in inboxes {
            counts.entry(domain).or_default().inboxes = inboxes.unsigned_abs();
        }
        let succeeded = DomainActionStatus::Succeeded.as_str();
        let actions: Vec<(Uuid, String, i64)> = self
            .find_by::<domain_action::Entity>(
                domain_action::Column::DomainId,
                domains.iter().copied(),
            )
            .select_only()
            .column(domain_action::Column::DomainId)
            .column(domain_action::Column::Status)
            .expr(count())
            .filter(domain_action::Column::Status.ne(succeeded))
            .group_by(domain_action::Column::DomainId)
            .group_by(domain_action::Column::Status)
            .into_tuple()
            .all(&self.db)
            .await?;
        for (domain, status, actions) in actions {
            let of = counts.entry(domain).or_default();
            let failed = status == DomainActionStatus::Failed.as_str();
            let which = if failed {
                &mut of.failed_actions
            } else {
                &mut of.open_actions
            };
            *which += actions.unsigned_abs();
        }
        Ok(counts)
    }
}
