//! Things that tests need before they begin, made through the API.

use serde_json::{Value, json};

use crate::api::Api;

/// The secret of every credential that [`Api::make_credential`] saves.
pub const TOOL_SECRET: &str = "tool-secret-of-tests-Zk9Q";

/// A key that was made.
#[derive(Clone, Debug)]
pub struct MadeKey {
    /// Its id.
    pub id: String,
    /// Itself.
    pub key: String,
}

impl Api {
    /// Makes a client and gives the id of its workspace.
    ///
    /// # Panics
    /// When it is not made, like all of these.
    pub async fn make_client(&self, name: &str) -> String {
        let made = self
            .post("/clients", &json!({"name": name}))
            .await
            .data(201);
        text(&made["workspaceId"])
    }

    /// Saves a credential for a client and gives its id.
    pub async fn make_credential(&self, client: &str, label: &str) -> String {
        let body = json!({"tool": "instantly", "apiKey": TOOL_SECRET, "label": label});
        let made = self
            .post(&format!("/clients/{client}/credentials"), &body)
            .await
            .data(201);
        text(&made["id"])
    }

    /// Makes a key.
    pub async fn make_key(&self, scopes: &[&str], workspace: Option<&str>) -> MadeKey {
        let mut body = json!({"name": "Made for a test", "scopes": scopes});
        if let Some(workspace) = workspace {
            body["workspaceId"] = workspace.into();
        }
        self.make_key_as(&body).await
    }

    /// Makes a key as `body` says.
    pub async fn make_key_as(&self, body: &Value) -> MadeKey {
        let made = self.post("/api-keys", body).await.data(201);
        MadeKey {
            id: text(&made["apiKey"]["id"]),
            key: text(&made["key"]),
        }
    }

    /// Everything that a list holds, page by page.
    pub async fn all(&self, path: &str) -> Vec<Value> {
        let (mut all, mut cursor) = (Vec::new(), String::new());
        loop {
            let page = self.get(&format!("{path}?limit=100{cursor}")).await;
            all.extend(page.data(200).as_array().expect("a list").iter().cloned());
            match page.json()["pagination"]["nextCursor"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => return all,
            }
        }
    }
}

/// The text that a value is.
///
/// # Panics
/// When it is none.
#[must_use]
#[track_caller]
pub fn text(value: &Value) -> String {
    value
        .as_str()
        .unwrap_or_else(|| panic!("no text: {value}"))
        .to_owned()
}
