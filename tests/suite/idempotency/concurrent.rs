//! Many at once that are one.

use std::collections::BTreeSet;

use futures::future::join_all;
use simpleinboxes_store::testing::snapshot;

use super::{Repeatable, grounds};

const AT_ONCE: usize = 100;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hundred_at_once_have_one_effect() {
    for ground in grounds().await {
        // On PostgreSQL half of them come in through another replica. SQLite has one process.
        let replicas = match ground.database.backend() {
            simpleinboxes_store::Backend::Sqlite => vec![ground.start().await],
            simpleinboxes_store::Backend::Postgres => {
                vec![ground.start().await, ground.start().await]
            }
        };
        let owner = replicas[0].with(&ground.acme.key);
        for repeatable in Repeatable::each(&ground, &replicas[0]).await {
            let id = repeatable.operation.id;
            let effects = async || snapshot(replicas[0].store()).await[repeatable.traces()].len();
            let before = effects().await;
            let calls = (0..AT_ONCE).map(|number| {
                let api = replicas[number % replicas.len()].with(&ground.acme.key);
                let call = repeatable.call(&api, id);
                async move { call.await }
            });
            let answers = join_all(calls).await;
            let mut bodies = BTreeSet::new();
            let mut fresh = 0;
            for answer in answers {
                if answer.status == 409 {
                    answer.refused(409, "CONFLICT");
                    continue;
                }
                assert_eq!(answer.status, repeatable.status(), "{}", answer.text());
                fresh += usize::from(answer.header("idempotent-replayed").is_none());
                bodies.insert(answer.body);
            }
            assert_eq!((fresh, bodies.len()), (1, 1), "{id}");
            assert_eq!(effects().await - before, 1, "{id}");
            // Whoever was turned away gets it on the next try.
            let later = repeatable.call(&owner, id).await;
            assert_eq!(Some(&later.body), bodies.first(), "{id}");
        }
    }
}
