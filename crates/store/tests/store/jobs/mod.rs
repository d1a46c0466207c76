//! The queue of jobs.

mod end;
mod fair;
mod keys;
mod lease;
mod operator;

use chrono::TimeDelta;
use simpleinboxes_core::id::{AccountId, JobId};
use simpleinboxes_store::{
    Job, JobFilter, LeaseRequest, Leased, NewJob, Outcome, PageRequest, Store,
};

use crate::support::World;

/// How long leases last here.
const TIME: TimeDelta = TimeDelta::seconds(60);

/// A worker by its number.
fn worker(number: u128, limit: u32) -> LeaseRequest {
    LeaseRequest {
        worker: uuid::Uuid::from_u128(number),
        limit,
        time: TIME,
        clock_offset: None,
    }
}

/// A job for an account, told apart by a number.
fn numbered(account: AccountId, number: u32) -> NewJob {
    let job = NewJob::new("test").account(account);
    job.payload(&number).expect("JSON")
}

async fn enqueue(store: &Store, job: &NewJob) -> JobId {
    let enqueued = store.write(async |tx| tx.enqueue(job).await).await;
    enqueued.expect("enqueued")
}

async fn lease(store: &Store, request: LeaseRequest) -> Vec<Leased> {
    store.lease_jobs(request).await.expect("leased")
}

/// The one job that there is to lease.
async fn only(store: &Store, request: LeaseRequest) -> Leased {
    let mut leased = lease(store, request).await;
    assert_eq!(leased.len(), 1, "{leased:?}");
    leased.remove(0)
}

fn failed(wait: TimeDelta) -> Outcome {
    Outcome::Failed {
        error: "no luck".to_owned(),
        wait,
    }
}

impl World {
    async fn job(&self, id: JobId) -> Job {
        let job = self.store.job(id).await.expect("an answer");
        job.expect("a job")
    }

    async fn all_jobs(&self) -> Vec<Job> {
        let page = PageRequest::first(1000);
        let jobs = self.store.jobs(&JobFilter::default(), page).await;
        jobs.expect("a page").items
    }
}
