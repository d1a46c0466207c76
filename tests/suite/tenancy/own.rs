//! The same requests succeed for whom the things belong to: so it is nothing else in them that
//! the refusals of the other tests are about.

use simpleinboxes_tests::mounted::mounted;

use super::{
    Things, World,
    request::{fresh_name, requests},
};

#[tokio::test]
async fn everybody_reaches_what_is_theirs() {
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
                let expected = operation.successes.contains(&answer.status);
                assert!(
                    expected,
                    "{}: {} {}",
                    operation.id,
                    answer.status,
                    answer.text()
                );
            }
        }
    }
}
