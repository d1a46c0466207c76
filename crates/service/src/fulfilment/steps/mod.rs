//! The steps of work on domains, one file each.

mod at_registrar;
mod purchase_domain;
mod set_nameservers;

use super::Steps;

/// What this program carries out.
#[must_use]
pub fn steps() -> Steps {
    Steps::default()
        .with(purchase_domain::PurchaseDomain)
        .with(set_nameservers::SetNameservers)
}
