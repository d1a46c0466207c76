//! Records at Cloudflare.

use reqwest::Method;
use serde::de::IgnoredAny;
use simpleinboxes_core::dns::Record;

use super::Cloudflare;
use super::failure::{Failure, IDENTICAL_EXISTS, OTHER_OF_THE_NAME, RECORD_EXISTS};
use super::record::{found, written};
use super::settings::is_id;
use super::wire::{self, Batch, BatchDone, Id};
use super::zones::path;
use crate::dns::{Change, ChangeOutcome, DnsHostError, HostRecord, Zone};
use crate::error::Outage;

/// Records on a page: 200 of the longest are less than the answer may have.
const PAGE: &str = "200";

/// Pages that are read at most: Cloudflare keeps 3,500 records in a zone.
const PAGES: u32 = 50;

impl Cloudflare {
    pub(super) async fn all_records(&self, zone: &Zone) -> Result<Vec<HostRecord>, DnsHostError> {
        let path = path(&zone.id, "/dns_records")?;
        let mut records = Vec::new();
        for page in 1..=PAGES {
            let page = page.to_string();
            let query = [
                ("page", page.as_str()),
                ("per_page", PAGE),
                // Without an order, what is added meanwhile could push records off a page.
                ("order", "name"),
            ];
            let answer = self.client.get::<Vec<wire::Record>>(&path, &query).await;
            let answer = answer.map_err(of_zone)?;
            let there = answer.result.ok_or(Outage::Garbage)?;
            let known = there.iter().all(|record| is_id(&record.id));
            let info = answer
                .result_info
                .filter(|_| known)
                .ok_or(Outage::Garbage)?;
            records.extend(there.into_iter().filter_map(|one| found(one, &zone.domain)));
            if info.page >= info.total_pages {
                return Ok(records);
            }
        }
        Err(Outage::TooLarge.into())
    }

    /// Sends what fits into a call at once; what is refused there, one by one.
    pub(super) async fn changed(
        &self,
        zone: &Zone,
        changes: &[Change],
    ) -> Result<Vec<ChangeOutcome>, DnsHostError> {
        let mut order: Vec<usize> = (0..changes.len()).collect();
        order.sort_by_key(|index| match changes[*index] {
            Change::Delete { .. } => 0,
            Change::Update { .. } => 1,
            Change::Create { .. } => 2,
        });
        let mut outcomes = vec![ChangeOutcome::Missing; changes.len()];
        for part in order.chunks(self.batch) {
            let part_changes: Vec<&Change> = part.iter().map(|index| &changes[*index]).collect();
            let done = self.part(zone, &part_changes).await?;
            for (index, outcome) in part.iter().zip(done) {
                outcomes[*index] = outcome;
            }
        }
        Ok(outcomes)
    }

    async fn part(
        &self,
        zone: &Zone,
        changes: &[&Change],
    ) -> Result<Vec<ChangeOutcome>, DnsHostError> {
        if changes.len() > 1 {
            match self.batched(zone, changes).await {
                Err(failure) if matches!(failure.error, DnsHostError::Refused { .. }) => {}
                Err(failure) => return Err(of_zone(failure)),
                Ok(done) => return Ok(done),
            }
        }
        let mut done = Vec::with_capacity(changes.len());
        for change in changes {
            done.push(self.single(zone, change).await?);
        }
        Ok(done)
    }

    /// All or none. `changes` are in the order of the lists.
    async fn batched(
        &self,
        zone: &Zone,
        changes: &[&Change],
    ) -> Result<Vec<ChangeOutcome>, Failure> {
        let path = path(&zone.id, "/dns_records/batch").map_err(Failure::of)?;
        let mut batch = Batch::default();
        for change in changes {
            match change {
                Change::Delete { id } => batch.deletes.push(Id { id: id.clone() }),
                Change::Update {
                    id,
                    record,
                    forwarded,
                } => batch.patches.push(written(record, Some(id), *forwarded)),
                Change::Create { record, forwarded } => {
                    batch.posts.push(written(record, None, *forwarded));
                }
            }
        }
        let (patches, posts) = (batch.patches.len(), batch.posts.len());
        let deletes = batch.deletes.len();
        let sent = self.client.send(Method::POST, &path, Some(&batch)).await;
        let done: BatchDone = sent?.result.ok_or(Outage::Garbage)?;
        let patched = done.patches.unwrap_or_default();
        let posted = done.posts.unwrap_or_default();
        let deleted = done.deletes.unwrap_or_default();
        if (deleted.len(), patched.len(), posted.len()) != (deletes, patches, posts) {
            return Err(Outage::Garbage.into());
        }
        let written = patched.into_iter().chain(posted);
        Ok(std::iter::repeat_n(ChangeOutcome::Deleted, deletes)
            .chain(written.map(|Id { id }| ChangeOutcome::Written { id }))
            .collect())
    }

    async fn single(&self, zone: &Zone, change: &Change) -> Result<ChangeOutcome, DnsHostError> {
        match change {
            Change::Delete { id } => self.deleted(zone, id).await,
            Change::Update {
                id,
                record,
                forwarded,
            } => self.updated(zone, id, record, *forwarded).await,
            Change::Create { record, forwarded } => self.created(zone, record, *forwarded).await,
        }
    }

    async fn deleted(&self, zone: &Zone, id: &str) -> Result<ChangeOutcome, DnsHostError> {
        if !is_id(id) {
            return Ok(ChangeOutcome::Deleted);
        }
        let path = path(&zone.id, &format!("/dns_records/{id}"))?;
        match self.client.act::<IgnoredAny>(Method::DELETE, &path).await {
            Ok(_) => Ok(ChangeOutcome::Deleted),
            Err(failure) if failure.is_missing => Ok(ChangeOutcome::Deleted),
            Err(failure) => failure.outcome(),
        }
    }

    async fn updated(
        &self,
        zone: &Zone,
        id: &str,
        record: &Record,
        forwarded: bool,
    ) -> Result<ChangeOutcome, DnsHostError> {
        if !is_id(id) {
            return Ok(ChangeOutcome::Missing);
        }
        let path = path(&zone.id, &format!("/dns_records/{id}"))?;
        let body = written(record, None, forwarded);
        let body = wire::WrittenRecord {
            proxied: body.proxied.filter(|proxied| *proxied),
            ..body
        };
        match self
            .client
            .send::<Id>(Method::PATCH, &path, Some(&body))
            .await
        {
            Ok(done) => outcome_of(done.result),
            Err(failure) if failure.is_missing => Ok(ChangeOutcome::Missing),
            Err(failure) => failure.outcome(),
        }
    }

    async fn created(
        &self,
        zone: &Zone,
        record: &Record,
        forwarded: bool,
    ) -> Result<ChangeOutcome, DnsHostError> {
        let path = path(&zone.id, "/dns_records")?;
        let body = written(record, None, forwarded);
        match self
            .client
            .send::<Id>(Method::POST, &path, Some(&body))
            .await
        {
            Ok(done) => outcome_of(done.result),
            Err(failure) if failure.is(&[RECORD_EXISTS, IDENTICAL_EXISTS, OTHER_OF_THE_NAME]) => {
                self.found_instead(zone, record, forwarded, failure).await
            }
            Err(failure) if failure.is_missing => Err(DnsHostError::NoZone),
            Err(failure) => failure.outcome(),
        }
    }

    /// The record that was there already: as it should be, or made so.
    async fn found_instead(
        &self,
        zone: &Zone,
        record: &Record,
        forwarded: bool,
        failure: Failure,
    ) -> Result<ChangeOutcome, DnsHostError> {
        let there = self.all_records(zone).await?;
        let same = there.into_iter().find(|there| {
            let valid = there.found.valid();
            valid.is_some_and(|valid| valid.is_same_as(record))
        });
        match same {
            None => failure.outcome(),
            Some(there) if there.found.valid() == Some(record) && there.forwarded >= forwarded => {
                Ok(ChangeOutcome::Written { id: there.id })
            }
            Some(there) => self.updated(zone, &there.id, record, forwarded).await,
        }
    }
}

impl Failure {
    fn of(error: DnsHostError) -> Self {
        Self {
            code: None,
            is_missing: false,
            error,
        }
    }
}

fn outcome_of(done: Option<Id>) -> Result<ChangeOutcome, DnsHostError> {
    match done {
        Some(Id { id }) if is_id(&id) => Ok(ChangeOutcome::Written { id }),
        _ => Err(Outage::Garbage.into()),
    }
}

/// A path that is not there is a zone that is not there.
fn of_zone(failure: Failure) -> DnsHostError {
    if failure.is_missing {
        DnsHostError::NoZone
    } else {
        failure.error
    }
}
