//! What carries requests to the API: connections, and the endpoints beside it.

mod docs;
mod health;
mod listener;
mod metrics;
mod trace;

pub use docs::routes as docs_routes;
pub use health::{Health, routes as health_routes};
pub use listener::{Listener, Stop};
pub use metrics::{HttpMetrics, observe, routes as metrics_routes};
pub use trace::trace;
