//! A Connect server's answers in the port's terms.

use serde::Deserialize;
use serde_json::Value;

use super::wire::{Failure, Written};
use crate::error::Outage;
use crate::http::{Reply, accept};
use crate::vault::{ItemId, StoredItem, VaultError};

pub(super) fn accepted(reply: Reply) -> Result<Reply, VaultError> {
    let reason = reply.error::<Failure>().map(|failure| failure.message);
    let told = |otherwise: &str| reason.clone().unwrap_or_else(|| otherwise.to_owned());
    match reply.status.as_u16() {
        404 => Err(VaultError::NoSuchVault {
            reason: told("the server does not know it"),
        }),
        400 | 409 | 413 | 422 => Err(VaultError::Refused {
            reason: told("the server refused"),
        }),
        _ => Ok(accept(reply, |_| reason.clone())?),
    }
}

pub(super) fn stored(reply: Reply) -> Result<StoredItem, VaultError> {
    stored_item(&accepted(reply)?.json()?)
}

pub(super) fn stored_item(item: &Value) -> Result<StoredItem, VaultError> {
    let written = Written::deserialize(item)?;
    let id = ItemId(written.id);
    if !id.is_well_formed() {
        return Err(Outage::Garbage.into());
    }
    Ok(StoredItem {
        id,
        version: written.version,
    })
}

/// An item that is not there is gone.
pub(super) fn removed(reply: Reply) -> Result<(), VaultError> {
    match accepted(reply) {
        Ok(_) | Err(VaultError::NoSuchVault { .. }) => Ok(()),
        Err(error) => Err(error),
    }
}
