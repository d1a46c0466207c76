//! Neighbours of the European Union with numbers of their own.

/// What Swiss numbers may end with, one word a language; it says nothing about who it is.
const SWISS_SUFFIXES: [&str; 4] = ["MWST", "TVA", "IVA", "TPV"];

/// A Swiss number without its suffix; any other as it is.
pub(super) fn without_suffix(number: &str) -> &str {
    if !number.starts_with("CHE") {
        return number;
    }
    SWISS_SUFFIXES
        .into_iter()
        .find_map(|suffix| number.strip_suffix(suffix))
        .unwrap_or(number)
}

/// `E` and nine digits, the last of them a check digit modulo 11.
pub(super) fn is_swiss(rest: &str) -> bool {
    let digits = rest.strip_prefix('E').and_then(digits);
    digits.is_some_and(|digits| is_modulo_11(digits, [5, 4, 3, 2, 7, 6, 5, 4]))
}

/// Nine digits, the last of them a check digit modulo 11, and `MVA` for who is registered.
pub(super) fn is_norwegian(rest: &str) -> bool {
    let digits = digits(rest.strip_suffix("MVA").unwrap_or(rest));
    digits.is_some_and(|digits| is_modulo_11(digits, [3, 2, 7, 6, 5, 4, 3, 2]))
}

fn digits(text: &str) -> Option<[u32; 9]> {
    let digits: Option<Vec<u32>> = text.chars().map(|c| c.to_digit(10)).collect();
    digits?.try_into().ok()
}

/// A remainder for which there is no digit is never given out.
fn is_modulo_11(digits: [u32; 9], weights: [u32; 8]) -> bool {
    let sum: u32 = weights.iter().zip(digits).map(|(w, digit)| w * digit).sum();
    digits[8] == (11 - sum % 11) % 11
}
