//! Each state and each thing that happens, against rows: where the tables of states have an edge
//! the row is in the state that it leads to, and where they have none nothing of it has changed.
//! Rows are put into their states by hand, also where no command would bring them.

use std::collections::HashMap;

use chrono::TimeDelta;
use simpleinboxes_core::entropy::Entropy;
use simpleinboxes_core::id::{DomainId, OrderId};
use simpleinboxes_core::machine::{
    ACTION, ActionEvent, DOMAIN, DomainEvent, Edge, INBOX, InboxEvent, ORDER, OrderEvent,
};
use simpleinboxes_core::status::{
    DomainActionStatus, DomainActionType, DomainSource, DomainStatus, InboxStatus, OrderStatus,
    RecoveryReason,
};
use simpleinboxes_store::{
    ActionError, ActionFailure, Backend, MadeInbox, NewRecovery, Wallet, testing,
};
use uuid::Uuid;

use super::{book, domain};
use crate::support::{World, worlds};

const SMALL: i64 = 350;

/// Where one of these events leads from a state, by a table.
fn leads<S: Copy + PartialEq, E: PartialEq, F>(
    table: &[Edge<S, E, F>],
    from: S,
    events: &[E],
) -> Option<S> {
    let mut leading = table.iter().filter(|edge| edge.from == from);
    leading
        .find(|edge| events.contains(&edge.on))
        .map(|edge| edge.to)
}

/// A row that something happens to.
#[derive(Clone, Copy)]
struct Row(&'static str, Uuid);

impl World {
    /// The row as it is, with all its columns.
    async fn row(&self, Row(table, id): Row) -> String {
        let literal = testing::literal(&self.store, id);
        let whole = match self.store.backend() {
            Backend::Postgres => "to_jsonb(t)::text".to_owned(),
            Backend::Sqlite => {
                let columns = format!("SELECT name FROM pragma_table_info('{table}')");
                let columns = testing::texts(&self.store, &columns).await;
                let quoted = columns.iter().map(|name| format!("quote({name})"));
                quoted.collect::<Vec<_>>().join(" || ' ' || ")
            }
        };
        let sql = format!("SELECT {whole} FROM {table} t WHERE id = {literal}");
        testing::texts(&self.store, &sql).await.remove(0)
    }

    async fn state(&self, Row(table, id): Row) -> String {
        let literal = testing::literal(&self.store, id);
        let sql = format!("SELECT status FROM {table} WHERE id = {literal}");
        testing::texts(&self.store, &sql).await.remove(0)
    }

    /// Puts a row into a state, with what its table wants of that.
    async fn force(&self, Row(table, id): Row, status: &str, beside: &str) {
        let literal = testing::literal(&self.store, id);
        let sql = format!("UPDATE {table} SET status = '{status}'{beside} WHERE id = {literal}");
        testing::run(&self.store, &[sql]).await.expect("forced");
    }

    /// Lets something happen to a row, which then is as the table says.
    async fn happens(&self, row: Row, to: Option<&str>, what: &str, deed: impl AsyncFnOnce()) {
        let before = self.row(row).await;
        deed().await;
        match to {
            Some(to) => assert_eq!(self.state(row).await, to, "{what}"),
            None => assert_eq!(self.row(row).await, before, "{what} changed something"),
        }
    }

    /// An order of one inbox on a domain of one's own, which is paid.
    async fn small(&self, name: &str) -> (OrderId, DomainId) {
        self.pay_in(Wallet::Master, name, SMALL).await;
        let new = self.order_of(vec![domain(name, DomainSource::Owned, &["jane"])]);
        let id = self.place(&new).await.expect("placed");
        (id, self.order(id).await.domains[0].id)
    }

    /// The same, worked on until this step, which runs.
    async fn small_until(&self, name: &str, last: DomainActionType) -> (OrderId, DomainId) {
        let (id, domain) = self.small(name).await;
        self.work(id, async |_, kind| kind != last).await;
        (id, domain)
    }

    async fn rest(&self, name: &str) {
        let new = NewRecovery {
            name: name.parse().expect("a name"),
            reason: RecoveryReason::Burned,
        };
        let (caller, workspace) = (self.acme.caller, self.acme.first.id);
        let taken = self.run(&caller, async |tx| {
            tx.submit_recovery(workspace, &new).await
        });
        // Whether it is taken depends on its state.
        let _ = taken.await.expect("an answer");
    }

    /// Brings a parked domain back as far as to its last step, which runs.
    async fn almost_return(&self, order: OrderId) {
        let caller = self.acme.caller;
        let scoped = self.store.scoped(&caller);
        let page = simpleinboxes_store::PageRequest::first(1);
        let page = scoped.recovery_entries(self.acme.first.id, Default::default(), page);
        let entry = page.await.expect("a page").items[0].id;
        let back = self.run(&caller, async |tx| {
            tx.reactivate_recovery(entry, true).await
        });
        back.await
            .expect("an answer")
            .expect("seen")
            .expect("allowed");
        let last = DomainActionType::CreateMailboxes;
        self.work(order, async |_, kind| kind != last).await;
    }

    /// Ends the steps of a domain that run, well.
    async fn succeed_running(&self, domain: DomainId) {
        let caller = self.acme.caller;
        let book = book();
        for step in self.steps(domain, DomainActionStatus::Running).await {
            let done = self.run(&caller, async |tx| {
                tx.succeed_action(step.id, &serde_json::json!({}), &book)
                    .await
            });
            assert!(done.await.expect("an answer"), "it runs");
        }
    }

    async fn fail(&self, domain: DomainId) {
        let caller = self.acme.caller;
        let gone = self.run(&caller, async |tx| {
            tx.fail_domain(domain, "It is lost.", &book()).await
        });
        gone.await.expect("an answer");
    }
}

/// What the store does for an event, told as all that it may come to.
fn carried(event: OrderEvent, status: OrderStatus) -> &'static [OrderEvent] {
    use OrderEvent as E;
    match event {
        E::Pay => &[E::Pay],
        E::Begin => &[E::Begin],
        E::Activate => &[E::Activate],
        E::Fail => &[E::Fail],
        // What is due, where there is money and where there is none. Orders that were never paid
        // wait for money, and no time is theirs.
        E::Renew | E::End if status == OrderStatus::Unpaid => &[],
        E::Renew | E::End => &[E::Renew, E::Pay, E::End],
        E::MissRenewal | E::GiveUp => &[E::MissRenewal, E::GiveUp, E::End],
        E::Cancel => &[E::Cancel],
        E::Revert => &[E::Revert],
        E::Reactivate => &[E::Reactivate],
    }
}

/// An order to which the event can happen but for its state.
async fn ready(world: &World, event: OrderEvent, name: &str) -> (OrderId, DomainId) {
    use OrderEvent as E;
    let (id, domain) = match event {
        E::Begin => world.small(name).await,
        E::Activate | E::Fail => {
            let last = DomainActionType::EnableDkim;
            world.small_until(name, last).await
        }
        _ => {
            let (id, domain) = world.small(name).await;
            world.deliver(id).await;
            (id, domain)
        }
    };
    match event {
        E::Renew | E::End | E::MissRenewal | E::GiveUp => {
            let end = world.order(id).await.order.period_end.expect("a period");
            world.clock.set(end);
        }
        E::Reactivate => {
            world.end_order(id).await;
            world.deliver(id).await;
        }
        _ => {}
    }
    if matches!(event, E::Pay | E::Renew | E::End | E::Reactivate) {
        world
            .pay_in(Wallet::Master, &format!("{name} again"), SMALL)
            .await;
    } else {
        let left = world.balance(Wallet::Master).await;
        assert_eq!(left, 0, "{event:?}");
    }
    (id, domain)
}

/// What the table of orders wants beside a state.
fn beside(status: OrderStatus, event: OrderEvent) -> String {
    let owes = matches!(status, OrderStatus::Unpaid | OrderStatus::PastDue);
    let outstanding = if owes { SMALL } else { 0 };
    let at = |is: bool| if is { "updated_at" } else { "NULL" };
    let canceled = at(status == OrderStatus::Canceled);
    // The time of a cancellation has come, but for who takes it back.
    let cancel = match (status, event) {
        (OrderStatus::CancellationQueued, OrderEvent::Revert) => "renews_at",
        (OrderStatus::CancellationQueued, _) => "updated_at",
        _ => "NULL",
    };
    format!(
        ", outstanding_cents = {outstanding}, canceled_at = {canceled}, cancel_at = {cancel}, \
         failure_reason = NULL, renewal_attempts = 2, charge_id = NULL"
    )
}

async fn befalls(world: &World, event: OrderEvent, id: OrderId, domain: DomainId) {
    use OrderEvent as E;
    let caller = world.acme.caller;
    let book = book();
    match event {
        E::Pay => drop(world.store.settle_orders(world.acme.account, &book).await),
        E::Begin => {
            let first = world.steps(domain, DomainActionStatus::Queued).await[0].id;
            let begun = world.run(&caller, async |tx| tx.start_action(first).await);
            begun.await.expect("an answer").expect("begun");
        }
        E::Activate => world.succeed_running(domain).await,
        E::Fail => world.fail(domain).await,
        E::Renew | E::End | E::MissRenewal | E::GiveUp => drop(world.due(id).await),
        E::Cancel => drop(world.orders(async |tx| tx.cancel_order(id).await).await),
        E::Revert => drop(
            world
                .orders(async |tx| tx.revert_cancellation(id).await)
                .await,
        ),
        E::Reactivate => {
            let entropy = Entropy::seeded(1);
            let again = world.orders(async |tx| {
                tx.reactivate_order(id, &HashMap::new(), &book, &entropy)
                    .await
            });
            drop(again.await);
        }
    }
}

#[tokio::test]
async fn orders() {
    for event in OrderEvent::ALL.iter().copied() {
        for world in worlds().await {
            for (number, status) in OrderStatus::ALL.iter().copied().enumerate() {
                let (id, domain) = ready(&world, event, &format!("a{number}.com")).await;
                let row = Row("orders", id.uuid());
                world
                    .force(row, status.as_str(), &beside(status, event))
                    .await;
                let to = leads(ORDER, status, carried(event, status)).map(OrderStatus::as_str);
                let what = format!("{event:?} of an order that is {status}");
                let deed = async || befalls(&world, event, id, domain).await;
                world.happens(row, to, &what, deed).await;
                if event != OrderEvent::Pay {
                    // What is left would pay for the next.
                    let left = world.balance(Wallet::Master).await;
                    spend(&world, left, number).await;
                }
            }
        }
    }
}

/// Takes money away.
async fn spend(world: &World, cents: i64, number: usize) {
    if cents == 0 {
        return;
    }
    let away = world
        .dedicated(&format!("Away {number}"), Default::default())
        .await;
    let caller = world.acme.caller;
    let new = simpleinboxes_store::NewTransfer {
        from: Wallet::Master,
        to: Wallet::Workspace(away),
        amount: crate::ledger::cents(cents),
        key: &format!("away {number}"),
        description: "Away",
        note: None,
    };
    let moved = world
        .ledger(&caller, async |tx| tx.transfer(&new).await)
        .await;
    moved.expect("moved");
}

#[tokio::test]
async fn domains() {
    use DomainEvent as E;
    for world in worlds().await {
        let caller = world.acme.caller;
        for event in E::ALL.iter().copied() {
            for (number, status) in DomainStatus::ALL.iter().copied().enumerate() {
                let name = format!("{}{number}.com", event.to_string().replace(' ', "-"));
                let last = match event {
                    E::Begin | E::Fail => DomainActionType::CreateZone,
                    E::Activate => DomainActionType::EnableDkim,
                    _ => DomainActionType::ReleaseDomain,
                };
                let (id, domain) = world.small_until(&name, last).await;
                match event {
                    E::Return => {
                        world.rest(&name).await;
                        world.almost_return(id).await;
                    }
                    E::Release => {
                        world.end_order(id).await;
                        world.work(id, async |_, kind| kind != last).await;
                    }
                    _ => {}
                }
                let row = Row("domains", domain.uuid());
                let released = match status {
                    DomainStatus::Released => ", released_at = created_at",
                    _ => ", released_at = NULL",
                };
                world.force(row, status.as_str(), released).await;
                let to = leads(DOMAIN, status, &[event]).map(DomainStatus::as_str);
                let what = format!("{event:?} of a domain that is {status}");
                let deed = async || match event {
                    E::Begin => {
                        // It was cut off, and is begun again.
                        let first = world.steps(domain, DomainActionStatus::Running).await[0].id;
                        let begun = world.run(&caller, async |tx| tx.start_action(first).await);
                        begun.await.expect("an answer").expect("begun");
                    }
                    E::Activate | E::Return | E::Release => world.succeed_running(domain).await,
                    E::Rest => world.rest(&name).await,
                    E::Fail => world.fail(domain).await,
                };
                world.happens(row, to, &what, deed).await;
            }
        }
    }
}

#[tokio::test]
async fn inboxes() {
    use InboxEvent as E;
    for world in worlds().await {
        let caller = world.acme.caller;
        for event in E::ALL.iter().copied() {
            for (number, status) in InboxStatus::ALL.iter().copied().enumerate() {
                let name = format!("{}{number}.com", event.to_string().replace(' ', "-"));
                let last = match event {
                    E::Begin | E::Activate | E::Fail => DomainActionType::CreateMailboxes,
                    _ => DomainActionType::DeleteMailboxes,
                };
                let (id, domain) = world.small_until(&name, last).await;
                let inbox = world.order(id).await.domains[0].inboxes[0].id;
                match event {
                    E::Resume => {
                        world.rest(&name).await;
                        world.almost_return(id).await;
                    }
                    E::Cancel => {
                        world.end_order(id).await;
                        world.work(id, async |_, kind| kind != last).await;
                    }
                    _ => {}
                }
                let row = Row("inboxes", inbox.uuid());
                let canceled = match status {
                    InboxStatus::Canceled => {
                        ", canceled_at = created_at, secrets = NULL, secrets_key_version = NULL"
                    }
                    _ => ", canceled_at = NULL",
                };
                world.force(row, status.as_str(), canceled).await;
                let to = leads(INBOX, status, &[event]).map(InboxStatus::as_str);
                let what = format!("{event:?} of an inbox that is {status}");
                let deed = async || match event {
                    E::Begin => {
                        let step = world.steps(domain, DomainActionStatus::Running).await[0].id;
                        let begun = world.run(&caller, async |tx| tx.start_action(step).await);
                        begun.await.expect("an answer").expect("begun");
                    }
                    E::Activate => {
                        let made = MadeInbox::default();
                        let made =
                            world.run(&caller, async |tx| tx.activate_inbox(inbox, &made).await);
                        assert_eq!(made.await.expect("an answer"), to.is_some(), "{what}");
                    }
                    E::Suspend => world.rest(&name).await,
                    E::Resume | E::Cancel => world.succeed_running(domain).await,
                    E::Fail => {
                        let gone = world.run(&caller, async |tx| {
                            tx.fail_inbox(inbox, "It is lost.", &book()).await
                        });
                        assert_eq!(gone.await.expect("an answer"), to.is_some(), "{what}");
                    }
                };
                world.happens(row, to, &what, deed).await;
            }
        }
    }
}

#[tokio::test]
async fn steps() {
    use ActionEvent as E;
    for world in worlds().await {
        let caller = world.acme.caller;
        let book = book();
        for event in E::ALL.iter().copied() {
            for (number, status) in DomainActionStatus::ALL.iter().copied().enumerate() {
                let name = format!("{}{number}.com", event.to_string().replace(' ', "-"));
                let (_, domain) = world.small(&name).await;
                let id = world.steps(domain, DomainActionStatus::Queued).await[0].id;
                let row = Row("domain_actions", id.uuid());
                let ended = matches!(
                    status,
                    DomainActionStatus::Succeeded | DomainActionStatus::Failed
                );
                let finished = if ended { "created_at" } else { "NULL" };
                let finished = format!(", finished_at = {finished}");
                world.force(row, status.as_str(), &finished).await;
                let to = match (event, status) {
                    // One that was cut off is begun again.
                    (E::Start, DomainActionStatus::Running) => Some(status),
                    _ => leads(ACTION, status, &[event]),
                };
                let what = format!("{event:?} of a step that is {status}");
                let error = ActionError {
                    vendor: None,
                    message: "It does not work.".to_owned(),
                };
                let deed = async || {
                    let did = match event {
                        E::Start => {
                            let begun = world.run(&caller, async |tx| tx.start_action(id).await);
                            begun.await.map(|begun| begun.is_some())
                        }
                        E::Succeed => {
                            let result = serde_json::json!({});
                            let done = world.run(&caller, async |tx| {
                                tx.succeed_action(id, &result, &book).await
                            });
                            done.await
                        }
                        E::Defer => {
                            let wait = TimeDelta::minutes(1);
                            let failure = ActionFailure { error, wait };
                            let off = world
                                .run(&caller, async |tx| tx.put_off_action(id, &failure).await);
                            off.await.map(|off| off.is_some())
                        }
                        E::GiveUp => {
                            let ended =
                                world.run(&caller, async |tx| tx.give_up_action(id, &error).await);
                            ended.await.map(|ended| ended.is_some())
                        }
                        E::Drop => {
                            world.fail(domain).await;
                            Ok(to.is_some())
                        }
                        E::Retry => {
                            let again =
                                world.run(&caller, async |tx| tx.retry_action(domain, id).await);
                            again.await.map(|again| again.expect("seen").is_ok())
                        }
                    };
                    assert_eq!(did.expect("an answer"), to.is_some(), "{what}");
                };
                let to = to.map(DomainActionStatus::as_str);
                world.happens(row, to, &what, deed).await;
            }
        }
    }
}
