//! Randomness as a dependency: from the operating system in the program, seeded in tests.

use std::sync::{Arc, Mutex, PoisonError};

use rand::rngs::{StdRng, SysRng};
use rand::{CryptoRng, SeedableRng};

/// A shared source of cryptographic randomness.
#[derive(Clone)]
pub struct Entropy(Arc<Mutex<dyn CryptoRng + Send>>);

impl Entropy {
    /// Randomness from `rng`.
    pub fn new(rng: impl CryptoRng + Send + 'static) -> Self {
        Self(Arc::new(Mutex::new(rng)))
    }

    /// Randomness seeded by the operating system.
    ///
    /// # Panics
    /// When the operating system has no randomness to give: without it no key may be made.
    #[must_use]
    pub fn system() -> Self {
        Self::new(StdRng::try_from_rng(&mut SysRng).expect("the operating system gives randomness"))
    }

    /// The same bytes for the same `seed`, for tests alone.
    #[must_use]
    pub fn seeded(seed: u64) -> Self {
        Self::new(StdRng::seed_from_u64(seed))
    }

    /// Overwrites `bytes` with random ones.
    pub fn fill(&self, bytes: &mut [u8]) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .fill_bytes(bytes);
    }

    /// `N` random bytes.
    #[must_use]
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.fill(&mut bytes);
        bytes
    }
}

impl std::fmt::Debug for Entropy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Entropy")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seeds_repeat_and_the_system_does_not() {
        assert_eq!(
            Entropy::seeded(7).bytes::<32>(),
            Entropy::seeded(7).bytes::<32>()
        );
        assert_ne!(
            Entropy::system().bytes::<32>(),
            Entropy::system().bytes::<32>()
        );
    }
}
