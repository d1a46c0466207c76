//! Every rule, broken.

use serde_json::{Value, json};
use simpleinboxes_core::{dns::RecordPurpose, status::DomainStatus};
use simpleinboxes_tests::service::Ground;

use super::{NAME, Zoned, id, path, text_record, txt};

fn of(kind: &str, name: &str, content: &str) -> Value {
    json!({"type": kind, "name": name, "content": content})
}

/// With other fields.
fn with(mut body: Value, fields: &Value) -> Value {
    let all = body.as_object_mut().expect("an object");
    all.extend(fields.as_object().expect("fields").clone());
    body
}

#[tokio::test]
async fn what_is_no_record_is_400_and_names_the_field() {
    let zoned = Zoned::embedded(Ground::one().await).await;
    let eleven: String = (0..11)
        .map(|n| format!(" include:h{n}.example.com"))
        .collect();
    let longest = format!("{}.{0}.{0}.{0}", "a".repeat(60));
    for (body, field) in [
        (of("A", "@", "2001:db8::1"), "/content"),
        (of("A", "@", "192.0.2.256"), "/content"),
        (of("AAAA", "@", "192.0.2.1"), "/content"),
        (of("CNAME", "www", "192.0.2.1"), "/content"),
        (of("CNAME", "www", "localhost"), "/content"),
        (of("CNAME", "@", "www.northwind.com"), "/name"),
        (of("NS", "@", "ns1.northwind.com"), "/name"),
        (of("TXT", "other.com.", "text"), "/name"),
        (of("TXT", &longest, "text"), "/name"),
        (of("TXT", "@", "\"quoted\""), "/content"),
        (of("TXT", "@", &"x".repeat(2049)), "/content"),
        (of("MX", "@", "mx.northwind.com"), "/priority"),
        (
            with(of("MX", "@", "."), &json!({"priority": 1})),
            "/priority",
        ),
        (
            with(of("A", "@", "192.0.2.1"), &json!({"priority": 1})),
            "/priority",
        ),
        (
            with(of("A", "@", "192.0.2.1"), &json!({"tag": "issue"})),
            "/tag",
        ),
        (with(of("TXT", "@", "text"), &json!({"ttl": 2})), "/ttl"),
        (
            with(
                of("SRV", "_a._tcp", "a.example.com"),
                &json!({"priority": 1, "weight": 1}),
            ),
            "/port",
        ),
        (of("CAA", "@", "letsencrypt.org"), "/tag"),
        (
            with(of("CAA", "@", "ops@a.com"), &json!({"tag": "iodef"})),
            "/content",
        ),
        (of("TXT", "@", "v=spf1 include"), "/content"),
        (of("TXT", "@", &format!("v=spf1{eleven} ~all")), "/content"),
        (of("TXT", "_dmarc", "p=none"), "/content"),
        (
            of("TXT", "key._domainkey", "v=DKIM1; k=rsa; p=AAAA"),
            "/content",
        ),
    ] {
        let error = zoned.api.post(&path(""), &body).await;
        let error = error.refused(400, "INVALID_REQUEST");
        let fields: Vec<_> = error["details"]
            .as_array()
            .expect("details")
            .iter()
            .collect();
        let named = fields.iter().any(|detail| detail["field"] == field);
        assert!(named, "{body}: {error}");
    }
    assert!(zoned.list().await.is_empty());
}

#[tokio::test]
async fn what_does_not_go_together_is_409_and_names_the_other() {
    for zoned in Zoned::each().await {
        let mut mx = text_record("@", "x");
        mx.data = simpleinboxes_core::dns::RecordData::Mx {
            priority: 1,
            target: "smtp.google.com".parse().expect("a host"),
        };
        zoned
            .keep(&[
                (RecordPurpose::Mx, mx),
                (RecordPurpose::Spf, text_record("@", "v=spf1 -all")),
                (
                    RecordPurpose::Dmarc,
                    text_record("_dmarc", "v=DMARC1; p=none"),
                ),
            ])
            .await;
        zoned.add(&txt("www", "text")).await;
        zoned.add(&of("CNAME", "alias", "www.northwind.com")).await;
        let other_mx = with(of("MX", "@", "mx.northwind.com"), &json!({"priority": 5}));
        for (body, other) in [
            (txt("www", "text"), "www.try-northwind.com: text"),
            (
                of("CNAME", "www", "a.example.com"),
                "www.try-northwind.com: text",
            ),
            (
                of("A", "alias", "192.0.2.1"),
                "alias.try-northwind.com: www.northwind.com",
            ),
            (of("TXT", "@", "v=spf1 ~all"), "v=spf1 -all"),
            (
                of("TXT", "_dmarc", "v=DMARC1; p=reject"),
                "v=DMARC1; p=none",
            ),
            (other_mx, "smtp.google.com"),
        ] {
            let error = zoned
                .api
                .post(&path(""), &body)
                .await
                .refused(409, "CONFLICT");
            let message = error["message"].as_str().expect("a message");
            assert!(message.contains(other), "{body}: {message}");
        }
        for kept in zoned.list().await {
            if kept["managed"] == true {
                let one = path(&format!("/{}", id(&kept)));
                zoned.api.delete(&one).await.refused(409, "CONFLICT");
            }
        }
        assert_eq!(zoned.list().await.len(), 5);
    }
}

#[tokio::test]
async fn the_state_of_the_domain_decides() {
    let zone = Some(("embedded", NAME));
    for (status, zone) in [
        (DomainStatus::Active, None),
        (DomainStatus::Pending, zone),
        (DomainStatus::InRecovery, zone),
    ] {
        let zoned = Zoned::on(Ground::one().await, status, zone).await;
        let body = txt("@", "text");
        zoned
            .api
            .post(&path(""), &body)
            .await
            .refused(409, "CONFLICT");
        let to = json!({"enabled": true, "url": "https://northwind.com"});
        let set = zoned.api.post(&path("/forwarding"), &to).await;
        set.refused(409, "CONFLICT");
        if zone.is_none() {
            let sync = zoned.api.post(&path("/sync"), &json!({})).await;
            sync.refused(409, "CONFLICT");
        }
        assert!(zoned.list().await.is_empty());
    }
}
