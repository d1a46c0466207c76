//! Codes of an authenticator program by RFC 6238, as mailbox hosts use them: SHA-1, 6 digits, a new
//! code every 30 seconds.

use secrecy::{ExposeSecret as _, SecretString};
use totp_rs::{Builder, Secret};

use crate::Timestamp;

/// Seconds for which a code is shown.
const STEP: u64 = 30;

/// The longest secret, in base32.
const LONGEST_SECRET: usize = 128;

/// The shortest one: 80 bits, which hosts still give out though the RFC asks for 128.
const SHORTEST_SECRET: usize = 16;

/// A shared secret from which codes are made.
pub struct Totp(totp_rs::Totp);

/// The code of a moment.
#[derive(Debug, Clone)]
pub struct TotpCode {
    /// The six digits.
    pub digits: SecretString,
    /// For how many seconds an authenticator program still shows it, 1 to 30.
    pub expires_in_seconds: u32,
}

/// Why a text is no shared secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be 16 to 128 characters of base32")]
pub struct TotpSecretError;

impl Totp {
    /// Reads a shared secret in base32, as hosts show it: in any case, with or without blanks and
    /// padding.
    ///
    /// # Errors
    /// When it is none.
    pub fn from_base32(secret: &SecretString) -> Result<Self, TotpSecretError> {
        let text: String = secret
            .expose_secret()
            .chars()
            .filter(|c| !matches!(c, ' ' | '-'))
            .map(|c| c.to_ascii_uppercase())
            .collect();
        let text = text.trim_end_matches('=');
        if !(SHORTEST_SECRET..=LONGEST_SECRET).contains(&text.len()) {
            return Err(TotpSecretError);
        }
        let secret = Secret::try_from_base32(text).map_err(|_| TotpSecretError)?;
        // The compliant way refuses secrets of 80 bits.
        Ok(Self(
            Builder::new().with_secret(secret).build_noncompliant(),
        ))
    }

    /// The shared secret in base32, upper case and without padding.
    #[must_use]
    pub fn secret(&self) -> SecretString {
        self.0.secret().to_base32().into()
    }

    /// The code of a moment. Before 1970 it is that of the first moment of 1970.
    #[must_use]
    pub fn code(&self, at: Timestamp) -> TotpCode {
        let seconds = u64::try_from(at.timestamp()).unwrap_or(0);
        let left = STEP - seconds % STEP;
        TotpCode {
            digits: self.0.generate(seconds).to_string().into(),
            expires_in_seconds: u32::try_from(left).unwrap_or(1),
        }
    }

    /// The secret as an `otpauth://totp/` URL, to be drawn as a QR code. Colons, which part the
    /// label, are left out of both names. Nothing if the account has no name.
    #[must_use]
    pub fn url(&self, issuer: &str, account: &str) -> Option<SecretString> {
        let named = Builder::new()
            .with_secret(Secret::from(self.0.secret().as_ref()))
            .with_issuer(Some(issuer.replace(':', "")))
            .with_account_name(account.replace(':', ""))
            .build_noncompliant();
        named.to_url().ok().map(SecretString::from)
    }
}

impl std::fmt::Debug for Totp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Totp")
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;

    fn at(seconds: i64) -> Timestamp {
        DateTime::from_timestamp(seconds, 0).expect("a moment")
    }

    fn totp(secret: &str) -> Totp {
        Totp::from_base32(&secret.into()).expect("a secret")
    }

    /// RFC 6238, appendix B, the secret `12345678901234567890`. The RFC shows 8 digits; 6 are the
    /// last 6 of them.
    #[test]
    fn codes_are_those_of_the_rfc() {
        let totp = totp("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        for (seconds, code) in [
            (59, "94287082"),
            (1_111_111_109, "07081804"),
            (1_111_111_111, "14050471"),
            (1_234_567_890, "89005924"),
            (2_000_000_000, "69279037"),
            (20_000_000_000, "65353130"),
        ] {
            let made = totp.code(at(seconds));
            assert_eq!(made.digits.expose_secret(), &code[2..], "at {seconds}");
        }
    }

    #[test]
    fn codes_last_until_the_next_step() {
        let totp = totp("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        for (seconds, left) in [(0, 30), (1, 29), (29, 1), (30, 30), (59, 1), (-5, 30)] {
            assert_eq!(totp.code(at(seconds)).expires_in_seconds, left);
        }
        let code = |seconds| totp.code(at(seconds)).digits.expose_secret().to_owned();
        assert_eq!(code(30), code(59));
        assert_ne!(code(59), code(60));
    }

    #[test]
    fn secrets_are_read_as_hosts_show_them() {
        let plain = totp("P6GTCVAI4MZS5ICJ");
        assert_eq!(plain.secret().expose_secret(), "P6GTCVAI4MZS5ICJ");
        let shown = totp("p6gt cvai 4mzs 5icj");
        assert_eq!(shown.secret().expose_secret(), "P6GTCVAI4MZS5ICJ");
        let padded = totp("GEZDGNBVGY3TQOJQGEZDGNBVGY======");
        assert_eq!(
            padded.secret().expose_secret(),
            "GEZDGNBVGY3TQOJQGEZDGNBVGY"
        );
        let long = "A".repeat(129);
        for text in [
            "",
            "P6GTCVAI4MZS5IC",
            "P6GTCVAI4MZS5IC1",
            "P6GTCVAI4MZS5ICä",
            &long,
        ] {
            assert!(Totp::from_base32(&text.into()).is_err(), "{text}");
        }
    }

    #[test]
    fn urls_name_issuer_and_account() {
        let totp = totp("P6GTCVAI4MZS5ICJVHB3B5HKLFNIKR3O");
        let url = totp
            .url("Google", "jane.doe@try-northwind.com")
            .expect("named");
        let expected = "otpauth://totp/Google:jane.doe%40try-northwind.com\
            ?secret=P6GTCVAI4MZS5ICJVHB3B5HKLFNIKR3O&issuer=Google";
        assert_eq!(url.expose_secret(), expected);
        let hostile = totp.url("A&B: c", "x:y?#@z.com").expect("named");
        let rest = "otpauth://totp/A%26B%20c:xy%3F%23%40z.com?secret=";
        assert!(
            hostile.expose_secret().starts_with(rest),
            "{}",
            hostile.expose_secret()
        );
        assert!(totp.url("Google", ":").is_none());
        assert!(!format!("{totp:?}{:?}", totp.code(at(0))).contains("P6GT"));
    }
}
