//! An inbox's life on Debian's Dovecot and Postfix, which read the service's own database: ordered,
//! logged in to, written from, its password rotated, renamed, deleted.

use std::{sync::Arc, time::Duration};

use mail_auth::{
    AuthenticatedMessage, DkimResult, MessageAuthenticator,
    hickory_resolver::config::{ConnectionConfig, NameServerConfig, ResolverConfig, ResolverOpts},
};
use serde_json::json;
use simpleinboxes_core::status::{InboxMutationType, MailboxProvider};
use simpleinboxes_store::{Backend, NewMutationItem, OrderRefused, Tx, testing};
use simpleinboxes_tests::{
    mail_servers::{MailServers, can_run, open_to_postfix},
    service::Ground,
    until::until,
};

use super::{Yard, item, text};

const DOMAIN: &str = "try-northwind.com";

#[tokio::test(flavor = "multi_thread")]
async fn inboxes_live_on_real_servers_that_read_our_database() {
    if !can_run(Backend::Sqlite) {
        return;
    }
    let mut servers = MailServers::prepare();
    let mut ground = Ground::on(testing::sqlite().await).await;
    open_to_postfix(&ground.database.url());
    let settings = serde_json::from_value(json!({"smtp": servers.settings()}));
    ground.config.mailboxes = settings.expect("settings");
    let yard = Yard::on(ground).await;
    servers.start(&yard.ground.config);
    let servers = Arc::new(servers);

    let order = yard
        .order(MailboxProvider::Smtp, DOMAIN, &["jane", "john"])
        .await;
    let made = yard.made(DOMAIN).await;
    let (jane, john) = (&made["jane"], &made["john"]);
    let told = yard.credentials(jane).await;
    let (address, first) = (text(&told["username"]), text(&told["password"]));
    assert!(servers.log_in(&address, &first), "{}", servers.logs());
    assert!(!servers.log_in(&address, "Another-Passw0rd-9"));

    signed(&yard, &servers, &address, &first).await;

    yard.rotate(jane, &json!({})).await;
    let second = text(&yard.credentials(jane).await["password"]);
    assert!(servers.log_in(&address, &second), "{}", servers.logs());
    assert!(!servers.log_in(&address, &first), "the old one");

    caught(&yard, &servers, &address, &second).await;

    let rename = NewMutationItem {
        username: Some("jd".to_owned()),
        ..item(jane)
    };
    yard.change(InboxMutationType::Rename, vec![rename]).await;
    let renamed = text(&yard.credentials(jane).await["username"]);
    assert_eq!(renamed, format!("jd@{DOMAIN}"));
    assert!(servers.log_in(&renamed, &second), "{}", servers.logs());
    assert!(!servers.log_in(&address, &second), "the old address");

    let caller = yard.ground.acme.caller();
    let work = async |tx: &Tx| tx.scoped(&caller).cancel_order(order).await;
    let canceled: Result<_, OrderRefused> = yard.running.store().write(work).await;
    canceled.expect("canceled").expect("there");
    yard.ground.pass(Duration::from_secs(35 * 24 * 3600));
    until("the inboxes are deleted", async || {
        yard.ground.pass(Duration::from_secs(1));
        let jane = yard.get(jane, "").await.data(200);
        (jane["status"] == "canceled").then_some(())
    })
    .await;
    yard.get(john, "/credentials")
        .await
        .refused(409, "CONFLICT");
    assert!(!servers.log_in(&renamed, &second), "deleted");
    assert!(
        !servers.log_in(&format!("john@{DOMAIN}"), &first),
        "deleted"
    );
}

/// Mail to an address that nobody has is refused, until an inbox is to get it.
async fn caught(yard: &Yard, servers: &Arc<MailServers>, address: &str, password: &str) {
    let nobody = format!("nobody@{DOMAIN}");
    assert!(servers.send(address, password, &nobody).is_err());
    let path = format!("/domains/{DOMAIN}/fulfillment-settings");
    let set = yard.api.patch(&path, &json!({"catchAll": address})).await;
    set.data(200);
    until("mail for nobody is taken", async || {
        yard.ground.pass(Duration::from_secs(1));
        servers
            .send(address, password, &nobody)
            .is_ok()
            .then_some(())
    })
    .await;
    let message = servers.message(address, password);
    assert!(message.contains(&format!("To: <{nobody}>")), "{message}");
}

/// A message that is submitted bears a signature that holds by what the service answers as a DNS
/// server.
async fn signed(yard: &Yard, servers: &Arc<MailServers>, from: &str, password: &str) {
    let john = format!("john@{DOMAIN}");
    let mut sent = servers.send(from, password, &john);
    // The key is made by the step after the mailboxes: until then nothing unsigned gets out.
    let mut tries = 0;
    while let Err(said) = &sent {
        assert!(
            said.contains("451") && tries < 100,
            "{said}\n{}",
            servers.logs()
        );
        yard.ground.pass(Duration::from_secs(1));
        tokio::time::sleep(Duration::from_millis(100)).await;
        tries += 1;
        sent = servers.send(from, password, &john);
    }
    let message = servers.message(&john, super::FIRST);
    let server = yard.running.dns();
    let at = |mut connection: ConnectionConfig| {
        connection.port = server.port();
        connection
    };
    let connections = vec![at(ConnectionConfig::udp()), at(ConnectionConfig::tcp())];
    let server = NameServerConfig::new(server.ip(), true, connections);
    let config = ResolverConfig::from_parts(None, vec![], vec![server]);
    let judge = MessageAuthenticator::new(config, ResolverOpts::default()).expect("a resolver");
    let read = AuthenticatedMessage::parse(message.as_bytes()).expect("a message");
    let verdicts = judge.verify_dkim(&read).await;
    assert!(
        matches!(verdicts.as_slice(), [one] if *one.result() == DkimResult::Pass),
        "{verdicts:?}\n{message}"
    );
}
