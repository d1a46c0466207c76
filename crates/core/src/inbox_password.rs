//! Passwords of mailboxes: what is taken, and ones that are made up.

use secrecy::SecretString;
use zeroize::Zeroizing;

use crate::entropy::Entropy;

/// How long a made-up one is: far more than anybody can guess.
const LENGTH: usize = 24;

/// Letters and digits that can't be taken for each other, and two signs that every mail program
/// and shell bears.
const ALPHABET: &[u8] = b"abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789-_";

/// Whether a password has a lower-case letter, an upper-case letter and a digit, which mailbox
/// providers insist on.
#[must_use]
pub fn is_mixed(password: &str) -> bool {
    let has = |wanted: fn(&u8) -> bool| password.as_bytes().iter().any(wanted);
    has(u8::is_ascii_lowercase) && has(u8::is_ascii_uppercase) && has(u8::is_ascii_digit)
}

/// A random password of 24 characters.
#[must_use]
pub fn generate(entropy: &Entropy) -> SecretString {
    loop {
        let mut made = Zeroizing::new(String::with_capacity(LENGTH));
        while made.len() < LENGTH {
            let [byte] = entropy.bytes();
            // Bytes beyond the alphabet are thrown away, so that each character is as likely.
            if let Some(character) = ALPHABET.get(usize::from(byte & 63)) {
                made.push(char::from(*character));
            }
        }
        if is_mixed(&made) {
            return SecretString::from(made.as_str());
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use secrecy::ExposeSecret as _;

    use super::*;

    #[test]
    fn made_up_passwords_are_mixed_and_never_the_same() {
        let entropy = Entropy::seeded(7);
        let mut seen = BTreeSet::new();
        for _ in 0..500 {
            let made = generate(&entropy);
            let made = made.expose_secret();
            assert_eq!(made.len(), LENGTH);
            assert!(is_mixed(made) && made.bytes().all(|byte| byte.is_ascii_graphic()));
            assert!(seen.insert(made.to_owned()));
        }
        let used: BTreeSet<u8> = seen.iter().flat_map(|made| made.bytes()).collect();
        assert_eq!(used.len(), ALPHABET.len());
    }

    #[test]
    fn a_password_needs_all_three_kinds() {
        assert!(is_mixed("Made-up-Passw0rd-1"));
        for poor in [
            "made-up-passw0rd",
            "MADE-UP-PASSW0RD",
            "Made-up-Password",
            "",
        ] {
            assert!(!is_mixed(poor), "{poor}");
        }
    }
}
