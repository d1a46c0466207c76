//! Stand-ins for the APIs of customers' registrars on loopback: Porkbun's and Namecheap's, as far
//! as credentials are tested and nameservers are set and read.

use std::{
    collections::BTreeMap,
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use axum::{
    Json, Router,
    extract::{Form, Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::post,
};
use serde_json::{Value, json};
use tokio::{net::TcpListener, task::JoinHandle};

use crate::service::Ground;

/// A key that the registrars take.
pub const TAKEN: &str = "pk1_taken_at_the_registrar_7777";

/// The secret that goes with it.
pub const SECRET: &str = "sk1_secret_of_the_registrar_8888";

/// A user's name that goes with it.
pub const USER: &str = "acme-at-the-registrar";

/// A key on which the registrars answer what nobody can understand.
pub const GARBLED: &str = "pk1_garbles_9999";

/// The address that the service says it calls from.
pub const OUTBOUND: &str = "203.0.113.24";

/// The registrars; every other key is refused.
#[derive(Debug)]
pub struct Registrars {
    address: SocketAddr,
    world: Arc<Mutex<World>>,
    server: JoinHandle<()>,
}

/// What the registrars have, and how they are today.
#[derive(Debug, Default)]
pub struct World {
    /// The nameservers that were set, by domain.
    pub nameservers: BTreeMap<String, Vec<String>>,
    /// Domains that are in no account.
    pub foreign: Vec<String>,
    /// How many times nameservers were to be set.
    pub sets: usize,
    /// A status that every call is answered with, as in an outage.
    pub outage: Option<u16>,
    /// Whether the key is taken no more.
    pub revoked: bool,
    /// Whether Namecheap takes calls from our address.
    pub allows_address: bool,
}

type Shared = Arc<Mutex<World>>;

impl Registrars {
    /// Starts them.
    ///
    /// # Panics
    /// When there is no port left.
    pub async fn start() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let world = Shared::default();
        let router = Router::new()
            .route("/porkbun/ping", post(ping))
            .route("/porkbun/domain/updateNs/{domain}", post(update))
            .route("/porkbun/domain/getNs/{domain}", post(read))
            .route("/namecheap/xml.response", post(namecheap))
            .with_state(Arc::clone(&world));
        let server = tokio::spawn(async move {
            axum::serve(listener, router).await.expect("it serves");
        });
        Self {
            address,
            world,
            server,
        }
    }

    /// Sets a service up to call them.
    pub fn configure(&self, ground: &mut Ground) {
        let settings = &mut ground.config.registrars;
        for (registrar, path) in [
            ("porkbun", "porkbun"),
            ("namecheap", "namecheap/xml.response"),
        ] {
            let url = format!("http://{}/{path}", self.address);
            settings.base_urls.insert(registrar.to_owned(), url);
        }
        settings.outbound_ipv4 = Some(OUTBOUND.parse().expect("an address"));
        settings.http.repeats = 0;
    }

    /// What they have, to look at and to change.
    pub fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Registrars {
    fn drop(&mut self) {
        self.server.abort();
    }
}

fn look(world: &Shared) -> MutexGuard<'_, World> {
    world.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What Porkbun answers instead of doing anything.
fn porkbun_refuses(world: &World, body: &Value) -> Option<Response> {
    if let Some(status) = world.outage {
        let status = StatusCode::from_u16(status).expect("a status");
        return Some(status.into_response());
    }
    match body["apikey"].as_str() {
        Some(TAKEN) if !world.revoked && body["secretapikey"] == SECRET => None,
        Some(GARBLED) => Some("<html>Welcome</html>".into_response()),
        _ => Some(porkbun_error(
            "INVALID_API_KEYS_001",
            "Invalid API key. (001)",
        )),
    }
}

fn porkbun_error(code: &str, message: &str) -> Response {
    let body = json!({"status": "ERROR", "code": code, "message": message});
    (StatusCode::BAD_REQUEST, Json(body)).into_response()
}

async fn ping(State(world): State<Shared>, Json(body): Json<Value>) -> Response {
    let refused = porkbun_refuses(&look(&world), &body);
    refused.unwrap_or_else(|| {
        let body = json!({"status": "SUCCESS", "yourIp": OUTBOUND, "credentialsValid": true});
        Json(body).into_response()
    })
}

async fn update(
    State(world): State<Shared>,
    Path(domain): Path<String>,
    Json(body): Json<Value>,
) -> Response {
    let mut world = look(&world);
    world.sets += 1;
    if let Some(refused) = porkbun_refuses(&world, &body) {
        return refused;
    }
    if world.foreign.contains(&domain) {
        return porkbun_error("INVALID_DOMAIN", "Invalid domain.");
    }
    let Ok(servers) = serde_json::from_value(body["ns"].clone()) else {
        return porkbun_error("INVALID_NS", "ns is missing.");
    };
    world.nameservers.insert(domain, servers);
    Json(json!({"status": "SUCCESS"})).into_response()
}

async fn read(
    State(world): State<Shared>,
    Path(domain): Path<String>,
    Json(body): Json<Value>,
) -> Response {
    let world = look(&world);
    if let Some(refused) = porkbun_refuses(&world, &body) {
        return refused;
    }
    let servers = world.nameservers.get(&domain).cloned();
    let servers = servers.unwrap_or_else(|| vec!["ns1.parked.example".to_owned()]);
    Json(json!({"status": "SUCCESS", "ns": servers})).into_response()
}

async fn namecheap(
    State(world): State<Shared>,
    Form(form): Form<BTreeMap<String, String>>,
) -> Response {
    let mut world = look(&world);
    let field = |name: &str| form.get(name).map_or("", String::as_str);
    if let Some(status) = world.outage {
        let status = StatusCode::from_u16(status).expect("a status");
        return status.into_response();
    }
    if field("ApiKey") != TAKEN || field("ApiUser") != USER || world.revoked {
        return namecheap_error(
            "1011102",
            "API Key is invalid or API access has not been enabled",
        );
    }
    if field("ClientIp") != OUTBOUND || !world.allows_address {
        return namecheap_error("1011150", &format!("Invalid request IP: {OUTBOUND}"));
    }
    match field("Command") {
        "namecheap.users.getBalances" => {
            namecheap_ok("<UserGetBalancesResult Currency=\"USD\" AvailableBalance=\"1.00\" />")
        }
        "namecheap.domains.dns.setCustom" => {
            let domain = format!("{}.{}", field("SLD"), field("TLD"));
            let servers = field("Nameservers").split(',').map(str::to_owned);
            let servers: Vec<String> = servers.collect();
            world.sets += 1;
            world.nameservers.insert(domain, servers);
            namecheap_ok("<DomainDNSSetCustomResult Updated=\"true\" />")
        }
        _ => namecheap_error("1010102", "Parameter Command is missing"),
    }
}

fn namecheap_ok(content: &str) -> Response {
    xml(&format!(
        "<ApiResponse Status=\"OK\" xmlns=\"http://api.namecheap.com/xml.response\"><Errors />\
         <CommandResponse>{content}</CommandResponse></ApiResponse>"
    ))
}

fn namecheap_error(number: &str, text: &str) -> Response {
    xml(&format!(
        "<ApiResponse Status=\"ERROR\" xmlns=\"http://api.namecheap.com/xml.response\"><Errors>\
         <Error Number=\"{number}\">{text}</Error></Errors></ApiResponse>"
    ))
}

fn xml(body: &str) -> Response {
    let head = [("content-type", "text/xml; charset=utf-8")];
    (head, body.to_owned()).into_response()
}
