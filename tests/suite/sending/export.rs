//! Inboxes written into a file, for tools that can't be attached.

use std::{fs, os::unix::fs::PermissionsExt as _};

use serde_json::json;
use simpleinboxes_tests::{
    made::text,
    process::{Ended, Launch},
};
use tempfile::TempDir;

use super::{World, order};

impl World {
    /// Two inboxes of the client First, one of which has a name that is out to do harm, and one of
    /// another client.
    async fn with_inboxes(&self) {
        let mut mine = order("northwind.com", &["jane", "zoe"]);
        mine["domains"][0]["inboxes"][1]["lastName"] = json!("O'Neill-Park");
        self.api.post("/orders", &mine).await.data(201);
        let other = self.api.make_client("Other").await;
        let mut others = order("other.com", &["jim"]);
        others["workspaceId"] = json!(other);
        self.api.post("/orders", &others).await.data(201);
        for email in ["jane@northwind.com", "zoe@northwind.com"] {
            self.inbox_until(email, |inbox| inbox["status"] == "active")
                .await;
        }
    }

    fn command(&self, folder: &TempDir, words: &[&str]) -> Launch {
        let launch = self.ground.launch("program::child", folder.path());
        let words = [&["inboxes", "export", "--account"], words].concat();
        launch.args(words)
    }
}

fn lines(ran: &Ended) -> Vec<&str> {
    ran.output.split_terminator("\r\n").collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_clients_inboxes_are_written_for_any_tool() {
    for world in World::each().await {
        world.with_inboxes().await;
        let folder = TempDir::new().expect("a folder");
        let account = world.ground.acme.id.to_string();
        let words = [account.as_str(), "--workspace", "First", "--format", "csv"];
        let ran = world.command(&folder, &words).run().await;
        assert!(ran.status.success(), "{}", ran.log);
        let lines = lines(&ran);
        assert_eq!(lines.len(), 3, "{}", ran.output);
        assert!(lines[0].starts_with("email,first_name,last_name,imap_username,imap_password,"));
        let id = text(&world.inbox("jane@northwind.com").await["id"]);
        let told = world.api.get(&format!("/inboxes/{id}/credentials")).await;
        let told = told.data(200);
        let jane = lines
            .iter()
            .find(|line| line.starts_with("jane@northwind.com,"));
        let fields: Vec<&str> = jane.expect("jane").split(',').collect();
        assert_eq!(
            fields[1..5],
            [
                "Jane",
                "Doe",
                "jane@northwind.com",
                &text(&told["password"])
            ]
        );
        assert_eq!(
            fields[5..7],
            [
                text(&told["imap"]["host"]),
                told["imap"]["port"].to_string()
            ]
        );
        assert!(ran.log.contains("2 inboxes are written"), "{}", ran.log);
        // It is written down who had them written.
        let caller = world.ground.acme.caller();
        let scoped = world.running.store().scoped(&caller);
        let noted = scoped.recent_activity(world.ground.acme.first, &["inboxes_exported"], 5);
        let noted = noted.await.expect("read");
        assert_eq!(noted.len(), 1);
        assert_eq!(noted[0].label.as_deref(), Some("First"));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_is_for_its_owner_alone_and_takes_the_place_of_none() {
    let world = World::on(simpleinboxes_tests::service::Ground::one().await).await;
    world.with_inboxes().await;
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("inboxes.csv");
    let into = path.to_str().expect("a path");
    let account = world.ground.acme.id.to_string();
    let workspace = world.ground.acme.first.to_string();
    let words = [account.as_str(), "--workspace", &workspace, "--into", into];
    let ran = world.command(&folder, &words).run().await;
    assert!(ran.status.success(), "{}", ran.log);
    let mode = fs::metadata(&path).expect("a file").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let written = fs::read_to_string(&path).expect("text");
    assert_eq!(written.split_terminator("\r\n").count(), 3);
    assert!(!ran.output.contains("northwind.com") && !ran.log.contains("Passw0rd"));
    // What is there stays as it is.
    let again = world.command(&folder, &words).run().await;
    assert!(!again.status.success());
    assert_eq!(fs::read_to_string(&path).expect("text"), written);

    for (wrong, said) in [
        (
            [account.as_str(), "--workspace", "Nobody"].as_slice(),
            "no workspace",
        ),
        (
            &[&account, "--workspace", "First", "--domain", "other.com"],
            "no domain",
        ),
        (
            &["nobody@acme.example", "--workspace", "First"],
            "no account",
        ),
    ] {
        let ran = world.command(&folder, wrong).run().await;
        assert!(
            !ran.status.success() && ran.log.contains(said),
            "{}",
            ran.log
        );
    }
    let rival = world.ground.rival.id.to_string();
    let words = [rival.as_str(), "--workspace", &workspace];
    let ran = world.command(&folder, &words).run().await;
    assert!(
        !ran.status.success() && ran.log.contains("no workspace"),
        "{}",
        ran.log
    );
}
