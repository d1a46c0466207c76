//! The customer portal: the saved cards, which of them is the default, and the way back.

use std::sync::Arc;

use axum::{
    body::Bytes,
    extract::{Path, State},
    http::HeaderMap,
};
use secrecy::SecretString;
use simpleinboxes_providers::payments::sandbox::{PortalView, SetupStep};

use super::{
    form::{self, CardForm},
    html::{Escaped, button, card_form, card_words, page, problem, test_cards},
    reply::{Page, Reply, from_here, sandbox},
};
use crate::{app::App, payments::deliver};

type Place = (State<Arc<App>>, Path<String>);

pub(super) async fn show((State(app), Path(token)): Place) -> Reply {
    shown(&app, &token, &CardForm::default(), None).await
}

pub(super) async fn add(place: Place, headers: HeaderMap, body: Bytes) -> Reply {
    let (State(app), Path(token)) = place;
    from_here(&headers)?;
    let typed = CardForm::read(&body);
    let card = match typed.card() {
        Ok(card) => card,
        Err(words) => return shown(&app, &token, &typed, Some(&words)).await,
    };
    let step = sandbox(&app)?.add_card(&secret(&token), &card).await?;
    deliver::soon(&app).await;
    match step {
        SetupStep::Declined(decline) => shown(&app, &token, &typed, Some(&decline.message)).await,
        SetupStep::Done(_) | SetupStep::Challenge => Ok(back(&app, &token)),
    }
}

pub(super) async fn choose(place: Place, headers: HeaderMap, body: Bytes) -> Reply {
    let (State(app), Path(token)) = place;
    from_here(&headers)?;
    let method = form::field(&body, "card");
    let sandbox = sandbox(&app)?;
    sandbox.choose_default(&secret(&token), &method).await?;
    deliver::soon(&app).await;
    Ok(back(&app, &token))
}

pub(super) async fn remove(place: Place, headers: HeaderMap, body: Bytes) -> Reply {
    let (State(app), Path(token)) = place;
    from_here(&headers)?;
    let method = form::field(&body, "card");
    sandbox(&app)?.remove_card(&secret(&token), &method).await?;
    deliver::soon(&app).await;
    Ok(back(&app, &token))
}

fn secret(token: &str) -> SecretString {
    SecretString::from(token)
}

fn path(app: &App, token: &str, end: &str) -> String {
    app.cashier.path(&format!("/sandbox/portal/{token}{end}"))
}

fn back(app: &App, token: &str) -> Page {
    Page::Way(path(app, token, ""))
}

async fn shown(app: &App, token: &str, typed: &CardForm, wrong: Option<&str>) -> Reply {
    let view = sandbox(app)?.view_portal(&secret(token)).await?;
    let body = format!(
        "<h1>Cards of {}</h1>\n{}{}<h2>Add a card</h2>\n{}\
         <p><a href=\"{}\" rel=\"noreferrer\">Go back</a></p>\n{}",
        Escaped(&view.name),
        problem(wrong),
        cards(app, token, &view),
        card_form(&path(app, token, "/cards"), "Add the card", typed),
        Escaped(&view.return_url),
        test_cards()
    );
    let html = page(app, "Cards", &body);
    Ok(match wrong {
        Some(_) => Page::again(html),
        None => Page::new(html),
    })
}

fn cards(app: &App, token: &str, view: &PortalView) -> String {
    if view.cards.is_empty() {
        return "<p>No card is saved.</p>\n".to_owned();
    }
    let rows: String = view
        .cards
        .iter()
        .map(|card| {
            let this = Some(("card", card.id.as_str()));
            let choice = if view.default.as_deref() == Some(card.id.as_str()) {
                "default ".to_owned()
            } else {
                button(&path(app, token, "/default"), "Make default", this)
            };
            let remove = button(&path(app, token, "/remove"), "Remove", this);
            let words = Escaped(card_words(card)).to_string();
            format!("<tr><td>{words}</td><td>{choice}{remove}</td></tr>\n")
        })
        .collect();
    format!("<table>\n<tbody>\n{rows}</tbody>\n</table>\n")
}
