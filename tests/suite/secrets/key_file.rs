//! The key that secrets are sealed with: there, private, and the right one.

use std::{fs, os::unix::fs::PermissionsExt as _, path::Path};

use serde_json::json;
use simpleinboxes::config::Secret;
use simpleinboxes::serve::{Outside, Service};
use simpleinboxes_core::entropy::Entropy;
use simpleinboxes_tests::{service::Ground, tool::TAKEN};
use tempfile::TempDir;

const OTHER_KEY: &str = "1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

/// A ground whose key is in a file of its folder, with a secret in its database.
async fn sealed(mut ground: Ground) -> (Ground, TempDir) {
    let folder = TempDir::new().expect("a folder");
    ground.config.encryption_key = None;
    ground.config.data_dir = folder.path().to_owned();
    let running = ground.start().await;
    let body = json!({"tool": "instantly", "apiKey": TAKEN});
    running
        .with(&ground.acme.key)
        .post("/clients/First/credentials", &body)
        .await
        .data(201);
    running.stop().await;
    (ground, folder)
}

/// What keeps a service from starting.
async fn refusal(ground: &Ground) -> String {
    let outside = Outside {
        clock: ground.clock.clone(),
        entropy: Entropy::seeded(77),
    };
    match Service::start(ground.config.clone(), outside).await {
        Ok(_) => panic!("it starts"),
        Err(error) => format!("{error:#}"),
    }
}

fn key_file(folder: &Path) -> std::path::PathBuf {
    folder.join("encryption.key")
}

#[tokio::test]
async fn another_key_is_noticed_at_the_start() {
    for ground in Ground::each().await {
        let (mut ground, folder) = sealed(ground).await;
        let right = fs::read_to_string(key_file(folder.path())).expect("the key");
        fs::write(key_file(folder.path()), OTHER_KEY).expect("written");
        let why = refusal(&ground).await;
        assert!(
            why.contains("encryption key") && !why.contains(&OTHER_KEY[2..]),
            "{why}"
        );
        // The same for one that comes from the settings.
        ground.config.encryption_key = Some(Secret::from(OTHER_KEY.to_owned()));
        assert!(refusal(&ground).await.contains("encryption key"));
        // With the right one all is well again.
        ground.config.encryption_key = Some(Secret::from(right));
        ground.start().await.stop().await;
    }
}

#[tokio::test]
async fn a_key_that_is_lost_is_missed_and_not_made_anew() {
    for ground in Ground::each().await {
        let (ground, folder) = sealed(ground).await;
        let right = fs::read(key_file(folder.path())).expect("the key");
        fs::remove_file(key_file(folder.path())).expect("removed");
        let why = refusal(&ground).await;
        assert!(
            why.contains("encryption key") && why.contains("encryption.key"),
            "{why}"
        );
        assert!(
            !key_file(folder.path()).exists(),
            "a new key would only be in the way"
        );
        fs::write(key_file(folder.path()), right).expect("written");
        fs::set_permissions(key_file(folder.path()), fs::Permissions::from_mode(0o600))
            .expect("private");
        ground.start().await.stop().await;
    }
}

#[tokio::test]
async fn a_key_that_others_can_read_is_not_used() {
    let (ground, folder) = sealed(Ground::one().await).await;
    let file = key_file(folder.path());
    assert_eq!(
        fs::metadata(&file).expect("the key").permissions().mode() & 0o777,
        0o600
    );
    for mode in [0o640, 0o604, 0o660] {
        fs::set_permissions(&file, fs::Permissions::from_mode(mode)).expect("set");
        let why = refusal(&ground).await;
        assert!(why.contains("chmod 600"), "{why}");
    }
}

#[tokio::test]
async fn a_file_that_holds_no_key_is_named_but_not_shown() {
    let (ground, folder) = sealed(Ground::one().await).await;
    fs::write(key_file(folder.path()), "hunter2").expect("written");
    let why = refusal(&ground).await;
    assert!(
        why.contains("encryption.key") && !why.contains("hunter2"),
        "{why}"
    );
}

#[tokio::test]
async fn replicas_with_a_key_each_are_told_so_at_once() {
    for ground in Ground::each().await {
        // No secret is in the database yet; still the second must not begin with another key.
        let (one, two) = (
            TempDir::new().expect("a folder"),
            TempDir::new().expect("a folder"),
        );
        let mut ground = ground;
        ground.config.encryption_key = None;
        ground.config.data_dir = one.path().to_owned();
        let first = ground.start().await;
        ground.config.data_dir = two.path().to_owned();
        let why = refusal(&ground).await;
        assert!(why.contains("encryption key"), "{why}");
        first.stop().await;
    }
}

#[tokio::test]
async fn a_key_from_the_settings_makes_no_file() {
    let ground = Ground::one().await;
    ground.start().await.stop().await;
    assert!(!key_file(&ground.config.data_dir).exists());
}
