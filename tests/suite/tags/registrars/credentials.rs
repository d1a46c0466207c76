//! Which registrars there are, and credentials for them.

use serde_json::{Value, json};
use simpleinboxes_store::testing::snapshot;
use simpleinboxes_tests::{
    registrar::{GARBLED, OUTBOUND, SECRET, TAKEN, USER},
    search::{everything, holds},
    service::Ground,
    tool::Nobody,
};

use super::{Place, TEST, UPDATE, credentials};

#[tokio::test]
async fn a_form_can_be_drawn_for_each() {
    let ground = Ground::one().await;
    let running = ground.start().await;
    let api = running.with(&ground.acme.key);
    let found = api.get("/registrars/supported").await.data(200);
    let all = found["registrars"].as_array().expect("a list");
    let shown: Vec<_> = all
        .iter()
        .map(|one| {
            let fields = one["fields"].as_array().expect("fields").iter();
            let fields: Vec<_> = fields
                .map(|field| field["property"].as_str().expect("a property"))
                .collect();
            (
                one["registrar"].as_str().expect("a name"),
                fields.join(" "),
                one["needsIpAllowlist"] == true,
            )
        })
        .collect();
    let expected = [
        ("namecheap", "username apiKey", true),
        ("namecom", "username apiKey", false),
        ("porkbun", "apiKey apiSecret", false),
        ("spaceship", "apiKey apiSecret", false),
    ];
    let expected = expected.map(|(name, fields, needs)| (name, fields.to_owned(), needs));
    assert_eq!(shown, expected);
    let secret = json!({
        "name": "api_secret", "property": "apiSecret", "label": "Secret key",
        "help": "Shown once beside the API key. Begins with sk1_.", "secret": true,
        "required": true, "maxLength": 512,
    });
    assert_eq!(all[2]["fields"][1], secret);
    // Nobody has said where our calls come from.
    let info = api.get("/registrars/connection-info").await.data(200);
    let expected = json!({"outboundIpv4": null, "allowlistRegistrars": ["namecheap"]});
    assert_eq!(info, expected);
    // So Namecheap can't be asked, and the answer says who has to do what.
    let tested = api.post(TEST, &credentials("namecheap", false)).await;
    let error = tested.refused(502, "UPSTREAM_ERROR");
    assert_eq!(error["details"][0]["field"], "vendor.namecheap");
    let issue = error["details"][0]["issue"].as_str().expect("an issue");
    assert!(issue.contains("operator"), "{issue}");
}

#[tokio::test]
async fn what_is_taken_is_saved_and_not_seen_again() {
    for place in Place::each().await {
        let only_tried = place.api.post(TEST, &credentials("porkbun", false)).await;
        let tried = only_tried.data(200);
        assert_eq!(
            (&tried["valid"], &tried["saved"]),
            (&json!(true), &json!(false))
        );
        let rows = async || {
            let all = snapshot(place.running.store()).await;
            all["registrar_credentials"].len()
        };
        assert_eq!(rows().await, 0);
        place.registrars.world().allows_address = true;
        place.save("namecheap").await;
        place.save("porkbun").await;
        // Again, in place of the first.
        let again = place.api.post(TEST, &credentials("porkbun", true)).await;
        assert_eq!(again.data(200)["saved"], true);
        assert_eq!(rows().await, 2);
        let first = place.ground.acme.first;
        let summary = place.api.get(&format!("/workspaces/{first}/summary")).await;
        let domains = json!([{"domain": "nobodys.com"}]);
        let update = json!({"registrar": "porkbun", "domains": domains});
        let answers = [
            only_tried.text(),
            again.text(),
            summary.text(),
            place.api.post(UPDATE, &update).await.text(),
        ];
        let all = everything(&place.ground.database, &place.running).await;
        for secret in [TAKEN, SECRET, USER] {
            assert!(!holds(&all, secret), "{secret} lies in the database");
            assert!(answers.iter().all(|answer| !answer.contains(secret)));
        }
    }
}

#[tokio::test]
async fn what_is_refused_is_no_failure_and_not_saved() {
    for place in Place::each().await {
        let mut unknown = credentials("porkbun", true);
        unknown["credentials"]["apiKey"] = json!("pk1_unknown");
        let tested = place.api.post(TEST, &unknown).await.data(200);
        assert_eq!(
            (&tested["valid"], &tested["saved"]),
            (&json!(false), &json!(false))
        );
        assert_eq!(
            tested["message"],
            "The credentials were rejected: Invalid API key. (001)."
        );
        let tested = place.api.post(TEST, &credentials("namecheap", true)).await;
        let tested = tested.data(200);
        assert_eq!(
            (&tested["valid"], &tested["saved"]),
            (&json!(false), &json!(false))
        );
        let said = format!(
            "Namecheap takes no calls from {OUTBOUND}: allow this address in its API settings."
        );
        assert_eq!(tested["message"], said);
        let info = place.api.get("/registrars/connection-info").await.data(200);
        assert_eq!(info["outboundIpv4"], OUTBOUND);
        for registrar in ["porkbun", "namecheap"] {
            let body = json!({"registrar": registrar, "domains": [{"domain": "any.com"}]});
            let refused = place.api.post(UPDATE, &body).await;
            refused.refused(409, "CONFLICT");
        }
        // What was allowed there works at once.
        place.registrars.world().allows_address = true;
        place.save("namecheap").await;
    }
}

#[tokio::test]
async fn a_registrar_that_says_nothing_is_told_from_one_that_refuses() {
    let nobody = Nobody::home();
    let spaceship = nobody.base_url();
    let there = Place::each_with(|ground| {
        let urls = &mut ground.config.registrars.base_urls;
        urls.insert("spaceship".to_owned(), spaceship.clone());
    });
    for place in there.await {
        let mut garbled = credentials("porkbun", true);
        garbled["credentials"]["apiKey"] = json!(GARBLED);
        let failed = async |body: &Value, vendor: &str, words: &str| {
            let answer = place.api.post(TEST, body).await;
            let error = answer.refused(502, "UPSTREAM_ERROR");
            let detail = &error["details"][0];
            assert_eq!(detail["field"], format!("vendor.{vendor}"));
            let issue = detail["issue"].as_str().expect("an issue");
            assert!(issue.contains(words), "{issue}");
        };
        failed(&garbled, "porkbun", "understood").await;
        let absent = credentials("spaceship", true);
        failed(&absent, "spaceship", "reached").await;
        place.registrars.world().outage = Some(503);
        failed(&credentials("porkbun", true), "porkbun", "503").await;
        place.registrars.world().outage = Some(429);
        failed(&credentials("porkbun", true), "porkbun", "fewer requests").await;
        let rows = snapshot(place.running.store()).await;
        assert!(rows["registrar_credentials"].is_empty());
    }
}

#[tokio::test]
async fn fields_are_those_of_the_registrar() {
    for place in Place::each().await {
        for (registrar, fields, wrong) in [
            (
                "porkbun",
                json!({"apiKey": TAKEN}),
                "/credentials/apiSecret",
            ),
            ("namecom", json!({"apiKey": TAKEN}), "/credentials/username"),
            (
                "namecheap",
                json!({"apiKey": TAKEN, "username": USER, "apiSecret": SECRET}),
                "/credentials/apiSecret",
            ),
        ] {
            let body = json!({"registrar": registrar, "credentials": fields, "save": true});
            let error = place.api.post(TEST, &body).await;
            let error = error.refused(400, "INVALID_REQUEST");
            let details = error["details"].as_array().expect("details");
            let named: Vec<_> = details.iter().map(|one| &one["field"]).collect();
            assert_eq!(named, [wrong], "{registrar}");
        }
    }
}
