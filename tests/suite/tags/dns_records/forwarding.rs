//! Where web visitors are sent.

use serde_json::{Value, json};
use simpleinboxes_store::Caller;
use simpleinboxes_tests::{service::Ground, until::until};

use super::{NAME, Zoned, path, txt};

impl Zoned {
    async fn forward(&self, body: &Value) -> Value {
        self.api.post(&path("/forwarding"), body).await.data(202)
    }

    /// Waits until the last change was carried out, or not.
    async fn forwards(&self, status: &str) {
        let system = Caller::system(self.ground.acme.id);
        until(&format!("forwarding is {status}"), async || {
            let found = self.running.store().scoped(&system).domain(self.id).await;
            let domain = found.expect("an answer").expect("a domain");
            (domain.forwarding.status.as_str() == status).then_some(())
        })
        .await;
    }
}

fn to(url: &str) -> Value {
    json!({"enabled": true, "url": url, "permanent": true, "keepPath": true})
}

#[tokio::test]
async fn forwarding_is_set_changed_and_switched_off() {
    for zoned in Zoned::each().await {
        let set = zoned.forward(&to("https://www.northwind.com")).await;
        assert_eq!(
            (&set["status"], &set["permanent"]),
            (&json!("pending"), &json!(true))
        );
        assert_eq!(
            (&set["url"], &set["domain"]),
            (&json!("https://www.northwind.com"), &json!(NAME))
        );
        zoned.forwards("active").await;
        let mut names: Vec<_> = zoned
            .list()
            .await
            .into_iter()
            .filter(|one| one["purpose"] == "forwarding" && one["managed"] == true)
            .map(|one| (one["type"].clone(), one["name"].clone()))
            .collect();
        names.sort_by_key(|one| one.1.to_string());
        let www = format!("www.{NAME}");
        assert_eq!(names, [(json!("A"), json!(NAME)), (json!("A"), json!(www))]);
        // The same once more queues nothing.
        let again = zoned.forward(&to("https://www.northwind.com")).await;
        assert_eq!(
            (&again["status"], &again["actionId"]),
            (&json!("active"), &set["actionId"])
        );
        let changed = zoned.forward(&to("https://www.contoso.com/a")).await;
        assert_ne!(changed["actionId"], set["actionId"]);
        zoned.forwards("active").await;
        let off = zoned.forward(&json!({"enabled": false})).await;
        assert_eq!(
            (&off["status"], &off["url"]),
            (&json!("pending"), &json!(null))
        );
        zoned.forwards("off").await;
        assert!(zoned.list().await.is_empty());
        let again = zoned.forward(&json!({"enabled": false})).await;
        assert_eq!(again["actionId"], off["actionId"]);
    }
}

#[tokio::test]
async fn a_forwarding_that_would_not_work_is_refused() {
    for zoned in Zoned::each().await {
        for (body, field) in [
            (json!({"enabled": true}), "/url"),
            (
                json!({"enabled": false, "url": "https://northwind.com"}),
                "/url",
            ),
            (json!({"enabled": false, "keepPath": true}), "/keepPath"),
            (to("https://www.try-northwind.com"), "/url"),
            (to("https://northwind.com/?a=b"), "/url"),
        ] {
            let error = zoned.api.post(&path("/forwarding"), &body).await;
            let error = error.refused(400, "INVALID_REQUEST");
            assert_eq!(error["details"][0]["field"], field, "{body}: {error}");
        }
        zoned.add(&txt("www", "mine")).await;
        let set = zoned
            .api
            .post(&path("/forwarding"), &to("https://northwind.com"))
            .await;
        let error = set.refused(409, "CONFLICT");
        assert!(
            error["message"].as_str().expect("words").contains("mine"),
            "{error}"
        );
    }
}

#[tokio::test]
async fn cloudflare_forwards_by_its_own_rules() {
    let (zoned, fake, zone) = Zoned::at_cloudflare(Ground::one().await).await;
    zoned.forward(&to("https://www.northwind.com")).await;
    zoned.forwards("active").await;
    {
        let state = fake.state();
        let zone = &state.zones[&zone];
        assert_eq!(zone.ruleset.as_ref().expect("a rule").rules.len(), 1);
        assert!(zone.records.len() >= 2);
        assert!(zone.records.iter().all(|one| one["proxied"] == true));
    }
    zoned.forward(&json!({"enabled": false})).await;
    zoned.forwards("off").await;
    let state = fake.state();
    let zone = &state.zones[&zone];
    assert!(zone.ruleset.as_ref().is_none_or(|set| set.rules.is_empty()));
    assert!(zone.records.is_empty());
}
