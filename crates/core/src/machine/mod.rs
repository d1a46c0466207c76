//! State machines as tables: what may happen in which state, under which condition, and where it
//! leads. What stands in no table is refused and changes nothing.

mod action;
mod domain;
mod inbox;
mod order;
mod recovery;

#[cfg(test)]
mod tests;

use std::fmt;

pub use action::{ACTION, ActionEvent};
pub use domain::{DOMAIN, DomainEvent};
pub use inbox::{INBOX, InboxEvent};
pub use order::{ATTEMPTS, ATTEMPTS_AFTER, ORDER, OrderEvent, OrderFacts};
pub use recovery::{RECOVERY, RecoveryEvent, RecoveryFacts};

/// One thing that may happen in one state.
#[derive(Debug, Clone, Copy)]
pub struct Edge<S: 'static, E: 'static, F: 'static = ()> {
    /// The state before.
    pub from: S,
    /// What happens.
    pub on: E,
    /// The state after.
    pub to: S,
    /// What must hold beside.
    pub guard: Option<Guard<F>>,
}

/// A condition, and what to say when it does not hold.
#[derive(Debug, Clone, Copy)]
pub struct Guard<F: 'static> {
    /// Why not.
    pub refusal: &'static str,
    /// Whether it holds.
    pub holds: fn(&F) -> bool,
}

/// An edge that has no condition.
const fn edge<S, E, F>(from: S, on: E, to: S) -> Edge<S, E, F> {
    Edge {
        from,
        on,
        to,
        guard: None,
    }
}

/// An edge with a condition.
const fn guarded<S, E, F>(from: S, on: E, to: S, guard: Guard<F>) -> Edge<S, E, F> {
    Edge {
        from,
        on,
        to,
        guard: Some(guard),
    }
}

/// What happened is not allowed in this state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused<S, E> {
    /// It never is.
    NoEdge {
        /// The state.
        from: S,
        /// What was to happen.
        on: E,
        /// What may happen instead.
        allowed: Vec<E>,
    },
    /// It is, but not at present.
    Guarded {
        /// The state.
        from: S,
        /// What was to happen.
        on: E,
        /// Why not.
        refusal: &'static str,
    },
}

impl<S: fmt::Display, E: fmt::Display> fmt::Display for Refused<S, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoEdge { from, on, allowed } => {
                write!(f, "in the state {from} it can't {on}")?;
                let words: Vec<String> = allowed.iter().map(E::to_string).collect();
                match words.is_empty() {
                    true => f.write_str("; nothing can happen to it any more"),
                    false => write!(f, "; it can {}", words.join(", ")),
                }
            }
            Self::Guarded { from, on, refusal } => {
                write!(f, "in the state {from} it can't {on} now: {refusal}")
            }
        }
    }
}

impl<S: fmt::Display + fmt::Debug, E: fmt::Display + fmt::Debug> std::error::Error
    for Refused<S, E>
{
}

/// Where `on` leads from `from`.
///
/// # Errors
/// When the table has no such edge, or its condition does not hold.
pub fn step<S: Copy + PartialEq, E: Copy + PartialEq, F>(
    table: &[Edge<S, E, F>],
    from: S,
    on: E,
    facts: &F,
) -> Result<S, Refused<S, E>> {
    let mut leading = table.iter().filter(|edge| edge.from == from);
    let Some(edge) = leading.find(|edge| edge.on == on) else {
        let allowed = table.iter().filter(|edge| edge.from == from);
        let allowed = allowed.map(|edge| edge.on).collect();
        return Err(Refused::NoEdge { from, on, allowed });
    };
    match &edge.guard {
        Some(guard) if !(guard.holds)(facts) => Err(Refused::Guarded {
            from,
            on,
            refusal: guard.refusal,
        }),
        _ => Ok(edge.to),
    }
}

/// Names events as verbs, for the words of a refusal.
macro_rules! events {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $verb:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name {
            $($(#[$vdoc])* $variant,)+
        }

        impl $name {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(match self {
                    $(Self::$variant => $verb,)+
                })
            }
        }
    };
}
use events;
