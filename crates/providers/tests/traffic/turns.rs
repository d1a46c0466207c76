//! So many calls at once an account.

use std::sync::Arc;

use simpleinboxes_providers::{HttpSettings, ProviderError};
use tokio::task::JoinHandle;

use crate::stub::Play;
use crate::world::{HTTP, Outcome, World, tools, until, well};

fn begin(world: &Arc<World>, account: &'static str) -> JoinHandle<Outcome> {
    let world = world.clone();
    tokio::spawn(async move { world.ask(account).await })
}

#[tokio::test]
async fn an_account_waits_for_its_own_turns_alone() {
    let world = Arc::new(World::open().await);
    world
        .stub
        .restart([Play::Hang, Play::Hang, well(), well(), well()]);
    let under_way = [begin(&world, "acme"), begin(&world, "acme")];
    until(|| world.stub.seen().len() == 2).await;
    let waiting = [begin(&world, "acme"), begin(&world, "acme")];
    until(|| world.told().waiting == 2).await;
    world.ask("other").await.expect("turns of its own");
    assert_eq!(world.stub.seen().len(), 3, "two of acme, one of the other");
    assert_eq!(world.told().waiting, 2);
    for call in under_way {
        call.abort();
    }
    for call in waiting {
        call.await.expect("no panic").expect("its turn came");
    }
    assert_eq!(world.told().waiting, 0);
    assert_eq!(world.stub.seen().len(), 5);
}

#[tokio::test]
async fn waiting_ends_with_the_time_of_the_call() {
    let one = HttpSettings {
        calls_at_once: 1,
        ..HTTP
    };
    let world = Arc::new(World::with(one).await);
    world.stub.restart([Play::Hang]);
    let under_way = begin(&world, "acme");
    until(|| world.stub.seen().len() == 1).await;
    let hasty = HttpSettings {
        timeout_ms: 50,
        ..one
    };
    let hasty = tools(&world.stub.url(), hasty, &world.traffic);
    let outcome = hasty.test_key(&world.credential("acme")).await;
    let crowded = ProviderError::RateLimited { retry_after: None };
    assert_eq!(outcome, Err(crowded), "nothing was sent");
    assert_eq!(world.stub.seen().len(), 1);
    assert!(world.told().calls.contains(&("no_turn", 1)));
    assert_eq!(world.told().waiting, 0);
    under_way.abort();
}

#[tokio::test]
async fn a_setting_of_nothing_at_once_is_one() {
    let world = World::with(HttpSettings {
        calls_at_once: 0,
        ..HTTP
    })
    .await;
    world.stub.restart([well()]);
    world.ask("acme").await.expect("asked");
}
