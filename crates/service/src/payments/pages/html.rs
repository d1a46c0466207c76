//! The pieces that pages are made of.

use std::fmt;

use simpleinboxes_core::cents::Cents;
use simpleinboxes_providers::payments::{PaymentMethod, sandbox::TEST_CARDS};

use super::form::CardForm;
use crate::app::App;

/// Text in HTML, in an element or in a quoted attribute.
pub(super) struct Escaped<T>(pub(super) T);

impl<T: fmt::Display> fmt::Display for Escaped<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use fmt::Write as _;
        for character in self.0.to_string().chars() {
            match character {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                other => f.write_char(other)?,
            }
        }
        Ok(())
    }
}

/// A whole page. `body` is HTML.
pub(super) fn page(app: &App, title: &str, body: &str) -> String {
    let banner = match app.cashier.sandbox {
        Some(_) => "<p class=\"banner\">Sandbox: no money moves here.</p>",
        None => "",
    };
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"robots\" content=\"noindex\">\n\
         <title>{title} · SimpleInboxes</title>\n\
         <link rel=\"stylesheet\" href=\"{style}\">\n</head>\n<body>\n<main>\n{banner}\n{body}\n\
         </main>\n</body>\n</html>\n",
        title = Escaped(title),
        style = Escaped(app.cashier.path("/payments/style.css")),
    )
}

/// An amount as people write it.
pub(super) fn dollars(amount: Cents) -> String {
    let cents = amount.get();
    format!("${}.{:02}", cents / 100, cents % 100)
}

/// What went wrong, for people and screen readers; nothing when nothing did.
pub(super) fn problem(words: Option<&str>) -> String {
    words.map_or_else(String::new, |words| {
        format!("<p class=\"error\" role=\"alert\">{}</p>", Escaped(words))
    })
}

/// A form for a card. `action` is a path, `button` says what happens. What was typed stays, but
/// for the number and the code.
pub(super) fn card_form(action: &str, button: &str, typed: &CardForm) -> String {
    format!(
        "<form method=\"post\" action=\"{action}\" autocomplete=\"on\">\n\
         <label for=\"number\">Card number</label>\n\
         <input id=\"number\" name=\"number\" inputmode=\"numeric\" autocomplete=\"cc-number\" \
         maxlength=\"23\" required>\n\
         <div class=\"row\">\n\
         <div><label for=\"exp_month\">Month</label>\
         <input id=\"exp_month\" name=\"exp_month\" inputmode=\"numeric\" \
         autocomplete=\"cc-exp-month\" placeholder=\"MM\" maxlength=\"2\" required value=\"{month}\"></div>\n\
         <div><label for=\"exp_year\">Year</label>\
         <input id=\"exp_year\" name=\"exp_year\" inputmode=\"numeric\" \
         autocomplete=\"cc-exp-year\" placeholder=\"YYYY\" maxlength=\"4\" required value=\"{year}\"></div>\n\
         <div><label for=\"cvc\">Security code</label>\
         <input id=\"cvc\" name=\"cvc\" inputmode=\"numeric\" autocomplete=\"cc-csc\" \
         placeholder=\"123\" maxlength=\"4\" required></div>\n\
         </div>\n\
         <label for=\"holder\">Name on the card (optional)</label>\n\
         <input id=\"holder\" name=\"holder\" autocomplete=\"cc-name\" maxlength=\"200\" value=\"{holder}\">\n\
         <button class=\"wide\">{button}</button>\n</form>\n",
        action = Escaped(action),
        button = Escaped(button),
        month = Escaped(&typed.exp_month),
        year = Escaped(&typed.exp_year),
        holder = Escaped(&typed.holder),
    )
}

/// The cards that the sandbox knows.
pub(super) fn test_cards() -> String {
    let rows: String = TEST_CARDS
        .iter()
        .map(|card| {
            format!(
                "<tr><td><code>{}</code></td><td>{}</td></tr>\n",
                Escaped(grouped(card.number)),
                Escaped(card.label)
            )
        })
        .collect();
    format!(
        "<h2>Test cards</h2>\n<p>Any month in the future, any security code of three digits (four \
         for American Express). Never type in a real card.</p>\n<table>\n<thead><tr>\
         <th scope=\"col\">Number</th><th scope=\"col\">What happens</th></tr></thead>\n\
         <tbody>\n{rows}</tbody>\n</table>\n"
    )
}

/// The bank's question. `action` is a path.
pub(super) fn bank_form(action: &str, last4: Option<&str>) -> String {
    let card = last4.map_or_else(String::new, |last4| {
        format!(" ending in {}", Escaped(last4))
    });
    format!(
        "<h1>Your bank asks</h1>\n<p>Is it you who pays with the card{card}?</p>\n\
         <form method=\"post\" action=\"{action}\">\n\
         <button name=\"answer\" value=\"yes\">Yes, it is me</button>\n\
         <button name=\"answer\" value=\"no\" class=\"plain\">No</button>\n</form>\n",
        action = Escaped(action),
    )
}

/// A form that is one button. `hidden` is a field with its value.
pub(super) fn button(action: &str, words: &str, hidden: Option<(&str, &str)>) -> String {
    let field = hidden.map_or_else(String::new, |(name, value)| {
        format!(
            "<input type=\"hidden\" name=\"{}\" value=\"{}\">",
            Escaped(name),
            Escaped(value)
        )
    });
    format!(
        "<form class=\"inline\" method=\"post\" action=\"{}\">{field}\
         <button class=\"plain\">{}</button></form>",
        Escaped(action),
        Escaped(words)
    )
}

/// A saved card in words.
pub(super) fn card_words(card: &PaymentMethod) -> String {
    let brand = card.brand.as_deref().unwrap_or("card");
    let last4 = card.last4.as_deref().unwrap_or("????");
    match (card.exp_month, card.exp_year) {
        (Some(month), Some(year)) => format!("{brand} •••• {last4}, {month:02}/{year}"),
        _ => format!("{brand} •••• {last4}"),
    }
}

fn grouped(number: &str) -> String {
    let mut text = String::with_capacity(number.len() + 4);
    for (place, digit) in number.chars().enumerate() {
        if place > 0 && place % 4 == 0 {
            text.push(' ');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use url::form_urlencoded;

    use super::*;

    #[test]
    fn nothing_that_is_typed_becomes_markup() {
        let evil = "<script>alert('\"&')</script>";
        let body = form_urlencoded::Serializer::new(String::new())
            .extend_pairs([("holder", evil), ("exp_month", evil)])
            .finish();
        let typed = CardForm::read(body.as_bytes());
        for html in [
            problem(Some(evil)),
            card_form(evil, evil, &typed),
            bank_form(evil, Some(evil)),
            button(evil, evil, Some((evil, evil))),
        ] {
            assert!(!html.contains("<script"), "{html}");
            assert!(!html.contains("'\""), "{html}");
        }
    }

    #[test]
    fn amounts_have_two_decimals() {
        assert_eq!(dollars(Cents::new(50_005)), "$500.05");
    }
}
