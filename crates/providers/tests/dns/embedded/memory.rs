//! A store in memory.

use std::collections::BTreeMap;
use std::future::pending;
use std::sync::{Mutex, MutexGuard};

use async_trait::async_trait;
use simpleinboxes_core::dns::{DomainName, Record};
use simpleinboxes_providers::dns::Change;
use simpleinboxes_providers::dns::embedded::{
    SourceError, StoredRecord, ZoneContents, ZoneHead, ZoneSource,
};

#[derive(Debug, Default)]
pub struct Memory(Mutex<State>);

#[derive(Debug, Default)]
pub struct State {
    zones: BTreeMap<String, ZoneContents>,
    count: u64,
    pub broken: bool,
    pub hangs: bool,
    /// How often it was asked for a zone.
    pub finds: usize,
    /// How often a zone was loaded whole.
    pub loads: usize,
}

impl Memory {
    pub fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().expect("no panic")
    }

    pub fn add_zone(&self, domain: &DomainName) {
        let mut state = self.state();
        state.count += 1;
        let contents = ZoneContents {
            version: state.count,
            records: Vec::new(),
        };
        state.zones.entry(domain.to_string()).or_insert(contents);
    }

    pub fn remove_zone(&self, domain: &DomainName) {
        self.state().zones.remove(domain.as_str());
    }

    pub fn is_gone(&self, domain: &DomainName) -> bool {
        !self.state().zones.contains_key(domain.as_str())
    }

    pub fn write(&self, domain: &DomainName, records: &[Record]) {
        let changes: Vec<_> = records
            .iter()
            .map(|record| Change::Create {
                record: record.clone(),
                forwarded: false,
            })
            .collect();
        self.change(domain, &changes);
    }

    pub fn change(&self, domain: &DomainName, changes: &[Change]) {
        let mut state = self.state();
        for change in changes {
            state.count += 1;
            let count = state.count;
            let zone = state.zones.get_mut(domain.as_str()).expect("a zone");
            zone.version = count;
            match change {
                Change::Create { record, .. } => {
                    let mut all = zone.records.iter_mut();
                    match all.find(|one| one.record.is_same_as(record)) {
                        Some(one) => one.record = record.clone(),
                        None => zone.records.push(StoredRecord {
                            id: format!("dns_{count}"),
                            record: record.clone(),
                        }),
                    }
                }
                Change::Update { id, record, .. } => {
                    if let Some(one) = zone.records.iter_mut().find(|one| one.id == *id) {
                        one.record = record.clone();
                    }
                }
                Change::Delete { id } => zone.records.retain(|one| one.id != *id),
            }
        }
    }
}

#[async_trait]
impl ZoneSource for Memory {
    async fn find(&self, names: &[&str]) -> Result<Option<ZoneHead>, SourceError> {
        assert!(names.is_sorted_by_key(|name| usize::MAX - name.len()));
        let found = {
            let mut state = self.state();
            state.finds += 1;
            if state.broken {
                return Err(SourceError);
            }
            let found = names.iter().find_map(|name| {
                let contents = state.zones.get(*name)?;
                Some(ZoneHead {
                    domain: name.parse().expect("a domain"),
                    version: contents.version,
                })
            });
            if state.hangs { None } else { Some(found) }
        };
        match found {
            Some(found) => Ok(found),
            None => pending().await,
        }
    }

    async fn load(&self, domain: &DomainName) -> Result<Option<ZoneContents>, SourceError> {
        let mut state = self.state();
        state.loads += 1;
        Ok(state.zones.get(domain.as_str()).cloned())
    }
}
