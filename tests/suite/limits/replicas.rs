//! One limit for all replicas.

use futures::future::join_all;
use simpleinboxes_store::testing;
use simpleinboxes_tests::service::Ground;

const LIMIT: u32 = 200;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_replicas_share_the_limit_of_a_key() {
    // Only PostgreSQL has replicas.
    let Some(database) = testing::postgres().await else {
        return;
    };
    let mut ground = Ground::on(database).await;
    ground.config.rate_limit.requests = LIMIT;
    let (one, two) = (ground.start().await, ground.start().await);
    let (one, two) = (one.with(&ground.acme.key), two.with(&ground.acme.key));
    // Each alone is asked for more than the limit.
    let calls = (0..2 * (LIMIT + 20)).map(|number| {
        let api = if number % 2 == 0 { &one } else { &two };
        async { api.get("/workspaces").await }
    });
    let answers = join_all(calls).await;
    let admitted = answers.iter().filter(|answer| answer.status == 200).count();
    assert!(
        answers
            .iter()
            .all(|answer| [200, 429].contains(&answer.status))
    );
    // The promise is one in a hundred. The clock stands still, so there is one window and no
    // excuse: what is counted in one statement is exact.
    assert_eq!(admitted, LIMIT as usize);
}
