//! Accounts as the payment provider knows them, and what they pay with.

use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, Set};
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::id::AccountId;

use crate::entities::{account, payment_customer, payment_method};
use crate::error::{Result, StoreError};
use crate::scoped::{Scoped, ScopedTx};
use crate::store::Store;

/// The default payment method of an account, as the provider last reported it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedMethod {
    /// The provider's id of it.
    pub id: String,
    /// What it is.
    pub kind: String,
    /// A card's brand or a bank's name.
    pub brand: Option<String>,
    /// The last four digits.
    pub last4: Option<String>,
    /// The month at whose end a card expires.
    pub exp_month: Option<u8>,
    /// The year in which a card expires.
    pub exp_year: Option<u16>,
    /// The country of the bank.
    pub country: Option<String>,
    /// The holder's name.
    pub holder_name: Option<String>,
    /// When the provider made it.
    pub created_at: Timestamp,
}

impl Scoped<'_> {
    /// The account's id at the provider.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn payment_customer(&self, provider: &str) -> Result<Option<String>> {
        // Of the account's, also for a caller that is bound to a workspace: it pays as well.
        let row = payment_customer::Entity::find_by_id((self.account(), provider.to_owned()))
            .one(&self.db)
            .await?;
        Ok(row.map(|row| row.customer_id))
    }

    /// The account's name.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn account_name(&self) -> Result<String> {
        let row = account::Entity::find_by_id(self.account())
            .one(&self.db)
            .await?;
        Ok(row.ok_or(StoreError::NotFound("account"))?.name)
    }

    /// The account's default payment method; nothing for a caller that is bound to a workspace.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn payment_method(&self, provider: &str) -> Result<Option<SavedMethod>> {
        let row = self
            .find::<payment_method::Entity>()
            .filter(payment_method::Column::Provider.eq(provider))
            .one(&self.db)
            .await?;
        Ok(row.map(method))
    }
}

impl ScopedTx<'_> {
    /// Notes the account's id at the provider, and gives the one that counts: of two requests
    /// that make a customer at once, the first.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when it is another account's.
    pub async fn keep_payment_customer(&self, provider: &str, customer: &str) -> Result<String> {
        use payment_customer::{ActiveModel, Column, Entity};
        let row = ActiveModel {
            account_id: Set(self.account()),
            provider: Set(provider.to_owned()),
            customer_id: Set(customer.to_owned()),
            created_at: Set(self.now()),
        };
        let first = OnConflict::columns([Column::AccountId, Column::Provider])
            .do_nothing()
            .to_owned();
        Entity::insert(row)
            .on_conflict(first)
            .exec_without_returning(&self.db)
            .await?;
        let kept = self.payment_customer(provider).await?;
        kept.ok_or(StoreError::NotFound("payment customer"))
    }

    /// Notes the account's default payment method, or that it has none.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn keep_payment_method(
        &self,
        provider: &str,
        saved: Option<&SavedMethod>,
    ) -> Result<()> {
        use payment_method::{ActiveModel, Column, Entity};
        let Some(saved) = saved else {
            self.delete_many::<Entity>()
                .filter(Column::Provider.eq(provider))
                .exec(&self.db)
                .await?;
            return Ok(());
        };
        let row = ActiveModel {
            account_id: Set(self.account()),
            provider: Set(provider.to_owned()),
            method_id: Set(saved.id.clone()),
            kind: Set(saved.kind.clone()),
            brand: Set(saved.brand.clone()),
            last4: Set(saved.last4.clone()),
            exp_month: Set(saved.exp_month.map(i64::from)),
            exp_year: Set(saved.exp_year.map(i64::from)),
            country: Set(saved.country.clone()),
            holder_name: Set(saved.holder_name.clone()),
            created_at: Set(saved.created_at),
            reported_at: Set(self.now()),
        };
        let replace = OnConflict::columns([Column::AccountId, Column::Provider])
            .update_columns([
                Column::MethodId,
                Column::Kind,
                Column::Brand,
                Column::Last4,
                Column::ExpMonth,
                Column::ExpYear,
                Column::Country,
                Column::HolderName,
                Column::CreatedAt,
                Column::ReportedAt,
            ])
            .to_owned();
        Entity::insert(row)
            .on_conflict(replace)
            .exec_without_returning(&self.db)
            .await?;
        Ok(())
    }
}

impl Store {
    /// The account with this id at the provider.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn account_of_customer(
        &self,
        provider: &str,
        customer: &str,
    ) -> Result<Option<AccountId>> {
        use payment_customer::{Column, Entity};
        let row = Entity::find()
            .filter(Column::Provider.eq(provider))
            .filter(Column::CustomerId.eq(customer))
            .one(&self.connections.reader)
            .await?;
        Ok(row.map(|row| AccountId::from_uuid(row.account_id)))
    }
}

fn method(row: payment_method::Model) -> SavedMethod {
    SavedMethod {
        id: row.method_id,
        kind: row.kind,
        brand: row.brand,
        last4: row.last4,
        exp_month: row.exp_month.and_then(|month| month.try_into().ok()),
        exp_year: row.exp_year.and_then(|year| year.try_into().ok()),
        country: row.country,
        holder_name: row.holder_name,
        created_at: row.created_at,
    }
}
