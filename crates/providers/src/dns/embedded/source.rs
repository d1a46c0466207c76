//! Where the embedded host has its zones from.

use std::fmt;

use async_trait::async_trait;
use simpleinboxes_core::dns::{DomainName, Record};
use thiserror::Error;

/// The store, as the embedded host sees it.
#[async_trait]
pub trait ZoneSource: Send + Sync + fmt::Debug {
    /// The first of these names that is a zone here, with its version. Names are in lower case
    /// without a final dot, the longest first. Asked for every question, so it has to be quick.
    ///
    /// # Errors
    /// When the source can't be asked.
    async fn find(&self, names: &[&str]) -> Result<Option<ZoneHead>, SourceError>;

    /// The zone's records as they stand now, at most those that a domain can have.
    ///
    /// # Errors
    /// When the source can't be asked.
    async fn load(&self, domain: &DomainName) -> Result<Option<ZoneContents>, SourceError>;
}

/// That a zone is here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ZoneHead {
    /// The zone.
    pub domain: DomainName,
    /// Changes whenever a record of the zone does, and only rises.
    pub version: u64,
}

/// All of a zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ZoneContents {
    /// The version that these are the records of. Its lower half is the SOA's serial.
    pub version: u64,
    /// The records.
    pub records: Vec<StoredRecord>,
}

/// A record as the store has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredRecord {
    /// Its id there.
    pub id: String,
    /// The record.
    pub record: Record,
}

/// The source could not be asked. Its own log says why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("the zones could not be read")]
pub struct SourceError;
