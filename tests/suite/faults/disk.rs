//! A disk without room.

use std::{fs, io::Write as _, path::PathBuf};

use simpleinboxes_tests::{process::first_key, until::until};
use tempfile::TempDir;
use tokio::process::Command;

use crate::program::program;

/// Mounts a small disk and becomes the program.
const ON_A_SMALL_DISK: &str = r#"mount -t tmpfs -o size=12m small "$0" && exec "$@""#;

/// How to get a mount of one's own here; nothing where that is not allowed.
async fn own_mounts() -> Option<Vec<&'static str>> {
    let ways = [
        vec!["unshare", "--mount"],
        vec!["unshare", "--user", "--map-root-user", "--mount"],
    ];
    for way in ways {
        let folder = TempDir::new().expect("a folder");
        let tried = Command::new(way[0])
            .args(&way[1..])
            .args(["sh", "-c", ON_A_SMALL_DISK])
            .arg(folder.path())
            .arg("true")
            .output();
        if tried.await.is_ok_and(|output| output.status.success()) {
            return Some(way);
        }
    }
    None
}

/// Fills the disk to its last byte.
fn fill(file: &PathBuf) {
    let mut file = fs::File::create(file).expect("a file");
    for size in [1 << 16, 1 << 12, 1] {
        while file.write_all(&vec![7; size]).is_ok() {}
    }
}

#[tokio::test]
async fn a_full_disk_stops_writes_alone_and_only_while_it_is_full() {
    let Some(way) = own_mounts().await else {
        eprintln!(
            "SKIPPED: nothing here can mount a small disk (unshare), so a full one was not tried"
        );
        return;
    };
    let folder = TempDir::new().expect("a folder");
    let disk = folder.path().join("disk");
    fs::create_dir(&disk).expect("a folder");
    let wrapper = way
        .into_iter()
        .chain(["sh", "-c", ON_A_SMALL_DISK])
        .map(Into::into);
    let wrapper = wrapper.chain([disk.clone().into_os_string()]);
    let launch = program(folder.path())
        .args(["--data-dir", disk.to_str().expect("a path")])
        .env("SIMPLEINBOXES_RATE_LIMIT__REQUESTS", "0")
        .within(wrapper);
    let (program, api) = launch.serve().await;
    let api = api.with(&first_key(&program.output()).expect("a key"));
    api.make_client("Before").await;

    // Its disk is seen through the process that has it.
    let inside = PathBuf::from(format!("/proc/{}/root", program.id()));
    let filler = inside
        .join(disk.strip_prefix("/").expect("a path"))
        .join("filler");
    fill(&filler);
    let mut number = 0;
    let mut make = async || {
        number += 1;
        api.post(
            "/clients",
            &serde_json::json!({"name": format!("Client {number}")}),
        )
        .await
    };
    // What room the database has left in its own files is used first.
    let refused = until("the disk is full", async || {
        Some(make().await).filter(|answer| answer.status != 201)
    });
    refused.await.refused(503, "SERVICE_UNAVAILABLE");
    for _ in 0..5 {
        let refused = make().await;
        refused.refused(503, "SERVICE_UNAVAILABLE");
        assert!(refused.number("retry-after") > 0);
        assert!(api.all("/clients").await.len() >= 2, "reads go on");
    }
    let before = api.all("/clients").await.len();

    fs::remove_file(&filler).expect("room");
    make().await.data(201);
    assert_eq!(api.all("/clients").await.len(), before + 1);
    program.terminate().await;
    let ended = program.ended().await;
    assert!(ended.status.success(), "{}", ended.log);
}
