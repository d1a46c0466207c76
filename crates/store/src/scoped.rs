//! The fence of tenancy: queries of tenant data start here and nowhere else.
//!
//! A [`Scoped`] can't be made without a [`Caller`], and every select, update and delete that it
//! hands to its methods is already confined to the caller's account, to the workspace that the
//! caller is bound to, and to workspaces that are not deleted, in SQL.

use std::ops::Deref;
use std::sync::atomic::AtomicBool;

use sea_orm::sea_query::{Expr, ExprTrait as _, Func, Query, SelectStatement};
use sea_orm::{
    ColumnTrait, DatabaseConnection, DatabaseExecutor, DatabaseTransaction, DeleteMany,
    EntityTrait, QueryFilter, Select, UpdateMany,
};
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::id::{AccountId, ApiKeyId, UserId, WorkspaceId};
use uuid::Uuid;

use crate::entities::workspace;
use crate::store::Shared;

/// Who acts: what every tenant query is confined by and what the audit log says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Caller {
    /// The account that it belongs to.
    pub account: AccountId,
    /// The only workspace that it sees; all of the account's without one.
    pub workspace: Option<WorkspaceId>,
    /// Itself.
    pub actor: Actor,
}

/// The one who did something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Actor {
    /// A program, by its key.
    Key(ApiKeyId),
    /// Someone in the dashboard.
    User(UserId),
    /// Scheduled or queued work of ours, and the operator's commands.
    System,
}

impl Caller {
    /// Work of ours for this account.
    #[must_use]
    pub const fn system(account: AccountId) -> Self {
        Self {
            account,
            workspace: None,
            actor: Actor::System,
        }
    }
}

impl Actor {
    pub(crate) const fn kind(self) -> &'static str {
        match self {
            Self::Key(_) => "api_key",
            Self::User(_) => "user",
            Self::System => "system",
        }
    }

    pub(crate) const fn uuid(self) -> Option<Uuid> {
        match self {
            Self::Key(id) => Some(id.uuid()),
            Self::User(id) => Some(id.uuid()),
            Self::System => None,
        }
    }

    pub(crate) fn from_stored(kind: &str, id: Option<Uuid>) -> Option<Self> {
        match (kind, id) {
            ("api_key", Some(id)) => Some(Self::Key(ApiKeyId::from_uuid(id))),
            ("user", Some(id)) => Some(Self::User(UserId::from_uuid(id))),
            ("system", None) => Some(Self::System),
            _ => None,
        }
    }
}

/// What one caller may read.
#[derive(Debug)]
pub struct Scoped<'a> {
    pub(crate) shared: &'a Shared,
    pub(crate) db: DatabaseExecutor<'a>,
    pub(crate) caller: Caller,
}

/// What one caller may read and write, within a transaction.
#[derive(Debug)]
pub struct ScopedTx<'a> {
    scoped: Scoped<'a>,
    pub(crate) enqueued: &'a AtomicBool,
}

impl<'a> Scoped<'a> {
    pub(crate) fn reading(
        shared: &'a Shared,
        reader: &'a DatabaseConnection,
        caller: &Caller,
    ) -> Self {
        Self {
            shared,
            db: reader.into(),
            caller: *caller,
        }
    }
}

impl<'a> ScopedTx<'a> {
    pub(crate) fn writing(
        shared: &'a Shared,
        tx: &'a DatabaseTransaction,
        enqueued: &'a AtomicBool,
        caller: &Caller,
    ) -> Self {
        let scoped = Scoped {
            shared,
            db: tx.into(),
            caller: *caller,
        };
        Self { scoped, enqueued }
    }
}

impl<'a> Deref for ScopedTx<'a> {
    type Target = Scoped<'a>;

    fn deref(&self) -> &Scoped<'a> {
        &self.scoped
    }
}

/// How a table belongs to tenants.
pub(crate) trait Tenant: EntityTrait {
    /// The column of the account.
    const ACCOUNT: Self::Column;

    /// The column of the workspace.
    const WORKSPACE: Self::Column;

    /// What that column means for who sees a row.
    const REACH: Reach;
}

/// Who sees a row, by its workspace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reach {
    /// The row is a workspace.
    Itself,
    /// The row belongs to a workspace and goes out of sight with it.
    Within,
    /// The row may stand without a workspace or outlive it. Then it belongs to the account, and
    /// callers that are bound to a workspace do not see it.
    Beyond,
    /// The row belongs to the account, and callers that are bound to a workspace do not see it.
    /// Its column of the workspace is the account's, as it has none.
    Account,
}

macro_rules! tenants {
    ($($entity:ident: $workspace:ident, $reach:ident;)+) => {
        $(impl Tenant for crate::entities::$entity::Entity {
            const ACCOUNT: Self::Column = crate::entities::$entity::Column::AccountId;
            const WORKSPACE: Self::Column = crate::entities::$entity::Column::$workspace;
            const REACH: Reach = Reach::$reach;
        })+

        #[cfg(all(test, feature = "testing"))]
        fn tenant_tables() -> std::collections::BTreeSet<String> {
            use sea_orm::EntityName as _;
            [$(crate::entities::$entity::Entity.table_name().to_owned()),+].into()
        }
    };
}

tenants! {
    workspace: Id, Itself;
    credential: WorkspaceId, Within;
    sending_defaults: WorkspaceId, Within;
    billing_details: WorkspaceId, Within;
    order: WorkspaceId, Within;
    domain: WorkspaceId, Within;
    inbox: WorkspaceId, Within;
    registrant: WorkspaceId, Within;
    registrar_credential: WorkspaceId, Within;
    dkim_key: WorkspaceId, Within;
    inbox_alias: WorkspaceId, Within;
    inbox_photo: WorkspaceId, Within;
    domain_action: WorkspaceId, Within;
    domain_event: WorkspaceId, Within;
    inbox_mutation: WorkspaceId, Within;
    inbox_mutation_item: WorkspaceId, Within;
    dns_record: WorkspaceId, Within;
    dns_sync: WorkspaceId, Within;
    recovery_entry: WorkspaceId, Within;
    recovery_blocklist: WorkspaceId, Within;
    recovery_notification: WorkspaceId, Within;
    promotion_use: WorkspaceId, Beyond;
    api_key: WorkspaceId, Beyond;
    audit_entry: WorkspaceId, Beyond;
    ledger_account: WorkspaceId, Beyond;
    ledger_transaction: WorkspaceId, Beyond;
    ledger_month: WorkspaceId, Beyond;
    posting: WorkspaceId, Beyond;
    topup: WorkspaceId, Beyond;
    auto_recharge: WorkspaceId, Beyond;
    payment_customer: AccountId, Account;
    payment_method: AccountId, Account;
    invoice: WorkspaceId, Beyond;
}

impl Scoped<'_> {
    /// The caller that everything is confined by.
    #[must_use]
    pub const fn caller(&self) -> &Caller {
        &self.caller
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.shared.clock.now()
    }

    pub(crate) fn account(&self) -> Uuid {
        self.caller.account.uuid()
    }

    /// The rows of `E` that the caller sees.
    pub(crate) fn find<E: Tenant>(&self) -> Select<E> {
        self.confine::<E, _>(E::find())
    }

    /// The rows of `E` that have one of these values in `column`, as far as the caller sees them.
    ///
    /// The index of `column` finds them. With the account in a plain condition SQLite takes an
    /// index that begins with the account once there are more than a few values, and reads all
    /// that the account has.
    pub(crate) fn find_by<E: Tenant>(
        &self,
        column: E::Column,
        values: impl IntoIterator<Item = Uuid>,
    ) -> Select<E> {
        self.confine_by::<E, _>(E::find().filter(column.is_in(values)), unindexed)
    }

    /// An update of the same rows.
    pub(crate) fn update_by<E: Tenant>(
        &self,
        column: E::Column,
        values: impl IntoIterator<Item = Uuid>,
    ) -> UpdateMany<E> {
        self.confine_by::<E, _>(E::update_many().filter(column.is_in(values)), unindexed)
    }

    /// An update of rows of `E` that the caller sees.
    pub(crate) fn update_many<E: Tenant>(&self) -> UpdateMany<E> {
        self.confine::<E, _>(E::update_many())
    }

    /// A removal of rows of `E` that the caller sees.
    pub(crate) fn delete_many<E: Tenant>(&self) -> DeleteMany<E> {
        self.confine::<E, _>(E::delete_many())
    }

    fn confine<E: Tenant, Q: QueryFilter>(&self, query: Q) -> Q {
        self.confine_by::<E, Q>(query, Expr::col)
    }

    /// Confines by the columns of the tenant as `read` reads them.
    fn confine_by<E: Tenant, Q: QueryFilter>(
        &self,
        query: Q,
        read: impl Fn((E, E::Column)) -> Expr,
    ) -> Q {
        let column = |column| read((E::default(), column));
        let mut query = query.filter(column(E::ACCOUNT).eq(self.account()));
        let bound = self.caller.workspace;
        if let Some(bound) = bound {
            query = query.filter(column(E::WORKSPACE).eq(bound.uuid()));
        }
        match E::REACH {
            Reach::Itself => query.filter(workspace::Column::DeletedAt.is_null()),
            // Work of ours goes on where the workspace was deleted: what it had is taken down.
            Reach::Within if self.caller.actor == Actor::System => query,
            Reach::Within => query.filter(self.is_live::<E>()),
            Reach::Beyond if bound.is_some() => query.filter(self.is_live::<E>()),
            // No workspace has an account's id.
            Reach::Beyond | Reach::Account => query,
        }
    }

    /// Whether the row's workspace is there: a look at its primary key for each row, so that a
    /// page costs what the page holds, however many workspaces there are.
    fn is_live<E: Tenant>(&self) -> Expr {
        let mut live = live_workspace::<E>();
        live.and_where(workspace::Column::AccountId.eq(self.account()));
        Expr::exists(live)
    }
}

/// The workspace of a row, if it is not deleted.
pub(crate) fn live_workspace<E: Tenant>() -> SelectStatement {
    Query::select()
        .expr(Expr::val(1))
        .from(workspace::Entity)
        .and_where(
            Expr::col((workspace::Entity, workspace::Column::Id))
                .equals((E::default(), E::WORKSPACE)),
        )
        .and_where(workspace::Column::DeletedAt.is_null())
        .to_owned()
}

/// A column as no index has it.
fn unindexed<E: Tenant>(column: (E, E::Column)) -> Expr {
    let (entity, column) = column;
    Func::coalesce([
        Expr::col((entity, column)),
        Expr::col((E::default(), column)),
    ])
    .into()
}

#[cfg(all(test, feature = "testing"))]
mod tests {
    use sea_orm::{ConnectionTrait as _, DbBackend, Statement};

    use super::*;
    use crate::testing;

    /// Tables with an account that no caller reads: `auth` does before there is one, and the
    /// runner of jobs does for none.
    const UNSCOPED: [&str; 3] = ["jobs", "sessions", "users"];

    #[tokio::test]
    async fn every_table_with_an_account_is_fenced() {
        let database = testing::sqlite().await;
        let store = database.open(testing::clock()).await;
        let sql = "SELECT t.name FROM sqlite_schema t JOIN pragma_table_info(t.name) c \
                   WHERE t.type = 'table' AND c.name IN ('account_id', 'workspace_id')";
        let statement = Statement::from_string(DbBackend::Sqlite, sql);
        let rows = store.connections.reader.query_all_raw(statement).await;
        let found: std::collections::BTreeSet<String> = rows
            .expect("rows")
            .iter()
            .map(|row| row.try_get_by_index(0).expect("a name"))
            .collect();
        let mut fenced = tenant_tables();
        fenced.extend(UNSCOPED.map(str::to_owned));
        assert_eq!(found, fenced);
    }
}
