//! 256 bits as 43 base62 characters, the form of every secret that we hand out.

use zeroize::Zeroize;

const ALPHABET: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// Characters needed for 256 bits: 62^42 < 2^256 < 62^43.
pub(crate) const LENGTH: usize = 43;

/// Writes `bytes`, read as one big-endian number, in base62, padded to [`LENGTH`] characters.
pub(crate) fn encode(bytes: &[u8; 32]) -> String {
    let mut number = *bytes;
    let mut digits = [0_u8; LENGTH];
    for digit in digits.iter_mut().rev() {
        *digit = ALPHABET[usize::from(divide_by_62(&mut number))];
    }
    number.zeroize();
    let text = digits.iter().copied().map(char::from).collect();
    digits.zeroize();
    text
}

/// Long division in place; returns the remainder.
fn divide_by_62(number: &mut [u8; 32]) -> u8 {
    let mut remainder = 0_u16;
    for byte in number {
        let dividend = (remainder << 8) | u16::from(*byte);
        // The remainder is below 62, so the quotient is below 256.
        *byte = u8::try_from(dividend / 62).expect("a quotient below 256");
        remainder = dividend % 62;
    }
    u8::try_from(remainder).expect("a remainder below 62")
}

/// True for text that [`encode`] could have written, as far as its alphabet and length go.
pub(crate) fn is_encoded(text: &str) -> bool {
    text.len() == LENGTH && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_in_base62_with_leading_zeros() {
        assert_eq!(encode(&[0; 32]), "0".repeat(43));
        let mut number = [0; 32];
        number[31] = 61;
        assert_eq!(encode(&number), format!("{}z", "0".repeat(42)));
        number[31] = 62;
        assert_eq!(encode(&number), format!("{}10", "0".repeat(41)));
    }

    #[test]
    fn the_largest_number_fits() {
        let text = encode(&[0xff; 32]);
        assert!(is_encoded(&text));
        assert!(text.as_str() < "zzzzz");
        // Reading the digits back must give 2^256 - 1, here modulo 2^64.
        let low = text.bytes().fold(0_u64, |value, byte| {
            let digit = ALPHABET.iter().position(|c| *c == byte).expect("a digit");
            value.wrapping_mul(62).wrapping_add(digit as u64)
        });
        assert_eq!(low, u64::MAX);
    }
}
