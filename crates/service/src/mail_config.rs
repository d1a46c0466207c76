//! The operator's command for mail servers of our own: what Dovecot, Postfix and OpenDKIM have to be
//! configured with to serve this deployment's mailboxes, and what to do with it.

use std::{
    fs::{self, OpenOptions},
    io::{self, Write},
    os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _},
    path::{Path, PathBuf},
};

use anyhow::Context as _;
use secrecy::ExposeSecret as _;
use simpleinboxes_providers::mailbox::selfhosted::{
    ConfigFile, MailConfig, MailDatabase, mail_config,
};

use crate::config::Config;

/// Writes the files below `into`, each under its own path, or prints them; then says what to do.
///
/// # Errors
/// No mail servers are in the settings, one of these can't be written, or a file can't be.
pub fn run(config: &Config, into: Option<&Path>) -> anyhow::Result<()> {
    let servers = config.mailboxes.smtp.as_ref();
    let servers = servers.context(
        "there are no mail servers in the settings: set mailboxes.smtp.hostname, and what else of \
         mailboxes.smtp is not as on a fresh Debian",
    )?;
    let servers = servers.mail_config(config)?;
    let files = mail_config(&servers).context("mailboxes.smtp")?;
    let mut out = io::stdout().lock();
    match into {
        Some(folder) => {
            for file in &files {
                let path = write(folder, file)?;
                writeln!(out, "{}", path.display())?;
            }
            writeln!(out)?;
        }
        None => {
            for file in &files {
                writeln!(out, "==> {} <==", file.path.display())?;
                writeln!(out, "{}", file.contents.expose_secret())?;
            }
        }
    }
    out.write_all(what_next(&servers, &files, into).as_bytes())?;
    Ok(())
}

/// Where a file goes when its path is taken to be below `folder`.
fn below(folder: &Path, path: &Path) -> PathBuf {
    folder.join(path.strip_prefix("/").unwrap_or(path))
}

fn write(folder: &Path, file: &ConfigFile) -> anyhow::Result<PathBuf> {
    let path = below(folder, &file.path);
    let written = || -> io::Result<()> {
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        // Some hold the database's password: never, not for a moment, to be read by all.
        let mode = if file.only_for.is_some() {
            0o640
        } else {
            0o644
        };
        let mut open = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(true)
            .mode(mode)
            .open(&path)?;
        open.set_permissions(fs::Permissions::from_mode(mode))?;
        open.write_all(file.contents.expose_secret().as_bytes())
    };
    written().with_context(|| format!("{} can't be written", path.display()))?;
    Ok(path)
}

/// What is left to be done by hand, as commands for a Debian.
fn what_next(servers: &MailConfig, files: &[ConfigFile], into: Option<&Path>) -> String {
    let (engine, access) = match &servers.database {
        MailDatabase::Sqlite { path } => ("sqlite", sqlite_access(path)),
        MailDatabase::Postgres { name, user, .. } => ("pgsql", postgres_access(name, user)),
    };
    let folders = &servers.folders;
    let (mail, keys) = (folders.mail.display(), folders.dkim_keys.display());
    let user = &servers.mail_user;
    let installed = match into {
        Some(folder) if folder != Path::new("/") => {
            format!("Copy the files below {} to /.", folder.display())
        }
        Some(_) => "The files are in their places.".to_owned(),
        None => "Put the files where they say, or run this with --into /.".to_owned(),
    };
    let groups: String = files
        .iter()
        .filter_map(|file| Some((file.only_for?, file.path.display())))
        .map(|(group, path)| format!("     chown root:{group} {path} && chmod 0640 {path}\n"))
        .collect();
    let hostname = &servers.hostname;
    let ports = servers.ports;
    format!(
        "What to do next, as root on the machine of the mail servers:

1. apt install dovecot-imapd dovecot-lmtpd dovecot-{engine} postfix postfix-{engine} opendkim
2. A user whom all mail belongs to, a folder for it, and one for the DKIM keys, which this service
   writes and OpenDKIM alone reads; {keys} belongs to the user that this service runs as:
     id {user} || useradd --system --user-group --no-create-home {user}
     install -d -o {user} -g {user} -m 0700 {mail}
     install -d -g opendkim -m 2750 {keys}
3. {access}
4. {installed} Those with a password in them are for one group each:
{groups}5. A certificate for {hostname} with its chain at {certificate},
   its key at {key}.
6. systemctl restart opendkim dovecot postfix
7. Let {smtp}, {submission} and {imaps} (TCP) in, and have {hostname} lead here, backwards, too:
   other servers refuse mail from addresses without a name.
",
        certificate = servers.tls_certificate.display(),
        key = servers.tls_key.display(),
        smtp = ports.smtp,
        submission = ports.submission,
        imaps = ports.imaps,
    )
}

/// SQLite gives the files beside the database the same rights as the database itself. Postfix drops
/// all groups but its own, so that it can be no other; Dovecot looks passwords up as root.
fn sqlite_access(path: &Path) -> String {
    let database = path.display();
    let folder = path.parent().unwrap_or(Path::new("/")).display();
    format!(
        "The mail servers read the database file itself, so they have to run on this machine, and
   Postfix has to be let at it. While the service is stopped:
     chgrp postfix {folder} {database} && chmod 2770 {folder} && chmod 0660 {database}"
    )
}

fn postgres_access(database: &str, role: &str) -> String {
    format!(
        "A role that reads the three views and nothing else, with the password from the settings
   (mailboxes.smtp.database_password); in psql, on the database {database}:
     CREATE ROLE {role} LOGIN PASSWORD '…';
     GRANT SELECT ON mail_users, mail_aliases, mail_domains TO {role};"
    )
}
