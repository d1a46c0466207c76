//! The operator's commands that only a sandbox has.

use std::{
    io::{self, Write as _},
    time::Duration,
};

use anyhow::{Context as _, bail};
use chrono::{SecondsFormat, TimeDelta};
use simpleinboxes_core::clock::OffsetClock;

use crate::{
    config::{Config, Environment},
    serve::{self, Outside},
};

/// Lets time pass for everything that runs on this database, and says what the time is now.
///
/// # Errors
/// This is no sandbox, time would not move forward or too far, or the database fails.
pub async fn advance(config: &Config, outside: &Outside, by: Duration) -> anyhow::Result<()> {
    if config.environment != Environment::Sandbox {
        bail!(
            "time can be moved in a sandbox only, and here environment is live; a database of \
             its own, begun with --environment sandbox, is what this command is for"
        );
    }
    let by = TimeDelta::from_std(by)
        .ok()
        .filter(|by| *by >= TimeDelta::milliseconds(1) && *by <= OffsetClock::MAX)
        .with_context(|| {
            let most = OffsetClock::MAX.num_days();
            format!("time moves forward only, by a millisecond at least and {most} days at most")
        })?;
    let opened = serve::open(config, outside).await?;
    let offset = opened
        .store
        .advance_clock(by)
        .await
        .context("time could not be moved")?;
    if let Some(clock) = &opened.clock {
        clock.move_to(offset);
    }
    let now = opened.outside.clock.now();
    tracing::info!(%now, by_ms = by.num_milliseconds(), "the sandbox's time was moved");
    opened.store.close().await?;
    let now = now.to_rfc3339_opts(SecondsFormat::Secs, true);
    writeln!(io::stdout().lock(), "The time is now {now}.")?;
    Ok(())
}
