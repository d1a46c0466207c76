//! What Dynadot documents of each command, and what the server does with it.

use chrono::{DateTime, Months, Utc};
use serde_json::{Map, Value, json};

use super::fake::{Books, Kept};

type Parameters = [(String, String)];

const START: &str = "2026-11-25T12:00:00Z";

/// The parameters that a command may have, those that are numbered without their number.
fn documented(command: &str) -> Option<&'static [&'static str]> {
    Some(match command {
        "search" => &["domain", "language", "show_price", "currency"],
        "register" => &[
            "domain",
            "duration",
            "currency",
            "premium",
            "coupon",
            "registrant_contact",
            "admin_contact",
            "technical_contact",
            "billing_contact",
        ],
        "renew" => &[
            "domain",
            "duration",
            "currency",
            "price_check",
            "coupon",
            "no_renew_if_late_renew_fee_needed",
        ],
        "domain_info" => &["domain"],
        "set_ns" => &["domain", "ns"],
        "add_ns" => &["host"],
        "tld_price" => &["currency", "count_per_page", "page_index"],
        "create_contact" => &[
            "organization",
            "name",
            "email",
            "phonenum",
            "phonecc",
            "address1",
            "address2",
            "city",
            "state",
            "zip",
            "country",
        ],
        "get_contact" => &["contact_id"],
        "contact_list" | "account_info" => &[],
        _ => return None,
    })
}

/// Carries a command out and answers; nothing when the connection is to be cut after it.
pub fn carry_out(books: &mut Books, command: &str, parameters: &Parameters) -> Option<Value> {
    let Some(names) = documented(command) else {
        return Some(json!({"Response": error("unknown command")}));
    };
    let known = |name: &str| {
        let bare = name.trim_end_matches(|c: char| c.is_ascii_digit());
        names.contains(&name) || (["domain", "ns"].contains(&bare) && names.contains(&bare))
    };
    if let Some((name, _)) = parameters.iter().find(|(name, _)| !known(name)) {
        return Some(json!({"Response": error(&format!("unknown parameter {name}"))}));
    }
    let (member, answer) = match command {
        "search" => ("SearchResponse", search(books, parameters)),
        "register" => return register(books, parameters),
        "renew" => ("RenewResponse", renew(books, parameters)),
        "domain_info" => ("DomainInfoResponse", domain_info(books, parameters)),
        "set_ns" => ("SetNsResponse", set_ns(books, parameters)),
        "add_ns" => ("AddNsResponse", add_ns(books, parameters)),
        "tld_price" => ("TldPriceResponse", tld_price()),
        "create_contact" => ("CreateContactResponse", create_contact(books, parameters)),
        "get_contact" => ("GetContactResponse", get_contact(books, parameters)),
        "contact_list" => {
            let list =
                json!({"ResponseCode": 0, "Status": "success", "ContactList": books.contacts});
            ("ContactListResponse", list)
        }
        _ => (
            "AccountInfoResponse",
            json!({"ResponseCode": 0, "Status": "success"}),
        ),
    };
    Some(json!({member: answer}))
}

fn error(text: &str) -> Value {
    json!({"ResponseCode": "-1", "Status": "error", "Error": text})
}

fn success() -> Value {
    json!({"ResponseCode": 0, "Status": "success"})
}

fn value<'a>(parameters: &'a Parameters, name: &str) -> &'a str {
    let found = parameters.iter().find(|(found, _)| found == name);
    found.map_or("", |(_, value)| value)
}

fn has(domain: &str, word: &str) -> bool {
    let label = domain.split('.').next().unwrap_or_default();
    label.split('-').any(|part| part == word)
}

fn usual_price(domain: &str) -> Option<(&'static str, &'static str)> {
    match domain.rsplit_once('.')?.1 {
        "com" => Some(("10.88", "11.99")),
        "net" => Some(("12.50", "13.25")),
        _ => None,
    }
}

fn search(books: &Books, parameters: &Parameters) -> Value {
    let domains = parameters
        .iter()
        .filter(|(name, _)| name.starts_with("domain"));
    let results: Vec<Value> = domains
        .enumerate()
        .map(|(number, (name, domain))| {
            assert_eq!(name, &format!("domain{number}"), "numbered without gaps");
            found(books, domain)
        })
        .collect();
    assert!((1..=100).contains(&results.len()), "1 to 100 names");
    json!({"ResponseCode": "0", "SearchResults": results})
}

fn found(books: &Books, domain: &str) -> Value {
    let Some((first, renewal)) = usual_price(domain) else {
        return json!({"DomainName": domain, "Status": "error",
            "Error": "this domain type is not supported"});
    };
    if has(domain, "unknown") {
        return json!({"DomainName": domain, "Status": "system_busy"});
    }
    if has(domain, "taken") || books.domains.contains_key(domain) {
        return json!({"DomainName": domain, "Status": "success", "Available": "no"});
    }
    let (first, renewal, premium) = if has(domain, "premium") {
        ("1,250.00", "1250.00", "is a Premium Domain")
    } else {
        (first, renewal, "is not a Premium Domain")
    };
    json!({"DomainName": domain, "Status": "success", "Available": "yes", "Price": format!(
        "Registration Price: {first} in USD and Renewal price: {renewal} in USD and Domain {premium}")})
}

fn register(books: &mut Books, parameters: &Parameters) -> Option<Value> {
    let domain = value(parameters, "domain");
    let answer = |answer: Value| Some(json!({"RegisterResponse": answer}));
    let contact = value(parameters, "registrant_contact");
    let is_contact = |kept: &Value| kept["ContactId"] == contact;
    assert_eq!(value(parameters, "currency"), "USD");
    if has(domain, "taken") || books.domains.contains_key(domain) {
        return answer(json!({"ResponseCode": "1", "Status": "not_available"}));
    }
    if has(domain, "premium") && value(parameters, "premium") != "1" {
        let text = "this domain is a premium domain, please use premium option";
        return answer(error(text));
    }
    if !books.contacts.iter().any(is_contact) {
        return answer(error("invalid registrant contact"));
    }
    if has(domain, "declined") {
        return answer(error("the registry declined the registration"));
    }
    if has(domain, "unfunded") {
        return answer(error("Insufficient balance"));
    }
    let start: DateTime<Utc> = START.parse().expect("a time");
    let years: u32 = value(parameters, "duration").parse().expect("years");
    let expires_at = start + Months::new(12 * years);
    books.domains.insert(
        domain.to_owned(),
        Kept {
            expires_at,
            servers: Vec::new(),
            shows: !has(domain, "pending"),
            purchases: 1,
            renewals: 0,
        },
    );
    if has(domain, "lost") || has(domain, "pending") {
        return None;
    }
    let expiration = expires_at.timestamp_millis().to_string();
    if has(domain, "premium") {
        // The older form, with head and content apart.
        return answer(
            json!({"RegisterHeader": {"SuccessCode": "0", "Status": "success"},
            "RegisterContent": {"Expiration": expiration}}),
        );
    }
    answer(
        json!({"ResponseCode": "0", "Status": "success", "DomainName": domain,
        "Expiration": expiration}),
    )
}

fn ours<'a>(books: &'a mut Books, domain: &str) -> Option<&'a mut Kept> {
    books.domains.get_mut(domain).filter(|kept| kept.shows)
}

const NOT_OURS: &str = "could not find domain in your account";

fn renew(books: &mut Books, parameters: &Parameters) -> Value {
    assert_eq!(value(parameters, "no_renew_if_late_renew_fee_needed"), "1");
    let Some(kept) = ours(books, value(parameters, "domain")) else {
        return error(NOT_OURS);
    };
    let years: u32 = value(parameters, "duration").parse().expect("years");
    kept.expires_at = kept.expires_at + Months::new(12 * years);
    kept.renewals += 1;
    json!({"ResponseCode": "0", "Status": "success", "DomainName": value(parameters, "domain"),
        "Expiration": kept.expires_at.timestamp_millis().to_string()})
}

fn domain_info(books: &mut Books, parameters: &Parameters) -> Value {
    let domain = value(parameters, "domain");
    let Some(kept) = ours(books, domain) else {
        return error(NOT_OURS);
    };
    let settings = if kept.servers.is_empty() {
        json!({"Type": "Dynadot Parking", "WithAds": "Yes"})
    } else {
        let servers = kept
            .servers
            .iter()
            .map(|host| json!({"ServerId": "1", "ServerName": host}));
        json!({"Type": "Name Servers", "NameServers": servers.collect::<Vec<_>>()})
    };
    json!({"ResponseCode": 0, "Status": "success", "DomainInfo": {
        "Name": domain, "Expiration": kept.expires_at.timestamp_millis().to_string(),
        "Registration": "1795608000000", "NameServerSettings": settings, "Locked": "yes",
        "Privacy": "none", "RenewOption": "no renew option"}})
}

fn set_ns(books: &mut Books, parameters: &Parameters) -> Value {
    let hosts: Vec<String> = parameters[1..]
        .iter()
        .map(|(_, host)| host.clone())
        .collect();
    for (number, (name, _)) in parameters[1..].iter().enumerate() {
        assert_eq!(name, &format!("ns{number}"), "numbered without gaps");
    }
    let unknown = hosts
        .iter()
        .find(|host| !books.known_servers.contains(host))
        .cloned();
    let Some(kept) = ours(books, value(parameters, "domain")) else {
        return error(NOT_OURS);
    };
    if let Some(host) = unknown {
        return error(&format!("name server '{host}' is not in your account"));
    }
    kept.servers = hosts;
    success()
}

fn add_ns(books: &mut Books, parameters: &Parameters) -> Value {
    let host = value(parameters, "host").to_owned();
    if host.ends_with(".unregistered.example") {
        let text = "needs to be registered with an ip address before it can be used.";
        return error(&format!("'{host}' {text}"));
    }
    if books.known_servers.contains(&host) {
        return error(&format!("name server '{host}' already exists"));
    }
    books.known_servers.push(host);
    success()
}

fn tld_price() -> Value {
    let row = |tld: &str, register: &str, renew: &str| {
        json!({"Tld": tld, "Usage": "Usage", "Price": {"Unit": "(Price/1 year)",
            "Register": register, "Renew": renew, "Transfer": "10.88", "Restore": "85.00"}})
    };
    json!({"ResponseCode": 0, "Status": "success", "PriceLevel": "Regular Pricing", "Currency": "USD",
        "TldPrice": [row(".com", "10.88", "11.99"), row(".net", "12.50", "13.25"),
            row(".free", "not-available", "1.00")]})
}

fn create_contact(books: &mut Books, parameters: &Parameters) -> Value {
    for needed in [
        "name", "email", "phonenum", "phonecc", "address1", "city", "zip", "country",
    ] {
        if value(parameters, needed).is_empty() {
            return error(&format!("missing {needed}"));
        }
    }
    let id = (1_234_500 + books.contacts.len()).to_string();
    let member = [
        ("Organization", "organization"),
        ("Name", "name"),
        ("Email", "email"),
        ("PhoneCc", "phonecc"),
        ("PhoneNum", "phonenum"),
        ("Address1", "address1"),
        ("Address2", "address2"),
        ("City", "city"),
        ("State", "state"),
        ("ZipCode", "zip"),
        ("Country", "country"),
    ];
    let members = member.map(|(name, from)| (name.to_owned(), json!(value(parameters, from))));
    let mut contact = Map::from_iter(members);
    contact.insert("ContactId".to_owned(), json!(id));
    books.contacts.push(Value::Object(contact));
    json!({"ResponseCode": "0", "Status": "success", "CreateContactContent": {"ContactId": id}})
}

fn get_contact(books: &Books, parameters: &Parameters) -> Value {
    let id = value(parameters, "contact_id");
    match books.contacts.iter().find(|kept| kept["ContactId"] == id) {
        Some(contact) => json!({"ResponseCode": 0, "Status": "success", "GetContact": contact}),
        None => error("could not find contact"),
    }
}
