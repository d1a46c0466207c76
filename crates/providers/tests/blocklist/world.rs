//! The lists, and the server that plays them.

use std::sync::Arc;

use simpleinboxes_core::Timestamp;
use simpleinboxes_core::clock::MovableClock;
use simpleinboxes_providers::DomainName;
use simpleinboxes_providers::blocklist::{
    Blocklist, BlocklistSettings, Blocklists, DnsBlocklists, Finding,
};

use crate::server::Server;

/// The lists, and the server that plays them.
pub struct World {
    pub server: Server,
    pub clock: Arc<MovableClock>,
    pub lists: DnsBlocklists,
}

pub fn clock() -> Arc<MovableClock> {
    let start: Timestamp = "2026-11-25T12:00:00Z".parse().expect("a time");
    Arc::new(MovableClock::at(start))
}

impl World {
    pub async fn open() -> Self {
        Self::with(|_| {}).await
    }

    pub async fn with(change: impl FnOnce(&mut BlocklistSettings)) -> Self {
        let server = Server::open().await;
        let mut settings = BlocklistSettings {
            resolvers: vec![server.address()],
            // Long enough for a busy machine.
            timeout_ms: 20_000,
            attempts: 1,
            ..BlocklistSettings::default()
        };
        change(&mut settings);
        let clock = clock();
        Self {
            lists: DnsBlocklists::new(&settings, clock.clone()).expect("usable settings"),
            server,
            clock,
        }
    }

    pub async fn check(&self, domain: &str) -> Vec<Finding> {
        self.lists.check(&name(domain)).await
    }

    /// What one list says of a domain.
    pub async fn ask(&self, list: Blocklist, domain: &str) -> Finding {
        let findings = self.check(domain).await;
        let found = findings.into_iter().find(|finding| finding.list == list);
        found.expect("one a list")
    }
}

pub fn name(text: &str) -> DomainName {
    DomainName::parse(text).expect("a name")
}

/// The name under which a list is asked for a domain.
pub fn asked(list: Blocklist, domain: &str) -> String {
    format!("{domain}.{}.", list.zone())
}
