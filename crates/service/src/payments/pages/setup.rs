//! The page that saves a card, in place of a provider's form. Its address ends with the client
//! secret of the setup intent.

use std::sync::Arc;

use axum::{
    body::Bytes,
    extract::{Path, State},
    http::HeaderMap,
};
use secrecy::SecretString;
use simpleinboxes_providers::payments::sandbox::SetupStep;

use super::{
    form::{self, CardForm},
    html::{Escaped, bank_form, card_form, card_words, page, problem, test_cards},
    reply::{Page, Reply, from_here, sandbox},
};
use crate::{app::App, payments::deliver};

type Place = (State<Arc<App>>, Path<String>);

pub(super) async fn show((State(app), Path(secret)): Place) -> Reply {
    // Whether the secret is right is told when a card is sent.
    Ok(empty(&app, &secret, &CardForm::default(), None))
}

pub(super) async fn save(place: Place, headers: HeaderMap, body: Bytes) -> Reply {
    let (State(app), Path(secret)) = place;
    from_here(&headers)?;
    let sandbox = sandbox(&app)?;
    let typed = CardForm::read(&body);
    let card = match typed.card() {
        Ok(card) => card,
        Err(words) => return Ok(empty(&app, &secret, &typed, Some(&words))),
    };
    let key = SecretString::from(secret.as_str());
    let step = sandbox.confirm_setup(&key, &card).await?;
    deliver::soon(&app).await;
    Ok(after(&app, &secret, &typed, step))
}

pub(super) async fn bank(place: Place, headers: HeaderMap, body: Bytes) -> Reply {
    let (State(app), Path(secret)) = place;
    from_here(&headers)?;
    let key = SecretString::from(secret.as_str());
    let confirmed = form::field(&body, "answer") == "yes";
    let step = sandbox(&app)?
        .complete_setup_challenge(&key, confirmed)
        .await?;
    deliver::soon(&app).await;
    Ok(after(&app, &secret, &CardForm::default(), step))
}

fn after(app: &App, secret: &str, typed: &CardForm, step: SetupStep) -> Page {
    match step {
        SetupStep::Done(card) => {
            let words = Escaped(card_words(&card)).to_string();
            let body = format!(
                "<h1>Saved</h1>\n<p>{words} is the card for automatic top-ups now. You can close this page.</p>\n"
            );
            Page::new(page(app, "Card saved", &body))
        }
        SetupStep::Challenge => {
            let body = bank_form(&path(app, secret, "/bank"), None);
            Page::new(page(app, "Your bank asks", &body))
        }
        SetupStep::Declined(decline) => empty(app, secret, typed, Some(&decline.message)),
    }
}

fn path(app: &App, secret: &str, end: &str) -> String {
    app.cashier.path(&format!("/sandbox/setup/{secret}{end}"))
}

fn empty(app: &App, secret: &str, typed: &CardForm, wrong: Option<&str>) -> Page {
    let body = format!(
        "<h1>Save a card</h1>\n<p>It is kept for automatic top-ups. Nothing is charged now.</p>\n\
         {}{}{}",
        problem(wrong),
        card_form(&path(app, secret, ""), "Save the card", typed),
        test_cards()
    );
    let html = page(app, "Save a card", &body);
    match wrong {
        Some(_) => Page::again(html),
        None => Page::new(html),
    }
}
