//! Asking a resolver.

use std::net::Ipv4Addr;
use std::time::Duration;

use hickory_resolver::TokioResolver;
use hickory_resolver::net::{DnsError, NetError};
use hickory_resolver::proto::op::ResponseCode;
use hickory_resolver::proto::rr::{RData, RecordType};
use tokio::time::timeout;

use super::{BlocklistSettings, SettingsError, Unchecked};
use crate::resolver;

/// What a resolver answered, and for how many seconds that holds.
pub(super) enum Answer {
    Addresses(Vec<Ipv4Addr>, u32),
    NoSuchName(u32),
}

/// A resolver with its limits.
pub(super) struct Lookup {
    resolver: TokioResolver,
    patience: Duration,
}

impl Lookup {
    pub(super) fn new(settings: &BlocklistSettings) -> Result<Self, SettingsError> {
        let patience = Duration::from_millis(settings.timeout_ms);
        let attempts = u32::try_from(settings.attempts).unwrap_or(u32::MAX);
        let unmade = |error: NetError| SettingsError::Resolver(error.to_string());
        let mut builder = resolver::builder(&settings.resolvers).map_err(unmade)?;
        let options = builder.options_mut();
        options.timeout = patience / attempts;
        options.attempts = settings.attempts - 1;
        options.cache_size = 0;
        Ok(Self {
            resolver: builder.build().map_err(unmade)?,
            patience,
        })
    }

    /// The addresses of a name, which ends with a dot.
    pub(super) async fn addresses(&self, name: &str) -> Result<Answer, Unchecked> {
        let asked = self.resolver.lookup(name, RecordType::A);
        let Ok(outcome) = timeout(self.patience, asked).await else {
            return Err(Unchecked::TimedOut);
        };
        match outcome {
            Ok(found) => {
                let records = found.answers().iter();
                let ttl = records.clone().map(|record| record.ttl).min();
                let addresses = records.filter_map(|record| match &record.data {
                    RData::A(address) => Some(address.0),
                    _ => None,
                });
                Ok(Answer::Addresses(addresses.collect(), ttl.unwrap_or(0)))
            }
            Err(NetError::Dns(DnsError::NoRecordsFound(none)))
                if none.response_code == ResponseCode::NXDomain =>
            {
                Ok(Answer::NoSuchName(none.negative_ttl.unwrap_or(0)))
            }
            Err(NetError::Dns(DnsError::ResponseCode(ResponseCode::Refused))) => {
                Err(Unchecked::Refused)
            }
            Err(NetError::Timeout) => Err(Unchecked::TimedOut),
            Err(_) => Err(Unchecked::Failed),
        }
    }
}
