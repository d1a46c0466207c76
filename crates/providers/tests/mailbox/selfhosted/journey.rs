//! A mailbox's life on the real servers: made, logged in to, written from and to, its password
//! rotated, renamed, deleted.

use std::process::Command;
use std::sync::Arc;

use simpleinboxes_core::entropy::Entropy;
use simpleinboxes_providers::mailbox::selfhosted::SelfHosted;
use simpleinboxes_providers::mailbox::{DkimKey, InMemoryMailboxes, MailboxHost, MailboxTarget};

use super::servers::{Servers, can_run};
use crate::contract::{FIRST, SECOND, domain, new, password};

const JANE: &str = "jane.doe@try-northwind.com";
const JOHN: &str = "john.roe@try-northwind.com";

fn dkim_key() -> DkimKey {
    let arguments = [
        "genpkey",
        "-algorithm",
        "RSA",
        "-pkeyopt",
        "rsa_keygen_bits:2048",
    ];
    let made = Command::new("openssl")
        .args(arguments)
        .output()
        .expect("openssl");
    let pem = String::from_utf8(made.stdout).expect("PEM");
    assert!(pem.starts_with("-----BEGIN PRIVATE KEY-----"));
    DkimKey {
        selector: "si1".into(),
        private_pem: pem.into(),
        public_record: "v=DKIM1; k=rsa; p=".into(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn mailboxes_live_on_real_servers() {
    if !can_run() {
        return;
    }
    let servers = tokio::task::spawn_blocking(Servers::start)
        .await
        .expect("started");
    let kept = Arc::new(InMemoryMailboxes::default());
    let host = SelfHosted::new(&servers.config, kept.clone(), Entropy::system());
    let host = host.expect("usable settings");
    host.add_domain(&domain()).await.expect("added");
    let (jane, john) = (new("jane.doe"), new("john.roe"));
    for mailbox in [&jane, &john] {
        host.create_mailbox(mailbox).await.expect("made");
    }

    assert!(!servers.log_in(JANE, FIRST), "not committed yet");
    servers.commit(&kept).await;
    assert!(servers.log_in(JANE, FIRST));
    assert!(
        servers.log_in(&JANE.to_uppercase(), FIRST),
        "case does not matter"
    );
    assert!(!servers.log_in(JANE, SECOND));

    let submission = servers.config.ports.submission;
    let unsigned = servers.send(Some((JANE, FIRST)), JANE, JOHN, submission);
    let refused = unsigned.expect_err("there is no key yet");
    assert!(refused.contains("451"), "{refused}");
    host.enable_dkim(&domain(), Some(&dkim_key()))
        .await
        .expect("signing");
    mail_goes_and_is_signed(&servers);
    senders_are_who_they_are(&servers);

    host.set_password(&jane.target(), &password(SECOND))
        .await
        .expect("set");
    servers.commit(&kept).await;
    assert!(servers.log_in(JANE, SECOND));
    assert!(!servers.log_in(JANE, FIRST), "the old one is refused");

    let name = "j.roe".parse().expect("a name");
    host.rename_mailbox(&john.target(), &name)
        .await
        .expect("renamed");
    servers.commit(&kept).await;
    let renamed = "j.roe@try-northwind.com";
    assert!(servers.log_in(renamed, FIRST));
    assert!(!servers.log_in(JOHN, FIRST));
    assert!(
        servers.message(renamed, FIRST, 1).is_some(),
        "the mail is still there"
    );
    servers
        .send(Some((JANE, SECOND)), JANE, JOHN, submission)
        .expect("sent");
    arrived(&servers, renamed, FIRST, 3);

    let target = MailboxTarget {
        address: renamed.parse().expect("an address"),
        reference: john.reference.clone(),
    };
    host.delete_mailbox(&target).await.expect("deleted");
    servers.commit(&kept).await;
    assert!(!servers.log_in(renamed, FIRST), "deleted");
    let refused = servers.send(Some((JANE, SECOND)), JANE, renamed, submission);
    assert!(refused.expect_err("nobody").contains("550"));
}

/// Waits for a message.
fn arrived(servers: &Servers, address: &str, password: &str, number: u32) -> String {
    let mut message = None;
    servers.wait_for("a message", || {
        message = servers.message(address, password, number);
        message.is_some()
    });
    message.expect("waited for")
}

fn mail_goes_and_is_signed(servers: &Servers) {
    let ports = servers.config.ports;
    servers
        .send(Some((JANE, FIRST)), JANE, JOHN, ports.submission)
        .expect("sent");
    let message = arrived(servers, JOHN, FIRST, 1);
    let signature = message.split("DKIM-Signature:").nth(1);
    let signature = signature.unwrap_or_else(|| panic!("{message}\n{}", servers.logs()));
    for part in ["a=rsa-sha256", "d=try-northwind.com", "s=si1", "b="] {
        assert!(signature.contains(part), "{part}: {message}");
    }
    let foreign = "max@elsewhere.example";
    servers
        .send(None, foreign, JOHN, ports.smtp)
        .expect("mail from outside");
    let message = arrived(servers, JOHN, FIRST, 2);
    assert!(
        message.contains(foreign) && !message.contains("DKIM-Signature"),
        "{message}"
    );
}

fn senders_are_who_they_are(servers: &Servers) {
    let ports = servers.config.ports;
    let refused = |login, from, to, port| {
        let sent = servers.send(login, from, to, port);
        sent.expect_err("refused")
    };
    let spoofed = refused(Some((JOHN, FIRST)), JANE, JOHN, ports.submission);
    assert!(spoofed.contains("553"), "{spoofed}");
    let wrong = refused(Some((JANE, SECOND)), JANE, JOHN, ports.submission);
    assert!(wrong.contains("535"), "{wrong}");
    let unknown = refused(None, JANE, JOHN, ports.submission);
    assert!(unknown.contains("554"), "{unknown}");
    let relayed = refused(
        None,
        "max@elsewhere.example",
        "eve@other.example",
        ports.smtp,
    );
    assert!(relayed.contains("554"), "{relayed}");
}
