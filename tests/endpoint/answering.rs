//! What Discord gets back.

use serde_json::json;

use crate::interactions::{ask, briefing, command, of_message, press, submit, typing_question};
use crate::server::Server;
use crate::signing::sign;

#[test]
fn a_ping_gets_a_pong() {
    let server = Server::start();
    // As Discord sends it when the address is entered in the portal, and at its barest.
    let full = json!({
        "application_id": "1", "id": "2", "token": "t", "type": 1, "version": 1, "entitlements": [], "user": null,
    });
    for body in [full, json!({ "type": 1 })] {
        let answer = server.post(&sign(body));
        assert_eq!((answer.status, &*answer.body), (200, r#"{"type":1}"#));
        assert!(answer.head.contains("content-type: application/json"), "{}", answer.head);
    }
    server.stop();
}

#[test]
fn commands_are_answered_with_the_sentence_quoted() {
    let server = Server::start();
    let response = server.interact(ask("When was the tower built?"));
    assert_eq!(response["type"], 4);
    let text = response["data"]["embeds"][0]["description"].as_str().unwrap();
    assert!(text.contains("\n> ") && text.contains("1868") && text.contains("— S2 ¶1"), "{text}");

    let response = server.interact(briefing("source", Some(("sentence", "S2"))));
    assert!(response["data"]["embeds"][0].to_string().contains("storm cracked"), "{response:#}");
    server.stop();
}

#[test]
fn a_button_leads_on() {
    let server = Server::start();
    let answer = server.interact(ask("When was the tower built?"));
    let id = answer["data"]["components"][0]["components"][0]["custom_id"].as_str().unwrap();
    let response = server.interact(press(id));
    assert_eq!(response["type"], 4);
    assert!(response["data"]["embeds"][0]["description"].is_string(), "{response:#}");
    server.stop();
}

#[test]
fn a_form_is_asked_for_and_taken() {
    let server = Server::start();
    let answer = server.interact(ask("When was the tower built?"));
    let rows = answer["data"]["components"].as_array().unwrap();
    let mut ids = rows.iter().flat_map(|row| row["components"].as_array().unwrap()).map(|button| &button["custom_id"]);
    let form = ids.find_map(|id| Some(server.interact(press(id.as_str()?))).filter(|response| response["type"] == 9));
    let form = form.unwrap_or_else(|| panic!("no button asks for a form: {answer:#}"));
    let input = form["data"]["components"][0]["components"][0]["custom_id"].as_str().unwrap();
    let thanks = server.interact(submit(form["data"]["custom_id"].as_str().unwrap(), input, "It was 1869."));
    assert_eq!((&thanks["type"], &thanks["data"]["flags"]), (&json!(4), &json!(64)), "{thanks:#}");
    server.stop();
}

#[test]
fn what_is_typed_is_completed() {
    let server = Server::start();
    let response = server.interact(typing_question("when was the"));
    assert_eq!(response["type"], 8);
    let choices = response["data"]["choices"].as_array().unwrap();
    assert!((1..=25).contains(&choices.len()), "{response:#}");
    server.stop();
}

#[test]
fn what_is_not_known_is_told_to_the_one_who_asked() {
    let server = Server::start();
    for interaction in [command("weather", json!([])), command("briefing", json!([])), press("not-ours:1")] {
        let response = server.interact(interaction);
        assert_eq!((&response["type"], &response["data"]["flags"]), (&json!(4), &json!(64)), "{response:#}");
    }
    server.stop();
}

#[test]
fn what_nothing_of_ours_reads_may_be_of_a_new_kind() {
    let server = Server::start();
    let message =
        of_message("Ask the briefing", "<@80351110224678912> When was the tower built? https://example.org/1868-1999");
    let about = message["data"]["target_id"].as_str().unwrap();
    let target = format!("/data/resolved/messages/{about}");
    for (place, field, value) in [
        ("/member/user", "avatar", json!("a hash of another kind")),
        ("/member/user", "public_flags", json!(1_u64 << 51)),
        ("", "entitlements", json!(null)),
        ("", "attachment_size_limit", json!(null)),
        ("/data", "options", json!(null)),
        (&target, "type", json!(999)),
        (&target, "components", json!([{ "type": 1, "components": [{ "type": 99, "id": 1 }] }])),
        (&target, "components", json!([{ "type": 17, "components": [{ "type": 10, "content": "new" }] }])),
    ] {
        let mut changed = message.clone();
        changed.pointer_mut(place).unwrap()[field] = value;
        let answer = server.interact(changed);
        assert!(answer["data"]["embeds"][0].to_string().contains("1868"), "{place}/{field}: {answer:#}");
    }
    server.stop();
}

/// Discord counts characters; what arrives may be twelve bytes for each.
#[test]
fn the_longest_question_passes_however_it_is_written() {
    let server = Server::start();
    for character in ["a", "é", "漢", "🗼"] {
        let response = server.interact(ask(&character.repeat(6000)));
        assert_eq!(response["type"], 4, "{response:#}");
        let escaped = json!({ "interaction": ask(&character.repeat(6000)) })["interaction"].to_string();
        let escaped: String = escaped.encode_utf16().map(escape).collect();
        assert!(character.is_ascii() || escaped.len() > 36_000);
        let signed = sign(escaped.replacen('{', r#"{"id":"9","token":"interaction-token","#, 1));
        let answer = server.post(&signed);
        assert_eq!(answer.status, 200, "{}", answer.body);
    }
    server.stop();
}

fn escape(unit: u16) -> String {
    match u8::try_from(unit) {
        Ok(byte) if byte.is_ascii() => char::from(byte).to_string(),
        _ => format!("\\u{unit:04x}"),
    }
}
