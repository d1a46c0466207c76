//! The rules that every vault keeps. Each takes a world with a vault in it.

use async_trait::async_trait;
use simpleinboxes_providers::DomainName;
use simpleinboxes_providers::vault::{InboxItem, ItemId, Server, Vault, VaultError};

/// A vault called "Northwind inboxes", and what its owner sees.
#[async_trait]
pub trait World: Send + Sync {
    fn vault(&self) -> &dyn Vault;

    /// The titles of all items, in alphabetical order.
    async fn titles(&self) -> Vec<String>;
}

pub fn inbox(id: &str, address: &str) -> InboxItem {
    let server = |host: &str, port| {
        Some(Server {
            host: host.into(),
            port,
        })
    };
    InboxItem {
        inbox_id: id.into(),
        address: address.into(),
        username: address.into(),
        password: "pass-w0rd!".into(),
        app_password: Some("abcd efgh ijkl mnop".into()),
        otpauth: Some("otpauth://totp/Acme:jane?secret=GEZDGNBV&issuer=Acme".into()),
        sign_in_url: Some("https://accounts.google.com".into()),
        domain: DomainName::parse("northwind.com").expect("a name"),
        imap: server("imap.gmail.com", 993),
        smtp: server("smtp.gmail.com", 587),
    }
}

pub async fn tells_its_name(world: &dyn World) {
    let info = world.vault().test().await.expect("a vault");
    assert_eq!(info.name, "Northwind inboxes");
    assert!(ItemId(info.id).is_well_formed());
}

pub async fn inboxes_have_an_item_each(world: &dyn World) {
    let vault = world.vault();
    let jane = vault
        .put(None, &inbox("inb_1", "jane@northwind.com"))
        .await
        .expect("kept");
    let joe = vault
        .put(None, &inbox("inb_2", "joe@northwind.com"))
        .await
        .expect("kept");
    assert_ne!(jane.id, joe.id);
    assert!(jane.id.is_well_formed() && joe.id.is_well_formed());
    assert_eq!(
        world.titles().await,
        ["jane@northwind.com", "joe@northwind.com"]
    );
}

pub async fn items_are_written_in_place(world: &dyn World) {
    let vault = world.vault();
    let mut item = inbox("inb_1", "jane@northwind.com");
    let first = vault.put(None, &item).await.expect("kept");
    let same = vault.put(Some(&first.id), &item).await.expect("kept");
    assert_eq!(same, first, "nothing to write");

    item.password = "another-1".into();
    let second = vault.put(Some(&first.id), &item).await.expect("kept");
    assert_eq!(second.id, first.id);
    assert!(second.version > first.version);

    item.address = "jane.doe@northwind.com".into();
    item.app_password = None;
    item.otpauth = None;
    let third = vault.put(Some(&first.id), &item).await.expect("kept");
    assert_eq!(third.id, first.id);
    assert!(third.version > second.version);
    assert_eq!(world.titles().await, ["jane.doe@northwind.com"]);
}

pub async fn lost_ids_are_found_again(world: &dyn World) {
    let vault = world.vault();
    let mut item = inbox("inb_1", "jane@northwind.com");
    let first = vault.put(None, &item).await.expect("kept");
    item.password = "another-1".into();
    let again = vault.put(None, &item).await.expect("kept");
    assert_eq!(again.id, first.id);
    assert!(again.version > first.version);
    let unknown = ItemId("zzzzzzzzzzzzzzzzzzzzzzzzzz".into());
    for wrong in [unknown, ItemId("../../x".into())] {
        let again = vault.put(Some(&wrong), &item).await.expect("kept");
        assert_eq!(again.id, first.id);
    }
    assert_eq!(world.titles().await.len(), 1);
}

pub async fn removed_items_are_made_again(world: &dyn World) {
    let vault = world.vault();
    let item = inbox("inb_1", "jane@northwind.com");
    let first = vault.put(None, &item).await.expect("kept");
    vault.remove(&first.id).await.expect("gone");
    assert!(world.titles().await.is_empty());
    vault.put(Some(&first.id), &item).await.expect("kept");
    assert_eq!(world.titles().await, ["jane@northwind.com"]);
}

pub async fn removing_twice_does_no_harm(world: &dyn World) {
    let vault = world.vault();
    let item = vault
        .put(None, &inbox("inb_1", "jane@northwind.com"))
        .await
        .expect("kept");
    for _ in 0..2 {
        assert_eq!(vault.remove(&item.id).await, Ok(()));
    }
    assert_eq!(vault.remove(&ItemId("../../vaults".into())).await, Ok(()));
    assert!(world.titles().await.is_empty());
}

pub async fn refusals_are_told(world: &dyn World) {
    let item = inbox("inb_1", "refused@northwind.com");
    let error = world.vault().put(None, &item).await.expect_err("refused");
    let VaultError::Refused { reason } = &error else {
        panic!("{error:?}");
    };
    assert!(!reason.is_empty() && !error.to_string().contains("pass-w0rd!"));
    assert!(world.titles().await.is_empty());
}
