//! Whether a request is Discord's, and of now.
//!
//! <https://discord.com/developers/docs/interactions/overview#setting-up-an-endpoint-validating-security-request-headers>

use std::time::{SystemTime, UNIX_EPOCH};

use axum::http::{HeaderMap, HeaderValue};
use ed25519_dalek::{Signature, VerifyingKey};

use super::reject::Reject;

/// The signature, in hexadecimal.
const SIGNATURE: &str = "x-signature-ed25519";

/// When it was signed, in seconds since 1970.
const TIMESTAMP: &str = "x-signature-timestamp";

/// How far the time of a signature may lie from this machine's, either way, in seconds. Discord signs as it sends and
/// forgets an interaction after three seconds; five minutes forgive a clock that is badly set, and a request that somebody
/// overheard is of no use to him after that.
const WINDOW: u64 = 5 * 60;

/// An application's public key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicKey(VerifyingKey);

/// What the headers claim. Fresh, but not yet verified: that takes the body.
pub(super) struct Claim {
    signature: Signature,
    timestamp: HeaderValue,
}

impl PublicKey {
    /// Takes a key as the developer portal shows it: 64 hexadecimal digits. `None` if it is not one.
    ///
    /// ```
    /// use attache::discord::endpoint::PublicKey;
    /// let copied = "67c6bd767ca099e79efac9fcce4d2022a63bf7dea780e7f3d813f694c1597089";
    /// assert!(PublicKey::parse(copied).is_some());
    /// assert!(PublicKey::parse(&copied[1..]).is_none());
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        // A weak key, under which one signature fits many messages, is nobody's.
        VerifyingKey::from_bytes(&hex(text.as_bytes())?).ok().filter(|key| !key.is_weak()).map(Self)
    }
}

impl Claim {
    /// Reads the headers, and refuses what need not be read any further.
    pub(super) fn of(headers: &HeaderMap) -> Result<Self, Reject> {
        let header = |name| headers.get(name).ok_or(Reject::Unsigned);
        let (signature, timestamp) = (header(SIGNATURE)?, header(TIMESTAMP)?.clone());
        let signature = Signature::from_bytes(&hex(signature.as_bytes()).ok_or(Reject::BadSignature)?);
        let signed = timestamp.to_str().ok().and_then(|text| text.parse::<u64>().ok()).ok_or(Reject::BadSignature)?;
        if signed.abs_diff(now()) > WINDOW {
            return Err(Reject::Stale);
        }
        Ok(Self { signature, timestamp })
    }

    /// Whether timestamp and body, as they came, are what was signed.
    pub(super) fn verify(&self, key: &PublicKey, body: &[u8]) -> Result<(), Reject> {
        let signed = [self.timestamp.as_bytes(), body].concat();
        key.0.verify_strict(&signed, &self.signature).map_err(|_| Reject::BadSignature)
    }
}

fn now() -> u64 {
    // A clock before 1970 finds every signature stale.
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

fn hex<const N: usize>(digits: &[u8]) -> Option<[u8; N]> {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    if digits.len() != 2 * N {
        return None;
    }
    let mut bytes = [0; N];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = digit(pair[0])? << 4 | digit(pair[1])?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use ed25519_dalek::{Signer, SigningKey};

    use super::*;

    fn key() -> SigningKey {
        SigningKey::from_bytes(&[7; 32])
    }

    fn headers(signature: &str, timestamp: &str) -> HeaderMap {
        let header = |text: &str| text.parse().expect("a header");
        [(SIGNATURE, signature), (TIMESTAMP, timestamp)]
            .into_iter()
            .map(|(name, value)| (name.parse().expect("a name"), header(value)))
            .collect()
    }

    fn check(timestamp: &str, signed: &str, sent: &str) -> Result<(), Reject> {
        use std::fmt::Write;
        let signature = key().sign(signed.as_bytes()).to_bytes();
        let signature = signature.iter().fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02X}");
            text
        });
        let headers = headers(&signature, timestamp);
        Claim::of(&headers)?.verify(&PublicKey(key().verifying_key()), sent.as_bytes())
    }

    #[test]
    fn only_what_was_signed_passes_and_only_while_it_is_fresh() {
        let at = |seconds: i64| now().saturating_add_signed(seconds).to_string();
        for (seconds, passes) in [(0, true), (-290, true), (290, true), (-310, false), (310, false)] {
            let timestamp = at(seconds);
            let expected = if passes { Ok(()) } else { Err(Reject::Stale) };
            assert_eq!(check(&timestamp, &format!("{timestamp}{{}}"), "{}"), expected, "{seconds}");
        }
        let timestamp = at(0);
        assert_eq!(check(&timestamp, &format!("{timestamp}{{}}"), "[]"), Err(Reject::BadSignature));
        assert_eq!(check(&timestamp, &format!("{}{{}}", at(-1)), "{}"), Err(Reject::BadSignature));
        for timestamp in ["", "now", "-1", "99999999999999999999999"] {
            assert_eq!(check(timestamp, timestamp, ""), Err(Reject::BadSignature), "{timestamp}");
        }
    }

    #[test]
    fn headers_that_are_missing_or_no_signature_are_told_apart() {
        let refused = |headers: &HeaderMap| Claim::of(headers).err();
        assert_eq!(refused(&HeaderMap::new()), Some(Reject::Unsigned));
        let mut signed = headers(&"ab".repeat(64), &now().to_string());
        assert_eq!(refused(&signed), None);
        signed.remove(TIMESTAMP);
        assert_eq!(refused(&signed), Some(Reject::Unsigned));
        for signature in ["", "ab", &"zz".repeat(64), &"+a".repeat(64), &"ab".repeat(65)] {
            let headers = headers(signature, &now().to_string());
            assert_eq!(refused(&headers), Some(Reject::BadSignature), "{signature}");
        }
    }

    #[test]
    fn a_key_is_64_digits_of_a_point_that_is_not_weak() {
        for text in ["", "abc", &"0g".repeat(32), &"00".repeat(32), &"é".repeat(32)] {
            assert_eq!(PublicKey::parse(text), None, "{text}");
        }
    }
}
