//! Reports, customers, the sandbox's documents, secrets of the deployment, and requests whose work
//! is outside.

use chrono::TimeDelta;
use serde_json::json;
use simpleinboxes_core::clock::Clock as _;
use simpleinboxes_store::{
    Idempotency, IdempotentRequest, Keyring, NewPaymentEvent, SandboxWrite, Store,
};
use uuid::Uuid;

use super::CUSTOMER;
use crate::support::worlds;

fn event<'a>(id: &'a str, body: &'a [u8]) -> NewPaymentEvent<'a> {
    NewPaymentEvent {
        provider: "stripe",
        event: id,
        name: "checkout.session.completed",
        body,
    }
}

#[tokio::test]
async fn a_report_is_kept_once_and_acted_upon_once() {
    for world in worlds().await {
        let store = &world.store;
        let keep = async |new: NewPaymentEvent<'_>| {
            let kept = store.write(async |tx| tx.keep_payment_event(&new).await);
            kept.await.expect("an answer")
        };
        let id = keep(event("evt_1", b"body")).await.expect("new");
        assert_eq!(keep(event("evt_1", b"other")).await, None);
        assert!(keep(event("evt_2", b"body")).await.is_some());
        let kept = store.payment_event(id).await.expect("read").expect("there");
        assert_eq!((kept.body.as_slice(), kept.outcome), (&b"body"[..], None));

        let take = async || {
            let taken: simpleinboxes_store::Result<bool> = store
                .write(async |tx| {
                    let taken = tx.take_payment_event(id).await?;
                    if taken {
                        tx.end_payment_event(id, "done").await?;
                    }
                    Ok(taken)
                })
                .await;
            taken.expect("an answer")
        };
        let (one, two) = tokio::join!(take(), take());
        assert!(one ^ two);
        world.clock.advance(TimeDelta::days(1));
        let now = world.clock.now();
        let open = store.unhandled_payment_events(now, 10).await.expect("read");
        assert_eq!(open.len(), 1);
        assert_eq!(store.purge_payment_events(now).await.expect("purged"), 1);
        assert_eq!(store.payment_event(id).await.expect("read"), None);
    }
}

#[tokio::test]
async fn reports_and_secrets_move_to_a_new_key() {
    for world in worlds().await {
        let store = &world.store;
        let new = event("evt_1", b"body");
        let kept = store.write(async |tx| tx.keep_payment_event(&new).await);
        let id = kept.await.expect("kept").expect("new");
        let secret = store.kept_secret("x", || [7; 32]).await.expect("kept");
        assert_eq!(*secret, [7; 32]);
        let keys = |keys: &[u32]| Keyring::new(keys.iter().map(|key| (*key, key_bytes(*key))));
        store.replace_keyring(keys(&[1, 2]).expect("keys"));
        assert_eq!(store.reseal_secrets().await.expect("sealed"), 2);
        store.replace_keyring(keys(&[2]).expect("keys"));
        let kept = store.payment_event(id).await.expect("read").expect("there");
        assert_eq!(kept.body, b"body");
        let again = store.kept_secret("x", || [8; 32]).await.expect("kept");
        assert_eq!(*again, [7; 32]);
    }
}

fn key_bytes(version: u32) -> [u8; 32] {
    // The first is the one of the harness.
    if version == 1 { [0x51; 32] } else { [0x52; 32] }
}

#[tokio::test]
async fn of_two_customers_the_first_counts() {
    for world in worlds().await {
        world.become_customer().await;
        let second = world
            .run(&world.system(), async |tx| {
                tx.keep_payment_customer("sandbox", "cus_second").await
            })
            .await;
        assert_eq!(second.expect("kept"), CUSTOMER);
        let rival = world.rival.caller;
        world
            .run(&rival, async |tx| {
                tx.keep_payment_customer("sandbox", CUSTOMER).await
            })
            .await
            .expect_err("it is another's");
        let found = world.store.account_of_customer("sandbox", CUSTOMER).await;
        assert_eq!(found.expect("read"), Some(world.acme.account));
        world.save_card().await;
        let bound = world.acme.bound_to(world.acme.first.id);
        for (caller, sees) in [
            (world.acme.caller, true),
            (bound, false),
            (world.rival.caller, false),
        ] {
            let saved = world.store.scoped(&caller).payment_method("sandbox").await;
            assert_eq!(saved.expect("read").is_some(), sees);
        }
    }
}

fn write(id: &str, expected: Option<i64>, value: Option<i64>) -> SandboxWrite {
    SandboxWrite {
        kind: "thing".to_owned(),
        id: id.to_owned(),
        expected,
        value: value.map(|value| json!({ "value": value })),
    }
}

async fn version(store: &Store, id: &str) -> Option<i64> {
    let found = store.sandbox_document("thing", id).await.expect("read");
    found.map(|found| found.version)
}

#[tokio::test]
async fn the_sandbox_changes_all_documents_or_none() {
    for world in worlds().await {
        let store = &world.store;
        let commit =
            async |writes: Vec<SandboxWrite>| store.write_sandbox(writes).await.expect("an answer");
        assert!(commit(vec![write("a", None, Some(1)), write("b", None, Some(1))]).await);
        assert!(!commit(vec![write("c", None, Some(1)), write("a", None, Some(2))]).await);
        assert_eq!(version(store, "c").await, None);
        assert!(commit(vec![write("a", Some(1), Some(2))]).await);
        assert!(
            !commit(vec![
                write("a", Some(1), Some(3)),
                write("b", Some(1), Some(3))
            ])
            .await
        );
        assert_eq!(
            (version(store, "a").await, version(store, "b").await),
            (Some(2), Some(1))
        );
        assert!(commit(vec![write("b", Some(1), None)]).await);
        assert_eq!(version(store, "b").await, None);

        let rounds = (0..8).map(|_| store.write_sandbox(vec![write("n", None, Some(0))]));
        let made = futures::future::join_all(rounds).await;
        let made = made.into_iter().filter(|made| matches!(made, Ok(true)));
        assert_eq!(made.count(), 1);
    }
}

#[tokio::test]
async fn documents_are_listed_in_the_order_of_their_ids() {
    for world in worlds().await {
        let store = &world.store;
        let ids = ["x/A", "x/a", "x/é", "x/z", "xx", "y"];
        let writes = ids.map(|id| write(id, None, Some(0)));
        assert!(store.write_sandbox(writes.to_vec()).await.expect("written"));
        let list = async |prefix, after, limit| {
            let found = store.sandbox_documents("thing", prefix, after, limit).await;
            let found = found.expect("read").into_iter().map(|found| found.id);
            found.collect::<Vec<_>>()
        };
        assert_eq!(list("x/", None, 10).await, ["x/A", "x/a", "x/z", "x/é"]);
        assert_eq!(list("x/", Some("x/a"), 1).await, ["x/z"]);
        assert_eq!(list("", None, 2).await, ["x/A", "x/a"]);
    }
}

#[tokio::test]
async fn a_request_whose_work_is_outside_goes_on_with_the_same_subject() {
    for world in worlds().await {
        let (store, acme) = (&world.store, &world.acme.caller);
        let request = IdempotentRequest {
            key: "k",
            operation: "createTopup",
            fingerprint: [1; 32],
        };
        let begin = async |request| {
            let begun = store.begin_idempotent(acme, request).await;
            begun.expect("an answer")
        };
        let new = async |request| match begin(request).await {
            Idempotency::New(tx) => tx,
            other => panic!("{other:?}"),
        };
        let subject = Uuid::from_u128(7);
        let tx = new(request).await;
        assert_eq!(tx.subject(), None);
        let outside = tx.begin_outside(subject).await.expect("begun");
        assert!(matches!(begin(request).await, Idempotency::InFlight));
        drop(outside); // As a crash does it.

        let other = IdempotentRequest {
            fingerprint: [2; 32],
            ..request
        };
        assert!(matches!(begin(other).await, Idempotency::KeyReused));
        let tx = new(request).await;
        assert_eq!(tx.subject(), Some(subject));
        let outside = tx.begin_outside(subject).await.expect("begun");
        let resumed = store.resume_idempotent(outside).await.expect("an answer");
        let Idempotency::New(tx) = resumed else {
            panic!("{resumed:?}")
        };
        assert_eq!(tx.subject(), Some(subject));
        tx.give_up().await.expect("given up");

        let tx = new(request).await;
        assert_eq!(tx.subject(), None, "a failure leaves nothing");
        let outside = tx.begin_outside(subject).await.expect("begun");
        let resumed = store.resume_idempotent(outside).await.expect("an answer");
        let Idempotency::New(tx) = resumed else {
            panic!("{resumed:?}")
        };
        tx.finish(201, b"{}").await.expect("finished");
        assert!(matches!(begin(request).await, Idempotency::Done(_)));
        world.clock.advance(TimeDelta::hours(24));
        let tx = new(request).await;
        assert_eq!(tx.subject(), None);
    }
}
