//! Mailboxes to hand over, and what tools make of them.

use std::fmt;

use secrecy::SecretString;

/// A mailbox to add to a tool. Prints no secrets.
#[derive(Clone)]
pub struct Mailbox {
    /// The address.
    pub email: String,
    /// The sender's first name.
    pub first_name: String,
    /// The sender's last name.
    pub last_name: String,
    /// Who hosts it.
    pub host: MailHost,
    /// Where mail is sent.
    pub smtp: MailLogin,
    /// Where mail is read.
    pub imap: MailLogin,
    /// Messages a day at most.
    pub daily_limit: u32,
    /// Whether the tool's warm-up is to be on.
    pub warmup: bool,
    /// Tags, for tools that take them.
    pub tags: Vec<String>,
}

/// Who hosts a mailbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailHost {
    /// Google Workspace: the password is the app password.
    Google,
    /// Microsoft 365, which tools connect by consent, not by password.
    Microsoft,
    /// A server of ours or of somebody else.
    Other,
}

/// How to sign in to a mail server. Prints no password.
#[derive(Clone)]
pub struct MailLogin {
    /// The server's name.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// The user name.
    pub username: String,
    /// The password.
    pub password: SecretString,
}

/// An account that a tool is known to hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known<'a> {
    /// How the tool calls it.
    pub id: &'a str,
    /// Whether the tool was given the password that the mailbox has now.
    pub has_password: bool,
}

/// An account as a tool has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToolAccount {
    /// Its id in the tool, to be kept.
    pub id: String,
    /// The address; nothing where the tool does not repeat it.
    pub email: Option<String>,
    /// Whether it works.
    pub state: AccountState,
    /// Messages a day at most, where the tool tells or just took it. What was wished and not taken
    /// is not told.
    pub daily_limit: Option<u32>,
    /// Whether warm-up is on, in the same way.
    pub warmup: Option<bool>,
}

/// Whether a tool can send from an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AccountState {
    /// It signed in to the mailbox.
    Connected,
    /// It has not tried yet: check again.
    Pending,
    /// It could not sign in.
    Failed(String),
    /// It does not tell. Of an account that was just added or changed this is never said by a tool
    /// which tests later: it is pending then.
    Untold,
}

/// Accounts of a tool.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountPage {
    /// The accounts, in the tool's order.
    pub accounts: Vec<ToolAccount>,
    /// Where to go on; nothing when these were the last.
    pub next: Option<String>,
}

/// What came of handing a mailbox over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Added {
    /// The account.
    pub account: ToolAccount,
    /// Whether it was added just now; false when the tool had it.
    pub newly: bool,
}

/// A mailbox that a tool holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Put {
    /// The account.
    pub account: ToolAccount,
    /// How it came to be there.
    pub how: Handing,
}

/// How a tool came to hold a mailbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Handing {
    /// It was added.
    Added,
    /// The tool had it, and has it as it is now.
    Renewed,
    /// The tool had it, and has the password that it had: its API can't be told another one.
    Found,
}

impl Mailbox {
    /// First and last name.
    #[must_use]
    pub fn full_name(&self) -> String {
        format!("{} {}", self.first_name, self.last_name)
    }
}

impl ToolAccount {
    /// An account of which only this much is known.
    pub(super) fn new(id: impl Into<String>, state: AccountState) -> Self {
        Self {
            id: id.into(),
            email: None,
            state,
            daily_limit: None,
            warmup: None,
        }
    }

    pub(super) fn of(mut self, email: impl Into<String>) -> Self {
        self.email = Some(email.into());
        self
    }

    /// Whether it is the account of an address, in any case.
    pub(super) fn is_of(&self, email: &str) -> bool {
        let own = self.email.as_deref();
        own.is_some_and(|own| own.eq_ignore_ascii_case(email))
    }
}

impl fmt::Debug for Mailbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mailbox")
            .field("email", &self.email)
            .field("smtp", &self.smtp)
            .field("imap", &self.imap)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for MailLogin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MailLogin")
            .field("host", &self.host)
            .field("port", &self.port)
            .finish_non_exhaustive()
    }
}
