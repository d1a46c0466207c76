//! Records of one's own: added, listed, deleted.

use serde_json::json;

use super::{NAME, Zoned, every_type, id, path, txt};

#[tokio::test]
async fn every_type_goes_in_and_comes_out() {
    for zoned in Zoned::each().await {
        for (sent, expected) in every_type() {
            let made = zoned.add(&sent).await;
            for (field, value) in expected.as_object().expect("fields") {
                assert_eq!(&made[field], value, "{field} of {made}");
            }
            assert_eq!(
                (&made["domain"], &made["managed"]),
                (&json!(NAME), &json!(false))
            );
            let synced = zoned.has_status(&id(&made), "synced").await;
            assert!(synced["syncedAt"].is_string() && synced["syncError"].is_null());
        }
        let all = zoned.list().await;
        assert_eq!(all.len(), every_type().len());
        for kind in ["A", "AAAA", "CNAME", "MX", "TXT", "SRV", "CAA", "NS"] {
            let of = zoned
                .api
                .get(&path(&format!("?type={kind}")))
                .await
                .data(200);
            let expected = all.iter().filter(|one| one["type"] == kind).count();
            let of = of.as_array().expect("a list");
            assert_eq!(of.len(), expected, "{kind}");
            assert!(expected > 0 && of.iter().all(|one| one["type"] == kind));
        }
        // In any case, and with a dot at its end, the name is the same.
        let other = zoned
            .api
            .get("/domains/Try-Northwind.COM/dns")
            .await
            .data(200);
        assert_eq!(other[0]["id"], all[0]["id"]);
    }
}

#[tokio::test]
async fn what_was_deleted_is_gone_at_once() {
    for zoned in Zoned::each().await {
        let made = zoned.add(&txt("@", "one")).await;
        let one = path(&format!("/{}", id(&made)));
        let was = zoned.api.delete(&one).await.data(200);
        assert_eq!(
            (&was["content"], &was["syncStatus"]),
            (&json!("one"), &json!("pending"))
        );
        assert!(zoned.list().await.is_empty());
        zoned.api.delete(&one).await.refused(404, "NOT_FOUND");
        // It can be added again.
        let again = zoned.add(&txt("@", "one")).await;
        assert_ne!(again["id"], made["id"]);
    }
}

#[tokio::test]
async fn a_repeat_adds_nothing() {
    for zoned in Zoned::each().await {
        let add = async |body| zoned.api.post(&path(""), &body).once("the-key").await;
        let first = add(txt("@", "one")).await.data(201);
        assert_eq!(add(txt("@", "one")).await.data(201), first);
        add(txt("@", "two"))
            .await
            .refused(409, "IDEMPOTENCY_KEY_REUSED");
        assert_eq!(zoned.list().await.len(), 1);
    }
}

#[tokio::test]
async fn what_is_not_ones_own_is_not_there() {
    for zoned in Zoned::each().await {
        let made = zoned.add(&txt("@", "one")).await;
        let rival = zoned.running.with(&zoned.ground.rival.key);
        let id = id(&made);
        let sync = json!({"recordId": id});
        let off = json!({"enabled": false});
        for answer in [
            rival.get(&path("")).await,
            rival.post(&path(""), &txt("@", "two")).await,
            rival.delete(&path(&format!("/{id}"))).await,
            rival.post(&path("/sync"), &json!({})).await,
            rival.post(&path("/sync-record"), &sync).await,
            rival.post(&path("/forwarding"), &off).await,
            zoned.api.get("/domains/not-here.com/dns").await,
            zoned.api.get("/domains/no-domain/dns").await,
        ] {
            answer.refused(404, "NOT_FOUND");
        }
        let other = json!({"recordId": "dns_01m7cqzs80fqcbdc5pha9st1v3"});
        let answer = zoned.api.post(&path("/sync-record"), &other).await;
        answer.refused(404, "NOT_FOUND");
        assert_eq!(zoned.list().await.len(), 1);
    }
}
