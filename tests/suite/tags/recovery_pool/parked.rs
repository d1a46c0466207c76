//! Domains that come from elsewhere: without an order, and healing once they are delegated.

use serde_json::{Value, json};
use simpleinboxes_core::{clock::Clock as _, id::DomainId, status::NameserverStatus};
use simpleinboxes_store::{Caller, DomainZone, SeenDelegation};
use simpleinboxes_tests::made::text;

use super::{HOUR, Owner, seconds};

const NAME: &str = "elsewhere-northwind.com";

const NAMESERVERS: [&str; 2] = ["ns1.parked.example", "ns2.parked.example"];

#[tokio::test]
async fn a_domain_from_elsewhere_heals_once_it_is_delegated() {
    for owner in Owner::each_idle().await {
        let entry = owner.taken(NAME).await;
        assert_eq!(entry["readyAt"], Value::Null);
        let domain = owner.api.get(&format!("/domains/{NAME}")).await.data(200);
        assert_eq!(
            (&domain["status"], &domain["orderId"], &domain["id"]),
            (&json!("in_recovery"), &Value::Null, &entry["domainId"])
        );
        let actions = owner
            .api
            .all(&format!("/domains/{NAME}/actions?status=all"))
            .await;
        let mut kinds: Vec<_> = actions.iter().map(|one| text(&one["type"])).collect();
        kinds.sort_unstable();
        assert_eq!(kinds, ["create_zone", "verify_nameservers"]);

        // It has nameservers, and nobody has delegated it to them.
        let id: DomainId = text(&entry["domainId"]).parse().expect("an id");
        let system = Caller::system(owner.ground.acme.id);
        let nameservers = NAMESERVERS.map(str::to_owned).to_vec();
        let zone = DomainZone {
            host: "embedded".to_owned(),
            id: NAME.to_owned(),
            nameservers: nameservers.clone(),
        };
        let store = owner.running.store();
        let set = store.write(async |tx| tx.scoped(&system).set_domain_zone(id, &zone).await);
        assert!(set.await.expect("a zone"));
        owner.ground.pass(HOUR * 100);
        assert_eq!(owner.check(NAME).await["health"]["light"], "green");
        owner.upkeep().await;
        let waits = owner.entry(&entry).await;
        assert_eq!(
            (&waits["status"], &waits["readyAt"]),
            (&json!("resting"), &Value::Null)
        );

        let now = owner.ground.clock.now();
        let seen = SeenDelegation {
            status: NameserverStatus::Propagated,
            found: nameservers.clone(),
            assigned: nameservers,
            checked_at: now,
            next_check_at: now,
        };
        let kept = store.write(async |tx| tx.scoped(&system).keep_delegation(id, &seen).await);
        kept.await.expect("kept").expect("a domain");
        let heals = owner.entry(&entry).await;
        assert_eq!(heals["status"], "healing");
        assert_eq!(seconds(&heals["readyAt"]), now.timestamp() + 12 * 3_600);
        owner.ground.pass(HOUR * 12);
        owner.check(NAME).await;
        assert_eq!(owner.entry(&entry).await["status"], "ready");
        let begun = owner.tell(&entry, "reactivate", &json!({})).await.data(202);
        assert_eq!(begun["status"], "reactivating");
    }
}
