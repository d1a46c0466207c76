//! Changes of inboxes: taken as a whole, carried out one by one.

use simpleinboxes_core::id::{InboxId, InboxMutationId};
use simpleinboxes_core::secrecy::ExposeSecret as _;
use simpleinboxes_core::status::{
    InboxMutationErrorCode, InboxMutationItemStatus, InboxMutationStatus, InboxMutationType,
};
use simpleinboxes_store::{
    ItemDone, ItemFailure, NewInboxMutation, NewMutationItem, PageRequest, PendingMutation,
    UnknownInboxes, testing,
};

use crate::support::{World, worlds};

fn item(inbox: InboxId) -> NewMutationItem {
    NewMutationItem {
        inbox,
        username: None,
        password: None,
        photo_url: None,
        photo_token: None,
    }
}

fn passwords(inboxes: &[InboxId], password: &str) -> NewInboxMutation {
    let one = |inbox: &InboxId| NewMutationItem {
        password: Some(password.into()),
        ..item(*inbox)
    };
    NewInboxMutation {
        workspace: None,
        kind: InboxMutationType::Password,
        items: inboxes.iter().map(one).collect(),
    }
}

async fn create(world: &World, new: &NewInboxMutation) -> Result<InboxMutationId, UnknownInboxes> {
    let caller = world.acme.caller;
    let made = world.run(&caller, async |tx| tx.create_inbox_mutation(new).await);
    made.await.expect("an answer")
}

async fn start(world: &World, id: InboxMutationId) -> PendingMutation {
    let caller = world.acme.caller;
    let begun = world.run(&caller, async |tx| tx.start_mutation(id).await);
    begun.await.expect("an answer").expect("open")
}

async fn finish(world: &World, item: uuid::Uuid, outcome: Result<ItemDone, ItemFailure>) -> bool {
    let caller = world.acme.caller;
    let done = world.run(&caller, async |tx| tx.finish_item(item, outcome).await);
    done.await.expect("an answer")
}

async fn inboxes(world: &World) -> Vec<InboxId> {
    let id = world.delivered(&world.usual()).await;
    let found = world.order(id).await;
    found.domains[0].inboxes.iter().map(|one| one.id).collect()
}

#[tokio::test]
async fn some_succeed_and_some_fail() {
    for world in worlds().await {
        let inboxes = inboxes(&world).await;
        let new = passwords(&inboxes, "Made-up-Passw0rd-2");
        let id = create(&world, &new).await.expect("queued");
        let pending = start(&world, id).await;
        assert_eq!(pending.items.len(), 2);
        let given = pending.items[0].password.as_ref().expect("a password");
        assert_eq!(given.expose_secret(), "Made-up-Passw0rd-2");
        assert!(finish(&world, pending.items[0].id, Ok(ItemDone::default())).await);
        let refused = ItemFailure {
            code: InboxMutationErrorCode::ProviderRefused,
            message: "Not this one.".to_owned(),
        };
        assert!(finish(&world, pending.items[1].id, Err(refused.clone())).await);
        // Once.
        assert!(!finish(&world, pending.items[1].id, Ok(ItemDone::default())).await);
        let scoped = world.store.scoped(&world.acme.caller);
        let found = scoped.inbox_mutation(id).await.expect("an answer");
        let found = found.expect("a change");
        assert_eq!(found.mutation.status, InboxMutationStatus::PartiallyFailed);
        assert_eq!((found.mutation.succeeded, found.mutation.failed), (1, 1));
        assert_eq!(found.items[0].status, InboxMutationItemStatus::Succeeded);
        assert_eq!(found.items[1].error, Some((refused.code, refused.message)));
        let password = async |inbox| {
            let secrets = scoped.inbox_secrets(inbox).await.expect("an answer");
            let password = secrets.expect("secrets").password.expect("a password");
            password.expose_secret().to_owned()
        };
        assert_eq!(password(inboxes[0]).await, "Made-up-Passw0rd-2");
        assert_eq!(password(inboxes[1]).await, "Made-up-Passw0rd-1");
        let rows = testing::snapshot(&world.store).await["inbox_mutation_items"].clone();
        assert!(rows.iter().all(|row| !row.contains("Made-up")), "{rows:?}");
        let page = scoped.inbox_mutations(world.acme.first.id, PageRequest::first(10));
        assert_eq!(page.await.expect("a page").items, [found.mutation]);
    }
}

#[tokio::test]
async fn what_was_not_asked_of_the_provider_is_no_attempt() {
    for world in worlds().await {
        let inboxes = inboxes(&world).await;
        let new = passwords(&inboxes[..1], "Made-up-Passw0rd-2");
        let id = create(&world, &new).await.expect("queued");
        let caller = world.acme.caller;
        for (expected, was_asked) in [(1, false), (1, true), (2, false), (2, true)] {
            let item = start(&world, id).await.items.swap_remove(0);
            assert_eq!(item.attempts, expected);
            if !was_asked {
                let uncounted = world.run(&caller, async |tx| tx.uncount_item(item.id).await);
                uncounted.await.expect("an answer");
            }
        }
    }
}

#[tokio::test]
async fn changes_of_one_inbox_wait_for_each_other() {
    for world in worlds().await {
        let inboxes = inboxes(&world).await;
        let new = passwords(&inboxes[..1], "Made-up-Passw0rd-2");
        let first = create(&world, &new).await.expect("queued");
        let new = passwords(&inboxes, "Made-up-Passw0rd-3");
        let second = create(&world, &new).await.expect("queued");
        let pending = start(&world, second).await;
        assert_eq!(pending.items.len(), 1, "the other's turn is not come");
        assert!(finish(&world, pending.items[0].id, Ok(ItemDone::default())).await);
        let before = start(&world, first).await;
        testing::run(&world.store, &["DELETE FROM jobs".to_owned()])
            .await
            .expect("gone");
        assert!(finish(&world, before.items[0].id, Ok(ItemDone::default())).await);
        // Its end has queued the one that waited.
        let jobs = testing::snapshot(&world.store).await["jobs"].clone();
        assert!(
            jobs.iter().any(|job| job.contains(&second.to_string())),
            "{jobs:?}"
        );
        let pending = start(&world, second).await;
        assert!(finish(&world, pending.items[0].id, Ok(ItemDone::default())).await);
        let caller = world.acme.caller;
        let over = world.run(&caller, async |tx| tx.start_mutation(second).await);
        assert!(over.await.expect("an answer").is_none());
    }
}

#[tokio::test]
async fn what_is_not_seen_is_named_and_nothing_is_queued() {
    for world in worlds().await {
        let inboxes = inboxes(&world).await;
        let unknown = InboxId::from_uuid(uuid::Uuid::nil());
        let before = testing::snapshot(&world.store).await;
        let mixed = passwords(&[inboxes[0], unknown], "Made-up-Passw0rd-2");
        assert_eq!(create(&world, &mixed).await, Err(UnknownInboxes(vec![1])));
        let other = world.workspace(&world.acme.caller, "Other").await.id;
        let elsewhere = NewInboxMutation {
            workspace: Some(other),
            ..passwords(&inboxes, "Made-up-Passw0rd-2")
        };
        assert_eq!(
            create(&world, &elsewhere).await,
            Err(UnknownInboxes(vec![0, 1]))
        );
        let after = testing::snapshot(&world.store).await;
        assert_eq!(after["inbox_mutations"], before["inbox_mutations"]);
        assert_eq!(after["jobs"], before["jobs"]);
    }
}

#[tokio::test]
async fn a_renamed_inbox_keeps_its_old_address() {
    for world in worlds().await {
        let inboxes = inboxes(&world).await;
        let new = NewInboxMutation {
            workspace: Some(world.acme.first.id),
            kind: InboxMutationType::Rename,
            items: vec![NewMutationItem {
                username: Some("jane.doe".to_owned()),
                ..item(inboxes[0])
            }],
        };
        let id = create(&world, &new).await.expect("queued");
        let pending = start(&world, id).await;
        let done = ItemDone {
            keeps_old_address: true,
            ..ItemDone::default()
        };
        assert!(finish(&world, pending.items[0].id, Ok(done)).await);
        let scoped = world.store.scoped(&world.acme.caller);
        let found = scoped.inbox_mutation(id).await.expect("an answer");
        let found = found.expect("a change");
        assert_eq!(found.mutation.status, InboxMutationStatus::Succeeded);
        let email = Some("jane.doe@try-northwind.com");
        assert_eq!(found.items[0].new_email.as_deref(), email);
        let rows = testing::snapshot(&world.store).await;
        assert!(
            rows["inboxes"]
                .iter()
                .any(|row| row.contains("jane.doe@try"))
        );
        assert_eq!(rows["inbox_aliases"].len(), 1);
    }
}

fn renames(items: &[(InboxId, &str)]) -> NewInboxMutation {
    let one = |(inbox, username): &(InboxId, &str)| NewMutationItem {
        username: Some((*username).to_owned()),
        ..item(*inbox)
    };
    NewInboxMutation {
        workspace: None,
        kind: InboxMutationType::Rename,
        items: items.iter().map(one).collect(),
    }
}

/// Why each inbox of a change was not changed.
async fn failures(world: &World, id: InboxMutationId) -> Vec<Option<InboxMutationErrorCode>> {
    let scoped = world.store.scoped(&world.acme.caller);
    let found = scoped.inbox_mutation(id).await.expect("an answer");
    let items = found.expect("a change").items.into_iter();
    items.map(|item| item.error.map(|error| error.0)).collect()
}

#[tokio::test]
async fn an_address_that_is_taken_is_refused_before_the_provider_is_asked() {
    const TAKEN: Option<InboxMutationErrorCode> = Some(InboxMutationErrorCode::AddressTaken);
    for world in worlds().await {
        let inboxes = inboxes(&world).await;
        let (jane, john) = (inboxes[0], inboxes[1]);
        // Another inbox has it, …
        let both = renames(&[(john, "jane"), (jane, "jane.doe")]);
        let id = create(&world, &both).await.expect("queued");
        let pending = start(&world, id).await;
        assert_eq!(pending.items.len(), 1);
        assert_eq!(failures(&world, id).await, [TAKEN, None]);
        let done = ItemDone {
            keeps_old_address: true,
            ..ItemDone::default()
        };
        assert!(finish(&world, pending.items[0].id, Ok(done.clone())).await);
        // … or gets mail for it still, …
        let id = create(&world, &renames(&[(john, "jane")])).await;
        let id = id.expect("queued");
        assert!(start(&world, id).await.items.is_empty());
        assert_eq!(failures(&world, id).await, [TAKEN]);
        let scoped = world.store.scoped(&world.acme.caller);
        let found = scoped.inbox_mutation(id).await.expect("an answer");
        let found = found.expect("a change").mutation;
        assert_eq!(found.status, InboxMutationStatus::Failed);
        assert!(found.finished_at.is_some());
        // … or is about to get it: whoever asked first.
        let both = renames(&[(jane, "sales"), (john, "sales")]);
        let id = create(&world, &both).await.expect("queued");
        let pending = start(&world, id).await;
        assert_eq!((pending.items.len(), pending.items[0].inbox), (1, jane));
        assert_eq!(failures(&world, id).await, [None, TAKEN]);
        assert!(finish(&world, pending.items[0].id, Ok(done.clone())).await);
        // What was one's own can be had again.
        let id = create(&world, &renames(&[(jane, "jane")])).await;
        let id = id.expect("queued");
        let pending = start(&world, id).await;
        assert_eq!(pending.items.len(), 1);
        assert!(finish(&world, pending.items[0].id, Ok(done)).await);
        let rows = testing::snapshot(&world.store).await;
        let mut aliases = rows["inbox_aliases"].clone();
        aliases.retain(|row| row.contains("jane'") || row.contains("\"jane\""));
        assert!(aliases.is_empty(), "{aliases:?}");
        assert!(rows["inboxes"].iter().any(|row| row.contains("jane@try")));
    }
}

#[tokio::test]
async fn an_inbox_that_is_not_in_use_is_not_changed() {
    const NOT_ACTIVE: Option<InboxMutationErrorCode> = Some(InboxMutationErrorCode::InboxNotActive);
    for world in worlds().await {
        let order = world.delivered(&world.usual()).await;
        let found = world.order(order).await;
        let inboxes: Vec<_> = found.domains[0].inboxes.iter().map(|one| one.id).collect();
        let new = passwords(&inboxes[..1], "Made-up-Passw0rd-2");
        let begun = create(&world, &new).await.expect("queued");
        let pending = start(&world, begun).await;
        // It ends while the provider is asked.
        world
            .orders(async |tx| tx.cancel_order(order).await)
            .await
            .expect("allowed");
        let end = world.order(order).await.order.period_end.expect("a period");
        world.clock.set(end);
        world.due(order).await;
        world.deliver(order).await;
        assert!(finish(&world, pending.items[0].id, Ok(ItemDone::default())).await);
        assert_eq!(failures(&world, begun).await, [NOT_ACTIVE]);
        // And what is asked for afterwards.
        let late = create(&world, &passwords(&inboxes, "Made-up-Passw0rd-3")).await;
        let late = late.expect("queued");
        assert!(start(&world, late).await.items.is_empty());
        assert_eq!(failures(&world, late).await, [NOT_ACTIVE, NOT_ACTIVE]);
    }
}
