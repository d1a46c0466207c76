//! What came of a sync, noted.

use sea_orm::{ActiveModelTrait as _, ModelTrait as _, Set};
use simpleinboxes_core::dns::sync::Synced;
use simpleinboxes_core::dns::{DomainName, Record, RecordPurpose, SyncStatus};
use simpleinboxes_core::id::{DnsRecordId, DomainId};
use simpleinboxes_core::status::DomainEventType;

use super::change::Told;
use super::{DnsRefused, row};
use crate::entities::dns_record::{ActiveModel, Model};
use crate::entities::domain;
use crate::error::Result;
use crate::scoped::ScopedTx;

/// What came of a sync for one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SyncNote {
    /// The host has it so.
    Synced {
        /// The record here.
        id: DnsRecordId,
        /// What the host has.
        synced: Synced,
    },
    /// The host does not want it.
    Failed {
        /// The record here.
        id: DnsRecordId,
        /// As it was sent.
        record: Record,
        /// Why, for people.
        reason: String,
    },
    /// It is left alone on both sides.
    Conflict {
        /// The record here.
        id: DnsRecordId,
        /// As it was compared.
        record: Record,
        /// Why, for people.
        reason: String,
    },
    /// The host has it no more, and nobody here wants it.
    Forget {
        /// The record that was deleted here.
        id: DnsRecordId,
    },
    /// It was changed at the host, and is changed here.
    Pull {
        /// The record here.
        id: DnsRecordId,
        /// As it was compared.
        before: Record,
        /// What the host has.
        synced: Synced,
    },
    /// It was deleted at the host, and is deleted here.
    Drop {
        /// The record here.
        id: DnsRecordId,
        /// As it was compared.
        before: Record,
    },
    /// It was added at the host, and is added here.
    Add {
        /// What the host has.
        synced: Synced,
    },
}

impl ScopedTx<'_> {
    /// Notes what came of a sync. What was changed here after it was compared or sent stays as it
    /// is, for the next sync, which is queued.
    ///
    /// # Errors
    /// When there is no such domain or it has no zone.
    pub async fn note_dns_sync(
        &self,
        domain: DomainId,
        notes: &[SyncNote],
    ) -> Result<(), DnsRefused> {
        let domain = self.lock_zone(domain).await?;
        let name = row::name_of(&domain)?;
        let mut rows = Vec::new();
        for row in self.record_rows(domain.id).await? {
            let record = row::record(&row, &name)?;
            rows.push((row, record));
        }
        let (mut told, mut again) = (Vec::new(), false);
        for note in notes {
            let found = rows.iter().find(|(row, _)| Some(row.id) == note.row());
            again |= self
                .note_one(&domain, note, found, (&name, &rows), &mut told)
                .await?;
        }
        if !told.is_empty() {
            self.raise_serial(&domain).await?;
            self.tell_records(&domain, &told).await?;
        }
        if again {
            self.queue_dns_sync(DomainId::from_uuid(domain.id)).await?;
        }
        Ok(())
    }

    /// Tells a domain's history that its records were reconciled with its DNS host. Nothing for a
    /// domain that is not seen.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn tell_dns_sync(&self, id: DomainId, words: &str) -> Result<()> {
        let Some(domain) = self.domain(id).await? else {
            return Ok(());
        };
        let summary = format!("{} was reconciled with its DNS host: {words}.", domain.name);
        let of = (domain.workspace, id);
        let event = self.event(of, DomainEventType::DnsSynced, &summary, None, &[])?;
        self.tell(vec![event]).await
    }

    /// Notes that the records as they stand here are published: what was deleted is forgotten, and
    /// all others are synced. For a host that publishes what stands here. Tells how many there are.
    ///
    /// # Errors
    /// When there is no such domain or it has no zone.
    pub async fn note_published(&self, domain: DomainId) -> Result<usize, DnsRefused> {
        let domain = self.lock_zone(domain).await?;
        let name = row::name_of(&domain)?;
        let mut live = 0;
        for row in self.record_rows(domain.id).await? {
            if row.deleted_at.is_some() {
                row.delete(&self.db).await?;
                continue;
            }
            live += 1;
            let synced = Synced {
                record: row::record(&row, &name)?,
                host_id: DnsRecordId::from_uuid(row.id).to_string(),
            };
            let is_synced = row.sync_status == SyncStatus::Synced.as_str();
            if !is_synced || row::synced(&row, &name)?.as_ref() != Some(&synced) {
                self.set_row_synced(row, &synced, true).await?;
            }
        }
        Ok(live)
    }

    /// Notes one thing. Tells whether the record has to be synced once more.
    async fn note_one(
        &self,
        domain: &domain::Model,
        note: &SyncNote,
        found: Option<&(Model, Record)>,
        (name, rows): (&DomainName, &[(Model, Record)]),
        told: &mut Vec<Told>,
    ) -> Result<bool> {
        if let SyncNote::Add { synced } = note {
            let known = rows
                .iter()
                .any(|(row, record)| row.deleted_at.is_none() && record.is_same_as(&synced.record));
            if !known {
                let purpose = RecordPurpose::Custom;
                let row = self.new_record(domain, &synced.record, purpose, false);
                let row = row.insert(&self.db).await?;
                told.push(Told::created(&row, &synced.record));
                self.set_row_synced(row, synced, true).await?;
            }
            return Ok(known);
        }
        let Some((row, now)) = found.cloned() else {
            return Ok(false);
        };
        let live = row.deleted_at.is_none();
        match note {
            SyncNote::Synced { synced, .. } => {
                let same = live && synced.record == now;
                let known = row.sync_status == SyncStatus::Synced.as_str()
                    && row::synced(&row, name)?.as_ref() == Some(synced);
                if !(same && known) {
                    self.set_row_synced(row, synced, same).await?;
                }
                return Ok(!same);
            }
            SyncNote::Failed { record, reason, .. } if live && *record == now => {
                self.set_row_state(row, SyncStatus::Failed, reason).await?;
            }
            SyncNote::Conflict { record, reason, .. } if live && *record == now => {
                self.set_row_state(row, SyncStatus::Conflict, reason)
                    .await?;
            }
            SyncNote::Forget { .. } if !live => {
                row.delete(&self.db).await?;
            }
            SyncNote::Pull { before, synced, .. } if live && *before == now => {
                let mut changed: ActiveModel = row.into();
                row::set_record(&mut changed, &synced.record);
                changed.updated_at = Set(self.now());
                let row = changed.update(&self.db).await?;
                told.push(Told::updated(&row, before, &synced.record));
                self.set_row_synced(row, synced, true).await?;
            }
            SyncNote::Drop { before, .. } if live && *before == now => {
                told.push(Told::deleted(&row, before));
                row.delete(&self.db).await?;
            }
            _ => return Ok(true),
        }
        Ok(false)
    }

    async fn set_row_synced(&self, row: Model, synced: &Synced, same: bool) -> Result<()> {
        let mut changed: ActiveModel = row.into();
        row::set_synced(&mut changed, synced)?;
        if same {
            changed.sync_status = Set(SyncStatus::Synced.to_string());
            changed.sync_error = Set(None);
            changed.synced_at = Set(Some(self.now()));
        }
        changed.update(&self.db).await?;
        Ok(())
    }

    async fn set_row_state(&self, row: Model, status: SyncStatus, reason: &str) -> Result<()> {
        let mut changed: ActiveModel = row.into();
        changed.sync_status = Set(status.to_string());
        changed.sync_error = Set(Some(reason.chars().take(500).collect()));
        changed.update(&self.db).await?;
        Ok(())
    }
}

impl SyncNote {
    fn row(&self) -> Option<uuid::Uuid> {
        match self {
            Self::Synced { id, .. }
            | Self::Failed { id, .. }
            | Self::Conflict { id, .. }
            | Self::Forget { id }
            | Self::Pull { id, .. }
            | Self::Drop { id, .. } => Some(id.uuid()),
            Self::Add { .. } => None,
        }
    }
}
