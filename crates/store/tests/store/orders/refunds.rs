//! What can't be delivered is paid back, to a cent.

use chrono::TimeDelta;
use simpleinboxes_core::clock::Clock as _;
use simpleinboxes_core::status::{
    DomainActionStatus, DomainActionType, DomainSource, DomainStatus, InboxStatus, OrderStatus,
};
use simpleinboxes_store::{
    ActionError, ActionFailure, ActionFilter, NewOrder, PageRequest, RetryRefused, Wallet,
};

use super::{book, domain};
use crate::ledger::cents;
use crate::support::{World, worlds};

fn two_domains(world: &World) -> NewOrder {
    NewOrder {
        promo_code: Some("WELCOME5".to_owned()),
        ..world.order_of(vec![
            domain("a.com", DomainSource::Purchase, &["jane", "john"]),
            domain("b.com", DomainSource::Purchase, &["amy"]),
        ])
    }
}

#[tokio::test]
async fn an_order_of_which_nothing_can_be_delivered_is_refunded_in_full() {
    for world in worlds().await {
        world.pay_in(Wallet::Master, "in", 10_000).await;
        let id = world.place(&two_domains(&world)).await.expect("placed");
        let total = 3 * 350 + 2 * 1099 - 500;
        assert_eq!(world.balance(Wallet::Master).await, 10_000 - total);
        // Nothing is begun before a step is.
        world.work(id, async |_, _| false).await;
        let caller = world.acme.caller;
        let mut failed = Vec::new();
        for one in world.order(id).await.domains {
            for expected in [true, false] {
                let gone = world.run(&caller, async |tx| {
                    tx.fail_domain(one.id, "It is taken.", &book()).await
                });
                assert_eq!(gone.await.expect("an answer"), expected);
            }
            failed.push(world.order(id).await.order.status);
        }
        assert_eq!(failed, [OrderStatus::Provisioning, OrderStatus::Failed]);
        let found = world.order(id).await;
        assert_eq!(found.order.failure_reason.as_deref(), Some("It is taken."));
        assert_eq!(found.order.refunded, cents(total));
        assert_eq!(world.balance(Wallet::Master).await, 10_000);
        let lost = |status| found.domains.iter().all(|domain| domain.status == status);
        assert!(lost(DomainStatus::Failed));
        assert_eq!(found.domains[0].inboxes[0].status, InboxStatus::Failed);
        let scoped = world.store.scoped(&caller);
        let queued = ActionFilter::In(DomainActionStatus::Queued);
        let left = scoped.domain_actions(found.domains[0].id, queued, PageRequest::first(9));
        assert!(left.await.expect("a page").items.is_empty());
        world.assert_sound().await;
    }
}

#[tokio::test]
async fn a_part_that_fails_is_paid_back_and_the_rest_goes_on() {
    for world in worlds().await {
        world.pay_in(Wallet::Master, "in", 10_000).await;
        let new = NewOrder {
            promo_code: None,
            ..two_domains(&world)
        };
        let id = world.place(&new).await.expect("placed");
        let before = world.balance(Wallet::Master).await;
        world.work(id, async |_, _| false).await;
        let caller = world.acme.caller;
        let lost = world.order(id).await.domains[1].id;
        let gone = world.run(&caller, async |tx| {
            tx.fail_domain(lost, "It is taken.", &book()).await
        });
        assert!(gone.await.expect("an answer"));
        assert_eq!(world.balance(Wallet::Master).await, before + 350 + 1099);
        // Of the other one an inbox can't be made.
        let john = world.order(id).await.domains[0].inboxes[1].id;
        for expected in [true, false] {
            let gone = world.run(&caller, async |tx| {
                tx.fail_inbox(john, "The name is not allowed.", &book())
                    .await
            });
            assert_eq!(gone.await.expect("an answer"), expected);
        }
        assert_eq!(world.balance(Wallet::Master).await, before + 700 + 1099);
        // Steps that were cut off are begun again.
        world.resume(id).await;
        let found = world.order(id).await;
        assert_eq!(found.order.status, OrderStatus::Active);
        assert_eq!(found.order.refunded, cents(700 + 1099));
        // What was not delivered is not renewed.
        assert_eq!(found.order.next_renewal, Some(cents(350)));
        world.assert_sound().await;
    }
}

impl World {
    /// Carries out what was cut off, and all after it.
    async fn resume(&self, id: simpleinboxes_core::id::OrderId) {
        let caller = self.acme.caller;
        for domain in self.order(id).await.domains {
            let scoped = self.store.scoped(&caller);
            let running = ActionFilter::In(DomainActionStatus::Running);
            let page = scoped.domain_actions(domain.id, running, PageRequest::first(100));
            for action in page.await.expect("a page").items {
                let failure = ActionFailure {
                    error: ActionError {
                        vendor: None,
                        message: "cut off".to_owned(),
                    },
                    wait: TimeDelta::zero(),
                };
                let off = self.run(&caller, async |tx| {
                    tx.put_off_action(action.id, &failure).await
                });
                let off = off.await.expect("an answer");
                assert_eq!(off, Some(DomainActionStatus::Queued));
            }
        }
        self.deliver(id).await;
    }
}

#[tokio::test]
async fn a_step_is_tried_so_often_then_given_up_and_retried_by_hand() {
    for world in worlds().await {
        world.pay_in(Wallet::Master, "in", 10_000).await;
        let id = world.place(&world.usual()).await.expect("placed");
        let caller = world.acme.caller;
        let of = world.order(id).await.domains[0].id;
        let scoped = world.store.scoped(&caller);
        let queued = ActionFilter::In(DomainActionStatus::Queued);
        let page = scoped.domain_actions(of, queued, PageRequest::first(100));
        let mut steps = page.await.expect("a page").items;
        steps.sort_by_key(|step| step.id);
        let (first, second) = (steps[0].clone(), steps[1].clone());
        assert_eq!(first.kind, DomainActionType::PurchaseDomain);
        let begin = async |id| {
            let begun = world.run(&caller, async |tx| tx.start_action(id).await);
            begun.await.expect("an answer")
        };
        assert_eq!(begin(second.id).await, None, "it waits for the first");
        let failure = ActionFailure {
            error: ActionError {
                vendor: Some("sandbox".to_owned()),
                message: "no answer".to_owned(),
            },
            wait: TimeDelta::minutes(1),
        };
        // What could not be attempted does not count, however often.
        for _ in 0..=first.max_attempts {
            let begun = begin(first.id).await.expect("begun");
            assert_eq!(begun.action.attempts, 1);
            let off = world.run(&caller, async |tx| {
                tx.postpone_action(first.id, &failure).await
            });
            let off = off.await.expect("an answer");
            assert_eq!(off, Some(DomainActionStatus::Queued));
        }
        for attempt in 1..=first.max_attempts {
            let begun = begin(first.id).await.expect("begun");
            assert_eq!(begun.action.attempts, attempt);
            let off = world.run(&caller, async |tx| {
                tx.put_off_action(first.id, &failure).await
            });
            let off = off.await.expect("an answer").expect("it ran");
            let last = attempt == first.max_attempts;
            assert_eq!(off == DomainActionStatus::Failed, last, "attempt {attempt}");
        }
        assert_eq!(begin(first.id).await, None);
        let retry = async |domain, id| {
            let retried = world.run(&caller, async |tx| tx.retry_action(domain, id).await);
            retried.await.expect("an answer")
        };
        let retried = retry(of, first.id).await.expect("seen").expect("allowed");
        assert_eq!(
            (retried.attempts, retried.status),
            (0, DomainActionStatus::Queued)
        );
        let again = retry(of, first.id).await.expect("seen");
        assert!(matches!(again, Err(RetryRefused::Action(_))), "{again:?}");
        // Given up and left alone for a week, its domain fails and is refunded.
        begin(first.id).await.expect("begun");
        let given_up = world.run(&caller, async |tx| {
            tx.give_up_action(first.id, &failure.error).await
        });
        assert_eq!(
            given_up.await.expect("an answer"),
            Some(DomainActionStatus::Failed)
        );
        let now = world.clock.now();
        let stuck = async |cutoff| {
            let failed = world.store.fail_stuck_domains(cutoff, &book()).await;
            failed.expect("looked")
        };
        assert_eq!(stuck(now - TimeDelta::seconds(1)).await, 0);
        assert_eq!(stuck(now).await, 1);
        let found = world.order(id).await.order;
        assert_eq!(found.status, OrderStatus::Failed);
        assert_eq!(found.failure_reason.as_deref(), Some("no answer"));
        assert_eq!(world.balance(Wallet::Master).await, 10_000);
        let refused = retry(of, first.id).await.expect("seen");
        assert!(matches!(
            refused,
            Err(RetryRefused::Domain(DomainStatus::Failed))
        ));
        let events = scoped.domain_events(of, PageRequest::first(100)).await;
        assert!(events.expect("a page").items.len() > 10);
        world.assert_sound().await;
    }
}
