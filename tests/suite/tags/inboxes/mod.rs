//! Inboxes over HTTP, with their mailboxes made by the program's own steps; what has no part in
//! mailboxes is played.

mod changes;
mod failures;
mod many;
mod reading;
mod servers;

use std::{collections::BTreeMap, time::Duration};

use async_trait::async_trait;
use serde_json::{Value, json};
use simpleinboxes::{
    app::App,
    fulfilment::{self, DomainActions, Step, StepError},
    jobs::Handlers,
};
use simpleinboxes_core::{
    id::{InboxId, InboxMutationId, OrderId},
    pricing::PriceBook,
    status::{DomainActionType, DomainSource, InboxMutationType, MailboxProvider},
};
use simpleinboxes_store::{
    Caller, DomainZone, InboxMutationDetail, NewInboxMutation, NewMutationItem, NewOrder,
    NewOrderDomain, NewOrderInbox, OrderRefused, Started, StoreError, Tx, Wallet,
};
use simpleinboxes_tests::{
    api::Api,
    service::{Ground, Running},
    until::until,
};

/// The password that inboxes are ordered with.
const FIRST: &str = "Made-up-Passw0rd-1";

/// Another.
const SECOND: &str = "Made-up-Passw0rd-2";

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
"#;

/// A service and the account `acme`, which has money.
struct Yard {
    api: Api,
    running: Running,
    ground: Ground,
}

impl Yard {
    /// One on each engine.
    async fn each() -> Vec<Self> {
        let mut yards = Vec::new();
        for ground in Ground::each().await {
            yards.push(Self::on(ground).await);
        }
        yards
    }

    async fn on(mut ground: Ground) -> Self {
        ground.config.jobs.poll_ms = 20;
        let running = ground.start_with(handlers()).await;
        running
            .pay_in(&ground.acme, Wallet::Master, 1_000_000)
            .await;
        Self {
            api: running.with(&ground.acme.key),
            running,
            ground,
        }
    }

    /// Orders inboxes on a domain of one's own.
    async fn order(&self, provider: MailboxProvider, domain: &str, usernames: &[&str]) -> OrderId {
        let inbox = |username: &&str| NewOrderInbox {
            first_name: "Jane".to_owned(),
            last_name: "Doe".to_owned(),
            username: (*username).to_owned(),
            password: FIRST.into(),
        };
        let new = NewOrder {
            workspace: self.ground.acme.first,
            provider,
            domains: vec![NewOrderDomain {
                name: domain.to_owned(),
                source: DomainSource::Owned,
                offer: None,
                forwarding_url: None,
                inboxes: usernames.iter().map(inbox).collect(),
            }],
            sending_tool: None,
            auto_renew: true,
            promo_code: None,
            registrant: None,
            expected_total: None,
        };
        let book = PriceBook::parse(BOOK).expect("a book");
        let caller = self.ground.acme.caller();
        let work = async |tx: &Tx| tx.scoped(&caller).place_order(&new, &book).await;
        let placed: Result<_, OrderRefused> = self.running.store().write(work).await;
        placed.expect("placed")
    }

    /// The inboxes of a domain by their usernames, once there is nothing to be made any more.
    /// Time passes meanwhile.
    async fn made(&self, domain: &str) -> BTreeMap<String, Value> {
        until("the inboxes are made", async || {
            self.ground.pass(Duration::from_secs(1));
            let path = format!("/inboxes?limit=100&domain={domain}");
            let found = self.api.get(&path).await.data(200);
            let found = found.as_array()?.clone();
            let waits = |inbox: &Value| {
                let status = inbox["status"].as_str();
                matches!(status, Some("pending" | "provisioning"))
            };
            let all = !found.is_empty() && !found.iter().any(waits);
            all.then(|| {
                let name = |inbox: &Value| text(&inbox["username"]);
                found.iter().map(|one| (name(one), one.clone())).collect()
            })
        })
        .await
    }

    /// Orders an inbox and waits until it is made.
    async fn inbox(&self, provider: MailboxProvider, domain: &str, username: &str) -> Value {
        self.order(provider, domain, &[username]).await;
        self.made(domain).await[username].clone()
    }

    async fn get(&self, inbox: &Value, what: &str) -> simpleinboxes_tests::api::Answer {
        let id = text(&inbox["id"]);
        self.api.get(&format!("/inboxes/{id}{what}")).await
    }

    /// All inboxes that a query finds, one on a page.
    async fn paged(&self, query: &str) -> Vec<Value> {
        let mut found = Vec::new();
        let mut cursor = String::new();
        loop {
            let path = format!("/inboxes?limit=1{query}{cursor}");
            let page = self.api.get(&path).await;
            found.extend(page.data(200).as_array().expect("a list").clone());
            match page.json()["pagination"]["nextCursor"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => return found,
            }
        }
    }

    async fn credentials(&self, inbox: &Value) -> Value {
        self.get(inbox, "/credentials").await.data(200)
    }

    async fn rotate(&self, inbox: &Value, body: &Value) -> Value {
        let path = format!("/inboxes/{}/password", text(&inbox["id"]));
        let queued = self.api.patch(&path, body).await.data(202);
        self.finished(&queued).await;
        self.get(inbox, "").await.data(200)
    }

    /// Changes many at once.
    async fn change(
        &self,
        kind: InboxMutationType,
        items: Vec<NewMutationItem>,
    ) -> InboxMutationDetail {
        let new = NewInboxMutation {
            workspace: None,
            kind,
            items,
        };
        let caller = self.ground.acme.caller();
        let work = async |tx: &Tx| tx.scoped(&caller).create_inbox_mutation(&new).await;
        let made: Result<_, StoreError> = self.running.store().write(work).await;
        let id = made.expect("queued").expect("known inboxes");
        self.ended(id).await
    }

    /// A change that an answer names, once it is finished.
    async fn finished(&self, queued: &Value) -> InboxMutationDetail {
        let id = text(&queued["id"]).parse().expect("an id");
        self.ended(id).await
    }

    async fn ended(&self, id: InboxMutationId) -> InboxMutationDetail {
        let caller = self.ground.acme.caller();
        until("a change is finished", async || {
            self.ground.pass(Duration::from_secs(1));
            let scoped = self.running.store().scoped(&caller);
            let found = scoped.inbox_mutation(id).await.expect("read");
            found.filter(|found| found.mutation.finished_at.is_some())
        })
        .await
    }
}

/// What one inbox gets.
fn item(inbox: &Value) -> NewMutationItem {
    let inbox: InboxId = text(&inbox["id"]).parse().expect("an id");
    NewMutationItem {
        inbox,
        username: None,
        password: None,
        photo_url: None,
        photo_token: None,
    }
}

fn text(value: &Value) -> String {
    simpleinboxes_tests::made::text(value)
}

/// The program's own work, but for what buys and publishes domains.
pub(crate) fn handlers() -> Handlers {
    let played = [
        DomainActionType::CreateZone,
        DomainActionType::SetNameservers,
        DomainActionType::VerifyNameservers,
        DomainActionType::ReleaseDomain,
    ];
    let steps = played
        .into_iter()
        .fold(fulfilment::steps(), |steps, kind| steps.with(Played(kind)));
    Handlers::of_program().with(DomainActions::new(steps))
}

/// A step that is done at once.
struct Played(DomainActionType);

#[async_trait]
impl Step for Played {
    fn kind(&self) -> DomainActionType {
        self.0
    }

    async fn attempt(&self, started: &Started, app: &App) -> Result<Value, StepError> {
        if self.0 == DomainActionType::CreateZone {
            let zone = DomainZone {
                host: app.vendors.dns.name().as_str().to_owned(),
                id: started.domain.clone(),
                nameservers: vec!["ns1.played.example".to_owned()],
            };
            let system = Caller::system(started.account);
            let domain = started.action.domain;
            let work = async |tx: &Tx| tx.scoped(&system).set_domain_zone(domain, &zone).await;
            app.store.write(work).await?;
        }
        Ok(json!({}))
    }
}
