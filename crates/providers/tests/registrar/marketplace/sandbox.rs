//! The sandbox: its world for the contract, and what holds for it alone.

use std::sync::Arc;

use async_trait::async_trait;
use chrono::Duration;
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::cents::Cents;
use simpleinboxes_core::clock::{Clock, MovableClock};
use simpleinboxes_providers::DomainName;
use simpleinboxes_providers::registrar::RegistrarError;
use simpleinboxes_providers::registrar::marketplace::sandbox::{CATALOGUE, Sandbox};
use simpleinboxes_providers::registrar::marketplace::{
    Availability, Marketplace, MarketplaceName, Renewal,
};
use simpleinboxes_providers::state::InMemory;

use super::contract::{World, bought, name, purchase};

pub struct Market {
    clock: Arc<MovableClock>,
    state: Arc<InMemory>,
    sandbox: Sandbox,
}

impl Market {
    pub async fn open() -> Self {
        let start: Timestamp = "2026-11-25T12:00:00Z".parse().expect("a time");
        let clock = Arc::new(MovableClock::at(start));
        let state = Arc::new(InMemory::default());
        Self {
            sandbox: Sandbox::new(state.clone(), clock.clone()),
            clock,
            state,
        }
    }
}

#[async_trait]
impl World for Market {
    fn market(&self) -> &dyn Marketplace {
        &self.sandbox
    }

    async fn purchases(&self, domain: &DomainName) -> u32 {
        let bought = self.sandbox.bought(domain).await.expect("read");
        bought.map_or(0, |bought| bought.purchases)
    }

    async fn renewals(&self, domain: &DomainName) -> u32 {
        let bought = self.sandbox.bought(domain).await.expect("read");
        bought.map_or(0, |bought| bought.renewals)
    }

    fn let_show(&self) {
        self.clock.advance(Duration::minutes(10));
    }
}

#[tokio::test]
async fn it_says_what_it_is() {
    let market = Market::open().await;
    assert_eq!(market.sandbox.name(), MarketplaceName::Sandbox);
    assert_eq!(MarketplaceName::Sandbox.as_str(), "sandbox");
    assert!(!market.sandbox.capabilities().live);
}

#[tokio::test]
async fn prices_are_those_of_the_catalogue() {
    let market = Market::open().await;
    for entry in CATALOGUE {
        let offer = market
            .sandbox
            .search(&name(&format!("northwind.{}", entry.tld)))
            .await;
        let price = offer.expect("an offer").price().expect("for sale");
        assert_eq!(price.first_year, Cents::new(entry.first_year_cents));
        assert_eq!(price.renewal, Cents::new(entry.renewal_cents));
    }
}

#[tokio::test]
async fn short_and_reserved_names_are_not_for_sale() {
    let market = Market::open().await;
    for (domain, expected) in [
        ("abc.com", Availability::Taken),
        ("www.northwind.com", Availability::Taken),
        ("reserved-northwind.com", Availability::Restricted),
        ("northwind.co.uk.nosuchtld", Availability::Unsupported),
    ] {
        let offer = market
            .sandbox
            .search(&name(domain))
            .await
            .expect("an offer");
        assert_eq!(offer.availability, expected, "{domain}");
    }
}

#[tokio::test]
async fn special_purchases_do_what_is_documented() {
    let market = Market::open().await;
    let mut dearer = purchase(&market, "dearer-northwind.com").await;
    let offer = market
        .sandbox
        .search(&dearer.domain)
        .await
        .expect("an offer");
    dearer.most = offer.price().expect("for sale").first_year;
    let price = Cents::new(dearer.most.get() + 100);
    let refused = market.sandbox.register(&dearer).await;
    assert_eq!(refused, Err(RegistrarError::PriceChanged { price }));

    let down = purchase(&market, "down-northwind.com").await;
    let error = market.sandbox.register(&down).await.expect_err("down");
    assert!(!error.may_have_happened(), "{error:?}");
    assert_eq!(market.purchases(&down.domain).await, 0);

    let pending = purchase(&market, "pending-northwind.com").await;
    market.sandbox.register(&pending).await.expect_err("lost");
    let unaware = market.sandbox.register(&pending).await;
    assert!(matches!(unaware, Err(RegistrarError::NotAvailable { .. })));
}

#[tokio::test]
async fn what_was_sold_outlives_the_process() {
    let market = Market::open().await;
    let (domain, _) = bought(&market, "northwind.com").await;
    let other = Sandbox::new(market.state.clone(), market.clock.clone());
    assert!(other.domain(&domain).await.expect("read").is_some());
    assert_eq!(
        other.search(&domain).await.expect("an offer").availability,
        Availability::Taken
    );
}

#[tokio::test]
async fn expired_domains_are_given_up_after_30_days_and_sold_again() {
    let market = Market::open().await;
    let (domain, first) = bought(&market, "northwind.com").await;
    let expiry = first.expires_at.expect("told");
    market.clock.set(expiry + Duration::days(29));
    assert!(
        market
            .sandbox
            .domain(&domain)
            .await
            .expect("read")
            .is_some()
    );
    market.clock.set(expiry + Duration::days(30));
    assert_eq!(market.sandbox.domain(&domain).await, Ok(None));
    let (_, second) = bought(&market, "northwind.com").await;
    assert!(second.expires_at > first.expires_at);
    assert_eq!(market.purchases(&domain).await, 2);
}

#[tokio::test]
async fn renewals_cost_what_they_should_and_end_at_ten_years() {
    let market = Market::open().await;
    let (domain, first) = bought(&market, "northwind.com").await;
    let mut renewal = Renewal {
        domain: domain.clone(),
        years: 9,
        from: first.expires_at.expect("told"),
    };
    let renewed = market.sandbox.renew(&renewal).await.expect("renewed");
    let paid = market
        .sandbox
        .bought(&domain)
        .await
        .expect("read")
        .expect("sold")
        .paid;
    assert_eq!(paid, Cents::new(1099 + 9 * 1199));
    assert!(renewed.expires_at > market.clock.now() + Duration::days(3650));
    renewal.from = renewed.expires_at;
    renewal.years = 1;
    let refused = market.sandbox.renew(&renewal).await;
    assert!(
        matches!(refused, Err(RegistrarError::Refused { .. })),
        "{refused:?}"
    );
}
