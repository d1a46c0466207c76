//! Mailboxes as a CSV file, for tools that have no adapter.

use std::io::{self, Write};

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

/// Writes mailboxes as a CSV file: a header, then a line for each, ended as RFC 4180 has it. **It
/// holds passwords.**
///
/// Names and tags that a spreadsheet would take for a formula get an apostrophe before them;
/// addresses and credentials stay as they are, or they would not work.
#[derive(Debug)]
pub struct CsvFile<W: Write>(::csv::Writer<W>);

impl<W: Write> CsvFile<W> {
    /// Begins one.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn begin(into: W) -> io::Result<Self> {
        let mut writer = ::csv::WriterBuilder::new()
            .terminator(::csv::Terminator::CRLF)
            .from_writer(into);
        writer.write_record(CSV_COLUMNS)?;
        Ok(Self(writer))
    }

    /// Writes a mailbox.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn write(&mut self, mailbox: &Mailbox) -> io::Result<()> {
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
        Ok(self.0.write_record(row)?)
    }

    /// Ends it.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn end(mut self) -> io::Result<()> {
        self.0.flush()
    }
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
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}
