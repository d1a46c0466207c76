//! The blocklists: asked by DNS, or the sandbox in their place.

use std::sync::Arc;

use anyhow::Context as _;
use serde::{Deserialize, Serialize};
use simpleinboxes_providers::{
    blocklist::{BlocklistSettings as Asking, Blocklists, DnsBlocklists, SandboxBlocklists},
    state::SandboxState,
};

use crate::serve::Outside;

/// The blocklists.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct BlocklistSettings {
    /// Who is asked; `auto` is the lists themselves if there is a resolver to ask them by, else the
    /// sandbox.
    pub provider: BlocklistChoice,
    /// How they are asked.
    pub dns: Asking,
}

/// Who is asked about domains.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BlocklistChoice {
    /// The lists if there is a resolver to ask them by, else the sandbox.
    #[default]
    Auto,
    /// The lists, by the resolvers of the settings or else of the system.
    Dns,
    /// The sandbox: nobody is asked.
    Sandbox,
}

impl BlocklistSettings {
    /// Whether the lists themselves are asked.
    pub(super) const fn asks(&self) -> bool {
        match self.provider {
            BlocklistChoice::Auto => !self.dns.resolvers.is_empty(),
            BlocklistChoice::Dns => true,
            BlocklistChoice::Sandbox => false,
        }
    }
}

pub(super) fn open(
    settings: &BlocklistSettings,
    outside: &Outside,
    state: &Arc<dyn SandboxState>,
) -> anyhow::Result<Arc<dyn Blocklists>> {
    let clock = Arc::clone(&outside.clock);
    if settings.asks() {
        let lists = DnsBlocklists::new(&settings.dns, clock).context("blocklists.dns")?;
        return Ok(Arc::new(lists));
    }
    Ok(Arc::new(SandboxBlocklists::new(Arc::clone(state), clock)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_resolver_decides_unless_the_settings_do() {
        let asks = |provider, resolvers: &[&str]| {
            let resolvers = resolvers.iter().map(|one| one.parse().expect("an address"));
            let dns = Asking {
                resolvers: resolvers.collect(),
                ..Asking::default()
            };
            BlocklistSettings { provider, dns }.asks()
        };
        let one = &["192.0.2.1:53"];
        assert!(!asks(BlocklistChoice::Auto, &[]));
        assert!(asks(BlocklistChoice::Auto, one));
        assert!(asks(BlocklistChoice::Dns, &[]));
        assert!(!asks(BlocklistChoice::Sandbox, one));
    }
}
