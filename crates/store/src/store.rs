//! A store: its connections, what it needs from outside, and its transactions.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use sea_orm::{ConnectionTrait as _, DatabaseTransaction};
use simpleinboxes_core::clock::Clock;
use simpleinboxes_core::entropy::Entropy;
use simpleinboxes_core::id::IdSource;
use tokio::sync::Notify;

use crate::auth::{Auth, AuthTx};
use crate::dialect::{Backend, Connections};
use crate::error::{Result, StoreError};
use crate::idempotency::InFlight;
use crate::migrations;
use crate::options::StoreOptions;
use crate::scoped::{Caller, Scoped, ScopedTx};
use crate::secrets::{Keyring, Secrets};

/// What the store needs from whoever starts it.
#[derive(Debug)]
pub struct Parts {
    /// Where time comes from.
    pub clock: Arc<dyn Clock>,
    /// Where randomness comes from.
    pub entropy: Entropy,
    /// The keys that secrets are sealed under.
    pub keyring: Keyring,
}

/// A database of SimpleInboxes, on SQLite or PostgreSQL. Clones share everything.
#[derive(Debug, Clone)]
pub struct Store {
    pub(crate) connections: Connections,
    pub(crate) shared: Arc<Shared>,
}

/// What reads and transactions of one store share.
#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) ids: IdSource,
    pub(crate) secrets: Secrets,
    pub(crate) in_flight: InFlight,
    /// Wakes the runner of jobs.
    pub(crate) enqueued: Notify,
}

impl Store {
    /// Opens the database, makes it when it is not there, and brings its schema up to date.
    ///
    /// # Errors
    /// When it can't be reached, or was migrated by a newer version of this program.
    pub async fn open(options: &StoreOptions, parts: Parts) -> Result<Self> {
        let connections = Connections::open(options).await?;
        migrations::migrate(&connections).await?;
        Ok(Self {
            connections,
            shared: Arc::new(Shared {
                ids: IdSource::new(parts.clock.clone(), parts.entropy.clone()),
                clock: parts.clock,
                secrets: Secrets::new(parts.keyring, parts.entropy),
                in_flight: InFlight::default(),
                enqueued: Notify::new(),
            }),
        })
    }

    /// Which engine it stands on.
    #[must_use]
    pub const fn backend(&self) -> Backend {
        self.connections.backend
    }

    /// What `caller` may read.
    #[must_use]
    pub fn scoped(&self, caller: &Caller) -> Scoped<'_> {
        Scoped::reading(&self.shared, &self.connections.reader, caller)
    }

    /// What is read before a caller is known.
    #[must_use]
    pub fn auth(&self) -> Auth<'_> {
        Auth::reading(&self.shared, &self.connections.reader)
    }

    /// Runs `work` in a write transaction: committed when it gives `Ok`, rolled back when it
    /// gives `Err`, panics or is dropped. It is never run twice.
    ///
    /// On SQLite it holds the one write lock from its first moment: do nothing slow inside.
    ///
    /// # Errors
    /// Those of `work`, and those of beginning and committing.
    pub async fn write<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: AsyncFnOnce(&Tx) -> Result<T, E>,
        E: From<StoreError>,
    {
        let tx = self.begin().await?;
        match work(&tx).await {
            Ok(value) => {
                tx.commit().await?;
                Ok(value)
            }
            Err(error) => {
                tx.roll_back().await;
                Err(error)
            }
        }
    }

    /// Begins a write transaction; dropped without a commit, it is rolled back.
    ///
    /// # Errors
    /// When no connection is free or the write lock is held by another for too long.
    pub async fn begin(&self) -> Result<Tx> {
        Ok(self.transaction(self.connections.begin().await?))
    }

    /// Begins one that holds back other replicas that start.
    pub(crate) async fn begin_start(&self) -> Result<Tx> {
        Ok(self.transaction(self.connections.begin_start().await?))
    }

    fn transaction(&self, inner: DatabaseTransaction) -> Tx {
        Tx {
            inner,
            shared: self.shared.clone(),
            enqueued: AtomicBool::new(false),
        }
    }

    /// Seals under `keyring` from now on.
    pub fn replace_keyring(&self, keyring: Keyring) {
        self.shared.secrets.replace(keyring);
    }

    /// Asks the database for an answer, whatever it be.
    ///
    /// # Errors
    /// When it does not give one.
    pub async fn ping(&self) -> Result<()> {
        self.connections
            .reader
            .execute_unprepared("SELECT 1")
            .await?;
        Ok(())
    }

    /// Closes all connections, after the work that is under way.
    ///
    /// # Errors
    /// When the database does not take leave.
    pub async fn close(&self) -> Result<()> {
        self.connections.close().await
    }
}

/// A write transaction.
#[derive(Debug)]
pub struct Tx {
    pub(crate) inner: DatabaseTransaction,
    pub(crate) shared: Arc<Shared>,
    /// Whether it put a job into the queue.
    pub(crate) enqueued: AtomicBool,
}

impl Tx {
    /// What `caller` may read and write.
    #[must_use]
    pub fn scoped(&self, caller: &Caller) -> ScopedTx<'_> {
        ScopedTx::writing(&self.shared, &self.inner, &self.enqueued, caller)
    }

    /// Sessions, which belong to users and not to a tenant's data.
    #[must_use]
    pub fn auth(&self) -> AuthTx<'_> {
        AuthTx::writing(&self.shared, &self.inner)
    }

    /// Makes the changes last. Once this returns `Ok`, they survive a crash.
    ///
    /// # Errors
    /// When they could not be made; then none of them was, unless the connection broke at that
    /// moment: the answer is lost and the outcome unknown.
    pub async fn commit(self) -> Result<()> {
        self.inner.commit().await?;
        if self.enqueued.load(Ordering::Relaxed) {
            self.shared.enqueued.notify_one();
        }
        Ok(())
    }

    /// Undoes everything. To drop it does the same, but a moment later.
    pub async fn roll_back(self) {
        // The error that led here is the one to tell; a connection that can't roll back is
        // dropped by the pool.
        if let Err(error) = self.inner.rollback().await {
            tracing::warn!(%error, "a transaction could not be rolled back");
        }
    }
}
