//! lemlist, Reply.io, Saleshandy, Snov.io.

use serde_json::{Value, json};

use super::{Answer, Asked, Books, Kept, said, undocumented};
use crate::fixtures;

pub fn lemlist(books: &mut Books, asked: &Asked) -> Answer {
    let gone = || said(404, "Email account not found");
    let parts: Vec<&str> = asked.path.split('/').skip(1).collect();
    let known = |id: &str| id.strip_prefix("umx_").expect("an id").to_owned();
    match (asked.method.as_str(), parts.as_slice()) {
        ("POST", ["user", "email-accounts", id, "test"]) => match books.one(&known(id)) {
            Some(kept) => {
                let error = (!kept.works()).then_some("Invalid login");
                let smtp = json!({"success": kept.works(), "error": error});
                (200, json!({"smtp": smtp, "imap": {"success": true}}))
            }
            None => gone(),
        },
        ("DELETE", ["user", "email-accounts", id]) => {
            match books.one(&known(id)).map(|kept| kept.email.clone()) {
                Some(email) => (200, json!({"ok": books.remove(&email)})),
                None => gone(),
            }
        }
        ("POST", ["user", "email-accounts"]) => {
            let added = books.add(Kept {
                email: asked.text("/sender_email"),
                password: asked.text("/smtp_password"),
                ..Kept::default()
            });
            match added {
                Ok(kept) => (
                    200,
                    json!({"id": format!("umx_{}", kept.id), "email": kept.email,
                        "provider": "custom"}),
                ),
                Err(words) => said(400, words),
            }
        }
        _ => undocumented(asked),
    }
}

pub fn reply(books: &mut Books, asked: &Asked) -> Answer {
    /// Whole, as it is read, made and changed.
    fn shown(kept: &Kept) -> Value {
        let status = match (kept.tested, kept.works()) {
            (false, _) => "unknown",
            (true, true) => "connected",
            (true, false) => "disconnected",
        };
        json!({"id": kept.id, "emailAccountType": "custom", "connectionStatus": status,
            "sendingConnectivityError": (status == "disconnected").then_some("535 Login failed"),
            "receivingConnectivityError": null, "connection": {"email": kept.email},
            "safety": {"dailyLimit": kept.daily_limit}, "tags": kept.tags})
    }
    fn row(kept: &Kept) -> Value {
        json!({"id": kept.id, "email": kept.email, "dailyLimit": kept.daily_limit,
            "connectionStatus": shown(kept)["connectionStatus"], "tags": kept.tags})
    }
    let told = |kept: Kept| {
        let tags = asked.body["tags"].as_array().expect("tags").iter();
        Kept {
            email: asked.text("/connection/email"),
            password: asked.text("/connection/smtpPassword"),
            daily_limit: asked.count("/safety/dailyLimit"),
            tags: tags
                .map(|tag| tag.as_str().expect("a text").to_owned())
                .collect(),
            tested: false,
            ..kept
        }
    };
    let gone = || said(404, "Email account not found");
    let parts: Vec<&str> = asked.path.split('/').skip(1).collect();
    match (asked.method.as_str(), parts.as_slice()) {
        ("GET", ["email-accounts"]) => {
            let (skip, top) = (asked.number("skip"), asked.number("top"));
            let rows: Vec<Value> = books.kept.iter().skip(skip).take(top).map(row).collect();
            let more = books.kept.len() > skip + top;
            (200, json!({"items": rows, "hasMore": more}))
        }
        ("POST", ["email-accounts"]) => match books.add(told(Kept::default())) {
            Ok(kept) => (201, shown(&kept)),
            Err(words) => said(400, words),
        },
        ("GET", ["email-accounts", id]) => match books.one(id) {
            Some(kept) => {
                kept.tested = true;
                (200, shown(kept))
            }
            None => gone(),
        },
        ("PATCH", ["email-accounts", id]) => match books.one(id) {
            Some(kept) => {
                *kept = told(kept.clone());
                (200, shown(kept))
            }
            None => gone(),
        },
        ("DELETE", ["email-accounts", id]) => match books.one(id).map(|kept| kept.email.clone()) {
            Some(email) => {
                books.remove(&email);
                (204, Value::Null)
            }
            None => gone(),
        },
        _ => undocumented(asked),
    }
}

pub fn saleshandy(books: &mut Books, asked: &Asked) -> Answer {
    let id = |kept: &Kept| format!("Xd{}", kept.id);
    match (asked.method.as_str(), asked.path.as_str()) {
        ("POST", "/email-accounts") => {
            let page = asked.count("/page") as usize;
            let size = asked.count("/pageSize") as usize;
            let rows = books.kept.iter().skip((page - 1) * size).take(size);
            let rows: Vec<Value> = rows
                .map(|kept| {
                    json!({"id": id(kept), "fromName": "Jane Doe", "fromEmail": kept.email,
                        "type": 3, "status": u8::from(kept.works()), "isDefault": false})
                })
                .collect();
            (200, json!({"emails": rows}))
        }
        ("POST", "/email-accounts/smtp-imap/connect") => {
            let added = books.add(Kept {
                email: asked.text("/payload/smtp/emailAddress"),
                password: asked.text("/payload/smtp/password"),
                ..Kept::default()
            });
            match added {
                Ok(kept) => {
                    let error = (!kept.works()).then_some("Timed out");
                    let status = u8::from(kept.works());
                    (
                        200,
                        json!({"id": id(&kept), "status": status,
                            "smtpConnection": {"error": error}, "imapConnection": {}}),
                    )
                }
                Err(words) => said(400, words),
            }
        }
        _ => undocumented(asked),
    }
}

pub fn snov(books: &mut Books, asked: &Asked) -> Answer {
    let checks = |kept: &Kept| {
        let status = match (kept.tested, kept.works()) {
            (false, _) => "pending",
            (true, true) => "valid",
            (true, false) => "invalid",
        };
        json!({"smtp": {"status": status, "errors": []}, "imap": {"status": status}})
    };
    let shown = |kept: &Kept| {
        let mut shown = checks(kept);
        shown["id"] = json!(kept.id);
        shown["email_from"] = json!(kept.email);
        shown["limitation"] = json!(kept.daily_limit);
        shown
    };
    let row = |kept: &Kept| {
        let valid = kept.tested && kept.works();
        json!({"id": kept.id, "sender_name": "Jane Doe", "email_from": kept.email, "valid": valid,
            "suspended": false, "limitation": kept.daily_limit, "provider": "other",
            "tags": kept.tags, "imap": {"username": kept.email, "valid": valid}})
    };
    let told = |kept: Kept| {
        let tags = asked.body["tags"].as_array().expect("tags").iter();
        Kept {
            email: asked.text("/email_from"),
            password: asked.text("/password"),
            daily_limit: asked.count("/limitation"),
            tags: tags
                .map(|tag| tag.as_str().expect("a text").to_owned())
                .collect(),
            tested: false,
            ..kept
        }
    };
    let gone = || said(404, "Sender account not found");
    let parts: Vec<&str> = asked.path.split('/').skip(1).collect();
    match (asked.method.as_str(), parts.as_slice()) {
        ("POST", ["v1", "oauth", "access_token"]) => {
            let step = &fixtures::snov::fixture().steps[0];
            if asked.body != step.body {
                return (401, json!({"error": "invalid_client"}));
            }
            let token = serde_json::from_slice(&step.success.body).expect("JSON");
            (200, token)
        }
        ("GET", ["v2", "sender-accounts", "emails"]) => {
            let rows: Vec<Value> = books.kept.iter().map(row).collect();
            (200, json!({"data": rows}))
        }
        ("POST", ["v2", "sender-accounts", "emails"]) => match books.add(told(Kept::default())) {
            Ok(kept) => (200, json!({"data": shown(&kept)})),
            Err(words) => said(422, words),
        },
        ("PATCH", ["v2", "sender-accounts", "emails", id]) => match books.one(id) {
            Some(kept) => {
                *kept = told(kept.clone());
                (200, json!({"data": shown(kept)}))
            }
            None => gone(),
        },
        ("GET", ["v2", "sender-accounts", "check-sender-status"]) => {
            let id = asked.parameter("sender_account_id").expect("an id");
            match books.one(id) {
                Some(kept) => {
                    kept.tested = true;
                    (200, json!({"data": checks(kept)}))
                }
                None => gone(),
            }
        }
        _ => undocumented(asked),
    }
}
