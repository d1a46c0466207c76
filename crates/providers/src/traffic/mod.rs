//! What goes on between us and each vendor: how many calls at once, whether the vendor is up, and
//! what came of them.
//!
//! - **One lane a vendor**, opened by name when its adapter is made, with a connection pool of its
//!   own in `http`.
//! - **Turns**: so many calls at once (`calls_at_once`) an account at the vendor. Others wait for
//!   their turn, first come first served, within the time of their call; without one in time they
//!   end as if the vendor wanted fewer requests, which is what waiting is for.
//! - **A breaker** a vendor, not an account; where customers name the server themselves, one a
//!   server, as one customer's dead server is no outage of another's. See [`BreakerState`] and
//!   `breaker.rs`. An open one ends a call with [`Outage::CircuitOpen`]: surely nothing happened,
//!   and it tells when to come back.
//!
//! An outage is: no address, no connection, no complete answer (in time), and the answers 500, 502
//! to 504 and 520 to 530 (with which Cloudflare says that the server behind it is away). What an
//! answer *says* is none, nor are answers too long or not understood.

mod breaker;
mod count;

use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasher, RandomState};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use moka::sync::Cache;
use simpleinboxes_core::clock::{Clock, SystemClock};
use simpleinboxes_core::entropy::Entropy;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, timeout_at};
use url::Url;

use self::breaker::{Breaker, Says, Turned};
use self::count::Counts;
use crate::error::{Outage, ProviderError};
use crate::http::{HttpSettings, Reply};

pub use breaker::{BreakerSettings, BreakerState};
pub use count::Durations;
pub(crate) use count::Ended;

/// Servers named by customers that are remembered, of one vendor. The longest unused is forgotten,
/// which closes its breaker.
const SERVERS: u64 = 1_000;

/// The lanes of all vendors. Cheap to clone.
#[derive(Clone)]
pub struct Traffic(Arc<Lanes>);

struct Lanes {
    clock: Arc<dyn Clock>,
    entropy: Entropy,
    lanes: Mutex<BTreeMap<&'static str, Arc<Lane>>>,
}

/// What goes on between us and one vendor.
#[derive(Debug, Clone, PartialEq)]
pub struct VendorTraffic {
    /// The vendor's name, as in settings and errors.
    pub vendor: &'static str,
    /// Where its breaker stands; of many servers' breakers, the worst.
    pub breaker: BreakerState,
    /// How long until the next trial, while it is open.
    pub retry_after: Option<Duration>,
    /// How many breakers are not closed: 0 or 1, or that many servers of customers.
    pub not_closed: usize,
    /// How many calls wait for their turn.
    pub waiting: u64,
    /// Calls that ended, by how.
    pub calls: Vec<(&'static str, u64)>,
    /// How long those took that were sent.
    pub durations: Durations,
}

impl Traffic {
    /// No vendors yet.
    #[must_use]
    pub fn new(clock: Arc<dyn Clock>, entropy: Entropy) -> Self {
        Self(Arc::new(Lanes {
            clock,
            entropy,
            lanes: Mutex::default(),
        }))
    }

    /// All vendors that have a lane, by name.
    #[must_use]
    pub fn vendors(&self) -> Vec<VendorTraffic> {
        let lanes: Vec<_> = unpoisoned(&self.0.lanes).values().cloned().collect();
        lanes.iter().map(|lane| lane.told()).collect()
    }

    /// The lane of a vendor whose address we know.
    pub(crate) fn lane(&self, vendor: &'static str, settings: HttpSettings) -> Arc<Lane> {
        self.open(vendor, settings, |breaker| Breakers::One(Arc::new(breaker)))
    }

    /// The lane of a vendor whose servers customers name.
    pub(crate) fn lane_of_servers(
        &self,
        vendor: &'static str,
        settings: HttpSettings,
    ) -> Arc<Lane> {
        self.open(vendor, settings, |_| {
            Breakers::ByServer(Cache::new(SERVERS))
        })
    }

    fn open(
        &self,
        vendor: &'static str,
        settings: HttpSettings,
        breakers: impl FnOnce(Breaker) -> Breakers,
    ) -> Arc<Lane> {
        let mut lanes = unpoisoned(&self.0.lanes);
        let lane = lanes.entry(vendor).or_insert_with(|| {
            Arc::new(Lane {
                vendor,
                settings,
                clock: Arc::clone(&self.0.clock),
                entropy: self.0.entropy.clone(),
                breakers: breakers(Breaker::new(settings.breaker)),
                accounts: Mutex::default(),
                hasher: RandomState::new(),
                waiting: AtomicU64::new(0),
                counts: Mutex::default(),
            })
        });
        Arc::clone(lane)
    }
}

impl Default for Traffic {
    /// With the system's clock and chance.
    fn default() -> Self {
        Self::new(Arc::new(SystemClock), Entropy::system())
    }
}

impl std::fmt::Debug for Traffic {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Traffic")
    }
}

enum Breakers {
    One(Arc<Breaker>),
    ByServer(Cache<String, Arc<Breaker>>),
}

/// The calls to one vendor.
pub(crate) struct Lane {
    vendor: &'static str,
    settings: HttpSettings,
    clock: Arc<dyn Clock>,
    entropy: Entropy,
    breakers: Breakers,
    /// The turns of accounts that are being called.
    accounts: Mutex<HashMap<u64, Weak<Semaphore>>>,
    /// Accounts are told apart by a hash that means nothing elsewhere.
    hasher: RandomState,
    waiting: AtomicU64,
    counts: Mutex<Counts>,
}

impl Lane {
    /// The turns of the account that `credential` belongs to.
    pub(crate) fn turns<'a>(&self, credential: impl IntoIterator<Item = &'a str>) -> Turns {
        let credential: Vec<&str> = credential.into_iter().collect();
        let account = self.hasher.hash_one(credential);
        let mut accounts = unpoisoned(&self.accounts);
        if let Some(turns) = accounts.get(&account).and_then(Weak::upgrade) {
            return Turns(turns);
        }
        accounts.retain(|_, turns| turns.strong_count() > 0);
        let turns = Arc::new(Semaphore::new(self.settings.calls_at_once.max(1)));
        accounts.insert(account, Arc::downgrade(&turns));
        Turns(turns)
    }

    /// Waits for a turn of the account, until `over`.
    pub(crate) async fn turn(
        &self,
        turns: &Turns,
        over: Instant,
    ) -> Result<OwnedSemaphorePermit, ProviderError> {
        let turns = Arc::clone(&turns.0);
        if let Ok(turn) = Arc::clone(&turns).try_acquire_owned() {
            return Ok(turn);
        }
        let _waiting = Waiting::begin(&self.waiting);
        match timeout_at(over, turns.acquire_owned()).await {
            Ok(Ok(turn)) => Ok(turn),
            Ok(Err(_)) | Err(_) => {
                unpoisoned(&self.counts).add(Ended::NoTurn, None);
                Err(ProviderError::RateLimited { retry_after: None })
            }
        }
    }

    /// Lets a call to `url` through, if the vendor is not down.
    pub(crate) fn admit(self: &Arc<Self>, url: &Url) -> Result<Pass, ProviderError> {
        let breaker = match &self.breakers {
            Breakers::One(breaker) => Arc::clone(breaker),
            Breakers::ByServer(servers) => servers
                .get_with(url.origin().ascii_serialization(), || {
                    Arc::new(Breaker::new(self.settings.breaker))
                }),
        };
        match breaker.admit(self.clock.now(), self.settings.timeout()) {
            Ok(trial) => Ok(Pass {
                lane: Arc::clone(self),
                breaker,
                trial,
                says: Says::Nothing,
            }),
            Err(retry_after) => {
                unpoisoned(&self.counts).add(Ended::CircuitOpen, None);
                Err(Outage::CircuitOpen { retry_after }.into())
            }
        }
    }

    fn told(&self) -> VendorTraffic {
        let now = self.clock.now();
        let states: Vec<_> = match &self.breakers {
            Breakers::One(breaker) => vec![breaker.state(now)],
            Breakers::ByServer(servers) => {
                let breakers = servers.iter();
                breakers.map(|(_, breaker)| breaker.state(now)).collect()
            }
        };
        let closed = |state: &BreakerState| *state == BreakerState::Closed;
        let worst = states.iter().map(|(state, _)| *state).max();
        let counts = unpoisoned(&self.counts);
        VendorTraffic {
            vendor: self.vendor,
            breaker: worst.unwrap_or(BreakerState::Closed),
            retry_after: states.iter().filter_map(|(_, left)| *left).min(),
            not_closed: states.iter().filter(|(state, _)| !closed(state)).count(),
            waiting: self.waiting.load(Ordering::Relaxed),
            calls: counts.calls(),
            durations: counts.durations(),
        }
    }
}

/// The turns of one account, kept as long as somebody calls for it.
#[derive(Clone)]
pub(crate) struct Turns(Arc<Semaphore>);

/// A call that was let through. Dropped without an end it says nothing of the vendor.
pub(crate) struct Pass {
    lane: Arc<Lane>,
    breaker: Arc<Breaker>,
    trial: bool,
    says: Says,
}

impl Pass {
    /// Notes what came of the call. `is_limit` knows the vendor's own way to wish for fewer
    /// requests.
    pub(crate) fn ended(
        mut self,
        outcome: &Result<Reply, ProviderError>,
        is_limit: fn(&Reply) -> bool,
        took: Duration,
    ) {
        self.says = says(outcome);
        unpoisoned(&self.lane.counts).add(Ended::of(outcome, is_limit), Some(took));
    }
}

impl Drop for Pass {
    fn drop(&mut self) {
        let (lane, now) = (&self.lane, self.lane.clock.now());
        let draw = match self.says {
            Says::Down => u16::from_be_bytes(lane.entropy.bytes()),
            Says::Up | Says::Nothing => 0,
        };
        match self.breaker.ended(self.trial, self.says, now, draw) {
            Some(Turned::Opened(pause)) => {
                let seconds = pause.num_seconds();
                tracing::warn!(
                    vendor = lane.vendor,
                    seconds,
                    "a vendor is down: not called for now"
                );
            }
            Some(Turned::Closed) => tracing::info!(vendor = lane.vendor, "a vendor is back"),
            None => {}
        }
    }
}

fn says(outcome: &Result<Reply, ProviderError>) -> Says {
    match outcome {
        Ok(reply) => match reply.status.as_u16() {
            500 | 502..=504 | 520..=530 => Says::Down,
            _ => Says::Up,
        },
        Err(ProviderError::Unavailable(outage)) => match outage {
            Outage::Unresolved | Outage::Unreachable | Outage::Timeout | Outage::Cut => Says::Down,
            Outage::TooLarge | Outage::Garbage | Outage::Redirected | Outage::Status { .. } => {
                Says::Up
            }
            Outage::CircuitOpen { .. } => Says::Nothing,
        },
        Err(_) => Says::Nothing,
    }
}

/// Counts one who waits, as long as it lives.
struct Waiting<'a>(&'a AtomicU64);

impl<'a> Waiting<'a> {
    fn begin(count: &'a AtomicU64) -> Self {
        count.fetch_add(1, Ordering::Relaxed);
        Self(count)
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

fn unpoisoned<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
