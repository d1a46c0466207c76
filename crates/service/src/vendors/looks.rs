//! Looks at the public DNS.

use anyhow::Context as _;
use simpleinboxes_providers::dns::propagation::Propagation;

use crate::config::Config;

/// Who looks, by the settings.
pub(super) fn open(config: &Config) -> anyhow::Result<Propagation> {
    Propagation::new(&config.propagation).context("propagation")
}
