//! What may be shown of a secret: its last four characters.

/// The last four characters of `secret`, or four dots when so much would tell too much.
///
/// Of a secret shorter than 12 characters nothing is shown, because four characters would be
/// a third of it or more.
#[must_use]
pub fn hint(secret: &str) -> String {
    let length = secret.chars().count();
    if length < 12 {
        return "••••".to_owned();
    }
    secret.chars().skip(length - 4).collect()
}

#[cfg(test)]
mod tests {
    use super::hint;

    #[test]
    fn only_long_secrets_show_their_end() {
        assert_eq!(hint("sk-1234567890abcd"), "abcd");
        assert_eq!(hint("12345678901"), "••••");
        assert_eq!(hint("äöüäöüäöüäöüß€ñœ"), "ß€ñœ");
    }
}
