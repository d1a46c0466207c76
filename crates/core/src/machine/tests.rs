//! Each edge and each forbidden edge, from one table written out a second time: state by state
//! what may happen and where it leads, all else refused.

use std::fmt::Debug;

use chrono::{TimeDelta, TimeZone as _, Utc};

use super::*;
use crate::Timestamp;
use crate::status::{
    DomainActionStatus, DomainStatus, HealthLight, InboxStatus, OrderStatus, RecoveryStatus,
};

/// A row for each state: what may happen, and the state after.
type Rows<S, E> = Vec<(S, Vec<(E, S)>)>;

/// Walks every pair of a state and an event.
fn walk<S, E, F>(table: &[Edge<S, E, F>], facts: &F, states: &[S], events: &[E], rows: Rows<S, E>)
where
    S: Copy + PartialEq + Debug,
    E: Copy + PartialEq + Debug,
{
    assert_eq!(rows.len(), states.len(), "a row for each state");
    let listed: usize = rows.iter().map(|(_, edges)| edges.len()).sum();
    assert_eq!(table.len(), listed, "no edge is there twice or beside");
    for state in states {
        let (_, edges) = rows.iter().find(|row| row.0 == *state).expect("a row");
        for event in events {
            let found = step(table, *state, *event, facts);
            match edges.iter().find(|edge| edge.0 == *event) {
                Some((_, to)) => assert_eq!(found.ok(), Some(*to), "{state:?} {event:?}"),
                None => {
                    let allowed = edges.iter().map(|edge| edge.0).collect();
                    let refused = Refused::NoEdge {
                        from: *state,
                        on: *event,
                        allowed,
                    };
                    assert_eq!(found.err(), Some(refused), "{state:?} {event:?}");
                }
            }
        }
    }
}

fn at(day: u32) -> Timestamp {
    Utc.with_ymd_and_hms(2026, 11, day, 10, 5, 0)
        .single()
        .expect("a moment")
}

/// An order whose month ended on the 4th, seen on a day.
fn facts(day: u32) -> OrderFacts {
    OrderFacts {
        now: at(day),
        auto_renew: true,
        renews_at: Some(at(4)),
        cancel_at: None,
        renewal_attempts: ATTEMPTS,
    }
}

#[test]
fn orders() {
    use OrderEvent as E;
    use OrderStatus as S;
    walk(
        ORDER,
        &facts(4),
        S::ALL,
        E::ALL,
        vec![
            (
                S::Unpaid,
                vec![(E::Pay, S::Queued), (E::Cancel, S::Canceled)],
            ),
            (S::Queued, vec![(E::Begin, S::Provisioning)]),
            (
                S::Provisioning,
                vec![(E::Activate, S::Active), (E::Fail, S::Failed)],
            ),
            (
                S::Active,
                vec![
                    (E::Cancel, S::CancellationQueued),
                    (E::Renew, S::Active),
                    (E::MissRenewal, S::PastDue),
                ],
            ),
            (
                S::PastDue,
                vec![
                    (E::Pay, S::Active),
                    (E::Cancel, S::Canceled),
                    (E::GiveUp, S::Canceled),
                ],
            ),
            (
                S::CancellationQueued,
                vec![(E::Revert, S::Active), (E::End, S::Canceled)],
            ),
            (S::Canceled, vec![(E::Reactivate, S::Queued)]),
            (S::Failed, vec![]),
        ],
    );
}

#[test]
fn domains() {
    use DomainEvent as E;
    use DomainStatus as S;
    walk(
        DOMAIN,
        &(),
        S::ALL,
        E::ALL,
        vec![
            (
                S::Pending,
                vec![
                    (E::Begin, S::Provisioning),
                    (E::Fail, S::Failed),
                    (E::Release, S::Released),
                ],
            ),
            (
                S::Provisioning,
                vec![
                    (E::Activate, S::Active),
                    (E::Fail, S::Failed),
                    (E::Release, S::Released),
                ],
            ),
            (
                S::Active,
                vec![(E::Rest, S::InRecovery), (E::Release, S::Released)],
            ),
            (
                S::InRecovery,
                vec![(E::Return, S::Active), (E::Release, S::Released)],
            ),
            (S::Failed, vec![]),
            (S::Released, vec![]),
        ],
    );
}

#[test]
fn inboxes() {
    use InboxEvent as E;
    use InboxStatus as S;
    walk(
        INBOX,
        &(),
        S::ALL,
        E::ALL,
        vec![
            (
                S::Pending,
                vec![
                    (E::Begin, S::Provisioning),
                    (E::Fail, S::Failed),
                    (E::Cancel, S::Canceled),
                ],
            ),
            (
                S::Provisioning,
                vec![
                    (E::Activate, S::Active),
                    (E::Fail, S::Failed),
                    (E::Cancel, S::Canceled),
                ],
            ),
            (
                S::Active,
                vec![(E::Suspend, S::Suspended), (E::Cancel, S::Canceled)],
            ),
            (
                S::Suspended,
                vec![(E::Resume, S::Active), (E::Cancel, S::Canceled)],
            ),
            (S::Canceled, vec![]),
            (S::Failed, vec![]),
        ],
    );
}

#[test]
fn actions() {
    use ActionEvent as E;
    use DomainActionStatus as S;
    walk(
        ACTION,
        &(),
        S::ALL,
        E::ALL,
        vec![
            (
                S::Queued,
                vec![(E::Start, S::Running), (E::Drop, S::Failed)],
            ),
            (
                S::Running,
                vec![
                    (E::Succeed, S::Succeeded),
                    (E::Defer, S::Queued),
                    (E::GiveUp, S::Failed),
                    (E::Drop, S::Failed),
                ],
            ),
            (S::Succeeded, vec![]),
            (S::Failed, vec![(E::Retry, S::Queued)]),
        ],
    );
}

/// An entry that has rested and healed, seen on a day.
fn healed(day: u32) -> RecoveryFacts {
    RecoveryFacts {
        now: at(day),
        rests_until: Some(at(3)),
        healing_since: Some(at(3)),
        light: HealthLight::Green,
        check_is_due: false,
    }
}

#[test]
fn recovery() {
    use RecoveryEvent as E;
    use RecoveryStatus as S;
    let out = |from: &[(E, S)]| {
        let mut edges = from.to_vec();
        edges.extend([
            (E::Force, S::Reactivating),
            (E::Remove, S::Removed),
            (E::LetGo, S::Removed),
        ]);
        edges
    };
    walk(
        RECOVERY,
        &healed(4),
        S::ALL,
        E::ALL,
        vec![
            (S::Resting, out(&[(E::Heal, S::Healing)])),
            (S::Healing, out(&[(E::Recover, S::Ready)])),
            (
                S::Ready,
                out(&[(E::Relapse, S::Healing), (E::Reactivate, S::Reactivating)]),
            ),
            (
                S::Reactivating,
                vec![
                    (E::Succeed, S::Reactivated),
                    (E::Fail, S::Ready),
                    (E::LetGo, S::Removed),
                ],
            ),
            (S::Reactivated, vec![]),
            (S::Removed, vec![]),
        ],
    );
}

#[test]
fn a_domain_is_ready_when_it_rested_healed_and_is_known_to_be_clean() {
    use RecoveryEvent as E;
    use RecoveryStatus as S;
    let may = |state, event, facts: RecoveryFacts| step(RECOVERY, state, event, &facts).is_ok();
    let undelegated = RecoveryFacts {
        rests_until: None,
        ..healed(4)
    };
    assert!(may(S::Resting, E::Heal, healed(3)));
    assert!(!may(S::Resting, E::Heal, healed(2)));
    assert!(!may(S::Resting, E::Heal, undelegated));
    assert!(may(S::Healing, E::Recover, healed(4)));
    assert!(!may(S::Healing, E::Recover, healed(3)), "too early");
    for light in [HealthLight::Yellow, HealthLight::Red] {
        let facts = RecoveryFacts { light, ..healed(4) };
        assert!(!may(S::Healing, E::Recover, facts), "{light}");
    }
    let stale = RecoveryFacts {
        check_is_due: true,
        ..healed(4)
    };
    assert!(!may(S::Healing, E::Recover, stale));
}

/// A state, what happens, what is known, and whether it may.
type Condition = (OrderStatus, OrderEvent, OrderFacts, bool);

#[test]
fn conditions_hold_from_their_moment_on() {
    use OrderEvent as E;
    use OrderStatus as S;
    let manual = OrderFacts {
        auto_renew: false,
        ..facts(4)
    };
    let queued = |day| OrderFacts {
        cancel_at: Some(at(4)),
        ..facts(day)
    };
    let tried = |renewal_attempts| OrderFacts {
        renewal_attempts,
        ..facts(11)
    };
    let conditions: [Condition; 12] = [
        (S::Active, E::Renew, facts(3), false),
        (S::Active, E::Renew, facts(4), true),
        (S::Active, E::Renew, manual, false),
        (S::Active, E::MissRenewal, facts(3), false),
        (S::Active, E::MissRenewal, facts(4), true),
        (S::CancellationQueued, E::Revert, queued(3), true),
        (S::CancellationQueued, E::Revert, queued(4), false),
        (S::CancellationQueued, E::End, queued(3), false),
        (S::CancellationQueued, E::End, queued(4), true),
        (S::PastDue, E::GiveUp, tried(ATTEMPTS - 1), false),
        (S::PastDue, E::GiveUp, tried(ATTEMPTS), true),
        (S::PastDue, E::Pay, tried(0), true),
    ];
    for (state, event, facts, may) in conditions {
        let found = step(ORDER, state, event, &facts);
        assert_eq!(found.is_ok(), may, "{state} {event} {facts:?}");
    }
}

#[test]
fn a_refusal_tells_the_state_and_what_is_allowed() {
    let words = |from, on| {
        let refused = step(ORDER, from, on, &facts(3)).expect_err("refused");
        refused.to_string()
    };
    assert_eq!(
        words(OrderStatus::Canceled, OrderEvent::Cancel),
        "in the state canceled it can't be canceled; it can be reactivated"
    );
    assert_eq!(
        words(OrderStatus::Failed, OrderEvent::Revert),
        "in the state failed it can't be taken back; nothing can happen to it any more"
    );
    assert_eq!(
        words(OrderStatus::Active, OrderEvent::Renew),
        "in the state active it can't be renewed now: the month that is paid for has not ended, \
         or auto-renew is off"
    );
}

#[test]
fn three_attempts_are_made_within_seven_days() {
    assert_eq!(ATTEMPTS_AFTER.len(), 3);
    assert!(ATTEMPTS_AFTER.is_sorted());
    assert_eq!(ATTEMPTS_AFTER.last(), Some(&TimeDelta::days(7)));
}
