//! The whole way of a customer on a fresh machine without an account anywhere: the program with
//! its sandboxes, called by HTTP, and its DNS server by DNS. Where there are mail servers, its
//! inboxes are logged in to.

mod mail;

use std::net::{SocketAddr, TcpListener};

use reqwest::Method;
use serde_json::{Value, json};
use simpleinboxes_tests::{
    api::{Answer, Api},
    made::text,
    process::{Launch, Program, first_key},
    service::Ground,
    until::until,
};
use tempfile::TempDir;

use self::mail::Mail;
use super::order;
use crate::{
    lookup::{dig, resolved},
    payments::{
        GOOD,
        browser::{Browser, card},
    },
};

const NAME: &str = "try-northwind.com";

/// What there is to pay with.
const MONEY: i64 = 50_000;

/// A program that was started for the first time, and who came to it.
struct Newcomer {
    launch: Launch,
    program: Program,
    api: Api,
    /// Where its DNS server is.
    dns: SocketAddr,
    mail: Option<Mail>,
    _folder: TempDir,
}

impl Newcomer {
    /// To a program that is started in an empty folder.
    async fn arrive() -> Self {
        let folder = TempDir::new().expect("a folder");
        let launch = Launch::new("program::child", folder.path()).args(["--listen", "127.0.0.1:0"]);
        Self::at(launch, folder, None, None).await
    }

    /// To one whose inboxes are on mail servers; nothing where those can't be run.
    async fn arrive_by_mail(ground: &Ground) -> Option<Self> {
        let folder = TempDir::new().expect("a folder");
        let mail = Mail::on(ground, folder.path()).await?;
        let launch = ground.launch("program::child", folder.path());
        let key = Some(ground.acme.key.clone());
        Some(Self::at(launch, folder, key, Some(mail)).await)
    }

    async fn at(launch: Launch, folder: TempDir, key: Option<String>, mail: Option<Mail>) -> Self {
        let free = TcpListener::bind("127.0.0.1:0").expect("a port");
        let dns = free.local_addr().expect("an address");
        drop(free);
        let launch = launch
            .env("SIMPLEINBOXES_ENVIRONMENT", "sandbox")
            .env("SIMPLEINBOXES_JOBS__POLL_MS", "50")
            // Looking again and again is the test's and no customer's.
            .env("SIMPLEINBOXES_RATE_LIMIT__REQUESTS", "0")
            .env(
                "SIMPLEINBOXES_DNS__EMBEDDED__LISTEN",
                format!("[\"{dns}\"]"),
            );
        let (program, api) = launch.serve().await;
        let key = key.or_else(|| first_key(&program.output())).expect("a key");
        Self {
            launch,
            api: api.with(&key),
            program,
            dns,
            mail,
            _folder: folder,
        }
    }

    /// Pays on the sandbox's page, as a browser does.
    async fn top_up(&self) {
        let body = json!({"amountCents": MONEY, "wallet": "master"});
        let topup = self.api.post("/payments/topup", &body).await.data(201);
        let browser = Browser::new();
        let page = browser.get(&text(&topup["checkoutUrl"])).await;
        assert_eq!(browser.send(&page, &card(GOOD)).await.status, 303);
        until("the money is there", async || {
            (self.holds().await == MONEY).then_some(())
        })
        .await;
    }

    async fn holds(&self) -> i64 {
        let wallet = self.api.get("/wallet").await.data(200);
        wallet["balanceCents"].as_i64().expect("cents")
    }

    async fn tell(&self, order: &Value, what: &str) -> Answer {
        let path = format!("/orders/{}/{what}", text(&order["id"]));
        self.api.request(Method::POST, &path).await
    }

    /// The order, once it and its domain are in these states.
    async fn reaches(&self, order: &Value, status: &str, domain: &str) -> Value {
        let path = format!("/orders/{}", text(&order["id"]));
        until(&format!("an order that is {status}"), async || {
            let found = self.api.get(&path).await.data(200);
            let there = found["status"] == status && found["domains"][0]["status"] == domain;
            there.then_some(found)
        })
        .await
    }

    async fn credentials(&self, inbox: &Value) -> Value {
        let path = format!("/inboxes/{}/credentials", text(&inbox["id"]));
        self.api.get(&path).await.data(200)
    }

    /// The change, once it is over.
    async fn changed(&self, mutation: &Value) -> Value {
        let path = format!("/orders/inbox-mutations/{}", text(&mutation["id"]));
        until("the change is over", async || {
            let found = self.api.get(&path).await.data(200);
            (!found["finishedAt"].is_null()).then_some(found)
        })
        .await
    }

    async fn pass(&self, time: &str) {
        self.launch.advance(time).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn from_the_first_cent_to_another_round() {
    journey(Newcomer::arrive().await).await;
}

/// The same, where each inbox is logged in to by IMAP as it is at that moment.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn from_the_first_cent_to_another_round_on_mail_servers() {
    for ground in Ground::each().await {
        if let Some(newcomer) = Newcomer::arrive_by_mail(&ground).await {
            journey(newcomer).await;
        }
    }
}

async fn journey(newcomer: Newcomer) {
    let api = &newcomer.api;
    newcomer.top_up().await;

    let found = api
        .get("/domains/search?query=try-northwind&tlds=com")
        .await;
    let offer = found.data(200)[0].clone();
    assert_eq!(
        (&offer["domain"], &offer["availability"]),
        (&json!("try-northwind.com"), &json!("available"))
    );
    let mut order = order("try-northwind.com");
    let quote = api.post("/orders?dryRun=true", &order).await.data(200);
    let total = quote["pricing"]["totalCents"].clone();
    let bought = quote["pricing"]["domainSubtotalCents"].as_i64();
    assert_eq!(bought, offer["priceCents"].as_i64());
    order["expectedTotalCents"] = total.clone();
    let placed = api
        .post("/orders", &order)
        .once("the-order")
        .await
        .data(201);
    assert_eq!(
        newcomer.holds().await,
        MONEY - total.as_i64().expect("cents")
    );

    let active = newcomer.reaches(&placed, "active", "active").await;
    watched(api).await;
    records(&newcomer).await;

    let (jane, john) = (
        &active["domains"][0]["inboxes"][0],
        &active["domains"][0]["inboxes"][1],
    );
    rotated(&newcomer, jane).await;
    renamed(&newcomer, john).await;

    let queued = newcomer.tell(&placed, "cancel").await.data(200);
    assert_eq!(queued["status"], "cancellation_queued");
    let reverted = newcomer
        .tell(&placed, "revert-cancellation")
        .await
        .data(200);
    assert_eq!(reverted["status"], "active");
    newcomer.tell(&placed, "cancel").await.data(200);
    let last = newcomer.credentials(jane).await;
    newcomer.pass("35d").await;
    let gone = newcomer.reaches(&placed, "canceled", "released").await;
    assert_eq!(gone["domains"][0]["inboxes"][0]["status"], "canceled");
    until("its records are gone", async || {
        let left = resolved(newcomer.dns, &format!("{NAME}."), "MX").await;
        left.is_empty().then_some(())
    })
    .await;
    if let Some(mail) = &newcomer.mail {
        mail.refuse(&last);
    }

    // The domain is registered still: its inboxes alone are paid for.
    let before = newcomer.holds().await;
    let again = newcomer.tell(&placed, "reactivate").await.data(200);
    assert_eq!(again["pricing"]["domainSubtotalCents"], 0);
    let live = newcomer.reaches(&placed, "active", "active").await;
    let price = again["pricing"]["totalCents"].as_i64().expect("cents");
    assert_eq!(before - newcomer.holds().await, price);
    let again = &live["domains"][0]["inboxes"][0];
    assert_ne!(again["id"], jane["id"]);
    if let Some(mail) = &newcomer.mail {
        mail.let_in(&newcomer.credentials(again).await);
        mail.refuse(&last);
    }
    newcomer.program.kill().await;
}

/// What was done is told, step by step, with nothing left open.
async fn watched(api: &Api) {
    let actions = api
        .get("/domains/try-northwind.com/actions?status=succeeded")
        .await
        .data(200);
    let mut done: Vec<String> = actions
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| text(&one["type"]))
        .collect();
    done.sort_unstable();
    let expected = [
        "create_mailboxes",
        "create_zone",
        "enable_dkim",
        "purchase_domain",
        "set_forwarding",
        "set_nameservers",
        "verify_nameservers",
        "write_dns",
    ];
    assert_eq!(done, expected);
    let history = api.all("/domains/try-northwind.com/history").await;
    assert!(
        history
            .iter()
            .any(|event| event["type"] == "domain_created"),
        "{history:?}"
    );
    assert!(
        history
            .iter()
            .any(|event| event["type"] == "action_succeeded"),
        "{history:?}"
    );
    let domain = api.get("/domains/try-northwind.com").await.data(200);
    assert_eq!(domain["nameserverStatus"], "propagated");
    let delegation = api.get("/domains/try-northwind.com/nameservers").await;
    let delegation = delegation.data(200);
    assert!(delegation["checkedAt"].is_string(), "{delegation}");
    assert_eq!(delegation["found"], delegation["assigned"]);
}

/// The records that mail needs stand in the zone, and are what the DNS server answers.
async fn records(newcomer: &Newcomer) {
    let records = newcomer.api.all(&format!("/domains/{NAME}/dns")).await;
    for purpose in ["mx", "spf", "dkim", "dmarc"] {
        let found = records.iter().find(|record| record["purpose"] == purpose);
        let found = found.unwrap_or_else(|| panic!("no {purpose}: {records:?}"));
        assert_eq!(
            (&found["managed"], &found["syncStatus"]),
            (&json!(true), &json!("synced"))
        );
        let (name, kind) = (text(&found["name"]), text(&found["type"]));
        let content = text(&found["content"]);
        let answered = resolved(newcomer.dns, &format!("{name}."), &kind).await;
        assert!(
            answered.iter().any(|one| one.contains(&content)),
            "{found}: {answered:?}"
        );
        let Some(printed) = dig(newcomer.dns, &["+short", &name, &kind]).await else {
            continue;
        };
        // dig prints a long text in pieces.
        let printed = printed.replace("\" \"", "");
        assert!(printed.contains(&content), "{found}: {printed}");
    }
    mail_dns(newcomer).await;
}

/// What was seen of them in the DNS is a verdict of its own.
async fn mail_dns(newcomer: &Newcomer) {
    newcomer.pass("15m").await;
    let domain = until("a look at its mail records", async || {
        let found = newcomer.api.get(&format!("/domains/{NAME}")).await;
        let found = found.data(200);
        (found["mailDns"]["status"] == "ready").then_some(found)
    })
    .await;
    assert!(domain["mailDns"]["checkedAt"].is_string(), "{domain}");
}

/// Another password takes the place of the first.
async fn rotated(newcomer: &Newcomer, inbox: &Value) {
    let first = newcomer.credentials(inbox).await;
    if let Some(mail) = &newcomer.mail {
        mail.let_in(&first);
    }
    let path = format!("/inboxes/{}/password", text(&inbox["id"]));
    let queued = newcomer.api.patch(&path, &json!({})).await.data(202);
    assert_eq!(newcomer.changed(&queued).await["status"], "succeeded");
    let second = newcomer.credentials(inbox).await;
    assert_eq!(second["passwordStatus"], "current");
    assert_ne!(second["password"], first["password"]);
    if let Some(mail) = &newcomer.mail {
        mail.let_in(&second);
        mail.refuse(&first);
    }
}

/// Another address, and the one that is taken is refused.
async fn renamed(newcomer: &Newcomer, inbox: &Value) {
    let rename = async |username: &str| {
        let items = json!([{"inboxId": inbox["id"], "username": username}]);
        let body = json!({"type": "rename", "items": items});
        let queued = newcomer.api.post("/orders/inbox-mutations", &body).await;
        newcomer.changed(&queued.data(202)).await
    };
    let before = newcomer.credentials(inbox).await;
    assert_eq!(rename("john.doe").await["status"], "succeeded");
    let credentials = newcomer.credentials(inbox).await;
    if let Some(mail) = &newcomer.mail {
        mail.let_in(&credentials);
        mail.refuse(&before);
    }
    assert_eq!(credentials["email"], "john.doe@try-northwind.com");
    let taken = rename("jane").await;
    assert_eq!(
        taken["items"][0]["error"]["code"], "address_taken",
        "{taken}"
    );
}
