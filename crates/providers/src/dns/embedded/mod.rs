//! The embedded DNS host: an authoritative server in this program, on UDP and TCP.
//!
//! It publishes what stands in our own store, by way of a [`ZoneSource`], so that there is nothing
//! to sync. What the source has at that moment is what is answered: zones are kept in memory only as
//! long as the source says that their version is the present one.
//!
//! - SOA and NS of the domain come from the settings; all else from the source.
//! - Negative answers carry the SOA (RFC 2308), CNAMEs are followed inside the zone, wildcards are
//!   expanded (RFC 4592), names below an NS are referred to it with their glue.
//! - Without EDNS 512 bytes are sent by UDP, with it up to 1,232; what does not fit is asked again
//!   by TCP. `ANY` gets one kind of record (RFC 8482).
//! - Zones that are not ours, zone transfers, updates and other classes are refused.
//! - There are limits on questions under way, on connections, in all and for one client, on their
//!   time and on the time for one answer.
//!
//! Messages and the handler's traits are hickory-server's, so that its other listeners (TLS, HTTPS,
//! QUIC) can be put before [`Answers`]. The two loops here are our own: hickory's (0.26.3) have no
//! limit on connections or questions under way, and log each question twice.

mod answers;
mod counted;
mod host;
mod listen;
pub(super) mod lookup;
mod records;
mod serve;
mod settings;
mod source;
mod zone;

pub use answers::Answers;
pub(super) use answers::{Reply, edns, question, upwards};
pub use counted::Counted;
pub use host::EmbeddedHost;
pub use listen::{EmbeddedServer, ListenError};
pub(super) use records::full_name;
pub use settings::{EmbeddedSettings, EmbeddedSettingsError, ServingLimits};
pub use source::{SourceError, StoredRecord, ZoneContents, ZoneHead, ZoneSource};
