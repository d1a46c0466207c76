//! PlusVibe's answers in the port's terms.

use super::wire::{Authenticated, Failure};
use crate::error::{Lack, ProviderError};
use crate::http::{Reply, accept};
use crate::sending::port::KeyCheck;

pub(super) fn checked(reply: Reply, workspace: &str) -> Result<KeyCheck, ProviderError> {
    let reply = accept(reply, |reply| Some(reply.error::<Failure>()?.message))?;
    let workspaces = match reply.json()? {
        Authenticated::Known { workspaces } => workspaces,
        Authenticated::Unknown(Failure { message }) => {
            return Err(ProviderError::Rejected { reason: message });
        }
    };
    match workspaces.into_iter().find(|found| found.id == workspace) {
        Some(found) => Ok(KeyCheck {
            account: Some(found.name),
        }),
        None => Err(ProviderError::NotAllowed {
            lack: Lack::Permission,
            reason: "the API key has no access to this workspace".to_owned(),
        }),
    }
}
