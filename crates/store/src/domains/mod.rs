//! Domains, read.

mod record;
mod types;

use sea_orm::{ColumnTrait as _, QueryFilter as _};
use simpleinboxes_core::id::DomainId;

use crate::entities::domain;
use crate::error::Result;
use crate::scoped::Scoped;

pub(crate) use record::domain;
pub use types::{
    Domain, DomainForwarding, DomainMailDns, DomainNameservers, DomainOverrides,
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
