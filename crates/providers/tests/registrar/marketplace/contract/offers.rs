//! What can be bought, and for how much.

use simpleinboxes_providers::DomainName;
use simpleinboxes_providers::registrar::RegistrarError;
use simpleinboxes_providers::registrar::marketplace::{Availability, MOST_NAMES};

use super::{World, bought, name};

fn is_for_sale(availability: Availability, premium: bool) -> bool {
    matches!(availability, Availability::Available { premium: told, .. } if told == premium)
}

pub async fn are_one_a_name(world: &dyn World) {
    let (ours, _) = bought(world, "ours-northwind.com").await;
    let names = [
        name("northwind.com"),
        name("taken-northwind.com"),
        name("northwind.nosuchtld"),
        name("premium-northwind.net"),
        name("unknown-northwind.com"),
        ours,
    ];
    let offers = world.market().search_many(&names).await.expect("offers");
    let told: Vec<_> = offers.iter().map(|offer| offer.domain.clone()).collect();
    assert_eq!(told, names);
    let told: Vec<_> = offers.iter().map(|offer| offer.availability).collect();
    assert!(is_for_sale(told[0], false), "{told:?}");
    assert_eq!(told[1], Availability::Taken);
    assert_eq!(told[2], Availability::Unsupported);
    assert!(is_for_sale(told[3], true), "{told:?}");
    assert_eq!(told[4], Availability::Unknown);
    assert_eq!(told[5], Availability::Taken);

    let single = world.market().search(&names[0]).await.expect("an offer");
    assert_eq!(single, offers[0]);
}

pub async fn have_prices(world: &dyn World) {
    let market = world.market();
    let tlds = ["net", "nosuchtld", "com"].map(str::to_owned);
    let prices = market.prices(&tlds).await.expect("prices");
    let told: Vec<_> = prices.iter().map(|price| price.tld.as_str()).collect();
    assert_eq!(told, ["net", "com"]);
    let com = prices[1].price;
    assert!(com.first_year.get() > 0 && com.renewal.get() > 0);

    let usual = market
        .search(&name("northwind.com"))
        .await
        .expect("an offer");
    assert_eq!(usual.price(), Some(com));
    let premium = market
        .search(&name("premium-northwind.com"))
        .await
        .expect("an offer");
    assert!(premium.price().expect("for sale").first_year > com.first_year);
    let taken = market
        .search(&name("taken-northwind.com"))
        .await
        .expect("an offer");
    assert_eq!(taken.price(), None);
}

pub async fn are_up_to_a_hundred(world: &dyn World) {
    let market = world.market();
    let mut names: Vec<DomainName> = (0..MOST_NAMES)
        .map(|n| name(&format!("northwind-{n}.com")))
        .collect();
    names[MOST_NAMES - 1] = name("taken-northwind.com");
    let offers = market.search_many(&names).await.expect("offers");
    assert_eq!(offers.len(), MOST_NAMES);
    assert_eq!(offers[MOST_NAMES - 1].availability, Availability::Taken);
    assert!(
        offers[..MOST_NAMES - 1]
            .iter()
            .all(|offer| is_for_sale(offer.availability, false))
    );

    names.push(name("onetoomany.com"));
    let refused = market.search_many(&names).await;
    assert!(
        matches!(refused, Err(RegistrarError::Refused { .. })),
        "{refused:?}"
    );
    assert_eq!(market.search_many(&[]).await, Ok(Vec::new()));
}

pub async fn are_suggested(world: &dyn World) {
    let market = world.market();
    let tlds = ["com", "net"].map(str::to_owned);
    let offers = market
        .suggest("taken-northwind.com", &tlds, 5)
        .await
        .expect("offers");
    let told: Vec<_> = offers.iter().map(|offer| offer.domain.as_str()).collect();
    assert_eq!(
        told[..3],
        [
            "taken-northwind.com",
            "taken-northwind.net",
            "trytaken-northwind.com"
        ]
    );
    assert_eq!(offers.len(), 5);
    assert_eq!(offers[0].availability, Availability::Taken);
    assert!(is_for_sale(offers[2].availability, false));
    assert_eq!(market.suggest("no name", &tlds, 5).await, Ok(Vec::new()));
}
