//! DNS records as this program keeps them, without a word to any DNS server.
//!
//! - A [`Record`] is one that was checked: [`RecordInput::check`] is the only way from what somebody
//!   wrote, and names every field that is wrong.
//! - [`check_addition`] says whether a record goes together with those of its domain.
//! - [`sync`] plans how what stands here and what stands at the DNS host become one again.
//! - [`verdict`] judges a domain's delegation and mail records by what was seen of them.

mod caa;
mod content;
mod domain;
mod input;
mod kinds;
mod name;
mod record;
pub mod sync;
mod target;
mod text;
mod ttl;
pub mod verdict;
mod zone;

pub use content::RecordData;
pub use domain::{DomainName, DomainNameError};
pub use input::{Field, FieldError, Issue, RecordInput};
pub use kinds::{CaaTag, MailText, RecordPurpose, RecordType, SyncStatus};
pub use name::{RecordName, RecordNameError};
pub use record::Record;
pub use target::{Target, TargetError};
pub use text::{Text, TextError};
pub use ttl::{Ttl, TtlOutOfRange};
pub use zone::{Clash, ClashRule, MAX_RECORDS, Present, check_addition, is_version_of};

#[cfg(test)]
mod tests;
