//! What the operator can set.

use std::sync::Arc;

use simpleinboxes_providers::dns::embedded::{
    Answers, EmbeddedHost, EmbeddedServer, EmbeddedSettings, EmbeddedSettingsError,
};
use simpleinboxes_providers::dns::{DnsHost, DnsHostError, DnsHostName, Forwarding, ForwardingBy};

use super::memory::Memory;
use super::world::{World, settings};
use crate::contract::{domain, zone};

fn made(change: impl FnOnce(&mut EmbeddedSettings)) -> Result<Answers, EmbeddedSettingsError> {
    let mut settings = settings();
    change(&mut settings);
    Answers::new(&settings, Arc::new(Memory::default()))
}

#[test]
fn settings_are_checked() {
    use EmbeddedSettingsError::{Contact, Limits, NameServers, Ttl};
    made(|_| {}).expect("usable");
    for wrong in [
        vec![],
        vec!["ns1.a.test"],
        vec!["ns1.a.test", "NS1.a.test."],
        vec!["ns1", "ns2.a.test"],
        vec!["ns1.a.test", "192.0.2.1"],
    ] {
        let names: Vec<String> = wrong.iter().map(ToString::to_string).collect();
        let mut all = settings();
        all.name_servers = names;
        let host = EmbeddedHost::new(&all, Arc::new(Memory::default()));
        assert_eq!(host.err(), Some(NameServers));
        assert_eq!(made(|set| *set = all).err(), Some(NameServers));
    }
    for wrong in ["", "admin", "@a.test", "a b@a.test", "a@", "a\\@a.test"] {
        assert_eq!(
            made(|set| set.contact = wrong.into()).err(),
            Some(Contact),
            "{wrong}"
        );
    }
    assert_eq!(made(|set| set.apex_ttl = 0).err(), Some(Ttl));
    assert_eq!(made(|set| set.negative_ttl = 700_000).err(), Some(Ttl));
    assert_eq!(made(|set| set.limits.connections = 0).err(), Some(Limits));
    let unknown = serde_json::json!({"listens": []});
    assert!(serde_json::from_value::<EmbeddedSettings>(unknown).is_err());
    let given = serde_json::json!({"listen": ["[::1]:53"], "limits": {"questions": 7}});
    let read: EmbeddedSettings = serde_json::from_value(given).expect("settings");
    assert_eq!(read.limits.questions, 7);
}

#[tokio::test]
async fn an_address_in_use_is_named() {
    let world = World::open().await;
    let mut taken = settings();
    taken.listen = vec![world.address()];
    let answers = Answers::new(&taken, Arc::new(Memory::default())).expect("usable");
    let error = EmbeddedServer::start(&taken, answers)
        .await
        .expect_err("in use");
    assert!(error.to_string().contains(&world.address().to_string()));
}

#[tokio::test]
async fn without_a_redirect_server_nobody_is_forwarded() {
    let world = World::with(|settings| settings.web_addresses.clear()).await;
    let host = &world.host;
    assert_eq!(host.name(), DnsHostName::Embedded);
    assert_eq!(host.capabilities().forwarding, ForwardingBy::Nobody);
    assert!(host.forwarding_records(&domain()).is_empty());
    let zone = zone(&world).await;
    let to = Forwarding::new(&domain(), "https://northwind.com", true, true).expect("one");
    let refused = host.set_forwarding(&zone, &to).await;
    assert!(matches!(refused, Err(DnsHostError::Unsupported(_))));
    assert_eq!(host.clear_forwarding(&zone).await, Ok(()));
}
