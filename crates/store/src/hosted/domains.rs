//! Domains at hosts of our own.

use sea_orm::sea_query::{Expr, ExprTrait as _, OnConflict, Query};
use sea_orm::{ColumnTrait as _, EntityTrait as _, NotSet, QueryFilter as _, Set};

use crate::entities::hosted_domain::{ActiveModel, Column, Entity, Model};
use crate::entities::hosted_mailbox;
use crate::error::Result;
use crate::store::Store;

/// A domain at a host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostedDomain {
    /// Its name.
    pub name: String,
    /// What proves it; empty where nothing has to.
    pub token: String,
    /// Whether it is verified.
    pub verified: bool,
    /// How often it was asked to be verified.
    pub checks: u32,
    /// How signing stands; nothing before the key was there.
    pub dkim: Option<HostedDkim>,
    /// The address that gets mail to unknown ones; [`Store::set_hosted_catch_all`] alone changes
    /// it.
    pub catch_all: Option<String>,
}

/// How signing stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostedDkim {
    /// The name below `_domainkey`.
    pub selector: String,
    /// The content of its TXT record.
    pub record: String,
    /// Whether mail is signed.
    pub signing: bool,
}

impl Store {
    /// A domain of a host.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn hosted_domain(&self, host: &str, name: &str) -> Result<Option<HostedDomain>> {
        let row = Entity::find_by_id((host.to_owned(), name.to_owned()))
            .one(&self.connections.reader)
            .await?;
        Ok(row.map(domain))
    }

    /// Keeps a new domain; false when the host has it already.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn insert_hosted_domain(&self, host: &str, new: &HostedDomain) -> Result<bool> {
        let there = OnConflict::columns([Column::Host, Column::Name])
            .do_nothing()
            .to_owned();
        let inserted = Entity::insert(row(host, new))
            .on_conflict(there)
            .exec_without_returning(&self.connections.writer)
            .await?;
        Ok(inserted > 0)
    }

    /// Puts a domain in the place of the one with its name; nothing happens if there is none.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn change_hosted_domain(&self, host: &str, changed: &HostedDomain) -> Result<()> {
        Entity::update_many()
            .set(row(host, changed))
            .filter(Column::Host.eq(host))
            .filter(Column::Name.eq(changed.name.as_str()))
            .exec(&self.connections.writer)
            .await?;
        Ok(())
    }

    /// Has an address get the mail to unknown ones of a domain; false when there is no such domain.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn set_hosted_catch_all(
        &self,
        host: &str,
        name: &str,
        address: Option<&str>,
    ) -> Result<bool> {
        let set = Entity::update_many()
            .col_expr(Column::CatchAll, address.map(str::to_owned).into())
            .filter(Column::Host.eq(host))
            .filter(Column::Name.eq(name))
            .exec(&self.connections.writer)
            .await?;
        Ok(set.rows_affected > 0)
    }

    /// Forgets a domain that has no mailboxes; false when it has.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn forget_hosted_domain(&self, host: &str, name: &str) -> Result<bool> {
        let in_use = Query::select()
            .expr(Expr::val(1))
            .from(hosted_mailbox::Entity)
            .and_where(hosted_mailbox::Column::Host.eq(host))
            .and_where(hosted_mailbox::Column::Domain.eq(name))
            .to_owned();
        Entity::delete_many()
            .filter(Column::Host.eq(host))
            .filter(Column::Name.eq(name))
            .filter(Expr::exists(in_use).not())
            .exec(&self.connections.writer)
            .await?;
        let left = Entity::find_by_id((host.to_owned(), name.to_owned()))
            .one(&self.connections.writer)
            .await?;
        Ok(left.is_none())
    }
}

fn row(host: &str, domain: &HostedDomain) -> ActiveModel {
    let dkim = domain.dkim.as_ref();
    ActiveModel {
        host: Set(host.to_owned()),
        name: Set(domain.name.clone()),
        token: Set(domain.token.clone()),
        verified: Set(domain.verified),
        checks: Set(i32::try_from(domain.checks).unwrap_or(i32::MAX)),
        dkim_selector: Set(dkim.map(|dkim| dkim.selector.clone())),
        dkim_record: Set(dkim.map(|dkim| dkim.record.clone())),
        dkim_signing: Set(dkim.is_some_and(|dkim| dkim.signing)),
        catch_all: NotSet,
    }
}

fn domain(row: Model) -> HostedDomain {
    let signing = row.dkim_signing;
    let dkim = row.dkim_selector.zip(row.dkim_record);
    HostedDomain {
        name: row.name,
        token: row.token,
        verified: row.verified,
        checks: row.checks.unsigned_abs(),
        dkim: dkim.map(|(selector, record)| HostedDkim {
            selector,
            record,
            signing,
        }),
        catch_all: row.catch_all,
    }
}
