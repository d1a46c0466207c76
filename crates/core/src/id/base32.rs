//! 128 bits as 26 characters of lower-case Crockford base32, one spelling a value.

const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
const LENGTH: usize = 26;

/// Writes `bits`, most significant first. 26 characters hold 130 bits: the first is 0 to 7.
pub(super) fn encode(mut bits: u128) -> [u8; LENGTH] {
    let mut text = [b'0'; LENGTH];
    for character in text.iter_mut().rev() {
        *character = ALPHABET[(bits & 31) as usize];
        bits >>= 5;
    }
    text
}

/// Reads what [`encode`] wrote and nothing else: no upper case, no look-alikes, no overflow.
pub(super) fn decode(text: &str) -> Option<u128> {
    let bytes = text.as_bytes();
    if bytes.len() != LENGTH || bytes[0] > b'7' {
        return None;
    }
    bytes.iter().try_fold(0_u128, |bits, byte| {
        let digit = ALPHABET.iter().position(|character| character == byte)?;
        Some((bits << 5) | digit as u128)
    })
}
