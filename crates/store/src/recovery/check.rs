//! What blocklists said, kept.

use sea_orm::{ActiveModelTrait as _, Set};
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::id::RecoveryEntryId;
use simpleinboxes_core::recovery;
use simpleinboxes_core::status::{
    BlocklistName, BlocklistVerdict, RecoveryNotificationType, RecoveryStatus, RemovalState,
};

use super::entry::{Held, status};
use super::types::RecoveryEntry;
use super::{RECOVERY_REMOVAL_JOB, RecoveryJob};
use crate::entities::{recovery_blocklist, recovery_entry};
use crate::error::Result;
use crate::jobs::NewJob;
use crate::orders::parsed;
use crate::scoped::ScopedTx;

/// The longest reason that is kept, in characters.
const LONGEST_REASON: usize = 200;

/// What a blocklist says of a domain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlocklistFinding {
    /// The list.
    pub list: BlocklistName,
    /// What it says.
    pub verdict: BlocklistVerdict,
    /// The address that it answered with, if it gave one.
    pub return_code: Option<String>,
    /// What that means, in words; nothing for a clean domain.
    pub reason: Option<String>,
    /// When it was asked; nothing when it was not.
    pub checked_at: Option<Timestamp>,
}

impl ScopedTx<'_> {
    /// Keeps what the blocklists said of an entry's domain: notes who has it now and who has it no
    /// more, wants it taken off where it is blocked, and moves the entry on. Nothing for an entry
    /// that is not seen or whose domain is not in the pool any more.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn keep_blocklists(
        &self,
        id: RecoveryEntryId,
        findings: &[BlocklistFinding],
    ) -> Result<Option<RecoveryEntry>> {
        let Some(Held { mut row, .. }) = self.lock_entry(id).await? else {
            return Ok(None);
        };
        if !recovery::is_open(status(&row)?) {
            return Ok(None);
        }
        let rows = self.list_rows(&[row.id]).await?;
        let (mut appeared, mut gone, mut blocked) = (Vec::new(), Vec::new(), false);
        for finding in findings {
            let Some(known) = rows.iter().find(|row| row.list == finding.list.as_str()) else {
                continue;
            };
            match changed(known, finding)? {
                Some(true) => appeared.push(finding.list),
                Some(false) => gone.push(finding.list),
                None => {}
            }
            blocked |= self.keep_finding(known, finding).await?;
        }
        row.light = recovery::light(findings.iter().map(|one| one.verdict)).to_string();
        if status(&row)? != RecoveryStatus::Reactivating {
            row.next_check_at = Some(recovery::next_check(row.id, self.now()));
        }
        if blocked {
            self.queue_removals(id).await?;
        }
        self.tell_lists(&row, &appeared, &gone).await?;
        let row = self.advance(row).await?;
        self.whole(row).await.map(Some)
    }

    /// Keeps what one list said; true when it blocks the domain and nobody has asked to have it
    /// taken off.
    async fn keep_finding(
        &self,
        known: &recovery_blocklist::Model,
        finding: &BlocklistFinding,
    ) -> Result<bool> {
        let reason = finding.reason.as_ref();
        let mut changed = recovery_blocklist::ActiveModel {
            id: Set(known.id),
            verdict: Set(finding.verdict.to_string()),
            return_code: Set(finding.return_code.clone()),
            reason: Set(reason.map(|words| words.chars().take(LONGEST_REASON).collect())),
            ..Default::default()
        };
        if let Some(at) = finding.checked_at {
            changed.checked_at = Set(Some(at));
        }
        if finding.verdict != BlocklistVerdict::Unknown {
            changed.last_known = Set(Some(finding.verdict.to_string()));
        }
        let removal = removal(known)?;
        let asked = matches!(removal, Some(RemovalState::Open | RemovalState::Requested));
        if finding.verdict == BlocklistVerdict::Clean {
            match removal {
                Some(RemovalState::Requested) => {
                    changed.removal_state = Set(Some(RemovalState::Granted.to_string()));
                }
                // It was taken off before anybody asked.
                Some(RemovalState::Open) => {
                    changed.removal_state = Set(None);
                    changed.removal_opened_at = Set(None);
                }
                _ => {}
            }
        }
        changed.update(&self.db).await?;
        Ok(finding.verdict == BlocklistVerdict::Blocked && !asked)
    }

    /// Puts the job that asks for removals into the queue.
    async fn queue_removals(&self, entry: RecoveryEntryId) -> Result<()> {
        let job = NewJob::new(RECOVERY_REMOVAL_JOB)
            .key(format!("{RECOVERY_REMOVAL_JOB}:{entry}"))
            .payload(&RecoveryJob { entry })?;
        self.enqueue(&job).await?;
        Ok(())
    }

    async fn tell_lists(
        &self,
        row: &recovery_entry::Model,
        appeared: &[BlocklistName],
        gone: &[BlocklistName],
    ) -> Result<()> {
        for (lists, kind, words) in [
            (
                appeared,
                RecoveryNotificationType::NewlyListed,
                "is listed now by",
            ),
            (
                gone,
                RecoveryNotificationType::Delisted,
                "is not listed any more by",
            ),
        ] {
            if !lists.is_empty() {
                let names: Vec<&str> = lists.iter().map(|list| list.title()).collect();
                let words = format!("{words} {}.", names.join(", "));
                self.notify(row, kind, &words).await?;
            }
        }
        Ok(())
    }
}

/// Whether a list has the domain now that it was known not to have, or the other way round.
/// Silence changes nothing, and what was never known is no news.
fn changed(known: &recovery_blocklist::Model, finding: &BlocklistFinding) -> Result<Option<bool>> {
    let Some(before) = known.last_known.as_deref() else {
        return Ok(None);
    };
    let before: BlocklistVerdict = parsed(before, "recovery_blocklists.last_known")?;
    let now = finding.verdict.is_listed();
    Ok(now.filter(|now| Some(*now) != before.is_listed()))
}

/// How far a request stands to take the domain off a list.
pub(super) fn removal(row: &recovery_blocklist::Model) -> Result<Option<RemovalState>> {
    let state = row.removal_state.as_deref();
    state
        .map(|state| parsed(state, "recovery_blocklists.removal_state"))
        .transpose()
}
