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
