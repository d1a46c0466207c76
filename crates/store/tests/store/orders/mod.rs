//! Orders from their price to their end, with the work on their domains played by hand.

mod delegation;
pub mod fence;
mod let_go;
mod life;
mod machine;
mod mend;
mod mutations;
mod parked;
mod place;
mod refunds;
mod settle;
mod unpaid;

use serde_json::json;
use simpleinboxes_core::id::{DomainActionId, DomainId, OrderId};
use simpleinboxes_core::pricing::PriceBook;
use simpleinboxes_core::status::{
    DomainActionStatus, DomainActionType, DomainSource, MailboxProvider,
};
use simpleinboxes_store::{
    ActionError, ActionFilter, DomainAction, Due, MadeInbox, NewOrder, NewOrderDomain,
    NewOrderInbox, OrderDetail, OrderRefused, PageRequest, Registrant, Registration, ScopedTx,
    Wallet,
};

use crate::support::World;

/// A book with promotions.
const BOOK: &str = r#"
version = "test"
[inboxes.google]
name = "Google Workspace inbox"
tiers = [{ from = 1, cents = 350 }]
[inboxes.microsoft]
name = "Microsoft 365 inbox"
tiers = [{ from = 1, cents = 350 }]
[inboxes.smtp]
name = "SMTP inbox"
tiers = [{ from = 1, cents = 200 }]
[domains]
com = { first = 1099, renewal = 1299 }
[[promotions]]
code = "WELCOME5"
name = "5 dollars off"
amount_off_cents = 500
applies_to = "order"
starts_at = "2026-01-01T00:00:00Z"
new_customers_only = true
[[promotions]]
code = "OVER"
name = "Long ago"
percent_off = 10
applies_to = "order"
starts_at = "2025-01-01T00:00:00Z"
ends_at = "2026-01-01T00:00:00Z"
"#;

pub fn book() -> PriceBook {
    PriceBook::parse(BOOK).expect("a book")
}

pub fn registrant() -> Registrant {
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

pub fn domain(name: &str, source: DomainSource, usernames: &[&str]) -> NewOrderDomain {
    let inbox = |username: &&str| NewOrderInbox {
        first_name: "Jane".to_owned(),
        last_name: "Doe".to_owned(),
        username: (*username).to_owned(),
        password: "Made-up-Passw0rd-1".into(),
    };
    NewOrderDomain {
        offer: None,
        name: name.to_owned(),
        source,
        forwarding_url: None,
        inboxes: usernames.iter().map(inbox).collect(),
    }
}

impl World {
    /// An order of acme's first workspace.
    pub fn order_of(&self, domains: Vec<NewOrderDomain>) -> NewOrder {
        NewOrder {
            workspace: self.acme.first.id,
            provider: MailboxProvider::Google,
            domains,
            sending_tool: None,
            auto_renew: true,
            promo_code: None,
            registrant: Some(registrant()),
            expected_total: None,
        }
    }

    /// Two inboxes on a bought domain: 1799 cents.
    pub fn usual(&self) -> NewOrder {
        let domain = domain(
            "try-northwind.com",
            DomainSource::Purchase,
            &["jane", "john"],
        );
        self.order_of(vec![domain])
    }

    /// Runs a command on orders of acme in a transaction of its own.
    pub async fn orders<T>(
        &self,
        command: impl AsyncFnOnce(ScopedTx<'_>) -> Result<T, OrderRefused>,
    ) -> Result<T, OrderRefused> {
        let caller = self.acme.caller;
        self.store
            .write(async |tx| command(tx.scoped(&caller)).await)
            .await
    }

    pub async fn place(&self, new: &NewOrder) -> Result<OrderId, OrderRefused> {
        self.orders(async |tx| tx.place_order(new, &book()).await)
            .await
    }

    pub async fn order(&self, id: OrderId) -> OrderDetail {
        let scoped = self.store.scoped(&self.acme.caller);
        let found = scoped.order(id).await.expect("an answer");
        found.expect("an order")
    }

    /// Carries out the steps of an order's domains that can be, until none is left, and all
    /// succeed.
    pub async fn deliver(&self, id: OrderId) {
        self.work(id, async |_, _| true).await;
    }

    /// The same; `good` tells which steps succeed, and is asked when they are running.
    pub async fn work(
        &self,
        id: OrderId,
        good: impl AsyncFn(&ScopedTx<'_>, DomainActionType) -> bool,
    ) {
        loop {
            let mut worked = false;
            for domain in self.order(id).await.domains {
                worked |= self.work_once(id, domain.id, &good).await;
            }
            if !worked {
                return;
            }
        }
    }

    /// Delivers one domain of an order and leaves the others.
    pub async fn deliver_domain(&self, order: OrderId, domain: DomainId) {
        while self.work_once(order, domain, &async |_, _| true).await {}
    }

    /// One attempt at each step of a domain that waits; false when none could be begun.
    async fn work_once(
        &self,
        order: OrderId,
        domain: DomainId,
        good: &impl AsyncFn(&ScopedTx<'_>, DomainActionType) -> bool,
    ) -> bool {
        let mut worked = false;
        for action in self.steps(domain, DomainActionStatus::Queued).await {
            worked |= self.attempt(order, action.id, good).await;
        }
        worked
    }

    /// The steps of a domain that are in a state, oldest first.
    pub async fn steps(&self, domain: DomainId, status: DomainActionStatus) -> Vec<DomainAction> {
        let scoped = self.store.scoped(&self.acme.caller);
        let filter = ActionFilter::In(status);
        let page = scoped.domain_actions(domain, filter, PageRequest::first(100));
        let mut actions = page.await.expect("a page").items;
        actions.sort_by_key(|action| action.id);
        actions
    }

    /// One attempt at a step, after which it is given up.
    pub async fn give_up(&self, id: DomainActionId) {
        let error = ActionError {
            vendor: None,
            message: "It does not work.".to_owned(),
        };
        let caller = self.acme.caller;
        let ended = self.run(&caller, async |tx| {
            assert!(tx.start_action(id).await?.is_some(), "it can't be begun");
            tx.give_up_action(id, &error).await
        });
        assert_eq!(
            ended.await.expect("ended"),
            Some(DomainActionStatus::Failed)
        );
    }

    /// Cancels an order and lets its month end.
    pub async fn end_order(&self, id: OrderId) {
        self.orders(async |tx| tx.cancel_order(id).await)
            .await
            .expect("canceled");
        let end = self.order(id).await.order.period_end.expect("a period");
        self.clock.set(end);
        assert_eq!(self.due(id).await, Due::Ended);
    }

    /// One attempt at a step; false when it can't be begun.
    async fn attempt(
        &self,
        order: OrderId,
        id: DomainActionId,
        good: &impl AsyncFn(&ScopedTx<'_>, DomainActionType) -> bool,
    ) -> bool {
        let caller = self.acme.caller;
        let book = book();
        self.run(&caller, async |tx| {
            let Some(started) = tx.start_action(id).await? else {
                return Ok(false);
            };
            let action = started.action;
            if !good(&tx, action.kind).await {
                return Ok(true);
            }
            if action.kind == DomainActionType::PurchaseDomain {
                let now = simpleinboxes_core::clock::Clock::now(self.clock.as_ref());
                let found = Registration {
                    registrar: "sandbox".to_owned(),
                    reference: Some(action.vendor_key.clone()),
                    registered_at: now,
                    expires_at: now + chrono::Months::new(12),
                };
                assert!(tx.set_registration(action.domain, &found).await?);
            }
            if action.kind == DomainActionType::CreateMailboxes {
                let found = tx.order(order).await?.expect("an order");
                let of = found.domains.iter().find(|one| one.id == action.domain);
                for inbox in &of.expect("its domain").inboxes {
                    tx.activate_inbox(inbox.id, &MadeInbox::default()).await?;
                }
            }
            assert!(tx.succeed_action(id, &json!({}), &book).await?);
            Ok(true)
        })
        .await
        .expect("worked")
    }

    /// Does what is due of an order.
    pub async fn due(&self, id: OrderId) -> Due {
        let caller = self.acme.caller;
        self.run(&caller, async |tx| tx.order_due(id, &book()).await)
            .await
            .expect("done")
    }

    /// An order that is paid and delivered.
    pub async fn delivered(&self, new: &NewOrder) -> OrderId {
        self.pay_in(Wallet::Master, "for the order", 100_000).await;
        let id = self.place(new).await.expect("placed");
        self.deliver(id).await;
        id
    }
}
