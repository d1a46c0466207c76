//! The harness itself.

use simpleinboxes_store::testing;

#[tokio::test]
async fn fresh_databases_are_empty_and_apart() {
    for database in testing::databases().await {
        let store = database.open(testing::clock()).await;
        store.ping().await.expect("an answer");
        assert!(!store.has_accounts().await.expect("an answer"));
        assert_eq!(store.backend(), database.backend());
    }
}

#[tokio::test]
async fn a_server_that_goes_away_is_unavailable_until_it_is_back() {
    let Some(database) = testing::postgres_alone().await else {
        return;
    };
    let store = database.open(testing::clock()).await;
    store.ping().await.expect("an answer");
    let held = store.begin().await.expect("a transaction");
    database.stop().await;
    for error in [
        store.ping().await.expect_err("no server"),
        held.commit().await.expect_err("no server"),
        store.begin().await.map(drop).expect_err("no server"),
    ] {
        assert!(error.is_temporary(), "{error:?}");
    }
    database.start().await;
    store.ping().await.expect("an answer");
    let tx = store.begin().await.expect("a transaction");
    tx.commit().await.expect("committed");
}
