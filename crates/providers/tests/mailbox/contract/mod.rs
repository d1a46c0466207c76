//! The rules that every host keeps. Each takes a world with a host in it.

pub mod changes;
pub mod domains;
pub mod mailboxes;

use async_trait::async_trait;
use secrecy::SecretString;
use simpleinboxes_providers::mailbox::{
    Address, DkimKey, DnsRecord, DomainName, Mailbox, MailboxHost, NewMailbox, Photo, Reference,
    Verdict,
};

/// The first password of every mailbox.
pub const FIRST: &str = "Made-up-Passw0rd-1";
pub const SECOND: &str = "Made-up-Passw0rd-2";

/// A host, and what happens around it.
#[async_trait]
pub trait World: Send + Sync {
    fn host(&self) -> &dyn MailboxHost;

    /// Writes records to where the host looks for them.
    async fn publish(&self, records: &[DnsRecord]);

    /// Whether a mail program gets in.
    async fn opens(&self, address: &Address, password: &str) -> bool;

    /// Whether this is the photo that the host shows.
    async fn shows(&self, address: &Address, photo: &Photo) -> bool;

    /// Gives an address to somebody else, with this password.
    async fn occupy(&self, address: &Address, password: &str);

    /// A domain that another account at the host has.
    async fn foreign_domain(&self) -> DomainName;

    /// A domain that can't be verified, whatever is published.
    async fn unprovable_domain(&self) -> DomainName;

    /// A username that can't be given, and a password that is refused to `jane.doe`.
    fn refused(&self) -> (&'static str, &'static str);

    /// The owner sets up a second factor; answers the target's address.
    async fn set_up_second_factor(&self) -> NewMailbox;

    /// How many mailboxes need more than one page.
    fn more_than_a_page(&self) -> usize;

    /// Makes mailboxes, fast.
    async fn fill(&self, usernames: &[String]) {
        for username in usernames {
            make(self, &new(username)).await;
        }
    }
}

pub fn domain() -> DomainName {
    "try-northwind.com".parse().expect("a domain")
}

pub fn address(username: &str) -> Address {
    format!("{username}@try-northwind.com")
        .parse()
        .expect("an address")
}

/// The reference of the mailbox that first has this name.
pub fn reference(username: &str) -> Reference {
    let text = username.replace(['.', '-'], "_");
    Reference::new(&format!("inb_{text}")).expect("a reference")
}

pub fn new(username: &str) -> NewMailbox {
    NewMailbox {
        address: address(username),
        reference: reference(username),
        first_name: "Jane".into(),
        last_name: "Doe".into(),
        password: FIRST.into(),
    }
}

pub fn password(text: &str) -> SecretString {
    text.into()
}

/// A key of ours, in the form of those that DKIM uses; the tests that sign have a real one.
pub fn key() -> DkimKey {
    DkimKey {
        selector: "si1".into(),
        private_pem: "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n".into(),
        public_record: "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=".into(),
    }
}

/// Adds and verifies a domain.
pub async fn ready(world: &(impl World + ?Sized), domain: &DomainName) {
    let host = world.host();
    let added = host.add_domain(domain).await.expect("added");
    world.publish(&added.verification).await;
    if host.capabilities().verifies_domains {
        let verdict = host.verify_domain(domain).await.expect("a verdict");
        assert_eq!(verdict, Verdict::Verified);
    }
}

/// Makes a mailbox.
pub async fn make(world: &(impl World + ?Sized), new: &NewMailbox) -> Mailbox {
    let made = world.host().create_mailbox(new).await;
    made.expect("a mailbox")
}

/// Reads a mailbox that must be there.
pub async fn read(world: &dyn World, new: &NewMailbox) -> Option<Mailbox> {
    let found = world.host().mailbox(&new.target()).await;
    found.expect("read")
}
