//! How many questions were answered, and how.

use std::sync::atomic::{AtomicU64, Ordering};

use hickory_proto::op::ResponseCode;

/// The codes that are counted each for itself, and their names.
const CODES: [(ResponseCode, &str); 6] = [
    (ResponseCode::NoError, "NOERROR"),
    (ResponseCode::FormErr, "FORMERR"),
    (ResponseCode::ServFail, "SERVFAIL"),
    (ResponseCode::NXDomain, "NXDOMAIN"),
    (ResponseCode::NotImp, "NOTIMP"),
    (ResponseCode::Refused, "REFUSED"),
];

/// How many questions were answered with which code.
#[derive(Debug, Default)]
pub struct Counted {
    codes: [AtomicU64; CODES.len()],
    others: AtomicU64,
    dropped: AtomicU64,
}

impl Counted {
    pub(super) fn add(&self, code: ResponseCode) {
        let place = CODES.iter().position(|(known, _)| *known == code);
        let count = place.and_then(|place| self.codes.get(place));
        count
            .unwrap_or(&self.others)
            .fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn drop_one(&self) {
        self.dropped.fetch_add(1, Ordering::Relaxed);
    }

    /// Each code by its name, with the number of answers so far; `other` for all others, and
    /// `dropped` for questions that there was no room for.
    pub fn all(&self) -> impl Iterator<Item = (&'static str, u64)> {
        let codes = CODES.iter().zip(&self.codes);
        let rest = [("other", &self.others), ("dropped", &self.dropped)];
        codes
            .map(|((_, name), count)| (*name, count))
            .chain(rest)
            .map(|(name, count)| (name, count.load(Ordering::Relaxed)))
    }
}
