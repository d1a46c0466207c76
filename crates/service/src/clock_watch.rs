//! Follows the time of a sandbox when it is moved, so that `sandbox advance` needs no restart.

use std::{sync::Arc, time::Duration};

use simpleinboxes_core::clock::{Clock as _, OffsetClock};
use simpleinboxes_store::Store;
use tokio::sync::watch;

/// How often to look: a move is to be seen within a second.
const LOOK: Duration = Duration::from_millis(300);

/// Watches the offset in the database until told to stop.
pub async fn run(clock: Arc<OffsetClock>, store: Arc<Store>, mut stop: watch::Receiver<bool>) {
    loop {
        tokio::select! {
            _ = stop.wait_for(|stop| *stop) => return,
            () = tokio::time::sleep(LOOK) => {}
        }
        match store.clock_offset().await {
            Ok(offset) if clock.move_to(offset) => {
                tracing::info!(now = %clock.now(), "the sandbox's time was moved");
                store.wake_jobs();
            }
            Ok(_) => {}
            Err(error) => tracing::warn!(%error, "the sandbox's time could not be read"),
        }
    }
}
