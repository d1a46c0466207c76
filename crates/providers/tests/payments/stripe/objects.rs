//! The objects of the fake Stripe, in the shapes that were recorded.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::documented::Operation;
use super::fake::{Books, Refusal};

type Fields = BTreeMap<String, String>;

pub const NOW: i64 = 1_795_608_000;

pub fn act(
    books: &mut Books,
    operation: &Operation,
    id: Option<&str>,
    fields: &Fields,
) -> Result<Value, Refusal> {
    match (operation.method, operation.path, id) {
        ("POST", "/v1/customers", _) => {
            let id = books.new_id("cus");
            Ok(keep(
                books,
                json!({
                    "id": id, "object": "customer", "created": NOW, "livemode": false,
                    "name": fields.get("name"), "email": fields.get("email"), "balance": 0,
                    "invoice_settings": {"default_payment_method": null, "footer": null},
                    "metadata": metadata(fields, "metadata["),
                }),
            ))
        }
        ("POST", "/v1/customers/*", Some(id)) => {
            find(books, id, "id", 404)?;
            let member = "invoice_settings[default_payment_method]";
            if let Some(method) = fields.get(member) {
                find(books, method, "payment_method", 400)?;
                let customer = books.objects.get_mut(id).expect("found");
                customer["invoice_settings"]["default_payment_method"] = json!(method);
            }
            find(books, id, "id", 404)
        }
        ("POST", "/v1/checkout/sessions", _) => session(books, fields),
        ("POST", "/v1/setup_intents", _) => {
            let customer = fields.get("customer");
            if let Some(customer) = customer {
                find(books, customer, "customer", 400)?;
            }
            let id = books.new_id("seti");
            Ok(keep(
                books,
                json!({
                    "id": id, "object": "setup_intent", "created": NOW, "livemode": false,
                    "client_secret": format!("{id}_secret_Opens{id}"), "customer": customer,
                    "status": "requires_payment_method", "usage": fields.get("usage"),
                    "payment_method": null, "last_setup_error": null, "metadata": {},
                }),
            ))
        }
        ("POST", "/v1/payment_intents", _) => charge(books, fields),
        ("POST", "/v1/billing_portal/sessions", _) => {
            find(books, &fields["customer"], "customer", 400)?;
            let id = books.new_id("bps");
            Ok(json!({
                "id": id, "object": "billing_portal.session", "created": NOW, "livemode": false,
                "customer": fields["customer"], "return_url": fields.get("return_url"),
                "url": format!("https://billing.stripe.com/p/session/test_{id}"),
            }))
        }
        ("GET", "/v1/invoices", _) => Ok(invoices(books, fields)),
        (_, _, Some(id)) => {
            let found = find(books, id, "id", 404)?;
            Ok(expanded(books, found, fields.get("expand[0]")))
        }
        (method, path, None) => panic!("{method} {path} is documented and not played"),
    }
}

fn session(books: &mut Books, fields: &Fields) -> Result<Value, Refusal> {
    find(books, &fields["customer"], "customer", 400)?;
    let id = books.new_id("cs_test");
    let amount: i64 = fields["line_items[0][price_data][unit_amount]"]
        .parse()
        .expect("checked");
    let expires_at = fields.get("expires_at").and_then(|text| text.parse().ok());
    Ok(keep(
        books,
        json!({
            "id": id, "object": "checkout.session", "created": NOW, "livemode": false,
            "expires_at": expires_at.unwrap_or(NOW + 86_400), "mode": fields["mode"],
            "url": format!("https://checkout.stripe.com/c/pay/{id}"),
            "status": "open", "payment_status": "unpaid", "ui_mode": "hosted_page",
            "amount_subtotal": amount, "amount_total": amount, "currency": "usd",
            "customer": fields["customer"], "client_reference_id": fields.get("client_reference_id"),
            "payment_intent": null, "invoice": null,
            "invoice_creation": {"enabled": fields.contains_key("invoice_creation[enabled]")},
            "metadata": metadata(fields, "metadata["),
            "test_intent_metadata": metadata(fields, "payment_intent_data[metadata]["),
            "test_invoice_metadata": metadata(fields, "invoice_creation[invoice_data][metadata]["),
            "test_saves": fields.get("payment_intent_data[setup_future_usage]"),
        }),
    ))
}

fn charge(books: &mut Books, fields: &Fields) -> Result<Value, Refusal> {
    let customer = find(books, &fields["customer"], "customer", 400)?;
    let method = find(books, &fields["payment_method"], "payment_method", 400)?;
    assert_eq!(
        method["customer"], customer["id"],
        "a card of somebody else"
    );
    assert_eq!(fields.get("confirm").map(String::as_str), Some("true"));
    assert_eq!(fields.get("off_session").map(String::as_str), Some("true"));
    // Stripe wants to know where redirects lead, unless there are none.
    let redirects = fields.get("automatic_payment_methods[allow_redirects]");
    if redirects.map(String::as_str) != Some("never") && !fields.contains_key("return_url") {
        return Err(Refusal::param("parameter_missing", "return_url"));
    }
    let (status, code, decline_code) = match method["test_kind"].as_str().expect("a kind") {
        "Slow" => ("processing", None, None),
        "DeclinesLater" => (
            "requires_payment_method",
            Some("card_declined"),
            Some("generic_decline"),
        ),
        "ExpiresSoon" => ("requires_payment_method", Some("expired_card"), None),
        "Secure" => (
            "requires_payment_method",
            Some("authentication_required"),
            Some("authentication_required"),
        ),
        _ => ("succeeded", None, None),
    };
    let error = code.map(|code| {
        json!({
            "type": "card_error", "code": code, "decline_code": decline_code,
            "message": "Your card was declined.", "doc_url": "https://stripe.com/docs/error-codes",
            "payment_method": {"id": method["id"], "object": "payment_method"},
        })
    });
    let id = books.new_id("pi");
    let intent = keep(
        books,
        json!({
            "id": id, "object": "payment_intent", "created": NOW, "livemode": false,
            "amount": fields["amount"].parse::<i64>().expect("checked"), "currency": "usd",
            "amount_received": 0, "customer": fields["customer"], "payment_method": method["id"],
            "status": status, "client_secret": format!("{id}_secret_x"), "latest_charge": null,
            "last_payment_error": error, "metadata": metadata(fields, "metadata["),
        }),
    );
    match error {
        None => Ok(intent),
        Some(mut error) => {
            error["payment_intent"] = intent;
            Err(Refusal { status: 402, error })
        }
    }
}

fn invoices(books: &Books, fields: &Fields) -> Value {
    let limit = fields.get("limit").and_then(|text| text.parse().ok());
    let mut found: Vec<&Value> = books.invoices.iter().rev().collect();
    if let Some(customer) = fields.get("customer") {
        found.retain(|invoice| invoice["customer"] == **customer);
    }
    if let Some(after) = fields.get("starting_after") {
        let place = found.iter().position(|invoice| invoice["id"] == **after);
        found.drain(..=place.expect("a cursor of ours"));
    }
    let limit = limit.unwrap_or(10);
    let has_more = found.len() > limit;
    found.truncate(limit);
    json!({"object": "list", "url": "/v1/invoices", "has_more": has_more, "data": found})
}

/// The money of a checkout comes, or it fails.
pub fn settle(books: &mut Books, intent: &str, succeeds: bool) {
    let payment = books.objects.get_mut(intent).expect("an intent");
    if succeeds {
        payment["status"] = json!("succeeded");
    } else {
        payment["status"] = json!("requires_payment_method");
        payment["last_payment_error"] = json!({"type": "card_error", "code": "card_declined",
            "decline_code": "generic_decline", "message": "Your card was declined."});
    }
    let metadata = payment["metadata"].clone();
    let held = |object: &&mut Value| object["payment_intent"] == *intent;
    let Some(session) = books.objects.values_mut().find(held).filter(|_| succeeds) else {
        return;
    };
    session["payment_status"] = json!("paid");
    let session = session.clone();
    if session["invoice_creation"]["enabled"] == true {
        let id = books.new_id("in");
        let customer = &books.objects[session["customer"].as_str().expect("an id")];
        assert_eq!(session["test_invoice_metadata"], metadata);
        let invoice = invoice(&id, &session, customer);
        books.invoices.push(invoice);
        let kept = books
            .objects
            .get_mut(session["id"].as_str().expect("an id"));
        kept.expect("it is there")["invoice"] = json!(id);
    }
}

pub fn invoice(id: &str, session: &Value, customer: &Value) -> Value {
    let amount = &session["amount_total"];
    json!({
        "id": id, "object": "invoice", "number": format!("ACME-{}", id.to_uppercase().replace('_', "-")),
        "status": "paid", "billing_reason": "manual", "currency": "usd", "created": NOW,
        "account_name": "SimpleInboxes", "account_country": "US",
        "customer": customer["id"], "customer_name": customer["name"],
        "customer_email": customer["email"], "customer_address": null, "customer_tax_ids": [],
        "description": null, "footer": null, "due_date": null,
        "subtotal": amount, "total": amount, "amount_due": amount, "amount_paid": amount,
        "amount_remaining": 0, "total_discount_amounts": [], "total_taxes": [],
        "hosted_invoice_url": "https://invoice.stripe.com/i/x",
        "invoice_pdf": "https://pay.stripe.com/invoice/x/pdf",
        "status_transitions": {"finalized_at": NOW, "paid_at": NOW,
            "marked_uncollectible_at": null, "voided_at": null},
        "lines": {"object": "list", "has_more": false, "url": "/v1/invoices/x/lines", "data": [{
            "id": "il_1", "object": "line_item", "amount": amount, "currency": "usd",
            "description": "Top-up", "quantity": 1,
            "pricing": {"type": "price_details", "unit_amount_decimal": amount.to_string()},
        }]},
        "metadata": session["test_invoice_metadata"],
    })
}

pub fn keep(books: &mut Books, object: Value) -> Value {
    let id = object["id"].as_str().expect("an id").to_owned();
    books.objects.insert(id, object.clone());
    object
}

fn find(books: &Books, id: &str, param: &str, status: u16) -> Result<Value, Refusal> {
    let found = books.objects.get(id).cloned();
    found.ok_or_else(|| Refusal::missing(status, param, id))
}

/// The object with one of its links replaced by what it leads to.
fn expanded(books: &Books, mut object: Value, member: Option<&String>) -> Value {
    if let Some(member) = member {
        let pointer = format!("/{}", member.replace('.', "/"));
        let link = object.pointer_mut(&pointer).expect("a member to expand");
        if let Some(found) = link.as_str().and_then(|id| books.objects.get(id)) {
            *link = found.clone();
        }
    }
    object
}

fn metadata(fields: &Fields, beginning: &str) -> Value {
    let pairs = fields.iter().filter_map(|(name, value)| {
        let key = name.strip_prefix(beginning)?.strip_suffix(']')?;
        Some((key.to_owned(), json!(value)))
    });
    Value::Object(Map::from_iter(pairs))
}
