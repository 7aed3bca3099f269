//! Base64, as addresses of the scheme `data:` have it (RFC 4648, section 4).

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// How many letters so many bytes take.
pub(super) fn length(bytes: usize) -> u64 {
    bytes.div_ceil(3) as u64 * 4
}

/// Writes `bytes` behind what stands in `out`.
pub(super) fn push(out: &mut String, bytes: &[u8]) {
    out.reserve(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let at = |place: usize| u32::from(three.get(place).copied().unwrap_or_default());
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for place in 0..4 {
            let letter = (bits >> (18 - 6 * place)) & 63;
            let letter = if place > three.len() { b'=' } else { LETTERS[letter as usize] };
            out.push(char::from(letter));
        }
    }
}
