//! Where the inboxes of each provider live.

use std::{path::PathBuf, sync::Arc};

use anyhow::Context as _;
use serde::{Deserialize, Serialize};
use simpleinboxes_core::status::MailboxProvider;
use simpleinboxes_providers::{
    Traffic,
    mailbox::{
        self, MailboxHost,
        google::{Google, GoogleSettings},
        microsoft::{Microsoft, MicrosoftSettings},
        sandbox::SandboxHost,
        selfhosted::{MailConfig, MailDatabase, MailFolders, MailPorts, SelfHosted},
    },
};
use simpleinboxes_store::{DatabaseUrl, SELF_HOSTED, Store};
use url::Url;

use super::hosted::StoredMailboxes;
use crate::{
    config::{Config, Secret},
    serve::Outside,
};

/// The sandbox's key in the store.
const SANDBOX_KEY: &str = "mailboxes.sandbox";

/// The domain that the sandbox's servers pretend to be in.
const SANDBOX_MAIL_HOST: &str = "mail.sandbox.example";

/// The host of each provider.
#[derive(Debug, Clone)]
pub struct MailboxHosts {
    google: Arc<dyn MailboxHost>,
    microsoft: Arc<dyn MailboxHost>,
    smtp: Arc<dyn MailboxHost>,
    dkim_selector: String,
}

impl MailboxHosts {
    /// Those that the settings name; the sandbox where they name none.
    ///
    /// # Errors
    /// A setting that can't be used, or the database fails.
    pub async fn open(
        config: &Config,
        outside: &Outside,
        store: &Arc<Store>,
        traffic: &Traffic,
    ) -> anyhow::Result<Self> {
        let settings = &config.mailboxes;
        let key = store
            .kept_secret(SANDBOX_KEY, || outside.entropy.bytes::<32>())
            .await
            .context("the key of the mailbox sandbox")?;
        let sandbox = |provider, host| -> Arc<dyn MailboxHost> {
            let mailboxes = StoredMailboxes::of(host, store);
            Arc::new(SandboxHost::new(
                provider,
                mailboxes,
                SANDBOX_MAIL_HOST,
                &key,
            ))
        };
        let own = settings.smtp.clone().unwrap_or_default();
        Ok(Self {
            dkim_selector: own.dkim_selector,
            google: match &settings.google {
                Some(account) => account.open(outside, traffic)?,
                None => sandbox(mailbox::MailboxProvider::Google, "sandbox-google"),
            },
            microsoft: match &settings.microsoft {
                Some(account) => account.open(outside, traffic)?,
                None => sandbox(mailbox::MailboxProvider::Microsoft, "sandbox-microsoft"),
            },
            smtp: match &settings.smtp {
                Some(servers) => {
                    let mailboxes = StoredMailboxes::of(SELF_HOSTED, store);
                    let servers = servers.mail_config(config)?;
                    let host = SelfHosted::new(&servers, mailboxes, outside.entropy.clone());
                    Arc::new(host.context("mailboxes.smtp")?)
                }
                None => sandbox(mailbox::MailboxProvider::Smtp, "sandbox-smtp"),
            },
        })
    }

    /// The name below `_domainkey` under which the keys that we make stand.
    #[must_use]
    pub fn dkim_selector(&self) -> &str {
        &self.dkim_selector
    }

    /// The host of a provider.
    #[must_use]
    pub const fn of(&self, provider: MailboxProvider) -> &Arc<dyn MailboxHost> {
        match provider {
            MailboxProvider::Google => &self.google,
            MailboxProvider::Microsoft => &self.microsoft,
            MailboxProvider::Smtp => &self.smtp,
        }
    }
}

/// Where the inboxes of each provider live; the sandbox where nothing is said.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct MailboxSettings {
    /// Mail servers of our own.
    pub smtp: Option<MailServers>,
    /// Microsoft 365.
    pub microsoft: Option<MicrosoftAccount>,
    /// Google Workspace.
    pub google: Option<GoogleAccount>,
}

/// Mail servers of our own: Dovecot, Postfix and OpenDKIM on this deployment's database.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct MailServers {
    /// Their public name, which the certificate is for.
    pub hostname: String,
    /// Which addresses they listen on.
    pub listen: String,
    /// The certificate with its chain, as PEM.
    pub tls_certificate: PathBuf,
    /// The certificate's key, as PEM.
    pub tls_key: PathBuf,
    /// The system user whom all mail belongs to.
    pub mail_user: String,
    /// The name below `_domainkey` under which all domains' keys stand.
    pub dkim_selector: String,
    /// With PostgreSQL, the role that may read the views; unused with SQLite.
    pub database_user: String,
    /// The role's password.
    pub database_password: Option<Secret>,
    /// Ports.
    pub ports: MailPorts,
    /// Folders.
    pub folders: MailFolders,
}

impl Default for MailServers {
    fn default() -> Self {
        let MailConfig {
            hostname,
            listen,
            tls_certificate,
            tls_key,
            mail_user,
            dkim_selector,
            database: _,
            ports,
            folders,
        } = MailConfig::default();
        Self {
            hostname,
            listen,
            tls_certificate,
            tls_key,
            mail_user,
            dkim_selector,
            database_user: "simpleinboxes_mail".to_owned(),
            database_password: None,
            ports,
            folders,
        }
    }
}

impl MailServers {
    /// What the servers are configured with, on the database of `config`.
    ///
    /// # Errors
    /// The database's address can't be read, or the role has no password.
    pub fn mail_config(&self, config: &Config) -> anyhow::Result<MailConfig> {
        Ok(MailConfig {
            hostname: self.hostname.clone(),
            listen: self.listen.clone(),
            tls_certificate: self.tls_certificate.clone(),
            tls_key: self.tls_key.clone(),
            mail_user: self.mail_user.clone(),
            dkim_selector: self.dkim_selector.clone(),
            database: self.database(config)?,
            ports: self.ports,
            folders: self.folders.clone(),
        })
    }

    fn database(&self, config: &Config) -> anyhow::Result<MailDatabase> {
        let url = config.database_url();
        match url.parse().context("database_url")? {
            DatabaseUrl::Sqlite(path) => Ok(MailDatabase::Sqlite {
                path: std::path::absolute(path).context("database_url")?,
            }),
            DatabaseUrl::Postgres(_) => {
                // The error of a URL quotes none of it.
                let url: Url = url.parse().context("database_url")?;
                let password = self.database_password.as_ref();
                let password = password.context(
                    "mailboxes.smtp.database_password is missing: the mail servers need a role \
                     of their own",
                )?;
                Ok(MailDatabase::Postgres {
                    host: url.host_str().unwrap_or("localhost").to_owned(),
                    port: url.port().unwrap_or(5432),
                    name: url.path().trim_start_matches('/').to_owned(),
                    user: self.database_user.clone(),
                    password: password.expose().into(),
                })
            }
        }
    }
}

/// The account at Microsoft 365.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct MicrosoftAccount {
    /// The tenant's id or its first domain.
    pub tenant_id: String,
    /// The id of the registered app.
    pub client_id: String,
    /// The app's secret.
    pub client_secret: Secret,
    /// The id of the licence that every mailbox gets.
    pub sku_id: String,
    /// The country that licences are used in, two capital letters; absent: the United States.
    pub usage_location: Option<String>,
    /// Where tokens are given, if not at Microsoft's own address; for tests.
    pub login_url: Option<String>,
    /// Where Graph is; for tests.
    pub graph_url: Option<String>,
    /// Where Exchange's admin interface is; for tests.
    pub exchange_url: Option<String>,
}

impl MicrosoftAccount {
    fn open(&self, outside: &Outside, traffic: &Traffic) -> anyhow::Result<Arc<dyn MailboxHost>> {
        let mut settings = MicrosoftSettings {
            tenant_id: self.tenant_id.clone(),
            client_id: self.client_id.clone(),
            client_secret: self.client_secret.expose().into(),
            sku_id: self.sku_id.clone(),
            ..MicrosoftSettings::default()
        };
        for (setting, given) in [
            (&mut settings.usage_location, &self.usage_location),
            (&mut settings.login_url, &self.login_url),
            (&mut settings.graph_url, &self.graph_url),
            (&mut settings.exchange_url, &self.exchange_url),
        ] {
            if let Some(given) = given {
                setting.clone_from(given);
            }
        }
        let host = Microsoft::new(&settings, Arc::clone(&outside.clock), traffic);
        Ok(Arc::new(host.context("mailboxes.microsoft")?))
    }
}

/// The account at Google Workspace. The first three stand in the service account's key file.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct GoogleAccount {
    /// `client_email`.
    pub client_email: String,
    /// `private_key_id`.
    pub private_key_id: String,
    /// `private_key`, as PEM.
    pub private_key: Secret,
    /// The administrator that the service account acts as.
    pub admin_email: String,
    /// The account's id; absent: the administrator's own.
    pub customer: Option<String>,
    /// Where tokens are given, if not at Google's own address; for tests.
    pub token_url: Option<String>,
    /// Where the Directory API is; for tests.
    pub directory_url: Option<String>,
    /// Where the Site Verification API is; for tests.
    pub verification_url: Option<String>,
}

impl GoogleAccount {
    fn open(&self, outside: &Outside, traffic: &Traffic) -> anyhow::Result<Arc<dyn MailboxHost>> {
        let mut settings = GoogleSettings {
            client_email: self.client_email.clone(),
            private_key_id: self.private_key_id.clone(),
            private_key: self.private_key.expose().into(),
            admin_email: self.admin_email.clone(),
            ..GoogleSettings::default()
        };
        for (setting, given) in [
            (&mut settings.customer, &self.customer),
            (&mut settings.token_url, &self.token_url),
            (&mut settings.directory_url, &self.directory_url),
            (&mut settings.verification_url, &self.verification_url),
        ] {
            if let Some(given) = given {
                setting.clone_from(given);
            }
        }
        let host = Google::new(&settings, Arc::clone(&outside.clock), traffic);
        Ok(Arc::new(host.context("mailboxes.google")?))
    }
}
