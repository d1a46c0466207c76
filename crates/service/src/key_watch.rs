//! Reads the key file anew when it changes, so that `rotate-key` needs no restart.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, SystemTime},
};

use simpleinboxes_store::Store;
use tokio::sync::watch;

use crate::keyring;

/// How often to look.
const LOOK: Duration = Duration::from_secs(1);

/// How long a new key must be in the file before anything is encrypted with it: then whatever
/// runs on this file has read it.
pub const NOTICED: Duration = Duration::from_secs(3);

/// Watches the file until told to stop.
pub async fn run(path: PathBuf, store: Arc<Store>, mut stop: watch::Receiver<bool>) {
    let mut known = modified(&path);
    loop {
        tokio::select! {
            _ = stop.wait_for(|stop| *stop) => return,
            () = tokio::time::sleep(LOOK) => {}
        }
        let now = modified(&path);
        if now != known {
            known = now;
            match keyring::read(&path).and_then(|keys| Ok((keys.current(), keys.keyring()?))) {
                Ok((version, keyring)) => {
                    store.replace_keyring(keyring);
                    tracing::info!(version, "encrypting with a new key");
                }
                Err(error) => tracing::error!("the key file changed but cannot be read: {error:#}"),
            }
        }
    }
}

fn modified(path: &Path) -> Option<SystemTime> {
    fs::metadata(path)
        .and_then(|metadata| metadata.modified())
        .ok()
}
