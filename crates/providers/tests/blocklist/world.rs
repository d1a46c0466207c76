//! The lists, and the server that plays them.

use std::net::Ipv4Addr;
use std::sync::Arc;

use hickory_resolver::proto::op::ResponseCode;
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::clock::MovableClock;
use simpleinboxes_providers::DomainName;
use simpleinboxes_providers::blocklist::{
    Blocklist, BlocklistSettings, Blocklists, DnsBlocklists, Finding, Severity,
};

use crate::contract;
use crate::server::{Play, Server};

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

    /// One whose lists answer by the words in a domain, as the contract wants it.
    pub async fn by_words() -> Self {
        let world = Self::open().await;
        world.server.otherwise(by_words);
        for list in Blocklist::ALL {
            let name = asked(list, list.test_name());
            world.server.play(&name, listed(list, Severity::Blocked));
        }
        world
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

impl contract::World for World {
    fn lists(&self) -> &dyn Blocklists {
        &self.lists
    }

    fn clock(&self) -> &Arc<MovableClock> {
        &self.clock
    }
}

/// A list's code for a listing.
fn listed(list: Blocklist, severity: Severity) -> Play {
    let code = match (list, severity) {
        (Blocklist::SpamhausDbl, Severity::Blocked) => [127, 0, 1, 2],
        (Blocklist::SpamhausDbl, Severity::Warned) => [127, 0, 1, 102],
        (Blocklist::Uribl, Severity::Blocked) => [127, 0, 0, 2],
        (Blocklist::Uribl, Severity::Warned) => [127, 0, 0, 4],
        (Blocklist::Surbl, Severity::Blocked) => [127, 0, 0, 64],
        (Blocklist::Surbl, Severity::Warned) => [127, 0, 0, 128],
    };
    Play::Addresses(vec![Ipv4Addr::from(code)], 60)
}

/// What a list answers to a name by the words in its first label; nothing for those without.
fn by_words(name: &str) -> Option<Play> {
    let (label, _) = name.split_once('.')?;
    let zone = |list: &Blocklist| name.ends_with(&format!(".{}.", list.zone()));
    let list = Blocklist::ALL.into_iter().find(zone)?;
    let has = |word: &str| label.split('-').any(|part| part == word);
    if has("blocked") || has("burned") || has("manual") {
        Some(listed(list, Severity::Blocked))
    } else if has("warned") {
        Some(listed(list, Severity::Warned))
    } else if has("silent") && list == Blocklist::Surbl {
        Some(Play::Code(ResponseCode::ServFail))
    } else {
        None
    }
}

pub fn name(text: &str) -> DomainName {
    DomainName::parse(text).expect("a name")
}

/// The name under which a list is asked for a domain.
pub fn asked(list: Blocklist, domain: &str) -> String {
    format!("{domain}.{}.", list.zone())
}
