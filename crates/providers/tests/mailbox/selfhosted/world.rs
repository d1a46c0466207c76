//! Our own servers without the servers: what they would find in the database, for the contract.

use std::sync::Arc;

use async_trait::async_trait;
use secrecy::ExposeSecret;
use simpleinboxes_core::entropy::Entropy;
use simpleinboxes_core::password;
use simpleinboxes_providers::mailbox::selfhosted::{MailConfig, SelfHosted};
use simpleinboxes_providers::mailbox::{
    Address, DnsRecord, DomainName, HostedMailboxes, InMemoryMailboxes, MailboxHost, MailboxState,
    NewMailbox, Photo, Reference,
};
use tempfile::TempDir;

use crate::contract::{World, address, make, new, reference};

pub struct Own {
    host: SelfHosted,
    kept: Arc<InMemoryMailboxes>,
    pub folder: TempDir,
}

pub fn config(folder: &TempDir) -> MailConfig {
    let mut config = MailConfig {
        hostname: "mail.simpleinboxes.example".into(),
        ..MailConfig::default()
    };
    config.folders.dkim_keys = folder.path().to_owned();
    config
}

pub async fn open() -> Own {
    let folder = TempDir::new().expect("a folder");
    let kept = Arc::new(InMemoryMailboxes::default());
    let host = SelfHosted::new(&config(&folder), kept.clone(), Entropy::seeded(3));
    Own {
        host: host.expect("usable settings"),
        kept,
        folder,
    }
}

#[async_trait]
impl World for Own {
    fn host(&self) -> &dyn MailboxHost {
        &self.host
    }

    async fn publish(&self, _: &[DnsRecord]) {}

    async fn opens(&self, address: &Address, given: &str) -> bool {
        let found = self.kept.mailbox(address).await.expect("read");
        let Some(found) = found.filter(|found| found.address == *address) else {
            return false;
        };
        let hash = found.password_hash.expose_secret();
        let hash = hash
            .strip_prefix("{ARGON2ID}")
            .expect("Dovecot's name for it");
        password::verify(&given.into(), hash).expect("a hash")
    }

    async fn shows(&self, _: &Address, _: &Photo) -> bool {
        unreachable!("mailboxes have no photos here")
    }

    async fn occupy(&self, address: &Address, password: &str) {
        let mut theirs = new("boss");
        theirs.address = address.clone();
        theirs.reference = Reference::new("theirs").expect("a reference");
        theirs.password = password.into();
        make(self, &theirs).await;
    }

    async fn foreign_domain(&self) -> DomainName {
        unreachable!("all domains are ours")
    }

    async fn unprovable_domain(&self) -> DomainName {
        unreachable!("nothing is to be proven")
    }

    fn refused(&self) -> (&'static str, &'static str) {
        ("postmaster", "Jane.Doe-1-Passw0rd")
    }

    async fn set_up_second_factor(&self) -> NewMailbox {
        unreachable!("there is none")
    }

    fn more_than_a_page(&self) -> usize {
        101
    }

    /// Past the hashing, which takes its time on purpose.
    async fn fill(&self, usernames: &[String]) {
        for username in usernames {
            let mailbox = MailboxState {
                version: 1,
                address: address(username),
                reference: reference(username),
                first_name: "Jane".into(),
                last_name: "Doe".into(),
                aliases: Vec::new(),
                password_hash: "{ARGON2ID}x".into(),
                photo: None,
            };
            self.kept.insert_mailbox(&mailbox).await.expect("kept");
        }
    }
}
