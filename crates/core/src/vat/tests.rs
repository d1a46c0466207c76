//! Numbers that authorities, companies and other libraries publish as examples.

use super::*;

/// A country of each rule with numbers that are right, as people write them, in normal form.
const RIGHT: &[(&str, &str, &str)] = &[
    ("AT", "ATU13585627", "ATU13585627"),
    ("BE", "BE 0428.759.497", "BE0428759497"),
    ("BG", "BG 175 074 752", "BG175074752"),
    ("CY", "CY-10259033P", "CY10259033P"),
    ("CZ", "CZ 25123891", "CZ25123891"),
    ("DE", "DE 136 695 976", "DE136695976"),
    ("DK", "dk 13585628", "DK13585628"),
    ("EE", "EE 100 931 558", "EE100931558"),
    ("ES", "ES-B58378431", "ESB58378431"),
    ("FI", "FI 20774740", "FI20774740"),
    ("FR", "FR 40 303 265 045", "FR40303265045"),
    ("GR", "EL 094259216", "EL094259216"),
    ("HR", "HR 33392005961", "HR33392005961"),
    ("HU", "HU-12892312", "HU12892312"),
    ("IE", "IE 6433435F", "IE6433435F"),
    ("IE", "IE 8D79739I", "IE8D79739I"),
    ("IE", "IE 8*79739I", "IE8*79739I"),
    ("IE", "IE 8+79739I", "IE8+79739I"),
    ("IT", "IT 00743110157", "IT00743110157"),
    ("LT", "LT 119511515", "LT119511515"),
    ("LU", "LU 150 274 42", "LU15027442"),
    ("LV", "LV 4000 3521 600", "LV40003521600"),
    ("MT", "MT 1167-9112", "MT11679112"),
    ("NL", "nl 0044.95445.b01", "NL004495445B01"),
    ("PL", "PL 8567346215", "PL8567346215"),
    ("PT", "PT 501 964 843", "PT501964843"),
    ("RO", "RO 185 472 90", "RO18547290"),
    ("SE", "SE 123456789701", "SE123456789701"),
    ("SI", "SI 5022 3054", "SI50223054"),
    ("SK", "SK 202 274 96 19", "SK2022749619"),
    ("GB", "XI 980 7806 84", "XI980780684"),
    ("GB", "GB 980 7806 84", "GB980780684"),
    ("GB", "GBGD001", "GBGD001"),
    ("CH", "CHE-100.155.212", "CHE100155212"),
    ("CH", "CHE-107.787.577 IVA", "CHE107787577"),
    ("CH", "CHE-107.787.577 MWST", "CHE107787577"),
    ("NO", "NO 995 525 828 MVA", "NO995525828MVA"),
];

#[test]
fn numbers_are_brought_into_their_normal_form() {
    for (country, text, normal) in RIGHT {
        let number = VatNumber::of(country, text).expect(text);
        assert_eq!(number.as_str(), *normal);
        let again = VatNumber::of(country, normal);
        assert_eq!(again, Ok(number), "{normal}");
    }
    let countries = RIGHT.iter().map(|(country, ..)| *country);
    let known: std::collections::BTreeSet<&str> = countries.collect();
    for country in eu_vat::Country::ALL {
        assert!(known.contains(country_of(country.code())), "{country}");
    }
}

/// A digit changed is a wrong number, in every country that has check digits.
#[test]
fn a_typing_error_is_found() {
    // A government department's is a mere number.
    let with_check_digits = RIGHT.iter().filter(|(.., normal)| *normal != "GBGD001");
    for (country, _, normal) in with_check_digits {
        let mut digits = normal.match_indices(|c: char| c.is_ascii_digit());
        let (place, digit) = digits.nth(1).expect("a digit");
        let wrong = ('0'..='9').filter(|other| !digit.starts_with(*other));
        let found = wrong
            .map(|other| format!("{}{other}{}", &normal[..place], &normal[place + 1..]))
            .filter(|text| VatNumber::of(country, text).is_err())
            .count();
        // Some remainders share a digit, so one error in nine may pass.
        assert!(found >= 8, "{normal}: {found} of 9");
    }
}

#[test]
fn the_country_is_that_of_the_address() {
    let other = Err(VatError::OtherCountry);
    assert_eq!(VatNumber::of("AT", "DE136695976"), other);
    assert_eq!(VatNumber::of("EL", "EL094259216"), other);
    assert_eq!(VatNumber::of("XI", "XI980780684"), other);
    assert_eq!(VatNumber::of("IE", "XI980780684"), other);
    // Of countries without a known form, only the general one is asked for.
    let number = VatNumber::of("US", "us 12-3456789").expect("the general form");
    assert_eq!(number.as_str(), "US123456789");
}

#[test]
fn what_has_no_form_is_none() {
    for wrong in [
        "",
        "D",
        "DE",
        "DE1",
        "DE 1 ",
        "1E136695976",
        "USÄ1",
        "US12345678901234",
    ] {
        let country = wrong.get(..2).unwrap_or("DE");
        assert_eq!(
            VatNumber::of(country, wrong),
            Err(VatError::Form),
            "{wrong}"
        );
    }
    for wrong in [
        "DE136695970",
        "DE13669597",
        "DE1366959766",
        "DEU13585627",
        "DE++",
    ] {
        let refused = VatNumber::of("DE", wrong);
        assert_eq!(refused, Err(VatError::NotItsCountrys), "{wrong}");
    }
}

/// Nothing that passes the general form makes a rule panic.
#[test]
fn no_text_is_too_strange() {
    const ALPHABET: &[u8] = b"0123456789ABCDGHIJKUWZ+*";
    let mut state = 4711_u64;
    let mut next = |below: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        usize::try_from(state >> 33).expect("31 bits") % below
    };
    let prefixes = RIGHT
        .iter()
        .map(|(country, _, normal)| (country, &normal[..2]));
    for (country, prefix) in prefixes {
        for _ in 0..3000 {
            let length = 2 + next(12);
            let rest: String = (0..length)
                .map(|_| char::from(ALPHABET[next(ALPHABET.len())]))
                .collect();
            let text = format!("{prefix}{rest}");
            if let Ok(number) = VatNumber::of(country, &text) {
                assert!(number.as_str().starts_with(prefix), "{text}");
            }
        }
    }
}
