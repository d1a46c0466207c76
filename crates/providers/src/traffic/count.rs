//! What is counted of calls to one vendor.

use std::time::Duration;

use crate::error::{Outage, ProviderError};
use crate::http::Reply;

/// How a call ended, as it is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ended {
    /// With an answer of success, or one that says the same in other words.
    Answered,
    /// With a refusal: the key, the request, or something that is not there.
    Refused,
    /// With the wish for fewer requests.
    RateLimited,
    /// With a failure of the vendor's own.
    Failed,
    /// With no connection.
    Unreachable,
    /// With no complete answer in time.
    TimedOut,
    /// With half an answer, or one too long.
    Broken,
    /// Before it left: our rules do not call such an address.
    NotAllowed,
    /// Before it left: others of the account took all the time.
    NoTurn,
    /// Before it left: the vendor is down.
    CircuitOpen,
}

impl Ended {
    const ALL: [(Self, &'static str); 10] = [
        (Self::Answered, "answered"),
        (Self::Refused, "refused"),
        (Self::RateLimited, "rate_limited"),
        (Self::Failed, "failed"),
        (Self::Unreachable, "unreachable"),
        (Self::TimedOut, "timed_out"),
        (Self::Broken, "broken"),
        (Self::NotAllowed, "not_allowed"),
        (Self::NoTurn, "no_turn"),
        (Self::CircuitOpen, "circuit_open"),
    ];

    /// How a call ended that was sent. `is_limit` knows which answers beside 429 are the vendor's
    /// wish for fewer requests.
    pub(crate) fn of(outcome: &Result<Reply, ProviderError>, is_limit: fn(&Reply) -> bool) -> Self {
        match outcome {
            Ok(reply) if is_limit(reply) => Self::RateLimited,
            Ok(reply) => match reply.status.as_u16() {
                429 => Self::RateLimited,
                400..500 => Self::Refused,
                500.. => Self::Failed,
                _ => Self::Answered,
            },
            Err(ProviderError::Unavailable(outage)) => match outage {
                Outage::Unresolved | Outage::Unreachable => Self::Unreachable,
                Outage::Timeout => Self::TimedOut,
                Outage::CircuitOpen { .. } => Self::CircuitOpen,
                Outage::Cut | Outage::TooLarge | Outage::Garbage => Self::Broken,
                Outage::Redirected | Outage::Status { .. } => Self::Answered,
            },
            Err(ProviderError::RateLimited { .. }) => Self::NoTurn,
            Err(
                ProviderError::RefusedUrl(_)
                | ProviderError::Rejected { .. }
                | ProviderError::NotAllowed { .. }
                | ProviderError::MissingField { .. },
            ) => Self::NotAllowed,
        }
    }
}

/// Upper bounds in seconds of the times that are told apart; all longer ones are one more.
const BOUNDS: [f64; 9] = [0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 20.0];

#[derive(Debug, Default)]
pub(super) struct Counts {
    ended: [u64; Ended::ALL.len()],
    took: [u64; BOUNDS.len() + 1],
    seconds: f64,
}

impl Counts {
    /// Counts a call; `took` where it was sent.
    pub(super) fn add(&mut self, ended: Ended, took: Option<Duration>) {
        let place = Ended::ALL.iter().position(|(one, _)| *one == ended);
        if let Some(count) = place.and_then(|place| self.ended.get_mut(place)) {
            *count += 1;
        }
        if let Some(took) = took {
            let seconds = took.as_secs_f64();
            let place = BOUNDS.iter().position(|bound| seconds <= *bound);
            if let Some(count) = self.took.get_mut(place.unwrap_or(BOUNDS.len())) {
                *count += 1;
            }
            self.seconds += seconds;
        }
    }

    pub(super) fn calls(&self) -> Vec<(&'static str, u64)> {
        let names = Ended::ALL.iter().map(|(_, name)| *name);
        names.zip(self.ended).collect()
    }

    pub(super) fn durations(&self) -> Durations {
        let bounds = BOUNDS.into_iter().chain([f64::MAX]);
        Durations {
            seconds: self.seconds,
            calls: self.took.iter().sum(),
            buckets: bounds.zip(self.took).collect(),
        }
    }
}

/// How long calls took that were sent.
#[derive(Debug, Clone, PartialEq)]
pub struct Durations {
    /// All together.
    pub seconds: f64,
    /// How many.
    pub calls: u64,
    /// By upper bound in seconds, how many took longer than the bound before; the last is
    /// `f64::MAX`.
    pub buckets: Vec<(f64, u64)>,
}
