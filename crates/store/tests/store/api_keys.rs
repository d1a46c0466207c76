//! API keys as their owners manage them.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use simpleinboxes_core::clock::Clock as _;
use simpleinboxes_core::scope::Scopes;
use simpleinboxes_store::{
    ApiKey, ApiKeyFilter, ApiKeyStatus, Caller, MAX_ACTIVE_KEYS, NewApiKey, PageRequest, StoreError,
};

use crate::support::{World, assert_not_found, new_secret, worlds};

fn named(name: &str) -> NewApiKey {
    NewApiKey {
        name: name.to_owned(),
        scopes: Scopes::all(),
        workspace: None,
        expires_at: None,
    }
}

async fn create(world: &World, caller: &Caller, new: &NewApiKey) -> Result<ApiKey, StoreError> {
    let secret = new_secret();
    world
        .run(caller, async |scoped| {
            scoped.create_api_key(new, &secret).await
        })
        .await
}

async fn names(world: &World, caller: &Caller, filter: ApiKeyFilter) -> Vec<String> {
    let scoped = world.store.scoped(caller);
    let page = scoped.api_keys(filter, PageRequest::first(100)).await;
    let page = page.expect("a page");
    page.items.into_iter().map(|key| key.name).collect()
}

#[tokio::test]
async fn pages_follow_each_other_while_keys_are_added() {
    for world in worlds().await {
        let acme = &world.acme.caller;
        for number in 0..7 {
            create(&world, acme, &named(&format!("key {number}")))
                .await
                .expect("a key");
        }
        let scoped = world.store.scoped(acme);
        let filter = ApiKeyFilter::default();
        let mut request = PageRequest::first(3);
        let mut seen = Vec::new();
        loop {
            let page = scoped.api_keys(filter, request).await.expect("a page");
            seen.extend(page.items.into_iter().map(|key| key.name));
            create(&world, acme, &named("later")).await.expect("a key");
            match page.next {
                Some(cursor) => request.cursor = Some(cursor),
                None => break,
            }
        }
        let expected = [
            "key 6",
            "key 5",
            "key 4",
            "key 3",
            "key 2",
            "key 1",
            "key 0",
            "first key",
        ];
        assert_eq!(seen, expected);
    }
}

#[tokio::test]
async fn a_page_that_is_just_full_has_no_next_one() {
    for world in worlds().await {
        create(&world, &world.acme.caller, &named("second"))
            .await
            .expect("a key");
        let scoped = world.store.scoped(&world.acme.caller);
        let page = |limit| scoped.api_keys(ApiKeyFilter::default(), PageRequest::first(limit));
        let full = page(2).await.expect("a page");
        assert_eq!((full.items.len(), full.next), (2, None));
        let one = page(1).await.expect("a page");
        assert!(one.items.len() == 1 && one.next.is_some());
    }
}

#[tokio::test]
async fn filters_choose_by_workspace_and_state() {
    for world in worlds().await {
        let acme = &world.acme.caller;
        let workspace = world.workspace(acme, "Northwind").await.id;
        let soon = world.clock.now() + TimeDelta::minutes(1);
        let bound = NewApiKey {
            workspace: Some(workspace),
            ..named("bound")
        };
        let brief = NewApiKey {
            expires_at: Some(soon),
            ..named("brief")
        };
        create(&world, acme, &bound).await.expect("a key");
        create(&world, acme, &brief).await.expect("a key");
        let gone = create(&world, acme, &named("gone"))
            .await
            .expect("a key")
            .id;
        world
            .run(acme, async |scoped| scoped.revoke_api_key(gone).await)
            .await
            .expect("revoked");
        world.clock.set(soon);

        let state = |status| ApiKeyFilter {
            status: Some(status),
            workspace: None,
        };
        assert_eq!(
            names(&world, acme, state(ApiKeyStatus::Revoked)).await,
            ["gone"]
        );
        assert_eq!(
            names(&world, acme, state(ApiKeyStatus::Expired)).await,
            ["brief"]
        );
        assert_eq!(
            names(&world, acme, state(ApiKeyStatus::Active)).await,
            ["bound", "first key"]
        );
        let of = ApiKeyFilter {
            workspace: Some(workspace),
            status: None,
        };
        assert_eq!(names(&world, acme, of).await, ["bound"]);
        let own = world.acme.bound_to(workspace);
        assert_eq!(
            names(&world, &own, ApiKeyFilter::default()).await,
            ["bound"]
        );
    }
}

#[tokio::test]
async fn a_bound_caller_makes_keys_for_its_workspace_alone() {
    for world in worlds().await {
        let workspace = world.workspace(&world.acme.caller, "Northwind").await.id;
        let bound = world.acme.bound_to(workspace);
        assert_not_found(create(&world, &bound, &named("wide")).await);
        let elsewhere = NewApiKey {
            workspace: Some(world.acme.first.id),
            ..named("else")
        };
        assert_not_found(create(&world, &bound, &elsewhere).await);
        let own = NewApiKey {
            workspace: Some(workspace),
            ..named("own")
        };
        create(&world, &bound, &own).await.expect("a key");
    }
}

#[tokio::test]
async fn revoking_changes_a_working_key_once() {
    for world in worlds().await {
        let acme = &world.acme.caller;
        let soon = world.clock.now() + TimeDelta::hours(1);
        let brief = NewApiKey {
            expires_at: Some(soon),
            ..named("brief")
        };
        let brief = create(&world, acme, &brief).await.expect("a key").id;
        let lasting = create(&world, acme, &named("lasting"))
            .await
            .expect("a key")
            .id;
        let revoke = async |id| {
            let revoked = world.run(acme, async |scoped| scoped.revoke_api_key(id).await);
            revoked.await.expect("an answer").expect("the key")
        };
        let first = revoke(lasting).await;
        assert_eq!(first.revoked_at, Some(world.clock.now()));
        world.clock.advance(TimeDelta::hours(2));
        assert_eq!(revoke(lasting).await, first);
        assert_eq!(revoke(brief).await.revoked_at, None);
    }
}

#[tokio::test]
async fn an_account_has_at_most_so_many_working_keys_however_many_are_asked_for_at_once() {
    for world in worlds().await {
        // The first key counts, so that 8 too many are asked for.
        let asked = MAX_ACTIVE_KEYS as usize - 1 + 8;
        let acme = &world.acme.caller;
        let new = named("one of many");
        let made = futures::future::join_all((0..asked).map(|_| create(&world, acme, &new))).await;
        let refused = made.iter().filter(|made| {
            matches!(
                made,
                Err(StoreError::Limit {
                    max: MAX_ACTIVE_KEYS,
                    ..
                })
            )
        });
        assert_eq!(refused.count(), 8);
        let ids: BTreeSet<_> = made.into_iter().flatten().map(|key| key.id).collect();
        let one = *ids.first().expect("a key");
        world
            .run(acme, async |scoped| scoped.revoke_api_key(one).await)
            .await
            .expect("revoked");
        create(&world, acme, &new).await.expect("room for one");
    }
}
