//! The runs that the tests look at. Each happens once in a process, however many tests ask for
//! what came of it.

mod constraints;
mod lanes;
mod real_service;
mod round_trip;
mod surroundings;

pub use constraints::{Constraints, constraints};
pub use real_service::{RealService, real_service};
pub use round_trip::{Called, Kind, RoundTrip, round_trip};
pub use surroundings::{Surroundings, surroundings};

use std::future::Future;

/// How many calls run beside each other.
const LANES: usize = 8;

/// Runs a future to its end, on threads of its own.
fn block_on<T: Send>(future: impl Future<Output = T> + Send) -> T {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build();
    runtime.expect("a runtime").block_on(future)
}
