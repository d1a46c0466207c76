//! Whether a domain's mail records can be seen: what the last look saw, and when the next one is
//! due.

use sea_orm::{ActiveModelTrait as _, ColumnTrait as _, QueryFilter as _, QueryOrder as _, Set};
use serde::{Deserialize, Serialize};
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::id::{DomainId, WorkspaceId};
use simpleinboxes_core::status::{DomainEventType, DomainStatus, MailDnsStatus};

use super::{EventChange, MAIL_CHECK_JOB};
use crate::entities::{dns_record, domain};
use crate::error::Result;
use crate::orders::{parsed, read_json, write_json};
use crate::scoped::{Scoped, ScopedTx};
use crate::store::Store;

/// How long after mail records were written they are first looked up.
const FIRST_LOOK: chrono::TimeDelta = chrono::TimeDelta::minutes(1);

/// The purposes of records that mail needs.
const MAIL: [&str; 4] = ["mx", "spf", "dkim", "dmarc"];

/// The mail records of a domain, and what is known of them in the public DNS.
#[derive(Debug, Clone, PartialEq)]
pub struct MailDnsState {
    /// The domain.
    pub id: DomainId,
    /// Its name.
    pub name: String,
    /// The verdict of the last look.
    pub status: MailDnsStatus,
    /// What was seen of each kind.
    pub seen: SeenMail,
    /// When they were last written.
    pub written_at: Option<Timestamp>,
    /// When all of them were first seen as they should be, since they were written.
    pub ready_at: Option<Timestamp>,
    /// When the last look was.
    pub checked_at: Option<Timestamp>,
    /// When the next one is due.
    pub next_check_at: Option<Timestamp>,
}

/// A record that mail needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailRecord {
    /// What for: `mx`, `spf`, `dkim` or `dmarc`.
    pub purpose: String,
    /// Its full name.
    pub name: String,
    /// Its type.
    pub kind: String,
    /// What it says.
    pub content: String,
    /// Its priority, where it has one.
    pub priority: Option<i32>,
}

/// What was seen of each kind of mail record.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SeenMail {
    /// Mail servers.
    pub mx: SeenMailKind,
    /// Who may send.
    pub spf: SeenMailKind,
    /// Keys.
    pub dkim: SeenMailKind,
    /// The policy.
    pub dmarc: SeenMailKind,
}

/// What was seen of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeenMailKind {
    /// `unknown`, `missing`, `wrong` or `ok`.
    pub status: String,
    /// What should be there.
    pub expected: Vec<String>,
    /// What is.
    pub found: Vec<String>,
}

impl Default for SeenMailKind {
    fn default() -> Self {
        Self {
            status: "unknown".to_owned(),
            expected: Vec::new(),
            found: Vec::new(),
        }
    }
}

/// A look at mail records, to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailLookKept {
    /// The verdict.
    pub status: MailDnsStatus,
    /// What was seen.
    pub seen: SeenMail,
    /// When the records that were looked for had been written.
    pub written_at: Option<Timestamp>,
    /// When the look was.
    pub checked_at: Timestamp,
    /// When the next one is due.
    pub next_check_at: Timestamp,
}

impl Scoped<'_> {
    /// What is known of a domain's mail records.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn mail_dns(&self, id: DomainId) -> Result<Option<MailDnsState>> {
        let query = self
            .find::<domain::Entity>()
            .filter(domain::Column::Id.eq(id.uuid()));
        query.one(&self.db).await?.map(record).transpose()
    }

    /// The records that a domain's mail needs, as the service keeps them.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn mail_records(&self, id: DomainId) -> Result<Vec<MailRecord>> {
        let rows = self
            .find::<dns_record::Entity>()
            .filter(dns_record::Column::DomainId.eq(id.uuid()))
            .filter(dns_record::Column::Managed.eq(true))
            .filter(dns_record::Column::DeletedAt.is_null())
            .filter(dns_record::Column::Purpose.is_in(MAIL))
            .order_by_asc(dns_record::Column::Id)
            .all(&self.db)
            .await?;
        let records = rows.into_iter().map(|row| MailRecord {
            purpose: row.purpose,
            name: row.name,
            kind: row.kind,
            content: row.content,
            priority: row.priority,
        });
        Ok(records.collect())
    }
}

impl ScopedTx<'_> {
    /// Notes that records of these purposes were written: if mail needs one of them, they are
    /// looked up from a minute later on, and have their time once more. The caller has locked the
    /// domain.
    ///
    /// # Errors
    /// When the database fails.
    pub(crate) async fn note_mail_written<'p>(
        &self,
        id: DomainId,
        purposes: impl IntoIterator<Item = &'p str>,
    ) -> Result<()> {
        if !purposes.into_iter().any(|purpose| MAIL.contains(&purpose)) {
            return Ok(());
        }
        let now = self.now();
        self.update_many::<domain::Entity>()
            .set(domain::ActiveModel {
                mail_dns_written_at: Set(Some(now)),
                mail_dns_ready_at: Set(None),
                mail_dns_next_check_at: Set(Some(now + FIRST_LOOK)),
                ..Default::default()
            })
            .filter(domain::Column::Id.eq(id.uuid()))
            .exec(&self.db)
            .await?;
        Ok(())
    }

    /// Keeps what a look at mail records saw, and tells the domain's history when the verdict is
    /// another one. Nothing is kept of a look that another has outrun, or for which records were
    /// written anew meanwhile. Nothing for a domain that is not seen.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn keep_mail_dns(
        &self,
        id: DomainId,
        look: &MailLookKept,
    ) -> Result<Option<MailDnsState>> {
        let Some((_, row)) = self.lock_domain(id).await? else {
            return Ok(None);
        };
        let before = record(row.clone())?;
        let outrun = before.checked_at.is_some_and(|at| at > look.checked_at);
        if outrun || before.written_at != look.written_at {
            return Ok(Some(before));
        }
        let over = [DomainStatus::Failed, DomainStatus::Released].map(DomainStatus::as_str);
        let goes_on = !over.contains(&row.status.as_str());
        let ready = look.status == MailDnsStatus::Ready;
        let mut changed: domain::ActiveModel = row.clone().into();
        changed.mail_dns_status = Set(look.status.to_string());
        changed.mail_dns = Set(write_json(&look.seen)?);
        changed.mail_dns_checked_at = Set(Some(look.checked_at));
        changed.mail_dns_next_check_at = Set(goes_on.then_some(look.next_check_at));
        if ready {
            changed.mail_dns_ready_at = Set(before.ready_at.or(Some(look.checked_at)));
        }
        let kept = changed.update(&self.db).await?;
        if look.status != before.status {
            self.tell_mail_verdict(&row, before.status, look.status)
                .await?;
        }
        record(kept).map(Some)
    }

    async fn tell_mail_verdict(
        &self,
        row: &domain::Model,
        before: MailDnsStatus,
        after: MailDnsStatus,
    ) -> Result<()> {
        let of = (
            WorkspaceId::from_uuid(row.workspace_id),
            DomainId::from_uuid(row.id),
        );
        let words = match after {
            MailDnsStatus::Ready => "were all seen",
            MailDnsStatus::Pending => "can't all be seen yet",
            MailDnsStatus::Failing => "are missing or wrong",
            MailDnsStatus::Unknown => "could not be looked up",
        };
        let summary = format!("The mail records of {} {words}.", row.name);
        let change = EventChange::new("mailDnsStatus", before, after);
        let kind = DomainEventType::MailDnsStatusChanged;
        let event = self.event(of, kind, &summary, None, &[change])?;
        self.tell(vec![event]).await
    }
}

impl Store {
    /// Queues checks of mail records that are due, those that wait longest first. Tells how many.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn queue_due_mail_checks(&self, limit: u64) -> Result<u64> {
        let column = domain::Column::MailDnsNextCheckAt;
        self.queue_due_checks(MAIL_CHECK_JOB, column, limit).await
    }
}

fn record(row: domain::Model) -> Result<MailDnsState> {
    Ok(MailDnsState {
        id: DomainId::from_uuid(row.id),
        name: row.name,
        status: parsed(&row.mail_dns_status, "domains.mail_dns_status")?,
        seen: read_json(&row.mail_dns, "domains.mail_dns")?,
        written_at: row.mail_dns_written_at,
        ready_at: row.mail_dns_ready_at,
        checked_at: row.mail_dns_checked_at,
        next_check_at: row.mail_dns_next_check_at,
    })
}
