//! API Keys.

use futures::TryStreamExt as _;
use simpleinboxes_client::{
    api_keys::{CreateApiKeyErrorCode, ListApiKeysErrorCode, RevokeApiKeyErrorCode},
    prelude::*,
};
use simpleinboxes_core::clock::Clock as _;
use simpleinboxes_store::MAX_ACTIVE_KEYS;
use simpleinboxes_types::{ApiKeyScope, ApiKeyStatus, CreateApiKeyRequest};

use super::Journey;

#[tokio::test]
async fn a_key_is_made_used_and_revoked() {
    for journey in Journey::each().await {
        let client = &journey.client;
        let northwind = journey.make_client("Northwind").await;
        let body = CreateApiKeyRequest::builder()
            .name("Northwind integration")
            .scopes(vec![ApiKeyScope::Write, ApiKeyScope::Read])
            .workspace_id(northwind.workspace_id.clone());
        let made = client
            .create_api_key()
            .body(body)
            .send()
            .await
            .expect("a key")
            .into_inner()
            .data;
        let key = made.api_key;
        // In the order of the enumeration, whatever the order asked for.
        assert_eq!(key.scopes, [ApiKeyScope::Read, ApiKeyScope::Write]);
        assert_eq!(
            (&key.status, &key.workspace_id),
            (&ApiKeyStatus::Active, &Some(northwind.workspace_id))
        );
        assert!(made.key.expose().starts_with(key.prefix.as_str()));
        assert_eq!(key.created_at.0, journey.ground.clock.now());
        assert_eq!(
            (key.last_used_at, key.expires_at, key.revoked_at),
            (None, None, None)
        );

        let theirs = journey.running.with(made.key.expose()).typed();
        let seen: Vec<_> = theirs
            .list_clients()
            .stream()
            .try_collect()
            .await
            .expect("clients");
        assert_eq!(
            seen.iter()
                .map(|client| client.name.as_str())
                .collect::<Vec<_>>(),
            ["Northwind"]
        );
        let refused = theirs.list_api_keys().send().await.expect_err("no scope");
        assert_eq!(refused.code(), Some(&ListApiKeysErrorCode::Forbidden));

        let revoked = client
            .revoke_api_key()
            .key_id(key.id.as_str())
            .send()
            .await
            .expect("revoked");
        let revoked = revoked.into_inner().data;
        assert_eq!(
            (&revoked.status, revoked.revoked_at.map(|at| at.0)),
            (&ApiKeyStatus::Revoked, Some(journey.ground.clock.now()))
        );
        assert!(theirs.list_clients().send().await.is_err());
        // It can't be undone, and once more changes nothing.
        journey.ground.pass(std::time::Duration::from_secs(60));
        let again = client
            .revoke_api_key()
            .key_id(key.id.as_str())
            .send()
            .await
            .expect("revoked");
        assert_eq!(again.into_inner().data, revoked);
    }
}

#[tokio::test]
async fn keys_are_listed_newest_first_and_by_what_is_asked_for() {
    for journey in Journey::each().await {
        let client = &journey.client;
        let northwind = journey.make_client("Northwind").await;
        let mut ids = Vec::new();
        for (name, bound) in [("one", false), ("two", true), ("three", true)] {
            let mut body = CreateApiKeyRequest::builder()
                .name(name)
                .scopes(vec![ApiKeyScope::Read]);
            if bound {
                body = body.workspace_id(northwind.workspace_id.clone());
            }
            let made = client
                .create_api_key()
                .body(body)
                .send()
                .await
                .expect("a key");
            ids.push(made.into_inner().data.api_key.id);
        }
        client
            .revoke_api_key()
            .key_id(ids[1].as_str())
            .send()
            .await
            .expect("revoked");
        let names = async |call: simpleinboxes_client::builder::ListApiKeys<'_>| {
            let keys: Vec<_> = call.stream().try_collect().await.expect("keys");
            keys.into_iter()
                .map(|key| key.name.to_string())
                .collect::<Vec<_>>()
        };
        assert_eq!(
            names(client.list_api_keys()).await,
            ["three", "two", "one", "Key of acme"]
        );
        assert_eq!(names(client.list_api_keys().limit(1)).await.len(), 4);
        let bound = client.list_api_keys().workspace_id(northwind.workspace_id);
        assert_eq!(names(bound.clone()).await, ["three", "two"]);
        assert_eq!(names(bound.status(ApiKeyStatus::Revoked)).await, ["two"]);
        let foreign = journey.ground.rival.first.to_string();
        let refused = client
            .list_api_keys()
            .workspace_id(foreign)
            .send()
            .await
            .expect_err("foreign");
        assert_eq!(refused.code(), Some(&ListApiKeysErrorCode::NotFound));
    }
}

#[tokio::test]
async fn what_is_no_key_of_ones_own_is_not_found() {
    for journey in Journey::each().await {
        let foreign = journey.ground.rival.key_id.to_string();
        for id in [
            &*foreign,
            "key_01m6dsg7e0es8r65rzyjka792g",
            "ws_01m6dsg7e0es8r65rzyjka792g",
            "nonsense",
        ] {
            let refused = journey
                .client
                .revoke_api_key()
                .key_id(id)
                .send()
                .await
                .expect_err(id);
            assert_eq!(
                refused.code(),
                Some(&RevokeApiKeyErrorCode::NotFound),
                "{id}"
            );
        }
    }
}

#[tokio::test]
async fn an_account_has_a_hundred_active_keys_and_no_more() {
    for journey in Journey::each().await {
        let client = &journey.client;
        let make = async || {
            let body = CreateApiKeyRequest::builder()
                .name("One of many")
                .scopes(vec![ApiKeyScope::Read]);
            client.create_api_key().body(body).send().await
        };
        // The account has one already.
        let mut last = None;
        for _ in 1..MAX_ACTIVE_KEYS {
            last = Some(make().await.expect("a key").into_inner().data.api_key.id);
        }
        let refused = make().await.expect_err("one too many");
        assert_eq!(refused.code(), Some(&CreateApiKeyErrorCode::Conflict));
        assert!(refused.to_string().contains("100"), "{refused}");
        let last = last.expect("an id");
        client
            .revoke_api_key()
            .key_id(last.as_str())
            .send()
            .await
            .expect("revoked");
        make().await.expect("there is room again");
    }
}
