//! How the servers ask for mailboxes. Each puts what it looks for in the place of its own mark, and
//! escapes it.

/// Who logs in, and the hash.
pub(super) fn password(mark: &str) -> String {
    format!(
        "SELECT address AS user, password_hash AS password FROM mail_users WHERE address = '{mark}'"
    )
}

/// Where the mail of a mailbox lies.
pub(super) fn home(mark: &str, folder: &str) -> String {
    format!("SELECT '{folder}/' || reference AS home FROM mail_users WHERE address = '{mark}'")
}

/// All mailboxes.
pub(super) const ALL: &str = "SELECT address AS user FROM mail_users";

/// Whether a domain is ours.
pub(super) const DOMAIN: &str = "SELECT domain FROM mail_domains WHERE domain = '%s'";

/// Whether there is such a mailbox.
pub(super) const MAILBOX: &str = "SELECT address FROM mail_users WHERE address = '%s'";

/// Where mail goes. Mailboxes stand for themselves, or an alias of the whole domain would take
/// their mail.
pub(super) const TARGET: &str = "SELECT address FROM mail_users WHERE address = '%s' \
    UNION ALL SELECT address FROM mail_aliases WHERE alias = '%s'";

/// Who may send as an address. An alias of the whole domain gives no right to all its addresses.
pub(super) const SENDER: &str = "SELECT address FROM mail_users WHERE address = '%s' \
    UNION ALL SELECT address FROM mail_aliases WHERE alias = '%s' AND alias NOT LIKE '@%%'";
