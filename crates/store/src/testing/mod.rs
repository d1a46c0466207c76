//! Fresh databases for tests, one for each engine that this machine has.
//!
//! ```ignore
//! for database in simpleinboxes_store::testing::databases().await {
//!     let store = database.open(clock.clone()).await;
//!     …
//! }
//! ```
//!
//! SQLite is always there. PostgreSQL is there when its programs are: in the folder that
//! `SIMPLEINBOXES_POSTGRES_BIN` names, on the `PATH`, or where Debian puts them. The first test of
//! a process that asks for it starts a private server, which ends with the process.
//! With `SIMPLEINBOXES_REQUIRE_POSTGRES=1` a machine without PostgreSQL fails the tests.
//!
//! What goes wrong here panics: there is nobody to handle it but who runs the tests.

mod postgres;
mod raw;
mod seed;
mod snapshot;
mod sqlite;

use std::sync::Arc;

use simpleinboxes_core::clock::{Clock, MovableClock};
use simpleinboxes_core::entropy::Entropy;

pub use raw::{literal, run};
pub use seed::Seed;
pub use snapshot::{Snapshot, snapshot, texts};

use crate::{Backend, Keyring, Parts, Store, StoreOptions};

/// An empty, migrated database that is gone when this is dropped.
#[derive(Debug)]
pub struct TestDatabase(Place);

#[derive(Debug)]
enum Place {
    Sqlite(sqlite::File),
    Postgres(postgres::Database),
}

/// A database of each engine.
///
/// # Panics
/// When one can't be made, or when PostgreSQL is required and not there.
pub async fn databases() -> Vec<TestDatabase> {
    let mut databases = vec![sqlite().await];
    databases.extend(postgres().await);
    databases
}

/// A database of each engine that no store has opened, without a table.
///
/// # Panics
/// As [`databases`].
pub async fn empty_databases() -> Vec<TestDatabase> {
    let mut databases = vec![TestDatabase(Place::Sqlite(sqlite::File::missing()))];
    if let Some(server) = postgres_server() {
        let database = postgres::Database::empty(server).await;
        databases.push(TestDatabase(Place::Postgres(database)));
    }
    databases
}

/// A SQLite database in a folder of its own.
pub async fn sqlite() -> TestDatabase {
    TestDatabase(Place::Sqlite(sqlite::File::new().await))
}

/// A PostgreSQL database, where PostgreSQL is.
///
/// # Panics
/// When it is required and not there.
pub async fn postgres() -> Option<TestDatabase> {
    let database = postgres::Database::new(postgres_server()?).await;
    Some(TestDatabase(Place::Postgres(database)))
}

/// A PostgreSQL database on a server of its own, where PostgreSQL is: one that can be stopped and
/// started with [`TestDatabase::stop`] and [`TestDatabase::start`].
///
/// # Panics
/// When it is required and not there.
pub async fn postgres_alone() -> Option<TestDatabase> {
    let server = unless_required(postgres::Server::another())?;
    let database = postgres::Database::new(server).await;
    Some(TestDatabase(Place::Postgres(database)))
}

fn postgres_server() -> Option<&'static postgres::Server> {
    unless_required(postgres::Server::get())
}

fn unless_required(server: Option<&'static postgres::Server>) -> Option<&'static postgres::Server> {
    if server.is_none() {
        let required = std::env::var("SIMPLEINBOXES_REQUIRE_POSTGRES").is_ok_and(|v| v == "1");
        assert!(
            !required,
            "PostgreSQL is required and its programs are not here"
        );
        eprintln!("note: no PostgreSQL here, this test runs on SQLite alone");
    }
    server
}

impl TestDatabase {
    /// The engine.
    #[must_use]
    pub const fn backend(&self) -> Backend {
        match self.0 {
            Place::Sqlite(_) => Backend::Sqlite,
            Place::Postgres(_) => Backend::Postgres,
        }
    }

    /// The address, for a program that is started to use this database.
    #[must_use]
    pub fn url(&self) -> String {
        match &self.0 {
            Place::Sqlite(file) => format!("sqlite:{}", file.path().display()),
            Place::Postgres(database) => database.url(),
        }
    }

    /// The options to open it, with the defaults that the program has.
    ///
    /// # Panics
    /// Never, since the address is one of ours.
    #[must_use]
    pub fn options(&self) -> StoreOptions {
        StoreOptions::new(self.url().parse().expect("our own address"))
    }

    /// Stops the server of a [`postgres_alone`].
    ///
    /// # Panics
    /// When it does not stop, or is no server.
    pub async fn stop(&self) {
        self.tell("stop").await;
    }

    /// Starts it again.
    ///
    /// # Panics
    /// When it does not start, or is no server.
    pub async fn start(&self) {
        self.tell("start").await;
    }

    /// The runtime goes on meanwhile, as it would with a server elsewhere: a pool that stood still
    /// would take an answer from before the stop for one of now.
    async fn tell(&self, command: &'static str) {
        let Place::Postgres(database) = &self.0 else {
            panic!("a file can't be stopped");
        };
        let server = database.server();
        tokio::task::spawn_blocking(move || server.tell(command))
            .await
            .expect("the server does as it is told");
    }

    /// Opens it with the keys of [`parts`]. Opened again it is the same database, as if by
    /// another replica or after a restart.
    ///
    /// # Panics
    /// When it can't be opened.
    pub async fn open(&self, clock: Arc<dyn Clock>) -> Store {
        Store::open(&self.options(), parts(clock))
            .await
            .expect("a fresh database opens")
    }
}

/// A clock that stands at half past eight in the morning of 2 November 2026.
///
/// # Panics
/// Never: the moment exists.
#[must_use]
pub fn clock() -> Arc<MovableClock> {
    let start = chrono::DateTime::from_timestamp(1_793_608_200, 0).expect("a moment");
    Arc::new(MovableClock::at(start))
}

/// What a store needs, with real randomness and the same sealing key each time.
///
/// # Panics
/// Never: one key is a keyring.
#[must_use]
pub fn parts(clock: Arc<dyn Clock>) -> Parts {
    Parts {
        clock,
        entropy: Entropy::system(),
        keyring: Keyring::new([(1, [0x51; 32])]).expect("one key"),
    }
}
