//! Where the registry has its domains from.

use std::fmt;

use async_trait::async_trait;
use simpleinboxes_core::dns::DomainName;

use crate::dns::embedded::SourceError;

/// What is registered.
#[async_trait]
pub trait Registrations: Send + Sync + fmt::Debug {
    /// The first of these names that is a registered domain. Names are in lower case without a
    /// final dot, have two labels or more, and come the longest first.
    ///
    /// # Errors
    /// When the source can't be asked.
    async fn find(&self, names: &[&str]) -> Result<Option<Registered>, SourceError>;
}

/// A registered domain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registered {
    /// The domain.
    pub domain: DomainName,
    /// Its name servers, in lower case without a final dot. None: it is not delegated.
    pub name_servers: Vec<String>,
}
