//! The real service in this process, on databases of its own and with a clock that tests move.

use std::{
    net::SocketAddr,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use clap::Parser as _;
use simpleinboxes::{
    billing::operator,
    cli::{Cli, Command},
    config::Config,
    jobs::Handlers,
    serve::{Outside, Service},
};
use simpleinboxes_core::{
    api_key::{ApiKeySecret, KeyMode, SessionToken},
    cents::Cents,
    clock::{Clock as _, MovableClock},
    entropy::Entropy,
    id::{AccountId, ApiKeyId, UserId, WorkspaceId},
    status::TransactionReason,
};
use simpleinboxes_store::{
    Actor, Caller, NewAccount, NewCredit, References, SavedMethod, Store, Tx, Wallet,
    auth::NewSession,
    testing::{self, Seed, TestDatabase},
};
use tempfile::TempDir;

use crate::{api::Api, process::Launch};

/// The keyring that the harness of the store seals with, so that both can work on one database.
const ENCRYPTION_KEY: &str = "1:UVFRUVFRUVFRUVFRUVFRUVFRUVFRUVFRUVFRUVFRUVE=";

/// What services stand on: a database with the accounts `acme` and `rival`, a clock, settings.
#[derive(Debug)]
pub struct Ground {
    /// The time of every service that is started here.
    pub clock: Arc<MovableClock>,
    /// The settings of services that are started from now on.
    pub config: Config,
    /// An account.
    pub acme: Account,
    /// Another.
    pub rival: Account,
    /// Their database.
    pub database: TestDatabase,
    seeds: AtomicU64,
    _folder: TempDir,
}

/// An account with one workspace, called 'First'.
#[derive(Debug)]
pub struct Account {
    /// Itself.
    pub id: AccountId,
    /// Its owner.
    pub user: UserId,
    /// Its first workspace.
    pub first: WorkspaceId,
    /// The id of its first key.
    pub key_id: ApiKeyId,
    /// Its first key, which may do everything.
    pub key: String,
}

/// A service that runs; dropped, it stops.
#[derive(Debug)]
pub struct Running {
    service: Service,
    api: Api,
}

impl Ground {
    /// One on each engine that this machine has.
    pub async fn each() -> Vec<Self> {
        let mut grounds = Vec::new();
        for database in testing::databases().await {
            grounds.push(Self::on(database).await);
        }
        grounds
    }

    /// One on SQLite, for what has nothing to do with the database.
    pub async fn one() -> Self {
        Self::on(testing::sqlite().await).await
    }

    /// One on a database.
    ///
    /// # Panics
    /// When it can't be made.
    pub async fn on(database: TestDatabase) -> Self {
        // The name of the engine, for whoever reads why a test failed.
        eprintln!("on {:?}", database.backend());
        let clock = testing::clock();
        let store = database.open(clock.clone()).await;
        // What tests make is newer. Within a millisecond the order of ids is left to chance.
        let start = clock.now();
        clock.set(start - chrono::TimeDelta::hours(1));
        let acme = account(&store, "acme").await;
        let rival = account(&store, "rival").await;
        clock.set(start);
        store.close().await.expect("the store closes");
        let folder = TempDir::with_prefix("si-service-").expect("a folder");
        let mut config = Config {
            listen: ([127, 0, 0, 1], 0).into(),
            data_dir: folder.path().to_owned(),
            database_url: Some(database.url().into()),
            encryption_key: Some(ENCRYPTION_KEY.to_owned().into()),
            ..Config::default()
        };
        // Several services run at once on one machine.
        let free = SocketAddr::from(([127, 0, 0, 1], 0));
        config.dns.embedded.listen = vec![free];
        config.sandbox_registry.listen = free;
        config.redirects.listen = free;
        // No test asks the machine's resolvers.
        config.outbound.destinations.look_ms = 0;
        // Only the tests of the limits want to meet them.
        config.rate_limit.requests = 0;
        config.rate_limit.anonymous_requests = 0;
        Self {
            clock,
            config,
            acme,
            rival,
            database,
            seeds: AtomicU64::new(1),
            _folder: folder,
        }
    }

    /// Starts a service with the settings as they are now.
    ///
    /// # Panics
    /// When it does not start.
    pub async fn start(&self) -> Running {
        self.start_with(Handlers::of_program()).await
    }

    /// Starts a service that handles jobs in its own way.
    ///
    /// # Panics
    /// When it does not start.
    pub async fn start_with(&self, handlers: Handlers) -> Running {
        // Replicas and restarts must not draw the same numbers.
        let seed = self.seeds.fetch_add(1, Ordering::Relaxed);
        let outside = Outside {
            clock: self.clock.clone(),
            entropy: Entropy::seeded(seed),
        };
        let service = Service::start_with(self.config.clone(), outside, handlers)
            .await
            .expect("the service starts");
        let api = Api::at(service.address());
        Running { service, api }
    }

    /// The program on this database, as a process that runs in `folder`. Its time is the system's.
    #[must_use]
    pub fn launch(&self, child_test: &'static str, folder: &Path) -> Launch {
        Launch::new(child_test, folder)
            .args(["--listen", "127.0.0.1:0"])
            .env("DATABASE_URL", self.database.url())
            .env("SIMPLEINBOXES_ENCRYPTION_KEY", ENCRYPTION_KEY)
            .env("SIMPLEINBOXES_RATE_LIMIT__REQUESTS", "0")
    }

    /// Runs the operator's `simpleinboxes invoice …` for an account.
    ///
    /// # Errors
    /// Those of the command.
    ///
    /// # Panics
    /// When that is no such command.
    pub async fn invoice(&self, account: &Account, words: &[&str]) -> anyhow::Result<()> {
        let account = account.id.to_string();
        let named = ["--account", account.as_str()];
        let words = [&["simpleinboxes", "invoice"], words, &named].concat();
        let cli = Cli::try_parse_from(words).expect("a command line");
        let Some(Command::Invoice(command)) = cli.command else {
            panic!("another command");
        };
        let outside = Outside {
            clock: self.clock.clone(),
            entropy: Entropy::system(),
        };
        operator::run(&self.config, &outside, &command).await
    }

    /// A paid custom invoice for a workspace, made by the operator's command; the transaction
    /// that it belongs to, as `owner` is told.
    ///
    /// # Panics
    /// When the command fails.
    pub async fn make_invoice(&self, account: &Account, workspace: &str, owner: &Api) -> String {
        let words = ["create", "--workspace", workspace, "--line"];
        let words = [&words[..], &["Consulting;1;500", "--paid"]].concat();
        self.invoice(account, &words).await.expect("an invoice");
        let path = format!("/billing/custom-invoices?workspaceId={workspace}");
        let list = owner.get(&path).await.data(200);
        let id = list[0]["transactionId"].as_str();
        id.expect("a transaction").to_owned()
    }

    /// Moves the time of all services.
    ///
    /// # Panics
    /// When it would leave the calendar.
    pub fn pass(&self, time: std::time::Duration) {
        self.clock
            .advance(chrono::TimeDelta::from_std(time).expect("a time"));
    }
}

impl Running {
    /// The API, called without a key.
    #[must_use]
    pub fn api(&self) -> &Api {
        &self.api
    }

    /// The API, called with `key`.
    #[must_use]
    pub fn with(&self, key: &str) -> Api {
        self.api.with(key)
    }

    /// Where it answers DNS.
    ///
    /// # Panics
    /// When it does not.
    #[must_use]
    pub fn dns(&self) -> SocketAddr {
        self.service.dns_address().expect("it serves DNS")
    }

    /// Where it sends web visitors on.
    ///
    /// # Panics
    /// When it does not.
    #[must_use]
    pub fn redirects(&self) -> SocketAddr {
        self.service.redirects_address().expect("it forwards")
    }

    /// Its database.
    #[must_use]
    pub fn store(&self) -> &Store {
        self.service.store()
    }

    /// Puts rows into a workspace that no operation makes yet.
    #[must_use]
    pub fn seed(&self, account: &Account, workspace: WorkspaceId) -> Seed<'_> {
        Seed {
            store: self.store(),
            account: account.id,
            workspace,
        }
    }

    /// Pays money into a wallet, as a gift of the operator.
    ///
    /// # Panics
    /// When the wallet is not in use.
    pub async fn pay_in(&self, account: &Account, wallet: Wallet, cents: i64) {
        let key = format!("gift:{}", self.unique());
        let credit = NewCredit {
            wallet,
            amount: Cents::new(cents),
            key: &key,
            reason: TransactionReason::Promotion,
            description: "A gift",
            references: References::default(),
        };
        let caller = account.caller();
        let work = async |tx: &Tx| tx.scoped(&caller).credit(&credit).await;
        self.store().write(work).await.expect("paid in");
    }

    /// Notes a saved card of an account, as the payment provider would report it.
    ///
    /// # Panics
    /// When the database fails.
    pub async fn save_card(&self, account: &Account, ground: &Ground) {
        let card = SavedMethod {
            id: "pm_saved".to_owned(),
            kind: "card".to_owned(),
            brand: Some("visa".to_owned()),
            last4: Some("4242".to_owned()),
            exp_month: Some(12),
            exp_year: Some(2040),
            country: None,
            holder_name: None,
            created_at: ground.clock.now(),
        };
        let caller = account.caller();
        let work = async |tx: &Tx| {
            let scoped = tx.scoped(&caller);
            scoped.keep_payment_method("sandbox", Some(&card)).await
        };
        self.store().write(work).await.expect("kept");
    }

    /// A number that nothing else has.
    #[must_use]
    pub fn unique(&self) -> u64 {
        static NEXT: AtomicU64 = AtomicU64::new(1);
        NEXT.fetch_add(1, Ordering::Relaxed)
    }

    /// Signs the owner of `account` in, as the operator's command does, and gives the token.
    ///
    /// # Panics
    /// When the database fails.
    pub async fn sign_in(&self, account: &Account, ground: &Ground) -> String {
        let token = SessionToken::generate(&Entropy::system());
        let session = NewSession {
            user: account.user,
            account: account.id,
            token_hash: token.hash(),
            expires_at: ground.clock.now() + chrono::TimeDelta::hours(12),
        };
        let begun = self
            .store()
            .write(async |tx| tx.auth().begin_session(&session).await);
        begun.await.expect("a session");
        token.expose().to_owned()
    }

    /// Stops it and waits for its end.
    ///
    /// # Panics
    /// When it does not end well.
    pub async fn stop(self) {
        self.service.stop().await.expect("the service stops");
    }

    /// The service itself.
    #[must_use]
    pub fn into_service(self) -> Service {
        self.service
    }
}

impl Account {
    /// Its first key as a caller of the store.
    #[must_use]
    pub fn caller(&self) -> Caller {
        Caller {
            account: self.id,
            workspace: None,
            actor: Actor::Key(self.key_id),
        }
    }
}

/// Makes an account as the first start makes one, without hashing a password: that takes time.
async fn account(store: &Store, name: &str) -> Account {
    let key = ApiKeySecret::generate(KeyMode::Live, &Entropy::system());
    let new = NewAccount {
        name: name.to_owned(),
        email: format!("ops@{name}.example"),
        password_hash: "$argon2id$none".into(),
        workspace: "First".parse().expect("a name"),
        key_name: format!("Key of {name}"),
    };
    let made = store
        .write(async |tx| tx.create_account(&new, &key).await)
        .await
        .expect("an account");
    Account {
        id: made.account,
        user: made.user,
        first: made.workspace.id,
        key_id: made.key.id,
        key: key.expose().to_owned(),
    }
}
