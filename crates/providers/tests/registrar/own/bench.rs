//! A vendor's stub and the registrars that call it.

use std::net::Ipv4Addr;

use secrecy::SecretString;
use simpleinboxes_providers::registrar::own::{
    FieldName, ListedDomain, OwnRegistrarSettings, OwnRegistrars, RegistrarCredential,
};
use simpleinboxes_providers::registrar::{NameServers, RegistrarError};
use simpleinboxes_providers::{BreakerSettings, DomainName, HttpSettings, Traffic};

use super::fixtures::{Fixture, Step};
use crate::stub::{Play, Seen, Stub};

/// Bytes of an answer that tests let through.
pub const LONGEST_ANSWER: usize = 64 * 1024;

/// The address that our calls come from.
pub const OUTBOUND: Ipv4Addr = Ipv4Addr::new(203, 0, 113, 24);

/// Long enough for a busy machine, short of waiting for nothing.
pub const PATIENT: HttpSettings = HttpSettings {
    connect_timeout_ms: 10_000,
    timeout_ms: 20_000,
    max_answer_bytes: LONGEST_ANSWER,
    repeats: 1,
    repeat_pause_ms: 1,
    calls_at_once: 4,
    breaker: BreakerSettings::OFF,
};

/// What is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Call {
    Test,
    List,
    Read,
    Set,
}

pub const CALLS: [Call; 4] = [Call::Test, Call::List, Call::Read, Call::Set];

/// What came out, whatever was called.
#[derive(Debug, Clone, PartialEq)]
pub enum Told {
    Nothing,
    Domains(Vec<ListedDomain>, Option<u32>),
    Servers(Vec<DomainName>),
}

pub type Outcome = Result<Told, RegistrarError>;

pub struct Bench {
    pub stub: Stub,
    pub registrars: OwnRegistrars,
    pub credential: RegistrarCredential,
}

impl Bench {
    pub async fn new(fixture: &Fixture) -> Self {
        Self::with(fixture, PATIENT).await
    }

    pub async fn with(fixture: &Fixture, http: HttpSettings) -> Self {
        let stub = Stub::playing([]).await;
        let registrars = registrars(fixture, &stub.url(), http, Some(OUTBOUND));
        let credential = credential(&registrars, fixture);
        Self {
            stub,
            registrars,
            credential,
        }
    }

    /// Calls while the stub plays `plays`; tells what came out and what the stub was asked.
    pub async fn ask(
        &self,
        call: Call,
        plays: impl IntoIterator<Item = Play>,
    ) -> (Outcome, Vec<Seen>) {
        self.stub.restart(plays);
        let outcome = self.call(call, None).await;
        (outcome, self.stub.seen())
    }

    pub async fn call(&self, call: Call, page: Option<u32>) -> Outcome {
        let (domain, servers) = (domain(), servers());
        ask(
            &self.registrars,
            &self.credential,
            call,
            &domain,
            &servers,
            page,
        )
        .await
    }
}

/// Makes one of the calls.
pub async fn ask(
    registrars: &OwnRegistrars,
    credential: &RegistrarCredential,
    call: Call,
    domain: &DomainName,
    servers: &NameServers,
    page: Option<u32>,
) -> Outcome {
    match call {
        Call::Test => registrars.test(credential).await.map(|()| Told::Nothing),
        Call::List => {
            let listed = registrars.domains(credential, page).await;
            listed.map(|page| Told::Domains(page.domains, page.next))
        }
        Call::Read => {
            let found = registrars.name_servers(credential, domain).await;
            found.map(Told::Servers)
        }
        Call::Set => {
            let set = registrars.set_name_servers(credential, domain, servers);
            set.await.map(|()| Told::Nothing)
        }
    }
}

/// The fixture's step for a call.
pub fn step(fixture: &Fixture, call: Call) -> &Step {
    match call {
        Call::Test => &fixture.test,
        Call::List => &fixture.list,
        Call::Read => &fixture.read,
        Call::Set => &fixture.set,
    }
}

pub fn domain() -> DomainName {
    DomainName::parse("northwind.co.uk").expect("a name")
}

pub fn servers() -> NameServers {
    NameServers::parse(&["amy.ns.example.net", "rick.ns.example.net"]).expect("two")
}

pub fn registrars(
    fixture: &Fixture,
    url: &str,
    http: HttpSettings,
    outbound: Option<Ipv4Addr>,
) -> OwnRegistrars {
    let mut settings = OwnRegistrarSettings {
        http,
        outbound_ipv4: outbound,
        ..OwnRegistrarSettings::default()
    };
    let base = format!("{url}{}", fixture.base_path());
    settings
        .base_urls
        .insert(fixture.registrar.to_owned(), base);
    OwnRegistrars::new(&settings, &Traffic::default()).expect("usable settings")
}

pub fn credential(registrars: &OwnRegistrars, fixture: &Fixture) -> RegistrarCredential {
    let fields = fixture.fields.iter();
    let fields = fields.map(|(name, value)| (*name, SecretString::from(*value)));
    let fields: Vec<(FieldName, SecretString)> = fields.collect();
    registrars
        .credential(fixture.registrar, fields)
        .expect("the fixture's credential is complete")
}
