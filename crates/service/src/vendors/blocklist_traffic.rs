//! What is told of the blocklists, which are asked by DNS and so have no breaker: in metrics, and
//! in the details of `/readyz`. It is that of this process.
//!
//! Metrics, each with the label `list` (`spamhaus_dbl`, `uribl`, `surbl`); none where the sandbox
//! stands in their place:
//! - `simpleinboxes_blocklist_questions_total`: by `outcome`: `clean`, `listed`; those that said
//!   nothing of the domain: `refused`, `over_quota`, `timed_out`, `failed`, `unknown_code`; and
//!   `not_asked`, to keep to a limit or a pause;
//! - `simpleinboxes_blocklist_state`: 0 asked, 1 at our own limit, 2 paused after it refused.

use std::sync::Arc;

use prometheus_client::{
    collector::Collector,
    encoding::{DescriptorEncoder, EncodeMetric as _},
    metrics::{MetricType, counter::ConstCounter, gauge::ConstGauge},
    registry::Registry,
};
use serde_json::Value;
use simpleinboxes_providers::blocklist::{Blocklists, ListState};

use super::traffic::stands;

/// Makes the blocklists visible in metrics.
pub(crate) fn register(lists: &Arc<dyn Blocklists>, registry: &mut Registry) {
    registry.register_collector(Box::new(ListMetrics(Arc::clone(lists))));
}

/// Whether each list is asked, and if not, in how many seconds.
pub(crate) fn details(lists: &dyn Blocklists) -> Value {
    let lists = lists.traffic().into_iter().map(|one| {
        let stands = stands("state", one.state.as_str(), one.retry_after);
        (one.list.as_str().to_owned(), stands)
    });
    Value::Object(lists.collect())
}

#[derive(Debug)]
struct ListMetrics(Arc<dyn Blocklists>);

impl Collector for ListMetrics {
    fn encode(&self, mut encoder: DescriptorEncoder<'_>) -> Result<(), std::fmt::Error> {
        let lists = self.0.traffic();
        let help = "Questions to the blocklist by what came of them, or not asked";
        let name = "blocklist_questions";
        let mut counts = encoder.encode_descriptor(name, help, None, MetricType::Counter)?;
        for one in &lists {
            for (outcome, count) in &one.questions {
                let labels = [("list", one.list.as_str()), ("outcome", *outcome)];
                ConstCounter::new(*count).encode(counts.encode_family(&labels)?)?;
            }
        }
        let help =
            "Whether the blocklist is asked: 0 yes, 1 not now (our limit), 2 not now (paused)";
        let name = "blocklist_state";
        let mut states = encoder.encode_descriptor(name, help, None, MetricType::Gauge)?;
        for one in &lists {
            let state: i64 = match one.state {
                ListState::Asked => 0,
                ListState::AtLimit => 1,
                ListState::Paused => 2,
            };
            let labels = [("list", one.list.as_str())];
            ConstGauge::new(state).encode(states.encode_family(&labels)?)?;
        }
        Ok(())
    }
}
