//! What may happen to a domain.

use super::{Edge, edge, events};
use crate::status::DomainStatus;
use crate::status::DomainStatus::{Active, Failed, InRecovery, Pending, Provisioning, Released};

events! {
    /// Something that happens to a domain.
    DomainEvent {
        /// The first step of its work was begun.
        Begin = "be begun",
        /// It is set up.
        Activate = "be activated",
        /// It is parked in the Recovery Pool.
        Rest = "go into recovery",
        /// It comes back from there.
        Return = "come back from recovery",
        /// It can't be set up.
        Fail = "fail",
        /// It is given up.
        Release = "be released",
    }
}

/// All that may happen to a domain.
pub const DOMAIN: &[Edge<DomainStatus, DomainEvent>] = &[
    edge(Pending, DomainEvent::Begin, Provisioning),
    edge(Pending, DomainEvent::Fail, Failed),
    edge(Pending, DomainEvent::Release, Released),
    edge(Provisioning, DomainEvent::Activate, Active),
    edge(Provisioning, DomainEvent::Fail, Failed),
    edge(Provisioning, DomainEvent::Release, Released),
    edge(Active, DomainEvent::Rest, InRecovery),
    edge(Active, DomainEvent::Release, Released),
    edge(InRecovery, DomainEvent::Return, Active),
    edge(InRecovery, DomainEvent::Release, Released),
];
