//! Why commands on DNS records are refused.

use simpleinboxes_core::status::DomainStatus;

use crate::error::StoreError;

/// Why a command on DNS records was refused. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum DnsRefused {
    /// The caller does not see such a domain.
    #[error("there is no such domain")]
    NoDomain,
    /// The domain has no such record.
    #[error("there is no such record")]
    NoRecord,
    /// Nobody publishes the domain's records.
    #[error("the domain has no zone yet")]
    NoZone,
    /// The domain's state forbids it.
    #[error("the domain is {0}")]
    Status(DomainStatus),
    /// It does not go together with another record, or there are too many.
    #[error("{0}")]
    Clash(String),
    /// The service keeps the record itself.
    #[error("the service keeps this record itself ({0})")]
    Managed(String),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sea_orm::DbErr> for DnsRefused {
    fn from(error: sea_orm::DbErr) -> Self {
        StoreError::from(error).into()
    }
}
