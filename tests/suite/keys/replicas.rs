//! Two services on one database.

use simpleinboxes_tests::service::Ground;

#[tokio::test]
async fn a_revocation_counts_from_the_next_request_on_everywhere() {
    for ground in Ground::each().await {
        let (one, two) = (ground.start().await, ground.start().await);
        let owner = one.with(&ground.acme.key);
        let made = owner.make_key(&["read"], None).await;
        for _ in 0..3 {
            one.with(&made.key).get("/workspaces").await.data(200);
            two.with(&made.key).get("/workspaces").await.data(200);
        }
        owner
            .delete(&format!("/api-keys/{}", made.id))
            .await
            .data(200);
        two.with(&made.key)
            .get("/workspaces")
            .await
            .refused(401, "INVALID_API_KEY");
        one.with(&made.key)
            .get("/workspaces")
            .await
            .refused(401, "INVALID_API_KEY");
    }
}

#[tokio::test]
async fn a_deleted_client_takes_its_keys_along_everywhere() {
    for ground in Ground::each().await {
        let (one, two) = (ground.start().await, ground.start().await);
        let owner = one.with(&ground.acme.key);
        let workspace = owner.make_client("Northwind").await;
        let bound = owner.make_key(&["read"], Some(&workspace)).await;
        two.with(&bound.key).get("/workspaces").await.data(200);
        let deleted = owner.delete("/clients/Northwind").await.data(200);
        assert_eq!(deleted["revokedApiKeyCount"], 1);
        two.with(&bound.key)
            .get("/workspaces")
            .await
            .refused(401, "INVALID_API_KEY");
    }
}
