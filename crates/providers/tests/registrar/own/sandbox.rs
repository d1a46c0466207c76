//! The registrar that stands in for each of the others: its world for the contract, and what holds
//! for it alone.

use std::sync::Arc;

use secrecy::SecretString;
use simpleinboxes_providers::registrar::own::{
    FieldName, OwnRegistrarSettings, OwnRegistrars, RegistrarCredential, sandbox_name_servers,
};
use simpleinboxes_providers::state::{InMemory, SandboxState};
use simpleinboxes_providers::{DomainName, Traffic};

use super::bench::{OUTBOUND, domain, servers};
use super::contract::{Key, World};

/// Accounts of the sandbox.
pub struct Shelf {
    registrars: OwnRegistrars,
    state: Arc<dyn SandboxState>,
}

impl Shelf {
    pub async fn open() -> Self {
        let state: Arc<dyn SandboxState> = Arc::new(InMemory::default());
        Self {
            registrars: OwnRegistrars::sandbox(&state, Some(OUTBOUND)),
            state,
        }
    }

    fn read(&self, registrar: &str, key: &str) -> RegistrarCredential {
        let spec = self.registrars.spec(registrar).expect("a registrar");
        let fields = spec.fields.iter().map(|field| {
            let value = match field.name {
                FieldName::ApiKey => key,
                _ => "anything",
            };
            (field.name, SecretString::from(value))
        });
        let read = self.registrars.credential(registrar, fields);
        read.expect("complete")
    }
}

impl World for Shelf {
    fn registrars(&self) -> &OwnRegistrars {
        &self.registrars
    }

    fn credential(&self, key: Key) -> RegistrarCredential {
        self.read("porkbun", key.word())
    }

    fn gone(&self) -> (&OwnRegistrars, RegistrarCredential) {
        (&self.registrars, self.read("porkbun", "unreachable-key"))
    }
}

#[tokio::test]
async fn it_stands_in_for_every_registrar_and_keeps_what_is_set() {
    let shelf = Shelf::open().await;
    let registrars = &shelf.registrars;
    let real = OwnRegistrars::new(&OwnRegistrarSettings::default(), &Traffic::default());
    let real = real.expect("usable settings");
    let ids: Vec<_> = registrars.specs().map(|spec| spec.id).collect();
    assert!(real.specs().map(|spec| spec.id).eq(ids.iter().copied()));
    assert_eq!(registrars.outbound_ipv4(), Some(OUTBOUND));
    for id in ids {
        assert_eq!(registrars.base_url(id), None);
        let credential = shelf.read(id, "key");
        let before = registrars.name_servers(&credential, &domain()).await;
        assert!(!servers().are(&before.expect("parked")), "{id}");
        registrars
            .set_name_servers(&credential, &domain(), &servers())
            .await
            .expect("set");
        let listed = registrars.domains(&credential, None).await.expect("a page");
        let names: Vec<_> = listed.domains.iter().map(|one| &one.domain).collect();
        assert_eq!((names, listed.next), (vec![&domain()], None));
    }
    let kept = sandbox_name_servers(&*shelf.state, &domain()).await;
    assert_eq!(kept.expect("read"), Some(servers()));
    let other = DomainName::parse("other.com").expect("a name");
    let none = sandbox_name_servers(&*shelf.state, &other).await;
    assert_eq!(none.expect("read"), None);
}

#[tokio::test]
async fn long_lists_come_in_pages() {
    let shelf = Shelf::open().await;
    let credential = shelf.read("porkbun", "key");
    for number in 0..101 {
        let name = DomainName::parse(&format!("d{number}-northwind.com")).expect("a name");
        shelf
            .registrars
            .set_name_servers(&credential, &name, &servers())
            .await
            .expect("set");
    }
    let first = shelf.registrars.domains(&credential, None).await;
    let first = first.expect("a page");
    assert_eq!((first.domains.len(), first.next), (100, Some(1)));
    let second = shelf.registrars.domains(&credential, first.next).await;
    let second = second.expect("the last page");
    assert_eq!((second.domains.len(), second.next), (1, None));
    assert!(!first.domains.contains(&second.domains[0]));
}
