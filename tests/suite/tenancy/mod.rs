//! What belongs to others is not there.
//!
//! The requests are made from the spec: every mounted operation, every place in it that names
//! something, every example of its body. An operation that comes to be mounted is tried from then
//! on, or fails the test until it is said here what its places name.

mod foreign;
mod lists;
mod own;
mod places;
mod request;

use std::collections::BTreeMap;

use chrono::TimeDelta;
use reqwest::Method;
use serde_json::json;
use simpleinboxes_core::{
    cents::Cents,
    clock::Clock as _,
    id::{DomainActionId, RecoveryEntryId, WorkspaceId},
    status::{DomainActionStatus, DomainStatus, InboxStatus, OrderStatus, RecoveryStatus},
};
use simpleinboxes_store::{
    ActionError, Caller, DomainZone, Wallet,
    testing::{self, Snapshot, snapshot},
};
use simpleinboxes_tests::{
    api::Api,
    made::text,
    registrar::Registrars,
    service::{Account, Ground, Running},
    tool::Tool,
};

use places::Kind;

/// Things of one workspace, by what they are.
#[derive(Clone, Debug)]
struct Things(BTreeMap<Kind, String>);

impl Things {
    /// Makes a client called `name`, with everything that there is to name.
    async fn make(
        ground: &Ground,
        running: &Running,
        account: &Account,
        owner: &Api,
        name: &str,
    ) -> Self {
        let workspace = owner.make_client(name).await;
        let path = format!("/wallet/workspaces/{workspace}/mode");
        let mode = json!({"mode": "dedicated"});
        owner.post(&path, &mode).await.data(200);
        save_registrar(running, account, workspace.parse().expect("an id")).await;
        let transaction = ground.make_invoice(account, &workspace, owner).await;
        let credential = owner
            .make_credential(name, &format!("Credential of {name}"))
            .await;
        let key = owner.make_key(&["read"], Some(&workspace)).await;
        let body = json!({"amountCents": 500, "workspaceId": workspace});
        let topup = owner.post("/payments/topup", &body).await.data(201);
        let topup = topup["topupId"].as_str().expect("an id").to_owned();
        let orders = Orders::make(ground, running, account, owner, &workspace, name).await;
        let record = record(running, account, owner, &orders.domain).await;
        let action = given_up(running, account, owner, &orders.domain, &credential).await;
        let entry = entry(running, account, owner, &workspace).await;
        Self(BTreeMap::from([
            (Kind::Workspace, workspace),
            (Kind::Client, name.to_owned()),
            (Kind::Credential, credential),
            (Kind::Key, key.id),
            (Kind::Topup, topup),
            (Kind::Transaction, transaction),
            (Kind::Order, orders.order),
            (Kind::EndingOrder, orders.ending),
            (Kind::CanceledOrder, orders.canceled),
            (Kind::Action, action),
            (Kind::Entry, entry),
            (Kind::Record, record),
            (Kind::Domain, orders.domain),
            (Kind::Inbox, orders.inbox),
            (Kind::Mutation, orders.mutation),
        ]))
    }

    /// A client called `name`, with nothing in it.
    async fn of_client(owner: &Api, name: &str) -> Self {
        Self(BTreeMap::from([
            (Kind::Workspace, owner.make_client(name).await),
            (Kind::Client, name.to_owned()),
        ]))
    }

    /// Well-formed names of things that never were.
    fn of_nobody() -> Self {
        let id = |prefix| format!("{prefix}_01m6dsg7e0es8r65rzyjka792g");
        Self(BTreeMap::from([
            (Kind::Workspace, id("ws")),
            (Kind::Client, "Nobody".to_owned()),
            (Kind::Credential, id("cred")),
            (Kind::Key, id("key")),
            (Kind::Topup, id("top")),
            (Kind::Transaction, id("txn")),
            (Kind::Order, id("ord")),
            (Kind::EndingOrder, id("ord")),
            (Kind::CanceledOrder, id("ord")),
            (Kind::Domain, "nobody.com".to_owned()),
            (Kind::Action, id("act")),
            (Kind::Entry, id("rec")),
            (Kind::Record, id("dns")),
            (Kind::Inbox, id("inb")),
            (Kind::Mutation, id("mut")),
        ]))
    }

    fn get(&self, kind: Kind) -> &str {
        &self.0[&kind]
    }

    fn workspace(&self) -> WorkspaceId {
        self.get(Kind::Workspace).parse().expect("an id")
    }
}

/// The orders of one workspace, and what belongs to them.
struct Orders {
    order: String,
    ending: String,
    canceled: String,
    domain: String,
    inbox: String,
    mutation: String,
}

impl Orders {
    async fn make(
        ground: &Ground,
        running: &Running,
        account: &Account,
        owner: &Api,
        workspace: &str,
        name: &str,
    ) -> Self {
        let seed = running.seed(account, workspace.parse().expect("an id"));
        let host = |what: &str| format!("{}-{what}.com", name.to_lowercase().replace(' ', "-"));
        let next = ground.clock.now() + TimeDelta::days(30);
        let mut orders = Vec::new();
        for what in ["used", "ending"] {
            let order = seed.order(OrderStatus::Active).await;
            seed.order_renews(order, next, Cents::new(350)).await;
            let domain = seed.domain(order, &host(what), DomainStatus::Active).await;
            let inbox = seed.inbox(order, domain, "jane", InboxStatus::Active).await;
            seed.give_password(inbox).await;
            orders.push((order.to_string(), inbox.to_string()));
        }
        let (ending, _) = orders.pop().expect("an order");
        let (order, inbox) = orders.pop().expect("an order");
        let path = format!("/orders/{ending}/cancel");
        owner.request(Method::POST, &path).await.data(200);
        let canceled = seed.order(OrderStatus::Canceled).await;
        seed.domain(canceled, &host("released"), DomainStatus::Released)
            .await;
        let body = json!({"type": "password", "items": [{"inboxId": inbox}]});
        let mutation = owner.post("/orders/inbox-mutations", &body).await.data(202);
        Self {
            order,
            ending,
            canceled: canceled.to_string(),
            domain: host("used"),
            inbox,
            mutation: text(&mutation["id"]),
        }
    }
}

/// A DNS record of a domain, which gets a zone for it.
async fn record(running: &Running, account: &Account, owner: &Api, domain: &str) -> String {
    let zone = DomainZone {
        host: "embedded".to_owned(),
        id: domain.to_owned(),
        nameservers: Vec::new(),
    };
    let caller = account.caller();
    let set = running.store().write(async |tx| {
        let scoped = tx.scoped(&caller);
        let name = domain.parse().expect("a name");
        let found = scoped.domain_of_name(&name).await?.expect("a domain");
        scoped.set_domain_zone(found.id, &zone).await
    });
    assert!(set.await.expect("set"));
    let body = json!({"type": "TXT", "name": "@", "content": "text"});
    let made = owner.post(&format!("/domains/{domain}/dns"), &body).await;
    text(&made.data(201)["id"])
}

/// A credential of a registrar, saved for a workspace.
async fn save_registrar(running: &Running, account: &Account, workspace: WorkspaceId) {
    let fields = ["api_key", "api_secret"].map(|name| (name.to_owned(), "pk1_example".into()));
    let fields = fields.into_iter().collect();
    let caller = account.caller();
    let saved = running.store().write(async |tx| {
        let scoped = tx.scoped(&caller);
        let now = testing::clock().now();
        scoped
            .save_registrar_credential(workspace, "porkbun", &fields, now)
            .await
    });
    saved.await.expect("saved");
}

/// A step that was given up: an upload of a domain, which gets a sending tool for it.
async fn given_up(
    running: &Running,
    account: &Account,
    owner: &Api,
    domain: &str,
    credential: &str,
) -> String {
    let body = json!({"credentialId": credential, "uploadExisting": true});
    let path = format!("/domains/{domain}/add-sending-tool");
    let attached = owner.post(&path, &body).await.data(200);
    let id = text(&attached["uploadAction"]["id"]);
    let action: DomainActionId = id.parse().expect("an id");
    let error = ActionError {
        vendor: None,
        message: "The tool takes no more.".to_owned(),
    };
    let caller = Caller::system(account.id);
    let ended = running.store().write(async |tx| {
        let scoped = tx.scoped(&caller);
        scoped.start_action(action).await?.expect("begun");
        scoped.give_up_action(action, &error).await
    });
    let ended = ended.await.expect("given up");
    assert_eq!(ended, Some(DomainActionStatus::Failed));
    id
}

/// An entry of the Recovery Pool that is ready.
async fn entry(running: &Running, account: &Account, owner: &Api, workspace: &str) -> String {
    let domain = format!("parked-{}.com", running.unique());
    let body = json!({"domains": [{"domain": domain}], "workspaceId": workspace});
    let taken = owner.post("/recovery/domains", &body).await.data(202);
    let id = text(&taken["results"][0]["entry"]["id"]);
    let entry: RecoveryEntryId = id.parse().expect("an id");
    let seed = running.seed(account, workspace.parse().expect("an id"));
    seed.recovery_is(entry, RecoveryStatus::Ready).await;
    id
}

/// Two accounts, the first with two clients.
struct World {
    running: Running,
    owner: Api,
    /// Whose things are not to be touched.
    victim: Things,
    /// Those who try: another account, and a key that is bound to the victim's neighbour.
    intruders: [Intruder; 2],
    /// What the owner's sending tool says of keys.
    _tool: Tool,
    /// What registrars say of credentials.
    _registrars: Registrars,
    ground: Ground,
}

struct Intruder {
    api: Api,
    things: Things,
    bound: bool,
}

impl World {
    async fn each() -> Vec<Self> {
        let mut worlds = Vec::new();
        for ground in Ground::each().await {
            worlds.push(Self::on(ground).await);
        }
        worlds
    }

    async fn on(mut ground: Ground) -> Self {
        let tool = Tool::start().await;
        let registrars = Registrars::start().await;
        registrars.configure(&mut ground);
        ground
            .config
            .sending
            .base_urls
            .insert("instantly".to_owned(), tool.base_url());
        // What is done behind their backs would look like an effect of theirs.
        ground.config.jobs.workers = 0;
        let running = ground.start().await;
        let (owner, rival) = (
            running.with(&ground.acme.key),
            running.with(&ground.rival.key),
        );
        for account in [&ground.acme, &ground.rival] {
            running.pay_in(account, Wallet::Master, 1_000_000).await;
            running.save_card(account, &ground).await;
            save_registrar(&running, account, account.first).await;
        }
        let acme = &ground.acme;
        let victim = Things::make(&ground, &running, acme, &owner, "Victim").await;
        let neighbour = Things::make(&ground, &running, acme, &owner, "Neighbour").await;
        let bound = owner.make_key(
            &["read", "write", "billing", "keys"],
            Some(neighbour.get(Kind::Workspace)),
        );
        let bound = running.with(&bound.await.key);
        let rivals = Things::make(&ground, &running, &ground.rival, &rival, "Rival").await;
        let intruders = [
            Intruder {
                api: rival,
                things: rivals,
                bound: false,
            },
            Intruder {
                api: bound,
                things: neighbour,
                bound: true,
            },
        ];
        Self {
            running,
            owner,
            victim,
            intruders,
            _tool: tool,
            _registrars: registrars,
            ground,
        }
    }

    /// All that the database holds, but for what requests as such leave behind.
    async fn rows(&self) -> Snapshot {
        let mut rows = snapshot(self.running.store()).await;
        rows.remove("rate_limit_windows").expect("the table");
        for key in rows.get_mut("api_keys").expect("the table") {
            *key = without(key, "last_used_at");
        }
        rows
    }

    /// Of all rows those that name the victim's workspace.
    async fn rows_of_victim(&self) -> Vec<String> {
        let id = self.victim.workspace().uuid();
        let forms = [id.to_string(), id.simple().to_string().to_uppercase()];
        let rows = self.rows().await.into_values().flatten();
        rows.filter(|row| forms.iter().any(|form| row.contains(form)))
            .collect()
    }

    /// Texts that only the victim may see.
    fn marks(&self) -> Vec<String> {
        let mut marks: Vec<String> = self.victim.0.values().cloned().collect();
        marks.push("Credential of Victim".to_owned());
        marks
    }

    fn account(&self) -> &Account {
        &self.ground.acme
    }
}

/// A row with one of its values blotted out, in the forms in which either engine shows rows:
/// `column='value'` and `"column": "value"`.
fn without(row: &str, column: &str) -> String {
    let Some((before, after)) = row.split_once(column) else {
        return row.to_owned();
    };
    let value = after.trim_start_matches(['"', ':', '=', ' ']);
    let quoted = after[..after.len() - value.len()].ends_with(['"']) || value.starts_with('\'');
    let value = value.trim_start_matches('\'');
    let end: &[char] = if quoted {
        &['"', '\'']
    } else {
        &[' ', ',', '}']
    };
    let rest = value.find(end).map_or("", |end| &value[end..]);
    format!("{before}{column}{}", rest.trim_start_matches(['"', '\'']))
}

#[test]
fn a_value_is_blotted_out_whatever_it_is() {
    for row in ["a='1' x='2 3' b='4'", "a='1' x=NULL b='4'"] {
        assert_eq!(without(row, "x"), "a='1' x b='4'");
    }
    for row in [
        r#"{"a": "1", "x": "2 3", "b": "4"}"#,
        r#"{"a": "1", "x": null, "b": "4"}"#,
    ] {
        assert_eq!(without(row, "x"), r#"{"a": "1", "x, "b": "4"}"#);
    }
}
