//! Domains that are let go: it is seen through, and nothing new is begun on them.

use chrono::TimeDelta;
use simpleinboxes_core::clock::Clock as _;
use simpleinboxes_core::id::{CredentialId, DomainActionId, DomainId, OrderId};
use simpleinboxes_core::status::{
    DomainActionStatus, DomainActionType, DomainSource, DomainStatus, InboxMutationType,
    RecoveryReason, SendingTool,
};
use simpleinboxes_store::{
    DomainAction, ItemDone, NewCredential, NewInboxMutation, NewMutationItem, NewOrder,
    NewRecovery, OrderSendingTool, RetryRefused, SettingRefused, SettingsChange, ToolFields,
    Wallet, testing,
};

use super::domain;
use crate::support::{World, worlds};

impl World {
    /// Steps of a domain of a type and in a state, oldest first.
    async fn steps_like(
        &self,
        domain: DomainId,
        kind: DomainActionType,
        status: DomainActionStatus,
    ) -> Vec<DomainAction> {
        let steps = self.steps(domain, status).await.into_iter();
        steps.filter(|step| step.kind == kind).collect()
    }

    async fn let_go_again(&self) -> u64 {
        let cutoff = self.clock.now() - TimeDelta::days(1);
        let again = self.store.retry_letting_go(cutoff).await;
        again.expect("queued again")
    }

    async fn retry(&self, domain: DomainId, id: DomainActionId) -> Result<(), RetryRefused> {
        let caller = self.acme.caller;
        let retried = self.run(&caller, async |tx| tx.retry_action(domain, id).await);
        retried.await.expect("an answer").expect("seen").map(drop)
    }

    /// How many jobs of a step wait.
    async fn jobs_of(&self, id: DomainActionId) -> usize {
        let sql = format!("SELECT key FROM jobs WHERE state = 'queued' AND key = 'action:{id}'");
        testing::texts(&self.store, &sql).await.len()
    }
}

#[tokio::test]
async fn a_step_that_was_given_up_is_tried_again_each_day() {
    for world in worlds().await {
        let id = world.delivered(&world.usual()).await;
        // A step of another kind that was given up is its owner's business.
        let other = world.order_of(vec![domain("other.com", DomainSource::Owned, &["amy"])]);
        let other = world.place(&other).await.expect("placed");
        let other = world.order(other).await.domains[0].id;
        let first = world.steps(other, DomainActionStatus::Queued).await[0].id;
        world.give_up(first).await;
        world.end_order(id).await;
        let of = world.order(id).await.domains[0].id;
        let delete = world.steps(of, DomainActionStatus::Queued).await[0].clone();
        assert_eq!(delete.kind, DomainActionType::DeleteMailboxes);
        for _ in 0..2 {
            world.give_up(delete.id).await;
            testing::run(&world.store, &["DELETE FROM jobs".to_owned()])
                .await
                .expect("gone");
            world
                .clock
                .advance(TimeDelta::hours(24) - TimeDelta::seconds(1));
            assert_eq!(world.let_go_again().await, 0);
            world.clock.advance(TimeDelta::seconds(1));
            assert_eq!(world.let_go_again().await, 1);
            assert_eq!(world.let_go_again().await, 0);
            let again = world.steps(of, DomainActionStatus::Queued).await[0].clone();
            assert_eq!((again.id, again.attempts), (delete.id, 0));
            assert_eq!(world.jobs_of(delete.id).await, 1);
        }
        world.deliver(id).await;
        let found = world.order(id).await;
        assert_eq!(found.domains[0].status, DomainStatus::Released);
        world.clock.advance(TimeDelta::days(2));
        assert_eq!(world.let_go_again().await, 0);
    }
}

/// A domain that was taken out of the pool, and whose order ended then, has two plans: the first
/// one's steps were dropped.
#[tokio::test]
async fn of_two_plans_the_latest_is_seen_through() {
    for world in worlds().await {
        let id = world.delivered(&world.usual()).await;
        let (caller, workspace) = (world.acme.caller, world.acme.first.id);
        let of = world.order(id).await.domains[0].id;
        let new = NewRecovery {
            name: "try-northwind.com".parse().expect("a name"),
            reason: RecoveryReason::Burned,
        };
        let taken = world.run(&caller, async |tx| {
            tx.submit_recovery(workspace, &new).await
        });
        let entry = taken.await.expect("an answer").expect("taken in").id;
        let removed = world.run(&caller, async |tx| tx.remove_recovery(entry).await);
        removed
            .await
            .expect("an answer")
            .expect("seen")
            .expect("allowed");
        let delete = DomainActionType::DeleteMailboxes;
        let older = world
            .steps_like(of, delete, DomainActionStatus::Queued)
            .await[0]
            .id;
        world.give_up(older).await;
        world.end_order(id).await;
        let newer = world
            .steps_like(of, delete, DomainActionStatus::Queued)
            .await[0]
            .id;
        assert_ne!(newer, older);
        world.give_up(newer).await;
        let dropped = world.steps(of, DomainActionStatus::Failed).await;
        assert_eq!(
            dropped.len(),
            3,
            "two that were tried, and the end of the first plan"
        );
        world.clock.advance(TimeDelta::days(40));
        assert_eq!(world.let_go_again().await, 1);
        let again = world
            .steps_like(of, delete, DomainActionStatus::Queued)
            .await;
        assert_eq!(
            again.iter().map(|step| step.id).collect::<Vec<_>>(),
            [newer]
        );
        world.deliver(id).await;
        let found = world.order(id).await;
        assert_eq!(found.domains[0].status, DomainStatus::Released);
    }
}

/// What was made of a domain that failed is taken down, too.
#[tokio::test]
async fn a_failed_domain_is_taken_down_in_the_end() {
    for world in worlds().await {
        world.pay_in(Wallet::Master, "in", 10_000).await;
        let id = world.place(&world.usual()).await.expect("placed");
        let of = world.order(id).await.domains[0].id;
        let caller = world.acme.caller;
        let zone = simpleinboxes_store::DomainZone {
            host: "played".to_owned(),
            id: "zone".to_owned(),
            nameservers: vec!["ns1.played.example".to_owned()],
        };
        world
            .run(&caller, async |tx| {
                assert!(tx.set_domain_zone(of, &zone).await?);
                assert!(tx.fail_domain(of, "Lost.", &super::book()).await?);
                Ok(())
            })
            .await
            .expect("failed");
        let delete = world.steps(of, DomainActionStatus::Queued).await[0].id;
        world.give_up(delete).await;
        world.clock.advance(TimeDelta::days(1));
        assert_eq!(world.let_go_again().await, 1);
        world.deliver(id).await;
        let found = world.store.scoped(&caller).domain(of).await;
        let found = found.expect("an answer").expect("a domain");
        assert_eq!((found.status, found.zone), (DomainStatus::Failed, None));
    }
}

async fn credential(world: &World) -> CredentialId {
    let new = NewCredential {
        tool: SendingTool::Instantly,
        label: "main".to_owned(),
        secret: "ik_live_5f0c9d8e7b6a".into(),
        fields: ToolFields::default(),
    };
    let (caller, workspace) = (world.acme.caller, world.acme.first.id);
    let made = world.run(&caller, async |tx| {
        tx.create_credential(workspace, &new).await
    });
    made.await.expect("a credential").id
}

/// An order whose inboxes are handed over to a tool; the upload of which is given up or not.
async fn uploading(world: &World, credential: CredentialId) -> (OrderId, DomainId) {
    world.pay_in(Wallet::Master, "in", 10_000).await;
    let new = NewOrder {
        sending_tool: Some(OrderSendingTool {
            credential,
            tags: Vec::new(),
        }),
        ..world.usual()
    };
    let id = world.place(&new).await.expect("placed");
    let upload = DomainActionType::UploadToSendingTool;
    world.work(id, async |_, kind| kind != upload).await;
    (id, world.order(id).await.domains[0].id)
}

fn is_in_the_way<T: std::fmt::Debug>(done: Result<T, SettingRefused>) -> bool {
    match &done {
        Err(SettingRefused::InTheWay(why)) => why == "the domain is being let go",
        _ => false,
    }
}

#[tokio::test]
async fn no_new_work_is_begun_on_a_domain_that_is_let_go() {
    for world in worlds().await {
        let tool = credential(&world).await;
        let (id, of) = uploading(&world, tool).await;
        let running = world.steps(of, DomainActionStatus::Running).await;
        let [upload] = running.as_slice() else {
            panic!("the upload alone: {running:?}");
        };
        assert_eq!(upload.kind, DomainActionType::UploadToSendingTool);
        world.end_order(id).await;
        let before = testing::snapshot(&world.store).await;
        // The upload was dropped and stays so.
        assert_eq!(world.retry(of, upload.id).await, Err(RetryRefused::LetGo));
        let caller = world.acme.caller;
        let store = &world.store;
        let again = store.write(async |tx| tx.scoped(&caller).upload_domain(of).await);
        assert!(is_in_the_way(again.await));
        let attached = store.write(async |tx| {
            let tx = tx.scoped(&caller);
            tx.attach_sending_tool(of, tool, &[], true).await
        });
        assert!(is_in_the_way(attached.await));
        let change = SettingsChange {
            warmup: Some(Some(true)),
            ..SettingsChange::default()
        };
        let changed = store.write(async |tx| {
            let tx = tx.scoped(&caller);
            tx.change_domain_settings(of, &change).await
        });
        assert!(is_in_the_way(changed.await));
        assert_eq!(testing::snapshot(store).await, before);
        // What lets it go can be retried by hand.
        let remove = world.steps(of, DomainActionStatus::Queued).await[0].clone();
        assert_eq!(remove.kind, DomainActionType::RemoveFromSendingTool);
        world.give_up(remove.id).await;
        assert_eq!(world.retry(of, remove.id).await, Ok(()));
    }
}

/// A password that was being changed when the order ended is not carried to the tool any more.
#[tokio::test]
async fn a_change_that_ends_late_uploads_nothing() {
    for world in worlds().await {
        let tool = credential(&world).await;
        let (id, of) = uploading(&world, tool).await;
        let inbox = world.order(id).await.domains[0].inboxes[0].id;
        let caller = world.acme.caller;
        let new = NewInboxMutation {
            workspace: None,
            kind: InboxMutationType::Password,
            items: vec![NewMutationItem {
                inbox,
                username: None,
                password: Some("Made-up-Passw0rd-2".into()),
                photo_url: None,
                photo_token: None,
            }],
        };
        let item = world.run(&caller, async |tx| {
            let made = tx.create_inbox_mutation(&new).await?.expect("seen");
            let pending = tx.start_mutation(made).await?.expect("open");
            Ok(pending.items[0].id)
        });
        let item = item.await.expect("begun");
        world.end_order(id).await;
        let done = world.run(&caller, async |tx| {
            tx.finish_item(item, Ok(ItemDone::default())).await
        });
        assert!(done.await.expect("an answer"));
        let upload = DomainActionType::UploadToSendingTool;
        let queued = world
            .steps_like(of, upload, DomainActionStatus::Queued)
            .await;
        assert!(queued.is_empty(), "{queued:?}");
    }
}
