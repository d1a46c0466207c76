//! What the generated calls stand on.

mod body;
mod connect;
mod decode;
mod error;
mod join;

pub use body::{FilePart, json_part, optional_bytes, optional_form, optional_json, text_part};
pub use connect::{BuildError, ClientBuilder, basic};
pub use decode::{Success, decide, fail};
pub use error::{Answer, ApiError, Detail, Failure, Undocumented, envelope_code};
pub use join::{CommaJoined, Joined, PipeJoined, SpaceJoined, join_query};
