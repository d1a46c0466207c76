//! Contacts as Dynadot has them.

use super::wire::ContactDetails;
use crate::registrar::RegistrarError;
use crate::registrar::marketplace::{Contact, ContactId};

/// The parameters of `create_contact`.
///
/// # Errors
/// When the telephone number is not in the international form.
pub(super) fn parameters(contact: &Contact) -> Result<Vec<(&'static str, String)>, RegistrarError> {
    let (code, number) = phone(contact)?;
    let mut parameters = vec![
        ("name", contact.full_name()),
        ("email", contact.email.clone()),
        ("phonecc", code.to_owned()),
        ("phonenum", number.to_owned()),
        ("address1", contact.address_line1.clone()),
        ("city", contact.city.clone()),
        ("zip", contact.postal_code.clone()),
        ("country", contact.country.clone()),
    ];
    let optional = [
        ("organization", &contact.organization),
        ("address2", &contact.address_line2),
        ("state", &contact.state),
    ];
    for (name, value) in optional {
        if let Some(value) = value {
            parameters.push((name, value.clone()));
        }
    }
    Ok(parameters)
}

/// Whether Dynadot's contact is this one.
pub(super) fn is_same(details: &ContactDetails, contact: &Contact) -> bool {
    let Ok((code, number)) = phone(contact) else {
        return false;
    };
    let is = |told: &Option<String>, ours: &str| told.as_deref().unwrap_or_default() == ours;
    let may_be = |told: &Option<String>, ours: &Option<String>| {
        is(told, ours.as_deref().unwrap_or_default())
    };
    is(&details.name, &contact.full_name())
        && is(&details.email, &contact.email)
        && is(&details.phone_cc, code)
        && is(&details.phone_num, number)
        && is(&details.address1, &contact.address_line1)
        && is(&details.city, &contact.city)
        && is(&details.zip_code, &contact.postal_code)
        && is(&details.country, &contact.country)
        && may_be(&details.organization, &contact.organization)
        && may_be(&details.address2, &contact.address_line2)
        && may_be(&details.state, &contact.state)
}

/// A contact's id.
pub(super) fn id(details: &ContactDetails) -> Option<ContactId> {
    let id = details.contact_id.as_ref()?.get()?;
    Some(ContactId(id.to_string()))
}

/// Dynadot's contact as ours. It has one name: the last word of it counts as the last name.
pub(super) fn contact(details: ContactDetails) -> Contact {
    let some = |text: Option<String>| text.filter(|text| !text.is_empty());
    let text = Option::unwrap_or_default;
    let name = text(details.name);
    let (first_name, last_name) = name.rsplit_once(' ').unwrap_or((&name, ""));
    Contact {
        first_name: first_name.to_owned(),
        last_name: last_name.to_owned(),
        organization: some(details.organization),
        email: text(details.email),
        phone: format!("+{}{}", text(details.phone_cc), text(details.phone_num)),
        address_line1: text(details.address1),
        address_line2: some(details.address2),
        city: text(details.city),
        state: some(details.state),
        postal_code: text(details.zip_code),
        country: text(details.country),
    }
}

fn phone(contact: &Contact) -> Result<(&str, &str), RegistrarError> {
    contact
        .phone_parts()
        .ok_or_else(|| RegistrarError::Refused {
            reason: "the registrant's telephone number is not in the international form".to_owned(),
        })
}
