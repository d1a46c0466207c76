//! What Exchange answers, and the records that its services need.

use serde_json::{Value, json};

use super::graph::{Graph, bad, keys, text};
use crate::stub::Answer;

impl Graph {
    pub fn command(&mut self, body: &Value) -> Answer {
        assert_eq!(keys(body), ["CmdletInput"]);
        let input = &body["CmdletInput"];
        assert_eq!(keys(input), ["CmdletName", "Parameters"]);
        let (name, given) = (text(&input["CmdletName"]), &input["Parameters"]);
        let none = |name: &str| {
            let text = format!(
                "|Microsoft.Exchange.Configuration.Tasks.\
                ManagementObjectNotFoundException|'{name}' couldn't be found"
            );
            let details = json!([{"code": "Context", "message": text}]);
            let error = json!({"code": "NotFound", "message": "Error executing cmdlet",
                "details": details});
            (404, Some(json!({"error": error})))
        };
        let shown = |domain: &str, on: bool| {
            let target = |n| format!("selector{n}-x._domainkey.northwind.n-v1.dkim.mail.microsoft");
            json!({"value": [{"Identity": domain, "Domain": domain, "Enabled": on,
                "Status": "Valid", "Selector1CNAME": target(1), "Selector2CNAME": target(2)}]})
        };
        match name.as_str() {
            "Get-DkimSigningConfig" => {
                assert_eq!(keys(given), ["Identity"]);
                let domain = text(&given["Identity"]);
                match self.dkim.get(&domain) {
                    Some(on) => (200, Some(shown(&domain, *on))),
                    None => none(&domain),
                }
            }
            "New-DkimSigningConfig" => {
                let domain = text(&given["DomainName"]);
                let wanted = json!({"DomainName": domain, "KeySize": 2048, "Enabled": false});
                assert_eq!(*given, wanted);
                assert!(self.domains[&domain].0, "verified");
                assert_eq!(self.dkim.insert(domain.clone(), false), None);
                (200, Some(shown(&domain, false)))
            }
            "Set-DkimSigningConfig" => {
                assert_eq!(keys(given), ["Enabled", "Identity"]);
                assert_eq!(given["Enabled"], true);
                let domain = text(&given["Identity"]);
                let seen = |n: u8| {
                    self.published
                        .iter()
                        .any(|content| content.starts_with(&format!("selector{n}-")))
                };
                if !seen(1) || !seen(2) {
                    return bad("CNAME record does not exist for this config.");
                }
                self.dkim.insert(domain, true);
                (200, Some(json!({"value": []})))
            }
            other => panic!("not used: {other}"),
        }
    }
}

/// The records that a domain's services need.
pub fn services(name: &str) -> Value {
    let token = name.replace('.', "-");
    json!({"value": [
        {"@odata.type": "microsoft.graph.domainDnsMxRecord", "isOptional": false, "label": name,
            "recordType": "Mx", "supportedService": "Email", "ttl": 3600,
            "mailExchange": format!("{token}.mail.protection.outlook.com"), "preference": 0},
        {"@odata.type": "microsoft.graph.domainDnsTxtRecord", "isOptional": false, "label": name,
            "recordType": "Txt", "supportedService": "Email", "ttl": 3600,
            "text": "v=spf1 include: spf.protection.outlook.com ~all"},
        {"@odata.type": "microsoft.graph.domainDnsCnameRecord", "isOptional": false,
            "label": format!("autodiscover.{name}"), "recordType": "CName",
            "supportedService": "Email", "ttl": 3600,
            "canonicalName": "autodiscover.outlook.com"},
        {"@odata.type": "microsoft.graph.domainDnsSrvRecord", "isOptional": true,
            "label": format!("_sip._tls.{name}"), "recordType": "Srv", "ttl": 3600,
            "supportedService": "OfficeCommunicationsOnline", "nameTarget": "sipdir.online.lync.com",
            "port": 443, "priority": 100, "protocol": "_tls", "service": "_sip", "weight": 1},
    ]})
}
