//! How often a key may call.
//!
//! A fixed window for each key, aligned to multiples of its length, so that every replica speaks
//! of the same one. A process that has its database to itself counts in memory; replicas that
//! share one count there, one upsert a request, which is exact however many they are. Whoever has
//! no valid key is counted by address, in this process only: that limit is there to slow down
//! guessing, and need not be exact.

mod memory;

use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    sync::Arc,
    time::Duration,
};

use axum::extract::ConnectInfo;
use simpleinboxes_core::clock::Clock;
use simpleinboxes_server::runtime::{
    Admission, Gate, Head, Quota, Refusal, Subject,
    errors::{RateLimitExceeded, ServiceUnavailable},
};
use simpleinboxes_store::{Backend, Store};
use uuid::Uuid;

use crate::{auth::Caller, config::RateLimit};

use memory::Windows;

/// Admits requests.
#[derive(Debug)]
pub struct RateGate {
    settings: RateLimit,
    clock: Arc<dyn Clock>,
    callers: Callers,
    anonymous: Windows<IpAddr>,
}

/// Where the windows of keys are counted.
#[derive(Debug)]
enum Callers {
    Here(Windows<Uuid>),
    Shared(Arc<Store>),
}

/// A count in the current window.
#[derive(Clone, Copy, Debug)]
struct Counted {
    /// Requests so far, this one included.
    count: u64,
    /// Seconds until the window ends, at least 1.
    left: u64,
}

/// The time, in Unix seconds, and the length of a window, in seconds.
struct Moment {
    now: u64,
    window: u64,
}

impl RateGate {
    /// A gate that counts in `store` if replicas share it.
    #[must_use]
    pub fn new(settings: RateLimit, clock: Arc<dyn Clock>, store: &Arc<Store>) -> Self {
        let callers = match store.backend() {
            Backend::Postgres => Callers::Shared(Arc::clone(store)),
            Backend::Sqlite => Callers::Here(Windows::default()),
        };
        Self {
            settings,
            clock,
            callers,
            anonymous: Windows::default(),
        }
    }

    fn moment(&self) -> Moment {
        Moment {
            now: self.clock.now().timestamp().unsigned_abs(),
            window: u64::from(self.settings.window_seconds.max(1)),
        }
    }

    async fn count(&self, caller: &Caller) -> Result<Counted, ServiceUnavailable> {
        let Moment { now, window } = self.moment();
        match &self.callers {
            Callers::Here(windows) => Ok(windows.count(caller.rate_subject(), now, window)),
            Callers::Shared(store) => {
                let start = i64::try_from(now - now % window).unwrap_or(i64::MAX);
                let counted = store.count_requests(caller.rate_subject(), start, 1).await;
                let count = counted.map_err(ServiceUnavailable::new)?;
                Ok(Counted {
                    count: count.unsigned_abs(),
                    left: window - now % window,
                })
            }
        }
    }
}

impl Gate for RateGate {
    type Caller = Caller;

    async fn admit(&self, subject: Subject<'_, Caller>, head: &Head) -> Admission {
        let (limit, counted) = match subject {
            Subject::Caller(caller) => match self.count(caller).await {
                Ok(counted) => (self.settings.requests, counted),
                Err(unavailable) => {
                    let refusal = Some(Refusal::ServiceUnavailable(unavailable));
                    return Admission {
                        quota: None,
                        refusal,
                    };
                }
            },
            Subject::Rejected | Subject::Anonymous | Subject::Unrouted => {
                let Moment { now, window } = self.moment();
                let counted = self.anonymous.count(peer(head), now, window);
                (self.settings.anonymous_requests, counted)
            }
        };
        verdict(limit, counted)
    }
}

fn verdict(limit: u32, counted: Counted) -> Admission {
    let limit = match limit {
        0 => u64::from(u32::MAX),
        limit => u64::from(limit),
    };
    let Counted { count, left } = counted;
    let quota = Quota {
        limit,
        remaining: limit.saturating_sub(count),
        reset_seconds: left,
    };
    let refusal = (count > limit).then(|| {
        Refusal::RateLimitExceeded(RateLimitExceeded {
            retry_after: Duration::from_secs(left),
        })
    });
    Admission {
        quota: Some(quota),
        refusal,
    }
}

fn peer(head: &Head) -> IpAddr {
    head.parts
        .extensions
        .get::<ConnectInfo<SocketAddr>>()
        .map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |ConnectInfo(address)| {
            address.ip()
        })
}
