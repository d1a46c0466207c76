//! Microsoft's login, Graph and Exchange, as their documents show them.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::stub::{Answer, Seen, Vendor};

pub const TENANT: &str = "5b2b1f0c-3c07-4a34-9c4b-0d5f2a1f6f11";
pub const CLIENT: &str = "535fb089-9ff3-47b6-9bfb-4f1264799865";
pub const SECRET: &str = "qWgdYAmab0YSk~uL1qKv5bPX&=";
pub const SKU: &str = "4b9405b0-7788-4568-add1-99614e613b69";
pub const FOREIGN: &str = "foreign-northwind.com";
pub const UNPROVABLE: &str = "unprovable-northwind.com";

/// Users on a page, whatever is asked for.
const PAGE: usize = 2;

#[derive(Clone)]
pub struct User {
    pub members: BTreeMap<String, Value>,
    pub password: String,
    pub licensed: bool,
    pub photo: Option<Vec<u8>>,
    pub methods: Vec<&'static str>,
}

#[derive(Default)]
pub struct Graph {
    pub domains: BTreeMap<String, (bool, Vec<String>)>,
    pub published: Vec<String>,
    pub users: BTreeMap<String, User>,
    pub dkim: BTreeMap<String, bool>,
    pub licences: usize,
    pub tokens: usize,
    pub made: usize,
}

pub fn refused(status: u16, code: &str, message: &str, details: &[&str]) -> Answer {
    let details: Vec<Value> = details
        .iter()
        .map(|code| json!({"code": code, "message": message, "target": "x"}))
        .collect();
    let error = json!({"code": code, "message": message, "details": details,
        "innerError": {"date": "2026-11-26T03:00:00", "request-id": "r"}});
    (status, Some(json!({"error": error})))
}

pub fn bad(message: &str) -> Answer {
    refused(400, "Request_BadRequest", message, &[])
}

fn missing() -> Answer {
    refused(
        404,
        "Request_ResourceNotFound",
        "Resource does not exist.",
        &[],
    )
}

pub fn keys(value: &Value) -> Vec<&str> {
    let object = value.as_object().expect("an object");
    let mut keys: Vec<&str> = object.keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}

pub fn text(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}

impl Vendor for Graph {
    fn answer(&mut self, request: &Seen) -> Answer {
        let (method, path) = request.parts();
        if path.as_slice() == [TENANT, "oauth2", "v2.0", "token"] {
            return self.token(request);
        }
        let exchange = path.first() == Some(&"adminapi");
        let token = if exchange { "exchange" } else { "graph" };
        let bearer = format!("Bearer token-for-{token}-{}", self.tokens);
        if request.header("authorization") != bearer {
            return refused(
                401,
                "InvalidAuthenticationToken",
                "Lifetime validation failed.",
                &[],
            );
        }
        match (method, path.as_slice()) {
            ("POST", ["adminapi", "beta", TENANT, "InvokeCommand"]) => {
                self.command(&request.json())
            }
            ("POST", ["v1.0", "domains"]) => self.add_domain(&request.json()),
            (_, ["v1.0", "domains", name, rest @ ..]) => self.domain(request, name, rest),
            ("POST", ["v1.0", "users"]) => self.add_user(&request.json()),
            ("GET", ["v1.0", "users"]) => self.list(request),
            (_, ["v1.0", "users", name, rest @ ..]) => self.user(request, name, rest),
            ("GET", ["v1.0", "subscribedSkus"]) => {
                request.bare(&[]);
                let used = self.users.values().filter(|user| user.licensed).count();
                (
                    200,
                    Some(json!({"value": [{"skuId": SKU, "consumedUnits": used,
                    "prepaidUnits": {"enabled": self.licences, "suspended": 0, "warning": 0}}]})),
                )
            }
            other => panic!("not documented: {other:?}"),
        }
    }
}

impl Graph {
    pub fn at(&self, address: &str) -> Option<&User> {
        self.users
            .values()
            .find(|user| user.members["userPrincipalName"] == address)
    }

    fn token(&self, request: &Seen) -> Answer {
        assert_eq!(request.method, "POST");
        let form = request.form();
        let form: BTreeMap<_, _> = form.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
        assert_eq!(form.len(), 4);
        assert_eq!(form["grant_type"], "client_credentials");
        let service = match form["scope"] {
            "https://graph.microsoft.com/.default" => "graph",
            "https://outlook.office365.com/.default" => "exchange",
            other => panic!("{other}"),
        };
        if form["client_id"] != CLIENT || form["client_secret"] != SECRET {
            let text = format!("AADSTS7000215: Invalid client secret provided: {SECRET}");
            let body = json!({"error": "invalid_client", "error_description": text});
            return (401, Some(body));
        }
        let token = format!("token-for-{service}-{}", self.tokens);
        let body = json!({"token_type": "Bearer", "expires_in": 3599, "ext_expires_in": 3599,
            "access_token": token});
        (200, Some(body))
    }

    fn add_domain(&mut self, body: &Value) -> Answer {
        assert_eq!(keys(body), ["id"]);
        let name = text(&body["id"]);
        if name == FOREIGN || self.domains.contains_key(&name) {
            let details = ["ObjectConflict"];
            return refused(
                400,
                "Request_BadRequest",
                "Domain already exists.",
                &details,
            );
        }
        self.domains.insert(name.clone(), (false, Vec::new()));
        (201, Some(self.shown(&name)))
    }

    fn shown(&self, name: &str) -> Value {
        let (verified, services) = &self.domains[name];
        json!({"authenticationType": "Managed", "availabilityStatus": null, "id": name,
            "isAdminManaged": true, "isDefault": false, "isInitial": false, "isRoot": verified,
            "isVerified": verified, "supportedServices": services})
    }

    fn domain(&mut self, request: &Seen, name: &str, rest: &[&str]) -> Answer {
        if !self.domains.contains_key(name) {
            return missing();
        }
        let proof = format!("MS=ms{}", name.len());
        match (request.method.as_str(), rest) {
            ("GET", []) => {
                request.bare(&[]);
                (200, Some(self.shown(name)))
            }
            ("PATCH", []) => {
                let body = request.json();
                assert_eq!(body, json!({"supportedServices": ["Email"]}));
                self.domains.get_mut(name).expect("there").1 = vec!["Email".into()];
                (204, None)
            }
            ("DELETE", []) => {
                request.bare(&[]);
                let end = format!("@{name}");
                let used = |user: &User| text(&user.members["userPrincipalName"]).ends_with(&end);
                if self.users.values().any(used) {
                    return bad("The domain is referenced by users.");
                }
                self.domains.remove(name);
                (204, None)
            }
            ("GET", ["verificationDnsRecords"]) => {
                let common = json!({"id": "x", "isOptional": false, "label": name, "ttl": 3600,
                    "supportedService": "Unknown"});
                let with = |more: Value| {
                    let mut record = common.clone();
                    let members = more.as_object().expect("an object").clone();
                    record.as_object_mut().expect("an object").extend(members);
                    record
                };
                (
                    200,
                    Some(json!({"value": [
                        with(json!({"@odata.type": "#microsoft.graph.domainDnsTxtRecord",
                            "recordType": "Txt", "text": proof})),
                        with(json!({"@odata.type": "#microsoft.graph.domainDnsMxRecord",
                            "recordType": "Mx", "preference": 32767,
                            "mailExchange": "ms1.msv1.invalid"})),
                    ]})),
                )
            }
            ("GET", ["serviceConfigurationRecords"]) => {
                (200, Some(super::exchange::services(name)))
            }
            ("POST", ["verify"]) => {
                request.bare(&[]);
                if name == UNPROVABLE || !self.published.contains(&proof) {
                    return bad("The DNS record was not found.");
                }
                self.domains.get_mut(name).expect("there").0 = true;
                (200, Some(self.shown(name)))
            }
            other => panic!("not documented: {other:?}"),
        }
    }

    fn add_user(&mut self, body: &Value) -> Answer {
        let wanted = [
            "accountEnabled",
            "displayName",
            "givenName",
            "mailNickname",
            "onPremisesExtensionAttributes",
            "passwordPolicies",
            "passwordProfile",
            "surname",
            "usageLocation",
            "userPrincipalName",
        ];
        assert_eq!(keys(body), wanted);
        assert_eq!(body["accountEnabled"], true);
        assert_eq!(body["passwordPolicies"], "DisablePasswordExpiration");
        assert_eq!(body["usageLocation"], "US");
        let address = text(&body["userPrincipalName"]);
        let (nick, domain) = address.split_once('@').expect("an address");
        assert_eq!(body["mailNickname"], nick);
        if !self.domains.get(domain).is_some_and(|domain| domain.0) {
            return bad("The domain portion of the userPrincipalName property is invalid.");
        }
        if self.at(&address).is_some() {
            return refused(
                400,
                "Request_BadRequest",
                "Another object has it.",
                &["ObjectConflict"],
            );
        }
        self.insert(body)
    }

    /// Keeps a user, however it came to be.
    pub fn insert(&mut self, body: &Value) -> Answer {
        self.made += 1;
        let id = format!("user-{}", self.made);
        let mut members: BTreeMap<String, Value> = body
            .as_object()
            .expect("an object")
            .clone()
            .into_iter()
            .collect();
        let profile = members.remove("passwordProfile").expect("a password");
        members.insert("id".into(), json!(id));
        let user = User {
            members,
            password: String::new(),
            licensed: false,
            photo: None,
            methods: vec!["#microsoft.graph.passwordAuthenticationMethod"],
        };
        self.users.insert(id.clone(), user);
        if let Some(refused) = self.set_password(&id, &profile) {
            self.users.remove(&id);
            return refused;
        }
        (201, Some(self.user_shown(&id)))
    }

    fn set_password(&mut self, id: &str, profile: &Value) -> Option<Answer> {
        assert_eq!(keys(profile), ["forceChangePasswordNextSignIn", "password"]);
        assert_eq!(profile["forceChangePasswordNextSignIn"], false);
        let password = text(&profile["password"]);
        if password.len() < 12 || !password.contains(|c: char| c.is_ascii_digit()) {
            let text = format!("The password {password} does not comply.");
            return Some(bad(&text));
        }
        self.users.get_mut(id).expect("there").password = password;
        None
    }

    fn user_shown(&self, id: &str) -> Value {
        let user = &self.users[id];
        let held = if user.licensed {
            json!([{"disabledPlans": [], "skuId": SKU}])
        } else {
            json!([])
        };
        let address = text(&user.members["userPrincipalName"]);
        let mut shown = json!({"assignedLicenses": held,
            "proxyAddresses": [format!("SMTP:{address}"), format!("smtp:x@{TENANT}.onmicrosoft.com")]});
        let members = user.members.clone();
        shown.as_object_mut().expect("an object").extend(members);
        shown
    }

    fn list(&self, request: &Seen) -> Answer {
        assert_eq!(request.header("consistencylevel"), "eventual");
        let query: BTreeMap<_, _> = request
            .query
            .iter()
            .map(|(k, v)| (k.as_str(), v.as_str()))
            .collect();
        assert_eq!((query["$count"], query["$top"]), ("true", "100"));
        assert!(query["$select"].contains("onPremisesExtensionAttributes"));
        let end = query["$filter"].strip_prefix("endsWith(userPrincipalName,'");
        let end = end
            .and_then(|rest| rest.strip_suffix("')"))
            .expect("a filter");
        let found: Vec<&String> = self
            .users
            .iter()
            .filter(|(_, user)| text(&user.members["userPrincipalName"]).ends_with(end))
            .map(|(id, _)| id)
            .collect();
        let from = query
            .get("$skiptoken")
            .map_or(0, |skip| skip.parse().expect("a number"));
        let page: Vec<Value> = found
            .iter()
            .skip(from)
            .take(PAGE)
            .map(|id| self.user_shown(id))
            .collect();
        let mut body = json!({"@odata.count": found.len(), "value": page});
        if from + PAGE < found.len() {
            let mut link =
                url::Url::parse("https://graph.microsoft.com/v1.0/users").expect("a URL");
            link.query_pairs_mut()
                .extend_pairs(query.iter().filter(|(name, _)| **name != "$skiptoken"))
                .append_pair("$skiptoken", &(from + PAGE).to_string());
            body["@odata.nextLink"] = json!(link.as_str());
        }
        (200, Some(body))
    }

    fn user(&mut self, request: &Seen, name: &str, rest: &[&str]) -> Answer {
        let by_name = |user: &User| user.members["userPrincipalName"] == name;
        let found = self
            .users
            .iter()
            .find(|(id, user)| *id == name || by_name(user));
        let Some(id) = found.map(|(id, _)| id.clone()) else {
            return missing();
        };
        match (request.method.as_str(), rest) {
            ("GET", []) => {
                assert_eq!(request.query[0].0, "$select");
                (200, Some(self.user_shown(&id)))
            }
            ("PATCH", []) => self.change(&id, &request.json()),
            ("DELETE", []) => {
                request.bare(&[]);
                self.users.remove(&id);
                (204, None)
            }
            ("POST", ["assignLicense"]) => {
                let wanted = json!({"addLicenses": [{"disabledPlans": [], "skuId": SKU}],
                    "removeLicenses": []});
                assert_eq!(request.json(), wanted);
                let used = self.users.values().filter(|user| user.licensed).count();
                if used >= self.licences {
                    let text = format!(
                        "Subscription with SKU {SKU} does not have any available licenses."
                    );
                    return bad(&text);
                }
                self.users.get_mut(&id).expect("there").licensed = true;
                (200, Some(self.user_shown(&id)))
            }
            ("PUT", ["photo", "$value"]) => {
                assert_eq!(request.header("content-type"), "image/jpeg");
                self.users.get_mut(&id).expect("there").photo = Some(request.body.to_vec());
                (200, None)
            }
            ("GET", ["authentication", "methods"]) => {
                request.bare(&[]);
                let methods: Vec<Value> = self.users[&id]
                    .methods
                    .iter()
                    .map(|kind| json!({"@odata.type": kind, "id": "x"}))
                    .collect();
                (200, Some(json!({"value": methods})))
            }
            other => panic!("not documented: {other:?}"),
        }
    }

    fn change(&mut self, id: &str, body: &Value) -> Answer {
        for (name, value) in body.as_object().expect("an object") {
            match name.as_str() {
                "displayName" | "givenName" | "surname" | "mailNickname" => {
                    let user = self.users.get_mut(id).expect("there");
                    user.members.insert(name.clone(), value.clone());
                }
                "passwordProfile" => {
                    if let Some(refused) = self.set_password(id, value) {
                        return refused;
                    }
                }
                "userPrincipalName" => {
                    let address = text(value);
                    if self.at(&address).is_some() {
                        let details = ["ObjectConflict"];
                        return refused(
                            400,
                            "Request_BadRequest",
                            "Another object has it.",
                            &details,
                        );
                    }
                    if address.starts_with("reserved.") {
                        return bad("The name is reserved.");
                    }
                    let user = self.users.get_mut(id).expect("there");
                    user.members.insert(name.clone(), value.clone());
                }
                other => panic!("not documented: {other}"),
            }
        }
        (204, None)
    }
}
