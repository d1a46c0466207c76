//! The DNS host in words, and a sync with it while it is under way.

use std::time::Duration;

use chrono::TimeDelta;
use simpleinboxes_core::Timestamp;
use simpleinboxes_providers::{
    ProviderError,
    dns::{DnsHost, DnsHostError, Zone},
};
use simpleinboxes_store::{Caller, DnsRefused, DnsSync, Domain, Store};

/// How long a sync may take before another one may begin: longer than a request may take.
const TIME: TimeDelta = TimeDelta::seconds(60);

/// Why the DNS host did not do what was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostError {
    /// Which host.
    pub host: String,
    /// What happened, for the domain's owner: none of our own credentials' business.
    pub words: String,
    /// Whether it may go well another time by itself.
    pub passing: bool,
    /// How long it asked us to wait.
    pub after: Option<TimeDelta>,
    /// How long it is left alone, if that is why it was not asked.
    pub alone: Option<Duration>,
}

impl HostError {
    /// What `host` said.
    #[must_use]
    pub fn new(host: &dyn DnsHost, error: &DnsHostError) -> Self {
        let wait = |wait: Duration| TimeDelta::from_std(wait).ok();
        let (words, passing, after) = match error {
            DnsHostError::Host(ProviderError::RateLimited { retry_after }) => {
                let words = "The DNS host takes no more requests at present.";
                (words.to_owned(), true, retry_after.and_then(wait))
            }
            DnsHostError::Host(ProviderError::Unavailable(outage)) => {
                (format!("The DNS host failed: {outage}."), true, None)
            }
            DnsHostError::Host(error) => {
                // Our token, not the customer's.
                tracing::error!(%error, "the DNS host refuses our credentials");
                let words = "The DNS host refuses this deployment's credentials.";
                (words.to_owned(), true, None)
            }
            DnsHostError::NoZone => {
                let words = "The DNS host does not have the domain's zone any more.";
                (words.to_owned(), false, None)
            }
            DnsHostError::Refused { code, reason } => {
                tracing::warn!(code = code.as_deref(), reason, "the DNS host refused");
                (format!("The DNS host refused: {reason}."), false, None)
            }
            DnsHostError::Unsupported(what) => (
                format!("This deployment's DNS host can't {what}."),
                false,
                None,
            ),
        };
        Self {
            host: host.name().as_str().to_owned(),
            words: words.chars().take(500).collect(),
            passing,
            after,
            alone: error.circuit_open(),
        }
    }

    /// The zone is at another host than this deployment works with.
    #[must_use]
    pub fn elsewhere(host: &str) -> Self {
        Self {
            host: host.to_owned(),
            words: format!("The domain's zone is at {host}, which this deployment does not use."),
            passing: false,
            after: None,
            alone: None,
        }
    }

    /// The host's side changed while it was being written.
    pub(super) fn overtaken(host: &dyn DnsHost) -> Self {
        Self {
            host: host.name().as_str().to_owned(),
            words: "The record was changed at the DNS host at the same moment.".to_owned(),
            passing: true,
            after: None,
            alone: None,
        }
    }

    /// The host does not want a record.
    pub(super) fn refused(host: &dyn DnsHost, reason: &str) -> Self {
        Self {
            host: host.name().as_str().to_owned(),
            words: format!("The DNS host refused the record: {reason}"),
            passing: false,
            after: None,
            alone: None,
        }
    }
}

/// A sync that was begun: nobody else syncs the domain meanwhile.
#[derive(Debug)]
pub struct Syncing {
    lease: DnsSync,
    /// The zone at the host.
    pub zone: Zone,
}

/// Why a sync was not begun.
#[derive(Debug)]
pub(super) enum NotBegun {
    Refused(DnsRefused),
    Busy(Timestamp),
    Host(DnsHostError),
}

impl From<DnsRefused> for NotBegun {
    fn from(refused: DnsRefused) -> Self {
        Self::Refused(refused)
    }
}

impl From<simpleinboxes_store::StoreError> for NotBegun {
    fn from(error: simpleinboxes_store::StoreError) -> Self {
        Self::Refused(error.into())
    }
}

impl Syncing {
    pub(super) async fn begin(
        store: &Store,
        caller: &Caller,
        host: &dyn DnsHost,
        domain: &Domain,
    ) -> Result<Self, NotBegun> {
        let zone = domain.zone.as_ref().ok_or(DnsRefused::NoZone)?;
        let begun: Result<_, DnsRefused> = store
            .write(async |tx| tx.scoped(caller).begin_dns_sync(domain.id, TIME).await)
            .await;
        let lease = begun?.map_err(NotBegun::Busy)?;
        let zone = match host.zone(&zone.id).await {
            Ok(Some(zone)) => Ok(zone),
            Ok(None) => Err(DnsHostError::NoZone),
            Err(error) => Err(error),
        };
        match zone {
            Ok(zone) => Ok(Self { lease, zone }),
            Err(error) => {
                end(store, caller, &lease).await;
                Err(NotBegun::Host(error))
            }
        }
    }

    /// Ends the sync. The time for it runs out where that fails.
    pub(super) async fn end(self, store: &Store, caller: &Caller) {
        end(store, caller, &self.lease).await;
    }
}

async fn end(store: &Store, caller: &Caller, lease: &DnsSync) {
    let ended = store.write(async |tx| tx.scoped(caller).end_dns_sync(lease).await);
    if let Err(error) = ended.await {
        tracing::warn!(%error, "a DNS sync could not be ended");
    }
}
