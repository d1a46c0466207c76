//! Dynadot, played by a server on loopback, for the contract.

use async_trait::async_trait;
use simpleinboxes_providers::registrar::marketplace::Marketplace;
use simpleinboxes_providers::registrar::marketplace::dynadot::{Dynadot, DynadotSettings};
use simpleinboxes_providers::{BreakerSettings, DomainName, HttpSettings, Traffic};

use super::fake::{Fake, KEY};
use crate::marketplace::contract;

pub struct World {
    pub fake: Fake,
    pub dynadot: Dynadot,
}

pub fn settings(url: String) -> DynadotSettings {
    DynadotSettings {
        base_url: url,
        api_key: KEY.into(),
        http: HttpSettings {
            connect_timeout_ms: 10_000,
            timeout_ms: 20_000,
            max_answer_bytes: 64 * 1024,
            repeats: 1,
            repeat_pause_ms: 1,
            breaker: BreakerSettings::OFF,
            ..HttpSettings::default()
        },
        ..DynadotSettings::default()
    }
}

impl World {
    pub async fn open() -> Self {
        Self::with(|_| {}).await
    }

    pub async fn with(change: impl FnOnce(&mut DynadotSettings)) -> Self {
        let fake = Fake::open().await;
        let mut settings = settings(fake.url());
        change(&mut settings);
        Self {
            dynadot: Dynadot::new(&settings, &Traffic::default()).expect("usable settings"),
            fake,
        }
    }
}

#[async_trait]
impl contract::World for World {
    fn market(&self) -> &dyn Marketplace {
        &self.dynadot
    }

    async fn purchases(&self, domain: &DomainName) -> u32 {
        let books = self.fake.books();
        books
            .domains
            .get(domain.as_str())
            .map_or(0, |kept| kept.purchases)
    }

    async fn renewals(&self, domain: &DomainName) -> u32 {
        let books = self.fake.books();
        books
            .domains
            .get(domain.as_str())
            .map_or(0, |kept| kept.renewals)
    }

    fn let_show(&self) {
        for kept in self.fake.books().domains.values_mut() {
            kept.shows = true;
        }
    }
}
