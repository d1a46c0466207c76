//! A disk without space, and how the store comes back from it.

use std::path::Path;
use std::process::Command;

use simpleinboxes_store::{DatabaseUrl, NewAccount, Store, StoreError, StoreOptions, testing};

use crate::support::new_secret;

/// A file system of 3 MiB in memory, where this process may mount one.
struct SmallDisk(tempfile::TempDir);

impl SmallDisk {
    fn mount() -> Option<Self> {
        let folder = tempfile::TempDir::with_prefix("si-full-").expect("a folder");
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=3m", "tmpfs"])
            .arg(folder.path())
            .status();
        mounted
            .is_ok_and(|status| status.success())
            .then(|| Self(folder))
    }

    fn path(&self) -> &Path {
        self.0.path()
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // Lazily: a worker of the driver may still hold a file for a moment.
        let _ = Command::new("umount").arg("-l").arg(self.path()).status();
    }
}

async fn write(store: &Store, number: u32) -> Result<(), StoreError> {
    let new = NewAccount {
        name: "x".repeat(2000),
        email: format!("{number}@example.com"),
        password_hash: "$argon2id$stub".into(),
        workspace: "First".parse().expect("a name"),
        key_name: "first key".to_owned(),
    };
    store
        .write(async |tx| tx.create_account(&new, &new_secret()).await)
        .await
        .map(drop)
}

#[tokio::test]
async fn a_full_disk_is_told_and_got_over() {
    let Some(disk) = SmallDisk::mount() else {
        eprintln!("note: no right to mount a small disk here, a full one was not tried");
        return;
    };
    let file = DatabaseUrl::Sqlite(disk.path().join("test.db"));
    let options = StoreOptions::new(file);
    let store = Store::open(&options, testing::parts(testing::clock()))
        .await
        .expect("opens");
    let ballast = disk.path().join("ballast");
    std::fs::write(&ballast, vec![0; 1 << 20]).expect("some space is left");

    let mut written = 0;
    let error = loop {
        match write(&store, written).await {
            Ok(()) => written += 1,
            Err(error) => break error,
        }
        assert!(written < 5000, "the disk never fills");
    };
    assert!(matches!(error, StoreError::Full(_)), "{error:?}");
    // It stays full, and says so each time, without getting stuck.
    for _ in 0..5 {
        let error = write(&store, written).await.expect_err("still full");
        assert!(error.is_temporary(), "{error:?}");
    }
    store.ping().await.expect("reads go on");
    std::fs::remove_file(ballast).expect("space");
    for number in written..written + 5 {
        write(&store, number).await.expect("space again");
    }
    let rows = testing::snapshot(&store).await;
    assert_eq!(rows["accounts"].len(), written as usize + 5);
    store.close().await.expect("closed");
}
