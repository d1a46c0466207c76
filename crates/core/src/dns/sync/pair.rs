//! Which record here is which record at the host.

use std::collections::HashMap;

use super::{AtHost, Found, Gone, Here};
use crate::dns::{Record, is_version_of};

/// For each record, where its counterpart is in the list of the other side.
pub(super) struct Pairs {
    /// By index here.
    pub(super) here: Vec<Option<usize>>,
    /// By index among those that are gone.
    pub(super) gone: Vec<Option<usize>>,
    /// By index at the host: whether it has a counterpart.
    pub(super) taken: Vec<bool>,
}

/// Pairs what is equal, then what is the same record with other settings, then by the host's ids,
/// then what can stand there once only. Ids come late, so that records which swapped their contents
/// are no change.
pub(super) fn pair<K>(here: &[Here<K>], gone: &[Gone<K>], at_host: &[AtHost]) -> Pairs {
    let mut pairs = Pairs {
        here: vec![None; here.len()],
        gone: vec![None; gone.len()],
        taken: at_host
            .iter()
            .map(|there| there.found.is_foreign())
            .collect(),
    };
    let index = Index::of(at_host);
    for (own, one) in pairs.here.iter_mut().zip(here) {
        let equal = |found: &Record| *found == one.record;
        index.take(own, &mut pairs.taken, &one.record, equal);
    }
    for (own, one) in pairs.here.iter_mut().zip(here) {
        let same = |found: &Record| found.is_same_as(&one.record);
        index.take(own, &mut pairs.taken, &one.record, same);
    }
    for (own, one) in pairs.here.iter_mut().zip(here) {
        let id = one.synced.as_ref().map(|synced| synced.host_id.as_str());
        index.take_id(own, &mut pairs.taken, id);
    }
    for (own, one) in pairs.gone.iter_mut().zip(gone) {
        let id = Some(one.synced.host_id.as_str());
        index.take_id(own, &mut pairs.taken, id);
        let same = |found: &Record| found.is_same_as(&one.synced.record);
        index.take(own, &mut pairs.taken, &one.synced.record, same);
    }
    for (own, one) in pairs.here.iter_mut().zip(here) {
        let version = |found: &Record| is_version_of(&one.record, found);
        index.take(own, &mut pairs.taken, &one.record, version);
    }
    pairs
}

/// The host's records by id and by name.
struct Index<'a> {
    at_host: &'a [AtHost],
    ids: HashMap<&'a str, usize>,
    names: HashMap<&'a str, Vec<usize>>,
}

impl<'a> Index<'a> {
    fn of(at_host: &'a [AtHost]) -> Self {
        let mut names: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, there) in at_host.iter().enumerate() {
            if let Found::Valid(record) = &there.found {
                names.entry(record.name.as_str()).or_default().push(at);
            }
        }
        Self {
            at_host,
            ids: at_host
                .iter()
                .enumerate()
                .map(|(at, there)| (there.id.as_str(), at))
                .collect(),
            names,
        }
    }

    fn take(
        &self,
        own: &mut Option<usize>,
        taken: &mut [bool],
        record: &Record,
        fits: impl Fn(&Record) -> bool,
    ) {
        if own.is_some() {
            return;
        }
        let named = self.names.get(record.name.as_str());
        let found = named
            .into_iter()
            .flatten()
            .copied()
            .find(|at| !taken[*at] && self.at_host[*at].found.valid().is_some_and(&fits));
        if let Some(at) = found {
            taken[at] = true;
            *own = Some(at);
        }
    }

    fn take_id(&self, own: &mut Option<usize>, taken: &mut [bool], id: Option<&str>) {
        if own.is_some() {
            return;
        }
        if let Some(at) = id.and_then(|id| self.ids.get(id)).copied()
            && !taken[at]
        {
            taken[at] = true;
            *own = Some(at);
        }
    }
}
