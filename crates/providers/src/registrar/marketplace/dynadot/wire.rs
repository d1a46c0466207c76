//! What Dynadot gives. Members are named as there.

use serde::Deserialize;
use serde_json::Value;

/// A number that may come as a text.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Number {
    Whole(i64),
    Text(String),
}

impl Number {
    pub(super) fn get(&self) -> Option<i64> {
        match self {
            Self::Whole(number) => Some(*number),
            Self::Text(text) => text.trim().parse().ok(),
        }
    }
}

/// Whether a command succeeded.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Head {
    #[serde(alias = "SuccessCode")]
    pub(super) response_code: Number,
    pub(super) status: Option<String>,
    pub(super) error: Option<String>,
}

/// An answer of which nothing but its success matters.
#[derive(Deserialize)]
pub(super) struct Nothing {}

/// `search`.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Search {
    pub(super) search_results: Vec<Found>,
}

/// One name of a search.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Found {
    pub(super) domain_name: String,
    pub(super) available: Option<String>,
    pub(super) status: Option<String>,
    pub(super) error: Option<String>,
    pub(super) price: Option<String>,
}

/// `register` and `renew`.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Paid {
    pub(super) expiration: Option<Number>,
}

/// `domain_info`.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Info {
    pub(super) domain_info: DomainInfo,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct DomainInfo {
    /// Milliseconds.
    pub(super) expiration: Number,
    pub(super) name_server_settings: Option<NameServerSettings>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct NameServerSettings {
    #[serde(default)]
    pub(super) name_servers: Vec<NameServer>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct NameServer {
    pub(super) server_name: String,
}

/// `tld_price`.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct TldPrices {
    #[serde(default)]
    pub(super) tld_price: Vec<TldPriceRow>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct TldPriceRow {
    /// `.com`.
    pub(super) tld: String,
    pub(super) price: PriceRow,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct PriceRow {
    pub(super) register: Option<String>,
    pub(super) renew: Option<String>,
}

/// `create_contact`.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Created {
    pub(super) create_contact_content: ContactIdOnly,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct ContactIdOnly {
    pub(super) contact_id: Number,
}

/// `get_contact`.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct OneContact {
    pub(super) get_contact: ContactDetails,
}

/// `contact_list`; what is in it is not documented, see [`super`].
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct ContactList {
    #[serde(default)]
    pub(super) contact_list: Vec<Value>,
}

/// A contact. Has no `Debug`: it is personal.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", default)]
#[derive(Default)]
pub(super) struct ContactDetails {
    pub(super) contact_id: Option<Number>,
    pub(super) organization: Option<String>,
    pub(super) name: Option<String>,
    pub(super) email: Option<String>,
    pub(super) phone_cc: Option<String>,
    pub(super) phone_num: Option<String>,
    pub(super) address1: Option<String>,
    pub(super) address2: Option<String>,
    pub(super) city: Option<String>,
    pub(super) state: Option<String>,
    pub(super) zip_code: Option<String>,
    pub(super) country: Option<String>,
}
