//! Domains, read.

mod list;
mod named;
mod record;
mod settings;
mod tool;
mod types;

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _};
use simpleinboxes_core::id::DomainId;

use crate::entities::domain;
use crate::error::Result;
use crate::scoped::Scoped;
use crate::store::Store;

pub(crate) use record::domain;
pub use settings::{SettingRefused, SettingsChange};
pub use tool::RENEWAL;
pub use types::{
    Domain, DomainCounts, DomainForwarding, DomainMailDns, DomainNameservers, DomainOverrides,
    DomainRegistration, DomainSendingTool,
};

impl Scoped<'_> {
    /// One domain.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn domain(&self, id: DomainId) -> Result<Option<Domain>> {
        let query = self
            .find::<domain::Entity>()
            .filter(domain::Column::Id.eq(id.uuid()));
        query.one(&self.db).await?.map(domain).transpose()
    }
}

impl Store {
    /// Whether another order, of whatever account, has the name of a domain by now.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn is_held_by_another(&self, id: DomainId, name: &str) -> Result<bool> {
        let count = domain::Entity::find()
            .filter(domain::Column::Name.eq(name))
            .filter(domain::Column::Id.ne(id.uuid()))
            .filter(Expr::cust(domain::HELD))
            .count(&self.connections.reader)
            .await?;
        Ok(count > 0)
    }
}
