//! What the mail servers are configured with.

mod dovecot;
mod opendkim;
mod postfix;
mod sql;

use std::fmt;
use std::path::{Path, PathBuf};

use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// What the operator sets for our own mail servers.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MailConfig {
    /// The servers' public name, which the certificate is for.
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
    /// Where the views are.
    pub database: MailDatabase,
    /// Ports.
    pub ports: MailPorts,
    /// Folders.
    pub folders: MailFolders,
}

/// Where the mail servers find the views.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum MailDatabase {
    /// A file of SQLite.
    Sqlite {
        /// Its path.
        path: PathBuf,
    },
    /// PostgreSQL.
    Postgres {
        /// Its host.
        host: String,
        /// Its port.
        port: u16,
        /// The database.
        name: String,
        /// The role that may read the views.
        user: String,
        /// The role's password.
        password: SecretString,
    },
}

/// The TCP ports of the mail servers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct MailPorts {
    /// Reading, with TLS from the first byte.
    pub imaps: u16,
    /// Sending by mail programs, with STARTTLS.
    pub submission: u16,
    /// Mail from other servers.
    pub smtp: u16,
    /// OpenDKIM, on loopback only.
    pub opendkim: u16,
}

/// The folders of the mail servers. The defaults are Debian's.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct MailFolders {
    /// Configuration of Dovecot.
    pub dovecot: PathBuf,
    /// Sockets of Dovecot.
    pub dovecot_run: PathBuf,
    /// Configuration of Postfix.
    pub postfix: PathBuf,
    /// The queue of Postfix.
    pub postfix_queue: PathBuf,
    /// What Postfix keeps for itself.
    pub postfix_data: PathBuf,
    /// Configuration of OpenDKIM.
    pub opendkim: PathBuf,
    /// The process id of OpenDKIM.
    pub opendkim_run: PathBuf,
    /// The DKIM keys.
    pub dkim_keys: PathBuf,
    /// The mail.
    pub mail: PathBuf,
}

/// A file to be written.
#[derive(Debug, Clone)]
pub struct ConfigFile {
    /// Where.
    pub path: PathBuf,
    /// What. It may hold the database's password.
    pub contents: SecretString,
    /// Which system group may read it besides root; nothing if all may.
    pub only_for: Option<&'static str>,
}

/// A setting that can't be written into the servers' configuration.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{0}: is missing or has characters that can't be written")]
pub struct ConfigError(&'static str);

impl Default for MailConfig {
    fn default() -> Self {
        Self {
            hostname: String::new(),
            listen: "*, ::".to_owned(),
            tls_certificate: "/etc/simpleinboxes/mail.crt".into(),
            tls_key: "/etc/simpleinboxes/mail.key".into(),
            mail_user: "vmail".to_owned(),
            dkim_selector: "si1".to_owned(),
            database: MailDatabase::Sqlite {
                path: "/var/lib/simpleinboxes/simpleinboxes.db".into(),
            },
            ports: MailPorts::default(),
            folders: MailFolders::default(),
        }
    }
}

impl Default for MailPorts {
    fn default() -> Self {
        Self {
            imaps: 993,
            submission: 587,
            smtp: 25,
            opendkim: 8891,
        }
    }
}

impl Default for MailFolders {
    fn default() -> Self {
        Self {
            dovecot: "/etc/dovecot".into(),
            dovecot_run: "/run/dovecot".into(),
            postfix: "/etc/postfix".into(),
            postfix_queue: "/var/spool/postfix".into(),
            postfix_data: "/var/lib/postfix".into(),
            opendkim: "/etc/opendkim".into(),
            opendkim_run: "/run/opendkim".into(),
            dkim_keys: "/var/lib/simpleinboxes/dkim".into(),
            mail: "/var/mail/simpleinboxes".into(),
        }
    }
}

/// The configuration of Dovecot, Postfix and OpenDKIM.
///
/// # Errors
/// When a setting is missing or can't be written safely.
pub fn mail_config(config: &MailConfig) -> Result<Vec<ConfigFile>, ConfigError> {
    config.check()?;
    let mut files = dovecot::files(config);
    files.extend(postfix::files(config));
    files.extend(opendkim::files(config));
    Ok(files)
}

impl MailConfig {
    /// Whether everything can be written without changing what is around it.
    pub(super) fn check(&self) -> Result<(), ConfigError> {
        let folders = &self.folders;
        let paths: [(&'static str, &Path); 11] = [
            ("tls_certificate", &self.tls_certificate),
            ("tls_key", &self.tls_key),
            ("folders.dovecot", &folders.dovecot),
            ("folders.dovecot_run", &folders.dovecot_run),
            ("folders.postfix", &folders.postfix),
            ("folders.postfix_queue", &folders.postfix_queue),
            ("folders.postfix_data", &folders.postfix_data),
            ("folders.opendkim", &folders.opendkim),
            ("folders.opendkim_run", &folders.opendkim_run),
            ("folders.dkim_keys", &folders.dkim_keys),
            ("folders.mail", &folders.mail),
        ];
        for (name, path) in paths {
            check(name, is_path(path))?;
        }
        check("hostname", is_word(&self.hostname, b".-"))?;
        check("mail_user", is_word(&self.mail_user, b"-_"))?;
        check("dkim_selector", is_word(&self.dkim_selector, b"-"))?;
        let addresses = self.listen.split(", ");
        check(
            "listen",
            addresses.clone().all(|text| is_word(text, b".:*")),
        )?;
        match &self.database {
            MailDatabase::Sqlite { path } => check("database.path", is_path(path)),
            MailDatabase::Postgres {
                host,
                name,
                user,
                password,
                ..
            } => {
                check("database.host", is_word(host, b".-:"))?;
                check("database.name", is_word(name, b"-_"))?;
                check("database.user", is_word(user, b"-_"))?;
                // Not a blank, and nothing that one of the four formats reads as its own.
                let password = password.expose_secret();
                check("database.password", is_word(password, b".-_~+:@/!*,"))
            }
        }
    }
}

fn check(name: &'static str, usable: bool) -> Result<(), ConfigError> {
    usable.then_some(()).ok_or(ConfigError(name))
}

fn is_word(text: &str, others: &[u8]) -> bool {
    let inner = |byte: u8| byte.is_ascii_alphanumeric() || others.contains(&byte);
    !text.is_empty() && text.bytes().all(inner)
}

fn is_path(path: &Path) -> bool {
    path.is_absolute() && path.to_str().is_some_and(|text| is_word(text, b"/._-"))
}

/// A file, and a first line that says where it comes from.
fn file(
    folder: &Path,
    name: &str,
    contents: fmt::Arguments<'_>,
    only_for: Option<&'static str>,
) -> ConfigFile {
    let head = "# Written by `simpleinboxes mail-config`; changes are lost when it runs again.";
    ConfigFile {
        path: folder.join(name),
        contents: format!("{head}\n\n{contents}").into(),
        only_for,
    }
}
