//! A message that is signed with our key, judged by others by what our server answers.

use mail_auth::common::verify::VerifySignature;
use mail_auth::dmarc::verify::DmarcParameters;
use mail_auth::hickory_resolver::config::{
    ConnectionConfig, NameServerConfig, ResolverConfig, ResolverOpts,
};
use mail_auth::spf::verify::SpfParameters;
use mail_auth::{AuthenticatedMessage, DkimResult, DmarcResult, MessageAuthenticator, SpfResult};
use simpleinboxes_core::dns::RecordType;
use simpleinboxes_providers::mail_auth::{
    DkimKey, DmarcPolicy, SpfAll, check_record, dmarc_record, spf_record,
};

use crate::contract::{domain, record};
use crate::embedded::world::World;

const MESSAGE: &str = "From: Jo <jo@try-northwind.com>\r\nTo: someone@example.com\r\n\
    Subject: Hello\r\nDate: Wed, 4 Nov 2026 09:30:00 +0000\r\nMessage-ID: <1@try-northwind.com>\r\n\
    \r\nHello there.\r\n";

fn authenticator(world: &World) -> MessageAuthenticator {
    let server = world.address();
    let at = |mut connection: ConnectionConfig| {
        connection.port = server.port();
        connection
    };
    let connections = vec![at(ConnectionConfig::udp()), at(ConnectionConfig::tcp())];
    let server = NameServerConfig::new(server.ip(), true, connections);
    let config = ResolverConfig::from_parts(None, vec![], vec![server]);
    MessageAuthenticator::new(config, ResolverOpts::default()).expect("a resolver")
}

#[tokio::test]
async fn signed_messages_pass_by_the_records_that_are_served() {
    let key = DkimKey::generate().expect("a key");
    let spf = format!(
        "{} ip4:192.0.2.25 -all",
        spf_record::<&str>([], SpfAll::Fail)
            .expect("SPF")
            .trim_end_matches(" -all")
    );
    let dmarc = dmarc_record(DmarcPolicy::Reject, Some("dmarc@northwind.com")).expect("DMARC");
    // Ends the walk up the tree (RFC 9989): there is nobody here to ask for `_dmarc.com`.
    let dmarc = format!("{dmarc}; psd=n");
    let records = [
        record(RecordType::Txt, "s1._domainkey", &key.record()),
        record(RecordType::Txt, "@", &spf),
        record(RecordType::Txt, "_dmarc", &dmarc),
    ];
    for record in &records {
        check_record(record).expect("a good record");
    }
    let world = World::serving(&records).await;
    let judge = authenticator(&world);

    let signed = key
        .sign(&domain(), "s1", MESSAGE.as_bytes())
        .expect("signed");
    assert!(signed.ends_with(MESSAGE.as_bytes()));
    let message = AuthenticatedMessage::parse(&signed).expect("a message");
    let dkim = judge.verify_dkim(&message).await;
    assert_eq!(dkim.len(), 1);
    assert_eq!(dkim[0].result(), &DkimResult::Pass);
    let signature = dkim[0].signature().expect("one");
    assert_eq!(
        (signature.domain(), signature.selector()),
        ("try-northwind.com", "s1")
    );

    let from = |address: &str| {
        SpfParameters::verify_mail_from(
            address.parse().expect("an address"),
            "try-northwind.com",
            "mx.example.com",
            "jo@try-northwind.com",
        )
    };
    let spf = judge.verify_spf(from("192.0.2.25")).await;
    assert_eq!(spf.result(), SpfResult::Pass);
    assert_eq!(
        judge.verify_spf(from("192.0.2.26")).await.result(),
        SpfResult::Fail
    );
    let dmarc = judge.verify_dmarc(DmarcParameters::new(
        &message,
        &dkim,
        "try-northwind.com",
        &spf,
    ));
    let dmarc = dmarc.await;
    assert_eq!(dmarc.dkim_result(), &DmarcResult::Pass);
    assert_eq!(dmarc.spf_result(), &DmarcResult::Pass);

    let changed = String::from_utf8(signed.clone())
        .expect("text")
        .replace("there", "where");
    let message = AuthenticatedMessage::parse(changed.as_bytes()).expect("a message");
    let dkim = judge.verify_dkim(&message).await;
    assert_ne!(dkim[0].result(), &DkimResult::Pass, "changed on its way");

    let other = DkimKey::generate().expect("a key");
    let forged = other
        .sign(&domain(), "s1", MESSAGE.as_bytes())
        .expect("signed");
    let message = AuthenticatedMessage::parse(&forged).expect("a message");
    let dkim = judge.verify_dkim(&message).await;
    assert_ne!(dkim[0].result(), &DkimResult::Pass, "another's key");
}
