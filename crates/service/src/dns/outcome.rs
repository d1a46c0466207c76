//! What a plan comes to at the host, and what is noted of it.

use std::collections::HashSet;

use simpleinboxes_core::{
    dns::sync::{Conflict, ConflictReason, Here, HereStep, HostStep, Plan, Synced},
    id::DnsRecordId,
};
use simpleinboxes_providers::dns::{Change, ChangeOutcome};
use simpleinboxes_store::{SyncNote, SyncSides};

use super::{Direction, Report};

/// A plan with the records that it is about.
pub(super) struct Work<'a> {
    pub(super) plan: &'a Plan<DnsRecordId>,
    pub(super) sides: &'a SyncSides,
}

impl Work<'_> {
    fn here(&self, key: DnsRecordId) -> Option<&Here<DnsRecordId>> {
        self.sides.here.iter().find(|one| one.key == key)
    }

    /// The changes to make at the host, in the plan's order.
    pub(super) fn changes(&self) -> Vec<(&HostStep<DnsRecordId>, Change)> {
        let steps = self.plan.at_host.iter();
        steps
            .filter_map(|step| {
                let change = match step {
                    HostStep::Delete { host_id, .. } => Change::Delete {
                        id: host_id.clone(),
                    },
                    HostStep::Update { key, host_id } => Change::Update {
                        id: host_id.clone(),
                        record: self.here(*key)?.record.clone(),
                        forwarded: self.sides.forwarding.contains(key),
                    },
                    HostStep::Create { key } => Change::Create {
                        record: self.here(*key)?.record.clone(),
                        forwarded: self.sides.forwarding.contains(key),
                    },
                };
                Some((step, change))
            })
            .collect()
    }

    /// Notes what became of the changes at the host.
    pub(super) fn note_changes(
        &self,
        made: &[(&HostStep<DnsRecordId>, Change)],
        outcomes: Vec<ChangeOutcome>,
        report: &mut Report,
        notes: &mut Vec<SyncNote>,
    ) {
        for ((step, change), outcome) in made.iter().zip(outcomes) {
            let (key, record) = match (step, change) {
                (HostStep::Delete { key, .. }, _) => (*key, None),
                (_, Change::Update { record, .. } | Change::Create { record, .. }) => {
                    (step.key(), Some(record.clone()))
                }
                (_, Change::Delete { .. }) => continue,
            };
            match (outcome, record) {
                (ChangeOutcome::Deleted, _) => {
                    report.deleted += 1;
                    notes.extend(key.map(|id| SyncNote::Forget { id }));
                }
                (ChangeOutcome::Written { id: host_id }, Some(record)) => {
                    match step {
                        HostStep::Create { .. } => report.created += 1,
                        _ => report.updated += 1,
                    }
                    let synced = Synced { record, host_id };
                    notes.extend(key.map(|id| SyncNote::Synced { id, synced }));
                }
                (ChangeOutcome::Refused { code, reason }, Some(record)) => {
                    tracing::warn!(code, reason, %record, "the DNS host refused a record");
                    report.refused.extend(key.map(|id| (id, reason.clone())));
                    notes.extend(key.map(|id| SyncNote::Failed { id, record, reason }));
                }
                (ChangeOutcome::Missing, _) => report.overtaken = true,
                (ChangeOutcome::Refused { code, reason }, None) => {
                    tracing::warn!(code, reason, "the DNS host refused to delete a record");
                }
                (ChangeOutcome::Written { .. }, None) => {}
            }
        }
    }

    /// Notes what is to be done here.
    pub(super) fn note_here(
        &self,
        direction: Direction,
        report: &mut Report,
        notes: &mut Vec<SyncNote>,
    ) {
        let both = matches!(direction, Direction::Both { .. });
        let mut touched = HashSet::new();
        for step in &self.plan.here {
            match step {
                HereStep::Remember { key, synced } => notes.push(SyncNote::Synced {
                    id: *key,
                    synced: synced.clone(),
                }),
                HereStep::Forget { key } => notes.push(SyncNote::Forget { id: *key }),
                HereStep::Update { key, synced } => {
                    touched.insert(*key);
                    if let Some(here) = self.here(*key).filter(|_| both) {
                        report.updated += 1;
                        notes.push(SyncNote::Pull {
                            id: *key,
                            before: here.record.clone(),
                            synced: synced.clone(),
                        });
                    }
                }
                HereStep::Delete { key } => {
                    touched.insert(*key);
                    if let Some(here) = self.here(*key).filter(|_| both) {
                        report.deleted += 1;
                        notes.push(SyncNote::Drop {
                            id: *key,
                            before: here.record.clone(),
                        });
                    }
                }
                HereStep::Create { synced } if both => {
                    report.created += 1;
                    notes.push(SyncNote::Add {
                        synced: synced.clone(),
                    });
                }
                HereStep::Create { .. } => {}
            }
        }
        for id in &self.sides.never_there {
            notes.push(SyncNote::Forget { id: *id });
        }
        self.note_conflicts(&mut touched, notes);
        self.note_unchanged(&touched, notes);
    }

    fn note_conflicts(&self, touched: &mut HashSet<DnsRecordId>, notes: &mut Vec<SyncNote>) {
        for conflict in &self.plan.conflicts {
            let here = conflict.key.and_then(|key| self.here(key));
            if let Some(here) = here {
                touched.insert(here.key);
                notes.push(SyncNote::Conflict {
                    id: here.key,
                    record: here.record.clone(),
                    reason: reason(conflict),
                });
            }
        }
    }

    /// What is the same on both sides is synced, whatever was said of it before.
    fn note_unchanged(&self, touched: &HashSet<DnsRecordId>, notes: &mut Vec<SyncNote>) {
        let written: HashSet<DnsRecordId> =
            self.plan.at_host.iter().filter_map(HostStep::key).collect();
        for one in &self.sides.here {
            if touched.contains(&one.key) || written.contains(&one.key) {
                continue;
            }
            if let Some(synced) = one.synced.as_ref().filter(|had| had.record == one.record) {
                notes.push(SyncNote::Synced {
                    id: one.key,
                    synced: synced.clone(),
                });
            }
        }
    }
}

/// A conflict in words.
fn reason(conflict: &Conflict<DnsRecordId>) -> String {
    let there = conflict.at_host.as_deref().unwrap_or("nothing");
    let there: String = there.chars().take(200).collect();
    match conflict.reason {
        ConflictReason::ChangedOnBothSides => {
            format!("It was changed here and at the DNS host, which has: {there}")
        }
        ConflictReason::BlockedByCname => {
            format!("A CNAME stands alone at its name, and the DNS host has: {there}")
        }
        ConflictReason::InvalidAtHost => {
            format!("The DNS host has in its place what is not valid here: {there}")
        }
    }
}
