//! What the public is told about domains that are held: by name, whoever's they are.

use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QuerySelect as _};
use simpleinboxes_core::status::ForwardingStatus;

use crate::entities::domain;
use crate::error::Result;
use crate::orders::read_json;
use crate::store::Store;

/// Where web visitors of a domain are sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicForwarding {
    /// The domain.
    pub domain: String,
    /// Where to.
    pub url: String,
    /// Whether for good.
    pub permanent: bool,
    /// Whether what they asked for is appended.
    pub keep_path: bool,
}

/// A domain that is held, and the nameservers that it should have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldDomain {
    /// Its name.
    pub name: String,
    /// The nameservers assigned to it.
    pub assigned: Vec<String>,
}

impl Store {
    /// Where visitors of the first of these domains that sends them anywhere are sent: what its
    /// owner asked for last, also while that is being carried out.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn public_forwarding(&self, names: &[&str]) -> Result<Option<PublicForwarding>> {
        let forwards =
            [ForwardingStatus::Active, ForwardingStatus::Pending].map(ForwardingStatus::as_str);
        let rows = held(names)
            .filter(domain::Column::ForwardingStatus.is_in(forwards))
            .filter(domain::Column::ForwardingUrl.is_not_null())
            .all(&self.connections.reader)
            .await?;
        let place = |row: &domain::Model| names.iter().position(|name| *name == row.name);
        let first = rows.into_iter().min_by_key(place);
        Ok(first.and_then(|row| {
            Some(PublicForwarding {
                domain: row.name,
                url: row.forwarding_url?,
                permanent: row.forwarding_permanent,
                keep_path: row.forwarding_keep_path,
            })
        }))
    }

    /// Those of these domains that are held.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn held_domains(&self, names: &[&str]) -> Result<Vec<HeldDomain>> {
        let rows: Vec<(String, serde_json::Value)> = held(names)
            .select_only()
            .column(domain::Column::Name)
            .column(domain::Column::NameserversAssigned)
            .into_tuple()
            .all(&self.connections.reader)
            .await?;
        let held = rows.into_iter().map(|(name, assigned)| {
            let assigned = read_json(&assigned, "domains.nameservers_assigned")?;
            Ok(HeldDomain { name, assigned })
        });
        held.collect()
    }
}

fn held(names: &[&str]) -> sea_orm::Select<domain::Entity> {
    domain::Entity::find()
        .filter(domain::Column::Name.is_in(names.iter().copied()))
        .filter(sea_orm::sea_query::Expr::cust(domain::HELD))
}
