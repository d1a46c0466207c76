//! Workspaces by id and by name.

use chrono::TimeDelta;
use simpleinboxes_core::cents::Cents;
use simpleinboxes_core::clock::Clock as _;
use simpleinboxes_core::status::{BillingMode, DomainStatus, InboxStatus, OrderStatus};
use simpleinboxes_store::{
    Constraint, DeletionRefused, Fallback, NewWorkspace, PageRequest, StoreError, WorkspaceChanges,
    testing,
};

use crate::support::{World, assert_not_found, worlds};

async fn create(world: &World, name: &str) -> Result<(), StoreError> {
    let new = NewWorkspace::named(name.parse().expect("a name"));
    let made = world.run(&world.acme.caller, async |scoped| {
        scoped.create_workspace(&new).await
    });
    made.await.map(drop)
}

fn is_taken<T>(result: &Result<T, StoreError>) -> bool {
    matches!(result, Err(StoreError::Conflict(Constraint::WorkspaceName)))
}

#[tokio::test]
async fn names_are_unique_in_an_account_whatever_their_case() {
    for world in worlds().await {
        create(&world, "Straße").await.expect("a workspace");
        assert!(is_taken(&create(&world, "STRASSE").await));
        assert!(is_taken(&create(&world, "first").await));
        // The rival's name does not count.
        let rival = world.workspace(&world.rival.caller, "Straße").await;
        let scoped = world.store.scoped(&world.rival.caller);
        let found = scoped.workspace_named("strasse").await.expect("an answer");
        assert_eq!(found.expect("found").id, rival.id);
        assert!(
            scoped
                .workspace_named("northwind")
                .await
                .expect("an answer")
                .is_none()
        );
    }
}

#[tokio::test]
async fn of_two_that_want_one_name_at_once_one_gets_it() {
    for world in worlds().await {
        let results = futures::future::join_all((0..20).map(|_| create(&world, "Northwind"))).await;
        assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1);
        assert_eq!(results.iter().filter(|result| is_taken(result)).count(), 19);
    }
}

#[tokio::test]
async fn changes_are_noted_only_when_they_change_something() {
    for world in worlds().await {
        let acme = &world.acme.caller;
        let made = world.workspace(acme, "Northwind").await;
        world.clock.advance(TimeDelta::minutes(1));
        let update = async |changes: WorkspaceChanges| {
            let updated = world.run(acme, async |scoped| {
                scoped.update_workspace(made.id, &changes).await
            });
            updated.await.map(|workspace| workspace.expect("seen"))
        };
        assert_eq!(
            update(WorkspaceChanges::default()).await.expect("same"),
            made
        );
        let same = WorkspaceChanges {
            name: Some("Northwind".parse().expect("a name")),
            billing_mode: Some(BillingMode::Master),
            fallback: Some(Fallback::default()),
        };
        assert_eq!(update(same).await.expect("same"), made);

        let respelled = WorkspaceChanges {
            name: Some("NORTHWIND".parse().expect("a name")),
            ..WorkspaceChanges::default()
        };
        let after = update(respelled).await.expect("changed");
        assert_eq!(
            (after.name.as_str(), after.updated_at),
            ("NORTHWIND", world.clock.now())
        );
        let money = WorkspaceChanges {
            billing_mode: Some(BillingMode::Dedicated),
            fallback: Some(Fallback {
                enabled: true,
                monthly_limit: Some(Cents::new(20_000)),
            }),
            ..WorkspaceChanges::default()
        };
        let after = update(money).await.expect("changed");
        assert_eq!(after.billing_mode, BillingMode::Dedicated);
        assert_eq!(after.fallback.monthly_limit, Some(Cents::new(20_000)));
        let taken = WorkspaceChanges {
            name: Some("FIRST".parse().expect("a name")),
            ..WorkspaceChanges::default()
        };
        assert!(is_taken(&update(taken).await));

        let scoped = world.store.scoped(acme);
        let activity =
            scoped.recent_activity(made.id, &["workspace_created", "workspace_updated"], 20);
        let activity = activity.await.expect("entries");
        let actions: Vec<_> = activity.iter().map(|entry| entry.action.as_str()).collect();
        assert_eq!(
            actions,
            [
                "workspace_updated",
                "workspace_updated",
                "workspace_created"
            ]
        );
        assert_eq!(activity[0].actor_name.as_deref(), Some("first key"));
        assert_eq!(activity[2].label.as_deref(), Some("Northwind"));
    }
}

#[tokio::test]
async fn the_first_workspace_is_the_oldest_that_is_left() {
    for world in worlds().await {
        let acme = &world.acme.caller;
        let second = world.workspace(acme, "Second").await.id;
        world.workspace(acme, "Third").await;
        let first = async |caller| {
            let scoped = world.store.scoped(caller);
            let default = scoped.default_workspace().await.expect("an answer");
            let first = scoped.first_workspace_id().await.expect("an answer");
            (default.map(|workspace| workspace.id), first)
        };
        let oldest = Some(world.acme.first.id);
        assert_eq!(first(acme).await, (oldest, oldest));
        let bound = world.acme.bound_to(second);
        assert_eq!(first(&bound).await, (Some(second), oldest));
        let deleted = world.run(acme, async |scoped| {
            scoped.delete_workspace(world.acme.first.id).await
        });
        deleted
            .await
            .expect("an answer")
            .expect("seen")
            .expect("deleted");
        assert_eq!(first(acme).await, (Some(second), Some(second)));
    }
}

#[tokio::test]
async fn a_deleted_workspace_is_invisible_and_its_name_is_free() {
    for world in worlds().await {
        let acme = &world.acme.caller;
        let old = world.workspace(acme, "Northwind").await.id;
        let seed = world.seed(&world.acme, old);
        let order = seed.order(OrderStatus::Canceled).await;
        seed.order(OrderStatus::Unpaid).await;
        let domain = seed
            .domain(order, "try-northwind.com", DomainStatus::Released)
            .await;
        seed.inbox(order, domain, "jane", InboxStatus::Canceled)
            .await;
        seed.posting("revenue", Cents::new(1799)).await;
        seed.posting("dedicated_wallet", Cents::new(500)).await;
        let deleted = world.run(acme, async |scoped| scoped.delete_workspace(old).await);
        let deleted = deleted
            .await
            .expect("an answer")
            .expect("seen")
            .expect("deleted");
        assert_eq!(deleted.returned, Cents::new(500));
        assert_eq!(deleted.name, "Northwind");
        let rows = testing::snapshot(&world.store).await;
        let canceled = rows["orders"].iter().filter(|row| row.contains("canceled"));
        assert_eq!(canceled.count(), 2);
        assert!(
            rows["workspaces"]
                .iter()
                .any(|row| row.contains("Northwind"))
        );

        let scoped = world.store.scoped(acme);
        assert!(scoped.workspace(old).await.expect("an answer").is_none());
        assert!(
            scoped
                .workspace_named("Northwind")
                .await
                .expect("an answer")
                .is_none()
        );
        assert!(
            scoped
                .sending_defaults(old)
                .await
                .expect("an answer")
                .is_none()
        );
        let listed = scoped
            .workspaces(PageRequest::first(10))
            .await
            .expect("a page");
        assert_eq!(listed.items.len(), 1);
        let totals = scoped.account_totals().await.expect("totals");
        assert_eq!((totals.workspaces, totals.totals.orders.total), (1, 0));
        // What was paid is still known, to the account.
        assert_eq!(totals.spend.total, Cents::new(1799));
        let again = world.run(acme, async |scoped| scoped.delete_workspace(old).await);
        assert!(again.await.expect("an answer").is_none());
        create(&world, "NORTHWIND").await.expect("the name is free");
    }
}

#[tokio::test]
async fn what_still_costs_money_is_not_deleted() {
    for world in worlds().await {
        let acme = &world.acme.caller;
        let delete = async |id| {
            let deleted = world.run(acme, async |scoped| scoped.delete_workspace(id).await);
            deleted.await.expect("an answer").expect("seen")
        };
        assert_eq!(
            delete(world.acme.first.id).await.expect_err("refused"),
            DeletionRefused::LastWorkspace
        );
        for status in OrderStatus::ALL {
            let workspace = world.workspace(acme, status.as_str()).await.id;
            world.seed(&world.acme, workspace).order(*status).await;
            let expected = !matches!(
                status,
                OrderStatus::Unpaid | OrderStatus::Canceled | OrderStatus::Failed
            );
            match delete(workspace).await {
                Ok(_) => assert!(!expected, "{status}"),
                Err(refused) => {
                    assert!(expected, "{status}");
                    assert_eq!(refused, DeletionRefused::LiveOrders(1));
                }
            }
        }
        let resting = world.workspace(acme, "resting").await.id;
        let seed = world.seed(&world.acme, resting);
        let order = seed.order(OrderStatus::Canceled).await;
        seed.domain(order, "get-northwind.com", DomainStatus::InRecovery)
            .await;
        assert_eq!(
            delete(resting).await.expect_err("refused"),
            DeletionRefused::DomainsInRecovery(1)
        );
    }
}

#[tokio::test]
async fn two_deletions_at_once_leave_one_workspace() {
    for world in worlds().await {
        let acme = &world.acme.caller;
        let second = world.workspace(acme, "Second").await.id;
        let delete = async |id| {
            let deleted = world.run(acme, async |scoped| scoped.delete_workspace(id).await);
            deleted.await.expect("an answer").expect("seen")
        };
        let (one, other) = tokio::join!(delete(world.acme.first.id), delete(second));
        assert!(one.is_ok() != other.is_ok(), "{one:?} {other:?}");
    }
}

#[tokio::test]
async fn bound_callers_make_no_workspaces() {
    for world in worlds().await {
        let bound = world.acme.bound_to(world.acme.first.id);
        let new = NewWorkspace::named("Northwind".parse().expect("a name"));
        assert_not_found(
            world
                .run(&bound, async |scoped| scoped.create_workspace(&new).await)
                .await,
        );
    }
}
