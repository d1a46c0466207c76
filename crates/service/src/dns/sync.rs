//! Bringing what stands here and what stands at the DNS host together.

use chrono::TimeDelta;
use simpleinboxes_core::{
    Timestamp,
    dns::sync::{self, AtHost, Conflict, Gone, Here, TooManyDeletions},
    id::{DnsRecordId, DomainId},
};
use simpleinboxes_providers::dns::{Change, DnsHostError};
use simpleinboxes_store::{Caller, DnsRefused, Domain, StoreError, SyncNote, SyncSides};

use super::{
    host::{HostError, NotBegun, Syncing},
    outcome::Work,
};
use crate::app::App;

/// Which way a sync goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// What was changed here is written to the host.
    Out,
    /// What was changed at the host is changed here as well.
    Both {
        /// Whether it goes ahead even when it deletes much.
        force: bool,
    },
}

/// What a sync did, both sides counted together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// Records that were added.
    pub created: usize,
    /// Records that were changed.
    pub updated: usize,
    /// Records that were deleted.
    pub deleted: usize,
    /// Records that were the same on both sides.
    pub unchanged: usize,
    /// What was left alone.
    pub conflicts: Vec<Conflict<DnsRecordId>>,
    /// What the host does not want, and why.
    pub refused: Vec<(DnsRecordId, String)>,
    /// Whether something was changed at the host at the same moment.
    pub overtaken: bool,
}

/// Why a sync was not done, or not to its end. What was done before stays done.
#[derive(Debug)]
pub enum SyncError {
    /// There is no such domain or record, or no zone; or the database fails.
    Refused(DnsRefused),
    /// Another one is under way, until then at most.
    Busy(Timestamp),
    /// The host failed.
    Host(HostError),
    /// It would delete too much.
    TooManyDeletions(TooManyDeletions),
}

impl From<DnsRefused> for SyncError {
    fn from(refused: DnsRefused) -> Self {
        Self::Refused(refused)
    }
}

impl From<StoreError> for SyncError {
    fn from(error: StoreError) -> Self {
        Self::Refused(error.into())
    }
}

impl SyncError {
    /// How long to wait before another try, if it is known.
    #[must_use]
    pub fn after(&self, now: Timestamp) -> Option<TimeDelta> {
        match self {
            Self::Busy(until) => Some((*until - now).max(TimeDelta::seconds(1))),
            Self::Host(error) => error.after,
            Self::Refused(_) | Self::TooManyDeletions(_) => None,
        }
    }
}

/// Brings the zone of a domain at its DNS host into line with the records here.
///
/// # Errors
/// See [`SyncError`].
pub async fn publish(app: &App, caller: &Caller, domain: DomainId) -> Result<Report, SyncError> {
    sync(app, caller, domain, Direction::Out).await
}

/// Reconciles the records of a domain with its DNS host.
///
/// # Errors
/// See [`SyncError`].
pub async fn sync(
    app: &App,
    caller: &Caller,
    domain: DomainId,
    direction: Direction,
) -> Result<Report, SyncError> {
    let domain = find(app, caller, domain).await?;
    if app.vendors.dns.capabilities().publishes_ours {
        return published(app, caller, &domain).await;
    }
    let syncing = begin(app, caller, &domain).await?;
    let done = reconcile(app, caller, (&domain, &syncing), direction).await;
    syncing.end(&app.store, caller).await;
    done
}

/// Writes one record to the DNS host as it stands here, whatever the host has in its place.
///
/// # Errors
/// See [`SyncError`]; also when the host refuses the record.
pub async fn sync_record(
    app: &App,
    caller: &Caller,
    domain: DomainId,
    id: DnsRecordId,
) -> Result<(), SyncError> {
    let domain = find(app, caller, domain).await?;
    let scoped = app.store.scoped(caller);
    let record = scoped.dns_record(domain.id, id).await?;
    record.ok_or(DnsRefused::NoRecord)?;
    if app.vendors.dns.capabilities().publishes_ours {
        return published(app, caller, &domain).await.map(|_| ());
    }
    let syncing = begin(app, caller, &domain).await?;
    let done = write_one(app, caller, (&domain, &syncing), id).await;
    syncing.end(&app.store, caller).await;
    done
}

/// A domain with a zone at this deployment's host.
async fn find(app: &App, caller: &Caller, id: DomainId) -> Result<Domain, SyncError> {
    let found = app.store.scoped(caller).domain(id).await?;
    let domain = found.ok_or(DnsRefused::NoDomain)?;
    let zone = domain.zone.as_ref().ok_or(DnsRefused::NoZone)?;
    if zone.host != app.vendors.dns.name().as_str() {
        return Err(SyncError::Host(HostError::elsewhere(&zone.host)));
    }
    Ok(domain)
}

async fn begin(app: &App, caller: &Caller, domain: &Domain) -> Result<Syncing, SyncError> {
    let host = &*app.vendors.dns;
    let begun = Syncing::begin(&app.store, caller, host, domain).await;
    begun.map_err(|error| match error {
        NotBegun::Refused(refused) => SyncError::Refused(refused),
        NotBegun::Busy(until) => SyncError::Busy(until),
        NotBegun::Host(error) => failed(app, &error),
    })
}

fn failed(app: &App, error: &DnsHostError) -> SyncError {
    SyncError::Host(HostError::new(&*app.vendors.dns, error))
}

/// The host publishes what stands here: it is so already.
async fn published(app: &App, caller: &Caller, domain: &Domain) -> Result<Report, SyncError> {
    let noted: Result<usize, DnsRefused> = app
        .store
        .write(async |tx| tx.scoped(caller).note_published(domain.id).await)
        .await;
    Ok(Report {
        unchanged: noted?,
        ..Report::default()
    })
}

async fn reconcile(
    app: &App,
    caller: &Caller,
    (domain, syncing): (&Domain, &Syncing),
    direction: Direction,
) -> Result<Report, SyncError> {
    let host = &app.vendors.dns;
    let sides = app.store.scoped(caller).dns_sides(domain.id).await?;
    let at_host = host.records(&syncing.zone).await;
    let at_host = at_host.map_err(|error| failed(app, &error))?;
    let at_host: Vec<AtHost> = at_host.into_iter().map(AtHost::from).collect();
    let plan = sync::plan(&sides.here, &sides.gone, &at_host);
    if direction == (Direction::Both { force: false }) {
        plan.check_deletions()
            .map_err(SyncError::TooManyDeletions)?;
    }
    let work = Work {
        plan: &plan,
        sides: &sides,
    };
    let mut report = Report {
        unchanged: plan.unchanged,
        conflicts: plan.conflicts.clone(),
        ..Report::default()
    };
    let mut notes = Vec::new();
    apply(app, syncing, &work, &mut report, &mut notes).await?;
    work.note_here(direction, &mut report, &mut notes);
    note(app, caller, domain, &notes).await?;
    Ok(report)
}

/// Tells the domain's history that its records were reconciled with the host.
///
/// # Errors
/// The domain is gone, or the database fails.
pub(super) async fn tell(
    app: &App,
    caller: &Caller,
    domain: DomainId,
    report: &Report,
) -> Result<(), SyncError> {
    let words = format!(
        "{} created, {} updated, {} deleted, {} unchanged, {} in conflict",
        report.created,
        report.updated,
        report.deleted,
        report.unchanged,
        report.conflicts.len()
    );
    let told = app.store.write(async |tx| {
        let scoped = tx.scoped(caller);
        scoped.tell_dns_sync(domain, &words).await
    });
    Ok(told.await?)
}

/// Makes the changes at the host.
async fn apply(
    app: &App,
    syncing: &Syncing,
    work: &Work<'_>,
    report: &mut Report,
    notes: &mut Vec<SyncNote>,
) -> Result<(), SyncError> {
    let made = work.changes();
    if made.is_empty() {
        return Ok(());
    }
    let changes: Vec<Change> = made.iter().map(|(_, change)| change.clone()).collect();
    let outcomes = app.vendors.dns.apply(&syncing.zone, &changes).await;
    let outcomes = outcomes.map_err(|error| failed(app, &error))?;
    work.note_changes(&made, outcomes, report, notes);
    Ok(())
}

async fn note(
    app: &App,
    caller: &Caller,
    domain: &Domain,
    notes: &[SyncNote],
) -> Result<(), SyncError> {
    let noted: Result<(), DnsRefused> = app
        .store
        .write(async |tx| tx.scoped(caller).note_dns_sync(domain.id, notes).await)
        .await;
    Ok(noted?)
}

/// One record is written as a managed one would be: as it stands here.
async fn write_one(
    app: &App,
    caller: &Caller,
    (domain, syncing): (&Domain, &Syncing),
    id: DnsRecordId,
) -> Result<(), SyncError> {
    let host = &app.vendors.dns;
    let sides = app.store.scoped(caller).dns_sides(domain.id).await?;
    let mut one = sides.here.iter().find(|one| one.key == id).cloned();
    let one: &mut Here<_> = one.as_mut().ok_or(DnsRefused::NoRecord)?;
    one.managed = true;
    let sides = SyncSides {
        here: vec![one.clone()],
        gone: Vec::<Gone<_>>::new(),
        never_there: Vec::new(),
        forwarding: sides.forwarding,
    };
    let at_host = host.records(&syncing.zone).await;
    let at_host = at_host.map_err(|error| failed(app, &error))?;
    let at_host: Vec<AtHost> = at_host.into_iter().map(AtHost::from).collect();
    let plan = sync::plan(&sides.here, &sides.gone, &at_host);
    let work = Work {
        plan: &plan,
        sides: &sides,
    };
    let (mut report, mut notes) = (Report::default(), Vec::new());
    apply(app, syncing, &work, &mut report, &mut notes).await?;
    work.note_here(Direction::Out, &mut report, &mut notes);
    note(app, caller, domain, &notes).await?;
    if let Some((_, reason)) = report.refused.first() {
        return Err(SyncError::Host(HostError::refused(&**host, reason)));
    }
    if report.overtaken {
        return Err(SyncError::Host(HostError::overtaken(&**host)));
    }
    if plan
        .conflicts
        .iter()
        .any(|conflict| conflict.key == Some(id))
    {
        let reason = "something of another type stands in its place.";
        return Err(SyncError::Host(HostError::refused(&**host, reason)));
    }
    Ok(())
}
