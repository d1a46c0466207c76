//! Two accounts to test with, on every engine.

use std::sync::Arc;

use simpleinboxes_core::api_key::{ApiKeySecret, KeyMode};
use simpleinboxes_core::clock::MovableClock;
use simpleinboxes_core::entropy::Entropy;
use simpleinboxes_core::id::{AccountId, UserId, WorkspaceId};
use simpleinboxes_store::testing::{self, Seed, TestDatabase};
use simpleinboxes_store::{
    Actor, Caller, NewAccount, NewWorkspace, Result, ScopedTx, Store, StoreError, Workspace,
};

/// A database with the accounts `acme` and `rival`, each with one workspace called 'First'.
pub struct World {
    pub clock: Arc<MovableClock>,
    pub store: Store,
    pub acme: Tenant,
    pub rival: Tenant,
    pub database: TestDatabase,
}

/// An account and what it was made with.
pub struct Tenant {
    pub account: AccountId,
    pub user: UserId,
    pub first: Workspace,
    pub secret: ApiKeySecret,
    pub caller: Caller,
}

/// A world on each engine.
pub async fn worlds() -> Vec<World> {
    let mut worlds = Vec::new();
    for database in testing::databases().await {
        let clock = testing::clock();
        let store = database.open(clock.clone()).await;
        let acme = tenant(&store, "acme").await;
        let rival = tenant(&store, "rival").await;
        eprintln!("on {:?}", database.backend());
        worlds.push(World {
            clock,
            store,
            acme,
            rival,
            database,
        });
    }
    worlds
}

async fn tenant(store: &Store, name: &str) -> Tenant {
    let secret = new_secret();
    let account = NewAccount {
        name: name.to_owned(),
        email: format!("Ops@{name}.example"),
        password_hash: "$argon2id$stub".into(),
        workspace: "First".parse().expect("a name"),
        key_name: "first key".to_owned(),
    };
    let made = store
        .write(async |tx| tx.create_account(&account, &secret).await)
        .await
        .expect("an account");
    Tenant {
        account: made.account,
        user: made.user,
        first: made.workspace,
        secret,
        caller: Caller {
            account: made.account,
            workspace: None,
            actor: Actor::Key(made.key.id),
        },
    }
}

pub fn new_secret() -> ApiKeySecret {
    ApiKeySecret::generate(KeyMode::Test, &Entropy::system())
}

impl Tenant {
    /// The account's key as if it were bound to `workspace`.
    pub fn bound_to(&self, workspace: WorkspaceId) -> Caller {
        Caller {
            workspace: Some(workspace),
            ..self.caller
        }
    }
}

impl World {
    /// Runs a command of `caller` in a transaction of its own.
    pub async fn run<T>(
        &self,
        caller: &Caller,
        command: impl AsyncFnOnce(ScopedTx<'_>) -> Result<T>,
    ) -> Result<T> {
        self.store
            .write(async |tx| command(tx.scoped(caller)).await)
            .await
    }

    /// Makes a workspace.
    pub async fn workspace(&self, caller: &Caller, name: &str) -> Workspace {
        let new = NewWorkspace::named(name.parse().expect("a name"));
        self.run(caller, async |scoped| scoped.create_workspace(&new).await)
            .await
            .expect("a workspace")
    }

    /// Puts rows into a workspace of `tenant`.
    pub fn seed(&self, tenant: &Tenant, workspace: WorkspaceId) -> Seed<'_> {
        Seed {
            store: &self.store,
            account: tenant.account,
            workspace,
        }
    }
}

/// Asserts that the caller was told that there is no such thing.
#[track_caller]
pub fn assert_not_found<T: std::fmt::Debug>(result: Result<T>) {
    assert!(matches!(result, Err(StoreError::NotFound(_))), "{result:?}");
}
