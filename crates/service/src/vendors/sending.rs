//! The sending tools: the customers' own, or the sandbox in their place.

use std::sync::Arc;

use simpleinboxes_providers::{
    Traffic,
    outbound::{GuardedResolver, OutboundPolicy},
    sending::SendingTools,
};
use simpleinboxes_store::Store;

use super::StoredState;
use crate::config::{Config, Environment};

/// The sending tools. On a deployment for trying out nobody is called, unless the settings say
/// where.
pub(crate) fn sending_tools(
    config: &Config,
    policy: OutboundPolicy,
    guard: GuardedResolver,
    store: &Arc<Store>,
    traffic: &Traffic,
) -> anyhow::Result<SendingTools> {
    if are_played(config) {
        let state = Arc::new(StoredState::new(Arc::clone(store)));
        return Ok(SendingTools::sandbox(state, policy));
    }
    Ok(SendingTools::new(&config.sending, guard, traffic)?)
}

/// Whether nobody is called.
pub(super) fn are_played(config: &Config) -> bool {
    config.environment == Environment::Sandbox && config.sending.base_urls.is_empty()
}
