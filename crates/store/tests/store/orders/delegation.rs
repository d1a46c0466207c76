//! Delegations: what looks saw, kept and told, and looks that are due.

use chrono::TimeDelta;
use simpleinboxes_core::clock::Clock as _;
use simpleinboxes_core::id::DomainId;
use simpleinboxes_core::status::{DomainActionType, DomainSource, DomainStatus, NameserverStatus};
use simpleinboxes_store::{
    ActionError, ActionFailure, ActionFilter, DomainDelegation, DomainZone, JobFilter,
    NAMESERVER_CHECK_JOB, PageRequest, QueuedChecks, SeenDelegation, Wallet,
};

use super::domain;
use crate::support::{World, worlds};

const ASSIGNED: [&str; 2] = ["ns1.ours.example", "ns2.ours.example"];

fn names(all: &[&str]) -> Vec<String> {
    all.iter().map(ToString::to_string).collect()
}

impl World {
    /// A domain that is being set up and has a zone.
    async fn delegated(&self) -> DomainId {
        self.pay_in(Wallet::Master, "in", 100_000).await;
        let owned = domain("get-northwind.com", DomainSource::Owned, &["jane"]);
        let order = self
            .place(&self.order_of(vec![owned]))
            .await
            .expect("placed");
        let id = self.order(order).await.domains[0].id;
        self.make_zone(id).await;
        id
    }

    async fn make_zone(&self, id: DomainId) {
        let zone = DomainZone {
            host: "embedded".to_owned(),
            id: "z1".to_owned(),
            nameservers: names(&["ns2.ours.example", "ns1.ours.example"]),
        };
        let caller = self.acme.caller;
        let made = self
            .run(&caller, async |tx| tx.set_domain_zone(id, &zone).await)
            .await;
        assert!(made.expect("an answer"));
    }

    async fn saw(&self, id: DomainId, status: NameserverStatus) -> Option<DomainDelegation> {
        let seen = self.seen(status);
        self.keep(id, &seen).await
    }

    fn seen(&self, status: NameserverStatus) -> SeenDelegation {
        let now = self.clock.now();
        SeenDelegation {
            status,
            found: names(&["ns2.ours.example", "ns1.ours.example"]),
            assigned: names(&ASSIGNED),
            checked_at: now,
            next_check_at: now + TimeDelta::hours(1),
        }
    }

    async fn keep(&self, id: DomainId, seen: &SeenDelegation) -> Option<DomainDelegation> {
        let caller = self.acme.caller;
        let kept = self
            .run(&caller, async |tx| tx.keep_delegation(id, seen).await)
            .await;
        kept.expect("an answer")
    }

    async fn verdicts(&self, id: DomainId) -> Vec<String> {
        let scoped = self.store.scoped(&self.acme.caller);
        let events = scoped.domain_events(id, PageRequest::first(100)).await;
        let events = events.expect("a page").items.into_iter().rev();
        events
            .filter(|event| event.kind.as_str() == "nameserver_status_changed")
            .map(|event| event.changes[0].after.clone().expect("a value"))
            .collect()
    }
}

#[tokio::test]
async fn a_verdict_is_kept_and_a_changed_one_told() {
    use NameserverStatus::{Mismatch, Pending, Propagated, Unknown};
    for world in worlds().await {
        let id = world.delegated().await;
        let start = world.clock.now();
        world.saw(id, Pending).await;
        world.saw(id, Pending).await;
        world.clock.advance(TimeDelta::minutes(5));
        let first = world.clock.now();
        let kept = world.saw(id, Propagated).await.expect("kept");
        assert_eq!(kept.assigned, ASSIGNED);
        assert_eq!(kept.found, ASSIGNED);
        assert_eq!(kept.checked_at, Some(first));
        assert_eq!(kept.next_check_at, Some(first + TimeDelta::hours(1)));
        assert_eq!(kept.zone_created_at, Some(start));
        world.clock.advance(TimeDelta::hours(1));
        // Silence is no break.
        let kept = world.saw(id, Unknown).await.expect("kept");
        assert_eq!(kept.propagated_since, Some(first));
        world.clock.advance(TimeDelta::hours(1));
        let kept = world.saw(id, Mismatch).await.expect("kept");
        assert_eq!(kept.propagated_since, None);
        world.clock.advance(TimeDelta::hours(1));
        let again = world.clock.now();
        let kept = world.saw(id, Propagated).await.expect("kept");
        assert_eq!(kept.propagated_at, Some(first));
        assert_eq!(kept.propagated_since, Some(again));
        let told = ["pending", "propagated", "unknown", "mismatch", "propagated"];
        assert_eq!(world.verdicts(id).await, told);
    }
}

#[tokio::test]
async fn a_look_that_was_outrun_is_not_kept() {
    for world in worlds().await {
        let id = world.delegated().await;
        let early = world.seen(NameserverStatus::Mismatch);
        world.clock.advance(TimeDelta::seconds(1));
        world.saw(id, NameserverStatus::Propagated).await;
        let kept = world.keep(id, &early).await.expect("kept");
        assert_eq!(kept.status, NameserverStatus::Propagated);
        // One that compared with other nameservers says nothing of these.
        world.clock.advance(TimeDelta::seconds(1));
        let mut other = world.seen(NameserverStatus::Mismatch);
        other.assigned = names(&["ns9.ours.example"]);
        let kept = world.keep(id, &other).await.expect("kept");
        assert_eq!(kept.status, NameserverStatus::Propagated);
    }
}

#[tokio::test]
async fn a_step_that_waits_goes_on_when_it_has_propagated() {
    for world in worlds().await {
        let id = world.delegated().await;
        let scoped = world.store.scoped(&world.acme.caller);
        let page = PageRequest::first(100);
        let steps = scoped.domain_actions(id, ActionFilter::All, page).await;
        let steps = steps.expect("a page").items;
        let of = |kind| {
            steps
                .iter()
                .find(|one| one.kind == kind)
                .expect("a step")
                .id
        };
        let (zone, verify) = (
            of(DomainActionType::CreateZone),
            of(DomainActionType::VerifyNameservers),
        );
        let caller = world.acme.caller;
        let begin = async |step| {
            let begun = world.run(&caller, async |tx| tx.start_action(step).await);
            assert!(begun.await.expect("an answer").is_some());
        };
        begin(zone).await;
        let done = world.run(&caller, async |tx| {
            tx.succeed_action(zone, &serde_json::json!({}), &super::book())
                .await
        });
        assert!(done.await.expect("an answer"));
        begin(verify).await;
        let failure = ActionFailure {
            error: ActionError {
                vendor: None,
                message: "Not yet.".to_owned(),
            },
            wait: TimeDelta::hours(1),
        };
        let off = world.run(&caller, async |tx| {
            tx.put_off_action(verify, &failure).await
        });
        off.await.expect("put off");
        let due = async || {
            let all = JobFilter::default();
            let page = world.store.jobs(&all, PageRequest::first(100)).await;
            let jobs = page.expect("a page").items;
            let key = format!("action:{verify}");
            // The job of the first attempt was not run here, and waits still.
            let at = jobs.iter().filter(|job| job.key.as_ref() == Some(&key));
            at.map(|job| job.run_at).max().expect("a job")
        };
        let before = due().await;
        world.clock.advance(TimeDelta::minutes(10));
        world.saw(id, NameserverStatus::Propagated).await;
        assert!(due().await <= world.clock.now(), "{before}");
    }
}

#[tokio::test]
async fn checks_are_queued_once_each_and_when_they_are_due() {
    for world in worlds().await {
        let id = world.delegated().await;
        let caller = world.acme.caller;
        let first = world.acme.first.id;
        let queue = async || {
            let queued = world.run(&caller, async |tx| tx.queue_nameserver_checks(first).await);
            queued.await.expect("queued")
        };
        // It waits for its first step: nothing is looked up yet.
        assert_eq!(queue().await.total, 0);
        assert_eq!(due(&world).await, 0);
        world.clock.advance(TimeDelta::minutes(1));
        assert_eq!(due(&world).await, 1);
        assert_eq!(due(&world).await, 0, "it waits already");
        assert_eq!(
            world
                .store
                .scoped(&caller)
                .delegation(id)
                .await
                .expect("an answer"),
            world
                .store
                .scoped(&caller)
                .delegation_named("get-northwind.com")
                .await
                .expect("an answer"),
        );
        let seed = world.seed(&world.acme, first);
        let order = world.order_id(id).await;
        for number in 0..3 {
            let name = format!("zoned-{number}.com");
            let one = seed.domain(order, &name, DomainStatus::Active).await;
            world.make_zone(one).await;
        }
        let all = queue().await;
        assert_eq!(
            all,
            QueuedChecks {
                total: 3,
                queued: 3
            }
        );
        assert_eq!(
            queue().await,
            QueuedChecks {
                total: 3,
                queued: 0
            }
        );
        let filter = JobFilter {
            kind: Some(NAMESERVER_CHECK_JOB.to_owned()),
            ..JobFilter::default()
        };
        let jobs = world.store.jobs(&filter, PageRequest::first(100)).await;
        assert_eq!(jobs.expect("a page").items.len(), 4);
    }
}

async fn due(world: &World) -> u64 {
    let queued = world.store.queue_due_nameserver_checks(100).await;
    queued.expect("queued")
}

impl World {
    async fn order_id(&self, domain: DomainId) -> simpleinboxes_core::id::OrderId {
        let scoped = self.store.scoped(&self.acme.caller);
        let page = scoped
            .domain_actions(domain, ActionFilter::All, PageRequest::first(1))
            .await;
        page.expect("a page").items[0].order.expect("an order")
    }
}

#[tokio::test]
async fn a_name_means_who_holds_it_now() {
    for world in worlds().await {
        let id = world.delegated().await;
        let caller = world.acme.caller;
        let order = world.order_id(id).await;
        let seed = world.seed(&world.acme, world.acme.first.id);
        let name = "again-northwind.com";
        let named = async || {
            let scoped = world.store.scoped(&caller);
            let found = scoped.delegation_named(name).await.expect("an answer");
            found.map(|found| found.id)
        };
        assert_eq!(named().await, None);
        let old = seed.domain(order, name, DomainStatus::Released).await;
        assert_eq!(named().await, Some(old));
        world.clock.advance(TimeDelta::hours(1));
        let newer = seed.domain(order, name, DomainStatus::Released).await;
        assert_eq!(named().await, Some(newer));
        let held = seed.domain(order, name, DomainStatus::Active).await;
        assert_eq!(named().await, Some(held));
        let names = [name, "get-northwind.com", "no.com"];
        let held = world.store.held_domains(&names).await.expect("an answer");
        assert_eq!(held.len(), 2);
    }
}
