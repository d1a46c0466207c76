//! The proof of the books: by the operator's command, and in the background at each start.

use std::{
    io::{self, Write as _},
    sync::Arc,
};

use anyhow::bail;
use simpleinboxes_store::Store;
use tokio::sync::watch;

use crate::{config::Config, serve, serve::Outside};

/// Makes every figure once more from the postings, and prints what differs.
///
/// # Errors
/// Something differs, or the database fails.
pub async fn verify(config: &Config, outside: &Outside) -> anyhow::Result<()> {
    let store = serve::open(config, outside).await?.store;
    let check = store.verify_ledger().await?;
    store.close().await?;
    let mut out = io::stdout().lock();
    writeln!(
        out,
        "{} postings of {} transactions, {} balances and {} sums of months were checked.",
        check.postings, check.transactions, check.accounts, check.months
    )?;
    for difference in &check.differences {
        writeln!(out, "{}: {}", difference.check, difference.what)?;
    }
    match check.differences.len() {
        0 => Ok(writeln!(out, "Everything equals the postings.")?),
        count => bail!("{count} figures differ from the postings"),
    }
}

/// Does the same for the log, unless the service stops before.
pub async fn watch(store: Arc<Store>, mut stop: watch::Receiver<bool>) {
    let check = tokio::select! {
        _ = stop.wait_for(|stop| *stop) => return,
        check = store.verify_ledger() => check,
    };
    match check {
        Ok(check) if check.differences.is_empty() => {
            tracing::info!(postings = check.postings, "the ledger was checked");
        }
        Ok(check) => {
            for difference in check.differences {
                let (check, what) = (difference.check, difference.what);
                tracing::error!(check, what, "the ledger differs from its postings");
            }
        }
        Err(error) => tracing::warn!(%error, "the ledger could not be checked"),
    }
}
