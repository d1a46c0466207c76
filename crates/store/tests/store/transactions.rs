//! Write transactions: all or nothing, one after the other, and honest about trouble.

use std::future::Future;
use std::time::Duration;

use simpleinboxes_store::{
    Backend, NewWorkspace, PageRequest, Store, StoreError, Workspace, testing,
};
use sqlx::{Connection as _, Executor as _};

use crate::support::{World, worlds};

async fn count(world: &World) -> usize {
    let scoped = world.store.scoped(&world.acme.caller);
    let page = scoped.workspaces(PageRequest::first(1000)).await;
    page.expect("a page").items.len()
}

fn named(name: &str) -> NewWorkspace {
    NewWorkspace::named(name.parse().expect("a name"))
}

#[derive(Debug)]
enum Failure {
    Ours,
    Store(StoreError),
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

#[tokio::test]
async fn an_error_undoes_everything() {
    for world in worlds().await {
        let acme = &world.acme.caller;
        let result: Result<(), Failure> = world
            .store
            .write(async |tx| {
                tx.scoped(acme)
                    .create_workspace(&named("Northwind"))
                    .await?;
                Err(Failure::Ours)
            })
            .await;
        match result {
            Err(Failure::Ours) => {}
            Err(Failure::Store(error)) => panic!("{error}"),
            Ok(()) => panic!("committed"),
        }
        assert_eq!(count(&world).await, 1);
    }
}

#[tokio::test]
async fn a_transaction_sees_its_own_writes_and_others_do_not() {
    for world in worlds().await {
        let acme = &world.acme.caller;
        let tx = world.store.begin().await.expect("a transaction");
        let made = tx
            .scoped(acme)
            .create_workspace(&named("Northwind"))
            .await
            .expect("made");
        let inside = tx.scoped(acme).workspace(made.id).await.expect("an answer");
        assert!(inside.is_some());
        let outside = world
            .store
            .scoped(acme)
            .workspace(made.id)
            .await
            .expect("an answer");
        assert!(outside.is_none());
        tx.commit().await.expect("committed");
        let outside = world
            .store
            .scoped(acme)
            .workspace(made.id)
            .await
            .expect("an answer");
        assert_eq!(outside, Some(made));
    }
}

#[tokio::test]
async fn a_caller_that_goes_away_leaves_nothing_behind() {
    for world in worlds().await {
        let acme = world.acme.caller;
        for _ in 0..20 {
            let store = world.store.clone();
            let work = async move {
                let tx = store.begin().await.expect("a transaction");
                tx.scoped(&acme)
                    .create_workspace(&named("Northwind"))
                    .await
                    .expect("made");
                std::future::pending::<()>().await;
            };
            // Polled until it waits for ever, then dropped as a server drops a request.
            let mut work = Box::pin(work);
            let gone = tokio::time::timeout(Duration::from_millis(50), &mut work).await;
            assert!(gone.is_err());
        }
        assert_eq!(count(&world).await, 1);
        world.workspace(&acme, "Northwind").await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_writers_wait_for_each_other() {
    for world in worlds().await {
        let acme = world.acme.caller;
        let tasks: Vec<_> = (0..200)
            .map(|number| {
                let store = world.store.clone();
                tokio::spawn(async move {
                    let new = named(&format!("workspace {number}"));
                    let made: Result<Workspace, StoreError> = store
                        .write(async |tx| {
                            let scoped = tx.scoped(&acme);
                            // Reads before it writes: where a deferred transaction would fail.
                            scoped.workspaces(PageRequest::first(5)).await?;
                            scoped.create_workspace(&new).await
                        })
                        .await;
                    made.map(drop)
                })
            })
            .collect();
        for task in tasks {
            task.await.expect("no panic").expect("written");
        }
        assert_eq!(count(&world).await, 201);
    }
}

/// A trait as the generated server has them: its futures must be `Send`.
trait Operation {
    fn call(&self) -> impl Future<Output = Result<Workspace, Failure>> + Send;
}

struct Create(Store, simpleinboxes_store::Caller);

impl Operation for Create {
    async fn call(&self) -> Result<Workspace, Failure> {
        let new = named("Northwind");
        let made = self
            .0
            .write(async |tx| {
                let scoped = tx.scoped(&self.1);
                let made = scoped.create_workspace(&new).await?;
                scoped.workspace(made.id).await
            })
            .await?;
        made.ok_or(Failure::Ours)
    }
}

#[tokio::test]
async fn commands_fit_into_handlers() {
    for world in worlds().await {
        let create = Create(world.store.clone(), world.acme.caller);
        let made = tokio::spawn(async move { create.call().await });
        made.await.expect("no panic").expect("made");
    }
}

#[tokio::test]
async fn a_locked_sqlite_is_busy_and_recovers() {
    let database = testing::sqlite().await;
    let mut options = database.options();
    options.lock_timeout = Duration::from_millis(100);
    let store = Store::open(&options, testing::parts(testing::clock()))
        .await
        .expect("opens");
    let path = database.url().trim_start_matches("sqlite:").to_owned();
    let mut other = sqlx::SqliteConnection::connect(&path)
        .await
        .expect("another process");
    other.execute("BEGIN IMMEDIATE").await.expect("the lock");
    let busy = store.begin().await.expect_err("locked");
    assert!(matches!(busy, StoreError::Busy(_)), "{busy:?}");
    assert!(busy.is_temporary());
    store.ping().await.expect("reads go on");
    other.execute("ROLLBACK").await.expect("the lock is free");
    store
        .begin()
        .await
        .expect("a transaction")
        .commit()
        .await
        .expect("committed");
}

#[tokio::test]
async fn waiting_too_long_for_ones_turn_is_busy() {
    for world in worlds().await {
        let mut options = world.database.options();
        options.acquire_timeout = Duration::from_millis(100);
        options.connections = 1;
        let parts = testing::parts(world.clock.clone());
        let store = Store::open(&options, parts).await.expect("opens");
        let held = store.begin().await.expect("a transaction");
        let busy = store.begin().await.expect_err("held");
        assert!(matches!(busy, StoreError::Busy(_)), "{busy:?}");
        held.commit().await.expect("committed");
        store.begin().await.expect("a transaction");
    }
}

#[tokio::test]
async fn a_row_that_another_transaction_holds_is_busy() {
    for world in worlds().await {
        if world.store.backend() == Backend::Sqlite {
            continue;
        }
        let mut options = world.database.options();
        options.lock_timeout = Duration::from_millis(100);
        let parts = testing::parts(world.clock.clone());
        let other = Store::open(&options, parts).await.expect("opens");
        let acme = &world.acme.caller;
        let tx = world.store.begin().await.expect("a transaction");
        tx.scoped(acme)
            .create_workspace(&named("Northwind"))
            .await
            .expect("made");
        let busy = other
            .write(async |tx| tx.scoped(acme).create_workspace(&named("Contoso")).await)
            .await
            .expect_err("the account is locked");
        assert!(matches!(busy, StoreError::Busy(_)), "{busy:?}");
    }
}

#[tokio::test]
async fn a_database_that_is_not_there_is_unavailable() {
    let mut options = testing::sqlite().await.options();
    options.database = "postgres://nobody@127.0.0.1:1/none".parse().expect("a url");
    options.acquire_timeout = Duration::from_secs(2);
    let error = Store::open(&options, testing::parts(testing::clock())).await;
    let error = error.expect_err("nobody listens");
    assert!(error.is_temporary(), "{error:?}");
}

#[tokio::test]
async fn a_newer_schema_is_not_touched() {
    let database = testing::sqlite().await;
    let path = database.url().trim_start_matches("sqlite:").to_owned();
    let mut connection = sqlx::SqliteConnection::connect(&path).await.expect("opens");
    connection
        .execute("INSERT INTO seaql_migrations (version, applied_at) VALUES ('m9999_future', 0)")
        .await
        .expect("a newer program was here");
    let opened = Store::open(&database.options(), testing::parts(testing::clock())).await;
    let error = opened.expect_err("refused").to_string();
    assert!(error.contains("m9999_future"), "{error}");
}
