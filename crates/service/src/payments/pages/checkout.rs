//! The checkout page: a card, perhaps the bank's question, and the way back.

use std::sync::Arc;

use axum::{
    body::Bytes,
    extract::{Path, State},
    http::HeaderMap,
};
use simpleinboxes_providers::payments::sandbox::{CheckoutView, PageState, PayOutcome};

use super::{
    form::{self, CardForm},
    html::{Escaped, bank_form, button, card_form, dollars, page, problem, test_cards},
    reply::{Page, Reply, from_here, sandbox},
};
use crate::{app::App, payments::deliver};

type Place = (State<Arc<App>>, Path<String>);

pub(super) async fn show((State(app), Path(session)): Place) -> Reply {
    let view = sandbox(&app)?.view_checkout(&session).await?;
    // Looking at a session whose time is over closes it.
    deliver::soon(&app).await;
    Ok(shown(&app, &view, &CardForm::default(), None))
}

pub(super) async fn pay(place: Place, headers: HeaderMap, body: Bytes) -> Reply {
    let (State(app), Path(session)) = place;
    from_here(&headers)?;
    let sandbox = sandbox(&app)?;
    let typed = CardForm::read(&body);
    let card = match typed.card() {
        Ok(card) => card,
        Err(words) => {
            let view = sandbox.view_checkout(&session).await?;
            return Ok(shown(&app, &view, &typed, Some(&words)));
        }
    };
    let outcome = sandbox.pay(&session, &card).await?;
    deliver::soon(&app).await;
    Ok(after(&app, &session, outcome))
}

pub(super) async fn bank(place: Place, headers: HeaderMap, body: Bytes) -> Reply {
    let (State(app), Path(session)) = place;
    from_here(&headers)?;
    let confirmed = form::field(&body, "answer") == "yes";
    let outcome = sandbox(&app)?
        .complete_challenge(&session, confirmed)
        .await?;
    deliver::soon(&app).await;
    Ok(after(&app, &session, outcome))
}

pub(super) async fn cancel(place: Place, headers: HeaderMap) -> Reply {
    let (State(app), Path(session)) = place;
    from_here(&headers)?;
    let back = sandbox(&app)?.cancel_checkout(&session).await?;
    Ok(Page::Way(back))
}

/// Where an attempt leads. The page itself shows a refusal and the bank's question, so that to
/// load it anew repeats nothing.
fn after(app: &App, session: &str, outcome: PayOutcome) -> Page {
    Page::Way(match outcome {
        PayOutcome::Done { redirect } => redirect,
        PayOutcome::Challenge | PayOutcome::Declined(_) | PayOutcome::Expired => {
            path(app, session, "")
        }
    })
}

fn path(app: &App, session: &str, end: &str) -> String {
    app.cashier
        .path(&format!("/sandbox/checkout/{session}{end}"))
}

fn shown(app: &App, view: &CheckoutView, typed: &CardForm, wrong: Option<&str>) -> Page {
    let here = path(app, &view.id, "");
    let back = button(&path(app, &view.id, "/cancel"), "Cancel and go back", None);
    let body = match &view.state {
        PageState::Form { refused } => {
            let refused = refused.as_ref().map(|decline| decline.message.as_str());
            let amount = dollars(view.amount);
            let saves = if view.saves_card {
                "<p>The card will be saved.</p>\n"
            } else {
                ""
            };
            format!(
                "<h1>{}</h1>\n<p class=\"amount\">{amount}</p>\n{}{saves}{}{back}\n{}",
                Escaped(&view.description),
                problem(wrong.or(refused)),
                card_form(&here, &format!("Pay {amount}"), typed),
                test_cards(),
            )
        }
        PageState::Challenge { last4 } => {
            let form = bank_form(&path(app, &view.id, "/bank"), last4.as_deref());
            format!("{form}{back}")
        }
        PageState::Done => over("Paid", "Nothing is left to do here.", &view.success_url),
        PageState::Expired => {
            let words = "This page was open too long; nothing was charged.";
            over("Expired", words, &view.cancel_url)
        }
    };
    let html = page(app, "Checkout", &body);
    let page = match wrong {
        Some(_) => Page::again(html),
        None => Page::new(html),
    };
    page.leading_to(&view.success_url)
        .leading_to(&view.cancel_url)
}

fn over(title: &str, words: &str, url: &str) -> String {
    format!(
        "<h1>{}</h1>\n<p>{}</p>\n<p><a href=\"{}\" rel=\"noreferrer\">Go back</a></p>\n",
        Escaped(title),
        Escaped(words),
        Escaped(url)
    )
}
