//! Orders placed: what is checked, what is charged, what is written.

use std::collections::BTreeSet;

use simpleinboxes_core::machine::{OrderEvent, Refused};
use simpleinboxes_core::pricing::QuoteRefused;
use simpleinboxes_core::secrecy::ExposeSecret as _;
use simpleinboxes_core::status::{
    DomainActionStatus, DomainSource, DomainStatus, InboxStatus, OrderStatus, PromotionRefusal,
};
use simpleinboxes_store::{
    ActionFilter, Backend, Idempotency, IdempotentRequest, NewOrder, OrderFilter, OrderRefused,
    OrderSendingTool, PageRequest, Store, Wallet, testing,
};

use super::{book, domain};
use crate::ledger::cents;
use crate::support::worlds;

#[tokio::test]
async fn an_order_is_charged_written_and_queued_at_once() {
    for world in worlds().await {
        world.pay_in(Wallet::Master, "in", 2000).await;
        let new = world.usual();
        let quote = world.store.scoped(&world.acme.caller);
        let quote = quote.quote_order(&new, &book()).await.expect("a quote");
        assert_eq!(
            (quote.pricing.total, quote.outstanding),
            (cents(1799), cents(0))
        );
        let new = NewOrder {
            expected_total: Some(cents(1799)),
            ..new
        };
        let id = world.place(&new).await.expect("placed");
        let found = world.order(id).await;
        assert_eq!(found.order.status, OrderStatus::Queued);
        assert_eq!(found.order.pricing, quote.pricing);
        assert_eq!(found.order.outstanding, cents(0));
        assert_eq!((found.order.domain_count, found.order.inbox_count), (1, 2));
        assert!(found.order.charge.is_some() && found.order.paid_at.is_some());
        assert_eq!(found.order.next_renewal, None);
        assert_eq!(world.balance(Wallet::Master).await, 201);
        let [one] = &found.domains[..] else {
            panic!("{found:?}")
        };
        assert_eq!(
            (one.name.as_str(), one.status),
            ("try-northwind.com", DomainStatus::Pending)
        );
        let inboxes: Vec<_> = one
            .inboxes
            .iter()
            .map(|inbox| inbox.email.as_str())
            .collect();
        assert_eq!(
            inboxes,
            ["jane@try-northwind.com", "john@try-northwind.com"]
        );
        let scoped = world.store.scoped(&world.acme.caller);
        let secrets = scoped.inbox_secrets(one.inboxes[0].id).await;
        let password = secrets.expect("an answer").expect("secrets").password;
        assert_eq!(
            password.expect("a password").expose_secret(),
            "Made-up-Passw0rd-1"
        );
        let actions = scoped
            .domain_actions(one.id, ActionFilter::Open, PageRequest::first(100))
            .await
            .expect("a page");
        assert_eq!(actions.items.len(), 7);
        // Only the first waits for nothing, and has a job.
        let jobs = testing::snapshot(&world.store).await["jobs"].clone();
        let queued = jobs.iter().filter(|job| job.contains("domain_action"));
        assert_eq!(queued.count(), 1, "{jobs:?}");
        world.assert_sound().await;
    }
}

#[tokio::test]
async fn an_order_that_cannot_be_paid_is_kept_and_nothing_is_begun() {
    for world in worlds().await {
        world.pay_in(Wallet::Master, "in", 1798).await;
        let quote = world.store.scoped(&world.acme.caller);
        let quote = quote.quote_order(&world.usual(), &book()).await;
        assert_eq!(quote.expect("a quote").outstanding, cents(1799));
        let id = world.place(&world.usual()).await.expect("kept");
        let found = world.order(id).await;
        assert_eq!(found.order.status, OrderStatus::Unpaid);
        assert_eq!(found.order.outstanding, cents(1799));
        assert_eq!(found.order.paid_at, None);
        assert_eq!(world.balance(Wallet::Master).await, 1798);
        let scoped = world.store.scoped(&world.acme.caller);
        let all = PageRequest::first(100);
        let actions = scoped.domain_actions(found.domains[0].id, ActionFilter::All, all);
        assert!(actions.await.expect("a page").items.is_empty());
        let owing = OrderFilter {
            owing: true,
            ..OrderFilter::default()
        };
        let page = scoped.orders(world.acme.first.id, owing, PageRequest::first(10));
        assert_eq!(page.await.expect("a page").items.len(), 1);
        // It holds the name all the same.
        let again = world.place(&world.usual()).await;
        assert!(
            matches!(again, Err(OrderRefused::DomainHeld(_))),
            "{again:?}"
        );
        // Canceled, it lets go of it at once.
        let canceled = world.orders(async |tx| tx.cancel_order(id).await).await;
        canceled.expect("allowed").expect("seen");
        let found = world.order(id).await;
        assert_eq!(found.order.status, OrderStatus::Canceled);
        assert_eq!(found.domains[0].status, DomainStatus::Released);
        assert_eq!(found.domains[0].inboxes[0].status, InboxStatus::Canceled);
        world.place(&world.usual()).await.expect("free again");
    }
}

#[tokio::test]
async fn what_can_not_be_is_refused_and_changes_nothing() {
    for world in worlds().await {
        world.pay_in(Wallet::Master, "in", 100_000).await;
        let before = testing::snapshot(&world.store).await;
        let buy = DomainSource::Purchase;
        let with = |domains| world.order_of(domains);
        let refused = async |new: &NewOrder| {
            let scoped = world.store.scoped(&world.acme.caller);
            let quoted = scoped.quote_order(new, &book()).await.expect_err("refused");
            let placed = world.place(new).await.expect_err("refused");
            assert_eq!(quoted.to_string(), placed.to_string());
            placed
        };
        let twice = with(vec![
            domain("a.com", buy, &["a"]),
            domain("a.com", buy, &["a"]),
        ]);
        assert!(matches!(
            refused(&twice).await,
            OrderRefused::DomainTwice(1)
        ));
        let twice = with(vec![domain("a.com", buy, &["a", "b", "a"])]);
        assert!(matches!(
            refused(&twice).await,
            OrderRefused::UsernameTwice(0, 2)
        ));
        let below = with(vec![domain("mail.a.com", buy, &["a"])]);
        assert!(matches!(
            refused(&below).await,
            OrderRefused::Price(QuoteRefused::NotForSale(0))
        ));
        let unknown = with(vec![domain("a.com", DomainSource::Existing, &["a"])]);
        assert!(matches!(
            refused(&unknown).await,
            OrderRefused::NoSuchDomain(0)
        ));
        let nobody = NewOrder {
            registrant: None,
            ..world.usual()
        };
        assert!(matches!(refused(&nobody).await, OrderRefused::NoRegistrant));
        for (code, over) in [("NO-SUCH", true), ("over", true), ("welcome5", false)] {
            let new = NewOrder {
                promo_code: Some(code.to_owned()),
                expected_total: Some(cents(1)),
                ..world.usual()
            };
            match refused(&new).await {
                OrderRefused::UnknownPromotion => assert!(over, "{code}"),
                OrderRefused::PriceChanged(quote) => {
                    assert!(!over && quote.pricing.total == cents(1299), "{code}");
                }
                other => panic!("{code}: {other:?}"),
            }
        }
        let tool = OrderSendingTool {
            credential: simpleinboxes_core::id::CredentialId::from_uuid(uuid::Uuid::nil()),
            tags: Vec::new(),
        };
        let tool = NewOrder {
            sending_tool: Some(tool),
            ..world.usual()
        };
        assert!(matches!(refused(&tool).await, OrderRefused::NoCredential));
        assert_eq!(testing::snapshot(&world.store).await, before);
    }
}

#[tokio::test]
async fn a_promotion_is_used_once_when_it_is_paid() {
    for world in worlds().await {
        let with = |name: &str| NewOrder {
            promo_code: Some("welcome5".to_owned()),
            ..world.order_of(vec![domain(name, DomainSource::Owned, &["a", "b"])])
        };
        let first = world.acme.first.id;
        let refusal = async || {
            let scoped = world.store.scoped(&world.acme.caller);
            let states = scoped.promotions(first, &book()).await.expect("states");
            assert_eq!(states.len(), 1, "the one that runs");
            states[0].refusal
        };
        assert_eq!(refusal().await, None);
        let id = world.place(&with("a.com")).await.expect("kept");
        let order = world.order(id).await.order;
        assert_eq!(
            (order.outstanding, order.pricing.discount),
            (cents(200), cents(500))
        );
        assert_eq!(order.promo_code.as_deref(), Some("WELCOME5"));
        // Not paid, it does not count as used, but can't be had twice that way.
        assert_eq!(refusal().await, None);
        let again = world.place(&with("b.com")).await;
        assert!(
            matches!(
                again,
                Err(OrderRefused::Promotion(PromotionRefusal::AlreadyUsed))
            ),
            "{again:?}"
        );
        world.pay_in(Wallet::Master, "in", 200).await;
        let settled = world.store.settle_orders(world.acme.account, &book()).await;
        assert_eq!(settled.expect("settled").paid, 1);
        assert_eq!(refusal().await, Some(PromotionRefusal::AlreadyUsed));
        world.assert_sound().await;
    }
}

#[tokio::test]
async fn of_orders_of_one_domain_at_once_one_is_placed() {
    for world in worlds().await {
        world.pay_in(Wallet::Master, "in", 100_000).await;
        let new = world.usual();
        let attempts = (0..8).map(|_| world.place(&new));
        let placed = futures::future::join_all(attempts).await;
        let good = placed.iter().filter(|placed| placed.is_ok()).count();
        assert_eq!(good, 1, "{placed:?}");
        for refused in placed.into_iter().filter_map(Result::err) {
            match refused {
                OrderRefused::DomainHeld(_) => {}
                // On a slow machine somebody may not have waited long enough for the others.
                OrderRefused::Store(error) if error.is_temporary() => {}
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(world.balance(Wallet::Master).await, 100_000 - 1799);
        world.assert_sound().await;
    }
}

#[tokio::test]
async fn a_state_says_what_it_allows() {
    for world in worlds().await {
        world.pay_in(Wallet::Master, "in", 2000).await;
        let id = world.place(&world.usual()).await.expect("placed");
        let refused = world.orders(async |tx| tx.cancel_order(id).await).await;
        let Err(OrderRefused::State(refused)) = refused else {
            panic!("{refused:?}")
        };
        let expected = Refused::NoEdge {
            from: OrderStatus::Queued,
            on: OrderEvent::Cancel,
            allowed: vec![OrderEvent::Begin],
        };
        assert_eq!(refused, expected);
        // Begun, it still has to be waited for.
        let scoped = world.store.scoped(&world.acme.caller);
        let domain = world.order(id).await.domains[0].id;
        let queued = ActionFilter::In(DomainActionStatus::Queued);
        let page = scoped.domain_actions(domain, queued, PageRequest::first(100));
        let first = page.await.expect("a page").items.pop().expect("a step");
        let caller = world.acme.caller;
        let started = world
            .run(&caller, async |tx| tx.start_action(first.id).await)
            .await;
        assert_eq!(
            started.expect("an answer").expect("begun").action.attempts,
            1
        );
        let found = world.order(id).await;
        assert_eq!(found.order.status, OrderStatus::Provisioning);
        assert_eq!(found.domains[0].status, DomainStatus::Provisioning);
        let refused = world.orders(async |tx| tx.cancel_order(id).await).await;
        assert!(
            matches!(refused, Err(OrderRefused::State(_))),
            "{refused:?}"
        );
    }
}

#[tokio::test]
async fn a_thousand_requests_with_one_key_make_one_order_and_one_charge() {
    for world in worlds().await {
        world.pay_in(Wallet::Master, "in", 100_000).await;
        // SQLite has one process; PostgreSQL has as many as it likes.
        let mut stores = vec![world.store.clone()];
        if world.database.backend() == Backend::Postgres {
            stores.push(world.database.open(world.clock.clone()).await);
        }
        let new = world.usual();
        let book = book();
        let caller = world.acme.caller;
        let request = IdempotentRequest {
            key: "one",
            operation: "createOrder",
            fingerprint: [7; 32],
        };
        // Whoever comes while it is being placed is turned away, and whoever comes later gets the
        // same answer.
        let attempt = async |store: &Store| {
            let begun = store.begin_idempotent(&caller, request).await;
            match begun.expect("an answer") {
                Idempotency::New(tx) => {
                    let id = tx.scoped(&caller).place_order(&new, &book).await;
                    let id = id.expect("placed").to_string();
                    tx.finish(201, id.as_bytes()).await.expect("kept");
                    Some(id)
                }
                Idempotency::Done(answer) => Some(String::from_utf8(answer.body).expect("an id")),
                Idempotency::InFlight => None,
                Idempotency::KeyReused => panic!("another request"),
            }
        };
        let attempts = (0..1000).map(|number| attempt(&stores[number % stores.len()]));
        let mut answers = futures::future::join_all(attempts).await;
        answers.push(attempt(&world.store).await);
        let answers: BTreeSet<_> = answers.into_iter().flatten().collect();
        assert_eq!(answers.len(), 1);
        assert_eq!(world.balance(Wallet::Master).await, 100_000 - 1799);
        assert_eq!(testing::snapshot(&world.store).await["orders"].len(), 1);
        world.assert_sound().await;
    }
}
