//! A new key while the service goes on.

use std::{fs, os::unix::fs::PermissionsExt as _, path::Path};

use serde_json::{Value, json};
use simpleinboxes_tests::{
    api::{Answer, Api},
    process::{Program, first_key},
    tool::{TAKEN, Tool},
};
use tempfile::TempDir;
use tokio::sync::watch;

use crate::program::program;

struct Place {
    folder: TempDir,
    tool: Tool,
}

impl Place {
    async fn serve(&self) -> (Program, Api) {
        let launch = program(self.folder.path())
            .env("SIMPLEINBOXES_RATE_LIMIT__REQUESTS", "0")
            .env(
                "SIMPLEINBOXES_SENDING__BASE_URLS__INSTANTLY",
                self.tool.base_url(),
            );
        launch.serve().await
    }

    async fn rotate(&self) {
        let ended = program(self.folder.path()).args(["rotate-key"]).run().await;
        assert!(ended.status.success(), "{}", ended.log);
    }

    /// The versions of the keys in the file.
    fn versions(&self) -> Vec<String> {
        let file = key_file(self.folder.path());
        assert_eq!(
            fs::metadata(&file).expect("the key").permissions().mode() & 0o777,
            0o600
        );
        let text = fs::read_to_string(&file).expect("the key");
        text.lines()
            .map(|line| line.split_once(':').expect("a version").0.to_owned())
            .collect()
    }
}

fn key_file(folder: &Path) -> std::path::PathBuf {
    folder.join("data/encryption.key")
}

async fn save(api: &Api, once: &str) -> Answer {
    let body = json!({"tool": "instantly", "apiKey": TAKEN});
    api.post("/clients/Default/credentials", &body)
        .once(once)
        .await
}

/// Whether the saved credential can be opened, which takes its key.
async fn assert_opens(api: &Api, saved: &Value) {
    let test = json!({"credentialId": saved["id"]});
    let tested = api.post("/clients/Default/credentials/test", &test).await;
    assert_eq!(tested.data(200)["valid"], true);
}

#[tokio::test]
async fn a_rotation_is_not_noticed_by_callers() {
    let place = Place {
        folder: TempDir::new().expect("a folder"),
        tool: Tool::start().await,
    };
    let (serving, api) = place.serve().await;
    let key = first_key(&serving.output()).expect("a key");
    let api = api.with(&key);
    let before = save(&api, "before").await;
    assert_eq!(place.versions(), ["1"]);

    // Somebody uses the old credential all the time, and saves new ones.
    let (stop, stopped) = watch::channel(false);
    let caller = tokio::spawn({
        let (api, before) = (api.clone(), before.clone());
        async move {
            let mut rounds = 0;
            while !*stopped.borrow() || rounds < 3 {
                assert_opens(&api, &before.data(201)).await;
                let saved = save(&api, &format!("meanwhile-{rounds}")).await.data(201);
                assert_opens(&api, &saved).await;
                let id = saved["id"].as_str().expect("an id");
                api.delete(&format!("/clients/Default/credentials/{id}"))
                    .await
                    .data(200);
                rounds += 1;
            }
        }
    });
    place.rotate().await;
    assert_eq!(place.versions(), ["1", "2"]);
    // What is saved and used from here on is under the new key, or comes to be.
    assert_opens(&api, &before.data(201)).await;
    let after = save(&api, "after").await;
    assert_opens(&api, &after.data(201)).await;
    stop.send(true).expect("the caller listens");
    caller.await.expect("nothing failed");

    // An answer that was kept under the old key is replayed.
    assert_eq!(save(&api, "before").await.body, before.body);
    serving.terminate().await;
    assert!(serving.ended().await.status.success());
    let (again, api) = place.serve().await;
    let api = api.with(&key);
    for saved in api.all("/clients/Default/credentials").await {
        assert_opens(&api, &saved).await;
    }
    again.kill().await;
}

#[tokio::test]
async fn the_keys_before_the_last_are_forgotten() {
    let place = Place {
        folder: TempDir::new().expect("a folder"),
        tool: Tool::start().await,
    };
    let (serving, api) = place.serve().await;
    let key = first_key(&serving.output()).expect("a key");
    let saved = save(&api.with(&key), "first").await.data(201);
    serving.terminate().await;
    serving.ended().await;
    for versions in [["1", "2"], ["2", "3"], ["3", "4"]] {
        place.rotate().await;
        assert_eq!(place.versions(), versions);
    }
    let (again, api) = place.serve().await;
    assert_opens(&api.with(&key), &saved).await;
    again.kill().await;
}
