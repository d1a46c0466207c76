//! The answers to what is refused of DNS records.

use simpleinboxes_server::runtime::errors::{Conflict, NotFound, UpstreamError};
use simpleinboxes_store::DnsRefused;

use super::{HostError, SyncError, wanted::NO_RECORD};
use crate::{
    domains::NOT_FOUND,
    transact::{self, Faulty},
    words::sentence,
};

/// What commands on records can answer.
pub(super) trait Refusing: Faulty + From<Conflict> + From<NotFound> {}

impl<E: Faulty + From<Conflict> + From<NotFound>> Refusing for E {}

pub(super) fn refuse<E: Refusing>(refused: DnsRefused) -> E {
    match refused {
        DnsRefused::NoDomain => NOT_FOUND.into(),
        DnsRefused::NoRecord => NO_RECORD.into(),
        DnsRefused::Store(error) => transact::fault(error),
        refused => Conflict::new(words(&refused)).into(),
    }
}

/// Why records can't be changed, in a sentence.
pub(super) fn words(refused: &DnsRefused) -> String {
    sentence(&refused.to_string())
}

pub(super) fn unsynced<E: Refusing + From<UpstreamError>>(error: SyncError) -> E {
    match error {
        SyncError::Refused(refused) => refuse(refused),
        SyncError::Busy(_) => Conflict::new("Another sync of the domain is under way.").into(),
        SyncError::Host(HostError { host, words, .. }) => UpstreamError::new(host, words).into(),
        SyncError::TooManyDeletions(many) => {
            let words = sentence(&many.to_string());
            Conflict::new(format!("{words} Nothing was done; `force` goes ahead.")).into()
        }
    }
}
