//! Google Workspace on a stub, and what happens around it, for the contract.

use std::sync::Arc;

use async_trait::async_trait;
use simpleinboxes_core::clock::MovableClock;
use simpleinboxes_providers::mailbox::google::{Google, GoogleSettings};
use simpleinboxes_providers::mailbox::{
    Address, DnsRecord, DomainName, MailboxHost, NewMailbox, Photo,
};
use simpleinboxes_providers::{BreakerSettings, HttpSettings, Traffic};

use super::directory::{ADMIN, Directory, EMAIL, FOREIGN, KEY_ID, UNPROVABLE, key};
use crate::contract::{World, make, new};
use crate::stub::Stub;

const NOW: i64 = 1_793_871_000;

pub struct Account {
    pub stub: Stub<Directory>,
    pub host: Google,
}

pub fn settings(url: &str) -> GoogleSettings {
    GoogleSettings {
        token_url: format!("{url}/token"),
        directory_url: url.to_owned(),
        verification_url: url.to_owned(),
        client_email: EMAIL.into(),
        private_key_id: KEY_ID.into(),
        private_key: key().0.as_str().into(),
        admin_email: ADMIN.into(),
        http: HttpSettings {
            connect_timeout_ms: 10_000,
            timeout_ms: 20_000,
            max_answer_bytes: 64 * 1024,
            repeat_pause_ms: 1,
            breaker: BreakerSettings::OFF,
            ..HttpSettings::default()
        },
        ..GoogleSettings::default()
    }
}

impl Account {
    pub async fn open() -> Self {
        Self::with(|_| {}).await
    }

    pub async fn with(change: impl FnOnce(&mut GoogleSettings)) -> Self {
        let directory = Directory {
            licences: 10,
            now: NOW,
            ..Directory::default()
        };
        let stub = Stub::of(directory).await;
        let url = stub.url();
        stub.with(|directory| directory.url.clone_from(&url));
        let now = chrono::DateTime::from_timestamp(NOW, 0).expect("a moment");
        let mut settings = settings(&url);
        change(&mut settings);
        let host = Google::new(
            &settings,
            Arc::new(MovableClock::at(now)),
            &Traffic::default(),
        );
        Self {
            stub,
            host: host.expect("usable settings"),
        }
    }
}

#[async_trait]
impl World for Account {
    fn host(&self) -> &dyn MailboxHost {
        &self.host
    }

    async fn publish(&self, records: &[DnsRecord]) {
        let contents = records.iter().map(|record| record.content.clone());
        self.stub
            .with(|directory| directory.published.extend(contents));
    }

    async fn opens(&self, address: &Address, password: &str) -> bool {
        self.stub.with(|directory| {
            let user = directory.at(&address.to_string());
            user.is_some_and(|user| user.password == password)
        })
    }

    async fn shows(&self, address: &Address, photo: &Photo) -> bool {
        self.stub.with(|directory| {
            let user = directory.at(&address.to_string()).expect("there");
            user.photo.as_ref() == Some(&photo.bytes)
        })
    }

    async fn occupy(&self, address: &Address, password: &str) {
        self.stub.with(|directory| {
            let made = directory.insert(&serde_json::json!({
                "primaryEmail": address.to_string(), "password": password,
                "changePasswordAtNextLogin": false,
                "name": {"givenName": "The", "familyName": "Boss"},
                "externalIds": [{"type": "organization", "value": "inb_boss"}],
            }));
            assert_eq!(made.0, 200);
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
        self.stub.with(|directory| {
            let id = directory
                .users
                .iter()
                .find(|(_, user)| user.members["primaryEmail"] == careful.address.to_string());
            let id = id.expect("there").0.clone();
            directory.users.get_mut(&id).expect("there").second_factor = true;
        });
        careful
    }

    fn more_than_a_page(&self) -> usize {
        5
    }
}
