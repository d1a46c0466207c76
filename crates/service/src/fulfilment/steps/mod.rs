//! The steps of work on domains, one file each.

mod at_dns_host;
mod at_mailbox_host;
mod at_own_registrar;
mod at_registrar;
mod at_sending_tool;
mod at_zone;
mod create_mailboxes;
mod create_zone;
mod delete_mailboxes;
mod enable_dkim;
mod purchase_domain;
mod release_domain;
mod remove_from_sending_tool;
mod set_catch_all;
mod set_forwarding;
mod set_nameservers;
mod upload_to_sending_tool;
mod verify_nameservers;
mod write_dns;

pub(crate) use at_sending_tool::credential as open_tool;

use super::Steps;

/// What this program carries out.
#[must_use]
pub fn steps() -> Steps {
    Steps::default()
        .with(create_mailboxes::CreateMailboxes)
        .with(create_zone::CreateZone)
        .with(delete_mailboxes::DeleteMailboxes)
        .with(enable_dkim::EnableDkim)
        .with(purchase_domain::PurchaseDomain)
        .with(set_catch_all::SetCatchAll)
        .with(set_forwarding::SetForwarding)
        .with(set_nameservers::SetNameservers)
        .with(verify_nameservers::VerifyNameservers)
        .with(write_dns::WriteDns)
        .with(release_domain::ReleaseDomain)
        .with(upload_to_sending_tool::UploadToSendingTool)
        .with(remove_from_sending_tool::RemoveFromSendingTool)
}
