//! Has jobs done while the service runs: so many at a time, woken when one is put into the queue
//! in this process, and looking now and then for those of other processes.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use simpleinboxes_core::{clock::OffsetClock, id::JobId};
use simpleinboxes_store::{Lease, LeaseRequest, Leased, Outcome};
use tokio::{
    sync::watch,
    task::{AbortHandle, JoinSet},
    time::{Interval, MissedTickBehavior, interval, sleep},
};
use uuid::Uuid;

use super::{
    Handlers, JobMetrics,
    attempt::{LEASE, Workshop},
};
use crate::{app::App, config::Jobs};

/// How often leases are renewed and the queue is counted.
pub(super) const RENEW: Duration = Duration::from_secs(10);

/// Has jobs done.
pub struct Runner {
    workshop: Workshop,
    settings: Jobs,
    clock: Option<Arc<OffsetClock>>,
    worker: Uuid,
    under_way: Arc<UnderWay>,
}

/// What this process works on.
#[derive(Debug, Default)]
struct UnderWay(Mutex<HashMap<JobId, (Lease, AbortHandle)>>);

impl UnderWay {
    fn leases(&self) -> Vec<Lease> {
        let jobs = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        jobs.values().map(|(lease, _)| *lease).collect()
    }

    fn add(&self, lease: Lease, task: AbortHandle) {
        let mut jobs = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        jobs.insert(lease.job, (lease, task));
    }

    fn remove(&self, lease: &Lease) -> Option<AbortHandle> {
        let mut jobs = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (_, task) = jobs.remove(&lease.job)?;
        Some(task)
    }
}

impl Runner {
    /// One that works with `app`; `clock` is its clock where it can be moved.
    #[must_use]
    pub fn new(
        app: Arc<App>,
        handlers: Handlers,
        metrics: JobMetrics,
        settings: Jobs,
        clock: Option<Arc<OffsetClock>>,
    ) -> Self {
        let worker = new_worker(&app);
        Self {
            workshop: Workshop {
                app,
                handlers,
                metrics,
            },
            settings,
            clock,
            worker,
            under_way: Arc::default(),
        }
    }

    /// Works until told to stop. Then what is under way has `patience` to end; what has not ended
    /// is released for others.
    pub async fn run(self, patience: Duration, mut stop: watch::Receiver<bool>) {
        if self.settings.workers == 0 {
            return;
        }
        let store = Arc::clone(&self.workshop.app.store);
        let mut tasks = JoinSet::new();
        let mut poll = ticks(Duration::from_millis(self.settings.poll_ms.max(10)));
        let mut renew = ticks(RENEW);
        let mut ensured = false;
        while !*stop.borrow() {
            if !ensured {
                ensured = self.ensure_recurring().await;
            }
            let free = self.settings.workers.saturating_sub(tasks.len());
            self.begin(free, &mut tasks).await;
            let has_room = tasks.len() < self.settings.workers;
            let look_after = tokio::select! {
                _ = stop.wait_for(|stop| *stop) => false,
                Some(_) = tasks.join_next() => false,
                () = store.job_enqueued(), if has_room => false,
                _ = poll.tick() => false,
                _ = renew.tick() => true,
            };
            if look_after {
                self.look_after().await;
            }
        }
        self.end(&mut tasks, patience, &mut renew).await;
    }

    async fn ensure_recurring(&self) -> bool {
        let ensured = self.workshop.ensure_recurring().await;
        if let Err(error) = &ensured {
            tracing::warn!(%error, "recurring work could not be put into the queue");
        }
        ensured.is_ok()
    }

    /// Begins as many jobs as are due and workers are free.
    async fn begin(&self, free: usize, tasks: &mut JoinSet<()>) {
        let request = LeaseRequest {
            worker: self.worker,
            limit: u32::try_from(free).unwrap_or(u32::MAX),
            time: LEASE,
            clock_offset: self.clock.as_ref().map(|clock| clock.offset()),
        };
        match self.workshop.app.store.lease_jobs(request).await {
            Ok(jobs) => jobs.into_iter().for_each(|job| self.spawn(job, tasks)),
            Err(error) => tracing::warn!(%error, "jobs could not be taken"),
        }
    }

    fn spawn(&self, leased: Leased, tasks: &mut JoinSet<()>) {
        let lease = leased.lease;
        let workshop = self.workshop.clone();
        let under_way = Arc::clone(&self.under_way);
        let (begin, begun) = tokio::sync::oneshot::channel::<()>();
        let task = tasks.spawn(async move {
            // Not before it is among those under way, from which it takes itself.
            if begun.await.is_ok() {
                if let Err(error) = workshop.attempt(leased).await {
                    tracing::error!(%error, job = %lease.job, "the end of a job was not written");
                }
                under_way.remove(&lease);
            }
        });
        self.under_way.add(lease, task);
        // The task waits for it and can't be gone.
        let _ = begin.send(());
    }

    /// Renews leases, lets go of lost ones, and counts the queue.
    async fn look_after(&self) {
        let leases = self.under_way.leases();
        let store = &self.workshop.app.store;
        match store.renew_leases(&leases, LEASE).await {
            Ok(held) => {
                for lease in leases.iter().filter(|lease| !held.contains(lease)) {
                    self.let_go(lease).await;
                }
            }
            Err(error) => tracing::warn!(%error, "leases of jobs could not be renewed"),
        }
        if let Err(error) = self.workshop.metrics.look(store).await {
            tracing::warn!(%error, "jobs could not be counted");
        }
    }

    /// Stops work on a job that another has, unless it has just ended here.
    async fn let_go(&self, lease: &Lease) {
        if let Some(task) = self.under_way.remove(lease) {
            tracing::warn!(job = %lease.job, "the lease of a job was lost");
            task.abort();
        }
    }

    async fn end(&self, tasks: &mut JoinSet<()>, patience: Duration, renew: &mut Interval) {
        let over = sleep(patience);
        tokio::pin!(over);
        while !tasks.is_empty() {
            tokio::select! {
                Some(_) = tasks.join_next() => {}
                _ = renew.tick() => self.look_after().await,
                () = &mut over => break,
            }
        }
        tasks.shutdown().await;
        for lease in self.under_way.leases() {
            let released = self.workshop.app.store.end_job(&lease, Outcome::Released);
            match released.await {
                Ok(_) => tracing::warn!(job = %lease.job, "a job did not end and was released"),
                Err(error) => tracing::warn!(%error, job = %lease.job, "a job was left behind"),
            }
        }
    }
}

pub(super) fn ticks(every: Duration) -> Interval {
    let mut ticks = interval(every);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    ticks
}

/// A number that no other process has.
pub(super) fn new_worker(app: &App) -> Uuid {
    uuid::Builder::from_random_bytes(app.entropy.bytes()).into_uuid()
}
