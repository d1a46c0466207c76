//! Scheduled and queued work: done by services and by the operator's commands.

mod commands;
mod recurring;
mod run;
mod sandbox;
mod stop;

use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use chrono::TimeDelta;
use simpleinboxes::jobs::{Context, Handler, Handlers, JobError};
use simpleinboxes_core::id::JobId;
use simpleinboxes_store::{Job, JobState, NewJob, Store};
use simpleinboxes_tests::until::until;
use tokio::sync::Semaphore;

/// What a job says is to be done.
const FAIL: &str = "fail";
const PANIC: &str = "panic";
const HOPELESS: &str = "hopeless";
const HANG: &str = "hang";
const PUT_OFF: &str = "put off";

/// Handles jobs of kind `test` as their payload says, and remembers which it began.
#[derive(Clone)]
struct Probe {
    begun: Arc<Mutex<Vec<JobId>>>,
    gate: Arc<Semaphore>,
}

impl Probe {
    fn new() -> Self {
        Self {
            begun: Arc::default(),
            gate: Arc::new(Semaphore::new(0)),
        }
    }

    fn handlers(&self) -> Handlers {
        Handlers::default().with(self.clone())
    }

    fn begun(&self) -> Vec<JobId> {
        let begun = self.begun.lock().unwrap_or_else(PoisonError::into_inner);
        begun.clone()
    }
}

#[async_trait]
impl Handler for Probe {
    fn kind(&self) -> &'static str {
        "test"
    }

    async fn run(&self, job: &Job, _: &Context) -> Result<(), JobError> {
        self.begun
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(job.id);
        match job.payload.as_str() {
            Some(FAIL) => Err(JobError::retry_after("no luck", TimeDelta::minutes(1))),
            Some(PUT_OFF) => {
                let alone = std::time::Duration::from_secs(30);
                Err(JobError::put_off("the vendor is left alone", alone))
            }
            Some(HOPELESS) => Err(JobError::dead("no hope")),
            Some(PANIC) => panic!("out of {}", "luck"),
            Some(HANG) => {
                let passed = self.gate.acquire().await.expect("it is never closed");
                passed.forget();
                Ok(())
            }
            _ => Ok(()),
        }
    }
}

fn job(what: &str) -> NewJob {
    NewJob::new("test").payload(&what).expect("JSON")
}

async fn enqueue(store: &Store, job: &NewJob) -> JobId {
    let enqueued = store.write(async |tx| tx.enqueue(job).await).await;
    enqueued.expect("enqueued")
}

/// Waits until the job is in the state, and gives it.
async fn reached(store: &Store, id: JobId, state: JobState) -> Job {
    until(&format!("{id} is {state}"), async || {
        let job = store.job(id).await.expect("an answer")?;
        (job.state == state).then_some(job)
    })
    .await
}
