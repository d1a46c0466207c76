//! Requests that are done at most once.

use std::sync::atomic::{AtomicU32, Ordering};

use chrono::TimeDelta;
use simpleinboxes_core::name::WorkspaceName;
use simpleinboxes_store::{
    Actor, Caller, Idempotency, IdempotentRequest, NewWorkspace, PageRequest, RecordedAnswer,
    Store, testing,
};

use crate::support::{World, worlds};

const ANSWER: &[u8] = br#"{"success":true,"data":{"key":"si_live_secret"}}"#;

fn request(key: &str) -> IdempotentRequest<'_> {
    IdempotentRequest {
        key,
        operation: "createWorkspace",
        fingerprint: [1; 32],
    }
}

async fn begin(store: &Store, caller: &Caller, request: IdempotentRequest<'_>) -> Idempotency {
    store
        .begin_idempotent(caller, request)
        .await
        .expect("an answer")
}

/// Makes the workspace and keeps the answer, if the request is new.
async fn create(store: &Store, caller: &Caller, name: &str, key: &str) -> Idempotency {
    let begun = begin(store, caller, request(key)).await;
    let Idempotency::New(tx) = begun else {
        return begun;
    };
    let new = NewWorkspace::named(name.parse::<WorkspaceName>().expect("a name"));
    tx.scoped(caller)
        .create_workspace(&new)
        .await
        .expect("a workspace");
    tx.finish(201, ANSWER).await.expect("finished");
    begin(store, caller, request(key)).await
}

fn recorded(begun: Idempotency) -> RecordedAnswer {
    match begun {
        Idempotency::Done(answer) => answer,
        other => panic!("{other:?}"),
    }
}

async fn count(world: &World) -> usize {
    let scoped = world.store.scoped(&world.acme.caller);
    let page = scoped.workspaces(PageRequest::first(100)).await;
    page.expect("a page").items.len()
}

#[tokio::test]
async fn the_first_answer_is_kept_with_its_effect_for_a_day() {
    for world in worlds().await {
        let acme = &world.acme.caller;
        let answer = recorded(create(&world.store, acme, "Northwind", "k1").await);
        assert_eq!((answer.status, answer.body.as_slice()), (201, ANSWER));
        world
            .clock
            .advance(TimeDelta::hours(24) - TimeDelta::milliseconds(1));
        let again = recorded(create(&world.store, acme, "Northwind", "k1").await);
        assert_eq!(again, answer);
        assert_eq!(count(&world).await, 2);

        world.clock.advance(TimeDelta::milliseconds(1));
        let anew = recorded(create(&world.store, acme, "Contoso", "k1").await);
        assert_eq!(anew.status, 201);
        assert_eq!(count(&world).await, 3);
    }
}

#[tokio::test]
async fn old_answers_are_purged_and_young_ones_are_not() {
    for world in worlds().await {
        let acme = &world.acme.caller;
        create(&world.store, acme, "One", "k1").await;
        world.clock.advance(TimeDelta::hours(12));
        create(&world.store, acme, "Two", "k2").await;
        world.clock.advance(TimeDelta::hours(12));
        assert_eq!(
            world.store.purge_idempotency_keys().await.expect("purged"),
            1
        );
        recorded(begin(&world.store, acme, request("k2")).await);
    }
}

#[tokio::test]
async fn a_key_is_good_for_one_request_of_one_caller() {
    for world in worlds().await {
        let acme = &world.acme.caller;
        create(&world.store, acme, "Northwind", "k1").await;
        let other_body = IdempotentRequest {
            fingerprint: [2; 32],
            ..request("k1")
        };
        let other_operation = IdempotentRequest {
            operation: "createClient",
            ..request("k1")
        };
        for reused in [other_body, other_operation] {
            let begun = begin(&world.store, acme, reused).await;
            assert!(matches!(begun, Idempotency::KeyReused), "{begun:?}");
        }
        let colleague = Caller {
            actor: Actor::User(world.acme.user),
            ..*acme
        };
        for other in [colleague, world.rival.caller] {
            let begun = begin(&world.store, &other, request("k1")).await;
            assert!(matches!(begun, Idempotency::New(_)), "{begun:?}");
        }
    }
}

#[tokio::test]
async fn what_fails_is_not_kept() {
    for world in worlds().await {
        let acme = &world.acme.caller;
        let Idempotency::New(tx) = begin(&world.store, acme, request("k1")).await else {
            panic!("a new request");
        };
        let new = NewWorkspace::named("Northwind".parse().expect("a name"));
        tx.scoped(acme)
            .create_workspace(&new)
            .await
            .expect("a workspace");
        tx.roll_back().await;
        assert_eq!(count(&world).await, 1);
        recorded(create(&world.store, acme, "Northwind", "k1").await);
    }
}

#[tokio::test]
async fn a_second_request_is_turned_away_while_the_first_is_under_way() {
    for world in worlds().await {
        // On PostgreSQL another replica turns it away, too.
        let other = match world.store.backend() {
            simpleinboxes_store::Backend::Sqlite => world.store.clone(),
            simpleinboxes_store::Backend::Postgres => {
                world.database.open(world.clock.clone()).await
            }
        };
        let acme = &world.acme.caller;
        let Idempotency::New(tx) = begin(&world.store, acme, request("k1")).await else {
            panic!("a new request");
        };
        for store in [&world.store, &other] {
            let begun = begin(store, acme, request("k1")).await;
            assert!(matches!(begun, Idempotency::InFlight), "{begun:?}");
        }
        tx.finish(201, ANSWER).await.expect("finished");
        for store in [&world.store, &other] {
            recorded(begin(store, acme, request("k1")).await);
        }
    }
}

#[tokio::test]
async fn of_many_at_once_one_is_done() {
    for world in worlds().await {
        let done = AtomicU32::new(0);
        let acme = &world.acme.caller;
        let attempts = (0..40).map(|_| async {
            let begun = begin(&world.store, acme, request("k1")).await;
            if let Idempotency::New(tx) = begun {
                done.fetch_add(1, Ordering::Relaxed);
                let new = NewWorkspace::named("Northwind".parse().expect("a name"));
                tx.scoped(acme)
                    .create_workspace(&new)
                    .await
                    .expect("a workspace");
                tx.finish(201, ANSWER).await.expect("finished");
            }
        });
        futures::future::join_all(attempts).await;
        assert_eq!(done.into_inner(), 1);
        assert_eq!(count(&world).await, 2);
    }
}

#[tokio::test]
async fn answers_are_sealed_at_rest() {
    for world in worlds().await {
        create(&world.store, &world.acme.caller, "Northwind", "k1").await;
        let everything = format!("{:?}", testing::snapshot(&world.store).await).to_lowercase();
        let hex: String = "si_live_secret"
            .bytes()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        assert!(everything.contains("k1"));
        assert!(!everything.contains("si_live_secret") && !everything.contains(&hex));
    }
}
