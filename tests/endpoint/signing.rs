//! Signs as Discord does: a timestamp and the body behind it.

use std::fmt::Write;
use std::time::{SystemTime, UNIX_EPOCH};

use ed25519_dalek::{Signer, SigningKey};

/// A body with what vouches for it.
#[derive(Clone, Debug)]
pub struct Signed {
    pub signature: String,
    pub timestamp: String,
    pub body: String,
}

/// The key of these tests: nobody else's.
fn key() -> SigningKey {
    SigningKey::from_bytes(&[42; 32])
}

/// What goes into `DISCORD_PUBLIC_KEY`.
pub fn public_key() -> String {
    hex(&key().verifying_key().to_bytes())
}

pub fn sign(body: impl ToString) -> Signed {
    sign_at(0, body)
}

/// Signed so many seconds from now.
pub fn sign_at(seconds: i64, body: impl ToString) -> Signed {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    let (timestamp, body) = (now.saturating_add_signed(seconds).to_string(), body.to_string());
    let signature = hex(&key().sign(format!("{timestamp}{body}").as_bytes()).to_bytes());
    Signed { signature, timestamp, body }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").unwrap();
        text
    })
}
