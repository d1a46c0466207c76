//! Whom a domain is registered for.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A person or company that domains are registered for. Prints no values: they are personal.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Company; nothing for a private person.
    pub organization: Option<String>,
    /// Address for mail.
    pub email: String,
    /// Telephone, `+` and digits (E.164).
    pub phone: String,
    /// Street and number.
    pub address_line1: String,
    /// More of the street address.
    pub address_line2: Option<String>,
    /// City.
    pub city: String,
    /// State or province.
    pub state: Option<String>,
    /// Postal code.
    pub postal_code: String,
    /// Country, two capital letters (ISO 3166-1).
    pub country: String,
}

/// A contact as the registrar knows it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ContactId(pub String);

impl Contact {
    /// First and last name.
    #[must_use]
    pub fn full_name(&self) -> String {
        format!("{} {}", self.first_name, self.last_name)
    }

    /// The telephone number's country code and the rest, both digits. Nothing when the number is
    /// not in the international form.
    #[must_use]
    pub fn phone_parts(&self) -> Option<(&str, &str)> {
        let digits = self.phone.strip_prefix('+')?;
        let usable = digits.len() >= 7 && digits.bytes().all(|byte| byte.is_ascii_digit());
        usable.then(|| digits.split_at(country_code_length(digits)))
    }
}

/// How many digits the country code has, by the plan of the ITU (E.164): zones 1 and 7 are one
/// digit long; of the others, some countries have two and the rest have three.
fn country_code_length(digits: &str) -> usize {
    const TWO: [&str; 43] = [
        "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46",
        "47", "48", "49", "51", "52", "53", "54", "55", "56", "57", "58", "60", "61", "62", "63",
        "64", "65", "66", "81", "82", "84", "86", "90", "91", "92", "93", "94", "95",
    ];
    match &digits[..1] {
        "1" | "7" => 1,
        _ if TWO.contains(&&digits[..2]) || &digits[..2] == "98" => 2,
        _ => 3,
    }
}

impl fmt::Debug for Contact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Contact")
            .field("country", &self.country)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_phone(phone: &str) -> Contact {
        Contact {
            first_name: "Jo".into(),
            last_name: "Doe".into(),
            organization: None,
            email: "jo@acme.example".into(),
            phone: phone.into(),
            address_line1: "1 Main St".into(),
            address_line2: None,
            city: "Springfield".into(),
            state: None,
            postal_code: "12345".into(),
            country: "US".into(),
        }
    }

    #[test]
    fn phones_have_two_parts() {
        for (phone, code, rest) in [
            ("+15551234567", "1", "5551234567"),
            ("+79161234567", "7", "9161234567"),
            ("+442079460958", "44", "2079460958"),
            ("+989121234567", "98", "9121234567"),
            ("+353861234567", "353", "861234567"),
            ("+97141234567", "971", "41234567"),
        ] {
            assert_eq!(with_phone(phone).phone_parts(), Some((code, rest)));
        }
        for phone in ["15551234567", "+1 555", "+", "+12", ""] {
            assert_eq!(with_phone(phone).phone_parts(), None, "{phone}");
        }
    }

    #[test]
    fn contacts_print_nothing_personal() {
        let printed = format!("{:?}", with_phone("+15551234567"));
        assert_eq!(printed, r#"Contact { country: "US", .. }"#);
    }
}
