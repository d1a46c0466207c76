//! The operator's commands on requests to take domains off blocklists.

use std::io::{self, Write as _};

use anyhow::bail;
use chrono::SecondsFormat;
use clap::Subcommand;
use simpleinboxes_core::{id::RecoveryEntryId, status::BlocklistName};
use simpleinboxes_store::{Caller, Store};

use crate::{config::Config, serve, serve::Outside};

/// How many requests are shown.
const MOST: u64 = 1_000;

/// What to do with requests to take domains off blocklists.
#[derive(Debug, Subcommand)]
pub enum RemovalsCommand {
    /// Lists the requests that wait for a person, the oldest first, each with the page at which to
    /// ask.
    List,
    /// Notes that the list's operator was asked.
    Requested {
        /// The entry of the Recovery Pool, `rec_…`.
        entry: RecoveryEntryId,
        /// The list: `spamhaus_dbl`, `uribl` or `surbl`.
        list: BlocklistName,
    },
}

/// Carries a command out.
///
/// # Errors
/// No such request waits, the database fails, or standard output is closed.
pub async fn run(
    config: &Config,
    outside: &Outside,
    command: &RemovalsCommand,
) -> anyhow::Result<()> {
    let serve::Opened { store, .. } = serve::open(config, outside).await?;
    let done = match command {
        RemovalsCommand::List => list(&store).await,
        RemovalsCommand::Requested { entry, list } => requested(&store, *entry, *list).await,
    };
    store.close().await?;
    done
}

async fn list(store: &Store) -> anyhow::Result<()> {
    let open = store.open_removals(MOST).await?;
    let mut out = io::stdout().lock();
    if open.is_empty() {
        writeln!(out, "No request waits for a person.")?;
    }
    for one in open {
        let since = one.opened_at.to_rfc3339_opts(SecondsFormat::Secs, true);
        let reason = one.reason.as_deref().unwrap_or("-");
        let url = one.url.as_deref().unwrap_or("-");
        let (entry, list, domain) = (one.entry, one.list, one.domain);
        writeln!(
            out,
            "{entry}  {list}  {domain}  since {since}  {reason}  {url}"
        )?;
    }
    Ok(())
}

async fn requested(
    store: &Store,
    entry: RecoveryEntryId,
    list: BlocklistName,
) -> anyhow::Result<()> {
    let open = store.open_removals(MOST).await?;
    let of = |one: &&simpleinboxes_store::OpenRemoval| one.entry == entry && one.list == list;
    let Some(found) = open.iter().find(of) else {
        bail!("no request for {entry} waits at {list}");
    };
    let system = Caller::system(found.account);
    let noted = store
        .write(async |tx| tx.scoped(&system).removal_was_requested(entry, list).await)
        .await?;
    if !noted {
        bail!("no request for {entry} waits at {list} any more");
    }
    let mut out = io::stdout().lock();
    writeln!(out, "{} was asked about {}.", list.title(), found.domain)?;
    Ok(())
}
