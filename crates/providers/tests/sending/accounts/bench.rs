//! A vendor's stub, the tools that call it, and each call that a tool takes.

use serde_json::Value;
use simpleinboxes_providers::HttpSettings;
use simpleinboxes_providers::sending::{Credential, SendingError, SendingTools};

use super::fixtures::{AccountFixture, Exchange};
use super::jane;
use crate::stub::{Answer, Play, Seen, Stub};
use crate::suite::{PATIENT, credential, tools};

pub struct Bench {
    pub stub: Stub,
    pub tools: SendingTools,
    pub credential: Credential,
}

impl Bench {
    pub async fn new(fixture: &AccountFixture) -> Self {
        Self::with(fixture, PATIENT).await
    }

    pub async fn with(fixture: &AccountFixture, http: HttpSettings) -> Self {
        let stub = Stub::playing([]).await;
        let key = (fixture.key)();
        let tools = tools(&key, &stub.url(), http);
        let credential = credential(&tools, &key, &stub.url());
        Self {
            stub,
            tools,
            credential,
        }
    }

    pub fn play(&self, exchanges: &[Exchange]) {
        self.play_then(exchanges, []);
    }

    /// All goes well in these, and then this happens.
    pub fn play_then(&self, exchanges: &[Exchange], rest: impl IntoIterator<Item = Play>) {
        let plays = exchanges
            .iter()
            .map(|exchange| Play::Answer(exchange.answer.clone()));
        self.stub.restart(plays.chain(rest).collect::<Vec<_>>());
    }

    /// The vendor was asked this, signed as it wants it, and nothing else.
    pub fn check(&self, exchanges: &[Exchange]) {
        let seen = self.stub.seen();
        let asked: Vec<_> = seen
            .iter()
            .map(|seen| format!("{} {}", seen.method, seen.target))
            .collect();
        let expected: Vec<_> = exchanges
            .iter()
            .map(|e| format!("{} {}", e.method, e.target))
            .collect();
        assert_eq!(asked, expected);
        for (seen, exchange) in seen.iter().zip(exchanges) {
            let call = format!("{} {}", exchange.method, exchange.target);
            assert_eq!(body(seen), exchange.body, "{call}");
            for name in ["authorization", "x-api-key", "content-type", "accept"] {
                let found: Vec<_> = seen.headers.get_all(name).iter().collect();
                let expected: Vec<&str> = header(exchange, name).into_iter().collect();
                assert_eq!(found, expected, "{call}: {name}");
            }
        }
    }
}

/// What a header must be; nothing where it must not be there.
fn header(exchange: &Exchange, name: &str) -> Option<&'static str> {
    const JSON: Option<&str> = Some("application/json");
    let mut own = exchange.headers.iter();
    let own = own.find(|(own, _)| *own == name).map(|(_, value)| *value);
    match name {
        "accept" => own.or(JSON),
        "content-type" => own.or(JSON.filter(|_| !exchange.body.is_null())),
        _ => own,
    }
}

/// The body as JSON, as text where it is none, and null where there is none.
fn body(seen: &Seen) -> Value {
    if seen.body.is_empty() {
        return Value::Null;
    }
    let text = String::from_utf8_lossy(&seen.body).into_owned();
    serde_json::from_slice(&seen.body).unwrap_or(Value::String(text))
}

/// The exchanges with another answer to the last one.
pub fn ending(exchanges: &[Exchange], answer: Answer) -> Vec<Exchange> {
    let mut exchanges = exchanges.to_vec();
    exchanges.last_mut().expect("one at least").answer = answer;
    exchanges
}

/// A call that a tool takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Call {
    Add,
    Find,
    Check,
    Update,
    Remove,
    List,
}

impl Call {
    pub const ALL: [Self; 6] = [
        Self::Add,
        Self::Find,
        Self::Check,
        Self::Update,
        Self::Remove,
        Self::List,
    ];

    /// Those that a tool declares.
    pub fn of(fixture: &AccountFixture) -> impl Iterator<Item = Self> {
        let declared = |call: &Self| !call.exchanges(fixture).is_empty();
        Self::ALL.into_iter().filter(declared)
    }

    /// What is asked for it, up to what can't fail without the call failing.
    pub fn exchanges(self, fixture: &AccountFixture) -> &[Exchange] {
        match self {
            Self::Add => &fixture.add[..fixture.sent],
            Self::Find => fixture.there.as_deref().unwrap_or_default(),
            Self::Check => fixture.check.as_deref().unwrap_or_default(),
            Self::Update => match &fixture.update {
                Some(update) => &update[..fixture.changed],
                None => &[],
            },
            Self::Remove => fixture.remove.as_deref().unwrap_or_default(),
            Self::List => fixture.pages.first().map_or(&[], Vec::as_slice),
        }
    }

    /// Whether the last of these changes something.
    pub fn changes(self) -> bool {
        matches!(self, Self::Add | Self::Update | Self::Remove)
    }

    pub async fn make(self, bench: &Bench, fixture: &AccountFixture) -> Result<(), SendingError> {
        let (tools, key, id) = (&bench.tools, &bench.credential, &*fixture.added.id);
        match self {
            Self::Add => tools.add(key, &jane()).await.map(drop),
            Self::Find => tools.find(key, &jane().email).await.map(drop),
            Self::Check => tools.check(key, id).await.map(drop),
            Self::Update => tools.update(key, id, &jane()).await.map(drop),
            Self::Remove => tools.remove(key, id).await,
            Self::List => tools.list(key, None).await.map(drop),
        }
    }
}
