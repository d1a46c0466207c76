//! Google's token endpoint, Directory API and Site Verification API, as their documents show them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der};
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::KeyPair as _;
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE, Engine};
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header};
use serde_json::{Value, json};

use crate::stub::{Answer, Seen, Vendor};

pub const EMAIL: &str = "mail@northwind-1.iam.gserviceaccount.com";
pub const KEY_ID: &str = "0c5b6f3f8d7e4a2b9c1d";
pub const ADMIN: &str = "admin@northwind.example";
pub const FOREIGN: &str = "foreign-northwind.com";
pub const UNPROVABLE: &str = "unprovable-northwind.com";

/// Users on a page, whatever is asked for.
const PAGE: usize = 2;

/// The service account's key.
pub fn key() -> &'static (String, Vec<u8>) {
    static KEY: OnceLock<(String, Vec<u8>)> = OnceLock::new();
    KEY.get_or_init(|| {
        let pair = KeyPair::generate(KeySize::Rsa2048).expect("a key");
        let der: Pkcs8V1Der<'_> = pair.as_der().expect("PKCS#8");
        let text = BASE64_STANDARD.encode(der.as_ref());
        let lines: Vec<&str> = text
            .as_bytes()
            .chunks(64)
            .map(|line| str::from_utf8(line).expect("ASCII"))
            .collect();
        let body = lines.join("\n");
        let pem = format!("-----BEGIN PRIVATE KEY-----\n{body}\n-----END PRIVATE KEY-----\n");
        (pem, pair.public_key().as_ref().to_vec())
    })
}

#[derive(Clone)]
pub struct User {
    pub members: serde_json::Map<String, Value>,
    pub password: String,
    pub aliases: BTreeSet<String>,
    pub photo: Option<Vec<u8>>,
    pub second_factor: bool,
}

#[derive(Default)]
pub struct Directory {
    /// The address of this server, for which tokens are asserted.
    pub url: String,
    pub domains: BTreeMap<String, bool>,
    pub published: Vec<String>,
    pub users: BTreeMap<String, User>,
    pub licences: usize,
    pub now: i64,
    pub made: usize,
}

fn refused(status: u16, reason: &str, message: &str) -> Answer {
    let errors = json!([{"domain": "global", "reason": reason, "message": message}]);
    (
        status,
        Some(json!({"error": {"code": status, "message": message, "errors": errors}})),
    )
}

fn missing(what: &str) -> Answer {
    refused(404, "notFound", &format!("Resource Not Found: {what}"))
}

fn keys(value: &Value) -> Vec<&str> {
    let mut keys: Vec<&str> = value
        .as_object()
        .expect("an object")
        .keys()
        .map(String::as_str)
        .collect();
    keys.sort_unstable();
    keys
}

fn text(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}

impl Vendor for Directory {
    fn answer(&mut self, request: &Seen) -> Answer {
        let (method, path) = request.parts();
        if path.as_slice() == ["token"] {
            return self.token(request);
        }
        if request.header("authorization") != "Bearer ya29.the-access-token" {
            return refused(401, "authError", "Invalid Credentials");
        }
        match (method, path.as_slice()) {
            (
                _,
                [
                    "admin",
                    "directory",
                    "v1",
                    "customer",
                    "my_customer",
                    "domains",
                    rest @ ..,
                ],
            ) => self.domain(request, rest),
            ("POST", ["siteVerification", "v1", "token"]) => {
                let body = request.json();
                let name = text(&body["site"]["identifier"]);
                let wanted = json!({"site": {"type": "INET_DOMAIN", "identifier": name},
                    "verificationMethod": "DNS_TXT"});
                assert_eq!(body, wanted);
                let token = format!("google-site-verification={name}");
                (200, Some(json!({"method": "DNS_TXT", "token": token})))
            }
            ("POST", ["siteVerification", "v1", "webResource"]) => self.verify(request),
            ("POST", ["admin", "directory", "v1", "users"]) => self.add_user(&request.json()),
            ("GET", ["admin", "directory", "v1", "users"]) => self.list(request),
            (_, ["admin", "directory", "v1", "users", user, rest @ ..]) => {
                self.user(request, user, rest)
            }
            other => panic!("not documented: {other:?}"),
        }
    }
}

impl Directory {
    pub fn at(&self, address: &str) -> Option<&User> {
        self.users
            .values()
            .find(|user| user.members["primaryEmail"] == address)
    }

    fn id_of(&self, name: &str) -> Option<String> {
        let is = |(id, user): &(&String, &User)| {
            *id == name || user.members["primaryEmail"] == name || user.aliases.contains(name)
        };
        self.users.iter().find(is).map(|(id, _)| id.clone())
    }

    fn token(&self, request: &Seen) -> Answer {
        assert_eq!(request.method, "POST");
        let form = request.form();
        assert_eq!(form.len(), 2);
        let grant = "urn:ietf:params:oauth:grant-type:jwt-bearer";
        assert_eq!(form[0], ("grant_type".to_owned(), grant.to_owned()));
        assert_eq!(form[1].0, "assertion");
        let header = decode_header(&form[1].1).expect("a header");
        assert_eq!(header.kid.as_deref(), Some(KEY_ID));
        assert_eq!(header.typ.as_deref(), Some("JWT"));
        let mut rules = Validation::new(Algorithm::RS256);
        rules.set_audience(&[format!("{}/token", self.url)]);
        rules.validate_exp = false;
        let key = DecodingKey::from_rsa_der(&key().1);
        let claims = decode::<Value>(&form[1].1, &key, &rules)
            .expect("a signature")
            .claims;
        assert_eq!(claims["sub"], ADMIN);
        assert_eq!(claims["iat"], self.now);
        let lasts = claims["exp"].as_i64().expect("a number") - self.now;
        assert!((1..=3600).contains(&lasts), "{lasts}");
        let scopes: Vec<String> = text(&claims["scope"])
            .split(' ')
            .map(str::to_owned)
            .collect();
        let wanted = [
            "admin.directory.domain",
            "admin.directory.user",
            "siteverification",
        ];
        assert_eq!(
            scopes,
            wanted.map(|name| format!("https://www.googleapis.com/auth/{name}"))
        );
        if claims["iss"] != EMAIL {
            let body = json!({"error": "invalid_grant", "error_description":
                format!("Invalid grant: account not found; {}", form[1].1)});
            return (400, Some(body));
        }
        let body = json!({"access_token": "ya29.the-access-token", "expires_in": 3599,
            "token_type": "Bearer"});
        (200, Some(body))
    }

    fn domain(&mut self, request: &Seen, rest: &[&str]) -> Answer {
        let shown = |name: &str, verified: bool| {
            json!({"kind": "admin#directory#domain", "domainName": name, "isPrimary": false,
                "verified": verified, "creationTime": "1793871000000"})
        };
        match (request.method.as_str(), rest) {
            ("POST", []) => {
                let body = request.json();
                assert_eq!(keys(&body), ["domainName"]);
                let name = text(&body["domainName"]);
                if name == FOREIGN || self.domains.contains_key(&name) {
                    return refused(409, "duplicate", "Entity already exists.");
                }
                self.domains.insert(name.clone(), false);
                (200, Some(shown(&name, false)))
            }
            ("GET", [name]) => {
                request.bare(&[]);
                match self.domains.get(*name) {
                    Some(verified) => (200, Some(shown(name, *verified))),
                    None => missing("domain"),
                }
            }
            ("DELETE", [name]) => {
                request.bare(&[]);
                let end = format!("@{name}");
                let used = |user: &User| text(&user.members["primaryEmail"]).ends_with(&end);
                if self.users.values().any(used) {
                    return refused(412, "conditionNotMet", "Domain has users.");
                }
                match self.domains.remove(*name) {
                    Some(_) => (204, None),
                    None => missing("domain"),
                }
            }
            other => panic!("not documented: {other:?}"),
        }
    }

    fn verify(&mut self, request: &Seen) -> Answer {
        assert_eq!(
            request.query,
            [("verificationMethod".into(), "DNS_TXT".into())]
        );
        let body = request.json();
        let name = text(&body["site"]["identifier"]);
        assert_eq!(
            body,
            json!({"site": {"type": "INET_DOMAIN", "identifier": name}})
        );
        let proof = format!("google-site-verification={name}");
        if name == UNPROVABLE || !self.published.contains(&proof) {
            return refused(
                400,
                "badRequest",
                "The necessary verification token could not be found.",
            );
        }
        self.domains.insert(name.clone(), true);
        let id = format!("dns%3A%2F%2F{name}");
        (
            200,
            Some(json!({"id": id, "site": body["site"], "owners": [ADMIN]})),
        )
    }

    fn add_user(&mut self, body: &Value) -> Answer {
        let wanted = [
            "changePasswordAtNextLogin",
            "externalIds",
            "name",
            "password",
            "primaryEmail",
        ];
        assert_eq!(keys(body), wanted);
        assert_eq!(
            keys(&body["externalIds"][0]),
            ["customType", "type", "value"]
        );
        assert_eq!(body["externalIds"][0]["type"], "custom");
        let address = text(&body["primaryEmail"]);
        let domain = address.split_once('@').expect("an address").1;
        if self.domains.get(domain) != Some(&true) {
            return refused(400, "invalid", "Invalid Input: primary_user_email");
        }
        if self.id_of(&address).is_some() {
            return refused(409, "duplicate", "Entity already exists.");
        }
        if self.users.len() >= self.licences {
            return refused(412, "limitExceeded", "Domain user limit reached.");
        }
        self.insert(body)
    }

    /// Keeps a user, however it came to be.
    pub fn insert(&mut self, body: &Value) -> Answer {
        self.made += 1;
        let id = format!("10{:06}", self.made);
        let mut members = body.as_object().expect("an object").clone();
        members.insert("id".into(), json!(id));
        members.remove("changePasswordAtNextLogin");
        members.remove("password");
        let user = User {
            members,
            password: String::new(),
            aliases: BTreeSet::new(),
            photo: None,
            second_factor: false,
        };
        self.users.insert(id.clone(), user);
        if let Some(refused) = self.set_password(&id, body) {
            self.users.remove(&id);
            return refused;
        }
        (200, Some(self.shown(&id)))
    }

    fn set_password(&mut self, id: &str, body: &Value) -> Option<Answer> {
        assert_eq!(body["changePasswordAtNextLogin"], false);
        let password = text(&body["password"]);
        if !password.contains(|c: char| c.is_ascii_digit()) {
            return Some(refused(
                400,
                "invalid",
                &format!("Invalid Password: {password}"),
            ));
        }
        self.users.get_mut(id).expect("there").password = password;
        None
    }

    fn shown(&self, id: &str) -> Value {
        let user = &self.users[id];
        let mut shown = json!({"kind": "admin#directory#user", "suspended": false,
            "isEnrolledIn2Sv": user.second_factor, "isAdmin": false});
        let object = shown.as_object_mut().expect("an object");
        object.extend(user.members.clone());
        if !user.aliases.is_empty() {
            object.insert("aliases".into(), json!(user.aliases));
        }
        shown
    }

    fn list(&self, request: &Seen) -> Answer {
        let query: BTreeMap<_, _> = request
            .query
            .iter()
            .map(|(k, v)| (k.as_str(), v.as_str()))
            .collect();
        assert_eq!((query["orderBy"], query["maxResults"]), ("email", "100"));
        let end = format!("@{}", query["domain"]);
        let address = |id: &String| text(&self.users[id].members["primaryEmail"]);
        let mut found: Vec<&String> = self
            .users
            .keys()
            .filter(|id| address(id).ends_with(&end))
            .collect();
        found.sort_by_key(|id| address(id));
        let from = query
            .get("pageToken")
            .map_or(0, |token| token.parse().expect("ours"));
        let page: Vec<Value> = found
            .iter()
            .skip(from)
            .take(PAGE)
            .map(|id| self.shown(id))
            .collect();
        let mut body = json!({"kind": "admin#directory#users", "etag": "x"});
        if !page.is_empty() {
            body["users"] = json!(page);
        }
        if from + PAGE < found.len() {
            body["nextPageToken"] = json!((from + PAGE).to_string());
        }
        (200, Some(body))
    }

    fn user(&mut self, request: &Seen, name: &str, rest: &[&str]) -> Answer {
        let Some(id) = self.id_of(name) else {
            return missing("userKey");
        };
        match (request.method.as_str(), rest) {
            ("GET", []) => {
                request.bare(&[]);
                (200, Some(self.shown(&id)))
            }
            ("PUT", []) => self.change(&id, &request.json()),
            ("DELETE", []) => {
                request.bare(&[]);
                self.users.remove(&id);
                (204, None)
            }
            ("DELETE", ["aliases", alias]) => {
                request.bare(&[]);
                assert!(
                    self.users
                        .get_mut(&id)
                        .expect("there")
                        .aliases
                        .remove(*alias)
                );
                (204, None)
            }
            ("PUT", ["photos", "thumbnail"]) => {
                let body = request.json();
                assert_eq!(keys(&body), ["mimeType", "photoData"]);
                assert!(body["mimeType"] == "JPEG" || body["mimeType"] == "PNG");
                let bytes = BASE64_URL_SAFE
                    .decode(text(&body["photoData"]))
                    .expect("base64");
                self.users.get_mut(&id).expect("there").photo = Some(bytes);
                (
                    200,
                    Some(json!({"kind": "admin#directory#user#photo", "id": id})),
                )
            }
            other => panic!("not documented: {other:?}"),
        }
    }

    fn change(&mut self, id: &str, body: &Value) -> Answer {
        for (name, value) in body.as_object().expect("an object") {
            match name.as_str() {
                "name" => {
                    assert_eq!(keys(value), ["familyName", "givenName"]);
                    let user = self.users.get_mut(id).expect("there");
                    user.members.insert(name.clone(), value.clone());
                }
                "password" => {
                    if let Some(refused) = self.set_password(id, body) {
                        return refused;
                    }
                }
                "changePasswordAtNextLogin" => assert!(body["password"].is_string()),
                "primaryEmail" => {
                    let address = text(value);
                    if self.id_of(&address).is_some() {
                        return refused(409, "duplicate", "Entity already exists.");
                    }
                    if address.starts_with("reserved.") {
                        return refused(400, "invalid", "Invalid Input: primary_user_email");
                    }
                    let user = self.users.get_mut(id).expect("there");
                    let old = user.members.insert(name.clone(), value.clone());
                    user.aliases.insert(text(&old.expect("one")));
                }
                other => panic!("not documented: {other}"),
            }
        }
        (200, Some(self.shown(id)))
    }
}
