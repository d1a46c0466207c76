//! The records that the service keeps itself.

use sea_orm::{ActiveModelTrait as _, Set};
use simpleinboxes_core::dns::{
    DomainName, Present, Record, RecordPurpose, SyncStatus, check_addition, is_version_of,
};
use simpleinboxes_core::id::DomainId;

use super::change::Told;
use super::{DnsRefused, row};
use crate::entities::dns_record::{ActiveModel, Model};
use crate::entities::domain;
use crate::error::Result;
use crate::scoped::ScopedTx;

/// A record that the service keeps itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ManagedRecord {
    /// What it is there for.
    pub purpose: RecordPurpose,
    /// What it is.
    pub record: Record,
}

/// A row that stands here, and the record that it is to be.
struct Standing {
    row: Model,
    record: Record,
    becomes: Option<usize>,
}

impl ScopedTx<'_> {
    /// Makes the managed records of these purposes exactly `records`, and queues their sync; those
    /// that stand as they should are left alone. A record of the owner's own that is the same as one
    /// of them becomes managed. Tells whether anything was changed.
    ///
    /// # Errors
    /// When there is no such domain, it has no zone, or one of the records does not go together
    /// with another, which is named.
    pub async fn put_managed_records(
        &self,
        domain: DomainId,
        purposes: &[RecordPurpose],
        records: &[ManagedRecord],
    ) -> Result<bool, DnsRefused> {
        let domain = self.lock_zone(domain).await?;
        let name = row::name_of(&domain)?;
        let mut wanted: Vec<&ManagedRecord> = Vec::with_capacity(records.len());
        for record in records {
            // Asked for twice, it is there once.
            if !wanted
                .iter()
                .any(|one| one.record.is_same_as(&record.record))
            {
                wanted.push(record);
            }
        }
        let mut standing = self.standing(&domain, &name).await?;
        let is_ours = |one: &Standing| {
            one.row.managed && purposes.iter().any(|of| of.as_str() == one.row.purpose)
        };
        pair(&mut standing, &wanted, |one, new| {
            is_ours(one) && one.record.is_same_as(new)
        });
        pair(&mut standing, &wanted, |one, new| {
            is_ours(one) && is_version_of(new, &one.record)
        });
        pair(&mut standing, &wanted, |one, new| {
            !one.row.managed && one.record.is_same_as(new)
        });
        check(&standing, &wanted, is_ours)?;
        let mut told = Vec::new();
        for one in &standing {
            match one.becomes {
                Some(place) => {
                    let change = self.rewrite(one, wanted[place]).await?;
                    told.extend(change);
                }
                None if is_ours(one) => {
                    self.bury(one.row.clone()).await?;
                    told.push(Told::deleted(&one.row, &one.record));
                }
                None => {}
            }
        }
        let taken: Vec<usize> = standing.iter().filter_map(|one| one.becomes).collect();
        let new = wanted
            .iter()
            .enumerate()
            .filter(|(at, _)| !taken.contains(at));
        for (_, one) in new {
            let row = self.new_record(&domain, &one.record, one.purpose, true);
            let row = row.insert(&self.db).await?;
            told.push(Told::created(&row, &one.record));
        }
        let changed = !told.is_empty();
        self.records_changed(&domain, &told).await?;
        if changed {
            let of = purposes.iter().map(|purpose| purpose.as_str());
            let id = DomainId::from_uuid(domain.id);
            self.note_mail_written(id, of).await?;
        }
        Ok(changed)
    }

    async fn standing(&self, domain: &domain::Model, name: &DomainName) -> Result<Vec<Standing>> {
        let rows = self.record_rows(domain.id).await?;
        let live = rows.into_iter().filter(|row| row.deleted_at.is_none());
        live.map(|row| {
            Ok(Standing {
                record: row::record(&row, name)?,
                row,
                becomes: None,
            })
        })
        .collect()
    }

    /// Writes a row anew, if it is not as it should be.
    async fn rewrite(&self, one: &Standing, new: &ManagedRecord) -> Result<Option<Told>> {
        let same = one.record == new.record;
        if same && one.row.managed && one.row.purpose == new.purpose.as_str() {
            return Ok(None);
        }
        let mut changed: ActiveModel = one.row.clone().into();
        row::set_record(&mut changed, &new.record);
        changed.managed = Set(true);
        changed.purpose = Set(new.purpose.to_string());
        changed.sync_status = Set(SyncStatus::Pending.to_string());
        changed.sync_error = Set(None);
        changed.updated_at = Set(self.now());
        let row = changed.update(&self.db).await?;
        Ok(Some(Told::updated(&row, &one.record, &new.record)))
    }

    /// Deletes a row here; it stays until the DNS host has let go of the record.
    pub(super) async fn bury(&self, row: Model) -> Result<Model> {
        let now = self.now();
        let mut gone: ActiveModel = row.into();
        gone.deleted_at = Set(Some(now));
        gone.updated_at = Set(now);
        gone.sync_status = Set(SyncStatus::Pending.to_string());
        gone.sync_error = Set(None);
        Ok(gone.update(&self.db).await?)
    }
}

/// Gives each record that has no row yet one that fits and is not given yet.
fn pair(
    standing: &mut [Standing],
    wanted: &[&ManagedRecord],
    fits: impl Fn(&Standing, &Record) -> bool,
) {
    for (place, new) in wanted.iter().enumerate() {
        if standing.iter().any(|one| one.becomes == Some(place)) {
            continue;
        }
        let mut free = standing.iter_mut().filter(|one| one.becomes.is_none());
        if let Some(one) = free.find(|one| fits(one, &new.record)) {
            one.becomes = Some(place);
        }
    }
}

/// Whether all go together with what stays.
fn check(
    standing: &[Standing],
    wanted: &[&ManagedRecord],
    is_ours: impl Fn(&Standing) -> bool,
) -> Result<(), DnsRefused> {
    let staying = standing
        .iter()
        .filter(|one| one.becomes.is_none() && !is_ours(one));
    let mut present: Vec<Present<'_>> = staying
        .map(|one| Present {
            record: &one.record,
            managed: one.row.managed,
        })
        .collect();
    for one in wanted {
        let new = Present {
            record: &one.record,
            managed: true,
        };
        check_addition(present.iter().copied(), new)
            .map_err(|clash| DnsRefused::Clash(clash.to_string()))?;
        present.push(new);
    }
    Ok(())
}
