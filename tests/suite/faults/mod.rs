//! What breaks, and that it does no harm.

mod disk;
mod kill;
mod locked;
mod postgres;
