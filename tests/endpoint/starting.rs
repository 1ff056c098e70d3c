//! How a start goes, and how it fails: a plain sentence and an exit code.

use serde_json::json;

use crate::server::{Builder, Server};
use crate::signing::{public_key, sign};

#[test]
fn a_key_is_needed_and_must_be_one() {
    for builder in [Builder::keyless(), Builder::keyless().env("DISCORD_PUBLIC_KEY", " ")] {
        assert!(builder.fails().contains("set DISCORD_PUBLIC_KEY"));
    }
    for key in ["secret", &public_key()[1..], &format!("{}x", &public_key()[1..]), &"00".repeat(32)] {
        let told = Builder::keyless().env("DISCORD_PUBLIC_KEY", key).fails();
        assert!(told.contains("is not a public key") && !told.contains(key), "{told}");
    }
}

#[test]
fn a_key_may_stand_in_a_file_of_its_own_or_in_dotenv() {
    let key = format!("{}\n", public_key());
    let named = Builder::keyless().file("key", &key).env("DISCORD_PUBLIC_KEY_FILE", "key");
    let dotenv = Builder::keyless().file(".env", &format!("DISCORD_PUBLIC_KEY={key}"));
    for builder in [named, dotenv] {
        let server = builder.arguments(&["--grace", "0"]).start();
        assert_eq!(server.post(&sign(json!({ "type": 1 }))).status, 200);
        server.stop();
    }
    let told = Builder::keyless().env("DISCORD_PUBLIC_KEY_FILE", "nowhere").fails();
    assert!(told.contains("DISCORD_PUBLIC_KEY_FILE names a file that cannot be read"), "{told}");
    let told = Builder::keyless().file(".env", "DISCORD_PUBLIC_KEY secret").fails();
    assert!(told.contains(".env cannot be read") && !told.contains("secret"), "{told}");
}

#[test]
fn an_address_that_cannot_be_listened_at_is_named() {
    let taken = Server::start();
    for address in [taken.address.to_string(), "127.0.0.1".into(), "192.0.2.1:80".into(), String::new()] {
        let told = Builder::listening(&address).env("DISCORD_PUBLIC_KEY", &public_key()).fails();
        assert!(told.contains(&format!("Cannot listen on `{address}`")), "{told}");
    }
    taken.stop();
}
