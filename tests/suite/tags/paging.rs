//! Lists, page by page.

use futures::TryStreamExt as _;
use simpleinboxes_client::{prelude::*, workspaces::ListWorkspacesErrorCode};

use super::Journey;

#[tokio::test]
async fn a_stream_gives_each_once_and_newest_first() {
    for journey in Journey::each().await {
        let mut expected = vec!["First".to_owned()];
        for number in 0..30 {
            let name = format!("Client {number}");
            journey.make_client(&name).await;
            expected.insert(0, name);
        }
        // With the default of 25, with pages that divide evenly and that do not, and all in one.
        let names = async |limit: Option<i32>| {
            let call = journey.client.list_clients();
            let call = limit
                .into_iter()
                .fold(call, |call, limit| call.limit(limit));
            let clients: Vec<_> = call.stream().try_collect().await.expect("clients");
            clients
                .iter()
                .map(|client| client.name.to_string())
                .collect::<Vec<_>>()
        };
        for limit in [None, Some(1), Some(7), Some(31), Some(100)] {
            assert_eq!(names(limit).await, expected, "{limit:?}");
        }
        let page = journey
            .client
            .list_clients()
            .limit(31)
            .send()
            .await
            .expect("a page")
            .into_inner();
        assert_eq!(
            (
                page.data.len(),
                page.pagination.has_more,
                page.pagination.next_cursor
            ),
            (31, false, None)
        );
        let page = journey
            .client
            .list_clients()
            .send()
            .await
            .expect("a page")
            .into_inner();
        assert_eq!((page.data.len(), page.pagination.has_more), (25, true));
    }
}

#[tokio::test]
async fn a_cursor_stays_right_when_things_come_and_go() {
    for journey in Journey::each().await {
        for number in 0..6 {
            journey.make_client(&format!("Client {number}")).await;
        }
        let page = journey
            .client
            .list_clients()
            .limit(3)
            .send()
            .await
            .expect("a page")
            .into_inner();
        let cursor = page.pagination.next_cursor.expect("more");
        journey.make_client("Newer").await;
        // The one that the page ended with, and the one that would come next.
        for gone in ["Client 3", "Client 2"] {
            journey
                .client
                .delete_client()
                .client_name(gone)
                .send()
                .await
                .expect("deleted");
        }
        let rest: Vec<_> = journey
            .client
            .list_clients()
            .cursor(cursor)
            .stream()
            .try_collect()
            .await
            .expect("the rest");
        let rest: Vec<_> = rest.iter().map(|client| client.name.as_str()).collect();
        assert_eq!(rest, ["Client 1", "Client 0", "First"]);
    }
}

#[tokio::test]
async fn a_cursor_of_another_list_is_refused() {
    for journey in Journey::each().await {
        journey.make_credential("First", "One").await;
        journey.make_credential("First", "Two").await;
        let credentials = journey
            .client
            .list_client_credentials()
            .client_name("First")
            .limit(1);
        let cursor = credentials
            .send()
            .await
            .expect("a page")
            .into_inner()
            .pagination
            .next_cursor;
        let cursor = cursor.expect("more");
        let refused = journey
            .client
            .list_workspaces()
            .cursor(cursor)
            .send()
            .await
            .expect_err("of another list");
        assert_eq!(
            refused.code(),
            Some(&ListWorkspacesErrorCode::InvalidRequest)
        );
        assert_eq!(refused.details()[0].field, "query.cursor");
    }
}
