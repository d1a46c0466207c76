//! The same edits on many domains.

use serde_json::{Value, json};
use simpleinboxes_core::{
    dns::RecordPurpose,
    status::{DomainStatus, OrderStatus},
};

use super::{NAME, Zoned, text_record, txt};

fn upsert(record: Value) -> Value {
    json!({"op": "upsert", "record": record})
}

fn delete(record: Value) -> Value {
    json!({"op": "delete", "record": record})
}

impl Zoned {
    async fn bulk(&self, domains: &Value, operations: &[Value]) -> Value {
        let body = json!({"domains": domains, "operations": operations});
        self.api.post("/domains/bulk/dns", &body).await.data(202)
    }
}

#[tokio::test]
async fn each_domain_has_all_edits_or_none() {
    for zoned in Zoned::each().await {
        let seed = zoned
            .running
            .seed(&zoned.ground.acme, zoned.ground.acme.first);
        let order = seed.order(OrderStatus::Active).await;
        seed.domain(order, "no-zone.com", DomainStatus::Active)
            .await;
        zoned.add(&txt("old", "one")).await;
        zoned.add(&txt("old", "two")).await;
        let domains = json!(["Try-Northwind.com", "no-zone.com", NAME]);
        let caa = json!({"type": "CAA", "name": "@", "content": "letsencrypt.org",
            "flags": 0, "tag": "issue"});
        let edits = [upsert(caa), delete(json!({"type": "TXT", "name": "old"}))];
        let report = zoned.bulk(&domains, &edits).await;
        assert_eq!(
            (&report["queuedCount"], &report["refusedCount"]),
            (&json!(1), &json!(1))
        );
        let [first, second] = &report["results"].as_array().expect("results")[..] else {
            panic!("{report}");
        };
        assert_eq!(
            (&first["domain"], &first["status"]),
            (&json!(NAME), &json!("queued"))
        );
        assert!(first["actionId"].is_string() && first["reason"].is_null());
        assert_eq!(second["status"], "refused");
        let why = second["reason"].as_str().expect("a reason");
        assert!(why.contains("no zone"), "{why}");
        let list = zoned.list().await;
        assert_eq!(list.len(), 1);
        zoned
            .has_status(list[0]["id"].as_str().expect("an id"), "synced")
            .await;

        zoned
            .keep(&[(RecordPurpose::Spf, text_record("@", "v=spf1 -all"))])
            .await;
        let edits = [
            upsert(json!({"type": "A", "name": "www", "content": "192.0.2.1"})),
            upsert(json!({"type": "TXT", "name": "@", "content": "v=spf1 ~all"})),
        ];
        let report = zoned.bulk(&json!([NAME]), &edits).await;
        let why = report["results"][0]["reason"].as_str().expect("a reason");
        assert!(why.contains("v=spf1 -all"), "{why}");
        assert_eq!(zoned.list().await.len(), 2);
    }
}

#[tokio::test]
async fn what_is_no_edit_is_400_and_no_domain_404() {
    for zoned in Zoned::each().await {
        for (record, field) in [
            (
                upsert(json!({"type": "A", "name": "@", "content": "x"})),
                "/operations/0/record/content",
            ),
            (
                upsert(json!({"type": "A", "name": "@"})),
                "/operations/0/record/content",
            ),
            (
                delete(json!({"type": "A", "name": "@", "ttl": 60})),
                "/operations/0/record/ttl",
            ),
        ] {
            let body = json!({"domains": [NAME], "operations": [record]});
            let error = zoned.api.post("/domains/bulk/dns", &body).await;
            let error = error.refused(400, "INVALID_REQUEST");
            assert_eq!(error["details"][0]["field"], field, "{error}");
        }
        let edit = upsert(txt("@", "text"));
        let body = json!({"domains": [NAME, "not-here.com"], "operations": [edit]});
        let answer = zoned.api.post("/domains/bulk/dns", &body).await;
        answer.refused(404, "NOT_FOUND");
        assert!(zoned.list().await.is_empty());
    }
}
