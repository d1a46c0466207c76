//! Google, our own mail servers, the blocklists, and what customers bring.

use std::net::Ipv4Addr;

use aws_lc_rs::encoding::{AsDer as _, Pkcs8V1Der};
use aws_lc_rs::rsa::{KeyPair, KeySize};
use base64::prelude::{BASE64_STANDARD, Engine as _};
use tokio::net::TcpListener;

use super::{check, json, says, token};
use crate::resolver::{Play as Answered, Server};
use crate::stub::Stub;

/// The names that the lists have for tests, below their zones.
const SPAMHAUS: &str = "dbltest.com.dbl.spamhaus.org.";
const URIBL: &str = "test.uribl.com.multi.uribl.com.";
const SURBL: &str = "test.surbl.org.multi.surbl.org.";

/// The settings of Google at a stub, with a key of its own, and that key.
fn google(stub: &Stub) -> (String, String) {
    let pair = KeyPair::generate(KeySize::Rsa2048).expect("a key");
    let der: Pkcs8V1Der<'_> = pair.as_der().expect("PKCS#8");
    let key = BASE64_STANDARD.encode(der.as_ref());
    let url = stub.url();
    let settings = format!(
        r#"
        [mailboxes.google]
        client_email = "mail@northwind-1.iam.gserviceaccount.com"
        private_key_id = "0c5b6f3f8d7e4a2b9c1d"
        private_key = "-----BEGIN PRIVATE KEY-----\n{key}\n-----END PRIVATE KEY-----\n"
        admin_email = "admin@northwind.example"
        token_url = "{url}/token"
        directory_url = "{url}"
        verification_url = "{url}"
        "#
    );
    (settings, key)
}

#[tokio::test]
async fn google_is_asked_for_a_token_and_a_domain() {
    let gone = r#"{"error":{"code":404,"message":"Domain not found","errors":[]}}"#;
    let stub = Stub::playing([token(), json(404, gone)]).await;
    let (settings, key) = google(&stub);
    let ended = check(&settings).await;
    assert!(ended.status.success(), "{}{}", ended.output, ended.log);
    says(&ended, "Google Workspace", &["ok", "may read its domains"]);
    let asked = stub.seen().into_iter().map(|seen| seen.method);
    assert_eq!(asked.collect::<Vec<_>>(), ["POST", "GET"]);

    let unknown = r#"{"error":"invalid_grant","error_description":"Invalid JWT Signature."}"#;
    stub.restart([json(400, unknown)]);
    let ended = check(&settings).await;
    assert!(!ended.status.success());
    let words = ["FAILING", "Set another mailboxes.google", "invalid_grant"];
    says(&ended, "Google Workspace", &words);
    assert!(!ended.output.contains(&key) && !ended.log.contains(&key));
}

#[tokio::test]
async fn own_mail_servers_are_asked_for_connections() {
    let postfix = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let dovecot = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let port = |listener: &TcpListener| listener.local_addr().expect("an address").port();
    let (submission, imaps) = (port(&postfix), port(&dovecot));
    let settings = format!(
        r#"
        [mailboxes.smtp]
        hostname = "127.0.0.1"
        [mailboxes.smtp.ports]
        submission = {submission}
        imaps = {imaps}
        "#
    );
    let ended = check(&settings).await;
    says(&ended, "own mail servers", &["ok", "take connections"]);
    assert!(ended.status.success(), "{}{}", ended.output, ended.log);
    drop(dovecot);
    let ended = check(&settings).await;
    let place = format!("Start Dovecot at 127.0.0.1:{imaps}");
    says(&ended, "own mail servers", &["FAILING", &place]);
    drop(postfix);
    let ended = check(&settings).await;
    let place = format!("Start Postfix at 127.0.0.1:{submission}");
    says(&ended, "own mail servers", &["FAILING", &place]);
    assert!(!ended.status.success());
}

#[tokio::test]
async fn blocklists_are_asked_for_their_names_for_tests() {
    let resolver = Server::open().await;
    let code = |code: [u8; 4]| Answered::Addresses(vec![Ipv4Addr::from(code)], 60);
    resolver.play(SPAMHAUS, code([127, 0, 1, 2]));
    resolver.play(URIBL, code([127, 0, 0, 2]));
    resolver.play(SURBL, code([127, 0, 0, 8]));
    let address = resolver.address();
    let settings = format!("[blocklists.dns]\nresolvers = [\"{address}\"]\ntimeout_ms = 5000\n");
    let ended = check(&settings).await;
    assert!(ended.status.success(), "{}{}", ended.output, ended.log);
    for list in ["Spamhaus DBL", "URIBL", "SURBL"] {
        let words = ["ok", "blocklists.dns.resolvers", "lists the name"];
        says(&ended, list, &words);
    }
    assert_eq!(resolver.seen(), [SPAMHAUS, SURBL, URIBL]);

    resolver.play(SPAMHAUS, code([127, 255, 255, 254]));
    resolver.play(URIBL, Answered::NoSuchName(60));
    resolver.play(SURBL, Answered::Empty);
    let ended = check(&settings).await;
    assert!(!ended.status.success());
    let failing = "FAILING";
    let public = "Set blocklists.dns.resolvers to a resolver of your own";
    says(&ended, "Spamhaus DBL", &[failing, public]);
    says(&ended, "URIBL", &[failing, "to another resolver"]);
    says(&ended, "SURBL", &[failing, "can be reached"]);
    assert!(
        ended.log.contains("3 vendors can't be used"),
        "{}",
        ended.log
    );
}

/// Nobody is asked with customers' keys: they are tested when they are saved.
#[tokio::test]
async fn customers_registrars_and_tools_are_named_and_not_asked() {
    let words = ["customers'", "tested when they are saved"];
    let address = "[registrars]\noutbound_ipv4 = \"203.0.113.24\"\n";
    for (settings, lacks_address) in [("", true), (address, false)] {
        let ended = check(settings).await;
        assert!(ended.status.success(), "{}", ended.log);
        says(&ended, "own registrars", &words);
        says(&ended, "all", &["sending tools", words[0], words[1]]);
        let told = ended.output.contains("Set registrars.outbound_ipv4");
        assert_eq!(told, lacks_address, "{}", ended.output);
    }
    let ended = check("environment = \"sandbox\"\n").await;
    assert!(ended.status.success(), "{}", ended.log);
    says(
        &ended,
        "own registrars",
        &["sandbox", "No registrar is called"],
    );
    says(&ended, "all", &["sandbox", "No tool is called"]);
}
