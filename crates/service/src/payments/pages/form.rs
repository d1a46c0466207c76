//! What a form sends.

use simpleinboxes_providers::payments::Card;
use url::form_urlencoded;

/// A card as it was typed in.
#[derive(Clone, Default)]
pub(super) struct CardForm {
    number: String,
    cvc: String,
    pub(super) exp_month: String,
    pub(super) exp_year: String,
    pub(super) holder: String,
}

impl CardForm {
    pub(super) fn read(body: &[u8]) -> Self {
        Self {
            number: field(body, "number"),
            cvc: field(body, "cvc"),
            exp_month: field(body, "exp_month"),
            exp_year: field(body, "exp_year"),
            holder: field(body, "holder"),
        }
    }

    /// The card.
    ///
    /// # Errors
    /// What is wrong with it, for people.
    pub(super) fn card(&self) -> Result<Card, String> {
        let month = self.exp_month.trim().parse().unwrap_or(0);
        let year = self.exp_year.trim().parse().unwrap_or(u16::MAX);
        Card::read(
            &self.number,
            month,
            year,
            self.cvc.trim(),
            Some(&self.holder),
        )
        .map_err(|problem| problem.to_string())
    }
}

/// A field of a form; empty when it is not there.
pub(super) fn field(body: &[u8], name: &str) -> String {
    form_urlencoded::parse(body)
        .find(|(found, _)| found == name)
        .map(|(_, value)| value.into_owned())
        .unwrap_or_default()
}
