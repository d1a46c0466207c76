//! What can't be written because something stands in its place at the host.

use std::collections::HashSet;

use super::fate::{Fate, blocks};
use super::plan::Planner;
use super::{ConflictReason, Found};

impl<K: Clone + Eq> Planner<'_, K> {
    /// What stands in the way of a managed record is deleted at the host, unless its type is none of
    /// ours.
    pub(super) fn make_way_for_managed(&mut self) {
        for (index, one) in self.here.iter().enumerate() {
            let writes = matches!(self.fates[index], Fate::Add | Fate::Overwrite(_));
            if !one.managed || !writes {
                continue;
            }
            for (at, there) in self.at_host.iter().enumerate() {
                if !blocks(&one.record, &there.found) {
                    continue;
                }
                if there.found.is_foreign() {
                    self.fates[index] = Fate::Leave(ConflictReason::BlockedByCname, Some(at));
                    break;
                }
                match self.pairs.here.iter().position(|own| *own == Some(at)) {
                    // It was moved here at the host, and moves back.
                    Some(other) => self.fates[other] = Fate::Overwrite(at),
                    None => {
                        self.in_the_way.insert(at);
                    }
                }
            }
        }
    }

    /// What would be written to the host has to go together with what stays there. What is not
    /// written stays, and can be in the way of others; nothing stays in the way of a managed record.
    pub(super) fn check_blocked_at_host(&mut self) {
        while let Some((index, at)) = self.blocked_at_host() {
            if self.here[index].managed && !self.at_host[at].found.is_foreign() {
                self.deletions.push((at, None));
            } else {
                self.fates[index] = Fate::Leave(ConflictReason::BlockedByCname, Some(at));
            }
        }
    }

    fn blocked_at_host(&self) -> Option<(usize, usize)> {
        let deleted: HashSet<usize> = self.deletions.iter().map(|(at, _)| *at).collect();
        let staying: Vec<(usize, &Found)> = self
            .at_host
            .iter()
            .enumerate()
            .filter(|(at, _)| !deleted.contains(at) && !self.will_be_ours(*at))
            .map(|(at, there)| (at, &there.found))
            .collect();
        let written = self.here.iter().enumerate().filter(|(index, _)| {
            let fate = self.fates[*index];
            matches!(fate, Fate::Add | Fate::Overwrite(_))
        });
        let mut blocked = written.filter_map(|(index, one)| {
            let mut staying = staying.iter();
            let blocker = staying.find(|(_, found)| blocks(&one.record, found))?;
            Some((index, blocker.0))
        });
        blocked.next()
    }

    /// Whether a record at the host will be the same as one here, so that the rules here hold for it.
    fn will_be_ours(&self, at: usize) -> bool {
        self.additions.contains(&at)
            || self.fates.iter().any(|fate| {
                matches!(fate, Fate::Same(own) | Fate::Overwrite(own) | Fate::Adopt(own) if *own == at)
            })
    }

    /// Records that exchange their places can't be written over each other one by one: one of them is
    /// deleted and added anew.
    pub(super) fn untangle(&mut self) {
        for (index, one) in self.here.iter().enumerate() {
            if !matches!(self.fates[index], Fate::Overwrite(_)) {
                continue;
            }
            for other in (0..self.here.len()).filter(|other| *other != index) {
                let Fate::Overwrite(at) = self.fates[other] else {
                    continue;
                };
                let found = &self.at_host[at].found;
                let same = found
                    .valid()
                    .is_some_and(|there| there.is_same_as(&one.record));
                if same || blocks(&one.record, found) {
                    self.fates[other] = Fate::Add;
                    self.deletions.push((at, None));
                }
            }
        }
    }
}
