//! The embedded host with its server, on loopback.

use std::net::SocketAddr;
use std::sync::Arc;

use async_trait::async_trait;
use simpleinboxes_core::dns::{DomainName, Record};
use simpleinboxes_providers::dns::embedded::{
    Answers, EmbeddedHost, EmbeddedServer, EmbeddedSettings,
};
use simpleinboxes_providers::dns::{Change, DnsHost, Zone};

use super::memory::Memory;
use crate::contract::{Surroundings, domain};

pub struct World {
    pub memory: Arc<Memory>,
    pub host: EmbeddedHost,
    pub server: EmbeddedServer,
}

pub fn settings() -> EmbeddedSettings {
    EmbeddedSettings {
        listen: vec![SocketAddr::from(([127, 0, 0, 1], 0))],
        name_servers: vec![
            "ns2.simpleinboxes.test".into(),
            "NS1.simpleinboxes.test.".into(),
        ],
        contact: "dns.admin@simpleinboxes.test".into(),
        web_addresses: vec![
            "192.0.2.80".parse().expect("v4"),
            "2001:db8::80".parse().expect("v6"),
        ],
        ..EmbeddedSettings::default()
    }
}

impl World {
    pub async fn open() -> Self {
        Self::with(|_| {}).await
    }

    pub async fn with(change: impl FnOnce(&mut EmbeddedSettings)) -> Self {
        let mut settings = settings();
        change(&mut settings);
        let memory = Arc::new(Memory::default());
        let answers = Answers::new(&settings, memory.clone()).expect("usable settings");
        Self {
            host: EmbeddedHost::new(&settings, memory.clone()).expect("usable settings"),
            server: EmbeddedServer::start(&settings, answers)
                .await
                .expect("listening"),
            memory,
        }
    }

    /// One with these records in the domain of the tests.
    pub async fn serving(records: &[Record]) -> Self {
        let world = Self::open().await;
        world.memory.add_zone(&domain());
        world.memory.write(&domain(), records);
        world
    }

    pub fn address(&self) -> SocketAddr {
        self.server.addresses()[0]
    }
}

#[async_trait]
impl Surroundings for World {
    fn host(&self) -> &dyn DnsHost {
        &self.host
    }

    async fn take_in(&self, domain: &DomainName) {
        self.memory.add_zone(domain);
    }

    async fn keep(&self, domain: &DomainName, changes: &[Change]) {
        if !self.memory.is_gone(domain) {
            self.memory.change(domain, changes);
        }
    }

    async fn give_up(&self, domain: &DomainName) {
        self.memory.remove_zone(domain);
    }

    async fn delegate(&self, _: &Zone) {}

    async fn visit(&self, _: &str) -> Option<(u16, String)> {
        None
    }
}
