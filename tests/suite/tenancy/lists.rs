//! Requests that name nothing show nothing of others, and do nothing to them.

use serde_json::json;
use simpleinboxes_tests::mounted::mounted;

use super::{World, places::Kind, request::requests};

#[tokio::test]
async fn what_names_nothing_shows_only_ones_own() {
    for world in World::each().await {
        for operation in mounted(world.running.api()).await {
            for request in requests(operation)
                .into_iter()
                .filter(|request| request.places.is_empty())
            {
                for intruder in &world.intruders {
                    let before = world.rows_of_victim().await;
                    let answer = request.send(&intruder.api, &intruder.things, &[]).await;
                    let expected = operation.successes.contains(&answer.status)
                        || (intruder.bound && answer.status == 403);
                    assert!(expected, "{}: {}", operation.id, answer.text());
                    assert_eq!(before, world.rows_of_victim().await, "{}", operation.id);
                    for mark in world.marks() {
                        assert!(
                            !answer.text().contains(&mark),
                            "{} told of {mark}",
                            operation.id
                        );
                    }
                }
            }
        }
    }
}

#[tokio::test]
async fn the_owner_would_have_been_shown() {
    for world in World::each().await {
        // The marks that the test above looks for are those that answers show.
        let topup = json!({"topupId": world.victim.get(Kind::Topup)});
        let order = format!("/orders/{}", world.victim.get(Kind::Order));
        let mutation = format!(
            "/orders/inbox-mutations/{}",
            world.victim.get(Kind::Mutation)
        );
        let records = format!("/domains/{}/dns", world.victim.get(Kind::Domain));
        let actions = format!(
            "/domains/{}/actions?status=all",
            world.victim.get(Kind::Domain)
        );
        let shown = [
            world.owner.get(&actions).await.text(),
            world.owner.get(&records).await.text(),
            world.owner.post("/payments/confirm", &topup).await.text(),
            world.owner.get("/billing/custom-invoices").await.text(),
            world.owner.get("/clients").await.text(),
            world.owner.get("/api-keys").await.text(),
            world.owner.get("/clients/victim/credentials").await.text(),
            world.owner.get("/orders?clientName=victim").await.text(),
            world.owner.get(&order).await.text(),
            world.owner.get(&mutation).await.text(),
            world.owner.get("/recovery?clientName=victim").await.text(),
        ]
        .concat();
        for mark in world.marks() {
            assert!(shown.contains(&mark), "{mark}");
        }
        assert!(!world.rows_of_victim().await.is_empty());
        assert_ne!(world.account().id, world.ground.rival.id);
    }
}

#[tokio::test]
async fn names_of_others_are_free() {
    for world in World::each().await {
        let [rival, bound] = &world.intruders;
        let body = json!({"name": "Victim"});
        rival.api.post("/clients", &body).await.data(201);
        // In the account itself the name is taken, which a bound key is not told.
        world
            .owner
            .post("/clients", &body)
            .await
            .refused(409, "CONFLICT");
        bound
            .api
            .post("/clients", &body)
            .await
            .refused(403, "FORBIDDEN");
    }
}

#[tokio::test]
async fn numbers_count_ones_own() {
    for world in World::each().await {
        let [rival, bound] = &world.intruders;
        for (api, workspaces) in [(&world.owner, 3), (&rival.api, 2), (&bound.api, 1)] {
            let summary = api.get("/workspaces/global/summary").await.data(200);
            assert_eq!(summary["workspaceCount"], workspaces, "{summary}");
            assert_eq!(api.all("/workspaces").await.len(), workspaces);
        }
    }
}
