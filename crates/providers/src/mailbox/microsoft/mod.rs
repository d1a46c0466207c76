//! Microsoft 365, over Microsoft Graph v1.0 and the admin interface of Exchange Online.
//!
//! Sources (stored copies, read in November 2026): the reference of Microsoft Graph v1.0 (domain and
//! its post, verify, verificationDnsRecords, serviceConfigurationRecords, update, delete; user and
//! its post, update, delete, assignLicense; profilePhoto; authentication methods; subscribedSku;
//! onPremisesExtensionAttributes), its pages on errors, throttling, advanced queries and access
//! without a user; Exchange's documentation of `*-DkimSigningConfig`.
//! - Tokens by client credentials, with the scope `.default` of each of the two services.
//! - The app needs `Domain.ReadWrite.All`, `User.ReadWrite.All`, `User-PasswordProfile.ReadWrite.All`,
//!   `UserAuthenticationMethod.Read.All`, `Organization.Read.All`; and for DKIM
//!   `Exchange.ManageAsApp` with the role of an Exchange administrator.
//! - Our reference stands in `extensionAttribute1`, which can be written for users of the cloud.
//! - Errors are told by `code`, never by `message`, which Microsoft may change. A user that can't be
//!   made or licensed is explained by reading the domain or the licences.
//! - A deleted user can be restored for 30 days at Microsoft.
//!
//! Not confirmed against a live account: what Graph answers to a domain of another tenant (taken for
//! a conflict) and to a verification without its record (any 400 is 'not yet'); whether the old
//! address stays an alias after a rename (not promised); DKIM by `InvokeCommand`, which Microsoft's
//! own PowerShell module calls and which public scanners use, but whose wire form is documented
//! nowhere; whether a PNG is taken as a photo (only JPEG is documented, so only JPEG is sent).
//!
//! Log-in by password to SMTP is off by default in new tenants and being retired by Microsoft; this
//! adapter does not change that. Sending tools connect by OAuth.

mod client;
mod dkim;
mod domains;
mod host;
mod mapping;
mod settings;
mod users;
mod wire;

use std::fmt;
use std::sync::Arc;

use simpleinboxes_core::clock::Clock;

pub use settings::{MicrosoftSettings, MicrosoftSettingsError};

use crate::traffic::Traffic;

use client::Client;

/// Microsoft 365, with one tenant there.
pub struct Microsoft {
    client: Client,
    sku: String,
    country: String,
}

impl Microsoft {
    /// One tenant.
    ///
    /// # Errors
    /// When a setting can't be used.
    pub fn new(
        settings: &MicrosoftSettings,
        clock: Arc<dyn Clock>,
        traffic: &Traffic,
    ) -> Result<Self, MicrosoftSettingsError> {
        settings.check()?;
        Ok(Self {
            client: Client::new(settings, clock, traffic)?,
            sku: settings.sku_id.clone(),
            country: settings.usage_location.clone(),
        })
    }
}

impl fmt::Debug for Microsoft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Microsoft").finish_non_exhaustive()
    }
}
