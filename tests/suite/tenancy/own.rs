//! The same requests succeed for whom the things belong to: so it is nothing else in them that
//! the refusals of the other tests are about.

use simpleinboxes_tests::mounted::mounted;

use super::{
    Things, World,
    places::Kind,
    request::{fresh_name, requests},
};

#[tokio::test]
async fn everybody_reaches_what_is_theirs() {
    let mut wrong = Vec::new();
    for world in World::each().await {
        for operation in mounted(world.running.api()).await {
            for request in requests(operation) {
                // Some of them delete what they name.
                let name = fresh_name();
                let acme = &world.ground.acme;
                let mine = match operation.id {
                    // One that has orders can't be deleted.
                    "deleteClient" => Things::of_client(&world.owner, &name).await,
                    _ => {
                        Things::make(&world.ground, &world.running, acme, &world.owner, &name).await
                    }
                };
                let answer = request.send(&world.owner, &mine, &[]).await;
                // An account has so many keys and no more; some requests revoke it themselves.
                if let Some(key) = mine.0.get(&Kind::Key) {
                    world.owner.delete(&format!("/api-keys/{key}")).await;
                }
                if !operation.successes.contains(&answer.status) {
                    let (status, text) = (answer.status, answer.text());
                    wrong.push(format!("{}: {status} {text}", operation.id));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
