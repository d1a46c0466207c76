//! Domains bought in the sandbox, whose names say how it goes.

use std::time::Duration;

use simpleinboxes_core::{
    cents::Cents,
    id::{DomainId, OrderId},
    pricing::{DomainPrice, PriceBook},
    status::{DomainActionStatus, DomainActionType, DomainSource, MailboxProvider},
};
use simpleinboxes_store::{
    ActionFilter, DomainAction, DomainOffer, NewOrder, NewOrderDomain, NewOrderInbox, PageRequest,
    Registrant, Tx, Wallet,
};
use simpleinboxes_tests::{
    service::{Ground, Running},
    until::until,
};

const PRICE: i64 = 1099;

/// A service whose account has money, and which looks for due work often.
async fn world() -> (Ground, Running) {
    let mut ground = Ground::one().await;
    ground.config.jobs.poll_ms = 20;
    let running = ground.start().await;
    running.pay_in(&ground.acme, Wallet::Master, 100_000).await;
    (ground, running)
}

async fn place(ground: &Ground, running: &Running, name: &str) -> (OrderId, DomainId) {
    let caller = ground.acme.caller();
    let scoped = running.store().scoped(&caller);
    let workspace = scoped.default_workspace().await.expect("read");
    let new = order(workspace.expect("a workspace").id, name);
    let book = PriceBook::embedded().expect("a book");
    let work = async |tx: &Tx| {
        let placed = tx.scoped(&caller).place_order(&new, &book).await;
        Ok::<_, simpleinboxes_store::StoreError>(placed.expect("placed"))
    };
    let order = running.store().write(work).await.expect("placed");
    let found = scoped.order(order).await.expect("read").expect("an order");
    (order, found.domains[0].id)
}

fn order(workspace: simpleinboxes_core::id::WorkspaceId, name: &str) -> NewOrder {
    let price = DomainPrice {
        first: Cents::new(PRICE),
        renewal: Cents::new(1199),
    };
    let inbox = NewOrderInbox {
        first_name: "Jane".to_owned(),
        last_name: "Doe".to_owned(),
        username: "jane".to_owned(),
        password: "Made-up-Passw0rd-1".into(),
    };
    let domain = NewOrderDomain {
        name: name.to_owned(),
        source: DomainSource::Purchase,
        offer: Some(DomainOffer {
            price,
            most: price.first,
            premium: false,
        }),
        forwarding_url: None,
        inboxes: vec![inbox],
    };
    NewOrder {
        workspace,
        provider: MailboxProvider::Smtp,
        domains: vec![domain],
        sending_tool: None,
        auto_renew: true,
        promo_code: None,
        registrant: Some(registrant()),
        expected_total: None,
    }
}

fn registrant() -> Registrant {
    Registrant {
        first_name: "Olivia".to_owned(),
        last_name: "Park".to_owned(),
        organization: None,
        email: "ops@acme.example".to_owned(),
        phone: "+12065550142".to_owned(),
        address_line1: "410 Terry Avenue North".to_owned(),
        address_line2: None,
        city: "Seattle".to_owned(),
        state: Some("WA".to_owned()),
        postal_code: "98109".to_owned(),
        country: "US".to_owned(),
    }
}

/// The step that buys the domain, once `is_so`.
async fn purchase(
    ground: &Ground,
    running: &Running,
    domain: DomainId,
    is_so: impl Fn(&DomainAction) -> bool,
) -> DomainAction {
    let caller = ground.acme.caller();
    until("the purchase is so", async || {
        let scoped = running.store().scoped(&caller);
        let page = scoped
            .domain_actions(domain, ActionFilter::All, PageRequest::first(50))
            .await
            .expect("a page");
        let kind = DomainActionType::PurchaseDomain;
        let mut actions = page.items.into_iter();
        actions.find(|action| action.kind == kind && is_so(action))
    })
    .await
}

/// How often the sandbox sold a domain.
async fn sold(running: &Running, name: &str) -> i64 {
    let kept = running.store().sandbox_document("registrar_domain", name);
    let kept = kept.await.expect("read");
    kept.map_or(0, |kept| {
        kept.value["purchases"].as_i64().expect("a number")
    })
}

fn succeeded(action: &DomainAction) -> bool {
    action.status == DomainActionStatus::Succeeded
}

fn waits(action: &DomainAction) -> bool {
    action.status == DomainActionStatus::Queued && action.error.is_some()
}

#[tokio::test]
async fn a_domain_is_bought_once_also_when_the_answer_is_lost() {
    let (ground, running) = world().await;
    for (name, attempts) in [("northwind-mail.com", 1), ("lost-northwind.com", 2)] {
        let (_, domain) = place(&ground, &running, name).await;
        if attempts > 1 {
            purchase(&ground, &running, domain, waits).await;
            ground.pass(Duration::from_secs(3600));
        }
        let done = purchase(&ground, &running, domain, succeeded).await;
        assert_eq!(done.attempts, attempts, "{name}");
        assert_eq!(sold(&running, name).await, 1, "{name}");
        let caller = ground.acme.caller();
        let found = running.store().scoped(&caller).domain(domain).await;
        let found = found.expect("read").expect("a domain");
        let registration = found.registration.expect("a registration");
        assert_eq!(registration.registrar, "sandbox");
        assert_eq!(registration.renewal, Some(Cents::new(1199)));
    }
    running.stop().await;
}

#[tokio::test]
async fn what_does_not_show_yet_is_not_taken_for_somebody_elses() {
    let (ground, running) = world().await;
    let name = "pending-northwind.com";
    let (_, domain) = place(&ground, &running, name).await;
    purchase(&ground, &running, domain, waits).await;
    // Asked again before the account shows it.
    ground.pass(Duration::from_secs(60));
    let undecided = purchase(&ground, &running, domain, |one| {
        waits(one) && one.attempts > 1
    });
    let message = undecided.await.error.expect("an error").message;
    assert!(message.contains("not known yet"), "{message}");
    ground.pass(Duration::from_secs(3600));
    purchase(&ground, &running, domain, succeeded).await;
    assert_eq!(sold(&running, name).await, 1);
    running.stop().await;
}

#[tokio::test]
async fn what_can_not_be_bought_is_refunded() {
    let (ground, running) = world().await;
    let caller = ground.acme.caller();
    for (name, words) in [
        ("taken-northwind.com", "registered"),
        ("dearer-northwind.com", "more than was charged"),
        ("declined-northwind.com", "declined"),
    ] {
        let (order, domain) = place(&ground, &running, name).await;
        let failed = purchase(&ground, &running, domain, |one| {
            one.status == DomainActionStatus::Failed
        });
        let error = failed.await.error.expect("an error");
        assert_eq!(error.vendor.as_deref(), Some("sandbox"));
        assert!(error.message.contains(words), "{}", error.message);
        let scoped = running.store().scoped(&caller);
        let found = scoped.order(order).await.expect("read").expect("an order");
        assert_eq!(found.order.refunded, found.order.pricing.total, "{name}");
        assert_eq!(sold(&running, name).await, 0);
    }
    running.stop().await;
}

#[tokio::test]
async fn what_our_operator_has_to_mend_waits() {
    let (ground, running) = world().await;
    for name in ["unfunded-northwind.com", "down-northwind.com"] {
        let (_, domain) = place(&ground, &running, name).await;
        let waiting = purchase(&ground, &running, domain, waits).await;
        assert!(waiting.next_attempt_at.is_some());
        assert_eq!(sold(&running, name).await, 0);
    }
    running.stop().await;
}
