//! The requests that Stripe documents, of those that are used here, with more of their fields than
//! are used. Written from the documentation, not from the adapter.

use super::fake::Refusal;

/// What a field may hold.
#[derive(Clone, Copy)]
pub enum Takes {
    Text,
    Whole,
    Bool,
    Url,
    One(&'static [&'static str]),
}

pub struct Operation {
    pub method: &'static str,
    /// The path; `*` stands for an id.
    pub path: &'static str,
    pub required: &'static [&'static str],
    /// `[*]` stands for a number or a name of the caller.
    pub fields: &'static [(&'static str, Takes)],
}

use Takes::{Bool, One, Text, Url, Whole};

const ONLY_USD: Takes = One(&["usd"]);

pub const OPERATIONS: &[Operation] = &[
    Operation {
        method: "POST",
        path: "/v1/customers",
        required: &[],
        fields: &[
            ("name", Text),
            ("email", Text),
            ("description", Text),
            ("phone", Text),
            ("metadata[*]", Text),
        ],
    },
    Operation {
        method: "GET",
        path: "/v1/customers/*",
        required: &[],
        fields: &[("expand[*]", Text)],
    },
    Operation {
        method: "POST",
        path: "/v1/customers/*",
        required: &[],
        fields: &[
            ("name", Text),
            ("email", Text),
            ("invoice_settings[default_payment_method]", Text),
            ("metadata[*]", Text),
        ],
    },
    Operation {
        method: "POST",
        path: "/v1/checkout/sessions",
        required: &[
            "mode",
            "success_url",
            "line_items[0][quantity]",
            "line_items[0][price_data][currency]",
            "line_items[0][price_data][unit_amount]",
            "line_items[0][price_data][product_data][name]",
        ],
        fields: &[
            ("mode", One(&["payment", "setup", "subscription"])),
            ("customer", Text),
            ("customer_email", Text),
            ("client_reference_id", Text),
            ("success_url", Url),
            ("cancel_url", Url),
            ("expires_at", Whole),
            ("locale", Text),
            ("line_items[*][quantity]", Whole),
            ("line_items[*][price]", Text),
            ("line_items[*][price_data][currency]", ONLY_USD),
            ("line_items[*][price_data][unit_amount]", Whole),
            ("line_items[*][price_data][product_data][name]", Text),
            ("metadata[*]", Text),
            ("payment_intent_data[description]", Text),
            ("payment_intent_data[metadata][*]", Text),
            (
                "payment_intent_data[setup_future_usage]",
                One(&["off_session", "on_session"]),
            ),
            ("invoice_creation[enabled]", Bool),
            ("invoice_creation[invoice_data][description]", Text),
            ("invoice_creation[invoice_data][metadata][*]", Text),
        ],
    },
    Operation {
        method: "GET",
        path: "/v1/checkout/sessions/*",
        required: &[],
        fields: &[("expand[*]", Text)],
    },
    Operation {
        method: "POST",
        path: "/v1/setup_intents",
        required: &[],
        fields: &[
            ("customer", Text),
            ("usage", One(&["off_session", "on_session"])),
            ("automatic_payment_methods[enabled]", Bool),
            (
                "automatic_payment_methods[allow_redirects]",
                One(&["always", "never"]),
            ),
            ("payment_method_types[*]", Text),
            ("metadata[*]", Text),
        ],
    },
    Operation {
        method: "GET",
        path: "/v1/payment_methods/*",
        required: &[],
        fields: &[("expand[*]", Text)],
    },
    Operation {
        method: "POST",
        path: "/v1/payment_intents",
        required: &["amount", "currency"],
        fields: &[
            ("amount", Whole),
            ("currency", ONLY_USD),
            ("customer", Text),
            ("payment_method", Text),
            ("off_session", Bool),
            ("confirm", Bool),
            ("return_url", Url),
            ("automatic_payment_methods[enabled]", Bool),
            (
                "automatic_payment_methods[allow_redirects]",
                One(&["always", "never"]),
            ),
            ("description", Text),
            ("metadata[*]", Text),
        ],
    },
    Operation {
        method: "GET",
        path: "/v1/payment_intents/*",
        required: &[],
        fields: &[("expand[*]", Text), ("client_secret", Text)],
    },
    Operation {
        method: "POST",
        path: "/v1/billing_portal/sessions",
        required: &["customer"],
        fields: &[
            ("customer", Text),
            ("return_url", Url),
            ("configuration", Text),
            ("locale", Text),
        ],
    },
    Operation {
        method: "GET",
        path: "/v1/invoices",
        required: &[],
        fields: &[
            ("customer", Text),
            (
                "status",
                One(&["draft", "open", "paid", "uncollectible", "void"]),
            ),
            ("limit", Whole),
            ("starting_after", Text),
            ("ending_before", Text),
        ],
    },
];

/// The operation of a request, with the id in its path.
pub fn operation(method: &str, path: &str) -> Option<(&'static Operation, Option<String>)> {
    OPERATIONS.iter().find_map(|operation| {
        let id = match operation.path.strip_suffix('*') {
            None => (operation.path == path).then_some(None)?,
            Some(folder) => {
                let id = path.strip_prefix(folder)?;
                (!id.is_empty() && !id.contains('/')).then(|| Some(id.to_owned()))?
            }
        };
        (operation.method == method).then_some((operation, id))
    })
}

impl Operation {
    /// Refuses unknown fields, wrong values, and requests that lack something.
    pub fn check(&self, fields: &[(String, String)]) -> Result<(), Refusal> {
        for (name, value) in fields {
            let known = self.fields.iter().find(|(known, _)| fits(known, name));
            let Some((_, takes)) = known else {
                return Err(Refusal::param("parameter_unknown", name));
            };
            if !takes.accepts(value) {
                return Err(Refusal::param("parameter_invalid", name));
            }
            if fields.iter().filter(|(other, _)| other == name).count() > 1 {
                return Err(Refusal::param("parameter_repeated", name));
            }
        }
        let lacks = |name: &&&str| !fields.iter().any(|(given, _)| given == **name);
        match self.required.iter().find(lacks) {
            Some(name) => Err(Refusal::param("parameter_missing", name)),
            None => Ok(()),
        }
    }
}

impl Takes {
    fn accepts(self, value: &str) -> bool {
        match self {
            Text => !value.is_empty() && value.len() <= 5000,
            Whole => value.parse::<u64>().is_ok(),
            Bool => matches!(value, "true" | "false"),
            Url => value.starts_with("http://") || value.starts_with("https://"),
            One(values) => values.contains(&value),
        }
    }
}

/// Whether a name has the form of a known one.
fn fits(known: &str, name: &str) -> bool {
    let (mut known, mut name) = (known.split('['), name.split('['));
    loop {
        match (known.next(), name.next()) {
            (None, None) => return true,
            (Some("*]"), Some(part)) if part.len() > 1 && part.ends_with(']') => {}
            (Some(known), Some(part)) if known == part => {}
            _ => return false,
        }
    }
}
