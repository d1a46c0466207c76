//! Nameservers that are set at a registrar.

use std::time::Duration;

use reqwest::Method;
use serde_json::{Value, json};
use simpleinboxes_core::status::{DomainStatus, OrderStatus};
use simpleinboxes_store::testing::snapshot;
use simpleinboxes_tests::{registrar::OUTBOUND, until::until};

use super::{ASSIGNED, Place, UPDATE, credentials};

const NAME: &str = "try-northwind.com";

#[tokio::test]
async fn a_domain_gets_what_is_assigned_or_what_is_given() {
    for place in Place::each().await {
        place.save("porkbun").await;
        place.domain(NAME).await;
        place.domain("northwind-mail.com").await;
        let given = json!(["NS2.example.net.", "ns1.Example.net"]);
        let body = json!({"registrar": "porkbun", "domains": [
            {"domain": "Try-Northwind.COM"},
            {"domain": "northwind-mail.com", "nameservers": given},
        ]});
        let queued = place.api.post(UPDATE, &body).await.data(202);
        assert_eq!(
            (&queued["queuedCount"], &queued["rejectedCount"]),
            (&json!(2), &json!(0))
        );
        let others = ["ns2.example.net", "ns1.example.net"];
        for (at, (domain, servers)) in [(NAME, ASSIGNED), ("northwind-mail.com", others)]
            .into_iter()
            .enumerate()
        {
            let result = &queued["results"][at];
            assert_eq!(result["domain"], domain);
            assert_eq!(result["nameservers"], json!(servers));
            let id = result["actionId"].as_str().expect("an action");
            let action = place.reaches(domain, id, "succeeded").await;
            assert_eq!(action["type"], "set_nameservers");
            assert_eq!(action["error"], Value::Null);
            assert_eq!(place.set(domain), Some(servers.map(str::to_owned).into()));
        }
        assert_eq!(place.registrars.world().sets, 2);
        let history = place.api.get(&format!("/domains/{NAME}/history")).await;
        let types: Vec<_> = history.data(200).as_array().expect("events").clone();
        let types: Vec<_> = types.iter().map(|event| &event["type"]).collect();
        assert_eq!(types[..2], ["action_succeeded", "action_queued"]);
        // The same once more is another update.
        let id = place.update("porkbun", NAME).await;
        place.reaches(NAME, &id, "succeeded").await;
    }
}

#[tokio::test]
async fn each_domain_is_judged_by_itself() {
    for place in Place::each_with(|ground| ground.config.jobs.workers = 0).await {
        place.save("porkbun").await;
        place.domain(NAME).await;
        let (acme, rival) = (&place.ground.acme, &place.ground.rival);
        place.seed(acme, "bare.com", DomainStatus::Active).await;
        place.seed(acme, "gone.com", DomainStatus::Released).await;
        place.seed(rival, "rivals.com", DomainStatus::Active).await;
        let ask = async |names: &[&str]| {
            let domains = names.iter().map(|name| json!({"domain": name}));
            let domains: Vec<_> = domains.collect();
            let body = json!({"registrar": "porkbun", "domains": domains});
            place.api.post(UPDATE, &body).await.data(202)
        };
        let names = ["nobodys.com", NAME, "bare.com", "gone.com", "rivals.com"];
        let queued = ask(&names).await;
        let results = queued["results"].as_array().expect("results");
        let told: Vec<_> = results
            .iter()
            .map(|one| {
                let rejection = one["rejection"].as_str().unwrap_or("");
                (one["domain"].as_str().expect("a name"), rejection)
            })
            .collect();
        let expected = [
            ("nobodys.com", "domain_not_found"),
            (NAME, ""),
            ("bare.com", "no_nameservers_assigned"),
            ("gone.com", "domain_not_found"),
            ("rivals.com", "domain_not_found"),
        ];
        assert_eq!(told, expected);
        assert_eq!(
            (&queued["queuedCount"], &queued["rejectedCount"]),
            (&json!(1), &json!(4))
        );
        for one in results.iter().filter(|one| one["queued"] == false) {
            assert_eq!(
                (&one["actionId"], &one["nameservers"]),
                (&Value::Null, &json!([]))
            );
        }
        let again = ask(&[NAME]).await;
        assert_eq!(again["results"][0]["rejection"], "already_queued");
        let rows = snapshot(place.running.store()).await;
        assert_eq!(rows["domain_actions"].len(), 1);
    }
}

#[tokio::test]
async fn what_is_wrong_with_the_list_is_told_at_once() {
    for place in Place::each_with(|ground| ground.config.jobs.workers = 0).await {
        place.save("porkbun").await;
        let same = json!(["ns1.example.net", "NS1.example.net."]);
        let domains = json!([
            {"domain": NAME},
            {"domain": "TRY-northwind.com"},
            {"domain": "other.com", "nameservers": same},
        ]);
        let body = json!({"registrar": "porkbun", "domains": domains});
        let error = place.api.post(UPDATE, &body).await;
        let error = error.refused(400, "INVALID_REQUEST");
        let details = error["details"].as_array().expect("details");
        let named: Vec<_> = details.iter().map(|one| &one["field"]).collect();
        assert_eq!(named, ["/domains/1/domain", "/domains/2/nameservers/1"]);
    }
}

#[tokio::test]
async fn credentials_are_those_of_the_workspace() {
    for place in Place::each_with(|ground| ground.config.jobs.workers = 0).await {
        place.save("porkbun").await;
        let body = json!({"registrar": "porkbun", "domains": [{"domain": NAME}]});
        let rival = place.running.with(&place.ground.rival.key);
        let error = rival.post(UPDATE, &body).await.refused(409, "CONFLICT");
        let message = error["message"].as_str().expect("a message");
        assert!(message.contains("Porkbun"), "{message}");
        let other = place.api.make_client("Other").await;
        let mut of_other = body.clone();
        of_other["workspaceId"] = json!(other);
        place
            .api
            .post(UPDATE, &of_other)
            .await
            .refused(409, "CONFLICT");
        // A domain of another workspace of the account is not this one's.
        place.domain(NAME).await;
        let mut saved = credentials("porkbun", true);
        saved["workspaceId"] = json!(other);
        place.api.post(super::TEST, &saved).await.data(200);
        let result = place.api.post(UPDATE, &of_other).await.data(202);
        assert_eq!(result["results"][0]["rejection"], "domain_not_found");
        // They are gone with it.
        let rows = async || snapshot(place.running.store()).await["registrar_credentials"].len();
        assert_eq!(rows().await, 2);
        place.api.delete("/clients/Other").await.data(200);
        assert_eq!(rows().await, 1);
    }
}

#[tokio::test]
async fn what_the_registrar_refuses_waits_for_its_owner() {
    for place in Place::each().await {
        place.save("porkbun").await;
        place.domain(NAME).await;
        place.registrars.world().revoked = true;
        let id = place.update("porkbun", NAME).await;
        let failed = place.reaches(NAME, &id, "failed").await;
        let error = &failed["error"];
        assert_eq!(error["vendor"], "porkbun");
        let message = error["message"].as_str().expect("a message");
        assert!(
            message.starts_with("Porkbun: the credentials were rejected: Invalid API key. (001).")
                && message.contains("then retry"),
            "{message}"
        );
        assert_eq!(place.set(NAME), None);
        place.registrars.world().revoked = false;
        place.retry(NAME, &id).await;
        place.reaches(NAME, &id, "succeeded").await;
        assert_eq!(place.set(NAME), Some(ASSIGNED.map(str::to_owned).into()));

        // A domain that is at another registrar.
        place.domain("elsewhere.com").await;
        let foreign = "elsewhere.com".to_owned();
        place.registrars.world().foreign.push(foreign);
        let id = place.update("porkbun", "elsewhere.com").await;
        let failed = place.reaches("elsewhere.com", &id, "failed").await;
        assert_eq!(
            failed["error"]["message"],
            "Porkbun: the domain is not in the account: Invalid domain."
        );
    }
}

#[tokio::test]
async fn namecheap_names_the_address_that_it_does_not_know() {
    for place in Place::each().await {
        place.registrars.world().allows_address = true;
        place.save("namecheap").await;
        place.domain(NAME).await;
        place.registrars.world().allows_address = false;
        let id = place.update("namecheap", NAME).await;
        let failed = place.reaches(NAME, &id, "failed").await;
        let said = format!(
            "Namecheap takes no calls from {OUTBOUND}: allow this address in its API settings."
        );
        assert_eq!(failed["error"]["message"], said);
        assert_eq!(failed["error"]["vendor"], "namecheap");
        place.registrars.world().allows_address = true;
        place.retry(NAME, &id).await;
        place.reaches(NAME, &id, "succeeded").await;
        assert_eq!(place.set(NAME), Some(ASSIGNED.map(str::to_owned).into()));
    }
}

#[tokio::test]
async fn an_outage_is_waited_out() {
    for place in Place::each().await {
        place.save("porkbun").await;
        place.domain(NAME).await;
        place.registrars.world().outage = Some(503);
        let id = place.update("porkbun", NAME).await;
        let waiting = until("an attempt failed", async || {
            let found = place.action(NAME, &id).await;
            (!found["nextAttemptAt"].is_null()).then_some(found)
        })
        .await;
        assert_eq!(
            (&waiting["status"], &waiting["error"]["vendor"]),
            (&json!("queued"), &json!("porkbun"))
        );
        // While it waits there is no second one.
        let body = json!({"registrar": "porkbun", "domains": [{"domain": NAME}]});
        let again = place.api.post(UPDATE, &body).await.data(202);
        assert_eq!(again["results"][0]["rejection"], "already_queued");
        place.registrars.world().outage = None;
        place.ground.pass(Duration::from_secs(3600));
        place.reaches(NAME, &id, "succeeded").await;
        assert_eq!(place.set(NAME), Some(ASSIGNED.map(str::to_owned).into()));
    }
}

#[tokio::test]
async fn an_old_update_does_not_undo_a_new_one() {
    for place in Place::each().await {
        place.save("porkbun").await;
        place.domain(NAME).await;
        place.registrars.world().revoked = true;
        let old = place.update("porkbun", NAME).await;
        place.reaches(NAME, &old, "failed").await;
        place.registrars.world().revoked = false;
        place.registrars.world().outage = Some(503);
        let new = place.update("porkbun", NAME).await;
        let path = format!("/domains/{NAME}/actions/{old}/retry");
        let retried = place.api.request(Method::POST, &path).await;
        let error = retried.refused(409, "CONFLICT");
        let message = error["message"].as_str().expect("a message");
        assert!(message.contains("Another update"), "{message}");
        place.registrars.world().outage = None;
        // It may be on its way into the outage still, and is put off by that later.
        until("the new update has waited the outage out", async || {
            place.ground.pass(Duration::from_secs(60));
            let found = place.action(NAME, &new).await;
            (found["status"] == "succeeded").then_some(())
        })
        .await;
        place.retry(NAME, &old).await;
        place.reaches(NAME, &old, "succeeded").await;
    }
}

/// An order that is not paid is not begun by an update of its domain.
#[tokio::test]
async fn a_domain_that_waits_for_money_goes_on_waiting() {
    for place in Place::each().await {
        place.save("porkbun").await;
        let acme = &place.ground.acme;
        let seed = place.running.seed(acme, acme.first);
        let order = seed.order(OrderStatus::Unpaid).await;
        seed.domain(order, NAME, DomainStatus::Pending).await;
        let domain = json!({"domain": NAME, "nameservers": ASSIGNED});
        let body = json!({"registrar": "porkbun", "domains": [domain]});
        let queued = place.api.post(UPDATE, &body).await.data(202);
        let id = queued["results"][0]["actionId"].as_str().expect("an id");
        place.reaches(NAME, id, "succeeded").await;
        let found = place.api.get(&format!("/domains/{NAME}")).await.data(200);
        assert_eq!(found["status"], "pending");
        let order = place.api.get(&format!("/orders/{order}")).await.data(200);
        assert_eq!(order["status"], "unpaid");
    }
}
