//! The name resolver that a guarded connection uses.

use std::sync::Arc;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use super::policy::{OutboundPolicy, RefusedUrl};

/// Looks names up and refuses those with an address that the policy does not permit.
///
/// One bad address among several refuses the name: which of them would be connected to is not
/// ours to choose, and no honest service mixes them.
#[derive(Clone)]
pub struct GuardedResolver {
    policy: OutboundPolicy,
    lookup: Arc<dyn Resolve>,
}

impl GuardedResolver {
    /// Guards the system's resolver.
    #[must_use]
    pub fn new(policy: OutboundPolicy) -> Self {
        Self::over(policy, Arc::new(SystemResolver))
    }

    /// Guards another resolver.
    #[must_use]
    pub fn over(policy: OutboundPolicy, lookup: Arc<dyn Resolve>) -> Self {
        Self { policy, lookup }
    }

    pub(crate) fn policy(&self) -> OutboundPolicy {
        self.policy
    }
}

impl Resolve for GuardedResolver {
    fn resolve(&self, name: Name) -> Resolving {
        let policy = self.policy;
        let found = self.lookup.resolve(name);
        Box::pin(async move {
            let addresses: Vec<_> = found.await?.collect();
            if addresses.iter().all(|address| policy.permits(address.ip())) {
                Ok(Box::new(addresses.into_iter()) as Addrs)
            } else {
                Err(RefusedUrl::NotPublic.into())
            }
        })
    }
}

struct SystemResolver;

impl Resolve for SystemResolver {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            // Port 0 is replaced by the URL's port when the connection is made.
            let addresses = tokio::net::lookup_host((name.as_str(), 0)).await?;
            Ok(Box::new(addresses.collect::<Vec<_>>().into_iter()) as Addrs)
        })
    }
}
