//! The pipeline as a whole: real processes of the program, their sandboxes, and what customers see.

mod deaths;
mod journey;

use serde_json::{Value, json};

/// An order of two inboxes on a domain that is bought, with visitors sent on.
fn order(domain: &str) -> Value {
    let inbox = |first: &str, username: &str| json!({"firstName": first, "lastName": "Doe", "username": username});
    json!({
        "provider": "smtp",
        "autoRenew": true,
        "domains": [{
            "domain": domain,
            "source": "purchase",
            "forwardingUrl": "https://www.example.com/",
            "inboxes": [inbox("Jane", "jane"), inbox("John", "john")],
        }],
        "registrant": {
            "firstName": "Olivia", "lastName": "Park", "email": "ops@acme.example",
            "phone": "+12065550142", "addressLine1": "410 Terry Avenue North", "city": "Seattle",
            "state": "WA", "postalCode": "98109", "country": "US",
        },
    })
}
