//! What is told of the traffic with vendors: in metrics, and in the details of `/readyz`.
//!
//! Metrics, each with the label `vendor` (`stripe`, `cloudflare`, `instantly` …):
//! - `simpleinboxes_vendor_calls_total`: calls that ended, by `outcome`: `answered`, `refused`,
//!   `rate_limited`, `failed` (5xx), `unreachable`, `timed_out`, `broken`; and those that were not
//!   sent: `not_allowed` (the address), `no_turn` (others of the account took all the time),
//!   `circuit_open` (the vendor is down and left alone);
//! - `simpleinboxes_vendor_call_duration_seconds`: how long those took that were sent;
//! - `simpleinboxes_vendor_calls_waiting`: calls that wait for a turn of their account;
//! - `simpleinboxes_vendor_breaker_state`: 0 closed, 1 half open, 2 open; where customers name the
//!   servers, the worst of them.
//!
//! A vendor that is down makes this process no less ready: everything else is served.

use std::time::Duration;

use prometheus_client::{
    collector::Collector,
    encoding::{DescriptorEncoder, EncodeMetric as _, NoLabelSet},
    metrics::{MetricType, counter::ConstCounter, gauge::ConstGauge},
    registry::{Registry, Unit},
};
use serde_json::{Map, Value, json};
use simpleinboxes_providers::{BreakerState, Traffic, VendorTraffic};

/// Makes the traffic visible in metrics.
pub(crate) fn register(traffic: &Traffic, registry: &mut Registry) {
    registry.register_collector(Box::new(VendorMetrics(traffic.clone())));
}

/// Where the breaker of each vendor stands.
pub(crate) fn details(traffic: &Traffic) -> Value {
    let vendors = traffic.vendors().into_iter().map(|one| {
        let stands = stands("breaker", one.breaker.as_str(), one.retry_after);
        (one.vendor.to_owned(), stands)
    });
    Value::Object(vendors.collect())
}

/// A state under its name, and in how many seconds it may be another one; those begun are counted
/// whole.
pub(super) fn stands(name: &str, state: &str, retry_after: Option<Duration>) -> Value {
    let mut told = Map::new();
    told.insert(name.to_owned(), json!(state));
    if let Some(left) = retry_after {
        let seconds = left.as_secs() + u64::from(left.subsec_nanos() > 0);
        told.insert("retryAfterSeconds".to_owned(), json!(seconds));
    }
    Value::Object(told)
}

#[derive(Debug)]
struct VendorMetrics(Traffic);

impl Collector for VendorMetrics {
    fn encode(&self, mut encoder: DescriptorEncoder<'_>) -> Result<(), std::fmt::Error> {
        let vendors = self.0.vendors();
        calls(&vendors, &mut encoder)?;
        durations(&vendors, &mut encoder)?;
        let help = "Calls that wait for a turn of their account at the vendor";
        gauge(
            &vendors,
            &mut encoder,
            "vendor_calls_waiting",
            help,
            |one| i64::try_from(one.waiting).unwrap_or(i64::MAX),
        )?;
        let help =
            "Whether the vendor is called: 0 yes (closed), 1 on trial (half open), 2 no (open)";
        gauge(
            &vendors,
            &mut encoder,
            "vendor_breaker_state",
            help,
            |one| match one.breaker {
                BreakerState::Closed => 0,
                BreakerState::HalfOpen => 1,
                BreakerState::Open => 2,
            },
        )
    }
}

fn calls(
    vendors: &[VendorTraffic],
    encoder: &mut DescriptorEncoder<'_>,
) -> Result<(), std::fmt::Error> {
    let help = "Calls to the vendor that ended, or were not sent";
    let mut calls = encoder.encode_descriptor("vendor_calls", help, None, MetricType::Counter)?;
    for one in vendors {
        for (outcome, count) in &one.calls {
            let labels = [("vendor", one.vendor), ("outcome", *outcome)];
            ConstCounter::new(*count).encode(calls.encode_family(&labels)?)?;
        }
    }
    Ok(())
}

fn durations(
    vendors: &[VendorTraffic],
    encoder: &mut DescriptorEncoder<'_>,
) -> Result<(), std::fmt::Error> {
    let help = "Time of a call to the vendor that was sent";
    let (name, unit) = ("vendor_call_duration", Some(&Unit::Seconds));
    let mut durations = encoder.encode_descriptor(name, help, unit, MetricType::Histogram)?;
    for one in vendors {
        let labels = [("vendor", one.vendor)];
        let took = &one.durations;
        durations
            .encode_family(&labels)?
            .encode_histogram::<NoLabelSet>(took.seconds, took.calls, &took.buckets, None)?;
    }
    Ok(())
}

fn gauge(
    vendors: &[VendorTraffic],
    encoder: &mut DescriptorEncoder<'_>,
    name: &str,
    help: &str,
    value: impl Fn(&VendorTraffic) -> i64,
) -> Result<(), std::fmt::Error> {
    let mut gauges = encoder.encode_descriptor(name, help, None, MetricType::Gauge)?;
    for one in vendors {
        let labels = [("vendor", one.vendor)];
        ConstGauge::new(value(one)).encode(gauges.encode_family(&labels)?)?;
    }
    Ok(())
}
