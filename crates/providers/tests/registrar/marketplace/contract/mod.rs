//! The rules that every marketplace keeps. Each takes a world with a marketplace in it.
//!
//! What a name does is told by a word in it, as in the sandbox; a vendor's fake server does the same.

pub mod contacts;
pub mod domains;
pub mod offers;
pub mod purchases;

use async_trait::async_trait;
use simpleinboxes_core::cents::Cents;
use simpleinboxes_providers::DomainName;
use simpleinboxes_providers::registrar::marketplace::{
    Contact, ContactId, Marketplace, Purchase, Registration,
};

/// A marketplace and what its operator sees.
#[async_trait]
pub trait World: Send + Sync {
    fn market(&self) -> &dyn Marketplace;

    /// How often the domain was paid for by purchase.
    async fn purchases(&self, domain: &DomainName) -> u32;

    /// How often the domain was paid for by renewal.
    async fn renewals(&self, domain: &DomainName) -> u32;

    /// Lets the account show what was bought a while ago.
    fn let_show(&self);
}

pub fn name(text: &str) -> DomainName {
    DomainName::parse(text).expect("a name")
}

pub fn jo() -> Contact {
    Contact {
        first_name: "Jo".into(),
        last_name: "Doe".into(),
        organization: Some("Acme & Söhne".into()),
        email: "jo+domains@acme.example".into(),
        phone: "+442079460958".into(),
        address_line1: "1 Main St #4".into(),
        address_line2: None,
        city: "London".into(),
        state: None,
        postal_code: "SW1A 1AA".into(),
        country: "GB".into(),
    }
}

pub async fn contact(world: &dyn World) -> ContactId {
    world.market().save_contact(&jo()).await.expect("kept")
}

/// A purchase of a year at any price.
pub async fn purchase(world: &dyn World, domain: &str) -> Purchase {
    Purchase {
        domain: name(domain),
        years: 1,
        contact: contact(world).await,
        most: Cents::new(1_000_000),
        premium: false,
        after_unknown: false,
    }
}

pub async fn bought(world: &dyn World, domain: &str) -> (DomainName, Registration) {
    let purchase = purchase(world, domain).await;
    let registration = world.market().register(&purchase).await.expect("bought");
    assert!(registration.newly);
    (purchase.domain, registration)
}
