//! What of a change can be refused without asking the provider.

use sea_orm::sea_query::Query;
use sea_orm::{ColumnTrait as _, QueryFilter as _};
use simpleinboxes_core::status::{InboxMutationErrorCode, InboxStatus};

use super::apply::{ItemFailure, is_open};
use crate::entities::{inbox, inbox_alias, inbox_mutation_item};
use crate::error::Result;
use crate::scoped::{Scoped, ScopedTx};

/// States in which an inbox has no address any more.
const WITHOUT_ADDRESS: [&str; 2] = [InboxStatus::Canceled.as_str(), InboxStatus::Failed.as_str()];

impl ScopedTx<'_> {
    /// Why an inbox can't be changed, where that can be told without its provider: it is not in
    /// use, or its new address is not free.
    pub(super) async fn refusal(
        &self,
        item: &inbox_mutation_item::Model,
    ) -> Result<Option<ItemFailure>> {
        if let Some(failure) = self.not_in_use(item.inbox_id).await? {
            return Ok(Some(failure));
        }
        let Some(username) = &item.new_username else {
            return Ok(None);
        };
        let query = self
            .find::<inbox::Entity>()
            .filter(inbox::Column::Id.eq(item.inbox_id));
        let Some(renamed) = query.one(&self.db).await? else {
            return Ok(None);
        };
        if !self.is_held(&renamed, username).await? && !self.is_wanted(&renamed, item).await? {
            return Ok(None);
        }
        let address = item.new_email.as_deref().unwrap_or(username);
        let host = renamed.email.split_once('@').map_or("", |parts| parts.1);
        Ok(Some(ItemFailure {
            code: InboxMutationErrorCode::AddressTaken,
            message: format!("Another inbox on {host} has the address {address}, or gets it."),
        }))
    }
}

impl Scoped<'_> {
    /// Whether another inbox on the domain has the username, or gets mail for it.
    async fn is_held(&self, renamed: &inbox::Model, username: &str) -> Result<bool> {
        let inbox = self
            .find::<inbox::Entity>()
            .filter(inbox::Column::DomainId.eq(renamed.domain_id))
            .filter(inbox::Column::Username.eq(username))
            .filter(inbox::Column::Id.ne(renamed.id))
            .filter(inbox::Column::Status.is_not_in(WITHOUT_ADDRESS))
            .one(&self.db)
            .await?;
        if inbox.is_some() {
            return Ok(true);
        }
        let alias = self
            .find::<inbox_alias::Entity>()
            .filter(inbox_alias::Column::DomainId.eq(renamed.domain_id))
            .filter(inbox_alias::Column::Username.eq(username))
            .filter(inbox_alias::Column::InboxId.ne(renamed.id))
            .one(&self.db)
            .await?;
        Ok(alias.is_some())
    }

    /// Whether another inbox on the domain was given the address before, and does not have it yet.
    async fn is_wanted(
        &self,
        renamed: &inbox::Model,
        item: &inbox_mutation_item::Model,
    ) -> Result<bool> {
        let on_the_domain = Query::select()
            .column(inbox::Column::Id)
            .from(inbox::Entity)
            .and_where(inbox::Column::DomainId.eq(renamed.domain_id))
            .to_owned();
        let before = self
            .find::<inbox_mutation_item::Entity>()
            .filter(is_open())
            .filter(inbox_mutation_item::Column::InboxId.in_subquery(on_the_domain))
            .filter(inbox_mutation_item::Column::InboxId.ne(renamed.id))
            .filter(inbox_mutation_item::Column::NewUsername.eq(item.new_username.clone()))
            .filter(inbox_mutation_item::Column::Id.lt(item.id))
            .one(&self.db)
            .await?;
        Ok(before.is_some())
    }
}
