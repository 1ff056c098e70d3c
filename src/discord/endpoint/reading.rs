//! A body, read as an interaction.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use serenity::all::Interaction;

use super::reject::Reject;

/// A body that was read.
pub(super) enum Read {
    /// Whether the endpoint is there.
    Ping,
    /// What somebody did.
    Interaction(Box<Interaction>),
}

/// All that tells a PING from the rest.
#[derive(Deserialize)]
struct Kind {
    #[serde(rename = "type")]
    kind: u64,
}

/// Parts of Discord's objects that nothing of ours reads.
const UNREAD: &[&str] = &[
    "attachments",
    "avatar",
    "avatar_decoration_data",
    "banner",
    "clan",
    "collectibles",
    "display_name_styles",
    "entitlements",
    "primary_guild",
    "public_flags",
    "sticker_items",
];

pub(super) fn read(body: &[u8]) -> Result<Read, Reject> {
    // serenity's own `Interaction` reads all of it into a tree first, to find the kind: 5 us of CPU a request.
    let interaction = match parse::<Kind>(body)?.kind {
        1 => return Ok(Read::Ping),
        2 => Interaction::Command(parse(body)?),
        3 => Interaction::Component(parse(body)?),
        4 => Interaction::Autocomplete(parse(body)?),
        5 => Interaction::Modal(parse(body)?),
        _ => return Err(Reject::UnknownKind),
    };
    Ok(Read::Interaction(Box::new(interaction)))
}

/// serenity is strict about parts that nothing of ours reads, and Discord changes them at will: what it refuses is read once
/// more without them.
fn parse<T: DeserializeOwned>(body: &[u8]) -> Result<T, Reject> {
    // Not the errors themselves: they may quote what somebody typed.
    serde_json::from_slice(body).or_else(|_| {
        let mut tree: Value = serde_json::from_slice(body).map_err(|_| Reject::Malformed)?;
        leave_out(&mut tree);
        if let Some(fields) = tree.as_object_mut() {
            fields.insert("entitlements".into(), json!([]));
            fields.entry("attachment_size_limit").or_insert(json!(0));
        }
        // Written out once more: to read from a tree is half a megabyte of program that hardly anything runs.
        serde_json::from_slice(tree.to_string().as_bytes()).map_err(|_| Reject::Malformed)
    })
}

fn leave_out(tree: &mut Value) {
    match tree {
        Value::Object(fields) => {
            fields.retain(|name, value| !value.is_null() && !UNREAD.contains(&name.as_str()));
            if is_message(fields) {
                // It may be of a kind, or hold components, that serenity does not know yet.
                fields.insert("type".into(), json!(0));
                fields.insert("attachments".into(), json!([]));
                fields.remove("components");
            }
            fields.values_mut().for_each(leave_out);
        }
        Value::Array(items) => items.iter_mut().for_each(leave_out),
        _ => {}
    }
}

fn is_message(fields: &Map<String, Value>) -> bool {
    fields.contains_key("author") && fields.contains_key("content")
}
