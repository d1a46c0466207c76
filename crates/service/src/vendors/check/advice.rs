//! What a person can do about a vendor's error.

use simpleinboxes_providers::{
    ProviderError, dns::DnsHostError, mailbox::MailboxError, payments::PaymentError,
    registrar::RegistrarError, vault::VaultError,
};

/// What is set for a vendor.
#[derive(Debug, Clone, Copy)]
pub(super) struct Settings {
    /// Where its key is.
    pub(super) key: &'static str,
    /// The name of its account, for people.
    pub(super) account: &'static str,
}

impl Settings {
    fn key(self, why: &str) -> String {
        format!("Set another {}, or mend its rights there: {why}.", self.key)
    }

    fn account(self, why: &str) -> String {
        format!("See to {}: {why}.", self.account)
    }

    fn away(why: &str) -> String {
        format!(
            "Check the network from here and the vendor's status page, then check again: {why}."
        )
    }

    pub(super) fn provider(self, error: &ProviderError) -> String {
        let why = error.to_string();
        match error {
            ProviderError::Rejected { .. } | ProviderError::NotAllowed { .. } => self.key(&why),
            ProviderError::RateLimited { .. } => format!("Check again in a while: {why}."),
            ProviderError::Unavailable(_) => Self::away(&why),
            ProviderError::RefusedUrl(_) | ProviderError::MissingField { .. } => {
                format!("Correct the settings beside {}: {why}.", self.key)
            }
        }
    }

    pub(super) fn payments(self, error: &PaymentError) -> String {
        let why = error.to_string();
        match error {
            PaymentError::Authentication { .. } => self.key(&why),
            PaymentError::Unavailable(_) | PaymentError::RateLimited { .. } => Self::away(&why),
            _ => self.account(&why),
        }
    }

    pub(super) fn dns(self, error: &DnsHostError) -> String {
        match error {
            DnsHostError::Host(error) => self.provider(error),
            other => self.account(&other.to_string()),
        }
    }

    pub(super) fn registrar(self, error: &RegistrarError) -> String {
        match error {
            RegistrarError::Provider(error) => self.provider(error),
            other => self.account(&other.to_string()),
        }
    }

    pub(super) fn mailboxes(self, error: &MailboxError) -> String {
        match error {
            MailboxError::Provider(error) => self.provider(error),
            MailboxError::State(why) => format!("Look after our own database: {why}."),
            other => self.account(&other.to_string()),
        }
    }

    pub(super) fn vault(self, error: &VaultError) -> String {
        match error {
            VaultError::Provider(error) => self.provider(error),
            VaultError::NoSuchVault { reason } => {
                format!("Set another vaults.vault_id, or let the token see it: {reason}.")
            }
            other => self.account(&other.to_string()),
        }
    }
}
