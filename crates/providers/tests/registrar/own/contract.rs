//! The rules that every registrar of customers keeps, a vendor's as well as the sandbox's. Each
//! takes a world with an account in it, which has [`domain`] and, for the fixtures' sake, another.

use std::collections::BTreeSet;

use simpleinboxes_providers::registrar::own::{OwnRegistrars, RegistrarCredential};
use simpleinboxes_providers::registrar::{NameServers, RegistrarError};
use simpleinboxes_providers::{DomainName, Lack, Outage, ProviderError};

use super::bench::{CALLS, Call, Outcome, Told, ask, domain, servers};

/// What a registrar makes of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// It works.
    Good,
    /// Nobody knows it.
    Unknown,
    /// It lacks a right.
    Forbidden,
    /// It was used too often.
    Limited,
}

impl Key {
    /// The key itself, where it does not work.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Good => "key",
            Self::Unknown => "invalid-key",
            Self::Forbidden => "forbidden-key",
            Self::Limited => "limited-key",
        }
    }
}

/// A customer's registrar.
pub trait World: Send + Sync {
    fn registrars(&self) -> &OwnRegistrars;

    fn credential(&self, key: Key) -> RegistrarCredential;

    /// The same registrar while nobody is there, and a credential for it.
    fn gone(&self) -> (&OwnRegistrars, RegistrarCredential);
}

/// Each call for a domain, and for [`servers`].
async fn told(world: &dyn World, key: Key, call: Call, domain: &DomainName) -> Outcome {
    let (credential, servers) = (world.credential(key), servers());
    ask(
        world.registrars(),
        &credential,
        call,
        domain,
        &servers,
        None,
    )
    .await
}

/// Each call with a good key, for [`domain`].
async fn well(world: &dyn World, call: Call) -> Told {
    let told = told(world, Key::Good, call, &domain()).await;
    told.expect("done")
}

async fn servers_now(world: &dyn World) -> Vec<DomainName> {
    match well(world, Call::Read).await {
        Told::Servers(found) => found,
        other => panic!("{other:?}"),
    }
}

pub async fn keys_are_told_apart(world: &dyn World) {
    assert_eq!(well(world, Call::Test).await, Told::Nothing);
    for key in [Key::Unknown, Key::Forbidden, Key::Limited] {
        for call in CALLS {
            let told = told(world, key, call, &domain()).await;
            let error = told.expect_err("refused");
            let RegistrarError::Provider(why) = &error else {
                panic!("{key:?} {call:?}: {error:?}");
            };
            match (key, why) {
                (Key::Unknown, ProviderError::Rejected { reason })
                | (
                    Key::Forbidden,
                    ProviderError::NotAllowed {
                        lack: Lack::Permission,
                        reason,
                    },
                ) => assert!(!reason.is_empty()),
                (Key::Limited, ProviderError::RateLimited { .. }) => {}
                _ => panic!("{key:?} {call:?}: {error:?}"),
            }
            assert_eq!(error.is_about_credentials(), key != Key::Limited);
            assert!(!error.may_have_happened(), "{error:?}");
        }
    }
    let now = servers_now(world).await;
    assert!(!servers().are(&now), "nothing was set: {now:?}");
}

/// Whatever they had before; and twice, for a change whose answer was lost is made again.
pub async fn domains_get_name_servers(world: &dyn World) {
    let before = servers_now(world).await;
    assert!(before.len() >= 2 && !servers().are(&before), "{before:?}");
    for _ in 0..2 {
        assert_eq!(well(world, Call::Set).await, Told::Nothing);
        let now = servers_now(world).await;
        assert!(servers().are(&now), "{now:?}");
    }
}

/// Every domain once; what a list tells of name servers is true.
pub async fn lists_show_the_account_and_end(world: &dyn World) {
    well(world, Call::Set).await;
    let credential = world.credential(Key::Good);
    let (mut page, mut names, mut told_last) = (None, BTreeSet::new(), false);
    for _ in 0..10 {
        let told = world.registrars().domains(&credential, page).await;
        let told = told.expect("a page");
        for one in told.domains {
            if one.domain == domain() {
                let told = one.name_servers.is_none_or(|told| servers().are(&told));
                assert!(told, "the list says something else");
            }
            assert!(names.insert(one.domain), "one is there twice");
        }
        page = told.next;
        told_last = page.is_none();
        if told_last {
            break;
        }
    }
    assert!(told_last, "the list has no end");
    assert!(names.contains(&domain()), "{names:?}");
    assert!(!names.contains(&foreign()), "{names:?}");
}

fn foreign() -> DomainName {
    DomainName::parse("foreign-northwind.co.uk").expect("a name")
}

pub async fn domains_of_others_are_not_there(world: &dyn World) {
    for call in [Call::Read, Call::Set] {
        let told = told(world, Key::Good, call, &foreign()).await;
        let error = told.expect_err("not there");
        assert!(
            matches!(&error, RegistrarError::NoSuchDomain { reason } if !reason.is_empty()),
            "{call:?}: {error:?}"
        );
        assert!(!error.may_have_happened() && !error.is_about_credentials());
    }
}

/// Registries take no name servers that they do not know; the domain keeps those that it has.
pub async fn name_servers_can_be_refused(world: &dyn World) {
    let before = servers_now(world).await;
    let unknown = ["ns1.unregistered.example", "ns2.unregistered.example"];
    let unknown = NameServers::parse(&unknown).expect("two");
    let (credential, domain) = (world.credential(Key::Good), domain());
    let told = world
        .registrars()
        .set_name_servers(&credential, &domain, &unknown);
    let error = told.await.expect_err("refused");
    assert!(
        matches!(&error, RegistrarError::Refused { reason } if !reason.is_empty()),
        "{error:?}"
    );
    assert!(!error.may_have_happened() && !error.is_about_credentials());
    assert_eq!(servers_now(world).await, before);
}

pub async fn nobody_there_is_an_outage(world: &dyn World) {
    let (registrars, credential) = world.gone();
    for call in CALLS {
        let (domain, servers) = (domain(), servers());
        let told = ask(registrars, &credential, call, &domain, &servers, None);
        let error = told.await.expect_err("nobody");
        assert_eq!(error, Outage::Unreachable.into(), "{call:?}");
        assert!(!error.may_have_happened() && !error.is_about_credentials());
    }
}
