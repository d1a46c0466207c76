//! Clients: made, found, renamed, deleted.

use simpleinboxes_client::{
    clients::{
        CreateClientErrorCode, DeleteClientErrorCode, GetClientErrorCode, RenameClientErrorCode,
    },
    prelude::*,
};
use simpleinboxes_core::{
    clock::Clock as _,
    status::{DomainStatus, InboxStatus, OrderStatus},
};
use simpleinboxes_store::testing::Seed;
use simpleinboxes_types::{CreateClientRequest, RenameClientRequest};

use super::Journey;

#[tokio::test]
async fn a_client_is_found_by_its_name_however_it_is_written() {
    for journey in Journey::each().await {
        let made = journey.make_client("Müller & Söhne / Nord 50%").await;
        for name in [
            "Müller & Söhne / Nord 50%",
            "MÜLLER & SÖHNE / NORD 50%",
            "mu\u{308}ller & so\u{308}hne / nord 50%",
        ] {
            let found = journey.client.get_client().client_name(name).send().await;
            assert_eq!(
                found.expect(name).into_inner().data.workspace_id,
                made.workspace_id,
                "{name}"
            );
        }
        for name in ["Müller", "nobody", "Rival", "..", "%"] {
            let missing = journey
                .client
                .get_client()
                .client_name(name)
                .send()
                .await
                .expect_err(name);
            assert_eq!(
                missing.code(),
                Some(&GetClientErrorCode::NotFound),
                "{name}"
            );
        }
    }
}

#[tokio::test]
async fn a_client_is_renamed_and_found_under_the_new_name_only() {
    for journey in Journey::each().await {
        let made = journey.make_client("Northwind").await;
        journey.make_client("Contoso").await;
        let rename = async |from: &str, to: &str| {
            let body = RenameClientRequest::builder().name(to);
            journey
                .client
                .rename_client()
                .client_name(from)
                .body(body)
                .send()
                .await
        };
        let taken = rename("northwind", "CONTOSO").await.expect_err("taken");
        assert_eq!(taken.code(), Some(&RenameClientErrorCode::Conflict));
        let missing = rename("nobody", "New").await.expect_err("missing");
        assert_eq!(missing.code(), Some(&RenameClientErrorCode::NotFound));
        let renamed = rename("northwind", "NorthWind")
            .await
            .expect("its own name")
            .into_inner()
            .data;
        assert_eq!(
            (renamed.name.as_str(), &renamed.workspace_id),
            ("NorthWind", &made.workspace_id)
        );
        rename("northwind", "Northwind Traders")
            .await
            .expect("renamed");
        assert!(
            journey
                .client
                .get_client()
                .client_name("Northwind")
                .send()
                .await
                .is_err()
        );
        let found = journey
            .client
            .get_client()
            .client_name("northwind traders")
            .send()
            .await;
        assert_eq!(
            found.expect("found").into_inner().data.workspace_id,
            made.workspace_id
        );
        // The old name is free.
        journey.make_client("Northwind").await;
    }
}

#[tokio::test]
async fn a_taken_name_is_a_conflict() {
    for journey in Journey::each().await {
        journey.make_client("Northwind").await;
        for taken in ["Northwind", "NORTHWIND", "first"] {
            let body = CreateClientRequest::builder().name(taken);
            let refused = journey
                .client
                .create_client()
                .body(body)
                .send()
                .await
                .expect_err(taken);
            assert_eq!(refused.code(), Some(&CreateClientErrorCode::Conflict));
            assert!(
                refused
                    .request_id()
                    .is_some_and(|id| id.starts_with("req_"))
            );
        }
    }
}

#[tokio::test]
async fn a_deleted_client_is_gone_with_all_that_is_its() {
    for journey in Journey::each().await {
        let owner = journey.running.with(&journey.acme().key);
        let made = journey.make_client("Northwind").await;
        journey.make_credential("Northwind", "Gone with it").await;
        let bound = owner.make_key(&["read"], Some(&made.workspace_id)).await;
        let deleted = journey
            .client
            .delete_client()
            .client_name("NORTHWIND")
            .send()
            .await;
        let deleted = deleted.expect("deleted").into_inner().data;
        assert_eq!(
            (&deleted.workspace_id, deleted.revoked_api_key_count),
            (&made.workspace_id, 1)
        );
        assert_eq!(
            (deleted.returned_cents.0, deleted.deleted_at.0),
            (0, journey.ground.clock.now())
        );
        let missing = journey
            .client
            .get_client()
            .client_name("Northwind")
            .send()
            .await
            .expect_err("gone");
        assert_eq!(missing.code(), Some(&GetClientErrorCode::NotFound));
        let again = journey
            .client
            .delete_client()
            .client_name("Northwind")
            .send()
            .await
            .expect_err("gone");
        assert_eq!(again.code(), Some(&DeleteClientErrorCode::NotFound));
        journey
            .running
            .with(&bound.key)
            .get("/clients")
            .await
            .refused(401, "INVALID_API_KEY");
        // A new client of the name is another one, and empty.
        let anew = journey.make_client("Northwind").await;
        assert_ne!(anew.workspace_id, made.workspace_id);
        assert!(owner.all("/clients/Northwind/credentials").await.is_empty());
    }
}

/// Whether the client can be deleted; what it is told if not.
async fn delete(journey: &Journey, name: &str) -> Result<(), String> {
    match journey
        .client
        .delete_client()
        .client_name(name)
        .send()
        .await
    {
        Ok(_) => Ok(()),
        Err(error) => {
            assert_eq!(
                error.code(),
                Some(&DeleteClientErrorCode::Conflict),
                "{error}"
            );
            Err(error.to_string())
        }
    }
}

#[tokio::test]
async fn a_client_with_orders_that_cost_is_not_deleted() {
    for journey in Journey::each().await {
        let blocking = [
            "queued",
            "provisioning",
            "active",
            "past_due",
            "cancellation_queued",
        ];
        for status in ["unpaid", "canceled", "failed"].iter().chain(&blocking) {
            let made = journey.make_client(status).await;
            let workspace = made.workspace_id.parse().expect("an id");
            let seed = journey.running.seed(journey.acme(), workspace);
            seed.order(status.parse::<OrderStatus>().expect("a status"))
                .await;
            let deleted = delete(&journey, status).await;
            assert_eq!(
                deleted.is_err(),
                blocking.contains(status),
                "{status}: {deleted:?}"
            );
            let found = journey
                .client
                .get_client()
                .client_name(*status)
                .send()
                .await;
            assert_eq!(found.is_ok(), deleted.is_err(), "{status}");
        }
    }
}

#[tokio::test]
async fn a_client_with_a_domain_that_recovers_is_not_deleted() {
    for journey in Journey::each().await {
        let made = journey.make_client("Burned").await;
        let seed: Seed<'_> = journey
            .running
            .seed(journey.acme(), made.workspace_id.parse().expect("an id"));
        let order = seed.order(OrderStatus::Canceled).await;
        let domain = seed
            .domain(order, "get-northwind.com", DomainStatus::InRecovery)
            .await;
        seed.inbox(order, domain, "jane", InboxStatus::Canceled)
            .await;
        assert!(delete(&journey, "Burned").await.is_err());
    }
}

#[tokio::test]
async fn the_last_client_stays() {
    for journey in Journey::each().await {
        journey.make_client("Second").await;
        delete(&journey, "Second").await.expect("one is left");
        assert!(delete(&journey, "First").await.is_err());
        // To delete it oneself is not for a key that is bound to it.
        let owner = journey.running.with(&journey.acme().key);
        let made = journey.make_client("Third").await;
        let bound = owner
            .make_key(&["read", "write"], Some(&made.workspace_id))
            .await;
        let bound = journey.running.with(&bound.key).typed();
        let refused = bound
            .delete_client()
            .client_name("Third")
            .send()
            .await
            .expect_err("bound");
        assert_eq!(refused.code(), Some(&DeleteClientErrorCode::Forbidden));
    }
}
