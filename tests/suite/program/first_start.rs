//! The first minute: a key, and a line to paste.

use std::{fs, os::unix::fs::PermissionsExt as _};

use serde_json::Value;
use simpleinboxes_tests::{process::first_key, search::holds};
use tempfile::TempDir;
use tokio::process::Command;

use super::program;

#[tokio::test]
async fn the_first_start_gives_a_key_once() {
    let folder = TempDir::new().expect("a folder");
    let (first, api) = program(folder.path()).serve().await;
    let output = first.output();
    let key = first_key(&output).expect("a key");
    let api = api.with(&key);
    assert_eq!(api.all("/workspaces").await.len(), 1);
    let keys = api.all("/api-keys").await;
    assert_eq!(
        keys[0]["scopes"],
        serde_json::json!(["read", "write", "billing", "keys"])
    );
    first.terminate().await;
    let ended = first.ended().await;
    assert!(
        ended.status.success() && !ended.log.contains(&key),
        "{}",
        ended.log
    );

    let (second, again) = program(folder.path()).serve().await;
    let output = second.output();
    assert_eq!(first_key(&output), None, "{output}");
    assert!(output.contains("sign-in"), "{output}");
    let again = again.with(&key);
    assert_eq!(
        (
            again.all("/workspaces").await.len(),
            again.all("/api-keys").await.len()
        ),
        (1, 1)
    );
    second.kill().await;
}

#[tokio::test]
async fn the_line_that_is_printed_works_as_it_stands() {
    let folder = TempDir::new().expect("a folder");
    let (program, _) = program(folder.path()).serve().await;
    let output = program.output();
    let line = output
        .lines()
        .find(|line| line.trim_start().starts_with("curl "))
        .expect("a line");
    if Command::new("curl")
        .arg("--version")
        .output()
        .await
        .is_err()
    {
        eprintln!("SKIPPED: there is no curl here, so the printed line was not run: {line}");
        return;
    }
    // No proxy of this machine may come between.
    let ran = Command::new("sh")
        .args(["-c", line])
        .env("NO_PROXY", "*")
        .output()
        .await
        .expect("a shell");
    let answer: Value = serde_json::from_slice(&ran.stdout).unwrap_or_else(|error| {
        panic!("{error}: {line}: {}", String::from_utf8_lossy(&ran.stderr))
    });
    assert_eq!(
        (&answer["success"], &answer["data"][0]["name"]),
        (&true.into(), &"Default".into())
    );
}

#[tokio::test]
async fn what_is_kept_is_kept_private() {
    let folder = TempDir::new().expect("a folder");
    let (program, _) = program(folder.path())
        .args(["--data-dir", "state"])
        .serve()
        .await;
    let key = first_key(&program.output()).expect("a key");
    let data = folder.path().join("state");
    let mode = fs::metadata(data.join("encryption.key"))
        .expect("the key file")
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o600);
    let mut files = 0;
    for entry in fs::read_dir(&data).expect("the folder") {
        let path = entry.expect("an entry").path();
        assert!(
            !holds(&fs::read(&path).expect("a file"), &key),
            "{}",
            path.display()
        );
        files += 1;
    }
    assert!(files >= 2);
    program.kill().await;
}

#[tokio::test]
async fn a_sandbox_makes_keys_that_look_like_it() {
    let folder = TempDir::new().expect("a folder");
    let (program, api) = program(folder.path())
        .args(["--environment", "sandbox"])
        .serve()
        .await;
    let key = first_key(&program.output()).expect("a key");
    assert!(key.starts_with("si_test_"));
    let made = api.with(&key).make_key(&["read"], None).await;
    assert!(made.key.starts_with("si_test_"));
    program.kill().await;
}
