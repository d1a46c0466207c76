//! SQLite files: migrated once in a process, then copied.

use std::path::{Path, PathBuf};

use tempfile::TempDir;
use tokio::sync::OnceCell;

use crate::{DatabaseUrl, Store, StoreOptions};

/// A database file in a folder that goes with it.
#[derive(Debug)]
pub(super) struct File {
    folder: TempDir,
}

impl File {
    pub(super) async fn new() -> Self {
        static TEMPLATE: OnceCell<Vec<u8>> = OnceCell::const_new();
        let template = TEMPLATE.get_or_init(template).await;
        let file = Self::missing();
        std::fs::write(file.path(), template).expect("a copy of the template");
        file
    }

    /// The place of a file that is not there yet.
    pub(super) fn missing() -> Self {
        Self {
            folder: TempDir::with_prefix("si-sqlite-").expect("a folder"),
        }
    }

    pub(super) fn path(&self) -> PathBuf {
        path_in(self.folder.path())
    }
}

fn path_in(folder: &Path) -> PathBuf {
    folder.join("test.db")
}

/// The bytes of a migrated database: the last connection to close folds the log into the file.
async fn template() -> Vec<u8> {
    let folder = TempDir::with_prefix("si-sqlite-").expect("a folder");
    let path = path_in(folder.path());
    let options = StoreOptions::new(DatabaseUrl::Sqlite(path.clone()));
    let store = Store::open(&options, super::parts(super::clock()))
        .await
        .expect("an empty file migrates");
    store.close().await.expect("the store closes");
    std::fs::read(path).expect("the template's bytes")
}
