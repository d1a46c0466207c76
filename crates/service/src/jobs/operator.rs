//! The operator's commands on jobs.

use std::{
    io::{self, Write},
    sync::Arc,
};

use anyhow::{Context as _, bail};
use chrono::SecondsFormat;
use simpleinboxes_core::{Timestamp, id::JobId};
use simpleinboxes_store::{
    Job, JobFilter, LeaseRequest, Leased, PageRequest, Retried, Store, StoreError,
};

use super::{
    Handlers, JobMetrics,
    attempt::{Ended, LEASE, Workshop},
    runner::{RENEW, new_worker, ticks},
};
use crate::{
    app::App,
    config::Config,
    serve::Opened,
    serving::{DnsServing, Places},
    table,
};

/// How much of an error a line of the list shows, in characters.
const SHOWN: usize = 60;

/// Prints jobs as a table, the newest first.
///
/// # Errors
/// The database fails or standard output is closed.
pub async fn list(store: &Store, filter: &JobFilter, limit: u32) -> anyhow::Result<()> {
    let page = store.jobs(filter, PageRequest::first(limit)).await?;
    let mut rows = vec![
        [
            "ID", "STATE", "KIND", "RUN AT", "ATTEMPTS", "ACCOUNT", "ERROR",
        ]
        .map(str::to_owned),
    ];
    rows.extend(page.items.iter().map(row));
    let mut out = io::stdout().lock();
    table::print(&mut out, &rows)?;
    if page.next.is_some() {
        writeln!(out, "There are more; --limit shows them.")?;
    }
    Ok(())
}

fn row(job: &Job) -> [String; 7] {
    let error = job.last_error.as_deref().unwrap_or_default();
    let mut line: String = error.lines().next().unwrap_or_default().into();
    if line.chars().count() > SHOWN {
        line = line.chars().take(SHOWN - 1).chain(['…']).collect();
    }
    [
        job.id.to_string(),
        job.state.to_string(),
        job.kind.clone(),
        text(job.run_at),
        format!("{}/{}", job.attempts, job.max_attempts),
        or_dash(job.account),
        line,
    ]
}

/// Prints all that is known of a job.
///
/// # Errors
/// There is no such job, the database fails or standard output is closed.
pub async fn show(store: &Store, id: JobId) -> anyhow::Result<()> {
    let job = store.job(id).await?;
    let job = job.with_context(|| format!("there is no job {id}"))?;
    let rows = [
        ["id", &job.id.to_string()],
        ["kind", &job.kind],
        ["state", job.state.as_str()],
        ["account", &or_dash(job.account)],
        ["key", &or_dash(job.key.as_deref())],
        ["run at", &text(job.run_at)],
        ["again at", &or_dash(job.again_at.map(text))],
        [
            "attempts",
            &format!("{} of {}", job.attempts, job.max_attempts),
        ],
        ["leased until", &or_dash(job.leased_until.map(text))],
        ["created at", &text(job.created_at)],
        ["finished at", &or_dash(job.finished_at.map(text))],
        ["payload", &job.payload.to_string()],
        ["last error", &or_dash(job.last_error.as_deref())],
    ];
    table::print(
        &mut io::stdout().lock(),
        &rows.map(|row| row.map(str::to_owned)),
    )?;
    Ok(())
}

/// Puts a job that was given up into the queue again.
///
/// # Errors
/// It was not given up, another took its place, there is none, or the database fails.
pub async fn retry(store: &Store, id: JobId) -> anyhow::Result<()> {
    match store.retry_job(id).await {
        Ok(Retried::Queued) => writeln!(io::stdout().lock(), "{id} is in the queue again.")?,
        Ok(Retried::Not(state)) => bail!("{id} was not given up: it is {state}"),
        Ok(Retried::Replaced(other)) => {
            bail!("{other} has the same key as {id} and is in the queue already")
        }
        Err(StoreError::NotFound(_)) => bail!("there is no job {id}"),
        Err(error) => return Err(error.into()),
    }
    Ok(())
}

/// Does all that is due, one job after the other, until nothing is, and prints what became of it.
///
/// # Errors
/// The database fails or standard output is closed.
pub async fn run_due(config: &Config, opened: Opened, handlers: Handlers) -> anyhow::Result<()> {
    let store = Arc::new(opened.store);
    let outside = &opened.outside;
    let mut app = App::new(config, outside, Arc::clone(&store), config.listen).await?;
    // Looks of a sandbox lead nowhere without it, and the service may not run.
    let _dns = DnsServing::start(config, &mut app, Places::Beside).await?;
    let app = Arc::new(app);
    let request = LeaseRequest {
        worker: new_worker(&app),
        limit: 1,
        time: LEASE,
        clock_offset: None,
    };
    let workshop = Workshop {
        app,
        handlers,
        metrics: JobMetrics::default(),
    };
    workshop.ensure_recurring().await?;
    let (mut done, mut failed) = (0, 0);
    while let Some(leased) = store.lease_jobs(request).await?.pop() {
        let line = format!("{}  {}", leased.job.id, leased.job.kind);
        let ended = renewing(&workshop, leased).await?;
        let word = match ended.error {
            None => {
                done += 1;
                "done".to_owned()
            }
            Some(error) => {
                failed += 1;
                format!("failed, {} now: {error}", or_dash(ended.state))
            }
        };
        writeln!(io::stdout().lock(), "{line}  {word}")?;
    }
    store.close().await?;
    writeln!(
        io::stdout().lock(),
        "Nothing more is due; {done} done, {failed} failed."
    )?;
    Ok(())
}

/// Makes an attempt and renews its lease meanwhile.
async fn renewing(workshop: &Workshop, leased: Leased) -> anyhow::Result<Ended> {
    let lease = leased.lease;
    let own = workshop.clone();
    // A task of its own: on SQLite it may hold the one connection that the renewal waits for.
    let mut attempt = tokio::spawn(async move { own.attempt(leased).await });
    let mut renew = ticks(RENEW);
    loop {
        tokio::select! {
            ended = &mut attempt => return Ok(ended??),
            _ = renew.tick() => {
                workshop.app.store.renew_leases(&[lease], LEASE).await?;
            }
        }
    }
}

fn text(time: Timestamp) -> String {
    time.to_rfc3339_opts(SecondsFormat::Secs, true)
}

fn or_dash(value: Option<impl ToString>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| value.to_string())
}
