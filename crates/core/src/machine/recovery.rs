//! What may happen to an entry of the Recovery Pool.

use super::{Edge, Guard, edge, events, guarded};
use crate::Timestamp;
use crate::recovery::HEAL;
use crate::status::HealthLight;
use crate::status::RecoveryStatus::{
    self, Healing, Reactivated, Reactivating, Ready, Removed, Resting,
};

events! {
    /// Something that happens to an entry of the Recovery Pool.
    RecoveryEvent {
        /// Its rest is over.
        Heal = "begin to heal",
        /// It has healed.
        Recover = "become ready",
        /// A blocklist blocks it that had not.
        Relapse = "have a relapse",
        /// Its owner wants it back.
        Reactivate = "be reactivated",
        /// Its owner wants it back though it is not ready.
        Force = "be reactivated by force",
        /// It is set up again.
        Succeed = "be back in use",
        /// It could not be set up again.
        Fail = "fail to come back",
        /// Its owner takes it out for good.
        Remove = "be removed",
        /// Its order ends, and the domain with it.
        LetGo = "be let go",
    }
}

/// What the conditions look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecoveryFacts {
    /// The moment.
    pub now: Timestamp,
    /// When its rest is over; nothing as long as that can't be said.
    pub rests_until: Option<Timestamp>,
    /// Since when it heals.
    pub healing_since: Option<Timestamp>,
    /// What the blocklists said last.
    pub light: HealthLight,
    /// Whether they were to be asked again by now.
    pub check_is_due: bool,
}

const RESTED: Guard<RecoveryFacts> = Guard {
    refusal: "its rest is not over",
    holds: |facts| facts.rests_until.is_some_and(|end| end <= facts.now),
};

const HEALED: Guard<RecoveryFacts> = Guard {
    refusal: "it has not healed for long enough, or not all blocklists say that it is clean",
    holds: |facts| {
        let long_enough = facts
            .healing_since
            .is_some_and(|since| since + HEAL <= facts.now);
        long_enough && facts.light == HealthLight::Green && !facts.check_is_due
    },
};

/// All that may happen to an entry of the Recovery Pool. A domain that is being set up again is
/// let go with its order alone, never by its owner.
pub const RECOVERY: &[Edge<RecoveryStatus, RecoveryEvent, RecoveryFacts>] = &[
    guarded(Resting, RecoveryEvent::Heal, Healing, RESTED),
    edge(Resting, RecoveryEvent::Force, Reactivating),
    edge(Resting, RecoveryEvent::Remove, Removed),
    edge(Resting, RecoveryEvent::LetGo, Removed),
    guarded(Healing, RecoveryEvent::Recover, Ready, HEALED),
    edge(Healing, RecoveryEvent::Force, Reactivating),
    edge(Healing, RecoveryEvent::Remove, Removed),
    edge(Healing, RecoveryEvent::LetGo, Removed),
    edge(Ready, RecoveryEvent::Relapse, Healing),
    edge(Ready, RecoveryEvent::Reactivate, Reactivating),
    edge(Ready, RecoveryEvent::Force, Reactivating),
    edge(Ready, RecoveryEvent::Remove, Removed),
    edge(Ready, RecoveryEvent::LetGo, Removed),
    edge(Reactivating, RecoveryEvent::Succeed, Reactivated),
    edge(Reactivating, RecoveryEvent::Fail, Ready),
    edge(Reactivating, RecoveryEvent::LetGo, Removed),
];
