//! The answers to what is refused of a domain's settings.

use simpleinboxes_core::status::DomainStatus;
use simpleinboxes_server::runtime::errors::{Conflict, InvalidRequest, NotFound};
use simpleinboxes_store::SettingRefused;

use super::NOT_FOUND;
use crate::transact::{self, Faulty};

/// What changing a domain can answer.
pub(super) trait Refusing:
    Faulty + From<Conflict> + From<InvalidRequest> + From<NotFound>
{
}

impl<E: Faulty + From<Conflict> + From<InvalidRequest> + From<NotFound>> Refusing for E {}

pub(super) fn refuse<E: Refusing>(refused: SettingRefused) -> E {
    match refused {
        SettingRefused::NoDomain => NOT_FOUND.into(),
        SettingRefused::NoCredential => NotFound::new("Credential not found").into(),
        SettingRefused::NoInbox => InvalidRequest::field(
            "/catchAll",
            "must be the address of an inbox on this domain that is neither canceled nor failed",
        )
        .into(),
        SettingRefused::Status(status) => Conflict::new(by_status(status)).into(),
        SettingRefused::InTheWay(why) => {
            Conflict::new(format!("Nothing was changed: {why}.")).into()
        }
        SettingRefused::Store(error) => transact::fault(error),
    }
}

fn by_status(status: DomainStatus) -> String {
    let allowed = match status {
        DomainStatus::Pending | DomainStatus::Provisioning => "once it is active",
        DomainStatus::InRecovery => "once it is out of the Recovery Pool",
        DomainStatus::Active | DomainStatus::Failed | DomainStatus::Released => {
            return format!("The domain is {status}; nothing of it can be changed any more.");
        }
    };
    format!("The domain is {status}; this can be done {allowed}.")
}
