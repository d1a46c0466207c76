//! The port to mailbox hosts: where the inboxes live.
//!
//! A caller holds a [`MailboxHost`] and asks its [`Capabilities`] what it can do. Four exist:
//! [`sandbox`], the embedded one, which can play any provider offline; and the real ones.
//!
//! Three things to know as a caller:
//! - **Every call can be repeated.** An adapter looks before it acts, and a call whose answer was
//!   lost does, when it comes again, what the first one did, once.
//! - **Mailboxes are told apart by their [`Reference`]**, which the caller gives and the host keeps.
//!   What bears another one, or none, is somebody else's: it is never changed and never deleted.
//! - **A domain is ready in steps.** Add it, write its records, verify it, make its mailboxes,
//!   enable DKIM, write those records too, and enable DKIM again until it signs.

mod account;
mod address;
mod connection;
mod domain;
mod error;
pub mod google;
mod hosted;
pub mod microsoft;
mod port;
pub mod sandbox;
pub mod selfhosted;
mod vendor;

pub use account::{
    Mailbox, MailboxPage, MailboxTarget, Mfa, NewMailbox, Photo, PhotoFormat, Reference,
};
pub use address::{Address, AddressError, DomainName, Username};
pub use connection::{Connection, MailServer, Security};
pub use domain::{Dkim, DkimKey, DnsRecord, HostDomain, RecordKind, Verdict};
pub use error::{Capability, MailboxError};
pub use hosted::{
    Change, DkimState, DomainState, HostedMailboxes, InMemoryMailboxes, KeepError, MailboxState,
};
pub use port::{Capabilities, DkimBy, MailboxHost, MailboxProvider};
