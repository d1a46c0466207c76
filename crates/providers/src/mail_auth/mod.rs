//! SPF, DKIM and DMARC: the records that let others trust our customers' mail, made and checked.
//!
//! mail-auth reads the records and signs; it is the library that mail servers in Rust use. Keys are
//! made by aws-lc-rs, which does all cryptography here; mail-auth's own way to make them would bring
//! another implementation of RSA, one with a known timing weakness.

mod check;
mod dkim;
mod dmarc;
mod spf;

pub use check::{DKIM_KEY_BITS, check_record};
pub use dkim::{DkimKey, DkimKeyError};
pub use dmarc::{DmarcError, DmarcPolicy, dmarc_record};
pub use spf::{MAX_LOOKUPS, SpfAll, SpfError, spf_of_terms, spf_record};
