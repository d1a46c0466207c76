//! What Dynadot is asked, parameter by parameter.

use futures::future::join_all;
use simpleinboxes_providers::registrar::NameServers;
use simpleinboxes_providers::registrar::marketplace::{Marketplace, MarketplaceName};

use super::fake::Seen;
use super::world::World;
use crate::marketplace::contract::{bought, jo, name, purchase};

fn seen(command: &str, parameters: &[(&str, &str)]) -> Seen {
    Seen {
        command: command.to_owned(),
        parameters: parameters
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect(),
    }
}

#[tokio::test]
async fn it_says_what_it_is() {
    let world = World::open().await;
    assert_eq!(world.dynadot.name(), MarketplaceName::Dynadot);
    assert!(world.dynadot.capabilities().live);
    assert_eq!(world.dynadot.capabilities().names_per_call, 100);
    let printed = format!("{:?}", world.dynadot);
    assert_eq!(printed, "Dynadot { live: true, .. }");
}

#[tokio::test]
async fn searches_name_all_domains_at_once() {
    let world = World::open().await;
    let names = [name("northwind.com"), name("northwind.net")];
    world.dynadot.search_many(&names).await.expect("offers");
    let expected = seen(
        "search",
        &[
            ("domain0", "northwind.com"),
            ("domain1", "northwind.net"),
            ("show_price", "1"),
            ("currency", "USD"),
        ],
    );
    assert_eq!(world.fake.seen(), [expected]);
}

#[tokio::test]
async fn accounts_of_the_lowest_level_ask_for_one_at_a_time() {
    let world = World::with(|settings| settings.names_per_search = 1).await;
    let names = ["a-northwind.com", "taken-b.com", "c-northwind.net"].map(name);
    let offers = world.dynadot.search_many(&names).await.expect("offers");
    assert_eq!(offers.len(), 3);
    assert_eq!(world.fake.commands(), ["search"; 3]);
    let name = name("northwind.com");
    join_all((0..8).map(|_| world.dynadot.domain(&name))).await;
    assert_eq!(world.fake.books().most_under_way, 1);
}

#[tokio::test]
async fn purchases_look_before_they_buy() {
    let world = World::open().await;
    let purchase = purchase(&world, "northwind.com").await;
    let contact = purchase.contact.0.as_str();
    world.fake.fail([]);
    world.dynadot.register(&purchase).await.expect("bought");
    assert_eq!(world.fake.commands(), ["domain_info", "search", "register"]);
    let expected = seen(
        "register",
        &[
            ("domain", "northwind.com"),
            ("duration", "1"),
            ("currency", "USD"),
            ("registrant_contact", contact),
            ("admin_contact", contact),
            ("technical_contact", contact),
            ("billing_contact", contact),
        ],
    );
    assert_eq!(world.fake.seen()[2], expected);
    world.fake.fail([]);
    world.dynadot.register(&purchase).await.expect("ours");
    assert_eq!(world.fake.commands(), ["domain_info"]);
}

#[tokio::test]
async fn contacts_are_looked_up_before_they_are_made() {
    let world = World::open().await;
    world.dynadot.save_contact(&jo()).await.expect("kept");
    assert_eq!(world.fake.commands(), ["contact_list", "create_contact"]);
    let expected = seen(
        "create_contact",
        &[
            ("name", "Jo Doe"),
            ("email", "jo+domains@acme.example"),
            ("phonecc", "44"),
            ("phonenum", "2079460958"),
            ("address1", "1 Main St #4"),
            ("city", "London"),
            ("zip", "SW1A 1AA"),
            ("country", "GB"),
            ("organization", "Acme & Söhne"),
        ],
    );
    assert_eq!(world.fake.seen()[1], expected);
}

#[tokio::test]
async fn unknown_name_servers_are_made_known_once() {
    let world = World::open().await;
    let (domain, _) = bought(&world, "northwind.com").await;
    let servers = NameServers::parse(&["a.example.net", "b.example.net"]).expect("two");
    world.fake.fail([]);
    let set = world.dynadot.set_name_servers(&domain, &servers).await;
    assert_eq!(set, Ok(()));
    assert_eq!(
        world.fake.commands(),
        ["set_ns", "add_ns", "add_ns", "set_ns"]
    );
    let expected = seen(
        "set_ns",
        &[
            ("domain", "northwind.com"),
            ("ns0", "a.example.net"),
            ("ns1", "b.example.net"),
        ],
    );
    assert_eq!(world.fake.seen()[3], expected);
    world.fake.fail([]);
    let set = world.dynadot.set_name_servers(&domain, &servers).await;
    assert_eq!(set, Ok(()));
    assert_eq!(world.fake.commands(), ["set_ns"]);
}
