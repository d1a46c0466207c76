//! What becomes of all records together.

use std::collections::{HashMap, HashSet};

use super::fate::{Fate, conflict, fate, reason_of, unmanaged};
use super::pair::{Pairs, pair};
use super::{
    AtHost, Conflict, ConflictReason, Found, Gone, Here, HereStep, HostStep, MAX_CONFLICTS, Plan,
    Synced,
};
use crate::dns::{ClashRule, Present, Record, check_addition};

pub(super) struct Planner<'a, K> {
    pub(super) here: &'a [Here<K>],
    gone: &'a [Gone<K>],
    pub(super) at_host: &'a [AtHost],
    pub(super) pairs: Pairs,
    pub(super) fates: Vec<Fate>,
    /// The host's records that stand in the way of managed ones.
    pub(super) in_the_way: HashSet<usize>,
    /// The host's records that are to be deleted; with the record here that was.
    pub(super) deletions: Vec<(usize, Option<K>)>,
    /// The host's records that are to be added here.
    pub(super) additions: Vec<usize>,
    conflicts: Vec<Conflict<K>>,
}

impl<'a, K: Clone + Eq> Planner<'a, K> {
    pub(super) fn new(here: &'a [Here<K>], gone: &'a [Gone<K>], at_host: &'a [AtHost]) -> Self {
        Self {
            here,
            gone,
            at_host,
            pairs: pair(here, gone, at_host),
            fates: Vec::new(),
            in_the_way: HashSet::new(),
            deletions: Vec::new(),
            additions: Vec::new(),
            conflicts: Vec::new(),
        }
    }

    pub(super) fn plan(mut self) -> Plan<K> {
        self.fates = self.own_fates();
        self.make_way_for_managed();
        self.settle_gone();
        self.settle_unknown();
        let candidates = std::mem::take(&mut self.additions);
        self.check_adopted();
        self.check_added(candidates);
        self.check_blocked_at_host();
        self.untangle();
        self.report_left();
        self.finish()
    }

    /// What each record's own three sides say. One that was deleted and added again, with another
    /// time to live say, goes on from what was deleted.
    fn own_fates(&self) -> Vec<Fate> {
        let gone: HashMap<&str, &Record> = self
            .gone
            .iter()
            .map(|one| (one.synced.host_id.as_str(), &one.synced.record))
            .collect();
        let pairs = self.here.iter().zip(&self.pairs.here);
        pairs
            .map(|(one, at)| {
                let there = at.map(|at| &self.at_host[at]);
                let base = match &one.synced {
                    Some(synced) => Some(&synced.record),
                    None => there.and_then(|there| gone.get(there.id.as_str()).copied()),
                };
                fate(one, base, at.zip(there.map(|there| &there.found)))
            })
            .collect()
    }

    /// Records that were deleted here.
    fn settle_gone(&mut self) {
        for (one, at) in self.gone.iter().zip(&self.pairs.gone) {
            let Some(at) = *at else {
                continue;
            };
            let found = &self.at_host[at].found;
            let as_it_was = found.valid() == Some(&one.synced.record);
            if one.managed || as_it_was || self.in_the_way.contains(&at) {
                self.deletions.push((at, Some(one.key.clone())));
            } else {
                let reason = ConflictReason::ChangedOnBothSides;
                self.conflicts.push(conflict(None, reason, Some(found)));
            }
        }
    }

    /// Records that only the host has.
    fn settle_unknown(&mut self) {
        let left_behind: HashMap<&str, &Record> = self
            .here
            .iter()
            .filter_map(|one| one.synced.as_ref())
            .map(|synced| (synced.host_id.as_str(), &synced.record))
            .collect();
        for (at, there) in self.at_host.iter().enumerate() {
            if self.pairs.taken[at] {
                continue;
            }
            // Its record here may have found an equal one instead.
            let is_left_behind = there
                .found
                .valid()
                .is_some_and(|record| left_behind.get(there.id.as_str()) == Some(&record));
            if is_left_behind || self.in_the_way.contains(&at) {
                self.deletions.push((at, None));
            } else {
                self.additions.push(at);
            }
        }
    }

    /// What would be taken over from the host has to go together with what is here then.
    fn check_adopted(&mut self) {
        loop {
            let refused = (0..self.here.len()).find_map(|index| {
                let Fate::Adopt(at) = self.fates[index] else {
                    return None;
                };
                let record = self.at_host[at].found.valid()?;
                let rule = self.clash_here(record, Some(index))?.0;
                Some((index, at, rule))
            });
            let Some((index, at, rule)) = refused else {
                return;
            };
            self.fates[index] = Fate::Leave(reason_of(rule), Some(at));
        }
    }

    /// What would be added from the host, likewise. An addition that a CNAME forbids is one conflict
    /// with the record that it meets here, which is not written to the host either.
    fn check_added(&mut self, candidates: Vec<usize>) {
        for at in candidates {
            let found = &self.at_host[at].found;
            let clash = match found.valid() {
                Some(record) => self.clash_here(record, None),
                None => {
                    let reason = ConflictReason::InvalidAtHost;
                    self.conflicts.push(conflict(None, reason, Some(found)));
                    continue;
                }
            };
            match clash {
                None => self.additions.push(at),
                Some((ClashRule::CnameNotAlone, Some(index))) => {
                    let reason = ConflictReason::BlockedByCname;
                    if matches!(self.fates[index], Fate::Add | Fate::Overwrite(_)) {
                        self.fates[index] = Fate::Leave(reason, Some(at));
                    } else {
                        let one = Some(&self.here[index]);
                        self.conflicts.push(conflict(one, reason, Some(found)));
                    }
                }
                Some((rule, _)) => {
                    self.conflicts
                        .push(conflict(None, reason_of(rule), Some(found)));
                }
            }
        }
    }

    /// The rule that a record breaks among those that will stand here, and which of those that stand
    /// here it meets.
    fn clash_here(
        &self,
        record: &Record,
        itself: Option<usize>,
    ) -> Option<(ClashRule, Option<usize>)> {
        let staying: Vec<(usize, Present<'_>)> = self
            .here
            .iter()
            .enumerate()
            .filter(|(index, _)| Some(*index) != itself)
            .filter_map(|(index, one)| Some((index, self.after(index, one)?)))
            .collect();
        let added = self.additions.iter().map(|at| &self.at_host[*at].found);
        let added = added.filter_map(Found::valid).map(unmanaged);
        let present = staying.iter().map(|(_, present)| *present);
        let clash = check_addition(present.chain(added), unmanaged(record)).err()?;
        let meets = clash.with.and_then(|with| {
            let mut all = staying.iter();
            all.find(|(_, present)| std::ptr::eq(present.record, with))
        });
        Some((clash.rule, meets.map(|(index, _)| *index)))
    }

    /// What a record here will be; nothing if it will not be.
    fn after(&self, index: usize, one: &'a Here<K>) -> Option<Present<'a>> {
        let record = match self.fates[index] {
            Fate::Drop => return None,
            Fate::Adopt(at) => self.at_host[at].found.valid()?,
            _ => &one.record,
        };
        Some(Present {
            record,
            managed: one.managed,
        })
    }

    fn report_left(&mut self) {
        for (one, fate) in self.here.iter().zip(&self.fates) {
            if let Fate::Leave(reason, at) = *fate {
                let found = at.map(|at| &self.at_host[at].found);
                self.conflicts.push(conflict(Some(one), reason, found));
            }
        }
        self.conflicts.truncate(MAX_CONFLICTS);
    }

    fn finish(self) -> Plan<K> {
        let synced = |at: usize| {
            let there = &self.at_host[at];
            there.found.valid().map(|record| Synced {
                record: record.clone(),
                host_id: there.id.clone(),
            })
        };
        let (mut overwrite, mut add) = (Vec::new(), Vec::new());
        let (mut drop, mut adopt, mut remember) = (Vec::new(), Vec::new(), Vec::new());
        let mut unchanged = 0;
        for (one, fate) in self.here.iter().zip(&self.fates) {
            let key = one.key.clone();
            match *fate {
                Fate::Same(at) => {
                    unchanged += 1;
                    let synced = synced(at).filter(|now| one.synced.as_ref() != Some(now));
                    remember.extend(synced.map(|synced| HereStep::Remember { key, synced }));
                }
                Fate::Overwrite(at) => {
                    let host_id = self.at_host[at].id.clone();
                    overwrite.push(HostStep::Update { key, host_id });
                }
                Fate::Add => add.push(HostStep::Create { key }),
                Fate::Adopt(at) => {
                    adopt.extend(synced(at).map(|synced| HereStep::Update { key, synced }));
                }
                Fate::Drop => drop.push(HereStep::Delete { key }),
                Fate::Leave(..) => {}
            }
        }
        let created = self.additions.iter().filter_map(|at| synced(*at));
        let created = created.map(|synced| HereStep::Create { synced });
        let forgotten = self.gone.iter().zip(&self.pairs.gone);
        let forgotten = forgotten.filter(|(_, at)| at.is_none()).map(|(one, _)| {
            let key = one.key.clone();
            HereStep::Forget { key }
        });
        let deleted = self.deletions.iter().map(|(at, key)| HostStep::Delete {
            host_id: self.at_host[*at].id.clone(),
            key: key.clone(),
        });
        Plan {
            at_host: deleted.chain(overwrite).chain(add).collect(),
            here: drop
                .into_iter()
                .chain(adopt)
                .chain(created)
                .chain(remember)
                .chain(forgotten)
                .collect(),
            unchanged,
            records_here: self.here.len(),
            records_at_host: self
                .at_host
                .iter()
                .filter(|there| !there.found.is_foreign())
                .count(),
            conflicts: self.conflicts,
        }
    }
}
