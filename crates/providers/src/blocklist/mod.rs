//! The port to blocklists of domains: Spamhaus DBL, URIBL and SURBL, asked by DNS.
//!
//! A caller holds a [`Blocklists`]. Two exist: [`DnsBlocklists`], and [`SandboxBlocklists`], the
//! embedded one, which asks nobody. For one domain there is one [`Finding`] a list; [`light`] makes
//! a verdict of them.
//!
//! Sources (stored copies, read in November 2026): Spamhaus, "Available Zones" and "DNSBL return
//! codes: technical update"; URIBL, "Query refused"; SURBL, "Lists"; the public configuration of
//! Rspamd.
//! - Asked is `A <domain>.<zone>` for the **registrable** domain. NXDOMAIN means: not listed. An
//!   address in 127.0.0.0/8 is a code, see `decode.rs`.
//! - A refusal, a quota, a timeout, a failure and a code that nobody documents say **nothing** about
//!   the domain: they are [`Unchecked`], never clean and never listed.
//! - The lists refuse public resolvers (8.8.8.8, 1.1.1.1) and high volume. The operator sets a
//!   resolver of their own, and limits for each list. A list that refuses is left alone for a while.
//! - Answers are kept as long as their TTL says, within the operator's bounds.
//! - **Limits, pauses, answers and counts live in the process**: a restart forgets them, and of
//!   several processes each asks as often as the limits say, so that the operator divides them.
//!   [`Blocklists::traffic`] tells them.
//! - An answer too long for UDP is asked for again by TCP.
//! - None of the lists takes requests for removal from programs: people ask at its page. The embedded
//!   ones do, but for domains with the word `manual`.
//!
//! Not confirmed: what 127.255.255.252 of Spamhaus means (a mistake in the zone's name, by reports);
//! the form of the zone for its Data Query Service, which is why zones are settings; the test name
//! of the DBL; the addresses of the removal forms.

mod cache;
mod checker;
mod decode;
mod finding;
mod limit;
mod list;
mod lookup;
mod sandbox;
mod settings;
mod traffic;

use async_trait::async_trait;
use thiserror::Error;

pub use checker::DnsBlocklists;
pub use finding::{Finding, Listing, Severity, Unchecked, Verdict, light};
pub use list::Blocklist;
pub use sandbox::SandboxBlocklists;
pub use settings::{BlocklistSettings, ListSettings, SettingsError};
pub use traffic::{ListState, ListTraffic};

use crate::domain_name::DomainName;

/// How far a request to take a domain off a list came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RemovalRequest {
    /// The list's operator has it.
    Taken,
    /// The list takes requests of people alone, at [`Blocklist::removal_url`].
    ByHand,
}

/// Nobody could be asked to take a domain off a list.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("the request could not be made: {0}")]
pub struct RemovalFailed(pub String);

/// Blocklists that can be asked.
#[async_trait]
pub trait Blocklists: Send + Sync + std::fmt::Debug {
    /// What every list says of a domain, in the order of [`Blocklist::ALL`]. The lists are asked at
    /// once, and for a name below a registrable domain that one is.
    async fn check(&self, domain: &DomainName) -> Vec<Finding>;

    /// The same, asked anew of every list past every answer that was kept. Limits hold all the
    /// same: a list that may not be asked now says nothing.
    async fn check_now(&self, domain: &DomainName) -> Vec<Finding>;

    /// Asks the operator of a list to take a domain off.
    ///
    /// # Errors
    /// When nobody could be asked.
    async fn request_removal(
        &self,
        list: Blocklist,
        domain: &DomainName,
    ) -> Result<RemovalRequest, RemovalFailed>;

    /// What a list says of the name that it lists for tests: any other answer than
    /// [`Verdict::Listed`] means that it can't be asked from here. Never kept.
    async fn probe(&self, list: Blocklist) -> Finding;

    /// What goes on between this process and each list, in the order of [`Blocklist::ALL`]; nothing
    /// where nobody is asked.
    fn traffic(&self) -> Vec<ListTraffic>;
}
