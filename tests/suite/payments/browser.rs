//! A browser without scripts: it loads pages, fills their forms in, and goes where it is sent.

use std::collections::BTreeMap;

use reqwest::header::{HeaderMap, LOCATION};
use url::{Url, form_urlencoded};

/// A browser.
pub struct Browser(reqwest::Client);

/// A page that was loaded, or where the browser was sent instead.
#[derive(Debug)]
pub struct Loaded {
    pub url: Url,
    pub status: u16,
    pub headers: HeaderMap,
    pub html: String,
}

/// A form on a page.
#[derive(Debug)]
pub struct Form {
    pub action: String,
    pub fields: BTreeMap<String, String>,
}

/// What is typed into the form of a card.
pub fn card(number: &str) -> Vec<(&'static str, String)> {
    let code = if number.len() == 15 { "1234" } else { "123" };
    vec![
        ("number", number.to_owned()),
        ("exp_month", "8".to_owned()),
        ("exp_year", "2031".to_owned()),
        ("cvc", code.to_owned()),
        ("holder", "Jo <Doe> & \"Sons\"".to_owned()),
    ]
}

impl Browser {
    pub fn new() -> Self {
        let client = reqwest::Client::builder()
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none());
        Self(client.build().expect("a client"))
    }

    pub async fn get(&self, url: &str) -> Loaded {
        self.load(self.0.get(url), url).await
    }

    /// Sends the first form of a page with what is typed.
    pub async fn send(&self, page: &Loaded, typed: &[(&str, String)]) -> Loaded {
        self.send_nth(page, 0, typed).await
    }

    pub async fn send_nth(&self, page: &Loaded, which: usize, typed: &[(&str, String)]) -> Loaded {
        let form = page.forms().into_iter().nth(which).expect("a form");
        let url = page.url.join(&form.action).expect("an action");
        let mut fields = form.fields;
        for (name, value) in typed {
            let was = fields.insert((*name).to_owned(), value.clone());
            // A button need not be among the fields.
            assert!(was.is_some() || *name == "answer", "no field {name}");
        }
        self.post(url.as_str(), &fields).await
    }

    pub async fn post(&self, url: &str, fields: &BTreeMap<String, String>) -> Loaded {
        let body = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish();
        let form = "application/x-www-form-urlencoded";
        let request = self.0.post(url).header("content-type", form).body(body);
        self.load(request.header("sec-fetch-site", "same-origin"), url)
            .await
    }

    /// Goes on while it is sent to a page of the same origin.
    pub async fn follow(&self, mut loaded: Loaded) -> Loaded {
        while let Some(next) = loaded.way() {
            if next.origin() != loaded.url.origin() {
                break;
            }
            loaded = self.get(next.as_str()).await;
        }
        loaded
    }

    async fn load(&self, request: reqwest::RequestBuilder, url: &str) -> Loaded {
        let response = request.send().await.expect("an answer");
        Loaded {
            url: url.parse().expect("a URL"),
            status: response.status().as_u16(),
            headers: response.headers().clone(),
            html: response.text().await.expect("text"),
        }
    }
}

impl Loaded {
    /// Where it leads, if it is no page.
    pub fn way(&self) -> Option<Url> {
        let next = self.headers.get(LOCATION)?.to_str().expect("text");
        Some(self.url.join(next).expect("a URL"))
    }

    pub fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name);
        value.and_then(|value| value.to_str().ok()).unwrap_or("")
    }

    pub fn forms(&self) -> Vec<Form> {
        let mut forms = Vec::new();
        for part in self.html.split("<form ").skip(1) {
            let part = part.split("</form>").next().expect("a form");
            let mut fields = BTreeMap::new();
            for input in part.split("<input ").skip(1) {
                let input = input.split('>').next().expect("an input");
                let value = attribute(input, "value").unwrap_or_default();
                fields.insert(attribute(input, "name").expect("a name"), value);
            }
            forms.push(Form {
                action: attribute(part, "action").expect("an action"),
                fields,
            });
        }
        forms
    }
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!("{name}=\""))?;
    let value = rest.split('"').next()?;
    let value = value.replace("&quot;", "\"").replace("&#39;", "'");
    let value = value.replace("&lt;", "<").replace("&gt;", ">");
    Some(value.replace("&amp;", "&"))
}
