//! What is counted of DNS. The codes are few and fixed.

use std::sync::Arc;

use prometheus_client::{
    collector::Collector,
    encoding::{DescriptorEncoder, EncodeMetric as _},
    metrics::{MetricType, counter::ConstCounter},
    registry::Registry,
};
use simpleinboxes_providers::dns::embedded::Counted;

use super::DnsServing;

/// Makes visible how questions were answered.
pub(crate) fn register(serving: &DnsServing, registry: &mut Registry) {
    if let Some(server) = serving.server() {
        let answers = DnsAnswers(Arc::clone(server.counted()));
        registry.register_collector(Box::new(answers));
    }
}

#[derive(Debug)]
struct DnsAnswers(Arc<Counted>);

impl Collector for DnsAnswers {
    fn encode(&self, mut encoder: DescriptorEncoder<'_>) -> Result<(), std::fmt::Error> {
        let help = "Questions to the DNS server, by the code of the answer";
        let mut answers =
            encoder.encode_descriptor("dns_answers", help, None, MetricType::Counter)?;
        for (code, count) in self.0.all() {
            let labels = [("code", code)];
            ConstCounter::new(count).encode(answers.encode_family(&labels)?)?;
        }
        Ok(())
    }
}
