//! The sandbox and what happens around it, for the contract.

use std::fmt::Write as _;
use std::sync::Arc;

use async_trait::async_trait;
use simpleinboxes_providers::mailbox::sandbox::SandboxHost;
use simpleinboxes_providers::mailbox::{
    Address, DnsRecord, DomainName, HostedMailboxes, InMemoryMailboxes, MailboxHost,
    MailboxProvider, NewMailbox, Photo, Reference,
};

use crate::contract::{World, domain, make, new, ready};

pub struct Sandboxed {
    host: SandboxHost,
    kept: Arc<InMemoryMailboxes>,
}

impl Sandboxed {
    pub fn over(provider: MailboxProvider, kept: Arc<InMemoryMailboxes>) -> Self {
        Self {
            host: SandboxHost::new(provider, kept.clone(), "sandbox.example", &[7; 32]),
            kept,
        }
    }
}

pub async fn google() -> Sandboxed {
    Sandboxed::over(MailboxProvider::Google, Arc::default())
}

pub async fn microsoft() -> Sandboxed {
    Sandboxed::over(MailboxProvider::Microsoft, Arc::default())
}

pub async fn smtp() -> Sandboxed {
    Sandboxed::over(MailboxProvider::Smtp, Arc::default())
}

#[async_trait]
impl World for Sandboxed {
    fn host(&self) -> &dyn MailboxHost {
        &self.host
    }

    /// The sandbox does not look.
    async fn publish(&self, _: &[DnsRecord]) {}

    async fn opens(&self, address: &Address, password: &str) -> bool {
        let accepted = self.host.accepts(address, &password.into()).await;
        accepted.expect("read")
    }

    async fn shows(&self, address: &Address, photo: &Photo) -> bool {
        let kept = self.kept.mailbox(address).await.expect("read");
        let digest = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, &photo.bytes);
        let mut wanted = String::new();
        for byte in digest.as_ref() {
            write!(wanted, "{byte:02x}").expect("a string");
        }
        kept.expect("there").photo == Some(wanted)
    }

    async fn occupy(&self, address: &Address, password: &str) {
        let mut theirs = new("boss");
        theirs.address = address.clone();
        theirs.reference = Reference::new("theirs").expect("a reference");
        theirs.password = password.into();
        make(self, &theirs).await;
    }

    async fn foreign_domain(&self) -> DomainName {
        "taken-northwind.com".parse().expect("a domain")
    }

    async fn unprovable_domain(&self) -> DomainName {
        "unverified-northwind.com".parse().expect("a domain")
    }

    fn refused(&self) -> (&'static str, &'static str) {
        ("refused.jane", "Jane.Doe-1-Passw0rd")
    }

    async fn set_up_second_factor(&self) -> NewMailbox {
        ready(self, &domain()).await;
        let careful = new("mfa.jane");
        make(self, &careful).await;
        let told = self.host.mfa(&careful.target()).await.expect("told");
        use secrecy::ExposeSecret as _;
        let secret = told.secret.expect("the sandbox tells");
        assert_eq!(secret.expose_secret().len(), 32);
        careful
    }

    fn more_than_a_page(&self) -> usize {
        101
    }
}
