//! Where the names in addresses lead that are handed to browsers.

use std::net::SocketAddr;
use std::time::Duration;

use hickory_resolver::TokioResolver;
use serde::{Deserialize, Serialize};
use tokio::time::timeout;
use url::{Host, Url};

use super::policy::{OutboundPolicy, RefusedUrl};
use crate::resolver;

/// What the operator sets for looks at where names lead.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct DestinationSettings {
    /// Recursive resolvers to ask, `192.0.2.1:53`; those of the system when there are none.
    pub resolvers: Vec<SocketAddr>,
    /// Milliseconds for one look. Names are not looked up at all with 0.
    pub look_ms: u64,
}

impl Default for DestinationSettings {
    fn default() -> Self {
        Self {
            resolvers: Vec::new(),
            look_ms: 2_000,
        }
    }
}

/// Looks up where visitors would be sent.
#[derive(Clone)]
pub struct Destinations(Option<(TokioResolver, Duration)>);

impl Destinations {
    /// One that asks the resolvers of `settings`. On a machine that has none, nothing is looked up.
    #[must_use]
    pub fn new(settings: &DestinationSettings) -> Self {
        if settings.look_ms == 0 {
            return Self(None);
        }
        let patience = Duration::from_millis(settings.look_ms);
        let made = resolver::builder(&settings.resolvers).and_then(|mut builder| {
            builder.options_mut().timeout = patience / 2;
            builder.options_mut().attempts = 1;
            builder.build()
        });
        match made {
            Ok(resolver) => Self(Some((resolver, patience))),
            Err(error) => {
                tracing::warn!(%error, "no resolver: where names lead is not looked up");
                Self(None)
            }
        }
    }

    /// Looks up the host of an address, if that is a name. One of which nothing is heard in time
    /// passes: it may be on its way, browsers look again, and nothing is called from here.
    ///
    /// # Errors
    /// [`RefusedUrl::NotPublic`] for a name that leads to a private network, to this machine or to
    /// a metadata service, with one of its addresses at least.
    pub async fn check(&self, address: &str) -> Result<(), RefusedUrl> {
        if self.lead_inside(address).await {
            Err(RefusedUrl::NotPublic)
        } else {
            Ok(())
        }
    }

    async fn lead_inside(&self, address: &str) -> bool {
        let Some((resolver, patience)) = &self.0 else {
            return false;
        };
        let Ok(url) = Url::parse(address) else {
            return false;
        };
        let Some(Host::Domain(name)) = url.host() else {
            return false;
        };
        // With the dot at its end no search list of this machine is tried.
        let name = format!("{}.", name.trim_end_matches('.'));
        let Ok(Ok(found)) = timeout(*patience, resolver.lookup_ip(name)).await else {
            return false;
        };
        let strict = OutboundPolicy::default();
        found.iter().any(|address| !strict.permits(address))
    }
}

impl std::fmt::Debug for Destinations {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Destinations")
    }
}
