//! What happens when a Connect server is busy, broken, or not there.

use std::time::Duration;

use simpleinboxes_providers::vault::{ItemId, StoredItem, Vault, VaultError};
use simpleinboxes_providers::{Outage, ProviderError};
use tokio::net::TcpListener;

use crate::connect::{Office, vault_at};
use crate::contract::{World, inbox};
use crate::fake::{Fault, VAULT};

fn status(status: u16) -> Fault {
    Fault::Answer(status, String::new())
}

fn failed(status: u16) -> Outage {
    Outage::Status {
        status,
        reason: None,
    }
}

/// Nothing is there: the search before an item is made.
fn none() -> Fault {
    Fault::Answer(200, "[]".into())
}

async fn stored(office: &Office) -> StoredItem {
    let item = inbox("inb_1", "jane@northwind.com");
    office.vault.put(None, &item).await.expect("kept")
}

/// Each of the changes, with the requests that come before it and its own.
#[derive(Debug, Clone, Copy)]
enum Change {
    Make,
    Replace,
    Remove,
}

impl Change {
    const ALL: [Self; 3] = [Self::Make, Self::Replace, Self::Remove];

    /// Makes the change; the server's faults begin with its own request.
    async fn carry_out(self, office: &Office, id: &ItemId, fault: Fault) -> Result<(), VaultError> {
        let kept = office.fake.books().items[&id.0].to_string();
        let vault = &office.vault;
        match self {
            Self::Make => {
                office.fake.fail([none(), fault]);
                let item = inbox("inb_2", "joe@northwind.com");
                vault.put(None, &item).await.map(drop)
            }
            Self::Replace => {
                office.fake.fail([Fault::Answer(200, kept), fault]);
                let mut item = inbox("inb_1", "jane@northwind.com");
                item.password = "another-1".into();
                vault.put(Some(id), &item).await.map(drop)
            }
            Self::Remove => {
                office.fake.fail([fault]);
                vault.remove(id).await
            }
        }
    }

    /// The requests that were seen, if the change was sent once.
    fn once(self, id: &ItemId) -> Vec<String> {
        let (items, id) = (format!("/v1/vaults/{VAULT}/items"), &id.0);
        match self {
            Self::Make => vec![
                format!("GET {items}?filter=title+eq+%22joe%40northwind.com%22"),
                format!("POST {items}"),
            ],
            Self::Replace => vec![format!("GET {items}/{id}"), format!("PUT {items}/{id}")],
            Self::Remove => vec![format!("DELETE {items}/{id}")],
        }
    }
}

#[tokio::test]
async fn reads_are_repeated_and_given_up() {
    let office = Office::open().await;
    for (fault, outage) in [
        (status(503), failed(503)),
        (status(502), failed(502)),
        (Fault::CutAfter, Outage::Cut),
        (Fault::CutWithin, Outage::Cut),
    ] {
        office.fake.fail([fault.clone()]);
        office.vault.test().await.expect("the second try");
        assert_eq!(office.fake.asked().len(), 2);
        office.fake.fail(vec![fault.clone(); 3]);
        assert_eq!(office.vault.test().await, Err(outage.into()));
        assert_eq!(office.fake.asked().len(), 2, "once more, and no more");

        // So are the looks before a change.
        let item = inbox("inb_1", "jane@northwind.com");
        office.fake.fail([fault]);
        let kept = office.vault.put(None, &item).await.expect("kept");
        office.vault.remove(&kept.id).await.expect("gone");
    }
    office.fake.fail([status(500), status(500)]);
    assert_eq!(office.vault.test().await, Err(failed(500).into()));
    assert_eq!(office.fake.asked().len(), 1, "no gateway's failure");
}

#[tokio::test]
async fn long_answers_are_given_up() {
    let office = Office::open().await;
    office.fake.fail([Fault::Endless]);
    assert_eq!(office.vault.test().await, Err(Outage::TooLarge.into()));
    assert_eq!(office.fake.asked().len(), 1);
}

#[tokio::test]
async fn limits_are_told_and_nothing_is_asked_again() {
    let office = Office::open().await;
    let id = stored(&office).await.id;
    for (wait, seconds) in [(Some("7"), Some(7)), (None, None)] {
        let limited = ProviderError::RateLimited {
            retry_after: seconds.map(Duration::from_secs),
        };
        let limited = VaultError::from(limited);
        office.fake.fail([Fault::Limited(wait)]);
        assert_eq!(office.vault.test().await, Err(limited.clone()));
        assert_eq!(office.fake.asked().len(), 1);
        for change in Change::ALL {
            // Refused before it was done, which is certain.
            let outcome = change.carry_out(&office, &id, Fault::Limited(wait)).await;
            assert_eq!(outcome, Err(limited.clone()), "{change:?}");
            assert_eq!(office.fake.asked(), change.once(&id));
        }
    }
}

/// They are sent once, and say that they may have been done: the caller asks again.
#[tokio::test]
async fn changes_without_a_usable_answer_are_uncertain() {
    let office = Office::open().await;
    let id = stored(&office).await.id;
    for (fault, outage) in [
        (status(500), failed(500)),
        (status(503), failed(503)),
        (Fault::CutWithin, Outage::Cut),
        (Fault::Endless, Outage::TooLarge),
    ] {
        for change in Change::ALL {
            let outcome = change.carry_out(&office, &id, fault.clone()).await;
            let uncertain = VaultError::Uncertain(outage.clone());
            assert_eq!(outcome, Err(uncertain), "{change:?}");
            assert_eq!(office.fake.asked(), change.once(&id));
        }
    }
    assert_eq!(office.titles().await, ["jane@northwind.com"]);
    let hasty = Office::with(300).await;
    let id = stored(&hasty).await.id;
    for change in Change::ALL {
        let outcome = change.carry_out(&hasty, &id, Fault::Hang).await;
        let uncertain = VaultError::Uncertain(Outage::Timeout);
        assert_eq!(outcome, Err(uncertain), "{change:?}");
    }
}

#[tokio::test]
async fn nobody_there_is_an_outage_and_nothing_was_done() {
    let office = Office::open().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    drop(listener);
    let vault = vault_at(&office.way, &url);
    let unreachable = || VaultError::from(Outage::Unreachable);
    assert_eq!(vault.test().await, Err(unreachable()));
    let item = inbox("inb_1", "jane@northwind.com");
    let id = ItemId("item0000000000000000000001".into());
    assert_eq!(vault.put(None, &item).await, Err(unreachable()));
    assert_eq!(vault.put(Some(&id), &item).await, Err(unreachable()));
    assert_eq!(vault.remove(&id).await, Err(unreachable()));
}
