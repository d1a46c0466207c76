//! Microsoft 365 on a stub, and what happens around it, for the contract.

use std::sync::Arc;

use async_trait::async_trait;
use simpleinboxes_core::clock::MovableClock;
use simpleinboxes_providers::mailbox::microsoft::{Microsoft, MicrosoftSettings};
use simpleinboxes_providers::mailbox::{
    Address, DnsRecord, DomainName, MailboxHost, NewMailbox, Photo,
};
use simpleinboxes_providers::{BreakerSettings, HttpSettings, Traffic};

use super::graph::{CLIENT, FOREIGN, Graph, SECRET, SKU, TENANT, UNPROVABLE};
use crate::contract::{World, make, new};
use crate::stub::Stub;

pub struct Tenant {
    pub stub: Stub<Graph>,
    pub clock: Arc<MovableClock>,
    pub host: Microsoft,
}

pub fn settings(url: &str) -> MicrosoftSettings {
    MicrosoftSettings {
        login_url: url.to_owned(),
        graph_url: url.to_owned(),
        exchange_url: url.to_owned(),
        tenant_id: TENANT.into(),
        client_id: CLIENT.into(),
        client_secret: SECRET.into(),
        sku_id: SKU.into(),
        http: HttpSettings {
            connect_timeout_ms: 10_000,
            timeout_ms: 20_000,
            max_answer_bytes: 64 * 1024,
            repeat_pause_ms: 1,
            breaker: BreakerSettings::OFF,
            ..HttpSettings::default()
        },
        ..MicrosoftSettings::default()
    }
}

impl Tenant {
    pub async fn open() -> Self {
        Self::with(|_| {}).await
    }

    pub async fn with(change: impl FnOnce(&mut MicrosoftSettings)) -> Self {
        let graph = Graph {
            licences: 10,
            ..Graph::default()
        };
        let stub = Stub::of(graph).await;
        let start = chrono::DateTime::from_timestamp(1_793_871_000, 0).expect("a moment");
        let clock = Arc::new(MovableClock::at(start));
        let mut settings = settings(&stub.url());
        change(&mut settings);
        let host =
            Microsoft::new(&settings, clock.clone(), &Traffic::default()).expect("usable settings");
        Self { stub, clock, host }
    }
}

#[async_trait]
impl World for Tenant {
    fn host(&self) -> &dyn MailboxHost {
        &self.host
    }

    async fn publish(&self, records: &[DnsRecord]) {
        let contents = records.iter().map(|record| record.content.clone());
        self.stub.with(|graph| graph.published.extend(contents));
    }

    async fn opens(&self, address: &Address, password: &str) -> bool {
        self.stub.with(|graph| {
            let user = graph.at(&address.to_string());
            user.is_some_and(|user| user.licensed && user.password == password)
        })
    }

    async fn shows(&self, address: &Address, photo: &Photo) -> bool {
        self.stub.with(|graph| {
            let user = graph.at(&address.to_string()).expect("there");
            user.photo.as_ref() == Some(&photo.bytes)
        })
    }

    async fn occupy(&self, address: &Address, password: &str) {
        self.stub.with(|graph| {
            let made = graph.insert(&serde_json::json!({
                "userPrincipalName": address.to_string(), "givenName": null, "surname": null,
                "accountEnabled": true, "onPremisesExtensionAttributes": {"extensionAttribute1": null},
                "passwordProfile": {"forceChangePasswordNextSignIn": false, "password": password},
            }));
            assert_eq!(made.0, 201);
            for user in graph.users.values_mut() {
                user.licensed = true;
            }
        });
    }

    async fn foreign_domain(&self) -> DomainName {
        FOREIGN.parse().expect("a domain")
    }

    async fn unprovable_domain(&self) -> DomainName {
        UNPROVABLE.parse().expect("a domain")
    }

    fn refused(&self) -> (&'static str, &'static str) {
        ("reserved.name", "too-weak-Passw")
    }

    async fn set_up_second_factor(&self) -> NewMailbox {
        let careful = new("careful");
        make(self, &careful).await;
        self.stub.with(|graph| {
            for user in graph.users.values_mut() {
                if user.members["userPrincipalName"] == careful.address.to_string() {
                    user.methods
                        .push("#microsoft.graph.softwareOathAuthenticationMethod");
                }
            }
        });
        careful
    }

    fn more_than_a_page(&self) -> usize {
        5
    }
}
