//! What a DNS server of ours answers from: whoever asks, whosever the domain is.

use sea_orm::sea_query::{Expr, Func, Order};
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, Select,
};
use simpleinboxes_core::dns::{DomainName, Record};
use simpleinboxes_core::id::DnsRecordId;

use super::row;
use crate::entities::{dns_record, domain};
use crate::error::{Result, StoreError};
use crate::orders::parsed;
use crate::store::Store;

/// A zone, and how often its records have changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ZoneVersion {
    /// The domain.
    pub domain: DomainName,
    /// Rises with each change.
    pub version: u64,
}

/// A zone with its records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ZoneRecords {
    /// The version that these are the records of, or an earlier one.
    pub version: u64,
    /// The records.
    pub records: Vec<(DnsRecordId, Record)>,
}

impl Store {
    /// The longest of these names that is a zone at `host`. Asked for questions from the whole
    /// world: one look into the index of names.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find_zone(&self, names: &[&str], host: &str) -> Result<Option<ZoneVersion>> {
        let length = Func::char_length(Expr::col(domain::Column::Name));
        let found: Option<(String, i64)> = zones(host)
            .filter(domain::Column::Name.is_in(names.iter().copied()))
            .select_only()
            .column(domain::Column::Name)
            .column(domain::Column::ZoneSerial)
            .order_by(Expr::from(length), Order::Desc)
            .limit(1)
            .into_tuple()
            .one(&self.connections.reader)
            .await?;
        found
            .map(|(name, serial)| {
                Ok(ZoneVersion {
                    domain: parsed(&name, "domains.name")?,
                    version: version(serial)?,
                })
            })
            .transpose()
    }

    /// The records of a zone at `host`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn load_zone(&self, name: &DomainName, host: &str) -> Result<Option<ZoneRecords>> {
        // The version is read first: records that are newer than it says are read again when the
        // newer version is asked for, and older ones there can't be.
        let zone = zones(host)
            .filter(domain::Column::Name.eq(name.as_str()))
            .one(&self.connections.reader)
            .await?;
        let Some(zone) = zone else {
            return Ok(None);
        };
        let rows = dns_record::Entity::find()
            .filter(dns_record::Column::DomainId.eq(zone.id))
            .filter(dns_record::Column::DeletedAt.is_null())
            .order_by_asc(dns_record::Column::Id)
            .all(&self.connections.reader)
            .await?;
        let records = rows.iter().map(|row| {
            let id = DnsRecordId::from_uuid(row.id);
            Ok((id, row::record(row, name)?))
        });
        Ok(Some(ZoneRecords {
            version: version(zone.zone_serial)?,
            records: records.collect::<Result<_>>()?,
        }))
    }
}

/// The domains that have a zone at a host.
fn zones(host: &str) -> Select<domain::Entity> {
    domain::Entity::find()
        .filter(Expr::cust(domain::HELD))
        .filter(domain::Column::DnsHost.eq(host))
        .filter(domain::Column::ZoneId.is_not_null())
}

fn version(serial: i64) -> Result<u64> {
    u64::try_from(serial).map_err(|_| StoreError::Corrupt {
        column: "domains.zone_serial",
    })
}
