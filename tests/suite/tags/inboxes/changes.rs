//! Passwords, photos, names, and the vault.

use std::time::Duration;

use reqwest::Method;
use serde_json::{Value, json};
use simpleinboxes_core::status::{
    InboxMutationErrorCode as Code, InboxMutationStatus, InboxMutationType, MailboxProvider,
};
use simpleinboxes_store::NewMutationItem;
use simpleinboxes_tests::{made, until::until};

use super::{FIRST, SECOND, Yard, item, text};

#[tokio::test]
async fn a_new_password_is_told_once_the_provider_has_it() {
    for yard in Yard::each().await {
        let google = MailboxProvider::Google;
        let jane = yard.inbox(google, "try-northwind.com", "jane").await;
        let before = yard.credentials(&jane).await;
        let rotated = yard.rotate(&jane, &json!({"password": SECOND})).await;
        assert_eq!(rotated["passwordStatus"], "current");
        let after = yard.credentials(&jane).await;
        assert_eq!(
            (&before["password"], &after["password"]),
            (&FIRST.into(), &SECOND.into())
        );
        assert!(text(&after["passwordChangedAt"]) > text(&before["passwordChangedAt"]));
        // One that we make up.
        yard.rotate(&jane, &json!({})).await;
        let made_up = text(&yard.credentials(&jane).await["password"]);
        assert!(made_up.len() == 24 && made_up != SECOND, "{made_up}");

        let path = format!("/inboxes/{}/password", text(&jane["id"]));
        let weak = yard
            .api
            .patch(&path, &json!({"password": "all-lower-case-1"}))
            .await;
        let refused = weak.refused(400, "INVALID_REQUEST");
        assert_eq!(refused["details"][0]["field"], "/password");
        // What the provider refuses leaves the old one, which still works.
        let other = yard.inbox(google, "second.com", "nopassword").await;
        let kept = yard.rotate(&other, &json!({"password": SECOND})).await;
        assert_eq!(kept["passwordStatus"], "failed");
        assert_eq!(yard.credentials(&other).await["password"], FIRST);
    }
}

fn renamed(inbox: &Value, username: &str) -> NewMutationItem {
    NewMutationItem {
        username: Some(username.to_owned()),
        ..item(inbox)
    }
}

#[tokio::test]
async fn each_inbox_of_a_change_stands_for_itself() {
    for yard in Yard::each().await {
        let usernames = ["jane", "john", "jim", "zoe", "amy"];
        yard.order(MailboxProvider::Google, "try-northwind.com", &usernames)
            .await;
        let made = yard.made("try-northwind.com").await;
        let items = vec![
            renamed(&made["jane"], "jd"),
            renamed(&made["john"], "zoe"),
            renamed(&made["jim"], "taken.jim"),
            renamed(&made["amy"], "refused.amy"),
        ];
        let changed = yard.change(InboxMutationType::Rename, items).await;
        assert_eq!(
            changed.mutation.status,
            InboxMutationStatus::PartiallyFailed
        );
        assert_eq!(
            (changed.mutation.succeeded, changed.mutation.failed),
            (1, 3)
        );
        let codes = changed
            .items
            .iter()
            .map(|one| one.error.as_ref().map(|error| error.0));
        let codes: Vec<_> = codes.collect();
        let expected = [
            None,
            Some(Code::AddressTaken),
            Some(Code::AddressTaken),
            Some(Code::ProviderRefused),
        ];
        assert_eq!(codes, expected);
        let jane = yard.get(&made["jane"], "").await.data(200);
        assert_eq!(jane["email"], "jd@try-northwind.com");
        assert_eq!(
            yard.credentials(&jane).await["username"],
            "jd@try-northwind.com"
        );
        // The old address is an alias and nobody else's.
        let items = vec![renamed(&made["john"], "jane")];
        let changed = yard.change(InboxMutationType::Rename, items).await;
        let error = changed.items[0].error.as_ref().expect("an error");
        assert_eq!(error.0, Code::AddressTaken);
    }
}

async fn upload(yard: &Yard, inbox: &Value, file: &[u8]) -> simpleinboxes_tests::api::Answer {
    let path = format!("/inboxes/{}/profile-photo", text(&inbox["id"]));
    let (kind, body) = made::form("photo", file);
    let call = yard.api.request(Method::PATCH, &path);
    call.body(&kind, body).await
}

#[tokio::test]
async fn photos_are_made_square_and_shown_to_everybody() {
    for yard in Yard::each().await {
        let google = MailboxProvider::Google;
        let jane = yard.inbox(google, "try-northwind.com", "jane").await;
        assert_eq!(jane["persona"]["photoUrl"], Value::Null);
        let queued = upload(&yard, &jane, &made::png(80, 64)).await.data(202);
        let done = yard.finished(&queued).await;
        assert_eq!(done.mutation.status, InboxMutationStatus::Succeeded);
        let persona = yard.get(&jane, "").await.data(200)["persona"].take();
        let url = text(&persona["photoUrl"]);
        let path = url.strip_prefix(yard.api.origin()).expect("our own");
        let shown = yard.api.plain(Method::GET, path).await;
        assert_eq!(
            (shown.status, shown.header("content-type")),
            (200, Some("image/jpeg"))
        );
        assert!(shown.body.starts_with(&[0xff, 0xd8]));
        let nothing = yard.api.plain(Method::GET, "/photos/nothing.jpg").await;
        assert_eq!(nothing.status, 404);
        // Another takes its place, and the old address leads nowhere.
        let queued = upload(&yard, &jane, &made::png(70, 70)).await.data(202);
        yard.finished(&queued).await;
        let persona = yard.get(&jane, "").await.data(200)["persona"].take();
        let newer = text(&persona["photoUrl"]);
        let newer = newer.strip_prefix(yard.api.origin()).expect("our own");
        let status = async |path: &str| yard.api.plain(Method::GET, path).await.status;
        assert_eq!((status(newer).await, status(path).await), (200, 404));

        for wrong in [b"GIF89a".to_vec(), made::png(63, 64), made::png(8193, 64)] {
            let refused = upload(&yard, &jane, &wrong)
                .await
                .refused(400, "INVALID_REQUEST");
            assert_eq!(refused["details"][0]["field"], "/photo");
        }
        // Nothing is there at a port that nobody has, and our own network is not called.
        let there = NewMutationItem {
            photo_url: Some("https://127.0.0.1:9/jane.png".to_owned()),
            ..item(&jane)
        };
        let changed = yard.change(InboxMutationType::Photo, vec![there]).await;
        let error = changed.items[0].error.as_ref().expect("an error");
        assert_eq!(error.0, Code::PhotoUnreachable);
        // Our own mail servers' mailboxes have none.
        let own = yard
            .inbox(MailboxProvider::Smtp, "second.com", "john")
            .await;
        let queued = upload(&yard, &own, &made::png(64, 64)).await.data(202);
        let done = yard.finished(&queued).await;
        let error = done.items[0].error.as_ref().expect("an error");
        assert_eq!(error.0, Code::ProviderRefused);
    }
}

/// A web server that others load pictures from: what it has at each path.
async fn web_server(pages: Vec<(&'static str, axum::response::Response)>) -> String {
    let mut router = axum::Router::new();
    for (path, page) in pages {
        let page = std::sync::Arc::new(std::sync::Mutex::new(Some(page)));
        let answer = move || {
            let page = page.lock().expect("no panic").take();
            async move { page.expect("asked once") }
        };
        router = router.route(path, axum::routing::get(answer));
    }
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await;
    let listener = listener.expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(async move { axum::serve(listener, router).await });
    format!("http://{address}")
}

#[tokio::test]
async fn photos_are_loaded_from_where_they_are() {
    use axum::response::IntoResponse as _;
    for mut ground in simpleinboxes_tests::service::Ground::each().await {
        // A picture on this machine is on no public address.
        ground.config.outbound.allow_private = true;
        let yard = Yard::on(ground).await;
        let moved = ([("location", "/jane.png")], axum::http::StatusCode::FOUND);
        let moved = (moved.1, moved.0).into_response();
        let gone = axum::http::StatusCode::NOT_FOUND.into_response();
        let web = web_server(vec![
            ("/jane.png", made::png(80, 64).into_response()),
            ("/moved.png", moved),
            ("/gone.png", gone),
            ("/text.png", "no picture".into_response()),
            ("/bomb.png", made::png(8193, 64).into_response()),
        ])
        .await;
        let google = MailboxProvider::Google;
        let jane = yard.inbox(google, "try-northwind.com", "jane").await;
        for (path, code) in [
            ("/moved.png", Code::PhotoUnreachable),
            ("/gone.png", Code::PhotoUnreachable),
            ("/text.png", Code::PhotoInvalid),
            ("/bomb.png", Code::PhotoInvalid),
        ] {
            let there = NewMutationItem {
                photo_url: Some(format!("{web}{path}")),
                ..item(&jane)
            };
            let changed = yard.change(InboxMutationType::Photo, vec![there]).await;
            let error = changed.items[0].error.as_ref().expect("an error");
            assert_eq!(error.0, code, "{path}: {}", error.1);
            let persona = yard.get(&jane, "").await.data(200)["persona"].take();
            assert_eq!(persona["photoUrl"], Value::Null, "{path}");
        }
        let there = NewMutationItem {
            photo_url: Some(format!("{web}/jane.png")),
            ..item(&jane)
        };
        let changed = yard.change(InboxMutationType::Photo, vec![there]).await;
        assert_eq!(changed.mutation.status, InboxMutationStatus::Succeeded);
        let persona = yard.get(&jane, "").await.data(200)["persona"].take();
        assert!(persona["photoUpdatedAt"].is_string(), "{persona}");
        let url = text(&persona["photoUrl"]);
        let path = url.strip_prefix(yard.api.origin()).expect("our own");
        let shown = yard.api.plain(Method::GET, path).await;
        assert_eq!(shown.header("content-type"), Some("image/jpeg"));
        assert!(shown.body.starts_with(&[0xff, 0xd8]));
    }
}

/// On a deployment that is open to the world, a name of our own network is not called.
#[tokio::test]
async fn photos_are_not_loaded_from_our_own_network() {
    for yard in Yard::each().await {
        let google = MailboxProvider::Google;
        let jane = yard.inbox(google, "try-northwind.com", "jane").await;
        for url in [
            "https://localhost:9/jane.png",
            "https://127.0.0.1:9/jane.png",
        ] {
            let id = jane["id"].clone();
            let items = json!([{"inboxId": id, "photoUrl": url}]);
            let body = json!({"type": "photo", "items": items});
            let queued = yard.api.post("/orders/inbox-mutations", &body).await;
            let changed = yard.finished(&queued.data(202)).await;
            let error = changed.items[0].error.as_ref().expect("an error");
            assert_eq!(error.0, Code::PhotoUnreachable, "{url}");
            assert!(error.1.contains("public address"), "{}", error.1);
        }
    }
}

#[tokio::test]
async fn credentials_are_pushed_to_the_vault_and_again_when_they_change() {
    for yard in Yard::each().await {
        let google = MailboxProvider::Google;
        let jane = yard.inbox(google, "try-northwind.com", "jane").await;
        let path = format!("/inboxes/{}/sync-1password", text(&jane["id"]));
        let queued = yard.api.post(&path, &json!({})).await.data(202);
        assert_eq!(queued["vaultName"], "Sandbox vault");
        let synced = async |after: &str| {
            until("it is pushed", async || {
                yard.ground.pass(Duration::from_secs(1));
                let item = yard.get(&jane, "").await.data(200)["vaultItem"].take();
                let when = item["syncedAt"].as_str().unwrap_or_default().to_owned();
                (item["status"] == "synced" && when.as_str() > after).then_some((item, when))
            })
            .await
        };
        let (item, first) = synced("").await;
        assert_eq!(item["itemId"].as_str().map(str::len), Some(26));
        yard.rotate(&jane, &json!({})).await;
        let (again, _) = synced(&first).await;
        assert_eq!(again["itemId"], item["itemId"]);
    }
}
