//! Dynadot, over its API 3 in JSON.
//!
//! Sources (stored copies, read in November 2026): the pages "Domain API Command List" and
//! "Dynadot API" of dynadot.com; the shapes of answers in the typed client of namefi, in the tests
//! of openova (captured from the live API) and in the README of 7c/dynadot.
//! - Every call is a `GET` of `/api3.json` with `key` and `command` in the query. The key is
//!   therefore in the URL, which is never logged or quoted.
//! - An answer is `{"<Command>Response": {"ResponseCode", "Status", "Error", …}}`. The code is 0 for
//!   success, 1 for a refusal that `Status` names (`not_available`), 5 for `system_busy`, -1 for
//!   errors; it is a number or a text. Some answers have head and content in objects of their own
//!   (`RegisterHeader` with `SuccessCode`, `RegisterContent`): both are read. All come with the HTTP
//!   status 200.
//! - Prices in a search are a sentence: "Registration Price: 10.88 in USD and Renewal price: 10.88 in
//!   USD and Domain is not a Premium Domain".
//! - Accounts of the level Regular may ask for one name in a search and have one call under way at a
//!   time, those of Bulk 100 and 5: `names_per_search` and `threads` say so.
//! - A new domain can take up to half an hour to show in the account ("could not find domain in your
//!   account"), so that a purchase whose answer was lost stays undecided for that long.
//! - Late renewal fees are not paid (`no_renew_if_late_renew_fee_needed`).
//! - A name server must be known to the account: one that is not is added (`add_ns`).
//!
//! Not confirmed against a live account: the shape of `contact_list` (an answer that can't be read
//! counts as an empty list, for a contact kept twice costs nothing); the paging of `tld_price`
//! (`count_per_page`, `page_index`: two clients use it); what a search says of a top-level domain
//! that is not sold (a status or an error that says "not supported" or "invalid"); the texts of
//! errors about money and keys beyond those quoted in the tests. The sandbox of Dynadot
//! (`api-sandbox.dynadot.com`) is reported to refuse `create_contact`.

mod adapter;
mod client;
mod contacts;
mod mapping;
mod settings;
mod wire;

use std::fmt;

use crate::traffic::Traffic;

use client::Client;
pub use settings::{DynadotSettings, DynadotSettingsError};

/// Dynadot, with the key of our account there.
pub struct Dynadot {
    client: Client,
    names_per_search: usize,
    live: bool,
}

impl Dynadot {
    /// Dynadot as the operator set it.
    ///
    /// # Errors
    /// When a setting can't be used.
    pub fn new(
        settings: &DynadotSettings,
        traffic: &Traffic,
    ) -> Result<Self, DynadotSettingsError> {
        Ok(Self {
            client: Client::new(settings, traffic)?,
            names_per_search: settings.names_per_search,
            live: settings.is_live(),
        })
    }
}

impl fmt::Debug for Dynadot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Dynadot")
            .field("live", &self.live)
            .finish_non_exhaustive()
    }
}
