//! The accounts of the ledger, locked for whoever posts.

use sea_orm::sea_query::{Expr, LockType, Query};
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, FromQueryResult, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, Select, Set,
};
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::cents::Cents;
use simpleinboxes_core::id::WorkspaceId;
use simpleinboxes_core::ledger::Head;
use simpleinboxes_core::status::LedgerKind;
use uuid::Uuid;

use super::Wallet;
use crate::entities::ledger_account::{ActiveModel, Column, Entity, Model};
use crate::entities::ledger_transaction;
use crate::error::{Result, StoreError};
use crate::scoped::{Scoped, ScopedTx};

/// An account of the ledger by what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) kind: LedgerKind,
    pub(super) workspace: Option<WorkspaceId>,
}

impl Place {
    pub(super) const EXTERNAL: Self = Self::of_account(LedgerKind::External);
    pub(super) const PROMOTIONS: Self = Self::of_account(LedgerKind::Promotions);

    const fn of_account(kind: LedgerKind) -> Self {
        Self {
            kind,
            workspace: None,
        }
    }

    pub(super) const fn revenue(workspace: WorkspaceId) -> Self {
        Self {
            kind: LedgerKind::Revenue,
            workspace: Some(workspace),
        }
    }

    /// The wallet that it is, if it is one.
    pub(super) const fn wallet(self) -> Option<Wallet> {
        match (self.kind, self.workspace) {
            (LedgerKind::MasterWallet, _) => Some(Wallet::Master),
            (LedgerKind::DedicatedWallet, Some(id)) => Some(Wallet::Workspace(id)),
            _ => None,
        }
    }

    /// Its id, made from its owner's: finding and locking it needs no look at what there is.
    pub(super) fn id(self, account: Uuid) -> Uuid {
        book_id(self.workspace.map_or(account, WorkspaceId::uuid), self.kind)
    }
}

/// The id of an account of the ledger: its owner's with a number for the kind in the last bits,
/// and with version 8 (made in a way of our own) where that has 7.
pub(crate) fn book_id(owner: Uuid, kind: LedgerKind) -> Uuid {
    let number = match kind {
        LedgerKind::MasterWallet => 1,
        LedgerKind::External => 2,
        LedgerKind::Promotions => 3,
        LedgerKind::DedicatedWallet => 4,
        LedgerKind::Revenue => 5,
    };
    Uuid::from_u128(owner.as_u128() ^ (0xf << 76) ^ number)
}

impl From<Wallet> for Place {
    fn from(wallet: Wallet) -> Self {
        match wallet {
            Wallet::Master => Self::of_account(LedgerKind::MasterWallet),
            Wallet::Workspace(id) => Self {
                kind: LedgerKind::DedicatedWallet,
                workspace: Some(id),
            },
        }
    }
}

/// An account of the ledger that is locked, with where it stands.
#[derive(Debug)]
pub(super) struct Book {
    pub(super) id: Uuid,
    pub(super) place: Place,
    pub(super) head: Head,
}

/// Those that one command needs.
#[derive(Debug)]
pub(super) struct Books(Vec<Book>);

impl Books {
    pub(super) fn at(&mut self, place: Place) -> Result<&mut Book> {
        let found = self.0.iter_mut().find(|book| book.place == place);
        found.ok_or(StoreError::NotFound("ledger account"))
    }

    /// What can be taken from it.
    pub(super) fn available(&mut self, place: Place) -> Result<Cents> {
        let head = self.at(place)?.head;
        head.available().map_err(|_| StoreError::Corrupt {
            column: "ledger_accounts.balance_cents",
        })
    }
}

pub(super) fn place(row: &Model) -> Result<Place> {
    let kind = row.kind.parse().map_err(|_| StoreError::Corrupt {
        column: "ledger_accounts.kind",
    })?;
    Ok(Place {
        kind,
        workspace: row.workspace_id.map(WorkspaceId::from_uuid),
    })
}

pub(super) const fn head(row: &Model) -> Head {
    Head {
        seq: row.seq,
        balance: Cents::new(row.balance_cents),
        held: Cents::new(row.held_cents),
    }
}

impl Scoped<'_> {
    /// One account of the ledger, whether or not a bound caller sees it: the wallet that pays
    /// for its workspace may be the account's.
    pub(super) async fn ledger_account(&self, place: Place) -> Result<Model> {
        let row = Entity::find_by_id(place.id(self.account()))
            .filter(Column::AccountId.eq(self.account()))
            .one(&self.db)
            .await?;
        row.ok_or(StoreError::NotFound("wallet"))
    }
}

impl ScopedTx<'_> {
    /// Locks these accounts of the ledger, in the order of their ids, until the end of the
    /// transaction.
    pub(super) async fn lock_books(&self, places: &[Place]) -> Result<Books> {
        let rows = self.books_query(places).all(&self.db).await?;
        opened(rows, places.len())
    }

    /// The same in one statement with a look at whether a key was used. The look is at the moment
    /// before the locks: only for who holds a lock already that all who use the key take.
    pub(super) async fn lock_books_and_look(
        &self,
        places: &[Place],
        key: &str,
    ) -> Result<(Books, bool)> {
        let used = Query::select()
            .expr(Expr::val(1))
            .from(ledger_transaction::Entity)
            .and_where(ledger_transaction::Column::AccountId.eq(self.account()))
            .and_where(ledger_transaction::Column::Key.eq(key))
            .to_owned();
        let rows = self
            .books_query(places)
            .expr_as(Expr::exists(used), "used")
            .into_model::<Looked>()
            .all(&self.db)
            .await?;
        let used = rows.iter().any(|row| row.used);
        let rows = rows.into_iter().map(|row| row.account).collect();
        Ok((opened(rows, places.len())?, used))
    }

    fn books_query(&self, places: &[Place]) -> Select<Entity> {
        let ids = places.iter().map(|place| place.id(self.account()));
        Entity::find()
            .filter(Column::Id.is_in(ids))
            .filter(Column::AccountId.eq(self.account()))
            .order_by_asc(Column::Id)
            .lock(LockType::NoKeyUpdate)
    }
}

#[derive(Debug, FromQueryResult)]
struct Looked {
    #[sea_orm(nested)]
    account: Model,
    used: bool,
}

fn opened(rows: Vec<Model>, expected: usize) -> Result<Books> {
    if rows.len() != expected {
        return Err(StoreError::NotFound("wallet"));
    }
    let book = |row: Model| {
        Ok(Book {
            id: row.id,
            place: place(&row)?,
            head: head(&row),
        })
    };
    rows.into_iter().map(book).collect::<Result<_>>().map(Books)
}

/// Opens the books of a new account, or of a new workspace of it.
pub(crate) async fn begin_books(
    db: &impl sea_orm::ConnectionTrait,
    now: Timestamp,
    account: Uuid,
    workspace: Option<Uuid>,
) -> Result<()> {
    let kinds: &[LedgerKind] = match workspace {
        None => &OF_ACCOUNT,
        Some(_) => &OF_WORKSPACE,
    };
    let rows = kinds.iter().map(|kind| ActiveModel {
        id: Set(book_id(workspace.unwrap_or(account), *kind)),
        account_id: Set(account),
        workspace_id: Set(workspace),
        kind: Set(kind.to_string()),
        seq: Set(0),
        balance_cents: Set(0),
        held_cents: Set(0),
        created_at: Set(now),
    });
    Entity::insert_many(rows).exec_without_returning(db).await?;
    Ok(())
}

/// What an account has in the ledger.
pub(crate) const OF_ACCOUNT: [LedgerKind; 3] = [
    LedgerKind::MasterWallet,
    LedgerKind::External,
    LedgerKind::Promotions,
];

/// What a workspace has in it.
pub(crate) const OF_WORKSPACE: [LedgerKind; 2] = [LedgerKind::DedicatedWallet, LedgerKind::Revenue];
