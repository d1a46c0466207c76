//! Postfix: mail from other servers, and from mail programs that have logged in.

use secrecy::ExposeSecret;

use super::{ConfigFile, MailConfig, MailDatabase, dovecot, file, sql};

const TABLES: [(&str, &str); 4] = [
    ("domains", sql::DOMAIN),
    ("mailboxes", sql::MAILBOX),
    ("targets", sql::TARGET),
    ("senders", sql::SENDER),
];

pub(super) fn files(config: &MailConfig) -> Vec<ConfigFile> {
    let tables = TABLES.map(|(name, query)| table(config, name, query));
    let mut files = vec![main(config), master(config)];
    files.extend(tables);
    files
}

fn main(config: &MailConfig) -> ConfigFile {
    let folders = &config.folders;
    let hostname = &config.hostname;
    let listen = if config.listen.contains('*') {
        "all".to_owned()
    } else {
        config.listen.clone()
    };
    let kind = match config.database {
        MailDatabase::Sqlite { .. } => "sqlite",
        MailDatabase::Postgres { .. } => "pgsql",
    };
    let table = |name: &str| {
        let path = folders.postfix.join(file_name(name));
        format!("proxy:{kind}:{}", path.display())
    };
    let domains = table("domains");
    let mailboxes = table("mailboxes");
    let targets = table("targets");
    let senders = table("senders");
    let queue = folders.postfix_queue.display();
    let data = folders.postfix_data.display();
    let lmtp = folders.dovecot_run.join(dovecot::LMTP);
    let lmtp = lmtp.display();
    let auth = folders.dovecot_run.join(dovecot::AUTH);
    let auth = auth.display();
    let certificate = config.tls_certificate.display();
    let key = config.tls_key.display();
    file(
        &folders.postfix,
        "main.cf",
        format_args!(
            "compatibility_level = 3.6
queue_directory = {queue}
data_directory = {data}
mail_owner = postfix
setgid_group = postdrop

myhostname = {hostname}
mydestination =
local_recipient_maps =
alias_maps =
alias_database =
mynetworks = 127.0.0.0/8 [::1]/128
inet_interfaces = {listen}
message_size_limit = 26214400
smtpd_banner = $myhostname ESMTP
disable_vrfy_command = yes
strict_rfc821_envelopes = yes

# What is ours is asked of the views, and delivered by Dovecot.
virtual_mailbox_domains = {domains}
virtual_mailbox_maps = {mailboxes}
virtual_alias_maps = {targets}
virtual_transport = lmtp:unix:{lmtp}
proxy_read_maps = {domains} {mailboxes} {targets} {senders}

smtpd_tls_cert_file = {certificate}
smtpd_tls_key_file = {key}
smtpd_tls_security_level = may
smtpd_tls_mandatory_protocols = >=TLSv1.2
smtpd_tls_auth_only = yes
smtp_tls_security_level = may
tlsproxy_tls_security_level = may

# Who has logged in may send, and only as itself.
smtpd_sasl_type = dovecot
smtpd_sasl_path = {auth}
smtpd_sender_login_maps = {senders}
smtpd_relay_restrictions = permit_sasl_authenticated, reject_unauth_destination
smtpd_recipient_restrictions = reject_non_fqdn_recipient, reject_unknown_recipient_domain
"
        ),
        None,
    )
}

fn master(config: &MailConfig) -> ConfigFile {
    let smtp = config.ports.smtp;
    let submission = config.ports.submission;
    let opendkim = config.ports.opendkim;
    file(
        &config.folders.postfix,
        "master.cf",
        format_args!(
            "# What our users send is signed by OpenDKIM; what can't be signed is not taken.
# service type private unpriv chroot wakeup maxproc command
{smtp} inet n - n - - smtpd
{submission} inet n - n - - smtpd
  -o syslog_name=postfix/submission
  -o smtpd_tls_security_level=encrypt
  -o smtpd_sasl_auth_enable=yes
  -o smtpd_client_restrictions=permit_sasl_authenticated,reject
  -o smtpd_sender_restrictions=reject_sender_login_mismatch
  -o smtpd_recipient_restrictions=reject_non_fqdn_recipient
  -o smtpd_milters=inet:127.0.0.1:{opendkim}
  -o milter_default_action=tempfail
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
proxywrite unix - - n - 1 proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
local unix - n n - - local
virtual unix - n n - - virtual
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
"
        ),
        None,
    )
}

fn file_name(table: &str) -> String {
    format!("simpleinboxes-{table}.cf")
}

fn table(config: &MailConfig, name: &str, query: &str) -> ConfigFile {
    let place = match &config.database {
        MailDatabase::Sqlite { path } => format!("dbpath = {}", path.display()),
        MailDatabase::Postgres {
            host,
            port,
            name,
            user,
            password,
        } => {
            let password = password.expose_secret();
            format!("hosts = {host}:{port}\ndbname = {name}\nuser = {user}\npassword = {password}")
        }
    };
    file(
        &config.folders.postfix,
        &file_name(name),
        format_args!("{place}\nquery = {query}\n"),
        Some("postfix"),
    )
}
