//! Interactions as Discord sends them, without id and token.

use serde_json::{Value, json};

use super::APPLICATION;

/// `/ask question: ...`.
pub fn ask(question: &str) -> Value {
    command("ask", json!([{ "type": 3, "name": "question", "value": question }]))
}

/// `/briefing <subcommand> <option>: <value>`.
pub fn briefing(subcommand: &str, option: Option<(&str, &str)>) -> Value {
    let options: Vec<_> =
        option.into_iter().map(|(name, value)| json!({ "type": 3, "name": name, "value": value })).collect();
    command("briefing", json!([{ "type": 1, "name": subcommand, "options": options }]))
}

/// A command typed after a slash.
pub fn command(name: &str, options: Value) -> Value {
    interaction(2, json!({ "id": "7", "name": name, "type": 1, "options": options }))
}

/// A command that is being typed.
pub fn typing(name: &str, options: Value) -> Value {
    interaction(4, json!({ "id": "7", "name": name, "type": 1, "options": options }))
}

/// `/ask question: ...`, being typed.
pub fn typing_question(typed: &str) -> Value {
    typing("ask", json!([{ "type": 3, "name": "question", "value": typed, "focused": true }]))
}

/// A command chosen from the menu of a message with this text.
pub fn of_message(name: &str, text: &str) -> Value {
    let mut target = message(json!([]));
    target["content"] = json!(text);
    interaction(
        2,
        json!({ "id": "7", "name": name, "type": 3, "target_id": "8", "resolved": { "messages": { "8": target } } }),
    )
}

/// A button is pressed.
pub fn press(custom_id: &str) -> Value {
    on_message(json!({ "custom_id": custom_id, "component_type": 2 }), json!([]))
}

/// A button is pressed under these embeds.
pub fn press_under(custom_id: &str, embeds: Value) -> Value {
    on_message(json!({ "custom_id": custom_id, "component_type": 2 }), embeds)
}

/// Something is chosen from a menu.
pub fn choose(custom_id: &str, value: &str) -> Value {
    on_message(json!({ "custom_id": custom_id, "component_type": 3, "values": [value] }), json!([]))
}

/// A form is filled in and sent.
pub fn submit(custom_id: &str, input: &str, text: &str) -> Value {
    let row = json!({ "type": 1, "components": [{ "type": 4, "custom_id": input, "value": text }] });
    interaction(5, json!({ "custom_id": custom_id, "components": [row] }))
}

/// The same by a reader of another language.
pub fn in_locale(mut interaction: Value, locale: &str) -> Value {
    interaction["locale"] = json!(locale);
    interaction
}

/// The same in another channel of another server.
pub fn elsewhere(mut interaction: Value, guild: u64, channel: u64) -> Value {
    interaction["guild_id"] = json!(guild.to_string());
    interaction["channel_id"] = json!(channel.to_string());
    interaction["channel"]["id"] = json!(channel.to_string());
    interaction
}

fn on_message(data: Value, embeds: Value) -> Value {
    let mut interaction = interaction(3, data);
    interaction["message"] = message(embeds);
    interaction
}

fn message(embeds: Value) -> Value {
    json!({
        "id": "8", "channel_id": "5", "author": user("attache-test"), "content": "", "timestamp": "2026-01-01T00:00:00Z",
        "edited_timestamp": null, "tts": false, "mention_everyone": false, "mentions": [], "mention_roles": [],
        "attachments": [], "embeds": embeds, "components": [], "pinned": false, "type": 20, "flags": 0,
    })
}

/// In a server, by a member who reads English.
fn interaction(kind: u64, data: Value) -> Value {
    json!({
        "type": kind,
        "application_id": APPLICATION.to_string(),
        "version": 1,
        "data": data,
        "guild_id": "4",
        "guild_locale": "en-US",
        "channel_id": "5",
        "channel": { "id": "5", "type": 0, "name": "general", "permissions": "0" },
        "member": {
            "user": user("reader"), "nick": null, "avatar": null, "roles": [], "joined_at": "2026-01-01T00:00:00Z",
            "premium_since": null, "deaf": false, "mute": false, "flags": 0, "pending": false, "permissions": "0",
        },
        "locale": "en-GB",
        "app_permissions": "0",
        "entitlements": [],
        "authorizing_integration_owners": { "0": "4" },
        "context": 0,
        "attachment_size_limit": 10_485_760,
    })
}

fn user(name: &str) -> Value {
    json!({
        "id": "6", "username": name, "discriminator": "0", "global_name": null, "avatar": null, "bot": false,
        "public_flags": 0,
    })
}
