//! Lists that take requests of people alone, as all real ones do: the request waits for a person.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use simpleinboxes_core::status::DomainStatus;
use simpleinboxes_tests::{made::text, process::Ended, until::until};
use tempfile::TempDir;

use super::{HOUR, Owner, lists};

const NAME: &str = "manual-northwind.com";

const LISTS: [&str; 3] = ["spamhaus_dbl", "surbl", "uribl"];

/// The operator's `simpleinboxes removals …`.
async fn removals(owner: &Owner, words: &[&str]) -> Ended {
    let folder = TempDir::new().expect("a folder");
    let launch = owner.ground.launch("program::child", folder.path());
    let words = ["removals"].into_iter().chain(words.iter().copied());
    launch.args(words).run().await
}

/// The lists at which requests for an entry's domain wait, as the operator is told.
async fn waiting(owner: &Owner, entry: &Value) -> BTreeSet<String> {
    let told = removals(owner, &["list"]).await;
    assert!(told.status.success(), "{}", told.log);
    let id = text(&entry["id"]);
    let lines = told.output.lines().filter(|line| line.starts_with(&id));
    let lists = lines.map(|line| {
        let words: Vec<&str> = line.split_whitespace().collect();
        assert_eq!(words[2], NAME, "{line}");
        assert!(line.contains("https://"), "no page to ask at: {line}");
        words[1].to_owned()
    });
    lists.collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_request_that_people_alone_can_make_waits_for_one() {
    for owner in Owner::each().await {
        owner.domain(NAME, DomainStatus::Active).await;
        let entry = owner.taken(NAME).await;
        until("requests that wait for a person", async || {
            let open = owner.running.store().open_removals(10).await;
            (open.expect("a list").len() == LISTS.len()).then_some(())
        })
        .await;
        assert_eq!(
            waiting(&owner, &entry).await,
            LISTS.map(str::to_owned).into()
        );
        let listed = owner.entry(&entry).await;
        assert_eq!(listed["health"]["light"], "red");
        assert_eq!(lists(&listed, "listed"), [true, true, true]);
        let nobody = [Value::Null, Value::Null, Value::Null];
        assert_eq!(lists(&listed, "removalRequestedAt"), nobody);

        // A person asks at one of them, and says so.
        let id = text(&entry["id"]);
        let words = ["requested", id.as_str(), "uribl"];
        let noted = removals(&owner, &words).await;
        assert!(noted.status.success(), "{}", noted.log);
        assert!(noted.output.contains(NAME), "{}", noted.output);
        let others: BTreeSet<_> = ["spamhaus_dbl", "surbl"].map(str::to_owned).into();
        assert_eq!(waiting(&owner, &entry).await, others);
        let again = removals(&owner, &words).await;
        assert!(!again.status.success());
        assert!(again.log.contains("no request"), "{}", again.log);
        let asked = owner.entry(&entry).await;
        let at = lists(&asked, "removalRequestedAt");
        assert_eq!(
            at.iter().map(Value::is_null).collect::<Vec<_>>(),
            [true, false, true]
        );

        // A day later they have it still: it goes on resting, and nobody is asked again.
        owner.ground.pass(HOUR * 25);
        let later = until("another daily check", async || {
            let found = owner.entry(&entry).await;
            (lists(&found, "checkedAt") != lists(&asked, "checkedAt")).then_some(found)
        })
        .await;
        assert_eq!(later["health"]["light"], "red");
        assert_ne!(later["status"], json!("ready"));
        assert_eq!(lists(&later, "removalRequestedAt"), at);
        assert_eq!(waiting(&owner, &entry).await, others);
        owner.running.stop().await;
    }
}
