//! What the payment provider reports: kept before it is acted upon, each report once.

use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, Set,
};
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::id::{EventId, EventKind};

use crate::entities::payment_event::{ActiveModel, Column, Entity, Model};
use crate::error::{Result, StoreError};
use crate::secrets::Place;
use crate::store::{Shared, Store, Tx};

/// The column of the sealed reports.
pub(crate) const BODY: &str = "payment_events.body";

/// A report as it came in.
#[derive(Debug, Clone, Copy)]
pub struct NewPaymentEvent<'a> {
    /// Who reports.
    pub provider: &'a str,
    /// The provider's id of it.
    pub event: &'a str,
    /// Its kind in the provider's words.
    pub name: &'a str,
    /// The report byte for byte.
    pub body: &'a [u8],
}

/// A report that was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentEvent {
    /// Our id of it.
    pub id: EventId,
    /// Who reported.
    pub provider: String,
    /// The provider's id of it.
    pub event: String,
    /// Its kind in the provider's words.
    pub name: String,
    /// The report byte for byte.
    pub body: Vec<u8>,
    /// When it came in.
    pub received_at: Timestamp,
    /// What came of it, once it was acted upon.
    pub outcome: Option<String>,
}

impl Tx {
    /// Keeps a report; nothing when it is known already.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn keep_payment_event(&self, new: &NewPaymentEvent<'_>) -> Result<Option<EventId>> {
        let id: EventId = self.shared.ids.next::<EventKind>();
        let uuid = id.uuid();
        let place = Place {
            column: BODY,
            row: uuid.as_bytes(),
        };
        let sealed = self.shared.secrets.seal(place, new.body)?;
        let row = ActiveModel {
            id: Set(uuid),
            provider: Set(new.provider.to_owned()),
            event_id: Set(new.event.to_owned()),
            name: Set(new.name.to_owned()),
            body: Set(sealed.bytes),
            body_key_version: Set(sealed.key_version),
            received_at: Set(self.shared.clock.now()),
            handled_at: Set(None),
            outcome: Set(None),
        };
        let known = OnConflict::columns([Column::Provider, Column::EventId])
            .do_nothing()
            .to_owned();
        let inserted = Entity::insert(row)
            .on_conflict(known)
            .exec_without_returning(&self.inner)
            .await?;
        Ok((inserted > 0).then_some(id))
    }

    /// Takes a report to act upon it in this transaction; false when that was done.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn take_payment_event(&self, id: EventId) -> Result<bool> {
        let row = Entity::find_by_id(id.uuid())
            .lock_exclusive()
            .one(&self.inner)
            .await?;
        Ok(row.is_some_and(|row| row.handled_at.is_none()))
    }

    /// Notes what came of a report.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn end_payment_event(&self, id: EventId, outcome: &str) -> Result<()> {
        Entity::update_many()
            .col_expr(Column::HandledAt, self.shared.clock.now().into())
            .col_expr(Column::Outcome, outcome.into())
            .filter(Column::Id.eq(id.uuid()))
            .exec(&self.inner)
            .await?;
        Ok(())
    }
}

impl Store {
    /// A report that was kept.
    ///
    /// # Errors
    /// When the database fails or the report does not open.
    pub async fn payment_event(&self, id: EventId) -> Result<Option<PaymentEvent>> {
        let row = Entity::find_by_id(id.uuid())
            .one(&self.connections.reader)
            .await?;
        row.map(|row| record(&self.shared, row)).transpose()
    }

    /// A report by the provider's id of it.
    ///
    /// # Errors
    /// When the database fails or the report does not open.
    pub async fn payment_event_named(
        &self,
        provider: &str,
        event: &str,
    ) -> Result<Option<PaymentEvent>> {
        let row = Entity::find()
            .filter(Column::Provider.eq(provider))
            .filter(Column::EventId.eq(event))
            .one(&self.connections.reader)
            .await?;
        row.map(|row| record(&self.shared, row)).transpose()
    }

    /// The oldest reports that came in before `before` and were not acted upon.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn unhandled_payment_events(
        &self,
        before: Timestamp,
        limit: u64,
    ) -> Result<Vec<EventId>> {
        let ids: Vec<uuid::Uuid> = Entity::find()
            .select_only()
            .column(Column::Id)
            .filter(Column::HandledAt.is_null())
            .filter(Column::ReceivedAt.lt(before))
            .order_by_asc(Column::Id)
            .limit(limit)
            .into_tuple()
            .all(&self.connections.reader)
            .await?;
        Ok(ids.into_iter().map(EventId::from_uuid).collect())
    }

    /// Forgets reports that were acted upon before `before`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn purge_payment_events(&self, before: Timestamp) -> Result<u64> {
        let purged = Entity::delete_many()
            .filter(Column::HandledAt.lt(before))
            .exec(&self.connections.writer)
            .await?;
        Ok(purged.rows_affected)
    }
}

fn record(shared: &Shared, row: Model) -> Result<PaymentEvent> {
    let place = Place {
        column: BODY,
        row: row.id.as_bytes(),
    };
    let body = shared.secrets.open(place, &row.body)?.to_vec();
    let outcome = row.outcome;
    if outcome.is_some() != row.handled_at.is_some() {
        return Err(StoreError::Corrupt {
            column: "payment_events.outcome",
        });
    }
    Ok(PaymentEvent {
        id: EventId::from_uuid(row.id),
        provider: row.provider,
        event: row.event_id,
        name: row.name,
        body,
        received_at: row.received_at,
        outcome,
    })
}
