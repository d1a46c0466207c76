//! What is done now and then.

use simpleinboxes_store::Backend;
use simpleinboxes_store::testing::{run, texts};

use crate::support::worlds;

#[tokio::test]
async fn sqlite_is_told_of_large_tables_alone() {
    for world in worlds().await {
        let store = &world.store;
        if store.backend() != Backend::Sqlite {
            store.freshen_statistics().await.expect("nothing to do");
            continue;
        }
        let known = async || texts(store, "SELECT idx FROM sqlite_stat1").await;
        store.freshen_statistics().await.expect("fresh");
        assert!(known().await.is_empty());
        let many = "WITH RECURSIVE counted(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM counted \
                    WHERE i < 50000) INSERT INTO settings SELECT 'made ' || i, 'up' FROM counted";
        run(store, &[many.to_owned()]).await.expect("written");
        store.freshen_statistics().await.expect("fresh");
        assert_eq!(known().await, ["sqlite_autoindex_settings_1"]);
    }
}
