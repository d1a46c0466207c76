//! The outbox: events that the caller does not have yet.

use super::Sandbox;
use super::keep::{Batch, TRIES, crowded};
use super::records::EVENT;
use crate::payments::{PaymentError, PaymentEvent};
use crate::state::Write;

impl Sandbox {
    /// Events that nobody said to have, oldest first, at most `limit`. They come again until
    /// [`Sandbox::delivered`] is called, so keep their ids.
    ///
    /// # Errors
    /// When the state can't be read.
    pub async fn undelivered(&self, limit: usize) -> Result<Vec<PaymentEvent>, PaymentError> {
        let found = self.state.list(EVENT, "", None, limit).await?;
        found
            .into_iter()
            .map(|(_, document)| {
                serde_json::from_value(document.value)
                    .map_err(|error| PaymentError::State(error.to_string()))
            })
            .collect()
    }

    /// Says that the caller has kept this event. Nothing happens when it was said before.
    ///
    /// # Errors
    /// When the state can't be kept.
    pub async fn delivered(&self, event: &str) -> Result<(), PaymentError> {
        for _ in 0..TRIES {
            let Some(document) = self.state.get(EVENT, event).await? else {
                return Ok(());
            };
            let gone = Write {
                kind: EVENT,
                id: event.to_owned(),
                expected: Some(document.version),
                value: None,
            };
            if self.commit(&Batch::of(gone)).await? {
                return Ok(());
            }
        }
        Err(crowded())
    }
}
