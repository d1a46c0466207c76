//! Cloudflare, played by the server that its adapter is tested against.

#![allow(
    dead_code,
    missing_docs,
    reason = "it is the stub of the adapter's own tests"
)]

#[path = "../../crates/providers/tests/dns/cloudflare/documented.rs"]
mod documented;
#[path = "../../crates/providers/tests/dns/cloudflare/fake.rs"]
pub mod fake;
#[path = "../../crates/providers/tests/dns/cloudflare/state.rs"]
pub mod state;

use self::fake::{ACCOUNT, Fake, TOKEN};
use crate::service::Ground;

/// Sets a service up to call the fake.
pub fn configure(ground: &mut Ground, fake: &Fake) {
    let account = &mut ground.config.dns.cloudflare;
    account.api_token = Some(TOKEN.to_owned().into());
    account.account_id = Some(ACCOUNT.to_owned());
    account.base_url = Some(fake.url());
}
