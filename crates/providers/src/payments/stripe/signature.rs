//! The signature of Stripe's webhooks: `t=<seconds>,v1=<hex>[,v1=<hex>…]`, each `v1` the
//! HMAC-SHA256 of `<seconds>.<body>` with one of the endpoint's secrets.

use aws_lc_rs::constant_time::verify_slices_are_equal;
use aws_lc_rs::hmac::{self, HMAC_SHA256};
use secrecy::{ExposeSecret, SecretString};
use simpleinboxes_core::Timestamp;

use crate::payments::WebhookError;

/// Seconds that the signature's time may be from ours, as Stripe's own clients have it.
const TOLERANCE: u64 = 300;

/// The endpoint's secrets: two while one is being replaced.
pub(super) struct Secrets(Vec<hmac::Key>);

struct Header<'a> {
    /// As it was signed.
    seconds: &'a str,
    time: i64,
    signatures: Vec<[u8; 32]>,
}

impl Secrets {
    pub(super) fn new(secrets: &[SecretString]) -> Self {
        let key =
            |secret: &SecretString| hmac::Key::new(HMAC_SHA256, secret.expose_secret().as_bytes());
        Self(secrets.iter().map(key).collect())
    }

    pub(super) fn verify(
        &self,
        body: &[u8],
        header: Option<&str>,
        now: Timestamp,
    ) -> Result<(), WebhookError> {
        let header = parse(header.ok_or(WebhookError::NoHeader)?)?;
        let signed = self.0.iter().any(|key| {
            let mut context = hmac::Context::with_key(key);
            context.update(header.seconds.as_bytes());
            context.update(b".");
            context.update(body);
            let expected = context.sign();
            header
                .signatures
                .iter()
                .any(|given| verify_slices_are_equal(given, expected.as_ref()).is_ok())
        });
        if !signed {
            return Err(WebhookError::NoMatch);
        }
        // After the signature: a time that nobody signed says nothing.
        if now.timestamp().abs_diff(header.time) > TOLERANCE {
            return Err(WebhookError::OutsideTolerance);
        }
        Ok(())
    }
}

fn parse(header: &str) -> Result<Header<'_>, WebhookError> {
    let mut seconds = None;
    let mut signatures = Vec::new();
    for item in header.split(',') {
        let (name, value) = item.split_once('=').ok_or(WebhookError::BadHeader)?;
        match name.trim() {
            "t" => {
                let time = value.parse::<i64>().map_err(|_| WebhookError::BadHeader)?;
                seconds = Some((value, time));
            }
            // One that is no signature can't be ours; another one may be.
            "v1" => signatures.extend(bytes(value)),
            _ => {}
        }
    }
    let (seconds, time) = seconds.ok_or(WebhookError::BadHeader)?;
    Ok(Header {
        seconds,
        time,
        signatures,
    })
}

fn bytes(hex: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    if hex.len() != 64 || !hex.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    for (place, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(hex.get(2 * place..2 * place + 2)?, 16).ok()?;
    }
    Some(bytes)
}
