//! Work that nobody would end: its worker died too often, or its job was lost.

use chrono::TimeDelta;
use simpleinboxes_core::clock::Clock as _;
use simpleinboxes_core::id::{InboxId, InboxMutationId};
use simpleinboxes_core::status::{
    DomainActionStatus, InboxMutationErrorCode, InboxMutationItemStatus, InboxMutationStatus,
    InboxMutationType, InboxPasswordStatus, OrderStatus,
};
use simpleinboxes_store::{
    DOMAIN_ACTION_JOB, INBOX_MUTATION_JOB, JobFilter, JobState, LeaseRequest, Leased, Mended,
    NewInboxMutation, NewMutationItem, PageRequest, Wallet, testing,
};

use super::book;
use crate::support::{World, worlds};

/// Nothing was heard for so long.
const SILENT: TimeDelta = TimeDelta::minutes(10);

const NOTHING: Mended = Mended {
    queued: 0,
    failed: 0,
};

const ONE_QUEUED: Mended = Mended {
    queued: 1,
    failed: 0,
};

const ONE_FAILED: Mended = Mended {
    queued: 0,
    failed: 1,
};

impl World {
    async fn mend_steps(&self) -> Mended {
        let cutoff = self.clock.now() - SILENT;
        self.store.mend_actions(cutoff).await.expect("mended")
    }

    async fn mend_changes(&self) -> Mended {
        let cutoff = self.clock.now() - SILENT;
        self.store.mend_mutations(cutoff).await.expect("mended")
    }

    /// What a worker of its own gets to do.
    async fn lease(&self, worker: u128) -> Vec<Leased> {
        let request = LeaseRequest {
            worker: uuid::Uuid::from_u128(worker),
            limit: 100,
            time: TimeDelta::seconds(60),
            clock_offset: None,
        };
        self.store.lease_jobs(request).await.expect("leased")
    }

    /// Workers take a job of this kind and die with it, until it is given up; `begin` is what each
    /// comes to do.
    async fn die(&self, kind: &str, begin: impl AsyncFn()) {
        for worker in 1..=50 {
            let leased = self.lease(worker).await;
            if self.jobs_that_are(kind, JobState::Dead).await == 1 {
                return;
            }
            assert!(leased.iter().any(|one| one.job.kind == kind), "{leased:?}");
            begin().await;
            self.clock.advance(TimeDelta::seconds(61));
        }
        panic!("it is tried for ever");
    }

    async fn jobs_that_are(&self, kind: &str, state: JobState) -> usize {
        let filter = JobFilter {
            kind: Some(kind.to_owned()),
            state: Some(state),
            ..JobFilter::default()
        };
        let page = self.store.jobs(&filter, PageRequest::first(100)).await;
        page.expect("a page").items.len()
    }

    async fn lose_jobs(&self, which: &str) {
        let sql = format!("DELETE FROM jobs WHERE {which}");
        testing::run(&self.store, &[sql]).await.expect("gone");
    }
}

#[tokio::test]
async fn a_step_whose_job_was_given_up_has_failed_and_can_be_retried() {
    for world in worlds().await {
        world.pay_in(Wallet::Master, "in", 10_000).await;
        let id = world.place(&world.usual()).await.expect("placed");
        let of = world.order(id).await.domains[0].id;
        let caller = world.acme.caller;
        let step = world.steps(of, DomainActionStatus::Queued).await[0].clone();
        world
            .die(DOMAIN_ACTION_JOB, async || {
                assert_eq!(world.mend_steps().await, NOTHING, "its job is there");
                let begun = world.run(&caller, async |tx| tx.start_action(step.id).await);
                begun.await.expect("an answer").expect("begun");
            })
            .await;
        // Not at once: whoever ends it may be about to.
        assert_eq!(world.mend_steps().await, NOTHING);
        world.clock.advance(SILENT);
        assert_eq!(world.mend_steps().await, ONE_FAILED);
        assert_eq!(world.mend_steps().await, NOTHING);
        let failed = world.steps(of, DomainActionStatus::Failed).await;
        assert_eq!(failed.len(), 1);
        assert_eq!(failed[0].id, step.id);
        let error = failed[0].error.as_ref().expect("an error");
        assert!(error.message.contains("cut off"), "{error:?}");
        assert_eq!(failed[0].finished_at, Some(world.clock.now()));
        let retried = world.run(&caller, async |tx| tx.retry_action(of, step.id).await);
        retried
            .await
            .expect("an answer")
            .expect("seen")
            .expect("allowed");
        // What was given up before does not count against it, even if its new job is lost.
        world.lose_jobs("state = 'queued'").await;
        world.clock.advance(SILENT);
        assert_eq!(world.mend_steps().await, ONE_QUEUED);
        assert_eq!(
            world
                .jobs_that_are(DOMAIN_ACTION_JOB, JobState::Queued)
                .await,
            1
        );
        assert_eq!(
            world.jobs_that_are(DOMAIN_ACTION_JOB, JobState::Dead).await,
            1
        );
        world.deliver(id).await;
        assert_eq!(world.order(id).await.order.status, OrderStatus::Active);
    }
}

#[tokio::test]
async fn a_domain_does_not_wait_for_ever_for_a_step_whose_job_was_given_up() {
    for world in worlds().await {
        world.pay_in(Wallet::Master, "in", 10_000).await;
        let id = world.place(&world.usual()).await.expect("placed");
        let of = world.order(id).await.domains[0].id;
        let caller = world.acme.caller;
        let step = world.steps(of, DomainActionStatus::Queued).await[0].id;
        world
            .die(DOMAIN_ACTION_JOB, async || {
                let begun = world.run(&caller, async |tx| tx.start_action(step).await);
                begun.await.expect("an answer").expect("begun");
            })
            .await;
        let stuck = async || {
            let (now, book) = (world.clock.now(), book());
            let failed = world.store.fail_stuck_domains(now, &book).await;
            failed.expect("looked")
        };
        world.clock.advance(SILENT);
        assert_eq!(stuck().await, 0);
        assert_eq!(world.mend_steps().await, ONE_FAILED);
        assert_eq!(stuck().await, 1);
        assert_eq!(world.order(id).await.order.status, OrderStatus::Failed);
        assert_eq!(world.balance(Wallet::Master).await, 10_000);
    }
}

/// One that could never be begun has no attempt to give up.
#[tokio::test]
async fn a_step_that_waits_fails_with_its_job() {
    for world in worlds().await {
        world.pay_in(Wallet::Master, "in", 10_000).await;
        let id = world.place(&world.usual()).await.expect("placed");
        let of = world.order(id).await.domains[0].id;
        let queued = world.steps(of, DomainActionStatus::Queued).await;
        world.die(DOMAIN_ACTION_JOB, async || {}).await;
        world.clock.advance(SILENT);
        assert_eq!(world.mend_steps().await, ONE_FAILED);
        let failed = world.steps(of, DomainActionStatus::Failed).await;
        assert_eq!(failed[0].id, queued[0].id);
        let left = world.steps(of, DomainActionStatus::Queued).await;
        assert_eq!(left.len(), queued.len() - 1, "those after it wait on");
    }
}

#[tokio::test]
async fn steps_without_a_job_get_one_when_their_turn_has_come() {
    for world in worlds().await {
        world.pay_in(Wallet::Master, "in", 10_000).await;
        let id = world.place(&world.usual()).await.expect("placed");
        let of = world.order(id).await.domains[0].id;
        let caller = world.acme.caller;
        let steps = world.steps(of, DomainActionStatus::Queued).await;
        world.lose_jobs("true").await;
        assert_eq!(world.mend_steps().await, NOTHING, "a moment ago");
        world.clock.advance(SILENT);
        // Those that wait for others need none.
        assert_eq!(world.mend_steps().await, ONE_QUEUED);
        assert_eq!(world.mend_steps().await, NOTHING);
        // The same for one that was begun.
        let begun = world.run(&caller, async |tx| tx.start_action(steps[0].id).await);
        begun.await.expect("an answer").expect("begun");
        world.lose_jobs("true").await;
        world.clock.advance(SILENT);
        assert_eq!(world.mend_steps().await, ONE_QUEUED);
        let leased = world.lease(1).await;
        assert_eq!(leased.len(), 1);
        assert_eq!(leased[0].job.account, Some(world.acme.account));
        let again = world.run(&caller, async |tx| tx.start_action(steps[0].id).await);
        let again = again.await.expect("an answer").expect("begun again");
        assert_eq!(again.action.attempts, 2);
    }
}

async fn changing(world: &World, inbox: InboxId) -> InboxMutationId {
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
    let caller = world.acme.caller;
    let made = world.run(&caller, async |tx| tx.create_inbox_mutation(&new).await);
    made.await.expect("an answer").expect("queued")
}

async fn password_status(world: &World, inbox: InboxId) -> InboxPasswordStatus {
    let found = world.store.scoped(&world.acme.caller).inbox(inbox).await;
    found.expect("an answer").expect("an inbox").password_status
}

#[tokio::test]
async fn a_change_whose_job_was_given_up_has_failed() {
    for world in worlds().await {
        let id = world.delivered(&world.usual()).await;
        world.lose_jobs("true").await;
        let inbox = world.order(id).await.domains[0].inboxes[0].id;
        let change = changing(&world, inbox).await;
        // One that came later waits for the end of the first.
        world.clock.advance(TimeDelta::seconds(1));
        let caller = world.acme.caller;
        world
            .die(INBOX_MUTATION_JOB, async || {
                let begun = world.run(&caller, async |tx| tx.start_mutation(change).await);
                begun.await.expect("an answer").expect("open");
            })
            .await;
        let later = changing(&world, inbox).await;
        world.lose_jobs("state = 'queued'").await;
        world.clock.advance(SILENT);
        assert_eq!(
            password_status(&world, inbox).await,
            InboxPasswordStatus::Changing
        );
        assert_eq!(world.mend_changes().await, ONE_FAILED);
        assert_eq!(
            password_status(&world, inbox).await,
            InboxPasswordStatus::Failed
        );
        let scoped = world.store.scoped(&caller);
        let found = scoped.inbox_mutation(change).await.expect("an answer");
        let found = found.expect("seen");
        assert_eq!(found.mutation.status, InboxMutationStatus::Failed);
        assert_eq!(found.items[0].status, InboxMutationItemStatus::Failed);
        let (code, message) = found.items[0].error.clone().expect("an error");
        assert_eq!(code, InboxMutationErrorCode::ProviderUnavailable);
        assert!(message.contains("cut off"), "{message}");
        let kept = "SELECT status FROM inbox_mutation_items WHERE new_password IS NOT NULL";
        assert_eq!(testing::texts(&world.store, kept).await, ["queued"]);
        // Its end has the next one done.
        assert_eq!(world.mend_changes().await, NOTHING);
        let begun = world.run(&caller, async |tx| tx.start_mutation(later).await);
        assert_eq!(
            begun.await.expect("an answer").expect("open").items.len(),
            1
        );
    }
}

#[tokio::test]
async fn a_change_without_a_job_gets_one() {
    for world in worlds().await {
        let id = world.delivered(&world.usual()).await;
        let inbox = world.order(id).await.domains[0].inboxes[0].id;
        changing(&world, inbox).await;
        world.clock.advance(TimeDelta::seconds(1));
        changing(&world, inbox).await;
        world.lose_jobs("true").await;
        assert_eq!(world.mend_changes().await, NOTHING, "a moment ago");
        world.clock.advance(SILENT);
        // The second one waits for the first.
        assert_eq!(world.mend_changes().await, ONE_QUEUED);
        assert_eq!(world.mend_changes().await, NOTHING);
        assert_eq!(
            world
                .jobs_that_are(INBOX_MUTATION_JOB, JobState::Queued)
                .await,
            1
        );
    }
}
