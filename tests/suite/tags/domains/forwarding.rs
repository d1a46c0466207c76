//! Where visitors of a domain may be sent: the same whoever says it.

use serde_json::{Value, json};
use simpleinboxes_core::status::{DomainStatus, OrderStatus};
use simpleinboxes_tests::service::Ground;

const NAME: &str = "try-northwind.com";

/// Addresses to which nobody is sent.
const REFUSED: [&str; 9] = [
    "https://user:secret@northwind.com/",
    "https://user@northwind.com/",
    "http://127.0.0.1:8080/",
    "http://0x7f.1/",
    "http://localhost/admin",
    "http://10.0.0.1/",
    "http://169.254.169.254/latest/meta-data",
    "http://[::1]/",
    "https://www.try-northwind.com/",
];

#[tokio::test]
async fn nobody_is_sent_to_a_private_place() {
    for mut ground in Ground::each().await {
        ground.config.jobs.workers = 0;
        let running = ground.start().await;
        let api = running.with(&ground.acme.key);
        let seed = running.seed(&ground.acme, ground.acme.first);
        let order = seed.order(OrderStatus::Active).await;
        seed.domain(order, NAME, DomainStatus::Active).await;
        for url in REFUSED {
            let inbox = json!({"firstName": "Jane", "lastName": "Doe", "username": "jane"});
            let ordered = url.replace(NAME, "other-northwind.com");
            let domain = json!({"domain": "other-northwind.com", "source": "owned",
                "forwardingUrl": ordered, "inboxes": [inbox]});
            let order = json!({"provider": "google", "domains": [domain]});
            let answers = [
                (
                    api.post("/orders", &order).await,
                    "/domains/0/forwardingUrl",
                ),
                (
                    api.post("/orders?dryRun=true", &order).await,
                    "/domains/0/forwardingUrl",
                ),
                (
                    api.patch(
                        &format!("/domains/{NAME}/fulfillment-settings"),
                        &json!({"forwardingUrl": url}),
                    )
                    .await,
                    "/forwardingUrl",
                ),
                (
                    api.post(
                        &format!("/domains/{NAME}/dns/forwarding"),
                        &json!({"enabled": true, "url": url}),
                    )
                    .await,
                    "/url",
                ),
            ];
            for (answer, field) in answers {
                let error = answer.refused(400, "INVALID_REQUEST");
                let details = error["details"].as_array().expect("details");
                let named: Vec<&Value> = details.iter().map(|one| &one["field"]).collect();
                assert_eq!(named, [field], "{url}: {error}");
                assert!(!answer.text().contains("secret"), "{}", answer.text());
            }
        }
    }
}
