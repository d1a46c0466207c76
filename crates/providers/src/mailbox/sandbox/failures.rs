//! Which names fail, and how. The table is in the module's documentation.

use std::time::Duration;

use crate::error::{Outage, ProviderError};
use crate::mailbox::{DomainName, MailboxError, Username};

/// How often a slow domain is asked before it is verified.
pub(super) const SLOW_CHECKS: u32 = 3;

const WAIT: Duration = Duration::from_secs(30);

/// Domains on which every call fails.
pub(super) fn reach(domain: &DomainName) -> Result<(), MailboxError> {
    if begins(domain, "down-") {
        return Err(down());
    }
    if begins(domain, "limited-") {
        let retry_after = Some(WAIT);
        return Err(ProviderError::RateLimited { retry_after }.into());
    }
    Ok(())
}

/// Whether a domain's name begins so.
pub(super) fn begins(domain: &DomainName, beginning: &str) -> bool {
    domain.as_str().starts_with(beginning)
}

/// Usernames that can't be given, to a new mailbox or an old one.
pub(super) fn give(username: &Username) -> Result<(), MailboxError> {
    match first_word(username) {
        "taken" => Err(MailboxError::taken("the address belongs to a group")),
        "refused" => Err(MailboxError::refused("the name is reserved")),
        _ => Ok(()),
    }
}

/// Usernames for which no mailbox can be made.
pub(super) fn make(username: &Username) -> Result<(), MailboxError> {
    match first_word(username) {
        "full" => Err(MailboxError::Full {
            reason: "no licence is left".to_owned(),
        }),
        "down" => Err(down()),
        _ => give(username),
    }
}

/// Usernames whose mailbox does not take what `without` names.
pub(super) fn take(username: &Username, without: &str, what: &str) -> Result<(), MailboxError> {
    if first_word(username) == without {
        return Err(MailboxError::refused(format!("{what} is not accepted")));
    }
    Ok(())
}

/// Usernames whose mailbox can't be deleted.
pub(super) fn delete(username: &Username) -> Result<(), MailboxError> {
    match first_word(username) {
        "nodelete" => Err(down()),
        _ => Ok(()),
    }
}

/// Whether a mailbox of this name has a second factor.
pub(super) fn has_second_factor(username: &Username) -> bool {
    first_word(username) == "mfa"
}

fn first_word(username: &Username) -> &str {
    username
        .as_str()
        .split(['.', '_', '-'])
        .next()
        .unwrap_or("")
}

fn down() -> MailboxError {
    let outage = Outage::Status {
        status: 503,
        reason: Some("the sandbox is down for this name".to_owned()),
    };
    outage.into()
}
