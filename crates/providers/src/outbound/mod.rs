//! Which addresses we call when a user names them.
//!
//! A user-given URL makes our servers send requests on the user's behalf, from inside our network.
//! So it must be `https`, carry no credentials, and lead to a public address. The address is judged
//! twice: literal IPs when the URL is read ([`OutboundPolicy::check_url`]), names by the
//! [`GuardedResolver`] that the connection itself uses. The address that was judged is therefore
//! the address that is connected to: a name that changes its answer between check and use gains
//! nothing. Redirects are never followed.
//!
//! The operator's own settings (a vendor's base URL) do not pass here: operators may call what
//! they like from their own network.
//!
//! What is never called from here but handed to browsers, such as where visitors of a domain are
//! sent, is judged by [`leads_to_the_open`], and where its name leads at that moment by
//! [`Destinations`].

mod address;
mod destinations;
mod fetch;
mod policy;
mod resolver;

pub use destinations::{DestinationSettings, Destinations};
pub use fetch::Fetcher;
pub use policy::{OutboundPolicy, RefusedUrl, UserUrl, leads_to_the_open};
pub use resolver::GuardedResolver;
