//! Whom invoices are made out to.

use std::time::Duration;

use serde_json::{Value, json};
use simpleinboxes_core::clock::Clock as _;

use super::Journey;

fn details() -> Value {
    json!({
        "companyName": "Northwind Traders GmbH",
        "email": "accounts@northwind.com",
        "address": {
            "line1": "Lindenstraße 12",
            "city": "Berlin",
            "postalCode": "10969",
            "country": "DE",
        },
        "vatNumber": "DE 136 695.976",
    })
}

#[tokio::test]
async fn details_are_saved_as_a_whole_and_read_back() {
    for journey in Journey::each().await {
        let owner = journey.owner();
        let client = owner.make_client("Northwind").await;
        let of_client = format!("/billing/details?workspaceId={client}");
        let empty = json!({
            "workspaceId": client, "companyName": null, "email": null, "address": null,
            "vatNumber": null, "updatedAt": null,
        });
        assert_eq!(journey.data(&of_client).await, empty);

        journey.ground.pass(Duration::from_secs(5));
        let mut body = details();
        body["workspaceId"] = json!(client);
        let saved = owner.post("/billing/details", &body).await.data(200);
        assert_eq!(saved["vatNumber"], "DE136695976");
        let line2 = &saved["address"]["line2"];
        assert_eq!(
            (&saved["workspaceId"], line2),
            (&json!(client), &Value::Null)
        );
        let now = journey.ground.clock.now();
        let updated = saved["updatedAt"].as_str().expect("a time");
        assert_eq!(updated.parse(), Ok(now));
        assert_eq!(journey.data(&of_client).await, saved);

        // What the body leaves out is emptied, and another workspace has its own.
        let short = json!({
            "companyName": "Northwind", "workspaceId": client,
            "address": {"line1": "1 Main Street", "city": "Dublin", "country": "IE"},
        });
        let saved = owner.post("/billing/details", &short).await.data(200);
        assert_eq!(
            (&saved["email"], &saved["vatNumber"]),
            (&Value::Null, &Value::Null)
        );
        let first = journey.data("/billing/details").await;
        assert_eq!(first["workspaceId"], journey.acme().first.to_string());
        assert_eq!(first["companyName"], Value::Null);
        owner.post("/billing/details", &details()).await.data(200);
        let first = journey.data("/billing/details").await;
        assert_eq!(first["companyName"], "Northwind Traders GmbH");
        // A key that is bound to the client means the client.
        let bound = journey.bound(&client).await;
        let seen = bound.get("/billing/details").await.data(200);
        assert_eq!(seen["companyName"], "Northwind");
        let path = format!("/billing/details?workspaceId={}", journey.acme().first);
        bound.get(&path).await.refused(404, "NOT_FOUND");
    }
}

#[tokio::test]
async fn a_vat_number_is_one_of_the_addresss_country() {
    for journey in Journey::each().await {
        let owner = journey.owner();
        let with = |country: &str, number: &str| {
            let mut body = details();
            body["address"]["country"] = json!(country);
            body["vatNumber"] = json!(number);
            body
        };
        for (country, number) in [
            ("DE", "DE136695970"),
            ("DE", "DE13669597"),
            ("AT", "DE136695976"),
            ("GR", "EL094259210"),
            ("XI", "XI980780684"),
            ("US", "US1"),
        ] {
            let body = with(country, number);
            let refused = owner.post("/billing/details", &body).await;
            let error = refused.refused(400, "INVALID_REQUEST");
            let details = error["details"].as_array().expect("details");
            assert_eq!(details.len(), 1, "{number}");
            assert_eq!(details[0]["field"], "/vatNumber", "{number}");
        }
        let nothing = journey.data("/billing/details").await;
        assert_eq!(nothing["updatedAt"], Value::Null);
        for (country, number, normal) in [
            ("GR", "el 094.259.216", "EL094259216"),
            ("GB", "XI 980 7806 84", "XI980780684"),
            ("GB", "gb980780684", "GB980780684"),
            ("IE", "IE 8+79739I", "IE8+79739I"),
            ("US", "us-12 3456789", "US123456789"),
        ] {
            let body = with(country, number);
            let saved = owner.post("/billing/details", &body).await.data(200);
            assert_eq!(saved["vatNumber"], normal);
        }
    }
}
