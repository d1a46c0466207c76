//! Settings: from a file, the environment and flags, in that order, the later ones winning.
//!
//! The file is TOML: the path in `--config`, or `simpleinboxes.toml` where the process starts, if
//! it is there. In the environment a setting is `SIMPLEINBOXES_` and its name in upper case, with
//! two underscores between a table and its key: `SIMPLEINBOXES_LIMITS__BODY_BYTES`. Three have
//! names that other tools know as well: `DATABASE_URL`, `RUST_LOG` and
//! `OTEL_EXPORTER_OTLP_ENDPOINT`. A key that is not known is an error, whatever it came from.

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
};

use figment::{
    Figment,
    providers::{Env, Format, Serialized, Toml},
};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use simpleinboxes_providers::{
    dns::propagation::PropagationSettings, outbound::DestinationSettings,
    registrar::own::OwnRegistrarSettings, sending::SendingSettings,
};

use crate::{
    billing::seller::Seller,
    orders::PriceSettings,
    redirects::RedirectSettings,
    serving::SandboxRegistrySettings,
    vendors::{
        BlocklistSettings, DnsSettings, MailboxSettings, MarketplaceSettings, VaultSettings,
    },
};

/// The prefix of environment variables.
const ENV_PREFIX: &str = "SIMPLEINBOXES_";

/// The file that is read when none is named.
const DEFAULT_FILE: &str = "simpleinboxes.toml";

/// All settings of the service.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// The address to listen on.
    pub listen: SocketAddr,
    /// Where the embedded database and the encryption key file live.
    pub data_dir: PathBuf,
    /// `sqlite://…` or `postgres://…`; absent: a SQLite file in `data_dir`.
    pub database_url: Option<SecretUrl>,
    /// Whether keys are made for real use (`si_live_…`) or for trying out (`si_test_…`).
    pub environment: Environment,
    /// The key that encrypts secrets in the database, 32 bytes in base64; absent: a file in
    /// `data_dir`, made at the first start.
    pub encryption_key: Option<Secret>,
    /// Sizes and times.
    pub limits: Limits,
    /// How often a key may call.
    pub rate_limit: RateLimit,
    /// Scheduled and queued work.
    pub jobs: Jobs,
    /// Logs and traces.
    pub telemetry: Telemetry,
    /// Calls to the outside.
    pub outbound: Outbound,
    /// Sending tools.
    pub sending: SendingSettings,
    /// Who makes invoices out.
    pub billing: Seller,
    /// Who takes the customers' money.
    pub payments: PaymentSettings,
    /// What things cost.
    pub prices: PriceSettings,
    /// Where the inboxes live.
    pub mailboxes: MailboxSettings,
    /// Where domains are bought.
    pub marketplace: MarketplaceSettings,
    /// Who tells whether mail with a domain in it is refused.
    pub blocklists: BlocklistSettings,
    /// Who publishes DNS records.
    pub dns: DnsSettings,
    /// Looks at the public DNS.
    pub propagation: PropagationSettings,
    /// The registry of a sandbox.
    pub sandbox_registry: SandboxRegistrySettings,
    /// Sends web visitors on.
    pub redirects: RedirectSettings,
    /// Where inboxes' credentials are pushed to.
    pub vaults: VaultSettings,
    /// The customers' own registrars.
    pub registrars: OwnRegistrarSettings,
}

/// What a deployment is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Environment {
    /// Real use.
    Live,
    /// Trying out.
    Sandbox,
}

/// Sizes and times that a request must keep to.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// The largest request body in bytes, where an operation does not say otherwise.
    pub body_bytes: usize,
    /// The largest request head in bytes.
    pub head_bytes: usize,
    /// The most headers in a request.
    pub headers: usize,
    /// How long the head of a request may take to arrive, in seconds.
    pub head_seconds: u64,
    /// How long a request may take, in seconds; 503 after that.
    pub request_seconds: u64,
    /// How long requests in flight may take to end after the signal to stop, in seconds.
    pub shutdown_seconds: u64,
    /// The most connections at once; others wait.
    pub connections: usize,
}

/// How often a key may call.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct RateLimit {
    /// Requests in a window; 0 turns the limit off.
    pub requests: u32,
    /// The window in seconds.
    pub window_seconds: u32,
    /// Requests with no valid key in a window, per address.
    pub anonymous_requests: u32,
}

/// Scheduled and queued work.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Jobs {
    /// How many jobs this process works on at once; 0 leaves all work to others.
    pub workers: usize,
    /// How often to look for jobs that other processes put into the queue or whose time has come,
    /// in milliseconds.
    pub poll_ms: u64,
}

/// Logs and traces.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Telemetry {
    /// What to log, in the form of `RUST_LOG`.
    pub log: String,
    /// How a line of the log looks.
    pub log_format: LogFormat,
    /// Where to send traces by OTLP over HTTP, for example `http://127.0.0.1:4318`; absent: nowhere.
    pub otlp_endpoint: Option<SecretUrl>,
}

/// How a line of the log looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LogFormat {
    /// For people.
    Text,
    /// One JSON object a line.
    Json,
}

/// Calls to the outside.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Outbound {
    /// Whether URLs that users give may lead to private addresses. Only for development.
    pub allow_private: bool,
    /// Where names lead that visitors of a domain are to be sent to.
    pub destinations: DestinationSettings,
}

/// Who takes the customers' money, and where they find this deployment.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct PaymentSettings {
    /// Who it is; `auto` is Stripe if there is a secret key, else the sandbox.
    pub provider: PaymentChoice,
    /// Stripe's secret or restricted key, `sk_…` or `rk_…`.
    pub stripe_secret_key: Option<Secret>,
    /// Stripe's key for pages, `pk_…`, of the same mode.
    pub stripe_publishable_key: Option<String>,
    /// The secrets of the webhook endpoint at Stripe, `whsec_…`; two while one is being replaced.
    pub stripe_webhook_secrets: Vec<Secret>,
    /// Where Stripe is called, if not at its own address; for tests.
    pub stripe_base_url: Option<String>,
    /// Where customers reach this service, such as `https://api.example.com`; absent: the address
    /// that it listens on.
    pub public_url: Option<String>,
    /// Where the way back from the customer portal leads; absent: this service's own pages.
    pub billing_page: Option<String>,
}

/// Who takes the money.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentChoice {
    /// Stripe if there is a secret key, else the sandbox.
    #[default]
    Auto,
    /// Stripe.
    Stripe,
    /// The sandbox: no money moves.
    Sandbox,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            data_dir: PathBuf::from("data"),
            database_url: None,
            environment: Environment::Live,
            encryption_key: None,
            limits: Limits::default(),
            rate_limit: RateLimit::default(),
            jobs: Jobs::default(),
            telemetry: Telemetry::default(),
            outbound: Outbound::default(),
            sending: SendingSettings::default(),
            billing: Seller::default(),
            payments: PaymentSettings::default(),
            prices: PriceSettings::default(),
            mailboxes: MailboxSettings::default(),
            marketplace: MarketplaceSettings::default(),
            blocklists: BlocklistSettings::default(),
            dns: DnsSettings::default(),
            propagation: PropagationSettings::default(),
            sandbox_registry: SandboxRegistrySettings::default(),
            redirects: RedirectSettings::default(),
            vaults: VaultSettings::default(),
            registrars: OwnRegistrarSettings::default(),
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            body_bytes: 1024 * 1024,
            head_bytes: 32 * 1024,
            headers: 100,
            head_seconds: 10,
            request_seconds: 30,
            shutdown_seconds: 30,
            connections: 10_000,
        }
    }
}

impl Default for RateLimit {
    fn default() -> Self {
        Self {
            requests: 600,
            window_seconds: 60,
            anonymous_requests: 60,
        }
    }
}

impl Default for Jobs {
    fn default() -> Self {
        Self {
            workers: 4,
            poll_ms: 500,
        }
    }
}

impl Default for Telemetry {
    fn default() -> Self {
        Self {
            log: "info,sea_orm_migration=warn,sqlx=warn".to_owned(),
            log_format: LogFormat::Text,
            otlp_endpoint: None,
        }
    }
}

impl Config {
    /// Reads the settings: `file`, or the default one if it is there, then the environment, then
    /// `flags`.
    ///
    /// # Errors
    /// A file that is named but cannot be read, a value of the wrong form, an unknown key.
    pub fn load(file: Option<&Path>, flags: &impl Serialize) -> Result<Self, Box<figment::Error>> {
        let mut figment = Figment::from(Serialized::defaults(Self::default()));
        figment = match file {
            Some(path) => figment.merge(Toml::file_exact(path)),
            None => figment.merge(Toml::file(DEFAULT_FILE)),
        };
        figment
            .merge(Env::raw().only(&["DATABASE_URL"]))
            .merge(
                Env::raw()
                    .only(&["RUST_LOG"])
                    .map(|_| "telemetry.log".into())
                    .split("."),
            )
            .merge(
                Env::raw()
                    .only(&["OTEL_EXPORTER_OTLP_ENDPOINT"])
                    .map(|_| "telemetry.otlp_endpoint".into())
                    .split("."),
            )
            .merge(Env::prefixed(ENV_PREFIX).ignore(&["CONFIG"]).split("__"))
            .merge(Serialized::defaults(flags))
            .extract()
            .map_err(Box::new)
    }

    /// Where the database is.
    #[must_use]
    pub fn database_url(&self) -> String {
        match &self.database_url {
            Some(url) => url.expose().to_owned(),
            None => format!(
                "sqlite://{}",
                self.data_dir.join("simpleinboxes.db").display()
            ),
        }
    }

    /// Whether the database is a file of this machine, and so this process is the only one.
    #[must_use]
    pub fn is_embedded(&self) -> bool {
        self.database_url().starts_with("sqlite:")
    }
}

/// What stands for a secret in what people can see.
const REDACTED: &str = "[redacted]";

/// A secret setting: serialised and printed as `[redacted]`.
#[derive(Clone)]
pub struct Secret(SecretString);

impl Secret {
    /// The secret itself.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }
}

impl From<String> for Secret {
    fn from(value: String) -> Self {
        Self(value.into())
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(REDACTED)
    }
}

impl Serialize for Secret {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(REDACTED)
    }
}

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::from)
    }
}

/// A URL whose user information is secret: serialised and printed without the password.
#[derive(Clone)]
pub struct SecretUrl(SecretString);

impl SecretUrl {
    /// The URL with its password.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }

    /// The URL as people may see it: no user information and no query, either of which can carry
    /// a password (`postgres://host/db?password=…`).
    #[must_use]
    pub fn redacted(&self) -> String {
        match url::Url::parse(self.expose()) {
            Ok(mut url) => {
                if url.password().is_some() && url.set_password(Some("redacted")).is_err() {
                    return REDACTED.to_owned();
                }
                if url.query().is_some() {
                    url.set_query(Some("redacted"));
                }
                url.into()
            }
            Err(_) => REDACTED.to_owned(),
        }
    }
}

impl From<String> for SecretUrl {
    fn from(value: String) -> Self {
        Self(value.into())
    }
}

impl std::fmt::Debug for SecretUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.redacted())
    }
}

impl Serialize for SecretUrl {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.redacted())
    }
}

impl<'de> Deserialize<'de> for SecretUrl {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::from)
    }
}
