//! Limits of every call to a vendor.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::traffic::BreakerSettings;

/// Limits of every call to a vendor, as the operator sets them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct HttpSettings {
    /// Milliseconds to get connected, TLS included.
    pub connect_timeout_ms: u64,
    /// Milliseconds for one call from first to last byte, repeats and pauses included.
    pub timeout_ms: u64,
    /// Bytes of an answer's body that are read; a longer one is an outage.
    pub max_answer_bytes: usize,
    /// How often a call that only reads is repeated when the connection or a gateway failed.
    pub repeats: u32,
    /// Milliseconds between a failure and its repeat.
    pub repeat_pause_ms: u64,
    /// How many calls may be under way at once for one account at the vendor, at least 1; others
    /// wait for their turn within `timeout_ms`.
    pub calls_at_once: usize,
    /// When to stay away from the vendor.
    pub breaker: BreakerSettings,
}

impl Default for HttpSettings {
    fn default() -> Self {
        Self {
            connect_timeout_ms: 5_000,
            timeout_ms: 15_000,
            max_answer_bytes: 1024 * 1024,
            repeats: 1,
            repeat_pause_ms: 250,
            calls_at_once: 4,
            breaker: BreakerSettings::default(),
        }
    }
}

impl HttpSettings {
    pub(super) fn connect_timeout(&self) -> Duration {
        Duration::from_millis(self.connect_timeout_ms)
    }

    pub(crate) fn timeout(&self) -> Duration {
        Duration::from_millis(self.timeout_ms)
    }

    pub(super) fn repeat_pause(&self) -> Duration {
        Duration::from_millis(self.repeat_pause_ms)
    }
}
