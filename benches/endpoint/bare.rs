//! The least that could be called an endpoint: axum as it comes, the signature verified, a constant returned.

use std::io::Write;

use axum::Router;
use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode, header};
use axum::routing::post;
use ed25519_dalek::{Signature, SigningKey, VerifyingKey};

/// Serves on a free port, whose address it prints.
pub fn serve() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let key = SigningKey::from_bytes(&[42; 32]).verifying_key();
        let route = post(async move |headers: HeaderMap, body: Bytes| {
            let verified = verify(&key, &headers, &body);
            verified
                .map(|()| ([(header::CONTENT_TYPE, "application/json")], r#"{"type":1}"#))
                .ok_or(StatusCode::UNAUTHORIZED)
        });
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        println!("http://{}/interactions", listener.local_addr().expect("an address"));
        std::io::stdout().flush().expect("somebody listens");
        axum::serve(listener, Router::new().route("/interactions", route)).await.expect("it serves");
    });
}

fn verify(key: &VerifyingKey, headers: &HeaderMap, body: &[u8]) -> Option<()> {
    let signature = headers.get("x-signature-ed25519")?.to_str().ok()?;
    let timestamp = headers.get("x-signature-timestamp")?;
    let mut bytes = [0; 64];
    for (byte, pair) in bytes.iter_mut().zip(signature.as_bytes().chunks_exact(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    key.verify_strict(&[timestamp.as_bytes(), body].concat(), &Signature::from_bytes(&bytes)).ok()
}
