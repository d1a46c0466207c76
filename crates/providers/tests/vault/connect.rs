//! 1Password Connect: its world for the contract, and what holds for it alone.

use async_trait::async_trait;
use secrecy::SecretString;
use serde_json::{Value, json};
use simpleinboxes_providers::outbound::{GuardedResolver, OutboundPolicy, RefusedUrl};
use simpleinboxes_providers::vault::onepassword::{AccessError, Connect, OnePassword};
use simpleinboxes_providers::vault::{Vault, VaultError};
use simpleinboxes_providers::{
    BreakerSettings, HttpSettings, Lack, Outage, ProviderError, Traffic,
};

use crate::contract::{World, inbox};
use crate::fake::{Fake, Fault, TOKEN, VAULT};
use crate::log::Log;

pub struct Office {
    pub fake: Fake,
    pub way: OnePassword,
    pub vault: Connect,
}

const OPEN: OutboundPolicy = OutboundPolicy {
    allow_private: true,
};

fn way(policy: OutboundPolicy, timeout_ms: u64) -> OnePassword {
    let http = HttpSettings {
        connect_timeout_ms: 10_000,
        timeout_ms,
        max_answer_bytes: 64 * 1024,
        repeats: 1,
        repeat_pause_ms: 1,
        calls_at_once: 4,
        breaker: BreakerSettings::OFF,
    };
    OnePassword::new(http, GuardedResolver::new(policy), &Traffic::default()).expect("TLS")
}

/// The vault on the server at `url`.
pub fn vault_at(way: &OnePassword, url: &str) -> Connect {
    let access = way.access(url, &TOKEN.into()).expect("usable");
    way.vault(&access, VAULT).expect("an id")
}

impl Office {
    pub async fn open() -> Self {
        Self::with(20_000).await
    }

    pub async fn with(timeout_ms: u64) -> Self {
        let fake = Fake::open().await;
        let way = way(OPEN, timeout_ms);
        let vault = vault_at(&way, &format!("{}/v1/", fake.url()));
        Self { fake, way, vault }
    }

    fn item(&self, id: &str) -> Value {
        self.fake.books().items[id].clone()
    }
}

#[async_trait]
impl World for Office {
    fn vault(&self) -> &dyn Vault {
        &self.vault
    }

    async fn titles(&self) -> Vec<String> {
        let books = self.fake.books();
        let title = |item: &Value| item["title"].as_str().expect("a title").to_owned();
        let mut titles: Vec<_> = books.items.values().map(title).collect();
        titles.sort();
        titles
    }
}

#[tokio::test]
async fn items_are_as_documented() {
    let office = Office::open().await;
    assert!(office.vault.capabilities().one_time_passwords);
    office
        .vault
        .put(None, &inbox("inb_1", "jane@northwind.com"))
        .await
        .expect("kept");
    assert_eq!(
        office.fake.asked(),
        [
            format!("GET /v1/vaults/{VAULT}/items?filter=title+eq+%22jane%40northwind.com%22"),
            format!("POST /v1/vaults/{VAULT}/items"),
        ]
    );
    let expected = json!({
        "vault": {"id": VAULT},
        "title": "jane@northwind.com",
        "category": "LOGIN",
        "urls": [{"primary": true, "href": "https://accounts.google.com"}],
        "tags": ["simpleinboxes", "northwind.com", "simpleinboxes/inb_1"],
        "sections": [{"id": "mail", "label": "Mail servers"}],
        "fields": [
            {"id": "username", "type": "STRING", "purpose": "USERNAME", "label": "username",
             "value": "jane@northwind.com"},
            {"id": "password", "type": "CONCEALED", "purpose": "PASSWORD", "label": "password",
             "value": "pass-w0rd!"},
            {"id": "otp", "type": "OTP", "label": "one-time password",
             "value": "otpauth://totp/Acme:jane?secret=GEZDGNBV&issuer=Acme"},
            {"id": "app_password", "type": "CONCEALED", "label": "app password",
             "section": {"id": "mail"}, "value": "abcd efgh ijkl mnop"},
            {"id": "imap", "type": "STRING", "label": "IMAP", "section": {"id": "mail"},
             "value": "imap.gmail.com:993"},
            {"id": "smtp", "type": "STRING", "label": "SMTP", "section": {"id": "mail"},
             "value": "smtp.gmail.com:587"},
        ],
    });
    assert_eq!(office.fake.seen()[1].body, expected);
}

/// What the customer added stays, and only what changed is written.
#[tokio::test]
async fn what_is_not_ours_stays() {
    let office = Office::open().await;
    let mut item = inbox("inb_1", "jane@northwind.com");
    let stored = office.vault.put(None, &item).await.expect("kept");
    let id = stored.id.0.clone();
    {
        let mut books = office.fake.books();
        let kept = books.items.get_mut(&id).expect("there");
        kept["favorite"] = json!(true);
        kept["tags"]
            .as_array_mut()
            .expect("tags")
            .push(json!("sales team"));
        let fields = kept["fields"].as_array_mut().expect("fields");
        fields
            .push(json!({"id": "notesPlain", "type": "STRING", "purpose": "NOTES", "value": "hi"}));
        // The server computes it.
        fields[2]["totp"] = json!("123456");
    }
    office.fake.fail([]);
    let same = office
        .vault
        .put(Some(&stored.id), &item)
        .await
        .expect("kept");
    assert_eq!(same.version, 1);
    assert_eq!(office.fake.asked().len(), 1, "read, not written");

    item.password = "another-1".into();
    item.app_password = None;
    office
        .vault
        .put(Some(&stored.id), &item)
        .await
        .expect("kept");
    let kept = office.item(&id);
    assert_eq!(kept["favorite"], true);
    assert!(
        kept["tags"]
            .as_array()
            .expect("tags")
            .contains(&json!("sales team"))
    );
    let fields = kept["fields"].as_array().expect("fields");
    let field = |id: &str| fields.iter().find(|field| field["id"] == id);
    assert_eq!(field("notesPlain").expect("stays")["value"], "hi");
    assert_eq!(field("password").expect("stays")["value"], "another-1");
    assert_eq!(field("app_password"), None);
}

/// An item with the same title that is somebody's own is not touched.
#[tokio::test]
async fn items_of_others_are_not_touched() {
    let office = Office::open().await;
    let own = json!({"id": "own0000000000000000000000a", "title": "jane@northwind.com", "version": 3,
        "tags": ["simpleinboxes/inb_other"], "category": "LOGIN", "fields": []});
    office
        .fake
        .books()
        .items
        .insert("own0000000000000000000000a".into(), own.clone());
    let stored = office
        .vault
        .put(None, &inbox("inb_1", "jane@northwind.com"))
        .await;
    assert_ne!(stored.expect("kept").id.0, "own0000000000000000000000a");
    assert_eq!(office.item("own0000000000000000000000a"), own);
    assert_eq!(office.titles().await.len(), 2);
}

#[tokio::test]
async fn a_lost_answer_makes_no_second_item() {
    let office = Office::open().await;
    let item = inbox("inb_1", "jane@northwind.com");
    office
        .fake
        .fail([Fault::Answer(200, "[]".into()), Fault::CutAfter]);
    let lost = office.vault.put(None, &item).await;
    assert_eq!(lost, Err(VaultError::Uncertain(Outage::Cut)));
    assert_eq!(office.fake.asked().len(), 2, "sent once");
    office.vault.put(None, &item).await.expect("kept");
    assert_eq!(office.titles().await.len(), 1);
}

#[tokio::test]
async fn refusals_and_failures_are_told_apart() {
    let office = Office::open().await;
    let says = |status, message: &str| {
        Fault::Answer(
            status,
            json!({"status": status, "message": message}).to_string(),
        )
    };
    let rejected = ProviderError::Rejected {
        reason: "Invalid or missing token".into(),
    };
    let forbidden = ProviderError::NotAllowed {
        lack: Lack::Permission,
        reason: "no rights".into(),
    };
    let status = Outage::Status {
        status: 500,
        reason: Some("oops".into()),
    };
    for (fault, expected) in [
        (says(401, "Invalid or missing token"), rejected.into()),
        (says(403, "no rights"), forbidden.into()),
        (
            says(404, "vault not found"),
            VaultError::NoSuchVault {
                reason: "vault not found".into(),
            },
        ),
        (says(500, "oops"), status.into()),
        (Fault::Answer(200, "{}".into()), Outage::Garbage.into()),
        (Fault::Answer(302, String::new()), Outage::Redirected.into()),
    ] {
        office.fake.fail([fault]);
        assert_eq!(office.vault.test().await, Err(expected));
    }
    // A missing item is not a missing vault, and the other way round.
    let item = inbox("inb_1", "jane@northwind.com");
    let stored = office.vault.put(None, &item).await.expect("kept");
    office
        .fake
        .fail([says(404, "vault not found"), says(404, "vault not found")]);
    let gone = office.vault.put(Some(&stored.id), &item).await;
    assert!(
        matches!(gone, Err(VaultError::NoSuchVault { .. })),
        "{gone:?}"
    );
    for answer in ["{}", r#"{"id":"../x"}"#, "null"] {
        office.fake.fail([
            Fault::Answer(200, "[]".into()),
            Fault::Answer(200, answer.into()),
        ]);
        let outcome = office
            .vault
            .put(None, &inbox("inb_9", "x@northwind.com"))
            .await;
        assert_eq!(
            outcome,
            Err(VaultError::Uncertain(Outage::Garbage)),
            "{answer}"
        );
    }
    let hasty = Office::with(300).await;
    hasty.fake.fail([Fault::Hang]);
    assert_eq!(hasty.vault.test().await, Err(Outage::Timeout.into()));
}

#[tokio::test]
async fn vaults_can_be_chosen_from() {
    let office = Office::open().await;
    let access = office
        .way
        .access(&office.fake.url(), &TOKEN.into())
        .expect("usable");
    let vaults = office.way.vaults(&access).await.expect("vaults");
    assert_eq!(vaults.len(), 1);
    assert_eq!(
        (vaults[0].id.as_str(), vaults[0].name.as_str()),
        (VAULT, "Northwind inboxes")
    );
    let wrong = office
        .way
        .access(&office.fake.url(), &"another-token".into())
        .expect("usable");
    let refused = office.way.vaults(&wrong).await;
    assert!(matches!(
        refused,
        Err(VaultError::Provider(ProviderError::Rejected { .. }))
    ));
    let none = office.way.vault(&access, "../items");
    assert!(matches!(none, Err(VaultError::NoSuchVault { .. })));
}

#[tokio::test]
async fn addresses_inside_are_refused() {
    let strict = way(OutboundPolicy::default(), 1_000);
    let token = SecretString::from(TOKEN);
    for (url, refused) in [
        ("https://127.0.0.1:8080", RefusedUrl::NotPublic),
        ("http://connect.example.com", RefusedUrl::NotHttps),
        ("connect.example.com", RefusedUrl::Malformed),
    ] {
        assert_eq!(
            strict.access(url, &token).err(),
            Some(AccessError::Url(refused))
        );
    }
    for bad in ["short", "two words here", "schl\u{fc}ssel-lang"] {
        let refused = strict.access("https://connect.example.com", &bad.into());
        assert_eq!(refused.err(), Some(AccessError::Token));
    }
}

#[tokio::test]
async fn secrets_are_in_no_error_and_no_log() {
    let log = Log::keep();
    let office = Office::open().await;
    let item = inbox("inb_1", "refused@northwind.com");
    // The server quotes the fields that it refuses.
    let error = office.vault.put(None, &item).await.expect_err("refused");
    let echo = json!({"status": 401, "message": format!("bad {TOKEN}")}).to_string();
    office.fake.fail([Fault::Answer(401, echo)]);
    let other = office.vault.test().await.expect_err("refused");
    let secrets = [
        TOKEN,
        "pass-w0rd!",
        "abcd efgh ijkl mnop",
        "secret=GEZDGNBV",
    ];
    let printed = format!(
        "{error} {error:?} {other} {other:?} {item:?} {:?}",
        office.vault
    );
    assert!(printed.contains("[redacted]"), "{printed}");
    let text = log.text();
    assert!(text.contains("/v1/vaults/"), "calls are logged");
    for secret in secrets {
        assert!(!printed.contains(secret), "{printed}");
        assert_eq!(text.lines().find(|line| line.contains(secret)), None);
    }
}
