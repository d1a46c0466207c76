//! The fence around orders: who does not see them neither reads nor changes anything of them.

use std::collections::HashMap;

use simpleinboxes_core::entropy::Entropy;
use simpleinboxes_core::id::{DomainActionId, InboxMutationId};
use simpleinboxes_core::status::{InboxMutationType, NameserverStatus};
use simpleinboxes_store::{
    ActionFilter, Caller, InboxPhoto, MadeInbox, NewInboxMutation, NewMutationItem, OrderDetail,
    OrderFilter, PageRequest, Registration, SeenDelegation, UnknownInboxes, Wallet, testing,
};

use super::book;
use crate::support::{World, assert_not_found, worlds};

/// An order of acme's first workspace that is delivered, with a change of its inboxes.
async fn property(world: &World) -> (OrderDetail, DomainActionId, InboxMutationId) {
    world.pay_in(Wallet::Master, "in", 100_000).await;
    let id = world.place(&world.usual()).await.expect("placed");
    world.deliver(id).await;
    let found = world.order(id).await;
    let scoped = world.store.scoped(&world.acme.caller);
    let all = scoped.domain_actions(
        found.domains[0].id,
        ActionFilter::All,
        PageRequest::first(1),
    );
    let action = all.await.expect("a page").items[0].id;
    let new = mutation(&found);
    let caller = world.acme.caller;
    let made = world.run(&caller, async |tx| tx.create_inbox_mutation(&new).await);
    let made = made.await.expect("an answer").expect("queued");
    (found, action, made)
}

fn mutation(found: &OrderDetail) -> NewInboxMutation {
    NewInboxMutation {
        workspace: None,
        kind: InboxMutationType::Rename,
        items: vec![NewMutationItem {
            inbox: found.domains[0].inboxes[0].id,
            username: Some("stolen".to_owned()),
            password: None,
            photo_url: None,
            photo_token: None,
        }],
    }
}

#[tokio::test]
async fn others_neither_see_nor_change_orders() {
    for world in worlds().await {
        let property = property(&world).await;
        let other = world.workspace(&world.acme.caller, "Other").await.id;
        for stranger in [world.rival.caller, world.acme.bound_to(other)] {
            sees_nothing(&world, &stranger, &property).await;
            changes_nothing(&world, &stranger, &property).await;
        }
        // The same walk from within must find things, or it would prove nothing.
        let home = world.acme.bound_to(world.acme.first.id);
        let scoped = world.store.scoped(&home);
        let order = property.0.order.id;
        assert_eq!(
            scoped.order(order).await.expect("an answer"),
            Some(property.0)
        );
    }
}

async fn sees_nothing(
    world: &World,
    stranger: &Caller,
    (found, action, mutation): &(OrderDetail, DomainActionId, InboxMutationId),
) {
    let scoped = world.store.scoped(stranger);
    let (workspace, domain) = (found.order.workspace, &found.domains[0]);
    assert_eq!(scoped.order(found.order.id).await.expect("an answer"), None);
    let page = scoped.orders(workspace, OrderFilter::default(), PageRequest::first(9));
    assert!(page.await.expect("a page").items.is_empty());
    assert_eq!(scoped.registrant(workspace).await.expect("an answer"), None);
    let secrets = scoped.inbox_secrets(domain.inboxes[0].id).await;
    assert!(secrets.expect("an answer").is_none());
    let page = scoped.domain_actions(domain.id, ActionFilter::All, PageRequest::first(9));
    assert!(page.await.expect("a page").items.is_empty());
    assert_eq!(
        scoped.domain_action(*action).await.expect("an answer"),
        None
    );
    let named = scoped.delegation_named(&domain.name).await;
    assert_eq!(named.expect("an answer"), None);
    let seen = scoped.delegation(domain.id).await;
    assert_eq!(seen.expect("an answer"), None);
    let page = scoped.domain_events(domain.id, PageRequest::first(9));
    assert!(page.await.expect("a page").items.is_empty());
    let page = scoped.inbox_mutations(workspace, PageRequest::first(9));
    assert!(page.await.expect("a page").items.is_empty());
    assert_eq!(
        scoped.inbox_mutation(*mutation).await.expect("an answer"),
        None
    );
}

async fn changes_nothing(
    world: &World,
    stranger: &Caller,
    (found, action, change): &(OrderDetail, DomainActionId, InboxMutationId),
) {
    let before = testing::snapshot(&world.store).await;
    let (book, entropy) = (book(), Entropy::seeded(1));
    let (id, domain) = (found.order.id, &found.domains[0]);
    let inbox = domain.inboxes[0].id;
    let now = simpleinboxes_core::clock::Clock::now(world.clock.as_ref());
    let registration = Registration {
        registrar: "stolen".to_owned(),
        reference: None,
        registered_at: now,
        expires_at: now,
    };
    let seen = SeenDelegation {
        status: NameserverStatus::Mismatch,
        found: Vec::new(),
        assigned: Vec::new(),
        checked_at: now,
        next_check_at: now,
    };
    let photo = InboxPhoto {
        media_type: "image/png".to_owned(),
        content: vec![1],
    };
    world
        .run(stranger, async |tx| {
            let new = world.usual();
            let there = tx.quote_order(&new, &book).await;
            assert_not_found(there.map_err(store_error));
            let there = tx.place_order(&new, &book).await;
            assert_not_found(there.map_err(store_error));
            assert!(matches!(tx.cancel_order(id).await, Ok(None)));
            assert!(matches!(tx.revert_cancellation(id).await, Ok(None)));
            assert!(tx.set_auto_renew(id, false).await?.is_none());
            let again = tx
                .reactivate_order(id, &HashMap::new(), &book, &entropy)
                .await;
            assert!(matches!(again, Ok(None)));
            assert_eq!(
                tx.order_due(id, &book).await?,
                simpleinboxes_store::Due::Nothing
            );
            assert!(!tx.fail_domain(domain.id, "no", &book).await?);
            assert!(!tx.fail_inbox(inbox, "no", &book).await?);
            assert!(!tx.activate_inbox(inbox, &MadeInbox::default()).await?);
            assert!(!tx.set_registration(domain.id, &registration).await?);
            tx.note_nameservers_before(domain.id, &[]).await?;
            let kept = tx.keep_delegation(domain.id, &seen).await?;
            assert!(kept.is_none());
            let queued = tx.queue_nameserver_checks(found.order.workspace).await?;
            assert_eq!(queued.total, 0);
            assert!(tx.start_action(*action).await?.is_none());
            assert!(tx.retry_action(domain.id, *action).await?.is_none());
            let made = tx.create_inbox_mutation(&mutation(found)).await?;
            assert_eq!(made, Err(UnknownInboxes(vec![0])));
            assert!(tx.start_mutation(*change).await?.is_none());
            assert!(!tx.keep_photo(inbox, "token", photo).await?);
            Ok(())
        })
        .await
        .expect("refused without an error");
    assert_eq!(testing::snapshot(&world.store).await, before);
}

fn store_error(refused: simpleinboxes_store::OrderRefused) -> simpleinboxes_store::StoreError {
    match refused {
        simpleinboxes_store::OrderRefused::Store(error) => error,
        other => panic!("{other:?}"),
    }
}
