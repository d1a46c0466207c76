//! The service with something in it, and what calls it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use simpleinboxes_store::Wallet;

use crate::{
    api::Api,
    judge::Judge,
    made::text,
    played,
    registrar::Registrars,
    send::Connection,
    service::{Ground, Running},
    table::{Encoded, Operation, filled, operations},
    tool::Tool,
    until::in_time,
    wire::{Exchange, Response},
};

/// The name of the client that is there from the start.
pub(super) const CLIENT: &str = "Northwind";

/// How often the service looks for what its time has come for.
const LOOK_MS: u64 = 20;

/// A service on SQLite with a client, a credential, keys, an order that is delivered, and a
/// sending tool that it can ask.
pub(super) struct World {
    pub ground: Ground,
    pub running: Running,
    /// The client's workspace.
    pub workspace: String,
    /// A workspace with a wallet of its own in use.
    pub dedicated: String,
    /// A transaction that has a custom invoice.
    pub invoiced: String,
    /// The client's credential.
    pub credential: String,
    /// The id of an order that is delivered.
    pub order: Value,
    /// Its domain.
    pub domain: String,
    /// The id of its inbox.
    pub inbox: String,
    /// A key for each scope that has it alone.
    pub scoped: BTreeMap<&'static str, String>,
    /// The answers that came.
    pub reached: BTreeSet<(String, u16, Option<String>)>,
    /// What was not as it should be.
    pub wrong: Vec<String>,
    judge: Judge,
    connection: Connection,
    names: usize,
    _tool: Tool,
    _registrars: Registrars,
}

/// What to send.
#[derive(Clone, Debug, Default)]
pub(super) struct Values {
    /// Parameters by field.
    pub params: BTreeMap<String, Value>,
    /// The body.
    pub body: Option<Value>,
}

impl Values {
    /// With a parameter.
    pub(super) fn param(mut self, field: &str, value: impl Into<Value>) -> Self {
        self.params.insert(field.to_owned(), value.into());
        self
    }

    /// With a body.
    pub(super) fn body(mut self, body: Value) -> Self {
        self.body = Some(body);
        self
    }
}

impl World {
    pub(super) async fn new() -> Self {
        let tool = Tool::start().await;
        let registrars = Registrars::start().await;
        let mut ground = Ground::one().await;
        registrars.configure(&mut ground);
        ground
            .config
            .sending
            .base_urls
            .insert("instantly".to_owned(), tool.base_url());
        ground.config.sending.http.repeats = 0;
        // So high that nothing here meets it, and so that every answer tells it.
        ground.config.rate_limit.requests = 100_000;
        ground.config.rate_limit.anonymous_requests = 100_000;
        ground.config.jobs.poll_ms = LOOK_MS;
        let running = ground.start_with(played::handlers()).await;
        let api = running.with(&ground.acme.key);
        let workspace = api.make_client(CLIENT).await;
        let credential = api.make_credential(CLIENT, "The first").await;
        let dedicated = api.make_client("Dedicated").await;
        let mode = format!("/wallet/workspaces/{dedicated}/mode");
        let body = json!({"mode": "dedicated"});
        api.post(&mode, &body).await.data(200);
        let acme = &ground.acme;
        running.pay_in(acme, Wallet::Master, 1_000_000).await;
        let invoiced = ground.make_invoice(acme, &dedicated, &api).await;
        let placed = api.post("/orders", &small_order("northwind.com")).await;
        let order = delivered(&api, &placed.data(201)).await;
        let mut scoped = BTreeMap::new();
        for scope in ["read", "write", "billing", "keys"] {
            scoped.insert(scope, api.make_key(&[scope], None).await.key);
        }
        let connection = Self::connect(&running);
        let judge = Judge::published().expect("the published document");
        Self {
            ground,
            running,
            workspace,
            dedicated,
            invoiced,
            credential,
            domain: text(&order["domains"][0]["name"]),
            inbox: text(&order["domains"][0]["inboxes"][0]["id"]),
            order: order["id"].clone(),
            scoped,
            judge,
            connection,
            reached: BTreeSet::new(),
            wrong: Vec::new(),
            names: 0,
            _tool: tool,
            _registrars: registrars,
        }
    }

    /// A connection to a service.
    pub(super) fn connect(running: &Running) -> Connection {
        Connection::new(
            running.api().address().to_string(),
            simpleinboxes_server::BASE_PATH,
        )
    }

    /// The key that may do everything.
    pub(super) fn key(&self) -> String {
        self.ground.acme.key.clone()
    }

    /// A name that nothing has yet.
    pub(super) fn name(&mut self) -> String {
        self.names += 1;
        format!("Made {}", self.names)
    }

    /// Sends `values` with `key`, has both sides judged, and notes what came.
    pub(super) async fn ask(
        &mut self,
        operation: &Operation,
        key: Option<&str>,
        values: &Values,
    ) -> Response {
        let request = filled(operation, &values.params, values.body.as_ref()).expect("a request");
        self.send(operation, key, &request).await
    }

    /// The same with a request that is put together already.
    pub(super) async fn send(
        &mut self,
        operation: &Operation,
        key: Option<&str>,
        request: &Encoded,
    ) -> Response {
        let headers: Vec<_> = key.map(|key| ("x-api-key", key)).into_iter().collect();
        let large = request
            .body
            .as_ref()
            .is_some_and(|body| body.len() > 1024 * 1024);
        let answer = match large {
            true => self.connection.announce(request, &headers).await,
            false => self.connection.send(request, &headers).await,
        };
        let answer =
            answer.unwrap_or_else(|error| panic!("{}: no answer: {error:#}", operation.id));
        let sent = self.connection.as_sent(request, &headers);
        self.note(
            operation,
            &Exchange {
                request: sent,
                response: answer.clone(),
            },
        );
        answer
    }

    /// Has an exchange judged, and notes what came.
    pub(super) fn note(&mut self, operation: &Operation, exchange: &Exchange) {
        let verdict = self.judge.exchange(exchange);
        for problem in verdict.response {
            self.wrong.push(format!(
                "{} answers {}: {problem}",
                operation.id, verdict.status
            ));
        }
        if verdict.status < 300 {
            for problem in verdict.request {
                self.wrong.push(format!(
                    "{} takes what it should not: {problem}",
                    operation.id
                ));
            }
        }
        self.reached
            .insert((operation.id.clone(), verdict.status, verdict.code));
    }

    /// What a call that must succeed answers.
    pub(super) async fn made(&mut self, operation: &str, values: &Values) -> Value {
        let key = self.key();
        let operation = find(operation);
        let answer = self.ask(operation, Some(&key), values).await;
        let body: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
        if answer.status >= 300 {
            self.wrong.push(format!(
                "{} answers {}: {body}",
                operation.id, answer.status
            ));
        }
        body["data"].clone()
    }

    /// A client that is used up.
    pub(super) async fn spare_client(&mut self) -> String {
        let name = self.name();
        self.made(
            "createClient",
            &Values::default().body(json!({"name": name})),
        )
        .await;
        name
    }
}

/// An order of one inbox on a domain of one's own.
pub(super) fn small_order(domain: &str) -> Value {
    let inbox = json!({"firstName": "Jane", "lastName": "Doe", "username": "jane"});
    let domains = json!([{"domain": domain, "source": "owned", "inboxes": [inbox]}]);
    json!({"provider": "google", "autoRenew": true, "domains": domains})
}

/// An order once it is delivered.
pub(super) async fn delivered(api: &Api, order: &Value) -> Value {
    let path = format!("/orders/{}", text(&order["id"]));
    let delivered = async {
        loop {
            let found = api.get(&path).await.data(200);
            if found["status"] == "active" {
                return found;
            }
        }
    };
    in_time("an order is delivered", delivered).await
}

/// An operation.
pub(super) fn find(id: &str) -> &'static Operation {
    operations()
        .find(|operation| operation.id == id)
        .unwrap_or_else(|| panic!("there is no {id}"))
}
