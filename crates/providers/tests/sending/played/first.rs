//! Instantly, Smartlead, EmailBison, PlusVibe.

use serde_json::{Value, json};

use super::{Answer, Asked, Books, Kept, said, undocumented};
use crate::fixtures;

/// The segments of a path.
fn parts(asked: &Asked) -> Vec<&str> {
    asked.path.split('/').skip(1).collect()
}

pub fn instantly(books: &mut Books, asked: &Asked) -> Answer {
    let shown = |kept: &Kept| {
        json!({"email": kept.email, "status": if kept.works() { 1 } else { -1 },
            "warmup_status": i32::from(kept.warmup), "setup_pending": false,
            "daily_limit": kept.daily_limit, "provider_code": 1,
            "status_message": {"code": "EAUTH", "response": "535 wrong password"}})
    };
    let gone = || said(404, "Account not found");
    match (asked.method.as_str(), parts(asked).as_slice()) {
        ("GET", ["accounts"]) => {
            let after = asked.parameter("starting_after").unwrap_or_default();
            books.kept.sort_by(|one, other| one.email.cmp(&other.email));
            let later = books.kept.iter().filter(|kept| *kept.email > *after);
            let items: Vec<&Kept> = later.take(asked.number("limit")).collect();
            let next = items.last().map(|kept| kept.email.clone());
            let items: Vec<Value> = items.into_iter().map(shown).collect();
            (200, json!({"items": items, "next_starting_after": next}))
        }
        ("POST", ["accounts"]) => {
            let added = books.add(Kept {
                email: asked.text("/email"),
                password: asked.text("/smtp_password"),
                daily_limit: asked.count("/daily_limit"),
                ..Kept::default()
            });
            match added {
                Ok(kept) => (200, shown(&kept)),
                Err(words) => said(400, words),
            }
        }
        ("POST", ["accounts", "warmup", switch @ ("enable" | "disable")]) => {
            for email in asked.body["emails"].as_array().expect("addresses") {
                let kept = books.of(email.as_str().expect("a text"));
                kept.expect("an account").warmup = *switch == "enable";
            }
            (200, json!({"id": "job-1", "status": "pending"}))
        }
        ("GET", ["accounts", email]) => {
            books.of(email).map_or_else(gone, |kept| (200, shown(kept)))
        }
        ("PATCH", ["accounts", email]) => match books.of(email) {
            Some(kept) => {
                kept.password = asked.text("/smtp_password");
                kept.daily_limit = asked.count("/daily_limit");
                (200, shown(kept))
            }
            None => gone(),
        },
        ("DELETE", ["accounts", email]) => match books.remove(email) {
            true => (200, json!({"email": email})),
            false => gone(),
        },
        _ => undocumented(asked),
    }
}

pub fn smartlead(books: &mut Books, asked: &Asked) -> Answer {
    if asked.parameter("api_key") != Some(fixtures::smartlead::fixture().fields[0].1) {
        return said(401, "Invalid API Key");
    }
    let shown = |kept: &Kept| {
        json!({"id": kept.id, "from_email": kept.email, "message_per_day": kept.daily_limit,
            "is_smtp_success": kept.works(), "is_imap_success": true,
            "smtp_failure_error": "Invalid login", "imap_failure_error": null,
            "warmup_details": {"status": if kept.warmup { "ACTIVE" } else { "INACTIVE" }}})
    };
    let gone = || said(404, "Email account not found");
    match (asked.method.as_str(), parts(asked).as_slice()) {
        ("GET", ["email-accounts", ""]) => {
            let kept = books.kept.iter();
            let found: Vec<Value> = match asked.parameter("username") {
                Some(name) => kept.filter(|kept| kept.email == name).map(shown).collect(),
                None => {
                    let rest = kept.skip(asked.number("offset"));
                    rest.take(asked.number("limit")).map(shown).collect()
                }
            };
            (200, Value::Array(found))
        }
        ("POST", ["email-accounts", "save"]) => {
            let new = Kept {
                email: asked.text("/from_email"),
                password: asked.text("/password"),
                daily_limit: asked.count("/max_email_per_day"),
                warmup: asked.body["warmup_enabled"] == true,
                ..Kept::default()
            };
            let saved = match asked.body["id"].as_u64() {
                None => books.add(new).map_err(|words| said(400, words)),
                Some(id) => match books.one(&id.to_string()) {
                    Some(kept) => {
                        *kept = Kept { id, ..new };
                        Ok(kept.clone())
                    }
                    None => Err(gone()),
                },
            };
            match saved {
                Ok(kept) => (
                    200,
                    json!({"ok": true, "message": "saved", "emailAccountId": kept.id}),
                ),
                Err(answer) => answer,
            }
        }
        ("GET", ["email-accounts", id, ""]) => {
            books.one(id).map_or_else(gone, |kept| (200, shown(kept)))
        }
        ("DELETE", ["email-accounts", id]) => match books.one(id).map(|kept| kept.email.clone()) {
            Some(email) => (200, json!({"ok": books.remove(&email)})),
            None => gone(),
        },
        _ => undocumented(asked),
    }
}

pub fn emailbison(books: &mut Books, asked: &Asked) -> Answer {
    const PAGE: usize = 15;
    let shown = |kept: &Kept| {
        json!({"id": kept.id, "email": kept.email, "daily_limit": kept.daily_limit,
            "warmup_enabled": kept.warmup, "type": "Custom", "tags": [],
            "status": if kept.works() { "Connected" } else { "Not connected" }})
    };
    let gone = || said(404, "No query results for model [SenderEmail]");
    let parts = parts(asked);
    match (asked.method.as_str(), parts.as_slice()) {
        ("GET", ["api", "sender-emails"]) => {
            let search = asked.parameter("search").unwrap_or_default();
            let kept = books.kept.iter().filter(|kept| kept.email.contains(search));
            let found: Vec<Value> = kept.map(shown).collect();
            let page = asked.parameter("page").map_or(1, |_| asked.number("page"));
            let last = found.len().div_ceil(PAGE).max(1);
            let rows: Vec<_> = found
                .into_iter()
                .skip((page - 1) * PAGE)
                .take(PAGE)
                .collect();
            let meta = json!({"current_page": page, "last_page": last});
            (200, json!({"data": rows, "meta": meta}))
        }
        ("POST", ["api", "sender-emails", "imap-smtp"]) => {
            let added = books.add(Kept {
                email: asked.text("/email"),
                password: asked.text("/password"),
                daily_limit: 15,
                ..Kept::default()
            });
            match added {
                Ok(kept) => (200, json!({"data": shown(&kept)})),
                Err(words) => said(422, words),
            }
        }
        ("PATCH", ["api", "sender-emails", "daily-limits", "bulk"]) => {
            let id = asked.count("/sender_email_ids/0").to_string();
            let kept = books.one(&id).expect("an account");
            kept.daily_limit = asked.count("/daily_limit");
            (200, json!({"data": {"success": true}}))
        }
        (
            "PATCH",
            [
                "api",
                "warmup",
                "sender-emails",
                switch @ ("enable" | "disable"),
            ],
        ) => {
            let id = asked.count("/sender_email_ids/0").to_string();
            books.one(&id).expect("an account").warmup = *switch == "enable";
            (200, json!({"data": {"success": true}}))
        }
        (method, ["api", "sender-emails", id]) => {
            let Some(kept) = books.one(id) else {
                return gone();
            };
            match method {
                "GET" => (200, json!({"data": shown(kept)})),
                // It takes no other members than these and the signature.
                "PATCH" => {
                    kept.daily_limit = asked.count("/daily_limit");
                    (200, json!({"data": shown(kept)}))
                }
                "DELETE" => {
                    let email = kept.email.clone();
                    (200, json!({"data": {"success": books.remove(&email)}}))
                }
                _ => undocumented(asked),
            }
        }
        _ => undocumented(asked),
    }
}

pub fn plusvibe(books: &mut Books, asked: &Asked) -> Answer {
    let workspace = fixtures::plusvibe::fixture().fields[1].1;
    let named = asked.parameter("workspace_id").map(str::to_owned);
    if named.unwrap_or_else(|| asked.text("/workspace_id")) != workspace {
        return said(403, "No such workspace");
    }
    let id = |kept: &Kept| format!("{:024x}", kept.id);
    let shown = |kept: &Kept| {
        json!({"_id": id(kept), "email": kept.email,
            "status": if kept.works() { "ACTIVE" } else { "CONNECTION_ERROR" },
            "warmup_status": if kept.warmup { "ACTIVE" } else { "INACTIVE" },
            "payload": {"daily_limit": kept.daily_limit}})
    };
    let done = (200, json!({"status": "success"}));
    let named = |books: &mut Books| -> usize {
        let wanted = asked.text("/ids/0");
        let mut kept = books.kept.iter();
        kept.position(|kept| id(kept) == wanted)
            .expect("an account")
    };
    match (asked.method.as_str(), asked.path.as_str()) {
        ("GET", "/account/list") => {
            let kept = books.kept.iter();
            let rows: Vec<Value> = match asked.parameter("email") {
                Some(email) => kept.filter(|kept| kept.email == email).map(shown).collect(),
                None => {
                    let rest = kept.skip(asked.number("skip"));
                    rest.take(asked.number("limit")).map(shown).collect()
                }
            };
            (200, json!({"accounts": rows}))
        }
        ("POST", "/account/bulk-add-regular-accounts") => {
            let added = books.add(Kept {
                email: asked.text("/accounts/0/email"),
                password: asked.text("/accounts/0/smtp_password"),
                daily_limit: asked.count("/accounts/0/daily_limit"),
                warmup: asked.text("/accounts/0/enable_warmup") == "yes",
                ..Kept::default()
            });
            added.map_or_else(|words| said(400, words), |_| done)
        }
        ("PUT", "/account/bulk-update") => {
            let place = named(books);
            books.kept[place].daily_limit = asked.count("/daily_limit");
            done
        }
        ("PATCH", "/account/bulk-update-warmup") => {
            let place = named(books);
            books.kept[place].warmup = asked.text("/warmup_status") == "ACTIVE";
            (200, json!({"updated_count": 1}))
        }
        ("POST", "/account/delete") => match books.remove(&asked.text("/email")) {
            true => done,
            false => said(404, "Email account not found"),
        },
        _ => undocumented(asked),
    }
}
