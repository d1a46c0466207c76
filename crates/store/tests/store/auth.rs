//! Who calls: keys and sessions.

use chrono::TimeDelta;
use simpleinboxes_core::api_key::SessionToken;
use simpleinboxes_core::clock::Clock as _;
use simpleinboxes_core::entropy::Entropy;
use simpleinboxes_core::scope::{Scope, Scopes};
use simpleinboxes_core::token::TokenHash;
use simpleinboxes_store::auth::NewSession;
use simpleinboxes_store::{Actor, NewApiKey};

use crate::support::{new_secret, worlds};

fn key(scopes: &[Scope]) -> NewApiKey {
    NewApiKey {
        name: "a key".to_owned(),
        scopes: scopes.iter().copied().collect(),
        workspace: None,
        expires_at: None,
    }
}

#[tokio::test]
async fn a_key_is_found_by_its_hash_with_what_it_may_do() {
    for world in worlds().await {
        let identity = world.store.auth().key(&world.acme.secret.hash()).await;
        let identity = identity.expect("an answer").expect("the first key");
        assert_eq!(identity.caller(), world.acme.caller);
        assert_eq!(identity.power().scopes, Scopes::all());
        let other = world.store.auth().key(&new_secret().hash()).await;
        assert!(other.expect("an answer").is_none());
    }
}

#[tokio::test]
async fn a_revoked_key_is_unknown_to_every_replica_at_once() {
    for world in worlds().await {
        let replica = world.database.open(world.clock.clone()).await;
        let hash = world.acme.secret.hash();
        assert!(
            replica
                .auth()
                .key(&hash)
                .await
                .expect("an answer")
                .is_some()
        );
        let Actor::Key(id) = world.acme.caller.actor else {
            panic!("a key");
        };
        world
            .run(&world.acme.caller, async |scoped| {
                scoped.revoke_api_key(id).await
            })
            .await
            .expect("an answer")
            .expect("the key");
        assert!(
            replica
                .auth()
                .key(&hash)
                .await
                .expect("an answer")
                .is_none()
        );
    }
}

#[tokio::test]
async fn a_key_ends_at_its_expiry() {
    for world in worlds().await {
        let secret = new_secret();
        let end = world.clock.now() + TimeDelta::hours(1);
        let new = NewApiKey {
            expires_at: Some(end),
            ..key(&[Scope::Read])
        };
        world
            .run(&world.acme.caller, async |scoped| {
                scoped.create_api_key(&new, &secret).await
            })
            .await
            .expect("a key");
        world.clock.set(end - TimeDelta::milliseconds(1));
        let found = world.store.auth().key(&secret.hash()).await;
        assert_eq!(
            found.expect("an answer").expect("works").expires_at,
            Some(end)
        );
        world.clock.set(end);
        let found = world.store.auth().key(&secret.hash()).await;
        assert!(found.expect("an answer").is_none());
    }
}

#[tokio::test]
async fn a_key_goes_with_the_workspace_that_it_is_bound_to() {
    for world in worlds().await {
        let acme = &world.acme.caller;
        let workspace = world.workspace(acme, "Northwind").await.id;
        let secret = new_secret();
        let new = NewApiKey {
            workspace: Some(workspace),
            ..key(&[Scope::Read])
        };
        world
            .run(acme, async |scoped| {
                scoped.create_api_key(&new, &secret).await
            })
            .await
            .expect("a key");
        let found = world.store.auth().key(&secret.hash()).await;
        let found = found.expect("an answer").expect("works");
        assert_eq!(found.workspace, Some(workspace));
        let deleted = world
            .run(acme, async |scoped| {
                scoped.delete_workspace(workspace).await
            })
            .await;
        let deleted = deleted.expect("an answer").expect("seen").expect("deleted");
        assert_eq!(deleted.revoked_keys, 1);
        let found = world.store.auth().key(&secret.hash()).await;
        assert!(found.expect("an answer").is_none());
    }
}

#[tokio::test]
async fn last_use_only_moves_forward() {
    for world in worlds().await {
        let Actor::Key(id) = world.acme.caller.actor else {
            panic!("a key");
        };
        let early = world.clock.now();
        let late = early + TimeDelta::minutes(5);
        for uses in [vec![(id, late)], vec![(id, early)], vec![]] {
            world
                .store
                .write(async |tx| tx.auth().touch_keys(&uses).await)
                .await
                .expect("noted");
        }
        let scoped = world.store.scoped(&world.acme.caller);
        let key = scoped
            .api_key(id)
            .await
            .expect("an answer")
            .expect("the key");
        assert_eq!(key.last_used_at, Some(late));
    }
}

#[tokio::test]
async fn a_session_is_found_until_it_ends() {
    for world in worlds().await {
        let token = SessionToken::generate(&Entropy::system());
        let login = world.store.auth().user_by_email(" OPS@acme.EXAMPLE ").await;
        let login = login.expect("an answer").expect("the owner");
        assert_eq!(login.user, world.acme.user);
        let new = NewSession {
            user: login.user,
            account: login.account,
            token_hash: token.hash(),
            expires_at: world.clock.now() + TimeDelta::hours(8),
        };
        world
            .store
            .write(async |tx| tx.auth().begin_session(&new).await)
            .await
            .expect("a session");
        // What arrives as a bearer token is text, hashed as it is.
        let hash = TokenHash::of(token.expose());
        let session = world.store.auth().session(&hash).await;
        let session = session.expect("an answer").expect("the session");
        assert_eq!(session.caller().actor, Actor::User(world.acme.user));
        assert_eq!(session.caller().account, world.acme.account);

        world.clock.advance(TimeDelta::hours(8));
        assert!(
            world
                .store
                .auth()
                .session(&hash)
                .await
                .expect("an answer")
                .is_none()
        );
        assert_eq!(world.store.purge_sessions().await.expect("purged"), 1);
        let ended = world
            .store
            .write(async |tx| tx.auth().end_session(&hash).await);
        assert!(!ended.await.expect("an answer"));
    }
}
