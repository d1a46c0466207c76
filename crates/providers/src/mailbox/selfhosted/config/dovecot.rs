//! Dovecot: IMAP for mail programs, LMTP and log-in for Postfix.

use secrecy::ExposeSecret;

use super::{ConfigFile, MailConfig, MailDatabase, file, sql};

/// The sockets that Postfix uses, below Dovecot's own folder.
pub(super) const AUTH: &str = "simpleinboxes-auth";
pub(super) const LMTP: &str = "simpleinboxes-lmtp";

const SQL: &str = "dovecot-sql.conf.ext";

pub(super) fn files(config: &MailConfig) -> Vec<ConfigFile> {
    vec![main(config), database(config)]
}

fn main(config: &MailConfig) -> ConfigFile {
    let MailConfig {
        hostname,
        listen,
        mail_user,
        ..
    } = config;
    let folders = &config.folders;
    let run = folders.dovecot_run.display();
    let sql = folders.dovecot.join(SQL);
    let sql = sql.display();
    let certificate = config.tls_certificate.display();
    let key = config.tls_key.display();
    let imaps = config.ports.imaps;
    file(
        &folders.dovecot,
        "dovecot.conf",
        format_args!(
            "protocols = imap lmtp
listen = {listen}
base_dir = {run}
hostname = {hostname}

ssl = required
ssl_min_protocol = TLSv1.2
ssl_cert = <{certificate}
ssl_key = <{key}

# The views are asked every time: a new password counts at once, an old one does not.
auth_mechanisms = plain login
auth_username_format = %Lu
auth_cache_size = 0
passdb {{
  driver = sql
  args = {sql}
}}
userdb {{
  driver = sql
  args = {sql}
}}

# All mail belongs to one user, whatever its number.
mail_uid = {mail_user}
mail_gid = {mail_user}
first_valid_uid = 1
first_valid_gid = 1
mail_location = maildir:~/Maildir

namespace inbox {{
  inbox = yes
  mailbox Drafts {{
    auto = subscribe
    special_use = \\Drafts
  }}
  mailbox Junk {{
    auto = subscribe
    special_use = \\Junk
  }}
  mailbox Sent {{
    auto = subscribe
    special_use = \\Sent
  }}
  mailbox Trash {{
    auto = subscribe
    special_use = \\Trash
  }}
}}

service imap-login {{
  inet_listener imap {{
    port = 0
  }}
  inet_listener imaps {{
    port = {imaps}
    ssl = yes
  }}
}}
service lmtp {{
  unix_listener {LMTP} {{
    mode = 0600
    user = postfix
  }}
}}
service auth {{
  unix_listener {AUTH} {{
    mode = 0600
    user = postfix
  }}
}}
"
        ),
        None,
    )
}

fn database(config: &MailConfig) -> ConfigFile {
    let (driver, connect) = match &config.database {
        MailDatabase::Sqlite { path } => ("sqlite", path.display().to_string()),
        MailDatabase::Postgres {
            host,
            port,
            name,
            user,
            password,
        } => {
            let password = password.expose_secret();
            let text =
                format!("host={host} port={port} dbname={name} user={user} password={password}");
            ("pgsql", text)
        }
    };
    let password = sql::password("%Lu");
    let home = sql::home("%Lu", &config.folders.mail.display().to_string());
    let all = sql::ALL;
    file(
        &config.folders.dovecot,
        SQL,
        format_args!(
            "driver = {driver}
connect = {connect}
default_pass_scheme = ARGON2ID
password_query = {password}
user_query = {home}
iterate_query = {all}
"
        ),
        Some("dovecot"),
    )
}
