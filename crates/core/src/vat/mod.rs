//! VAT numbers, checked by their country's form and check digits, without asking anybody.
//!
//! The member states of the European Union and Northern Ireland are `eu_vat`'s; Great Britain
//! has Northern Ireland's numbers under another prefix, and two neighbours are in `others`. Of
//! other countries only the general form is known. Whether a number is registered is another
//! question, which only the tax authorities can answer.

mod others;

use std::fmt;

/// A VAT number in its normal form: the country's prefix, then capitals and digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VatNumber(String);

/// Why a text is no VAT number of a country.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum VatError {
    /// It is too short, too long, or has other characters.
    #[error("must be the country's two letters and 2 to 13 letters and digits")]
    Form,
    /// Its country has other numbers.
    #[error("does not have its country's form, or its check digits are wrong")]
    NotItsCountrys,
    /// Its prefix is another country's.
    #[error("must be of the country of the address")]
    OtherCountry,
}

impl VatNumber {
    /// Reads a VAT number of `country` (ISO 3166-1). Case does not count, and blanks, dots and
    /// hyphens are dropped.
    ///
    /// # Errors
    /// It is none, or another country's.
    pub fn of(country: &str, text: &str) -> Result<Self, VatError> {
        let number = normal(text);
        let (prefix, rest) = number.split_at_checked(2).ok_or(VatError::Form)?;
        let is_prefix = prefix.bytes().all(|byte| byte.is_ascii_uppercase());
        let is_rest = (2..=13).contains(&rest.len()) && rest.bytes().all(is_allowed);
        if !is_prefix || !is_rest {
            return Err(VatError::Form);
        }
        if country_of(prefix) != country {
            return Err(VatError::OtherCountry);
        }
        checked(prefix, rest)
            .map(Self)
            .ok_or(VatError::NotItsCountrys)
    }

    /// The number.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for VatNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Capitals, without what people write between the groups.
fn normal(text: &str) -> String {
    let kept = text.chars().filter(|c| !matches!(c, ' ' | '.' | '-'));
    let number: String = kept.map(|c| c.to_ascii_uppercase()).collect();
    others::without_suffix(&number).to_owned()
}

/// Old Irish numbers have signs in them.
const fn is_allowed(byte: u8) -> bool {
    byte.is_ascii_digit() || byte.is_ascii_uppercase() || matches!(byte, b'+' | b'*')
}

/// The country whose numbers begin like this.
fn country_of(prefix: &str) -> &str {
    match prefix {
        "EL" => "GR",
        "XI" => "GB",
        other => other,
    }
}

/// The number in its normal form, if it has its country's.
fn checked(prefix: &str, rest: &str) -> Option<String> {
    match prefix {
        "CH" => others::is_swiss(rest).then(|| format!("CH{rest}")),
        "NO" => others::is_norwegian(rest).then(|| format!("NO{rest}")),
        "GB" => european("XI", rest).map(|number| number.replacen("XI", "GB", 1)),
        "IE" => irish(rest),
        _ if eu_vat::Country::from_code(prefix).is_some() => european(prefix, rest),
        _ => Some(format!("{prefix}{rest}")),
    }
}

fn european(prefix: &str, rest: &str) -> Option<String> {
    let number = eu_vat::Vat::parse(&format!("{prefix}{rest}")).ok()?;
    Some(number.to_string())
}

/// Ireland's, whose old form has a letter, `+` or `*` in the second place: `eu_vat` does not know
/// the `*`, which no check digit depends on, and takes signs in the first place for digits.
fn irish(rest: &str) -> Option<String> {
    let is_digit_first = rest.starts_with(|first: char| first.is_ascii_digit());
    let known = match rest.as_bytes().get(1) {
        Some(b'*') => rest.replacen('*', "+", 1),
        _ => rest.to_owned(),
    };
    (is_digit_first && european("IE", &known).is_some()).then(|| format!("IE{rest}"))
}

#[cfg(test)]
mod tests;
