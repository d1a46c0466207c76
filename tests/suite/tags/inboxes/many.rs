//! As many inboxes as one change may have.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use simpleinboxes_core::status::{InboxMutationStatus, MailboxProvider};
use simpleinboxes_tests::service::Ground;

use super::{FIRST, SECOND, Yard, text};

const DOMAINS: usize = 5;
const ON_EACH: usize = 100;

#[tokio::test]
async fn five_hundred_are_changed_at_once_and_no_more() {
    let yard = Yard::on(Ground::one().await).await;
    let usernames: Vec<String> = (0..ON_EACH).map(|number| format!("jane{number}")).collect();
    let usernames: Vec<&str> = usernames.iter().map(String::as_str).collect();
    let names: Vec<String> = (0..DOMAINS)
        .map(|one| format!("northwind{one}.com"))
        .collect();
    for name in &names {
        yard.order(MailboxProvider::Google, name, &usernames).await;
    }
    let mut inboxes = Vec::new();
    for name in &names {
        inboxes.extend(yard.made(name).await.into_values());
    }
    let items = inboxes
        .iter()
        .map(|inbox| json!({"inboxId": inbox["id"], "password": SECOND}));
    let items: Vec<Value> = items.collect();
    assert_eq!(items.len(), DOMAINS * ON_EACH);
    let path = "/orders/inbox-mutations";
    let one_more = [&items[..], &items[..1]].concat();
    let body = json!({"type": "password", "items": one_more});
    let error = yard
        .api
        .post(path, &body)
        .await
        .refused(400, "INVALID_REQUEST");
    assert_eq!(error["details"][0]["field"], "/items", "{error}");

    let body = json!({"type": "password", "items": items});
    let queued = yard.api.post(path, &body).await.data(202);
    let done = yard.finished(&queued).await;
    assert_eq!(done.mutation.status, InboxMutationStatus::Succeeded);
    assert_eq!((done.mutation.succeeded, done.items.len()), (500, 500));
    let ids: BTreeSet<String> = inboxes.iter().map(|inbox| text(&inbox["id"])).collect();
    assert_eq!(ids.len(), inboxes.len());
    for inbox in [&inboxes[0], &inboxes[250], &inboxes[499]] {
        let now = yard.credentials(inbox).await;
        assert_eq!(now["password"], SECOND, "and not {FIRST}");
    }
}
