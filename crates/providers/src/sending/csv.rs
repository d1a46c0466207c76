//! Mailboxes as a CSV file, for tools that have no adapter.

use secrecy::ExposeSecret;

use super::account::{MailLogin, Mailbox};

/// The file's columns, by the names that most tools understand.
pub const CSV_COLUMNS: [&str; 14] = [
    "email",
    "first_name",
    "last_name",
    "imap_username",
    "imap_password",
    "imap_host",
    "imap_port",
    "smtp_username",
    "smtp_password",
    "smtp_host",
    "smtp_port",
    "daily_limit",
    "warmup_enabled",
    "tags",
];

/// Mailboxes as a CSV file with a header, lines ended as RFC 4180 has it. **It holds passwords.**
///
/// Names and tags that a spreadsheet would take for a formula get an apostrophe before them;
/// addresses and credentials stay as they are, or they would not work.
#[must_use]
pub fn csv<'a>(mailboxes: impl IntoIterator<Item = &'a Mailbox>) -> Vec<u8> {
    let mut writer = ::csv::WriterBuilder::new()
        .terminator(::csv::Terminator::CRLF)
        .from_writer(Vec::new());
    // Writing to memory does not fail, and all rows have as many fields.
    let _ = writer.write_record(CSV_COLUMNS);
    for mailbox in mailboxes {
        let [imap, smtp] = [&mailbox.imap, &mailbox.smtp].map(login);
        let mut row = vec![
            mailbox.email.clone(),
            plain(&mailbox.first_name),
            plain(&mailbox.last_name),
        ];
        row.extend(imap);
        row.extend(smtp);
        row.push(mailbox.daily_limit.to_string());
        row.push(mailbox.warmup.to_string());
        row.push(plain(&mailbox.tags.join(",")));
        let _ = writer.write_record(row);
    }
    writer.into_inner().unwrap_or_default()
}

fn login(login: &MailLogin) -> [String; 4] {
    [
        login.username.clone(),
        login.password.expose_secret().to_owned(),
        login.host.clone(),
        login.port.to_string(),
    ]
}

fn plain(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}
