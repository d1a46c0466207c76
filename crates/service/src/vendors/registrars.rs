//! The customers' own registrars, or the sandbox in their place.

use std::sync::Arc;

use anyhow::Context as _;
use simpleinboxes_providers::{Traffic, registrar::own::OwnRegistrars, state::SandboxState};
use simpleinboxes_store::Store;

use super::StoredState;
use crate::config::{Config, Environment};

/// The registrars. On a deployment for trying out nobody is called, unless the settings say where.
pub(crate) fn own_registrars(
    config: &Config,
    store: &Arc<Store>,
    traffic: &Traffic,
) -> anyhow::Result<OwnRegistrars> {
    let settings = &config.registrars;
    if are_played(config) {
        let state: Arc<dyn SandboxState> = Arc::new(StoredState::new(Arc::clone(store)));
        return Ok(OwnRegistrars::sandbox(&state, settings.outbound_ipv4));
    }
    OwnRegistrars::new(settings, traffic).context("registrars")
}

/// Whether nobody is called.
pub(super) fn are_played(config: &Config) -> bool {
    config.environment == Environment::Sandbox && config.registrars.base_urls.is_empty()
}
