//! How mail programs reach a host.

/// How the connection to a mail server is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Security {
    /// From the first byte.
    Tls,
    /// By STARTTLS, before the log-in.
    StartTls,
    /// Not at all; only inside a network of one's own.
    None,
}

impl Security {
    /// As it is in the API.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Tls => "tls",
            Self::StartTls => "starttls",
            Self::None => "none",
        }
    }
}

/// A mail server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailServer {
    /// Its name.
    pub host: String,
    /// Its TCP port.
    pub port: u16,
    /// How the connection is protected.
    pub security: Security,
}

/// The servers that a mail program logs in at, with the whole address as the name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Connection {
    /// For sending.
    pub smtp: MailServer,
    /// For reading.
    pub imap: MailServer,
}
