//! The Recovery Pool, with what blocklists say and the work on domains played by hand.

use chrono::TimeDelta;
use serde_json::json;
use simpleinboxes_core::clock::Clock as _;
use simpleinboxes_core::id::{DomainId, InboxId, RecoveryEntryId, WorkspaceId};
use simpleinboxes_core::status::{
    BlocklistName, BlocklistVerdict, DomainActionStatus, DomainActionType, DomainStatus,
    HealthLight, InboxStatus, OrderStatus, RecoveryReason, RecoveryRejection, RecoveryStatus,
    RemovalState,
};
use simpleinboxes_store::{
    ActionError, ActionFilter, BlocklistFinding, Caller, NewRecovery, PageRequest,
    RECOVERY_CHECK_JOB, RecoveryEntry, RecoveryRejected, RemovalStep,
};

use crate::orders::book;
use crate::support::{World, worlds};

const NAME: &str = "try-northwind.com";

/// What each list says, in their order.
type Said = [BlocklistVerdict; 3];

const CLEAN: Said = [BlocklistVerdict::Clean; 3];
const BLOCKED: Said = [BlocklistVerdict::Blocked; 3];
const SILENT: Said = [BlocklistVerdict::Unknown; 3];

/// A domain in the pool, with an inbox.
struct Parked {
    entry: RecoveryEntryId,
    domain: DomainId,
    inbox: InboxId,
}

impl World {
    async fn park(&self) -> Parked {
        let seed = self.seed(&self.acme, self.acme.first.id);
        let order = seed.order(OrderStatus::Active).await;
        let domain = seed.domain(order, NAME, DomainStatus::Active).await;
        let inbox = seed.inbox(order, domain, "jane", InboxStatus::Active).await;
        let taken = self.submit(NAME).await.expect("taken in");
        Parked {
            entry: taken.id,
            domain,
            inbox,
        }
    }

    async fn submit(&self, name: &str) -> Result<RecoveryEntry, RecoveryRejected> {
        let new = NewRecovery {
            name: name.parse().expect("a name"),
            reason: RecoveryReason::Burned,
        };
        let (caller, workspace) = (self.acme.caller, self.acme.first.id);
        self.run(&caller, async |tx| {
            tx.submit_recovery(workspace, &new).await
        })
        .await
        .expect("an answer")
    }

    /// Keeps what the lists say now.
    async fn said(&self, entry: RecoveryEntryId, said: Said) -> RecoveryEntry {
        let now = self.clock.now();
        let findings = BlocklistName::ALL.iter().zip(said);
        let findings = findings.map(|(list, verdict)| BlocklistFinding {
            list: *list,
            verdict,
            return_code: None,
            reason: None,
            checked_at: Some(now),
        });
        let findings: Vec<_> = findings.collect();
        let caller = self.acme.caller;
        let kept = self
            .run(&caller, async |tx| {
                tx.keep_blocklists(entry, &findings).await
            })
            .await;
        kept.expect("an answer").expect("an entry")
    }

    async fn entry(&self, id: RecoveryEntryId) -> RecoveryEntry {
        let scoped = self.store.scoped(&self.acme.caller);
        let found = scoped.recovery_entry(id).await.expect("an answer");
        found.expect("an entry")
    }

    /// The types of what is unread, oldest first.
    async fn unread(&self) -> Vec<&'static str> {
        let scoped = self.store.scoped(&self.acme.caller);
        let page = PageRequest::first(100);
        let page = scoped
            .recovery_notifications(self.acme.first.id, page)
            .await;
        let mut kinds: Vec<_> = page.expect("a page").items;
        kinds.reverse();
        kinds.iter().map(|one| one.kind.as_str()).collect()
    }

    async fn inbox_status(&self, id: InboxId) -> InboxStatus {
        let scoped = self.store.scoped(&self.acme.caller);
        let found = scoped.inbox(id).await.expect("an answer");
        found.expect("an inbox").status
    }

    async fn domain_status(&self, id: DomainId) -> DomainStatus {
        let scoped = self.store.scoped(&self.acme.caller);
        let found = scoped.domain(id).await.expect("an answer");
        found.expect("a domain").status
    }

    /// Ends the first step of a domain that can be begun; what it was.
    async fn take_step(&self, domain: DomainId, good: bool) -> Option<DomainActionType> {
        let caller = self.acme.caller;
        let book = book();
        let scoped = self.store.scoped(&caller);
        let queued = ActionFilter::In(DomainActionStatus::Queued);
        let page = scoped.domain_actions(domain, queued, PageRequest::first(100));
        let mut actions = page.await.expect("a page").items;
        actions.sort_by_key(|action| action.id);
        for action in actions {
            let worked = self
                .run(&caller, async |tx| {
                    if tx.start_action(action.id).await?.is_none() {
                        return Ok(false);
                    }
                    if good {
                        return tx.succeed_action(action.id, &json!({}), &book).await;
                    }
                    let error = ActionError {
                        vendor: None,
                        message: "It does not work.".to_owned(),
                    };
                    let ended = tx.give_up_action(action.id, &error).await?;
                    Ok(ended.is_some())
                })
                .await;
            if worked.expect("an answer") {
                return Some(action.kind);
            }
        }
        None
    }

    async fn bring_back(&self, id: RecoveryEntryId, force: bool) -> bool {
        let caller = self.acme.caller;
        let done = self
            .run(&caller, async |tx| tx.reactivate_recovery(id, force).await)
            .await;
        done.expect("an answer").expect("an entry").is_ok()
    }
}

#[tokio::test]
async fn news_is_told_once_and_silence_is_none() {
    for world in worlds().await {
        let parked = world.park().await;
        let entry = world.entry(parked.entry).await;
        assert_eq!(
            (entry.status, entry.light),
            (RecoveryStatus::Resting, HealthLight::Yellow)
        );
        assert_eq!(
            world.inbox_status(parked.inbox).await,
            InboxStatus::Suspended
        );
        for (said, light, unread) in [
            (BLOCKED, HealthLight::Red, vec![]),
            (SILENT, HealthLight::Yellow, vec![]),
            (BLOCKED, HealthLight::Red, vec![]),
            (CLEAN, HealthLight::Green, vec!["delisted"]),
            (SILENT, HealthLight::Yellow, vec!["delisted"]),
            (CLEAN, HealthLight::Green, vec!["delisted"]),
            (BLOCKED, HealthLight::Red, vec!["delisted", "newly_listed"]),
            (BLOCKED, HealthLight::Red, vec!["delisted", "newly_listed"]),
        ] {
            let kept = world.said(parked.entry, said).await;
            assert_eq!(kept.light, light, "{said:?}");
            assert_eq!(world.unread().await, unread, "{said:?}");
        }
    }
}

#[tokio::test]
async fn a_relapse_heals_anew() {
    for world in worlds().await {
        let Parked { entry, .. } = world.park().await;
        world.clock.advance(TimeDelta::hours(24));
        // Not before the lists were asked: nobody was since it was taken in.
        assert_eq!(
            world.store.advance_due_recoveries(10).await.expect("moved"),
            1
        );
        assert_eq!(world.entry(entry).await.status, RecoveryStatus::Healing);
        let ready = world.said(entry, CLEAN).await;
        assert_eq!(ready.status, RecoveryStatus::Ready);
        assert_eq!(ready.ready_at, Some(world.clock.now()));
        let relapsed = world.said(entry, BLOCKED).await;
        assert_eq!(
            (relapsed.status, relapsed.ready_at),
            (RecoveryStatus::Healing, None)
        );
        assert!(!world.bring_back(entry, false).await);
        let clean = world.said(entry, CLEAN).await;
        let again = world.clock.now() + TimeDelta::hours(12);
        assert_eq!(
            (clean.status, clean.ready_at),
            (RecoveryStatus::Healing, Some(again))
        );
        world.clock.set(again);
        world.said(entry, CLEAN).await;
        assert_eq!(world.entry(entry).await.status, RecoveryStatus::Ready);
        let ready = world.unread().await;
        let ready = ready.iter().filter(|kind| **kind == "ready_to_reactivate");
        assert_eq!(ready.count(), 2, "once for each time that it healed");
    }
}

#[tokio::test]
async fn requests_for_removal_wait_for_a_person_where_lists_take_no_others() {
    for world in worlds().await {
        let Parked { entry, .. } = world.park().await;
        let said = [
            BlocklistVerdict::Blocked,
            BlocklistVerdict::Warned,
            BlocklistVerdict::Blocked,
        ];
        world.said(entry, said).await;
        let (dbl, surbl) = (BlocklistName::SpamhausDbl, BlocklistName::Surbl);
        let wanted = async || {
            let scoped = world.store.scoped(&world.acme.caller);
            let wanted = scoped.wanted_removals(entry).await.expect("an answer");
            wanted.expect("an entry")
        };
        assert_eq!(wanted().await, (NAME.to_owned(), vec![dbl, surbl]));
        let caller = world.acme.caller;
        let by_hand = RemovalStep::ByHand {
            url: "https://list.example/removal".to_owned(),
        };
        for (list, came) in [(dbl, &by_hand), (surbl, &RemovalStep::Requested)] {
            let noted = world.run(&caller, async |tx| tx.note_removal(entry, list, came).await);
            assert!(noted.await.expect("noted"));
            let again = world.run(&caller, async |tx| tx.note_removal(entry, list, came).await);
            assert!(!again.await.expect("an answer"), "asked for once");
        }
        assert!(wanted().await.1.is_empty());
        let open = world.store.open_removals(10).await.expect("a list");
        let told = open.iter().map(|one| (one.list, one.url.as_deref()));
        let expected = [(dbl, Some("https://list.example/removal"))];
        assert_eq!(told.collect::<Vec<_>>(), expected);
        let states = async || {
            let lists = world.entry(entry).await.blocklists.into_iter();
            let removals = lists.map(|list| list.removal.map(|one| (one.state, one.requested_at)));
            removals.collect::<Vec<_>>()
        };
        let first = Some(world.clock.now());
        let expected = [
            Some((RemovalState::Open, None)),
            None,
            Some((RemovalState::Requested, first)),
        ];
        assert_eq!(states().await, expected);
        world.clock.advance(TimeDelta::hours(1));
        let asked = world.run(&caller, async |tx| {
            tx.removal_was_requested(entry, dbl).await
        });
        assert!(asked.await.expect("noted"));
        world.said(entry, CLEAN).await;
        let then = Some(world.clock.now());
        let expected = [
            Some((RemovalState::Granted, then)),
            None,
            Some((RemovalState::Granted, first)),
        ];
        assert_eq!(states().await, expected);
        // Blocked once more, it is asked for once more.
        world.said(entry, BLOCKED).await;
        assert_eq!(wanted().await.1.len(), 3);
    }
}

#[tokio::test]
async fn a_domain_comes_back_step_by_step_or_stays_parked() {
    for world in worlds().await {
        let Parked {
            entry,
            domain,
            inbox,
        } = world.park().await;
        assert!(!world.bring_back(entry, false).await);
        assert!(world.bring_back(entry, true).await);
        assert!(!world.bring_back(entry, true).await, "it is under way");
        for kind in [
            DomainActionType::VerifyNameservers,
            DomainActionType::WriteDns,
        ] {
            assert_eq!(world.take_step(domain, true).await, Some(kind));
            assert_eq!(world.inbox_status(inbox).await, InboxStatus::Suspended);
        }
        let failed = world.take_step(domain, false).await;
        assert_eq!(failed, Some(DomainActionType::CreateMailboxes));
        assert_eq!(world.entry(entry).await.status, RecoveryStatus::Ready);
        assert_eq!(world.unread().await, ["reactivation_failed"]);
        assert_eq!(world.domain_status(domain).await, DomainStatus::InRecovery);
        assert_eq!(
            world.take_step(domain, true).await,
            None,
            "nothing is left to do"
        );

        assert!(world.bring_back(entry, false).await);
        while world.take_step(domain, true).await.is_some() {}
        let back = world.entry(entry).await;
        assert_eq!(back.status, RecoveryStatus::Reactivated);
        assert_eq!(back.reactivated_at, Some(world.clock.now()));
        assert_eq!(world.domain_status(domain).await, DomainStatus::Active);
        assert_eq!(world.inbox_status(inbox).await, InboxStatus::Active);
        assert_eq!(world.unread().await, ["reactivation_failed", "reactivated"]);
        let caller = world.acme.caller;
        let removed = world.run(&caller, async |tx| tx.remove_recovery(entry).await);
        assert!(
            removed
                .await
                .expect("an answer")
                .expect("an entry")
                .is_err()
        );
    }
}

#[tokio::test]
async fn checks_are_queued_when_they_are_due_and_of_open_entries_alone() {
    for world in worlds().await {
        let Parked { entry, .. } = world.park().await;
        let waiting = async || {
            let filter = simpleinboxes_store::JobFilter {
                state: Some(simpleinboxes_store::JobState::Queued),
                kind: Some(RECOVERY_CHECK_JOB.to_owned()),
                account: None,
            };
            let page = world.store.jobs(&filter, PageRequest::first(10)).await;
            page.expect("a page").items.len()
        };
        // The first one was queued with the submission, and is there once.
        assert_eq!(waiting().await, 1);
        assert_eq!(
            world
                .store
                .queue_due_recovery_checks(10)
                .await
                .expect("queued"),
            0
        );
        assert_eq!(waiting().await, 1);
        world.said(entry, CLEAN).await;
        world.clock.advance(TimeDelta::hours(25));
        let caller = world.acme.caller;
        let removed = world.run(&caller, async |tx| tx.remove_recovery(entry).await);
        assert!(removed.await.expect("an answer").expect("an entry").is_ok());
        assert_eq!(
            world
                .store
                .queue_due_recovery_checks(10)
                .await
                .expect("queued"),
            0
        );
        let late = [BlocklistFinding {
            list: BlocklistName::Uribl,
            verdict: BlocklistVerdict::Blocked,
            return_code: None,
            reason: None,
            checked_at: None,
        }];
        let kept = world.run(&caller, async |tx| tx.keep_blocklists(entry, &late).await);
        assert_eq!(kept.await.expect("an answer"), None);
    }
}

#[tokio::test]
async fn of_two_who_park_the_same_domain_at_once_one_does() {
    for world in worlds().await {
        let new = NewRecovery {
            name: "nobodys.com".parse().expect("a name"),
            reason: RecoveryReason::Unused,
        };
        let one = async |caller: &Caller, workspace: WorkspaceId| {
            let done = world.run(caller, async |tx| tx.submit_recovery(workspace, &new).await);
            done.await.expect("an answer")
        };
        let (acme, rival) = (&world.acme, &world.rival);
        let (mine, theirs) = tokio::join!(
            one(&acme.caller, acme.first.id),
            one(&rival.caller, rival.first.id)
        );
        assert_ne!(mine.is_ok(), theirs.is_ok());
        let refused = mine.err().or(theirs.err()).expect("one is refused");
        assert_eq!(refused.code, RecoveryRejection::Unavailable);
    }
}

#[tokio::test]
async fn strangers_see_and_change_nothing() {
    for world in worlds().await {
        let Parked { entry, .. } = world.park().await;
        world.said(entry, BLOCKED).await;
        world.said(entry, CLEAN).await;
        let before = world.entry(entry).await;
        let other = world.workspace(&world.acme.caller, "Other").await;
        let mixed = world.rival.bound_to(world.acme.first.id);
        for stranger in [world.rival.caller, world.acme.bound_to(other.id), mixed] {
            let scoped = world.store.scoped(&stranger);
            let first = world.acme.first.id;
            assert_eq!(scoped.recovery_entry(entry).await.expect("an answer"), None);
            let filter = simpleinboxes_store::RecoveryFilter::default();
            let page = scoped.recovery_entries(first, filter, PageRequest::first(10));
            assert!(page.await.expect("a page").items.is_empty());
            let page = scoped.recovery_notifications(first, PageRequest::first(10));
            assert!(page.await.expect("a page").items.is_empty());
            let open = scoped.open_recoveries(&[NAME]).await.expect("an answer");
            assert!(open.is_empty());
            let wanted = scoped.wanted_removals(entry).await.expect("an answer");
            assert_eq!(wanted, None);
            world
                .run(&stranger, async |tx| {
                    assert_eq!(tx.keep_blocklists(entry, &[]).await?, None);
                    assert_eq!(tx.reactivate_recovery(entry, true).await?, None);
                    assert_eq!(tx.remove_recovery(entry).await?, None);
                    assert_eq!(tx.dismiss_recovery(entry).await?, None);
                    assert!(!tx.advance_recovery(entry).await?);
                    let list = BlocklistName::Uribl;
                    assert!(!tx.removal_was_requested(entry, list).await?);
                    Ok(())
                })
                .await
                .expect("an answer");
        }
        assert_eq!(world.entry(entry).await, before);
        assert_eq!(world.unread().await, ["delisted"]);
    }
}
