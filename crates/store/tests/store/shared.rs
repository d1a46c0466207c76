//! What several replicas do at the same moment: start, count requests, rotate keys.

use std::collections::BTreeSet;
use std::time::Duration;

use simpleinboxes_core::clock::Clock as _;
use simpleinboxes_core::entropy::Entropy;
use simpleinboxes_core::secrecy::ExposeSecret as _;
use simpleinboxes_core::status::SendingTool;
use simpleinboxes_store::{
    Idempotency, IdempotentRequest, Keyring, NewAccount, NewCredential, Parts, SecretError, Store,
    StoreError, StoreOptions, ToolFields, testing,
};

use crate::support::{new_secret, worlds};

fn account(name: &str) -> NewAccount {
    NewAccount {
        name: name.to_owned(),
        email: format!("ops@{name}.example"),
        password_hash: "$argon2id$stub".into(),
        workspace: "First".parse().expect("a name"),
        key_name: "first key".to_owned(),
    }
}

#[tokio::test]
async fn replicas_that_start_together_migrate_once_and_make_one_account() {
    for database in testing::empty_databases().await {
        // However little patience there is with locks: a start that takes its time is waited for.
        let options = StoreOptions {
            lock_timeout: Duration::from_millis(1),
            ..database.options()
        };
        let starts = (0..6).map(|number| {
            let options = &options;
            async move {
                let parts = testing::parts(testing::clock());
                let store = Store::open(options, parts).await.expect("opens");
                let new = account(&format!("replica{number}"));
                store
                    .bootstrap(&new, &new_secret())
                    .await
                    .expect("an answer")
            }
        });
        let made = futures::future::join_all(starts).await;
        assert_eq!(
            made.iter().flatten().count(),
            1,
            "on {:?}",
            database.backend()
        );
        let store = database.open(testing::clock()).await;
        assert!(store.has_accounts().await.expect("an answer"));
        let again = store.bootstrap(&account("late"), &new_secret()).await;
        assert!(again.expect("an answer").is_none());
    }
}

#[tokio::test]
async fn an_address_signs_in_to_one_account() {
    for world in worlds().await {
        let new = NewAccount {
            email: "OPS@acme.example".to_owned(),
            ..account("other")
        };
        let made = world
            .store
            .write(async |tx| tx.create_account(&new, &new_secret()).await);
        let conflict = made.await.expect_err("taken");
        assert!(
            matches!(
                &conflict,
                StoreError::Conflict(simpleinboxes_store::Constraint::UserEmail)
            ),
            "{conflict:?}"
        );
    }
}

#[tokio::test]
async fn two_replicas_count_every_request_of_a_key() {
    for world in worlds().await {
        let other = world.database.open(world.clock.clone()).await;
        let key = world.acme.account.uuid();
        let counts = (0..400_i64).map(|number| {
            let store = if number % 2 == 0 {
                &world.store
            } else {
                &other
            };
            async move { store.count_requests(key, 60, 1).await.expect("a count") }
        });
        let counts: BTreeSet<_> = futures::future::join_all(counts)
            .await
            .into_iter()
            .collect();
        assert_eq!(counts, (1..=400).collect());
        let next = world
            .store
            .count_requests(key, 120, 5)
            .await
            .expect("a count");
        let rival = world.rival.account.uuid();
        let theirs = world
            .store
            .count_requests(rival, 60, 1)
            .await
            .expect("a count");
        assert_eq!((next, theirs), (5, 1));
        assert_eq!(
            world.store.purge_request_counts(120).await.expect("purged"),
            2
        );
        assert_eq!(
            world
                .store
                .count_requests(key, 120, 0)
                .await
                .expect("a count"),
            5
        );
    }
}

#[tokio::test]
async fn settings_are_kept_and_replaced() {
    for world in worlds().await {
        for value in ["one", "two"] {
            world
                .store
                .write(async |tx| tx.set_setting("deployment", value).await)
                .await
                .expect("set");
        }
        let value = world.store.setting("deployment").await.expect("an answer");
        assert_eq!(value.as_deref(), Some("two"));
        assert_eq!(world.store.setting("other").await.expect("an answer"), None);
    }
}

fn keyring(versions: &[u32]) -> Keyring {
    // Version 1 is the key of `testing::parts`.
    Keyring::new(versions.iter().map(|v| (*v, [0x50 + *v as u8; 32]))).expect("a keyring")
}

fn request(key: &str) -> IdempotentRequest<'_> {
    IdempotentRequest {
        key,
        operation: "createApiKey",
        fingerprint: [1; 32],
    }
}

#[tokio::test]
async fn rotation_seals_everything_anew_and_the_old_key_can_go() {
    for world in worlds().await {
        let first = world.acme.first.id;
        let new = NewCredential {
            tool: SendingTool::Instantly,
            label: "main".to_owned(),
            secret: "ik_live_5f0c9d8e7b6a".into(),
            fields: ToolFields::default(),
        };
        let saved = world.run(&world.acme.caller, async |scoped| {
            let mut ids = Vec::new();
            // More than one batch.
            for _ in 0..60 {
                ids.push(scoped.create_credential(first, &new).await?.id);
            }
            let fields = [("api_key".to_owned(), "pk1_0a1b2c3d4e".into())].into();
            let now = world.clock.now();
            scoped
                .save_registrar_credential(first, "porkbun", &fields, now)
                .await?;
            Ok(ids)
        });
        let saved = saved.await.expect("saved");
        for number in 0..120 {
            let key = format!("k{number}");
            let begun = world
                .store
                .begin_idempotent(&world.acme.caller, request(&key));
            let Idempotency::New(tx) = begun.await.expect("an answer") else {
                panic!("a new request");
            };
            tx.finish(201, key.as_bytes()).await.expect("finished");
        }
        assert_eq!(
            world.store.secret_key_versions().await.expect("versions"),
            [1].into()
        );

        world.store.replace_keyring(keyring(&[1, 2]));
        assert_eq!(world.store.reseal_secrets().await.expect("resealed"), 181);
        assert_eq!(world.store.reseal_secrets().await.expect("nothing left"), 0);
        assert_eq!(
            world.store.secret_key_versions().await.expect("versions"),
            [2].into()
        );

        let without_old = Parts {
            clock: world.clock.clone(),
            entropy: Entropy::system(),
            keyring: keyring(&[2]),
        };
        let store = Store::open(&world.database.options(), without_old)
            .await
            .expect("opens");
        let scoped = store.scoped(&world.acme.caller);
        for id in &saved {
            let opened = scoped.credential_with_secret(first, *id).await;
            let (_, secret) = opened.expect("opens").expect("seen");
            assert_eq!(secret.expose_secret(), "ik_live_5f0c9d8e7b6a");
        }
        let begun = store
            .begin_idempotent(&world.acme.caller, request("k77"))
            .await;
        let Idempotency::Done(answer) = begun.expect("an answer") else {
            panic!("a recorded answer");
        };
        assert_eq!(answer.body, b"k77");
    }
}

#[tokio::test]
async fn a_replica_with_an_old_keyring_says_which_key_it_lacks() {
    for world in worlds().await {
        let first = world.acme.first.id;
        let behind = world.database.open(world.clock.clone()).await;
        world.store.replace_keyring(keyring(&[1, 2]));
        let new = NewCredential {
            tool: SendingTool::Instantly,
            label: "main".to_owned(),
            secret: "ik_live_5f0c9d8e7b6a".into(),
            fields: ToolFields::default(),
        };
        let saved = world.run(&world.acme.caller, async |scoped| {
            scoped.create_credential(first, &new).await
        });
        let id = saved.await.expect("saved").id;
        let scoped = behind.scoped(&world.acme.caller);
        let missing = scoped.credential_with_secret(first, id).await;
        assert!(
            matches!(missing, Err(StoreError::Secret(SecretError::UnknownKey(2)))),
            "{missing:?}"
        );
        behind.replace_keyring(keyring(&[1, 2]));
        let opened = scoped.credential_with_secret(first, id).await;
        assert!(opened.expect("opens").is_some());
    }
}
