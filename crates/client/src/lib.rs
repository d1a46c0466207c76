//! Client of the SimpleInboxes API.
//!
//! [`Client`] is made once with its key; the calls come from one extension trait a tag, all of
//! them in [`prelude`]. A call is a builder: its setters take the parameters, `body` takes the
//! body, `send` sends it, and a list's `stream` follows the pages. An error is the operation's
//! own: `code()` is an enum of the codes that the operation documents.
//!
//! ```no_run
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! use futures::TryStreamExt as _;
//! use simpleinboxes_client::{Client, prelude::*};
//!
//! let client = Client::builder("http://127.0.0.1:8080/api/v1")
//!     .with_api_key_auth("si_live_…")?
//!     .build()?;
//! let workspaces: Vec<_> = client.list_workspaces().stream().try_collect().await?;
//! # Ok(())
//! # }
//! ```

#[allow(
    clippy::all,
    clippy::pedantic,
    irrefutable_let_patterns,
    missing_docs,
    mismatched_lifetime_syntaxes,
    rustdoc::bare_urls,
    rustdoc::broken_intra_doc_links,
    rustdoc::invalid_html_tags,
    rustdoc::invalid_rust_codeblocks,
    unused_qualifications
)]
#[rustfmt::skip]
mod generated;
pub mod runtime;

pub use generated::*;
pub use runtime::{ApiError, ClientBuilder, FilePart};
