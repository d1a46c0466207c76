//! The name under which a domain's sending tool tracks links.

use serde_json::{Value, json};
use simpleinboxes_tests::{api::Answer, service::Ground, until::until};

use super::{World, order};

const HOST: &str = "prox.itrackly.com";

impl World {
    async fn set(&self, domain: &str, settings: &Value) -> Answer {
        let path = format!("/domains/{domain}/fulfillment-settings");
        self.api.patch(&path, settings).await
    }

    /// The record for tracked links, once it is as it should be.
    async fn tracked(&self, domain: &str, name: Option<&str>) -> Option<Value> {
        let what = format!("{name:?} is tracked");
        until(&what, async || {
            self.ground.pass(std::time::Duration::from_secs(1));
            let records = self.api.all(&format!("/domains/{domain}/dns")).await;
            let mut records = records.into_iter();
            let found = records.find(|record| record["purpose"] == "tracking");
            let named = found.as_ref().and_then(|record| record["name"].as_str());
            (named == name).then_some(found.clone())
        })
        .await
    }
}

#[tokio::test]
async fn a_managed_record_leads_to_the_tool() {
    for world in World::each().await {
        world.uploaded("northwind.com", &["jane"]).await;
        let set = world
            .set("northwind.com", &json!({"trackingSubdomain": "track"}))
            .await
            .data(200);
        assert_eq!(set["queuedActions"][0]["type"], "write_dns");
        assert_eq!(set["settings"]["effective"]["trackingSubdomain"], "track");
        let record = world
            .tracked("northwind.com", Some("track.northwind.com"))
            .await;
        let record = record.expect("a record");
        assert_eq!(
            (&record["type"], &record["content"], &record["managed"]),
            (&json!("CNAME"), &json!(HOST), &json!(true))
        );
        // The same again is no conflict with itself.
        let again = world
            .set("northwind.com", &json!({"trackingSubdomain": "track"}))
            .await
            .data(200);
        assert_eq!(again["queuedActions"], json!([]));
        world
            .set("northwind.com", &json!({"trackingSubdomain": "links"}))
            .await
            .data(200);
        world
            .tracked("northwind.com", Some("links.northwind.com"))
            .await;
        world
            .set("northwind.com", &json!({"trackingSubdomain": null}))
            .await
            .data(200);
        world.tracked("northwind.com", None).await;
    }
}

#[tokio::test]
async fn the_record_comes_with_the_tool() {
    for world in World::each().await {
        world
            .api
            .post("/orders", &order("later.com", &["jane"]))
            .await
            .data(201);
        world
            .inbox_until("jane@later.com", |inbox| {
                inbox["domain"]["status"] == "active"
            })
            .await;
        let label = json!({"trackingSubdomain": "track"});
        world.set("later.com", &label).await.data(200);
        world.ended("later.com", "write_dns", "succeeded").await;
        world.tracked("later.com", None).await;
        let body = json!({"credentialId": world.credential});
        let path = "/domains/later.com/add-sending-tool";
        world.api.post(path, &body).await.data(200);
        world.tracked("later.com", Some("track.later.com")).await;
    }
}

#[tokio::test]
async fn what_can_not_be_tracked_is_refused() {
    for ground in Ground::each().await {
        let world = World::on(ground).await;
        world.uploaded("northwind.com", &["jane"]).await;
        let own = json!({"type": "A", "name": "track", "content": "192.0.2.1", "ttl": 300});
        world
            .api
            .post("/domains/northwind.com/dns", &own)
            .await
            .data(201);
        let label = json!({"trackingSubdomain": "track"});
        let taken = world.set("northwind.com", &label).await;
        let error = taken.refused(409, "CONFLICT");
        assert!(
            error["message"]
                .as_str()
                .is_some_and(|said| said.contains("another record"))
        );
        // Of this tool nobody has told where it tracks.
        let body = json!({"tool": "lemlist", "apiKey": "another-key-4321", "label": "Other"});
        let other = world.api.post("/clients/First/credentials", &body).await;
        let id = other.data(201)["id"].clone();
        let both = json!({"trackingSubdomain": "links", "sendingToolCredentialId": id});
        let error = world.set("northwind.com", &both).await;
        let error = error.refused(409, "CONFLICT");
        assert!(
            error["message"]
                .as_str()
                .is_some_and(|said| said.contains("not known"))
        );
    }
}

#[tokio::test]
async fn operators_name_the_hosts_of_other_tools() {
    for mut ground in Ground::each().await {
        let hosts = &mut ground.config.sending.tracking_hosts;
        hosts.insert("lemlist".to_owned(), "custom.lemlist.com".to_owned());
        let world = World::on(ground).await;
        world.uploaded("northwind.com", &["jane"]).await;
        let body = json!({"tool": "lemlist", "apiKey": "another-key-4321", "label": "Other"});
        let other = world.api.post("/clients/First/credentials", &body).await;
        let id = other.data(201)["id"].clone();
        let both = json!({"trackingSubdomain": "links", "sendingToolCredentialId": id});
        world.set("northwind.com", &both).await.data(200);
        let record = world
            .tracked("northwind.com", Some("links.northwind.com"))
            .await;
        assert_eq!(record.expect("a record")["content"], "custom.lemlist.com");
    }
}
